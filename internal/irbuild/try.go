package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// try is try/except/else/finally.
func (x *fb) try(s *typed.Try) {
	inner := func() {
		if len(s.Handlers) == 0 {
			x.stmts(s.Body)
			x.stmts(s.Else)
			return
		}
		x.except(s)
	}
	if len(s.Finally) == 0 {
		inner()
		return
	}
	x.tryFinally(inner, func(err *ir.Local, raised bool) {
		if !raised || x.tf.NoGIL {
			x.stmts(s.Finally)
			return
		}
		x.whileHandling(err, func() { x.stmts(s.Finally) })
	})
}

// tryFinally runs body, then final on every way out of it: at the end, by an exit, and by an error, which final finds in err
// (nil: none) and which goes on behind it. raised tells whether body can raise at all.
func (x *fb) tryFinally(body func(), final func(err *ir.Local, raised bool)) {
	f := &finally{label: x.label(), code: &ir.Local{Name: "exit", Type: types.Int, Span: x.at, Func: x.f}}
	list := x.list(func() {
		x.push(&exit{finally: f})
		body()
		x.pop()
	})
	raised := mayRaise(list)
	var err *ir.Local
	if raised {
		err = x.variable("err", ir.ErrType)
		x.set(err, x.null(ir.ErrType))
		list = []ir.Stmt{&ir.Try{S: x.s(), Body: list, Err: err}}
	}
	if len(f.exits) > 0 {
		x.f.Locals = append(x.f.Locals, f.code)
		x.set(f.code, x.int(types.Int, 0))
		if !terminates(list) {
			list = append(list, &ir.Break{S: x.s(), Label: f.label})
		}
		x.emit(&ir.Loop{S: x.s(), Label: f.label, Body: list})
	} else {
		*x.dest = append(*x.dest, list...)
	}
	final(err, raised)
	if terminates(*x.dest) {
		return
	}
	if raised {
		x.emit(&ir.If{S: x.s(), Cond: x.isRaised(err), Then: []ir.Stmt{&ir.Raise{S: x.s(), Err: x.get(err), Again: true}}})
	}
	for i, leave := range f.exits {
		then := x.list(leave)
		x.emit(&ir.If{S: x.s(), Cond: x.binary("==", types.Bint, x.get(f.code), x.int(types.Int, int64(i+1))), Then: then})
	}
}

func (x *fb) isRaised(err *ir.Local) ir.Expr {
	return x.binary("!=", types.Bint, x.get(err), x.null(ir.ErrType))
}

// whileHandling runs code with err, where it is set, as the exception being handled: what the code raises gets it as context.
func (x *fb) whileHandling(err *ir.Local, body func()) {
	when := func(f func()) {
		then := x.list(f)
		x.emit(&ir.If{S: x.s(), Cond: x.isRaised(err), Then: then})
	}
	popped := false
	pop := func() {
		popped = true
		when(func() { x.do(x.effect("py.PopExc", ir.ErrType, x.null(ir.ErrType))) })
	}
	list := x.list(func() {
		x.push(&exit{cleanup: pop})
		body()
		x.pop()
	})
	if !mayRaise(list) && !popped {
		*x.dest = append(*x.dest, list...)
		return
	}
	when(func() { x.do(x.effect("py.PushExc", types.PyObject, x.get(err))) })
	if !mayRaise(list) {
		done := terminates(list)
		*x.dest = append(*x.dest, list...)
		if !done {
			pop()
		}
		return
	}
	next := x.variable("err", ir.ErrType)
	handler := x.list(func() {
		when(func() { x.set(next, x.effect("py.PopExc", ir.ErrType, x.get(next))) })
		x.emit(&ir.Raise{S: x.s(), Err: x.get(next), Again: true})
	})
	done := terminates(list)
	x.emit(&ir.Try{S: x.s(), Body: list, Err: next, Handler: handler})
	if !done {
		pop()
	}
}

// except is the part of a try statement with except clauses.
func (x *fb) except(s *typed.Try) {
	err := x.variable("err", ir.ErrType)
	body := x.list(func() { x.stmts(s.Body) })
	if !mayRaise(body) {
		*x.dest = append(*x.dest, body...)
		x.stmts(s.Else)
		return
	}
	if len(s.Else) > 0 {
		x.set(err, x.null(ir.ErrType))
	}
	handler := x.list(func() { x.handlers(s, err) })
	x.emit(&ir.Try{S: x.s(), Body: body, Err: err, Handler: handler})
	if len(s.Else) > 0 {
		then := x.list(func() { x.stmts(s.Else) })
		x.emit(&ir.If{S: x.s(), Cond: x.binary("==", types.Bint, x.get(err), x.null(ir.ErrType)), Then: then})
	}
}

