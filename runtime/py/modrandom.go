package py

import (
	"crypto/sha512"
	bin "encoding/binary"
	"math"
	"math/big"

	rt "github.com/cyp-lang/cyp/runtime"
)

// mersenne is the MT19937 generator, with CPython's seeding, so that seeded programs see the same numbers.
type mersenne struct {
	mt    [624]uint32
	i     int
	gauss Value // saved second value of gauss, or unset
}

func (m *mersenne) seedWord(s uint32) {
	m.mt[0] = s
	for i := 1; i < 624; i++ {
		m.mt[i] = 1812433253*(m.mt[i-1]^m.mt[i-1]>>30) + uint32(i)
	}
	m.i = 624
}

func (m *mersenne) seedArray(key []uint32) {
	m.seedWord(19650218)
	i, j := 1, 0
	for k := max(624, len(key)); k > 0; k-- {
		m.mt[i] = (m.mt[i] ^ (m.mt[i-1]^m.mt[i-1]>>30)*1664525) + key[j] + uint32(j)
		i++
		j++
		if i >= 624 {
			m.mt[0] = m.mt[623]
			i = 1
		}
		if j >= len(key) {
			j = 0
		}
	}
	for k := 623; k > 0; k-- {
		m.mt[i] = (m.mt[i] ^ (m.mt[i-1]^m.mt[i-1]>>30)*1566083941) - uint32(i)
		i++
		if i >= 624 {
			m.mt[0] = m.mt[623]
			i = 1
		}
	}
	m.mt[0] = 0x80000000
}

func (m *mersenne) seedBig(b *big.Int) {
	var key []uint32
	n := new(big.Int).Abs(b)
	mask := big.NewInt(math.MaxUint32)
	for n.Sign() != 0 {
		key = append(key, uint32(new(big.Int).And(n, mask).Uint64()))
		n.Rsh(n, 32)
	}
	if key == nil {
		key = []uint32{0}
	}
	m.seedArray(key)
}

func (m *mersenne) next() uint32 {
	if m.i >= 624 {
		for k := 0; k < 624; k++ {
			y := m.mt[k]&0x80000000 | m.mt[(k+1)%624]&0x7fffffff
			v := m.mt[(k+397)%624] ^ y>>1
			if y&1 != 0 {
				v ^= 0x9908b0df
			}
			m.mt[k] = v
		}
		m.i = 0
	}
	y := m.mt[m.i]
	m.i++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

func (m *mersenne) float() float64 {
	a, b := m.next()>>5, m.next()>>6
	return (float64(a)*67108864 + float64(b)) / 9007199254740992
}

// bits returns k random bits.
func (m *mersenne) bits(k int) Value {
	if k <= 32 {
		return Int(int64(m.next() >> (32 - k)))
	}
	words := (k + 31) / 32
	n := new(big.Int)
	for i := 0; i < words; i++ {
		r := m.next()
		if left := k - 32*i; left < 32 {
			r >>= 32 - left
		}
		n.Or(n, new(big.Int).Lsh(big.NewInt(int64(r)), uint(32*i)))
	}
	return BigInt(n)
}

// below returns a random integer in [0, n), n > 0.
func (m *mersenne) below(n Value) Value {
	k := bigOf(n).BitLen()
	r := m.bits(k)
	for intCmp(r, n) >= 0 {
		r = m.bits(k)
	}
	return r
}

func (m *mersenne) belowInt(n int) int { return int(m.below(Int(int64(n))).int()) }

func (m *mersenne) seed(cx *rt.Ctx, v Value) *rt.Error {
	m.gauss = Value{}
	switch {
	case !v.IsSet() || v.IsNone():
		b := randomBytes(624 * 4)
		key := make([]uint32, 624)
		for i := range key {
			key[i] = bin.LittleEndian.Uint32(b[4*i:])
		}
		m.seedArray(key)
	case v.has(flagStr | flagBytes | flagByteArray):
		b, ok := bytesOf(v)
		if !ok {
			b = []byte(asStr(v).s)
		}
		h := sha512.Sum512(b)
		m.seedBig(new(big.Int).SetBytes(append(append([]byte(nil), b...), h[:]...)))
	case v.has(flagInt):
		n, _ := asInt(v)
		m.seedBig(bigOf(n))
	case v.has(flagFloat):
		h, err := Hash(cx, v)
		if err != nil {
			return err
		}
		m.seedBig(new(big.Int).SetUint64(uint64(h)))
	default:
		return typeErr("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
	}
	return nil
}

func registerRandom() {
	stdModule("random", func(cx *rt.Ctx, m *Module) *rt.Error {
		t := nativeType("Random", "random", func(t *Type) {
			t.makeWith("x=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
				r := &mersenne{}
				return r, r.seed(cx, a[0])
			})
			randomMethods(func(name, sig string, f func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error)) {
				t.method(name, sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return f(cx, stateIn[*mersenne](a[0]), a[1:]) })
			})
		})
		m.Set("Random", t.Value())
		m.Set("SystemRandom", t.Value())
		shared := &mersenne{}
		if err := shared.seed(cx, None); err != nil {
			return err
		}
		randomMethods(func(name, sig string, f func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error)) {
			m.fn(name, sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return f(cx, shared, a) })
		})
		return nil
	})
}

