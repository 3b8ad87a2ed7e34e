package ir

// Unshare gives every place in the program an expression node of its own, since passes change nodes where they stand. irbuild
// uses one node in several places where that is simpler.
func Unshare(p *Program) {
	seen := map[Expr]bool{}
	for _, f := range AllFuncs(p) {
		Walk(f.Body, func(s Stmt) bool {
			MapExprs(s, func(e Expr) Expr { return unshare(e, seen) })
			return true
		})
	}
}

// unshare returns the expression, or a copy where it was seen elsewhere.
func unshare(e Expr, seen map[Expr]bool) Expr {
	if e == nil {
		return nil
	}
	if seen[e] {
		e = copyNode(e)
	}
	seen[e] = true
	MapOperands(e, func(x Expr) Expr { return unshare(x, seen) })
	return e
}

// MapExprs replaces the direct expressions of a statement.
func MapExprs(s Stmt, f func(Expr) Expr) {
	opt := func(p *Expr) {
		if *p != nil {
			*p = f(*p)
		}
	}
	switch s := s.(type) {
	case *Set:
		opt(&s.Src)
	case *Store:
		opt(&s.Place)
		opt(&s.Src)
	case *Do:
		opt(&s.Call)
	case *NullCheck:
		opt(&s.V)
	case *ZeroCheck:
		opt(&s.V)
	case *RangeCheck:
		opt(&s.Index)
		opt(&s.Slice)
	case *If:
		opt(&s.Cond)
	case *Loop:
		opt(&s.Cond)
	case *Range:
		opt(&s.Lo)
		opt(&s.Hi)
	case *Return:
		opt(&s.Src)
	case *Raise:
		opt(&s.Err)
	case *YieldStmt:
		opt(&s.V)
	case *Incref:
		opt(&s.V)
	}
}

// MapOperands replaces the direct operands of an expression.
func MapOperands(e Expr, f func(Expr) Expr) {
	opt := func(p *Expr) {
		if *p != nil {
			*p = f(*p)
		}
	}
	switch e := e.(type) {
	case *FieldRef:
		opt(&e.Base)
	case *IndexRef:
		opt(&e.Base)
		opt(&e.Index)
	case *DerefRef:
		opt(&e.Base)
	case *AddrOf:
		opt(&e.Place)
	case *Unary:
		opt(&e.V)
	case *Binary:
		opt(&e.A)
		opt(&e.B)
	case *Cond:
		opt(&e.If)
		opt(&e.Then)
		opt(&e.Else)
	case *Conv:
		opt(&e.V)
	case *Take:
		opt(&e.Place)
	case *Retain:
		opt(&e.V)
	case *SliceLit:
		for i := range e.Elts {
			opt(&e.Elts[i])
		}
	case *Closure:
		for i := range e.Defaults {
			opt(&e.Defaults[i])
		}
	case *Call:
		opt(&e.Callee.Value)
		opt(&e.Recv)
		for i := range e.Args {
			opt(&e.Args[i])
		}
	}
}

// copyNode copies a node; its operands stay shared.
func copyNode(e Expr) Expr {
	switch e := e.(type) {
	case *Get:
		c := *e
		return &c
	case *Int:
		c := *e
		return &c
	case *FloatLit:
		c := *e
		return &c
	case *Str:
		c := *e
		return &c
	case *Null:
		c := *e
		return &c
	case *PyConst:
		c := *e
		return &c
	case *GlobalRef:
		c := *e
		return &c
	case *FieldRef:
		c := *e
		return &c
	case *IndexRef:
		c := *e
		return &c
	case *DerefRef:
		c := *e
		return &c
	case *AddrOf:
		c := *e
		return &c
	case *Unary:
		c := *e
		return &c
	case *Binary:
		c := *e
		return &c
	case *Cond:
		c := *e
		return &c
	case *Conv:
		c := *e
		return &c
	case *FuncRef:
		c := *e
		return &c
	case *Closure:
		c := *e
		c.Defaults = append([]Expr(nil), e.Defaults...)
		return &c
	case *GoExpr:
		c := *e
		return &c
	case *TypeRef:
		c := *e
		return &c
	case *SizeOf:
		c := *e
		return &c
	case *Take:
		c := *e
		return &c
	case *Retain:
		c := *e
		return &c
	case *SliceLit:
		c := *e
		c.Elts = append([]Expr(nil), e.Elts...)
		return &c
	case *Call:
		c := *e
		c.Args = append([]Expr(nil), e.Args...)
		c.Callee.Owns = append([]bool(nil), e.Callee.Owns...)
		return &c
	}
	panic("ir: copy of an unknown expression")
}

// CopyExpr copies an expression with all below it.
func CopyExpr(e Expr) Expr {
	if e == nil {
		return nil
	}
	c := copyNode(e)
	MapOperands(c, CopyExpr)
	return c
}
