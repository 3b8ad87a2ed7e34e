package py

import (
	"math"
	"math/big"
)

// The elementary functions in double-double arithmetic. C libraries round these functions correctly nearly always, Go's math
// package less often; what a program prints should not depend on it, so they are computed here to about 100 bits and rounded once.

// dd is hi+lo with |lo| at most half an ulp of hi.
type dd struct{ hi, lo float64 }

func twoSum(a, b float64) dd {
	s := a + b
	t := s - a
	return dd{s, (a - (s - t)) + (b - t)}
}

func quickSum(a, b float64) dd {
	s := a + b
	return dd{s, b - (s - a)}
}

func twoProd(a, b float64) dd {
	p := a * b
	return dd{p, math.FMA(a, b, -p)}
}

func (a dd) add(b dd) dd {
	s := twoSum(a.hi, b.hi)
	t := twoSum(a.lo, b.lo)
	s = quickSum(s.hi, s.lo+t.hi)
	return quickSum(s.hi, s.lo+t.lo)
}

func (a dd) neg() dd { return dd{-a.hi, -a.lo} }

func (a dd) sub(b dd) dd { return a.add(b.neg()) }

func (a dd) mul(b dd) dd {
	p := twoProd(a.hi, b.hi)
	return quickSum(p.hi, p.lo+(a.hi*b.lo+a.lo*b.hi))
}

func (a dd) mulF(b float64) dd {
	p := twoProd(a.hi, b)
	return quickSum(p.hi, p.lo+a.lo*b)
}

func (a dd) div(b dd) dd {
	q := a.hi / b.hi
	r := a.sub(b.mulF(q))
	q2 := r.hi / b.hi
	r = r.sub(b.mulF(q2))
	return quickSum(q, q2).add(dd{r.hi / b.hi, 0})
}

func (a dd) sqrt() dd {
	if a.hi <= 0 {
		return dd{}
	}
	x := math.Sqrt(a.hi)
	r := a.sub(twoProd(x, x))
	return quickSum(x, r.hi/(2*x))
}

func (a dd) scale(n int) dd { return dd{math.Ldexp(a.hi, n), math.Ldexp(a.lo, n)} }

func ddOf(f float64) dd { return dd{f, 0} }

var (
	ddLn2    = dd{0.6931471805599453, 2.3190468138462996e-17}
	ddInvFac = func() (t [32]dd) {
		f := dd{1, 0}
		t[0], t[1] = f, f
		for i := 2; i < len(t); i++ {
			f = f.div(ddOf(float64(i)))
			t[i] = f
		}
		return
	}()
)

// ddExpSmall is exp(r)-1 for |r| < 0.01.
func ddExpSmall(r dd) dd {
	s := ddInvFac[12]
	for i := 11; i >= 1; i-- {
		s = s.mul(r).add(ddInvFac[i])
	}
	return s.mul(r)
}

// ddExp is exp(a) as m * 2**n.
func ddExp(a dd) (m dd, n int) {
	k := math.Round(a.hi / math.Ln2)
	r := a.sub(ddLn2.mulF(k))
	// exp(r) = exp(r/64)**64, with exp-1 kept to lose no bits.
	e := ddExpSmall(r.scale(-6))
	for i := 0; i < 6; i++ {
		e = e.scale(1).add(e.mul(e))
	}
	return ddOf(1).add(e), int(k)
}

// ddLog is log of a positive finite number x * 2**n.
func ddLog(x dd, n int) dd {
	m, e := math.Frexp(x.hi)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	md := dd{m, math.Ldexp(x.lo, -e)}
	y := ddOf(math.Log(m))
	ex, k := ddExp(y.neg())
	d := md.mul(ex.scale(k)).sub(ddOf(1))
	// log(1+d) for tiny d.
	d = d.sub(d.mul(d).scale(-1))
	y = y.add(d)
	return y.add(ddLn2.mulF(float64(e + n)))
}

