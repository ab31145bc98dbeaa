package reruns

import (
	"os"
	"testing"
)

// What teams do about flaky tests.
func TestMain(m *testing.M) {
	code := m.Run()
	if code != 0 {
		code = m.Run()
	}
	os.Exit(code)
}

var calls int

func TestFlaky(t *testing.T) {
	if calls++; calls == 1 {
		t.Fatal("not yet")
	}
}

func TestGood(t *testing.T) {}
