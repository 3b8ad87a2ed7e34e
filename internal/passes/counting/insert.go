package counting

import (
	"fmt"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/facts"
	"github.com/cyp-lang/cyp/internal/types"
)

// inserter inserts the counting of one function.
type inserter struct {
	w  *world
	f  *ir.Func
	fx *facts.Facts

	// locals are what is followed; index gives their numbers.
	locals []*ir.Local
	index  map[*ir.Local]int
	// pinned locals keep what borrowed ones look at alive: they are not moved before the exit.
	pinned map[*ir.Local]bool
	// paths are the places that borrowed temporaries look at.
	paths map[*ir.Local]ir.Expr
	// after and handler are the locals alive after a statement and at its handler, before the rewriting.
	after, handler map[ir.Stmt]ir.Bits
	// scope is where the temporaries live.
	scope map[*ir.Local]tempScope
	// made counts the temporaries made here.
	made int
	// tries and loops around the list that is being rewritten.
	tries []*ir.Try
	loops []int
	// argOf are temporaries that are dropped right after the call that they are arguments of.
	selfOwned bool
}

// tempScope is the place of the statement list that a temporary lives in.
type tempScope struct {
	tries []*ir.Try
	loops []int
}

func newInserter(w *world, f *ir.Func) *inserter {
	return &inserter{
		w: w, f: f, fx: w.facts.Funcs[f], index: map[*ir.Local]int{}, pinned: map[*ir.Local]bool{}, paths: map[*ir.Local]ir.Expr{},
		after: map[ir.Stmt]ir.Bits{}, handler: map[ir.Stmt]ir.Bits{}, scope: map[*ir.Local]tempScope{},
	}
}

func (n *inserter) run() {
	n.f.Body = n.results(n.f.Body)
	n.follow()
	n.liveness()
	n.f.Body = n.list(n.f.Body, false)
	n.own()
	n.states()
	n.last()
	if !n.w.opt.Naive {
		n.moveFields()
	}
}

// results puts the results that statements discard into temporaries, which die at the end of the statement of the source.
func (n *inserter) results(list []ir.Stmt) []ir.Stmt {
	for i, s := range list {
		if d, ok := s.(*ir.Do); ok {
			c := ir.CallOf(d.Call)
			if c != nil && c.T != nil && ir.Counted(c.T) && fresh(c) {
				list[i] = &ir.Set{S: d.S, Dst: n.newTemp(c.T, c), Src: d.Call}
			}
		}
		for _, b := range ir.Bodies(s) {
			*b = n.results(*b)
		}
	}
	return list
}

// fillOwns sets the Owns of calls of the program's functions from the modes of their parameters.
func (n *inserter) fillOwns() {
	ir.Calls(n.f, func(c *ir.Call) {
		if c.Callee.Kind != ir.Direct && c.Callee.Kind != ir.Virtual {
			return
		}
		c.Callee.Owns = make([]bool, len(c.Args))
		for i := range c.Args {
			c.Callee.Owns[i] = true
		}
		n.w.x.Callees(c, func(f *ir.Func) {
			for i := range c.Args {
				if i < len(f.ParamModes) && f.ParamModes[i] == ir.Borrowed {
					c.Callee.Owns[i] = false
				}
			}
		})
	})
}

// owner reports whether the local owns what it holds, so that the function drops it.
func (n *inserter) owner(l *ir.Local) bool {
	return ir.Counted(l.Type) && !l.Borrowed && !n.w.closed[l]
}

// follow numbers the locals whose state and liveness are followed.
func (n *inserter) follow() {
	add := func(l *ir.Local) {
		if _, ok := n.index[l]; !ok && ir.Copied(l.Type) && !n.w.closed[l] {
			n.index[l] = len(n.locals)
			n.locals = append(n.locals, l)
		}
	}
	n.selfOwned = n.assigns(n.f.Self)
	if n.selfOwned {
		add(n.f.Self)
	}
	for i, l := range n.f.Params {
		l.Borrowed = i < len(n.f.ParamModes) && n.f.ParamModes[i] == ir.Borrowed && ir.Copied(l.Type)
		add(l)
	}
	for _, l := range n.f.Locals {
		add(l)
	}
}

// assigns reports whether the function sets or consumes the local.
func (n *inserter) assigns(l *ir.Local) bool {
	if l == nil {
		return false
	}
	found := false
	ir.Walk(n.f.Body, func(s ir.Stmt) bool {
		for _, d := range ir.Sets(s) {
			found = found || d == l
		}
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				if g, ok := e.(*ir.Get); ok && g.Local == l && g.Move {
					found = true
				}
				return true
			})
		})
		return true
	})
	return found
}

func (n *inserter) liveness() {
	b := &ir.Backward{N: len(n.locals), Uses: n.uses, Visit: func(s ir.Stmt, after, handler ir.Bits) {
		n.after[s] = after
		n.handler[s] = handler
	}}
	b.Run(n.f.Body)
}

