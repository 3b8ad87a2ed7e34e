package py

import (
	"fmt"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// getSet is an attribute of a static type computed by Go code.
type getSet struct {
	Obj
	name  string
	owner *Type
	doc   Value
	get   func(cx *rt.Ctx, v Value) (Value, *rt.Error)
	set   func(cx *rt.Ctx, v, x Value) *rt.Error
}

func asGetSet(v Value) *getSet { return (*getSet)(unsafe.Pointer(v.O)) }

// Property is Python's property.
type Property struct {
	Obj
	get, set, del, doc Value
	name               Value
	dict               *Dict
}

// wrapDescr is a staticmethod or classmethod object.
type wrapDescr struct {
	Obj
	fn   Value
	dict *Dict
}

func (w *wrapDescr) header() *Obj    { return &w.Obj }
func asWrapDescr(v Value) *wrapDescr { return (*wrapDescr)(unsafe.Pointer(v.O)) }
func asSuper(v Value) *superObj      { return (*superObj)(unsafe.Pointer(v.O)) }
func NewStaticMethod(f Value) Value  { return obj(&(&wrapDescr{Obj{StaticMethodType}, f, nil}).Obj) }
func NewClassMethod(f Value) Value   { return obj(&(&wrapDescr{Obj{ClassMethodType}, f, nil}).Obj) }
func NewProperty(get, set Value) Value {
	return obj(&(&Property{Obj: Obj{PropertyType}, get: get, set: set}).Obj)
}

// superObj is the result of super().
type superObj struct {
	Obj
	typ  *Type
	inst Value
	of   *Type // the class of inst
}

// Super is super(typ, inst), which a zero-argument super() means too: the compiler passes the class and the first argument.
func Super(cx *rt.Ctx, typ, inst Value) (Value, *rt.Error) {
	if !typ.IsSet() {
		// A method that runs while its class is being made, without arguments.
		return Value{}, rt.Raise("SystemError", "super(): empty __class__ cell")
	}
	if !typ.has(flagType) {
		return Value{}, typeErr("super() argument 1 must be a type, not %s", argType(typ))
	}
	t := asType(typ)
	s := &superObj{Obj: Obj{SuperType}, typ: t, inst: inst}
	switch {
	case !inst.IsSet():
	case inst.has(flagType) && asType(inst).IsSubtype(t):
		s.of = asType(inst)
	case inst.O.Type.IsSubtype(t):
		s.of = inst.O.Type
	default:
		return Value{}, typeErr("super(type, obj): obj must be an instance or subtype of type")
	}
	return obj(&s.Obj), nil
}

func superGetAttr(cx *rt.Ctx, v Value, name string) (Value, *rt.Error) {
	s := asSuper(v)
	if s.of != nil && name != "__class__" {
		if d, _, ok := s.of.lookupAfter(s.typ, name); ok {
			if g := d.O.Type.descrGet; g != nil {
				inst := s.inst
				if inst.O == &s.of.Obj {
					inst = Value{}
				}
				return g(cx, d, inst, s.of)
			}
			return d, nil
		}
	}
	return genericGetAttr(cx, v, name)
}

func setupDescr() {
	g := GetSetType
	g.flags |= flagNoBase
	g.descrGet = func(cx *rt.Ctx, d, inst Value, owner *Type) (Value, *rt.Error) {
		if !inst.IsSet() {
			return d, nil
		}
		gs := asGetSet(d)
		if !inst.O.Type.IsSubtype(gs.owner) {
			return Value{}, typeErr("descriptor '%s' for '%s' objects doesn't apply to a '%s' object", gs.name, gs.owner.name, inst.O.Type.cName())
		}
		return gs.get(cx, inst)
	}
	g.descrSet = func(cx *rt.Ctx, d, inst, x Value) *rt.Error {
		gs := asGetSet(d)
		if gs.set == nil {
			return attrErrText(fmt.Sprintf("attribute '%s' of '%s' objects is not writable", gs.name, gs.owner.cName()))
		}
		return gs.set(cx, inst, x)
	}
	g.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		gs := asGetSet(v)
		return NewStr("<attribute '" + gs.name + "' of '" + gs.owner.name + "' objects>"), nil
	}
	g.getter("__doc__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if gs := asGetSet(v); gs.doc.IsSet() {
			return gs.doc, nil
		}
		return None, nil
	})
	g.getter("__name__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(asGetSet(v).name), nil })

	setupProperty()

	for _, t := range []*Type{StaticMethodType, ClassMethodType} {
		isClass := t == ClassMethodType
		t.dictOff = unsafe.Offsetof(wrapDescr{}.dict)
		t.alloc = func(t *Type) *Obj { return &(&wrapDescr{Obj: Obj{t}, fn: None}).Obj }
		t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(args) != 1 {
				return Value{}, typeErr("%s expected 1 argument, got %d", t.name, len(args))
			}
			o := obj(t.alloc(t))
			asWrapDescr(o).fn = args[0]
			return o, nil
		}
		t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			s, err := ReprOf(cx, asWrapDescr(v).fn)
			return NewStr("<" + v.O.Type.name + "(" + s + ")>"), err
		}
		t.getter("__func__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asWrapDescr(v).fn, nil })
		t.getter("__wrapped__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asWrapDescr(v).fn, nil })
		t.getter("__isabstractmethod__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			b, err := isAbstract(cx, asWrapDescr(v).fn)
			return Bool(b), err
		})
		for _, n := range []string{"__name__", "__qualname__", "__doc__", "__module__"} {
			t.getter(n, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return GetAttr(cx, asWrapDescr(v).fn, n) })
		}
		t.descrGet = func(cx *rt.Ctx, d, inst Value, owner *Type) (Value, *rt.Error) {
			f := asWrapDescr(d).fn
			if !isClass {
				return f, nil
			}
			if g := f.O.Type.descrGet; g != nil {
				return g(cx, f, owner.Value(), TypeType)
			}
			return newBound(f, owner.Value()), nil
		}
	}
	StaticMethodType.call = func(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		return CallKw(cx, asWrapDescr(f).fn, args, kn, kv)
	}

	s := SuperType
	s.getattr = superGetAttr
	s.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		switch len(args) {
		case 0:
			return Value{}, runtimeErr("super(): no arguments")
		case 1:
			return Super(cx, args[0], Value{})
		case 2:
			return Super(cx, args[0], args[1])
		}
		return Value{}, typeErr("super() takes at most 2 arguments (%d given)", len(args))
	}
	s.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	s.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		o := asSuper(v)
		if o.of != nil {
			return NewStr("<super: <class '" + o.typ.name + "'>, <" + o.of.name + " object>>"), nil
		}
		return NewStr("<super: <class '" + o.typ.name + "'>, NULL>"), nil
	}
	s.getter("__thisclass__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asSuper(v).typ.Value(), nil })
	s.getter("__self__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asSuper(v).inst, nil })
}

func isAbstract(cx *rt.Ctx, f Value) (bool, *rt.Error) {
	a, err := GetAttr(cx, f, "__isabstractmethod__")
	if err != nil {
		if isExc(err, AttributeError) {
			return false, nil
		}
		return false, err
	}
	return Truth(cx, a)
}

func setupProperty() {
	p := PropertyType
	p.dictOff = unsafe.Offsetof(Property{}.dict)
	p.alloc = func(t *Type) *Obj { return &(&Property{Obj: Obj{t}}).Obj }
	p.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
		pr := asProperty(v)
		slots := []*Value{&pr.get, &pr.set, &pr.del, &pr.doc}
		names := []string{"fget", "fset", "fdel", "doc"}
		if len(args) > 4 {
			return typeErr("property() takes at most 4 arguments (%d given)", len(args))
		}
		for i, a := range args {
			*slots[i] = a
		}
	next:
		for i, k := range kn {
			for j, n := range names {
				if n == k {
					*slots[j] = kv[i]
					continue next
				}
			}
			return typeErr("'%s' is an invalid keyword argument for property()", k)
		}
		for _, s := range slots {
			if s.IsSet() && s.IsNone() {
				*s = Value{}
			}
		}
		if !pr.doc.IsSet() && pr.get.IsSet() {
			if d, err := GetAttr(cx, pr.get, "__doc__"); err == nil {
				pr.doc = d
			}
		}
		return nil
	}
	propName := func(pr *Property) string {
		if pr.name.IsSet() && pr.name.has(flagStr) {
			return " '" + asStr(pr.name).s + "'"
		}
		return ""
	}
	p.descrGet = func(cx *rt.Ctx, d, inst Value, owner *Type) (Value, *rt.Error) {
		if !inst.IsSet() {
			return d, nil
		}
		pr := asProperty(d)
		if !pr.get.IsSet() {
			return Value{}, attrErrText(fmt.Sprintf("property%s of '%s' object has no getter", propName(pr), inst.O.Type.qualname))
		}
		return Call(cx, pr.get, inst)
	}
	p.descrSet = func(cx *rt.Ctx, d, inst, x Value) *rt.Error {
		pr := asProperty(d)
		if !x.IsSet() {
			if !pr.del.IsSet() {
				return attrErrText(fmt.Sprintf("property%s of '%s' object has no deleter", propName(pr), inst.O.Type.qualname))
			}
			_, err := Call(cx, pr.del, inst)
			return err
		}
		if !pr.set.IsSet() {
			return attrErrText(fmt.Sprintf("property%s of '%s' object has no setter", propName(pr), inst.O.Type.qualname))
		}
		_, err := Call(cx, pr.set, inst, x)
		return err
	}
	with := func(name string, set func(p *Property, f Value)) {
		p.method(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n := *asProperty(a[0])
			set(&n, a[1])
			return obj(&n.Obj), nil
		})
	}
	with("getter", func(p *Property, f Value) { p.get = f })
	with("setter", func(p *Property, f Value) { p.set = f })
	with("deleter", func(p *Property, f Value) { p.del = f })
	p.method("__set_name__", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		asProperty(a[0]).name = a[2]
		return None, nil
	})
	part := func(name string, get func(p *Property) *Value) {
		p.getSetter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			if f := *get(asProperty(v)); f.IsSet() {
				return f, nil
			}
			return None, nil
		}, func(cx *rt.Ctx, v, x Value) *rt.Error { *get(asProperty(v)) = x; return nil })
	}
	part("fget", func(p *Property) *Value { return &p.get })
	part("fset", func(p *Property) *Value { return &p.set })
	part("fdel", func(p *Property) *Value { return &p.del })
	part("__doc__", func(p *Property) *Value { return &p.doc })
	p.getter("__isabstractmethod__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if f := asProperty(v).get; f.IsSet() {
			b, err := isAbstract(cx, f)
			return Bool(b), err
		}
		return False, nil
	})
}
