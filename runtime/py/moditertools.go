package py

import (
	rt "github.com/cyp-lang/cyp/runtime"
)

func ended() (Value, bool, *rt.Error) { return Value{}, false, nil }

func registerItertools() {
	stdModule("itertools", func(cx *rt.Ctx, m *Module) *rt.Error {
		add := func(name, sig string, make func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error)) *Type {
			t := iterType(name, "itertools", sig, make)
			m.Set(name, t.Value())
			return t
		}
		itertoolsInfinite(m, add)
		itertoolsChains(add)
		itertoolsSelect(m, add)
		itertoolsCombine(add)
		return nil
	})
}

type addIter = func(name, sig string, make func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error)) *Type

func itertoolsInfinite(m *Module, add addIter) {
	type counter struct {
		iterFn
		cur, step Value
	}
	count := nativeType("count", "itertools", func(t *Type) {
		t.iter = selfIter
		t.makeWith("start=, step=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			c := &counter{cur: Int(0), step: Int(1)}
			if a[0].IsSet() {
				c.cur = a[0]
			}
			if a[1].IsSet() {
				c.step = a[1]
			}
			for _, v := range []Value{c.cur, c.step} {
				if !v.has(flagInt|flagFloat|flagComplex) && v.O.Type.nb[opAdd] == nil {
					return nil, typeErr("a number is required")
				}
			}
			return c, nil
		})
		t.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
			c := stateIn[*counter](v)
			r := c.cur
			n, err := Add(cx, c.cur, c.step)
			if err != nil {
				return Value{}, false, err
			}
			c.cur = n
			return r, true, nil
		}
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			c := stateIn[*counter](v)
			args := []Value{c.cur}
			if c.step != Int(1) {
				args = append(args, c.step)
			}
			s := ""
			for i, x := range args {
				r, err := ReprOf(cx, x)
				if err != nil {
					return Value{}, err
				}
				if i > 0 {
					s += ", "
				}
				s += r
			}
			return NewStr("count(" + s + ")"), nil
		}
	})
	m.Set("count", count.Value())
	add("cycle", "iterable, /", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[0])
		if err != nil {
			return nil, err
		}
		var saved []Value
		i, done := 0, false
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if !done {
				x, ok, err := it.Next(cx)
				if err != nil || ok {
					if ok {
						saved = append(saved, x)
					}
					return x, ok, err
				}
				done = true
			}
			if len(saved) == 0 {
				return ended()
			}
			x := saved[i]
			i = (i + 1) % len(saved)
			return x, true, nil
		}, nil
	})
	type repeater struct {
		v Value
		n int // negative: for ever
	}
	repeat := nativeType("repeat", "itertools", func(t *Type) {
		t.iter = selfIter
		t.makeWith("object, times=", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			r := &repeater{a[0], -1}
			if a[1].IsSet() {
				n, err := asIndex(cx, a[1])
				if err != nil {
					return nil, err
				}
				r.n = max(n, 0)
			}
			return r, nil
		})
		t.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
			r := stateIn[*repeater](v)
			if r.n == 0 {
				return ended()
			}
			if r.n > 0 {
				r.n--
			}
			return r.v, true, nil
		}
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			r := stateIn[*repeater](v)
			s, err := ReprOf(cx, r.v)
			if r.n >= 0 {
				s += ", " + formatInt(int64(r.n))
			}
			return NewStr("repeat(" + s + ")"), err
		}
	})
	m.Set("repeat", repeat.Value())
}

// chainFn iterates the iterables that src gives.
func chainFn(src Iterator) iterFn {
	var cur Iterator
	open := false
	return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
		for {
			if !open {
				x, ok, err := src.Next(cx)
				if err != nil || !ok {
					return Value{}, false, err
				}
				if cur, err = Iter(cx, x); err != nil {
					return Value{}, false, err
				}
				open = true
			}
			x, ok, err := cur.Next(cx)
			if err != nil || ok {
				return x, ok, err
			}
			open = false
		}
	}
}

