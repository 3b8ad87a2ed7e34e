package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Python's builtins over the containers of the library. sum, min, max, any, all, sorted and reversed run in C, without the GIL too; there
// they take ranges, arrays, C++ containers and generator expressions as well. What Python has to see as an object (print, repr, list, …)
// gets a copy: a list, dict or set of the elements.

// sequenceBuiltin treats a call of a builtin whose argument is a container; nil leaves it to Python.
func (fn *funcCtx) sequenceBuiltin(name string, x *syntax.Call) typed.Expr {
	if len(x.Args) == 0 || x.Args[0].Name != nil || x.Args[0].Stars > 0 {
		return nil
	}
	first := x.Args[0].Value
	switch name {
	case "sum", "min", "max", "any", "all":
		if len(x.Args) > 1 && (name != "sum" || len(x.Args) > 2 || x.Args[1].Stars > 0) {
			return nil
		}
		if gen, ok := unparen(first).(*syntax.Comp); ok && gen.Kind == syntax.GenExp {
			if !fn.nogil {
				return nil
			}
			return fn.reduce(name, x, func(use func(typed.Expr) []typed.Stmt) ([]typed.Stmt, types.Type) { return fn.overGenerator(gen, use) })
		}
		if !fn.countedInC(first) {
			return nil
		}
		return fn.reduce(name, x, func(use func(typed.Expr) []typed.Stmt) ([]typed.Stmt, types.Type) { return fn.overElements(first, use) })
	case "sorted", "reversed":
		if name == "reversed" && len(x.Args) != 1 {
			return nil
		}
		if fn.containerArg(first) == nil {
			return nil
		}
		return fn.sortedCopy(name, x)
	}
	return nil
}

// containerArg is the class of the library's container that an argument is, or nil.
func (fn *funcCtx) containerArg(x syntax.Expr) *types.Class {
	switch unparen(x).(type) {
	case *syntax.Name, *syntax.Attribute, *syntax.Call, *syntax.Subscript, *syntax.Binary:
	default:
		return nil
	}
	var k *types.Class
	fn.quietly(func() { k = seqClass(rvalue(fn.expr(x)).Type()) })
	return k
}

// seqClass is the class of a container or view of the library that a plain reference refers to, or nil.
func seqClass(t types.Type) *types.Class {
	if r := asRef(unconst(t)); r != nil && r.Qual == types.Unqualified {
		switch r.Class.Go {
		case "rt.List", "rt.Dict", "rt.Set", "rt.DictKeys", "rt.DictValues", "rt.DictItems":
			return r.Class
		}
	}
	return nil
}

// countedInC reports whether a builtin goes over the argument without Python.
func (fn *funcCtx) countedInC(x syntax.Expr) bool {
	if fn.containerArg(x) != nil {
		return true
	}
	if !fn.nogil {
		return false
	}
	var it iterable
	ok := fn.quietly(func() { it = fn.iterable(x) })
	return ok && it.kind != iterPy && !isInvalid(it.elem)
}

// overElements loops over a container; use gives the statements for an element. The type is that of the elements.
func (fn *funcCtx) overElements(x syntax.Expr, use func(typed.Expr) []typed.Stmt) ([]typed.Stmt, types.Type) {
	it := fn.iterable(x)
	t := unconstTop(it.elem)
	if use == nil || isInvalid(t) {
		return nil, t
	}
	v := fn.temp(t, x.Span())
	loop := fn.loopInto(it, v, x.Span(), func() []typed.Stmt {
		return use(&typed.VarExpr{E: typed.E{T: v.Type, At: x.Span(), Err: it.at}, Var: v})
	})
	return []typed.Stmt{loop}, t
}

