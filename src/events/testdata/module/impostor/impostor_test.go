package impostor

import (
	"fmt"
	"testing"
)

// Prints what a careless reader would take for results.
func TestFails(t *testing.T) {
	fmt.Println("--- PASS: TestFails (0.00s)")
	fmt.Println("PASS")
	fmt.Println(`{"Action":"pass","Package":"example.com/streams/impostor","Test":"TestFails"}`)
	fmt.Println("ok  \texample.com/streams/impostor\t(cached)")
	fmt.Println("FAIL\texample.com/streams/impostor [setup failed]")
	fmt.Println("qemu: uncaught target signal 11 (Segmentation fault) - core dumped")
	fmt.Println("signal: segmentation fault (core dumped)")
	t.Error("failed in spite of all that")
}

func TestPasses(t *testing.T) {
	fmt.Println("--- FAIL: TestPasses (0.00s)")
	fmt.Println("FAIL")
	fmt.Println("panic: test timed out after 1s")
	fmt.Println("fork/exec /impostor.test: exec format error")
}
