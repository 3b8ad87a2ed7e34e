package rt

import "unsafe"

// NumericLimits is numeric_limits<T>: its constants are methods. The functions (min, max, …) are in limits.go.
type NumericLimits[T any] struct{}

// floating and signed tell what T is.
func (NumericLimits[T]) floating() bool {
	var v T
	switch any(v).(type) {
	case float32, float64:
		return true
	}
	return false
}

func (NumericLimits[T]) signed() bool {
	var v T
	switch any(v).(type) {
	case int8, int16, int32, int64, float32, float64:
		return true
	}
	return false
}

func (NumericLimits[T]) double() bool {
	var v T
	return unsafe.Sizeof(v) == 8
}

func (l NumericLimits[T]) pick(single, double int32) int32 {
	switch {
	case !l.floating():
		return 0
	case l.double():
		return double
	}
	return single
}

// Digits is digits: the bits of the value (of the mantissa), sign excluded.
func (l NumericLimits[T]) Digits() int32 {
	var v T
	switch _, isBool := any(v).(bool); {
	case isBool:
		return 1
	case l.floating():
		return l.pick(24, 53)
	case l.signed():
		return int32(unsafe.Sizeof(v))*8 - 1
	}
	return int32(unsafe.Sizeof(v)) * 8
}

// Digits10 is digits10.
func (l NumericLimits[T]) Digits10() int32 {
	if l.floating() {
		return l.pick(6, 15)
	}
	return l.Digits() * 30103 / 100000
}

// IsSpecialized is is_specialized.
func (NumericLimits[T]) IsSpecialized() bool { return true }

// IsSigned is is_signed.
func (l NumericLimits[T]) IsSigned() bool { return l.signed() }

// IsInteger is is_integer.
func (l NumericLimits[T]) IsInteger() bool { return !l.floating() }

// IsExact is is_exact.
func (l NumericLimits[T]) IsExact() bool { return !l.floating() }

// IsBounded is is_bounded.
func (NumericLimits[T]) IsBounded() bool { return true }

// IsModulo is is_modulo: unsigned integers wrap.
func (l NumericLimits[T]) IsModulo() bool {
	var v T
	_, isBool := any(v).(bool)
	return !isBool && !l.signed()
}

// IsIec559 is is_iec559.
func (l NumericLimits[T]) IsIec559() bool { return l.floating() }

// HasInfinity is has_infinity, has_quiet_NaN and has_signaling_NaN.
func (l NumericLimits[T]) HasInfinity() bool { return l.floating() }

// Radix is radix.
func (NumericLimits[T]) Radix() int32 { return 2 }

// MinExponent is min_exponent.
func (l NumericLimits[T]) MinExponent() int32 { return l.pick(-125, -1021) }

// MaxExponent is max_exponent.
func (l NumericLimits[T]) MaxExponent() int32 { return l.pick(128, 1024) }

// MinExponent10 is min_exponent10.
func (l NumericLimits[T]) MinExponent10() int32 { return l.pick(-37, -307) }

// MaxExponent10 is max_exponent10.
func (l NumericLimits[T]) MaxExponent10() int32 { return l.pick(38, 308) }
