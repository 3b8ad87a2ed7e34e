package py

import rt "github.com/cyp-lang/cyp/runtime"

// The classes of collections.abc test by the methods that a class has, or by registered types.

func registerABCs() {
	stdModule("abc", func(cx *rt.Ctx, m *Module) *rt.Error {
		meta := abcMetaType()
		m.Set("ABCMeta", meta.Value())
		abc, err := makeABC(cx, "ABC", "abc")
		if err != nil {
			return err
		}
		m.Set("ABC", abc)
		m.fn("abstractmethod", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return a[0], SetAttr(cx, a[0], "__isabstractmethod__", True)
		})
		m.Set("abstractproperty", PropertyType.Value())
		return nil
	})
	stdModule("collections.abc", func(cx *rt.Ctx, m *Module) *rt.Error {
		for name, methods := range map[string][]string{
			"Hashable": {"__hash__"}, "Iterable": {"__iter__"}, "Iterator": {"__next__", "__iter__"}, "Sized": {"__len__"}, "Container": {"__contains__"},
			"Callable": {"__call__"}, "Reversible": {"__reversed__", "__iter__"}, "Collection": {"__len__", "__iter__", "__contains__"},
			"Generator": {"send", "throw", "close", "__iter__", "__next__"}, "Awaitable": {"__await__"}, "AsyncIterable": {"__aiter__"},
		} {
			c, err := makeABC(cx, name, "collections.abc")
			if err != nil {
				return err
			}
			abcMethods[asType(c)] = methods
			m.Set(name, c)
		}
		for name, types := range map[string][]*Type{
			"Sequence":        {ListType, TupleType, StrType, BytesType, ByteArrayType, RangeType, MemoryViewType},
			"MutableSequence": {ListType, ByteArrayType}, "Mapping": {DictType, MappingProxyType}, "MutableMapping": {DictType},
			"Set": {SetType, FrozensetType, DictKeysType, DictItemsType}, "MutableSet": {SetType}, "ByteString": {BytesType, ByteArrayType},
			"KeysView": {DictKeysType}, "ValuesView": {DictValuesType}, "ItemsView": {DictItemsType}, "MappingView": {DictKeysType, DictValuesType, DictItemsType},
		} {
			c, err := makeABC(cx, name, "collections.abc")
			if err != nil {
				return err
			}
			abcTypes[asType(c)] = types
			m.Set(name, c)
		}
		return nil
	})
}

var (
	abcMethods = map[*Type][]string{}
	abcTypes   = map[*Type][]*Type{}
)

func abcMetaType() *Type {
	if abcMeta != nil {
		return abcMeta
	}
	abcMeta = newStaticType("ABCMeta", "abc", TypeType, func(t *Type) {
		t.flags |= flagType
		t.new = typeNew
		var check func(cls, sub *Type) bool
		check = func(cls, sub *Type) bool {
			if sub.IsSubtype(cls) {
				return true
			}
			if need := abcMethods[cls]; need != nil {
				for _, n := range need {
					if d, ok := sub.lookup(n); !ok || d.IsNone() {
						return false
					}
				}
				return true
			}
			for _, r := range abcTypes[cls] {
				if sub.IsSubtype(r) {
					return true
				}
			}
			for _, s := range cls.subclasses {
				if check(s, sub) {
					return true
				}
			}
			return false
		}
		hook := func(cx *rt.Ctx, cls, sub Value) (Value, *rt.Error) {
			if h, ok := asType(cls).lookup("__subclasshook__"); ok && h.O.Type == ClassMethodType {
				r, err := CallMethod(cx, cls, "__subclasshook__", sub)
				if err != nil || r != NotImplemented {
					b, e := Truth(cx, orNone(r))
					if err == nil {
						err = e
					}
					return Bool(b), err
				}
			}
			return Bool(check(asType(cls), asType(sub))), nil
		}
		t.method("__instancecheck__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return hook(cx, a[0], a[1].O.Type.Value())
		})
		t.method("__subclasscheck__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			if !a[1].has(flagType) {
				return Value{}, typeErr("issubclass() arg 1 must be a class")
			}
			return hook(cx, a[0], a[1])
		})
		t.method("register", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			c := asType(a[0])
			abcTypes[c] = append(abcTypes[c], asType(a[1]))
			return a[1], nil
		})
	})
	return abcMeta
}

// makeABC makes an abstract class.
func makeABC(cx *rt.Ctx, name, module string) (Value, *rt.Error) {
	ns := newDict()
	ns.setStr("__module__", NewStr(module))
	ns.setStr("__slots__", emptyTuple)
	return NewClass(cx, name, nil, obj(&ns.Obj), []string{"metaclass"}, []Value{abcMetaType().Value()})
}
