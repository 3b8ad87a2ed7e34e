package py

import (
	"fmt"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// fieldState is a dataclasses.field.
type fieldState struct {
	name                        string
	def, factory, typ, metadata Value
	init, repr, compare, kwOnly bool
	hash                        Value
	initVar                     bool // handed to __post_init__, and no field
}

var fieldType, missingType, initVarType, kwOnlyType *Type

func registerDataclasses() {
	stdModule("dataclasses", func(cx *rt.Ctx, m *Module) *rt.Error {
		fieldType = nativeType("Field", "dataclasses", func(t *Type) {
			t.new = noConstructor
			get := func(name string, f func(f *fieldState) Value) {
				t.getter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return f(stateIn[*fieldState](v)), nil })
			}
			missing := func(v Value) Value {
				if !v.IsSet() {
					return obj(&missingObj)
				}
				return v
			}
			get("name", func(f *fieldState) Value { return NewStr(f.name) })
			get("type", func(f *fieldState) Value { return orNone(f.typ) })
			get("default", func(f *fieldState) Value { return missing(f.def) })
			get("default_factory", func(f *fieldState) Value { return missing(f.factory) })
			get("init", func(f *fieldState) Value { return Bool(f.init) })
			get("repr", func(f *fieldState) Value { return Bool(f.repr) })
			get("compare", func(f *fieldState) Value { return Bool(f.compare) })
			get("metadata", func(f *fieldState) Value {
				if f.metadata.IsSet() {
					return f.metadata
				}
				return newProxy(NewDict())
			})
		})
		missingType = nativeType("_MISSING_TYPE", "dataclasses", func(t *Type) { t.new = noConstructor })
		missingObj.Type = missingType
		m.Set("MISSING", obj(&missingObj))
		kwOnlyType = nativeType("_KW_ONLY_TYPE", "dataclasses", func(t *Type) { t.new = noConstructor })
		m.Set("KW_ONLY", newNative(kwOnlyType, nil))
		initVarType = nativeType("InitVar", "dataclasses", func(t *Type) {
			t.makeWith("type", func(cx *rt.Ctx, a []Value) (any, *rt.Error) { return a[0], nil })
			t.classMethod("__class_getitem__", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return newNative(initVarType, a[1]), nil })
			t.getter("type", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return stateIn[Value](v), nil })
			t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				s, err := ReprOf(cx, stateIn[Value](v))
				if x := stateIn[Value](v); x.has(flagType) {
					s = asType(x).name
				}
				return NewStr("dataclasses.InitVar[" + s + "]"), err
			}
		})
		m.Set("InitVar", initVarType.Value())
		m.fn("make_dataclass", "cls_name, fields, *, bases=, namespace=, init=, repr=, eq=, order=, unsafe_hash=, frozen=, match_args=, kw_only=, slots=, weakref_slot=, module=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return madeDataclass(cx, m, a)
		})
		m.Set("Field", fieldType.Value())
		frozen := newStaticType("FrozenInstanceError", "dataclasses", AttributeError, func(t *Type) {
			t.flags |= flagExc
			t.new = BaseException.new
		})
		m.Set("FrozenInstanceError", frozen.Value())
		m.fn("field", "*, default=, default_factory=, init=, repr=, hash=, compare=, metadata=, kw_only=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			f := &fieldState{def: a[0], factory: a[1], hash: a[4], metadata: a[6]}
			if f.def.IsSet() && f.factory.IsSet() {
				return Value{}, valueErr("cannot specify both default and default_factory")
			}
			var err *rt.Error
			for _, o := range []struct {
				p   *bool
				v   Value
				def bool
			}{{&f.init, a[2], true}, {&f.repr, a[3], true}, {&f.compare, a[5], true}, {&f.kwOnly, a[7], false}} {
				if *o.p, err = argBool(cx, o.v, o.def); err != nil {
					return Value{}, err
				}
			}
			return newNative(fieldType, f), nil
		})
		m.fn("dataclass", "cls=, /, *, init=, repr=, eq=, order=, unsafe_hash=, frozen=, match_args=, kw_only=, slots=, weakref_slot=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			var o dataclassOptions
			for i, p := range []*bool{&o.init, &o.repr, &o.eq, &o.order, nil, &o.frozen, &o.matchArgs, &o.kwOnly} {
				if p == nil {
					continue
				}
				var err *rt.Error
				if *p, err = argBool(cx, a[i+1], i < 3 || p == &o.matchArgs); err != nil {
					return Value{}, err
				}
			}
			apply := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				return a[0], makeDataclass(cx, asType(a[0]), o, frozen)
			}
			if a[0].IsSet() && !a[0].IsNone() {
				return apply(cx, a)
			}
			return NewBuiltin("wrap", "O", apply), nil
		})
		fieldsOf := func(cx *rt.Ctx, v Value) ([]*fieldState, *rt.Error) {
			d, ok, err := getAttrOpt(cx, v, "__dataclass_fields__")
			if err == nil && !ok {
				err = typeErr("must be called with a dataclass type or instance")
			}
			if err != nil {
				return nil, err
			}
			var out []*fieldState
			for _, e := range asDict(d).entries {
				if f := stateIn[*fieldState](e.val); f != nil && !f.initVar {
					out = append(out, f)
				}
			}
			return out, nil
		}
		m.fn("fields", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			fs, err := fieldsOf(cx, a[0])
			var out []Value
			for _, f := range fs {
				out = append(out, newNative(fieldType, f))
			}
			return newTuple(out), err
		})
		m.fn("is_dataclass", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			ok, err := HasAttr(cx, a[0], "__dataclass_fields__")
			return Bool(ok), err
		})
		var convert func(cx *rt.Ctx, v Value, tuple bool) (Value, *rt.Error)
		convert = func(cx *rt.Ctx, v Value, tuple bool) (Value, *rt.Error) {
			if ok, _ := HasAttr(cx, v, "__dataclass_fields__"); ok && !v.has(flagType) {
				fs, err := fieldsOf(cx, v)
				if err != nil {
					return Value{}, err
				}
				d := newDict()
				var list []Value
				for _, f := range fs {
					x, err := GetAttr(cx, v, f.name)
					if err == nil {
						x, err = convert(cx, x, tuple)
					}
					if err != nil {
						return Value{}, err
					}
					d.setStr(f.name, x)
					list = append(list, x)
				}
				if tuple {
					return newTuple(list), nil
				}
				return obj(&d.Obj), nil
			}
			each := func(items []Value) ([]Value, *rt.Error) {
				out := make([]Value, len(items))
				for i, x := range items {
					var err *rt.Error
					if out[i], err = convert(cx, x, tuple); err != nil {
						return nil, err
					}
				}
				return out, nil
			}
			switch v.O.Type {
			case ListType:
				items, err := each(asList(v).items)
				return newList(items), err
			case TupleType:
				items, err := each(asTuple(v).items)
				return newTuple(items), err
			case DictType:
				d := newDict()
				for _, e := range asDict(v).entries {
					if e.key.O == nil {
						continue
					}
					x, err := convert(cx, e.val, tuple)
					if err == nil {
						err = d.setHash(cx, e.key, x, e.hash)
					}
					if err != nil {
						return Value{}, err
					}
				}
				return obj(&d.Obj), nil
			}
			return copyDeep(cx, v, NewDict())
		}
		for n, tuple := range map[string]bool{"asdict": false, "astuple": true} {
			m.fn(n, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				if ok, _ := HasAttr(cx, a[0], "__dataclass_fields__"); !ok || a[0].has(flagType) {
					return Value{}, typeErr("%s() should be called on dataclass instances", n)
				}
				return convert(cx, a[0], tuple)
			})
		}
		m.fnKw("replace", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			fs, err := fieldsOf(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			kw := newDict()
			for _, f := range fs {
				if f.init {
					x, err := GetAttr(cx, a[0], f.name)
					if err != nil {
						return Value{}, err
					}
					kw.setStr(f.name, x)
				}
			}
			for i, k := range kn {
				kw.setStr(k, kv[i])
			}
			return CallEx(cx, a[0].O.Type.Value(), emptyTuple, obj(&kw.Obj))
		})
		return nil
	})
}

