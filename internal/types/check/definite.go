package check

import (
	"maps"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// definite clears the Unbound mark of Python locals that every read finds assigned, so that their reads need no check, and tells of
// references that are read where they are certainly deleted (spec 3.3).
func (fn *funcCtx) definite() {
	d := &flow{fn: fn.f, risky: map[*typed.Var]bool{}, deleted: map[*typed.VarExpr]bool{}}
	d.block(fn.f.Body, known{})
	for _, v := range fn.f.Vars {
		if v.Kind == typed.LocalVar && isObject(v.Type) {
			v.Unbound = d.risky[v] || v.Captured
		}
	}
	for _, e := range d.order {
		fn.readDeleted(e)
	}
}

// readDeleted tells of a read of a deleted reference: an undeclared local is an error, a parameter a warning, a declared local reads NULL.
// That what is dereferenced may not be NULL is another rule (spec 4.6).
func (fn *funcCtx) readDeleted(e *typed.VarExpr) {
	const text = "local variable '%s' referenced before assignment"
	switch l := fn.locals[e.Var.Name]; {
	case l == nil || l.v != e.Var:
	case e.Var.Kind == typed.ParamVar:
		fn.warnf(diag.Expression, codeUnassigned, e.Pos(), text, e.Var.Name)
	case !l.declared:
		fn.exprError(codeUnassigned, e.Pos(), text, e.Var.Name).Hint("`cdef` the variable, and it reads as NULL after `del`")
	}
}

// flow is a forward walk that knows which variables are assigned, and which deleted.
type flow struct {
	fn      *typed.Func
	risky   map[*typed.Var]bool
	deleted map[*typed.VarExpr]bool // reads of what is certainly deleted
	order   []*typed.VarExpr        // they in order
}

// known is what is certain of variables at a place.
type known map[*typed.Var]fate

type fate uint8

const (
	unknown fate = iota
	isAssigned
	isDeleted
)

// become makes set equal to other.
func (set known) become(other known) {
	clear(set)
	maps.Copy(set, other)
}

// meet keeps what is certain in both.
func (set known) meet(other known) {
	for k, f := range set {
		if other[k] != f {
			delete(set, k)
		}
	}
}

// without is what is certain before each round of statements that may run any number of times, and after a part of them: what they assign
// may be assigned, and what they delete deleted.
func (set known) without(bodies ...[]typed.Stmt) known {
	out := maps.Clone(set)
	for _, b := range bodies {
		forget(b, out)
	}
	return out
}

func forget(ss []typed.Stmt, set known) {
	other := func(x typed.Expr, f fate) {
		if v, ok := x.(*typed.VarExpr); ok && set[v.Var] != f {
			delete(set, v.Var)
		}
	}
	for _, s := range ss {
		switch s := s.(type) {
		case *typed.Assign:
			other(s.Place, isAssigned)
		case *typed.Del:
			other(s.Place, isDeleted)
		case *typed.ClassStmt:
			other(s.Place, isAssigned)
		case *typed.If:
			forget(s.Then, set)
			forget(s.Else, set)
		case *typed.Loop:
			forget(s.Body, set)
			forget(s.Post, set)
			forget(s.Else, set)
		case *typed.ForRange:
			forget(s.Body, set)
			forget(s.Else, set)
		case *typed.ForIter:
			forget(s.Body, set)
			forget(s.Else, set)
		case *typed.Try:
			forget(s.Body, set)
			for _, h := range s.Handlers {
				other(h.Name, isDeleted) // bound over the body, then deleted
				other(h.Name, isAssigned)
				forget(h.Body, set)
			}
			forget(s.Else, set)
			forget(s.Finally, set)
		case *typed.With:
			forget(s.Body, set)
		case *typed.WithGIL:
			forget(s.Body, set)
		case *typed.WithLock:
			forget(s.Body, set)
		case *typed.Block:
			forget(s.Body, set)
		}
	}
	typed.InspectStmts(ss, func(e typed.Expr) bool {
		switch e := e.(type) {
		case *typed.AssignExpr:
			other(e.Place, isAssigned)
		case *typed.Seq:
			forget(e.Body, set)
		case *typed.Comp:
			forget(e.Body, set)
		}
		return true
	})
}

// block walks statements; it reports whether control can reach their end.
func (d *flow) block(ss []typed.Stmt, set known) bool {
	for _, s := range ss {
		if !d.stmt(s, set) {
			return false
		}
	}
	return true
}

// join makes set what is certain at the end of several ways, of which there is at least one.
func (set known) join(ends []known) {
	for _, e := range ends[1:] {
		ends[0].meet(e)
	}
	set.become(ends[0])
}

func (d *flow) branch(set known, bodies ...[]typed.Stmt) bool {
	var ends []known
	for _, b := range bodies {
		c := maps.Clone(set)
		if d.block(b, c) {
			ends = append(ends, c)
		}
	}
	if len(ends) == 0 {
		return false
	}
	set.join(ends)
	return true
}

// loop walks a body that runs any number of times, and what runs after it unless it was left by break.
func (d *flow) loop(set known, cond typed.Expr, body, post, els []typed.Stmt) {
	set.become(set.without(body, post))
	d.expr(cond, set)
	round := maps.Clone(set)
	d.block(body, round)
	d.block(post, set.without(body))
	d.block(els, maps.Clone(set))
	set.become(set.without(els))
}

func (d *flow) stmt(s typed.Stmt, set known) bool {
	switch s := s.(type) {
	case *typed.ExprStmt:
		d.expr(s.X, set)
	case *typed.Assign:
		d.expr(s.Value, set)
		d.place(s.Place, set)
	case *typed.AugAssign:
		d.expr(s.Place, set)
		d.expr(s.Value, set)
	case *typed.Unpack:
		d.expr(s.X, set)
	case *typed.Del:
		d.expr(s.Place, set)
		if v, ok := s.Place.(*typed.VarExpr); ok {
			set[v.Var] = isDeleted
		}
	case *typed.If:
		d.expr(s.Cond, set)
		return d.branch(set, s.Then, s.Else)
	case *typed.Loop:
		d.loop(set, s.Cond, s.Body, s.Post, s.Else)
	case *typed.ForRange:
		d.expr(s.Lo, set)
		d.expr(s.Hi, set)
		d.expr(s.Step, set)
		d.loop(set, nil, s.Body, nil, s.Else)
	case *typed.ForIter:
		d.expr(s.X, set)
		d.loop(set, nil, s.Body, nil, s.Else)
	case *typed.Return:
		if s.X != nil {
			d.expr(s.X, set)
		}
		return false
	case *typed.Raise:
		d.expr(s.X, set)
		d.expr(s.Cause, set)
		return false
	case *typed.Break, *typed.Continue:
		return false
	case *typed.Assert:
		d.expr(s.Cond, set)
		d.expr(s.Msg, set)
	case *typed.Try:
		body := maps.Clone(set)
		reach := d.block(s.Body, body)
		if reach {
			reach = d.block(s.Else, body)
		}
		var ends []known
		if reach {
			ends = append(ends, body)
		}
		caught := set.without(s.Body)
		for _, h := range s.Handlers {
			c := maps.Clone(caught)
			d.expr(h.Type, c)
			v, named := h.Name.(*typed.VarExpr)
			if named {
				c[v.Var] = isAssigned
			}
			if d.block(h.Body, c) {
				if named {
					delete(c, v.Var)
				}
				ends = append(ends, c)
			}
		}
		late := caught.without(s.Else)
		for _, h := range s.Handlers {
			late = late.without([]typed.Stmt{&typed.Try{Handlers: []*typed.Handler{h}}})
		}
		d.block(s.Finally, late)
		if len(ends) == 0 {
			return false
		}
		set.join(ends)
		return d.block(s.Finally, set)
	case *typed.With:
		d.expr(s.X, set)
		if s.Group {
			return d.block(s.Body, set)
		}
		// The manager may swallow an exception, so nothing that the body does is certain after it.
		d.block(s.Body, maps.Clone(set))
		set.become(set.without(s.Body))
	case *typed.WithGIL:
		return d.block(s.Body, set)
	case *typed.WithLock:
		d.expr(s.X, set)
		return d.block(s.Body, set)
	case *typed.CompAdd:
		d.expr(s.Key, set)
		d.expr(s.Value, set)
	case *typed.ClassStmt:
		for _, b := range s.Bases {
			d.expr(b, set)
		}
		d.place(s.Place, set)
	case *typed.Block:
		return d.block(s.Body, set)
	}
	return true
}

func (d *flow) place(p typed.Expr, set known) {
	if v, ok := p.(*typed.VarExpr); ok {
		set[v.Var] = isAssigned
		return
	}
	d.expr(p, set)
}

// expr notes reads of variables that may be unset.
func (d *flow) expr(x typed.Expr, set known) {
	if x == nil {
		return
	}
	used := map[typed.Expr]bool{} // dereferenced
	typed.Inspect(x, func(e typed.Expr) bool {
		switch e := e.(type) {
		case *typed.VarExpr:
			switch {
			case asRef(e.Var.Type) != nil:
				if set[e.Var] == isDeleted && !d.deleted[e] && !used[e] {
					d.deleted[e] = true
					d.order = append(d.order, e)
				}
			case e.Var.Kind == typed.LocalVar && isObjectType(e.Var.Type) && set[e.Var] != isAssigned:
				d.risky[e.Var] = true
			}
		case *typed.Field:
			used[e.X] = true
		case *typed.MethodCall:
			used[e.Recv] = true
		case *typed.AssignExpr:
			d.expr(e.Value, set)
			d.place(e.Place, set)
			return false
		case *typed.Comp:
			inner := maps.Clone(set)
			d.block(e.Body, inner)
			return false
		case *typed.Seq:
			d.block(e.Body, set)
			d.expr(e.X, set)
			return false
		case *typed.BoolOp:
			d.expr(e.X, set)
			d.expr(e.Y, maps.Clone(set))
			d.expr(e.Test, maps.Clone(set))
			return false
		case *typed.IfExp:
			d.expr(e.Cond, set)
			d.expr(e.Then, maps.Clone(set))
			d.expr(e.Else, maps.Clone(set))
			return false
		}
		return true
	})
}

func isObjectType(t types.Type) bool { _, ok := t.(*types.Object); return ok }
