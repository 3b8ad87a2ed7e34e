package check

import (
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// definite clears the Unbound mark of Python locals that every read finds assigned, so that their reads need no check.
func (fn *funcCtx) definite() {
	d := &flow{fn: fn.f, risky: map[*typed.Var]bool{}}
	d.block(fn.f.Body, map[*typed.Var]bool{})
	for _, v := range fn.f.Vars {
		if v.Kind == typed.LocalVar && isObject(v.Type) {
			v.Unbound = d.risky[v] || v.Captured
		}
	}
}

// flow is a forward walk that knows which variables are assigned.
type flow struct {
	fn    *typed.Func
	risky map[*typed.Var]bool
}

type assigned = map[*typed.Var]bool

func clone(a assigned) assigned {
	out := make(assigned, len(a))
	for k := range a {
		out[k] = true
	}
	return out
}

func meet(dst, a, b assigned) {
	for k := range dst {
		delete(dst, k)
	}
	for k := range a {
		if b[k] {
			dst[k] = true
		}
	}
}

// block walks statements; it reports whether control can reach their end.
func (d *flow) block(ss []typed.Stmt, set assigned) bool {
	for _, s := range ss {
		if !d.stmt(s, set) {
			return false
		}
	}
	return true
}

func (d *flow) branch(set assigned, bodies ...[]typed.Stmt) bool {
	var ends []assigned
	for _, b := range bodies {
		c := clone(set)
		if d.block(b, c) {
			ends = append(ends, c)
		}
	}
	if len(ends) == 0 {
		return false
	}
	out := ends[0]
	for _, e := range ends[1:] {
		meet(out, clone(out), e)
	}
	for k := range out {
		set[k] = true
	}
	return true
}

func (d *flow) stmt(s typed.Stmt, set assigned) bool {
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
			delete(set, v.Var)
		}
	case *typed.If:
		d.expr(s.Cond, set)
		return d.branch(set, s.Then, s.Else)
	case *typed.Loop:
		if s.Cond != nil {
			d.expr(s.Cond, set)
		}
		d.block(append(append([]typed.Stmt{}, s.Body...), s.Post...), clone(set))
		d.block(s.Else, clone(set))
	case *typed.ForRange:
		d.expr(s.Lo, set)
		d.expr(s.Hi, set)
		if s.Step != nil {
			d.expr(s.Step, set)
		}
		d.block(s.Body, clone(set))
		d.block(s.Else, clone(set))
	case *typed.ForIter:
		d.expr(s.X, set)
		d.block(s.Body, clone(set))
		d.block(s.Else, clone(set))
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
		body := clone(set)
		reach := d.block(s.Body, body)
		if reach {
			reach = d.block(s.Else, body)
		}
		ends := []assigned{}
		if reach {
			ends = append(ends, body)
		}
		for _, h := range s.Handlers {
			c := clone(set)
			d.expr(h.Type, c)
			if v, ok := h.Name.(*typed.VarExpr); ok {
				c[v.Var] = true
			}
			if d.block(h.Body, c) {
				if v, ok := h.Name.(*typed.VarExpr); ok {
					delete(c, v.Var)
				}
				ends = append(ends, c)
			}
		}
		d.block(s.Finally, clone(set))
		if len(ends) == 0 {
			return false
		}
		out := ends[0]
		for _, e := range ends[1:] {
			meet(out, clone(out), e)
		}
		for k := range out {
			set[k] = true
		}
		return d.block(s.Finally, set)
	case *typed.With:
		d.expr(s.X, set)
		if s.Group {
			return d.block(s.Body, set)
		}
		// The manager may swallow an exception, so nothing assigned inside is certain after it.
		d.block(s.Body, clone(set))
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

func (d *flow) place(p typed.Expr, set assigned) {
	if v, ok := p.(*typed.VarExpr); ok {
		set[v.Var] = true
		return
	}
	d.expr(p, set)
}

// expr notes reads of variables that may be unset.
func (d *flow) expr(x typed.Expr, set assigned) {
	if x == nil {
		return
	}
	typed.Inspect(x, func(e typed.Expr) bool {
		switch e := e.(type) {
		case *typed.VarExpr:
			if e.Var.Kind == typed.LocalVar && isObjectType(e.Var.Type) && !set[e.Var] {
				d.risky[e.Var] = true
			}
		case *typed.AssignExpr:
			d.expr(e.Value, set)
			d.place(e.Place, set)
			return false
		case *typed.Comp:
			inner := clone(set)
			d.block(e.Body, inner)
			return false
		case *typed.Seq:
			d.block(e.Body, set)
			d.expr(e.X, set)
			return false
		case *typed.BoolOp:
			d.expr(e.X, set)
			d.expr(e.Y, clone(set))
			d.expr(e.Test, clone(set))
			return false
		case *typed.IfExp:
			d.expr(e.Cond, set)
			d.expr(e.Then, clone(set))
			d.expr(e.Else, clone(set))
			return false
		}
		return true
	})
}

func isObjectType(t types.Type) bool { _, ok := t.(*types.Object); return ok }
