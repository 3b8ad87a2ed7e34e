package counting

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/facts"
	"github.com/cyp-lang/cyp/internal/types"
)

// borrowLocals finds the locals that need no count: every value they get is read from a place that stays as it is while the
// function runs, starting from a parameter, self, another borrowed local, or a local set once. What they look at is kept
// alive by its place, as long as that local is not dropped before the exit (it is pinned).
//
//	n = head
//	while n is not NULL:
//	    total += n.value
//	    n = n.next          # no Store to next in here or in what is called: n holds no count
func (n *inserter) borrowLocals() {
	if n.fx == nil || n.fx.Counts {
		return
	}
	sets := map[*ir.Local][]ir.Expr{}
	moved := map[*ir.Local]bool{}
	looped := map[*ir.Local]bool{}
	n.collect(n.f.Body, false, sets, moved, looped)
	cand := map[*ir.Local]bool{}
	// A parameter that the function sets again is a variable of its own that starts as the parameter.
	for _, l := range n.f.Params {
		if _, ok := l.Type.(*types.Ref); ok && len(sets[l]) > 0 && !l.Captured && !l.Observed && !moved[l] && !n.w.closed[l] &&
			!n.w.dies(l.Type) && n.f.Py == nil {
			cand[l] = true
		}
	}
	for _, l := range n.f.Locals {
		if _, ok := l.Type.(*types.Ref); !ok || l.Captured || l.Observed || moved[l] || n.w.closed[l] {
			continue
		}
		if len(sets[l]) > 0 {
			cand[l] = true
		}
	}
	root := func(l, of *ir.Local) bool {
		if l.Captured || l.Observed || moved[l] {
			return false
		}
		if l == n.f.Self || isParam(n.f, l) {
			return len(sets[l]) == 0
		}
		// A local dies before the parameters, in an order that a __dealloc__ might show.
		return !l.Temp && len(sets[l]) == 1 && !looped[l] && !n.w.dies(of.Type)
	}
	for changed := true; changed; {
		changed = false
		for _, l := range append(n.f.Params[:len(n.f.Params):len(n.f.Params)], n.f.Locals...) {
			if !cand[l] {
				continue
			}
			for _, e := range sets[l] {
				if !n.borrowed(e, l, cand, root) {
					delete(cand, l)
					changed = true
					break
				}
			}
		}
	}
	for i, l := range n.f.Params {
		if cand[l] {
			n.split(i, l, cand, sets)
		}
	}
	for _, l := range n.f.Locals {
		if !cand[l] {
			continue
		}
		l.Borrowed = true
		for _, e := range sets[l] {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				if g, ok := e.(*ir.Get); ok && g.Local != l {
					n.pinned[g.Local] = true
				}
				return true
			})
		}
		if n.w.opt.Note != nil {
			n.w.opt.Note(n.f, l, "borrowed: no count")
		}
	}
}

// split gives the function a local for a parameter that it sets: the parameter itself, which nobody sets then, goes into it first.
func (n *inserter) split(i int, l *ir.Local, cand map[*ir.Local]bool, sets map[*ir.Local][]ir.Expr) {
	p := *l
	param := &p
	param.Go = ""
	l.Param = false
	n.f.Params[i] = param
	n.f.Locals = append([]*ir.Local{l}, n.f.Locals...)
	get := &ir.Get{X: ir.X{T: l.Type, At: n.f.Span}, Local: param}
	n.f.Body = append([]ir.Stmt{&ir.Set{S: ir.S{At: n.f.Span}, Dst: l, Src: get, Init: true}}, n.f.Body...)
	sets[l] = append(sets[l], get)
}

func isParam(f *ir.Func, l *ir.Local) bool {
	for _, p := range f.Params {
		if p == l {
			return true
		}
	}
	return false
}

// collect finds what each local is set to, which are moved, and which are set inside a loop.
func (n *inserter) collect(list []ir.Stmt, loop bool, sets map[*ir.Local][]ir.Expr, moved, looped map[*ir.Local]bool) {
	for _, s := range list {
		for _, l := range ir.Sets(s) {
			var src ir.Expr
			if set, ok := s.(*ir.Set); ok && l == set.Dst && len(set.More) == 0 {
				src = set.Src
			}
			sets[l] = append(sets[l], src)
			if loop {
				looped[l] = true
			}
		}
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				if g, ok := e.(*ir.Get); ok && g.Move {
					moved[g.Local] = true
				}
				return true
			})
		})
		inLoop := loop
		switch s.(type) {
		case *ir.Loop, *ir.Range:
			inLoop = true
		}
		for _, b := range ir.Bodies(s) {
			n.collect(*b, inLoop, sets, moved, looped)
		}
	}
}

// borrowed reports whether a value assigned to l is kept alive by a place that stays.
func (n *inserter) borrowed(e ir.Expr, l *ir.Local, cand map[*ir.Local]bool, root func(l, of *ir.Local) bool) bool {
	switch x := e.(type) {
	case nil:
		return false
	case *ir.Null:
		return true
	case *ir.Get:
		return cand[x.Local] || root(x.Local, l)
	case *ir.Conv:
		if _, ok := x.V.Type().(*types.Ref); !ok {
			return false
		}
		return n.borrowed(x.V, l, cand, root)
	case *ir.Call:
		if k := n.element(x, n.fx); k != nil {
			return !n.fx.Isolates && n.borrowed(x.Recv, l, cand, root)
		}
		// A pure call with a borrowed result, as a cast, gives its argument.
		if x.Callee.Pure && !fresh(x) && len(x.Args) == 1 {
			return n.borrowed(x.Args[0], l, cand, root)
		}
	case *ir.FieldRef:
		switch b := x.Base.Type().(type) {
		case *types.Ref:
			if shared(b) {
				return false
			}
		default:
			return false
		}
		if n.fx.Isolates || !n.fx.Stable(x.Field) {
			return false
		}
		return n.borrowed(x.Base, l, cand, root)
	}
	return false
}

// element gives the class of the list that a call reads an element of, where code with the given facts leaves the elements of such lists
// alone; nil for other calls.
func (n *inserter) element(c *ir.Call, t *facts.Facts) *types.Class {
	if c.Callee.Kind != ir.Runtime || c.Callee.Go != facts.ListAt && c.Callee.Go != facts.ListElem {
		return nil
	}
	k := n.w.facts.List(c.Recv.Type())
	if k == nil || !t.Stable(facts.Elements{Class: k}) {
		return nil
	}
	return k
}
