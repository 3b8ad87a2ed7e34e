package rt

import "math"

// <math.h>: C's results, no errors raised.

// Infinity is INFINITY, NaN NAN.
var (
	Infinity = math.Inf(1)
	NaN      = math.NaN()
)

// Acos is acos(x).
func Acos(x float64) float64 { return math.Acos(x) }

// Asin is asin(x).
func Asin(x float64) float64 { return math.Asin(x) }

// Atan is atan(x).
func Atan(x float64) float64 { return math.Atan(x) }

// Cos is cos(x).
func Cos(x float64) float64 { return math.Cos(x) }

// Sin is sin(x).
func Sin(x float64) float64 { return math.Sin(x) }

// Tan is tan(x).
func Tan(x float64) float64 { return math.Tan(x) }

// Cosh is cosh(x).
func Cosh(x float64) float64 { return math.Cosh(x) }

// Sinh is sinh(x).
func Sinh(x float64) float64 { return math.Sinh(x) }

// Tanh is tanh(x).
func Tanh(x float64) float64 { return math.Tanh(x) }

// Acosh is acosh(x).
func Acosh(x float64) float64 { return math.Acosh(x) }

// Asinh is asinh(x).
func Asinh(x float64) float64 { return math.Asinh(x) }

// Atanh is atanh(x).
func Atanh(x float64) float64 { return math.Atanh(x) }

// Exp is exp(x).
func Exp(x float64) float64 { return math.Exp(x) }

// Exp2 is exp2(x).
func Exp2(x float64) float64 { return math.Exp2(x) }

// Expm1 is expm1(x).
func Expm1(x float64) float64 { return math.Expm1(x) }

// Log is log(x).
func Log(x float64) float64 { return math.Log(x) }

// Log2 is log2(x).
func Log2(x float64) float64 { return math.Log2(x) }

// Log10 is log10(x).
func Log10(x float64) float64 { return math.Log10(x) }

// Log1p is log1p(x).
func Log1p(x float64) float64 { return math.Log1p(x) }

// Logb is logb(x).
func Logb(x float64) float64 { return math.Logb(x) }

// Sqrt is sqrt(x).
func Sqrt(x float64) float64 { return math.Sqrt(x) }

// Cbrt is cbrt(x).
func Cbrt(x float64) float64 { return math.Cbrt(x) }

// Ceil is ceil(x).
func Ceil(x float64) float64 { return math.Ceil(x) }

// Floor is floor(x).
func Floor(x float64) float64 { return math.Floor(x) }

// Trunc is trunc(x).
func Trunc(x float64) float64 { return math.Trunc(x) }

// Erf is erf(x).
func Erf(x float64) float64 { return math.Erf(x) }

// Erfc is erfc(x).
func Erfc(x float64) float64 { return math.Erfc(x) }

// J0 is j0(x).
func J0(x float64) float64 { return math.J0(x) }

// J1 is j1(x).
func J1(x float64) float64 { return math.J1(x) }

// Y0 is y0(x).
func Y0(x float64) float64 { return math.Y0(x) }

// Y1 is y1(x).
func Y1(x float64) float64 { return math.Y1(x) }

// Fabs is fabs(x).
func Fabs(x float64) float64 { return math.Abs(x) }

// Round is round(x).
func Round(x float64) float64 { return math.Round(x) }

// Rint is rint(x).
func Rint(x float64) float64 { return math.RoundToEven(x) }

// Nearbyint is nearbyint(x).
func Nearbyint(x float64) float64 { return math.RoundToEven(x) }

// Tgamma is tgamma(x).
func Tgamma(x float64) float64 { return math.Gamma(x) }

// Atan2 is atan2(x, y).
func Atan2(x, y float64) float64 { return math.Atan2(x, y) }

// Hypot is hypot(x, y).
func Hypot(x, y float64) float64 { return math.Hypot(x, y) }

// Pow is pow(x, y).
func Pow(x, y float64) float64 { return math.Pow(x, y) }

// Fmod is fmod(x, y).
func Fmod(x, y float64) float64 { return math.Mod(x, y) }

// Remainder is remainder(x, y).
func Remainder(x, y float64) float64 { return math.Remainder(x, y) }

// Copysign is copysign(x, y).
func Copysign(x, y float64) float64 { return math.Copysign(x, y) }

// Nextafter is nextafter(x, y).
func Nextafter(x, y float64) float64 { return math.Nextafter(x, y) }

// Fdim is fdim(x, y).
func Fdim(x, y float64) float64 { return math.Dim(x, y) }

// Fmax is fmax(x, y): of a number and a NaN the number.
func Fmax(x, y float64) float64 {
	switch {
	case x != x:
		return y
	case y != y:
		return x
	}
	return math.Max(x, y)
}