func itertoolsChains(add addIter) {
	chain := add("chain", "0+", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, newTuple(a))
		return chainFn(it), err
	})
	chain.classMethod("from_iterable", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		it, err := Iter(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		return newNative(asType(a[0]), chainFn(it)), nil
	})
	add("accumulate", "iterable, func=, *, initial=", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[0])
		if err != nil {
			return nil, err
		}
		var total Value
		first := true
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if first {
				first = false
				if a[2].IsSet() && !a[2].IsNone() {
					total = a[2]
					return total, true, nil
				}
				x, ok, err := it.Next(cx)
				total = x
				return x, ok, err
			}
			x, ok, err := it.Next(cx)
			if err != nil || !ok {
				return x, ok, err
			}
			if a[1].IsSet() && !a[1].IsNone() {
				total, err = Call(cx, a[1], total, x)
			} else {
				total, err = Add(cx, total, x)
			}
			return total, err == nil, err
		}, nil
	})
	add("starmap", "2", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[1])
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			x, ok, err := it.Next(cx)
			if err != nil || !ok {
				return Value{}, false, err
			}
			args, err := Collect(cx, x)
			if err != nil {
				return Value{}, false, err
			}
			r, err := callSlice(cx, a[0], args)
			return r, err == nil, err
		}, err
	})
	add("batched", "iterable, n, *, strict=", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		n, err := asIndex(cx, a[1])
		if err != nil {
			return nil, err
		}
		if n < 1 {
			return nil, valueErr("n must be at least one")
		}
		strict, err := argBool(cx, a[2], false)
		if err != nil {
			return nil, err
		}
		it, err := Iter(cx, a[0])
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			var batch []Value
			for len(batch) < n {
				x, ok, err := it.Next(cx)
				if err != nil {
					return Value{}, false, err
				}
				if !ok {
					break
				}
				batch = append(batch, x)
			}
			if strict && len(batch) > 0 && len(batch) < n {
				return Value{}, false, valueErr("batched(): incomplete batch")
			}
			return newTuple(batch), len(batch) > 0, nil
		}, err
	})
	add("pairwise", "O", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[0])
		var prev Value
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if !prev.IsSet() {
				x, ok, err := it.Next(cx)
				if err != nil || !ok {
					return Value{}, false, err
				}
				prev = x
			}
			x, ok, err := it.Next(cx)
			if err != nil || !ok {
				return Value{}, false, err
			}
			r := NewTuple(prev, x)
			prev = x
			return r, true, nil
		}, err
	})
	longest := add("zip_longest", "raw", nil)
	longest.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		fill := None
		for i, k := range kn {
			if k != "fillvalue" {
				return Value{}, typeErr("zip_longest() got an unexpected keyword argument")
			}
			fill = kv[i]
		}
		its := make([]Iterator, len(args))
		done := make([]bool, len(args))
		for i, a := range args {
			it, err := Iter(cx, a)
			if err != nil {
				return Value{}, err
			}
			its[i] = it
		}
		left := len(its)
		return newNative(t, iterFn(func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if left == 0 {
				return ended()
			}
			out := make([]Value, len(its))
			for i := range its {
				out[i] = fill
				if done[i] {
					continue
				}
				x, ok, err := its[i].Next(cx)
				if err != nil {
					return Value{}, false, err
				}
				if !ok {
					done[i] = true
					if left--; left == 0 {
						return ended()
					}
					continue
				}
				out[i] = x
			}
			return newTuple(out), true, nil
		})), nil
	}
}

