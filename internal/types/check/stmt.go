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
		v := fn.funcDef(s)
		n := &syntax.Name{Name: s.Name.Name}
		n.Src = s.Name.Span()
		return []typed.Stmt{&typed.Assign{S: typed.S{At: s.Name.Span()}, Place: fn.placeName(n), Value: v}}
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
		fn.unsupported(s.Span(), "the `type` statement")
		return nil
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

// assign is `t1 = t2 = value`.
func (fn *funcCtx) assign(s *syntax.Assign) []typed.Stmt {
	if len(s.Targets) == 1 {
		if elts := displayElts(unparen(s.Targets[0])); elts != nil {
			if vals := displayElts(unparen(s.Value)); vals != nil && len(vals) == len(elts) && !anyStar(elts) && !anyStar(vals) {
				return fn.parallel(elts, vals, s.Span())
			}
		}
		if n, ok := unparen(s.Targets[0]).(*syntax.Name); ok {
			if y := fn.lookupName(n.Name); y != nil && y.kind == symVar {
				y.done()
				if a, ok := unconst2(y.v.Type).(*types.Array); ok {
					return fn.arrayInit(fn.expr(n), a, s.Value, s.Span())
				}
			}
		}
		return fn.at(s.Span(), fn.assignTo(s.Targets[0], fn.expr(s.Value)))
	}
	v := rvalue(fn.expr(s.Value))
	if isConstant(v) || isText(v.Type()) {
		var out []typed.Stmt
		for _, t := range s.Targets {
			out = append(out, fn.assignTo(t, v)...)
		}
		return fn.at(s.Span(), out)
	}
	t := fn.temp(unconstTop(v.Type()), s.Span())
	ref := func() typed.Expr { return &typed.VarExpr{E: mk(t.Type, v), Var: t} }
	out := []typed.Stmt{&typed.Assign{S: typed.S{At: s.Span()}, Place: ref(), Value: v}}
	for _, x := range s.Targets {
		out = append(out, fn.assignTo(x, ref())...)
	}
	return fn.at(s.Span(), out)
}

func unconst2(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	return unconst(t)
}

// at gives statements made for one source statement its place.
func (fn *funcCtx) at(span source.Span, ss []typed.Stmt) []typed.Stmt {
	for _, s := range ss {
		if a, ok := s.(*typed.Assign); ok {
			a.At = span
		}
	}
	return ss
}

// parallel is `a, b = x, y`: all right sides first.
func (fn *funcCtx) parallel(elts, vals []syntax.Expr, at source.Span) []typed.Stmt {
	var out []typed.Stmt
	xs := make([]typed.Expr, len(vals))
	for i, v := range vals {
		x := rvalue(fn.expr(v))
		if _, nested := unparen(elts[i]).(*syntax.Tuple); nested || isConstant(x) || isText(x.Type()) {
			xs[i] = x
			continue
		}
		// Converted to the target's type first, so that the temporary has it.
		if n, ok := unparen(elts[i]).(*syntax.Name); ok {
			if y := fn.lookupName(n.Name); y != nil && y.kind == symVar && fn.muted == 0 {
				y.done()
				if y.v.Type != nil && asRef(y.v.Type) == nil {
					x = fn.coerce(x, y.v.Type)
				}
			}
		}
		if i == len(vals)-1 && false {
			xs[i] = x
			continue
		}
		t := fn.temp(unconstTop(x.Type()), at)
		if r := asRef(t.Type); r != nil && r.Qual == types.IsoTemp {
			t.Type = types.RefTo(r.Class, types.IsoTemp, r.Const)
		}
		out = append(out, &typed.Assign{S: typed.S{At: at}, Place: &typed.VarExpr{E: mk(t.Type, x), Var: t}, Value: x})
		xs[i] = &typed.VarExpr{E: mk(t.Type, x), Var: t}
	}
	for i, e := range elts {
		out = append(out, fn.at(at, fn.assignTo(e, xs[i]))...)
	}
	return out
}

