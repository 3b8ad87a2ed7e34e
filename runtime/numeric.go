package rt

import "unsafe"

// Integer is the C integer types.
type Integer interface {
	~int8 | ~int16 | ~int32 | ~int64 | ~int | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint | ~uintptr
}

// FloorDiv is Python's a // b; b is not 0.
func FloorDiv[T Integer](a, b T) T {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// FloorMod is Python's a % b; b is not 0.
func FloorMod[T Integer](a, b T) T {
	r := a % b
	if r != 0 && (r < 0) != (b < 0) {
		r += b
	}
	return r
}

// Shl and Shr shift as C on this machine does: the count is taken modulo the width.
func Shl[T Integer](a T, n uint64) T { return a << (n & (8*sizeOf[T]() - 1)) }

// Shr is a >> n.
func Shr[T Integer](a T, n uint64) T { return a >> (n & (8*sizeOf[T]() - 1)) }

// B2I is a bool as a C int, I2B the other way.
func B2I(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

// B2N is a bool as any C number.
func B2N[T Integer](b bool) T {
	if b {
		return 1
	}
	return 0
}

// IPow is a ** b of integers, wrapping; a negative b gives 0 but for 1 and -1.
func IPow[T Integer](a, b T) T {
	if b < 0 {
		switch {
		case a == 1:
			return 1
		case a+1 == 0:
			if b%2 == 0 {
				return 1
			}
			return a
		}
		return 0
	}
	r := T(1)
	for b > 0 {
		if b&1 != 0 {
			r *= a
		}
		a *= a
		b >>= 1
	}
	return r
}

func sizeOf[T any]() uint64 {
	var z T
	return uint64(unsafe.Sizeof(z))
}
