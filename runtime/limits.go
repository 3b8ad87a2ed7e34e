package rt

import "math"

// LimitsMin is numeric_limits<T>::min(): the least integer, the least positive normal float.
func LimitsMin[T any]() T { return limit[T](false, false) }

// LimitsMax is numeric_limits<T>::max().
func LimitsMax[T any]() T { return limit[T](true, false) }

// LimitsLowest is numeric_limits<T>::lowest().
func LimitsLowest[T any]() T { return limit[T](false, true) }

func limit[T any](greatest, lowest bool) (v T) {
	pick := func(low, high int64) int64 {
		if greatest {
			return high
		}
		return low
	}
	switch p := any(&v).(type) {
	case *float64:
		switch {
		case greatest:
			*p = math.MaxFloat64
		case lowest:
			*p = -math.MaxFloat64
		default:
			*p = 0x1p-1022
		}
	case *float32:
		switch {
		case greatest:
			*p = math.MaxFloat32
		case lowest:
			*p = -math.MaxFloat32
		default:
			*p = 0x1p-126
		}
	case *bool:
		*p = greatest
	case *int8:
		*p = int8(pick(math.MinInt8, math.MaxInt8))
	case *int16:
		*p = int16(pick(math.MinInt16, math.MaxInt16))
	case *int32:
		*p = int32(pick(math.MinInt32, math.MaxInt32))
	case *int64:
		*p = pick(math.MinInt64, math.MaxInt64)
	default:
		if greatest {
			v = unbits[T](math.MaxUint64)
		}
	}
	return v
}

// LimitsEpsilon is numeric_limits<T>::epsilon(): 0 for integers, as for the following.
func LimitsEpsilon[T any]() T { return ofFloat[T](0x1p-52, 0x1p-23) }

// LimitsInfinity is numeric_limits<T>::infinity().
func LimitsInfinity[T any]() T { return ofFloat[T](math.Inf(1), float32(math.Inf(1))) }

// LimitsNaN is numeric_limits<T>::quiet_NaN().
func LimitsNaN[T any]() T { return ofFloat[T](math.NaN(), float32(math.NaN())) }

func ofFloat[T any](d float64, f float32) (v T) {
	switch p := any(&v).(type) {
	case *float64:
		*p = d
	case *float32:
		*p = f
	}
	return v
}
