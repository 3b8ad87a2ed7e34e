package check

import (
	"math"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// What Python does with lists, dictionaries and sets, for the containers of the library: slices, sorting by keys, methods that take any
// iterable, and the builtins that go over a container.

// sliceMethod calls __getslice__, __setslice__ or __delslice__ of a container of the library; for other classes a slice is an error.
func (fn *funcCtx) sliceMethod(v typed.Expr, k *types.Ref, name string, sl *syntax.Slice, x *syntax.Subscript, values ...typed.Expr) typed.Expr {
	lb := source.At(x.Lbrack)
	all := fn.methodsNamed(k.Class, name)
	if k.Class.Go == "" && !inheritsRuntime(k.Class) || len(all) == 0 {
		fn.exprError(codeSubscript, lb, "Slicing is not supported by cypclass '%s'", k.Class.Name)
		return fn.invalid(x)
	}
	ds := fn.visibleMethods(v, name)
	if len(ds) == 0 {
		fn.exprError(codeConst, lb, "Cannot call non-const method on const object")
		return fn.invalid(x)
	}
	given := int64(0)
	bound := func(e syntax.Expr, bit, otherwise int64) typed.Expr {
		if e == nil {
			return &typed.IntLit{E: loc(types.Long, x), V: otherwise}
		}
		given |= bit
		return fn.expr(e)
	}
	list := []typed.Expr{bound(sl.Lo, 1, 0), bound(sl.Hi, 2, math.MaxInt64), bound(sl.Step, 0, 1)}
	list = append(list, &typed.IntLit{E: loc(types.Int, x), V: given})
	return fn.callMethod(v, ds, append(list, values...), x.Span(), lb, "[]")
}

// inheritsRuntime reports whether a class derives from one that the runtime provides.
func inheritsRuntime(k *types.Class) bool {
	for _, b := range k.MRO {
		if b.Go != "" {
			return true
		}
	}
	return false
}

// libraryContainer is the class of a cyplist, cypdict or cypset that v refers to, or nil.
func libraryContainer(t types.Type) *types.Class {
	if r := asRef(t); r != nil {
		switch r.Class.Go {
		case "rt.List", "rt.Dict", "rt.Set":
			return r.Class
		}
	}
	return nil
}

// takesIterable lists the methods of containers whose argument may be anything that can be iterated.
var takesIterable = map[string]string{
	"extend": "rt.List", "update": "rt.Set rt.Dict", "union": "rt.Set", "intersection": "rt.Set", "difference": "rt.Set",
	"symmetric_difference": "rt.Set", "intersection_update": "rt.Set", "difference_update": "rt.Set",
	"symmetric_difference_update": "rt.Set", "isdisjoint": "rt.Set", "issubset": "rt.Set", "issuperset": "rt.Set",
}

// containerCall treats the calls of methods of the library's containers that are more than one method of the runtime; nil leaves the call
// to the ordinary rules.
func (fn *funcCtx) containerCall(recv typed.Expr, k *types.Class, name string, x *syntax.Call) typed.Expr {
	switch {
	case k.Go == "rt.List" && name == "sort":
		if key, reverse, ok := sortArgs(x); ok && key != nil {
			return fn.sortBy(recv, k, key, reverse, x)
		}
	case len(x.Args) == 1 && x.Args[0].Name == nil && x.Args[0].Stars == 0 && hasWord(takesIterable[name], k.Go):
		var t types.Type
		fn.quietly(func() { t = rvalue(fn.expr(x.Args[0].Value)).Type() })
		if r := asRef(t); r != nil && r.Class == k || isNull(t) || isInvalid(t) {
			return nil
		}
		v := fn.containerOf(k, x.Args, loc(nil, x))
		if v == nil || isInvalid(v.Type()) {
			return v
		}
		return fn.callMethodTyped(recv, fn.visibleMethods(recv, name), []typed.Expr{v}, loc(nil, x), "")
	}
	return nil
}

func hasWord(list, word string) bool {
	for len(list) > 0 {
		i := 0
		for i < len(list) && list[i] != ' ' {
			i++
		}
		if list[:i] == word {
			return true
		}
		list = list[min(i+1, len(list)):]
	}
	return false
}

// sortArgs takes apart the arguments of sort(key=…, reverse=…); ok is false where there are others.
func sortArgs(x *syntax.Call) (key, reverse syntax.Expr, ok bool) {
	for i := range x.Args {
		a := &x.Args[i]
		switch {
		case a.Name == nil:
			return nil, nil, false
		case a.Name.Name == "key":
			key = a.Value
		case a.Name.Name == "reverse":
			reverse = a.Value
		default:
			return nil, nil, false
		}
	}
	return key, reverse, true
}

// sortBy is l.sort(key=f, reverse=r): the keys go into a list of their own, by which both are sorted. A lambda runs in place.
func (fn *funcCtx) sortBy(recv typed.Expr, k *types.Class, key, reverse syntax.Expr, x *syntax.Call) typed.Expr {
	at := loc(types.Void, x)
	lv := fn.temp(unconstTop(recv.Type()), x.Span())
	list := func() typed.Expr { return &typed.VarExpr{E: typed.E{T: lv.Type, At: x.Span()}, Var: lv} }
	elem := k.Args[0]
	keyOf := func() typed.Expr {
		e := fn.temp(unconstTop(fn.iterableOf(list(), x).elem), key.Span())
		return fn.applied(key, &typed.VarExpr{E: typed.E{T: e.Type, At: key.Span()}, Var: e})
	}
	var kt types.Type
	fn.quietly(func() { kt = unconstTop(rvalue(keyOf()).Type()) })
	if isInvalid(kt) {
		keyOf() // for its errors
		return fn.invalid(x)
	}
	if isText(kt) || isVoid(kt) || isObject(kt) {
		fn.exprError(codeCall, key.Span(), "A key to sort '%s' by must be a C value or a cypclass (not '%s')", k.Name, displayType(kt)).
			Hint("`sorted(…)` of Python objects takes any key")
		return fn.invalid(x)
	}
	if r := asRef(kt); r != nil && len(fn.methodsNamed(r.Class, "__lt__")) == 0 {
		fn.exprError(codeCall, key.Span(), "Invalid types for '<' (%s, %s)", kt, kt).Hint("keys are compared: give '%s' a method `__lt__`", r.Class.Name)
		return fn.invalid(x)
	}
	keys := fn.listOf(kt, x.Span())
	if keys == nil {
		return fn.invalid(x)
	}
	kv := fn.temp(types.RefTo(keys, types.Unqualified, false), x.Span())
	it := fn.iterableOf(list(), x)
	ev := fn.temp(unconstTop(elem), key.Span())
	loop := fn.loopInto(it, ev, key.Span(), func() []typed.Stmt {
		v := fn.applied(key, &typed.VarExpr{E: typed.E{T: ev.Type, At: key.Span()}, Var: ev})
		return []typed.Stmt{&typed.ExprStmt{S: typed.S{At: key.Span()}, X: fn.addTo(kv, keys, "append", []typed.Expr{v}, key.Span())}}
	})
	var down typed.Expr = &typed.BoolLit{E: loc(types.Bint, x)}
	if reverse != nil {
		down = fn.cond(reverse)
	}
	kref := func() typed.Expr { return &typed.VarExpr{E: typed.E{T: kv.Type, At: x.Span()}, Var: kv} }
	sort := &typed.Call{E: at, Bound: &typed.Binding{Go: "rt.SortListBy", Cx: true, Raises: true, NoResult: true, Name: "sort"}, Args: []typed.Expr{list(), kref(), down},
		Sig: fn.funcType(types.Func{Params: []types.Param{{Type: lv.Type}, {Type: kv.Type}, {Type: types.Bint}}, Result: types.Void, Except: types.ExceptStar, NoGIL: true})}
	made := typed.E{T: kv.Type, At: x.Span(), Err: key.Span()}
	fill := &typed.Let{E: at, Var: kv, Init: fn.construct(kv.Type, nil, made, key.Span()), X: &typed.Seq{E: at, Body: []typed.Stmt{loop}, X: sort}}
	return &typed.Let{E: at, Var: lv, Init: recv, X: fill}
}

// applied is the value of a key function for an element: a lambda of one parameter is looked into, anything else is called.
func (fn *funcCtx) applied(f syntax.Expr, elem typed.Expr) typed.Expr {
	name := "element of the loop"
	if l, ok := unparen(f).(*syntax.Lambda); ok && l.Params != nil && len(l.Params.List) == 1 && l.Params.List[0].Kind == syntax.Positional && l.Params.List[0].Default == nil {
		restore := fn.inner()
		defer restore()
		p := l.Params.List[0].Name
		fn.scope.names[p.Name] = &symbol{kind: symVar, name: p.Name, span: p.Span(), v: elem.(*typed.VarExpr).Var}
		return fn.expr(l.Body)
	}
	restore := fn.inner()
	defer restore()
	fn.scope.names[name] = &symbol{kind: symVar, name: name, span: f.Span(), v: elem.(*typed.VarExpr).Var}
	arg := &syntax.Name{Name: name}
	arg.Src = f.Span()
	call := &syntax.Call{Func: f, Lparen: f.Span().Start, Args: []syntax.Arg{{Loc: syntax.Loc{Src: f.Span()}, Value: arg}}}
	call.Src = f.Span()
	return fn.expr(call)
}

// listOf is the class cyplist[t].
func (fn *funcCtx) listOf(t types.Type, at source.Span) *types.Class {
	m := fn.modules["libcythonplus.list"]
	if m == nil {
		m = fn.stdModule("libcythonplus.list")
	}
	if m == nil {
		return nil
	}
	fn.declareModule(m)
	y := m.scope.lookupIn("cyplist")
	if y == nil || y.kind != symGeneric {
		return nil
	}
	ci := fn.instantiate(y.generic, []types.Type{t}, at)
	if ci == nil {
		return nil
	}
	fn.completeClass(ci)
	return ci.cls
}