type randomDef = func(name, sig string, f func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error))

// randomMethods defines the functions of a generator: as methods of Random and as functions of the module.
func randomMethods(def randomDef) {
	def("seed", "a=, version=", func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) { return None, r.seed(cx, a[0]) })
	def("random", "", func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) { return Float(r.float()), nil })
	def("getrandbits", "O", func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
		k, err := asIndex(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		if k < 0 {
			return Value{}, valueErr("number of bits must be non-negative")
		}
		if k == 0 {
			return Int(0), nil
		}
		return r.bits(k), nil
	})
	def("randbytes", "O", func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
		n, err := asIndex(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		b := bigOf(r.bits(max(8*n, 1))).FillBytes(make([]byte, n))
		for i, j := 0, n-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
		return NewBytes(b), nil
	})
	def("randrange", "start, stop=, step=", func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) { return randRange(cx, r, a) })
	def("randint", "a, b", func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
		hi, err := Add(cx, a[1], Int(1))
		if err != nil {
			return Value{}, err
		}
		return randRange(cx, r, []Value{a[0], hi, {}})
	})
	def("choice", "seq", func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
		n, err := Len(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		if n == 0 {
			return Value{}, indexErr("Cannot choose from an empty sequence")
		}
		return GetItem(cx, a[0], Int(int64(r.belowInt(n))))
	})
	def("shuffle", "x", func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
		n, err := Len(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		for i := n - 1; i > 0; i-- {
			p, q := Int(int64(i)), Int(int64(r.belowInt(i+1)))
			x, err := GetItem(cx, a[0], p)
			if err != nil {
				return Value{}, err
			}
			y, err := GetItem(cx, a[0], q)
			if err != nil {
				return Value{}, err
			}
			if err := SetItem(cx, a[0], p, y); err != nil {
				return Value{}, err
			}
			if err := SetItem(cx, a[0], q, x); err != nil {
				return Value{}, err
			}
		}
		return None, nil
	})
	def("sample", "population, k, *, counts=", randSample)
	def("choices", "population, weights=, *, cum_weights=, k=", randChoices)
	randomReals(def)
}

func randRange(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
	var p [3]Value
	for i, v := range a {
		if !v.IsSet() || v.IsNone() {
			continue
		}
		n, err := Index(cx, v)
		if err != nil {
			return Value{}, err
		}
		p[i] = n
	}
	if !p[1].IsSet() {
		if intSign(p[0]) <= 0 {
			return Value{}, valueErr("empty range for randrange()")
		}
		return r.below(p[0]), nil
	}
	width := intSub(p[1], p[0])
	if !p[2].IsSet() || p[2] == Int(1) {
		if intSign(width) <= 0 {
			s0, _ := intString(p[0])
			s1, _ := intString(p[1])
			w, _ := intString(width)
			return Value{}, valueErr("empty range for randrange() (%s, %s, %s)", s0, s1, w)
		}
		return intAdd(p[0], r.below(width)), nil
	}
	if intSign(p[2]) == 0 {
		return Value{}, valueErr("zero step for randrange()")
	}
	n, _ := intDivmod(intAdd(width, intSub(p[2], Int(int64(intSign(p[2]))))), p[2])
	if intSign(n) <= 0 {
		return Value{}, valueErr("empty range for randrange()")
	}
	return intAdd(p[0], intMul(p[2], r.below(n))), nil
}

