package check

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func (fn *funcCtx) call(x *syntax.Call) typed.Expr {
	callee := unparen(x.Func)
	lparen := source.At(x.Lparen)
	if n, ok := callee.(*syntax.Name); ok {
		y := fn.lookupName(n.Name)
		if fn.class != nil && fn.f.Self != nil && !fn.isOwnScope(n.Name) {
			if ds := fn.methodsNamed(fn.class.cls, n.Name); len(ds) > 0 && !strings.HasPrefix(n.Name, "__") {
				self := &typed.VarExpr{E: loc(types.RefTo(fn.class.cls, types.Unqualified, false), n), Var: fn.f.Self}
				a, ok := fn.checkArgs(x.Args, lparen)
				if !ok {
					return fn.invalid(x)
				}
				return fn.callDecls(self, ds, a, loc(nil, x), "")
			}
		}
		if y != nil {
			y.done()
			switch y.kind {
			case symFunc:
				return fn.callC(y.fn.decls, x)
			case symSpecial:
				return fn.special(y, x)
			case symBuiltin:
				if e := fn.sequenceBuiltin(n.Name, x); e != nil {
					return e
				}
				if e := fn.builtinCall(n.Name, x); e != nil {
					return e
				}
			}
		}
	}
	if sub, ok := callee.(*syntax.Subscript); ok {
		if n, ok := unparen(sub.X).(*syntax.Name); ok && n.Name == "isinstanceof" && len(x.Args) == 1 {
			t := fn.asType(fn.scope, sub.Index)
			if t == nil {
				t = fn.typeOf(fn.scope, typeExprOf(sub.Index))
			}
			return fn.isinstanceOf(t, fn.expr(x.Args[0].Value), x)
		}
		if d := fn.indexedFunc(sub); d != nil {
			return fn.callC([]*funcDecl{d}, x)
		}
	}
	if at, ok := callee.(*syntax.Attribute); ok {
		if e := fn.qualifiedCall(at, x); e != nil {
			return e
		}
	}
	if t := fn.asType(fn.scope, callee); t != nil {
		if isInvalid(t) {
			return fn.invalid(x)
		}
		return fn.construct(t, x.Args, loc(nil, x), lparen)
	}
	if at, ok := callee.(*syntax.Attribute); ok {
		return fn.callAttribute(at, x)
	}
	return fn.callValue(fn.expr(x.Func), x)
}

// callValue calls what an expression gives.
func (fn *funcCtx) callValue(f typed.Expr, x *syntax.Call) typed.Expr {
	f = rvalue(f)
	lparen := source.At(x.Lparen)
	switch t := unconst(f.Type()).(type) {
	case *types.Pointer:
		if ft, ok := unconst(t.Elem).(*types.Func); ok {
			return fn.callPointer(f, ft, x)
		}
	case *types.Func:
		return fn.callPointer(f, t, x)
	case *types.Ref:
		ds := fn.visibleMethods(f, "__call__")
		if len(ds) == 0 {
			if len(fn.methodsNamed(t.Class, "__call__")) > 0 && t.Const {
				fn.exprError(codeConst, lparen, "Cannot call non-const method on const object")
			} else {
				fn.exprError(codeCall, lparen, "Object of type '%s' is not callable.", t)
			}
			return fn.invalid(x)
		}
		a, ok := fn.checkArgs(x.Args, lparen)
		if !ok {
			return fn.invalid(x)
		}
		return fn.callDecls(f, ds, a, loc(nil, x), "()")
	case *types.Cpp:
		if ds := fn.cppMethods(t, "operator()"); len(ds) > 0 {
			a, ok := fn.checkArgs(x.Args, lparen)
			if !ok {
				return fn.invalid(x)
			}
			return fn.callCppArgs(f, t, ds, a, loc(nil, x))
		}
	case *types.Object:
		return fn.pyCall(f, x)
	}
	if !isInvalid(f.Type()) {
		fn.exprError(codeCall, lparen, "Calling non-function type '%s'", displayType(f.Type()))
	} else {
		for i := range x.Args {
			fn.expr(x.Args[i].Value)
		}
	}
	return fn.invalid(x)
}

