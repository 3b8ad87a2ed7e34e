package counting

import (
	"slices"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// states finds where each owner certainly holds nothing and, from that, what is dropped where: it fills in Init, Unwinds and
// Drops, drops what is left at the end, drops temporaries on the way out of a loop, and removes the drops of
// what holds nothing. A state is the set of owners that may hold something.
type states struct {
	n     *inserter
	exit  []*ir.Local // in the order in which they are dropped at the exit
	tries map[ir.Stmt][]*ir.Try

	init    map[ir.Stmt]bool
	unwinds map[ir.Stmt][]*ir.Local
	drops   map[ir.Stmt][]*ir.Local // of a Return, or before a Break or Continue
	idle    map[*ir.Drop]bool
	end     []*ir.Local
}

func (n *inserter) states() {
	n.index = map[*ir.Local]int{}
	n.locals = nil
	st := &states{
		n: n, tries: map[ir.Stmt][]*ir.Try{}, init: map[ir.Stmt]bool{}, unwinds: map[ir.Stmt][]*ir.Local{},
		drops: map[ir.Stmt][]*ir.Local{}, idle: map[*ir.Drop]bool{},
	}
	st.order()
	for _, l := range st.exit {
		n.index[l] = len(n.locals)
		n.locals = append(n.locals, l)
	}
	st.around(n.f.Body, nil)
	in := ir.NewBits(len(n.locals))
	if n.selfOwned {
		if i, ok := n.index[n.f.Self]; ok {
			in.Add(i)
		}
	}
	for _, l := range n.f.Params {
		if i, ok := n.index[l]; ok {
			in.Add(i)
		}
	}
	fw := &ir.Forward[ir.Bits]{Join: join, Step: st.step, Branch: st.branch, Leave: st.leave}
	fw.Run(n.f.Body, in)
	n.f.Body = st.apply(n.f.Body)
	for _, l := range st.end {
		n.f.Body = append(n.f.Body, &ir.Drop{S: ir.S{At: n.f.Span}, Local: l})
	}
}

func join(a, b ir.Bits) (ir.Bits, bool) {
	out := a.Copy()
	grew := out.Or(b)
	return out, grew
}

// order lists the owners as they are dropped at the exit: temporaries, locals in order of first appearance, parameters, and C++
// values in reverse order of their declaration.
func (st *states) order() {
	n := st.n
	var temps, locals, cpp []*ir.Local
	for _, l := range n.f.Locals {
		if !n.owner(l) {
			continue
		}
		switch {
		case l.Temp:
			temps = append(temps, l)
		case isCpp(l.Type):
			cpp = append(cpp, l)
		default:
			locals = append(locals, l)
		}
	}
	st.exit = append(temps, locals...)
	if n.selfOwned && n.owner(n.f.Self) {
		st.exit = append(st.exit, n.f.Self)
	}
	for _, l := range n.f.Params {
		if n.owner(l) {
			st.exit = append(st.exit, l)
		}
	}
	for i := len(cpp) - 1; i >= 0; i-- {
		st.exit = append(st.exit, cpp[i])
	}
}

func isCpp(t types.Type) bool {
	_, ok := t.(*types.Cpp)
	return ok
}

// aggregate reports whether values of the type are filled in place, so that any mention may make them hold something.
func aggregate(t types.Type) bool {
	_, ref := t.(*types.Ref)
	return !ref
}

// around notes the Trys around each statement whose errors they catch.
func (st *states) around(list []ir.Stmt, tries []*ir.Try) {
	for _, s := range list {
		st.tries[s] = tries
		if t, ok := s.(*ir.Try); ok {
			st.around(t.Body, append(tries[:len(tries):len(tries)], t))
			st.around(t.Handler, tries)
			continue
		}
		for _, b := range ir.Bodies(s) {
			st.around(*b, tries)
		}
	}
}

func (st *states) step(s ir.Stmt, in ir.Bits) (ir.Bits, ir.Bits) {
	n := st.n
	out := in.Copy()
	ir.EachExpr(s, func(e ir.Expr) {
		ir.WalkExpr(e, func(e ir.Expr) bool {
			if g, ok := e.(*ir.Get); ok {
				if i, ok := n.index[g.Local]; ok {
					switch {
					case g.Move:
						out.Del(i)
					case aggregate(g.Local.Type):
						out.Add(i)
					}
				}
			}
			return true
		})
	})
	raised := out.Copy()
	switch s := s.(type) {
	case *ir.Drop:
		if i, ok := n.index[s.Local]; ok {
			st.idle[s] = !out.Has(i)
			out.Del(i)
		}
	case *ir.Set:
		if i, ok := n.index[s.Dst]; ok {
			st.init[s] = !out.Has(i)
			if _, null := ir.Strip(s.Src).(*ir.Null); null {
				out.Del(i)
			} else {
				out.Add(i)
			}
		}
		for _, l := range s.More {
			if i, ok := n.index[l]; ok {
				out.Add(i)
			}
		}
	case *ir.Return:
		st.drops[s] = st.holding(out)
		clearAll(out)
	case *ir.Break:
		st.jump(s, s.Label, out)
	case *ir.Continue:
		st.jump(s, s.Label, out)
	}
	if ir.Raises(s) {
		raised = st.unwind(s, raised)
	}
	return out, raised
}

func clearAll(b ir.Bits) {
	for i := range b {
		b[i] = 0
	}
}

func (st *states) holding(b ir.Bits) []*ir.Local {
	var ls []*ir.Local
	for i, l := range st.n.locals {
		if b.Has(i) {
			ls = append(ls, l)
		}
	}
	return ls
}

// unwind lists what a raising statement drops: everything, or the temporaries inside the Try that catches it.
func (st *states) unwind(s ir.Stmt, b ir.Bits) ir.Bits {
	tries := st.tries[s]
	var ls []*ir.Local
	out := b.Copy()
	for i, l := range st.n.locals {
		if !b.Has(i) {
			continue
		}
		if len(tries) > 0 && !(l.Temp && st.inside(l, tries[len(tries)-1])) {
			continue
		}
		ls = append(ls, l)
		out.Del(i)
	}
	st.unwinds[s] = st.argumentsFirst(s, ls)
	return out
}

// argumentsFirst has the temporaries that are lent to the call that raises dropped before the rest: the callee would have dropped them.
func (st *states) argumentsFirst(s ir.Stmt, ls []*ir.Local) []*ir.Local {
	c := raisingCall(s)
	if len(ls) < 2 || c == nil || c.Callee.Kind == ir.Runtime {
		return ls
	}
	var first []*ir.Local
	for _, a := range c.Args {
		if g, ok := ir.Strip(a).(*ir.Get); ok && g.Local.Temp && st.n.w.dies(g.Local.Type) && slices.Contains(ls, g.Local) && !slices.Contains(first, g.Local) {
			first = append(first, g.Local)
		}
	}
	if len(first) == 0 {
		return ls
	}
	out := first
	for _, l := range ls {
		if !slices.Contains(first, l) {
			out = append(out, l)
		}
	}
	return out
}

// raisingCall is the call that a statement makes, or nil.
func raisingCall(s ir.Stmt) *ir.Call {
	switch s := s.(type) {
	case *ir.Set:
		return ir.CallOf(s.Src)
	case *ir.Store:
		return ir.CallOf(s.Src)
	case *ir.Do:
		return ir.CallOf(s.Call)
	case *ir.Return:
		if s.Src != nil {
			return ir.CallOf(s.Src)
		}
	}
	return nil
}

func (st *states) inside(l *ir.Local, t *ir.Try) bool {
	for _, x := range st.n.scope[l].tries {
		if x == t {
			return true
		}
	}
	return false
}

// jump lists the temporaries that a Break or Continue leaves behind.
func (st *states) jump(s ir.Stmt, label int, out ir.Bits) {
	var ls []*ir.Local
	for i, l := range st.n.locals {
		if !out.Has(i) || !l.Temp {
			continue
		}
		for _, x := range st.n.scope[l].loops {
			if x == label {
				ls = append(ls, l)
				out.Del(i)
				break
			}
		}
	}
	st.drops[s] = ls
}

// branch learns from a test for null.
func (st *states) branch(cond ir.Expr, in ir.Bits) (yes, no ir.Bits) {
	l, eq := ir.NullTest(cond)
	i, ok := st.n.index[l]
	if l == nil || !ok || aggregate(l.Type) {
		return in, in
	}
	null := in.Copy()
	null.Del(i)
	if eq {
		return null, in
	}
	return in, null
}

func (st *states) leave(s ir.Stmt, b ir.Bits, raised bool) {
	if s == nil {
		st.end = st.holding(b)
	}
}

// apply writes the findings into the statements.
func (st *states) apply(list []ir.Stmt) []ir.Stmt {
	out := list[:0:0]
	for _, s := range list {
		switch s := s.(type) {
		case *ir.Drop:
			if st.idle[s] {
				continue
			}
		case *ir.Set:
			if st.n.owner(s.Dst) {
				if _, known := st.n.index[s.Dst]; known {
					s.Init = st.init[s]
				}
			} else if s.Dst.Borrowed {
				s.Init = true
			}
		case *ir.Return:
			s.Drops = st.drops[s]
		case *ir.Break, *ir.Continue:
			for _, l := range st.drops[s] {
				out = append(out, &ir.Drop{S: ir.S{At: s.Span()}, Local: l})
			}
		}
		if u := ir.UnwindOf(s); u != nil && ir.Raises(s) {
			u.Unwinds = st.unwinds[s]
		}
		for _, b := range ir.Bodies(s) {
			*b = st.apply(*b)
		}
		out = append(out, s)
	}
	return out
}

// last marks the moves and drops after which nobody looks at the local, so that it need not be made null.
func (n *inserter) last() {
	uses := func(s ir.Stmt, use, def func(int)) {
		n.uses(s, use, func(int) {})
		look := func(l *ir.Local) {
			if i, ok := n.index[l]; ok {
				use(i)
			}
		}
		switch s := s.(type) {
		case *ir.Drop:
			look(s.Local)
		case *ir.Return:
			for _, l := range s.Drops {
				look(l)
			}
		case *ir.Set:
			if i, ok := n.index[s.Dst]; ok {
				if s.Init {
					def(i)
				} else {
					use(i)
				}
			}
		}
		if u := ir.UnwindOf(s); u != nil {
			for _, l := range u.Unwinds {
				look(l)
			}
		}
	}
	visit := func(s ir.Stmt, after, handler ir.Bits) {
		dead := func(l *ir.Local) bool {
			i, ok := n.index[l]
			if !ok {
				return !ir.Counted(l.Type)
			}
			if l.Captured {
				return false
			}
			for _, d := range ir.Sets(s) {
				if d == l {
					return true
				}
			}
			return !after.Has(i) && (handler == nil || !handler.Has(i))
		}
		if d, ok := s.(*ir.Drop); ok {
			d.Last = dead(d.Local)
		}
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				if g, ok := e.(*ir.Get); ok && g.Move {
					g.Last = dead(g.Local)
				}
				return true
			})
		})
	}
	b := &ir.Backward{N: len(n.locals), Uses: uses, Visit: visit}
	b.Run(n.f.Body)
}