var missingObj Obj

// dataclassOptions are the keywords of the decorator.
type dataclassOptions struct {
	init, repr, eq, order, frozen, matchArgs, kwOnly bool
}

// makeDataclass adds the methods that the fields of a class ask for.
func makeDataclass(cx *rt.Ctx, t *Type, do dataclassOptions, frozenErr *Type) *rt.Error {
	all := newDict()
	for i := len(t.mro) - 1; i > 0; i-- {
		if d, ok := t.mro[i].dict.getStr("__dataclass_fields__"); ok {
			all.update(cx, d)
		}
	}
	if ann, ok := t.dict.getStr("__annotations__"); ok {
		keywords := do.kwOnly
		for _, e := range asDict(ann).entries {
			if e.key.O == nil {
				continue
			}
			name := asStr(e.key).s
			if text, _ := GoStr(e.val); e.val.O.Type == kwOnlyType || text == "KW_ONLY" || text == "dataclasses.KW_ONLY" {
				keywords = true
				continue
			}
			f := &fieldState{name: name, init: true, repr: true, compare: true, kwOnly: keywords}
			if v, ok := t.dict.getStr(name); ok {
				if v.O.Type == fieldType {
					f = stateIn[*fieldState](v)
					f.name = name
					f.kwOnly = f.kwOnly || keywords
					if f.def.IsSet() {
						t.dict.setStr(name, f.def)
					} else {
						t.dict.delStr(name)
					}
				} else {
					if v.has(flagList | flagDict | flagSet) {
						return valueErr("mutable default %s for field %s is not allowed: use default_factory", must(ReprOf(cx, v.O.Type.Value())), name)
					}
					f.def = v
				}
			}
			f.typ = e.val
			if s := must(StrOf(cx, e.val)); e.val.O.Type != TypeType && (strings.HasPrefix(s, "typing.ClassVar") || strings.HasPrefix(s, "ClassVar")) {
				continue
			}
			f.initVar = e.val.O.Type == initVarType || e.val.O == &initVarType.Obj
			all.setStr(name, newNative(fieldType, f))
		}
	}
	t.dict.setStr("__dataclass_fields__", obj(&all.Obj))
	var fields, given []*fieldState // given: what __init__ takes
	for _, e := range all.entries {
		if e.key.O == nil {
			continue
		}
		f := stateIn[*fieldState](e.val)
		given = append(given, f)
		if !f.initVar {
			fields = append(fields, f)
		}
	}
	set := func(name string, params []Param, body func(cx *rt.Ctx, a []Value) (Value, *rt.Error)) *rt.Error {
		if _, own := t.dict.getStr(name); own && name != "__hash__" {
			return nil
		}
		return SetAttr(cx, t.Value(), name, NewFunction(&FuncDef{Name: name, Qualname: t.qualname + "." + name, Module: t.module, Params: params, Body: body}))
	}
	if _, own := t.dict.getStr("__match_args__"); do.matchArgs && !own {
		var names []Value
		for _, f := range fields {
			if f.init && !f.kwOnly {
				names = append(names, NewStr(f.name))
			}
		}
		t.dict.setStr("__match_args__", newTuple(names))
	}
	values := func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		var out []Value
		for _, f := range fields {
			if !f.compare {
				continue
			}
			x, err := GetAttr(cx, v, f.name)
			if err != nil {
				return Value{}, err
			}
			out = append(out, x)
		}
		return newTuple(out), nil
	}
	self := []Param{{Name: "self"}}
	if do.init {
		if err := dataclassInit(cx, t, given, set); err != nil {
			return err
		}
	}
	if do.repr {
		if err := set("__repr__", self, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			var parts []string
			for _, f := range fields {
				if !f.repr {
					continue
				}
				x, err := GetAttr(cx, a[0], f.name)
				if err != nil {
					return Value{}, err
				}
				s, err := ReprOf(cx, x)
				if err != nil {
					return Value{}, err
				}
				parts = append(parts, f.name+"="+s)
			}
			return NewStr(a[0].O.Type.qualname + "(" + strings.Join(parts, ", ") + ")"), nil
		}); err != nil {
			return err
		}
	}
	compareBy := func(op cmpOp) *rt.Error {
		return set(cmpNames[op], []Param{{Name: "self"}, {Name: "other"}}, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			if a[0].O.Type != a[1].O.Type {
				return NotImplemented, nil
			}
			x, err := values(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			y, err := values(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			return compare(cx, x, y, op)
		})
	}
	if do.eq {
		if err := compareBy(cmpEq); err != nil {
			return err
		}
		if do.frozen {
			if err := set("__hash__", self, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				v, err := values(cx, a[0])
				if err != nil {
					return Value{}, err
				}
				h, err := Hash(cx, v)
				return Int(h), err
			}); err != nil {
				return err
			}
		} else if _, own := t.dict.getStr("__hash__"); !own {
			if err := SetAttr(cx, t.Value(), "__hash__", None); err != nil {
				return err
			}
		}
	}
	if do.order {
		for _, op := range []cmpOp{cmpLt, cmpLe, cmpGt, cmpGe} {
			if err := compareBy(op); err != nil {
				return err
			}
		}
	}
	if do.frozen {
		refuse := func(verb string) func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				return Value{}, errOf(newExc(frozenErr, NewStr(fmt.Sprintf("cannot %s field %s", verb, must(ReprOf(cx, a[1]))))))
			}
		}
		if err := set("__setattr__", []Param{{Name: "self"}, {Name: "name"}, {Name: "value"}}, refuse("assign to")); err != nil {
			return err
		}
		return set("__delattr__", []Param{{Name: "self"}, {Name: "name"}}, refuse("delete"))
	}
	return nil
}

