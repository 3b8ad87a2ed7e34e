package py

import (
	"sort"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// countInto adds the elements of an iterable, or the counts of a mapping, with a sign.
func countInto(cx *rt.Ctx, self, v Value, sign int64) *rt.Error {
	d := asDict(self)
	bump := func(k, n Value) *rt.Error {
		old, ok, err := d.get(cx, k)
		if err != nil {
			return err
		}
		if !ok {
			old = Int(0)
		}
		if sign < 0 {
			n, err = Sub(cx, old, n)
		} else {
			n, err = Add(cx, old, n)
		}
		if err != nil {
			return err
		}
		return SetItem(cx, self, k, n)
	}
	if v.has(flagDict) {
		for _, e := range append([]entry(nil), asDict(v).entries...) {
			if e.key.O != nil {
				if err := bump(e.key, e.val); err != nil {
					return err
				}
			}
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
		if err := bump(x, Int(1)); err != nil {
			return err
		}
	}
}

func counterArgs(cx *rt.Ctx, self Value, args []Value, kn []string, kv []Value, sign int64) *rt.Error {
	if len(args) > 1 {
		return typeErr("Counter.__init__() takes from 1 to 2 positional arguments but %d were given", len(args)+1)
	}
	if len(args) == 1 && !args[0].IsNone() {
		if err := countInto(cx, self, args[0], sign); err != nil {
			return err
		}
	}
	if len(kn) > 0 {
		kw := newDict()
		for i, k := range kn {
			kw.setStr(k, kv[i])
		}
		return countInto(cx, self, obj(&kw.Obj), sign)
	}
	return nil
}

// mostCommon gives the pairs by falling count; equal counts keep their order.
func mostCommon(cx *rt.Ctx, d *Dict) ([]Value, *rt.Error) {
	var pairs []Value
	for _, e := range d.entries {
		if e.key.O != nil {
			pairs = append(pairs, NewTuple(e.key, e.val))
		}
	}
	var failed *rt.Error
	sort.SliceStable(pairs, func(i, j int) bool {
		lt, err := LtB(cx, asTuple(pairs[j]).items[1], asTuple(pairs[i]).items[1])
		if err != nil && failed == nil {
			failed = err
		}
		return lt
	})
	return pairs, failed
}

func counterType() *Type {
	return dictSub("Counter", func(t *Type) {
		t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
			return counterArgs(cx, v, args, kn, kv, 1)
		}
		t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
			r, ok, err := asDict(v).get(cx, k)
			if err != nil || ok {
				return r, err
			}
			if v.O.Type.flags&flagHeap != 0 {
				if r, ok, err := callSpecial(cx, v, "__missing__", k); ok || err != nil {
					return r, err
				}
			}
			return Int(0), nil
		}
		t.method("__missing__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(0), nil })
		t.setitem = func(cx *rt.Ctx, v, k, x Value) *rt.Error {
			if x.IsSet() {
				return asDict(v).set(cx, k, x)
			}
			_, _, err := asDict(v).del(cx, k)
			return err
		}
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			d := asDict(v)
			if d.used == 0 {
				return NewStr(v.O.Type.name + "()"), nil
			}
			pairs, err := mostCommon(cx, d)
			if err != nil {
				return Value{}, err
			}
			var parts []string
			for _, p := range pairs {
				kv := asTuple(p).items
				k, err := ReprOf(cx, kv[0])
				if err != nil {
					return Value{}, err
				}
				n, err := ReprOf(cx, kv[1])
				if err != nil {
					return Value{}, err
				}
				parts = append(parts, k+": "+n)
			}
			return NewStr(v.O.Type.name + "({" + strings.Join(parts, ", ") + "})"), nil
		}
		t.methodKw("update", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return None, counterArgs(cx, a[0], a[1:], kn, kv, 1)
		})
		t.methodKw("subtract", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return None, counterArgs(cx, a[0], a[1:], kn, kv, -1)
		})
		t.method("most_common", "n=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			pairs, err := mostCommon(cx, asDict(a[0]))
			if err != nil {
				return Value{}, err
			}
			n, err := argInt(cx, a[1], len(pairs))
			if err != nil {
				return Value{}, err
			}
			return newList(pairs[:min(max(n, 0), len(pairs))]), nil
		})
		t.method("elements", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			var out []Value
			for _, e := range asDict(a[0]).entries {
				if n, ok := asInt(orNone(e.val)); ok && e.key.O != nil {
					for i := 0; i < clampInt(n); i++ {
						out = append(out, e.key)
					}
				}
			}
			return IterObj(cx, newList(out))
		})
		t.method("total", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			sum := Int(0)
			for _, e := range asDict(a[0]).entries {
				if e.key.O != nil {
					var err *rt.Error
					if sum, err = Add(cx, sum, e.val); err != nil {
						return Value{}, err
					}
				}
			}
			return sum, nil
		})
		t.method("copy", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n := asDict(a[0]).copy()
			n.Type = a[0].O.Type
			return obj(&n.Obj), nil
		})
		counterOperators(t)
	})
}

func counterOperators(t *Type) {
	get := func(cx *rt.Ctx, d *Dict, e entry) (Value, *rt.Error) {
		i, err := d.find(cx, e.key, e.hash)
		if err != nil || i < 0 {
			return Int(0), err
		}
		return d.entries[i].val, nil
	}
	op := func(f func(cx *rt.Ctx, x, y Value) (Value, *rt.Error), both bool) binaryFn {
		return func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			if !a.O.Type.IsSubtype(t) || !b.O.Type.IsSubtype(t) {
				return NotImplemented, nil
			}
			x, y := asDict(a), asDict(b)
			out := &Dict{Obj: Obj{t}}
			keep := func(e entry, v Value) *rt.Error {
				pos, err := compareB(cx, v, Int(0), cmpGt)
				if err == nil && pos {
					err = out.setHash(cx, e.key, v, e.hash)
				}
				return err
			}
			for _, e := range x.entries {
				if e.key.O == nil {
					continue
				}
				o, err := get(cx, y, e)
				if err != nil {
					return Value{}, err
				}
				v, err := f(cx, e.val, o)
				if err == nil {
					err = keep(e, v)
				}
				if err != nil {
					return Value{}, err
				}
			}
			for _, e := range y.entries {
				if e.key.O == nil || !both {
					continue
				}
				if i, err := x.find(cx, e.key, e.hash); err != nil {
					return Value{}, err
				} else if i >= 0 {
					continue
				}
				v, err := f(cx, Int(0), e.val)
				if err == nil {
					err = keep(e, v)
				}
				if err != nil {
					return Value{}, err
				}
			}
			return obj(&out.Obj), nil
		}
	}
	pick := func(c cmpOp) func(cx *rt.Ctx, x, y Value) (Value, *rt.Error) {
		return func(cx *rt.Ctx, x, y Value) (Value, *rt.Error) {
			first, err := compareB(cx, x, y, c)
			if first {
				return x, err
			}
			return y, err
		}
	}
	t.nb[opAdd], t.nb[opSub] = op(Add, true), op(Sub, true)
	t.nb[opOr], t.nb[opAnd] = op(pick(cmpGt), true), op(pick(cmpLt), false)
	t.inb[opOr] = t.nb[opOr]
	t.pos = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		return t.nb[opAdd](cx, v, obj(&(&Dict{Obj: Obj{t}}).Obj))
	}
	t.neg = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		return t.nb[opSub](cx, obj(&(&Dict{Obj: Obj{t}}).Obj), v)
	}
}
