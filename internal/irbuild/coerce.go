package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func (x *fb) coerce(e *typed.Coerce) ir.Expr {
	t := plain(e.Type())
	switch e.Kind {
	case typed.ToCNumber:
		return x.toNumber(x.expr(e.X), t)
	case typed.ToPointer:
		return x.toPointer(e, t)
	case typed.Upcast:
		return x.upcast(e, t)
	case typed.Downcast:
		return x.downcast(x.expr(e.X), t)
	case typed.ClassToVoid, typed.VoidToClass:
		return x.conv(t, x.expr(e.X))
	case typed.LitToCharPtr:
		s := literal(e.X)
		if s == nil {
			x.b.bug(e.At, "text literal expected")
		}
		return &ir.Str{X: x.x(t), V: s.V}
	case typed.LitToPy:
		s := literal(e.X)
		if s == nil {
			return x.expr(e.X)
		}
		return &ir.Str{X: x.x(types.PyObject), V: s.V, Bytes: s.Bytes}
	case typed.LitToChar:
		s := literal(e.X)
		if s == nil {
			return x.toNumber(x.expr(e.X), t)
		}
		return x.int(t, charValue(s.V, t))
	case typed.NullTo:
		return x.null(t)
	case typed.ToPy, typed.BintToPy:
		return x.toPy(e.X)
	case typed.FromPy:
		return x.fromPy(x.expr(e.X), t)
	case typed.CheckPy:
		return x.checkPy(x.expr(e.X), t)
	case typed.Wrap:
		return x.wrap(x.expr(e.X))
	case typed.Unwrap:
		return x.unwrap(x.expr(e.X), t)
	case typed.ToCpp:
		return x.bound(&typed.Call{E: e.E, Bound: e.Bound, Args: []typed.Expr{e.X}}, e.Bound, t)
	case typed.Convert:
		return x.methodCall(&typed.MethodCall{E: e.E, Recv: e.X, Method: e.Method, Op: "<>"})
	case typed.LoadRef:
		return x.loadRef(e.X, t)
	}
	x.b.bug(e.At, "unknown conversion %d", e.Kind)
	return nil
}

func literal(e typed.Expr) *typed.StrLit {
	for {
		switch y := e.(type) {
		case *typed.StrLit:
			return y
		case *typed.Coerce:
			e = y.X
		default:
			return nil
		}
	}
}

func charValue(s string, t types.Type) int64 {
	if b := asBasic(t); b != nil && b.Bits > 8 {
		for _, r := range s {
			return int64(r)
		}
	}
	if s == "" {
		return 0
	}
	if b := asBasic(t); b != nil && b.Signed {
		return int64(int8(s[0]))
	}
	return int64(s[0])
}

// toNumber converts between C numbers.
func (x *fb) toNumber(v ir.Expr, t types.Type) ir.Expr {
	if isBint(t) {
		return x.isTrue(v)
	}
	switch n := v.(type) {
	case *ir.Int:
		if isFloat(t) && n.Big == "" {
			return &ir.FloatLit{X: x.x(t), V: float64(n.V)}
		}
		if isInt(t) && (n.Big == "" && fits(n.V, t) || isBint(n.T)) {
			return &ir.Int{X: x.x(t), V: n.V, Big: n.Big}
		}
	case *ir.Cond:
		if literalArms(n) {
			return &ir.Cond{X: x.x(t), If: n.If, Then: x.toNumber(n.Then, t), Else: x.toNumber(n.Else, t)}
		}
	case *ir.FloatLit:
		if isFloat(t) {
			return &ir.FloatLit{X: x.x(t), V: n.V, Text: n.Text}
		}
	}
	return x.conv(t, v)
}

func literalArms(c *ir.Cond) bool {
	_, a := c.Then.(*ir.Int)
	_, b := c.Else.(*ir.Int)
	return a && b
}

// fits reports whether a value is in the range of an integer type.
func fits(v int64, t types.Type) bool {
	b := asBasic(t)
	if b == nil {
		return v >= -1<<31 && v < 1<<31
	}
	if !b.Signed {
		return v >= 0 && (b.Bits >= 64 || v < 1<<b.Bits)
	}
	if b.Bits >= 64 {
		return true
	}
	return v >= -1<<(b.Bits-1) && v < 1<<(b.Bits-1)
}

func (x *fb) toPointer(e *typed.Coerce, t types.Type) ir.Expr {
	if a, ok := plain(e.X.Type()).(*types.Array); ok {
		var p ir.Expr
		if _, isLit := e.X.(*typed.StrLit); isLit {
			return x.expr(e.X)
		}
		p = x.locked(e.X, false, func() ir.Expr {
			base := x.place(e.X)
			slot := &ir.IndexRef{X: x.x(a.Elem), Base: base, Index: x.int(types.Long, 0)}
			return x.addrOf(slot, x.b.pointer(plain(a.Elem)))
		})
		return x.conv(t, p)
	}
	if _, ok := plain(e.X.Type()).(*types.Func); ok {
		v := x.expr(e.X)
		if f, ok := v.(*ir.FuncRef); ok {
			return &ir.FuncRef{X: x.x(t), Func: f.Func, Go: f.Go}
		}
		return x.conv(t, v)
	}
	v := x.expr(e.X)
	switch n := v.(type) {
	case *ir.Null:
		if asPointer(t) != nil {
			return x.null(t)
		}
	case *ir.FuncRef:
		return &ir.FuncRef{X: x.x(t), Func: n.Func, Go: n.Go}
	}
	return x.conv(t, v)
}

// upcast is a conversion to a base class or to another qualifier of the same object.
func (x *fb) upcast(e *typed.Coerce, t types.Type) ir.Expr {
	from := e.X.Type()
	if isObject(t) {
		return x.expr(e.X)
	}
	v := x.value(e.X)
	if _, null := v.(*ir.Null); null {
		return x.null(t)
	}
	a, b := asRef(v.Type()), asRef(t)
	if a == nil || b == nil {
		return x.conv(t, x.pureOf(v))
	}
	share := shares(b.Qual) && (asRef(from) == nil || !shares(asRef(from).Qual))
	if whole(v) && a.Class == b.Class && !share {
		// A value of its own takes the type that it is wanted with.
		switch v := v.(type) {
		case *ir.Call:
			v.T = t
			return v
		case *ir.Get:
			v.T = t
			return v
		case *ir.Take:
			v.T = t
			return v
		}
	}
	out := x.conv(t, x.pureOf(v))
	if share {
		return x.shared(from, out)
	}
	return out
}

func (x *fb) downcast(v ir.Expr, t types.Type) ir.Expr {
	if _, null := v.(*ir.Null); null {
		return x.null(t)
	}
	return x.pure("cast", t, asRef(t).Class, v)
}

// wrap is a class reference as an object, unwrap the way back.
func (x *fb) wrap(v ir.Expr) ir.Expr {
	x.b.wrapped(asRef(v.Type()).Class)
	c := x.effect("wrap", types.PyObject, v)
	x.ownArgs(c, true)
	return c
}

func (x *fb) unwrap(v ir.Expr, t types.Type) ir.Expr {
	c := x.raising("unwrap", t, v)
	c.Callee.Class = asRef(t).Class
	x.b.wrapped(c.Callee.Class)
	return c
}
