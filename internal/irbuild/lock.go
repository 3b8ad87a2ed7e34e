package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// rootOf finds the lock reference whose lock an access of e needs: the end of a chain of fields, subscripts and method results that
// are seen through it (spec 11.2). Nil where none is needed.
func rootOf(e typed.Expr) typed.Expr {
	switch e := e.(type) {
	case *typed.Field:
		return through(e.X)
	case *typed.Index:
		return rootOf(e.X)
	case *typed.Call:
		if e.Recv != nil {
			if asRef(e.Recv.Type()) != nil {
				return through(e.Recv)
			}
			return rootOf(e.Recv)
		}
	case *typed.MethodCall:
		if e.Recv != nil {
			return through(e.Recv)
		}
	case *typed.Coerce:
		switch e.Kind {
		case typed.LoadRef, typed.Upcast, typed.Downcast, typed.ToPointer:
			return rootOf(e.X)
		}
	case *typed.Let:
		return rootOf(e.X)
	}
	return nil
}

// through is the root for a use of what the reference e refers to.
func through(e typed.Expr) typed.Expr {
	r := asRef(e.Type())
	if r == nil {
		return rootOf(e) // a struct or C++ value inside an object
	}
	switch r.Qual {
	case types.Lock:
		if isResult(r.Class) {
			return nil // it needs no lock: who waits for it must not keep others out
		}
		return e
	case types.LockView, types.Unqualified:
		return rootOf(e) // a plain reference may be an element of a C++ container in the object
	}
	return nil
}

// locked makes an access with the lock that it needs: f is built while the root's lock is held, and its value is read before the
// lock is released.
func (x *fb) locked(access typed.Expr, write bool, f func() ir.Expr) ir.Expr {
	root := rootOf(access)
	write = write || root != nil && x.counts(access)
	if root == nil || x.roots[root] != nil || x.holds(root, write) {
		return f()
	}
	return x.lockedRoot(root, access, write, f)
}

func (x *fb) lockedRoot(root, access typed.Expr, write bool, f func() ir.Expr) ir.Expr {
	r := x.expr(root)
	if !constant(r) && !x.steady(root, access) {
		r = x.save(r)
	}
	x.nullCheck(root, r)
	x.lock(r, write)
	x.roots[root] = r
	done := x.hold(root, x.current, write)
	var out ir.Expr
	body := x.list(func() {
		out = f()
		switch {
		case out == nil:
		case isVoid(out.Type()):
			if whole(out) {
				x.do(out)
				out = x.null(types.Void)
			}
		case !constant(out):
			out = x.save(out)
		}
	})
	delete(x.roots, root)
	done()
	x.protect(body, func() { x.unlock(r, write) })
	x.unlock(r, write)
	return out
}

// hold notes that the lock of a root is held over code, where the root is a variable that the code does not change: accesses
// through it need not lock again. The function it returns ends that.
func (x *fb) hold(root typed.Expr, code any, write bool) (done func()) {
	v, ok := root.(*typed.VarExpr)
	if !ok || code == nil || v.Var.Captured || v.Var.Kind == typed.GlobalVar || mutates(code, v.Var) {
		return func() {}
	}
	old := x.held[v.Var]
	mode := 1
	if write {
		mode = 2
	}
	x.held[v.Var] = max(old, mode)
	return func() { x.held[v.Var] = old }
}

// holds reports whether the lock that an access through root needs is held already.
func (x *fb) holds(root typed.Expr, write bool) bool {
	v, ok := root.(*typed.VarExpr)
	if !ok {
		return false
	}
	if write {
		return x.held[v.Var] == 2
	}
	return x.held[v.Var] > 0
}

// steady reports whether a root is a variable that nothing in the access changes.
func (x *fb) steady(root, access typed.Expr) bool {
	v, ok := root.(*typed.VarExpr)
	if !ok || v.Var.Captured || v.Var.Kind == typed.GlobalVar {
		return false
	}
	return !mutates(access, v.Var)
}

// mutates reports whether a tree assigns, deletes or consumes a variable.
func mutates(n any, v *typed.Var) bool {
	found := false
	is := func(e typed.Expr) bool {
		y, ok := stripCoerce(e).(*typed.VarExpr)
		return ok && y.Var == v
	}
	inspect(n, func(n any) bool {
		switch n := n.(type) {
		case *typed.Consume:
			found = found || is(n.X)
		case *typed.AssignExpr:
			found = found || is(n.Place)
		case *typed.Assign:
			found = found || is(n.Place)
		case *typed.AugAssign:
			found = found || is(n.Place)
		case *typed.Del:
			found = found || is(n.Place)
		case *typed.AddrOf:
			found = found || is(n.X)
		case *typed.ForRange:
			found = found || n.Var == v
		}
		return !found
	})
	return found
}

