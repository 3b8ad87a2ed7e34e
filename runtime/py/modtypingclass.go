package py

import (
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Classes that a class statement makes in a way of its own: NamedTuple, TypedDict, Protocol.

// registerTypingClasses adds them to typing.
func registerTypingClasses(cx *rt.Ctx, m *Module) *rt.Error {
	special := func(name string, base *Type, call func(cx *rt.Ctx, args []Value, kn []string, kv []Value) (Value, *rt.Error)) {
		class := nativeType(name, "typing", func(t *Type) {
			t.new = noConstructor
			t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr("<function " + name + ">"), nil }
			t.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
				return call(cx, args, kn, kv)
			}
			t.method("__mro_entries__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewTuple(base.Value()), nil })
		})
		m.Set(name, newNative(class, nil))
	}
	base := func(name string, meta *Type) (*Type, *rt.Error) {
		ns := newDict()
		ns.setStr("__module__", NewStr("typing"))
		c, err := typeNew(cx, meta, []Value{NewStr(name), emptyTuple, obj(&ns.Obj)}, nil, nil)
		if err != nil {
			return nil, err
		}
		return asType(c), nil
	}
	metaOf := func(name string, fill func(t *Type)) *Type {
		return newStaticType(name, "typing", TypeType, func(t *Type) {
			t.flags |= flagType
			fill(t)
		})
	}
	tuples, err := base("NamedTuple", metaOf("NamedTupleMeta", func(t *Type) {
		t.new = func(cx *rt.Ctx, meta *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return namedTupleClass(cx, asStr(args[0]).s, asDict(args[2]))
		}
	}))
	if err != nil {
		return err
	}
	special("NamedTuple", tuples, func(cx *rt.Ctx, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return namedTupleCall(cx, args, kn, kv)
	})
	dictMeta := metaOf("_TypedDictMeta", func(t *Type) {
		t.new = typedDictClass
		t.method("__instancecheck__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return Value{}, typeErr("TypedDict does not support instance and class checks")
		})
	})
	dicts, err := base("TypedDict", TypeType)
	if err != nil {
		return err
	}
	dicts.Type = dictMeta
	special("TypedDict", dicts, func(cx *rt.Ctx, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(args) != 2 {
			return Value{}, typeErr("TypedDict() takes 2 positional arguments but %d were given", len(args))
		}
		ns := newDict()
		ns.setStr("__annotations__", args[1])
		ns.setStr("__module__", NewStr("__main__"))
		return CallKw(cx, dictMeta.Value(), []Value{args[0], NewTuple(dicts.Value()), obj(&ns.Obj)}, kn, kv)
	})
	return registerProtocol(cx, m)
}

// namedTupleClass makes the class of a statement with NamedTuple as its base.
func namedTupleClass(cx *rt.Ctx, name string, ns *Dict) (Value, *rt.Error) {
	var fields []string
	var defs []Value
	ann, _ := ns.getStr("__annotations__")
	if ann.IsSet() {
		for _, k := range asDict(ann).keys() {
			f := asStr(k).s
			d, ok := ns.getStr(f)
			if !ok && len(defs) > 0 {
				return Value{}, typeErr("Non-default namedtuple field %s cannot follow default field %s", f, fields[len(fields)-1])
			}
			if ok {
				defs = append(defs, d)
			}
			fields = append(fields, f)
		}
	}
	module, _ := ns.getStr("__module__")
	mod, _ := GoStr(orNone(module))
	c, err := namedTuple(cx, name, fields, false, defs, mod)
	if err != nil {
		return Value{}, err
	}
	t := asType(c)
	isField := map[string]bool{}
	for _, f := range fields {
		isField[f] = true
	}
	for _, e := range ns.entries {
		if e.key.O == nil {
			continue
		}
		k, _ := GoStr(e.key)
		switch {
		case isField[k]:
		case k == "__new__" || k == "__init__" || k == "__slots__" || k == "__getnewargs__" || strings.HasPrefix(k, "_") && mustHave(t, k) && !strings.HasPrefix(k, "__"):
			return Value{}, raisef("AttributeError", "Cannot overwrite NamedTuple attribute %s", k)
		default:
			t.dict.setStr(k, e.val)
		}
	}
	t.modified()
	updateSlots(t)
	return c, nil
}

func mustHave(t *Type, name string) bool { _, ok := t.dict.getStr(name); return ok }

// namedTupleCall is NamedTuple('Name', [('field', type), …]).
func namedTupleCall(cx *rt.Ctx, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	if len(args) == 0 {
		return Value{}, typeErr("NamedTuple() missing 1 required positional argument: 'typename'")
	}
	name, err := StrOf(cx, args[0])
	if err != nil {
		return Value{}, err
	}
	ns, ann := newDict(), newDict()
	ns.setStr("__module__", NewStr("__main__"))
	ns.setStr("__annotations__", obj(&ann.Obj))
	if len(args) > 1 {
		pairs, err := Collect(cx, args[1])
		if err != nil {
			return Value{}, err
		}
		for _, p := range pairs {
			kv, err := Unpack(cx, p, 2)
			if err == nil {
				err = ann.set(cx, kv[0], kv[1])
			}
			if err != nil {
				return Value{}, err
			}
		}
	}
	for i, k := range kn {
		ann.setStr(k, kv[i])
	}
	return namedTupleClass(cx, name, ns)
}

