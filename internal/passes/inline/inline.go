// Package inline writes small functions that can raise into their callers, and the tests that recursive functions begin with (guards.go).
//
// In: IR before the null checks go and the counting pass, with the Raises flags of passes/effects. Go inlines what neither raises nor
// checks by itself; a way out with an error is a call to it, which makes the smallest function too large.
//
//	cdef double a(int i) nogil:          p = k
//	    return 1.0 / i                   try
//	t = a(k)                               zerocheck p
//	                                       r = 1.0 / p
//	                                     handler err
//	                                       rt.Unraisable(err, "m.a")
//	                                       r = 0
//	                                     t = r
//
// The functions are straight lines of arithmetic, fields, elements of containers and checks. They hold no counts and call
// nothing of the program. Tracebacks show them as if they had been called.
package inline

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// most is the size of the largest function that is inlined, in nodes of its expressions and statements.
const most = 40

// Run inlines in all functions. note, where not nil, hears of each call.
func Run(x *ir.Index, note func(c *ir.Call)) {
	small := map[*ir.Func]bool{}
	for _, f := range x.Funcs {
		small[f] = inlinable(f)
	}
	for _, f := range x.Funcs {
		if small[f] || f.Generator || f.Py != nil || f.Outer != nil {
			continue
		}
		r := &inliner{f: f, small: small, note: note}
		rewrite(&f.Body, r.stmt)
	}
}

// inlinable reports whether a function is small and simple, and can raise.
func inlinable(f *ir.Func) bool {
	if f.Generator || f.Py != nil || f.Outer != nil || f.WithGIL || len(f.Captures) > 0 {
		return false
	}
	if _, ok := plain(f.Result).(*types.Basic); !ok || ir.IsVoid(f.Result) {
		return false
	}
	for _, l := range append(append([]*ir.Local(nil), f.Params...), f.Locals...) {
		if _, ok := plain(l.Type).(*types.Basic); !ok || l.Captured {
			return false
		}
	}
	body := flatten(f.Body, nil)
	size, raises, ok := 0, false, len(body) > 0
	for i, s := range body {
		raises = raises || ir.Raises(s)
		switch s := s.(type) {
		case *ir.Set:
			ok = ok && len(s.More) == 0
		case *ir.ZeroCheck, *ir.NullCheck:
		case *ir.Return:
			ok = ok && i == len(body)-1 && s.Src != nil && !ir.Raises(s)
		default:
			ok = false
		}
		if _, last := s.(*ir.Return); i == len(body)-1 && !last {
			ok = false
		}
		size++
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				size++
				c, is := e.(*ir.Call)
				ok = ok && (simple(e) || is && c.Callee.Kind == ir.Runtime && element(c))
				return ok
			})
		})
		if !ok || size > most {
			return false
		}
	}
	return raises
}

// element reports whether a call reads an element of a list, which holds no counts.
func element(c *ir.Call) bool {
	return c.Callee.Go == ".At" && c.Recv != nil && !c.Callee.Cx && !ir.Copied(c.T)
}

func plain(t types.Type) types.Type {
	if c, ok := t.(*types.Const); ok {
		return c.Elem
	}
	return t
}

// flatten lists statements, those of blocks in their places.
func flatten(list, out []ir.Stmt) []ir.Stmt {
	for _, s := range list {
		if b, ok := s.(*ir.Block); ok {
			out = flatten(b.Body, out)
			continue
		}
		out = append(out, s)
	}
	return out
}

// inliner works on one function.
type inliner struct {
	f     *ir.Func
	small map[*ir.Func]bool
	note  func(c *ir.Call)
}

// rewrite replaces each statement of a list, the inner ones first: stmt appends what comes in its place.
func rewrite(list *[]ir.Stmt, stmt func(out []ir.Stmt, s ir.Stmt) []ir.Stmt) {
	out := (*list)[:0:0]
	for _, s := range *list {
		for _, b := range ir.Bodies(s) {
			rewrite(b, stmt)
		}
		out = stmt(out, s)
	}
	*list = out
}