func dataclassInit(cx *rt.Ctx, t *Type, fields []*fieldState, set func(string, []Param, func(cx *rt.Ctx, a []Value) (Value, *rt.Error)) *rt.Error) *rt.Error {
	params := []Param{{Name: "self"}}
	var kwOnly []Param
	defaulted := ""
	for _, f := range fields {
		if !f.init {
			continue
		}
		p := Param{Name: f.name}
		if f.def.IsSet() {
			p.Default, p.HasDefault = f.def, true
		} else if f.factory.IsSet() {
			p.Default, p.HasDefault = obj(&missingObj), true
		}
		if f.kwOnly {
			p.Kind = KwOnly
			kwOnly = append(kwOnly, p)
			continue
		}
		if p.HasDefault {
			defaulted = f.name
		} else if defaulted != "" {
			return typeErr("non-default argument '%s' follows default argument", f.name)
		}
		params = append(params, p)
	}
	params = append(params, kwOnly...)
	pos := map[string]int{}
	for i, p := range params {
		pos[p.Name] = i
	}
	return set("__init__", params, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		self := a[0]
		var post []Value
		for _, f := range fields {
			v := f.def
			if i, ok := pos[f.name]; ok && f.init {
				v = a[i]
			}
			if (!v.IsSet() || v.O == &missingObj) && f.factory.IsSet() {
				var err *rt.Error
				if v, err = Call(cx, f.factory); err != nil {
					return Value{}, err
				}
			}
			if f.initVar {
				post = append(post, v)
				continue
			}
			if !v.IsSet() {
				continue
			}
			// Not through __setattr__, which a frozen class refuses.
			if err := genericSetAttr(cx, self, f.name, v); err != nil {
				return Value{}, err
			}
		}
		_, _, err := callSpecial(cx, self, "__post_init__", post...)
		return None, err
	})
}