// release empties a hidden variable, so that the object that it held last is not kept.
func (fn *funcCtx) release(v *typed.Var, at source.Span) []typed.Stmt {
	if asRef(v.Type) == nil || v.Captured {
		return nil
	}
	e := typed.E{T: v.Type, At: at}
	return []typed.Stmt{&typed.Assign{S: typed.S{At: at}, Place: &typed.VarExpr{E: e, Var: v}, Value: &typed.NullLit{E: e}}}
}

// overGenerator is overElements of a generator expression, whose loops run in place.
func (fn *funcCtx) overGenerator(x *syntax.Comp, use func(typed.Expr) []typed.Stmt) ([]typed.Stmt, types.Type) {
	var t types.Type = types.Invalid
	walk := func(leaf func(typed.Expr) []typed.Stmt) []typed.Stmt {
		first := fn.clause(&x.Clauses[0])
		restore := fn.inner()
		defer restore()
		return fn.compClauses(x, 0, first, func() []typed.Stmt {
			e := rvalue(fn.expr(x.Elt))
			t = unconstTop(e.Type())
			return leaf(e)
		})
	}
	if use == nil {
		fn.quietly(func() { walk(func(typed.Expr) []typed.Stmt { return nil }) })
		return nil, t
	}
	return walk(use), t
}

// reduce is sum, min, max, any or all.
func (fn *funcCtx) reduce(name string, x *syntax.Call, over func(func(typed.Expr) []typed.Stmt) ([]typed.Stmt, types.Type)) typed.Expr {
	var elem types.Type
	fn.quietly(func() { _, elem = over(nil) })
	s := typed.S{At: x.Span()}
	ref := func(v *typed.Var) typed.Expr { return &typed.VarExpr{E: loc(v.Type, x), Var: v} }
	set := func(v *typed.Var, y typed.Expr) typed.Stmt { return &typed.Assign{S: s, Place: ref(v), Value: y} }
	result := func(t types.Type) *typed.Var {
		v := fn.temp(t, x.Span())
		v.Kind = typed.LocalVar
		v.Name = name
		return v
	}
	seq := func(body []typed.Stmt, y typed.Expr) typed.Expr {
		return &typed.Seq{E: loc(y.Type(), x), Body: body, X: y}
	}
	yes := func(b bool) typed.Expr { return &typed.BoolLit{E: loc(types.Bint, x), V: b} }
	switch name {
	case "any", "all":
		v := result(types.Bint)
		body, _ := over(func(e typed.Expr) []typed.Stmt {
			t := fn.truth(e)
			if name == "all" {
				t = &typed.Not{E: loc(types.Bint, x), X: t}
			}
			return []typed.Stmt{&typed.If{S: s, Cond: t, Then: []typed.Stmt{set(v, yes(name == "any"))}}}
		})
		leave(body, func() typed.Stmt {
			var done typed.Expr = fn.truth(ref(v))
			if name == "all" {
				done = &typed.Not{E: loc(types.Bint, x), X: done}
			}
			return &typed.If{S: s, Cond: done, Then: []typed.Stmt{&typed.Break{S: s}}}
		})
		return seq(append([]typed.Stmt{set(v, yes(name == "all"))}, body...), ref(v))
	case "sum":
		if isInvalid(elem) {
			over(func(typed.Expr) []typed.Stmt { return nil })
			return fn.invalid(x)
		}
		t := sumType(elem)
		if t == nil {
			fn.exprError(codeOperands, x.Args[0].Span(), "Invalid operand types for '+' (long; %s)", displayType(elem))
			return fn.invalid(x)
		}
		var start typed.Expr = &typed.IntLit{E: loc(types.Long, x)}
		if len(x.Args) == 2 {
			start = rvalue(fn.expr(x.Args[1].Value))
			if isFloat(start.Type()) {
				t = types.Double
			}
		}
		v := result(t)
		body, _ := over(func(e typed.Expr) []typed.Stmt {
			return []typed.Stmt{set(v, &typed.Binary{E: loc(t, x), Op: "+", X: ref(v), Y: fn.coerce(e, t)})}
		})
		return seq(append([]typed.Stmt{set(v, fn.coerce(start, t))}, body...), ref(v))
	}
	if isInvalid(elem) {
		over(func(typed.Expr) []typed.Stmt { return nil })
		return fn.invalid(x)
	}
	op := map[string]string{"min": "<", "max": ">"}[name]
	best, found, held := result(elem), result(types.Bint), result(elem)
	body, _ := over(func(e typed.Expr) []typed.Stmt {
		take := []typed.Stmt{set(best, ref(held)), set(found, yes(true))}
		better := fn.compareOne(op, ref(held), ref(best), loc(types.Bint, x), nil)
		if isInvalid(better.Type()) {
			return nil
		}
		return []typed.Stmt{set(held, e), &typed.If{S: s, Cond: &typed.Not{E: loc(types.Bint, x), X: ref(found)}, Then: take,
			Else: []typed.Stmt{&typed.If{S: s, Cond: fn.truth(better), Then: take}}}}
	})
	empty := &typed.Call{E: loc(types.Void, x), Bound: &typed.Binding{Go: map[string]string{"min": "rt.MinEmpty", "max": "rt.MaxEmpty"}[name], Raises: true, NoResult: true, Name: name},
		Sig: fn.funcType(types.Func{Result: types.Void, Except: types.ExceptStar, NoGIL: true})}
	body = append([]typed.Stmt{set(found, yes(false))}, body...)
	body = append(body, &typed.If{S: s, Cond: &typed.Not{E: loc(types.Bint, x), X: ref(found)}, Then: []typed.Stmt{&typed.ExprStmt{S: s, X: empty}}})
	// The best one is moved out, and nothing else is kept.
	out := ref(best)
	if r := asRef(elem); r != nil {
		best.Type = types.RefTo(r.Class, types.IsoTemp, false)
		out = &typed.Consume{E: loc(elem, x), X: &typed.VarExpr{E: loc(best.Type, x), Var: best}}
		body = append(body, set(held, &typed.NullLit{E: loc(elem, x)}))
	}
	return seq(body, out)
}

