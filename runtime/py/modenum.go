package py

import (
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// enum: the metaclass turns the plain values of a class body into members.

var enumMeta, enumClass, flagClass *Type

// enumMembers is the dict of names and members of an enumeration, aliases included.
func enumMembers(t *Type) *Dict {
	for _, m := range t.mro {
		if v, ok := m.dict.getStr("_member_map_"); ok {
			return asDict(v)
		}
	}
	return newDict()
}

// enumList lists the members without aliases, in order.
func enumList(t *Type) []Value {
	var out []Value
	for _, e := range enumMembers(t).entries {
		if e.key.O == nil {
			continue
		}
		if n, ok := (*instDict(e.val)).getStr("_name_"); ok && asStr(n).s == asStr(e.key).s {
			out = append(out, e.val)
		}
	}
	return out
}

// enumShown are the members that an enumeration goes over: of flags those of one bit.
func enumShown(t *Type) []Value {
	list := enumList(t)
	if flagClass == nil || !t.IsSubtype(flagClass) {
		return list
	}
	var out []Value
	for _, m := range list {
		if oneBit(m) {
			out = append(out, m)
		}
	}
	return out
}

func oneBit(m Value) bool {
	v, _ := (*instDict(m)).getStr("_value_")
	n, ok := asInt(v)
	return ok && n.isInt() && int64(n.N) > 0 && n.N&(n.N-1) == 0
}

func enumByValue(cx *rt.Ctx, t *Type, v Value) (Value, *rt.Error) {
	if v.O.Type == t {
		return v, nil
	}
	for _, m := range enumList(t) {
		x, _ := (*instDict(m)).getStr("_value_")
		eq, err := EqB(cx, x, v)
		if err != nil || eq {
			return m, err
		}
	}
	if f, ok := t.lookup("_missing_"); ok && f.O.Type == ClassMethodType {
		r, err := CallMethod(cx, t.Value(), "_missing_", v)
		if err != nil || !r.IsNone() {
			return r, err
		}
	}
	if n, ok := asInt(v); ok && flagClass != nil && t.IsSubtype(flagClass) {
		return flagMember(t, n), nil
	}
	s, err := ReprOf(cx, v)
	if err != nil {
		return Value{}, err
	}
	return Value{}, valueErr("%s is not a valid %s", s, t.qualname)
}

// enumNew makes a member object of the class's layout.
func enumNew(t *Type, name string, value Value) Value {
	o := obj(t.alloc(t))
	switch {
	case t.flags&flagInt != 0:
		if n, ok := asInt(value); ok {
			asIntInst(o).val = n
		}
	case t.flags&flagStr != 0:
		if s, ok := GoStr(value); ok {
			asStr(o).s = s
		}
	}
	d := newDict()
	d.setStr("_name_", strOrNone(name))
	d.setStr("_value_", value)
	*instDict(o) = d
	return o
}

// flagMember makes the combination of flags with a value.
func flagMember(t *Type, n Value) Value {
	name := ""
	for _, m := range enumList(t) {
		v, _ := (*instDict(m)).getStr("_value_")
		if v == n {
			return m
		}
		if x, ok := asInt(v); ok && oneBit(m) && n.isInt() && x.isInt() && n.N&x.N == x.N {
			if name != "" {
				name += "|"
			}
			k, _ := (*instDict(m)).getStr("_name_")
			name += asStr(k).s
		}
	}
	return enumNew(t, name, n)
}

func enumClassNew(cx *rt.Ctx, meta *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	if len(args) != 3 || enumClass == nil {
		return typeNew(cx, meta, args, kn, kv)
	}
	for _, b := range asTuple(args[1]).items {
		if b.has(flagType) && asType(b).IsSubtype(enumClass) && len(enumList(asType(b))) > 0 {
			return Value{}, typeErr("<enum '%s'> cannot extend %s", asStr(args[0]).s, must(ReprOf(cx, b)))
		}
	}
	ns := asDict(args[2])
	var members []entry
	rest := newDict()
	for _, e := range ns.entries {
		if e.key.O == nil {
			continue
		}
		name, isStr := GoStr(e.key)
		t := e.val.O.Type
		descr := t.descrGet != nil || e.val.has(flagType)
		if !isStr || len(name) > 0 && name[0] == '_' || descr {
			rest.setHash(cx, e.key, e.val, e.hash)
			continue
		}
		members = append(members, e)
	}
	cls, err := typeNew(cx, meta, []Value{args[0], args[1], obj(&rest.Obj)}, kn, kv)
	if err != nil {
		return Value{}, err
	}
	t := asType(cls)
	if _, own := t.dict.getStr("__repr__"); !own && t.flags&(flagInt|flagStr|flagFloat) != 0 {
		// The data type comes first in the MRO, but members show as members.
		t.dict.setStr("__repr__", mustGet(enumClass, "__repr__"))
		t.modified()
		updateSlots(t)
	}
	all := newDict()
	t.dict.setStr("_member_map_", obj(&all.Obj))
	last := Int(0)
	for _, e := range members {
		name, value := asStr(e.key).s, e.val
		if value.O.Type == enumAuto {
			value = intAdd(last, Int(1))
			if flagClass != nil && t.IsSubtype(flagClass) {
				value = Int(1)
				for intCmp(value, last) <= 0 {
					value = intMul(value, Int(2))
				}
			} else if t.flags&flagStr != 0 {
				value = NewStr(lowerOf(name))
			}
		}
		if n, ok := asInt(value); ok && intCmp(n, last) > 0 {
			last = n
		}
		var same Value
		for _, m := range enumList(t) {
			x, _ := (*instDict(m)).getStr("_value_")
			if eq, err := EqB(cx, x, value); err == nil && eq {
				same = m
			}
		}
		if !same.IsSet() {
			same = enumNew(t, name, value)
			if init, ok := t.lookup("__init__"); ok && init.O.Type == FuncType {
				a := []Value{value}
				if value.has(flagTuple) {
					a = asTuple(value).items
				}
				if _, err := callDescr(cx, init, same, a); err != nil {
					return Value{}, err
				}
			}
		}
		all.setStr(name, same)
		t.dict.setStr(name, same)
	}
	t.modified()
	return cls, nil
}

var enumAuto, enumSpace *Type

// enumSpaceOf makes the namespace of an enumeration's body: a dict in which auto() has its value as soon as it is bound.
func enumSpaceOf(bases []Value) Value {
	ns := &enumNames{last: Int(0)}
	ns.Type = enumSpace
	for _, b := range bases {
		if b.has(flagType) {
			ns.flag = ns.flag || flagClass != nil && asType(b).IsSubtype(flagClass)
			ns.str = ns.str || asType(b).flags&flagStr != 0
			if f, ok := asType(b).lookup("_generate_next_value_"); ok {
				ns.next = f
			}
		}
	}
	return obj(&ns.Obj)
}

type enumNames struct {
	Dict
	flag, str bool
	last      Value
	values    []Value
	next      Value // _generate_next_value_
}

// bind is the assignment of a name in the body.
func (ns *enumNames) bind(cx *rt.Ctx, k, v Value) *rt.Error {
	name, _ := GoStr(k)
	if name == "_generate_next_value_" {
		ns.next = v
		if v.O.Type == StaticMethodType {
			f, err := GetAttr(cx, v, "__func__")
			if err != nil {
				return err
			}
			ns.next = f
		}
	}
	if name == "" || name[0] == '_' || v.O.Type.descrGet != nil {
		return ns.Dict.set(cx, k, v)
	}
	var err *rt.Error
	if v.O.Type == enumAuto {
		if v, err = ns.auto(cx, name); err != nil {
			return err
		}
	} else if v.O.Type == TupleType {
		items := append([]Value(nil), asTuple(v).items...)
		for i, x := range items {
			if x.O.Type == enumAuto {
				if items[i], err = ns.auto(cx, name); err != nil {
					return err
				}
			}
		}
		v = newTuple(items)
	}
	ns.values = append(ns.values, v)
	if n, ok := asInt(v); ok && intCmp(n, ns.last) > 0 {
		ns.last = n
	}
	return ns.Dict.set(cx, k, v)
}

// auto is the value of auto() for a name.
func (ns *enumNames) auto(cx *rt.Ctx, name string) (Value, *rt.Error) {
	switch {
	case ns.next.IsSet():
		return Call(cx, ns.next, NewStr(name), Int(1), Int(int64(len(ns.values))), newList(append([]Value(nil), ns.values...)))
	case ns.flag:
		v := Int(1)
		for intCmp(v, ns.last) <= 0 {
			v = intMul(v, Int(2))
		}
		return v, nil
	case ns.str:
		return NewStr(lowerOf(name)), nil
	}
	return intAdd(ns.last, Int(1)), nil
}

func registerEnum() {
	stdModule("enum", func(cx *rt.Ctx, m *Module) *rt.Error {
		enumAuto = nativeType("auto", "enum", func(t *Type) {})
		m.Set("auto", enumAuto.Value())
		enumSpace = newStaticType("EnumDict", "enum", DictType, func(t *Type) {
			t.setitem = func(cx *rt.Ctx, d, k, v Value) *rt.Error { return (*enumNames)(unsafe.Pointer(d.O)).bind(cx, k, v) }
		})
		enumMeta = newStaticType("EnumType", "enum", TypeType, func(t *Type) {
			t.flags |= flagType
			t.new = enumClassNew
			t.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
				c := asType(f)
				if len(enumMembers(c).entries) > 0 && len(args) == 1 {
					return enumByValue(cx, c, args[0])
				}
				if len(args) == 2 && args[0].has(flagStr) {
					module, start := "__main__", int64(1)
					for i, k := range kn {
						switch k {
						case "module":
							if s, ok := GoStr(kv[i]); ok {
								module = s
							}
						case "start":
							n, err := AsInt64(cx, kv[i])
							if err != nil {
								return Value{}, err
							}
							start = n
						}
					}
					return enumFunctional(cx, f, args[0], args[1], module, start)
				}
				if c.IsSubtype(enumClass) && len(args) == 1 {
					return enumByValue(cx, c, args[0])
				}
				return typeCall(cx, f, args, kn, kv)
			}
			t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return IterObj(cx, newList(enumShown(asType(v)))) }
			t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { return len(enumShown(asType(v))), nil }
			t.truth = func(cx *rt.Ctx, v Value) (bool, *rt.Error) { return true, nil }
			t.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) { return x.O.Type == asType(v), nil }
			t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
				if s, ok := GoStr(k); ok {
					if x, ok := enumMembers(asType(v)).getStr(s); ok {
						return x, nil
					}
				}
				return Value{}, keyErr(k)
			}
			t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr("<enum '" + asType(v).name + "'>"), nil }
			prepare := rawBuiltin("__prepare__", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
				bases, err := Collect(cx, a[2])
				return enumSpaceOf(bases), err
			})
			prepare.Type, prepare.owner = ClassMethodDescr, t
			t.dict.setStr("__prepare__", obj(&prepare.Obj))
			t.getter("__members__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				return newProxy(obj(&enumMembers(asType(v)).Obj)), nil
			})
		})
		m.Set("EnumMeta", enumMeta.Value())
		m.Set("EnumType", enumMeta.Value())
		base := func(name string, bases ...Value) (*Type, *rt.Error) {
			ns := newDict()
			ns.setStr("__module__", NewStr("enum"))
			c, err := NewClass(cx, name, bases, obj(&ns.Obj), []string{"metaclass"}, []Value{enumMeta.Value()})
			if err != nil {
				return nil, err
			}
			m.Set(name, c)
			return asType(c), nil
		}
		var err *rt.Error
		if enumClass, err = base("Enum"); err != nil {
			return err
		}
		enumMethods(enumClass)
		if _, err = base("IntEnum", IntType.Value(), enumClass.Value()); err != nil {
			return err
		}
		for _, n := range []string{"IntEnum"} {
			c, _ := m.Get(n)
			asType(c).dict.setStr("__str__", mustGet(IntType, "__repr__"))
			asType(c).modified()
			updateSlots(asType(c))
		}
		if _, err = base("StrEnum", StrType.Value(), enumClass.Value()); err != nil {
			return err
		}
		if flagClass, err = base("Flag", enumClass.Value()); err != nil {
			return err
		}
		flagMethods(flagClass)
		if _, err = base("IntFlag", IntType.Value(), flagClass.Value()); err != nil {
			return err
		}
		m.fn("unique", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			t := asType(a[0])
			if len(enumList(t)) != enumMembers(t).used {
				return Value{}, valueErr("duplicate values found in %s", must(ReprOf(cx, a[0])))
			}
			return a[0], nil
		})
		return nil
	})
}