// pyCall calls an object.
func (fn *funcCtx) pyCall(f typed.Expr, x *syntax.Call) typed.Expr {
	if v, ok := f.(*typed.VarExpr); ok {
		if info := fn.exts[v.Var]; info != nil && info.sym.done().t != types.PyObject {
			// The object of an extension type; what is read of it checks that it is one.
			return &typed.Coerce{E: loc(info.obj, x), Kind: typed.Upcast, X: fn.pyCallOf(f, x)}
		}
	}
	return fn.pyCallOf(f, x)
}

func (fn *funcCtx) pyCallOf(f typed.Expr, x *syntax.Call) typed.Expr {
	c := &typed.PyCall{E: loc(types.PyObject, x), Func: f}
	value := fn.pyExpr
	if b, ok := f.(*typed.BuiltinRef); ok && looksAt[b.Name] {
		value = fn.shown
	}
	for i := range x.Args {
		a := &x.Args[i]
		p := typed.PyArg{Stars: a.Stars, Value: value(a.Value)}
		if a.Name != nil {
			p.Name = a.Name.Name
		}
		c.Args = append(c.Args, p)
	}
	return c
}

func (fn *funcCtx) callPointer(f typed.Expr, ft *types.Func, x *syntax.Call) typed.Expr {
	a, ok := fn.checkArgs(x.Args, source.At(x.Lparen))
	if !ok {
		return fn.invalid(x)
	}
	d := &funcDecl{name: "function pointer", sig: ft, mod: fn.mod}
	for _, p := range ft.Params {
		d.params = append(d.params, paramInfo{name: p.Name, t: p.Type})
	}
	if why := arity(d, a); why != "" {
		fn.exprError(codeCall, a.at, "%s", why)
		return fn.invalid(x)
	}
	list := fn.finishArgs(d, a, same)
	if list == nil && len(d.params) > 0 {
		return fn.invalid(x)
	}
	return &typed.Call{E: loc(resultOf(ft), x), Ptr: f, Args: list, Sig: ft}
}

// resultOf is the type of a call: `iso A` gives an isolated value.
func resultOf(ft *types.Func) types.Type { return asTemp(ft.Result) }

func asTemp(t types.Type) types.Type {
	if r := asRef(t); r != nil && r.Qual == types.Iso {
		return types.RefTo(r.Class, types.IsoTemp, r.Const)
	}
	return t
}

// callC calls a C function of the program or the runtime.
func (fn *funcCtx) callC(ds []*funcDecl, x *syntax.Call) typed.Expr {
	a, ok := fn.checkArgs(x.Args, source.At(x.Lparen))
	if !ok {
		return fn.invalid(x)
	}
	d := fn.choose(ds, a, same)
	if d == nil {
		return fn.invalid(x)
	}
	if len(d.fused) > 0 {
		if fn.byObject(d, a) {
			return fn.pyCall(&typed.FuncObj{E: loc(types.PyObject, x.Func), Func: d.def}, x)
		}
		if d = fn.specialise(d, a); d == nil {
			return fn.invalid(x)
		}
	}
	list := fn.finishArgs(d, a, same)
	if list == nil && len(d.params) > 0 {
		return fn.invalid(x)
	}
	if d.extern != nil && d.mod.name == operatorModule {
		return fn.operatorCall(d.cname, list, x)
	}
	c := &typed.Call{E: loc(resultOf(d.sig), x), Args: list, Sig: d.sig}
	if d.extern != nil {
		if c.Bound = fn.bind(d, fn.calleeSpan(x)); c.Bound == nil {
			return fn.invalid(x)
		}
		if len(d.template) > 0 {
			c.T = fn.deduce(d, list, d.sig.Result)
		}
		return c
	}
	if d.fn == nil {
		fn.exprError(codeUndeclared, fn.calleeSpan(x), "C function '%s' is declared but not defined", d.name).Note(d.nameSpan, "declared here")
		return fn.invalid(x)
	}
	c.Func = d.fn
	return c
}

func (fn *funcCtx) calleeSpan(x *syntax.Call) source.Span { return x.Func.Span() }

// deduce finds the result type of a C++ template function from its arguments.
func (fn *funcCtx) deduce(d *funcDecl, list []typed.Expr, t types.Type) types.Type {
	p, ok := t.(*types.TypeParam)
	if !ok {
		return t
	}
	for i, q := range d.params {
		if q.t == types.Type(p) && i < len(list) {
			return list[i].Type()
		}
	}
	return types.Void
}

// ---- Methods ---------------------------------------------------------------