func itertoolsSelect(m *Module, add addIter) {
	add("islice", "2-4", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[0])
		if err != nil {
			return nil, err
		}
		start, stop, step := 0, -1, 1
		part := func(v Value, def int, text string) (int, *rt.Error) {
			if v.IsNone() {
				return def, nil
			}
			n, ok := asInt(v)
			if !ok && v.O.Type.index != nil {
				i, err := Index(cx, v)
				if err != nil {
					return 0, err
				}
				n, ok = i, true
			}
			if !ok || intSign(n) < 0 || !n.isInt() {
				return 0, valueErr("%s", text)
			}
			return int(n.int()), nil
		}
		const bounds = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
		if len(a) == 2 {
			if stop, err = part(a[1], -1, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."); err != nil {
				return nil, err
			}
		} else {
			if start, err = part(a[1], 0, bounds); err != nil {
				return nil, err
			}
			if stop, err = part(a[2], -1, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."); err != nil {
				return nil, err
			}
			if len(a) > 3 {
				if step, err = part(a[3], 1, "Step for islice() must be a positive integer or None."); err != nil {
					return nil, err
				}
				if step == 0 {
					return nil, valueErr("Step for islice() must be a positive integer or None.")
				}
			}
		}
		pos, next := 0, start
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if stop >= 0 && next >= stop {
				for pos < stop {
					_, ok, err := it.Next(cx)
					if err != nil || !ok {
						return Value{}, false, err
					}
					pos++
				}
				return ended()
			}
			for {
				x, ok, err := it.Next(cx)
				if err != nil || !ok {
					return Value{}, false, err
				}
				pos++
				if pos > next {
					next += step
					return x, true, nil
				}
			}
		}, nil
	})
	pred := func(cx *rt.Ctx, f, x Value) (bool, *rt.Error) {
		if !f.IsNone() {
			r, err := Call(cx, f, x)
			if err != nil {
				return false, err
			}
			x = r
		}
		return Truth(cx, x)
	}
	add("takewhile", "2", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[1])
		stop := false
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if stop {
				return ended()
			}
			x, ok, err := it.Next(cx)
			if err != nil || !ok {
				return Value{}, false, err
			}
			keep, err := pred(cx, a[0], x)
			if err != nil || !keep {
				stop = err == nil
				return Value{}, false, err
			}
			return x, true, nil
		}, err
	})
	add("dropwhile", "2", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[1])
		started := false
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			for {
				x, ok, err := it.Next(cx)
				if err != nil || !ok || started {
					return x, ok, err
				}
				drop, err := pred(cx, a[0], x)
				if err != nil {
					return Value{}, false, err
				}
				if !drop {
					started = true
					return x, true, nil
				}
			}
		}, err
	})
	add("filterfalse", "2", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[1])
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			for {
				x, ok, err := it.Next(cx)
				if err != nil || !ok {
					return Value{}, false, err
				}
				t, err := pred(cx, a[0], x)
				if err != nil {
					return Value{}, false, err
				}
				if !t {
					return x, true, nil
				}
			}
		}, err
	})
	add("compress", "data, selectors", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		d, err := Iter(cx, a[0])
		if err != nil {
			return nil, err
		}
		s, err := Iter(cx, a[1])
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			for {
				x, ok, err := d.Next(cx)
				if err != nil || !ok {
					return Value{}, false, err
				}
				k, ok, err := s.Next(cx)
				if err != nil || !ok {
					return Value{}, false, err
				}
				t, err := Truth(cx, k)
				if err != nil {
					return Value{}, false, err
				}
				if t {
					return x, true, nil
				}
			}
		}, err
	})
	add("groupby", "iterable, key=", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[0])
		if err != nil {
			return nil, err
		}
		return groupBy(it, a[1]), nil
	})
	m.fn("tee", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, err := argInt(cx, opt(a, 1), 2)
		if err != nil {
			return Value{}, err
		}
		if n < 0 {
			return Value{}, valueErr("n must be >= 0")
		}
		it, err := Iter(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		// Each copy holds a node; what no copy needs any more is collected.
		type link struct {
			v    Value
			next *link
		}
		head := &link{}
		out := make([]Value, n)
		for i := range out {
			cur := head
			out[i] = newNative(teeType, iterFn(func(cx *rt.Ctx) (Value, bool, *rt.Error) {
				if cur.next == nil {
					x, ok, err := it.Next(cx)
					if err != nil || !ok {
						return Value{}, false, err
					}
					cur.v, cur.next = x, &link{}
				}
				v := cur.v
				cur = cur.next
				return v, true, nil
			}))
		}
		return newTuple(out), nil
	})
	teeType = iterType("_tee", "itertools", "O", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[0])
		return it.Next, err
	})
}

var teeType *Type

// groupBy gives (key, group iterator) pairs.
func groupBy(it Iterator, key Value) iterFn {
	var cur, curKey, target Value
	fetched, done, begun := false, false, false
	group := 0
	keyOf := func(cx *rt.Ctx, x Value) (Value, *rt.Error) {
		if !key.IsSet() || key.IsNone() {
			return x, nil
		}
		return Call(cx, key, x)
	}
	advance := func(cx *rt.Ctx) *rt.Error {
		x, ok, err := it.Next(cx)
		if err != nil {
			return err
		}
		if !ok {
			done = true
			return nil
		}
		k, err := keyOf(cx, x)
		cur, curKey, fetched = x, k, true
		return err
	}
	return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
		group++
		for {
			if !fetched && !done {
				if err := advance(cx); err != nil {
					return Value{}, false, err
				}
			}
			if done {
				return ended()
			}
			if !begun {
				break
			}
			same, err := eqItem(cx, curKey, target)
			if err != nil {
				return Value{}, false, err
			}
			if !same {
				break
			}
			fetched = false
		}
		begun, target = true, curKey
		id := group
		return NewTuple(target, newNative(teeType, iterFn(func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if id != group {
				return ended()
			}
			if !fetched && !done {
				if err := advance(cx); err != nil {
					return Value{}, false, err
				}
			}
			if done {
				return ended()
			}
			same, err := eqItem(cx, curKey, target)
			if err != nil || !same {
				return Value{}, false, err
			}
			fetched = false
			return cur, true, nil
		}))), true, nil
	}
}

