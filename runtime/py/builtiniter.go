package py

import (
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// combObj is an enumerate, zip, map or filter object.
type combObj struct {
	Obj
	its    []Value
	fn     Value
	i      Value // enumerate's counter
	strict bool
	done   bool
	dict   *Dict
}

func asComb(v Value) *combObj { return (*combObj)(unsafe.Pointer(v.O)) }

func allocComb(t *Type) *Obj { return &(&combObj{Obj: Obj{t}}).Obj }

func setupCombinators() {
	for _, t := range []*Type{EnumerateType, ZipType, MapType, FilterType} {
		t.iter = selfIter
		t.alloc = allocComb
		subLayouts[t] = subLayout{allocComb, unsafe.Offsetof(combObj{}.dict)}
		t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	}
	EnumerateType.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		start := Int(0)
		p := append([]Value(nil), args...)
		for i, k := range kn {
			switch {
			case k == "iterable" && len(p) == 0:
				p = append(p, kv[i])
			case k == "start" && len(p) < 2:
				start = kv[i]
			default:
				return Value{}, typeErr("'%s' is an invalid keyword argument for enumerate()", k)
			}
		}
		if len(p) == 0 {
			return Value{}, typeErr("enumerate() missing required argument 'iterable'")
		}
		if len(p) > 2 {
			return Value{}, typeErr("enumerate() takes at most 2 arguments (%d given)", len(p))
		}
		if len(p) == 2 {
			start = p[1]
		}
		n, err := Index(cx, start)
		if err != nil {
			return Value{}, err
		}
		it, err := IterObj(cx, p[0])
		if err != nil {
			return Value{}, err
		}
		o := obj(t.alloc(t))
		asComb(o).its, asComb(o).i = []Value{it}, n
		return o, nil
	}
	EnumerateType.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
		c := asComb(v)
		x, ok, err := Next(cx, c.its[0])
		if err != nil || !ok {
			return Value{}, false, err
		}
		i := c.i
		c.i = intAdd(i, Int(1))
		return newTuple([]Value{i, x}), true, nil
	}
	ZipType.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		o := obj(t.alloc(t))
		c := asComb(o)
		for i, k := range kn {
			if k != "strict" {
				return Value{}, typeErr("zip() got an unexpected keyword argument '%s'", k)
			}
			var err *rt.Error
			if c.strict, err = Truth(cx, kv[i]); err != nil {
				return Value{}, err
			}
		}
		for _, a := range args {
			it, err := IterObj(cx, a)
			if err != nil {
				return Value{}, err
			}
			c.its = append(c.its, it)
		}
		return o, nil
	}
	ZipType.next = zipNext
	MapType.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(kn) > 0 && t == MapType {
			return Value{}, typeErr("map() takes no keyword arguments")
		}
		if len(args) < 2 {
			return Value{}, typeErr("map() must have at least two arguments.")
		}
		o := obj(t.alloc(t))
		c := asComb(o)
		c.fn = args[0]
		for _, a := range args[1:] {
			it, err := IterObj(cx, a)
			if err != nil {
				return Value{}, err
			}
			c.its = append(c.its, it)
		}
		return o, nil
	}
	MapType.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
		c := asComb(v)
		st := stateOf(cx)
		a := st.push(len(c.its))
		defer st.pop(a)
		for i, it := range c.its {
			x, ok, err := Next(cx, it)
			if err != nil || !ok {
				return Value{}, false, err
			}
			a[i] = x
		}
		r, err := callSlice(cx, c.fn, a)
		return r, err == nil, err
	}
	FilterType.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(kn) > 0 && t == FilterType {
			return Value{}, typeErr("filter() takes no keyword arguments")
		}
		if len(args) != 2 {
			return Value{}, typeErr("filter expected 2 arguments, got %d", len(args))
		}
		it, err := IterObj(cx, args[1])
		if err != nil {
			return Value{}, err
		}
		o := obj(t.alloc(t))
		asComb(o).fn, asComb(o).its = args[0], []Value{it}
		return o, nil
	}
	FilterType.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
		c := asComb(v)
		for {
			x, ok, err := Next(cx, c.its[0])
			if err != nil || !ok {
				return Value{}, false, err
			}
			t := x
			if !c.fn.IsNone() && c.fn.O != &BoolType.Obj {
				if t, err = Call(cx, c.fn, x); err != nil {
					return Value{}, false, err
				}
			}
			keep, err := Truth(cx, t)
			if err != nil {
				return Value{}, false, err
			}
			if keep {
				return x, true, nil
			}
		}
	}
	callIterType.iter = selfIter
	callIterType.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
		c := asComb(v)
		if c.done {
			return Value{}, false, nil
		}
		x, err := Call(cx, c.fn)
		if err != nil {
			if isExc(err, StopIteration) {
				c.done = true
				return Value{}, false, nil
			}
			return Value{}, false, err
		}
		eq, err := eqItem(cx, x, c.i)
		if err != nil {
			return Value{}, false, err
		}
		if eq {
			c.done = true
			return Value{}, false, nil
		}
		return x, true, nil
	}
}