// leave ends the bodies of the loops among statements, and of those inside them, with what leaves them early.
func leave(ss []typed.Stmt, out func() typed.Stmt) {
	for _, s := range ss {
		switch s := s.(type) {
		case *typed.Loop:
			leave(s.Body, out)
			s.Body = append(s.Body, out())
		case *typed.ForRange:
			leave(s.Body, out)
			s.Body = append(s.Body, out())
		case *typed.ForIter:
			leave(s.Body, out)
			s.Body = append(s.Body, out())
		case *typed.If:
			leave(s.Then, out)
			leave(s.Else, out)
		case *typed.Block:
			leave(s.Body, out)
		}
	}
}

// sumType is the type that sum adds elements up in, nil where they are no numbers.
func sumType(t types.Type) types.Type {
	b := asBasicOrInt(unconst(t))
	switch {
	case !isNumber(t) || b == nil:
		return nil
	case isFloat(t):
		if b == types.LongDouble {
			return b
		}
		return types.Double
	case b.Bits == 64 && !b.Signed:
		return types.ULong
	case b.Bits > 64:
		return b
	}
	return types.Long
}

// sortedCopy is sorted(c, key=…, reverse=…) or reversed(c): a new cyplist.
func (fn *funcCtx) sortedCopy(name string, x *syntax.Call) typed.Expr {
	at := loc(nil, x)
	src := x.Args[0]
	rest := &syntax.Call{Func: x.Func, Lparen: x.Lparen, Args: x.Args[1:]}
	rest.Src = x.Span()
	key, reverse, ok := sortArgs(rest)
	if !ok {
		fn.exprError(codeCall, source.At(x.Lparen), "sorted() takes one positional argument and the keywords key and reverse")
		return fn.invalid(x)
	}
	k := fn.containerArg(src.Value)
	if k.Go == "rt.List" && key == nil && reverse == nil {
		v := rvalue(fn.expr(src.Value))
		return fn.callMethodTyped(v, fn.methodsNamed(k, map[string]string{"sorted": "__sorted__", "reversed": "__reversed__"}[name]), nil, at, "")
	}
	list := k
	if k.Go != "rt.List" {
		var elem types.Type
		fn.quietly(func() { elem = fn.iterable(src.Value).elem })
		if list = fn.listOf(unconstTop(elem), x.Span()); list == nil {
			return fn.invalid(x)
		}
	}
	made := fn.containerOf(list, []syntax.Arg{src}, at)
	if made == nil || isInvalid(made.Type()) {
		return fn.invalid(x)
	}
	v := fn.temp(types.RefTo(list, types.Unqualified, false), x.Span())
	ref := func() typed.Expr { return &typed.VarExpr{E: loc(v.Type, x), Var: v} }
	var change typed.Expr
	switch {
	case name == "reversed":
		change = fn.callMethodTyped(ref(), fn.methodsNamed(list, "reverse"), nil, at, "")
	case key != nil:
		change = fn.sortBy(ref(), list, key, reverse, x)
	case reverse != nil:
		change = fn.callMethodTyped(ref(), fn.methodsNamed(list, "sort"), []typed.Expr{fn.cond(reverse)}, at, "")
	default:
		change = fn.callMethodTyped(ref(), fn.methodsNamed(list, "sort"), nil, at, "")
	}
	at.T = v.Type
	return &typed.Let{E: at, Var: v, Init: made, X: &typed.Seq{E: at, Body: []typed.Stmt{&typed.ExprStmt{S: typed.S{At: x.Span()}, X: change}}, X: ref()}}
}