// assignTo stores a value in a target.
func (fn *funcCtx) assignTo(target syntax.Expr, v typed.Expr) []typed.Stmt {
	at := typed.S{At: target.Span()}
	switch t := target.(type) {
	case *syntax.Paren:
		return fn.assignTo(t.X, v)
	case *syntax.Tuple:
		return fn.unpack(t.Elts, v, target)
	case *syntax.List:
		return fn.unpack(t.Elts, v, target)
	case *syntax.Name:
		place := fn.placeName(t)
		return []typed.Stmt{&typed.Assign{S: at, Place: place, Value: fn.store(place, v)}}
	case *syntax.Subscript:
		base := fn.expr(t.X)
		if _, ok := base.Type().(*types.Reference); !ok {
			base = rvalue(base)
		}
		if r := asRef(base.Type()); r != nil {
			if sl, ok := t.Index.(*syntax.Slice); ok && sl != nil {
				fn.exprError(codeSubscript, source.At(t.Lbrack), "Slicing is not supported by cypclass '%s'", r.Class.Name)
				return nil
			}
			return []typed.Stmt{&typed.ExprStmt{S: at, X: fn.itemMethod(base, r, "__setitem__", "setting", t, v)}}
		}
		if sl, ok := t.Index.(*syntax.Slice); ok && pointerOf(fn, base.Type()) != nil {
			return fn.sliceAssign(base, sl, v, t)
		}
		place := fn.subscriptOf(base, t)
		return []typed.Stmt{&typed.Assign{S: at, Place: place, Value: fn.store(place, v)}}
	case *syntax.Attribute:
		place := fn.expr(t)
		if f, ok := place.(*typed.Field); ok {
			fn.checkFieldStore(f)
		}
		return []typed.Stmt{&typed.Assign{S: at, Place: place, Value: fn.store(place, v)}}
	case *syntax.Starred:
		fn.exprError(codeStatement, t.Span(), "starred assignment target must be in a list or tuple")
		return nil
	}
	place := fn.expr(target)
	if !isInvalid(place.Type()) {
		fn.exprError(codeStatement, target.Span(), "Cannot assign to or delete this")
	}
	return nil
}

func (fn *funcCtx) checkFieldStore(f *typed.Field) {
	if r := asRef(f.X.Type()); r != nil && r.Const && !f.Field.Mutable {
		d := fn.exprError(codeConst, f.Pos(), "Assignment to const attribute '%s'", f.Name)
		if at, ok := fn.constNote(f.X); ok {
			d.Note(at, "the method has `const self`").Hint("write `self`, so that the method may change the object, or declare the field `mutable`")
		}
	}
	if _, ok := f.T.(*types.Const); ok {
		fn.exprError(codeConst, f.Pos(), "Assignment to const attribute '%s'", f.Name)
	}
}

// store converts a value for a place; a C++ reference is stored through.
func (fn *funcCtx) store(place, v typed.Expr) typed.Expr {
	t := place.Type()
	switch place.(type) {
	case *typed.VarExpr, *typed.DynName, *typed.Field, *typed.Index, *typed.Deref, *typed.PyAttr, *typed.PyIndex, *typed.PySlice, *typed.GoConst:
	default:
		if r, ok := t.(*types.Reference); ok {
			return fn.coerce(rvalue(v), r.Elem)
		}
		if !isInvalid(t) {
			fn.exprError(codeStatement, place.Pos(), "Cannot assign to or delete this")
		}
		return v
	}
	if r, ok := t.(*types.Reference); ok {
		t = r.Elem
	}
	if c, ok := t.(*types.Const); ok {
		if ve, isVar := place.(*typed.VarExpr); !isVar || ve.Var.Kind != typed.LocalVar {
			fn.exprError(codeConst, place.Pos(), "Assignment to const '%s'", fn.text(place.Span()))
		}
		t = c.Elem
	}
	if isVoid(v.Type()) && isObject(t) {
		return fn.toPy(v)
	}
	if r := asRef(t); r != nil && v == fn.elem && v.Type() == t && (r.Qual == types.IsoView || r.Qual == types.LockView) {
		return v // a loop variable may hold a view as long as the loop protects it (package ownership)
	}
	return fn.coerce(rvalue(v), t)
}

