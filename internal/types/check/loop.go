package check

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

type iterableKind uint8

const (
	iterPy iterableKind = iota
	iterRange
	iterBound
	iterCpp      // C++ begin() and end()
	iterBeginEnd // a class's own begin() and end()
	iterArray
	iterChars
	iterEnumerate // enumerate(range-like or container) with C targets
	iterZip       // zip of such: the elements as a C tuple
)

// iterable is what a loop goes over.
type iterable struct {
	kind         iterableKind
	x            typed.Expr
	elem         types.Type
	at           source.Span
	lo, hi, step typed.Expr
	method       *types.Method // __cyiter__ of a runtime container
	inner        *iterable     // of enumerate
	zipped       []iterable    // of zip
	async        bool          // an asynchronous iterable, an object
	start        typed.Expr
}

// elementType is the type that a loop variable over x receives, for inference.
func (fn *funcCtx) elementType(x syntax.Expr) types.Type {
	it := fn.iterable(x)
	return it.elem
}

// iterable looks at the sequence of a for loop.
func (fn *funcCtx) iterable(x syntax.Expr) iterable {
	if call, ok := unparen(x).(*syntax.Call); ok {
		if fn.isPrange(call) {
			return fn.prange(call)
		}
		if n, ok := unparen(call.Func).(*syntax.Name); ok {
			if y := fn.lookupName(n.Name); y != nil && y.kind == symBuiltin {
				plain := len(call.Args) > 0
				for i := range call.Args {
					plain = plain && call.Args[i].Stars == 0 && call.Args[i].Name == nil
				}
				switch {
				case (n.Name == "range" || n.Name == "xrange") && plain && len(call.Args) <= 3:
					if it, ok := fn.rangeOf(call); ok {
						return it
					}
				case n.Name == "enumerate" && plain && len(call.Args) <= 2:
					inner := fn.iterable(call.Args[0].Value)
					if inner.kind != iterPy || fn.nogil {
						it := iterable{kind: iterEnumerate, inner: &inner, elem: types.PyObject, at: x.Span()}
						if len(call.Args) == 2 {
							it.start = fn.expr(call.Args[1].Value)
						}
						return it
					}
				case n.Name == "zip" && plain && len(call.Args) > 1:
					if it, ok := fn.zipOf(call); ok {
						return it
					}
				case n.Name == "reversed" && plain && len(call.Args) == 1:
					inner := fn.iterable(call.Args[0].Value)
					if inner.kind == iterRange && isNumber(inner.elem) {
						if step, ok := constStep(inner.step); ok && (step == 1 || step == -1) {
							one := &typed.IntLit{E: loc(inner.elem, x), V: 1}
							at := loc(inner.elem, x)
							r := inner
							if step == 1 {
								r.lo = &typed.Binary{E: at, Op: "-", X: inner.hi, Y: one}
								r.hi = &typed.Binary{E: at, Op: "-", X: inner.lo, Y: one}
								r.step = &typed.IntLit{E: loc(types.Long, x), V: -1}
							} else {
								r.lo = &typed.Binary{E: at, Op: "+", X: inner.hi, Y: one}
								r.hi = &typed.Binary{E: at, Op: "+", X: inner.lo, Y: one}
								r.step = nil
							}
							return r
						}
					}
				}
			}
		}
	}
	return fn.iterableOf(fn.expr(x), x)
}

func constStep(x typed.Expr) (int64, bool) {
	if x == nil {
		return 1, true
	}
	return literalInt(x)
}

