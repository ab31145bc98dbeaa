package pretends

import (
	"fmt"
	"os"
	"testing"
)

// What cmd/go prints for a package without test files.
func TestMain(m *testing.M) {
	fmt.Println("?   \texample.com/streams/pretends\t[no test files]")
	os.Exit(0)
}

func TestNeverRuns(t *testing.T) { t.Error("was run") }
