package py

import (
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

func setupSet() {
	for _, t := range []*Type{SetType, FrozensetType} {
		t.flags |= flagSet
		t.alloc = func(t *Type) *Obj { return &newSetOf(t).Obj }
		subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(Set{}.dict)}
		t.repr = setRepr
		t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { return asSet(v).used, nil }
		t.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) {
			ok, err := asSet(v).contains(cx, x)
			if err != nil && x.has(flagSet) && x.O.Type.flags&flagFrozen == 0 && isExc(err, TypeError) {
				return asSet(v).contains(cx, obj(&asSet(x).copyAs(FrozensetType).Obj))
			}
			return ok, err
		}
		t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iterObject(cx, v) }
		t.richcmp = setCompare
		setOperators(t)
		setMethods(t)
	}
	FrozensetType.flags |= flagFrozen
	SetType.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		return 0, typeErr("unhashable type: '%s'", v.O.Type.cName())
	}
	FrozensetType.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return asSet(v).frozenHash(), nil }
	SetType.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return obj(t.alloc(t)), nil
	}
	SetType.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
		if len(kn) > 0 {
			return typeErr("%s() takes no keyword arguments", v.O.Type.cName())
		}
		if len(args) > 1 {
			return typeErr("set expected at most 1 argument, got %d", len(args))
		}
		s := asSet(v)
		if s.fill > 0 {
			s.clear()
		}
		if len(args) == 1 {
			return s.update(cx, args[0])
		}
		return nil
	}
	FrozensetType.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(args) > 1 {
			return Value{}, typeErr("frozenset expected at most 1 argument, got %d", len(args))
		}
		if len(args) == 1 && args[0].O.Type == FrozensetType && t == FrozensetType {
			return args[0], nil
		}
		v := obj(t.alloc(t))
		if len(args) == 1 {
			return v, asSet(v).update(cx, args[0])
		}
		return v, nil
	}
	FrozensetType.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	setMutators(SetType)
}

func setCompare(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
	if !a.has(flagSet) || !b.has(flagSet) {
		return NotImplemented, nil
	}
	x, y := asSet(a), asSet(b)
	var ok bool
	var err *rt.Error
	switch op {
	case cmpEq, cmpNe:
		ok = x.used == y.used
		if ok {
			ok, err = x.subsetOf(cx, y)
		}
		ok = ok == (op == cmpEq)
	case cmpLe:
		ok, err = x.subsetOf(cx, y)
	case cmpGe:
		ok, err = y.subsetOf(cx, x)
	case cmpLt:
		if ok = x.used < y.used; ok {
			ok, err = x.subsetOf(cx, y)
		}
	case cmpGt:
		if ok = y.used < x.used; ok {
			ok, err = y.subsetOf(cx, x)
		}
	}
	return Bool(ok), err
}

func setOperators(t *Type) {
	op := func(f func(cx *rt.Ctx, s *Set, v Value) (*Set, *rt.Error)) binaryFn {
		return func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			if !a.has(flagSet) || !b.has(flagSet) {
				return NotImplemented, nil
			}
			r, err := f(cx, asSet(a), b)
			if err != nil {
				return Value{}, err
			}
			return obj(&r.Obj), nil
		}
	}
	t.nb[opOr] = op(func(cx *rt.Ctx, s *Set, v Value) (*Set, *rt.Error) {
		r := s.copyAs(baseSetType(s.Type))
		if v.O == &s.Obj {
			return r, nil
		}
		return r, r.update(cx, v)
	})
	t.nb[opAnd] = op(func(cx *rt.Ctx, s *Set, v Value) (*Set, *rt.Error) { return s.intersection(cx, v) })
	t.nb[opSub] = op(func(cx *rt.Ctx, s *Set, v Value) (*Set, *rt.Error) { return s.difference(cx, v) })
	t.nb[opXor] = op(func(cx *rt.Ctx, s *Set, v Value) (*Set, *rt.Error) {
		// CPython starts from the other operand.
		r := asSet(v).copyAs(baseSetType(s.Type))
		return r, r.symmetricUpdate(cx, obj(&s.Obj))
	})
}

