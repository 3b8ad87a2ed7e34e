// Package elements opens the containers of the library. Lists (cyplist): reading and writing an element becomes an index into a Go slice.
// Dictionaries (cypdict): one search serves a test, a read and a write of the same key, see dicts.go.
//
// Run, before the counting pass, puts operations in the place of the methods, so that counting knows that an element is borrowed from
// the list, and turns loops over a list that nothing makes longer or shorter meanwhile into loops over its indices.
//
//	it = l.Iter()              i = 0
//	loop 1                     loop 1 while i < l.len()
//	  v, ok = it.Next()          v = l.elem(i)
//	  if !ok
//	    break 1
//	  …                          …
//
// Lower, after it, writes them as checks and indices, and keeps the slice of a list in a variable through the loops in which it stays
// the same: see lower.go.
package elements

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/facts"
	"github.com/cyp-lang/cyp/internal/types"
)

// rewriter works on one function.
type rewriter struct {
	w *facts.World
	f *ir.Func
	// made counts the locals made here.
	made int
	// after are statements to be put after others.
	after map[ir.Stmt]ir.Stmt
}

// Run opens the lists of all functions.
func Run(w *facts.World) {
	for _, f := range w.X.Funcs {
		r := &rewriter{w: w, f: f, after: map[ir.Stmt]ir.Stmt{}}
		r.dicts(f.Body)
		if len(r.after) > 0 {
			r.place(&f.Body)
		}
		r.methods()
		r.loops(&f.Body)
	}
}

// open is the class of a list that this thread alone may change, or nil.
func open(t types.Type) *types.Class {
	r, ok := t.(*types.Ref)
	if !ok || r.Qual != types.Unqualified {
		return nil
	}
	return facts.ListClass(t)
}

// elem is the element type of a list.
func elem(c *types.Class) types.Type { return c.GoArgs[0] }

// simple reports whether elements of the type are just copied, or references.
func simple(t types.Type) bool {
	if k, ok := t.(*types.Const); ok {
		t = k.Elem
	}
	if _, ok := t.(*types.Ref); ok {
		return true
	}
	return !ir.Copied(t)
}

// methods puts operations in the place of At and SetAt.
func (r *rewriter) methods() {
	ir.Calls(r.f, func(c *ir.Call) {
		if c.Callee.Kind != ir.Runtime || c.Recv == nil {
			return
		}
		l := open(c.Recv.Type())
		if l == nil || !simple(elem(l)) {
			return
		}
		switch c.Callee.Go {
		case ".At":
			c.Callee = ir.Callee{Kind: ir.Runtime, Go: facts.ListAt, Raises: true}
		case ".SetAt":
			if !ir.Copied(elem(l)) {
				c.Callee = ir.Callee{Kind: ir.Runtime, Go: facts.ListSet, Raises: true, NoResult: true}
			}
		}
	})
}

// loops rewrites the loops in a list of statements, and in those inside.
func (r *rewriter) loops(list *[]ir.Stmt) {
	for _, s := range *list {
		for _, b := range ir.Bodies(s) {
			r.loops(b)
		}
	}
	for _, s := range *list {
		set, ok := s.(*ir.Set)
		if !ok || len(set.More) > 0 {
			continue
		}
		c, ok := set.Src.(*ir.Call)
		if !ok || c.Callee.Kind != ir.Runtime || c.Callee.Go != ".Iter" || c.Recv == nil {
			continue
		}
		l, ok := c.Recv.(*ir.Get)
		if !ok || l.Local.Captured || r.f.Generator {
			continue
		}
		if k := open(l.T); k != nil && r.w.List(l.T) != nil && simple(elem(k)) {
			r.loop(set, l, k)
		}
	}
}

