package ir

// Each calls f for the direct operands of an expression, in order of evaluation.
func Each(e Expr, f func(Expr)) {
	switch e := e.(type) {
	case *FieldRef:
		f(e.Base)
	case *IndexRef:
		f(e.Base)
		f(e.Index)
	case *DerefRef:
		f(e.Base)
	case *AddrOf:
		f(e.Place)
	case *Unary:
		f(e.V)
	case *Binary:
		f(e.A)
		f(e.B)
	case *Cond:
		f(e.If)
		f(e.Then)
		f(e.Else)
	case *Conv:
		f(e.V)
	case *Take:
		f(e.Place)
	case *Retain:
		f(e.V)
	case *SliceLit:
		for _, x := range e.Elts {
			f(x)
		}
	case *Closure:
		for _, x := range e.Defaults {
			f(x)
		}
	case *Call:
		if e.Callee.Value != nil {
			f(e.Callee.Value)
		}
		if e.Recv != nil {
			f(e.Recv)
		}
		for _, x := range e.Args {
			f(x)
		}
	}
}

// WalkExpr calls f for an expression and all below it, outermost first; f returns false to skip the operands.
func WalkExpr(e Expr, f func(Expr) bool) {
	if e == nil || !f(e) {
		return
	}
	Each(e, func(x Expr) { WalkExpr(x, f) })
}

// EachExpr calls f for the direct expressions of a statement. Expressions of nested statements are not visited.
func EachExpr(s Stmt, f func(Expr)) {
	opt := func(e Expr) {
		if e != nil {
			f(e)
		}
	}
	switch s := s.(type) {
	case *Set:
		f(s.Src)
	case *Store:
		f(s.Place)
		f(s.Src)
	case *Do:
		f(s.Call)
	case *NullCheck:
		f(s.V)
	case *ZeroCheck:
		f(s.V)
	case *RangeCheck:
		f(s.Index)
		f(s.Slice)
	case *If:
		f(s.Cond)
	case *Loop:
		opt(s.Cond)
	case *Range:
		f(s.Lo)
		f(s.Hi)
	case *Return:
		opt(s.Src)
	case *Raise:
		f(s.Err)
	case *YieldStmt:
		opt(s.V)
	case *Incref:
		f(s.V)
	}
}

// Bodies lists the statement lists inside a statement.
func Bodies(s Stmt) []*[]Stmt {
	switch s := s.(type) {
	case *If:
		return []*[]Stmt{&s.Then, &s.Else}
	case *Loop:
		return []*[]Stmt{&s.Body, &s.Post}
	case *Range:
		return []*[]Stmt{&s.Body}
	case *Try:
		return []*[]Stmt{&s.Body, &s.Handler}
	case *Block:
		return []*[]Stmt{&s.Body}
	}
	return nil
}

// Walk calls f for every statement, outermost first; f returns false to skip what is inside.
func Walk(list []Stmt, f func(Stmt) bool) {
	for _, s := range list {
		if !f(s) {
			continue
		}
		for _, b := range Bodies(s) {
			Walk(*b, f)
		}
	}
}

// WalkAll calls f for every expression in the statements, nested ones included.
func WalkAll(list []Stmt, f func(Expr)) {
	Walk(list, func(s Stmt) bool {
		EachExpr(s, func(e Expr) {
			WalkExpr(e, func(x Expr) bool { f(x); return true })
		})
		return true
	})
}

// AllFuncs lists every function of the program once: module bodies, functions, methods, fragments, adapters, and the closures in
// them, each after the function it stands in.
func AllFuncs(p *Program) []*Func {
	var out []*Func
	seen := map[*Func]bool{}
	var add func(f *Func)
	add = func(f *Func) {
		if f == nil || seen[f] {
			return
		}
		seen[f] = true
		out = append(out, f)
		WalkAll(f.Body, func(e Expr) {
			switch e := e.(type) {
			case *Closure:
				add(e.Func)
			case *FuncRef:
				add(e.Func)
			case *Call:
				add(e.Callee.Func)
			}
		})
	}
	for _, m := range p.Modules {
		for _, f := range m.Funcs {
			add(f)
		}
		add(m.Init)
		for _, f := range m.Frags {
			add(f)
		}
	}
	for _, c := range p.Classes {
		for _, f := range c.Methods {
			add(f)
		}
		add(c.Dealloc)
		if c.Wrapper != nil {
			add(c.Wrapper.Init)
			for _, m := range c.Wrapper.Methods {
				add(m.Func)
			}
		}
	}
	return out
}

// IsPlace reports whether the expression is a place that can be stored to.
func IsPlace(e Expr) bool {
	switch e := e.(type) {
	case *Get, *GlobalRef, *DerefRef:
		return true
	case *FieldRef, *IndexRef:
		return true
	case *Conv:
		return IsPlace(e.V)
	}
	return false
}

// Sets returns the locals that a statement itself sets.
func Sets(s Stmt) []*Local {
	switch s := s.(type) {
	case *Set:
		if len(s.More) > 0 {
			return append([]*Local{s.Dst}, s.More...)
		}
		return []*Local{s.Dst}
	case *Range:
		return []*Local{s.Var}
	case *YieldStmt:
		if s.Dst != nil {
			return []*Local{s.Dst}
		}
	case *Try:
		if s.Err != nil {
			return []*Local{s.Err}
		}
	}
	return nil
}

// Terminates reports whether control never goes on after a simple statement.
func Terminates(s Stmt) bool {
	switch s := s.(type) {
	case *Return, *Raise, *Break, *Continue:
		return true
	case *Block:
		return len(s.Body) > 0 && Terminates(s.Body[len(s.Body)-1])
	}
	return false
}
