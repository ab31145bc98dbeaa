// Probe prints the port it was built for and its first argument. That is the proof that a binary of that port ran,
// and that it got its arguments as they were given.
//
// With the arguments "hold FILE" it then waits until the file is gone: as process 1 it keeps a container alive for as
// long as somebody wants it, and no longer.
package main

import (
	"os"
	"runtime"
	"time"
)

func main() {
	os.Stdout.WriteString(runtime.GOOS + "/" + runtime.GOARCH)
	if len(os.Args) == 2 {
		os.Stdout.WriteString(" " + os.Args[1])
	}
	os.Stdout.WriteString("\n")
	if len(os.Args) == 3 && os.Args[1] == "hold" {
		hold(os.Args[2])
	}
}

func hold(file string) {
	for {
		if _, err := os.Stat(file); err != nil {
			return
		}
		reap()
		time.Sleep(200 * time.Millisecond)
	}
}