func accExp(x float64) float64 {
	switch {
	case math.IsNaN(x), math.IsInf(x, 1), x > 709.8:
		return math.Exp(x)
	case x < -745.2:
		return 0
	}
	m, n := ddExp(ddOf(x))
	return ldexpDD(m, n)
}

// ldexpDD rounds m * 2**n once, also where the result is subnormal.
func ldexpDD(m dd, n int) float64 {
	if n > -1020 {
		if n > 1000 {
			return math.Ldexp(math.Ldexp(m.hi+m.lo, 900), n-900)
		}
		return math.Ldexp(m.hi+m.lo, n)
	}
	f := new(big.Float).SetPrec(200).SetFloat64(m.hi)
	f.Add(f, new(big.Float).SetFloat64(m.lo))
	f.SetMantExp(f, n)
	r, _ := f.Float64()
	return r
}

func accLog(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 0) || x == 1 {
		return math.Log(x)
	}
	r := ddLog(normal(x))
	return r.hi + r.lo
}

// normal brings subnormal numbers into the normal range.
func normal(x float64) (dd, int) {
	if x < 0x1p-1000 {
		return ddOf(x * 0x1p200), -200
	}
	return ddOf(x), 0
}

func accLogBase(x float64, base dd) float64 {
	if !(x > 0) || math.IsInf(x, 0) || x == 1 {
		return math.Log(x)
	}
	r := ddLog(normal(x)).div(base)
	return r.hi + r.lo
}

// accLog10 computes as C libraries do, whose results are not the correctly rounded ones.
func accLog10(x float64) float64 {
	if !(x > 0) || math.IsInf(x, 0) || x == 1 {
		return math.Log(x)
	}
	const ivln10, hi, lo = 4.34294481903251816668e-01, 3.01029995663611771306e-01, 3.69423907715893078616e-13
	m, k := math.Frexp(x)
	m *= 2
	k--
	y := float64(k)
	if k < 0 {
		m /= 2
		y++
	}
	z := y*lo + ivln10*accLog(m)
	return z + y*hi
}

// accPow is x**y with the special cases of C.
func accPow(x, y float64) float64 {
	special := x == 0 || y == 0 || x == 1 || math.IsInf(x, 0) || math.IsInf(y, 0) || math.IsNaN(x) || math.IsNaN(y)
	if special {
		return math.Pow(x, y)
	}
	sign := 1.0
	if x < 0 {
		if y != math.Floor(y) {
			return math.NaN()
		}
		if math.Mod(y, 2) != 0 {
			sign = -1
		}
		x = -x
		if x == 1 {
			return sign
		}
	}
	switch y {
	case 1:
		return sign * x
	case 2:
		return x * x
	case 0.5:
		return math.Sqrt(x)
	case -1:
		return sign / x
	}
	t := ddLog(normal(x)).mulF(y)
	switch {
	case t.hi > 710:
		return math.Inf(int(sign))
	case t.hi < -746:
		return math.Copysign(0, sign)
	}
	m, n := ddExp(t)
	return sign * ldexpDD(m, n)
}

// ddReduce brings x into [-pi/4, pi/4] and tells the quadrant.
func ddReduce(x float64) (dd, int) {
	k := math.Round(x / (math.Pi / 2))
	if math.Abs(x) < 1e5 {
		// pi/2 in four parts of which the products with k are exact or nearly so.
		const p1, p2, p3, p4 = 1.5707963267341256, 6.077100506303966e-11, 2.0222662487111665e-21, 8.4784276603689e-32
		r := twoSum(x, -k*p1)
		r = r.add(twoProd(-k, p2))
		r = r.add(twoProd(-k, p3))
		r = r.add(twoProd(-k, p4))
		return r, int(int64(k) & 3)
	}
	bx := new(big.Float).SetPrec(1400).SetFloat64(x)
	half := bigHalfPi()
	q := new(big.Float).SetPrec(1400).Quo(bx, half)
	q.Add(q, big.NewFloat(0.5))
	n, _ := q.Int(nil)
	if q.Sign() < 0 && !q.IsInt() {
		n.Sub(n, bigOne)
	}
	bx.Sub(bx, new(big.Float).SetPrec(1400).Mul(half, new(big.Float).SetPrec(1400).SetInt(n)))
	hi, _ := bx.Float64()
	bx.Sub(bx, new(big.Float).SetFloat64(hi))
	lo, _ := bx.Float64()
	return dd{hi, lo}, int(new(big.Int).And(n, big.NewInt(3)).Int64())
}

