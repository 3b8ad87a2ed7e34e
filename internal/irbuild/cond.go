package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// condition evaluates a condition so that its temporaries end with it.
func (x *fb) condition(e typed.Expr) ir.Expr {
	var v ir.Expr
	list := x.list(func() { v = x.expr(e) })
	if len(list) == 0 {
		return v
	}
	if !makesCounted(list) {
		*x.dest = append(*x.dest, list...)
		return v
	}
	t := x.temp(types.Bint)
	list = append(list, &ir.Set{S: x.s(), Dst: t, Src: v})
	x.emit(&ir.Block{S: x.s(), Body: list})
	return x.get(t)
}

// boolOp is `and` and `or`.
func (x *fb) boolOp(e *typed.BoolOp) ir.Expr {
	if e.Left != nil {
		return x.choice(e)
	}
	a := x.expr(e.X)
	var b ir.Expr
	right := x.assuming(e.X, e.And, func() []ir.Stmt {
		return x.list(func() { b = x.expr(e.Y) })
	})
	op := "||"
	if e.And {
		op = "&&"
	}
	if len(right) == 0 {
		return x.binary(op, types.Bint, a, b)
	}
	t := x.temp(types.Bint)
	s := &ir.If{S: x.s(), Cond: a}
	right = append(right, &ir.Set{S: x.s(), Dst: t, Src: b})
	left := []ir.Stmt{&ir.Set{S: x.s(), Dst: t, Src: x.bool(!e.And)}}
	if e.And {
		s.Then, s.Else = right, left
	} else {
		s.Then, s.Else = left, right
	}
	x.emit(s)
	return x.get(t)
}

// choice is `and` and `or` as a value: the deciding operand.
func (x *fb) choice(e *typed.BoolOp) ir.Expr {
	l := x.local(e.Left)
	x.set(l, x.value(e.X))
	test := x.expr(e.Test)
	t := x.temp(e.Type())
	keep := []ir.Stmt{&ir.Set{S: x.s(), Dst: t, Src: x.get(l)}}
	right := x.list(func() { x.set(t, x.value(e.Y)) })
	s := &ir.If{S: x.s(), Cond: test, Then: keep, Else: right}
	if e.And {
		s.Then, s.Else = right, keep
	}
	x.emit(s)
	return x.get(t)
}

func (x *fb) ifExp(e *typed.IfExp) ir.Expr {
	c := x.expr(e.Cond)
	arm := func(v typed.Expr, truth bool) (list []ir.Stmt, out ir.Expr) {
		list = x.assuming(e.Cond, truth, func() []ir.Stmt { return x.list(func() { out = x.value(v) }) })
		return
	}
	yes, a := arm(e.Then, true)
	no, b := arm(e.Else, false)
	if len(yes) == 0 && len(no) == 0 && !whole(a) && !whole(b) && !isVoid(e.Type()) && !ir.Copied(plain(e.Type())) {
		return &ir.Cond{X: x.x(e.Type()), If: c, Then: a, Else: b}
	}
	if isVoid(e.Type()) {
		do := func(list []ir.Stmt, v ir.Expr) []ir.Stmt {
			if whole(v) {
				list = append(list, &ir.Do{S: x.s(), Call: v})
			}
			return list
		}
		x.emit(&ir.If{S: x.s(), Cond: c, Then: do(yes, a), Else: do(no, b)})
		return x.null(types.Void)
	}
	t := x.temp(e.Type())
	x.emit(&ir.If{S: x.s(), Cond: c,
		Then: append(yes, &ir.Set{S: x.s(), Dst: t, Src: a}),
		Else: append(no, &ir.Set{S: x.s(), Dst: t, Src: b})})
	return x.get(t)
}

// assuming runs f where a condition is known to hold (or not): variables that it shows not to be null need no check.
func (x *fb) assuming(cond typed.Expr, truth bool, f func() []ir.Stmt) []ir.Stmt {
	facts := notNull(cond, truth, nil)
	for _, v := range facts {
		x.nonNull[v]++
	}
	out := f()
	for _, v := range facts {
		x.nonNull[v]--
	}
	return out
}

