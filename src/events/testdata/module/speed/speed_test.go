package speed

import "testing"

func TestGood(t *testing.T) {}

func BenchmarkGood(b *testing.B) {
	for range b.N {
	}
}
