package benches

import "testing"

func BenchmarkGood(b *testing.B) {
	for range b.N {
	}
}

func BenchmarkGroup(b *testing.B) {
	b.Run("good", BenchmarkGood)
	b.Run("panics", func(b *testing.B) { panic("boom") })
}
