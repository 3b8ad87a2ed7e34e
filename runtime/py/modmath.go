package py

import (
	"math"
	"math/big"

	rt "github.com/cyp-lang/cyp/runtime"
)

// mathArg converts an argument as math functions do.
func mathArg(cx *rt.Ctx, v Value) (float64, *rt.Error) {
	if v.O == &floatTag {
		return v.float(), nil
	}
	f, ok, err := toFloat(cx, v)
	if err == nil && !ok {
		err = typeErr("must be real number, not %s", v.O.Type.cName())
	}
	return f, err
}

// mathResult checks a result: NaN from numbers is a domain error, infinity from finite ones a range error.
func mathResult(r float64, canOverflow bool, args ...float64) (Value, *rt.Error) {
	if math.IsNaN(r) {
		for _, a := range args {
			if math.IsNaN(a) {
				return Float(r), nil
			}
		}
		return Value{}, valueErr("math domain error")
	}
	if math.IsInf(r, 0) {
		for _, a := range args {
			if math.IsInf(a, 0) || math.IsNaN(a) {
				return Float(r), nil
			}
		}
		if canOverflow {
			return Value{}, overflowErr("math range error")
		}
		return Value{}, valueErr("math domain error")
	}
	return Float(r), nil
}

func registerMath() {
	stdModule("math", func(cx *rt.Ctx, m *Module) *rt.Error {
		m.Set("pi", Float(math.Pi))
		m.Set("e", Float(math.E))
		m.Set("tau", Float(2*math.Pi))
		m.Set("inf", Float(math.Inf(1)))
		m.Set("nan", Float(math.NaN()))
		fn := func(name string, over bool, f func(x float64) float64) {
			m.fn(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				x, err := mathArg(cx, a[0])
				if err != nil {
					return Value{}, err
				}
				return mathResult(f(x), over, x)
			})
		}
		fn("sqrt", false, math.Sqrt)
		fn("exp", true, accExp)
		fn("exp2", true, func(x float64) float64 { return accPow(2, x) })
		fn("expm1", true, math.Expm1)
		fn("log1p", false, math.Log1p)
		fn("sin", false, accSin)
		fn("cos", false, accCos)
		fn("tan", false, accTan)
		fn("asin", false, accAsin)
		fn("acos", false, accAcos)
		fn("atan", false, accAtan)
		fn("sinh", true, accSinh)
		fn("cosh", true, accCosh)
		fn("tanh", false, accTanh)
		fn("asinh", false, accAsinh)
		fn("acosh", false, accAcosh)
		fn("atanh", false, math.Atanh)
		fn("fabs", false, math.Abs)
		fn("erf", false, math.Erf)
		fn("erfc", false, math.Erfc)
		fn("cbrt", false, accCbrt)
		fn("degrees", false, func(x float64) float64 { return x * (180 / math.Pi) })
		fn("radians", false, func(x float64) float64 { return x * (math.Pi / 180) })
		fn("ulp", false, func(x float64) float64 {
			x = math.Abs(x)
			if math.IsInf(x, 0) || math.IsNaN(x) {
				return x
			}
			n := math.Nextafter(x, math.Inf(1))
			if math.IsInf(n, 0) {
				return x - math.Nextafter(x, 0)
			}
			return n - x
		})
		m.fn("gamma", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			x, err := mathArg(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			if x == 0 || math.IsInf(x, -1) || x < 0 && x == math.Floor(x) {
				return Value{}, valueErr("math domain error")
			}
			return mathResult(accGamma(x), true, x)
		})
		m.fn("lgamma", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			x, err := mathArg(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			if x <= 0 && x == math.Floor(x) && !math.IsInf(x, 0) {
				return Value{}, valueErr("math domain error")
			}
			return Float(accLgamma(x)), nil
		})
		fn2 := func(name string, over bool, f func(x, y float64) float64) {
			m.fn(name, "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				x, err := mathArg(cx, a[0])
				if err != nil {
					return Value{}, err
				}
				y, err := mathArg(cx, a[1])
				if err != nil {
					return Value{}, err
				}
				return mathResult(f(x, y), over, x, y)
			})
		}
		fn2("atan2", false, accAtan2)
		fn2("fmod", false, math.Mod)
		fn2("copysign", false, math.Copysign)
		fn2("remainder", false, math.Remainder)
		m.fn("nextafter", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			x, err := mathArg(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			y, err := mathArg(cx, a[1])
			return Float(math.Nextafter(x, y)), err
		})
		m.fn("pow", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			x, err := mathArg(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			y, err := mathArg(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			if x == 0 && y < 0 && !math.IsInf(y, 0) {
				return Value{}, valueErr("math domain error")
			}
			r := accPow(x, y)
			if math.IsNaN(r) && (x == 1 || y == 0) {
				r = 1
			}
			return mathResult(r, true, x, y)
		})
		mathLogs(m)
		mathIntegers(m)
		mathSums(m)
		return nil
	})
}

