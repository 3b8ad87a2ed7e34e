package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// fusedDef is a `def` with fused parameters, as the cpdef function that it is in effect; nil for any other def.
func (c *checker) fusedDef(sc *scope, s *syntax.FuncDef) *syntax.CFuncDef {
	if s.Params == nil || s.Async || hasYield(s.Body) {
		return nil
	}
	fused := false
	for _, p := range s.Params.List {
		if p.Kind != syntax.Positional || p.Tuple != nil {
			return nil
		}
		if p.Type == nil || len(p.Type.Base) == 0 || len(p.Type.Args) > 0 {
			continue
		}
		y := sc.lookup(p.Type.Base[0].Name)
		switch {
		case y == nil:
		case len(p.Type.Base) == 1:
			tp, ok := y.t.(*types.TypeParam)
			fused = fused || ok && c.fused[tp] != nil
		case len(p.Type.Base) == 2 && (y.kind == symPyModule && y.name == "cython" || y.kind == symModule && y.target.name == "cython"):
			fused = fused || builtinFused[p.Type.Base[1].Name] != nil
		}
	}
	if !fused {
		return nil
	}
	ft := &syntax.FuncType{Loc: s.Params.Loc, Lparen: s.Lparen, Params: s.Params}
	t := &syntax.TypeExpr{Derive: []syntax.Derive{{Kind: syntax.Function, Func: ft}}}
	t.Src = s.Name.Span()
	f := &syntax.CFuncDef{Mods: syntax.Mods{Loc: s.Name.Loc, Keyword: "cpdef"}, Decorators: s.Decorators, Body: s.Body, HasBody: true,
		Decl: &syntax.Declarator{Loc: s.Name.Loc, Name: s.Name, Type: t, Lparen: s.Lparen}}
	f.Src = s.Span()
	return f
}

// makeFusedDef makes the Python side of a function with fused parameters: it chooses by the types of the arguments, of the numbers that fit the
// widest.
func (c *checker) makeFusedDef(d *funcDecl) {
	f := &typed.Func{Kind: typed.DefFunc, Name: d.name, Qualname: d.name, Module: d.mod.name, Span: d.span, Result: types.PyObject, Py: &typed.PyParams{}}
	d.def = f
	c.work = append(c.work, func() {
		g := c.newFunc(f, d.mod, d.mod.scope, d.mod.body)
		g.nogil = false
		f.Outer = nil
		var vars []*typed.Var
		for i, p := range d.params {
			v := g.param(p.name, types.PyObject, p.span)
			g.declareParam(v)
			vars = append(vars, v)
			pp := typed.PyParam{Name: p.name}
			if p.def != nil {
				pp.Default = &typed.NoneLit{E: typed.E{T: types.PyObject, At: p.span}}
				if y, ok := g.tryCoerce(g.defaultArg(d, i), types.PyObject); ok {
					pp.Default = y
				}
			}
			f.Py.List = append(f.Py.List, pp)
		}
		f.Doc, f.HasDoc = docOf(d.syn.Body)
		f.Sig = c.pySig(f)
		g.dispatch(d, vars, nil)
		name := g.nameAt(d, "TypeError")
		msg := &syntax.String{Kind: syntax.Text, Value: "No matching signature found"}
		msg.Src = d.nameSpan
		call := &syntax.Call{Func: name, Args: []syntax.Arg{{Loc: syntax.Loc{Src: d.nameSpan}, Value: msg}}}
		call.Src = d.nameSpan
		r := &syntax.Raise{X: call}
		r.Src = d.nameSpan
		f.Body = append(f.Body, g.stmts([]syntax.Stmt{r})...)
		g.finishLocals(nil)
	})
}

func (fn *funcCtx) nameAt(d *funcDecl, name string) *syntax.Name {
	n := &syntax.Name{Name: name}
	n.Src = d.nameSpan
	return n
}

