package timesout

import (
	"testing"
	"time"
)

// package testing prints its panic into b, which has passed by then.
func TestSleeps(t *testing.T) {
	t.Run("a", func(t *testing.T) { t.Parallel(); time.Sleep(time.Hour) })
	t.Run("b", func(t *testing.T) { t.Parallel(); time.Sleep(100 * time.Millisecond) })
}

func TestAfter(t *testing.T) {}
