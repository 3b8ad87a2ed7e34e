package check

import (
	"slices"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// A `cdef class` is a Python class. With C attributes or C methods it is an extension type besides: its objects hold a Go struct of the
// attributes, which code reads through variables of the type; from Python only what is public can be seen. C methods are functions that
// take the object; a call finds the most derived one. One without any of this, or that derives from a class of Python, has its attributes
// in its dictionary.

// extInfo is what the checker knows of a `cdef class`.
type extInfo struct {
	name    string
	mod     *module
	scope   *scope
	syns    []*syntax.CClass // in the .pxd and in the .pyx
	sym     *symbol
	ext     *types.Ext
	obj     *types.Object // nil: a plain Python class
	base    *extInfo
	subs    []*extInfo
	state   uint8      // 0: not looked at, 1: being completed, 2: complete
	handle  *typed.Var // what the runtime knows the type by
	methods map[string]*extMethod
}

// extMethod is a C method of an extension type.
type extMethod struct {
	d        *funcDecl
	static   bool
	cpdef    bool
	dispatch *funcDecl // finds the most derived one; made when it is needed
}

// declareExtension declares a `cdef class`, whose name is also a type for variables.
func (c *checker) declareExtension(m *module, sc *scope, s *syntax.CClass) {
	name := s.Name.Name
	if old := sc.lookupHere(name); old != nil && old.kind == symType && old.v != nil {
		if info := c.exts[old.v]; info != nil {
			info.syns = append(info.syns, s)
		}
		return
	}
	v := &typed.Var{Name: name, Kind: typed.GlobalVar, Type: types.PyObject, Module: m.name, Span: s.Name.Span(), PyName: true, Unbound: true, Assigned: true}
	y := &symbol{kind: symType, name: name, span: s.Name.Span(), mod: m, t: types.PyObject, v: v}
	sc.names[name] = y
	m.out.Globals = append(m.out.Globals, v)
	info := &extInfo{name: name, mod: m, scope: sc, syns: []*syntax.CClass{s}, sym: y, ext: &types.Ext{Name: name}, methods: map[string]*extMethod{}}
	if c.exts == nil {
		c.exts = map[*typed.Var]*extInfo{}
	}
	c.exts[v] = info
	c.extOrder = append(c.extOrder, info)
	y.resolve = func() { c.completeExt(info) }
}

// members calls f for the members of a class, those in `cdef:` blocks too.
func (info *extInfo) members(f func(syntax.Stmt)) {
	var walk func(ss []syntax.Stmt)
	walk = func(ss []syntax.Stmt) {
		for _, s := range ss {
			if b, ok := s.(*syntax.CBlock); ok {
				walk(b.Body)
				continue
			}
			f(s)
		}
	}
	for _, s := range info.syns {
		walk(s.Body)
	}
}

// completeExt decides whether a class is an extension type, and lays out its attributes.
func (c *checker) completeExt(info *extInfo) {
	if info.state != 0 {
		return
	}
	info.state = 1
	defer func() { info.state = 2 }()
	muted := c.muted
	c.muted = 0
	defer func() { c.muted = muted }()
	plain := false
	for _, s := range info.syns {
		for _, b := range s.Bases {
			y := c.extSymbol(info.scope, b)
			if y == nil {
				if n, ok := unparen(b).(*syntax.Name); !ok || n.Name != "object" {
					plain = true
				}
				continue
			}
			y.done()
			if bi := c.exts[y.v]; bi.obj == nil || bi == info || bi.state != 2 {
				plain = true
			} else {
				info.base = bi
			}
		}
	}
	hasC := info.base != nil
	info.members(func(s syntax.Stmt) {
		switch s.(type) {
		case *syntax.CVarDecl, *syntax.CFuncDef:
			hasC = true
		}
	})
	if plain || !hasC {
		return
	}
	info.obj = &types.Object{Builtin: info.mod.name + "." + info.name, Ext: info.ext}
	info.sym.t = info.obj
	info.ext.Decl = info
	data := &types.Struct{Name: info.name + "_data", CName: info.name + "_data", Module: info.mod.name, Complete: true, Decl: info.sym.span}
	if info.base != nil {
		info.base.subs = append(info.base.subs, info)
		info.ext.Base = info.base.ext
		data.Fields = append(data.Fields, info.base.ext.Data.Fields...)
	}
	info.ext.Data = data
	held := &types.Struct{Name: info.name + "_held", CName: info.name + "_held", Module: info.mod.name, Complete: true, Held: true, Decl: info.sym.span}
	info.ext.Held = held
	info.handle = &typed.Var{Name: info.name + "_ext", Kind: typed.GlobalVar, Type: c.pointer(types.Void), Module: info.mod.name, Span: info.sym.span, Assigned: true}
	info.ext.Handle = info.handle
	info.mod.out.Globals = append(info.mod.out.Globals, info.handle)
	info.mod.out.Structs = append(info.mod.out.Structs, data)
	info.members(func(s syntax.Stmt) {
		switch s := s.(type) {
		case *syntax.CVarDecl:
			for _, d := range s.Decls {
				c.extField(info, d)
			}
		case *syntax.CFuncDef:
			c.extMethod(info, s)
		}
	})
	if len(held.Fields) > 0 {
		info.mod.out.Structs = append(info.mod.out.Structs, held)
	}
}

// extSymbol is the symbol of a `cdef class` that an expression names, or nil.
func (c *checker) extSymbol(sc *scope, x syntax.Expr) *symbol {
	var y *symbol
	switch x := unparen(x).(type) {
	case *syntax.Name:
		y = sc.lookup(x.Name)
	case *syntax.Attribute:
		if n, ok := unparen(x.X).(*syntax.Name); ok {
			if m := sc.lookup(n.Name); m != nil && m.done().kind == symModule {
				y = m.target.scope.lookupIn(x.Name.Name)
			}
		}
	}
	if y == nil || y.kind != symType || c.exts[y.v] == nil {
		return nil
	}
	return y
}

func (c *checker) extField(info *extInfo, d *syntax.Declarator) {
	name := d.Name.Name
	if name == "__dict__" || name == "__weakref__" {
		return
	}
	t := c.typeOf(info.scope, d.Type)
	if isInvalid(t) {
		return
	}
	if r := asRef(t); r != nil && r.Qual == types.Locked {
		c.declError(codeQualifier, d.Type.Span(), "'locked' variables are only allowed inside a function")
		return
	}
	if old, _ := info.ext.Field(name); old != nil {
		if old.Decl.IsValid() {
			c.declError(codeRedeclared, d.Name.Span(), "'%s' redeclared ", name).Note(old.Decl, "Previous declaration is here")
		}
		return
	}
	data := info.ext.Data
	if types.Counted(t) {
		data = info.ext.Held
	}
	data.Fields = append(data.Fields, &types.Field{Name: name, CName: name, Type: t, Decl: d.Name.Span()})
}

// extMethod declares a C method: a function whose first parameter is the object.
func (c *checker) extMethod(info *extInfo, s *syntax.CFuncDef) {
	ft, before := functionStep(s.Decl)
	if ft == nil {
		return
	}
	name := s.Decl.Name.Name
	m := info.methods[name]
	if m == nil {
		m = &extMethod{d: &funcDecl{name: info.name + "." + name, cname: name, mod: info.mod, scope: info.scope}}
		info.methods[name] = m
	} else if m.d.syn != nil && s.HasBody {
		c.declError(codeRedeclared, s.Decl.Name.Span(), "'%s' redeclared ", name).Note(m.d.nameSpan, "Previous declaration is here")
		return
	}
	d := m.d
	d.span, d.nameSpan = s.Span(), s.Decl.Name.Span()
	m.cpdef = m.cpdef || s.Mods.Keyword == "cpdef"
	for _, x := range s.Decorators {
		m.static = m.static || decoratorName(x) == "staticmethod"
	}
	var result types.Type = types.PyObject
	if s.Decl.Type.Named() {
		result = c.resultType(info.scope, s.Decl, before)
	}
	old := d.params
	d.sig, d.params = c.signature(info.scope, result, ft, nil)
	for i := range d.params {
		if k, ok := d.params[i].def.(*syntax.Constant); i < len(old) && old[i].def != nil && (d.params[i].def == nil || ok && k.Kind == syntax.Ellipsis) {
			d.params[i].def = old[i].def
		}
	}
	if !m.static {
		if len(d.params) == 0 {
			c.declError(codeMethod, d.nameSpan, "C method has no self argument")
			return
		}
		f := *d.sig
		f.Params = slices.Clone(f.Params)
		f.Params[0].Type, d.params[0].t = info.obj, info.obj
		d.sig = c.funcType(f)
	}
	if s.HasBody {
		d.syn = s
		c.makeFunc(d)
	}
}

// method finds a C method along the bases.
func (info *extInfo) method(name string) (*extInfo, *extMethod) {
	for k := info; k != nil; k = k.base {
		if m := k.methods[name]; m != nil {
			return k, m
		}
	}
	return nil, nil
}

// extOf is the extension type of a value, or nil.
func extOf(t types.Type) *extInfo {
	if o, ok := unconst(t).(*types.Object); ok && o.Ext != nil {
		return o.Ext.Decl.(*extInfo)
	}
	return nil
}

// extension checks the class statement of a `cdef class`.
func (fn *funcCtx) extension(s *syntax.CClass) []typed.Stmt {
	if !s.HasBody {
		return nil
	}
	y := fn.mod.scope.lookupHere(s.Name.Name)
	var info *extInfo
	if y != nil && y.kind == symType {
		y.done()
		info = fn.exts[y.v]
	}
	d := &syntax.ClassDef{Name: s.Name}
	d.Src = s.Span()
	for _, x := range s.Decorators {
		if name := fn.canonical(x); len(name) < 7 || name[:7] != "cython." {
			d.Decorators = append(d.Decorators, x)
		}
	}
	for _, b := range s.Bases {
		d.Args = append(d.Args, syntax.Arg{Loc: syntax.Loc{Src: b.Span()}, Value: b})
	}
	if info == nil || info.obj == nil {
		if !fn.plainExtension(s, d) {
			return nil
		}
		return fn.classDef(d)
	}
	b := extBody{fn: fn, info: info, class: d, at: s.Name.Span()}
	b.members(s.Body)
	out := fn.classDef(d)
	return append(out, fn.extend(info, b.noArgs, s.Name.Span())...)
}

// extend gives the class that the statement before has made its struct of C attributes.
func (fn *funcCtx) extend(info *extInfo, noArgs bool, at source.Span) []typed.Stmt {
	data := info.ext.Data
	e := func(t types.Type) typed.E { return typed.E{T: t, At: at} }
	var objects []*types.Field
	var nones []typed.Expr
	for _, f := range data.Fields {
		if isObject(f.Type) {
			objects = append(objects, f)
			nones = append(nones, &typed.NoneLit{E: e(f.Type)})
		}
	}
	proto := &typed.Call{E: e(fn.pointer(data)), Bound: &typed.Binding{Go: "rt.Made", Owns: true, Name: "new"},
		Args: []typed.Expr{fn.fill(data, objects, nones, e(data))}}
	call := &typed.Call{E: e(info.handle.Type), Bound: &typed.Binding{Go: "py.Extend", Cx: true, Raises: true, Name: "cdef class"},
		Args: []typed.Expr{&typed.VarExpr{E: e(types.PyObject), Var: info.sym.v}, proto, &typed.BoolLit{E: e(types.Bool), V: noArgs}}}
	handle := &typed.VarExpr{E: e(info.handle.Type), Var: info.handle}
	out := []typed.Stmt{&typed.Assign{S: typed.S{At: at}, Place: handle, Value: call}}
	if held := info.ext.Held; len(held.Fields) > 0 {
		proto := &typed.Call{E: e(fn.pointer(held)), Bound: &typed.Binding{Go: "rt.Made", Owns: true, Name: "new"},
			Args: []typed.Expr{fn.fill(held, nil, nil, e(held))}}
		out = append(out, &typed.ExprStmt{S: typed.S{At: at}, X: &typed.Call{E: e(types.Void), Bound: &typed.Binding{Go: "py.ExtendHeld", Name: "cdef class"},
			Args: []typed.Expr{handle, proto}}})
	}
	return out
}

// extFieldOf is a C attribute of an object, as a place; nil where the type has none of that name.
func (fn *funcCtx) extFieldOf(v typed.Expr, info *extInfo, x *syntax.Attribute) typed.Expr {
	f, of := info.ext.Field(x.Name.Name)
	if f == nil {
		return nil
	}
	at := loc(fn.pointer(types.Void), x)
	get, in := "py.ExtData", info.ext.Data
	if of != nil {
		get, in, info = "py.ExtHeld", of.Held, of.Decl.(*extInfo)
	}
	data := &typed.Call{E: at, Bound: &typed.Binding{Go: get, Raises: true, Name: x.Name.Name},
		Args: []typed.Expr{v, fn.handleOf(info, at), fn.goString(x.Name.Name, at)}}
	return &typed.Field{E: loc(f.Type, x), X: fn.castTo(data, fn.pointer(in), loc(nil, x)), Field: f, Name: f.Name}
}

func (fn *funcCtx) handleOf(info *extInfo, at typed.E) typed.Expr {
	at.T = info.handle.Type
	return &typed.VarExpr{E: at, Var: info.handle}
}

// goString is a literal that reaches the runtime as a Go string.
func (fn *funcCtx) goString(s string, at typed.E) typed.Expr {
	at.T = types.CText
	return &typed.StrLit{E: at, V: s}
}

// extCall is a call of a C method of an object; nil where the type has none of that name.
func (fn *funcCtx) extCall(v typed.Expr, info *extInfo, name string, x *syntax.Call) typed.Expr {
	of, m := info.method(name)
	if m == nil {
		return nil
	}
	d := m.d
	if !m.static && fn.overridden(of, m, name) {
		d = fn.dispatcher(of, m, name)
	}
	return fn.callExt(d, m.static, v, x)
}

// callExt calls a C method of an extension type as it stands.
func (fn *funcCtx) callExt(d *funcDecl, static bool, v typed.Expr, x *syntax.Call) typed.Expr {
	a, ok := fn.checkArgs(x.Args, source.At(x.Lparen))
	if !ok {
		return fn.invalid(x)
	}
	if v != nil && !static {
		a.pos = append([]typed.Expr{v}, a.pos...)
	}
	if why := arity(d, a); why != "" {
		fn.exprError(codeCall, a.at, "%s", why).Note(d.nameSpan, "declared here")
		return fn.invalid(x)
	}
	list := fn.finishArgs(d, a, same)
	if list == nil && len(d.params) > 0 {
		return fn.invalid(x)
	}
	if d.fn == nil {
		fn.exprError(codeUndeclared, fn.calleeSpan(x), "C method '%s' is declared but not defined", d.name).Note(d.nameSpan, "declared here")
		return fn.invalid(x)
	}
	return &typed.Call{E: loc(resultOf(d.sig), x), Func: d.fn, Sig: d.sig, Args: list}
}

// overridden reports whether a call must look for a more derived method.
func (fn *funcCtx) overridden(of *extInfo, m *extMethod, name string) bool {
	for _, info := range fn.extOrder {
		info.sym.done()
	}
	return m.cpdef || len(of.overriders(name)) > 0
}

// overriders are the types that derive from one and have a method of a name, the most derived first.
func (info *extInfo) overriders(name string) []*extInfo {
	var out []*extInfo
	for _, k := range info.subs {
		out = append(out, k.overriders(name)...)
		if k.methods[name] != nil {
			out = append(out, k)
		}
	}
	return out
}

// dispatcher is the function that calls the most derived of the C methods of a name, or that of a Python class that overrides a cpdef one.
func (fn *funcCtx) dispatcher(of *extInfo, m *extMethod, name string) *funcDecl {
	if m.dispatch != nil {
		return m.dispatch
	}
	d := *m.d
	m.dispatch = &d
	f := &typed.Func{Kind: typed.CdefFunc, Name: d.name + ".any", Qualname: d.name, Module: d.mod.name, Sig: d.sig, Result: d.sig.Result,
		Span: d.nameSpan, NoGIL: d.sig.NoGIL && !m.cpdef}
	d.fn = f
	d.mod.out.Funcs = append(d.mod.out.Funcs, f)
	g := fn.newFunc(f, d.mod, d.scope, nil)
	at := d.nameSpan
	e := func(t types.Type) typed.E { return typed.E{T: t, At: at} }
	args := func() []typed.Expr {
		var out []typed.Expr
		for _, p := range f.Params {
			out = append(out, &typed.VarExpr{E: e(p.Type), Var: p})
		}
		return out
	}
	for _, p := range d.params {
		g.param(p.name, p.t, p.span)
	}
	give := func(x typed.Expr) []typed.Stmt {
		s := typed.S{At: at}
		if isVoid(d.sig.Result) {
			return []typed.Stmt{&typed.ExprStmt{S: s, X: x}, &typed.Return{S: s}}
		}
		return []typed.Stmt{&typed.Return{S: s, X: x}}
	}
	if m.cpdef {
		call := &typed.PyCall{E: e(types.PyObject), Func: &typed.PyAttr{E: e(types.PyObject), X: args()[0], Name: name}}
		for _, a := range args()[1:] {
			call.Args = append(call.Args, typed.PyArg{Value: g.toPy(a)})
		}
		var result typed.Expr = call
		if !isVoid(d.sig.Result) {
			result = g.coerce(call, d.sig.Result)
		}
		plain := &typed.Call{E: e(types.Bool), Bound: &typed.Binding{Go: "py.ExtPlain", Pure: true, Name: name}, Args: args()[:1]}
		f.Body = append(f.Body, &typed.If{S: typed.S{At: at}, Cond: &typed.Not{E: e(types.Bint), X: plain}, Then: give(result)})
	}
	for _, k := range of.overriders(name) {
		o := k.methods[name]
		is := &typed.Call{E: e(types.Bool), Bound: &typed.Binding{Go: "py.ExtIs", Pure: true, Name: name}, Args: []typed.Expr{args()[0], fn.handleOf(k, e(nil))}}
		if o.d.fn == nil || len(o.d.params) != len(d.params) {
			continue
		}
		list := args()
		list[0].(*typed.VarExpr).T = k.obj
		f.Body = append(f.Body, &typed.If{S: typed.S{At: at}, Cond: is, Then: give(&typed.Call{E: e(resultOf(o.d.sig)), Func: o.d.fn, Sig: o.d.sig, Args: list})})
	}
	f.Body = append(f.Body, give(&typed.Call{E: e(resultOf(d.sig)), Func: m.d.fn, Sig: d.sig, Args: args()})...)
	g.finishLocals(nil)
	return m.dispatch
}
