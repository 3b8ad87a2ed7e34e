package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// ---- Comprehensions --------------------------------------------------------

// inner opens a scope for the variables of a comprehension inside the function.
func (fn *funcCtx) inner() (restore func()) {
	old := fn.scope
	fn.scope = newScope(old, fn.mod)
	fn.scope.fn = fn
	return func() { fn.scope = old }
}

// compVar declares the variables of a comprehension's target.
func (fn *funcCtx) compVars(target syntax.Expr, elem types.Type, leaks bool) (made []*typed.Var) {
	fn.targetTypes(target, elem, func(id syntax.Ident, t types.Type) {
		if leaks {
			// Language level 2, the reference's for a file that names none: a variable that the function declares is the comprehension's.
			if l := fn.locals[id.Name]; l != nil && l.declared && l.v.Kind == typed.LocalVar && !isObject(l.v.Type) {
				fn.scope.names[id.Name] = &symbol{kind: symVar, name: id.Name, span: id.Span(), mod: fn.mod, v: l.v}
				return
			}
		}
		v := &typed.Var{Name: id.Name, Kind: typed.LocalVar, Type: t, Func: fn.f, Span: id.Span(), Assigned: true}
		fn.f.Vars = append(fn.f.Vars, v)
		fn.scope.names[id.Name] = &symbol{kind: symVar, name: id.Name, span: id.Span(), mod: fn.mod, v: v}
		made = append(made, v)
	})
	return made
}

// targetTypes gives each name of a target the type that it receives from an element.
func (fn *funcCtx) targetTypes(target syntax.Expr, elem types.Type, bind func(syntax.Ident, types.Type)) {
	switch t := target.(type) {
	case *syntax.Name:
		u := unconstTop(elem)
		if isText(u) {
			u = types.PyObject
		}
		if isInteger(u) && !fn.nogil {
			u = types.PyObject
		}
		if r := asRef(u); r != nil && r.Qual == types.IsoTemp {
			u = types.RefTo(r.Class, types.Iso, r.Const)
		}
		if o, ok := u.(*types.Object); ok && o.Builtin != "" {
			u = types.PyObject
		}
		bind(syntax.Ident{Loc: syntax.Loc{Src: t.Span()}, Name: t.Name}, u)
	case *syntax.Paren:
		fn.targetTypes(t.X, elem, bind)
	case *syntax.Starred:
		fn.targetTypes(t.X, types.PyObject, bind)
	case *syntax.Tuple:
		fn.targetList(t.Elts, elem, bind)
	case *syntax.List:
		fn.targetList(t.Elts, elem, bind)
	}
}

func (fn *funcCtx) targetList(elts []syntax.Expr, elem types.Type, bind func(syntax.Ident, types.Type)) {
	for i, e := range elts {
		fn.targetTypes(e, partType(elem, []part{{i, len(elts)}}), bind)
	}
}

func (fn *funcCtx) comp(x *syntax.Comp) typed.Expr {
	if x.Kind == syntax.GenExp {
		return fn.genExp(x)
	}
	kind := map[syntax.CompKind]typed.CompKind{syntax.ListComp: typed.ListComp, syntax.SetComp: typed.SetComp, syntax.DictComp: typed.DictComp}[x.Kind]
	name := [...]string{"list", "set", "dict"}[kind]
	c := &typed.Comp{E: loc(fn.object(name), x), Kind: kind}
	c.Result = fn.temp(fn.object(name), x.Span())
	d := &display{fn: fn, comp: x}
	fn.remember(d, c)
	first := fn.clause(&x.Clauses[0])
	restore := fn.inner()
	c.Body = fn.compClauses(x, 0, first, func() []typed.Stmt {
		add := &typed.CompAdd{S: typed.S{At: x.Elt.Span()}, Comp: c}
		if kind == typed.DictComp {
			add.Key = d.element(fn.expr(x.Elt))
			add.Value = d.element(fn.expr(x.Value))
		} else {
			add.Value = d.element(fn.expr(x.Elt))
		}
		return []typed.Stmt{add}
	})
	restore()
	return c
}