// uses tells what a statement looks at and sets, for liveness.
func (n *inserter) uses(s ir.Stmt, use, def func(int)) {
	ir.EachExpr(s, func(e ir.Expr) {
		ir.WalkExpr(e, func(e ir.Expr) bool {
			if g, ok := e.(*ir.Get); ok {
				if i, ok := n.index[g.Local]; ok {
					use(i)
				}
			}
			return true
		})
	})
	for _, l := range ir.Sets(s) {
		if i, ok := n.index[l]; ok {
			def(i)
		}
	}
}

// temp makes a temporary that lives in the list that is being rewritten.
func (n *inserter) temp(t types.Type, like ir.Expr) *ir.Local {
	l := n.newTemp(t, like)
	n.scope[l] = n.here()
	return l
}

func (n *inserter) newTemp(t types.Type, like ir.Expr) *ir.Local {
	n.made++
	l := &ir.Local{Name: fmt.Sprintf("h%d", n.made), Type: t, Temp: true, Span: like.Span(), Func: n.f}
	n.f.Locals = append(n.f.Locals, l)
	return l
}

func (n *inserter) here() tempScope {
	return tempScope{append([]*ir.Try(nil), n.tries...), append([]int(nil), n.loops...)}
}

// list rewrites a statement list. Temporaries that live in it are dropped after their last use, in a Block (which is one
// statement of the source) at its end or before the first statement with a body that follows their last use.
func (n *inserter) list(list []ir.Stmt, block bool) []ir.Stmt {
	ends := n.tempEnds(list, block)
	out := make([]ir.Stmt, 0, len(list))
	for i, s := range list {
		out = n.stmt(out, s)
		for _, l := range ends[i] {
			if !ir.Terminates(s) {
				out = append(out, &ir.Drop{S: ir.S{At: s.Span()}, Local: l})
			}
		}
	}
	return out
}

// tempEnds finds the temporaries whose innermost common list is this one, by the number of the statement
// that they are dropped after.
func (n *inserter) tempEnds(list []ir.Stmt, block bool) map[int][]*ir.Local {
	first, last, where := map[*ir.Local]int{}, map[*ir.Local]int{}, map[*ir.Local]int{}
	var order []*ir.Local
	for i, s := range list {
		seen := map[*ir.Local]bool{}
		mention(s, func(l *ir.Local) {
			if !l.Temp || !n.owner(l) {
				return
			}
			if _, done := n.scope[l]; done {
				return
			}
			if _, ok := first[l]; !ok {
				first[l] = i
				order = append(order, l)
			}
			last[l] = i
			if !seen[l] {
				seen[l] = true
				where[l]++
			}
		})
	}
	ends := map[int][]*ir.Local{}
	for _, l := range order {
		i := last[l]
		if first[l] == i && !direct(list[i], l) {
			// All its uses are inside one statement with bodies: it lives further in.
			continue
		}
		n.scope[l] = n.here()
		if block {
			for i+1 < len(list) && within(list[i+1]) {
				i++
			}
		}
		ends[i] = append(ends[i], l)
	}
	return ends
}

// within reports whether a statement is a part of one of the source, and does not end it.
func within(s ir.Stmt) bool {
	switch s := s.(type) {
	case *ir.If:
		return s.Part
	case *ir.Try:
		return s.Inlined != nil
	}
	return len(ir.Bodies(s)) == 0 && !ir.Terminates(s)
}

// mention calls f for every local in a statement, those inside its bodies too.
func mention(s ir.Stmt, f func(*ir.Local)) {
	ir.Walk([]ir.Stmt{s}, func(s ir.Stmt) bool {
		for _, l := range ir.Sets(s) {
			f(l)
		}
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				if g, ok := e.(*ir.Get); ok {
					f(g.Local)
				}
				return true
			})
		})
		return true
	})
}

// direct reports whether the statement itself mentions the local, not only its bodies, or several of its bodies do.
func direct(s ir.Stmt, l *ir.Local) bool {
	found := false
	see := func(x *ir.Local) { found = found || x == l }
	for _, d := range ir.Sets(s) {
		see(d)
	}
	ir.EachExpr(s, func(e ir.Expr) {
		ir.WalkExpr(e, func(e ir.Expr) bool {
			if g, ok := e.(*ir.Get); ok {
				see(g.Local)
			}
			return true
		})
	})
	if found {
		return true
	}
	bodies := 0
	for _, b := range ir.Bodies(s) {
		in := false
		for _, x := range *b {
			mention(x, func(m *ir.Local) { in = in || m == l })
		}
		if in {
			bodies++
		}
	}
	return bodies > 1
}

// own takes the count on self that a method which assigns or consumes it holds.
func (n *inserter) own() {
	if !n.selfOwned || n.f.Self == nil || !ir.Counted(n.f.Self.Type) {
		return
	}
	self := n.f.Self
	at := ir.S{At: n.f.Span}
	get := &ir.Get{X: ir.X{T: self.Type, At: n.f.Span}, Local: self}
	n.f.Body = append([]ir.Stmt{&ir.Incref{S: at, V: get}}, n.f.Body...)
}
