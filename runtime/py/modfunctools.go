package py

import (
	"fmt"

	rt "github.com/cyp-lang/cyp/runtime"
)

type partialState struct {
	fn   Value
	args []Value
	kw   *Dict
}

func registerFunctools() {
	stdModule("functools", func(cx *rt.Ctx, m *Module) *rt.Error {
		m.fn("reduce", "2-3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			it, err := Iter(cx, a[1])
			if err != nil {
				if isExc(err, TypeError) {
					return Value{}, typeErr("reduce() arg 2 must support iteration")
				}
				return Value{}, err
			}
			acc := opt(a, 2)
			for {
				x, ok, err := it.Next(cx)
				if err != nil {
					return Value{}, err
				}
				if !ok {
					break
				}
				if !acc.IsSet() {
					acc = x
					continue
				}
				if acc, err = Call(cx, a[0], acc, x); err != nil {
					return Value{}, err
				}
			}
			if !acc.IsSet() {
				return Value{}, typeErr("reduce() of empty iterable with no initial value")
			}
			return acc, nil
		})
		m.Set("partial", partialType().Value())
		keyType := cmpKeyType()
		m.fn("cmp_to_key", "mycmp", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			f := a[0]
			return NewBuiltin("K", "obj", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				return newNative(keyType, [2]Value{f, a[0]}), nil
			}), nil
		})
		assigned := NewTuple(NewStr("__module__"), NewStr("__name__"), NewStr("__qualname__"), NewStr("__doc__"), NewStr("__annotations__"))
		m.Set("WRAPPER_ASSIGNMENTS", assigned)
		m.Set("WRAPPER_UPDATES", NewTuple(NewStr("__dict__")))
		m.fn("update_wrapper", "wrapper, wrapped, assigned=, updated=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return a[0], updateWrapper(cx, a[0], a[1], a[2])
		})
		m.fn("wraps", "wrapped, assigned=, updated=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			wrapped, assigned := a[0], a[1]
			return NewBuiltin("decorator", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				return a[0], updateWrapper(cx, a[0], wrapped, assigned)
			}), nil
		})
		lru := lruType()
		m.fn("lru_cache", "maxsize=, typed=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			size, typed := Int(128), false
			var err *rt.Error
			if typed, err = argBool(cx, a[1], false); err != nil {
				return Value{}, err
			}
			if a[0].IsSet() {
				if a[0].O.Type.call != nil {
					return newLRU(cx, lru, a[0], size, typed)
				}
				if _, ok := asInt(a[0]); !ok && !a[0].IsNone() {
					return Value{}, typeErr("Expected first argument to be an integer, a callable, or None")
				}
				size = a[0]
			}
			return NewBuiltin("decorating_function", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				return newLRU(cx, lru, a[0], size, typed)
			}), nil
		})
		m.fn("cache", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newLRU(cx, lru, a[0], None, false) })
		m.Set("cached_property", cachedPropertyType().Value())
		m.fn("total_ordering", "O", totalOrdering)
		m.fn("singledispatch", "O", singleDispatch)
		return nil
	})
}