// clause is what a clause goes over.
func (fn *funcCtx) clause(cl *syntax.CompClause) iterable {
	if cl.Iter == nil {
		fn.unsupported(cl.Span(), "`for … from` in a comprehension").Hint("write `for i in range(…)`")
		return iterable{kind: iterPy, x: &typed.NoneLit{E: typed.E{T: types.PyObject, At: cl.Span()}}, elem: types.PyObject, at: cl.Span()}
	}
	return fn.loopIterable(cl.Iter, cl.Async)
}

// compClauses nests the loops of a comprehension from clause i on.
func (fn *funcCtx) compClauses(x *syntax.Comp, i int, it iterable, leaf func() []typed.Stmt) []typed.Stmt {
	if i == len(x.Clauses) {
		return leaf()
	}
	cl := &x.Clauses[i]
	if i > 0 {
		it = fn.clause(cl)
	}
	if cl.Async {
		fn.needAsync(cl.Span(), "asynchronous comprehension")
	}
	elem := it.elem
	if it.kind == iterEnumerate && fn.nogil {
		elem = fn.tuple([]types.Type{types.Long, it.inner.elem})
	}
	vars := fn.compVars(cl.Target, elem, x.Kind == syntax.ListComp && fn.mod.dirs["language_level"] == "" && !fn.mod.res.Python)
	out := []typed.Stmt{fn.loopOver(it, cl.Target, cl.Span(), func() []typed.Stmt {
		return fn.compIfs(x, cl, 0, func() []typed.Stmt { return fn.compClauses(x, i+1, iterable{}, leaf) })
	}, nil)}
	for _, v := range vars { // a comprehension keeps nothing of what it went over
		out = append(out, fn.release(v, cl.Span())...)
	}
	return out
}

func (fn *funcCtx) compIfs(x *syntax.Comp, cl *syntax.CompClause, k int, leaf func() []typed.Stmt) []typed.Stmt {
	if k == len(cl.Ifs) {
		return leaf()
	}
	cond := fn.cond(cl.Ifs[k])
	return []typed.Stmt{&typed.If{S: typed.S{At: cl.Ifs[k].Span()}, Cond: cond, Then: fn.compIfs(x, cl, k+1, leaf)}}
}

// genExp makes a generator function of the expression; the first iterable is evaluated where it stands.
func (fn *funcCtx) genExp(x *syntax.Comp) typed.Expr {
	first := fn.clause(&x.Clauses[0])
	f := &typed.Func{Kind: typed.GenExpFunc, Name: "genexpr", Qualname: fn.qualify_("<genexpr>"), Module: fn.mod.name, Span: x.Span(),
		Result: types.PyObject, Generator: true, Async: asyncGenExp(x), AsyncGen: asyncGenExp(x), StopEnds: fn.stopEnds() && !asyncGenExp(x), Py: &typed.PyParams{},
		Sig: fn.funcType(types.Func{Result: types.PyObject, Except: types.ExceptObject})}
	g := fn.newFunc(f, fn.mod, fn.scope, fn)
	g.class, g.inPyClass = nil, fn.inPyClass
	g.scopeClass(fn)
	var inner iterable
	p := g.param(".0", types.PyObject, x.Span())
	if first.kind == iterRange || first.kind == iterPy {
		inner = iterable{kind: iterPy, x: &typed.VarExpr{E: typed.E{T: types.PyObject, At: x.Clauses[0].Span()}, Var: p}, elem: types.PyObject, at: x.Clauses[0].Span(), async: first.async}
		f.Py.List = append(f.Py.List, typed.PyParam{Name: ".0"})
	} else {
		// A container of the C world: captured by the generator.
		v := fn.temp(first.x.Type(), x.Span())
		v.Captured = true
		inner = first
		inner.x = &typed.VarExpr{E: typed.E{T: v.Type, At: x.Clauses[0].Span()}, Var: v}
		f.Params = nil
		f.Body = g.genBody(x, inner)
		g.finishLocals(nil)
		gen := &typed.GenExp{E: loc(types.PyObject, x), Func: f}
		return &typed.Let{E: loc(types.PyObject, x), Var: v, Init: first.x, X: gen}
	}
	f.Body = g.genBody(x, inner)
	g.finishLocals(nil)
	var firstObj typed.Expr
	if first.kind == iterPy {
		firstObj = first.x
	} else {
		firstObj = fn.optPy(x.Clauses[0].Iter)
	}
	return &typed.GenExp{E: loc(types.PyObject, x), Func: f, First: firstObj, Async: first.async}
}