// notNull lists the local variables that are not null where cond is truth.
func notNull(cond typed.Expr, truth bool, out []*typed.Var) []*typed.Var {
	switch c := cond.(type) {
	case *typed.Not:
		return notNull(c.X, !truth, out)
	case *typed.BoolOp:
		if c.And == truth && c.Left == nil {
			return notNull(c.Y, truth, notNull(c.X, truth, out))
		}
	case *typed.Is:
		if c.Not == truth {
			a, b := stripCoerce(c.X), stripCoerce(c.Y)
			if _, ok := a.(*typed.NullLit); ok {
				a, b = b, a
			}
			_, null := b.(*typed.NullLit)
			_, isNone := b.(*typed.NoneLit)
			if v, ok := a.(*typed.VarExpr); ok && (null || isNone) {
				return keepFact(out, v.Var)
			}
		}
	case *typed.Truth:
		if v, ok := c.X.(*typed.VarExpr); ok && truth && asRef(v.Type()) != nil {
			return keepFact(out, v.Var)
		}
	}
	return out
}

func keepFact(out []*typed.Var, v *typed.Var) []*typed.Var {
	if v.Kind == typed.GlobalVar || v.Captured {
		return out
	}
	return append(out, v)
}

func stripCoerce(e typed.Expr) typed.Expr {
	for {
		c, ok := e.(*typed.Coerce)
		if !ok || c.Kind != typed.Upcast && c.Kind != typed.NullTo {
			return e
		}
		e = c.X
	}
}

func (x *fb) is(e *typed.Is) ir.Expr {
	v := x.operands(e.X, e.Y)
	a, b := v[0], v[1]
	var out ir.Expr
	if isObject(a.Type()) {
		if ir.IsObject(a.Type()) && ir.IsObject(b.Type()) {
			out = x.pure("py.Is", types.Bint, nil, a, b)
		} else {
			x.b.bug(e.At, "identity of %s and %s", a.Type(), b.Type())
		}
	} else {
		_, na := a.(*ir.Null)
		_, nb := b.(*ir.Null)
		if !na && !nb && plain(a.Type()) != plain(b.Type()) {
			a, b = x.identity(a), x.identity(b)
		}
		out = x.binary("==", types.Bint, a, b)
	}
	if e.Not {
		return x.not(out)
	}
	return out
}

// identity is a reference or pointer as something that compares with any other.
func (x *fb) identity(v ir.Expr) ir.Expr { return x.conv(x.b.pointer(types.Void), v) }

func (x *fb) truth(e *typed.Truth) ir.Expr {
	t := plain(e.X.Type())
	if isObject(t) {
		switch y := e.X.(type) {
		case *typed.PyCompare:
			return x.pyCompare(y, true)
		case *typed.Coerce:
			if y.Kind == typed.BintToPy {
				return x.isTrue(x.expr(y.X))
			}
		case *typed.PyCall:
			if v := x.truthOfCall(y); v != nil {
				return v
			}
		}
		return x.raising("py.Truth", types.Bint, x.expr(e.X))
	}
	return x.isTrue(x.expr(e.X))
}

// truthOfCall is the truth of a call whose value is a bool: the bool object isn't made. Nil for other calls.
func (x *fb) truthOfCall(e *typed.PyCall) ir.Expr {
	b, ok := e.Func.(*typed.BuiltinRef)
	if !ok || b.Name != "isinstance" && b.Name != "any" && b.Name != "all" {
		return nil
	}
	v := x.value(e)
	if c, ok := v.(*ir.Call); ok && c.Callee.Go == "py.Bool" {
		return c.Args[0]
	}
	return x.raising("py.Truth", types.Bint, x.pureOf(v))
}

// isTrue is the truth of a C value.
func (x *fb) isTrue(v ir.Expr) ir.Expr {
	t := plain(v.Type())
	switch {
	case isBint(t):
		return v
	case isFloat(t):
		return x.binary("!=", types.Bint, v, &ir.FloatLit{X: x.x(t)})
	case isInt(t):
		return x.binary("!=", types.Bint, v, x.int(t, 0))
	}
	return x.binary("!=", types.Bint, v, x.null(t))
}