// placeName is a name as a place to store in.
func (fn *funcCtx) placeName(x *syntax.Name) typed.Expr {
	if y := fn.scope.lookupHere(x.Name); fn.dynNames() && (y == nil || y.kind == symDyn) {
		return &typed.DynName{E: loc(types.PyObject, x), Name: x.Name}
	}
	y := fn.lookupName(x.Name)
	if y == nil {
		if fn.inFragment() {
			return &typed.DynName{E: loc(types.PyObject, x), Name: x.Name}
		}
		return fn.undeclared(x)
	}
	y.done()
	switch y.kind {
	case symVar:
		v := y.v
		if fn.f.Kind == typed.ModuleFunc || v.Func != nil || fn.scopeOwns(x.Name) {
			v.Assigned = true
			if v.Func != nil && v.Func != fn.f {
				v.Captured = true
			}
			t := v.Type
			if t == nil {
				t = types.Invalid
			}
			if v.Go != "" {
				return &typed.GoConst{E: loc(t, x), Go: v.Go}
			}
			return &typed.VarExpr{E: loc(t, x), Var: v}
		}
		return &typed.VarExpr{E: loc(v.Type, x), Var: v}
	case symType:
		if y.v != nil {
			return &typed.VarExpr{E: loc(types.PyObject, x), Var: y.v}
		}
	case symFunc, symClass, symModule:
		if fn.f.Kind == typed.ModuleFunc {
			v := fn.moduleVar(x.Name, x.Span())
			return &typed.VarExpr{E: loc(types.PyObject, x), Var: v}
		}
	}
	fn.exprError(codeStatement, x.Span(), "Assignment to non-lvalue '%s'", x.Name)
	return fn.invalid(x)
}

// moduleVar is the Python-visible variable of a module name that is also a C name.
func (fn *funcCtx) moduleVar(name string, span source.Span) *typed.Var {
	for _, v := range fn.mod.out.Globals {
		if v.Name == name && v.PyName {
			return v
		}
	}
	v := &typed.Var{Name: name, Kind: typed.GlobalVar, Type: types.PyObject, Module: fn.mod.name, Span: span, PyName: true, Unbound: true, Assigned: true}
	fn.mod.out.Globals = append(fn.mod.out.Globals, v)
	return v
}

func (fn *funcCtx) scopeOwns(name string) bool { return fn.scope.names[name] != nil }

// dynNames reports whether names bound here live in a dictionary: fragments and class bodies.
func (fn *funcCtx) dynNames() bool {
	return fn.f.Kind == typed.FragmentFunc || fn.f.Kind == typed.ClassBodyFunc
}

// unpack spreads a value over targets.
func (fn *funcCtx) unpack(elts []syntax.Expr, v typed.Expr, whole syntax.Expr) []typed.Stmt {
	v = rvalue(v)
	at := typed.S{At: whole.Span()}
	if p := asCpp(v.Type()); p != nil && p.Key == "std::pair" && len(elts) == 2 {
		var out []typed.Stmt
		if _, ok := v.(*typed.VarExpr); !ok {
			t := fn.temp(p, whole.Span())
			ref := &typed.VarExpr{E: mk(p, v), Var: t}
			out = append(out, &typed.Assign{S: at, Place: ref, Value: v})
			v = ref
		}
		for i, name := range []string{"first", "second"} {
			f := fn.cppField(p, name)
			out = append(out, fn.assignTo(elts[i], &typed.Field{E: mk(f.Type, v), X: v, Field: f, Name: name})...)
		}
		return out
	}
	if st := asTuple(v.Type()); st != nil && !anyStar(elts) {
		return fn.unpackTuple(elts, v, st, whole)
	}
	if isInvalid(v.Type()) {
		for _, e := range elts {
			fn.assignTo(e, v)
		}
		return nil
	}
	u := &typed.Unpack{S: at, X: fn.toPy(v), Star: -1}
	for i, e := range elts {
		if st, ok := e.(*syntax.Starred); ok {
			if u.Star >= 0 {
				fn.exprError(codeStatement, st.Span(), "more than 1 starred expression in assignment")
			}
			u.Star = i
		}
		u.Vars = append(u.Vars, fn.temp(types.PyObject, e.Span()))
	}
	out := []typed.Stmt{u}
	for i, e := range elts {
		if st, ok := e.(*syntax.Starred); ok {
			e = st.X
		}
		out = append(out, fn.assignTo(e, &typed.VarExpr{E: typed.E{T: types.PyObject, At: e.Span()}, Var: u.Vars[i]})...)
	}
	return out
}

