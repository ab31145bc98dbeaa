package fail

import (
	"fmt"
	"testing"
)

func TestGood(t *testing.T) {}

func TestBad(t *testing.T) {
	fmt.Println("zażółć 漢字 🦤")
	t.Run("sub", func(t *testing.T) { t.Errorf("got %d, want %d", 1, 2) })
}
