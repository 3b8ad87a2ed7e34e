package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// forFrom is `for lo <= i < hi by step` and `for i from lo <= i < hi`: C's loop, whose bound and step are taken once, whose body may
// set the variable, and which leaves it at the value that ended the loop.
func (fn *funcCtx) forFrom(s *syntax.ForFrom) []typed.Stmt {
	at := typed.S{At: s.Span()}
	place := fn.expr(s.Target)
	t := unconstTop(place.Type())
	if isInvalid(t) {
		return nil
	}
	// A Python variable, or a place that is not one, follows a C variable.
	own, ok := place.(*typed.VarExpr)
	direct := ok && own.Var.Kind != typed.GlobalVar && !isObject(t)
	from, to := rvalue(fn.expr(s.Lo)), rvalue(fn.expr(s.Hi))
	var by typed.Expr
	if s.Step != nil {
		by = rvalue(fn.expr(s.Step))
	}
	if isObject(t) {
		t = types.Long
		for _, x := range []typed.Expr{from, to, by} {
			if x != nil && isFloat(unconstTop(x.Type())) {
				t = types.Double
			}
		}
	}
	e := typed.E{T: t, At: s.Span()}
	local := func(name string) *typed.VarExpr {
		v := fn.temp(t, s.Span())
		v.Kind, v.Name = typed.LocalVar, name
		return &typed.VarExpr{E: e, Var: v}
	}
	i := own
	var follow, back []typed.Stmt
	if !direct {
		i = local("i")
		follow = fn.assignTo(s.Target, i)
		back = []typed.Stmt{&typed.Assign{S: at, Place: i, Value: fn.coerce(rvalue(fn.expr(s.Target)), t)}}
	}
	lo, hi := fn.coerce(from, t), fn.coerce(to, t)
	var one typed.Expr = fn.coerce(&typed.IntLit{E: typed.E{T: types.Long, At: s.Span()}, V: 1}, t)
	switch s.Op1 {
	case "<":
		lo = &typed.Binary{E: e, Op: "+", X: lo, Y: one}
	case ">":
		lo = &typed.Binary{E: e, Op: "-", X: lo, Y: one}
	}
	step := one
	if by != nil {
		step = fn.coerce(by, t)
	}
	var out []typed.Stmt
	once := func(x typed.Expr, name string) typed.Expr {
		if writtenNumber(x) {
			return x
		}
		v := local(name)
		out = append(out, &typed.Assign{S: at, Place: v, Value: x})
		return v
	}
	first := &typed.Assign{S: at, Place: i, Value: once(lo, "first")}
	hi, step = once(hi, "end"), once(step, "step")
	out = append(out, first)
	op := "+"
	if s.Op1[0] == '>' {
		op = "-"
	}
	next := &typed.Assign{S: at, Place: i, Value: &typed.Binary{E: e, Op: op, X: i, Y: step}}
	fn.loops++
	body := fn.stmts(s.Body)
	fn.loops--
	return append(out, &typed.Loop{
		S:    at,
		Cond: &typed.Compare{E: typed.E{T: types.Bint, At: s.Span()}, Op: s.Op2, X: i, Y: hi},
		Body: append(follow, body...),
		Post: append(back, next),
		Else: append(follow[:len(follow):len(follow)], fn.stmts(s.Else)...),
	})
}

// writtenNumber reports whether an operand is a number as written, converted or not.
func writtenNumber(x typed.Expr) bool {
	if c, ok := x.(*typed.Coerce); ok {
		x = c.X
	}
	switch x.(type) {
	case *typed.IntLit, *typed.FloatLit:
		return true
	}
	return false
}