// sliceAssign is a[:] = b and a[i:j] = b for C arrays.
func (fn *funcCtx) sliceAssign(base typed.Expr, sl *syntax.Slice, v typed.Expr, x *syntax.Subscript) []typed.Stmt {
	at := typed.S{At: x.Span()}
	dst, ok := unconst(base.Type()).(*types.Array)
	src, ok2 := unconst(v.Type()).(*types.Array)
	lo, hi := int64(0), int64(-1)
	if ok {
		hi = dst.Len
	}
	if sl.Lo != nil {
		n, c := fn.constInt(fn.scope, sl.Lo)
		lo, ok = n, ok && c
	}
	if sl.Hi != nil {
		n, c := fn.constInt(fn.scope, sl.Hi)
		hi, ok = n, ok && c
	}
	if !ok || !ok2 || sl.Step != nil {
		fn.unsupported(source.At(x.Lbrack), "this slice assignment to a C array")
		return nil
	}
	if lo < 0 {
		lo += dst.Len
	}
	if hi < 0 {
		hi += dst.Len
	}
	if hi-lo != src.Len {
		fn.exprError(codeAssign, v.Pos(), "Assignment to slice of wrong length, expected %d, got %d", hi-lo, src.Len)
		return nil
	}
	var out []typed.Stmt
	for i := int64(0); i < src.Len; i++ {
		idx := func(n int64) typed.Expr { return &typed.IntLit{E: typed.E{T: types.Long, At: x.Span()}, V: n} }
		from := &typed.Index{E: typed.E{T: src.Elem, At: x.Span()}, X: v, I: idx(i)}
		to := &typed.Index{E: typed.E{T: dst.Elem, At: x.Span()}, X: base, I: idx(lo + i)}
		out = append(out, &typed.Assign{S: at, Place: to, Value: fn.coerce(from, dst.Elem)})
	}
	return out
}

// augAssign is `target op= value`.
func (fn *funcCtx) augAssign(s *syntax.AugAssign) []typed.Stmt {
	at := typed.S{At: s.Span()}
	e := typed.E{At: s.Span(), Err: source.Span{Start: s.OpPos, End: s.OpPos + 1}}
	target := unparen(s.Target)
	if sub, ok := target.(*syntax.Subscript); ok {
		base := rvalue(fn.expr(sub.X))
		if r := asRef(base.Type()); r != nil {
			return fn.augItem(s, sub, base, r)
		}
	}
	var place typed.Expr
	if n, ok := target.(*syntax.Name); ok {
		fn.neverAssigned(n)
		place = fn.placeName(n)
		if fn.dynNames() {
			place = &typed.DynName{E: loc(types.PyObject, n), Name: n.Name}
		}
	} else {
		place = fn.expr(target)
	}
	v := rvalue(fn.expr(s.Value))
	if isInvalid(place.Type()) {
		return nil
	}
	pt := unconstTop(place.Type())
	if r := asRef(pt); r != nil {
		for _, name := range inplaceMethods[s.Op] {
			if ds := fn.visibleMethods(place, name); len(ds) > 0 {
				call := fn.callMethodTyped(rvalue(place), ds, []typed.Expr{v}, e, s.Op+"=")
				return []typed.Stmt{&typed.ExprStmt{S: at, X: call}}
			}
		}
		fn.exprError(codeOperands, e.Err, "Invalid operand types for '%s=' (%s; %s)", s.Op, displayType(pt), displayType(v.Type()))
		return nil
	}
	if p := asCpp(pt); p != nil {
		if ds := fn.cppMethods(p, "operator"+s.Op+"="); len(ds) > 0 {
			return []typed.Stmt{&typed.ExprStmt{S: at, X: fn.callCppTyped(place, p, ds, []typed.Expr{v}, e)}}
		}
	}
	if f, ok := place.(*typed.Field); ok {
		fn.checkFieldStore(f)
	}
	old := fn.temp(pt, s.Span())
	oldRef := &typed.VarExpr{E: typed.E{T: pt, At: s.Target.Span(), Err: errSpan(s.Target)}, Var: old}
	var value typed.Expr
	if isObject(pt) || isObject(v.Type()) && !isNumber(pt) {
		value = &typed.PyBinary{E: typed.E{T: types.PyObject, At: e.At, Err: e.Err}, Op: s.Op, X: fn.toPy(oldRef), Y: fn.toPy(v), InPlace: true}
	} else {
		value = fn.binary(s.Op, oldRef, v, e)
	}
	if isInvalid(value.Type()) {
		return nil
	}
	if isNumber(pt) && isFloat(value.Type()) && isInteger(pt) {
		if s.Op == "/" || isFloat(v.Type()) {
			fn.exprError(codeAssign, v.Pos(), "Cannot assign type '%s' to '%s'", value.Type(), pt)
			return nil
		}
		value = fn.castTo(value, pt, e)
	}
	return []typed.Stmt{&typed.AugAssign{S: at, Place: place, Old: old, Value: fn.store(place, value)}}
}

