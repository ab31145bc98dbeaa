//go:build unix && !linux

package main

import (
	"os"
	"syscall"
)

func dieWithParent() *syscall.SysProcAttr { return nil }

// endBySignal says by the exit code which signal it was, as a shell does.
func endBySignal(number syscall.Signal) { os.Exit(128 + int(number)) }
