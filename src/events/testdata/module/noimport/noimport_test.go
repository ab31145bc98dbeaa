package noimport

import (
	"testing"

	_ "example.com/streams/missing"
)

func TestX(t *testing.T) {}
