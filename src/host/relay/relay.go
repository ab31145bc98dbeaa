// Command relay runs a test binary for cmd/go: relay MILLISECONDS COMMAND [ARGUMENT]…
//
// A child of a test may hold the output open after the test binary has ended. cmd/go waits for it as long as a tenth of
// -timeout, and -timeout is stretched for emulated code. Between the two, relay waits the milliseconds that it is given,
// says what cmd/go would say, and ends. All else is passed on: standard input, output, signals, and how the command ended.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

func main() {
	// The parent-death signal of a child is sent when the thread that started it ends.
	runtime.LockOSThread()
	if len(os.Args) < 3 {
		fail("usage: relay MILLISECONDS COMMAND [ARGUMENT]…")
	}
	grace, err := strconv.Atoi(os.Args[1])
	if err != nil {
		fail(err.Error())
	}
	cmd := exec.Command(os.Args[2], os.Args[3:]...)
	cmd.Stdin = os.Stdin
	out := output{os.Stdout}
	cmd.Stdout, cmd.Stderr = out, out
	cmd.WaitDelay = time.Duration(grace) * time.Millisecond
	cmd.SysProcAttr = dieWithParent()
	signals := make(chan os.Signal, 16)
	for _, one := range []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM} {
		if !signal.Ignored(one) {
			signal.Notify(signals, one)
		}
	}
	if err := cmd.Start(); err != nil {
		fail(err.Error())
	}
	go func() {
		for one := range signals {
			_ = cmd.Process.Signal(one)
		}
	}()
	end(cmd, cmd.Wait())
}

func end(cmd *exec.Cmd, err error) {
	var failed *exec.ExitError
	switch {
	case err == nil:
		os.Exit(0)
	case errors.Is(err, exec.ErrWaitDelay):
		fmt.Printf("*** Test I/O incomplete %v after exiting.\n%v\n", cmd.WaitDelay, err)
	case errors.As(err, &failed):
		if status, ok := failed.Sys().(syscall.WaitStatus); ok && status.Signaled() {
			endBySignal(status.Signal())
		}
		os.Exit(failed.ExitCode())
	default:
		fail(err.Error())
	}
	os.Exit(1)
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, "nx-go-cross: "+message)
	os.Exit(126)
}

// output is no *os.File, so that os/exec makes a pipe of its own, which relay alone reads.
type output struct{ file *os.File }

func (o output) Write(text []byte) (int, error) { return o.file.Write(text) }
