package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// pyCall calls an object. A method is called without making the bound method.
func (x *fb) pyCall(e *typed.PyCall) ir.Expr {
	stars, keywords := false, false
	for _, a := range e.Args {
		stars = stars || a.Stars > 0
		keywords = keywords || a.Name != ""
	}
	if stars {
		return x.callEx(e)
	}
	if c := x.gathered(e); c != nil {
		return c
	}
	if c := x.knownCall(e, keywords); c != nil {
		return c
	}
	method, isMethod := e.Func.(*typed.PyAttr)
	callee := e.Func
	if isMethod {
		callee = method.X
	}
	steps := []func() ir.Expr{func() ir.Expr { return x.expr(callee) }}
	for _, a := range e.Args {
		a := a
		steps = append(steps, func() ir.Expr { return x.expr(a.Value) })
	}
	v := x.inOrder(steps)
	f, args := v[0], v[1:]
	if !keywords {
		if isMethod {
			return x.raising("py.CallMethod", types.PyObject, append([]ir.Expr{f, x.str(method.Name)}, args...)...)
		}
		return x.raising("py.Call", types.PyObject, v...)
	}
	var pos, named, vals []ir.Expr
	for i, a := range e.Args {
		if a.Name == "" {
			pos = append(pos, args[i])
			continue
		}
		named = append(named, x.str(a.Name))
		vals = append(vals, args[i])
	}
	rest := []ir.Expr{x.slice(goValues, pos), x.slice(goStrings, named), x.slice(goValues, vals)}
	if isMethod {
		return x.raising("py.CallMethodKw", types.PyObject, append([]ir.Expr{f, x.str(method.Name)}, rest...)...)
	}
	return x.raising("py.CallKw", types.PyObject, append([]ir.Expr{f}, rest...)...)
}

func (x *fb) slice(t *ir.GoType, es []ir.Expr) ir.Expr {
	return &ir.SliceLit{X: ir.X{T: t, At: x.at}, Elts: es}
}

// knownCall calls builtins that have a function of their own in the runtime; nil for all others. Nothing can rebind a BuiltinRef.
func (x *fb) knownCall(e *typed.PyCall, keywords bool) ir.Expr {
	b, ok := e.Func.(*typed.BuiltinRef)
	if !ok || keywords {
		return nil
	}
	if len(e.Args) == 0 {
		switch b.Name {
		case "globals":
			return x.globalNames()
		case "locals", "vars":
			return x.localNames()
		case "dir":
			return x.raising("py.Call", types.PyObject, x.pure("py.Builtin", types.PyObject, nil, x.str("sorted")), x.pureOf(x.localNames()))
		}
	}
	if x.inFragment() {
		return nil
	}
	switch {
	case b.Name == "len" && len(e.Args) == 1:
		n := x.save(x.raising("py.Len", &ir.GoType{Text: "int"}, x.expr(e.Args[0].Value)))
		return x.pure("py.Int", types.PyObject, nil, x.conv(types.Long, n))
	case b.Name == "isinstance" && len(e.Args) == 2:
		v := x.operands(e.Args[0].Value, e.Args[1].Value)
		return x.pure("py.Bool", types.PyObject, nil, x.save(x.raising("py.IsInstance", types.Bint, v...)))
	}
	return nil
}

// globalNames is globals(): the names of the module.
func (x *fb) globalNames() ir.Expr {
	if x.inFragment() {
		f := x
		for f.tf.Kind != typed.FragmentFunc {
			f = f.outer
		}
		return x.get(x.captured(f.f.Params[0]))
	}
	if x.b.modules[x.tf.Module] == nil {
		return x.simple("py.NewDict", types.PyObject)
	}
	return x.raising("py.GetAttr", types.PyObject, x.save(x.raising("py.Import", types.PyObject, x.str(x.tf.Module))), x.str("__dict__"))
}

// localNames is locals(): a new dictionary of the variables that are set and that Python code can hold.
func (x *fb) localNames() ir.Expr {
	switch x.tf.Kind {
	case typed.ModuleFunc:
		return x.globalNames()
	case typed.FragmentFunc, typed.ClassBodyFunc:
		return x.dict()
	}
	d := x.save(x.simple("py.NewDict", types.PyObject))
	for _, list := range [][]*typed.Var{x.tf.Params, x.tf.Vars} {
		for _, v := range list {
			if v.Kind == typed.TempVar || v.Name == "" || v.Name[0] == '.' || !isObject(v.Type) && !converts(v.Type, false) {
				continue
			}
			if x.tf.Py != nil && v.Kind == typed.ParamVar && shadowed(v, x.tf.Vars) {
				continue
			}
			p := x.varPlace(v)
			put := x.list(func() {
				x.do(x.raising("py.DictSet", types.Void, d, x.pyStr(v.Name), x.pureOf(x.objectOf(p))))
			})
			if isObject(v.Type) {
				put = []ir.Stmt{&ir.If{S: x.s(), Cond: x.binary("!=", types.Bint, p, x.null(types.PyObject)), Then: put}}
			}
			*x.dest = append(*x.dest, put...)
		}
	}
	return d
}

