package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// wrapped notes that Python code sees objects of a class.
func (b *builder) wrapped(k *types.Class) {
	if k.Go != "" || b.visible[k] {
		return
	}
	b.visible[k] = true
	for _, base := range k.MRO {
		b.wrapped(base)
	}
}

// wrappers makes the Python side of the classes that Python code sees (spec 10.1, 10.2): adapters that convert arguments and
// results. Building one may show further classes to Python.
func (b *builder) wrappers() {
	for again := true; again; {
		again = false
		for _, k := range b.prog.Classes {
			c := b.classes[k]
			if c == nil || c.Wrapper != nil || c.Message || !wrappable(k) || !b.seen(k) {
				continue
			}
			c.Wrapper = b.wrapper(k)
			again = true
		}
	}
}

// seen reports whether Python code sees a class: itself, or objects of it as those of a base.
func (b *builder) seen(k *types.Class) bool {
	for _, m := range k.MRO {
		if b.visible[m] {
			return true
		}
	}
	return b.visible[k]
}

// wrappable reports whether a class may have a wrapper type (spec 10.1).
func wrappable(k *types.Class) bool {
	if k.Generic != nil && isResult(k) {
		return true
	}
	if k.Go != "" || k.Generic != nil || k.InPxd || !k.Complete {
		return false
	}
	if n := methodNamed(k, "__new__"); n != nil {
		r := asRef(n.Sig.Result)
		return r != nil && r.Qual == types.Unqualified && r.Class == n.Class
	}
	return true
}

// isResult reports whether a class is one that calls on active objects give (module cyp).
func isResult(k *types.Class) bool {
	for _, b := range k.MRO {
		if b.Go == "rt.Result" {
			return true
		}
	}
	return false
}

func methodNamed(k *types.Class, name string) *types.Method {
	for _, c := range k.MRO {
		for _, m := range c.Methods {
			if m.Name == name {
				return m
			}
		}
	}
	return nil
}

// converts reports whether values of a type convert to objects and, with back, from them.
func converts(t types.Type, back bool) bool {
	switch t := plain(t).(type) {
	case *types.Basic:
		switch t.Kind {
		case types.BintKind, types.IntKind, types.FloatKind:
			return true
		case types.VoidKind:
			return !back
		}
	case *types.Enum, *types.Object:
		return true
	case *types.Pointer:
		return isCharPointer(t)
	case *types.Ref:
		return t.Qual == types.Unqualified && !t.Const && wrappable(t.Class)
	case *types.Struct:
		if t.Union || t.GoType != "" {
			return false
		}
		for _, f := range t.Fields {
			if !converts(f.Type, back) {
				return false
			}
		}
		return true
	case *types.Cpp:
		switch t.Key {
		case "std::string":
			return true
		case "std::string_view":
			return !back
		case "std::vector", "std::deque", "std::set", "std::unordered_set", "std::map", "std::unordered_map", "std::pair":
			for _, a := range t.Args {
				if asRef(a) != nil || !converts(a, back) {
					return false
				}
			}
			return true
		}
	}
	return false
}

// adapter builds Python-callable functions as typed trees, which are then built like any other.
type adapter struct {
	b  *builder
	at source.Span
	f  *typed.Func
}

func (b *builder) adapter(k *types.Class, name string, at source.Span) *adapter {
	f := &typed.Func{Kind: typed.DefFunc, Name: name, Qualname: k.Name + "." + name, Module: k.Module, Result: types.PyObject, Span: at,
		Py: &typed.PyParams{}}
	return &adapter{b: b, at: at, f: f}
}

func (a *adapter) e(t types.Type) typed.E { return typed.E{T: t, At: a.at} }

func (a *adapter) s() typed.S { return typed.S{At: a.at} }

// param adds a parameter and gives its value.
func (a *adapter) param(name string, kind typed.PyParamKind) typed.Expr {
	v := &typed.Var{Name: name, Kind: typed.ParamVar, Type: types.PyObject, Func: a.f, Span: a.at, Assigned: true}
	a.f.Params = append(a.f.Params, v)
	a.f.Py.List = append(a.f.Py.List, typed.PyParam{Name: name, Kind: kind})
	return &typed.VarExpr{E: a.e(types.PyObject), Var: v}
}

// argument adds the parameter for parameter i of a method and gives its value for the call; what Python leaves out is the default.
func (a *adapter) argument(m *types.Method, i int) typed.Expr {
	p := m.Sig.Params[i]
	v := a.param(paramName(p, i), typed.PyPositional)
	if !p.Optional {
		return a.toC(v, p.Type)
	}
	a.f.Py.List[len(a.f.Py.List)-1].Default = &typed.NoneLit{E: a.e(types.PyObject)}
	given := &typed.Call{E: a.e(types.Bool), Bound: &typed.Binding{Go: "py.Given", Pure: true, Name: p.Name}, Args: []typed.Expr{v}}
	return &typed.IfExp{E: a.e(plain(p.Type)), Cond: given, Then: a.toC(v, p.Type), Else: a.b.defaultOf(m, i)}
}

