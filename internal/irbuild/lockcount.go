package irbuild

import (
	"slices"

	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// counts reports whether code may count references to objects that it reaches through a lock. Under a read lock others may do so at the same
// time, and these counts are plain: such code takes the lock for writing. Reading C values along fields and elements counts nothing.
func (x *fb) counts(n any) bool {
	found := false
	inPlace := map[typed.Expr]bool{} // the object that a field is read of
	inspect(n, func(n any) bool {
		switch n := n.(type) {
		case *typed.Field:
			inPlace[under(n.X)] = true
		case *typed.ForIter:
			r := asRef(n.X.Type())
			switch {
			case r != nil:
				found = found || r.Qual == types.Lock || r.Qual == types.LockView
			case rootOf(n.X) != nil:
				_, value := n.Elem.Type.(*types.Cpp)
				found = found || value || asRef(n.Elem.Type) != nil
			}
		case *typed.MethodCall:
			if n.Recv == nil || through(n.Recv) == nil {
				break
			}
			_, direct := n.Recv.(*typed.VarExpr)
			if !direct || asRef(n.Type()) != nil || !x.b.readOnly(n.Method, 0) {
				found = true
			}
		case *typed.Call:
			if n.Recv != nil && rootOf(n) != nil && holdsRef(n.Type()) && !inPlace[n] {
				found = true
			}
		case *typed.Index:
			if rootOf(n) != nil && holdsRef(n.Type()) && !inPlace[n] {
				found = true
			}
		}
		return !found
	})
	return found
}

// under removes conversions that give the same object.
func under(e typed.Expr) typed.Expr {
	for {
		c, ok := e.(*typed.Coerce)
		if !ok || c.Kind != typed.Upcast && c.Kind != typed.LoadRef {
			return e
		}
		e = c.X
	}
}

// holdsRef reports whether a value of type t is a class reference, or a C++ one to it.
func holdsRef(t types.Type) bool {
	if r, ok := t.(*types.Reference); ok {
		t = r.Elem
	}
	return asRef(t) != nil
}

// borrowed lists the local variables of a lock block that are seen through a lock: those of loops. The checker refuses their use after the block;
// their counts must be given up while the lock is held.
func (x *fb) borrowed(body []typed.Stmt) []*typed.Var {
	elems := map[*typed.Var]bool{}
	own := map[*typed.Var]bool{} // assigned something else, too
	var out []*typed.Var
	inspect(body, func(n any) bool {
		switch n := n.(type) {
		case *typed.ForIter:
			if r := asRef(n.X.Type()); r != nil && (r.Qual == types.Lock || r.Qual == types.LockView) || r == nil && rootOf(n.X) != nil {
				elems[n.Elem] = true
			}
		case *typed.Assign:
			v, ok := n.Place.(*typed.VarExpr)
			if !ok || v.Var.Kind != typed.LocalVar || v.Var.Captured {
				break
			}
			from, ok := under(n.Value).(*typed.VarExpr)
			if !ok || !elems[from.Var] {
				own[v.Var] = true
			}
			if !slices.Contains(out, v.Var) {
				out = append(out, v.Var)
			}
		}
		return true
	})
	return slices.DeleteFunc(out, func(v *typed.Var) bool {
		if r := asRef(v.Type); r != nil {
			return r.Qual != types.LockView
		}
		_, value := v.Type.(*types.Cpp)
		return !value || own[v]
	})
}

// lends reports whether a loop takes plain references out of a container of C++ that a lock protects. They outlive the lock, so their counts
// become atomic.
func lends(s *typed.ForIter) bool {
	r := asRef(s.Elem.Type)
	return r != nil && r.Qual == types.Unqualified && asRef(s.X.Type()) == nil && rootOf(s.X) != nil
}
