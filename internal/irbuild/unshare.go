package irbuild

import "github.com/cyp-lang/cyp/internal/ir"

// unshare makes the expressions of a function trees: a value that was used twice while building gets a node for each use, since later
// passes change nodes in place.
func unshare(list []ir.Stmt) {
	u := unsharer{}
	u.list(list)
}

type unsharer map[ir.Expr]bool

func (u unsharer) list(list []ir.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ir.Set:
			s.Src = u.own(s.Src)
		case *ir.Store:
			s.Place, s.Src = u.own(s.Place), u.own(s.Src)
		case *ir.Do:
			s.Call = u.own(s.Call)
		case *ir.NullCheck:
			s.V = u.own(s.V)
		case *ir.ZeroCheck:
			s.V = u.own(s.V)
		case *ir.If:
			s.Cond = u.own(s.Cond)
		case *ir.Loop:
			s.Cond = u.own(s.Cond)
		case *ir.Range:
			s.Lo, s.Hi = u.own(s.Lo), u.own(s.Hi)
		case *ir.Return:
			s.Src = u.own(s.Src)
		case *ir.Raise:
			s.Err = u.own(s.Err)
		case *ir.YieldStmt:
			s.V = u.own(s.V)
		}
		for _, b := range ir.Bodies(s) {
			u.list(*b)
		}
	}
}

// own gives an expression that nothing else holds: itself at its first use, else a copy.
func (u unsharer) own(e ir.Expr) ir.Expr {
	if e == nil {
		return nil
	}
	if u[e] {
		e = copyNode(e)
	}
	u[e] = true
	switch e := e.(type) {
	case *ir.FieldRef:
		e.Base = u.own(e.Base)
	case *ir.IndexRef:
		e.Base, e.Index = u.own(e.Base), u.own(e.Index)
	case *ir.DerefRef:
		e.Base = u.own(e.Base)
	case *ir.AddrOf:
		e.Place = u.own(e.Place)
	case *ir.Unary:
		e.V = u.own(e.V)
	case *ir.Binary:
		e.A, e.B = u.own(e.A), u.own(e.B)
	case *ir.Cond:
		e.If, e.Then, e.Else = u.own(e.If), u.own(e.Then), u.own(e.Else)
	case *ir.Conv:
		e.V = u.own(e.V)
	case *ir.Take:
		e.Place = u.own(e.Place)
	case *ir.SliceLit:
		u.all(e.Elts)
	case *ir.Closure:
		u.all(e.Defaults)
	case *ir.Call:
		e.Callee.Value = u.own(e.Callee.Value)
		e.Recv = u.own(e.Recv)
		u.all(e.Args)
	}
	return e
}

func (u unsharer) all(es []ir.Expr) {
	for i, e := range es {
		es[i] = u.own(e)
	}
}

// copyNode copies one node with its lists; the operands are shared still.
func copyNode(e ir.Expr) ir.Expr {
	switch e := e.(type) {
	case *ir.Get:
		c := *e
		return &c
	case *ir.Int:
		c := *e
		return &c
	case *ir.FloatLit:
		c := *e
		return &c
	case *ir.Str:
		c := *e
		return &c
	case *ir.Null:
		c := *e
		return &c
	case *ir.PyConst:
		c := *e
		return &c
	case *ir.GlobalRef:
		c := *e
		return &c
	case *ir.FieldRef:
		c := *e
		return &c
	case *ir.IndexRef:
		c := *e
		return &c
	case *ir.DerefRef:
		c := *e
		return &c
	case *ir.AddrOf:
		c := *e
		return &c
	case *ir.Unary:
		c := *e
		return &c
	case *ir.Binary:
		c := *e
		return &c
	case *ir.Cond:
		c := *e
		return &c
	case *ir.Conv:
		c := *e
		return &c
	case *ir.FuncRef:
		c := *e
		return &c
	case *ir.GoExpr:
		c := *e
		return &c
	case *ir.TypeRef:
		c := *e
		return &c
	case *ir.SizeOf:
		c := *e
		return &c
	case *ir.Take:
		c := *e
		return &c
	case *ir.SliceLit:
		c := *e
		c.Elts = append([]ir.Expr(nil), e.Elts...)
		return &c
	case *ir.Closure:
		c := *e
		c.Defaults = append([]ir.Expr(nil), e.Defaults...)
		return &c
	case *ir.Call:
		c := *e
		c.Args = append([]ir.Expr(nil), e.Args...)
		c.Callee.Owns = append([]bool(nil), e.Callee.Owns...)
		return &c
	}
	return e
}
