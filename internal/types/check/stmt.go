package check

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// stmts checks a list of statements.
func (fn *funcCtx) stmts(body []syntax.Stmt) []typed.Stmt {
	out := make([]typed.Stmt, 0, len(body))
	for _, s := range body {
		out = append(out, fn.stmt(s)...)
	}
	return out
}

func (fn *funcCtx) stmt(s syntax.Stmt) []typed.Stmt {
	at := typed.S{At: s.Span()}
	switch s := s.(type) {
	case *syntax.Pass, *syntax.Global, *syntax.Nonlocal:
		return nil
	case *syntax.ExprStmt:
		return fn.exprStmt(s)
	case *syntax.Assign:
		return fn.assign(s)
	case *syntax.AugAssign:
		return fn.augAssign(s)
	case *syntax.AnnAssign:
		var out []typed.Stmt
		if s.Value != nil {
			out = fn.assignTo(s.Target, fn.expr(s.Value))
		}
		return append(out, fn.annotate(s)...)
	case *syntax.CVarDecl:
		return fn.varDecl(s)
	case *syntax.CBlock:
		return fn.stmts(s.Body)
	case *syntax.If:
		if yes, known := fn.fusedTest(s.Cond); known {
			if yes {
				return fn.stmts(s.Body)
			}
			return fn.stmts(s.Else)
		}
		cond := fn.cond(s.Cond)
		then := fn.stmts(s.Body)
		return []typed.Stmt{&typed.If{S: at, Cond: cond, Then: then, Else: fn.stmts(s.Else)}}
	case *syntax.While:
		cond := fn.cond(s.Cond)
		fn.loops++
		body := fn.stmts(s.Body)
		fn.loops--
		return []typed.Stmt{&typed.Loop{S: at, Cond: cond, Body: body, Else: fn.stmts(s.Else)}}
	case *syntax.For:
		return []typed.Stmt{fn.forStmt(s)}
	case *syntax.ForFrom:
		return fn.forFrom(s)
	case *syntax.Break, *syntax.Continue:
		if fn.loops == 0 {
			word := "break"
			if _, ok := s.(*syntax.Continue); ok {
				word = "continue"
			}
			fn.exprError(codeStatement, s.Span(), "%s statement not inside loop", word)
			return nil
		}
		if _, ok := s.(*syntax.Break); ok {
			return []typed.Stmt{&typed.Break{S: at}}
		}
		return []typed.Stmt{&typed.Continue{S: at}}
	case *syntax.Return:
		return fn.returnStmt(s)
	case *syntax.Raise:
		return fn.raise(s)
	case *syntax.Assert:
		a := &typed.Assert{S: at, Cond: fn.cond(s.Test)}
		if s.Msg != nil {
			a.Msg = fn.pyExpr(s.Msg)
		}
		return []typed.Stmt{a}
	case *syntax.Del:
		var out []typed.Stmt
		for _, t := range s.Targets {
			out = append(out, fn.del(t, at)...)
		}
		return out
	case *syntax.Try:
		return fn.try(s)
	case *syntax.With:
		return fn.with(s, 0)
	case *syntax.FuncDef:
		if y := fn.scope.lookupHere(s.Name.Name); y != nil && y.kind == symFunc && len(y.fn.decls) == 1 && y.fn.decls[0].span == s.Span() {
			return nil // a def with fused parameters
		}
		made, _, restore := fn.typeParams(s.TypeParams)
		v := fn.funcDef(s)
		restore()
		n := &syntax.Name{Name: s.Name.Name}
		n.Src = s.Name.Span()
		return append(made, &typed.Assign{S: typed.S{At: s.Name.Span()}, Place: fn.placeName(n), Value: v})
	case *syntax.ClassDef:
		return fn.classDef(s)
	case *syntax.Import:
		return fn.importStmt(s)
	case *syntax.FromImport:
		return fn.fromImport(s)
	case *syntax.Print:
		return fn.printStmt(s)
	case *syntax.CondDecl:
		if fn.compileTime(fn.scope, s.Cond) {
			return fn.stmts(s.Body)
		}
		return fn.stmts(s.Else)
	case *syntax.CTypedef, *syntax.CStruct, *syntax.CEnum, *syntax.DefConst, *syntax.CExtern, *syntax.CFused:
		if fn.f.Kind != typed.ModuleFunc {
			if _, ok := s.(*syntax.DefConst); ok {
				fn.declareStmts(fn.mod, fn.scope, []syntax.Stmt{s}, nil, false)
			}
		}
		return nil
	case *syntax.CypClass:
		if fn.f.Kind != typed.ModuleFunc {
			fn.declError(codeClass, s.Keyword, "A cypclass cannot be defined inside a function").Hint("move it to the module")
		}
		return nil
	case *syntax.CFuncDef:
		if fn.f.Kind != typed.ModuleFunc {
			fn.declError(codeStatement, s.Span(), "C function definition not allowed here").Hint("move it to the module, or use `def`")
		}
		return nil
	case *syntax.CClass:
		return fn.extension(s)
	case *syntax.Match:
		return fn.match(s)
	case *syntax.TypeAlias:
		return fn.typeAlias(s)
	case *syntax.Exec:
		fn.unsupported(s.Span(), "the exec statement")
		return nil
	case *syntax.Include:
		return nil
	}
	fn.unsupported(s.Span(), "this statement")
	return nil
}