// shadowed reports whether a typed parameter has a local of its name, which holds its value.
func shadowed(v *typed.Var, vars []*typed.Var) bool {
	for _, w := range vars {
		if w.Name == v.Name && w.Kind == typed.LocalVar {
			return true
		}
	}
	return false
}

// callEx is a call with spread arguments.
func (x *fb) callEx(e *typed.PyCall) ir.Expr {
	f := x.expr(e.Func)
	if !constant(f) && !x.untouched(e.Func, e.Args) {
		f = x.save(f)
	}
	obj := types.PyObject
	args := x.save(x.simple("py.NewList", obj))
	var kw ir.Expr
	dict := func() ir.Expr {
		if kw == nil {
			kw = x.save(x.simple("py.NewDict", obj))
		}
		return x.pure("py.AsDict", &ir.GoType{Text: "*py.Dict"}, nil, kw)
	}
	for _, a := range e.Args {
		switch {
		case a.Stars == 1:
			v := x.expr(a.Value)
			x.do(x.raising("py.ListExtend", types.Void, args, v))
		case a.Stars == 2:
			v := x.expr(a.Value)
			x.do(x.raising("py.KwMerge", types.Void, f, dict(), v))
		case a.Name != "":
			v := x.expr(a.Value)
			x.do(x.raising("py.KwAdd", types.Void, f, dict(), x.str(a.Name), v))
		default:
			v := x.expr(a.Value)
			x.do(x.simple("py.ListAppend", types.Void, args, v))
		}
	}
	if kw == nil {
		kw = x.null(obj)
	}
	return x.raising("py.CallEx", obj, f, args, kw)
}

// funcObject makes the function object of a def or lambda: decorators are evaluated first, then defaults.
func (x *fb) funcObject(e *typed.FuncObj) ir.Expr {
	decs := x.operands(e.Decorators...)
	for i, d := range decs {
		if !constant(d) {
			decs[i] = x.save(d)
		}
	}
	var v ir.Expr = x.closure(e.Func)
	if len(e.Notes) > 0 {
		v = x.save(v)
		var names []ir.Expr
		for _, n := range e.NoteNames {
			names = append(names, x.str(n))
		}
		values := x.operands(e.Notes...)
		x.do(x.simple("py.Annotate", types.Void, v, x.slice(goStrings, names), x.slice(goValues, values)))
	}
	for i := len(decs) - 1; i >= 0; i-- {
		v = x.save(x.raising("py.Call", types.PyObject, decs[i], v))
	}
	return v
}

// closure is a function as an object. One that the module lists is built with the module; all others are nested here.
func (x *fb) closure(f *typed.Func) ir.Expr {
	g := x.b.funcs[f]
	if g == nil {
		g = x.b.declareFunc(f)
		x.b.buildInner(f, g, x, nil)
	}
	c := &ir.Closure{X: x.x(types.PyObject), Func: g}
	if f.Py == nil {
		return c
	}
	var defaults []typed.Expr
	for _, p := range f.Py.List {
		if !absent(p.Default) {
			defaults = append(defaults, p.Default)
		}
	}
	c.Defaults = x.operands(defaults...)
	return c
}

// pyParams describes the Python side of the function.
func (x *fb) pyParams() {
	f := x.tf
	p := &ir.PyFunc{Name: f.Name, Qualname: f.Qualname}
	if p.Qualname == "" {
		p.Qualname = f.Name
	}
	for _, a := range f.Py.List {
		q := ir.PyParam{Name: a.Name, Kind: ir.PyParamKind(a.Kind)}
		if !absent(a.Default) {
			q.Default = none(f.Span)
		}
		p.Params = append(p.Params, q)
	}
	x.f.Py = p
}

// genExp makes a generator; the iterator of its first clause is made where the expression stands.
func (x *fb) genExp(e *typed.GenExp) ir.Expr {
	var args []ir.Expr
	if !absent(e.First) {
		iter := "py.IterObj"
		if e.Async {
			iter = "py.AIter"
		}
		args = append(args, x.save(x.raising(iter, types.PyObject, x.expr(e.First))))
	}
	g := x.closure(e.Func)
	return x.raising("py.Call", types.PyObject, append([]ir.Expr{g}, args...)...)
}