func mustGet(t *Type, name string) Value { v, _ := t.lookup(name); return v }

// enumFunctional is Enum('Name', 'A B C', module=, start=).
func enumFunctional(cx *rt.Ctx, base, name, names Value, module string, start int64) (Value, *rt.Error) {
	ns := newDict()
	ns.setStr("__module__", NewStr(module))
	if err := enumFields(cx, ns, names, start); err != nil {
		return Value{}, err
	}
	return NewClass(cx, asStr(name).s, []Value{base}, obj(&ns.Obj), nil, nil)
}

// enumFields fills a namespace from what names the members: a string of names, a mapping, a sequence of names or of pairs.
func enumFields(cx *rt.Ctx, ns *Dict, names Value, start int64) *rt.Error {
	if names.has(flagDict) {
		for _, e := range asDict(names).entries {
			if e.key.O != nil {
				ns.setStr(asStr(e.key).s, e.val)
			}
		}
		return nil
	}
	if names.has(flagStr) {
		fields, err := fieldNames(cx, names)
		for i, f := range fields {
			ns.setStr(f, Int(start+int64(i)))
		}
		return err
	}
	items, err := Collect(cx, names)
	if err != nil {
		return err
	}
	for i, v := range items {
		if s, ok := GoStr(v); ok {
			ns.setStr(s, Int(start+int64(i)))
			continue
		}
		pair, err := Unpack(cx, v, 2)
		if err != nil {
			return err
		}
		s, ok := GoStr(pair[0])
		if !ok {
			return typeErr("the name of a member must be a string, not %s", pair[0].O.Type.cName())
		}
		ns.setStr(s, pair[1])
	}
	return nil
}