// loop rewrites the loop over the iterator that a statement makes.
func (r *rewriter) loop(start *ir.Set, list *ir.Get, class *types.Class) {
	it := start.Dst
	uses, closes := 0, 0
	var loop *ir.Loop
	ir.Walk(r.f.Body, func(s ir.Stmt) bool {
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				if g, ok := e.(*ir.Get); ok && g.Local == it {
					uses++
				}
				return true
			})
		})
		if isClose(s, it) {
			closes++
		}
		for _, l := range ir.Sets(s) {
			if l == it && s != ir.Stmt(start) {
				uses = -1 << 20
			}
		}
		if l, ok := s.(*ir.Loop); ok && isHead(l, it) {
			loop = l
		}
		return true
	})
	if loop == nil || uses != closes+1 || it.Captured {
		return
	}
	code := r.w.Code(r.f, loop.Body)
	if !code.Stable(facts.Length{Class: class}) {
		return
	}
	next := loop.Body[0].(*ir.Set)
	end := loop.Body[1].(*ir.If)
	at := next.At
	r.made++
	i := &ir.Local{Name: "i", Type: types.Long, Span: it.Span, Func: r.f}
	r.f.Locals = append(r.f.Locals, i)
	get := func() ir.Expr { return &ir.Get{X: ir.X{T: types.Long, At: at}, Local: i} }
	seq := func() ir.Expr { return &ir.Get{X: list.X, Local: list.Local} }
	num := func(v int64) ir.Expr { return &ir.Int{X: ir.X{T: types.Long, At: at}, V: v} }
	op := func(name string, t types.Type, args ...ir.Expr) *ir.Call {
		return &ir.Call{X: ir.X{T: t, At: at}, Callee: ir.Callee{Kind: ir.Runtime, Go: name, Pure: true}, Recv: seq(), Args: args}
	}
	more := &ir.Binary{X: ir.X{T: types.Bint, At: at}, Op: "<", A: get(), B: op(facts.ListLen, types.Long)}
	body := loop.Body[2:]
	if only(end.Then, loop.Label) {
		loop.Cond = more
	} else {
		body = append([]ir.Stmt{&ir.If{S: end.S, Cond: &ir.Unary{X: more.X, Op: "!", V: more}, Then: end.Then}}, body...)
	}
	loop.Body = append([]ir.Stmt{&ir.Set{S: next.S, Dst: next.Dst, Src: op(facts.ListElem, next.Src.Type(), get())}}, body...)
	if loop.Cond == nil {
		loop.Body[0], loop.Body[1] = loop.Body[1], loop.Body[0]
	}
	loop.Post = append([]ir.Stmt{&ir.Set{S: next.S, Dst: i, Src: &ir.Binary{X: ir.X{T: types.Long, At: at}, Op: "+", A: get(), B: num(1)}}}, loop.Post...)
	start.Dst, start.Src = i, num(0)
	r.remove(&r.f.Body, it)
}

// isHead reports whether a loop starts by taking the next element of the iterator and leaving where there is none.
func isHead(l *ir.Loop, it *ir.Local) bool {
	if l.Cond != nil || len(l.Body) < 2 {
		return false
	}
	next, ok := l.Body[0].(*ir.Set)
	if !ok || len(next.More) != 1 {
		return false
	}
	c, ok := next.Src.(*ir.Call)
	if !ok || c.Callee.Go != ".Next" || c.Recv == nil {
		return false
	}
	if g, ok := c.Recv.(*ir.Get); !ok || g.Local != it {
		return false
	}
	end, ok := l.Body[1].(*ir.If)
	if !ok || len(end.Else) > 0 {
		return false
	}
	not, ok := end.Cond.(*ir.Unary)
	if !ok || not.Op != "!" {
		return false
	}
	g, ok := not.V.(*ir.Get)
	return ok && g.Local == next.More[0]
}

// only reports whether statements do nothing but leave the loop.
func only(list []ir.Stmt, label int) bool {
	if len(list) != 1 {
		return false
	}
	b, ok := list[0].(*ir.Break)
	return ok && b.Label == label
}

func isClose(s ir.Stmt, it *ir.Local) bool {
	d, ok := s.(*ir.Do)
	if !ok {
		return false
	}
	c, ok := d.Call.(*ir.Call)
	if !ok || c.Callee.Go != ".Close" || c.Recv == nil {
		return false
	}
	g, ok := c.Recv.(*ir.Get)
	return ok && g.Local == it
}

// remove takes the closing of the iterator out.
func (r *rewriter) remove(list *[]ir.Stmt, it *ir.Local) {
	out := (*list)[:0:0]
	for _, s := range *list {
		if isClose(s, it) {
			continue
		}
		for _, b := range ir.Bodies(s) {
			r.remove(b, it)
		}
		out = append(out, s)
	}
	*list = out
}
