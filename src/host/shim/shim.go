// Command shim is the program behind go test -exec: shim IDENTITY COUNT [WORD]… BINARY [ARGUMENT]…
//
// It starts the COUNT words, if there are any, with the test binary and its arguments, and ends as they do. IDENTITY is
// there only to be in the key of Go's result cache. Standard input, output and signals are passed on.
//
// cmd/go asks a test binary for its log of inputs, and stores results, only when no exec program is in use
// (golang/go#27207); but it looks for testlog.txt beside the binary in any case. So shim asks for the log.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

func main() {
	// The parent-death signal of a child is sent when the thread that started it ends.
	runtime.LockOSThread()
	words, binary := command(os.Args[1:])
	work := filepath.Dir(binary)
	set := readSettings(filepath.Join(filepath.Dir(filepath.Dir(work)), "shim.settings"))
	log := testLog{path: filepath.Join(work, "testlog.txt")}
	log.keep(filepath.Join(filepath.Dir(filepath.Dir(work)), "testlogs", filepath.Base(work)))
	cmd := start(words, set)
	err := cmd.Wait()
	log.close(set)
	end(cmd, err)
}

// command returns the words to start, with the log flag behind the binary, and the path of the binary.
func command(args []string) (words []string, binary string) {
	if len(args) < 3 {
		fail("usage: shim IDENTITY COUNT [WORD]… BINARY [ARGUMENT]…")
	}
	count, err := strconv.Atoi(args[1])
	if err != nil || count < 0 || count+3 > len(args) {
		fail("COUNT is " + args[1] + " with " + strconv.Itoa(len(args)-2) + " words to follow")
	}
	binary = args[count+2]
	words = append(words, args[2:count+3]...)
	words = append(words, "-test.testlogfile="+filepath.Dir(binary)+"/testlog.txt")
	return append(words, args[count+3:]...), binary
}

func start(words []string, set settings) *exec.Cmd {
	limitCore()
	signals := make(chan os.Signal, 16)
	for _, one := range []os.Signal{syscall.SIGHUP, syscall.SIGINT, syscall.SIGQUIT, syscall.SIGTERM} {
		if !signal.Ignored(one) {
			signal.Notify(signals, one)
		}
	}
	cmd := prepare(words, set)
	err := cmd.Start()
	if errors.Is(err, syscall.ENOEXEC) && !isELF(cmd.Path) {
		// A script without a line that says what it is for, as a shell would have it.
		cmd = prepare(append([]string{"/bin/sh"}, words...), set)
		err = cmd.Start()
	}
	if err != nil {
		notStarted(words[0], err)
	}
	go func() {
		for one := range signals {
			_ = cmd.Process.Signal(one)
		}
	}()
	return cmd
}

func prepare(words []string, set settings) *exec.Cmd {
	cmd := exec.Command(words[0], words[1:]...)
	cmd.Env = set.environment(os.Environ())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if set.wait > 0 {
		out := output{os.Stdout}
		cmd.Stdout, cmd.Stderr = out, out
		cmd.WaitDelay = set.wait
	}
	cmd.SysProcAttr = dieWithParent()
	return cmd
}

func isELF(path string) bool {
	file, err := os.Open(path)
	if err != nil {
		return true
	}
	defer file.Close()
	var magic [4]byte
	_, _ = file.Read(magic[:])
	return string(magic[:]) == "\x7fELF"
}

func end(cmd *exec.Cmd, err error) {
	var failed *exec.ExitError
	switch {
	case err == nil:
		os.Exit(0)
	case errors.Is(err, exec.ErrWaitDelay):
		// A child of a test holds the output open. cmd/go would say so after a tenth of -timeout, which is stretched for
		// emulated code.
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

// notStarted speaks as the other shims, which are shell scripts, do: src/diagnosis knows the words.
func notStarted(program string, err error) {
	reason, code := err.Error(), 126
	var number syscall.Errno
	switch {
	case errors.Is(err, exec.ErrNotFound):
		reason, code = "not found", 127
	case errors.As(err, &number):
		reason = number.Error()
		if number == syscall.ENOENT {
			code = 127
		}
	}
	fmt.Fprintf(os.Stderr, "nx-go-cross-sh: exec: %s: %s\n", program, strings.TrimSpace(reason))
	os.Exit(code)
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, "nx-go-cross: shim: "+message)
	os.Exit(126)
}

// output is no *os.File, so that os/exec makes a pipe of its own, which shim alone reads.
type output struct{ file *os.File }

func (o output) Write(text []byte) (int, error) { return o.file.Write(text) }
