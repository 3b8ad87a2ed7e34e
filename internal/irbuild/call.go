package irbuild

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// call is a call of a C function: of the program, of the runtime, or through a pointer.
func (x *fb) call(e *typed.Call) ir.Expr {
	switch {
	case e.Func != nil:
		args := x.operandsOf(e.Func.Sig, e.Args)
		if n := len(e.Func.Params); len(args) > n {
			args = args[:n] // a function of the program can't look at its variable arguments
		}
		return &ir.Call{X: x.x(e.Type()), Callee: ir.Callee{Kind: ir.Direct, Func: x.b.declareFunc(e.Func), Fresh: true}, Args: args}
	case e.Ptr != nil:
		sig := e.Sig
		if sig == nil {
			sig = funcType(e.Ptr.Type())
		}
		steps := []func() ir.Expr{func() ir.Expr { return x.expr(e.Ptr) }}
		v := x.inOrder(append(steps, x.argSteps(sig, e.Args)...))
		return &ir.Call{X: x.x(e.Type()), Callee: ir.Callee{Kind: ir.Indirect, Value: v[0], Fresh: true}, Args: v[1:]}
	}
	if isReference(e.Type()) {
		return x.locked(e, e.Bound.Ptr == nil || !e.Bound.Pure, func() ir.Expr { return x.referred(e) })
	}
	return x.locked(e, !e.Bound.Pure, func() ir.Expr { return x.bound(e, e.Bound, e.Type()) })
}

// operandsOf evaluates arguments for a signature: C++ reference parameters get addresses.
func (x *fb) operandsOf(sig *types.Func, args []typed.Expr) []ir.Expr {
	return x.inOrder(x.argSteps(sig, args))
}

func (x *fb) argSteps(sig *types.Func, args []typed.Expr) []func() ir.Expr {
	steps := make([]func() ir.Expr, len(args))
	for i, a := range args {
		a := a
		steps[i] = func() ir.Expr { return x.expr(a) }
		if sig == nil || i >= len(sig.Params) {
			continue
		}
		if r, ok := plain(sig.Params[i].Type).(*types.Reference); ok {
			steps[i] = func() ir.Expr { return x.byRef(a, r.Elem) }
		}
	}
	return steps
}

// byRef is the address of an argument for a C++ reference parameter; a value that has none gets a variable.
func (x *fb) byRef(a typed.Expr, elem types.Type) ir.Expr {
	return x.addrOf(x.place(a), x.b.pointer(plain(elem)))
}

// bound calls a function or method of the runtime.
func (x *fb) bound(e *typed.Call, b *typed.Binding, t types.Type) ir.Expr {
	args := e.Args
	if b.DropLast && len(args) > 0 {
		last := args[len(args)-1]
		args = args[:len(args)-1]
		if v := x.value(last); whole(v) && ir.CallOf(v) != nil {
			x.do(v)
		}
	}
	var steps []func() ir.Expr
	if e.Recv != nil {
		steps = append(steps, func() ir.Expr { return x.boundReceiver(e.Recv) })
	}
	for i, a := range args {
		i, a := i, a
		steps = append(steps, func() ir.Expr { return x.boundArg(e, b, i, a) })
	}
	v := x.placeFirst(valueReceiver(e), steps)
	c := x.boundCall(b, t)
	if e.Recv != nil && !b.FuncRecv {
		c.Recv, v = v[0], v[1:]
	}
	c.Args = v
	switch b.Go {
	case std.Zero:
		return x.null(t)
	case std.Copy:
		if len(v) == 1 {
			return v[0]
		}
	}
	x.ownArgs(c, b.Owns)
	if b.WrapStr {
		return x.wrapStr(c, t)
	}
	return x.boundResult(c, b, t)
}