// rangeOf is range(…) over C integers. In code with the GIL whose bounds are literals or Python objects the count is still
// done in C where it fits.
func (fn *funcCtx) rangeOf(call *syntax.Call) (iterable, bool) {
	it := iterable{kind: iterRange, at: call.Span()}
	var xs []typed.Expr
	for i := range call.Args {
		xs = append(xs, rvalue(fn.expr(call.Args[i].Value)))
	}
	objects := false
	for _, v := range xs {
		switch {
		case isInvalid(v.Type()):
			it.elem = types.Long
			if fn.muted == 0 {
				it.lo, it.hi = &typed.IntLit{E: loc(types.Long, call)}, &typed.IntLit{E: loc(types.Long, call)}
				return it, true
			}
		case isObject(v.Type()):
			objects = true
		case !isInteger(v.Type()):
			return it, false
		}
	}
	if objects {
		return it, false
	}
	switch len(xs) {
	case 1:
		it.lo, it.hi = &typed.IntLit{E: loc(types.Long, call)}, xs[0]
	case 2:
		it.lo, it.hi = xs[0], xs[1]
	case 3:
		it.lo, it.hi, it.step = xs[0], xs[1], xs[2]
	}
	t := fn.rangeType(it.lo, it.hi)
	it.elem = t
	it.lo, it.hi = fn.coerce(it.lo, t), fn.coerce(it.hi, t)
	if it.step != nil {
		if _, lit := it.step.(*typed.IntLit); !lit {
			it.step = fn.coerce(it.step, types.Long)
		}
	}
	return it, true
}

// rangeType is the type that counts from lo to hi: literals take the type of the other bound, but never less than long for two literals.
func (fn *funcCtx) rangeType(lo, hi typed.Expr) types.Type {
	_, l1 := lo.(*typed.IntLit)
	_, l2 := hi.(*typed.IntLit)
	switch {
	case l1 && l2:
		return types.Long
	case l1:
		return unconst(fn.promoteAny(hi.Type()))
	case l2:
		return unconst(fn.promoteAny(lo.Type()))
	}
	return fn.arithType(lo.Type(), hi.Type())
}

func (fn *funcCtx) promoteAny(t types.Type) types.Type {
	if b := asBasic(t); b != nil {
		if b.Kind == types.ErrorKind {
			return types.Long
		}
		return fn.promote(b)
	}
	return types.Int
}

// iterableOf looks at a value that a loop goes over.
func (fn *funcCtx) iterableOf(v typed.Expr, x syntax.Expr) iterable {
	v = rvalue(v)
	it := iterable{x: v, at: v.Pos(), elem: types.PyObject}
	switch t := unconst(v.Type()).(type) {
	case *types.Ref:
		fn.completeClass(fn.infoOf(t.Class))
		if ds := fn.methodsNamed(t.Class, "__cyiter__"); len(ds) > 0 && t.Class.Go != "" {
			it.kind, it.method = iterBound, ds[0].method
			it.elem = ds[0].sig.Result
			if ve := viewOf(t); t.Qual != types.Unqualified {
				it.elem = ve(it.elem)
			}
			return it
		}
		begin, end := fn.methodsNamed(t.Class, "begin"), fn.methodsNamed(t.Class, "end")
		switch {
		case len(begin) == 0 && len(end) == 0 && fn.wrapped(t.Class) && !fn.nogil && len(fn.methodsNamed(t.Class, "__iter__")) > 0:
			it.x = fn.toPy(v)
			return it
		case len(begin) == 0:
			fn.exprError(codeIteration, v.Pos(), "missing begin() on %s", t)
			it.elem = types.Invalid
			return it
		case len(end) == 0:
			fn.exprError(codeIteration, v.Pos(), "missing end() on %s", t)
			it.elem = types.Invalid
			return it
		}
		if t.Const && (len(fn.visibleMethods(v, "begin")) == 0 || len(fn.visibleMethods(v, "end")) == 0) {
			fn.exprError(codeConst, v.Pos(), "Cannot call non-const method on const object")
			it.elem = types.Invalid
			return it
		}
		it.kind = iterBeginEnd
		it.elem = fn.beginElem(begin[0].sig.Result, t, v)
		return it
	case *types.Cpp:
		if ds := fn.cppMethods(t, "__cyiter__"); len(ds) > 0 {
			it.kind = iterBound
			it.elem = ds[0].sig.Result
			return it
		}
		if begin := fn.cppMethods(t, "begin"); len(begin) > 0 && len(fn.cppMethods(t, "end")) > 0 {
			it.kind = iterCpp
			it.elem = fn.beginElem(begin[0].sig.Result, t, v)
			return it
		}
	case *types.Array:
		it.kind, it.elem = iterArray, t.Elem
		return it
	case *types.Basic:
		if t.Kind == types.ErrorKind {
			it.elem = types.Invalid
			return it
		}
		if t.Kind == types.StringKind && fn.nogil {
			it.kind, it.elem = iterChars, types.Char
			return it
		}
	}
	o, ok := fn.tryCoerce(v, types.PyObject)
	if !ok {
		fn.exprError(codeIteration, v.Pos(), "missing begin() on %s", displayType(v.Type())).Hint("only containers, ranges, arrays and Python objects can be iterated")
		it.elem = types.Invalid
		return it
	}
	it.x = o
	return it
}