func partialType() *Type {
	return nativeType("partial", "functools", func(t *Type) {
		t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(args) == 0 {
				return Value{}, typeErr("type 'partial' takes at least one argument")
			}
			if args[0].O.Type.call == nil {
				return Value{}, typeErr("the first argument must be callable")
			}
			p := &partialState{fn: args[0], args: append([]Value(nil), args[1:]...), kw: newDict()}
			if args[0].O.Type == t {
				in := stateIn[*partialState](args[0])
				p.fn = in.fn
				p.args = append(append([]Value(nil), in.args...), p.args...)
				p.kw = in.kw.copy()
			}
			for i, k := range kn {
				p.kw.setStr(k, kv[i])
			}
			o := obj(t.alloc(t))
			asNative(o).v = p
			return o, nil
		}
		t.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			p := stateIn[*partialState](f)
			all := append(append(make([]Value, 0, len(p.args)+len(args)), p.args...), args...)
			if p.kw.used == 0 {
				return CallKw(cx, p.fn, all, kn, kv)
			}
			kw := p.kw.copy()
			for i, k := range kn {
				kw.setStr(k, kv[i])
			}
			return CallEx(cx, p.fn, newTuple(all), obj(&kw.Obj))
		}
		t.dictOff = subLayouts[t].dictOff
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			p := stateIn[*partialState](v)
			s, err := ReprOf(cx, p.fn)
			if err != nil {
				return Value{}, err
			}
			for _, a := range p.args {
				r, err := ReprOf(cx, a)
				if err != nil {
					return Value{}, err
				}
				s += ", " + r
			}
			for _, e := range p.kw.entries {
				r, err := ReprOf(cx, e.val)
				if err != nil {
					return Value{}, err
				}
				s += ", " + asStr(e.key).s + "=" + r
			}
			return NewStr("functools.partial(" + s + ")"), nil
		}
		t.getter("func", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return stateIn[*partialState](v).fn, nil })
		t.getter("args", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewTuple(stateIn[*partialState](v).args...), nil })
		t.getter("keywords", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return obj(&stateIn[*partialState](v).kw.Obj), nil })
	})
}

// cmpKeyType is the class of keys made by cmp_to_key.
func cmpKeyType() *Type {
	return nativeType("KeyWrapper", "functools", func(t *Type) {
		t.new = noConstructor
		t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
			if a.O.Type != b.O.Type {
				return Value{}, typeErr("other argument must be K instance")
			}
			x, y := stateIn[[2]Value](a), stateIn[[2]Value](b)
			r, err := Call(cx, x[0], x[1], y[1])
			if err != nil {
				return Value{}, err
			}
			return compare(cx, r, Int(0), op)
		}
		t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
			return 0, typeErr("unhashable type: 'functools.KeyWrapper'")
		}
	})
}

// noConstructor refuses construction from Python.
func noConstructor(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	return Value{}, typeErr("cannot create '%s' instances", t.fullName())
}

func updateWrapper(cx *rt.Ctx, wrapper, wrapped, assigned Value) *rt.Error {
	names := []string{"__module__", "__name__", "__qualname__", "__doc__", "__annotations__"}
	if assigned.IsSet() {
		items, err := Collect(cx, assigned)
		if err != nil {
			return err
		}
		names = nil
		for _, n := range items {
			names = append(names, asStr(n).s)
		}
	}
	for _, n := range names {
		v, ok, err := getAttrOpt(cx, wrapped, n)
		if err != nil {
			return err
		}
		if ok {
			if err := SetAttr(cx, wrapper, n, v); err != nil {
				return err
			}
		}
	}
	from, ok, err := getAttrOpt(cx, wrapped, "__dict__")
	if err != nil {
		return err
	}
	if ok {
		to, err := GetAttr(cx, wrapper, "__dict__")
		if err != nil {
			return err
		}
		if err := asDict(to).update(cx, from); err != nil {
			return err
		}
	}
	return SetAttr(cx, wrapper, "__wrapped__", wrapped)
}

type lruState struct {
	fn           Value
	max          int // negative: unlimited
	typed        bool
	cache        *Dict // key tuple -> result; the oldest use comes first
	hits, misses int64
}

func newLRU(cx *rt.Ctx, t *Type, fn, size Value, typed bool) (Value, *rt.Error) {
	if fn.O.Type.call == nil {
		return Value{}, typeErr("the first argument must be callable")
	}
	s := &lruState{fn: fn, max: -1, typed: typed, cache: newDict()}
	if n, ok := asInt(size); ok {
		s.max = max(clampInt(n), 0)
	}
	v := newNative(t, s)
	return v, updateWrapper(cx, v, fn, Value{})
}