// boundCall makes the call without its operands.
func (x *fb) boundCall(b *typed.Binding, t types.Type) *ir.Call {
	c := &ir.Call{X: x.x(t), Callee: ir.Callee{Kind: ir.Runtime, Go: b.Go, GoTypes: b.GoTypes, Cx: b.Cx, Raises: b.Raises,
		Pure: b.Pure && !b.Cx && !b.Raises, Fresh: b.Fresh, Addr: b.Addr, NoResult: b.NoResult, ClassArg: b.ClassArg, Variadic: b.VarArgs}}
	if (b.TypeArgs || b.Go == "rt.MakePair") && len(b.GoTypes) == 0 { // a literal tells Go nothing of the type of a part
		c.Callee.GoTypes = goArgs(t)
	}
	return c
}

// goArgs are the type arguments of the Go type of a C++ value or runtime class.
func goArgs(t types.Type) []types.Type {
	switch t := plain(t).(type) {
	case *types.Cpp:
		return t.GoArgs
	case *types.Ref:
		return t.Class.GoArgs
	case *types.Basic, *types.Enum:
		return []types.Type{t}
	}
	return nil
}

func (x *fb) ownArgs(c *ir.Call, owns bool) {
	if !owns {
		return
	}
	c.Callee.Owns = make([]bool, len(c.Args))
	for i := range c.Callee.Owns {
		c.Callee.Owns[i] = true
	}
}

// boundResult converts the result of a runtime function to the type that its declaration gives it.
func (x *fb) boundResult(c *ir.Call, b *typed.Binding, t types.Type) ir.Expr {
	t = plain(t)
	if b.Result == nil || isVoid(t) || !number(t) && asPointer(t) == nil || sameC(b.Result, t) {
		return c
	}
	c.T = b.Result
	if isBint(t) && !isBint(b.Result) {
		return x.isTrue(x.pureOf(c))
	}
	return x.conv(t, x.pureOf(c))
}

// pureOf saves a call that can't be nested.
func (x *fb) pureOf(v ir.Expr) ir.Expr {
	if whole(v) {
		return x.save(v)
	}
	return v
}

func number(t types.Type) bool { return isInt(t) || isFloat(t) || isBint(t) }

// sameC reports whether two C types have one Go type.
func sameC(a, b types.Type) bool {
	a, b = plain(a), plain(b)
	if a == b {
		return true
	}
	x, y := asBasic(a), asBasic(b)
	if x != nil && y != nil {
		return x.Kind == y.Kind && (x.Kind == types.BintKind || x.Bits == y.Bits && x.Signed == y.Signed)
	}
	if _, ok := a.(*types.Enum); ok {
		return y != nil && y.Kind == types.IntKind && y.Bits == 32 && y.Signed
	}
	if _, ok := b.(*types.Enum); ok {
		return sameC(b, a)
	}
	p, q := asPointer(a), asPointer(b)
	return p != nil && q != nil && (isVoid(plain(p.Elem)) && isVoid(plain(q.Elem)) || sameC(p.Elem, q.Elem))
}

// boundReceiver is the receiver of a runtime method: a C++ value place, a pointer to one, or an object.
func (x *fb) boundReceiver(e typed.Expr) ir.Expr {
	if asRef(e.Type()) != nil {
		return x.receiver(e)
	}
	return x.base(e)
}

// valueReceiver reports whether the receiver of a call is the place of a C++ value.
func valueReceiver(e *typed.Call) bool {
	return e.Recv != nil && asRef(e.Recv.Type()) == nil && asPointer(e.Recv.Type()) == nil
}

// boundArg is argument i of a runtime function.
func (x *fb) boundArg(e *typed.Call, b *typed.Binding, i int, a typed.Expr) ir.Expr {
	if b.VarArgs && (e.Sig == nil || i >= len(e.Sig.Params)) {
		return x.varArg(a)
	}
	if i < len(b.ByRef) && b.ByRef[i] {
		return x.byRef(a, plain(refElem(a.Type())))
	}
	if lit := literal(a); lit != nil && strings.HasPrefix(b.Go, "py.Ext") { // the name of an attribute
		return x.str(lit.V)
	}
	v := x.expr(a)
	if i >= len(b.Params) || b.Params[i] == nil {
		return v
	}
	t := b.Params[i]
	switch {
	case sameC(v.Type(), t):
		return v
	case number(t) && number(v.Type()):
		if n, ok := v.(*ir.Int); ok && isInt(t) {
			return &ir.Int{X: x.x(t), V: n.V, Big: n.Big}
		}
		if isBint(t) {
			return x.isTrue(v)
		}
		return x.conv(t, v)
	case asPointer(t) != nil && asPointer(v.Type()) != nil:
		if _, null := v.(*ir.Null); null {
			return x.null(t)
		}
		return x.conv(t, v)
	}
	return v
}

