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
			t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) { return newAlias(v, k), nil }
			t.nb[opOr] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) { return newAlias(a, NewTuple(a, b)), nil }
			t.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
				return Value{}, typeErr("Cannot instantiate typing.%s", stateIn[string](f))
			}
		})
		for _, n := range []string{"Any", "Union", "Optional", "Callable", "ClassVar", "Final", "Literal", "NoReturn", "Never", "Annotated", "Self", "Concatenate", "TypeAlias", "TypeGuard", "LiteralString", "Required", "NotRequired", "Unpack"} {
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
		for _, n := range []string{"Generic", "Protocol", "SupportsInt", "SupportsFloat", "SupportsAbs", "SupportsIndex"} {
			if err := generic(n); err != nil {
				return err
			}
		}
		m.fn("cast", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[1], nil })
		m.fn("NewType", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return NewBuiltin("NewType", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil }), nil
		})
		same := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil }
		for _, n := range []string{"overload", "final", "no_type_check", "runtime_checkable"} {
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
		m.Set("NamedTuple", NewBuiltin("NamedTuple", "typename, fields=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			name, err := StrOf(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			pairs, err := Collect(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			var fields []string
			for _, p := range pairs {
				kv, err := Unpack(cx, p, 2)
				if err != nil {
					return Value{}, err
				}
				s, err := StrOf(cx, kv[0])
				if err != nil {
					return Value{}, err
				}
				fields = append(fields, s)
			}
			return namedTuple(cx, name, fields, false, nil, "__main__")
		}))
		return nil
	})
}
