package check

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// signature makes the type of a C function from its result and the rest of its declarator.
func (c *checker) signature(sc *scope, result types.Type, ft *syntax.FuncType, ci *classInfo) (*types.Func, []paramInfo) {
	f := types.Func{Result: result, NoGIL: ft.NoGIL || ft.WithGIL}
	var infos []paramInfo
	if ft.Params != nil {
		f.Variadic = ft.Params.Ellipsis
		optional := false
		for _, p := range ft.Params.List {
			if p.Kind == syntax.VarArgs || p.Kind == syntax.KwArgs {
				c.declError(codeMethod, p.Span(), "Expected ')', found '*'").Hint("C functions and methods have no starred parameters")
				continue
			}
			t, name := c.paramType(sc, p)
			if isVoid(t) && p.Name.Name == "" && len(ft.Params.List) == 1 {
				break // f(void)
			}
			if a, ok := t.(*types.Array); ok {
				t = c.pointer(a.Elem)
			}
			if fn, ok := t.(*types.Func); ok {
				t = c.pointer(fn)
			}
			if p.Default == nil && optional {
				c.declError(codeMethod, p.Span(), "Non-default argument following default argument")
			}
			optional = optional || p.Default != nil
			if k, ok := unparen2(p.Default).(*syntax.Constant); ok && k.Kind == syntax.None && isNumber(t) {
				c.declError(codeAssign, p.Default.Span(), "Cannot assign None to %s", t).Hint("None is no number: use a value of type '%s'", t)
			}
			infos = append(infos, paramInfo{name: name, t: t, span: p.Span(), def: p.Default, scope: sc, defMod: sc.mod, notNone: p.NotNone})
			f.Params = append(f.Params, types.Param{Name: name, Type: t, Optional: p.Default != nil})
		}
	}
	f.Except, f.ExceptValue = c.exceptClause(sc, result, ft.Except)
	return c.funcType(f), infos
}

// paramType resolves a parameter: a lone name is a type where it names one and nothing else follows.
func (c *checker) paramType(sc *scope, p *syntax.Param) (types.Type, string) {
	if t, ok := c.swappedParam(sc, p); ok {
		return t, p.Type.Base[0].Name
	}
	if p.Type == nil {
		name := p.Name.Name
		if p.Annotation == nil && p.Default == nil {
			if y := sc.lookup(name); y != nil && y.kind != symBuiltin {
				switch y.kind {
				case symType, symClass, symCpp, symGeneric:
					te := &syntax.TypeExpr{Base: []syntax.Ident{p.Name}}
					te.Src = p.Name.Span()
					return c.typeOf(sc, te), ""
				case symSpecial:
					if y.done().kind != symSpecial {
						return c.paramType(sc, p)
					}
				}
			} else if basicType(name) != nil || objectTypes[name] {
				te := &syntax.TypeExpr{Base: []syntax.Ident{p.Name}}
				te.Src = p.Name.Span()
				return c.typeOf(sc, te), ""
			}
		}
		return types.PyObject, name
	}
	return c.typeOf(sc, p.Type), p.Name.Name
}

func (c *checker) exceptClause(sc *scope, result types.Type, x *syntax.ExceptClause) (types.Except, string) {
	if isObject(result) {
		if x != nil && x.Kind != syntax.NoExcept {
			c.declError(codeExceptClause, x.Span(), "Exception clause not allowed for function returning Python object")
		}
		return types.ExceptObject, ""
	}
	if x == nil {
		return types.ExceptNone, ""
	}
	switch x.Kind {
	case syntax.ExceptStar:
		return types.ExceptStar, ""
	case syntax.ExceptTilde:
		return types.ExceptTilde, ""
	case syntax.ExceptPlus:
		return types.ExceptPlus, ""
	case syntax.NoExcept:
		return types.ExceptNone, ""
	}
	kind := types.ExceptValue
	if x.Kind == syntax.ExceptMaybe {
		kind = types.ExceptMaybe
	}
	text := c.text(x.Value.Span())
	if _, isParam := result.(*types.TypeParam); !isParam && !isInvalid(result) {
		bad := isVoid(result)
		if k, ok := x.Value.(*syntax.Constant); ok && k.Kind == syntax.Null {
			bad = asRef(result) == nil && asPointer(result) == nil
		} else if asRef(result) != nil || asCpp(result) != nil {
			bad = true
		}
		if bad {
			c.declError(codeExceptClause, x.Value.Span(), "Cannot assign type '%s' to '%s'", c.litType(x.Value), result)
			c.declError(codeExceptClause, x.Value.Span(), "Exception value incompatible with function return type")
		}
	}
	return kind, text
}