// augItem is a[i] op= v of a class: __getitem__, the element's operator, __setitem__; i is evaluated once.
func (fn *funcCtx) augItem(s *syntax.AugAssign, sub *syntax.Subscript, base typed.Expr, r *types.Ref) []typed.Stmt {
	at := typed.S{At: s.Span()}
	var out []typed.Stmt
	hold := func(x typed.Expr) typed.Expr {
		if isConstant(x) {
			return x
		}
		if isText(x.Type()) {
			return x
		}
		t := fn.temp(unconstTop(x.Type()), s.Span())
		out = append(out, &typed.Assign{S: at, Place: &typed.VarExpr{E: mk(t.Type, x), Var: t}, Value: x})
		return &typed.VarExpr{E: mk(t.Type, x), Var: t}
	}
	if _, ok := base.(*typed.VarExpr); !ok {
		if r.Qual == types.Unqualified {
			base = hold(base)
		}
	}
	idx := hold(rvalue(fn.expr(sub.Index)))
	lb := source.At(sub.Lbrack)
	gets := fn.visibleMethods(base, "__getitem__")
	sets := fn.visibleMethods(base, "__setitem__")
	if len(gets) == 0 || len(sets) == 0 {
		what := "getting"
		if len(gets) > 0 {
			what = "setting"
		}
		fn.exprError(codeSubscript, lb, "Cypclass %s does not support %s subscript item", r.Class.Name, what)
		return nil
	}
	old := rvalue(fn.callMethod(base, gets, []typed.Expr{idx}, sub.Span(), lb, "[]"))
	v := rvalue(fn.expr(s.Value))
	e := typed.E{At: s.Span(), Err: source.Span{Start: s.OpPos, End: s.OpPos + 1}}
	if er := asRef(old.Type()); er != nil {
		for _, name := range inplaceMethods[s.Op] {
			if ds := fn.visibleMethods(old, name); len(ds) > 0 {
				return append(out, &typed.ExprStmt{S: at, X: fn.callMethodTyped(old, ds, []typed.Expr{v}, e, s.Op+"=")})
			}
		}
		fn.exprError(codeOperands, e.Err, "Invalid operand types for '%s=' (%s; %s)", s.Op, displayType(old.Type()), displayType(v.Type()))
		return nil
	}
	old = hold(old)
	value := fn.binary(s.Op, old, v, e)
	if isInvalid(value.Type()) {
		return nil
	}
	if isInteger(old.Type()) && isFloat(value.Type()) && s.Op != "/" {
		value = fn.castTo(value, unconst(old.Type()), e)
	}
	return append(out, &typed.ExprStmt{S: at, X: fn.callMethod(base, sets, []typed.Expr{idx, value}, sub.Span(), lb, "[]")})
}