// handlers finds the clause for err and runs it, with err as the exception being handled.
func (x *fb) handlers(s *typed.Try, err *ir.Local) {
	var value *ir.Local
	push := x.effect("py.PushExc", types.PyObject, x.get(err))
	var out *ir.Local // what goes on behind except* clauses
	if named(s.Handlers) && !s.Handlers[0].Star {
		value = x.variable("exc", types.PyObject)
		x.set(value, push)
	} else {
		x.do(push)
	}
	pop := func() { x.do(x.effect("py.PopExc", ir.ErrType, x.null(ir.ErrType))) }
	list := x.list(func() {
		x.push(&exit{cleanup: pop})
		x.handled = append(x.handled, err)
		if s.Handlers[0].Star {
			out = x.starClauses(s.Handlers, err)
		} else {
			x.clauses(s.Handlers, err, value)
		}
		x.handled = x.handled[:len(x.handled)-1]
		x.pop()
	})
	if !mayRaise(list) {
		done := terminates(list)
		*x.dest = append(*x.dest, list...)
		if !done {
			pop()
		}
		return
	}
	next := x.variable("err", ir.ErrType)
	handler := x.list(func() {
		x.set(next, x.effect("py.PopExc", ir.ErrType, x.get(next)))
		x.emit(&ir.Raise{S: x.s(), Err: x.get(next), Again: true})
	})
	done := terminates(list)
	x.emit(&ir.Try{S: x.s(), Body: list, Err: next, Handler: handler})
	if !done {
		pop()
	}
	if out != nil {
		x.emit(&ir.If{S: x.s(), Cond: x.isRaised(out), Then: []ir.Stmt{&ir.Raise{S: x.s(), Err: x.get(out), Again: true}}})
	}
}

// starClauses runs the except* clauses, each over its part of the group that err carries, and gives what is to be raised behind them.
func (x *fb) starClauses(hs []*typed.Handler, err *ir.Local) *ir.Local {
	old := x.at
	defer func() { x.at = old }()
	star := x.variable("star", goStar)
	x.set(star, x.simple("py.NewStar", goStar, x.get(err)))
	for _, h := range hs {
		x.at = h.At
		part := x.variable("part", ir.ErrType)
		x.set(part, x.raising("py.StarSplit", ir.ErrType, x.get(star), x.expr(h.Type)))
		take := x.list(func() {
			body := x.list(func() {
				var value *ir.Local
				push := x.effect("py.PushExc", types.PyObject, x.get(part))
				if h.Name != nil {
					value = x.variable("exc", types.PyObject)
					x.set(value, push)
				} else {
					x.do(push)
				}
				x.handled = append(x.handled, part)
				x.clause(h, value)
				x.handled = x.handled[:len(x.handled)-1]
				if !terminates(*x.dest) {
					x.do(x.effect("py.PopExc", ir.ErrType, x.null(ir.ErrType)))
				}
			})
			if !mayRaise(body) {
				*x.dest = append(*x.dest, body...)
				return
			}
			next := x.variable("err", ir.ErrType)
			handler := x.list(func() {
				x.do(x.effect("py.PopExc", ir.ErrType, x.get(next)))
				x.do(x.effect("py.StarRaised", types.Void, x.get(star), x.get(next)))
			})
			x.emit(&ir.Try{S: x.s(), Body: body, Err: next, Handler: handler})
		})
		x.emit(&ir.If{S: x.s(), Cond: x.isRaised(part), Then: take})
	}
	out := x.variable("out", ir.ErrType)
	x.set(out, x.effect("py.StarEnd", ir.ErrType, x.get(star)))
	return out
}

func named(hs []*typed.Handler) bool {
	for _, h := range hs {
		if h.Name != nil {
			return true
		}
	}
	return false
}

// clauses is the chain of except clauses; an exception that none takes is raised again.
func (x *fb) clauses(hs []*typed.Handler, err, value *ir.Local) {
	if len(hs) == 0 {
		x.emit(&ir.Raise{S: x.s(), Err: x.get(err), Again: true})
		return
	}
	h := hs[0]
	old := x.at
	x.at = h.At
	defer func() { x.at = old }()
	if h.Type == nil {
		x.clause(h, value)
		return
	}
	t := x.expr(h.Type)
	ok := x.save(x.raising("py.Matches", types.Bint, x.get(err), t))
	then := x.list(func() { x.clause(h, value) })
	rest := x.list(func() { x.clauses(hs[1:], err, value) })
	x.emit(&ir.If{S: x.s(), Cond: ok, Then: then, Else: rest})
}

