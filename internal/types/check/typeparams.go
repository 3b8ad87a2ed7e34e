package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Type parameters and the `type` statement. To the compiler they say nothing; at run time they are objects of typing.

// typeParams makes the parameters, in a scope that restore leaves, and gives the tuple of them; nil where there are none.
func (fn *funcCtx) typeParams(list []syntax.TypeParam) (made []typed.Stmt, tuple typed.Expr, restore func()) {
	if len(list) == 0 {
		return nil, nil, func() {}
	}
	restore = fn.inner()
	t := &typed.PyTuple{E: typed.E{T: fn.object("tuple"), At: list[0].Span()}}
	for i := range list {
		p := &list[i]
		e := typed.E{T: types.PyObject, At: p.Span()}
		v := &typed.Var{Name: p.Name.Name, Kind: typed.LocalVar, Type: types.PyObject, Func: fn.f, Span: p.Name.Span(), Assigned: true}
		if fn.f.Kind == typed.ModuleFunc { // the functions of a module have its variables only
			v.Kind, v.Func, v.Module = typed.GlobalVar, nil, fn.mod.name
			fn.mod.out.Globals = append(fn.mod.out.Globals, v)
		} else {
			fn.f.Vars = append(fn.f.Vars, v)
		}
		fn.scope.names[p.Name.Name] = &symbol{kind: symVar, name: p.Name.Name, span: p.Name.Span(), mod: fn.mod, v: v}
		kind := [...]string{"TypeVar", "TypeVarTuple", "ParamSpec"}[p.Stars]
		call := fn.typing(kind, p.Span(), fn.strLit(p.Name.Name, p.Span()))
		if kind != "TypeVarTuple" {
			call.Args = append(call.Args, typed.PyArg{Name: "infer_variance", Value: &typed.BoolLit{E: e, V: true}})
		}
		if p.Bound != nil {
			call.Args = append(call.Args, typed.PyArg{Name: "_bound", Value: fn.later(p.Bound)})
		}
		if p.Default != nil {
			call.Args = append(call.Args, typed.PyArg{Name: "_default", Value: fn.later(p.Default)})
		}
		made = append(made, &typed.Assign{S: typed.S{At: p.Span()}, Place: &typed.VarExpr{E: e, Var: v}, Value: call})
		t.Elts = append(t.Elts, &typed.VarExpr{E: e, Var: v})
	}
	return made, t, restore
}

// typing calls a class of that module.
func (fn *funcCtx) typing(name string, at source.Span, args ...typed.Expr) *typed.PyCall {
	e := typed.E{T: types.PyObject, At: at}
	c := &typed.PyCall{E: e, Func: &typed.PyImport{E: e, Module: "typing", Name: name}}
	for _, a := range args {
		c.Args = append(c.Args, typed.PyArg{Value: a})
	}
	return c
}

func (fn *funcCtx) strLit(s string, at source.Span) typed.Expr {
	return &typed.StrLit{E: typed.E{T: fn.object("str"), At: at}, V: s}
}

// later is a function that gives the value of an expression; what an unknown name makes of it, its text.
func (fn *funcCtx) later(x syntax.Expr) typed.Expr {
	l := &syntax.Lambda{Body: x}
	l.Src = x.Span()
	var f typed.Expr
	if fn.quietly(func() { f = fn.lambdaExpr(l) }) {
		return f
	}
	s := &syntax.String{Value: fn.text(x.Span())}
	s.Src = x.Span()
	l.Body = s
	return fn.lambdaExpr(l)
}

// typeAlias is the `type` statement: its value is evaluated when it is asked for.
func (fn *funcCtx) typeAlias(s *syntax.TypeAlias) []typed.Stmt {
	out, params, restore := fn.typeParams(s.TypeParams)
	call := fn.typing("TypeAliasType", s.Span(), fn.strLit(s.Name.Name, s.Name.Span()), fn.later(s.Value))
	if params != nil {
		call.Args = append(call.Args, typed.PyArg{Name: "type_params", Value: params})
	}
	restore()
	call.Args = append(call.Args, typed.PyArg{Name: "_later", Value: &typed.BoolLit{E: typed.E{T: types.PyObject, At: s.Span()}, V: true}})
	n := &syntax.Name{Name: s.Name.Name}
	n.Src = s.Name.Span()
	return append(out, &typed.Assign{S: typed.S{At: s.Span()}, Place: fn.placeName(n), Value: call})
}

// notes are the annotations of a function: their values in Python, their texts in Cython and where they have no value here.
func (fn *funcCtx) notes(s *syntax.FuncDef) (names []string, values []typed.Expr) {
	texts := !fn.mod.res.Python || future(fn.mod.res.Pyx, "annotations")
	note := func(name string, x syntax.Expr) {
		if x == nil {
			return
		}
		var v typed.Expr
		if st, ok := x.(*syntax.Starred); ok && !texts { // `*args: *Ts` is what going over Ts gives
			fn.quietly(func() { v = fn.pyBuiltin("next", x.Span(), fn.pyBuiltin("iter", x.Span(), fn.pyExpr(st.X))) })
		} else if texts || !fn.quietly(func() { v = fn.pyExpr(x) }) {
			v = fn.strLit(fn.text(x.Span()), x.Span())
		}
		names, values = append(names, name), append(values, v)
	}
	if s.Params != nil {
		for _, p := range s.Params.List {
			note(p.Name.Name, p.Annotation)
		}
	}
	note("return", s.Returns)
	return names, values
}

// pyBuiltin calls a builtin of Python.
func (fn *funcCtx) pyBuiltin(name string, at source.Span, args ...typed.Expr) typed.Expr {
	e := typed.E{T: types.PyObject, At: at}
	c := &typed.PyCall{E: e, Func: &typed.BuiltinRef{E: e, Name: name}}
	for _, a := range args {
		c.Args = append(c.Args, typed.PyArg{Value: a})
	}
	return c
}
