package py

import (
	rt "github.com/cyp-lang/cyp/runtime"
)

// typing holds what annotations need at run time: names that can be subscripted, and a few functions.
func registerTyping() {
	stdModule("typing", func(cx *rt.Ctx, m *Module) *rt.Error {
		special := nativeType("_SpecialForm", "typing", func(t *Type) {
			t.new = noConstructor
			t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr("typing." + stateIn[string](v)), nil }
			t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) { return specialAlias(cx, v, stateIn[string](v), k) }
			t.nb[opOr] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return newAlias(a, NewTuple(a, b)), nil }
			t.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
				return Value{}, typeErr("Cannot instantiate typing.%s", stateIn[string](f))
			}
		})
		for _, n := range []string{"Any", "Union", "Optional", "Callable", "ClassVar", "Final", "Literal", "NoReturn", "Never", "Annotated", "Self", "Concatenate", "TypeAlias", "TypeGuard", "LiteralString", "Required", "NotRequired", "Unpack", "ReadOnly", "TypeIs"} {
			m.Set(n, newNative(special, n))
		}
		for n, t := range map[string]*Type{"List": ListType, "Dict": DictType, "Set": SetType, "FrozenSet": FrozensetType, "Tuple": TupleType, "Type": TypeType} {
			m.Set(n, t.Value())
		}
		m.Set("Text", StrType.Value())
		abc, err := Import(cx, "collections.abc")
		if err != nil {
			return err
		}
		for _, n := range []string{"Iterable", "Iterator", "Sequence", "MutableSequence", "Mapping", "MutableMapping", "Hashable", "Sized", "Container", "Collection", "Generator", "Reversible", "Awaitable", "KeysView", "ValuesView", "ItemsView", "ByteString"} {
			if c, ok := asModule(abc).Get(n); ok {
				asType(c).dict.setStr("__class_getitem__", NewClassMethod(NewBuiltin("__class_getitem__", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
					return newAlias(a[0], a[1]), nil
				})))
				asType(c).modified()
				m.Set(n, c)
			}
		}
		if c, ok := asModule(abc).Get("Set"); ok {
			m.Set("AbstractSet", c)
		}
		coll, err := Import(cx, "collections")
		if err != nil {
			return err
		}
		for n, k := range map[string]string{"DefaultDict": "defaultdict", "OrderedDict": "OrderedDict", "Counter": "Counter", "Deque": "deque", "ChainMap": "ChainMap"} {
			if c, ok := asModule(coll).Get(k); ok {
				m.Set(n, c)
			}
		}
		m.Set("TYPE_CHECKING", False)
		typeVar := registerTypeVars(m)
		m.Set("AnyStr", newNative(typeVar, &typeVariable{name: "AnyStr"}))
		generic := func(name string) *rt.Error {
			ns := newDict()
			ns.setStr("__module__", NewStr("typing"))
			c, err := NewClass(cx, name, nil, obj(&ns.Obj), nil, nil)
			if err != nil {
				return err
			}
			asType(c).dict.setStr("__class_getitem__", NewClassMethod(NewBuiltin("__class_getitem__", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				return newAlias(a[0], a[1]), nil
			})))
			asType(c).modified()
			m.Set(name, c)
			return nil
		}
		for _, n := range []string{"Generic"} {
			if err := generic(n); err != nil {
				return err
			}
		}
		m.fn("cast", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[1], nil })
		m.fn("NewType", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return NewBuiltin("NewType", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil }), nil
		})
		same := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil }
		for _, n := range []string{"overload", "final", "no_type_check", "override", "dataclass_transform"} {
			m.fn(n, "O", same)
		}
		m.fn("get_type_hints", "1-3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			v, err := GetAttr(cx, a[0], "__annotations__")
			if err != nil {
				return Value{}, err
			}
			return obj(&asDict(v).copy().Obj), nil
		})
		m.fn("get_origin", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			if a[0].O.Type == GenericAliasType {
				return asAlias(a[0]).origin, nil
			}
			return None, nil
		})
		m.fn("get_args", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			switch a[0].O.Type {
			case GenericAliasType:
				return asAlias(a[0]).args, nil
			case UnionType:
				return asUnion(a[0]).args, nil
			}
			return emptyTuple, nil
		})
		none := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil }
		m.fn("get_overloads", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewList(), nil })
		m.fn("clear_overloads", "", none)
		m.fn("is_typeddict", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return Bool(a[0].O.Type.name == "_TypedDictMeta"), nil
		})
		m.fn("reveal_type", "O", same)
		m.fn("assert_type", "2", same)
		m.fn("assert_never", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := ReprOf(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			return Value{}, raisef("AssertionError", "Expected code to be unreachable, but got: %s", s)
		})
		return registerTypingClasses(cx, m)
	})
}

// specialAlias subscripts one of the names of typing. Unions are flattened and lose what is there twice.
func specialAlias(cx *rt.Ctx, v Value, name string, k Value) (Value, *rt.Error) {
	if name == "Optional" {
		name, k = "Union", NewTuple(k, NoneTypeType.Value())
	}
	if name != "Union" {
		return newAlias(v, k), nil
	}
	union := v
	if u, ok := asModule(must2(Import(cx, "typing"))).Get("Union"); ok {
		union = u
	}
	parts := []Value{k}
	if k.has(flagTuple) {
		parts = asTuple(k).items
	}
	var out []Value
	add := func(x Value) *rt.Error {
		for _, o := range out {
			if eq, err := EqB(cx, o, x); eq || err != nil {
				return err
			}
		}
		out = append(out, x)
		return nil
	}
	for _, p := range parts {
		list := []Value{p}
		switch {
		case p.IsNone():
			list[0] = NoneTypeType.Value()
		case p.O.Type == UnionType:
			list = asTuple(asUnion(p).args).items
		case p.O.Type == GenericAliasType && asAlias(p).origin.O == union.O:
			list = asTuple(asAlias(p).args).items
		}
		for _, x := range list {
			if err := add(x); err != nil {
				return Value{}, err
			}
		}
	}
	if len(out) == 1 {
		return out[0], nil
	}
	return newAlias(union, newTuple(out)), nil
}

func must2(v Value, _ *rt.Error) Value { return v }