func (fn *funcCtx) exprStmt(s *syntax.ExprStmt) []typed.Stmt {
	if k, ok := s.X.(*syntax.String); ok && k != nil {
		return nil // a docstring or a comment
	}
	if k, ok := s.X.(*syntax.Constant); ok && k.Kind == syntax.Ellipsis {
		return nil
	}
	e := fn.expr(s.X)
	if fn.fragDisplay != nil && fn.fragDisplay == s {
		return []typed.Stmt{&typed.Return{S: typed.S{At: s.Span()}, X: fn.toPy(e)}}
	}
	if isInvalid(e.Type()) {
		return nil
	}
	if isText(e.Type()) {
		return nil
	}
	return []typed.Stmt{&typed.ExprStmt{S: typed.S{At: s.Span()}, X: e}}
}

func (fn *funcCtx) varDecl(s *syntax.CVarDecl) []typed.Stmt {
	var out []typed.Stmt
	for _, d := range s.Decls {
		if fn.f.Kind == typed.ModuleFunc && d.Default == nil {
			continue
		}
		if d.Default == nil {
			continue
		}
		n := &syntax.Name{Name: d.Name.Name}
		n.Src = d.Name.Span()
		place := fn.placeName(n)
		if isInvalid(place.Type()) {
			fn.expr(d.Default)
			continue
		}
		if a, ok := unconst(place.Type()).(*types.Array); ok {
			out = append(out, fn.arrayInit(place, a, d.Default, s.Span())...)
			continue
		}
		v := fn.coerce(fn.expr(d.Default), place.Type())
		out = append(out, &typed.Assign{S: typed.S{At: s.Span()}, Place: place, Value: v})
	}
	return out
}

// arrayInit is `cdef int a[3] = [1, 2, 3]` and whole-array assignment.
func (fn *funcCtx) arrayInit(place typed.Expr, a *types.Array, value syntax.Expr, at source.Span) []typed.Stmt {
	elts := displayElts(unparen(value))
	if elts == nil {
		v := fn.expr(value)
		if y, ok := fn.tryCoerce(v, place.Type()); ok {
			return []typed.Stmt{&typed.Assign{S: typed.S{At: at}, Place: place, Value: y}}
		}
		fn.coerce(v, place.Type())
		return nil
	}
	if int64(len(elts)) != a.Len {
		fn.exprError(codeAssign, value.Span(), "Assignment to slice of wrong length, expected %d, got %d", a.Len, len(elts))
		return nil
	}
	var temps []typed.Stmt
	var stores []typed.Stmt
	for i, e := range elts {
		v := fn.coerce(fn.expr(e), a.Elem)
		if !isConstant(v) {
			t := fn.temp(unconstTop(a.Elem), at)
			ref := &typed.VarExpr{E: mk(t.Type, v), Var: t}
			temps = append(temps, &typed.Assign{S: typed.S{At: at}, Place: ref, Value: v})
			v = ref
		}
		slot := &typed.Index{E: typed.E{T: a.Elem, At: e.Span()}, X: place, I: &typed.IntLit{E: typed.E{T: types.Long, At: e.Span()}, V: int64(i)}}
		stores = append(stores, &typed.Assign{S: typed.S{At: at}, Place: slot, Value: v})
	}
	return append(temps, stores...)
}

