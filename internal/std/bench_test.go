package std

import "testing"

// What a compilation pays before its first binding.
func BenchmarkTables(b *testing.B) {
	for b.Loop() {
		parseSurface(signatureText)
		readTables()
	}
}