func mathLogs(m *Module) {
	// logs take integers of any size.
	log := func(cx *rt.Ctx, v Value, f func(x float64) float64) (float64, *rt.Error) {
		if n, ok := asInt(v); ok {
			if intSign(n) <= 0 {
				return 0, valueErr("math domain error")
			}
			if !n.isInt() {
				b := asBig(n)
				bf := new(big.Float).SetInt(b)
				e := bf.MantExp(bf)
				x, _ := bf.Float64()
				return f(x) + f(2)*float64(e), nil
			}
			return f(float64(n.int())), nil
		}
		x, err := mathArg(cx, v)
		if err != nil {
			return 0, err
		}
		if x <= 0 {
			return 0, valueErr("math domain error")
		}
		return f(x), nil
	}
	m.fn("log", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		x, err := log(cx, a[0], accLog)
		if err != nil || len(a) == 1 {
			return Float(x), err
		}
		b, err := log(cx, a[1], accLog)
		if err != nil {
			return Value{}, err
		}
		if b == 0 {
			return Value{}, zeroDivErr("float division by zero")
		}
		return Float(x / b), nil
	})
	m.fn("log2", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		x, err := log(cx, a[0], func(x float64) float64 { return accLogBase(x, ddLn2) })
		return Float(x), err
	})
	m.fn("log10", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		x, err := log(cx, a[0], accLog10)
		return Float(x), err
	})
}