func randSample(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
	if a[0].has(flagSet) || a[0].O.Type.getitem == nil || a[0].has(flagDict) {
		return Value{}, typeErr("Population must be a sequence.  For dicts or sets, use sorted(d).")
	}
	pool, err := Collect(cx, a[0])
	if err != nil {
		return Value{}, err
	}
	if a[2].IsSet() && !a[2].IsNone() {
		counts, err := Collect(cx, a[2])
		if err != nil {
			return Value{}, err
		}
		var all []Value
		for i, c := range counts {
			n, err := asIndex(cx, c)
			if err != nil {
				return Value{}, err
			}
			for ; n > 0 && i < len(pool); n-- {
				all = append(all, pool[i])
			}
		}
		pool = all
	}
	k, err := asIndex(cx, a[1])
	if err != nil {
		return Value{}, err
	}
	n := len(pool)
	if k < 0 || k > n {
		return Value{}, valueErr("Sample larger than population or is negative")
	}
	out := make([]Value, k)
	setSize := 21
	if k > 5 {
		setSize += int(math.Pow(4, math.Ceil(math.Log(float64(k*3))/math.Log(4))))
	}
	if n <= setSize {
		pool = append([]Value(nil), pool...)
		for i := range out {
			j := r.belowInt(n - i)
			out[i] = pool[j]
			pool[j] = pool[n-i-1]
		}
		return newList(out), nil
	}
	seen := map[int]bool{}
	for i := range out {
		j := r.belowInt(n)
		for seen[j] {
			j = r.belowInt(n)
		}
		seen[j] = true
		out[i] = pool[j]
	}
	return newList(out), nil
}