// beginElem is the type of `*begin()`.
func (fn *funcCtx) beginElem(t types.Type, owner types.Type, v typed.Expr) types.Type {
	switch k := unconst(t).(type) {
	case *types.Pointer:
		return k.Elem
	case *types.Cpp:
		for _, op := range []string{"operator!=", "operator++", "operator*"} {
			if len(fn.cppMethods(k, op)) == 0 {
				fn.exprError(codeIteration, v.Pos(), "missing %s on result of begin() on %s", op, owner)
				return types.Invalid
			}
		}
		r := fn.cppMethods(k, "operator*")[0].sig.Result
		if ref, ok := r.(*types.Reference); ok {
			return ref.Elem
		}
		return r
	}
	fn.exprError(codeIteration, v.Pos(), "result type of begin() on %s must be a C++ class or pointer", owner)
	return types.Invalid
}

// loopOver makes the loop of a for statement or comprehension clause.
func (fn *funcCtx) loopOver(it iterable, target syntax.Expr, at source.Span, body func() []typed.Stmt, els []typed.Stmt) typed.Stmt {
	s := typed.S{At: at}
	switch it.kind {
	case iterRange:
		if isInvalid(it.elem) {
			it.elem = types.Long
		}
		v := fn.temp(it.elem, at)
		elem := &typed.VarExpr{E: typed.E{T: it.elem, At: target.Span()}, Var: v}
		// The loop variable itself counts where its type is that of the range.
		b := fn.assignTo(target, elem)
		b = append(b, body()...)
		return &typed.ForRange{S: s, Var: v, Lo: it.lo, Hi: it.hi, Step: it.step, Body: b, Else: els}
	case iterEnumerate:
		return fn.enumerateLoop(it, target, at, body, els)
	case iterZip:
		return fn.zipLoop(it, target, at, body, els)
	case iterBeginEnd, iterCpp:
		return fn.beginEndLoop(it, target, at, body, els)
	}
	kind := map[iterableKind]typed.IterKind{iterPy: typed.IterPy, iterBound: typed.IterBound, iterArray: typed.IterArray, iterChars: typed.IterString}[it.kind]
	t := unconstTop(it.elem)
	v := fn.temp(t, at)
	et := t
	if r := asRef(t); r != nil && r.Qual == types.Iso {
		et = types.RefTo(r.Class, types.Iso, r.Const)
	}
	elem := &typed.VarExpr{E: typed.E{T: et, At: target.Span(), Err: it.at}, Var: v}
	x := it.x
	if kind == typed.IterString {
		x = fn.coerce(x, fn.pointer(types.Char))
	}
	fn.elem = elem
	b := fn.assignTo(target, elem)
	fn.elem = nil
	b = append(b, body()...)
	return &typed.ForIter{S: s, Kind: kind, Async: it.async, X: x, Elem: v, Body: b, Else: els}
}