func refElem(t types.Type) types.Type {
	if r, ok := plain(t).(*types.Reference); ok {
		return r.Elem
	}
	return t
}

// varArg wraps a C variable argument with its type.
func (x *fb) varArg(a typed.Expr) ir.Expr {
	v := x.expr(a)
	t := plain(v.Type())
	arg := func(name string, v ir.Expr) ir.Expr { return x.pure(name, goArg, nil, v) }
	switch t := t.(type) {
	case *types.Basic:
		switch {
		case t.Kind == types.BintKind:
			return arg("rt.ABool", v)
		case t == types.Char:
			return arg("rt.AChar", v)
		case t.Kind == types.FloatKind:
			return arg("rt.AFloat", x.conv(types.Double, v))
		case t.Kind == types.NullKind:
			return arg("rt.APtr", x.null(x.b.pointer(types.Void)))
		case t.Bits <= 32 && t.Signed:
			return arg("rt.AInt32", x.conv(types.Int, v))
		case t.Bits <= 32:
			return arg("rt.AUint32", x.conv(types.UInt, v))
		case t.Signed:
			return arg("rt.AInt", x.conv(types.Long, v))
		}
		return arg("rt.AUint", x.conv(types.ULong, v))
	case *types.Enum:
		return arg("rt.AInt32", x.conv(types.Int, v))
	case *types.Pointer:
		if isCharPointer(t) {
			return arg("rt.ACStr", x.conv(x.b.pointer(types.Char), v))
		}
		return arg("rt.APtr", x.conv(x.b.pointer(types.Void), v))
	case *types.Array:
		return arg("rt.ACStr", x.conv(x.b.pointer(types.Char), v))
	case *types.Cpp:
		if t.Key == "std::string_view" {
			return arg("rt.AView", v)
		}
		return arg("rt.AStr", v)
	case *types.Ref:
		if f := t.Class.Field("_str"); f != nil {
			x.nullCheck(a, v)
			return arg("rt.AStr", &ir.FieldRef{X: x.x(f.Type), Base: v, Field: f})
		}
		return arg("rt.APtr", x.conv(x.b.pointer(types.Void), v))
	case *types.Object:
		if s, ok := v.(*ir.Str); ok {
			return arg("rt.ACStr", &ir.Str{X: x.x(x.b.pointer(types.Char)), V: s.V})
		}
	}
	x.b.bug(a.Span(), "variable argument of type %s", t)
	return nil
}

// wrapStr makes an object of a string class of a string that the runtime made.
func (x *fb) wrapStr(c *ir.Call, t types.Type) ir.Expr {
	k := asRef(t).Class
	f := k.Field("_str")
	if f == nil {
		x.b.bug(x.at, "class %s has no field _str", k.Name)
	}
	c.T = f.Type
	text := x.save(c)
	obj := x.save(x.newObject(k, t))
	x.emit(&ir.Store{S: x.s(), Place: &ir.FieldRef{X: x.x(f.Type), Base: obj, Field: f}, Src: text})
	return obj
}

// reference is the address that a call with a C++ reference result gives.
func (x *fb) reference(e *typed.Call) ir.Expr {
	elem := plain(plain(e.Type()).(*types.Reference).Elem)
	p := x.b.pointer(elem)
	switch {
	case e.Bound == nil:
		return x.expr(e)
	case e.Bound.Ptr != nil:
		return x.pureOf(x.bound(e, e.Bound.Ptr, p))
	case e.Bound.RefResult:
		return x.pureOf(x.bound(e, e.Bound, p))
	}
	// Go gives a value: it gets a variable.
	v := x.pureOf(x.bound(e, e.Bound, elem))
	return x.addrOf(v, p)
}

