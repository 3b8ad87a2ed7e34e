package py

import (
	rt "github.com/cyp-lang/cyp/runtime"
)

// dequeState is a ring buffer.
type dequeState struct {
	buf  []Value
	head int
	n    int
	max  int // negative: none
	ver  int // changes with every mutation
}

func (d *dequeState) at(i int) Value { return d.buf[(d.head+i)%len(d.buf)] }

func (d *dequeState) set(i int, v Value) { d.buf[(d.head+i)%len(d.buf)] = v }

func (d *dequeState) grow() {
	if d.n < len(d.buf) {
		return
	}
	b := make([]Value, max(8, 2*len(d.buf)))
	for i := 0; i < d.n; i++ {
		b[i] = d.at(i)
	}
	d.buf, d.head = b, 0
}

func (d *dequeState) pushBack(v Value) {
	d.ver++
	if d.max == 0 {
		return
	}
	if d.max > 0 && d.n == d.max {
		d.popFront()
	}
	d.grow()
	d.n++
	d.set(d.n-1, v)
}

func (d *dequeState) pushFront(v Value) {
	d.ver++
	if d.max == 0 {
		return
	}
	if d.max > 0 && d.n == d.max {
		d.popBack()
	}
	d.grow()
	d.head = (d.head - 1 + len(d.buf)) % len(d.buf)
	d.n++
	d.set(0, v)
}

func (d *dequeState) popFront() Value {
	d.ver++
	v := d.at(0)
	d.set(0, Value{})
	d.head = (d.head + 1) % len(d.buf)
	d.n--
	return v
}

func (d *dequeState) popBack() Value {
	d.ver++
	v := d.at(d.n - 1)
	d.set(d.n-1, Value{})
	d.n--
	return v
}

func (d *dequeState) items() []Value {
	out := make([]Value, d.n)
	for i := range out {
		out[i] = d.at(i)
	}
	return out
}

func (d *dequeState) fill(items []Value) {
	d.buf, d.head, d.n = nil, 0, 0
	for _, v := range items {
		d.pushBack(v)
	}
}

func (d *dequeState) extend(cx *rt.Ctx, self, v Value, push func(Value)) *rt.Error {
	if v.O == self.O {
		for _, x := range d.items() {
			push(x)
		}
		return nil
	}
	it, err := Iter(cx, v)
	if err != nil {
		return err
	}
	for {
		x, ok, err := it.Next(cx)
		if err != nil || !ok {
			return err
		}
		push(x)
	}
}

func dequeOf(v Value) *dequeState { return stateIn[*dequeState](v) }

// dequeClass is collections.deque once that module has been imported.
var dequeClass *Type

func dequeType() *Type {
	var iterT *Type
	iterate := func(d *dequeState, rev bool) Value {
		i, ver, n := 0, d.ver, d.n
		return newNative(iterT, iterFn(func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if d.ver != ver {
				return Value{}, false, runtimeErr("deque mutated during iteration")
			}
			if i >= n {
				return ended()
			}
			i++
			if rev {
				return d.at(n - i), true, nil
			}
			return d.at(i - 1), true, nil
		}))
	}
	iterT = iterType("_deque_iterator", "collections", "O", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		it, err := Iter(cx, a[0])
		return it.Next, err
	})
	return nativeType("deque", "collections", func(t *Type) {
		mk := func(t *Type, items []Value, max int) Value {
			d := &dequeState{max: max}
			d.fill(items)
			o := obj(t.alloc(t))
			asNative(o).v = d
			return o
		}
		t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return mk(t, nil, -1), nil
		}
		init := &builtinObj{Obj: Obj{BuiltinType}, name: "deque"}
		init.parseSig("iterable=, maxlen=")
		t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
			b := *init
			b.fn = func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
				d := dequeOf(v)
				d.max = -1
				if a[1].IsSet() && !a[1].IsNone() {
					n, err := asIndex(cx, a[1])
					if err != nil {
						return Value{}, typeErr("an integer is required")
					}
					if n < 0 {
						return Value{}, valueErr("maxlen must be non-negative")
					}
					d.max = n
				}
				d.fill(nil)
				if !a[0].IsSet() {
					return None, nil
				}
				return None, d.extend(cx, v, a[0], d.pushBack)
			}
			_, err := b.invoke(cx, args, 0, kn, kv)
			return err
		}
		t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iterate(dequeOf(v), false), nil }
		t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { return dequeOf(v).n, nil }
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			d := dequeOf(v)
			close := "])"
			if d.max >= 0 {
				close = "], maxlen=" + formatInt(int64(d.max)) + ")"
			}
			return seqRepr(cx, v, d.items, v.O.Type.name+"([", close, "[...]")
		}
		t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
			return 0, typeErr("unhashable type: 'collections.deque'")
		}
		t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
			if !a.O.Type.IsSubtype(t) || !b.O.Type.IsSubtype(t) {
				return NotImplemented, nil
			}
			return compareSeq(cx, dequeOf(a).items(), dequeOf(b).items(), op)
		}
		t.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) { return containsItem(cx, dequeOf(v).items(), x) }
		index := func(cx *rt.Ctx, v, k Value) (int, *rt.Error) {
			if k.O.Type.index == nil {
				return 0, typeErr("sequence index must be integer, not '%s'", k.O.Type.cName())
			}
			i, err := indexOrErr(cx, k)
			if err != nil {
				return 0, err
			}
			n := dequeOf(v).n
			if i < 0 {
				i += n
			}
			if i < 0 || i >= n {
				return 0, indexErr("deque index out of range")
			}
			return i, nil
		}
		t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
			i, err := index(cx, v, k)
			if err != nil {
				return Value{}, err
			}
			return dequeOf(v).at(i), nil
		}
		t.setitem = func(cx *rt.Ctx, v, k, x Value) *rt.Error {
			i, err := index(cx, v, k)
			if err != nil {
				return err
			}
			d := dequeOf(v)
			if x.IsSet() {
				d.set(i, x)
				return nil
			}
			items := d.items()
			d.fill(append(items[:i], items[i+1:]...))
			return nil
		}
		like := func(v Value, items []Value) Value { return mk(v.O.Type, items, dequeOf(v).max) }
		t.concat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			if !b.O.Type.IsSubtype(t) {
				return Value{}, typeErr("can only concatenate deque (not \"%s\") to deque", b.O.Type.cName())
			}
			return like(a, append(dequeOf(a).items(), dequeOf(b).items()...)), nil
		}
		t.iconcat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			return a, dequeOf(a).extend(cx, a, b, dequeOf(a).pushBack)
		}
		t.repeat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			n, err := repeatCount(cx, b, dequeOf(a).n)
			if err != nil {
				return Value{}, err
			}
			return like(a, repeatItems(dequeOf(a).items(), n)), nil
		}
		dequeMethods(t, like, func(v Value) Value { return iterate(dequeOf(v), true) })
	})
}

