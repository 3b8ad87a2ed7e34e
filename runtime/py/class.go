package py

import (
	"fmt"
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Instance is an instance of a class that has only object behind it.
type Instance struct {
	Obj
	dict *Dict
}

// NewClass executes the end of a class statement: it makes the type from its name, its bases and the
// namespace that the body filled. kn and kv are the keywords of the class statement (metaclass among them).
func NewClass(cx *rt.Ctx, name string, bases []Value, ns Value, kn []string, kv []Value) (Value, *rt.Error) {
	bases, orig, err := resolveBases(cx, bases)
	if err != nil {
		return Value{}, err
	}
	if orig.IsSet() {
		asDict(ns).setStr("__orig_bases__", orig)
	}
	meta, rkn, rkv, err := metaclass(bases, kn, kv)
	if err != nil {
		return Value{}, err
	}
	return CallKw(cx, meta, []Value{NewStr(name), newTuple(append([]Value(nil), bases...)), ns}, rkn, rkv)
}

// metaclass finds what makes a class with these bases and keywords, and the keywords that are left for it.
func metaclass(bases []Value, kn []string, kv []Value) (meta Value, rkn []string, rkv []Value, err *rt.Error) {
	meta = TypeType.Value()
	for i, k := range kn {
		if k == "metaclass" {
			meta = kv[i]
			continue
		}
		rkn, rkv = append(rkn, k), append(rkv, kv[i])
	}
	for _, b := range bases {
		if !b.has(flagType) || !meta.has(flagType) {
			continue
		}
		switch mt := asType(meta); {
		case b.O.Type.IsSubtype(mt):
			meta = b.O.Type.Value()
		case !mt.IsSubtype(b.O.Type):
			return meta, nil, nil, typeErr("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		}
	}
	return meta, rkn, rkv, nil
}

// NewClassEx is NewClass with the bases as a list and the keywords as a dict.
func NewClassEx(cx *rt.Ctx, name string, bases, ns, kw Value) (Value, *rt.Error) {
	list, err := Collect(cx, bases)
	if err != nil {
		return Value{}, err
	}
	if !kw.IsSet() {
		return NewClass(cx, name, list, ns, nil, nil)
	}
	kn, kv, err := kwOf(cx, TypeType.Value(), kw)
	if err != nil {
		return Value{}, err
	}
	return NewClass(cx, name, list, ns, kn, kv)
}

// resolveBases replaces bases that are not classes by what their __mro_entries__ gives.
func resolveBases(cx *rt.Ctx, bases []Value) ([]Value, Value, *rt.Error) {
	changed := false
	var out []Value
	for _, b := range bases {
		if b.has(flagType) {
			out = append(out, b)
			continue
		}
		m, ok, err := getAttrOpt(cx, b, "__mro_entries__")
		if err != nil {
			return nil, Value{}, err
		}
		if !ok {
			out = append(out, b)
			continue
		}
		r, err := Call(cx, m, newTuple(append([]Value(nil), bases...)))
		if err != nil {
			return nil, Value{}, err
		}
		if !r.has(flagTuple) {
			return nil, Value{}, typeErr("__mro_entries__ must return a tuple")
		}
		changed = true
		out = append(out, asTuple(r).items...)
	}
	if !changed {
		return bases, Value{}, nil
	}
	return out, newTuple(append([]Value(nil), bases...)), nil
}

// PrepareClass returns the namespace in which a class body runs.
func PrepareClass(cx *rt.Ctx, name string, bases []Value, module, qualname string, kn []string, kv []Value) (Value, *rt.Error) {
	ns := newDict()
	resolved, _, err := resolveBases(cx, bases)
	if err != nil {
		return Value{}, err
	}
	meta, rkn, rkv, err := metaclass(resolved, kn, kv)
	if err != nil {
		return Value{}, err
	}
	if meta.O != &TypeType.Obj {
		p, ok, err := getAttrOpt(cx, meta, "__prepare__")
		if err != nil {
			return Value{}, err
		}
		if ok {
			r, err := CallKw(cx, p, []Value{NewStr(name), newTuple(append([]Value(nil), resolved...))}, rkn, rkv)
			if err != nil {
				return Value{}, err
			}
			if !r.has(flagDict) {
				return Value{}, notSupported("a namespace from __prepare__ that is no dict")
			}
			ns = asDict(r)
			err = SetItem(cx, r, NewStr("__module__"), NewStr(module))
			if err == nil {
				err = SetItem(cx, r, NewStr("__qualname__"), NewStr(qualname))
			}
			return r, err
		}
	}
	ns.setStr("__module__", NewStr(module))
	ns.setStr("__qualname__", NewStr(qualname))
	return obj(&ns.Obj), nil
}

// PrepareClassEx is PrepareClass with the bases as a list and the keywords as a dict.
func PrepareClassEx(cx *rt.Ctx, name string, bases Value, module, qualname string, kw Value) (Value, *rt.Error) {
	kn, kv, err := kwOf(cx, TypeType.Value(), kw)
	if err != nil {
		return Value{}, err
	}
	return PrepareClass(cx, name, asList(bases).items, module, qualname, kn, kv)
}

// typeNew is type.__new__(meta, name, bases, namespace).
func typeNew(cx *rt.Ctx, meta *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	if len(args) == 1 && meta == TypeType && len(kn) == 0 {
		return args[0].O.Type.Value(), nil
	}
	if len(args) != 3 {
		return Value{}, typeErr("type() takes 1 or 3 arguments")
	}
	if !args[0].has(flagStr) {
		return Value{}, typeErr("type.__new__() argument 1 must be str, not %s", argType(args[0]))
	}
	if !args[1].has(flagTuple) {
		return Value{}, typeErr("type.__new__() argument 2 must be tuple, not %s", argType(args[1]))
	}
	if !args[2].has(flagDict) {
		return Value{}, typeErr("type.__new__() argument 3 must be dict, not %s", argType(args[2]))
	}
	name := asStr(args[0]).s
	t := &Type{Obj: Obj{meta}, name: name, qualname: name, module: "builtins", flags: flagHeap}
	if err := t.setBases(asTuple(args[1]).items); err != nil {
		return Value{}, err
	}
	t.dict = asDict(args[2]).copy()
	if err := t.finishNamespace(cx); err != nil {
		return Value{}, err
	}
	var err *rt.Error
	if t.mro, err = computeMRO(t); err != nil {
		return Value{}, err
	}
	if !meta.IsSubtype(TypeType) {
		return Value{}, typeErr("metaclass must derive from type")
	}
	t.modified()
	for _, b := range t.bases {
		b.subclasses = append(b.subclasses, t)
	}
	updateSlots(t)
	t.computeAbstract(cx)
	for i := range t.dict.entries {
		e := t.dict.entries[i]
		if e.key.O == nil || e.val.O == nil {
			continue
		}
		if _, ok := e.val.O.Type.lookup("__set_name__"); ok {
			if _, _, err := callSpecial(cx, e.val, "__set_name__", t.Value(), e.key); err != nil {
				return Value{}, err
			}
		}
	}
	if d, _, ok := t.lookupAfter(t, "__init_subclass__"); ok {
		if d.O.Type == ClassMethodDescr && asBuiltin(d).owner == ObjectType {
			if len(kn) > 0 {
				return Value{}, typeErr("%s.__init_subclass__() takes no keyword arguments", t.name)
			}
		} else {
			g := d.O.Type.descrGet
			m, err := g(cx, d, Value{}, t)
			if err == nil {
				_, err = CallKw(cx, m, nil, kn, kv)
			}
			if err != nil {
				return Value{}, err
			}
		}
	}
	return t.Value(), nil
}

// setBases checks the bases and takes over layout and flags from the best one.
func (t *Type) setBases(bases []Value) *rt.Error {
	if len(bases) == 0 {
		bases = []Value{ObjectType.Value()}
	}
	var best *Type
	for _, b := range bases {
		if !b.has(flagType) {
			return typeErr("bases must be types")
		}
		bt := asType(b)
		if bt.flags&flagNoBase != 0 {
			return typeErr("type '%s' is not an acceptable base type", bt.name)
		}
		for _, x := range t.bases {
			if x == bt {
				return typeErr("duplicate base class %s", bt.name)
			}
		}
		t.bases = append(t.bases, bt)
		switch {
		case best == nil || best.layout() == ObjectType:
			best = bt
		case bt.layout() != ObjectType && !best.layout().IsSubtype(bt.layout()):
			if !bt.layout().IsSubtype(best.layout()) {
				return typeErr("multiple bases have instance lay-out conflict")
			}
			best = bt
		}
		t.flags |= bt.flags & flagLayout
		if err := t.extBase(bt); err != nil {
			return err
		}
	}
	t.base = best
	t.alloc = best.alloc
	t.dictOff = best.dictOff
	if l := subLayouts[best.layout()]; best.flags&flagHeap == 0 && l.alloc != nil {
		t.alloc, t.dictOff = l.alloc, l.dictOff
	}
	t.wrapperClass = best.wrapperClass
	if t.ext != nil {
		if best.layout() != ObjectType {
			return typeErr("multiple bases have instance lay-out conflict")
		}
		t.alloc = extAlloc
	}
	return nil
}

// flagLayout are the flags that subclasses inherit.
const flagLayout = flagInt | flagFloat | flagStr | flagBytes | flagByteArray | flagList | flagTuple | flagDict | flagSet | flagFrozen |
	flagType | flagExc | flagComplex | flagWrapper

// layout is the static type whose struct instances have.
func (t *Type) layout() *Type {
	for t.flags&flagHeap != 0 {
		t = t.base
	}
	for t.base != nil && t.base != ObjectType && t.alloc != nil && sameFunc(t.alloc, t.base.alloc) {
		t = t.base
	}
	return t
}

// subLayout describes instances of heap subclasses of a static type that need more room than the type's own.
type subLayout struct {
	alloc   func(t *Type) *Obj
	dictOff uintptr
}

var subLayouts = map[*Type]subLayout{}

// finishNamespace moves what the namespace says about the class itself into the type.
func (t *Type) finishNamespace(cx *rt.Ctx) *rt.Error {
	if m, ok := t.dict.getStr("__module__"); ok && m.has(flagStr) {
		t.module = asStr(m).s
	} else {
		t.module = "__main__"
		t.dict.setStr("__module__", NewStr("__main__"))
	}
	if q, ok := t.dict.getStr("__qualname__"); ok {
		if !q.has(flagStr) {
			return typeErr("type __qualname__ must be a str, not %s", q.O.Type.cName())
		}
		t.qualname = asStr(q).s
		t.dict.delStr("__qualname__")
	}
	if _, ok := t.dict.getStr("__doc__"); !ok {
		t.dict.setStr("__doc__", None)
	}
	if _, ok := t.dict.getStr("__eq__"); ok {
		if _, ok := t.dict.getStr("__hash__"); !ok {
			t.dict.setStr("__hash__", None)
		}
	}
	for _, n := range []string{"__init_subclass__", "__class_getitem__"} {
		if f, ok := t.dict.getStr(n); ok && f.O.Type == FuncType {
			t.dict.setStr(n, NewClassMethod(f))
		}
	}
	if f, ok := t.dict.getStr("__new__"); ok && f.O.Type == FuncType {
		t.dict.setStr("__new__", NewStaticMethod(f))
	}
	hasDict := t.flags&(flagExc|flagType) != 0
	for _, b := range t.bases {
		if b.flags&flagHeap != 0 && b.flags&flagNoDict == 0 || b.dictOff != 0 && b.flags&flagHeap == 0 {
			hasDict = true
		}
	}
	slots, ok := t.dict.getStr("__slots__")
	if !ok || hasDict {
		if _, own := t.dict.getStr("__dict__"); !own && t.dictOff != 0 {
			g := &getSet{Obj: Obj{GetSetType}, name: "__dict__", owner: ObjectType, get: instDictAttr, set: setDictAttr}
			t.dict.setStr("__dict__", obj(&g.Obj))
		}
	}
	t.slotNames = map[string]struct{}{}
	for _, b := range t.bases {
		for n := range b.slotNames {
			t.slotNames[n] = struct{}{}
		}
	}
	if ok {
		var names []string
		if slots.has(flagStr) {
			names = []string{asStr(slots).s}
		} else {
			list, err := Collect(cx, slots)
			if err != nil {
				return err
			}
			for _, s := range list {
				if !s.has(flagStr) {
					return typeErr("__slots__ items must be strings, not '%s'", s.O.Type.cName())
				}
				names = append(names, asStr(s).s)
			}
		}
		for _, n := range names {
			if n == "__dict__" {
				hasDict = true
				continue
			}
			if n == "__weakref__" {
				continue
			}
			if _, clash := t.dict.getStr(n); clash {
				return valueErr("'%s' in __slots__ conflicts with class variable", n)
			}
			if strings.HasPrefix(n, "__") && !strings.HasSuffix(n, "__") {
				n = "_" + strings.TrimLeft(t.name, "_") + n
			}
			t.slotNames[n] = struct{}{}
			t.addMember(n)
		}
		if !hasDict && t.dictOff != 0 {
			t.flags |= flagNoDict
		}
	}
	return nil
}

// addMember makes the descriptor of a __slots__ name. The value lives in the instance's hidden dictionary.
func (t *Type) addMember(name string) {
	h := hashString(name)
	g := &getSet{Obj: Obj{MemberType}, name: name, owner: t,
		get: func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			if p := instDict(v); p != nil && *p != nil {
				if x, ok := (*p).getStrHash(name, h); ok {
					return x, nil
				}
			}
			return Value{}, attrErr(v, name)
		},
		set: func(cx *rt.Ctx, v, x Value) *rt.Error {
			p := instDict(v)
			if p == nil {
				return attrErr(v, name)
			}
			if *p == nil {
				*p = newDict()
			}
			if !x.IsSet() {
				if !(*p).delStrHash(name, h) {
					return attrErr(v, name)
				}
				return nil
			}
			(*p).setStrHash(name, h, x)
			return nil
		}}
	t.dict.setStr(name, obj(&g.Obj))
}

// computeAbstract finds the abstract methods of a class whose metaclass is ABCMeta.
func (t *Type) computeAbstract(cx *rt.Ctx) {
	if t.Type == TypeType || abcMeta == nil || !t.Type.IsSubtype(abcMeta) {
		return
	}
	names := []Value{}
	seen := map[string]bool{}
	check := func(n string, v Value) {
		if seen[n] {
			return
		}
		seen[n] = true
		if a, err := isAbstract(cx, v); err == nil && a {
			names = append(names, NewStr(n))
		}
	}
	for _, m := range t.mro {
		for i := range m.dict.entries {
			if e := m.dict.entries[i]; e.key.O != nil && e.key.has(flagStr) {
				check(asStr(e.key).s, e.val)
			}
		}
	}
	t.dict.setStr("__abstractmethods__", NewFrozenset(names...))
	if len(names) > 0 {
		t.flags |= flagAbstract
	}
}

var abcMeta *Type

// typeCall is the call of a class: __new__, then __init__.
func typeCall(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	t := asType(f)
	if t == TypeType && len(args) == 1 && len(kn) == 0 {
		return args[0].O.Type.Value(), nil
	}
	if t.new == nil {
		return Value{}, typeErr("cannot create '%s' instances", t.fullName())
	}
	v, err := t.new(cx, t, args, kn, kv)
	if err != nil {
		return Value{}, err
	}
	vt := v.O.Type
	if vt != t && !vt.IsSubtype(t) {
		return v, nil
	}
	if init := vt.init; init != nil {
		if err := init(cx, v, args, kn, kv); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

// objectNew is object.__new__.
func objectNew(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	if (len(args) > 0 || len(kn) > 0) && !t.ext.takesArgs() {
		if !sameFunc[newFn](t.new, objectNew) {
			return Value{}, typeErr("object.__new__() takes exactly one argument (the type to instantiate)")
		}
		if sameFunc[initFn](t.init, objectInit) {
			return Value{}, typeErr("%s() takes no arguments", t.name)
		}
	}
	if t.flags&flagAbstract != 0 {
		return Value{}, t.abstractErr(cx)
	}
	v := obj(t.alloc(t))
	if t.ext != nil {
		runEnded(cx)
		if err := t.ext.construct(cx, v, args, kn, kv); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

func (t *Type) abstractErr(cx *rt.Ctx) *rt.Error {
	v, _ := t.dict.getStr("__abstractmethods__")
	list, err := Sorted(cx, v, Value{}, false)
	if err != nil {
		return err
	}
	var names []string
	for _, n := range asList(list).items {
		names = append(names, asStr(n).s)
	}
	return typeErr("Can't instantiate abstract class %s with abstract method%s %s", t.name, plural(len(names)), strings.Join(names, ", "))
}

func objectInit(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
	if (len(args) > 0 || len(kn) > 0) && !v.O.Type.ext.takesArgs() {
		t := v.O.Type
		if !sameFunc[initFn](t.init, objectInit) {
			return typeErr("object.__init__() takes exactly one argument (the instance to initialize)")
		}
		if sameFunc[newFn](t.new, objectNew) {
			return typeErr("%s() takes no arguments", t.name)
		}
	}
	return nil
}

// instDictAttr is the __dict__ of an instance.
func instDictAttr(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	p := instDict(v)
	if p == nil || v.O.Type.flags&flagNoDict != 0 {
		return Value{}, attrErr(v, "__dict__")
	}
	if *p == nil {
		*p = newDict()
	}
	return obj(&(*p).Obj), nil
}

// newMethod publishes T.__new__.
func newMethod(t *Type) {
	if t.new == nil {
		return
	}
	b := rawBuiltin("__new__", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if len(a) == 0 {
			return Value{}, typeErr("%s.__new__(): not enough arguments", t.name)
		}
		if !a[0].has(flagType) {
			return Value{}, typeErr("%s.__new__(X): X is not a type object (%s)", t.name, a[0].O.Type.cName())
		}
		sub := asType(a[0])
		if !sub.IsSubtype(t) {
			return Value{}, typeErr("%s.__new__(%s): %s is not a subtype of %s", t.name, sub.name, sub.name, t.name)
		}
		if l := sub.layout(); l != t.layout() && t != l && sameFunc[newFn](t.new, objectNew) {
			return Value{}, typeErr("%s.__new__(%s) is not safe, use %s.__new__()", t.name, sub.name, l.name)
		}
		return t.new(cx, sub, a[1:], kn, kv)
	})
	b.newOf = t
	t.dict.setStr("__new__", obj(&b.Obj))
}

func typeRepr(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	t := asType(v)
	if t.module != "" && t.module != "builtins" {
		return NewStr("<class '" + t.module + "." + t.qualname + "'>"), nil
	}
	return NewStr("<class '" + t.qualname + "'>"), nil
}

func objectRepr(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	t := v.O.Type
	n := t.qualname
	if t.module != "" && t.module != "builtins" {
		n = t.module + "." + n
	}
	return NewStr(fmt.Sprintf("<%s object at 0x%x>", n, idOf(v))), nil
}

// idOf is id(v).
func idOf(v Value) uint64 {
	switch v.O {
	case &intTag:
		return hashMix(v.N) &^ 15 & (1<<47 - 1)
	case &floatTag:
		return hashMix(v.N^0x5555) &^ 15 & (1<<47 - 1)
	}
	if v.O.Type.flags&flagWrapper != 0 {
		return uint64(uintptr(unsafe.Pointer(asWrapper(v).H)))
	}
	return uint64(uintptr(unsafe.Pointer(v.O)))
}

// IsInstance is isinstance(v, t): t a class, a union or a tuple of them.
func IsInstance(cx *rt.Ctx, v, t Value) (bool, *rt.Error) {
	if t.O.Type == TypeType {
		if v.O.Type.IsSubtype(asType(t)) {
			return true, nil
		}
		return asType(t).virtualInstance(cx, v)
	}
	if t.has(flagTuple) {
		for _, x := range asTuple(t).items {
			if ok, err := IsInstance(cx, v, x); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
	if t.O.Type == UnionType {
		return IsInstance(cx, v, asUnion(t).args)
	}
	if r, ok, err := callSpecial(cx, t, "__instancecheck__", v); err != nil {
		return false, err
	} else if ok {
		return Truth(cx, r)
	}
	if t.has(flagType) {
		return v.O.Type.IsSubtype(asType(t)), nil
	}
	return false, typeErr("isinstance() arg 2 must be a type, a tuple of types, or a union")
}

// virtualInstance consults a __class__ that an object pretends to have.
func (t *Type) virtualInstance(cx *rt.Ctx, v Value) (bool, *rt.Error) {
	if v.O.Type.flags&flagHeap == 0 {
		return false, nil
	}
	c, ok, err := getAttrOpt(cx, v, "__class__")
	if err != nil || !ok || !c.has(flagType) || c.O == &v.O.Type.Obj {
		return false, err
	}
	return asType(c).IsSubtype(t), nil
}

// IsSubclass is issubclass(c, t).
func IsSubclass(cx *rt.Ctx, c, t Value) (bool, *rt.Error) {
	if t.has(flagTuple) {
		for _, x := range asTuple(t).items {
			if ok, err := IsSubclass(cx, c, x); ok || err != nil {
				return ok, err
			}
		}
		return false, nil
	}
	if t.O.Type == UnionType {
		return IsSubclass(cx, c, asUnion(t).args)
	}
	if !c.has(flagType) {
		return false, typeErr("issubclass() arg 1 must be a class")
	}
	if t.O.Type != TypeType {
		if r, ok, err := callSpecial(cx, t, "__subclasscheck__", c); err != nil {
			return false, err
		} else if ok {
			return Truth(cx, r)
		}
	}
	if !t.has(flagType) {
		return false, typeErr("issubclass() arg 2 must be a class, a tuple of classes, or a union")
	}
	return asType(c).IsSubtype(asType(t)), nil
}
