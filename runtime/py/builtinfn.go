package py

import (
	"fmt"
	"strconv"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

type builtinFn func(cx *rt.Ctx, args []Value, kn []string, kv []Value) (Value, *rt.Error)

// bfn is the body of a built-in function whose arguments have been counted or bound already: for methods a[0]
// is the receiver.
type bfn = func(cx *rt.Ctx, a []Value) (Value, *rt.Error)

// builtinObj is a function or method implemented here. Its type tells the kind: BuiltinType for functions and bound
// methods, MethodDescrType and SlotWrapperType for what is found in a type's dictionary.
type builtinObj struct {
	Obj
	name, module, doc string
	owner             *Type // of a method
	self              Value // receiver of a bound one
	slot              *slotDef
	newOf             *Type // set for T.__new__
	fn                builtinFn
	min, max          int // number of positional arguments, receiver excluded; max < 0: any
	raw               bool
	tuple             bool // counted by PyArg_ParseTuple, which words it otherwise
	one               bool // exactly one positional: METH_O in CPython, which has a message of its own
	params            []builtinParam
	posOnly, maxPos   int
}

type builtinParam struct {
	name     string
	required bool
}

// parseSig fills in how arguments bind. The signature is one of:
//
//	""        no arguments
//	"O"       exactly one positional
//	"1-2"     between 1 and 2 positional; "1+" for one or more
//	"1-3t"    the same, counted by PyArg_ParseTuple in CPython
//	"raw"     the function sees positional and keyword arguments as given
//	"a, /, b=, *, c="   named parameters; unset ones are passed as the zero Value
func (b *builtinObj) parseSig(sig string) {
	switch {
	case sig == "":
		return
	case sig == "O":
		b.min, b.max, b.one = 1, 1, true
	case sig == "raw":
		b.raw = true
	case sig[0] >= '0' && sig[0] <= '9':
		sig, b.tuple = strings.CutSuffix(sig, "t")
		if strings.HasSuffix(sig, "+") {
			b.min, _ = strconv.Atoi(sig[:len(sig)-1])
			b.max = -1
			return
		}
		lo, hi, ok := strings.Cut(sig, "-")
		b.min, _ = strconv.Atoi(lo)
		b.max = b.min
		if ok {
			b.max, _ = strconv.Atoi(hi)
		}
	default:
		kwOnly := false
		for _, p := range strings.Split(sig, ",") {
			p = strings.TrimSpace(p)
			switch p {
			case "/":
				b.posOnly = len(b.params)
				continue
			case "*":
				kwOnly = true
				continue
			}
			name, opt := strings.CutSuffix(p, "=")
			b.params = append(b.params, builtinParam{name, !opt})
			if !kwOnly {
				b.maxPos++
				if !opt {
					b.min++
				}
			}
		}
	}
}

func makeBuiltin(t *Type, name, sig string, f bfn) *builtinObj {
	b := &builtinObj{Obj: Obj{t}, name: name}
	b.parseSig(sig)
	b.fn = func(cx *rt.Ctx, a []Value, _ []string, _ []Value) (Value, *rt.Error) { return f(cx, a) }
	return b
}

// NewBuiltin makes a built-in function; see parseSig for sig.
func NewBuiltin(name, sig string, f func(cx *rt.Ctx, a []Value) (Value, *rt.Error)) Value {
	return obj(&makeBuiltin(BuiltinType, name, sig, f).Obj)
}

func rawBuiltin(name string, f builtinFn) *builtinObj {
	return &builtinObj{Obj: Obj{BuiltinType}, name: name, raw: true, fn: f}
}

// method adds a method to a static type.
func (t *Type) method(name, sig string, f bfn) {
	b := makeBuiltin(MethodDescrType, name, sig, f)
	b.owner = t
	t.dict.setStr(name, obj(&b.Obj))
}

// methodKw adds a method that binds its arguments itself.
func (t *Type) methodKw(name string, f builtinFn) {
	b := &builtinObj{Obj: Obj{MethodDescrType}, name: name, raw: true, fn: f, owner: t}
	t.dict.setStr(name, obj(&b.Obj))
}

// classMethod adds a class method: a[0] is the class.
func (t *Type) classMethod(name, sig string, f bfn) {
	b := makeBuiltin(ClassMethodDescr, name, sig, f)
	b.owner = t
	t.dict.setStr(name, obj(&b.Obj))
}

// staticMethod adds a static method.
func (t *Type) staticMethod(name, sig string, f bfn) {
	b := makeBuiltin(BuiltinType, name, sig, f)
	t.dict.setStr(name, obj((&wrapDescr{Obj{StaticMethodType}, obj(&b.Obj), nil}).header()))
}

// getter adds a read-only attribute, getSetter one that can be assigned.
func (t *Type) getter(name string, get func(cx *rt.Ctx, v Value) (Value, *rt.Error)) {
	t.getSetter(name, get, nil)
}

func (t *Type) getSetter(name string, get func(cx *rt.Ctx, v Value) (Value, *rt.Error), set func(cx *rt.Ctx, v, x Value) *rt.Error) {
	g := &getSet{Obj: Obj{GetSetType}, name: name, owner: t, get: get, set: set}
	t.dict.setStr(name, obj(&g.Obj))
}

// display names the function in messages.
func (b *builtinObj) display() string {
	if b.owner != nil {
		return b.owner.name + "." + b.name
	}
	if b.module != "" && b.module != "builtins" {
		return b.module + "." + b.name
	}
	return b.name
}

func (b *builtinObj) qualname() string {
	if b.owner != nil {
		return b.owner.name + "." + b.name
	}
	return b.name
}

// callBuiltin is the call slot of all kinds of builtinObj.
func callBuiltin(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	b := asBuiltin(f)
	recv := 0
	if b.owner != nil {
		if b.self.O != nil {
			st := stateOf(cx)
			a := st.push(len(args) + 1)
			a[0] = b.self
			copy(a[1:], args)
			r, err := b.invoke(cx, a, 1, kn, kv)
			st.pop(a)
			return r, err
		}
		recv = 1
		if len(args) == 0 {
			if b.slot != nil {
				return Value{}, typeErr("descriptor '%s' of '%s' object needs an argument", b.name, b.owner.name)
			}
			return Value{}, typeErr("unbound method %s.%s() needs an argument", b.owner.name, b.name)
		}
		if b.Type != ClassMethodDescr && !args[0].O.Type.IsSubtype(b.owner) {
			if b.slot != nil {
				return Value{}, typeErr("descriptor '%s' requires a '%s' object but received a '%s'", b.name, b.owner.name, args[0].O.Type.cName())
			}
			return Value{}, typeErr("descriptor '%s' for '%s' objects doesn't apply to a '%s' object", b.name, b.owner.name, args[0].O.Type.cName())
		}
	}
	return b.invoke(cx, args, recv, kn, kv)
}

// invoke checks or binds the arguments and runs the body.
func (b *builtinObj) invoke(cx *rt.Ctx, args []Value, recv int, kn []string, kv []Value) (Value, *rt.Error) {
	if b.raw {
		return b.fn(cx, args, kn, kv)
	}
	n := len(args) - recv
	if b.params == nil {
		if len(kn) > 0 {
			return Value{}, typeErr("%s() takes no keyword arguments", b.display())
		}
		if n < b.min || n > b.max && b.max >= 0 {
			return Value{}, b.countErr(n)
		}
		return b.fn(cx, args, nil, nil)
	}
	if len(kn) == 0 && n == len(b.params) && n <= b.maxPos {
		return b.fn(cx, args, nil, nil)
	}
	return b.bind(cx, args, recv, kn, kv)
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

func (b *builtinObj) countErr(n int) *rt.Error {
	switch {
	case b.slot != nil:
		return typeErr("expected %d argument%s, got %d", b.min, plural(b.min), n)
	case b.max == 0:
		return typeErr("%s() takes no arguments (%d given)", b.display(), n)
	case b.one:
		return typeErr("%s() takes exactly one argument (%d given)", b.display(), n)
	case b.tuple && n < b.min:
		return typeErr("%s() takes at least %d argument%s (%d given)", b.name, b.min, plural(b.min), n)
	case b.tuple:
		return typeErr("%s() takes at most %d argument%s (%d given)", b.name, b.max, plural(b.max), n)
	case b.min == b.max:
		return typeErr("%s expected %d argument%s, got %d", b.name, b.min, plural(b.min), n)
	case n < b.min:
		return typeErr("%s expected at least %d argument%s, got %d", b.name, b.min, plural(b.min), n)
	default:
		return typeErr("%s expected at most %d argument%s, got %d", b.name, b.max, plural(b.max), n)
	}
}

// bind fills one slot per parameter.
func (b *builtinObj) bind(cx *rt.Ctx, args []Value, recv int, kn []string, kv []Value) (Value, *rt.Error) {
	n := len(args) - recv
	total := n + len(kn)
	if n > b.maxPos {
		word := "at most"
		if b.min == b.maxPos {
			word = "exactly"
		}
		kind := ""
		if b.maxPos < len(b.params) {
			kind = "positional "
		}
		if b.maxPos == 0 {
			return Value{}, typeErr("%s() takes no positional arguments", b.name)
		}
		return Value{}, typeErr("%s() takes %s %d %sargument%s (%d given)", b.name, word, b.maxPos, kind, plural(b.maxPos), total)
	}
	st := stateOf(cx)
	a := st.push(recv + len(b.params))
	copy(a, args)
	for i := len(args); i < len(a); i++ {
		a[i] = Value{}
	}
	if err := b.bindKw(a, recv, n, kn, kv); err != nil {
		st.pop(a)
		return Value{}, err
	}
	r, err := b.fn(cx, a, nil, nil)
	st.pop(a)
	return r, err
}

func (b *builtinObj) bindKw(a []Value, recv, n int, kn []string, kv []Value) *rt.Error {
next:
	for i, k := range kn {
		for j := b.posOnly; j < len(b.params); j++ {
			if b.params[j].name == k {
				if a[recv+j].IsSet() {
					return typeErr("argument for %s() given by name ('%s') and position (%d)", b.name, k, j+1)
				}
				a[recv+j] = kv[i]
				continue next
			}
		}
		if b.posOnly == len(b.params) {
			return typeErr("%s() takes no keyword arguments", b.display())
		}
		return typeErr("'%s' is an invalid keyword argument for %s()", k, b.name)
	}
	for j, p := range b.params {
		if p.required && !a[recv+j].IsSet() {
			if j < b.posOnly {
				word := "exactly"
				if b.min < b.maxPos {
					word = "at least"
				}
				return typeErr("%s() takes %s %d positional argument%s (%d given)", b.name, word, b.min, plural(b.min), n)
			}
			return typeErr("%s() missing required argument '%s' (pos %d)", b.name, p.name, j+1)
		}
	}
	return nil
}

func builtinRepr(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	b := asBuiltin(v)
	switch {
	case b.Type == SlotWrapperType:
		return NewStr(fmt.Sprintf("<slot wrapper '%s' of '%s' objects>", b.name, b.owner.name)), nil
	case b.Type == MethodWrapperType:
		return NewStr(fmt.Sprintf("<method-wrapper '%s' of %s object at 0x%x>", b.name, b.self.O.Type.name, idOf(b.self))), nil
	case b.Type == MethodDescrType || b.Type == ClassMethodDescr:
		return NewStr(fmt.Sprintf("<method '%s' of '%s' objects>", b.name, b.owner.name)), nil
	case b.self.O != nil:
		return NewStr(fmt.Sprintf("<built-in method %s of %s object at 0x%x>", b.name, b.self.O.Type.name, idOf(b.self))), nil
	case b.newOf != nil:
		return NewStr(fmt.Sprintf("<built-in method __new__ of type object at 0x%x>", idOf(b.newOf.Value()))), nil
	}
	return NewStr("<built-in function " + b.name + ">"), nil
}

// bindBuiltin is the __get__ of method descriptors.
func bindBuiltin(cx *rt.Ctx, d, inst Value, owner *Type) (Value, *rt.Error) {
	b := asBuiltin(d)
	if b.Type == ClassMethodDescr {
		n := *b
		n.Type, n.self = BuiltinType, owner.Value()
		return obj(&n.Obj), nil
	}
	if !inst.IsSet() {
		return d, nil
	}
	n := *b
	n.self = inst
	n.Type = BuiltinType
	if b.Type == SlotWrapperType {
		n.Type = MethodWrapperType
	}
	return obj(&n.Obj), nil
}

func setupBuiltinFn() {
	for _, t := range []*Type{BuiltinType, MethodDescrType, SlotWrapperType, MethodWrapperType, ClassMethodDescr} {
		t.call = callBuiltin
		t.repr = builtinRepr
		t.flags |= flagNoBase
		t.getter("__name__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(asBuiltin(v).name), nil })
		t.getter("__qualname__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(asBuiltin(v).qualname()), nil })
		t.getter("__doc__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			if d := asBuiltin(v).doc; d != "" {
				return NewStr(d), nil
			}
			return None, nil
		})
	}
	BuiltinType.getter("__self__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if b := asBuiltin(v); b.self.IsSet() {
			return b.self, nil
		}
		return None, nil
	})
	BuiltinType.getter("__module__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if m := asBuiltin(v).module; m != "" {
			return NewStr(m), nil
		}
		return None, nil
	})
	MethodWrapperType.getter("__self__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asBuiltin(v).self, nil })
	for _, t := range []*Type{MethodDescrType, SlotWrapperType, ClassMethodDescr} {
		t.descrGet = bindBuiltin
		t.getter("__objclass__", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asBuiltin(v).owner.Value(), nil })
	}
	MethodDescrType.flags |= flagMethod
	SlotWrapperType.flags |= flagMethod
	eq := func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if a.O.Type != b.O.Type || op != cmpEq && op != cmpNe {
			return NotImplemented, nil
		}
		x, y := asBuiltin(a), asBuiltin(b)
		same := x == y || x.name == y.name && x.owner == y.owner && x.module == y.module && Is(x.self, y.self) && sameFunc(x.fn, y.fn)
		return Bool(same == (op == cmpEq)), nil
	}
	BuiltinType.richcmp, MethodWrapperType.richcmp = eq, eq
	hash := func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		b := asBuiltin(v)
		if b.self.IsSet() {
			return int64(hashString(b.name) ^ idOf(b.self)), nil
		}
		return int64(idOf(v) >> 4), nil
	}
	BuiltinType.hash, MethodWrapperType.hash = hash, hash
}