// stmt appends a statement, or what its call does and the statement with the result of that.
func (r *inliner) stmt(out []ir.Stmt, s ir.Stmt) []ir.Stmt {
	var src *ir.Expr
	switch s := s.(type) {
	case *ir.Set:
		if len(s.More) > 0 {
			return append(out, s)
		}
		src = &s.Src
	case *ir.Return:
		if s.Src == nil {
			return append(out, s)
		}
		src = &s.Src
	default:
		return append(out, s)
	}
	c, ok := (*src).(*ir.Call)
	if !ok || c.Callee.Kind != ir.Direct || !r.small[c.Callee.Func] || c.Callee.Func.Module != r.f.Module {
		return append(out, s)
	}
	if c.Recv != nil {
		if g, ok := ir.Strip(c.Recv).(*ir.Get); !ok || g.Move || g.Local.Captured {
			return append(out, s)
		}
	}
	if r.note != nil {
		r.note(c)
	}
	out, v := r.body(out, c, s)
	*src = v
	return append(out, s)
}

// body appends what the callee does, and gives its result.
func (r *inliner) body(out []ir.Stmt, c *ir.Call, s ir.Stmt) ([]ir.Stmt, ir.Expr) {
	callee := c.Callee.Func
	at := c.Span()
	local := func(like *ir.Local, name string, t types.Type) *ir.Local {
		l := &ir.Local{Name: name, Type: t, Func: r.f, Span: at}
		if like != nil {
			l.Temp = like.Temp
		}
		r.f.Locals = append(r.f.Locals, l)
		return l
	}
	with := map[*ir.Local]*ir.Local{}
	for i, p := range callee.Params {
		l := local(nil, p.Name, p.Type)
		with[p] = l
		out = append(out, &ir.Set{S: ir.S{At: at}, Dst: l, Src: c.Args[i]})
	}
	for _, l := range callee.Locals {
		with[l] = local(l, l.Name, l.Type)
	}
	read := map[*ir.Local]ir.Expr{callee.Self: c.Recv}
	for l, mine := range with {
		read[l] = &ir.Get{X: ir.X{T: mine.Type, At: at}, Local: mine}
	}
	expr := func(e ir.Expr) ir.Expr { return replaced(e, read) }
	result := local(nil, "r", callee.Result)
	get := func(l *ir.Local) ir.Expr { return &ir.Get{X: ir.X{T: l.Type, At: at}, Local: l} }
	t := &ir.Try{S: ir.S{At: at}, Inlined: callee, Err: local(nil, "err", ir.ErrType)}
	for _, s := range flatten(callee.Body, nil) {
		switch s := s.(type) {
		case *ir.Set:
			t.Body = append(t.Body, &ir.Set{S: s.S, Dst: with[s.Dst], Src: expr(s.Src), Init: s.Init})
		case *ir.ZeroCheck:
			t.Body = append(t.Body, &ir.ZeroCheck{S: s.S, V: expr(s.V), Msg: s.Msg})
		case *ir.NullCheck:
			t.Body = append(t.Body, &ir.NullCheck{S: s.S, V: expr(s.V), Name: s.Name})
		case *ir.Return:
			t.Body = append(t.Body, &ir.Set{S: s.S, Dst: result, Src: expr(s.Src)})
		}
	}
	if callee.CanRaise {
		t.Handler = []ir.Stmt{&ir.Raise{S: ir.S{At: s.Span()}, Err: get(t.Err)}}
	} else {
		report := &ir.Call{X: ir.X{T: types.Void, At: at}, Callee: ir.Callee{Kind: ir.Runtime, Go: "rt.Unraisable", Cx: true, NoResult: true},
			Args: []ir.Expr{get(t.Err), &ir.Str{X: ir.X{T: &ir.GoType{Text: "string"}, At: at}, V: callee.Where()}}}
		t.Handler = []ir.Stmt{
			&ir.Do{S: ir.S{At: at}, Call: report},
			&ir.Set{S: ir.S{At: at}, Dst: result, Src: &ir.Null{X: ir.X{T: callee.Result, At: at}}},
		}
	}
	return append(out, t), get(result)
}
