package flaky

import "testing"

var calls int

// Fails the first time only, whoever calls it again.
func TestFlaky(t *testing.T) {
	if calls++; calls == 1 {
		t.Fatal("not yet")
	}
}
