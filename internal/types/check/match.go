package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// match becomes a chain of tests.
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
		m := &caseCtx{funcCtx: fn}
		var bind []typed.Stmt
		m.declare(k.Pattern)
		for _, c := range m.captures {
			bind = append(bind, fn.assignTo(c.name, &typed.VarExpr{E: typed.E{T: types.PyObject, At: c.name.Span()}, Var: c.v})...)
		}
		body := append([]typed.Stmt{set(true)}, fn.stmts(k.Body)...)
		if k.Guard != nil {
			body = []typed.Stmt{&typed.If{S: typed.S{At: k.Guard.Span()}, Cond: fn.cond(k.Guard), Then: body}}
		}
		test := m.pattern(k.Pattern, ref, append(bind, body...))
		out = append(out, &typed.If{S: typed.S{At: k.Span()}, Cond: &typed.Not{E: typed.E{T: types.Bint, At: k.Span()}, X: doneRef}, Then: test})
	}
	return out
}

// caseCtx is one case: its names are bound when the whole pattern has matched, so what a pattern captures waits in a temporary.
type caseCtx struct {
	*funcCtx
	captures []captured
}

type captured struct {
	name *syntax.Name
	v    *typed.Var
}

// declare makes the temporaries of the names that p binds.
func (fn *caseCtx) declare(p syntax.Pattern) {
	add := func(id *syntax.Ident) {
		if id == nil || fn.captured(id) != nil {
			return
		}
		n := &syntax.Name{Name: id.Name}
		n.Src = id.Span()
		fn.captures = append(fn.captures, captured{n, fn.temp(types.PyObject, id.Span())})
	}
	all := func(ps []syntax.Pattern) {
		for _, p := range ps {
			fn.declare(p)
		}
	}
	switch p := p.(type) {
	case *syntax.MatchAs:
		if p.Pattern != nil {
			fn.declare(p.Pattern)
		}
		add(p.Name)
	case *syntax.MatchStar:
		add(p.Name)
	case *syntax.MatchSeq:
		all(p.Elts)
	case *syntax.MatchMapping:
		all(p.Vals)
		add(p.Rest)
	case *syntax.MatchClass:
		all(p.Args)
		all(p.KwArgs)
	case *syntax.MatchOr:
		all(p.Alts)
	}
}

func (fn *caseCtx) captured(id *syntax.Ident) *typed.Var {
	for _, c := range fn.captures {
		if c.name.Name == id.Name {
			return c.v
		}
	}
	return nil
}

// pattern makes the statements that run then where v matches p.
func (fn *caseCtx) pattern(p syntax.Pattern, v typed.Expr, then []typed.Stmt) []typed.Stmt {
	at := typed.S{At: p.Span()}
	e := typed.E{T: types.Bint, At: p.Span()}
	obj := typed.E{T: types.PyObject, At: p.Span()}
	switch p := p.(type) {
	case *syntax.MatchAs:
		var bind []typed.Stmt
		if p.Name != nil {
			to := &typed.VarExpr{E: typed.E{T: types.PyObject, At: p.Name.Span()}, Var: fn.captured(p.Name)}
			bind = []typed.Stmt{&typed.Assign{S: at, Place: to, Value: v}}
		}
		body := append(bind, then...)
		if p.Pattern != nil {
			return fn.pattern(p.Pattern, v, body)
		}
		return body
	case *syntax.MatchValue:
		return []typed.Stmt{&typed.If{S: at, Cond: &typed.PyCompare{E: e, Op: "==", X: v, Y: fn.patternValue(p.X)}, Then: then}}
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
	case *syntax.MatchSeq:
		return fn.sequencePattern(p, v, then)
	case *syntax.MatchMapping:
		keys := make([]typed.Expr, len(p.Keys))
		for i, k := range p.Keys {
			keys[i] = fn.patternValue(k)
		}
		parts := p.Vals
		if p.Rest != nil {
			parts = append(parts[:len(parts):len(parts)], capture(p.Rest))
		}
		return fn.parts(&typed.PyMatchMap{E: obj, X: v, Keys: keys, Rest: p.Rest != nil}, parts, then)
	case *syntax.MatchClass:
		m := &typed.PyMatchClass{E: obj, X: v, Class: fn.pyExpr(p.Class), Positions: len(p.Args)}
		for _, n := range p.KwNames {
			m.Names = append(m.Names, n.Name)
		}
		return fn.parts(m, append(p.Args[:len(p.Args):len(p.Args)], p.KwArgs...), then)
	}
	fn.unsupported(p.Span(), "this kind of pattern")
	return nil
}

// patternValue is a value that a pattern compares with.
func (fn *caseCtx) patternValue(x syntax.Expr) typed.Expr {
	if _, ok := x.(*syntax.FString); ok {
		fn.exprError(syntax.CodePattern, x.Span(), "patterns may only match literals and attribute lookups").
			Hint("compare with the text in a guard, as in `case x if x == f\"…\":`")
	}
	return fn.pyExpr(x)
}

func (fn *caseCtx) sequencePattern(p *syntax.MatchSeq, v typed.Expr, then []typed.Stmt) []typed.Stmt {
	m := &typed.PyMatchSeq{E: typed.E{T: types.PyObject, At: p.Span()}, X: v, Before: len(p.Elts), After: -1}
	parts := make([]syntax.Pattern, len(p.Elts))
	for i, e := range p.Elts {
		parts[i] = e
		star, ok := e.(*syntax.MatchStar)
		if !ok {
			continue
		}
		m.Before, m.After = i, len(p.Elts)-1-i
		parts[i] = capture(star.Name)
	}
	return fn.parts(m, parts, then)
}

// capture is the pattern that binds a name, or nothing.
func capture(n *syntax.Ident) syntax.Pattern {
	as := &syntax.MatchAs{Name: n}
	if n != nil {
		as.Src = n.Span()
	}
	return as
}

// parts matches what taking the subject apart gave with the patterns of its parts.
func (fn *caseCtx) parts(taken typed.Expr, ps []syntax.Pattern, then []typed.Stmt) []typed.Stmt {
	at := typed.S{At: taken.Span()}
	e := typed.E{T: types.PyObject, At: taken.Span()}
	whole := &typed.VarExpr{E: e, Var: fn.temp(types.PyObject, taken.Span())}
	spread := &typed.Unpack{S: at, X: whole, Star: -1}
	body := then
	for i := len(ps) - 1; i >= 0; i-- {
		part := fn.temp(types.PyObject, ps[i].Span())
		spread.Vars = append([]*typed.Var{part}, spread.Vars...)
		body = fn.pattern(ps[i], &typed.VarExpr{E: typed.E{T: types.PyObject, At: ps[i].Span()}, Var: part}, body)
	}
	matched := &typed.Not{E: typed.E{T: types.Bint, At: taken.Span()}, X: &typed.Is{E: typed.E{T: types.Bint, At: taken.Span()}, X: whole, Y: &typed.NoneLit{E: e}}}
	return []typed.Stmt{
		&typed.Assign{S: at, Place: whole, Value: taken},
		&typed.If{S: at, Cond: matched, Then: append([]typed.Stmt{spread}, body...)},
	}
}
