package py

import (
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// setupObject fills in object and type.
func setupObject() {
	o := ObjectType
	o.alloc = func(t *Type) *Obj {
		if t.flags&flagHeap != 0 {
			return &(&Instance{Obj: Obj{t}}).Obj
		}
		return &Obj{t}
	}
	subLayouts[o] = subLayout{func(t *Type) *Obj { return &(&Instance{Obj: Obj{t}}).Obj }, unsafe.Offsetof(Instance{}.dict)}
	o.new, o.init = objectNew, objectInit
	o.getattr, o.setattr = genericGetAttr, genericSetAttr
	o.repr = objectRepr
	o.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return ReprValue(cx, v) }
	o.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return int64(idOf(v) >> 4), nil }
	o.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		switch op {
		case cmpEq:
			if Is(a, b) {
				return True, nil
			}
		case cmpNe:
			cmp := a.O.Type.richcmp
			r, err := cmp(cx, a, b, cmpEq)
			if err != nil || r == NotImplemented {
				return r, err
			}
			t, err := Truth(cx, r)
			return Bool(!t), err
		}
		return NotImplemented, nil
	}
	o.getSetter("__class__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return v.O.Type.Value(), nil },
		func(cx *rt.Ctx, v, x Value) *rt.Error {
			if !x.IsSet() {
				return typeErr("can't delete __class__ attribute")
			}
			if !x.has(flagType) {
				return typeErr("__class__ must be set to a class, not '%s' object", x.O.Type.cName())
			}
			n := asType(x)
			if n.flags&flagHeap == 0 || v.O.Type.flags&flagHeap == 0 {
				return typeErr("__class__ assignment only supported for mutable types or ModuleType subclasses")
			}
			if n.layout() != v.O.Type.layout() || n.ext != v.O.Type.ext {
				return typeErr("__class__ assignment: '%s' object layout differs from '%s'", n.name, v.O.Type.cName())
			}
			v.O.Type = n
			return nil
		})
	o.dict.setStr("__doc__", NewStr("The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new featureless\ninstance that has no instance attributes and cannot be given any.\n"))
	o.method("__format__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if !a[1].has(flagStr) {
			return Value{}, typeErr("__format__() argument must be str, not %s", argType(a[1]))
		}
		if asStr(a[1]).s != "" {
			return Value{}, typeErr("unsupported format string passed to %s.__format__", a[0].O.Type.cName())
		}
		return StrValue(cx, a[0])
	})
	o.method("__reduce_ex__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return Value{}, typeErr("cannot pickle '%s' object", a[0].O.Type.cName())
	})
	o.method("__sizeof__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(16), nil })
	o.method("__dir__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		names, err := dirDefault(cx, a[0])
		return names, err
	})
	o.classMethod("__init_subclass__", "raw", nil)
	if v, ok := o.dict.getStr("__init_subclass__"); ok {
		asBuiltin(v).fn = func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(kn) > 0 {
				return Value{}, typeErr("%s.__init_subclass__() takes no keyword arguments", asType(a[0]).name)
			}
			return None, nil
		}
	}
	o.classMethod("__subclasshook__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NotImplemented, nil })

	t := TypeType
	t.flags |= flagType
	t.call, t.new, t.repr = typeCall, typeNew, typeRepr
	t.getattr, t.setattr = typeGetAttr, typeSetAttr
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	t.alloc = func(t *Type) *Obj { return &(&Type{Obj: Obj{t}}).Obj }
	t.nb[opOr] = typeOr
	setupTypeAttrs(t)

	for _, s := range []struct {
		t    *Type
		o    *Obj
		name string
	}{{NoneTypeType, &noneObj, "None"}, {EllipsisType, &ellipsisObj, "Ellipsis"}, {NotImplementedType, &notImplementedObj, "NotImplemented"}} {
		s.o.Type = s.t
		name, o := s.name, s.o
		s.t.flags |= flagNoBase
		s.t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(name), nil }
		s.t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(args) > 0 || len(kn) > 0 {
				return Value{}, typeErr("%s takes no arguments", t.name)
			}
			return obj(o), nil
		}
	}
	NoneTypeType.truth = func(cx *rt.Ctx, v Value) (bool, *rt.Error) { return false, nil }
	NoneTypeType.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return 0xfca86420, nil }
	NoneTypeType.nb[opOr] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		if a.IsNone() && b.IsNone() {
			return NotImplemented, nil
		}
		return typeOr(cx, a, b)
	}
}

func dirDefault(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	d, err := GetAttr(cx, v, "__dict__")
	names := newDict()
	if err == nil && d.has(flagDict) {
		for i := range asDict(d).entries {
			if k := asDict(d).entries[i].key; k.O != nil {
				names.setStr(asStr(k).s, None)
			}
		}
	}
	for _, m := range v.O.Type.mro {
		for i := range m.dict.entries {
			if k := m.dict.entries[i].key; k.O != nil && k.has(flagStr) {
				names.setStr(asStr(k).s, None)
			}
		}
	}
	return newList(names.keys()), nil
}