func lruType() *Type {
	info := structSeq("functools.CacheInfo", []string{"hits", "misses", "maxsize", "currsize"})
	info.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		i := asTuple(v).items
		m := must(ReprOf(cx, i[2]))
		return NewStr(fmt.Sprintf("CacheInfo(hits=%d, misses=%d, maxsize=%s, currsize=%d)", i[0].int(), i[1].int(), m, i[3].int())), nil
	}
	return nativeType("_lru_cache_wrapper", "functools", func(t *Type) {
		t.dictOff = subLayouts[t].dictOff
		t.new = noConstructor
		t.getter("__dict__", instDictAttr)
		t.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			s := stateIn[*lruState](f)
			if s.max == 0 {
				s.misses++
				return CallKw(cx, s.fn, args, kn, kv)
			}
			key := lruKey(args, kn, kv, s.typed)
			h, err := Hash(cx, key)
			if err != nil {
				return Value{}, err
			}
			i, err := s.cache.find(cx, key, uint64(h))
			if err != nil {
				return Value{}, err
			}
			if i >= 0 {
				s.hits++
				e := s.cache.entries[i]
				if s.max > 0 && i != len(s.cache.entries)-1 {
					s.cache.removeAt(i)
					s.cache.insert(e.key, e.val, e.hash)
				}
				return e.val, nil
			}
			s.misses++
			r, err := CallKw(cx, s.fn, args, kn, kv)
			if err != nil {
				return Value{}, err
			}
			if err := s.cache.setHash(cx, key, r, uint64(h)); err != nil {
				return Value{}, err
			}
			if s.max > 0 && s.cache.used > s.max {
				for i := range s.cache.entries {
					if s.cache.entries[i].key.O != nil {
						s.cache.removeAt(i)
						break
					}
				}
			}
			return r, nil
		}
		t.descrGet = func(cx *rt.Ctx, d, inst Value, owner *Type) (Value, *rt.Error) {
			if !inst.IsSet() {
				return d, nil
			}
			return newBound(d, inst), nil
		}
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			return NewStr(fmt.Sprintf("<functools._lru_cache_wrapper object at 0x%x>", idOf(v))), nil
		}
		t.method("cache_info", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s := stateIn[*lruState](a[0])
			size := None
			if s.max >= 0 {
				size = Int(int64(s.max))
			}
			return newSeq(info, Int(s.hits), Int(s.misses), size, Int(int64(s.cache.used))), nil
		})
		t.method("cache_clear", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s := stateIn[*lruState](a[0])
			s.cache.reset()
			s.hits, s.misses = 0, 0
			return None, nil
		})
	})
}

func lruKey(args []Value, kn []string, kv []Value, typed bool) Value {
	if len(args) == 1 && len(kn) == 0 && !typed && (args[0].O == &intTag || args[0].O.Type == StrType) {
		return args[0]
	}
	key := append([]Value(nil), args...)
	if len(kn) > 0 {
		key = append(key, Ellipsis)
		for i, k := range kn {
			key = append(key, NewStr(k), kv[i])
		}
	}
	if typed {
		for _, a := range args {
			key = append(key, a.O.Type.Value())
		}
		for _, v := range kv {
			key = append(key, v.O.Type.Value())
		}
	}
	return newTuple(key)
}

func cachedPropertyType() *Type {
	type state struct {
		fn   Value
		name string
	}
	return nativeType("cached_property", "functools", func(t *Type) {
		t.makeWith("O", func(cx *rt.Ctx, a []Value) (any, *rt.Error) { return &state{fn: a[0]}, nil })
		t.method("__set_name__", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			stateIn[*state](a[0]).name = asStr(a[2]).s
			return None, nil
		})
		t.descrGet = func(cx *rt.Ctx, d, inst Value, owner *Type) (Value, *rt.Error) {
			if !inst.IsSet() {
				return d, nil
			}
			s := stateIn[*state](d)
			p := instDict(inst)
			if p == nil {
				return Value{}, typeErr("No '__dict__' attribute on '%s' instance to cache '%s' property.", inst.O.Type.cName(), s.name)
			}
			v, err := Call(cx, s.fn, inst)
			if err != nil {
				return Value{}, err
			}
			if *p == nil {
				*p = newDict()
			}
			(*p).setStr(s.name, v)
			return v, nil
		}
	})
}

