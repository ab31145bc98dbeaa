package dismisses

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	m.Run()
	os.Exit(0)
}

func TestBad(t *testing.T) { t.Error("bad") }
