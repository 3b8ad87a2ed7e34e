package py

import (
	"runtime"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Extension is what a `cdef class` adds to its Python class: a Go struct of C attributes in each instance, which begins with that of the
// base, the attributes that hold counts, and the work of __cinit__.
type Extension struct {
	typ       *Type
	chain     []*Extension          // the bases, the root first, and itself
	data      func() unsafe.Pointer // a fresh struct
	refs      *heldType             // of the attributes that hold counts; nil where there are none
	cinit     Value                 // __cinit__, unset where there is none
	cinitArgs bool                  // it takes the arguments of the constructor
	dealloc   Value                 // __dealloc__, unset where there is none
}

// extInstance is an instance of an extension type or of a Python class that derives from one.
type extInstance struct {
	Instance
	data unsafe.Pointer
	held []unsafe.Pointer // what the types of the chain hold counts in; nil where none does
}

func extAlloc(t *Type) *Obj {
	e := &extInstance{data: t.ext.data()}
	e.Type = t
	dealloc := false
	for _, x := range t.ext.chain {
		dealloc = dealloc || x.dealloc.IsSet()
	}
	if dealloc {
		e.finalize()
	}
	e.hold(t.ext.chain)
	return &e.Obj
}

// finalize lets __dealloc__ run when the collector has found the object unreachable, at the latest at the end of the program. As in Cython
// what a type holds is dropped after its own __dealloc__ and before that of its base.
func (e *extInstance) finalize() {
	endings.some.Store(true)
	made := endings.made.Add(1)
	runtime.SetFinalizer(e, func(e *extInstance) {
		endings.add(made, func(cx *rt.Ctx) {
			cx.AcquireGIL()
			defer cx.ReleaseGIL()
			chain := e.Type.ext.chain
			for i := len(chain) - 1; i >= 0; i-- {
				if d := chain[i].dealloc; d.IsSet() {
					if _, err := Call(cx, d, obj(&e.Obj)); err != nil {
						rt.Unraisable(cx, err, chain[i].typ.fullName()+".__dealloc__")
					}
				}
				if e.held != nil && e.held[i] != nil {
					chain[i].refs.drop(cx, e.held[i])
				}
			}
		})
	})
}

// Extend makes the class that a class statement has made an extension type: proto is what the C attributes start as. The result is the
// handle by which code gets at them. noArgs: __cinit__ takes none but the object.
func Extend[T any](cx *rt.Ctx, class Value, proto *T, noArgs bool) (unsafe.Pointer, *rt.Error) {
	t := asType(class)
	e := &Extension{typ: t, data: func() unsafe.Pointer { v := *proto; return unsafe.Pointer(&v) }, cinitArgs: !noArgs}
	if t.ext != nil {
		e.chain = append(e.chain, t.ext.chain...)
	} else if t.layout() != ObjectType {
		return nil, typeErr("an extension type cannot derive from '%s'", t.base.name)
	}
	e.chain = append(e.chain, e)
	if c, ok := t.dict.getStr("__cinit__"); ok {
		e.cinit = c
		t.dict.delStr("__cinit__")
	}
	if c, ok := t.dict.getStr("__dealloc__"); ok {
		e.dealloc = c
		t.dict.delStr("__dealloc__")
	}
	t.ext, t.alloc = e, extAlloc
	for _, k := range t.dict.keys() {
		if !k.has(flagStr) {
			continue
		}
		if v, _ := t.dict.getStr(asStr(k).s); v.O.Type == PropertyType {
			t.dict.setStr(asStr(k).s, t.attribute(asStr(k).s, asProperty(v)))
		}
	}
	t.modified()
	return unsafe.Pointer(e), nil
}

// attribute is a property of an extension type: as in Cython a descriptor of the kind that types written in C have.
func (t *Type) attribute(name string, p *Property) Value {
	g := &getSet{Obj: Obj{GetSetType}, name: name, owner: t, doc: p.doc}
	g.get = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if !p.get.IsSet() {
			return Value{}, attrErrText("attribute '" + name + "' of '" + t.cName() + "' objects is not readable")
		}
		return Call(cx, p.get, v)
	}
	if p.set.IsSet() || p.del.IsSet() {
		g.set = func(cx *rt.Ctx, v, x Value) *rt.Error {
			f, args, missing := p.set, []Value{v, x}, "__set__"
			if !x.IsSet() {
				f, args, missing = p.del, args[:1], "__del__"
			}
			if !f.IsSet() {
				return rt.Raise("NotImplementedError", missing)
			}
			_, err := Call(cx, f, args...)
			return err
		}
	}
	return obj(&g.Obj)
}

// derives reports whether e is b or derives from it.
func (e *Extension) derives(b *Extension) bool {
	return e == b || e != nil && b != nil && len(b.chain) <= len(e.chain) && e.chain[len(b.chain)-1] == b
}

// extBase chooses the extension type that a class with several bases extends.
func (t *Type) extBase(b *Type) *rt.Error {
	switch {
	case b.ext == nil || t.ext.derives(b.ext):
	case t.ext == nil || b.ext.derives(t.ext):
		t.ext = b.ext
	default:
		return typeErr("multiple bases have instance lay-out conflict")
	}
	return nil
}

// ExtData is the struct of C attributes of an object of the extension type with the handle; name is the attribute that is asked for.
func ExtData(v Value, handle unsafe.Pointer, name string) (unsafe.Pointer, *rt.Error) {
	if e := v.O.Type.ext; e != nil && (unsafe.Pointer(e) == handle || e.derives((*Extension)(handle))) {
		return (*extInstance)(unsafe.Pointer(v.O)).data, nil
	}
	return nil, rt.Raise("AttributeError", "'"+v.O.Type.cName()+"' object has no attribute '"+name+"'")
}

// ExtCheck checks that an object is None or of the extension type.
func ExtCheck(_ *rt.Ctx, v Value, handle unsafe.Pointer) *rt.Error {
	if v.IsNone() || ExtIs(v, handle) {
		return nil
	}
	return typeErr("Cannot convert %s to %s", v.O.Type.fullName(), (*Extension)(handle).typ.fullName())
}

// ExtIs reports whether an object is of the extension type.
func ExtIs(v Value, handle unsafe.Pointer) bool {
	return v.O.Type.ext.derives((*Extension)(handle)) && v.O.Type.ext != nil
}

// ExtPlain reports whether the class of an object is an extension type itself: no Python class overrides its methods.
func ExtPlain(v Value) bool {
	t := v.O.Type
	return t.ext != nil && t.ext.typ == t
}

// construct runs the __cinit__ of an object's extension types, the root first.
func (e *Extension) construct(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
	for _, x := range e.chain {
		var err *rt.Error
		switch {
		case !x.cinit.IsSet():
		case x.cinitArgs:
			_, err = CallKw(cx, x.cinit, append([]Value{v}, args...), kn, kv)
		default:
			_, err = Call(cx, x.cinit, v)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// takesArgs reports whether some __cinit__ takes what the constructor is given.
func (e *Extension) takesArgs() bool {
	if e != nil {
		for _, x := range e.chain {
			if x.cinit.IsSet() {
				return true
			}
		}
	}
	return false
}
