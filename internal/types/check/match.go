package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// match becomes a chain of tests. Patterns over values, captures, alternatives and fixed sequences are covered.
func (fn *funcCtx) match(s *syntax.Match) []typed.Stmt {
	at := typed.S{At: s.Span()}
	subject := fn.temp(types.PyObject, s.Subject.Span())
	ref := &typed.VarExpr{E: typed.E{T: types.PyObject, At: s.Subject.Span()}, Var: subject}
	out := []typed.Stmt{&typed.Assign{S: at, Place: ref, Value: fn.pyExpr(s.Subject)}}
	done := fn.temp(types.Bint, s.Span())
	done.Kind, done.Name = typed.LocalVar, "matched"
	doneRef := &typed.VarExpr{E: typed.E{T: types.Bint, At: s.Span()}, Var: done}
	set := func(v bool) typed.Stmt {
		return &typed.Assign{S: at, Place: doneRef, Value: &typed.BoolLit{E: typed.E{T: types.Bint, At: s.Span()}, V: v}}
	}
	out = append(out, set(false))
	for _, k := range s.Cases {
		body := append([]typed.Stmt{set(true)}, fn.stmts(k.Body)...)
		if k.Guard != nil {
			body = []typed.Stmt{&typed.If{S: typed.S{At: k.Guard.Span()}, Cond: fn.cond(k.Guard), Then: body}}
		}
		test := fn.pattern(k.Pattern, ref, body)
		out = append(out, &typed.If{S: typed.S{At: k.Span()}, Cond: &typed.Not{E: typed.E{T: types.Bint, At: k.Span()}, X: doneRef}, Then: test})
	}
	return out
}

// pattern makes the statements that run then where v matches p.
func (fn *funcCtx) pattern(p syntax.Pattern, v typed.Expr, then []typed.Stmt) []typed.Stmt {
	at := typed.S{At: p.Span()}
	e := typed.E{T: types.Bint, At: p.Span()}
	switch p := p.(type) {
	case *syntax.MatchAs:
		var bind []typed.Stmt
		if p.Name != nil {
			n := &syntax.Name{Name: p.Name.Name}
			n.Src = p.Name.Span()
			bind = fn.assignTo(n, v)
		}
		body := append(bind, then...)
		if p.Pattern != nil {
			return fn.pattern(p.Pattern, v, body)
		}
		return body
	case *syntax.MatchValue:
		return []typed.Stmt{&typed.If{S: at, Cond: &typed.PyCompare{E: e, Op: "==", X: v, Y: fn.pyExpr(p.X)}, Then: then}}
	case *syntax.MatchSingleton:
		var k typed.Expr = &typed.NoneLit{E: typed.E{T: types.PyObject, At: p.Span()}}
		if p.Kind != syntax.None {
			k = fn.toPy(&typed.BoolLit{E: e, V: p.Kind == syntax.True})
		}
		return []typed.Stmt{&typed.If{S: at, Cond: &typed.Is{E: e, X: v, Y: k}, Then: then}}
	case *syntax.MatchOr:
		hit := fn.temp(types.Bint, p.Span())
		hit.Kind, hit.Name = typed.LocalVar, "hit"
		ref := &typed.VarExpr{E: e, Var: hit}
		set := func(b bool) typed.Stmt {
			return &typed.Assign{S: at, Place: ref, Value: &typed.BoolLit{E: e, V: b}}
		}
		out := []typed.Stmt{set(false)}
		for _, a := range p.Alts {
			out = append(out, &typed.If{S: at, Cond: &typed.Not{E: e, X: ref}, Then: fn.pattern(a, v, []typed.Stmt{set(true)})})
		}
		return append(out, &typed.If{S: at, Cond: ref, Then: then})
	}
	fn.unsupported(p.Span(), "this kind of pattern")
	return nil
}