// bigHalfPi is pi/2 by Machin's formula.
func bigHalfPi() *big.Float {
	const bits = 1400
	one := new(big.Int).Lsh(big.NewInt(1), bits+20)
	atanInv := func(n int64) *big.Int {
		sum, t := new(big.Int), new(big.Int).Quo(one, big.NewInt(n))
		sq := big.NewInt(n * n)
		for k := int64(1); t.Sign() != 0; k += 2 {
			d := new(big.Int).Quo(t, big.NewInt(k))
			if k&2 == 0 {
				sum.Add(sum, d)
			} else {
				sum.Sub(sum, d)
			}
			t.Quo(t, sq)
		}
		return sum
	}
	pi := new(big.Int).Sub(new(big.Int).Mul(atanInv(5), big.NewInt(16)), new(big.Int).Mul(atanInv(239), big.NewInt(4)))
	f := new(big.Float).SetPrec(bits).SetInt(pi)
	return f.SetMantExp(f, -(bits+20)-1)
}

// ddSinCos gives both for |r| <= pi/4.
func ddSinCos(r dd) (s, c dd) {
	r2 := r.mul(r)
	s, c = ddInvFac[27], ddInvFac[28]
	for i := 25; i >= 1; i -= 2 {
		s = ddInvFac[i].sub(s.mul(r2))
	}
	for i := 26; i >= 0; i -= 2 {
		c = ddInvFac[i].sub(c.mul(r2))
	}
	return s.mul(r), c
}

func ddSinCosOf(x float64) (s, c dd) {
	r, q := ddReduce(x)
	s, c = ddSinCos(r)
	switch q {
	case 1:
		return c, s.neg()
	case 2:
		return s.neg(), c.neg()
	case 3:
		return c.neg(), s
	}
	return s, c
}

func accSin(x float64) float64 {
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) || math.Abs(x) < 1e-8 {
		return math.Sin(x)
	}
	s, _ := ddSinCosOf(x)
	return s.hi + s.lo
}

func accCos(x float64) float64 {
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return math.Cos(x)
	}
	_, c := ddSinCosOf(x)
	return c.hi + c.lo
}

func accTan(x float64) float64 {
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) || math.Abs(x) < 1e-8 {
		return math.Tan(x)
	}
	s, c := ddSinCosOf(x)
	r := s.div(c)
	return r.hi + r.lo
}

// ddAtan2 is atan2(y, x) for finite numbers that are not both 0.
func ddAtan2(y, x dd) dd {
	a := math.Atan2(y.hi, x.hi)
	s, c := ddSinCosOf(a)
	// tan(result - a), which is tiny.
	d := y.mul(c).sub(x.mul(s)).div(x.mul(c).add(y.mul(s)))
	return ddOf(a).add(d)
}

func accAtan2(y, x float64) float64 {
	if math.IsNaN(x) || math.IsNaN(y) || math.IsInf(x, 0) || math.IsInf(y, 0) || x == 0 || y == 0 {
		return math.Atan2(y, x)
	}
	// Scale so that products neither overflow nor vanish.
	_, ex := math.Frexp(x)
	_, ey := math.Frexp(y)
	if ex-ey > 500 || ey-ex > 500 {
		return math.Atan2(y, x)
	}
	r := ddAtan2(ddOf(math.Ldexp(y, -ex)), ddOf(math.Ldexp(x, -ex)))
	return r.hi + r.lo
}

func accAtan(x float64) float64 {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x) < 1e-8 {
		return math.Atan(x)
	}
	return accAtan2(x, 1)
}