func (fn *funcCtx) returnStmt(s *syntax.Return) []typed.Stmt {
	at := typed.S{At: s.Span()}
	switch fn.f.Kind {
	case typed.ModuleFunc, typed.ClassBodyFunc:
		fn.exprError(codeStatement, s.Span(), "Return not inside a function body")
		return nil
	}
	result := fn.f.Result
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

func (fn *funcCtx) del(target syntax.Expr, at typed.S) []typed.Stmt {
	switch t := target.(type) {
	case *syntax.Paren:
		return fn.del(t.X, at)
	case *syntax.Tuple:
		var out []typed.Stmt
		for _, e := range t.Elts {
			out = append(out, fn.del(e, at)...)
		}
		return out
	case *syntax.Name:
		place := fn.placeName(t)
		if ss := fn.deleteCpp(place, at); ss != nil {
			return ss
		}
		if asRef(place.Type()) == nil && !isObject(place.Type()) && !isInvalid(place.Type()) {
			fn.exprError(codeStatement, t.Span(), "Deletion of non-Python, non-C++ object")
			return nil
		}
		if ve, ok := place.(*typed.VarExpr); ok && isObject(ve.T) {
			ve.Var.Unbound = true
		}
		return []typed.Stmt{&typed.Del{S: at, Place: place}}
	case *syntax.Subscript:
		base := rvalue(fn.expr(t.X))
		if r := asRef(base.Type()); r != nil {
			if _, ok := t.Index.(*syntax.Slice); ok {
				fn.exprError(codeSubscript, source.At(t.Lbrack), "Slicing is not supported by cypclass '%s'", r.Class.Name)
				return nil
			}
			return []typed.Stmt{&typed.ExprStmt{S: at, X: fn.itemMethod(base, r, "__delitem__", "deleting", t, nil)}}
		}
		place := fn.subscriptOf(base, t)
		if isInvalid(place.Type()) {
			return nil
		}
		if ss := fn.deleteCpp(place, at); ss != nil {
			return ss
		}
		if asRef(unconst(place.Type())) == nil && !isObject(place.Type()) {
			fn.exprError(codeStatement, errSpan(t), "Deletion of non-Python, non-C++ object")
			return nil
		}
		return []typed.Stmt{&typed.Del{S: at, Place: place}}
	case *syntax.Attribute:
		place := fn.expr(t)
		if f, ok := place.(*typed.Field); ok {
			if ss := fn.deleteCpp(f, at); ss != nil {
				return ss
			}
			fn.checkFieldStore(f)
			if asRef(f.T) == nil {
				fn.exprError(codeStatement, errSpan(t), "Deletion of non-Python, non-C++ object")
				return nil
			}
		}
		return []typed.Stmt{&typed.Del{S: at, Place: place}}
	}
	fn.exprError(codeStatement, target.Span(), "Cannot assign to or delete this")
	return nil
}

// deleteCpp is `del p` of a pointer to a C++ object: what the object holds is dropped, the pointer becomes NULL. A NULL pointer is left alone.
func (fn *funcCtx) deleteCpp(place typed.Expr, at typed.S) []typed.Stmt {
	p := asPointer(unconst(place.Type()))
	if p == nil || asCpp(p.Elem) == nil {
		return nil
	}
	e := typed.E{T: p, At: place.Span(), Err: place.Pos()}
	t := fn.temp(p, at.At)
	ref := func() typed.Expr { return &typed.VarExpr{E: e, Var: t} }
	elem := e
	elem.T = unconst(p.Elem)
	null := func() typed.Expr { return &typed.NullLit{E: e} }
	isSet := &typed.Compare{E: typed.E{T: types.Bint, At: e.At}, Op: "!=", X: ref(), Y: null()}
	return []typed.Stmt{
		&typed.Assign{S: at, Place: ref(), Value: rvalue(place)},
		&typed.Assign{S: at, Place: place, Value: null()},
		&typed.If{S: at, Cond: isSet, Then: []typed.Stmt{
			&typed.Assign{S: at, Place: &typed.Deref{E: elem, X: ref()}, Value: &typed.CppValue{E: elem}},
		}},
	}
}

func (fn *funcCtx) try(s *syntax.Try) []typed.Stmt {
	t := &typed.Try{S: typed.S{At: s.Span()}}
	t.Body = fn.stmts(s.Body)
	for _, h := range s.Handlers {
		k := &typed.Handler{S: typed.S{At: h.Span()}, Star: h.Star}
		if h.Star {
			fn.unsupported(h.Span(), "except*")
		}
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
		k.Body = fn.stmts(h.Body)
		t.Handlers = append(t.Handlers, k)
	}
	t.Else = fn.stmts(s.Else)
	t.Finally = fn.stmts(s.Finally)
	return []typed.Stmt{t}
}

// with nests the items of a with statement.
func (fn *funcCtx) with(s *syntax.With, i int) []typed.Stmt {
	if i == len(s.Items) {
		return fn.stmts(s.Body)
	}
	it := &s.Items[i]
	at := typed.S{At: it.Span()}
	if s.Async {
		fn.unsupported(s.Span(), "async with")
	}
	kind := fn.lockKind(s.Items, i)
	switch kind {
	case syntax.WithNoGIL, syntax.WithGIL:
		nogil := it.Kind == syntax.WithNoGIL
		old := fn.nogil
		fn.nogil = nogil
		w := &typed.WithGIL{S: at, NoGIL: nogil}
		w.Body = fn.with(s, i+1)
		fn.nogil = old
		return []typed.Stmt{w}
	case syntax.WithRLocked, syntax.WithWLocked:
		x := rvalue(fn.expr(it.X))
		if asRef(x.Type()) == nil {
			if !isInvalid(x.Type()) {
				fn.exprError(codeLockBlock, x.Pos(), "Locking non-cypclass reference").Hint("only objects of cypclasses have locks")
			}
			return fn.with(s, i+1)
		}
		w := &typed.WithLock{S: at, X: x, Write: kind == syntax.WithWLocked}
		held := fn.held
		if v, ok := x.(*typed.VarExpr); ok {
			fn.held = append(held[:len(held):len(held)], v.Var)
		}
		w.Body = fn.with(s, i+1)
		if next := fn.lockKind(s.Items, i+1); next == syntax.WithRLocked || next == syntax.WithWLocked {
			_, w.Joined = w.Body[0].(*typed.WithLock)
		}
		fn.held = held
		return []typed.Stmt{w}
	}
	if c, ok := it.X.(*syntax.Call); ok && (decoratorName(c) == "cython" || len(decoratorName(c)) > 7 && decoratorName(c)[:7] == "cython.") {
		defer fn.setDirective(c)()
		return fn.with(s, i+1)
	}
	if fn.isGroup(it.X) {
		return fn.withGroup(s, i)
	}
	w := &typed.With{S: at, X: fn.pyExpr(it.X)}
	var pre []typed.Stmt
	if it.Target != nil {
		w.Value = fn.temp(types.PyObject, it.Span())
		pre = fn.assignTo(it.Target, &typed.VarExpr{E: typed.E{T: types.PyObject, At: it.Span()}, Var: w.Value})
	}
	w.Body = append(pre, fn.with(s, i+1)...)
	return []typed.Stmt{w}
}

// lockKind is the kind of an item: `with wlocked a, b:` locks both.
func (fn *funcCtx) lockKind(items []syntax.WithItem, i int) syntax.WithKind {
	if i >= len(items) {
		return syntax.WithPlain
	}
	it := &items[i]
	if it.Kind != syntax.WithPlain || it.Target != nil || i == 0 {
		return it.Kind
	}
	before := fn.lockKind(items, i-1)
	if before != syntax.WithRLocked && before != syntax.WithWLocked {
		return it.Kind
	}
	n := len(fn.f.Vars)
	var t types.Type
	fn.quietly(func() { t = rvalue(fn.expr(it.X)).Type() })
	fn.f.Vars = fn.f.Vars[:n]
	if r := asRef(t); r == nil || r.Class == fn.cyp.group {
		return it.Kind
	}
	return before
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