// litType is the type of a literal as messages show it.
func (c *checker) litType(x syntax.Expr) string {
	switch x := x.(type) {
	case *syntax.Number:
		if _, _, isFloat, _ := parseNumber(x.Text); isFloat {
			return "double"
		}
		return "long"
	case *syntax.Constant:
		if x.Kind == syntax.Null {
			return "void *"
		}
		return "Python object"
	case *syntax.Unary:
		return c.litType(x.X)
	}
	return "long"
}

// text is the source text of a span.
func (c *checker) text(s source.Span) string {
	f := c.set.File(s.Start)
	if f == nil {
		return ""
	}
	lo, hi := f.Offset(s.Start), f.Offset(s.End)
	if lo < 0 || hi > len(f.Text) || lo > hi {
		return ""
	}
	return string(f.Text[lo:hi])
}

// declareFunc declares a cdef or cpdef function of a module or extern block.
func (c *checker) declareFunc(m *module, sc *scope, s *syntax.CFuncDef, ext *externCtx, inPxd bool) {
	name := s.Decl.Name.Name
	d := &funcDecl{name: name, cname: name, mod: m, span: s.Span(), nameSpan: s.Decl.Name.Span(), extern: ext, scope: sc, cpdef: s.Mods.Keyword == "cpdef"}
	if s.Decl.CName != nil {
		d.cname = s.Decl.CName.Value
	}
	if s.HasBody {
		d.syn = s
	}
	y := sc.lookupHere(name)
	if y != nil && (y.kind == symBuiltin || y.mod != m) {
		y = nil
	}
	if y != nil && y.kind != symFunc {
		if y.kind == symVar && y.v.PyName {
			y = nil
		} else if ext == nil {
			c.redeclared(s.Decl.Name.Span(), name, y)
			return
		} else {
			y = nil
		}
	}
	if y == nil {
		y = &symbol{kind: symFunc, name: name, span: d.nameSpan, mod: m, fn: &funcSym{name: name}, extern: ext}
		sc.names[name] = y
	}
	fs := y.fn
	resolve := func() { c.resolveFunc(d, s) }
	if ext == nil {
		for _, o := range fs.decls {
			if o.extern == nil && !(o.syn != nil && s.HasBody) {
				// a declaration and its definition are one function
				if s.HasBody {
					o.syn, o.span, o.nameSpan, o.scope = s, s.Span(), d.nameSpan, sc
					pxdParams := o
					prev := y.resolve
					y.resolve = func() {
						if prev != nil {
							prev()
						}
						c.mergeFunc(pxdParams, s)
					}
					m.funcs = appendFunc(m.funcs, fs)
				}
				return
			}
		}
		if len(fs.decls) > 0 {
			c.redeclared(s.Decl.Name.Span(), name, y)
			return
		}
	}
	fs.decls = append(fs.decls, d)
	m.funcs = appendFunc(m.funcs, fs)
	prev := y.resolve
	y.resolve = func() {
		if prev != nil {
			prev()
		}
		resolve()
	}
}

func appendFunc(fs []*funcSym, f *funcSym) []*funcSym {
	for _, x := range fs {
		if x == f {
			return fs
		}
	}
	return append(fs, f)
}

// mergeFunc takes the parameter names and body of a definition whose signature a .pxd declared.
func (c *checker) mergeFunc(d *funcDecl, s *syntax.CFuncDef) {
	ft, before := functionStep(s.Decl)
	if ft == nil {
		return
	}
	result := c.resultType(d.scope, s.Decl, before)
	sig, infos := c.signature(d.scope, result, ft, nil)
	old := d.params
	d.params = infos
	for i := range infos {
		if i < len(old) && old[i].def != nil {
			if k, ok := infos[i].def.(*syntax.Constant); infos[i].def == nil || ok && k.Kind == syntax.Ellipsis {
				infos[i].def = old[i].def
			}
		}
	}
	if len(sig.Params) != len(d.sig.Params) {
		c.declError(codeRedeclared, s.Decl.Name.Span(), "Function signature does not match previous declaration").Note(d.nameSpan, "Previous declaration is here")
	}
	nogil := d.sig.NoGIL || sig.NoGIL
	f := *sig
	f.NoGIL = nogil
	if f.Except == types.ExceptNone {
		f.Except, f.ExceptValue = d.sig.Except, d.sig.ExceptValue
	}
	d.sig = c.funcType(f)
	if c.fusedParams(d) {
		if d.cpdef && d.def == nil {
			c.makeFusedDef(d)
		}
		return
	}
	c.makeFunc(d)
}