func (g *funcCtx) scopeClass(fn *funcCtx) {
	g.frag = false
	if fn.f.Self != nil {
		g.class = fn.class
	}
}

func (g *funcCtx) genBody(x *syntax.Comp, it iterable) []typed.Stmt {
	return g.compClauses(x, 0, it, func() []typed.Stmt {
		y := &typed.Yield{E: loc(types.PyObject, x.Elt), X: g.pyExpr(x.Elt)}
		return []typed.Stmt{&typed.ExprStmt{S: typed.S{At: x.Elt.Span()}, X: y}}
	})
}

func (fn *funcCtx) qualify_(name string) string {
	switch fn.f.Kind {
	case typed.ModuleFunc, typed.FragmentFunc:
		return name
	case typed.ClassBodyFunc:
		return fn.f.Qualname + "." + name
	}
	return fn.f.Qualname + ".<locals>." + name
}

// ---- Functions within functions --------------------------------------------

func (fn *funcCtx) lambdaExpr(x *syntax.Lambda) typed.Expr {
	f := &typed.Func{Kind: typed.LambdaFunc, Name: "<lambda>", Qualname: fn.qualify_("<lambda>"), Module: fn.mod.name, Span: x.Span(), Result: types.PyObject}
	g := fn.newFunc(f, fn.mod, fn.scope, fn)
	g.scopeClass(fn)
	g.inPyClass = fn.inPyClass
	g.nogil = false
	prologue := g.pyParams(fn, x.Params)
	body := []syntax.Stmt{}
	_ = body
	y := hasYieldExpr(x.Body)
	f.Generator = y
	f.StopEnds = y && fn.stopEnds()
	f.Body = append(prologue, &typed.Return{S: typed.S{At: x.Body.Span()}, X: g.pyExpr(x.Body)})
	g.finishLocals(nil)
	f.Sig = g.pySig(f)
	return &typed.FuncObj{E: loc(types.PyObject, x), Func: f}
}

func hasYieldExpr(x syntax.Expr) bool {
	return hasYield([]syntax.Stmt{&syntax.ExprStmt{X: x}})
}

func (c *checker) pySig(f *typed.Func) *types.Func {
	s := types.Func{Result: types.PyObject, Except: types.ExceptObject}
	for _, p := range f.Params {
		s.Params = append(s.Params, types.Param{Name: p.Name, Type: p.Type})
	}
	return c.funcType(s)
}

// pyParams enters the parameters of a Python function. Typed ones get a local of their type, set by the statements it returns.
func (g *funcCtx) pyParams(outer *funcCtx, ps *syntax.Params) []typed.Stmt {
	g.f.Py = &typed.PyParams{}
	if ps == nil {
		return nil
	}
	var prologue []typed.Stmt
	var later []func()
	for _, p := range ps.List {
		kind := map[syntax.ParamKind]typed.PyParamKind{syntax.Positional: typed.PyPositional, syntax.PosOnly: typed.PyPosOnly,
			syntax.KwOnly: typed.PyKwOnly, syntax.VarArgs: typed.PyVarArgs, syntax.KwArgs: typed.PyKwArgs}[p.Kind]
		name := p.Name
		var t types.Type
		switch {
		case p.Type != nil && p.Name.Name == "" && len(p.Type.Base) == 1:
			name = p.Type.Base[0]
		case p.Type != nil:
			t = g.typeOf(outer.scope, p.Type)
		case p.Annotation != nil:
			t = g.annotation(p.Annotation)
		}
		if isObjectPlain(t) {
			t = nil
		}
		pp := typed.PyParam{Name: name.Name, Kind: kind}
		if p.Default != nil {
			d := outer.expr(p.Default)
			if t != nil && isNull(d.Type()) {
				pp.Default = &typed.NoneLit{E: loc(types.PyObject, p.Default)}
			} else {
				pp.Default = outer.toPy(d)
			}
		}
		g.f.Py.List = append(g.f.Py.List, pp)
		if p.Tuple != nil {
			g.unsupported(p.Span(), "tuple parameters")
		}
		if t == nil || isInvalid(t) {
			v := g.param(name.Name, types.PyObject, name.Span())
			g.declareParam(v)
			continue
		}
		v := g.param(name.Name, types.PyObject, name.Span())
		l := g.declareLocal(name.Name, t, name.Span())
		l.v.Assigned = true
		arg := &typed.VarExpr{E: typed.E{T: types.PyObject, At: p.Span()}, Var: v}
		place := &typed.VarExpr{E: typed.E{T: t, At: p.Span()}, Var: l.v}
		later = append(later, func() {
			prologue = append(prologue, &typed.Assign{S: typed.S{At: p.Span()}, Place: place, Value: g.coerce(arg, t)})
		})
	}
	for _, f := range later {
		f()
	}
	return prologue
}

