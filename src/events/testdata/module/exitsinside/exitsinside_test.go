package exitsinside

import (
	"syscall"
	"testing"
)

func TestGood(t *testing.T) {}

// package testing catches os.Exit(0), but not this.
func TestExits(t *testing.T) { syscall.Exit(0) }

func TestNeverRuns(t *testing.T) { t.Error("was run") }