// defaultOf is the default of a parameter, nil where Python code has to give it.
func (b *builder) defaultOf(m *types.Method, i int) typed.Expr {
	if f := b.bodies[m]; f != nil && i < len(f.Defaults) {
		return f.Defaults[i]
	}
	return nil
}

// takesObjects reports whether all parameters can be given by Python code.
func (b *builder) takesObjects(m *types.Method) bool {
	for i, p := range m.Sig.Params {
		if p.Optional && b.defaultOf(m, i) == nil || isReference(p.Type) || !converts(p.Type, true) {
			return false
		}
	}
	return true
}

// toC converts an object to the type of a parameter, toPy a result to an object.
func (a *adapter) toC(v typed.Expr, t types.Type) typed.Expr {
	if r, ok := plain(t).(*types.Reference); ok {
		t = r.Elem
	}
	t = plain(t)
	if isObject(t) {
		return v
	}
	kind := typed.FromPy
	if asRef(t) != nil {
		kind = typed.Unwrap
	}
	return &typed.Coerce{E: a.e(t), Kind: kind, X: v}
}

func (a *adapter) toPy(v typed.Expr) typed.Expr {
	t := plain(v.Type())
	if isObject(t) {
		return v
	}
	kind := typed.ToPy
	switch {
	case asRef(t) != nil:
		kind = typed.Wrap
	case isBint(t):
		kind = typed.BintToPy
	}
	return &typed.Coerce{E: a.e(types.PyObject), Kind: kind, X: v}
}

func (a *adapter) build(body ...typed.Stmt) *ir.Func {
	a.f.Body = body
	g := a.b.declareFunc(a.f)
	g.Name = a.f.Qualname
	a.b.buildFunc(a.f, g, nil)
	g.Exported = false
	return g
}

// wrapper makes the Python side of one class.
func (b *builder) wrapper(k *types.Class) *ir.Wrapper {
	if isResult(k) {
		return b.resultWrapper(k)
	}
	w := &ir.Wrapper{Init: b.constructor(k)}
	for _, f := range k.Fields {
		if converts(f.Type, true) {
			w.Fields = append(w.Fields, f)
			if r := asRef(f.Type); r != nil {
				b.wrapped(r.Class)
			}
		}
	}
	for _, m := range k.Methods {
		if !b.exposed(k, m) {
			continue
		}
		name := m.Name
		switch name {
		case "__div__":
			if methodNamed(k, "__truediv__") != nil {
				continue
			}
			name = "__truediv__"
		case "__idiv__":
			name = "__itruediv__"
		}
		w.Methods = append(w.Methods, ir.WrapperMethod{Name: name, Static: m.Static, Func: b.method(k, m, name)})
	}
	return w
}

// resultWrapper is the Python side of a result: its methods, the base's included.
func (b *builder) resultWrapper(k *types.Class) *ir.Wrapper {
	w := &ir.Wrapper{}
	for _, c := range k.MRO {
		if c != k && c.Go != "rt.Result" {
			continue
		}
		for _, m := range c.Methods {
			t := m.Sig.Result
			if r := asRef(t); r != nil && r.Qual == types.Iso {
				t = types.RefTo(r.Class, types.Unqualified, r.Const) // it is handed over
			}
			if m.Name[0] != '_' && converts(t, false) {
				w.Methods = append(w.Methods, ir.WrapperMethod{Name: m.Name, Func: b.method(k, m, m.Name)})
			}
		}
	}
	return w
}

// exposed reports whether Python code sees a method (spec 10.2).
func (b *builder) exposed(k *types.Class, m *types.Method) bool {
	switch m.Name {
	case "__init__", "__new__", "__alloc__", "__dealloc__":
		return false
	}
	if m.SelfQual != types.Unqualified || m.Sig.Variadic || b.methods[m] == nil || !converts(m.Sig.Result, false) {
		return false
	}
	if !b.takesObjects(m) {
		return false
	}
	for _, c := range k.MRO {
		for _, o := range c.Methods {
			if o != m && o.Name == m.Name && (c == k || o.Slot != m.Slot) {
				return false // overloaded
			}
		}
	}
	return true
}

// inPlace are the methods behind in-place operators: Python rebinds the variable to their result.
var inPlace = map[string]bool{"__iadd__": true, "__isub__": true, "__imul__": true, "__idiv__": true, "__itruediv__": true, "__imod__": true,
	"__ilshift__": true, "__irshift__": true, "__iand__": true, "__ior__": true, "__ixor__": true, "__ifloordiv__": true, "__ipow__": true, "__imatmul__": true}

