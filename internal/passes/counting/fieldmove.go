package counting

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/facts"
	"github.com/cyp-lang/cyp/internal/types"
)

// moveFields moves values out of fields that are stored to soon after: the count that the reader would take and the one that the store
// would drop are of the same object.
//
//	t = retain a.next          t = take a.next         # which keeps its value until it is stored to
//	a.next = retain b.next     a.next := take b.next
//	b.next = move t            b.next := move t
//
// Between the two nothing runs that could look at the count or at the field, raise, or store another value to a field of that name: the
// objects may be one and the same. Storing the value itself is harmless, as in the second line above where a is b.
func (n *inserter) moveFields() {
	if n.fx.Counts || n.fx.Isolates {
		return
	}
	n.moveFieldsIn(n.f.Body)
}

func (n *inserter) moveFieldsIn(list []ir.Stmt) {
	flat := flatten(list, nil)
	for j, s := range flat {
		for _, b := range ir.Bodies(s) {
			n.moveFieldsIn(*b)
		}
		st, ok := s.(*ir.Store)
		if !ok || st.Init || calls(st) {
			continue
		}
		place, base := n.ownField(st.Place)
		if place == nil {
			continue
		}
		for i := j - 1; i >= 0; i-- {
			if from := n.reads(flat[i], place, base); from != nil {
				if n.holds(flat[i], flat[i+1:j], place, base) {
					*from = &ir.Take{X: (*from).(*ir.Retain).X, Place: (*from).(*ir.Retain).V, Kept: true}
					st.Init = true
				}
				break
			}
			if !n.calm(flat[i]) {
				break
			}
		}
	}
}

// ownField is a counted field of an object that a local holds, which no other thread changes, and that local.
func (n *inserter) ownField(e ir.Expr) (*ir.FieldRef, *ir.Local) {
	f, ok := e.(*ir.FieldRef)
	if !ok {
		return nil, nil
	}
	if _, ref := f.T.(*types.Ref); !ref {
		return nil, nil
	}
	r, ok := f.Base.Type().(*types.Ref)
	g, get := f.Base.(*ir.Get)
	if !ok || !get || shared(r) || g.Move || g.Local.Captured || n.w.closed[g.Local] {
		return nil, nil
	}
	return f, g.Local
}

// reads finds where a statement takes a count on the value of the field, to hold it in a local or another field.
func (n *inserter) reads(s ir.Stmt, place *ir.FieldRef, base *ir.Local) *ir.Expr {
	var src *ir.Expr
	switch s := s.(type) {
	case *ir.Set:
		if len(s.More) > 0 || s.Dst == base || !s.Init || s.Dst.Captured {
			return nil
		}
		src = &s.Src
	case *ir.Store:
		// A store that drops what was there might drop the last count of the value.
		if !s.Init {
			return nil
		}
		src = &s.Src
	default:
		return nil
	}
	r, ok := (*src).(*ir.Retain)
	if !ok {
		return nil
	}
	f, b := n.ownField(r.V)
	if f == nil || f.Field != place.Field || b != base {
		return nil
	}
	return src
}

// holds reports whether what holds the value read keeps it during the statements after, and the field is left alone.
func (n *inserter) holds(read ir.Stmt, between []ir.Stmt, place *ir.FieldRef, base *ir.Local) bool {
	var holder *ir.Local
	var into any // the field that holds it, where it is no local
	switch s := read.(type) {
	case *ir.Set:
		holder = s.Dst
	case *ir.Store:
		into = facts.PlaceKey(s.Place)
	}
	moved := false
	for _, s := range between {
		if !n.calm(s) {
			return false
		}
		for _, l := range ir.Sets(s) {
			if l == base || l == holder {
				return false
			}
		}
		own := false
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				if g, ok := e.(*ir.Get); ok && g.Move {
					own = own || g.Local == holder
					moved = moved || g.Local == base
				}
				return true
			})
		})
		st, ok := s.(*ir.Store)
		if !ok || !ir.Counted(st.Place.Type()) {
			if own {
				return false
			}
			continue
		}
		if holder == nil {
			// It must not replace the value in the field that holds it.
			if k := facts.PlaceKey(st.Place); !st.Init || k == nil || k == into || k == any(place.Field) {
				return false
			}
			continue
		}
		// What is dropped here may run code.
		if !st.Init && !n.w.facts.Ambient.Stable(place.Field) {
			return false
		}
		k := facts.PlaceKey(st.Place)
		if k == nil {
			return false
		}
		if k == any(place.Field) {
			g, ok := st.Src.(*ir.Get)
			if !ok || g.Local != holder {
				return false
			}
		} else if own {
			return false
		}
	}
	return !moved
}

// calm reports whether a statement neither calls, raises, drops a local nor has others in it. Sending a message is calm where no queue of the
// program takes it.
func (n *inserter) calm(s ir.Stmt) bool {
	switch s := s.(type) {
	case *ir.Do:
		c := ir.CallOf(s.Call)
		return c != nil && n.w.facts.Posts(c)
	case *ir.Set:
		return !calls(s) && (s.Init || s.Dst.Borrowed || !ir.Counted(s.Dst.Type))
	case *ir.Store:
		return !calls(s)
	case *ir.NullCheck:
		return !calls(s)
	}
	return false
}

// calls reports whether a statement calls anything that is not pure, or looks through pointers.
func calls(s ir.Stmt) bool {
	found := false
	ir.EachExpr(s, func(e ir.Expr) {
		ir.WalkExpr(e, func(e ir.Expr) bool {
			switch e := e.(type) {
			case *ir.Call:
				found = found || !e.Callee.Pure
			case *ir.Closure:
				found = true
			}
			return true
		})
	})
	return found
}
