package mutants

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// slots calls f for the place of each expression that a statement itself evaluates, the inner ones too.
func slots(s ir.Stmt, f func(*ir.Expr)) {
	var walk func(e *ir.Expr)
	walk = func(e *ir.Expr) {
		if *e == nil {
			return
		}
		inner := *e
		f(e)
		switch x := inner.(type) {
		case *ir.FieldRef:
			walk(&x.Base)
		case *ir.IndexRef:
			walk(&x.Base)
			walk(&x.Index)
		case *ir.DerefRef:
			walk(&x.Base)
		case *ir.Unary:
			walk(&x.V)
		case *ir.Binary:
			walk(&x.A)
			walk(&x.B)
		case *ir.Cond:
			walk(&x.If)
			walk(&x.Then)
			walk(&x.Else)
		case *ir.Conv:
			walk(&x.V)
		case *ir.Retain:
			walk(&x.V)
		case *ir.SliceLit:
			for i := range x.Elts {
				walk(&x.Elts[i])
			}
		case *ir.Closure:
			for i := range x.Defaults {
				walk(&x.Defaults[i])
			}
		case *ir.Call:
			walk(&x.Recv)
			for i := range x.Args {
				walk(&x.Args[i])
			}
		}
	}
	switch s := s.(type) {
	case *ir.Set:
		walk(&s.Src)
	case *ir.Store:
		walk(&s.Place)
		walk(&s.Src)
	case *ir.Do:
		walk(&s.Call)
	case *ir.If:
		walk(&s.Cond)
	case *ir.Return:
		walk(&s.Src)
	case *ir.YieldStmt:
		walk(&s.V)
	}
}

func isRef(t types.Type) bool {
	_, ok := t.(*types.Ref)
	return ok
}
