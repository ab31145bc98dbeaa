//go:build unix

package main

import "syscall"

// limitCore keeps core files from being written, shim's and those of the command, unless a test allows them itself: one
// would lie among the sources, where it is an input of the next run. QEMU writes one of its own, too.
func limitCore() {
	var limit syscall.Rlimit
	if syscall.Getrlimit(syscall.RLIMIT_CORE, &limit) == nil {
		limit.Cur = 0
		_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &limit)
	}
}