func (c *checker) resolveFunc(d *funcDecl, s *syntax.CFuncDef) {
	ft, before := functionStep(s.Decl)
	if ft == nil {
		return
	}
	sc := d.scope
	if len(s.Decl.Params) > 0 {
		sc = newScope(sc, d.mod)
		for _, p := range s.Decl.Params {
			d.template = append(d.template, p.Name.Name)
			sc.typeAlias(p.Name.Name, &types.TypeParam{Name: p.Name.Name}, p.Span())
		}
		d.scope = sc
	}
	rest := *ft
	if d.extern != nil && d.extern.nogil {
		rest.NoGIL = true
	}
	var result types.Type = types.PyObject
	if s.Decl.Type.Named() {
		result = c.resultType(sc, s.Decl, before)
	} else if d.extern != nil {
		result = types.Int
	}
	if rest.NoGIL && isObject(result) && d.extern == nil {
		c.errorf(diag.GIL, codeMethod, source.At(ft.Lparen), "Function with Python return type cannot be declared nogil")
	}
	d.sig, d.params = c.signature(sc, result, &rest, nil)
	if d.extern == nil && c.fusedParams(d) {
		if d.cpdef && d.syn != nil {
			c.makeFusedDef(d)
		}
		return
	}
	c.makeFunc(d)
}

// makeFunc makes the typed function of a definition and queues its body.
func (c *checker) makeFunc(d *funcDecl) {
	if d.fn != nil || d.syn == nil || d.extern != nil {
		return
	}
	ft, _ := functionStep(d.syn.Decl)
	f := &typed.Func{Kind: typed.CdefFunc, Name: d.name, Qualname: d.name, Module: d.mod.name, Sig: d.sig, Result: d.sig.Result,
		Span: d.span, NoGIL: d.sig.NoGIL && !ft.WithGIL, WithGIL: ft.WithGIL, Inline: d.syn.Mods.Inline}
	d.fn = f
	if c.declOf == nil {
		c.declOf = map[*typed.Func]*funcDecl{}
	}
	c.declOf[f] = d
	d.mod.out.Funcs = append(d.mod.out.Funcs, f)
	c.work = append(c.work, func() { c.checkCdef(d, f) })
	if d.cpdef {
		c.makeCpdef(d)
	}
}

// bind finds the runtime's implementation of an extern function.
func (c *checker) bind(d *funcDecl, at source.Span) *typed.Binding {
	if !d.tried {
		d.tried = true
		d.bound = std.FuncBinding(d.extern.header, d.extern.namespace, d.cname, normalParams(d.sig))
	}
	if d.bound == nil {
		c.exprError(codeNoBinding, at, "No Go binding for '%s' from '%s'", d.cname, d.extern.header).
			Note(d.nameSpan, "declared here").
			Hint("cyp has no C compiler behind it: only the functions of `cyp help c-library` can be called")
	}
	return d.bound
}

// normalParams displays parameter types for the binding tables: const and references stripped.
func normalParams(sig *types.Func) []string {
	out := make([]string, 0, len(sig.Params)+1)
	for _, p := range sig.Params {
		out = append(out, normalType(p.Type))
	}
	if sig.Variadic {
		out = append(out, "...")
	}
	return out
}

func normalType(t types.Type) string {
	switch x := t.(type) {
	case *types.Const:
		return normalType(x.Elem)
	case *types.Reference:
		return normalType(x.Elem)
	case *types.Pointer:
		if f, ok := x.Elem.(*types.Func); ok {
			return f.Declare("(*)")
		}
		return normalType(x.Elem) + "*"
	case *types.Cpp:
		name := x.Name
		for i := len(name) - 1; i >= 0; i-- {
			if name[i] == '[' {
				name = name[:i]
				break
			}
		}
		return name
	case *types.TypeParam:
		return x.Name
	}
	return t.String()
}
