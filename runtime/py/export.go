package py

import (
	"runtime"
	"weak"

	rt "github.com/cyp-lang/cyp/runtime"
)

// What the packages in lib are made with: Python modules written in Go that a program links only where it imports them. Signatures are
// those of built-in functions (parseSig): "" no argument, "O" one, "1-2" a number of positional ones, "a, b=, *, c=" named ones, where an
// absent one is the zero Value.

// Fn is the body of a function or method with its arguments bound; of a method a[0] is the receiver.
type Fn = func(cx *rt.Ctx, a []Value) (Value, *rt.Error)

// RegisterLib registers a module that fill completes on first import. A module of the program with the same name comes first.
func RegisterLib(name string, fill func(cx *rt.Ctx, m *Module) *rt.Error) {
	modulesLock.Lock()
	defer modulesLock.Unlock()
	stdModule(name, fill)
}

// Func adds a function to a module.
func (m *Module) Func(name, sig string, f Fn) { m.fn(name, sig, f) }

// FuncKw adds a function that sees its positional and keyword arguments as they come.
func (m *Module) FuncKw(name string, f func(cx *rt.Ctx, args []Value, kn []string, kv []Value) (Value, *rt.Error)) {
	m.fnKw(name, f)
}

// Native makes a class whose objects hold a Go value; fill adds its methods. Where sig is not "-" calling it makes an object with
// the state that create gives.
func Native(name, module, sig string, create func(cx *rt.Ctx, a []Value) (any, *rt.Error), fill func(t *Type)) *Type {
	return nativeType(name, module, func(t *Type) {
		if sig != "-" {
			t.makeWith(sig, create)
		} else {
			t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
				return Value{}, typeErr("cannot create '%s' instances", t.fullName())
			}
		}
		fill(t)
	})
}

// NewNative makes an object of a class that Native made.
func NewNative(t *Type, state any) Value { return newNative(t, state) }

// State gives what an object of a class that Native made holds; v may be any object.
func State[T any](v Value) (T, bool) {
	var none T
	if !isNative(v.O.Type) {
		return none, false
	}
	x, ok := asNative(v).v.(T)
	return x, ok
}

// isNative tells whether objects of a class hold a Go value.
func isNative(t *Type) bool {
	for ; t != nil; t = t.base {
		if t.flags&flagNative != 0 {
			return true
		}
	}
	return false
}

// Method adds a method to a class.
func (t *Type) Method(name, sig string, f Fn) { t.method(name, sig, f) }

// ClassMethod adds a class method.
func (t *Type) ClassMethod(name, sig string, f Fn) { t.classMethod(name, sig, f) }

// Getter adds a read-only attribute.
func (t *Type) Getter(name string, get func(cx *rt.Ctx, v Value) (Value, *rt.Error)) {
	t.getter(name, get)
}

// GetSetter adds an attribute.
func (t *Type) GetSetter(name string, get func(cx *rt.Ctx, v Value) (Value, *rt.Error), set func(cx *rt.Ctx, v, x Value) *rt.Error) {
	t.getSetter(name, get, set)
}

// Attr sets an attribute of a class.
func (t *Type) Attr(name string, v Value) { t.dict.setStr(name, v) }

// Errorf is an exception of a built-in class, by name.
func Errorf(kind, format string, args ...any) *rt.Error { return raisef(kind, format, args...) }

// OSErr is the exception for an error of Go's os package; name is the file that it is about, or unset.
func OSErr(err error, name Value) *rt.Error { return osErr(err, name) }

// PathArg converts an argument that names a file.
func PathArg(cx *rt.Ctx, v Value) (string, *rt.Error) { return pathOf(cx, v) }

// IntArg, BoolArg convert optional arguments.
func IntArg(cx *rt.Ctx, v Value, def int) (int, *rt.Error)    { return argInt(cx, v, def) }
func BoolArg(cx *rt.Ctx, v Value, def bool) (bool, *rt.Error) { return argBool(cx, v, def) }

// StrArg converts a text argument of a function.
func StrArg(v Value, fn, name string) (string, *rt.Error) { return argStr(v, fn, name) }

// Buffer is the bytes of a bytes-like object.
func Buffer(v Value) ([]byte, bool) { return bytesOf(v) }

// NewException makes an exception class.
func NewException(name, module string, base *Type) *Type {
	return newStaticType(name, module, base, func(t *Type) {})
}

// RaiseNew raises an exception of a class with arguments.
func RaiseNew(t *Type, args ...Value) *rt.Error { return errOf(newExc(t, args...)) }

// StructSeq makes a class of named tuples like os.stat_result, NewSeq an object of it.
func StructSeq(name string, fields []string) *Type { return structSeq(name, fields) }

// NewSeq makes an object of a class that StructSeq made.
func NewSeq(t *Type, v ...Value) Value { return newSeq(t, v...) }

// FlushStdout writes out what print holds back, before something else writes to the same place.
func FlushStdout() { flushStdout() }

// NewFunc makes a built-in function that no module has yet.
func NewFunc(name, sig string, f Fn) Value { return obj(&makeBuiltin(BuiltinType, name, sig, f).Obj) }

// FormatInt writes a number in decimals.
func FormatInt(n int64) string { return formatInt(n) }

// Unreferable reports whether objects of a class can't be referred to weakly, as in CPython.
func Unreferable(v Value) bool {
	if v.O.Type.flags&flagHeap != 0 {
		return v.O.Type.flags&flagNoDict != 0 && !v.O.Type.allowsSlot("__weakref__")
	}
	switch v.O.Type {
	case IntType, BoolType, FloatType, ComplexType, StrType, BytesType, ByteArrayType, ListType, TupleType, DictType, NoneTypeType, RangeType, SliceType,
		EllipsisType, NotImplementedType, MappingProxyType:
		return true
	}
	return false
}

func (t *Type) allowsSlot(name string) bool {
	for _, m := range t.mro {
		if _, ok := m.slotNames[name]; ok || m.flags&flagHeap != 0 && m.flags&flagNoDict == 0 {
			return true
		}
	}
	return false
}

// Weak refers to an object without keeping it.
type Weak struct{ p weak.Pointer[Obj] }

// NewWeak makes a weak reference. The function, where it is not nil, runs some time after the collector has found the object gone: when the
// program asks for a collection, or at its end.
func NewWeak(v Value, gone func(cx *rt.Ctx)) Weak {
	if gone != nil {
		made := endings.made.Add(1)
		runtime.AddCleanup(v.O, func(f func(cx *rt.Ctx)) { endings.add(made, f) }, gone)
		endings.some.Store(true)
	}
	return Weak{weak.Make(v.O)}
}

// Value is the object, or unset where it is gone.
func (w Weak) Value() Value {
	if o := w.p.Value(); o != nil {
		return obj(o)
	}
	return Value{}
}

// Identity is id(v).
func Identity(v Value) int64 { return int64(idOf(v)) }