func setMethods(t *Type) {
	each := func(f func(cx *rt.Ctx, s *Set, v Value) (*Set, *rt.Error)) bfn {
		return func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s := asSet(a[0])
			if len(a) == 1 {
				s = s.copyAs(baseSetType(s.Type))
			}
			for _, v := range a[1:] {
				r, err := f(cx, s, v)
				if err != nil {
					return Value{}, err
				}
				s = r
			}
			return obj(&s.Obj), nil
		}
	}
	t.method("union", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		r := asSet(a[0]).copyAs(baseSetType(a[0].O.Type))
		for _, v := range a[1:] {
			if v.O == a[0].O {
				continue
			}
			if err := r.update(cx, v); err != nil {
				return Value{}, err
			}
		}
		return obj(&r.Obj), nil
	})
	t.method("intersection", "0+", each(func(cx *rt.Ctx, s *Set, v Value) (*Set, *rt.Error) { return s.intersection(cx, v) }))
	t.method("difference", "0+", each(func(cx *rt.Ctx, s *Set, v Value) (*Set, *rt.Error) { return s.difference(cx, v) }))
	t.method("symmetric_difference", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		r := newSetOf(baseSetType(a[0].O.Type))
		if err := r.update(cx, a[1]); err != nil {
			return Value{}, err
		}
		return obj(&r.Obj), r.symmetricUpdate(cx, a[0])
	})
	toSet := func(cx *rt.Ctx, v Value) (*Set, *rt.Error) {
		if v.has(flagSet) {
			return asSet(v), nil
		}
		s := newSet()
		return s, s.update(cx, v)
	}
	t.method("issubset", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		o, err := toSet(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		b, err := asSet(a[0]).subsetOf(cx, o)
		return Bool(b), err
	})
	t.method("issuperset", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		o, err := toSet(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		b, err := o.subsetOf(cx, asSet(a[0]))
		return Bool(b), err
	})
	t.method("isdisjoint", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		r, err := asSet(a[0]).intersection(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		return Bool(r.used == 0), nil
	})
	t.method("copy", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if a[0].O.Type == FrozensetType {
			return a[0], nil
		}
		return obj(&asSet(a[0]).copyAs(baseSetType(a[0].O.Type)).Obj), nil
	})
}

func setMutators(t *Type) {
	in := func(f func(cx *rt.Ctx, s *Set, v Value) *rt.Error) binaryFn {
		return func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
			if !b.has(flagSet) {
				return NotImplemented, nil
			}
			return a, f(cx, asSet(a), b)
		}
	}
	intersect := func(cx *rt.Ctx, s *Set, v Value) *rt.Error {
		r, err := s.intersection(cx, v)
		if err == nil {
			s.take(r)
		}
		return err
	}
	update := func(cx *rt.Ctx, s *Set, v Value) *rt.Error { return s.update(cx, v) }
	diff := func(cx *rt.Ctx, s *Set, v Value) *rt.Error { return s.differenceUpdate(cx, v) }
	sym := func(cx *rt.Ctx, s *Set, v Value) *rt.Error { return s.symmetricUpdate(cx, v) }
	t.inb[opOr], t.inb[opAnd], t.inb[opSub], t.inb[opXor] = in(update), in(intersect), in(diff), in(sym)
	all := func(f func(cx *rt.Ctx, s *Set, v Value) *rt.Error) bfn {
		return func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			for _, v := range a[1:] {
				if err := f(cx, asSet(a[0]), v); err != nil {
					return Value{}, err
				}
			}
			return None, nil
		}
	}
	t.method("update", "0+", all(update))
	t.method("intersection_update", "0+", all(intersect))
	t.method("difference_update", "0+", all(diff))
	t.method("symmetric_difference_update", "O", all(sym))
	t.method("add", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, asSet(a[0]).add(cx, a[1]) })
	key := func(cx *rt.Ctx, s *Set, k Value) (bool, *rt.Error) {
		ok, err := s.discard(cx, k)
		if err != nil && k.has(flagSet) && k.O.Type.flags&flagFrozen == 0 && isExc(err, TypeError) {
			return s.discard(cx, obj(&asSet(k).copyAs(FrozensetType).Obj))
		}
		return ok, err
	}
	t.method("discard", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		_, err := key(cx, asSet(a[0]), a[1])
		return None, err
	})
	t.method("remove", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		ok, err := key(cx, asSet(a[0]), a[1])
		if err == nil && !ok {
			err = keyErr(a[1])
		}
		return None, err
	})
	t.method("pop", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		v, ok := asSet(a[0]).pop()
		if !ok {
			return Value{}, errOf(newExc(KeyError, NewStr("pop from an empty set")))
		}
		return v, nil
	})
	t.method("clear", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		asSet(a[0]).clear()
		return None, nil
	})
}