func dequeMethods(t *Type, like func(v Value, items []Value) Value, reversed func(v Value) Value) {
	m := func(name, sig string, f func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error)) {
		t.method(name, sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return f(cx, dequeOf(a[0]), a) })
	}
	m("append", "O", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) { d.pushBack(a[1]); return None, nil })
	m("appendleft", "O", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) { d.pushFront(a[1]); return None, nil })
	m("pop", "", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) {
		if d.n == 0 {
			return Value{}, indexErr("pop from an empty deque")
		}
		return d.popBack(), nil
	})
	m("popleft", "", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) {
		if d.n == 0 {
			return Value{}, indexErr("pop from an empty deque")
		}
		return d.popFront(), nil
	})
	m("extend", "O", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) {
		return None, d.extend(cx, a[0], a[1], d.pushBack)
	})
	m("extendleft", "O", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) {
		return None, d.extend(cx, a[0], a[1], d.pushFront)
	})
	m("clear", "", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) { d.ver++; d.fill(nil); return None, nil })
	m("copy", "", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) { return like(a[0], d.items()), nil })
	m("__copy__", "", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) { return like(a[0], d.items()), nil })
	m("__reversed__", "", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) { return reversed(a[0]), nil })
	m("rotate", "0-1", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) {
		n, err := argInt(cx, opt(a, 1), 1)
		if err != nil || d.n < 2 {
			return None, err
		}
		n %= d.n
		if n < 0 {
			n += d.n
		}
		for ; n > 0; n-- {
			d.pushFrontRaw(d.popBack())
		}
		return None, nil
	})
	m("count", "O", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) { return countItem(cx, d.items(), a[1]) })
	m("index", "1-3", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) {
		r, err := ReprOf(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		items := d.items()
		v, err := indexItem(cx, func() []Value { return items }, a, "missing")
		if err != nil && isExc(err, ValueError) {
			err = valueErr("%s is not in deque", r)
		}
		return v, err
	})
	m("insert", "2", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) {
		if d.max >= 0 && d.n == d.max {
			return Value{}, indexErr("deque already at its maximum size")
		}
		i, err := indexOrErr(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		if i < 0 {
			i = max(i+d.n, 0)
		}
		i = min(i, d.n)
		items := d.items()
		d.fill(append(items[:i:i], append([]Value{a[2]}, items[i:]...)...))
		return None, nil
	})
	m("remove", "O", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) {
		items := d.items()
		for i, x := range items {
			eq, err := eqItem(cx, x, a[1])
			if err != nil {
				return Value{}, err
			}
			if eq {
				d.fill(append(items[:i:i], items[i+1:]...))
				return None, nil
			}
		}
		r, err := ReprOf(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		return Value{}, valueErr("%s is not in deque", r)
	})
	m("reverse", "", func(cx *rt.Ctx, d *dequeState, a []Value) (Value, *rt.Error) {
		for i, j := 0, d.n-1; i < j; i, j = i+1, j-1 {
			x, y := d.at(i), d.at(j)
			d.set(i, y)
			d.set(j, x)
		}
		return None, nil
	})
	t.getter("maxlen", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if d := dequeOf(v); d.max >= 0 {
			return Int(int64(d.max)), nil
		}
		return None, nil
	})
}

// pushFrontRaw is pushFront where there is room.
func (d *dequeState) pushFrontRaw(v Value) {
	d.grow()
	d.head = (d.head - 1 + len(d.buf)) % len(d.buf)
	d.n++
	d.set(0, v)
}