// dispatch adds a test and a call for each list of types that the arguments tell apart.
func (fn *funcCtx) dispatch(d *funcDecl, vars []*typed.Var, chosen []types.Type) {
	if len(chosen) < len(d.fused) {
		for _, t := range dispatchOrder(d.fused[len(chosen)].done().fused) {
			fn.dispatch(d, vars, append(chosen[:len(chosen):len(chosen)], t))
		}
		return
	}
	at := typed.S{At: d.nameSpan}
	s := fn.specialised(d, chosen, d.nameSpan)
	if s == nil || s.fn == nil {
		return
	}
	call := &typed.Call{E: typed.E{T: resultOf(s.sig), At: d.nameSpan}, Func: s.fn, Sig: s.sig}
	var cond syntax.Expr
	for i, p := range s.params {
		arg := &typed.VarExpr{E: typed.E{T: types.PyObject, At: p.span}, Var: vars[i]}
		x, ok := fn.tryCoerce(arg, p.t)
		if !ok {
			return // Python code has no such argument
		}
		call.Args = append(call.Args, x)
		if cls := pythonClass(p.t); cls != "" && fn.fusedIn(d.params[i].t) != nil {
			t := &syntax.Call{Func: fn.nameAt(d, "isinstance"), Args: []syntax.Arg{
				{Loc: syntax.Loc{Src: d.nameSpan}, Value: fn.nameAt(d, p.name)}, {Loc: syntax.Loc{Src: d.nameSpan}, Value: fn.nameAt(d, cls)}}}
			t.Src = d.nameSpan
			if cond == nil {
				cond = t
				continue
			}
			both := &syntax.BoolOp{Op: "and", X: cond, Y: t}
			both.Src = d.nameSpan
			cond = both
		}
	}
	ret := &typed.Return{S: at, X: fn.toPy(call)}
	if cond == nil {
		fn.f.Body = append(fn.f.Body, ret)
		return
	}
	fn.f.Body = append(fn.f.Body, &typed.If{S: at, Cond: fn.cond(cond), Then: []typed.Stmt{ret}})
}

// dispatchOrder leaves one type for each Python class, the widest, and puts what takes any object last.
func dispatchOrder(list []types.Type) []types.Type {
	best := map[string]int{}
	var out []types.Type
	for _, t := range list {
		cls := pythonClass(t)
		i, ok := best[cls]
		if !ok {
			best[cls] = len(out)
			out = append(out, t)
			continue
		}
		a, isA := unconst(t).(*types.Basic)
		b, isB := unconst(out[i]).(*types.Basic)
		if isA && isB && a.Rank > b.Rank {
			out[i] = t
		}
	}
	if i, ok := best[""]; ok {
		any := out[i]
		out = append(append(out[:i:i], out[i+1:]...), any)
	}
	return out
}

// pythonClass names the class of the Python values that a C type stands for; "" is any.
func pythonClass(t types.Type) string {
	t = unconst(t)
	switch k := t.(type) {
	case *types.Basic:
		switch {
		case isFloat(t):
			return "float"
		case isInteger(t):
			return "int"
		}
	case *types.Enum:
		return "int"
	case *types.Pointer:
		if isCharPointer(k) {
			return "bytes"
		}
	case *types.Cpp:
		if k.Key == "std::string" {
			return "bytes"
		}
	case *types.Object:
		if k.Ext != nil {
			return k.Ext.Name
		}
		return k.Builtin
	case *types.Ref:
		return k.Class.Name
	}
	return ""
}

// byObject reports whether a call with these arguments chooses at run time: a fused parameter gets an object that is none of its types.
func (fn *funcCtx) byObject(d *funcDecl, a args) bool {
	list, why, _ := arrange(d, a)
	if d.def == nil || why != "" {
		return false
	}
	for i, x := range list {
		if x == nil || i >= len(d.params) {
			continue
		}
		y := fn.fusedIn(d.params[i].t)
		if y == nil || !isObject(x.Type()) && !isText(x.Type()) {
			continue
		}
		same := false
		for _, t := range y.done().fused {
			same = same || sameType(t, unconst(x.Type()))
		}
		if !same {
			return true
		}
	}
	return false
}