func (fn *funcCtx) returnStmt(s *syntax.Return) []typed.Stmt {
	at := typed.S{At: s.Span()}
	switch fn.f.Kind {
	case typed.ModuleFunc, typed.ClassBodyFunc:
		fn.exprError(codeStatement, s.Span(), "Return not inside a function body")
		return nil
	}
	result := fn.f.Result
	if fn.f.AsyncGen && s.X != nil {
		fn.exprError(codeStatement, s.Span(), "'return' with value in async generator")
	}
	if s.X == nil {
		if isObject(result) {
			return []typed.Stmt{&typed.Return{S: at, X: &typed.NoneLit{E: typed.E{T: types.PyObject, At: s.Span()}}}}
		}
		if !isVoid(result) {
			fn.exprError(codeStatement, s.Span(), "Return value required")
		}
		return []typed.Stmt{&typed.Return{S: at}}
	}
	v := rvalue(fn.expr(s.X))
	if isInvalid(v.Type()) || isInvalid(result) {
		return nil
	}
	if isVoid(result) {
		if isVoid(v.Type()) {
			return []typed.Stmt{&typed.ExprStmt{S: at, X: v}, &typed.Return{S: at}}
		}
		if _, ok := v.(*typed.NoneLit); ok {
			return []typed.Stmt{&typed.Return{S: at}}
		}
		fn.exprError(codeAssign, v.Pos(), "Return with value in void function").Hint("give the function a return type")
		return nil
	}
	if isObject(result) {
		return []typed.Stmt{&typed.Return{S: at, X: fn.coerce(fn.toPy(v), result)}}
	}
	return []typed.Stmt{&typed.Return{S: at, X: fn.coerce(v, result)}}
}

func (fn *funcCtx) raise(s *syntax.Raise) []typed.Stmt {
	r := &typed.Raise{S: typed.S{At: s.Span()}}
	if s.X != nil {
		r.X = fn.pyExpr(s.X)
		if s.Value != nil {
			r.X = &typed.PyCall{E: loc(types.PyObject, s.X), Func: r.X, Args: []typed.PyArg{{Value: fn.pyExpr(s.Value)}}}
		}
	}
	if s.Cause != nil {
		if k, ok := s.Cause.(*syntax.Constant); ok && k.Kind == syntax.None {
			r.NoCause = true
		} else {
			r.Cause = fn.pyExpr(s.Cause)
		}
	}
	return []typed.Stmt{r}
}

func (fn *funcCtx) try(s *syntax.Try) []typed.Stmt {
	t := &typed.Try{S: typed.S{At: s.Span()}}
	t.Body = fn.stmts(s.Body)
	for _, h := range s.Handlers {
		k := &typed.Handler{S: typed.S{At: h.Span()}, Star: h.Star}
		if h.Type != nil {
			k.Type = fn.pyExpr(h.Type)
		}
		var name *syntax.Name
		if h.Name != nil {
			name = &syntax.Name{Name: h.Name.Name}
			name.Src = h.Name.Span()
		} else if n, ok := h.Target.(*syntax.Name); ok {
			name = n
		}
		if name != nil {
			k.Name = fn.placeName(name)
			if ve, ok := k.Name.(*typed.VarExpr); ok {
				ve.Var.Unbound = true
			}
		}
		if h.Star {
			fn.leavesStar(h.Body, false)
		}
		k.Body = fn.stmts(h.Body)
		t.Handlers = append(t.Handlers, k)
	}
	t.Else = fn.stmts(s.Else)
	t.Finally = fn.stmts(s.Finally)
	return []typed.Stmt{t}
}

// leavesStar reports statements that leave an except* clause otherwise than by an exception.
func (fn *funcCtx) leavesStar(body []syntax.Stmt, loop bool) {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.Return:
			fn.starExit(s)
		case *syntax.Break, *syntax.Continue:
			if !loop {
				fn.starExit(s)
			}
		case *syntax.For:
			fn.leavesStar(s.Body, true)
			fn.leavesStar(s.Else, loop)
		case *syntax.While:
			fn.leavesStar(s.Body, true)
			fn.leavesStar(s.Else, loop)
		default:
			nested(s, func(b []syntax.Stmt) { fn.leavesStar(b, loop) })
		}
	}
}

func (fn *funcCtx) starExit(s syntax.Stmt) {
	fn.exprError(codeStatement, s.Span(), "'break', 'continue' and 'return' cannot appear in an except* block")
}

// printStmt is Python 2's print.
func (fn *funcCtx) printStmt(s *syntax.Print) []typed.Stmt {
	e := typed.E{T: types.PyObject, At: s.Span()}
	call := &typed.PyCall{E: e, Func: &typed.BuiltinRef{E: e, Name: "print"}}
	for _, a := range s.Args {
		call.Args = append(call.Args, typed.PyArg{Value: fn.pyExpr(a)})
	}
	if s.NoBreak {
		call.Args = append(call.Args, typed.PyArg{Name: "end", Value: &typed.StrLit{E: typed.E{T: fn.object("str"), At: s.Span()}, V: " "}})
	}
	if s.Dest != nil {
		call.Args = append(call.Args, typed.PyArg{Name: "file", Value: fn.pyExpr(s.Dest)})
	}
	return []typed.Stmt{&typed.ExprStmt{S: typed.S{At: s.Span()}, X: call}}
}

var _ = diag.Error