// Fmin is fmin(x, y).
func Fmin(x, y float64) float64 {
	switch {
	case x != x:
		return y
	case y != y:
		return x
	}
	return math.Min(x, y)
}

// Fma is fma(x, y, z).
func Fma(x, y, z float64) float64 { return math.FMA(x, y, z) }

// Lgamma is lgamma(x).
func Lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}

// Ldexp is ldexp(x, n), Scalbn scalbn(x, n), Scalbln scalbln(x, n).
func Ldexp(x float64, n int32) float64 { return math.Ldexp(x, int(n)) }

// Scalbn is scalbn(x, n).
func Scalbn(x float64, n int32) float64 { return math.Ldexp(x, int(n)) }

// Scalbln is scalbln(x, n).
func Scalbln(x float64, n int64) float64 { return math.Ldexp(x, int(n)) }

// Jn is jn(n, x), Yn yn(n, x).
func Jn(n int32, x float64) float64 { return math.Jn(int(n), x) }

// Yn is yn(n, x).
func Yn(n int32, x float64) float64 { return math.Yn(int(n), x) }

// Frexp is frexp(x, exp), Modf modf(x, whole).
func Frexp(x float64, exp *int32) float64 {
	f, e := math.Frexp(x)
	*exp = int32(e)
	return f
}

// Modf is modf(x, whole).
func Modf(x float64, whole *float64) float64 {
	if math.IsInf(x, 0) {
		*whole = x
		return math.Copysign(0, x)
	}
	i, f := math.Modf(x)
	*whole = i
	return f
}

// Nan is nan(tag).
func Nan(tag *int8) float64 { return math.NaN() }

// Ilogb is ilogb(x).
func Ilogb(x float64) int32 {
	switch {
	case x == 0:
		return math.MinInt32
	case math.IsNaN(x):
		return math.MinInt32
	case math.IsInf(x, 0):
		return math.MaxInt32
	}
	return int32(math.Ilogb(x))
}

// Lround is lround(x), Llround llround(x), Lrint lrint(x), Llrint llrint(x).
func Lround(x float64) int64 { return toLong(math.Round(x)) }

// Llround is llround(x).
func Llround(x float64) int64 { return toLong(math.Round(x)) }

// Lrint is lrint(x).
func Lrint(x float64) int64 { return toLong(math.RoundToEven(x)) }

// Llrint is llrint(x).
func Llrint(x float64) int64 { return toLong(math.RoundToEven(x)) }

// toLong converts as x86 does: what does not fit gives the least long.
func toLong(x float64) int64 {
	if x >= -0x1p63 && x < 0x1p63 {
		return int64(x)
	}
	return math.MinInt64
}

// Isfinite, Isinf, Isnan, Isnormal and Signbit are the macros of those names.
func Isfinite(x float64) int32 { return truth(!math.IsInf(x, 0) && !math.IsNaN(x)) }

// Isinf is isinf(x): 1, -1 or 0.
func Isinf(x float64) int32 {
	switch {
	case math.IsInf(x, 1):
		return 1
	case math.IsInf(x, -1):
		return -1
	}
	return 0
}

// Isnan is isnan(x).
func Isnan(x float64) int32 { return truth(x != x) }

// Isnormal is isnormal(x).
func Isnormal(x float64) int32 {
	a := math.Abs(x)
	return truth(a >= 0x1p-1022 && a <= math.MaxFloat64)
}

// Signbit is signbit(x).
func Signbit(x float64) int32 { return truth(math.Signbit(x)) }

// FloorDivF is Python's a // b of floats, FloorModF a % b; b is not 0.
func FloorDivF(a, b float64) float64 {
	d, _ := floatDivmod(a, b)
	return d
}

// FloorModF is Python's a % b of floats.
func FloorModF(a, b float64) float64 {
	_, m := floatDivmod(a, b)
	return m
}

// floatDivmod is Python's divmod: the modulo has the sign of b.
func floatDivmod(a, b float64) (div, mod float64) {
	mod = math.Mod(a, b)
	div = (a - mod) / b
	if mod != 0 {
		if (b < 0) != (mod < 0) {
			mod += b
			div--
		}
	} else {
		mod = math.Copysign(0, b)
	}
	if div == 0 {
		return math.Copysign(0, a/b), mod
	}
	floor := math.Floor(div)
	if div-floor > 0.5 {
		floor++
	}
	return floor, mod
}

// AbsFloat is abs(x), AbsInt abs(n) of any C integer.
func AbsFloat(x float64) float64 { return math.Abs(x) }

// AbsInt is abs(n) of a C integer.
func AbsInt[T Integer](n T) T {
	if n < 0 {
		return -n
	}
	return n
}
