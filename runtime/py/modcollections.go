package py

import (
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

func registerCollections() {
	stdModule("collections", func(cx *rt.Ctx, m *Module) *rt.Error {
		m.Set("__path__", NewList())
		dequeClass = dequeType()
		m.Set("deque", dequeClass.Value())
		m.Set("defaultdict", defaultDictType().Value())
		m.Set("OrderedDict", orderedDictType().Value())
		m.Set("Counter", counterType().Value())
		m.Set("ChainMap", chainMapType().Value())
		m.fn("namedtuple", "typename, field_names, *, rename=, defaults=, module=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			name, err := StrOf(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			fields, err := fieldNames(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			rename, err := argBool(cx, a[2], false)
			if err != nil {
				return Value{}, err
			}
			var defs []Value
			if a[3].IsSet() && !a[3].IsNone() {
				if defs, err = Collect(cx, a[3]); err != nil {
					return Value{}, err
				}
			}
			module := "__main__"
			if s, ok := GoStr(orNone(a[4])); ok {
				module = s
			}
			return namedTuple(cx, name, fields, rename, defs, module)
		})
		abc, err := Import(cx, "collections.abc")
		if err == nil {
			m.Set("abc", abc)
		}
		return err
	})
	registerABCs()
}

func fieldNames(cx *rt.Ctx, v Value) ([]string, *rt.Error) {
	if s, ok := GoStr(v); ok {
		return splitWhitespace(strings.ReplaceAll(s, ",", " "), -1), nil
	}
	items, err := Collect(cx, v)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, x := range items {
		s, err := StrOf(cx, x)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

var pyKeywords = map[string]bool{}

func init() {
	for _, k := range strings.Fields("False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield") {
		pyKeywords[k] = true
	}
}

// namedTuple makes a class of tuples with named fields.
func namedTuple(cx *rt.Ctx, name string, fields []string, rename bool, defs []Value, module string) (Value, *rt.Error) {
	seen := map[string]bool{}
	for i, f := range fields {
		bad := ""
		switch {
		case !isIdentifier(f):
			bad = "Type names and field names must be valid identifiers: " + strRepr(f)
		case pyKeywords[f]:
			bad = "Type names and field names cannot be a keyword: " + strRepr(f)
		case strings.HasPrefix(f, "_"):
			bad = "Field names cannot start with an underscore: " + strRepr(f)
		case seen[f]:
			bad = "Encountered duplicate field name: " + strRepr(f)
		}
		if bad != "" {
			if !rename {
				return Value{}, valueErr("%s", bad)
			}
			fields[i] = "_" + formatInt(int64(i))
		}
		seen[fields[i]] = true
	}
	if len(defs) > len(fields) {
		return Value{}, typeErr("Got more default values than field names")
	}
	names := make([]Value, len(fields))
	for i, f := range fields {
		names[i] = NewStr(f)
	}
	ns := newDict()
	ns.setStr("__module__", NewStr(module))
	ns.setStr("__doc__", NewStr(name+"("+strings.Join(fields, ", ")+")"))
	ns.setStr("__slots__", emptyTuple)
	ns.setStr("_fields", newTuple(names))
	ns.setStr("__match_args__", newTuple(names))
	defaults := newDict()
	params := []Param{{Name: "_cls"}}
	for i, f := range fields {
		p := Param{Name: f}
		if k := i - (len(fields) - len(defs)); k >= 0 {
			p.Default, p.HasDefault = defs[k], true
			defaults.setStr(f, defs[k])
		}
		params = append(params, p)
		g := &getSet{Obj: Obj{GetSetType}, name: f, owner: TupleType, get: func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			return GetItem(cx, newTuple(asTuple(v).items), Int(int64(i)))
		}, set: func(cx *rt.Ctx, v, x Value) *rt.Error { return attrErrText("can't set attribute") }}
		ns.setStr(f, obj(&g.Obj))
	}
	ns.setStr("_field_defaults", obj(&defaults.Obj))
	make := func(cls Value, items []Value) Value {
		t := asType(cls)
		o := obj(t.alloc(t))
		asTuple(o).items = items
		return o
	}
	ns.setStr("__new__", NewStaticMethod(NewFunction(&FuncDef{Name: "__new__", Qualname: name + ".__new__", Params: params,
		Body: func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return make(a[0], append([]Value(nil), a[1:]...)), nil }})))
	fn := func(mname string, params []Param, body func(cx *rt.Ctx, a []Value) (Value, *rt.Error)) Value {
		return NewFunction(&FuncDef{Name: mname, Qualname: name + "." + mname, Params: params, Body: body})
	}
	self := []Param{{Name: "self"}}
	ns.setStr("__repr__", fn("__repr__", self, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		var parts []string
		for i, x := range asTuple(a[0]).items {
			s, err := ReprOf(cx, x)
			if err != nil {
				return Value{}, err
			}
			parts = append(parts, fields[i]+"="+s)
		}
		return NewStr(a[0].O.Type.name + "(" + strings.Join(parts, ", ") + ")"), nil
	}))
	ns.setStr("_asdict", fn("_asdict", self, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		d := newDict()
		for i, x := range asTuple(a[0]).items {
			d.setStr(fields[i], x)
		}
		return obj(&d.Obj), nil
	}))
	ns.setStr("_make", NewClassMethod(fn("_make", []Param{{Name: "cls"}, {Name: "iterable"}}, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		items, err := Collect(cx, a[1])
		if err == nil && len(items) != len(fields) {
			err = typeErr("Expected %d arguments, got %d", len(fields), len(items))
		}
		if err != nil {
			return Value{}, err
		}
		return make(a[0], items), nil
	})))
	ns.setStr("_replace", fn("_replace", append(self, Param{Name: "kwds", Kind: KwArgs}), func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		items := append([]Value(nil), asTuple(a[0]).items...)
		kw := asDict(a[1]).copy()
		for i, f := range fields {
			if v, ok := kw.getStr(f); ok {
				items[i] = v
				kw.delStr(f)
			}
		}
		if kw.used > 0 {
			s, err := ReprOf(cx, newList(kw.keys()))
			if err != nil {
				return Value{}, err
			}
			return Value{}, valueErr("Got unexpected field names: %s", s)
		}
		return make(a[0].O.Type.Value(), items), nil
	}))
	ns.setStr("__getnewargs__", fn("__getnewargs__", self, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return newTuple(asTuple(a[0]).items), nil
	}))
	return NewClass(cx, name, []Value{TupleType.Value()}, obj(&ns.Obj), nil, nil)
}