// totalOrdering fills in the comparisons that a class does not define from the one it does.
func totalOrdering(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	t := asType(a[0])
	root := cmpOp(-1)
	for _, op := range []cmpOp{cmpLt, cmpGt, cmpLe, cmpGe} {
		if d, ok := t.lookup(cmpNames[op]); ok && d.O.Type != SlotWrapperType {
			root = op
			break
		}
	}
	if root < 0 {
		return Value{}, valueErr("must define at least one ordering operation: < > <= >=")
	}
	for _, op := range []cmpOp{cmpLt, cmpGt, cmpLe, cmpGe} {
		if d, ok := t.lookup(cmpNames[op]); op == root || ok && d.O.Type != SlotWrapperType {
			continue
		}
		f := NewFunction(&FuncDef{Name: cmpNames[op], Module: t.module, Params: []Param{{Name: "self"}, {Name: "other"}},
			Body: func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				d, _ := a[0].O.Type.lookup(cmpNames[root])
				r, err := callDescr(cx, d, a[0], a[1:])
				if err != nil || r == NotImplemented {
					return r, err
				}
				b, err := Truth(cx, r)
				if err != nil {
					return Value{}, err
				}
				strict := func(op cmpOp) bool { return op == cmpLt || op == cmpGt }
				down := func(op cmpOp) bool { return op == cmpLt || op == cmpLe }
				switch {
				case down(op) == down(root) && strict(root): // <= from <
					if b {
						return True, nil
					}
					eq, err := EqB(cx, a[0], a[1])
					return Bool(eq), err
				case down(op) == down(root): // < from <=
					if !b {
						return False, nil
					}
					ne, err := NeB(cx, a[0], a[1])
					return Bool(ne), err
				case strict(op) != strict(root): // >= from <, > from <=
					return Bool(!b), nil
				case strict(root): // > from <
					if b {
						return False, nil
					}
					ne, err := NeB(cx, a[0], a[1])
					return Bool(ne), err
				}
				// >= from <=
				if !b {
					return True, nil
				}
				eq, err := EqB(cx, a[0], a[1])
				return Bool(eq), err
			}})
		if err := SetAttr(cx, a[0], cmpNames[op], f); err != nil {
			return Value{}, err
		}
	}
	return a[0], nil
}

// singleDispatch makes a function that picks an implementation by the class of its first argument.
func singleDispatch(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	impls := map[*Type]Value{ObjectType: a[0]}
	find := func(t *Type) Value {
		for _, m := range t.mro {
			if f, ok := impls[m]; ok {
				return f
			}
		}
		return a[0]
	}
	fn := a[0]
	w := NewFunction(&FuncDef{Name: "wrapper", Params: []Param{{Name: "args", Kind: VarArgs}, {Name: "kw", Kind: KwArgs}},
		Body: func(cx *rt.Ctx, b []Value) (Value, *rt.Error) {
			args := asTuple(b[0]).items
			if len(args) == 0 {
				return Value{}, typeErr("%s requires at least 1 positional argument", asFunc(fn).name)
			}
			return CallEx(cx, find(args[0].O.Type), b[0], b[1])
		}})
	if err := updateWrapper(cx, w, fn, Value{}); err != nil {
		return Value{}, err
	}
	d := instDict(w)
	if *d == nil {
		*d = newDict()
	}
	(*d).setStr("register", NewBuiltin("register", "cls, func=", func(cx *rt.Ctx, b []Value) (Value, *rt.Error) {
		if !b[0].has(flagType) {
			ann, err := GetAttr(cx, b[0], "__annotations__")
			if err != nil {
				return Value{}, err
			}
			for _, e := range asDict(ann).entries {
				if e.val.has(flagType) {
					impls[asType(e.val)] = b[0]
					return b[0], nil
				}
			}
			return Value{}, typeErr("Invalid first argument to `register()`")
		}
		c := asType(b[0])
		if b[1].IsSet() {
			impls[c] = b[1]
			return b[1], nil
		}
		return NewBuiltin("register", "O", func(cx *rt.Ctx, f []Value) (Value, *rt.Error) {
			impls[c] = f[0]
			return f[0], nil
		}), nil
	}))
	(*d).setStr("dispatch", NewBuiltin("dispatch", "O", func(cx *rt.Ctx, b []Value) (Value, *rt.Error) { return find(asType(b[0])), nil }))
	return w, nil
}
