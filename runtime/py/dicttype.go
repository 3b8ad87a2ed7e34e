package py

import (
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// dictView is keys(), values() or items() of a dict.
type dictView struct {
	Obj
	d Value
}

func asView(v Value) *dictView { return (*dictView)(unsafe.Pointer(v.O)) }

func newView(t *Type, d Value) Value { return obj(&(&dictView{Obj{t}, d}).Obj) }

func setupDict() {
	t := DictType
	t.flags |= flagDict
	t.alloc = func(t *Type) *Obj { return &(&Dict{Obj: Obj{t}}).Obj }
	subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(Dict{}.dict)}
	t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return obj(t.alloc(t)), nil
	}
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
		if len(args) > 1 {
			return typeErr("dict expected at most 1 argument, got %d", len(args))
		}
		return dictUpdateArgs(cx, asDict(v), args, kn, kv)
	}
	t.repr = dictRepr
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		return 0, typeErr("unhashable type: '%s'", v.O.Type.cName())
	}
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if !a.has(flagDict) || !b.has(flagDict) || op != cmpEq && op != cmpNe {
			return NotImplemented, nil
		}
		eq, err := dictEqual(cx, asDict(a), asDict(b))
		return Bool(eq == (op == cmpEq)), err
	}
	t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { return asDict(v).used, nil }
	t.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) {
		_, ok, err := asDict(v).get(cx, x)
		return ok, err
	}
	t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iterObject(cx, v) }
	t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
		r, ok, err := asDict(v).get(cx, k)
		if ok || err != nil {
			return r, err
		}
		if v.O.Type != DictType {
			if r, ok, err := callSpecial(cx, v, "__missing__", k); ok || err != nil {
				return r, err
			}
		}
		return Value{}, keyErr(k)
	}
	t.setitem = func(cx *rt.Ctx, v, k, x Value) *rt.Error {
		if x.IsSet() {
			return asDict(v).set(cx, k, x)
		}
		_, ok, err := asDict(v).del(cx, k)
		if err == nil && !ok {
			err = keyErr(k)
		}
		return err
	}
	merge := func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		if !a.has(flagDict) || !b.has(flagDict) {
			return NotImplemented, nil
		}
		n := asDict(a).copy()
		return obj(&n.Obj), n.update(cx, b)
	}
	t.nb[opOr] = merge
	t.inb[opOr] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return a, asDict(a).update(cx, b) }
	dictMethods(t)
	setupViews()
}

func dictUpdateArgs(cx *rt.Ctx, d *Dict, args []Value, kn []string, kv []Value) *rt.Error {
	for _, a := range args {
		if !a.has(flagDict) && a.O.Type.iter == nil && a.O.Type.getitem == nil {
			if _, ok := a.O.Type.lookup("keys"); !ok {
				return typeErr("'%s' object is not iterable", a.O.Type.cName())
			}
		}
		if err := d.update(cx, a); err != nil {
			return err
		}
	}
	for i, k := range kn {
		d.setStr(k, kv[i])
	}
	return nil
}

func dictMethods(t *Type) {
	t.method("get", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		v, ok, err := asDict(a[0]).get(cx, a[1])
		if ok || err != nil {
			return v, err
		}
		if len(a) > 2 {
			return a[2], nil
		}
		return None, nil
	})
	t.method("setdefault", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		d := asDict(a[0])
		v, ok, err := d.get(cx, a[1])
		if ok || err != nil {
			return v, err
		}
		v = None
		if len(a) > 2 {
			v = a[2]
		}
		return v, d.set(cx, a[1], v)
	})
	t.method("pop", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		v, ok, err := asDict(a[0]).del(cx, a[1])
		if ok || err != nil {
			return v, err
		}
		if len(a) > 2 {
			return a[2], nil
		}
		return Value{}, keyErr(a[1])
	})
	t.method("popitem", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		d := asDict(a[0])
		for i := len(d.entries) - 1; i >= 0; i-- {
			if e := d.entries[i]; e.key.O != nil {
				d.removeAt(i)
				return NewTuple(e.key, e.val), nil
			}
		}
		return Value{}, errOf(newExc(KeyError, NewStr("popitem(): dictionary is empty")))
	})
	t.method("clear", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { asDict(a[0]).reset(); return None, nil })
	t.method("copy", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return obj(&asDict(a[0]).copy().Obj), nil })
	t.methodKw("update", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(a) > 2 {
			return Value{}, typeErr("update expected at most 1 argument, got %d", len(a)-1)
		}
		return None, dictUpdateArgs(cx, asDict(a[0]), a[1:], kn, kv)
	})
	t.method("keys", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newView(DictKeysType, a[0]), nil })
	t.method("values", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newView(DictValuesType, a[0]), nil })
	t.method("items", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newView(DictItemsType, a[0]), nil })
	t.method("__reversed__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		d := asDict(a[0])
		return newIterObj(dictRevIterType, Iterator{kind: iterReversedDict, o: a[0], i: len(d.entries), n: d.used, step: int(iterDictKeys)}), nil
	})
	t.classMethod("fromkeys", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		v := None
		if len(a) > 2 {
			v = a[2]
		}
		d, err := Call(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		it, err := Iter(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		for {
			k, ok, err := it.Next(cx)
			if err != nil || !ok {
				return d, err
			}
			if err := SetItem(cx, d, k, v); err != nil {
				return Value{}, err
			}
		}
	})
}

