package main

import (
	"os"
	"syscall"
	"time"
	"unsafe"
)

// dieWithParent has the command killed when shim is.
func dieWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}

// endBySignal ends shim by a signal, without what Go's runtime prints about some of them.
func endBySignal(number syscall.Signal) {
	limitCore()
	// All zero is SIG_DFL, whatever the order of the fields. The last argument is the size of a set of signals, in bytes.
	var action [64]byte
	for _, size := range []uintptr{8, 16} {
		pointer := uintptr(unsafe.Pointer(&action))
		if _, _, errno := syscall.RawSyscall6(syscall.SYS_RT_SIGACTION, uintptr(number), pointer, 0, size, 0, 0); errno == 0 {
			break
		}
	}
	_ = syscall.Kill(os.Getpid(), number)
	time.Sleep(time.Second)
	os.Exit(128 + int(number))
}