// callMethod calls one of the overloads with arguments that are already checked.
func (fn *funcCtx) callMethod(recv typed.Expr, ds []*funcDecl, list []typed.Expr, span, at source.Span, op string) typed.Expr {
	return fn.callDecls(recv, ds, args{pos: list, at: at}, typed.E{At: span, Err: at}, op)
}

func (fn *funcCtx) callMethodTyped(recv typed.Expr, ds []*funcDecl, list []typed.Expr, at typed.E, op string) typed.Expr {
	return fn.callDecls(recv, ds, args{pos: list, at: at.Pos()}, at, op)
}

// callDecls resolves and makes a method call.
func (fn *funcCtx) callDecls(recv typed.Expr, ds []*funcDecl, a args, at typed.E, op string) typed.Expr {
	recv = rvalue(recv)
	r := asRef(recv.Type())
	adapt := viewOf(r)
	d := fn.choose(ds, a, func(t types.Type) types.Type { return adapt(t) })
	if d == nil {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	m := d.method
	if m.SelfQual != types.Unqualified || m.Static {
		adapt = same
	}
	if d.syn != nil && !d.syn.HasBody && m.Go == "" && !d.mod.res.Std {
		fn.exprError(codeMethod, at.Pos(), "Method '%s' declared but not defined", m.Name).Note(d.nameSpan, "declared here")
	}
	list := fn.finishArgs(d, a, adapt)
	at.T = adapt(asTemp(m.Sig.Result))
	if list == nil && len(d.params) > 0 {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	return &typed.MethodCall{E: at, Recv: recv, Method: m, Args: list, Op: op}
}

// callAttribute calls X.name(…) where X is a value.
func (fn *funcCtx) callAttribute(at *syntax.Attribute, x *syntax.Call) typed.Expr {
	recv := rvalue(fn.expr(at.X))
	name := at.Name.Name
	lparen := source.At(x.Lparen)
	switch t := unconst(recv.Type()).(type) {
	case *types.Ref:
		if t.Qual == types.Active {
			return fn.callActive(recv, t, at, x)
		}
		if f := fn.field(t.Class, name); f != nil {
			return fn.callValue(fn.fieldOf(recv, f, at), x)
		}
		if e := fn.containerCall(recv, t.Class, name, x); e != nil {
			return e
		}
		all := fn.methodsNamed(t.Class, name)
		var ds []*funcDecl
		for _, d := range all {
			if fn.receiverOK(t, d.method) {
				ds = append(ds, d)
			}
		}
		if len(ds) == 0 {
			if name == "__init__" {
				return fn.invalid(x)
			}
			if fn.infoOf(t.Class).syn == nil {
				fn.exprError(codeAttribute, source.At(at.Dot), "Cannot select attribute of incomplete type '%s'", t.Class.Name)
				return fn.invalid(x)
			}
			fn.noAttribute(recv.Type(), at, all)
			for i := range x.Args {
				fn.quietly(func() { fn.expr(x.Args[i].Value) })
			}
			return fn.invalid(x)
		}
		if t.Const {
			var cs []*funcDecl
			for _, d := range ds {
				if d.method.SelfConst || d.method.Static {
					cs = append(cs, d)
				}
			}
			if len(cs) == 0 {
				fn.exprError(codeConst, source.At(at.Dot), "Cannot call non-const method on const object").Note(ds[0].nameSpan, "'%s' does not have `const self`", name)
				return fn.invalid(x)
			}
			ds = cs
		}
		a, ok := fn.checkArgs(x.Args, lparen)
		if !ok {
			return fn.invalid(x)
		}
		return fn.callDecls(recv, ds, a, loc(nil, x), "")
	case *types.Object:
		if info := extOf(t); info != nil {
			if e := fn.extCall(recv, info, name, x); e != nil {
				return e
			}
		}
	case *types.Cpp:
		if ds := fn.cppMethods(t, name); len(ds) > 0 {
			a, ok := fn.checkArgs(x.Args, lparen)
			if !ok {
				return fn.invalid(x)
			}
			return fn.callCppArgs(recv, t, ds, a, loc(nil, x))
		}
		if f := fn.cppField(t, name); f != nil {
			return fn.callValue(fn.fieldOf(recv, f, at), x)
		}
		if !fn.convertsToPython(t) {
			fn.noAttribute(recv.Type(), at, nil)
			return fn.invalid(x)
		}
	case *types.Pointer:
		if cpp := asCpp(t.Elem); cpp != nil {
			if ds := fn.cppMethods(cpp, name); len(ds) > 0 {
				a, ok := fn.checkArgs(x.Args, lparen)
				if !ok {
					return fn.invalid(x)
				}
				return fn.callCppArgs(recv, cpp, ds, a, loc(nil, x))
			}
		}
		if st, ok := unconst(t.Elem).(*types.Struct); ok {
			if f := st.Field(name); f != nil {
				return fn.callValue(fn.fieldOf(recv, f, at), x)
			}
		}
	case *types.Struct:
		if f := t.Field(name); f != nil {
			return fn.callValue(fn.fieldOf(recv, f, at), x)
		}
	case *types.Basic:
		if t.Kind == types.ErrorKind {
			for i := range x.Args {
				fn.expr(x.Args[i].Value)
			}
			return fn.invalid(x)
		}
	}
	f := fn.attributeOf(recv, at)
	if isInvalid(f.Type()) {
		return fn.invalid(x)
	}
	return fn.callValue(f, x)
}

func (fn *funcCtx) noAttribute(t types.Type, at *syntax.Attribute, hidden []*funcDecl) {
	d := fn.exprError(codeAttribute, source.At(at.Dot), "Object of type '%s' has no attribute '%s'", displayType(t), at.Name.Name)
	if len(hidden) > 0 {
		m := hidden[0].method
		q := m.SelfQual.String()
		if q == "" {
			q = "plain"
		}
		d.Note(hidden[0].nameSpan, "'%s' exists, for a %s receiver", at.Name.Name, q)
		r := asRef(t)
		switch {
		case r == nil:
		case m.SelfQual == types.Iso:
			d.Hint("call it on the moved value: `(consume x).%s(…)`", at.Name.Name)
		case m.SelfQual == types.Lock || m.SelfQual == types.Locked:
			d.Hint("call it on a reference `lock %s`", r.Class.Name)
		case m.SelfQual == types.Active:
			d.Hint("call it on a reference `active %s`, which `activate(consume …)` makes", r.Class.Name)
		}
		return
	}
	if r := asRef(t); r != nil {
		if r.Qual == types.Active && r.Class.Field(at.Name.Name) != nil {
			d.Hint("the fields of an actor are its own: ask it by a method that returns '%s', or take the object back with `consume`", at.Name.Name)
			return
		}
		best, dist := "", min(3, len(at.Name.Name)/3+1)
		for _, k := range r.Class.MRO {
			for _, f := range k.Fields {
				if e := editDistance(f.Name, at.Name.Name); e < dist {
					best, dist = f.Name, e
				}
			}
			for _, m := range k.Methods {
				if e := editDistance(m.Name, at.Name.Name); e < dist {
					best, dist = m.Name, e
				}
			}
		}
		if best != "" {
			d.Hint("did you mean `%s`?", best)
		} else {
			d.Help = fn.attributeHelp(r, at)
		}
	}
}

// qualifiedCall is a call through a class, a cimported module or a C++ class name: Base.m(self, …), T.f(…), m.f(…). Nil where it isn't one.
func (fn *funcCtx) qualifiedCall(at *syntax.Attribute, x *syntax.Call) typed.Expr {
	lparen := source.At(x.Lparen)
	if y := fn.moduleSymbol(at.X); y != nil {
		if y.kind == symPyModule && y.name == "cython" || y.kind == symModule && y.target.name == "cython" {
			return fn.special(&symbol{kind: symSpecial, name: "cython." + at.Name.Name, mod: fn.mod}, x)
		}
		if y.kind == symModule {
			if m := y.target.scope.lookupIn(at.Name.Name); m != nil {
				m.done()
				switch m.kind {
				case symFunc:
					return fn.callC(m.fn.decls, x)
				case symSpecial:
					return fn.special(m, x)
				}
			}
		}
	}
	if y := fn.extSymbol(fn.scope, at.X); y != nil && extOf(y.done().t) != nil {
		// A.f(self, …) calls the method of A, whatever the object's class.
		if _, m := extOf(y.t).method(at.Name.Name); m != nil {
			return fn.callExt(m.d, m.static, nil, x)
		}
	}
	t := fn.asType(fn.scope, at.X)
	if t == nil {
		return nil
	}
	if p := asCpp(t); p != nil {
		// A static member of a C++ class, as numeric_limits[int].max().
		if ds := fn.cppMethods(p, at.Name.Name); len(ds) > 0 {
			a, ok := fn.checkArgs(x.Args, lparen)
			if !ok {
				return fn.invalid(x)
			}
			return fn.callCppArgs(&typed.CppValue{E: loc(p, at.X)}, p, ds, a, loc(nil, x))
		}
	}
	r := asRef(t)
	if r == nil {
		return nil
	}
	ds := fn.methodsNamed(r.Class, at.Name.Name)
	if at.Name.Name == "__alloc__" || len(ds) == 0 {
		return nil
	}
	if at.Name.Name == "__new__" {
		return fn.directNew(r.Class, ds[0], x)
	}
	a, ok := fn.checkArgs(x.Args, lparen)
	if !ok {
		return fn.invalid(x)
	}
	static := ds[0].method.Static
	if static {
		d := fn.choose(ds, a, same)
		if d == nil {
			return fn.invalid(x)
		}
		list := fn.finishArgs(d, a, same)
		if list == nil && len(d.params) > 0 {
			return fn.invalid(x)
		}
		return &typed.MethodCall{E: loc(asTemp(d.sig.Result), x), Method: d.method, Args: list, Exact: true}
	}
	if len(a.pos) == 0 {
		fn.exprError(codeCall, lparen, "Call with wrong number of arguments (expected %d, got 0)", len(ds[0].params)+1).Hint("pass the receiver: `%s.%s(self, …)`", r.Class.Name, at.Name.Name)
		return fn.invalid(x)
	}
	recv := rvalue(a.pos[0])
	rr := asRef(recv.Type())
	if rr == nil || !rr.Class.Derives(r.Class) {
		if !isInvalid(recv.Type()) {
			fn.exprError(codeAssign, recv.Pos(), "Cannot assign type '%s' to '%s'", displayType(recv.Type()), r)
		}
		return fn.invalid(x)
	}
	a.pos = a.pos[1:]
	e := fn.callDecls(conv(typed.Upcast, types.RefTo(r.Class, rr.Qual, rr.Const), recv), ds, a, loc(nil, x), "")
	if m, ok := e.(*typed.MethodCall); ok {
		m.Exact = true
	}
	return e
}

// ---- C++ members -----------------------------------------------------------

func (fn *funcCtx) callCpp(recv typed.Expr, t *types.Cpp, ds []*funcDecl, list []typed.Expr, span, at source.Span) typed.Expr {
	return fn.callCppArgs(recv, t, ds, args{pos: list, at: at}, typed.E{At: span, Err: at})
}

func (fn *funcCtx) callCppTyped(recv typed.Expr, t *types.Cpp, ds []*funcDecl, list []typed.Expr, at typed.E) typed.Expr {
	return fn.callCppArgs(recv, t, ds, args{pos: list, at: at.Pos()}, at)
}

func (fn *funcCtx) callCppMember(recv typed.Expr, t *types.Cpp, d *funcDecl, list []typed.Expr, span, at source.Span) typed.Expr {
	return fn.callCpp(recv, t, []*funcDecl{d}, list, span, at)
}

func (fn *funcCtx) callCppArgs(recv typed.Expr, t *types.Cpp, ds []*funcDecl, a args, at typed.E) typed.Expr {
	d := fn.choose(ds, a, same)
	if d == nil {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	b := fn.bindMember(t, d, at.Pos())
	if b == nil {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	list := fn.finishArgs(d, a, same)
	if list == nil && len(d.params) > 0 {
		at.T = types.Invalid
		return &typed.NullLit{E: at}
	}
	at.T = resultOf(d.sig)
	if len(d.template) > 0 {
		at.T = fn.deduce(d, list, d.sig.Result)
	}
	// `T& operator[]` and the like give places; a subscript that yields an iso element is an isolated value (spec 2.3).
	if r, ok := at.T.(*types.Reference); ok {
		if k := asRef(r.Elem); k != nil && k.Qual == types.Iso {
			at.T = fn.reference(types.RefTo(k.Class, types.IsoTemp, k.Const))
		}
	}
	return &typed.Call{E: at, Bound: b, Recv: recv, Args: list, Sig: d.sig}
}
