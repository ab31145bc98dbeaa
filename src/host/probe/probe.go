// Probe prints the port it was built for and its first argument. That is the proof that a binary of that port ran,
// and that it got its arguments as they were given.
package main

import (
	"os"
	"runtime"
)

func main() {
	os.Stdout.WriteString(runtime.GOOS + "/" + runtime.GOARCH)
	if len(os.Args) == 2 {
		os.Stdout.WriteString(" " + os.Args[1])
	}
	os.Stdout.WriteString("\n")
}
