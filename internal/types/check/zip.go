package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// stepper goes over one of the sequences of a zip: before the loop, whether there is one more, that, and the step to the next.
type stepper struct {
	init  []typed.Stmt
	more  typed.Expr
	value typed.Expr
	post  []typed.Stmt
}

// zipOf is zip(…) over containers, ranges and arrays, whose elements become a C tuple. ok is false where Python's zip is meant.
func (fn *funcCtx) zipOf(call *syntax.Call) (iterable, bool) {
	it := iterable{kind: iterZip, at: call.Span()}
	var elems []types.Type
	contained := fn.nogil
	for i := range call.Args {
		x := call.Args[i].Value
		contained = contained || fn.containerArg(x) != nil
		if !fn.nogil && !fn.countedInC(x) && !fn.isRangeCall(x) {
			return it, false
		}
	}
	if !contained {
		return it, false
	}
	for i := range call.Args {
		inner := fn.iterable(call.Args[i].Value)
		t := unconstTop(inner.elem)
		if inner.kind == iterPy || isInvalid(t) || isObject(t) {
			return it, false
		}
		if inner.kind == iterEnumerate || inner.kind == iterChars || inner.kind == iterRange && inner.step != nil && !constant(inner.step) {
			return it, false
		}
		it.zipped = append(it.zipped, inner)
		elems = append(elems, t)
	}
	it.elem = fn.tuple(elems)
	return it, true
}

func constant(x typed.Expr) bool { _, ok := constStep(x); return ok }

// isRangeCall reports whether an expression is range(…) of the builtins.
func (fn *funcCtx) isRangeCall(x syntax.Expr) bool {
	if c, ok := unparen(x).(*syntax.Call); ok {
		if n, ok := unparen(c.Func).(*syntax.Name); ok && n.Name == "range" {
			y := fn.lookupName(n.Name)
			return y != nil && y.kind == symBuiltin
		}
	}
	return false
}

// zipLoop is the loop over a zip: it ends with the shortest sequence.
func (fn *funcCtx) zipLoop(it iterable, target syntax.Expr, at source.Span, body func() []typed.Stmt, els []typed.Stmt) typed.Stmt {
	s := typed.S{At: at}
	var init, head, post []typed.Stmt
	var cond typed.Expr
	tuple := it.elem.(*types.Struct)
	parts := make([]typed.Expr, len(it.zipped))
	for i := range it.zipped {
		st := fn.stepper(it.zipped[i], at)
		init = append(init, st.init...)
		post = append(post, st.post...)
		v := fn.temp(tuple.Fields[i].Type, at)
		ref := func() typed.Expr { return &typed.VarExpr{E: typed.E{T: v.Type, At: at, Err: it.zipped[i].at}, Var: v} }
		head = append(head, &typed.Assign{S: s, Place: ref(), Value: st.value})
		parts[i] = ref()
		if cond == nil {
			cond = st.more
		} else {
			cond = fn.truth(&typed.IfExp{E: typed.E{T: types.Bint, At: at}, Cond: cond, Then: st.more, Else: &typed.BoolLit{E: typed.E{T: types.Bint, At: at}}})
		}
	}
	if elts := displayElts(unparen(target)); len(elts) == len(parts) {
		for i, e := range elts {
			head = append(head, fn.assignTo(e, parts[i])...)
		}
	} else {
		head = append(head, fn.assignTo(target, fn.fill(tuple, tuple.Fields, parts, typed.E{T: tuple, At: at}))...)
	}
	loop := &typed.Loop{S: s, Cond: cond, Body: append(head, body()...), Post: post, Else: els}
	return &typed.Block{S: s, Body: append(init, loop)}
}

// stepper makes the parts of a loop over a sequence.
func (fn *funcCtx) stepper(it iterable, at source.Span) stepper {
	s := typed.S{At: at}
	local := func(name string, t types.Type) (*typed.Var, func() typed.Expr) {
		v := fn.temp(t, at)
		v.Kind, v.Name = typed.LocalVar, name
		return v, func() typed.Expr { return &typed.VarExpr{E: typed.E{T: t, At: at, Err: it.at}, Var: v} }
	}
	e := typed.E{At: at, Err: it.at}
	typedE := func(t types.Type) typed.E { return typed.E{T: t, At: at, Err: it.at} }
	set := func(place, v typed.Expr) typed.Stmt { return &typed.Assign{S: s, Place: place, Value: v} }
	counted := func(lo, hi typed.Expr, step int64, t types.Type) (stepper, func() typed.Expr) {
		_, i := local("i", t)
		_, end := local("end", t)
		op := "<"
		if step < 0 {
			op = ">"
		}
		return stepper{
			init:  []typed.Stmt{set(i(), lo), set(end(), hi)},
			more:  &typed.Compare{E: typedE(types.Bint), Op: op, X: i(), Y: end()},
			value: i(),
			post:  []typed.Stmt{set(i(), &typed.Binary{E: typedE(t), Op: "+", X: i(), Y: &typed.IntLit{E: typedE(t), V: step}})},
		}, i
	}
	switch it.kind {
	case iterRange:
		step, _ := constStep(it.step)
		st, _ := counted(it.lo, it.hi, step, it.elem)
		return st
	case iterArray:
		a := unconst(it.x.Type()).(*types.Array)
		st, i := counted(&typed.IntLit{E: typedE(types.Long)}, &typed.IntLit{E: typedE(types.Long), V: a.Len}, 1, types.Long)
		st.value = &typed.Index{E: typedE(a.Elem), X: it.x, I: i()}
		return st
	}
	seq := it.x
	var st stepper
	if asRef(seq.Type()) != nil {
		_, ref := local("seq", unconstTop(seq.Type()))
		st.init = append(st.init, set(ref(), seq))
		seq = ref()
	}
	call := func(name string) typed.Expr {
		if p := asCpp(seq.Type()); p != nil {
			return rvalue(fn.callCpp(seq, p, fn.cppMethods(p, name), nil, at, it.at))
		}
		return rvalue(fn.callMethod(seq, fn.methodsNamed(asRef(seq.Type()).Class, name), nil, at, it.at, "for"))
	}
	begin := call("begin")
	_, pos := local("it", unconstTop(begin.Type()))
	st.init = append(st.init, set(pos(), begin))
	if p := asCpp(pos().Type()); p != nil {
		st.more = fn.truth(fn.callCppTyped(pos(), p, fn.cppMethods(p, "operator!="), []typed.Expr{call("end")}, e))
		st.value = rvalue(fn.callCppTyped(pos(), p, fn.cppMethods(p, "operator*"), nil, e))
		st.post = []typed.Stmt{&typed.ExprStmt{S: s, X: fn.callCppTyped(pos(), p, fn.cppMethods(p, "operator++"), nil, e)}}
		return st
	}
	t := pos().Type()
	st.more = fn.compareOne("!=", pos(), call("end"), e, nil)
	st.value = &typed.Deref{E: typedE(pointerOf(fn, t).Elem), X: pos()}
	st.post = []typed.Stmt{set(pos(), &typed.Binary{E: typedE(t), Op: "+", X: pos(), Y: &typed.IntLit{E: typedE(types.Long), V: 1}})}
	return st
}