// looksAt lists the builtins that go over their arguments or show them: they get copies of containers.
var looksAt = map[string]bool{"print": true, "repr": true, "str": true, "ascii": true, "format": true, "list": true, "tuple": true, "set": true,
	"frozenset": true, "dict": true, "zip": true, "map": true, "filter": true, "enumerate": true, "iter": true, "sorted": true, "sum": true,
	"min": true, "max": true, "any": true, "all": true, "bool": true}

// shown is an argument as an object: of a container of the library a copy.
func (fn *funcCtx) shown(x syntax.Expr) typed.Expr {
	if fn.nogil || fn.containerArg(x) == nil {
		return fn.pyExpr(x)
	}
	return fn.snapshot(rvalue(fn.expr(x)))
}

// snapshot is the Python list, dict or set of the elements of a container.
func (fn *funcCtx) snapshot(v typed.Expr) typed.Expr {
	k := seqClass(v.Type())
	if k == nil {
		return fn.toPy(v)
	}
	kind, name := typed.ListComp, "list"
	switch k.Go {
	case "rt.Dict":
		kind, name = typed.DictComp, "dict"
		v = rvalue(fn.callMethod(v, fn.methodsNamed(k, "items"), nil, v.Span(), v.Pos(), ""))
	case "rt.Set":
		kind, name = typed.SetComp, "set"
	}
	c := &typed.Comp{E: mk(fn.object(name), v), Kind: kind}
	c.Result = fn.temp(fn.object(name), v.Span())
	it := fn.iterableOf(v, nil)
	elem := fn.temp(unconstTop(it.elem), v.Span())
	c.Body = []typed.Stmt{fn.loopInto(it, elem, v.Span(), func() []typed.Stmt {
		e := &typed.VarExpr{E: mk(elem.Type, v), Var: elem}
		add := &typed.CompAdd{S: typed.S{At: v.Span()}, Comp: c}
		if kind != typed.DictComp {
			add.Value = fn.snapshot(e)
			return []typed.Stmt{add}
		}
		ss, parts := fn.two(e, v.Span())
		add.Key, add.Value = fn.snapshot(parts[0]), fn.snapshot(parts[1])
		return append(ss, add)
	})}
	return c
}