// typedDictClass makes a class whose calls give plain dicts.
func typedDictClass(cx *rt.Ctx, meta *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	ns := asDict(args[2]).copy()
	total := True
	for i, k := range kn {
		if k == "total" {
			total = kv[i]
		}
	}
	ann, required, optional := newDict(), []Value{}, []Value{}
	for _, b := range asTuple(args[1]).items {
		if a, ok := asType(b).dict.getStr("__annotations__"); ok {
			ann.update(cx, a)
			for name, list := range map[string]*[]Value{"__required_keys__": &required, "__optional_keys__": &optional} {
				if s, ok := asType(b).dict.getStr(name); ok {
					items, err := Collect(cx, s)
					if err != nil {
						return Value{}, err
					}
					*list = append(*list, items...)
				}
			}
		}
	}
	if own, ok := ns.getStr("__annotations__"); ok {
		for _, k := range asDict(own).keys() {
			if total == True {
				required = append(required, k)
			} else {
				optional = append(optional, k)
			}
		}
		ann.update(cx, own)
	}
	ns.setStr("__annotations__", obj(&ann.Obj))
	ns.setStr("__total__", total)
	for name, list := range map[string][]Value{"__required_keys__": required, "__optional_keys__": optional} {
		s, err := Call(cx, FrozensetType.Value(), newList(list))
		if err != nil {
			return Value{}, err
		}
		ns.setStr(name, s)
	}
	plain := rawBuiltin("__new__", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return CallKw(cx, DictType.Value(), a[1:], kn, kv)
	})
	ns.setStr("__new__", NewStaticMethod(obj(&plain.Obj)))
	c, err := typeNew(cx, TypeType, []Value{args[0], NewTuple(DictType.Value()), obj(&ns.Obj)}, nil, nil)
	if err == nil {
		asType(c).Type = meta
	}
	return c, err
}

// registerProtocol makes Protocol, whose metaclass tests instances of runtime_checkable protocols by their members.
func registerProtocol(cx *rt.Ctx, m *Module) *rt.Error {
	direct := func(t *Type) bool { // a protocol itself, not a class that follows one
		for _, b := range t.bases {
			if b.name == "Protocol" && b.module == "typing" {
				return true
			}
		}
		return false
	}
	members := func(t *Type) []string {
		var out []string
		for _, c := range t.mro {
			if !direct(c) {
				continue
			}
			names := c.dict.keys()
			if a, ok := c.dict.getStr("__annotations__"); ok {
				names = append(names, asDict(a).keys()...)
			}
			for _, k := range names {
				switch n := asStr(k).s; n {
				case "__module__", "__qualname__", "__doc__", "__dict__", "__weakref__", "__annotations__", "__slots__", "__orig_bases__", "__init__",
					"__class_getitem__", "_is_runtime_protocol", "__abstractmethods__", "__parameters__", "__hash__", "__firstlineno__", "__static_attributes__":
				default:
					out = append(out, n)
				}
			}
		}
		return out
	}
	abc := abcMetaType()
	meta := newStaticType("_ProtocolMeta", "typing", abc, func(t *Type) {
		t.flags |= flagType
		t.new = typeNew
		check := func(name string, of func(v Value) *Type, has func(cx *rt.Ctx, v Value, n string) (bool, *rt.Error)) {
			t.method(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				c := asType(a[0])
				if !direct(c) {
					d, _ := abc.lookup(name)
					return callDescr(cx, d, a[0], a[1:])
				}
				if _, ok := c.lookup("_is_runtime_protocol"); !ok {
					return Value{}, typeErr("Instance and class checks can only be used with @runtime_checkable protocols")
				}
				if of(a[1]).IsSubtype(c) {
					return True, nil
				}
				for _, n := range members(c) {
					if ok, err := has(cx, a[1], n); err != nil || !ok {
						return False, err
					}
				}
				return True, nil
			})
		}
		check("__instancecheck__", func(v Value) *Type { return v.O.Type }, HasAttr)
		check("__subclasscheck__", func(v Value) *Type { return asType(v) }, func(cx *rt.Ctx, v Value, n string) (bool, *rt.Error) {
			d, ok := asType(v).lookup(n)
			return ok && !d.IsNone(), nil
		})
	})
	generic := func(name string) (Value, *rt.Error) {
		ns := newDict()
		ns.setStr("__module__", NewStr("typing"))
		getitem := NewBuiltin("__class_getitem__", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newAlias(a[0], a[1]), nil })
		ns.setStr("__class_getitem__", NewClassMethod(getitem))
		c, err := NewClass(cx, name, nil, obj(&ns.Obj), []string{"metaclass"}, []Value{meta.Value()})
		m.Set(name, c)
		return c, err
	}
	protocol, err := generic("Protocol")
	if err != nil {
		return err
	}
	for name, method := range map[string]string{"SupportsInt": "__int__", "SupportsFloat": "__float__", "SupportsComplex": "__complex__", "SupportsBytes": "__bytes__",
		"SupportsAbs": "__abs__", "SupportsIndex": "__index__", "SupportsRound": "__round__"} {
		ns := newDict()
		ns.setStr("__module__", NewStr("typing"))
		ns.setStr(method, NewFunction(&FuncDef{Name: method, Params: []Param{{Name: "self"}}, Body: func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, nil }}))
		ns.setStr("_is_runtime_protocol", True)
		c, err := NewClass(cx, name, []Value{protocol}, obj(&ns.Obj), nil, nil)
		if err != nil {
			return err
		}
		m.Set(name, c)
	}
	m.fn("runtime_checkable", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if !a[0].has(flagType) || !direct(asType(a[0])) {
			return Value{}, typeErr("@runtime_checkable can be only applied to protocol classes, got %s", must(ReprOf(cx, a[0])))
		}
		return a[0], SetAttr(cx, a[0], "_is_runtime_protocol", True)
	})
	return nil
}