// clause runs one clause. Its name is bound for the body and deleted behind it.
func (x *fb) clause(h *typed.Handler, value *ir.Local) {
	if h.Name == nil {
		x.stmts(h.Body)
		return
	}
	x.store(h.Name, func() ir.Expr { return x.get(value) })
	forget := func() {
		if v, ok := h.Name.(*typed.VarExpr); ok {
			x.setVar(v.Var, x.null(types.PyObject))
			return
		}
		if d, ok := h.Name.(*typed.DynName); ok {
			x.do(x.effect("py.ForgetName", types.Void, x.get(x.globals), x.str(d.Name)))
		}
	}
	x.cleaned(forget, func() { x.stmts(h.Body) })
}

// raise raises an exception, or again the one that is being handled.
func (x *fb) raise(s *typed.Raise) {
	if s.X == nil {
		if n := len(x.handled); n > 0 {
			x.emit(&ir.Raise{S: x.s(), Err: x.get(x.handled[n-1]), Again: true})
			return
		}
		err := x.save(x.effect("py.Reraise", ir.ErrType))
		x.emit(&ir.Raise{S: x.s(), Err: err, Again: true})
		return
	}
	cause := func() ir.Expr { return x.null(types.PyObject) }
	switch {
	case s.NoCause:
		cause = func() ir.Expr { return none(x.at) }
	case s.Cause != nil:
		cause = func() ir.Expr { return x.expr(s.Cause) }
	}
	v := x.inOrder([]func() ir.Expr{func() ir.Expr { return x.expr(s.X) }, cause})
	err := x.save(x.effect("py.Raise", ir.ErrType, v[0], v[1]))
	x.emit(&ir.Raise{S: x.s(), Err: err})
}

func (x *fb) assert(s *typed.Assert) {
	c := x.condition(s.Cond)
	fail := x.list(func() {
		msg := x.null(types.PyObject)
		if s.Msg != nil {
			msg = x.expr(s.Msg)
		}
		err := x.save(x.effect("py.AssertErr", ir.ErrType, msg))
		x.emit(&ir.Raise{S: x.s(), Err: err})
	})
	x.emit(&ir.If{S: x.s(), Cond: x.not(c), Then: fail})
}

// with is a with statement over a context manager: __exit__ is told of an error and may swallow it.
func (x *fb) with(s *typed.With) {
	if s.Group {
		x.group(s)
		return
	}
	mgr := x.expr(s.X)
	enter, end := "py.WithEnter", "py.WithExit"
	if s.Async {
		enter, end = "py.AsyncEnter", "py.AsyncExit"
	}
	var value *ir.Local
	if s.Value != nil {
		value = x.local(s.Value)
	} else {
		value = x.temp(types.PyObject)
	}
	leave := x.variable("leave", types.PyObject)
	x.emit(&ir.Set{S: x.s(), Dst: value, Src: x.raising(enter, types.PyObject, mgr), More: []*ir.Local{leave}})
	x.tryFinally(func() { x.stmts(s.Body) }, func(err *ir.Local, raised bool) {
		exit := func(e ir.Expr) ir.Expr { return x.raising(end, types.Bint, x.get(leave), e) }
		if !raised {
			x.save(exit(x.null(ir.ErrType)))
			return
		}
		swallow := x.save(exit(x.get(err)))
		x.emit(&ir.If{S: x.s(), Cond: swallow, Then: []ir.Stmt{&ir.Set{S: x.s(), Dst: err, Src: x.null(ir.ErrType)}}})
	})
}

// group is a with statement over a cyp.group. What was sent in the block is waited for on every way out; an error of the block
// cancels what has not begun.
func (x *fb) group(s *typed.With) {
	call := func(name string, raises bool) {
		c := x.effect(name, types.Void)
		c.Callee.Raises = raises
		c.Recv = x.expr(s.X)
		x.do(c)
	}
	call(".Enter", true)
	x.tryFinally(func() { x.stmts(s.Body) }, func(err *ir.Local, raised bool) {
		if !raised {
			call(".Leave", true)
			return
		}
		end := x.list(func() { call(".Leave", true) })
		stop := x.list(func() { call(".Abort", false) })
		x.emit(&ir.If{S: x.s(), Cond: x.isRaised(err), Then: stop, Else: end})
	})
}
