package counting

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/facts"
	"github.com/cyp-lang/cyp/internal/types"
)

// borrowTemps finds the temporaries that need no count: they read a place, and nothing changes that place until their last use.
//
//	t = self.perm           # t holds no count
//	t.SetAt(0, 1)
func (n *inserter) borrowTemps() {
	if n.fx == nil {
		return
	}
	n.windows(n.f.Body)
}

func (n *inserter) windows(list []ir.Stmt) {
	flat := flatten(list, nil)
	sets := map[*ir.Local]int{}
	ir.Walk(n.f.Body, func(s ir.Stmt) bool {
		for _, l := range ir.Sets(s) {
			sets[l]++
		}
		return true
	})
	for i, s := range flat {
		for _, b := range ir.Bodies(s) {
			n.windows(*b)
		}
		set, ok := s.(*ir.Set)
		if !ok || !set.Dst.Temp || set.Dst.Borrowed || set.Dst.Captured || set.Dst.Observed || len(set.More) > 0 || sets[set.Dst] != 1 {
			continue
		}
		if _, ok := set.Dst.Type.(*types.Ref); !ok {
			continue
		}
		path := n.whole(set.Src)
		if !n.windowPath(path) || n.mentionedOutside(set.Dst, flat) {
			continue
		}
		if n.onlyKept(set.Dst, flat[i+1:]) {
			// A count is taken in any case: the temporary may as well hold it, and moves.
			continue
		}
		if n.quietUntilLast(flat, i, set.Dst, path) {
			set.Dst.Borrowed = true
			n.paths[set.Dst] = path
			ir.WalkExpr(set.Src, func(e ir.Expr) bool {
				if g, ok := e.(*ir.Get); ok {
					n.pinned[g.Local] = true
				}
				return true
			})
		}
	}
}

// whole is an expression with what the borrowed temporaries in it stand for: all of that must stay as it is.
func (n *inserter) whole(e ir.Expr) ir.Expr {
	var subst func(e ir.Expr) ir.Expr
	subst = func(e ir.Expr) ir.Expr {
		if g, ok := e.(*ir.Get); ok {
			if p := n.paths[g.Local]; p != nil {
				return p
			}
			return g
		}
		ir.MapOperands(e, subst)
		return e
	}
	return subst(ir.CopyExpr(e))
}

// onlyKept reports whether the one use of a temporary is that it is stored.
func (n *inserter) onlyKept(l *ir.Local, list []ir.Stmt) bool {
	uses, kept := 0, 0
	for _, s := range list {
		ir.WalkAll([]ir.Stmt{s}, func(e ir.Expr) {
			if g, ok := e.(*ir.Get); ok && g.Local == l {
				uses++
			}
		})
		if st, ok := s.(*ir.Store); ok {
			if g, ok := st.Src.(*ir.Get); ok && g.Local == l {
				kept++
			}
		}
	}
	return uses == 1 && kept == 1
}

// flatten lists the statements of a list, those of its blocks in their places.
func flatten(list, out []ir.Stmt) []ir.Stmt {
	for _, s := range list {
		if b, ok := s.(*ir.Block); ok {
			out = flatten(b.Body, out)
			continue
		}
		out = append(out, s)
	}
	return out
}

// windowPath reports whether an expression reads a reference from a place whose changes can be seen: fields of plain references, starting
// from self or a variable that is not a temporary.
func (n *inserter) windowPath(e ir.Expr) bool {
	switch x := ir.Strip(e).(type) {
	case *ir.FieldRef:
	case *ir.Call:
		if n.element(x, n.w.facts.Ambient) == nil {
			return false
		}
	default:
		return false
	}
	ok := n.steady(e, n.w.facts.Ambient)
	ir.WalkExpr(e, func(e ir.Expr) bool {
		if g, is := e.(*ir.Get); is && (g.Move || g.Local.Temp && !g.Local.Borrowed || n.w.closed[g.Local]) {
			ok = false
		}
		return ok
	})
	return ok
}