// enumerateLoop counts in C beside another loop.
func (fn *funcCtx) enumerateLoop(it iterable, target syntax.Expr, at source.Span, body func() []typed.Stmt, els []typed.Stmt) typed.Stmt {
	elts := displayElts(unparen(target))
	n := fn.temp(types.Long, at)
	n.Kind = typed.LocalVar
	n.Name = "n"
	nref := func() typed.Expr { return &typed.VarExpr{E: typed.E{T: types.Long, At: at}, Var: n} }
	var start typed.Expr = &typed.IntLit{E: typed.E{T: types.Long, At: at}}
	if it.start != nil {
		start = fn.coerce(it.start, types.Long)
	}
	init := &typed.Assign{S: typed.S{At: at}, Place: nref(), Value: start}
	if len(elts) != 2 {
		fn.unsupported(target.Span(), "enumerate without two targets over a C sequence")
		return init
	}
	loop := fn.loopOver(*it.inner, elts[1], at, func() []typed.Stmt {
		b := fn.assignTo(elts[0], nref())
		b = append(b, &typed.Assign{S: typed.S{At: at}, Place: nref(), Value: &typed.Binary{E: typed.E{T: types.Long, At: at}, Op: "+", X: nref(), Y: &typed.IntLit{E: typed.E{T: types.Long, At: at}, V: 1}}})
		return append(b, body()...)
	}, els)
	return &typed.Block{S: typed.S{At: at}, Body: []typed.Stmt{init, loop}}
}

// beginEndLoop is iteration by begin(), end(), !=, * and ++ (spec 7.2). The sequence is held in a hidden variable.
func (fn *funcCtx) beginEndLoop(it iterable, target syntax.Expr, at source.Span, body func() []typed.Stmt, els []typed.Stmt) typed.Stmt {
	s := typed.S{At: at}
	bad := &typed.Block{S: s}
	if isInvalid(it.elem) {
		fn.assignTo(target, &typed.NullLit{E: typed.E{T: types.Invalid, At: at}})
		body()
		return bad
	}
	seq := it.x
	var init []typed.Stmt
	if _, isVar := seq.(*typed.VarExpr); !isVar || asRef(seq.Type()) != nil {
		if asRef(seq.Type()) != nil {
			v := fn.temp(unconstTop(seq.Type()), at)
			v.Kind = typed.LocalVar
			v.Name = "seq"
			init = append(init, &typed.Assign{S: s, Place: &typed.VarExpr{E: mk(v.Type, seq), Var: v}, Value: seq})
			seq = &typed.VarExpr{E: mk(v.Type, it.x), Var: v}
		}
	}
	callSeq := func(name string) typed.Expr {
		if p := asCpp(seq.Type()); p != nil {
			return fn.callCpp(seq, p, fn.cppMethods(p, name), nil, at, it.at)
		}
		return fn.callMethod(seq, fn.methodsNamed(asRef(seq.Type()).Class, name), nil, at, it.at, "for")
	}
	b := rvalue(callSeq("begin"))
	iv := fn.temp(unconstTop(b.Type()), at)
	iv.Kind = typed.LocalVar
	iv.Name = "it"
	ref := func() typed.Expr { return &typed.VarExpr{E: typed.E{T: iv.Type, At: at, Err: it.at}, Var: iv} }
	init = append(init, &typed.Assign{S: s, Place: ref(), Value: b})
	end := rvalue(callSeq("end"))
	if isInvalid(iv.Type) || isInvalid(end.Type()) {
		return bad
	}
	if !sameIterators(iv.Type, end.Type()) {
		fn.exprError(codeIteration, it.at, "incompatible types for begin() and end()")
		return bad
	}
	var cond, deref, inc typed.Expr
	e := typed.E{At: at, Err: it.at}
	if p := asCpp(iv.Type); p != nil {
		ne, star, pp := fn.cppMethods(p, "operator!="), fn.cppMethods(p, "operator*"), fn.cppMethods(p, "operator++")
		cond = fn.truth(fn.callCppTyped(ref(), p, ne, []typed.Expr{end}, e))
		deref = rvalue(fn.callCppTyped(ref(), p, star, nil, e))
		inc = fn.callCppTyped(ref(), p, pp, nil, e)
	} else if asPointer(iv.Type) != nil {
		cond = fn.compareOne("!=", ref(), end, e, nil)
		deref = &typed.Deref{E: typed.E{T: asPointer(iv.Type).Elem, At: at, Err: it.at}, X: ref()}
	} else {
		fn.exprError(codeIteration, it.at, "result type of begin() on %s must be a C++ class or pointer", it.x.Type())
		return bad
	}
	loopBody := fn.assignTo(target, deref)
	loopBody = append(loopBody, body()...)
	var post []typed.Stmt
	if inc != nil {
		post = []typed.Stmt{&typed.ExprStmt{S: s, X: inc}}
	} else {
		e.T = iv.Type
		post = []typed.Stmt{&typed.Assign{S: s, Place: ref(), Value: &typed.Binary{E: e, Op: "+", X: ref(), Y: &typed.IntLit{E: typed.E{T: types.Long, At: at}, V: 1}}}}
	}
	loop := &typed.Loop{S: s, Cond: cond, Body: loopBody, Post: post, Else: els}
	return &typed.Block{S: s, Body: append(init, loop)}
}