func itertoolsCombine(add addIter) {
	product := add("product", "raw", nil)
	product.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		rep := 1
		for i, k := range kn {
			if k != "repeat" {
				return Value{}, typeErr("product() got an unexpected keyword argument '%s'", k)
			}
			var err *rt.Error
			if rep, err = asIndex(cx, kv[i]); err != nil {
				return Value{}, err
			}
			if rep < 0 {
				return Value{}, valueErr("repeat argument cannot be negative")
			}
		}
		var pools [][]Value
		for _, a := range args {
			p, err := Collect(cx, a)
			if err != nil {
				return Value{}, err
			}
			pools = append(pools, p)
		}
		one := pools
		for pools = nil; rep > 0; rep-- {
			pools = append(pools, one...)
		}
		idx := make([]int, len(pools))
		state := 0
		for _, p := range pools {
			if len(p) == 0 {
				state = 2
			}
		}
		return newNative(t, iterFn(func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if state == 1 {
				state = 2
				for i := len(idx) - 1; i >= 0; i-- {
					if idx[i]++; idx[i] < len(pools[i]) {
						state = 1
						break
					}
					idx[i] = 0
				}
			}
			if state == 2 {
				return ended()
			}
			state = 1
			out := make([]Value, len(pools))
			for i, p := range pools {
				out[i] = p[idx[i]]
			}
			return newTuple(out), true, nil
		})), nil
	}
	add("permutations", "iterable, r=", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		pool, err := Collect(cx, a[0])
		if err != nil {
			return nil, err
		}
		n := len(pool)
		r, err := argInt(cx, a[1], n)
		if err != nil {
			return nil, err
		}
		if r < 0 {
			return nil, valueErr("r must be non-negative")
		}
		idx, cycles := make([]int, n), make([]int, min(r, n))
		for i := range idx {
			idx[i] = i
		}
		for i := range cycles {
			cycles[i] = n - i
		}
		first := true
		return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if r > n {
				return ended()
			}
			if !first {
				i := r - 1
				for ; i >= 0; i-- {
					cycles[i]--
					if cycles[i] == 0 {
						t := idx[i]
						copy(idx[i:], idx[i+1:])
						idx[n-1] = t
						cycles[i] = n - i
						continue
					}
					j := n - cycles[i]
					idx[i], idx[j] = idx[j], idx[i]
					break
				}
				if i < 0 {
					r = n + 1
					return ended()
				}
			}
			first = false
			out := make([]Value, r)
			for i := range out {
				out[i] = pool[idx[i]]
			}
			return newTuple(out), true, nil
		}, nil
	})
	combos := func(name string, replace bool) {
		add(name, "iterable, r", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
			pool, err := Collect(cx, a[0])
			if err != nil {
				return nil, err
			}
			r, err := asIndex(cx, a[1])
			if err != nil {
				return nil, err
			}
			if r < 0 {
				return nil, valueErr("r must be non-negative")
			}
			n := len(pool)
			idx := make([]int, r)
			if !replace {
				for i := range idx {
					idx[i] = i
				}
			}
			done := r > n && !replace || replace && n == 0 && r > 0
			first := true
			return func(cx *rt.Ctx) (Value, bool, *rt.Error) {
				if done {
					return ended()
				}
				if !first {
					i := r - 1
					limit := func(i int) int {
						if replace {
							return n - 1
						}
						return i + n - r
					}
					for i >= 0 && idx[i] == limit(i) {
						i--
					}
					if i < 0 {
						done = true
						return ended()
					}
					idx[i]++
					for j := i + 1; j < r; j++ {
						idx[j] = idx[j-1]
						if !replace {
							idx[j]++
						}
					}
				}
				first = false
				out := make([]Value, r)
				for i := range out {
					out[i] = pool[idx[i]]
				}
				return newTuple(out), true, nil
			}, nil
		})
	}
	combos("combinations", false)
	combos("combinations_with_replacement", true)
}
