package ir

// Unshare copies expression nodes that occur more than once, so that a pass may mark one use (a move, say) without touching another.
// Statements are never shared.
func Unshare(p *Program) {
	seen := map[Expr]bool{}
	for _, f := range AllFuncs(p) {
		Walk(f.Body, func(s Stmt) bool {
			switch s := s.(type) {
			case *Set:
				s.Src = unshare(s.Src, seen)
			case *Store:
				s.Place = unshare(s.Place, seen)
				s.Src = unshare(s.Src, seen)
			case *Do:
				s.Call = unshare(s.Call, seen)
			case *NullCheck:
				s.V = unshare(s.V, seen)
			case *ZeroCheck:
				s.V = unshare(s.V, seen)
			case *If:
				s.Cond = unshare(s.Cond, seen)
			case *Loop:
				s.Cond = unshare(s.Cond, seen)
			case *Range:
				s.Lo = unshare(s.Lo, seen)
				s.Hi = unshare(s.Hi, seen)
			case *Return:
				s.Src = unshare(s.Src, seen)
			case *Raise:
				s.Err = unshare(s.Err, seen)
			case *YieldStmt:
				s.V = unshare(s.V, seen)
			}
			return true
		})
	}
}

func unshare(e Expr, seen map[Expr]bool) Expr {
	if e == nil {
		return nil
	}
	shared := seen[e]
	if !shared {
		seen[e] = true
	}
	list := func(xs []Expr) []Expr {
		out := make([]Expr, len(xs))
		for i, x := range xs {
			out[i] = unshare(x, seen)
		}
		return out
	}
	switch x := e.(type) {
	case *Get:
		return clone(x, shared)
	case *FieldRef:
		x = clone(x, shared)
		x.Base = unshare(x.Base, seen)
		return x
	case *IndexRef:
		x = clone(x, shared)
		x.Base, x.Index = unshare(x.Base, seen), unshare(x.Index, seen)
		return x
	case *DerefRef:
		x = clone(x, shared)
		x.Base = unshare(x.Base, seen)
		return x
	case *AddrOf:
		x = clone(x, shared)
		x.Place = unshare(x.Place, seen)
		return x
	case *Unary:
		x = clone(x, shared)
		x.V = unshare(x.V, seen)
		return x
	case *Binary:
		x = clone(x, shared)
		x.A, x.B = unshare(x.A, seen), unshare(x.B, seen)
		return x
	case *Cond:
		x = clone(x, shared)
		x.If, x.Then, x.Else = unshare(x.If, seen), unshare(x.Then, seen), unshare(x.Else, seen)
		return x
	case *Conv:
		x = clone(x, shared)
		x.V = unshare(x.V, seen)
		return x
	case *Take:
		x = clone(x, shared)
		x.Place = unshare(x.Place, seen)
		return x
	case *Retain:
		x = clone(x, shared)
		x.V = unshare(x.V, seen)
		return x
	case *SliceLit:
		x = clone(x, shared)
		x.Elts = list(x.Elts)
		return x
	case *Closure:
		x = clone(x, shared)
		x.Defaults = list(x.Defaults)
		return x
	case *Call:
		x = clone(x, shared)
		x.Callee.Value = unshare(x.Callee.Value, seen)
		x.Recv = unshare(x.Recv, seen)
		x.Args = list(x.Args)
		return x
	}
	return e // constants and references to globals and functions carry no marks
}

func clone[T any](x *T, really bool) *T {
	if !really {
		return x
	}
	c := *x
	return &c
}