// dictSub makes a class of the runtime that derives from dict.
func dictSub(name string, fill func(t *Type)) *Type {
	return newStaticType(name, "collections", DictType, func(t *Type) {
		t.flags |= flagDict
		t.alloc = func(t *Type) *Obj { return &(&Dict{Obj: Obj{t}}).Obj }
		subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(Dict{}.dict)}
		t.new = DictType.new
		fill(t)
	})
}

func defaultDictType() *Type {
	return dictSub("defaultdict", func(t *Type) {
		t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
			d := asDict(v)
			d.extra = None
			if len(args) > 0 {
				if args[0].O.Type.call == nil && !args[0].IsNone() {
					return typeErr("first argument must be callable or None")
				}
				d.extra = args[0]
				args = args[1:]
			}
			if len(args) > 1 {
				return typeErr("defaultdict expected at most 1 argument, got %d", len(args))
			}
			return dictUpdateArgs(cx, d, args, kn, kv)
		}
		missing := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			d := asDict(a[0])
			if !d.extra.IsSet() || d.extra.IsNone() {
				return Value{}, keyErr(a[1])
			}
			v, err := Call(cx, d.extra)
			if err == nil {
				err = SetItem(cx, a[0], a[1], v)
			}
			return v, err
		}
		t.method("__missing__", "O", missing)
		t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
			r, ok, err := asDict(v).get(cx, k)
			if ok || err != nil {
				return r, err
			}
			r, _, err = callSpecial(cx, v, "__missing__", k)
			return r, err
		}
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			d := asDict(v)
			f, err := ReprOf(cx, orNone(d.extra))
			if err != nil {
				return Value{}, err
			}
			s, err := dictRepr(cx, v)
			if err != nil {
				return Value{}, err
			}
			return NewStr(v.O.Type.name + "(" + f + ", " + asStr(s).s + ")"), nil
		}
		t.getSetter("default_factory", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return orNone(asDict(v).extra), nil },
			func(cx *rt.Ctx, v, x Value) *rt.Error { asDict(v).extra = x; return nil })
		cp := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n := asDict(a[0]).copy()
			n.Type, n.extra = a[0].O.Type, asDict(a[0]).extra
			return obj(&n.Obj), nil
		}
		t.method("copy", "", cp)
		t.method("__copy__", "", cp)
	})
}