func isObjectPlain(t types.Type) bool {
	o, ok := t.(*types.Object)
	return ok && o.Builtin == ""
}

// annotation reads a variable annotation as a C type (pure-Python mode); nil where it says nothing to the compiler.
func (fn *funcCtx) annotation(x syntax.Expr) types.Type {
	at, ok := unparen(x).(*syntax.Attribute)
	if !ok {
		return nil
	}
	if b, ok := unparen(at.X).(*syntax.Name); ok {
		if y := fn.scope.lookup(b.Name); y != nil && (y.kind == symPyModule || y.kind == symModule) && b.Name == "cython" {
			var t types.Type
			fn.quietly(func() { t = fn.asType(fn.scope, x) })
			if t == nil {
				if t = basicType(at.Name.Name); t == nil {
					t = shortNames[at.Name.Name]
				}
			}
			return t
		}
	}
	return nil
}

// funcDef checks a def and gives its function object.
func (fn *funcCtx) funcDef(s *syntax.FuncDef) typed.Expr {
	f := &typed.Func{Kind: typed.DefFunc, Name: s.Name.Name, Qualname: fn.qualify_(s.Name.Name), Module: fn.mod.name, Span: s.Name.Span(), Result: types.PyObject}
	g := fn.newFunc(f, fn.mod, fn.scope, fn)
	g.decorated(s.Decorators)
	g.scopeClass(fn)
	g.nogil = false
	g.inPyClass = fn.pyClass || fn.inPyClass
	prologue := g.pyParams(fn, s.Params)
	f.Doc, f.HasDoc = docOf(s.Body)
	f.Generator = hasYield(s.Body)
	f.StopEnds = f.Generator && fn.stopEnds()
	if s.Async {
		f.Async, f.AsyncGen, f.Generator, f.StopEnds = true, f.Generator, true, false
	}
	g.collect(s.Body)
	body := g.stmts(s.Body)
	f.Body = append(prologue, body...)
	g.finishLocals(nil)
	g.definite()
	f.Sig = fn.pySig(f)
	o := &typed.FuncObj{E: typed.E{T: types.PyObject, At: s.Name.Span()}, Func: f}
	for _, d := range s.Decorators {
		if n := fn.canonical(d); n == "cython" || len(n) > 7 && n[:7] == "cython." {
			continue
		}
		o.Decorators = append(o.Decorators, fn.pyExpr(d))
	}
	o.NoteNames, o.Notes = fn.notes(s)
	if fn.f.Kind == typed.ModuleFunc && fn.muted == 0 {
		fn.mod.out.Funcs = append(fn.mod.out.Funcs, f)
	}
	return o
}

// docOf is the docstring of a body.
func docOf(body []syntax.Stmt) (string, bool) {
	if len(body) > 0 {
		if e, ok := body[0].(*syntax.ExprStmt); ok {
			if s, ok := e.X.(*syntax.String); ok && s.Kind != syntax.Bytes {
				return s.Value, true
			}
		}
	}
	return "", false
}

// stopEnds reports whether StopIteration ends a generator instead of becoming a RuntimeError: language level 2, the reference's for a file that
// names none.
func (fn *funcCtx) stopEnds() bool {
	level := fn.mod.dirs["language_level"]
	return (level == "" || level == "2") && !fn.mod.res.Python && !future(fn.mod.res.Pyx, "generator_stop")
}

// future reports whether a module asks for a feature by `from __future__ import`.
func future(m *syntax.File, name string) bool {
	if m == nil {
		return false
	}
	for _, s := range m.Body {
		f, ok := s.(*syntax.FromImport)
		if !ok || joinIdents(f.Module) != "__future__" {
			continue
		}
		for i := range f.Names {
			if joinIdents(f.Names[i].Path) == name {
				return true
			}
		}
	}
	return false
}
