package counting

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/facts"
	"github.com/cyp-lang/cyp/internal/types"
)

// stmt rewrites a statement and appends it, with what goes before and after it, to out.
func (n *inserter) stmt(out []ir.Stmt, s ir.Stmt) []ir.Stmt {
	u := &use{n: n, s: s}
	switch s := s.(type) {
	case *ir.Set:
		if c := ir.CallOf(s.Src); c != nil {
			u.call(c)
		}
		if n.owns(s.Dst) {
			s.Src = u.consume(s.Src)
			if u.ordered(s.Dst.Type) {
				first, v := u.first(s.Src, s.Dst.Type, s.Unwind)
				s.Src, s.Unwind = v, ir.Unwind{}
				return append(append(append(append(out, u.pre...), first), u.post...), s)
			}
		}
	case *ir.Store:
		if c := ir.CallOf(s.Src); c != nil {
			u.call(c)
		}
		s.Src = u.consume(s.Src)
		if u.ordered(s.Place.Type()) {
			first, v := u.first(s.Src, s.Place.Type(), s.Unwind)
			s.Src, s.Unwind = v, ir.Unwind{}
			return append(append(append(append(out, u.pre...), first), u.post...), s)
		}
	case *ir.Do:
		if c := ir.CallOf(s.Call); c != nil {
			u.call(c)
		}
	case *ir.Return:
		if s.Src != nil {
			if c := ir.CallOf(s.Src); c != nil {
				u.call(c)
			}
			s.Src = u.consume(s.Src)
			// What is dropped at the exit is in Drops.
			u.post = nil
		}
	case *ir.YieldStmt:
		if s.V != nil {
			s.V = u.consume(s.V)
		}
	case *ir.If:
		s.Then = n.list(s.Then, false)
		s.Else = n.list(s.Else, false)
	case *ir.Loop:
		n.loops = append(n.loops, s.Label)
		s.Body = n.list(s.Body, false)
		s.Post = n.list(s.Post, false)
		n.loops = n.loops[:len(n.loops)-1]
	case *ir.Range:
		n.loops = append(n.loops, s.Label)
		s.Body = n.list(s.Body, false)
		n.loops = n.loops[:len(n.loops)-1]
	case *ir.Try:
		n.tries = append(n.tries, s)
		s.Body = n.list(s.Body, false)
		n.tries = n.tries[:len(n.tries)-1]
		s.Handler = n.list(s.Handler, false)
	case *ir.Block:
		s.Body = n.list(s.Body, true)
	}
	return u.emit(out, s)
}

// owns reports whether a Set of the local takes ownership.
func (n *inserter) owns(l *ir.Local) bool { return ir.Copied(l.Type) && !l.Borrowed }

// use is the rewriting of one statement.
type use struct {
	n         *inserter
	s         ir.Stmt
	pre, post []ir.Stmt
	inCond    bool
}

func (u *use) emit(out []ir.Stmt, s ir.Stmt) []ir.Stmt {
	out = append(out, u.pre...)
	out = append(out, s)
	return append(out, u.post...)
}

// ordered reports whether the order can be seen in which what a call has used up and the value that its result replaces die: the arguments
// come first, since the callee would have dropped them.
func (u *use) ordered(t types.Type) bool {
	if len(u.post) == 0 || !ir.Counted(t) || !u.n.w.dies(t) {
		return false
	}
	for _, s := range u.post {
		if d, ok := s.(*ir.Drop); ok && u.n.w.dies(d.Local.Type) {
			return true
		}
	}
	return false
}

// first puts a value into a temporary, and gives the expression that moves it on from there.
func (u *use) first(src ir.Expr, t types.Type, unwind ir.Unwind) (ir.Stmt, ir.Expr) {
	h := u.n.temp(t, src)
	at := src.Span()
	return &ir.Set{S: ir.S{At: u.s.Span()}, Dst: h, Src: src, Unwind: unwind}, &ir.Get{X: ir.X{T: t, At: at}, Local: h, Move: true}
}

// consume makes an expression give ownership of its value.
func (u *use) consume(e ir.Expr) ir.Expr {
	if e == nil || e.Type() == nil || !ir.Copied(e.Type()) {
		return e
	}
	switch x := e.(type) {
	case *ir.Null, *ir.Take:
		return e
	case *ir.Get:
		if x.Move {
			return e
		}
		if u.movable(x.Local) {
			x.Move = true
			return x
		}
	case *ir.Call:
		if fresh(x) {
			return e
		}
	case *ir.Conv:
		if ir.Copied(x.V.Type()) {
			x.V = u.consume(x.V)
			return x
		}
	case *ir.Cond:
		// Only one arm is evaluated: nothing may leave its local there.
		held := u.inCond
		u.inCond = true
		x.Then = u.consume(x.Then)
		x.Else = u.consume(x.Else)
		u.inCond = held
		return x
	}
	return &ir.Retain{X: ir.X{T: e.Type(), At: e.Span()}, V: e}
}

