package elements

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// dicts makes one search of a dictionary (cypdict) out of those of the same key that follow each other:
//
//	t = d.Contains(k)          at = d.Find(k)
//	                           t = at >= 0
//	if t                       if t
//	  v = d.At(k)                v = d.Entry(at)
//	  d.SetAt(k, v + 1)          d.SetEntry(at, v + 1)
//
// Nothing may run in between that could change the dictionary, the key or the variables.
func (r *rewriter) dicts(list []ir.Stmt) {
	flat := flatten(list, nil)
	for i, s := range flat {
		for _, b := range ir.Bodies(s) {
			r.dicts(*b)
		}
		set, ok := s.(*ir.Set)
		if !ok || !set.Dst.Temp || len(set.More) > 0 {
			continue
		}
		c, ok := set.Src.(*ir.Call)
		if !ok || c.Callee.Kind != ir.Runtime || c.Callee.Go != ".Contains" || c.Recv == nil || !openDict(c.Recv.Type()) || len(c.Args) != 1 ||
			!still(c.Recv) || !still(c.Args[0]) {
			continue
		}
		// The test comes right after it.
		j := i + 1
		for j < len(flat) && isNullCheck(flat[j]) {
			j++
		}
		if j == len(flat) {
			continue
		}
		test, ok := flat[j].(*ir.If)
		if !ok {
			continue
		}
		found := test.Then
		cond := test.Cond
		if not, ok := cond.(*ir.Unary); ok && not.Op == "!" {
			cond, found = not.V, test.Else
		}
		if g, ok := cond.(*ir.Get); !ok || g.Local != set.Dst {
			continue
		}
		r.found(set, c, found)
	}
}

// found rewrites the statements that run where the key is there.
func (r *rewriter) found(set *ir.Set, c *ir.Call, list []ir.Stmt) {
	dict, key := ir.ExprString(c.Recv), ir.ExprString(c.Args[0])
	vars := map[*ir.Local]bool{}
	for _, e := range []ir.Expr{c.Recv, c.Args[0]} {
		ir.WalkExpr(e, func(e ir.Expr) bool {
			if g, ok := e.(*ir.Get); ok {
				vars[g.Local] = true
			}
			return true
		})
	}
	var at *ir.Local
	same := func(k *ir.Call) bool {
		return k.Callee.Kind == ir.Runtime && k.Recv != nil && len(k.Args) > 0 && openDict(k.Recv.Type()) &&
			ir.ExprString(k.Recv) == dict && ir.ExprString(k.Args[0]) == key
	}
	get := func(k *ir.Call) ir.Expr {
		if at == nil {
			at = &ir.Local{Name: "at", Type: types.Long, Temp: true, Span: set.At, Func: r.f}
			r.f.Locals = append(r.f.Locals, at)
		}
		return &ir.Get{X: ir.X{T: types.Long, At: k.At}, Local: at}
	}
	for _, s := range flatten(list, nil) {
		if isNullCheck(s) {
			continue
		}
		var call *ir.Call
		switch s := s.(type) {
		case *ir.Set:
			if vars[s.Dst] {
				call = nil
				break
			}
			call = ir.CallOf(s.Src)
		case *ir.Do:
			call = ir.CallOf(s.Call)
		}
		if call == nil || !same(call) {
			if !quietSet(s, vars) {
				break
			}
			continue
		}
		if call.Callee.Go == ".At" || call.Callee.Go == ".Peek" {
			call.Callee.Go, call.Callee.Cx, call.Callee.Raises = ".Entry", false, false
			call.Callee.Owns = nil
			call.Args = []ir.Expr{get(call)}
			if set, ok := s.(*ir.Set); !ok || ir.Copied(set.Dst.Type) && !set.Dst.Temp {
				break // what the variable held may die
			}
			continue
		}
		if call.Callee.Go == ".SetAt" {
			call.Callee.Go, call.Callee.Raises = ".SetEntry", false
			call.Callee.NoResult = true
			call.Callee.Owns = []bool{false, true}
			call.Args = []ir.Expr{get(call), call.Args[1]}
		}
		break
	}
	if at == nil {
		return
	}
	// The search itself stands in the place of the test.
	find := *c
	find.T = types.Long
	find.Callee.Go = ".Find"
	test := &ir.Set{S: set.S, Dst: set.Dst, Src: &ir.Binary{X: ir.X{T: types.Bint, At: set.At}, Op: ">=",
		A: &ir.Get{X: ir.X{T: types.Long, At: set.At}, Local: at}, B: &ir.Int{X: ir.X{T: types.Long, At: set.At}}}}
	r.after[set] = test
	set.Dst, set.Src = at, &find
}

// openDict reports whether an expression is a dictionary that this thread alone may change.
func openDict(t types.Type) bool {
	r, ok := t.(*types.Ref)
	return ok && r.Qual == types.Unqualified && r.Class.Go == "rt.Dict"
}

// still reports whether an expression has the same value until a variable in it is set or memory changes.
func still(e ir.Expr) bool {
	ok := true
	ir.WalkExpr(e, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Get:
			ok = ok && !e.Move && !e.Local.Captured
		case *ir.Int, *ir.Conv, *ir.FieldRef, *ir.Unary:
		case *ir.Binary:
		default:
			ok = false
		}
		return ok
	})
	return ok
}

func isNullCheck(s ir.Stmt) bool {
	_, ok := s.(*ir.NullCheck)
	return ok
}

// quietSet reports whether a statement does nothing but set another variable, of an uncounted type, to a pure value.
func quietSet(s ir.Stmt, vars map[*ir.Local]bool) bool {
	set, ok := s.(*ir.Set)
	if !ok || vars[set.Dst] || len(set.More) > 0 || ir.Copied(set.Dst.Type) || ir.Raises(s) {
		return false
	}
	pure := true
	ir.WalkExpr(set.Src, func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Call:
			pure = pure && e.Callee.Pure
		case *ir.Take, *ir.Closure:
			pure = false
		}
		return pure
	})
	return pure
}

// flatten lists statements, those of blocks in their places.
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

// place puts the statements that belong after others there.
func (r *rewriter) place(list *[]ir.Stmt) {
	out := (*list)[:0:0]
	for _, s := range *list {
		for _, b := range ir.Bodies(s) {
			r.place(b)
		}
		out = append(out, s)
		if a := r.after[s]; a != nil {
			out = append(out, a)
		}
	}
	*list = out
}
