package py

import (
	"math"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Slice is a slice object; absent parts are None.
type Slice struct {
	Obj
	start, stop, step Value
}

// NewSlice makes a slice; unset parts become None.
func NewSlice(start, stop, step Value) Value {
	return obj(&(&Slice{Obj{SliceType}, orNone(start), orNone(stop), orNone(step)}).Obj)
}

// resolve gives the slice's first index, stop, step and number of elements for a sequence of n.
func (s *Slice) resolve(cx *rt.Ctx, n int) (start, stop, step, count int, err *rt.Error) {
	step = 1
	if !s.step.IsNone() {
		if step, err = sliceIndex(cx, s.step); err != nil {
			return
		}
		if step == 0 {
			err = valueErr("slice step cannot be zero")
			return
		}
		if step < -math.MaxInt {
			step = -math.MaxInt
		}
	}
	bound := func(v Value, def int) (int, *rt.Error) {
		if v.IsNone() {
			return def, nil
		}
		i, err := sliceIndex(cx, v)
		if err != nil {
			return 0, err
		}
		if i < 0 {
			i += n
			if i < 0 {
				if step < 0 {
					return -1, nil
				}
				return 0, nil
			}
		} else if i >= n {
			if step < 0 {
				return n - 1, nil
			}
			return n, nil
		}
		return i, nil
	}
	defStart, defStop := 0, n
	if step < 0 {
		defStart, defStop = n-1, -1
	}
	if start, err = bound(s.start, defStart); err != nil {
		return
	}
	if stop, err = bound(s.stop, defStop); err != nil {
		return
	}
	if step > 0 && start < stop {
		count = (stop-start-1)/step + 1
	} else if step < 0 && stop < start {
		count = (start-stop-1)/-step + 1
	}
	return
}

// sliceIndex converts a bound; what does not fit is clamped.
func sliceIndex(cx *rt.Ctx, v Value) (int, *rt.Error) {
	if v.O == &intTag {
		return int(v.int()), nil
	}
	if v.O.Type.index == nil {
		return 0, typeErr("slice indices must be integers or None or have an __index__ method")
	}
	n, err := Index(cx, v)
	if err != nil {
		return 0, err
	}
	return clampInt(n), nil
}

func clampInt(n Value) int {
	if n.isInt() {
		return int(n.int())
	}
	if asBig(n).Sign() < 0 {
		return math.MinInt
	}
	return math.MaxInt
}

// sliceBound is the start or stop argument of index, find and the like.
func sliceBound(cx *rt.Ctx, v Value, n int) (int, *rt.Error) {
	i, err := sliceIndex(cx, v)
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += n
		if i < 0 {
			i = 0
		}
	}
	return i, nil
}

// seqIndex turns a subscript into an index of a sequence of n.
func seqIndex(cx *rt.Ctx, k Value, n int, what string) (int, *rt.Error) {
	i := 0
	if k.O == &intTag {
		i = int(k.int())
	} else {
		if k.O.Type.index == nil {
			if what == "str" {
				return 0, typeErr("string indices must be integers, not '%s'", k.O.Type.cName())
			}
			if what == "byte" {
				return 0, typeErr("byte indices must be integers or slices, not %s", k.O.Type.cName())
			}
			return 0, typeErr("%s indices must be integers or slices, not %s", what, k.O.Type.cName())
		}
		var err *rt.Error
		if i, err = indexOrErr(cx, k); err != nil {
			return 0, err
		}
	}
	if i < 0 {
		i += n
	}
	if i < 0 || i >= n {
		switch what {
		case "str":
			return 0, indexErr("string index out of range")
		case "byte":
			return 0, indexErr("index out of range")
		}
		return 0, indexErr("%s index out of range", what)
	}
	return i, nil
}

// indexOrErr is __index__ as a machine integer, IndexError where it does not fit.
func indexOrErr(cx *rt.Ctx, k Value) (int, *rt.Error) {
	n, err := Index(cx, k)
	if err != nil {
		return 0, err
	}
	if !n.isInt() {
		return 0, indexErr("cannot fit '%s' into an index-sized integer", k.O.Type.name)
	}
	return int(n.int()), nil
}

func setupSlice() {
	t := SliceType
	t.flags |= flagNoBase
	t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		switch len(args) {
		case 0:
			return Value{}, typeErr("slice expected at least 1 argument, got 0")
		case 1:
			return NewSlice(Value{}, args[0], Value{}), nil
		case 2:
			return NewSlice(args[0], args[1], Value{}), nil
		case 3:
			return NewSlice(args[0], args[1], args[2]), nil
		}
		return Value{}, typeErr("slice expected at most 3 arguments, got %d", len(args))
	}
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		s := asSlice(v)
		r, err := ReprOf(cx, NewTuple(s.start, s.stop, s.step))
		return NewStr("slice" + r), err
	}
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return 0, typeErr("unhashable type: 'slice'") }
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if a.O.Type != b.O.Type {
			return NotImplemented, nil
		}
		x, y := asSlice(a), asSlice(b)
		return compareSeq(cx, []Value{x.start, x.stop, x.step}, []Value{y.start, y.stop, y.step}, op)
	}
	t.getter("start", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asSlice(v).start, nil })
	t.getter("stop", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asSlice(v).stop, nil })
	t.getter("step", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asSlice(v).step, nil })
	t.method("indices", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		if n < 0 {
			return Value{}, valueErr("length should not be negative")
		}
		lo, hi, step, _, err := asSlice(a[0]).resolve(cx, n)
		return NewTuple(Int(int64(lo)), Int(int64(hi)), Int(int64(step))), err
	})
}