func setupTypeAttrs(t *Type) {
	get := func(name string, f func(t *Type) Value, set func(t *Type, x Value) *rt.Error) {
		var setter func(cx *rt.Ctx, v, x Value) *rt.Error
		if set != nil {
			setter = func(cx *rt.Ctx, v, x Value) *rt.Error {
				if asType(v).flags&flagHeap == 0 {
					return typeErr("cannot set '%s' attribute of immutable type '%s'", name, asType(v).name)
				}
				return set(asType(v), x)
			}
		}
		t.getSetter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return f(asType(v)), nil }, setter)
	}
	get("__name__", func(t *Type) Value { return NewStr(t.name) }, func(t *Type, x Value) *rt.Error {
		if !x.IsSet() || !x.has(flagStr) {
			return typeErr("can only assign string to %s.__name__", t.name)
		}
		t.name = asStr(x).s
		return nil
	})
	get("__qualname__", func(t *Type) Value { return NewStr(t.qualname) }, func(t *Type, x Value) *rt.Error {
		if !x.IsSet() || !x.has(flagStr) {
			return typeErr("can only assign string to %s.__qualname__", t.name)
		}
		t.qualname = asStr(x).s
		return nil
	})
	get("__module__", func(t *Type) Value {
		if v, ok := t.dict.getStr("__module__"); ok && t.flags&flagHeap != 0 {
			return v
		}
		return NewStr(t.module)
	}, func(t *Type, x Value) *rt.Error {
		t.dict.setStr("__module__", x)
		if x.has(flagStr) {
			t.module = asStr(x).s
		}
		return nil
	})
	get("__bases__", func(t *Type) Value { return typesTuple(t.bases) }, nil)
	get("__base__", func(t *Type) Value {
		if t.base == nil {
			return None
		}
		return t.base.Value()
	}, nil)
	get("__mro__", func(t *Type) Value { return typesTuple(t.mro) }, nil)
	get("__dict__", func(t *Type) Value { return newProxy(obj(&t.dict.Obj)) }, nil)
	get("__doc__", func(t *Type) Value {
		if v, ok := t.dict.getStr("__doc__"); ok && v.O.Type != GetSetType {
			return v
		}
		return strOrNone(t.doc)
	}, func(t *Type, x Value) *rt.Error { t.dict.setStr("__doc__", x); return nil })
	get("__flags__", func(t *Type) Value { return Int(int64(t.flags)) }, nil)
	t.getSetter("__abstractmethods__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if a, ok := asType(v).dict.getStr("__abstractmethods__"); ok {
			return a, nil
		}
		return Value{}, attrErrText("__abstractmethods__")
	}, func(cx *rt.Ctx, v, x Value) *rt.Error {
		t := asType(v)
		t.dict.setStr("__abstractmethods__", x)
		b, err := Truth(cx, x)
		t.flags &^= flagAbstract
		if b {
			t.flags |= flagAbstract
		}
		return err
	})
	get("__annotations__", func(t *Type) Value {
		if v, ok := t.dict.getStr("__annotations__"); ok {
			return v
		}
		d := NewDict()
		if t.flags&flagHeap != 0 {
			t.dict.setStr("__annotations__", d)
		}
		return d
	}, func(t *Type, x Value) *rt.Error { t.dict.setStr("__annotations__", x); return nil })
	t.method("mro", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return newList(append([]Value(nil), asTuple(typesTuple(asType(a[0]).mro)).items...)), nil
	})
	t.method("__subclasses__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return newList(append([]Value(nil), asTuple(typesTuple(asType(a[0]).subclasses)).items...)), nil
	})
	t.method("__instancecheck__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return Bool(a[1].O.Type.IsSubtype(asType(a[0]))), nil
	})
	t.method("__subclasscheck__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if !a[1].has(flagType) {
			return Value{}, typeErr("issubclass() arg 1 must be a class")
		}
		return Bool(asType(a[1]).IsSubtype(asType(a[0]))), nil
	})
	t.method("__dir__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		d := newDict()
		for _, m := range asType(a[0]).mro {
			for _, k := range m.dict.keys() {
				d.setStr(asStr(k).s, None)
			}
		}
		return newList(d.keys()), nil
	})
	t.classMethod("__prepare__", "raw", nil)
	if v, ok := t.dict.getStr("__prepare__"); ok {
		asBuiltin(v).fn = func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) { return NewDict(), nil }
	}
}

func typesTuple(ts []*Type) Value {
	out := make([]Value, len(ts))
	for i, t := range ts {
		out[i] = t.Value()
	}
	return newTuple(out)
}

// unionObj is X | Y of classes.
type unionObj struct {
	Obj
	args Value // tuple
}

func asUnion(v Value) *unionObj { return (*unionObj)(unsafe.Pointer(v.O)) }

