package py

import (
	"math/big"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Range is a range object. Bounds that do not fit in machine integers are kept as objects.
type Range struct {
	Obj
	start, stop, step int64
	n                 int64 // number of elements
	big               *bigRange
}

type bigRange struct{ start, stop, step, n *big.Int }

func newRange(start, stop, step int64) *Range {
	r := &Range{Obj: Obj{RangeType}, start: start, stop: stop, step: step}
	if step > 0 && start < stop {
		r.n = int64((uint64(stop)-uint64(start)-1)/uint64(step) + 1)
	} else if step < 0 && stop < start {
		r.n = int64((uint64(start)-uint64(stop)-1)/(-uint64(step)) + 1)
	}
	return r
}

// NewRange makes a range; step is not 0.
func NewRange(start, stop, step int64) Value { return obj(&newRange(start, stop, step).Obj) }

func rangeNew(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	if len(kn) > 0 {
		return Value{}, typeErr("range() takes no keyword arguments")
	}
	if len(args) == 0 {
		return Value{}, typeErr("range expected at least 1 argument, got 0")
	}
	if len(args) > 3 {
		return Value{}, typeErr("range expected at most 3 arguments, got %d", len(args))
	}
	p := [3]Value{Int(0), Value{}, Int(1)}
	if len(args) == 1 {
		p[1] = args[0]
	} else {
		copy(p[:], args)
	}
	small := true
	for i, v := range p {
		n, err := Index(cx, v)
		if err != nil {
			return Value{}, err
		}
		p[i] = n
		small = small && n.isInt() && n.int() > -1<<62 && n.int() < 1<<62
	}
	if p[2] == Int(0) {
		return Value{}, valueErr("range() arg 3 must not be zero")
	}
	if small {
		return NewRange(p[0].int(), p[1].int(), p[2].int()), nil
	}
	b := &bigRange{bigOf(p[0]), bigOf(p[1]), bigOf(p[2]), new(big.Int)}
	d := new(big.Int).Sub(b.stop, b.start)
	if d.Sign() == b.step.Sign() {
		b.n.Sub(d, big.NewInt(int64(b.step.Sign())))
		b.n.Quo(b.n, b.step)
		b.n.Add(b.n, big.NewInt(1))
	}
	return obj(&(&Range{Obj: Obj{RangeType}, big: b}).Obj), nil
}

// parts returns start, stop, step and length as objects.
func (r *Range) parts() (start, stop, step, n Value) {
	if r.big != nil {
		return BigInt(r.big.start), BigInt(r.big.stop), BigInt(r.big.step), BigInt(r.big.n)
	}
	return Int(r.start), Int(r.stop), Int(r.step), Int(r.n)
}

// item is element i, which is in range.
func (r *Range) item(i Value) Value {
	if r.big == nil {
		return Int(r.start + i.int()*r.step)
	}
	x := new(big.Int).Mul(bigOf(i), r.big.step)
	return BigInt(x.Add(x, r.big.start))
}

// position finds where an integer is in the range.
func (r *Range) position(x Value) (Value, bool) {
	if r.big == nil && x.isInt() {
		d := x.int() - r.start
		if r.step > 0 && (x.int() < r.start || x.int() >= r.stop) || r.step < 0 && (x.int() > r.start || x.int() <= r.stop) || d%r.step != 0 {
			return Value{}, false
		}
		return Int(d / r.step), true
	}
	start, _, step, n := r.parts()
	d := new(big.Int).Sub(bigOf(x), bigOf(start))
	q, m := new(big.Int).QuoRem(d, bigOf(step), new(big.Int))
	if m.Sign() != 0 || q.Sign() < 0 || q.Cmp(bigOf(n)) >= 0 {
		return Value{}, false
	}
	return BigInt(q), true
}

func setupRange() {
	t := RangeType
	t.flags |= flagNoBase
	t.new = rangeNew
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		a, b, c, _ := asRange(v).parts()
		items := []Value{a, b, c}
		if c == Int(1) {
			items = items[:2]
		}
		s, err := ReprOf(cx, newTuple(items))
		return NewStr("range" + s), err
	}
	t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) {
		r := asRange(v)
		if r.big == nil {
			return int(r.n), nil
		}
		if !r.big.n.IsInt64() {
			return 0, overflowErr("Python int too large to convert to C ssize_t")
		}
		return int(r.big.n.Int64()), nil
	}
	t.truth = func(cx *rt.Ctx, v Value) (bool, *rt.Error) {
		_, _, _, n := asRange(v).parts()
		return n != Int(0), nil
	}
	t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iterObject(cx, v) }
	t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
		r := asRange(v)
		if k.O.Type == SliceType {
			return r.slice(cx, asSlice(k))
		}
		if k.O.Type.index == nil {
			return Value{}, typeErr("range indices must be integers or slices, not %s", k.O.Type.cName())
		}
		i, err := Index(cx, k)
		if err != nil {
			return Value{}, err
		}
		_, _, _, n := r.parts()
		if intSign(i) < 0 {
			i = intAdd(i, n)
		}
		if intSign(i) < 0 || intCmp(i, n) >= 0 {
			return Value{}, indexErr("range object index out of range")
		}
		return r.item(i), nil
	}
	t.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) {
		if n, ok := asInt(x); ok && (x.O == &intTag || x.O.Type == IntType || x.O.Type == BoolType) {
			_, in := asRange(v).position(n)
			return in, nil
		}
		return containsByIter(cx, v, x)
	}
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if a.O.Type != b.O.Type || op != cmpEq && op != cmpNe {
			return NotImplemented, nil
		}
		eq, err := EqB(cx, rangeKey(asRange(a)), rangeKey(asRange(b)))
		return Bool(eq == (op == cmpEq)), err
	}
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return Hash(cx, rangeKey(asRange(v))) }
	part := func(name string, get func(r *Range) Value) {
		t.getter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return get(asRange(v)), nil })
	}
	part("start", func(r *Range) Value { a, _, _, _ := r.parts(); return a })
	part("stop", func(r *Range) Value { _, a, _, _ := r.parts(); return a })
	part("step", func(r *Range) Value { _, _, a, _ := r.parts(); return a })
	t.method("count", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		in, err := t.contains(cx, a[0], a[1])
		if in {
			return Int(1), err
		}
		return Int(0), err
	})
	t.method("index", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if n, ok := asInt(a[1]); ok {
			if i, in := asRange(a[0]).position(n); in {
				return i, nil
			}
		}
		s, err := ReprOf(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		return Value{}, valueErr("%s is not in range", s)
	})
	t.method("__reversed__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return reversedOf(cx, a[0]) })
}

// rangeKey is what decides equality of ranges: length, first element, step.
func rangeKey(r *Range) Value {
	start, _, step, n := r.parts()
	switch n {
	case Int(0):
		return NewTuple(n, None, None)
	case Int(1):
		return NewTuple(n, start, None)
	}
	return NewTuple(n, start, step)
}

func (r *Range) slice(cx *rt.Ctx, s *Slice) (Value, *rt.Error) {
	if r.big != nil {
		return Value{}, notSupported("slicing a range with bounds beyond 62 bits")
	}
	lo, hi, step, _, err := s.resolve(cx, int(r.n))
	if err != nil {
		return Value{}, err
	}
	return NewRange(r.start+int64(lo)*r.step, r.start+int64(hi)*r.step, r.step*int64(step)), nil
}
