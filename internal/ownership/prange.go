package ownership

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// The threads of a prange loop share its containers of C++, arrays and structs in place. (A loop over plain references runs on one thread.) A round
// may read them, or have the element with its own number for itself: `a[i]`, and what is inside of it.

// pranges warns of variables that the rounds of a prange loop change together.
func (c *checker) pranges() {
	for _, f := range c.funcs {
		eachStmt(f.Body, func(s typed.Stmt) {
			if r, ok := s.(*typed.ForRange); ok && r.Parallel {
				c.prange(r)
			}
		})
	}
}

// sharing is how the rounds of a loop use a variable.
type sharing struct {
	changed source.Span // by any round
	own     source.Span // a round changes its own element
	other   source.Span // a round looks at more than its own element
}

func (c *checker) prange(r *typed.ForRange) {
	w := &prangeWalk{round: roundVars(r), uses: map[*typed.Var]*sharing{}, done: map[typed.Expr]bool{}}
	eachStmt(r.Body, func(s typed.Stmt) {
		if p, _ := placeOf(s); p != nil {
			w.place(p)
		}
	})
	walk(r.Body, w.visit)
	for _, v := range w.order {
		u := w.uses[v]
		at := u.changed
		if !at.IsValid() && u.own.IsValid() {
			at = u.other
		}
		if !at.IsValid() {
			continue
		}
		d := &diag.Diagnostic{Span: at, Severity: diag.Warning, Code: codeRounds, Message: "'" + v.Name + "' may be changed by several rounds of the loop at once"}
		d.Note(r.At, "the rounds of a prange loop run on several threads, which share '%s'", v.Name)
		if u.changed.IsValid() {
			d.Hint("let each round change only the element `[%s]`, or use an atomic, a `lock` object or a `+=` on a number", r.Var.Name)
		} else {
			d.Note(u.own, "another round may change this element meanwhile")
			d.Hint("write to another array than is read")
		}
		c.report(d)
	}
}

// roundVars are the variables that hold the number of the round: the loop's own, and the target that it is assigned to.
func roundVars(r *typed.ForRange) map[*typed.Var]bool {
	out := map[*typed.Var]bool{r.Var: true}
	if len(r.Body) > 0 {
		if a, ok := r.Body[0].(*typed.Assign); ok {
			if v := number(a.Value); v == r.Var {
				if t := variable(a.Place); t != nil {
					out[t] = true
				}
			}
		}
	}
	n := map[*typed.Var]int{}
	eachStmt(r.Body, func(s typed.Stmt) {
		if p, _ := placeOf(s); p != nil {
			if v := variable(p); v != nil {
				n[v]++
			}
		}
	})
	for v := range out {
		if v == r.Var && n[v] > 0 || n[v] > 1 {
			delete(out, v)
		}
	}
	return out
}

// number is the variable that an integer is read from, whatever type it is converted to.
func number(x typed.Expr) *typed.Var {
	for {
		switch y := x.(type) {
		case *typed.Coerce:
			x = y.X
			continue
		case *typed.VarExpr:
			return y.Var
		}
		return nil
	}
}

type prangeWalk struct {
	round map[*typed.Var]bool
	uses  map[*typed.Var]*sharing
	order []*typed.Var
	done  map[typed.Expr]bool // variables that an expression around has dealt with
}

// inPlaceShared reports whether threads share a variable in place.
func inPlaceShared(v *typed.Var) bool {
	if v.Kind == typed.TempVar || atomic(v.Type) {
		return false
	}
	switch v.Type.(type) {
	case *types.Array, *types.Struct, *types.Cpp:
		return true
	}
	return false
}

func (w *prangeWalk) use(v *typed.Var) *sharing {
	u := w.uses[v]
	if u == nil {
		u = &sharing{}
		w.uses[v] = u
		w.order = append(w.order, v)
	}
	return u
}

// base is the variable at the root of a place or value, and whether the path to it starts with the round's own element.
func (w *prangeWalk) base(x typed.Expr) (e *typed.VarExpr, own bool) {
	for {
		own = false
		switch y := x.(type) {
		case *typed.VarExpr:
			return y, false
		case *typed.Field:
			if _, ref := y.X.Type().(*types.Ref); ref {
				return nil, false
			}
			x = y.X
		case *typed.Index:
			if _, array := y.X.Type().(*types.Array); !array {
				return nil, false
			}
			own, x = w.round[number(y.I)], y.X
		case *typed.Coerce:
			x = y.X
			continue
		case *typed.Call:
			if y.Recv == nil || y.Bound == nil {
				return nil, false
			}
			own = len(y.Args) == 1 && w.round[number(y.Args[0])] && isReference(y.Type())
			x = y.Recv
		default:
			return nil, false
		}
		if v, ok := x.(*typed.VarExpr); ok {
			return v, own
		}
	}
}

func isReference(t types.Type) bool {
	_, ok := t.(*types.Reference)
	return ok
}

func first(at *source.Span, p source.Span) {
	if !at.IsValid() {
		*at = p
	}
}

// place notes an assignment.
func (w *prangeWalk) place(p typed.Expr) {
	e, own := w.base(p)
	if e == nil || !inPlaceShared(e.Var) {
		return
	}
	w.done[e] = true
	if own {
		first(&w.use(e.Var).own, p.Pos())
	} else {
		first(&w.use(e.Var).changed, p.Pos())
	}
}

// visit notes the other uses.
func (w *prangeWalk) visit(x typed.Expr) {
	switch y := x.(type) {
	case *typed.Call:
		if y.Recv == nil || y.Bound == nil {
			return
		}
		e, own := w.base(y)
		if e == nil || w.done[e] || !inPlaceShared(e.Var) {
			return
		}
		switch {
		case own:
		case !y.Bound.Pure && !isReference(y.Type()):
			first(&w.use(e.Var).changed, y.Pos())
		case y.Recv == typed.Expr(e):
			first(&w.use(e.Var).other, y.Pos())
		default:
			return // a call below decides
		}
		w.done[e] = true
	case *typed.Index:
		if e, own := w.base(y); e != nil && own {
			w.done[e] = true
		}
	case *typed.AddrOf:
		if e, _ := w.base(y.X); e != nil {
			w.done[e] = true // pointers are the programmer's care
		}
	case *typed.VarExpr:
		if inPlaceShared(y.Var) && !w.done[y] {
			first(&w.use(y.Var).other, y.Pos())
		}
	}
}