// sameIterators reports whether what begin() gave can be compared with what end() gives: both are pointers, or both C++ iterators.
func sameIterators(begin, end types.Type) bool {
	a, b := asPointer(unconst(begin)), asPointer(unconst(end))
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	return sameType(unconst(a.Elem), unconst(b.Elem))
}

// forStmt is a for statement.
func (fn *funcCtx) forStmt(s *syntax.For) typed.Stmt {
	if s.Async {
		fn.needAsync(s.Span(), "'async for'")
	}
	nogil := fn.nogil
	call, parallel := unparen(s.Iter).(*syntax.Call)
	parallel = parallel && fn.isPrange(call)
	it := fn.loopIterable(s.Iter, s.Async)
	if parallel && prangeNogil(call) {
		fn.nogil = true
		defer func() { fn.nogil = nogil }()
	}
	fn.lockedIteration(it, s)
	fn.loops++
	var els []typed.Stmt
	if len(s.Else) > 0 {
		fn.loops--
		els = fn.stmts(s.Else)
		fn.loops++
	}
	out := fn.loopOver(it, s.Target, s.Span(), func() []typed.Stmt { return fn.stmts(s.Body) }, els)
	fn.loops--
	if r, ok := out.(*typed.ForRange); ok && parallel && fn.nogil {
		fn.parallelRange(r, call)
	}
	if parallel && prangeNogil(call) && !nogil {
		return &typed.WithGIL{S: typed.S{At: s.Span()}, NoGIL: true, Body: []typed.Stmt{out}}
	}
	return out
}

// lockedIteration: going over a lock reference needs a lock block on it (spec 11.2 c).
func (fn *funcCtx) lockedIteration(it iterable, s *syntax.For) {
	if it.x == nil || it.kind == iterPy {
		return
	}
	r := asRef(it.x.Type())
	if r == nil || r.Qual != types.Lock {
		return
	}
	if v, ok := it.x.(*typed.VarExpr); ok {
		for _, h := range fn.held {
			if h == v.Var {
				return
			}
		}
	}
	fn.exprError(codeLockBlock, it.at, "Iterating over '%s' requires a 'with rlocked' or 'with wlocked' block", it.x.Type()).
		Hint("another thread may change it between two rounds: put the loop under `with rlocked %s:`", fn.text(s.Iter.Span()))
}

func (fn *funcCtx) intLit(x syntax.Expr, v int64) typed.Expr {
	return &typed.IntLit{E: loc(types.Long, x), V: v}
}