// method is the adapter of a method.
func (b *builder) method(k *types.Class, m *types.Method, name string) *ir.Func {
	a := b.adapter(k, name, m.NameSpan)
	if !a.at.IsValid() {
		a.at = m.Decl
		a.f.Span = m.Decl
	}
	if t := b.bodies[m]; t != nil {
		a.f.Doc, a.f.HasDoc = t.Doc, t.HasDoc
	}
	call := &typed.MethodCall{E: a.e(m.Sig.Result), Method: m, Exact: m.Static}
	var self typed.Expr
	if !m.Static {
		self = a.param("self", typed.PyPosOnly)
		call.Recv = a.toC(self, types.RefTo(k, types.Unqualified, m.SelfConst))
	}
	for i := range m.Sig.Params {
		call.Args = append(call.Args, a.argument(m, i))
	}
	var v typed.Expr = call
	if r := asRef(m.Sig.Result); r != nil && r.Qual == types.Iso {
		call.T = types.RefTo(r.Class, types.IsoTemp, r.Const)
		v = &typed.Coerce{E: a.e(types.RefTo(r.Class, types.Unqualified, r.Const)), Kind: typed.Upcast, X: call}
	}
	switch {
	case inPlace[m.Name]:
		return a.build(&typed.ExprStmt{S: a.s(), X: call}, &typed.Return{S: a.s(), X: self})
	case isVoid(plain(m.Sig.Result)):
		return a.build(&typed.ExprStmt{S: a.s(), X: call}, &typed.Return{S: a.s(), X: &typed.NoneLit{E: a.e(types.PyObject)}})
	case m.Name == "__bool__" || m.Name == "__contains__":
		v = &typed.Coerce{E: a.e(types.Bint), Kind: typed.ToCNumber, X: call}
	}
	return a.build(&typed.Return{S: a.s(), X: a.toPy(v)})
}

func paramName(p types.Param, i int) string {
	if p.Name != "" {
		return p.Name
	}
	return "arg" + string(rune('0'+i%10))
}

// constructor is the adapter that constructs an object from Python arguments: spec 5.1, overloads resolved at run time.
func (b *builder) constructor(k *types.Class) *ir.Func {
	a := b.adapter(k, "__init__", k.Decl)
	own := types.RefTo(k, types.Unqualified, false)
	make := func(init, nw *types.Method, args []typed.Expr) *typed.Construct {
		c := &typed.Construct{E: a.e(own), Class: k, Init: init, InitArgs: args, Alloc: ownMethod(k, "__alloc__")}
		if nw != nil {
			c.New, c.NewArgs, c.Init, c.InitArgs = nw, args, nil, nil
			if i := matchingInit(k, nw); i != nil {
				c.Init, c.InitArgs = i, args
			}
		}
		return c
	}
	give := func(c *typed.Construct) typed.Stmt { return &typed.Return{S: a.s(), X: a.toPy(c)} }
	if nw := methodNamed(k, "__new__"); nw != nil {
		if !b.takesObjects(nw) {
			return nil
		}
		var args []typed.Expr
		var held []typed.Stmt
		for i, p := range nw.Sig.Params {
			v := &typed.Var{Name: "t", Kind: typed.TempVar, Type: plain(p.Type), Func: a.f, Span: a.at, Assigned: true}
			ref := &typed.VarExpr{E: a.e(v.Type), Var: v}
			held = append(held, &typed.Assign{S: a.s(), Place: ref, Value: a.argument(nw, i)})
			args = append(args, ref)
		}
		return a.build(append(held, give(make(nil, nw, args)))...)
	}
	inits := b.constructors(k)
	var usable []*types.Method
	for _, m := range inits {
		if m == nil || b.takesObjects(m) && b.methods[m] != nil {
			usable = append(usable, m)
		}
	}
	switch len(usable) {
	case 0:
		return nil
	case 1:
		var args []typed.Expr
		if m := usable[0]; m != nil {
			for i := range m.Sig.Params {
				args = append(args, a.argument(m, i))
			}
		}
		return a.build(give(make(usable[0], nil, args)))
	}
	return b.overloaded(a, usable, func(m *types.Method, args []typed.Expr) typed.Stmt { return give(make(m, nil, args)) })
}

func ownMethod(k *types.Class, name string) *types.Method {
	for _, m := range k.Methods {
		if m.Name == name {
			return m
		}
	}
	return nil
}

