package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// A generator expression whose only use is that a builtin takes all its elements at once is run where it stands, without a
// generator. Its elements are made and taken in the same order as by the generator: list, tuple, sorted and str.join gather them
// first, set takes one by one, any and all stop at the first that decides.

// gathered builds a call of a builtin, or of str.join, on a generator expression in place; nil where that is not possible.
func (x *fb) gathered(e *typed.PyCall) ir.Expr {
	if len(e.Args) == 0 || e.Args[0].Name != "" || e.Args[0].Stars > 0 {
		return nil
	}
	g, ok := e.Args[0].Value.(*typed.GenExp)
	if !ok || !inlinable(g) || x.inFragment() {
		return nil
	}
	if a, ok := e.Func.(*typed.PyAttr); ok {
		if a.Name != "join" || len(e.Args) != 1 {
			return nil
		}
		if _, text := a.X.(*typed.StrLit); !text {
			return nil
		}
		sep := x.expr(a.X)
		return x.raising("py.CallMethod", types.PyObject, sep, x.str("join"), x.gather(g))
	}
	b, ok := e.Func.(*typed.BuiltinRef)
	if !ok {
		return nil
	}
	switch b.Name {
	case "list", "tuple", "set", "any", "all":
		if len(e.Args) != 1 {
			return nil
		}
	case "sorted":
		for _, a := range e.Args[1:] {
			if a.Name == "" || a.Stars > 0 || !plainArg(a.Value) {
				return nil
			}
		}
	default:
		return nil
	}
	obj := types.PyObject
	switch b.Name {
	case "list":
		return x.gather(g)
	case "tuple":
		return x.raising("py.TupleOf", obj, x.gather(g))
	case "set":
		s := x.save(x.simple("py.NewSet", obj))
		x.inline(g, func(v ir.Expr) { x.do(x.raising("py.SetAdd", types.Void, s, v)) })
		return s
	case "any", "all":
		return x.decide(g, b.Name == "any")
	}
	l := x.gather(g)
	if len(e.Args) == 1 {
		return x.raising("py.Call", obj, x.builtin(b.Name), l)
	}
	var names, vals []ir.Expr
	for _, a := range e.Args[1:] {
		names = append(names, x.str(a.Name))
		vals = append(vals, x.expr(a.Value))
	}
	return x.raising("py.CallKw", obj, x.builtin(b.Name), x.slice(goValues, []ir.Expr{l}), x.slice(goStrings, names), x.slice(goValues, vals))
}

// plainArg reports whether it does not matter when an argument is evaluated.
func plainArg(e typed.Expr) bool {
	switch e := e.(type) {
	case *typed.VarExpr:
		return !e.Var.Captured && !e.Var.Unbound && e.Var.Kind != typed.GlobalVar
	case *typed.BoolLit, *typed.NoneLit, *typed.IntLit, *typed.StrLit, *typed.BuiltinRef:
		return true
	case *typed.FuncObj:
		return len(e.Decorators) == 0 && (e.Func.Py == nil || !defaults(e.Func))
	case *typed.Coerce:
		return e.Kind == typed.BintToPy && plainArg(e.X)
	}
	return false
}

func defaults(f *typed.Func) bool {
	for _, p := range f.Py.List {
		if !absent(p.Default) {
			return true
		}
	}
	return false
}

// inlinable reports whether a generator expression can run in the function around it: nothing in it keeps its variables.
func inlinable(g *typed.GenExp) bool {
	if g.Func.Async || len(g.Func.Params) > 1 || (len(g.Func.Params) == 1) == absent(g.First) {
		return false
	}
	ok := true
	inspect(g.Func.Body, func(n any) bool {
		switch n.(type) {
		case *typed.FuncObj, *typed.GenExp, *typed.YieldFrom, *typed.Await, *typed.Super, *typed.Return:
			ok = false
		}
		return ok
	})
	return ok
}

// inline runs the loops of a generator expression here and gives each element to take.
func (x *fb) inline(g *typed.GenExp, take func(ir.Expr)) {
	if !absent(g.First) {
		p := x.temp(types.PyObject)
		x.set(p, x.raising("py.IterObj", types.PyObject, x.expr(g.First)))
		x.locals[g.Func.Params[0]] = p
	}
	for _, v := range g.Func.Vars {
		if v.Kind != typed.TempVar {
			x.f.Locals = append(x.f.Locals, x.declare(v))
		}
	}
	old, tf, around := x.each, x.tf, x.inlined
	inner := *g.Func
	inner.NoGIL = tf.NoGIL
	x.each, x.tf, x.inlined = take, &inner, g.Func
	body := x.list(func() { x.stmts(g.Func.Body) })
	x.each, x.tf, x.inlined = old, tf, around
	if !mayRaise(body) {
		*x.dest = append(*x.dest, body...)
		return
	}
	// StopIteration does to it what it does to a generator.
	err := x.variable("err", ir.ErrType)
	handler := x.list(func() {
		x.set(err, x.effect("py.GeneratorError", ir.ErrType, x.get(err), x.bool(g.Func.StopEnds)))
		x.emit(&ir.If{S: x.s(), Cond: x.isRaised(err), Then: []ir.Stmt{&ir.Raise{S: x.s(), Err: x.get(err), Again: true}}})
	})
	x.emit(&ir.Try{S: x.s(), Body: body, Err: err, Handler: handler})
}

// gather gathers the elements in a list.
func (x *fb) gather(g *typed.GenExp) ir.Expr {
	l := x.save(x.simple("py.NewList", types.PyObject))
	x.inline(g, func(v ir.Expr) { x.do(x.simple("py.ListAppend", types.Void, l, v)) })
	return l
}

// decide is any (or all): it stops at the first true (or false) element.
func (x *fb) decide(g *typed.GenExp, any bool) ir.Expr {
	out := x.variable("found", types.Bint)
	x.set(out, x.bool(!any))
	loop := &ir.Loop{S: x.s(), Label: x.label()}
	loop.Body = x.list(func() {
		x.inline(g, func(v ir.Expr) {
			var t ir.Expr = x.save(x.raising("py.Truth", types.Bint, v))
			if !any {
				t = x.not(t)
			}
			x.emit(&ir.If{S: x.s(), Cond: t, Then: []ir.Stmt{
				&ir.Set{S: x.s(), Dst: out, Src: x.bool(any)},
				&ir.Break{S: x.s(), Label: loop.Label},
			}})
		})
		x.emit(&ir.Break{S: x.s(), Label: loop.Label})
	})
	x.emit(loop)
	return x.pure("py.Bool", types.PyObject, nil, x.get(out))
}