func (x *fb) lock(v ir.Expr, write bool) {
	name := "rt.RLock"
	if write {
		name = "rt.WLock"
	}
	x.do(x.effect(name, types.Void, x.header(v)))
}

func (x *fb) unlock(v ir.Expr, write bool) {
	name := "rt.RUnlock"
	if write {
		name = "rt.WUnlock"
	}
	x.do(x.effect(name, types.Void, x.header(v)))
}

// protect emits statements so that an error in them runs a clean-up and goes on. The clean-up can't raise.
func (x *fb) protect(body []ir.Stmt, cleanup func()) {
	if !mayRaise(body) {
		*x.dest = append(*x.dest, body...)
		return
	}
	err := x.variable("err", ir.ErrType)
	handler := x.list(func() {
		cleanup()
		x.emit(&ir.Raise{S: x.s(), Err: x.get(err), Again: true})
	})
	x.emit(&ir.Try{S: x.s(), Body: body, Err: err, Handler: handler})
}

// mayRaise reports whether an error can leave the statements.
func mayRaise(list []ir.Stmt) bool {
	found := false
	ir.Walk(list, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.ZeroCheck, *ir.Raise, *ir.YieldStmt:
			found = true
		case *ir.Try:
			found = found || mayRaise(s.Handler) || (len(s.Handler) == 0 && s.Err == nil && mayRaise(s.Body))
			return false
		}
		ir.EachExpr(s, func(e ir.Expr) {
			if c, ok := e.(*ir.Call); ok && callRaises(c) {
				found = true
			}
		})
		return !found
	})
	return found
}

// callRaises reports whether a call may raise, by what is declared of it.
func callRaises(c *ir.Call) bool {
	switch c.Callee.Kind {
	case ir.Direct:
		return c.Callee.Func.Except.Raises()
	case ir.Virtual:
		return c.Callee.Method.Sig.Except.Raises()
	case ir.Indirect:
		f := funcType(c.Callee.Value.Type())
		return f == nil || f.Except.Raises()
	case ir.Runtime:
		return c.Callee.Raises
	}
	return false
}

// funcType is the function type of a function pointer.
func funcType(t types.Type) *types.Func {
	t = plain(t)
	if p, ok := t.(*types.Pointer); ok {
		t = plain(p.Elem)
	}
	f, _ := t.(*types.Func)
	return f
}

// shared marks the objects of a value as reachable by several threads, where a conversion makes it so: an isolated or
// plain value becomes a lock or active reference.
func (x *fb) shared(from types.Type, v ir.Expr) ir.Expr {
	a, b := asRef(from), asRef(v.Type())
	if a == nil || b == nil || !shares(b.Qual) || shares(a.Qual) {
		return v
	}
	if _, null := v.(*ir.Null); null {
		return v
	}
	if !constant(v) {
		v = x.save(v)
	}
	if b.Qual == types.Active && b.Class.Activable {
		x.do(x.effect("rt.Activate", types.Void, x.conv(types.RefTo(x.b.acthon("rt.Activable"), types.Active, false), v)))
		return v
	}
	x.do(x.share(v))
	return v
}

// share makes the counts of an object atomic; null is ignored.
func (x *fb) share(v ir.Expr) ir.Expr {
	c := x.simple(".Share", types.Void)
	c.Recv = x.header(v)
	return c
}

func shares(q types.Qualifier) bool {
	return q == types.Lock || q == types.Locked || q == types.Active
}

// readOnly reports whether a method can run beside others under the read lock: it is const, and neither it nor what it calls keeps
// references, whose counts are not atomic inside a locked object.
func (b *builder) readOnly(m *types.Method, depth int) bool {
	if !m.SelfConst || depth > 4 {
		return false
	}
	impls := []*types.Method{m}
	if m.Slot != nil {
		impls = m.Slot.Impls
	}
	for _, i := range impls {
		f := b.bodies[i]
		if f == nil {
			return false
		}
		ok := true
		inspect(f.Body, func(n any) bool {
			switch n := n.(type) {
			case *typed.VarExpr:
				if r := asRef(n.Type()); r != nil && n.Var.Kind != typed.SelfVar && r.Qual == types.Unqualified {
					ok = false
				}
			case *typed.MethodCall:
				v, self := n.Recv.(*typed.VarExpr)
				if !self || v.Var.Kind != typed.SelfVar || !b.readOnly(n.Method, depth+1) {
					ok = false
				}
			case *typed.Field:
				if r := asRef(n.Type()); r != nil && r.Qual == types.Unqualified {
					ok = false
				}
			case *typed.Call:
				if n.Func != nil || n.Ptr != nil || n.Recv != nil && !n.Bound.Pure {
					ok = false
				}
			case *typed.Construct, *typed.Send, *typed.Consume:
				ok = false
			}
			return ok
		})
		if !ok {
			return false
		}
	}
	return true
}