func typeOr(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
	var items []Value
	add := func(v Value) bool {
		switch {
		case v.O.Type == UnionType:
			items = append(items, asTuple(asUnion(v).args).items...)
		case v.IsNone():
			items = append(items, NoneTypeType.Value())
		case v.has(flagType) || v.O.Type == GenericAliasType:
			items = append(items, v)
		default:
			return false
		}
		return true
	}
	if !add(a) || !add(b) {
		return NotImplemented, nil
	}
	var out []Value
next:
	for _, v := range items {
		for _, o := range out {
			if o.O == v.O {
				continue next
			}
		}
		out = append(out, v)
	}
	if len(out) == 1 {
		return out[0], nil
	}
	return obj(&(&unionObj{Obj{UnionType}, newTuple(out)}).Obj), nil
}

// aliasObj is list[int] and the like.
type aliasObj struct {
	Obj
	origin Value
	args   Value // tuple
}

func asAlias(v Value) *aliasObj { return (*aliasObj)(unsafe.Pointer(v.O)) }

func newAlias(origin, args Value) Value {
	if !args.has(flagTuple) {
		args = NewTuple(args)
	}
	return obj(&(&aliasObj{Obj{GenericAliasType}, origin, args}).Obj)
}

func typeArgRepr(cx *rt.Ctx, v Value) (string, *rt.Error) {
	switch {
	case v == Ellipsis:
		return "...", nil
	case v.O == &NoneTypeType.Obj:
		return "None", nil
	case v.has(flagType):
		t := asType(v)
		if t.module == "builtins" {
			return t.qualname, nil
		}
		return t.module + "." + t.qualname, nil
	}
	return ReprOf(cx, v)
}

func setupAliases() {
	u := UnionType
	u.module, u.flags = "types", u.flags|flagNoBase
	u.nb[opOr] = typeOr
	u.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		var parts []string
		for _, x := range asTuple(asUnion(v).args).items {
			s, err := typeArgRepr(cx, x)
			if err != nil {
				return Value{}, err
			}
			parts = append(parts, s)
		}
		return NewStr(strings.Join(parts, " | ")), nil
	}
	u.getter("__args__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asUnion(v).args, nil })
	u.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if b.O.Type != UnionType || op != cmpEq && op != cmpNe {
			return NotImplemented, nil
		}
		x, err := NewFrozensetOf(cx, asUnion(a).args)
		if err != nil {
			return Value{}, err
		}
		y, err := NewFrozensetOf(cx, asUnion(b).args)
		if err != nil {
			return Value{}, err
		}
		return compare(cx, x, y, op)
	}
	u.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		f, err := NewFrozensetOf(cx, asUnion(v).args)
		if err != nil {
			return 0, err
		}
		return Hash(cx, f)
	}
	g := GenericAliasType
	g.module = "types"
	g.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if args := asTuple(asAlias(v).args).items; len(args) == 2 && args[1].O == &NoneTypeType.Obj {
			if r, err := ReprOf(cx, asAlias(v).origin); err == nil && r == "typing.Union" {
				s, err := typeArgRepr(cx, args[0])
				return NewStr("typing.Optional[" + s + "]"), err
			}
		}
		a := asAlias(v)
		s, err := typeArgRepr(cx, a.origin)
		if err != nil {
			return Value{}, err
		}
		var parts []string
		for _, x := range asTuple(a.args).items {
			p, err := typeArgRepr(cx, x)
			if err != nil {
				return Value{}, err
			}
			parts = append(parts, p)
		}
		return NewStr(s + "[" + strings.Join(parts, ", ") + "]"), nil
	}
	g.nb[opOr] = typeOr
	g.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return CallKw(cx, asAlias(f).origin, args, kn, kv)
	}
	g.getattr = func(cx *rt.Ctx, v Value, name string) (Value, *rt.Error) {
		if _, ok := GenericAliasType.lookup(name); ok || strings.HasPrefix(name, "__") {
			return genericGetAttr(cx, v, name)
		}
		return GetAttr(cx, asAlias(v).origin, name)
	}
	g.getter("__origin__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asAlias(v).origin, nil })
	g.getter("__args__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asAlias(v).args, nil })
	g.method("__mro_entries__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewTuple(asAlias(a[0]).origin), nil })
	g.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if b.O.Type != GenericAliasType || op != cmpEq && op != cmpNe {
			return NotImplemented, nil
		}
		x, y := asAlias(a), asAlias(b)
		same := Is(x.origin, y.origin)
		if same {
			var err *rt.Error
			if same, err = EqB(cx, x.args, y.args); err != nil {
				return Value{}, err
			}
		}
		return Bool(same == (op == cmpEq)), nil
	}
	g.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return Hash(cx, asAlias(v).args) }
	classGetItem := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newAlias(a[0], a[1]), nil }
	for _, t := range []*Type{ListType, TupleType, DictType, SetType, FrozensetType, TypeType} {
		if t != TypeType {
			t.classMethod("__class_getitem__", "O", classGetItem)
		}
	}
	TypeType.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
		if v.O == &TypeType.Obj {
			return newAlias(v, k), nil
		}
		m, ok, err := getAttrOpt(cx, v, "__class_getitem__")
		if err != nil {
			return Value{}, err
		}
		if !ok {
			return Value{}, typeErr("type '%s' is not subscriptable", asType(v).name)
		}
		return Call(cx, m, k)
	}
}