func zipNext(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
	c := asComb(v)
	if len(c.its) == 0 {
		return Value{}, false, nil
	}
	out := make([]Value, len(c.its))
	for i, it := range c.its {
		x, ok, err := Next(cx, it)
		if err != nil {
			return Value{}, false, err
		}
		if ok {
			out[i] = x
			continue
		}
		if !c.strict {
			return Value{}, false, nil
		}
		if i > 0 {
			s := "argument 1"
			if i > 1 {
				s = "arguments 1-" + formatInt(int64(i))
			}
			return Value{}, false, valueErr("zip() argument %d is shorter than %s", i+1, s)
		}
		for j, rest := range c.its[1:] {
			_, ok, err := Next(cx, rest)
			if err != nil {
				return Value{}, false, err
			}
			if ok {
				s := "argument 1"
				if j > 0 {
					s = "arguments 1-" + formatInt(int64(j+1))
				}
				return Value{}, false, valueErr("zip() argument %d is longer than %s", j+2, s)
			}
		}
		return Value{}, false, nil
	}
	return newTuple(out), true, nil
}

func iterBuiltins() {
	builtin("iter", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if len(a) == 1 {
			return IterObj(cx, a[0])
		}
		if a[0].O.Type.call == nil {
			return Value{}, typeErr("iter(v, w): v must be callable")
		}
		return obj(&(&combObj{Obj: Obj{callIterType}, fn: a[0], i: a[1]}).Obj), nil
	})
	builtin("next", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		v, ok, err := Next(cx, a[0])
		if err != nil {
			if len(a) > 1 && isExc(err, StopIteration) {
				return a[1], nil
			}
			return Value{}, err
		}
		if ok {
			return v, nil
		}
		if len(a) > 1 {
			return a[1], nil
		}
		return Value{}, stopIteration(takeReturn(a[0]))
	})
	anyAll := func(name string, stop bool) {
		builtin(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			it, err := Iter(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			for {
				x, ok, err := it.Next(cx)
				if err != nil || !ok {
					return Bool(!stop), err
				}
				t, err := Truth(cx, x)
				if err != nil || t == stop {
					return Bool(stop), err
				}
			}
		})
	}
	anyAll("any", true)
	anyAll("all", false)
	builtinKw("sorted", builtinSorted)
	builtin("sum", "iterable, /, start=", builtinSum)
	builtinKw("min", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return minMax(cx, "min", cmpLt, a, kn, kv)
	})
	builtinKw("max", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return minMax(cx, "max", cmpGt, a, kn, kv)
	})
}

func builtinSorted(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
	if len(a) != 1 {
		return Value{}, typeErr("sorted expected 1 argument, got %d", len(a))
	}
	key, rev := Value{}, false
	for i, k := range kn {
		switch k {
		case "key":
			key = kv[i]
		case "reverse":
			n, err := asIndexArg(cx, kv[i])
			if err != nil {
				return Value{}, err
			}
			rev = n != 0
		default:
			return Value{}, typeErr("'%s' is an invalid keyword argument for sort()", k)
		}
	}
	return Sorted(cx, a[0], key, rev)
}

// builtinSum adds from left to right; runs of immediate numbers are added without dispatch.
func builtinSum(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	acc := Int(0)
	if a[1].IsSet() {
		acc = a[1]
		switch {
		case acc.has(flagStr):
			return Value{}, typeErr("sum() can't sum strings [use ''.join(seq) instead]")
		case acc.has(flagBytes):
			return Value{}, typeErr("sum() can't sum bytes [use b''.join(seq) instead]")
		case acc.has(flagByteArray):
			return Value{}, typeErr("sum() can't sum bytearray [use b''.join(seq) instead]")
		}
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
		if acc, err = Add(cx, acc, x); err != nil {
			return Value{}, err
		}
	}
}

func minMax(cx *rt.Ctx, name string, op cmpOp, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
	key, def := Value{}, Value{}
	for i, k := range kn {
		switch k {
		case "key":
			if !kv[i].IsNone() {
				key = kv[i]
			}
		case "default":
			def = kv[i]
		default:
			return Value{}, typeErr("'%s' is an invalid keyword argument for %s()", k, name)
		}
	}
	if len(a) == 0 {
		return Value{}, typeErr("%s expected at least 1 argument, got 0", name)
	}
	if len(a) > 1 && def.IsSet() {
		return Value{}, typeErr("Cannot specify a default for %s() with multiple positional arguments", name)
	}
	var it Iterator
	if len(a) == 1 {
		var err *rt.Error
		if it, err = Iter(cx, a[0]); err != nil {
			return Value{}, err
		}
	}
	best, bestKey := Value{}, Value{}
	for i := 0; ; i++ {
		var x Value
		if len(a) > 1 {
			if i == len(a) {
				break
			}
			x = a[i]
		} else {
			v, ok, err := it.Next(cx)
			if err != nil {
				return Value{}, err
			}
			if !ok {
				break
			}
			x = v
		}
		k := x
		if key.IsSet() {
			var err *rt.Error
			if k, err = Call(cx, key, x); err != nil {
				return Value{}, err
			}
		}
		if best.IsSet() {
			better, err := compareB(cx, k, bestKey, op)
			if err != nil {
				return Value{}, err
			}
			if !better {
				continue
			}
		}
		best, bestKey = x, k
	}
	if best.IsSet() {
		return best, nil
	}
	if def.IsSet() {
		return def, nil
	}
	return Value{}, valueErr("%s() arg is an empty sequence", name)
}