// loadRef reads what a call with a C++ reference result refers to.
func (x *fb) loadRef(e typed.Expr, t types.Type) ir.Expr {
	c, ok := e.(*typed.Call)
	if !ok || c.Bound == nil || !isReference(c.Type()) {
		return x.locked(e, false, func() ir.Expr { return x.place(e) })
	}
	return x.locked(e, !c.Bound.Pure, func() ir.Expr {
		if c.Bound.RefResult {
			return &ir.DerefRef{X: x.x(t), Base: x.reference(c)}
		}
		return x.bound(c, c.Bound, t)
	})
}

// storeRef stores through a call with a C++ reference result.
func (x *fb) storeRef(e *typed.Call, value func() ir.Expr) {
	v := x.pureOf(value())
	set := e.Bound.Set
	if set == nil || e.Bound.Ptr != nil && !ir.Copied(v.Type()) {
		var p ir.Expr
		v = x.then(v, func() { p = x.reference(e) })
		x.emit(&ir.Store{S: x.s(), Place: &ir.DerefRef{X: x.x(v.Type()), Base: p}, Src: v})
		return
	}
	var c *ir.Call
	v = x.then(v, func() {
		var steps []func() ir.Expr
		if e.Recv != nil {
			steps = append(steps, func() ir.Expr { return x.boundReceiver(e.Recv) })
		}
		for i, a := range e.Args {
			i, a := i, a
			steps = append(steps, func() ir.Expr { return x.boundArg(e, set, i, a) })
		}
		vals := x.placeFirst(valueReceiver(e), steps)
		c = x.boundCall(set, types.Void)
		c.Callee.Pure = false
		if e.Recv != nil && !set.FuncRecv {
			c.Recv, vals = vals[0], vals[1:]
		}
		c.Args = vals
	})
	c.Args = append(c.Args, v)
	c.Callee.Owns = make([]bool, len(c.Args))
	c.Callee.Owns[len(c.Args)-1] = true
	x.do(c)
}

// cppValue makes a C++ value.
func (x *fb) cppValue(e *typed.CppValue) ir.Expr {
	if e.Bound == nil {
		return x.null(e.Type())
	}
	c := &typed.Call{E: e.E, Bound: e.Bound, Args: e.Args}
	return x.bound(c, e.Bound, e.Type())
}

// runtimeMethod is the callee for a method of a class that the runtime provides.
func (x *fb) runtimeMethod(m *types.Method) *typed.Binding {
	b := std.MethodBinding(m.Class.Go, m.Go, len(m.Sig.Params))
	if b == nil {
		x.b.bug(x.at, "the runtime has no %s.%s with %d parameters", m.Class.Go, m.Go, len(m.Sig.Params))
	}
	return b
}

// keeps tells which arguments the methods of runtime containers take over; they only look at the others.
var keeps = map[string][]int{
	"rt.List.SetAt": {1}, "rt.List.Append": {0}, "rt.List.Insert": {1},
	"rt.Dict.SetAt": {0, 1}, "rt.Dict.Get": {1}, "rt.Dict.PopDefault": {1}, "rt.Dict.SetDefault": {0, 1},
	"rt.Set.Add": {0}, "rt.QueueInterface.Push": {0},
}

// runtimeCall calls a method of a runtime class.
func (x *fb) runtimeCall(m *types.Method, t types.Type, recv ir.Expr, args []ir.Expr) ir.Expr {
	b := x.runtimeMethod(m)
	c := x.boundCall(b, t)
	c.Recv = recv
	for i, a := range args {
		if i < len(b.Params) && b.Params[i] != nil && number(b.Params[i]) && number(a.Type()) && !sameC(a.Type(), b.Params[i]) {
			args[i] = x.conv(b.Params[i], a)
		}
	}
	c.Args = args
	c.Callee.Owns = make([]bool, len(args))
	for _, i := range keeps[m.Class.Go+"."+m.Go] {
		c.Callee.Owns[i] = true
	}
	return x.boundResult(c, b, t)
}
