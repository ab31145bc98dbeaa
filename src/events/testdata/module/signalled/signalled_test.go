package signalled

import (
	"syscall"
	"testing"
)

// The Go runtime dumps its registers and ends with exit code 2, as it does after a crash in C code.
func TestCrashes(t *testing.T) {
	syscall.Kill(syscall.Getpid(), syscall.SIGSTKFLT)
	select {}
}
