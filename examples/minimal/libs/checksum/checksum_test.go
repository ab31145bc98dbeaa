package checksum

import (
	"os"
	"runtime"
	"testing"
)

func TestSum(t *testing.T) {
	data, err := os.ReadFile("testdata/input.txt")
	if err != nil {
		t.Fatal(err)
	}
	const want = 0x2117e525
	if got := Sum(data); got != want {
		t.Errorf("Sum = %#x, want %#x on every port, %s included", got, want, runtime.GOARCH)
	}
}

func TestWidth(t *testing.T) {
	if (Width == "arm64") != (runtime.GOARCH == "arm64") {
		t.Errorf("Width = %q on %s", Width, runtime.GOARCH)
	}
}