func setupViews() {
	for _, t := range []*Type{DictKeysType, DictValuesType, DictItemsType} {
		t.flags |= flagNoBase
		t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { return asDict(asView(v).d).used, nil }
		t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iterObject(cx, v) }
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			items, err := Collect(cx, v)
			if err != nil {
				return Value{}, err
			}
			return seqRepr(cx, v, func() []Value { return items }, v.O.Type.name+"([", "])", "...")
		}
		t.getter("mapping", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return newProxy(asView(v).d), nil })
		t.method("__reversed__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			kind := map[*Type]iterKind{DictKeysType: iterDictKeys, DictValuesType: iterDictValues, DictItemsType: iterDictItems}[a[0].O.Type]
			d := asView(a[0]).d
			return newIterObj(dictRevIterType, Iterator{kind: iterReversedDict, o: d, i: len(asDict(d).entries), n: asDict(d).used, step: int(kind)}), nil
		})
	}
	DictKeysType.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) {
		_, ok, err := asDict(asView(v).d).get(cx, x)
		return ok, err
	}
	DictItemsType.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) {
		if !x.has(flagTuple) || len(asTuple(x).items) != 2 {
			return false, nil
		}
		p := asTuple(x).items
		y, ok, err := asDict(asView(v).d).get(cx, p[0])
		if err != nil || !ok {
			return false, err
		}
		return eqItem(cx, y, p[1])
	}
	toSet := func(cx *rt.Ctx, v Value) (*Set, *rt.Error) {
		s := newSet()
		return s, s.update(cx, v)
	}
	for _, t := range []*Type{DictKeysType, DictItemsType} {
		t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
			bt := b.O.Type
			if !b.has(flagSet) && bt != DictKeysType && bt != DictItemsType {
				return NotImplemented, nil
			}
			x, err := toSet(cx, a)
			if err != nil {
				return Value{}, err
			}
			y, err := toSet(cx, b)
			if err != nil {
				return Value{}, err
			}
			return setCompare(cx, obj(&x.Obj), obj(&y.Obj), op)
		}
		op := func(f func(cx *rt.Ctx, s *Set, v Value) *rt.Error) binaryFn {
			return func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
				s, err := toSet(cx, a)
				if err != nil {
					return Value{}, err
				}
				return obj(&s.Obj), f(cx, s, b)
			}
		}
		t.nb[opOr] = op(func(cx *rt.Ctx, s *Set, v Value) *rt.Error { return s.update(cx, v) })
		t.nb[opSub] = op(func(cx *rt.Ctx, s *Set, v Value) *rt.Error { return s.differenceUpdate(cx, v) })
		t.nb[opXor] = op(func(cx *rt.Ctx, s *Set, v Value) *rt.Error { return s.symmetricUpdate(cx, v) })
		t.nb[opAnd] = op(func(cx *rt.Ctx, s *Set, v Value) *rt.Error {
			o, err := toSet(cx, v)
			if err != nil {
				return err
			}
			r, err := s.intersection(cx, obj(&o.Obj))
			if err == nil {
				s.take(r)
			}
			return err
		})
		t.method("isdisjoint", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := toSet(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			r, err := s.intersection(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			return Bool(r.used == 0), nil
		})
	}

	// mappingproxy shares the dictView layout.
	p := MappingProxyType
	p.flags |= flagNoBase
	under := func(v Value) Value { return asView(v).d }
	p.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { return Len(cx, under(v)) }
	p.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) { return GetItem(cx, under(v), k) }
	p.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) { return Contains(cx, under(v), x) }
	p.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return IterObj(cx, under(v)) }
	p.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		s, err := ReprOf(cx, under(v))
		return NewStr("mappingproxy(" + s + ")"), err
	}
	p.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return StrValue(cx, under(v)) }
	p.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(args) != 1 {
			return Value{}, typeErr("mappingproxy() missing required argument 'mapping' (pos 1)")
		}
		return newProxy(args[0]), nil
	}
	p.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	p.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if b.O.Type == MappingProxyType {
			b = under(b)
		}
		return compare(cx, under(a), b, op)
	}
	for _, n := range []string{"keys", "values", "items", "copy"} {
		p.method(n, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return CallMethod(cx, under(a[0]), n) })
	}
	p.method("get", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return CallMethod(cx, under(a[0]), "get", a[1:]...) })
}

func newProxy(d Value) Value { return newView(MappingProxyType, d) }