// ownGlobals gives a fragment or class body its one parameter, the dictionary of its names.
func (x *fb) ownGlobals() {
	l := &ir.Local{Name: "names", Type: types.PyObject, Param: true, Span: x.at, Func: x.f}
	x.f.Params = append([]*ir.Local{l}, x.f.Params...)
	x.around, x.globals = x.globals, l
	if x.tf.Kind == typed.ClassBodyFunc {
		x.f.Py = &ir.PyFunc{Name: x.tf.Name, Qualname: x.tf.Qualname, Params: []ir.PyParam{{Name: "names", Kind: ir.PyPosOnly}}}
	}
}

// classStmt makes a Python class: the body fills a namespace, the metaclass makes the class of it.
func (x *fb) classStmt(s *typed.ClassStmt) {
	obj := types.PyObject
	decs := x.operands(s.Decorators...)
	for i, d := range decs {
		if !constant(d) {
			decs[i] = x.save(d)
		}
	}
	steps := x.valueSteps(s.Bases)
	stars := false
	for _, k := range s.Kwargs {
		k := k
		stars = stars || k.Stars > 0
		steps = append(steps, func() ir.Expr { return x.expr(k.Value) })
	}
	ops := x.inOrder(steps)
	for i, v := range ops {
		if !constant(v) {
			ops[i] = x.save(v)
		}
	}
	cls := x.variable("cls", obj)
	cls.Captured = true
	var names, vals []ir.Expr
	for i, k := range s.Kwargs {
		names = append(names, x.str(k.Name))
		vals = append(vals, ops[len(s.Bases)+i])
	}
	bases, kw, ns := x.classNamespace(s, ops, stars, names, vals)
	put := func(name string, v ir.Expr) { x.do(x.raising("py.DictSet", types.Void, ns, x.pyStr(name), v)) }
	if s.HasDoc {
		put("__doc__", x.pyStr(s.Doc))
	}
	old := x.class
	x.class = cls
	body := x.closure(s.Body)
	x.class = old
	x.do(x.raising("py.Call", obj, body, ns))
	if stars {
		x.set(cls, x.raising("py.NewClassEx", obj, x.str(s.Name), bases, ns, kw))
	} else {
		x.set(cls, x.raising("py.NewClass", obj, x.str(s.Name), x.slice(goValues, ops[:len(s.Bases)]), ns, x.slice(goStrings, names), x.slice(goValues, vals)))
	}
	v := x.get(cls)
	var out ir.Expr = v
	for i := len(decs) - 1; i >= 0; i-- {
		out = x.save(x.raising("py.Call", obj, decs[i], out))
	}
	x.store(s.Place, func() ir.Expr { return out })
}

// classNamespace makes the dictionary that a class body fills. Where bases or keywords are spread it gives them too, as a list and a dict.
func (x *fb) classNamespace(s *typed.ClassStmt, ops []ir.Expr, stars bool, names, vals []ir.Expr) (bases, kw, ns ir.Expr) {
	obj := types.PyObject
	module, qualname := x.str(x.tf.Module), x.str(s.Body.Qualname)
	switch {
	case stars:
		bases = x.save(x.simple("py.NewList", obj, ops[:len(s.Bases)]...))
		kw = x.save(x.simple("py.NewDict", obj))
		for i, k := range s.Kwargs {
			v := ops[len(s.Bases)+i]
			switch k.Stars {
			case 1:
				x.do(x.raising("py.ListExtend", types.Void, bases, v))
			case 2:
				x.do(x.raising("py.DictUpdate", types.Void, kw, v))
			default:
				x.do(x.raising("py.DictSet", types.Void, kw, x.pyStr(k.Name), v))
			}
		}
		return bases, kw, x.save(x.raising("py.PrepareClassEx", obj, x.str(s.Name), bases, module, qualname, kw))
	case len(ops) > 0:
		return nil, nil, x.save(x.raising("py.PrepareClass", obj, x.str(s.Name), x.slice(goValues, ops[:len(s.Bases)]), module, qualname,
			x.slice(goStrings, names), x.slice(goValues, vals)))
	}
	ns = x.save(x.simple("py.NewDict", obj))
	x.do(x.raising("py.DictSet", types.Void, ns, x.pyStr("__module__"), x.pyStr(x.tf.Module)))
	x.do(x.raising("py.DictSet", types.Void, ns, x.pyStr("__qualname__"), x.pyStr(s.Body.Qualname)))
	return nil, nil, ns
}
