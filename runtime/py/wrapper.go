package py

import (
	"runtime"
	"sync"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Wrapper is a cypclass object as Python code sees it. Wrappers are made on every conversion: identity is that of the object behind.
// A wrapper holds one count, dropped after the collector has found the wrapper unreachable.
type Wrapper struct {
	Obj
	H *rt.Header
}

// released holds the objects whose wrappers have been collected and whose counts are to be dropped by the next thread that wraps.
var released struct {
	sync.Mutex
	list []*rt.Header
}

// Wrap makes the Python view of a cypclass object as type t; it takes over one count of h. A null h becomes None.
func Wrap(cx *rt.Ctx, h *rt.Header, t *Type) Value {
	if h == nil {
		return None
	}
	h.Share()
	dropReleased(cx)
	w := &Wrapper{Obj: Obj{t}, H: h}
	runtime.SetFinalizer(w, func(w *Wrapper) {
		released.Lock()
		released.list = append(released.list, w.H)
		released.Unlock()
	})
	return obj(&w.Obj)
}

// dropReleased drops the counts of collected wrappers.
func dropReleased(cx *rt.Ctx) {
	released.Lock()
	list := released.list
	released.list = nil
	released.Unlock()
	for _, h := range list {
		rt.Drop(cx, h)
	}
}

// WrapAuto wraps with the wrapper type registered for the object's own class, or for the nearest base that has one.
func WrapAuto(cx *rt.Ctx, h *rt.Header) Value {
	if h == nil {
		return None
	}
	for _, c := range h.CypClass().MRO {
		if t := wrapperTypes[c]; t != nil {
			return Wrap(cx, h, t)
		}
	}
	return Wrap(cx, h, plainWrapper)
}

var (
	wrapperTypes = map[*rt.Class]*Type{}
	plainWrapper = static("object")
)

// Unwrap converts back to a reference of class c (borrowed from the wrapper); None becomes null.
func Unwrap(cx *rt.Ctx, v Value, c *rt.Class) (*rt.Header, *rt.Error) {
	if v.IsNone() {
		return nil, nil
	}
	if v.has(flagWrapper) {
		h := asWrapper(v).H
		if h.CypClass() == c {
			return h, nil
		}
		for _, m := range h.CypClass().MRO {
			if m == c {
				return h, nil
			}
		}
	}
	return nil, typeErr("Cannot convert PyObject %s to CyObject %s", cFullName(v.O.Type), c.Module+"."+c.Name)
}

func cFullName(t *Type) string {
	if t.module != "" && t.module != "builtins" {
		return t.module + "." + t.name
	}
	return t.name
}

// WrapperDef describes the Python side of a cypclass.
type WrapperDef struct {
	Name, Module, Doc string
	Class             *rt.Class
	Bases             []*Type // wrapper types of the direct bases; none: object
	// New constructs from Python arguments; nil: the class cannot be constructed from Python.
	New *FuncDef
	// Methods are Python functions whose first argument is the wrapper; Static ones have none.
	Methods []WrapperMethod
	Fields  []WrapperField
}

// WrapperMethod is a method visible from Python.
type WrapperMethod struct {
	Static bool
	Def    *FuncDef
}

// WrapperField is a field visible from Python.
type WrapperField struct {
	Name string
	Get  func(cx *rt.Ctx, h *rt.Header) (Value, *rt.Error)
	Set  func(cx *rt.Ctx, h *rt.Header, v Value) *rt.Error // nil: read-only
}

// NewWrapperType makes the wrapper type of a cypclass and registers it for WrapAuto.
func NewWrapperType(d *WrapperDef) *Type {
	t := &Type{Obj: Obj{TypeType}, name: d.Name, qualname: d.Name, module: d.Module, doc: d.Doc,
		flags: flagWrapper | flagHeap, dict: newDict(), wrapperClass: d.Class}
	t.bases = d.Bases
	if len(t.bases) == 0 {
		t.bases = []*Type{ObjectType}
	}
	t.base = t.bases[0]
	mro, err := computeMRO(t)
	if err != nil {
		mro = append([]*Type{t}, t.base.mro...)
	}
	t.mro = mro
	for _, b := range t.bases {
		b.subclasses = append(b.subclasses, t)
	}
	t.alloc = func(t *Type) *Obj { return &(&Wrapper{Obj: Obj{t}}).Obj }
	if t.doc == "" {
		t.doc = "Python Object wrapper for underlying cypclass " + d.Name
	}
	t.dict.setStr("__doc__", NewStr(t.doc))
	t.dict.setStr("__module__", NewStr(d.Module))
	for _, m := range d.Methods {
		f := NewFunction(m.Def)
		if m.Static {
			f = NewStaticMethod(f)
		}
		t.dict.setStr(m.Def.Name, f)
	}
	for _, f := range d.Fields {
		g := &getSet{Obj: Obj{GetSetType}, name: f.Name, owner: t,
			get: func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return f.Get(cx, asWrapper(v).H) }}
		g.set = func(cx *rt.Ctx, v, x Value) *rt.Error {
			if !x.IsSet() {
				return rt.Raise("NotImplementedError", "__del__")
			}
			if f.Set == nil {
				return attrErrText("attribute '" + f.Name + "' of '" + d.Module + "." + d.Name + "' objects is not writable")
			}
			return f.Set(cx, asWrapper(v).H, x)
		}
		t.dict.setStr(f.Name, obj(&g.Obj))
	}
	t.modified()
	updateSlots(t)
	t.setattr = wrapperSetAttr
	t.getattr = wrapperGetAttr
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	if d.New != nil {
		ctor := NewFunction(d.New)
		t.new = func(cx *rt.Ctx, sub *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if sub != t {
				return Value{}, typeErr("Cannot build a subtype of %s with %s.__new__", cFullName(t), cFullName(t))
			}
			return CallKw(cx, ctor, args, kn, kv)
		}
	} else {
		t.new = func(cx *rt.Ctx, sub *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return Value{}, typeErr("cannot create '%s' instances", cFullName(t))
		}
	}
	newMethod(t)
	if d.Class != nil {
		wrapperTypes[d.Class] = t
	}
	return t
}

func wrapperGetAttr(cx *rt.Ctx, v Value, name string) (Value, *rt.Error) {
	r, err := genericGetAttr(cx, v, name)
	if err != nil && isExc(err, AttributeError) && err.Obj == nil {
		return Value{}, attrErrText("'" + cFullName(v.O.Type) + "' object has no attribute '" + name + "'")
	}
	return r, err
}

func wrapperSetAttr(cx *rt.Ctx, v Value, name string, x Value) *rt.Error {
	if d, ok := v.O.Type.lookup(name); ok {
		if set := d.O.Type.descrSet; set != nil {
			return set(cx, d, v, x)
		}
		return attrErrText("'" + cFullName(v.O.Type) + "' object attribute '" + name + "' is read-only")
	}
	return attrErrText("'" + cFullName(v.O.Type) + "' object has no attribute '" + name + "'")
}