func mathIntegers(m *Module) {
	round := func(name, special string, f func(x float64) float64) {
		m.fn(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			if a[0].O == &floatTag {
				return floatToInt(f(a[0].float()))
			}
			if r, ok, err := callSpecial(cx, a[0], special); ok || err != nil {
				return r, err
			}
			if name == "trunc" {
				return Value{}, typeErr("type %s doesn't define __trunc__ method", a[0].O.Type.cName())
			}
			x, err := mathArg(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			return floatToInt(f(x))
		})
	}
	round("floor", "__floor__", math.Floor)
	round("ceil", "__ceil__", math.Ceil)
	round("trunc", "__trunc__", math.Trunc)
	m.fn("factorial", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, err := Index(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		if intSign(n) < 0 {
			return Value{}, valueErr("factorial() not defined for negative values")
		}
		if !n.isInt() {
			return Value{}, overflowErr("factorial() argument should not exceed 9223372036854775807")
		}
		return BigInt(new(big.Int).MulRange(1, n.int())), nil
	})
	ints := func(cx *rt.Ctx, a []Value) ([]Value, *rt.Error) {
		out := make([]Value, len(a))
		for i, v := range a {
			n, err := Index(cx, v)
			if err != nil {
				return nil, err
			}
			out[i] = n
		}
		return out, nil
	}
	m.fn("gcd", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		ns, err := ints(cx, a)
		if err != nil {
			return Value{}, err
		}
		g := new(big.Int)
		for _, n := range ns {
			g.GCD(nil, nil, g, new(big.Int).Abs(bigOf(n)))
		}
		return BigInt(g), nil
	})
	m.fn("lcm", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		ns, err := ints(cx, a)
		if err != nil {
			return Value{}, err
		}
		l := big.NewInt(1)
		for _, n := range ns {
			b := new(big.Int).Abs(bigOf(n))
			if b.Sign() == 0 {
				return Int(0), nil
			}
			g := new(big.Int).GCD(nil, nil, l, b)
			l = new(big.Int).Mul(new(big.Int).Quo(l, g), b)
		}
		return BigInt(l), nil
	})
	m.fn("isqrt", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, err := Index(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		if intSign(n) < 0 {
			return Value{}, valueErr("isqrt() argument must be nonnegative")
		}
		return BigInt(new(big.Int).Sqrt(bigOf(n))), nil
	})
	pick := func(perm bool) bfn {
		return func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			ns, err := ints(cx, a)
			if err != nil {
				return Value{}, err
			}
			n := ns[0]
			k := n
			if len(ns) > 1 {
				k = ns[1]
			}
			if perm && len(a) > 1 && a[1].IsNone() {
				k = n
			}
			if intSign(n) < 0 {
				return Value{}, valueErr("n must be a non-negative integer")
			}
			if intSign(k) < 0 {
				return Value{}, valueErr("k must be a non-negative integer")
			}
			if intCmp(k, n) > 0 {
				return Int(0), nil
			}
			if !n.isInt() || !k.isInt() {
				return Value{}, overflowErr("too large")
			}
			if perm {
				return BigInt(new(big.Int).MulRange(n.int()-k.int()+1, n.int())), nil
			}
			return BigInt(new(big.Int).Binomial(n.int(), k.int())), nil
		}
	}
	m.fn("comb", "2", pick(false))
	m.fn("perm", "1-2", pick(true))
	m.fn("frexp", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		x, err := mathArg(cx, a[0])
		f, e := math.Frexp(x)
		return NewTuple(Float(f), Int(int64(e))), err
	})
	m.fn("ldexp", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		x, err := mathArg(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		n, ok := asInt(a[1])
		if !ok {
			return Value{}, typeErr("Expected an int as second argument to ldexp.")
		}
		e := clampInt(n)
		e = min(max(e, -1<<30), 1<<30)
		return mathResult(math.Ldexp(x, e), true, x)
	})
	m.fn("modf", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		x, err := mathArg(cx, a[0])
		if math.IsInf(x, 0) {
			return NewTuple(Float(math.Copysign(0, x)), Float(x)), err
		}
		i, f := math.Modf(x)
		return NewTuple(Float(math.Copysign(f, x)), Float(math.Copysign(i, x))), err
	})
	test := func(name string, f func(x float64) bool) {
		m.fn(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			x, err := mathArg(cx, a[0])
			return Bool(f(x)), err
		})
	}
	test("isnan", math.IsNaN)
	test("isinf", func(x float64) bool { return math.IsInf(x, 0) })
	test("isfinite", func(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) })
	m.fn("isclose", "a, b, *, rel_tol=, abs_tol=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p := [4]float64{0, 0, 1e-9, 0}
		for i, v := range a {
			if v.IsSet() {
				var err *rt.Error
				if p[i], err = mathArg(cx, v); err != nil {
					return Value{}, err
				}
			}
		}
		if p[2] < 0 || p[3] < 0 {
			return Value{}, valueErr("tolerances must be non-negative")
		}
		if p[0] == p[1] {
			return True, nil
		}
		if math.IsInf(p[0], 0) || math.IsInf(p[1], 0) {
			return False, nil
		}
		d := math.Abs(p[1] - p[0])
		return Bool(d <= math.Abs(p[2]*p[1]) || d <= math.Abs(p[2]*p[0]) || d <= p[3]), nil
	})
}

