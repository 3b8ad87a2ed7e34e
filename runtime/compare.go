package rt

// Comparisons of two C++ values of one type: numbers, strings, pairs, containers.

// EqValues is a == b.
func EqValues[T any](a, b T) bool { return equalElems(kindOf[T](), a, b) }

// NeValues is a != b.
func NeValues[T any](a, b T) bool { return !EqValues(a, b) }

// LtValues is a < b.
func LtValues[T any](a, b T) bool { return lessElems(a, b) }

// GtValues is a > b.
func GtValues[T any](a, b T) bool { return lessElems(b, a) }

// LeValues is a <= b.
func LeValues[T any](a, b T) bool { return !lessElems(b, a) }

// GeValues is a >= b.
func GeValues[T any](a, b T) bool { return !lessElems(a, b) }

// SwapValues is std::swap(a, b).
func SwapValues[T any](a, b *T) { *a, *b = *b, *a }

// Min is std::min(a, b), Max std::max(a, b).
func Min[T any](a, b T) T {
	if lessElems(b, a) {
		return b
	}
	return a
}

// Max is std::max(a, b).
func Max[T any](a, b T) T {
	if lessElems(a, b) {
		return b
	}
	return a
}