// madeDataclass is make_dataclass: a class with annotations, and the decorator.
func madeDataclass(cx *rt.Ctx, m *Module, a []Value) (Value, *rt.Error) {
	ns, ann := newDict(), newDict()
	ns.setStr("__annotations__", obj(&ann.Obj))
	ns.setStr("__module__", NewStr("types"))
	if a[14].IsSet() {
		ns.setStr("__module__", a[14])
	}
	items, err := Collect(cx, a[1])
	if err != nil {
		return Value{}, err
	}
	for _, x := range items {
		if s, ok := GoStr(x); ok {
			ann.setStr(s, NewStr("typing.Any"))
			continue
		}
		parts, err := Collect(cx, x)
		if err != nil {
			return Value{}, err
		}
		name, ok := "", false
		if len(parts) == 2 || len(parts) == 3 {
			name, ok = GoStr(parts[0])
		}
		if !ok {
			return Value{}, typeErr("Invalid field: %s", must(ReprOf(cx, x)))
		}
		ann.setStr(name, parts[1])
		if len(parts) == 3 {
			ns.setStr(name, parts[2])
		}
	}
	if a[3].IsSet() && !a[3].IsNone() {
		if err := ns.update(cx, a[3]); err != nil {
			return Value{}, err
		}
	}
	var bases []Value
	if a[2].IsSet() {
		if bases, err = Collect(cx, a[2]); err != nil {
			return Value{}, err
		}
	}
	name, err := StrOf(cx, a[0])
	if err != nil {
		return Value{}, err
	}
	c, err := NewClass(cx, name, bases, obj(&ns.Obj), nil, nil)
	if err != nil {
		return Value{}, err
	}
	var kn []string
	var kv []Value
	for i, k := range []string{"init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot"} {
		if v := a[4+i]; v.IsSet() {
			kn, kv = append(kn, k), append(kv, v)
		}
	}
	deco, _ := m.Get("dataclass")
	wrap, err := CallKw(cx, deco, nil, kn, kv)
	if err != nil {
		return Value{}, err
	}
	return Call(cx, wrap, c)
}
