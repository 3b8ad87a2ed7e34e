package py

import (
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// native is an object of a standard module: its state is a Go value.
type native struct {
	Obj
	v    any
	dict *Dict
}

func asNative(v Value) *native { return (*native)(unsafe.Pointer(v.O)) }

// stateIn returns the state of a native object; the caller has checked the type.
func stateIn[T any](v Value) T {
	x, _ := asNative(v).v.(T)
	return x
}

func newNative(t *Type, v any) Value { return obj(&(&native{Obj: Obj{t}, v: v}).Obj) }

// nativeType makes a class of a standard module whose instances are native objects.
func nativeType(name, module string, fill func(t *Type)) *Type {
	return newStaticType(name, module, ObjectType, func(t *Type) {
		t.flags |= flagNative
		t.alloc = func(t *Type) *Obj { return &(&native{Obj: Obj{t}}).Obj }
		t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
		subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(native{}.dict)}
		fill(t)
	})
}

// makeWith sets a native type's constructor: it binds the arguments by sig and makes the state.
func (t *Type) makeWith(sig string, f func(cx *rt.Ctx, a []Value) (any, *rt.Error)) {
	b := &builtinObj{name: t.name}
	b.parseSig(sig)
	t.new = func(cx *rt.Ctx, sub *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		var st any
		c := *b
		c.Type = BuiltinType
		c.fn = func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) {
			var err *rt.Error
			st, err = f(cx, a)
			return None, err
		}
		if sub != t {
			// Extra arguments are for the __init__ of a subclass.
			if c.params == nil && c.max >= 0 && len(args) > c.max {
				args = args[:c.max]
			}
		}
		if _, err := c.invoke(cx, args, 0, kn, kv); err != nil {
			return Value{}, err
		}
		o := obj(sub.alloc(sub))
		asNative(o).v = st
		return o, nil
	}
}

// iterFn is the state of native iterators.
type iterFn func(cx *rt.Ctx) (Value, bool, *rt.Error)

// iterType makes a class of native iterators.
func iterType(name, module, sig string, make func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error)) *Type {
	return nativeType(name, module, func(t *Type) {
		t.iter = selfIter
		t.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
			f := stateIn[iterFn](v)
			if f == nil {
				return Value{}, false, nil
			}
			return f(cx)
		}
		t.makeWith(sig, func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			f, err := make(cx, append([]Value(nil), a...))
			return f, err
		})
	})
}

// argInt converts an optional integer argument.
func argInt(cx *rt.Ctx, v Value, def int) (int, *rt.Error) {
	if !v.IsSet() || v.IsNone() {
		return def, nil
	}
	return asIndex(cx, v)
}

// argBool converts an optional flag.
func argBool(cx *rt.Ctx, v Value, def bool) (bool, *rt.Error) {
	if !v.IsSet() {
		return def, nil
	}
	return Truth(cx, v)
}

// argStr converts a text argument.
func argStr(v Value, fn, name string) (string, *rt.Error) {
	if s, ok := GoStr(v); ok {
		return s, nil
	}
	return "", typeErr("%s() argument %s must be str, not %s", fn, name, argType(v))
}

// opt is v[i], or unset beyond the end.
func opt(a []Value, i int) Value {
	if i < len(a) {
		return a[i]
	}
	return Value{}
}
