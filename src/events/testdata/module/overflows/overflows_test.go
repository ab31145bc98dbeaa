package overflows

import (
	"runtime/debug"
	"testing"
)

func recurse(n int) int { return recurse(n+1) + 1 }

func TestOverflows(t *testing.T) {
	debug.SetMaxStack(1 << 16)
	recurse(0)
}