func enumMethods(t *Type) {
	field := func(name, key string) {
		g := &getSet{Obj: Obj{GetSetType}, name: name, owner: t, get: func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			x, _ := (*instDict(v)).getStr(key)
			return orNone(x), nil
		}, set: func(cx *rt.Ctx, v, x Value) *rt.Error {
			return attrErrText("<enum 'Enum'> cannot set attribute '" + name + "'")
		}}
		t.dict.setStr(name, obj(&g.Obj))
	}
	field("name", "_name_")
	field("value", "_value_")
	def := func(name string, params []Param, body func(cx *rt.Ctx, a []Value) (Value, *rt.Error)) {
		t.dict.setStr(name, NewFunction(&FuncDef{Name: name, Qualname: "Enum." + name, Module: "enum", Params: params, Body: body}))
	}
	self := []Param{{Name: "self"}}
	nameOf := func(v Value) string {
		n, _ := (*instDict(v)).getStr("_name_")
		s, _ := GoStr(orNone(n))
		return s
	}
	def("__repr__", self, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		v, _ := (*instDict(a[0])).getStr("_value_")
		s, err := ReprOf(cx, v)
		head := a[0].O.Type.name
		if n := nameOf(a[0]); n != "" {
			head += "." + n
		}
		return NewStr("<" + head + ": " + s + ">"), err
	})
	def("__str__", self, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if a[0].O.Type.flags&flagStr != 0 {
			return NewStr(asStr(a[0]).s), nil
		}
		n := nameOf(a[0])
		if n == "" {
			v, _ := (*instDict(a[0])).getStr("_value_")
			s, err := ReprOf(cx, v)
			return NewStr(a[0].O.Type.name + "(" + s + ")"), err
		}
		return NewStr(a[0].O.Type.name + "." + n), nil
	})
	def("__hash__", self, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(int64(hashString(nameOf(a[0])) >> 2)), nil })
	t.modified()
	updateSlots(t)
}

