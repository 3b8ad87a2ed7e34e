package typed

// Inspect calls f for x and, where f returns true, for every expression below it. The statements of comprehensions are entered; the bodies of
// functions are not.
func Inspect(x Expr, f func(Expr) bool) {
	if isNil(x) || !f(x) {
		return
	}
	in := func(xs ...Expr) {
		for _, e := range xs {
			Inspect(e, f)
		}
	}
	args := func(as []PyArg) {
		for i := range as {
			Inspect(as[i].Value, f)
		}
	}
	switch x := x.(type) {
	case *Field:
		in(x.X)
	case *Index:
		in(x.X, x.I)
	case *Deref:
		in(x.X)
	case *AddrOf:
		in(x.X)
	case *Unary:
		in(x.X)
	case *Binary:
		in(x.X, x.Y)
	case *Compare:
		in(x.X, x.Y)
	case *Is:
		in(x.X, x.Y)
	case *Not:
		in(x.X)
	case *BoolOp:
		in(x.X, x.Test, x.Y)
	case *IfExp:
		in(x.Cond, x.Then, x.Else)
	case *Let:
		in(x.Init, x.X)
	case *Truth:
		in(x.X)
	case *Call:
		in(x.Ptr, x.Recv)
		in(x.Args...)
	case *MethodCall:
		in(x.Recv)
		in(x.Args...)
	case *Construct:
		in(x.NewArgs...)
		in(x.InitArgs...)
	case *CppValue:
		in(x.Args...)
	case *Consume:
		in(x.X)
	case *Coerce:
		in(x.X)
	case *IsInstance:
		in(x.X)
	case *Send:
		in(x.Recv, x.Sync)
		in(x.Args...)
		in(x.Delay)
	case *RefOp:
		in(x.X)
	case *PyBinary:
		in(x.X, x.Y)
	case *PyUnary:
		in(x.X)
	case *PyCompare:
		in(x.X, x.Y)
	case *PyMatchSeq:
		in(x.X)
	case *PyMatchMap:
		in(x.X)
		in(x.Keys...)
	case *PyMatchClass:
		in(x.X, x.Class)
	case *PyCall:
		in(x.Func)
		args(x.Args)
	case *PyAttr:
		in(x.X)
	case *PyIndex:
		in(x.X, x.I)
	case *PySlice:
		in(x.X, x.Lo, x.Hi, x.Step)
	case *SliceObj:
		in(x.Lo, x.Hi, x.Step)
	case *PyTuple:
		in(x.Elts...)
	case *PyList:
		in(x.Elts...)
	case *PySet:
		in(x.Elts...)
	case *PyDict:
		for i := range x.Keys {
			in(x.Keys[i], x.Values[i])
		}
	case *PyStar:
		in(x.X)
	case *Comp:
		InspectStmts(x.Body, f)
	case *Seq:
		InspectStmts(x.Body, f)
		in(x.X)
	case *FString:
		in(x.Parts...)
	case *Formatted:
		in(x.X, x.Spec)
	case *FuncObj:
		in(x.Decorators...)
		in(x.Notes...)
		if x.Func.Py != nil {
			for i := range x.Func.Py.List {
				in(x.Func.Py.List[i].Default)
			}
		}
	case *GenExp:
		in(x.First)
	case *AssignExpr:
		in(x.Value, x.Place)
	case *Yield:
		in(x.X)
	case *YieldFrom:
		in(x.X)
	case *Await:
		in(x.X)
	}
}

// isNil reports whether x is absent.
func isNil(x Expr) bool { return x == nil }

// InspectStmts calls f for the expressions of statements, in source order.
func InspectStmts(ss []Stmt, f func(Expr) bool) {
	for _, s := range ss {
		InspectStmt(s, f)
	}
}

// InspectStmt calls f for the expressions of a statement and of the statements inside it.
func InspectStmt(s Stmt, f func(Expr) bool) {
	in := func(xs ...Expr) {
		for _, e := range xs {
			Inspect(e, f)
		}
	}
	switch s := s.(type) {
	case *ExprStmt:
		in(s.X)
	case *Assign:
		in(s.Value, s.Place)
	case *AugAssign:
		in(s.Place, s.Value)
	case *Unpack:
		in(s.X)
	case *Del:
		in(s.Place)
	case *If:
		in(s.Cond)
		InspectStmts(s.Then, f)
		InspectStmts(s.Else, f)
	case *Loop:
		in(s.Cond)
		InspectStmts(s.Body, f)
		InspectStmts(s.Post, f)
		InspectStmts(s.Else, f)
	case *ForRange:
		in(s.Lo, s.Hi, s.Step, s.Threads, s.Chunk)
		InspectStmts(s.Body, f)
		InspectStmts(s.Else, f)
	case *ForIter:
		in(s.X)
		InspectStmts(s.Body, f)
		InspectStmts(s.Else, f)
	case *Return:
		in(s.X)
	case *Raise:
		in(s.X, s.Cause)
	case *Assert:
		in(s.Cond, s.Msg)
	case *Try:
		InspectStmts(s.Body, f)
		for _, h := range s.Handlers {
			in(h.Type, h.Name)
			InspectStmts(h.Body, f)
		}
		InspectStmts(s.Else, f)
		InspectStmts(s.Finally, f)
	case *With:
		in(s.X)
		InspectStmts(s.Body, f)
	case *WithGIL:
		InspectStmts(s.Body, f)
	case *WithLock:
		in(s.X)
		InspectStmts(s.Body, f)
	case *CompAdd:
		in(s.Key, s.Value)
	case *ClassStmt:
		in(s.Bases...)
		for i := range s.Kwargs {
			in(s.Kwargs[i].Value)
		}
		in(s.Decorators...)
		in(s.Place)
	case *Block:
		InspectStmts(s.Body, f)
	}
}