// constructors lists the constructors of a class: its __init__ methods, own ones first, those of bases, and nil for the implicit one.
func (b *builder) constructors(k *types.Class) []*types.Method {
	var out []*types.Method
	inherited, empty := false, false
	for i, c := range k.MRO {
		for _, m := range c.Methods {
			if m.Name != "__init__" {
				continue
			}
			inherited = inherited || i > 0
			empty = empty || len(m.Sig.Params) == 0 || m.Sig.Params[0].Optional
			hidden := false
			for _, o := range out {
				hidden = hidden || sameParams(o.Sig, m.Sig)
			}
			if !hidden {
				out = append(out, m)
			}
		}
	}
	if !inherited && !empty {
		out = append(out, nil)
	}
	return out
}

func sameParams(a, b *types.Func) bool {
	if len(a.Params) != len(b.Params) {
		return false
	}
	for i := range a.Params {
		if plain(a.Params[i].Type) != plain(b.Params[i].Type) {
			return false
		}
	}
	return true
}

// matchingInit is the __init__ that takes the parameters of __new__.
func matchingInit(k *types.Class, nw *types.Method) *types.Method {
	for _, c := range k.MRO {
		for _, m := range c.Methods {
			if m.Name == "__init__" && sameParams(m.Sig, nw.Sig) {
				return m
			}
		}
	}
	return nil
}

// overloaded picks among constructors by the number and the types of the arguments.
func (b *builder) overloaded(a *adapter, inits []*types.Method, make func(*types.Method, []typed.Expr) typed.Stmt) *ir.Func {
	args := a.param("args", typed.PyVarArgs)
	builtin := func(name string) typed.Expr { return &typed.BuiltinRef{E: a.e(types.PyObject), Name: name} }
	call := func(f typed.Expr, xs ...typed.Expr) typed.Expr {
		c := &typed.PyCall{E: a.e(types.PyObject), Func: f}
		for _, x := range xs {
			c.Args = append(c.Args, typed.PyArg{Value: x})
		}
		return c
	}
	number := func(n int) typed.Expr { return &typed.IntLit{E: a.e(types.PyObject), V: int64(n)} }
	arg := func(i int) typed.Expr { return &typed.PyIndex{E: a.e(types.PyObject), X: args, I: number(i)} }
	var body []typed.Stmt
	for _, m := range inits {
		var params []types.Param
		if m != nil {
			params = m.Sig.Params
		}
		required := 0
		for _, p := range params {
			if !p.Optional {
				required++
			}
		}
		for n := len(params); n >= required; n-- {
			var cond typed.Expr = &typed.PyCompare{E: a.e(types.Bint), Op: "==", X: call(builtin("len"), args), Y: number(n)}
			var list []typed.Expr
			for i, p := range params {
				if i >= n {
					list = append(list, b.defaultOf(m, i))
					continue
				}
				list = append(list, a.toC(arg(i), p.Type))
				if test := b.accepts(a, plain(p.Type), arg(i), builtin, call); test != nil {
					cond = &typed.BoolOp{E: a.e(types.Bint), And: true, X: cond, Y: test}
				}
			}
			body = append(body, &typed.If{S: a.s(), Cond: cond, Then: []typed.Stmt{make(m, list)}})
		}
	}
	text := &typed.StrLit{E: a.e(types.PyObject), V: "no suitable method found"}
	body = append(body, &typed.Raise{S: a.s(), X: call(builtin("TypeError"), text)})
	return a.build(body...)
}

// accepts is a test whether an object suits a parameter type; nil where all do.
func (b *builder) accepts(a *adapter, t types.Type, v typed.Expr, builtin func(string) typed.Expr, call func(typed.Expr, ...typed.Expr) typed.Expr) typed.Expr {
	is := func(classes ...typed.Expr) typed.Expr {
		var of typed.Expr = &typed.PyTuple{E: a.e(types.PyObject), Elts: classes}
		return &typed.Truth{E: a.e(types.Bint), X: call(builtin("isinstance"), v, of)}
	}
	switch t := t.(type) {
	case *types.Basic:
		switch t.Kind {
		case types.IntKind, types.BintKind:
			return is(builtin("int"))
		case types.FloatKind:
			return is(builtin("float"), builtin("int"))
		}
	case *types.Enum:
		return is(builtin("int"))
	case *types.Pointer:
		return is(builtin("bytes"))
	case *types.Ref:
		none := call(builtin("type"), &typed.NoneLit{E: a.e(types.PyObject)})
		return is(&typed.ClassObject{E: a.e(types.PyObject), Class: t.Class}, none)
	case *types.Cpp:
		if t.Key == "std::string" {
			return is(builtin("bytes"))
		}
	case *types.Object:
		if t.Builtin != "" && t.Ext == nil {
			return is(builtin(t.Builtin))
		}
	}
	return nil
}