func flagMethods(t *Type) {
	val := func(v Value) Value { x, _ := (*instDict(v)).getStr("_value_"); n, _ := asInt(x); return n }
	op := func(name string, f func(a, b uint64) uint64) {
		t.dict.setStr(name, NewFunction(&FuncDef{Name: name, Module: "enum", Params: []Param{{Name: "self"}, {Name: "other"}}, Body: func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			if a[1].O.Type != a[0].O.Type {
				return NotImplemented, nil
			}
			return flagMember(a[0].O.Type, Int(int64(f(val(a[0]).N, val(a[1]).N)))), nil
		}}))
	}
	op("__or__", func(a, b uint64) uint64 { return a | b })
	op("__and__", func(a, b uint64) uint64 { return a & b })
	op("__xor__", func(a, b uint64) uint64 { return a ^ b })
	def := func(name string, params []Param, body func(cx *rt.Ctx, a []Value) (Value, *rt.Error)) {
		t.dict.setStr(name, NewFunction(&FuncDef{Name: name, Module: "enum", Params: params, Body: body}))
	}
	def("__invert__", []Param{{Name: "self"}}, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		var all uint64
		for _, m := range enumList(a[0].O.Type) {
			all |= val(m).N
		}
		return flagMember(a[0].O.Type, Int(int64(all&^val(a[0]).N))), nil
	})
	parts := func(v Value) []Value {
		var out []Value
		for _, m := range enumShown(v.O.Type) {
			if x := val(m).N; val(v).N&x == x {
				out = append(out, m)
			}
		}
		return out
	}
	def("__iter__", []Param{{Name: "self"}}, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return IterObj(cx, newList(parts(a[0]))) })
	def("__len__", []Param{{Name: "self"}}, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(int64(len(parts(a[0])))), nil })
	def("__bool__", []Param{{Name: "self"}}, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Bool(val(a[0]).N != 0), nil })
	def("__contains__", []Param{{Name: "self"}, {Name: "other"}}, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return Bool(val(a[0]).N&val(a[1]).N == val(a[1]).N), nil
	})
	def("__eq__", []Param{{Name: "self"}, {Name: "other"}}, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if a[1].O.Type != a[0].O.Type {
			return NotImplemented, nil
		}
		return Bool(val(a[0]) == val(a[1])), nil
	})
	t.dict.setStr("__hash__", mustGet(enumClass, "__hash__"))
	t.modified()
	updateSlots(t)
}
