package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// storePy stores in a place of the Python world; false where it is none.
func (x *fb) storePy(place typed.Expr, value func() ir.Expr) bool {
	after := func(es ...typed.Expr) (ir.Expr, []ir.Expr) {
		v := x.pureOf(value())
		var ops []ir.Expr
		v = x.then(v, func() { ops = x.optional(es...) })
		return v, ops
	}
	switch p := place.(type) {
	case *typed.DynName:
		v := x.pureOf(value())
		x.do(x.raising("py.DictSet", types.Void, x.dict(), x.pyStr(p.Name), v))
	case *typed.PyAttr:
		v, o := after(p.X)
		x.do(x.raising("py.SetAttr", types.Void, o[0], x.str(p.Name), v))
	case *typed.PyIndex:
		v, o := after(p.X, p.I)
		x.do(x.raising("py.SetItem", types.Void, o[0], o[1], v))
	case *typed.PySlice:
		v, o := after(p.X, p.Lo, p.Hi, p.Step)
		x.do(x.raising("py.SetSlice", types.Void, append(o, v)...))
	default:
		return false
	}
	return true
}

func (x *fb) pyStr(s string) ir.Expr { return &ir.Str{X: x.x(types.PyObject), V: s} }

// augPy updates a place of the Python world: its operands are evaluated once.
func (x *fb) augPy(s *typed.AugAssign) bool {
	hold := func(es ...typed.Expr) []ir.Expr {
		vs := x.optional(es...)
		for i, v := range vs {
			if !constant(v) && !x.untouched(es[i], s.Value) {
				vs[i] = x.save(v)
			}
		}
		return vs
	}
	update := func(old ir.Expr) ir.Expr {
		x.alias[s.Old] = x.save(old)
		v := x.expr(s.Value)
		delete(x.alias, s.Old)
		return v
	}
	obj := types.PyObject
	switch p := s.Place.(type) {
	case *typed.DynName:
		v := update(x.lookup(p.Name))
		x.do(x.raising("py.DictSet", types.Void, x.dict(), x.pyStr(p.Name), v))
	case *typed.PyAttr:
		o := hold(p.X)
		v := update(x.raising("py.GetAttr", obj, o[0], x.str(p.Name)))
		x.do(x.raising("py.SetAttr", types.Void, o[0], x.str(p.Name), v))
	case *typed.PyIndex:
		o := hold(p.X, p.I)
		v := update(x.raising("py.GetItem", obj, o[0], o[1]))
		x.do(x.raising("py.SetItem", types.Void, o[0], o[1], v))
	case *typed.PySlice:
		o := hold(p.X, p.Lo, p.Hi, p.Step)
		v := update(x.raising("py.GetSlice", obj, o...))
		x.do(x.raising("py.SetSlice", types.Void, append(append([]ir.Expr(nil), o...), v)...))
	default:
		return false
	}
	return true
}

// untouched reports whether an operand is a variable of this function that code does not change.
func (x *fb) untouched(e typed.Expr, code any) bool {
	v, ok := e.(*typed.VarExpr)
	return ok && !v.Var.Captured && v.Var.Kind != typed.GlobalVar && !v.Var.Unbound && x.alias[v.Var] == nil && !mutates(code, v.Var)
}

// delPy deletes a place of the Python world.
func (x *fb) delPy(place typed.Expr) bool {
	switch p := place.(type) {
	case *typed.DynName:
		x.do(x.raising("py.DelName", types.Void, x.dict(), x.str(p.Name)))
	case *typed.PyAttr:
		x.do(x.raising("py.DelAttr", types.Void, x.expr(p.X), x.str(p.Name)))
	case *typed.PyIndex:
		x.do(x.raising("py.DelItem", types.Void, x.operands(p.X, p.I)...))
	case *typed.PySlice:
		x.do(x.raising("py.DelSlice", types.Void, x.optional(p.X, p.Lo, p.Hi, p.Step)...))
	default:
		return false
	}
	return true
}

// unpack spreads an iterable over temporaries.
func (x *fb) unpack(s *typed.Unpack) {
	v := x.expr(s.X)
	goInt := &ir.GoType{Text: "int"}
	n := len(s.Vars)
	var c *ir.Call
	if s.Star < 0 {
		c = x.raising("py.Unpack", goValues, v, x.int(goInt, int64(n)))
	} else {
		c = x.raising("py.UnpackEx", goValues, v, x.int(goInt, int64(s.Star)), x.int(goInt, int64(n-1-s.Star)))
	}
	vs := x.save(c)
	for i, w := range s.Vars {
		x.set(x.local(w), &ir.IndexRef{X: x.x(types.PyObject), Base: vs, Index: x.int(types.Long, int64(i))})
	}
}
