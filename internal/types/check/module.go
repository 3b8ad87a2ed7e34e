package check

import (
	"slices"
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// checkModule checks a module body and, through it, its def functions.
func (c *checker) checkModule(m *module) {
	f := &typed.Func{Kind: typed.ModuleFunc, Name: "<module>", Qualname: "<module>", Module: m.name, Result: types.Void, Sig: c.funcType(types.Func{Result: types.Void, Except: types.ExceptStar})}
	m.out.Body = f
	fn := c.newFunc(f, m, m.scope, nil)
	fn.scope = m.scope
	fn.nogil = false
	m.body = fn
	var body []syntax.Stmt
	if m.res.Pyx != nil {
		body = m.res.Pyx.Body
		f.Span = m.res.Pyx.Span()
		m.out.Doc, m.out.HasDoc = docOf(body)
	} else if m.res.Pxd != nil {
		f.Span = m.res.Pxd.Span()
	}
	// A module that is cimported is imported too, before anything else: its variables have their values then.
	for _, d := range m.cimported {
		f.Body = append(f.Body, &typed.InitModule{S: typed.S{At: d.at}, Module: d.m.name})
	}
	// Names of C functions and classes that Python code sees come first.
	for _, fs := range m.funcs {
		for _, d := range fs.decls {
			if d.def == nil || !d.cpdef || m.res.Std {
				continue
			}
			v := fn.moduleVar(d.name, d.nameSpan)
			e := typed.E{T: types.PyObject, At: d.nameSpan}
			f.Body = append(f.Body, &typed.Assign{S: typed.S{At: d.nameSpan}, Place: &typed.VarExpr{E: e, Var: v}, Value: &typed.FuncObj{E: e, Func: d.def}})
		}
	}
	if !m.res.Std {
		for _, k := range m.out.Classes {
			ci := c.infoOf(k)
			if !c.wrapped(k) || ci.outer != nil {
				continue
			}
			v := fn.moduleVar(k.Name, ci.first.Name.Span())
			e := typed.E{T: types.PyObject, At: ci.first.Name.Span()}
			f.Body = append(f.Body, &typed.Assign{S: typed.S{At: e.At}, Place: &typed.VarExpr{E: e, Var: v}, Value: &typed.ClassObject{E: e, Class: k}})
		}
		c.exportEnums(fn, m)
	}
	f.Body = append(f.Body, fn.stmts(body)...)
	for _, fr := range m.res.Fragments {
		c.checkFragment(m, fr)
	}
}

// exportEnums makes the items of cpdef enums module attributes.
func (c *checker) exportEnums(fn *funcCtx, m *module) {
	files := []*syntax.File{m.res.Pxd, m.res.Pyx}
	for _, file := range files {
		if file == nil {
			continue
		}
		for _, s := range file.Body {
			e, ok := s.(*syntax.CEnum)
			if !ok || e.Mods.Keyword != "cpdef" {
				continue
			}
			fn.enumClass(e, m)
			for i := range e.Items {
				y := m.scope.lookupHere(e.Items[i].Name.Name)
				if y == nil || y.kind != symEnumItem {
					continue
				}
				at := typed.E{T: types.PyObject, At: e.Items[i].Name.Span()}
				v := fn.moduleVar(y.name, at.At)
				fn.f.Body = append(fn.f.Body, &typed.Assign{S: typed.S{At: at.At}, Place: &typed.VarExpr{E: at, Var: v},
					Value: fn.toPy(&typed.EnumExpr{E: typed.E{T: types.Int, At: at.At}, Item: y.item})})
			}
		}
	}
}

// enumClass makes the Python class of a cpdef enum: an IntEnum.
func (fn *funcCtx) enumClass(s *syntax.CEnum, m *module) {
	y := m.scope.lookupHere(s.Name.Name)
	if y == nil || y.kind != symType {
		return
	}
	e, ok := y.t.(*types.Enum)
	if !ok || fn.enums[e] == nil {
		return
	}
	at := typed.E{T: types.PyObject, At: s.Name.Span()}
	items := &typed.PyList{E: at}
	for _, it := range e.Items {
		items.Elts = append(items.Elts, &typed.PyTuple{E: at, Elts: []typed.Expr{&typed.StrLit{E: at, V: it.Name}, &typed.IntLit{E: at, V: it.Value}}})
	}
	call := &typed.PyCall{E: at, Func: &typed.PyAttr{E: at, X: &typed.PyImport{E: at, Module: "enum"}, Name: "IntEnum"},
		Args: []typed.PyArg{{Value: &typed.StrLit{E: at, V: e.Name}}, {Value: items}, {Name: "module", Value: &typed.StrLit{E: at, V: m.name}}}}
	fn.f.Body = append(fn.f.Body, &typed.Assign{S: typed.S{At: at.At}, Place: &typed.VarExpr{E: at, Var: fn.enums[e]}, Value: call})
}

// checkFragment checks a doctest example: its names live in a dictionary.
func (c *checker) checkFragment(m *module, fr *resolve.Fragment) {
	if fr.Err != "" {
		return
	}
	f := &typed.Func{Kind: typed.FragmentFunc, Name: "<module>", Qualname: "<module>", Module: m.name, Result: types.PyObject, Doctest: true,
		Sig: c.funcType(types.Func{Result: types.PyObject, Except: types.ExceptObject})}
	if len(fr.Body) > 0 {
		f.Span = fr.Body[0].Span()
	}
	fn := c.newFunc(f, m, c.builtin, nil)
	fn.frag = true
	fn.nogil = false
	if fr.Display && len(fr.Body) == 1 {
		if e, ok := fr.Body[0].(*syntax.ExprStmt); ok {
			fn.fragDisplay = e
			if _, isStr := e.X.(*syntax.String); isStr {
				f.Body = []typed.Stmt{&typed.Return{S: typed.S{At: e.Span()}, X: fn.toPy(fn.expr(e.X))}}
			}
		}
	}
	if f.Body == nil {
		f.Body = fn.stmts(fr.Body)
	}
	m.out.Frags = append(m.out.Frags, &typed.Fragment{ID: fr.ID, Func: f})
}

// checkCdef checks the body of a C function.
func (c *checker) checkCdef(d *funcDecl, f *typed.Func) {
	fn := c.newFunc(f, d.mod, d.scope, nil)
	if d.syn != nil {
		fn.decorated(d.syn.Decorators)
	}
	for _, p := range d.params {
		fn.declareParam(fn.param(p.name, p.t, p.span))
	}
	f.Doc, f.HasDoc = docOf(d.syn.Body)
	fn.body(d.syn.Body)
}

func (fn *funcCtx) body(body []syntax.Stmt) {
	if hasYield(body) {
		fn.exprError(codeStatement, fn.f.Span, "'yield' not supported here").Hint("only def functions can be generators")
	}
	fn.collect(body)
	fn.f.Body = fn.stmts(body)
	fn.finishLocals(nil)
	fn.definite()
}

// checkMethod checks the body of a method.
func (c *checker) checkMethod(ci *classInfo, d *funcDecl, f *typed.Func) {
	fn := c.newFunc(f, ci.mod, ci.scope, nil)
	fn.class = ci
	fn.decorated(d.syn.Decorators)
	m := d.method
	ft, _ := functionStep(d.syn.Decl)
	var list []*syntax.Param
	if ft.Params != nil {
		list = ft.Params.List
	}
	switch {
	case m.Name == "__new__" && len(list) > 0:
		name := list[0].Name.Name
		if name == "" && list[0].Type != nil && len(list[0].Type.Base) > 0 {
			name = list[0].Type.Base[len(list[0].Type.Base)-1].Name
		}
		fn.scope.names[name] = &symbol{kind: symSpecial, name: "alloc", span: list[0].Span(), mod: ci.mod, class: ci}
	case !m.Static && len(list) > 0:
		q := m.SelfQual
		self := &typed.Var{Name: "self", Kind: typed.SelfVar, Type: types.RefTo(ci.cls, q, m.SelfConst), Func: f, Span: list[0].Span(), Assigned: true}
		f.Self = self
		name := list[0].Name.Name
		if name == "" && list[0].Type != nil && len(list[0].Type.Base) > 0 {
			name = list[0].Type.Base[0].Name
		}
		l := &local{name: name, v: self, declared: true, inferred: true, span: list[0].Span()}
		fn.locals[name] = l
		fn.scope.names[name] = &symbol{kind: symVar, name: name, span: list[0].Span(), mod: ci.mod, v: self}
		if fn.scope.names["this"] == nil {
			fn.scope.names["this"] = fn.scope.names[name]
		}
	}
	for _, p := range d.params {
		fn.declareParam(fn.param(p.name, p.t, p.span))
	}
	f.Doc, f.HasDoc = docOf(d.syn.Body)
	f.Defaults = c.methodDefaults(ci, d)
	if ci.generic != nil {
		// An error inside an instance is told where the instance was asked for.
		before := c.diags.Errors()
		fn.body(d.syn.Body)
		if c.diags.Errors() > before {
			c.noteInstance(ci)
		}
		return
	}
	fn.body(d.syn.Body)
}

// methodDefaults are the defaults of a method as Python code calls it. One that needs temporaries is left out.
func (c *checker) methodDefaults(ci *classInfo, d *funcDecl) []typed.Expr {
	var out []typed.Expr
	for i, p := range d.params {
		if p.def == nil || !c.wrapped(ci.cls) {
			continue
		}
		if out == nil {
			out = make([]typed.Expr, len(d.params))
		}
		c.quietly(func() {
			f := &typed.Func{Name: d.name, Module: ci.mod.name}
			g := c.newFunc(f, ci.mod, ci.scope, nil)
			if y, ok := g.tryCoerce(g.defaultArg(d, i), p.t); ok && len(f.Vars) == 0 {
				out[i] = y
			}
		})
	}
	return out
}

func (c *checker) noteInstance(ci *classInfo) {
	all := c.diags.All()
	for _, d := range all {
		if d.Span.Start >= ci.syn.Span().Start && d.Span.End <= ci.syn.Span().End && len(d.Notes) == 0 && ci.at.IsValid() {
			d.Note(ci.at, "in instantiation of '%s'", ci.cls.Name)
		}
	}
}

// functionObject is a C function as a Python object; false where Python has no such arguments or result.
func (c *checker) functionObject(x *typed.FuncExpr) (typed.Expr, bool) {
	d := c.declOf[x.Func]
	if d == nil {
		return x, false
	}
	if d.def == nil {
		for _, p := range d.params {
			if _, ok := c.tryCoerce(&typed.VarExpr{E: typed.E{T: types.PyObject, At: p.span}, Var: &typed.Var{Type: types.PyObject}}, p.t); !ok {
				return x, false
			}
		}
		if r := d.sig.Result; !isVoid(r) {
			if _, ok := c.tryCoerce(&typed.VarExpr{E: typed.E{T: r, At: d.nameSpan}, Var: &typed.Var{Type: r}}, types.PyObject); !ok {
				return x, false
			}
		}
		c.makeCpdef(d)
	}
	return &typed.FuncObj{E: mk(types.PyObject, x), Func: d.def}, true
}

// makeCpdef makes the Python side of a cpdef function.
func (c *checker) makeCpdef(d *funcDecl) {
	f := &typed.Func{Kind: typed.DefFunc, Name: d.name, Qualname: d.name, Module: d.mod.name, Span: d.span, Result: types.PyObject, Py: &typed.PyParams{}, Cpdef: d.fn}
	d.def = f
	c.work = append(c.work, func() {
		g := c.newFunc(f, d.mod, d.mod.scope, d.mod.body)
		g.nogil = false
		f.Outer = nil
		call := &typed.Call{E: typed.E{T: resultOf(d.sig), At: d.nameSpan}, Func: d.fn, Sig: d.sig}
		for i, p := range d.params {
			v := g.param(p.name, types.PyObject, p.span)
			pp := typed.PyParam{Name: p.name}
			if p.def != nil {
				x := g.defaultArg(d, i)
				if y, ok := g.tryCoerce(x, types.PyObject); ok {
					pp.Default = y
				} else {
					pp.Default = &typed.NoneLit{E: typed.E{T: types.PyObject, At: p.span}}
				}
			}
			f.Py.List = append(f.Py.List, pp)
			arg := &typed.VarExpr{E: typed.E{T: types.PyObject, At: p.span}, Var: v}
			call.Args = append(call.Args, g.coerce(arg, p.t))
		}
		f.Doc, f.HasDoc = docOf(d.syn.Body)
		f.Sig = c.pySig(f)
		f.Body = []typed.Stmt{&typed.Return{S: typed.S{At: d.nameSpan}, X: g.toPy(call)}}
	})
}

// ---- Compile-time values ---------------------------------------------------

// compileTime decides an IF condition.
func (c *checker) compileTime(sc *scope, x syntax.Expr) bool {
	switch x := x.(type) {
	case nil:
		return true
	case *syntax.Paren:
		return c.compileTime(sc, x.X)
	case *syntax.Constant:
		return x.Kind == syntax.True
	case *syntax.Unary:
		if x.Op == "not" {
			return !c.compileTime(sc, x.X)
		}
	case *syntax.BoolOp:
		if x.Op == "and" {
			return c.compileTime(sc, x.X) && c.compileTime(sc, x.Y)
		}
		return c.compileTime(sc, x.X) || c.compileTime(sc, x.Y)
	case *syntax.Compare:
		if len(x.Ops) == 1 {
			a, okA := c.compileText(sc, x.First)
			b, okB := c.compileText(sc, x.Rest[0])
			if okA && okB {
				switch x.Ops[0].Op {
				case "==":
					return a == b
				case "!=":
					return a != b
				}
			}
			m, ok1 := c.constInt(sc, x.First)
			n, ok2 := c.constInt(sc, x.Rest[0])
			if ok1 && ok2 {
				switch x.Ops[0].Op {
				case "==":
					return m == n
				case "!=":
					return m != n
				case "<":
					return m < n
				case "<=":
					return m <= n
				case ">":
					return m > n
				case ">=":
					return m >= n
				}
			}
		}
	}
	if v, ok := c.constInt(sc, x); ok {
		return v != 0
	}
	c.declError(codeStatement, x.Span(), "Compile-time condition is not constant")
	return false
}

func (c *checker) compileText(sc *scope, x syntax.Expr) (string, bool) {
	switch x := x.(type) {
	case *syntax.String:
		return x.Value, true
	case *syntax.Name:
		if x.Name == "UNAME_SYSNAME" {
			return "Linux", true
		}
		if y := sc.lookup(x.Name); y != nil && y.kind == symConst {
			y.done()
			if s, ok := y.value.(*typed.StrLit); ok {
				return s.V, true
			}
		}
	}
	return "", false
}

// constExpr evaluates a DEF value.
func (c *checker) constExpr(sc *scope, x syntax.Expr) typed.Expr {
	f := &typed.Func{Kind: typed.ModuleFunc, Module: sc.mod.name}
	fn := c.newFunc(f, sc.mod, sc, nil)
	return fn.expr(x)
}

// ---- Imports of Python modules ---------------------------------------------

func (fn *funcCtx) importStmt(s *syntax.Import) []typed.Stmt {
	if s.C {
		return nil
	}
	var out []typed.Stmt
	for _, n := range s.Names {
		path := joinIdents(n.Path)
		e := typed.E{T: types.PyObject, At: n.Span()}
		name := n.Path[0]
		if n.As != nil {
			name = *n.As
		}
		if path == "cython" || strings.HasPrefix(path, "cython.") {
			fn.scope.names[name.Name] = &symbol{kind: symPyModule, name: "cython", span: n.Span(), mod: fn.mod}
			continue
		}
		var v typed.Expr
		if m := fn.findModule(fn.mod, 0, path); m != nil && !m.res.Std {
			if n.As == nil && len(n.Path) > 1 {
				v = &typed.PyImport{E: e, Module: path, Top: true}
			} else {
				v = &typed.ModuleExpr{E: e, Module: m.name}
			}
		} else {
			v = &typed.PyImport{E: e, Module: path, Top: n.As == nil && len(n.Path) > 1}
		}
		id := &syntax.Name{Name: name.Name}
		id.Src = name.Span()
		out = append(out, &typed.Assign{S: typed.S{At: s.Span()}, Place: fn.placeName(id), Value: v})
	}
	return out
}

func (fn *funcCtx) fromImport(s *syntax.FromImport) []typed.Stmt {
	if s.C {
		return nil
	}
	path := joinIdents(s.Module)
	if path == "__future__" {
		return nil
	}
	abs := resolve.Absolute(fn.mod.res, s.Level, path)
	m := fn.findModule(fn.mod, s.Level, path)
	if m != nil && m.res.Std {
		m = nil
	}
	if _, decl := std.Open(abs); decl && m == nil && !slices.Contains(std.PyModules(), abs) && abs != "cython" && !strings.HasPrefix(abs, "cython.") {
		fn.warnf(diag.Expression, codeNoModule, s.Span(), "'%s' has declarations only: there is no Python module to import", abs).
			Hint("write `from %s cimport …`", abs)
	}
	if s.Star {
		return fn.importStar(s, m, abs)
	}
	var out []typed.Stmt
	for _, n := range s.Names {
		e := typed.E{T: types.PyObject, At: n.Span()}
		name := n.Path[0]
		target := name
		if n.As != nil {
			target = *n.As
		}
		if path == "cython" || strings.HasPrefix(path, "cython.") {
			continue // what it names is the compiler's
		}
		var v typed.Expr
		sub := fn.modules[abs+"."+name.Name]
		switch {
		case sub != nil && !sub.res.Std && (m == nil || m.scope.lookupHere(name.Name) == nil):
			v = &typed.ModuleExpr{E: e, Module: sub.name}
		case m != nil:
			v = &typed.PyImport{E: e, Module: m.name, Name: name.Name}
		default:
			v = &typed.PyImport{E: e, Module: abs, Name: name.Name}
		}
		id := &syntax.Name{Name: target.Name}
		id.Src = target.Span()
		out = append(out, &typed.Assign{S: typed.S{At: s.Span()}, Place: fn.placeName(id), Value: v})
	}
	return out
}

// importStar is `from m import *`: of a module of the program, or one that comes with the compiler, each public name is known; otherwise
// the names come at run time.
func (fn *funcCtx) importStar(s *syntax.FromImport, m *module, abs string) []typed.Stmt {
	if fn.dynNames() {
		return []typed.Stmt{&typed.ImportStar{S: typed.S{At: s.Span()}, Module: abs}}
	}
	var names []string
	if m != nil {
		abs = m.name
		for _, v := range m.out.Globals {
			if v.PyName && v.Name[0] != '_' {
				names = append(names, v.Name)
			}
		}
	} else {
		var ok bool
		if names, ok = std.StarNames(abs); !ok {
			fn.unsupported(s.Span(), "`from … import *` of a module that is not part of the program and does not come with the compiler")
			return nil
		}
	}
	var out []typed.Stmt
	for _, name := range names {
		e := typed.E{T: types.PyObject, At: s.Span()}
		place := fn.moduleVar(name, s.Span())
		fn.mod.scope.names[name] = &symbol{kind: symVar, name: name, span: s.Span(), mod: fn.mod, v: place}
		out = append(out, &typed.Assign{S: typed.S{At: s.Span()}, Place: &typed.VarExpr{E: e, Var: place}, Value: &typed.PyImport{E: e, Module: abs, Name: name}})
	}
	return out
}

// ---- Python classes --------------------------------------------------------

func (fn *funcCtx) classDef(s *syntax.ClassDef) []typed.Stmt {
	f := &typed.Func{Kind: typed.ClassBodyFunc, Name: s.Name.Name, Qualname: fn.qualify_(s.Name.Name), Module: fn.mod.name, Span: s.Name.Span(),
		Result: types.Void, Sig: fn.funcType(types.Func{Result: types.Void, Except: types.ExceptStar})}
	c := &typed.ClassStmt{S: typed.S{At: s.Name.Span()}, Name: s.Name.Name, Body: f}
	made, params, restore := fn.typeParams(s.TypeParams)
	for i := range s.Args {
		a := &s.Args[i]
		if a.Name != nil || a.Stars > 0 {
			p := typed.PyArg{Stars: a.Stars, Value: fn.pyExpr(a.Value)}
			if a.Name != nil {
				p.Name = a.Name.Name
			}
			c.Kwargs = append(c.Kwargs, p)
			continue
		}
		c.Bases = append(c.Bases, fn.pyExpr(a.Value))
	}
	if params != nil {
		e := typed.E{T: types.PyObject, At: s.Name.Span()}
		c.Bases = append(c.Bases, &typed.PyIndex{E: e, X: &typed.PyImport{E: e, Module: "typing", Name: "Generic"}, I: params})
	}
	for _, d := range s.Decorators {
		c.Decorators = append(c.Decorators, fn.pyExpr(d))
	}
	c.Doc, c.HasDoc = docOf(s.Body)
	g := fn.newFunc(f, fn.mod, fn.scope, fn)
	g.scope.kind = pyClassScope
	g.nogil = false
	g.pyClass = true
	g.frag = false
	names := map[string]bool{}
	for _, x := range s.Body {
		bindings(x, func(id syntax.Ident) { names[id.Name] = true })
	}
	for n := range names {
		g.classNames = append(g.classNames, n)
	}
	sortStrings(g.classNames)
	for _, n := range g.classNames {
		g.scope.names[n] = &symbol{kind: symDyn, name: n, mod: fn.mod}
	}
	f.Body = append(g.annotations(s.Body), g.stmts(s.Body)...)
	g.finishLocals(nil)
	restore()
	n := &syntax.Name{Name: s.Name.Name}
	n.Src = s.Name.Span()
	c.Place = fn.placeName(n)
	return append(made, c)
}

var _ = source.Span{}