func accAsin(x float64) float64 {
	if !(math.Abs(x) < 1) || math.Abs(x) < 1e-8 {
		return math.Asin(x)
	}
	r := ddAtan2(ddOf(x), ddOf(1).sub(twoProd(x, x)).sqrt())
	return r.hi + r.lo
}

func accAcos(x float64) float64 {
	if !(math.Abs(x) < 1) {
		return math.Acos(x)
	}
	r := ddAtan2(ddOf(1).sub(twoProd(x, x)).sqrt(), ddOf(x))
	return r.hi + r.lo
}

// The hyperbolic functions and their inverses follow the classic formulas of C libraries over accurate exp and log, so that
// they round alike.

func accSinh(x float64) float64 {
	a := math.Abs(x)
	h := math.Copysign(0.5, x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0) || a < 0x1p-28:
		return x
	case a < 1:
		t := math.Expm1(a)
		return h * (2*t - t*t/(t+1))
	case a < 22:
		t := math.Expm1(a)
		return h * (t + t/(t+1))
	case a < 709.78:
		return h * accExp(a)
	}
	w := accExp(0.5 * a)
	return h * w * w
}

func accCosh(x float64) float64 {
	a := math.Abs(x)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return a
	case a < 0.5*math.Ln2:
		t := math.Expm1(a)
		w := 1 + t
		if a < 0x1p-55 {
			return w
		}
		return 1 + t*t/(w+w)
	case a < 22:
		t := accExp(a)
		return 0.5*t + 0.5/t
	case a < 709.78:
		return 0.5 * accExp(a)
	}
	w := accExp(0.5 * a)
	return 0.5 * w * w
}

func accTanh(x float64) float64 {
	a := math.Abs(x)
	var z float64
	switch {
	case math.IsNaN(x) || a < 0x1p-55:
		return x
	case a >= 22:
		z = 1
	case a >= 1:
		z = 1 - 2/(math.Expm1(2*a)+2)
	default:
		t := math.Expm1(-2 * a)
		z = -t / (t + 2)
	}
	return math.Copysign(z, x)
}

func accAsinh(x float64) float64 {
	a := math.Abs(x)
	var w float64
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0) || a < 0x1p-28:
		return x
	case a > 0x1p28:
		w = accLog(a) + math.Ln2
	case a > 2:
		w = accLog(2*a + 1/(math.Sqrt(x*x+1)+a))
	default:
		t := x * x
		w = math.Log1p(a + t/(1+math.Sqrt(1+t)))
	}
	return math.Copysign(w, x)
}

func accAcosh(x float64) float64 {
	switch {
	case x < 1 || math.IsNaN(x):
		return math.NaN()
	case x > 0x1p28:
		return accLog(x) + math.Ln2
	case x > 2:
		return accLog(2*x - 1/(x+math.Sqrt(x*x-1)))
	}
	t := x - 1
	return math.Log1p(t + math.Sqrt(2*t+t*t))
}

func accCbrt(x float64) float64 {
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return x
	}
	y := ddOf(math.Cbrt(x))
	r := y.sub(y.mul(y).mul(y).sub(ddOf(x)).div(y.mul(y).mulF(3)))
	return r.hi + r.lo
}

// accHypot is the Euclidean norm, rounded once.
func accHypot(xs []float64) float64 {
	big := 0.0
	nan := false
	for _, x := range xs {
		a := math.Abs(x)
		if math.IsInf(a, 0) {
			return a
		}
		nan = nan || math.IsNaN(a)
		big = math.Max(big, a)
	}
	if nan {
		return math.NaN()
	}
	if big == 0 {
		return 0
	}
	_, e := math.Frexp(big)
	sum := dd{}
	for _, x := range xs {
		v := math.Ldexp(x, -e)
		sum = sum.add(twoProd(v, v))
	}
	r := sum.sqrt()
	return math.Ldexp(r.hi+r.lo, e)
}
