package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// await suspends a coroutine until an object has its result. Of the typed result of a call on an active object it gives the value, with its
// own type.
func (fn *funcCtx) await(x *syntax.Await) typed.Expr {
	fn.needAsync(x.Span(), "'await'")
	v := rvalue(fn.expr(x.X))
	if r := asRef(v.Type()); r != nil && fn.isResult(r.Class) {
		return fn.awaitResult(v, x)
	}
	return &typed.Await{E: loc(types.PyObject, x), X: fn.toPy(v)}
}

// awaitResult waits for the call first and asks for its value then.
func (fn *funcCtx) awaitResult(v typed.Expr, x *syntax.Await) typed.Expr {
	t := fn.temp(v.Type(), x.Span())
	t.Kind, t.Name = typed.LocalVar, "result"
	ref := func() typed.Expr { return &typed.VarExpr{E: loc(v.Type(), x), Var: t} }
	wait := &typed.ExprStmt{S: typed.S{At: x.Span()}, X: &typed.Await{E: loc(types.PyObject, x), X: ref()}}
	get := fn.callMethod(ref(), fn.methodsNamed(asRef(v.Type()).Class, "get"), nil, x.Span(), x.Span(), "get")
	return &typed.Seq{E: loc(get.Type(), x), Body: []typed.Stmt{
		&typed.Assign{S: typed.S{At: x.Span()}, Place: ref(), Value: v}, wait}, X: get}
}

// needAsync reports what is allowed in coroutines only.
func (fn *funcCtx) needAsync(at source.Span, what string) {
	if !fn.f.Async {
		fn.exprError(codeStatement, at, "%s outside async function", what)
	}
}

// loopIterable is what a loop goes over; an asynchronous one goes over objects.
func (fn *funcCtx) loopIterable(x syntax.Expr, async bool) iterable {
	if async {
		return iterable{kind: iterPy, x: fn.pyExpr(x), elem: types.PyObject, at: x.Span(), async: true}
	}
	return fn.iterable(x)
}

// asyncGenExp reports whether a generator expression makes an asynchronous generator: it awaits, but for what the first clause goes over.
func asyncGenExp(x *syntax.Comp) bool {
	found := awaits(x.Elt)
	for i := range x.Clauses {
		c := &x.Clauses[i]
		found = found || c.Async || i > 0 && awaits(c.Iter)
		for _, cond := range c.Ifs {
			found = found || awaits(cond)
		}
	}
	return found
}

func awaits(x syntax.Expr) bool {
	found := false
	syntax.Inspect(x, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Lambda:
			return false
		case *syntax.Await:
			found = true
		case *syntax.Comp:
			if n.Kind != syntax.GenExp {
				for i := range n.Clauses {
					found = found || n.Clauses[i].Async
				}
			}
		}
		return !found
	})
	return found
}