func mathSums(m *Module) {
	floats := func(cx *rt.Ctx, v Value) ([]float64, *rt.Error) {
		items, err := Collect(cx, v)
		if err != nil {
			return nil, err
		}
		out := make([]float64, len(items))
		for i, x := range items {
			if out[i], err = mathArg(cx, x); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	m.fn("fsum", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		xs, err := floats(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		return fsum(xs)
	})
	m.fn("prod", "iterable, /, *, start=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		acc := Int(1)
		if a[1].IsSet() {
			acc = a[1]
		}
		it, err := Iter(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		for {
			x, ok, err := it.Next(cx)
			if err != nil || !ok {
				return acc, err
			}
			if acc, err = Mul(cx, acc, x); err != nil {
				return Value{}, err
			}
		}
	})
	m.fn("sumprod", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := Collect(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		q, err := Collect(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		if len(p) != len(q) {
			return Value{}, valueErr("Inputs are not the same length")
		}
		acc := Int(0)
		for i, x := range p {
			y, err := Mul(cx, x, q[i])
			if err == nil {
				acc, err = Add(cx, acc, y)
			}
			if err != nil {
				return Value{}, err
			}
		}
		return acc, nil
	})
	m.fn("hypot", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		xs := make([]float64, len(a))
		for i, v := range a {
			var err *rt.Error
			if xs[i], err = mathArg(cx, v); err != nil {
				return Value{}, err
			}
		}
		return Float(accHypot(xs)), nil
	})
	m.fn("dist", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := floats(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		q, err := floats(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		if len(p) != len(q) {
			return Value{}, valueErr("both points must have the same number of dimensions")
		}
		for i := range p {
			p[i] -= q[i]
		}
		return Float(accHypot(p)), nil
	})
}

// fsum adds without loss (Shewchuk), rounding once.
func fsum(xs []float64) (Value, *rt.Error) {
	var parts []float64
	special, infs := 0.0, 0.0
	for _, x := range xs {
		if math.IsInf(x, 0) || math.IsNaN(x) {
			if math.IsInf(x, 0) {
				infs += x
			}
			special += x
			continue
		}
		i := 0
		for _, y := range parts {
			s := twoSum(x, y)
			if s.lo != 0 {
				parts[i] = s.lo
				i++
			}
			x = s.hi
		}
		parts = append(parts[:i], x)
		if math.IsInf(x, 0) {
			return Value{}, overflowErr("intermediate overflow in fsum")
		}
	}
	if special != 0 {
		if math.IsNaN(infs) {
			return Value{}, valueErr("-inf + inf in fsum")
		}
		return Float(special), nil
	}
	sum := new(big.Float).SetPrec(2200)
	for _, p := range parts {
		sum.Add(sum, new(big.Float).SetFloat64(p))
	}
	f, _ := sum.Float64()
	return Float(f), nil
}

// The gamma function by Lanczos' approximation.

var lanczosNum = [13]float64{23531376880.410759, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028, 1439720407.3117216,
	248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348, 8071.672002365816, 210.82427775157936, 2.5066282746310002}
var lanczosDen = [13]float64{0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1}

const lanczosG = 6.024680040776729583740234375

func lanczosSum(x float64) float64 {
	num, den := 0.0, 0.0
	if x < 5 {
		for i := 12; i >= 0; i-- {
			num = num*x + lanczosNum[i]
			den = den*x + lanczosDen[i]
		}
	} else {
		for i := 0; i < 13; i++ {
			num = num/x + lanczosNum[i]
			den = den/x + lanczosDen[i]
		}
	}
	return num / den
}

func sinPi(x float64) float64 {
	y := math.Mod(math.Abs(x), 2)
	n := int(math.Round(2 * y))
	var r float64
	switch n {
	case 0:
		r = accSin(math.Pi * y)
	case 1:
		r = accCos(math.Pi * (y - 0.5))
	case 2:
		r = accSin(math.Pi * (1 - y))
	case 3:
		r = -accCos(math.Pi * (y - 1.5))
	case 4:
		r = accSin(math.Pi * (y - 2))
	}
	return math.Copysign(1, x) * r
}

func accGamma(x float64) float64 {
	if math.IsNaN(x) || math.IsInf(x, 1) {
		return x
	}
	if x == math.Floor(x) && x > 0 && x <= 23 {
		r := 1.0
		for i := 2.0; i < x; i++ {
			r *= i
		}
		return r
	}
	a := math.Abs(x)
	if a < 1e-20 {
		return 1 / x
	}
	if a > 200 {
		if x < 0 {
			return 0 / sinPi(x)
		}
		return math.Inf(1)
	}
	y := a + lanczosG - 0.5
	var z float64
	if a > lanczosG-0.5 {
		q := y - a
		z = q - (lanczosG - 0.5)
	} else {
		q := y - (lanczosG - 0.5)
		z = q - a
	}
	z = z * lanczosG / y
	var r float64
	if x < 0 {
		r = -math.Pi / sinPi(a) / a * accExp(y) / lanczosSum(a)
		r -= z * r
		if a < 140 {
			r /= accPow(y, a-0.5)
		} else {
			p := accPow(y, a/2-0.25)
			r = r / p / p
		}
		return r
	}
	r = lanczosSum(a) / accExp(y)
	r += z * r
	if a < 140 {
		return r * accPow(y, a-0.5)
	}
	p := accPow(y, a/2-0.25)
	return r * p * p
}

func accLgamma(x float64) float64 {
	if math.IsNaN(x) {
		return x
	}
	if math.IsInf(x, 0) {
		return math.Inf(1)
	}
	if x == math.Floor(x) && x <= 2 {
		return 0
	}
	a := math.Abs(x)
	if a < 1e-20 {
		return -accLog(a)
	}
	r := accLog(lanczosSum(a)) - lanczosG
	r += (a - 0.5) * (accLog(a+lanczosG-0.5) - 1)
	if x < 0 {
		r = accLog(math.Pi) - accLog(math.Abs(sinPi(a))) - accLog(a) - r
	}
	return r
}
