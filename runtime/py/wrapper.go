package py

import (
	"runtime"
	"slices"
	"sync"
	"weak"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Wrapper is a cypclass object as Python code sees it. An object has one wrapper at a time, which holds one count: Python code as a whole
// owns one. The count is dropped after the collector has found the wrapper unreachable. Where a program looks at counts (Cy_GETREF, a
// failing consume) it is made to look first.
type Wrapper struct {
	Obj
	H *rt.Header
}

// wrapping is the wrapper of one object, as long as its count has not been dropped.
type wrapping struct {
	h *rt.Header
	w weak.Pointer[Wrapper]
	// made is its number among all that ends one day.
	made uint64
}

var wrappings struct {
	sync.Mutex
	of map[*rt.Header]*wrapping
}

func init() { rt.SettleHook = settle }

// Wrap makes the Python view of a cypclass object as type t; it takes over one count of h. A null h becomes None.
func Wrap(cx *rt.Ctx, h *rt.Header, t *Type) Value {
	if h == nil {
		return None
	}
	h.Share()
	runEnded(cx)
	wrappings.Lock()
	if k := wrappings.of[h]; k != nil {
		if w := k.w.Value(); w != nil && w.Obj.Type == t {
			wrappings.Unlock()
			rt.Drop(cx, h)
			return obj(&w.Obj)
		}
	}
	w := &Wrapper{Obj: Obj{t}, H: h}
	k := &wrapping{h, weak.Make(w), endings.made.Add(1)}
	if wrappings.of == nil {
		wrappings.of = map[*rt.Header]*wrapping{}
	}
	if old := wrappings.of[h]; old == nil || old.w.Value() == nil {
		if old != nil {
			endings.add(old.made, old.drop)
		}
		wrappings.of[h] = k
		runtime.AddCleanup(w, (*wrapping).end, k)
	} else {
		runtime.AddCleanup(w, (*wrapping).endExtra, k) // seen as another type at the same time
	}
	wrappings.Unlock()
	endings.some.Store(true)
	return obj(&w.Obj)
}

// end is what the collector does with a wrapper.
func (k *wrapping) end() {
	wrappings.Lock()
	if wrappings.of[k.h] == k {
		delete(wrappings.of, k.h)
		endings.add(k.made, k.drop)
	}
	wrappings.Unlock()
}

func (k *wrapping) endExtra() { endings.add(k.made, k.drop) }

func (k *wrapping) drop(cx *rt.Ctx) { rt.Drop(cx, k.h) }

// settleRounds bounds how many collections follow each other: a chain of Python objects with __dealloc__ goes one at a time.
const settleRounds = 100

// settle drops the counts of all wrappers that no Python code can reach any more, where the object h, or with a nil h any, has one.
func settle(cx *rt.Ctx, h *rt.Header) {
	if !endings.some.Load() && endings.suspended.Load() == 0 {
		return
	}
	wrappings.Lock()
	wanted := h == nil || wrappings.of[h] != nil
	wrappings.Unlock()
	held := heldLive.Load() > 0 && (h == nil || h.Count() > 1)
	if !wanted && !held {
		runEnded(cx)
		return
	}
	for range settleRounds { // what goes may take the last hold on others with it
		runtime.GC()
		wrappings.Lock()
		for h, k := range wrappings.of {
			if k.w.Value() == nil {
				delete(wrappings.of, h)
				endings.add(k.made, k.drop)
			}
		}
		wrappings.Unlock()
		waitForCollector() // else what a closure held dies now or a moment later
		if !runEnded(cx) {
			return
		}
	}
}

// Keep marks Python variables as still in use: what they hold is not settled.
func Keep(vars ...Value) { runtime.KeepAlive(vars) }

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
	if d.Class != nil && slices.Contains(d.Class.MRO, &rt.ClassResult.Class) {
		t.method("__await__", "", awaitWrapped)
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