// mentionedOutside reports whether the local is used outside of the list.
func (n *inserter) mentionedOutside(l *ir.Local, flat []ir.Stmt) bool {
	all, here := 0, 0
	for _, s := range n.f.Body {
		mention(s, func(m *ir.Local) {
			if m == l {
				all++
			}
		})
	}
	for _, s := range flat {
		mention(s, func(m *ir.Local) {
			if m == l {
				here++
			}
		})
	}
	return all != here
}

// quietUntilLast reports whether nothing between the Set at i and the last use of its temporary changes the place that it reads.
func (n *inserter) quietUntilLast(flat []ir.Stmt, i int, temp *ir.Local, path ir.Expr) bool {
	last := i
	for j := i + 1; j < len(flat); j++ {
		mention(flat[j], func(m *ir.Local) {
			if m == temp {
				last = j
			}
		})
	}
	keys := map[any]bool{}
	ir.WalkExpr(path, func(e ir.Expr) bool {
		switch x := e.(type) {
		case *ir.FieldRef:
			keys[facts.PlaceKey(x)] = true
		case *ir.Get:
			keys[x.Local] = true
		case *ir.Call:
			if k := n.element(x, n.w.facts.Ambient); k != nil {
				keys[facts.Elements{Class: k}] = true
			}
		}
		return true
	})
	for j := i + 1; j <= last; j++ {
		if !n.quiet(flat[j], path, keys, j == last && len(ir.Bodies(flat[j])) == 0) {
			return false
		}
	}
	return true
}

// quiet reports whether a statement leaves a place alone. The last statement may change it after it has looked.
func (n *inserter) quiet(s ir.Stmt, path ir.Expr, keys map[any]bool, last bool) bool {
	ok := true
	ir.Walk([]ir.Stmt{s}, func(s ir.Stmt) bool {
		if !last {
			for _, l := range ir.Sets(s) {
				ok = ok && !keys[l]
			}
			if st, is := s.(*ir.Store); is && ir.Counted(st.Place.Type()) {
				k := facts.PlaceKey(st.Place)
				ok = ok && k != nil && !keys[k]
			}
		}
		if _, is := s.(*ir.YieldStmt); is {
			ok = false
		}
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				switch x := e.(type) {
				case *ir.Get:
					ok = ok && !(x.Move && keys[x.Local])
				case *ir.Take:
					k := facts.PlaceKey(x.Place)
					ok = ok && k != nil && !keys[k]
				case *ir.Call:
					ok = ok && n.quietCall(x, path, keys)
				}
				return ok
			})
		})
		return ok
	})
	return ok
}

func (n *inserter) quietCall(c *ir.Call, path ir.Expr, keys map[any]bool) bool {
	k := &c.Callee
	switch k.Kind {
	case ir.NewObj:
		return true
	case ir.Direct, ir.Virtual, ir.Indirect:
		return n.steady(path, n.w.facts.Call(c))
	}
	switch {
	case facts.Sends(k.Go):
		return n.steady(path, n.w.facts.Call(c))
	case facts.IsolationTest(k.Go), k.Go == ".Count", k.Go == "rt.Count",
		strings.HasPrefix(k.Go, "mod:"), strings.HasPrefix(k.Go, "cx.U"), facts.PythonCode(c):
		return false
	}
	if t := n.w.facts.Call(c); !quietLists(t, keys) {
		return false
	}
	if c.Recv != nil && k.Addr && ir.Counted(c.Recv.Type()) {
		key := facts.PlaceKey(c.Recv)
		return key != nil && !keys[key]
	}
	return true
}

// quietLists reports whether code leaves the elements of lists alone that are among the keys.
func quietLists(t *facts.Facts, keys map[any]bool) bool {
	for k := range keys {
		if e, ok := k.(facts.Elements); ok && !t.Stable(e) {
			return false
		}
	}
	return true
}