func randChoices(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
	pool, err := Collect(cx, a[0])
	if err != nil {
		return Value{}, err
	}
	k, err := argInt(cx, a[3], 1)
	if err != nil {
		return Value{}, err
	}
	n := len(pool)
	out := make([]Value, max(k, 0))
	hasW, hasC := a[1].IsSet() && !a[1].IsNone(), a[2].IsSet() && !a[2].IsNone()
	if !hasW && !hasC {
		if n == 0 && k > 0 {
			return Value{}, indexErr("list index out of range")
		}
		for i := range out {
			out[i] = pool[int(math.Floor(r.float()*float64(n)))]
		}
		return newList(out), nil
	}
	if hasW && hasC {
		return Value{}, typeErr("Cannot specify both weights and cumulative weights")
	}
	src := a[1]
	if hasC {
		src = a[2]
	}
	ws, err := Collect(cx, src)
	if err != nil {
		return Value{}, err
	}
	if len(ws) != n {
		return Value{}, valueErr("The number of weights does not match the population")
	}
	cum := make([]float64, n)
	total := 0.0
	for i, w := range ws {
		f, err := mathArg(cx, w)
		if err != nil {
			return Value{}, err
		}
		if hasC {
			total = f
		} else {
			total += f
		}
		cum[i] = total
	}
	if total <= 0 {
		return Value{}, valueErr("Total of weights must be greater than zero")
	}
	for i := range out {
		x := r.float() * total
		lo, hi := 0, n-1
		for lo < hi {
			mid := (lo + hi) / 2
			if x < cum[mid] {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		out[i] = pool[lo]
	}
	return newList(out), nil
}

func randomReals(def randomDef) {
	reals := func(name, sig string, defaults []float64, f func(r *mersenne, p []float64) float64) {
		def(name, sig, func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
			p := append([]float64(nil), defaults...)
			for i, v := range a {
				if v.IsSet() && !v.IsNone() {
					var err *rt.Error
					if p[i], err = mathArg(cx, v); err != nil {
						return Value{}, err
					}
				}
			}
			return Float(f(r, p)), nil
		})
	}
	reals("uniform", "a, b", []float64{0, 0}, func(r *mersenne, p []float64) float64 { return p[0] + (p[1]-p[0])*r.float() })
	reals("triangular", "low=, high=, mode=", []float64{0, 1, math.NaN()}, func(r *mersenne, p []float64) float64 {
		u, lo, hi := r.float(), p[0], p[1]
		c := 0.5
		if !math.IsNaN(p[2]) {
			if hi == lo {
				return lo
			}
			c = (p[2] - lo) / (hi - lo)
		}
		if u > c {
			u, c = 1-u, 1-c
			lo, hi = hi, lo
		}
		return lo + (hi-lo)*math.Sqrt(u*c)
	})
	reals("gauss", "mu=, sigma=", []float64{0, 1}, func(r *mersenne, p []float64) float64 {
		z := r.gauss
		r.gauss = Value{}
		if !z.IsSet() {
			x2pi := r.float() * (2 * math.Pi)
			g := math.Sqrt(-2 * accLog(1-r.float()))
			z = Float(accCos(x2pi) * g)
			r.gauss = Float(accSin(x2pi) * g)
		}
		return p[0] + z.float()*p[1]
	})
	magic := 4 * accExp(-0.5) / math.Sqrt(2)
	normal := func(r *mersenne, mu, sigma float64) float64 {
		for {
			u1 := r.float()
			u2 := 1 - r.float()
			z := magic * (u1 - 0.5) / u2
			if z*z/4 <= -accLog(u2) {
				return mu + z*sigma
			}
		}
	}
	reals("normalvariate", "mu=, sigma=", []float64{0, 1}, func(r *mersenne, p []float64) float64 { return normal(r, p[0], p[1]) })
	reals("lognormvariate", "mu, sigma", []float64{0, 1}, func(r *mersenne, p []float64) float64 { return accExp(normal(r, p[0], p[1])) })
	reals("expovariate", "lambd", []float64{1}, func(r *mersenne, p []float64) float64 { return -accLog(1-r.float()) / p[0] })
	reals("paretovariate", "alpha", []float64{1}, func(r *mersenne, p []float64) float64 { return accPow(1-r.float(), -1/p[0]) })
	reals("weibullvariate", "alpha, beta", []float64{1, 1}, func(r *mersenne, p []float64) float64 {
		return p[0] * accPow(-accLog(1-r.float()), 1/p[1])
	})
	gamma := func(r *mersenne, alpha, beta float64) float64 {
		switch {
		case alpha > 1:
			ainv := math.Sqrt(2*alpha - 1)
			b, c := alpha-accLog(4), alpha+ainv
			for {
				u1 := r.float()
				if !(1e-7 < u1 && u1 < 0.9999999) {
					continue
				}
				u2 := 1 - r.float()
				v := accLog(u1/(1-u1)) / ainv
				x := alpha * accExp(v)
				z := u1 * u1 * u2
				w := b + c*v - x
				if w+(1+accLog(4.5))-4.5*z >= 0 || w >= accLog(z) {
					return x * beta
				}
			}
		case alpha == 1:
			return -accLog(1-r.float()) * beta
		}
		for {
			u := r.float()
			b := (math.E + alpha) / math.E
			p := b * u
			x := 0.0
			if p <= 1 {
				x = accPow(p, 1/alpha)
			} else {
				x = -accLog((b - p) / alpha)
			}
			u1 := r.float()
			if p > 1 {
				if u1 <= accPow(x, alpha-1) {
					return x * beta
				}
			} else if u1 <= accExp(-x) {
				return x * beta
			}
		}
	}
	reals("gammavariate", "alpha, beta", []float64{1, 1}, func(r *mersenne, p []float64) float64 { return gamma(r, p[0], p[1]) })
	reals("betavariate", "alpha, beta", []float64{1, 1}, func(r *mersenne, p []float64) float64 {
		y := gamma(r, p[0], 1)
		if y == 0 {
			return 0
		}
		return y / (y + gamma(r, p[1], 1))
	})
	def("getstate", "", func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
		words := make([]Value, 625)
		for i, w := range r.mt {
			words[i] = Int(int64(w))
		}
		words[624] = Int(int64(r.i))
		return NewTuple(Int(3), newTuple(words), orNone(r.gauss)), nil
	})
	def("setstate", "state", func(cx *rt.Ctx, r *mersenne, a []Value) (Value, *rt.Error) {
		p, err := Unpack(cx, a[0], 3)
		if err != nil {
			return Value{}, err
		}
		ws, err := Unpack(cx, p[1], 625)
		if err != nil {
			return Value{}, err
		}
		for i := range r.mt {
			r.mt[i] = uint32(ws[i].N)
		}
		r.i = int(ws[624].N)
		r.gauss = Value{}
		if !p[2].IsNone() {
			r.gauss = p[2]
		}
		return None, nil
	})
}