func orderedDictType() *Type {
	return dictSub("OrderedDict", func(t *Type) {
		t.init = DictType.init
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			d := asDict(v)
			if d.used == 0 {
				return NewStr(v.O.Type.name + "()"), nil
			}
			var pairs []Value
			for _, e := range d.entries {
				if e.key.O != nil {
					pairs = append(pairs, NewTuple(e.key, e.val))
				}
			}
			s, err := ReprOf(cx, newList(pairs))
			return NewStr(v.O.Type.name + "(" + s + ")"), err
		}
		t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
			r, err := DictType.richcmp(cx, a, b, op)
			if err != nil || r == NotImplemented || !b.O.Type.IsSubtype(t) || (r == True) == (op == cmpNe) {
				return r, err
			}
			eq, err := EqB(cx, newList(asDict(a).keys()), newList(asDict(b).keys()))
			return Bool(eq == (op == cmpEq)), err
		}
		t.method("move_to_end", "key, last=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			d := asDict(a[0])
			last, err := argBool(cx, a[2], true)
			if err != nil {
				return Value{}, err
			}
			h, err := Hash(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			i, err := d.find(cx, a[1], uint64(h))
			if err != nil {
				return Value{}, err
			}
			if i < 0 {
				return Value{}, keyErr(a[1])
			}
			e := d.entries[i]
			if last {
				d.removeAt(i)
				d.insert(e.key, e.val, e.hash)
				return None, nil
			}
			d.compact()
			old := append([]entry(nil), d.entries...)
			d.reset()
			d.insert(e.key, e.val, e.hash)
			for _, o := range old {
				if o.key != e.key {
					d.insert(o.key, o.val, o.hash)
				}
			}
			return None, nil
		})
		t.method("popitem", "last=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			d := asDict(a[0])
			last, err := argBool(cx, a[1], true)
			if err != nil {
				return Value{}, err
			}
			if d.used == 0 {
				return Value{}, errOf(newExc(KeyError, NewStr("dictionary is empty")))
			}
			i := 0
			if last {
				i = len(d.entries) - 1
			}
			for d.entries[i].key.O == nil {
				i++
			}
			e := d.entries[i]
			d.removeAt(i)
			return NewTuple(e.key, e.val), nil
		})
		t.method("copy", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n := asDict(a[0]).copy()
			n.Type = a[0].O.Type
			return obj(&n.Obj), nil
		})
	})
}

func chainMapType() *Type {
	maps := func(v Value) []Value { return asList(stateIn[Value](v)).items }
	return nativeType("ChainMap", "collections", func(t *Type) {
		t.makeWith("0+", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			if len(a) == 0 {
				return NewList(NewDict()), nil
			}
			return NewList(a...), nil
		})
		t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
			for _, m := range maps(v) {
				in, err := Contains(cx, m, k)
				if err != nil {
					return Value{}, err
				}
				if in {
					return GetItem(cx, m, k)
				}
			}
			return Value{}, keyErr(k)
		}
		merged := func(cx *rt.Ctx, v Value) (*Dict, *rt.Error) {
			d := newDict()
			ms := maps(v)
			for i := len(ms) - 1; i >= 0; i-- {
				if err := d.update(cx, ms[i]); err != nil {
					return nil, err
				}
			}
			return d, nil
		}
		t.setitem = func(cx *rt.Ctx, v, k, x Value) *rt.Error {
			if x.IsSet() {
				return SetItem(cx, maps(v)[0], k, x)
			}
			return DelItem(cx, maps(v)[0], k)
		}
		t.contains = func(cx *rt.Ctx, v, k Value) (bool, *rt.Error) {
			for _, m := range maps(v) {
				if in, err := Contains(cx, m, k); in || err != nil {
					return in, err
				}
			}
			return false, nil
		}
		t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) {
			d, err := merged(cx, v)
			if err != nil {
				return 0, err
			}
			return d.used, nil
		}
		t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			d, err := merged(cx, v)
			if err != nil {
				return Value{}, err
			}
			return iterObject(cx, obj(&d.Obj))
		}
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			s, err := ReprOf(cx, newTuple(maps(v)))
			if len(maps(v)) == 1 {
				s = strings.TrimSuffix(s, ",)") + ")"
			}
			return NewStr(v.O.Type.name + s), err
		}
		t.getter("maps", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return stateIn[Value](v), nil })
		t.getter("parents", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return newNative(t, NewList(maps(v)[1:]...)), nil })
		t.method("new_child", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			m := opt(a, 1)
			if !m.IsSet() || m.IsNone() {
				m = NewDict()
			}
			return newNative(t, NewList(append([]Value{m}, maps(a[0])...)...)), nil
		})
		for _, n := range []string{"keys", "values", "items"} {
			t.method(n, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				d, err := merged(cx, a[0])
				if err != nil {
					return Value{}, err
				}
				return CallMethod(cx, obj(&d.Obj), n)
			})
		}
		t.method("get", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			v, err := GetItem(cx, a[0], a[1])
			if err != nil && isExc(err, KeyError) {
				return orNone(opt(a, 2)), nil
			}
			return v, err
		})
	})
}