// movable reports whether the statement is the last to look at the local, so that its value may leave it, and
// the program can't tell.
func (u *use) movable(l *ir.Local) bool {
	n := u.n
	i, ok := n.index[l]
	if !ok || u.inCond || l.Captured || l.Borrowed || n.pinned[l] || n.after[u.s] == nil || n.after[u.s].Has(i) {
		return false
	}
	if h := n.handler[u.s]; h != nil && h.Has(i) {
		return false
	}
	if set, ok := u.s.(*ir.Set); ok && set.Dst == l {
		return false
	}
	count := 0
	ir.EachExpr(u.s, func(e ir.Expr) {
		ir.WalkExpr(e, func(e ir.Expr) bool {
			if g, ok := e.(*ir.Get); ok && g.Local == l {
				count++
			}
			return true
		})
	})
	if count != 1 {
		return false
	}
	if ret, ok := u.s.(*ir.Return); ok {
		if g, ok := ir.Strip(ret.Src).(*ir.Get); ok && g.Local == l {
			// It would be dropped right after.
			return true
		}
	}
	if l.Temp || !ir.Counted(l.Type) {
		return true
	}
	return !n.w.opt.Naive && !l.Observed && !n.fx.Counts && !n.fx.Isolates && !n.w.dies(l.Type)
}

// call rewrites the operands of a call: arguments that the callee takes over are consumed, the others and the receiver
// are kept alive during the call.
func (u *use) call(c *ir.Call) {
	if c.Recv != nil {
		c.Recv = u.borrow(c.Recv, c)
	}
	for i, a := range c.Args {
		if owns(c, i) {
			c.Args[i] = u.consume(a)
		} else {
			c.Args[i] = u.borrow(a, c)
			u.argument(c, a)
		}
	}
}

// borrow keeps the reference that a call looks at alive while it runs: one read from a place that the call may change is
// held by a temporary.
func (u *use) borrow(e ir.Expr, c *ir.Call) ir.Expr {
	if _, ok := e.Type().(*types.Ref); !ok || c.Callee.Kind == ir.Runtime {
		return e
	}
	switch x := ir.Strip(e).(type) {
	case *ir.Null:
		return e
	case *ir.Get:
		if !x.Local.Captured {
			return e
		}
	}
	if !u.n.w.opt.Naive && u.n.steady(e, u.n.w.facts.Call(c)) {
		return e
	}
	h := u.n.temp(e.Type(), e)
	u.pre = append(u.pre, &ir.Set{S: ir.S{At: e.Span()}, Dst: h, Init: true,
		Src: &ir.Retain{X: ir.X{T: e.Type(), At: e.Span()}, V: e}})
	u.post = append(u.post, &ir.Drop{S: ir.S{At: e.Span()}, Local: h})
	return &ir.Get{X: ir.X{T: e.Type(), At: e.Span()}, Local: h}
}

// argument drops a temporary that is used up as a borrowed argument right after the call, as the
// callee would have.
func (u *use) argument(c *ir.Call, a ir.Expr) {
	g, ok := ir.Strip(a).(*ir.Get)
	if !ok || !g.Local.Temp || !u.n.owner(g.Local) || c.Callee.Kind == ir.Runtime {
		return
	}
	if u.movable(g.Local) {
		u.post = append(u.post, &ir.Drop{S: ir.S{At: a.Span()}, Local: g.Local})
	}
}

// steady reports whether the place that a reference is read from, which is all that keeps its object alive, is not changed
// by something with the given facts.
func (n *inserter) steady(e ir.Expr, t *facts.Facts) bool {
	if t == nil || t.Wild || t.Isolates || t.Counts {
		return false
	}
	switch x := e.(type) {
	case *ir.Get:
		return !x.Local.Captured
	case *ir.Call:
		return n.element(x, t) != nil && n.steady(x.Recv, t)
	case *ir.Conv:
		_, ref := x.V.Type().(*types.Ref)
		_, st := x.V.Type().(*types.Struct)
		return (ref || st) && n.steady(x.V, t)
	case *ir.FieldRef:
		switch b := x.Base.Type().(type) {
		case *types.Ref:
			if shared(b) {
				return false
			}
		case *types.Struct:
		default:
			return false
		}
		return t.Stable(facts.PlaceKey(x)) && n.steady(x.Base, t)
	case *ir.GlobalRef:
		r, ok := x.T.(*types.Ref)
		return ok && !shared(r) && t.Stable(x.Global)
	case *ir.IndexRef:
		if _, ok := x.Base.Type().(*types.Array); !ok {
			return false
		}
		key := facts.PlaceKey(x)
		return key != nil && t.Stable(key) && n.steady(x.Base, t)
	}
	return false
}

// shared reports whether other threads may change the fields of the object that a reference leads to.
func shared(r *types.Ref) bool {
	switch r.Qual {
	case types.Lock, types.Locked, types.LockView, types.Active:
		return true
	}
	return false
}
