package irbuild

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// loop is `while`: a condition that needs statements, or an else part, is tested inside.
func (x *fb) loop(s *typed.Loop) {
	l := &ir.Loop{S: x.s(), Label: x.label()}
	var head []ir.Stmt
	if s.Cond != nil {
		var c ir.Expr
		head = x.list(func() { c = x.condition(s.Cond) })
		if v, ok := c.(*ir.Int); ok && v.V != 0 && len(head) == 0 {
			c = nil
		}
		switch {
		case c == nil:
		case len(head) == 0 && len(s.Else) == 0:
			l.Cond = c
		default:
			out := x.list(func() {
				x.stmts(s.Else)
				x.breakLoop(l.Label)
			})
			head = append(head, &ir.If{S: x.s(), Cond: x.not(c), Then: out})
		}
	}
	body := x.list(func() {
		x.push(&exit{loop: l.Label})
		x.stmts(s.Body)
		x.pop()
	})
	l.Body = x.attentive(append(head, body...), x.pythonModule())
	l.Post = x.list(func() { x.stmts(s.Post) })
	x.emit(l)
}

func (x *fb) breakLoop(label int) {
	if !terminates(*x.dest) {
		x.emit(&ir.Break{S: x.s(), Label: label})
	}
}

// bodyOf builds the body of a loop.
func (x *fb) bodyOf(label int, body []typed.Stmt) []ir.Stmt {
	return x.list(func() {
		x.push(&exit{loop: label})
		x.stmts(body)
		x.pop()
	})
}

// forRange counts. A literal step makes a Range; any other, or an else part, a Loop.
func (x *fb) forRange(s *typed.ForRange) {
	if s.Parallel && x.parallelRange(s) {
		return
	}
	step, literal := int64(1), true
	if s.Step != nil {
		step, literal = literalStep(s.Step)
	}
	v := x.local(s.Var)
	if literal && step != 0 && len(s.Else) == 0 {
		b := x.operands(s.Lo, s.Hi)
		for i, e := range b {
			if !constant(e) && !fixed([]typed.Expr{s.Lo, s.Hi}[i], s.Body) {
				b[i] = x.save(e)
			}
		}
		r := &ir.Range{S: x.s(), Label: x.label(), Var: v, Lo: b[0], Hi: b[1], Step: step}
		if step < 0 {
			r.Down, r.Step = true, -step
		}
		r.Body = x.attentive(x.bodyOf(r.Label, s.Body), false)
		x.emit(r)
		return
	}
	es := []typed.Expr{s.Lo, s.Hi}
	if s.Step != nil {
		es = append(es, s.Step)
	}
	b := x.operands(es...)
	t := v.Type
	next, hi := x.variable("next", t), x.variable("end", t)
	x.set(next, b[0])
	x.set(hi, b[1])
	var by ir.Expr = x.int(t, step)
	up := x.binary("<", types.Bint, x.get(next), x.get(hi))
	down := x.binary(">", types.Bint, x.get(next), x.get(hi))
	cond := up
	switch {
	case !literal:
		st := x.variable("step", b[2].Type())
		x.set(st, b[2])
		zero := func() ir.Expr { return x.int(st.Type, 0) }
		fail := x.list(func() {
			err := x.save(x.simple("rt.Raise", ir.ErrType, x.str("ValueError"), x.str("range() arg 3 must not be zero")))
			x.emit(&ir.Raise{S: x.s(), Err: err})
		})
		x.emit(&ir.If{S: x.s(), Cond: x.binary("==", types.Bint, x.get(st), zero()), Then: fail})
		cond = x.binary("||", types.Bint,
			x.binary("&&", types.Bint, x.binary(">", types.Bint, x.get(st), zero()), up),
			x.binary("&&", types.Bint, x.binary("<", types.Bint, x.get(st), zero()), down))
		by = x.conv(t, x.get(st))
	case step == 0:
		err := x.save(x.simple("rt.Raise", ir.ErrType, x.str("ValueError"), x.str("range() arg 3 must not be zero")))
		x.emit(&ir.Raise{S: x.s(), Err: err})
		return
	case step < 0:
		cond = down
	}
	l := &ir.Loop{S: x.s(), Label: x.label()}
	var head []ir.Stmt
	if len(s.Else) == 0 {
		l.Cond = cond
	} else {
		out := x.list(func() {
			x.stmts(s.Else)
			x.breakLoop(l.Label)
		})
		head = append(head, &ir.If{S: x.s(), Cond: x.not(cond), Then: out})
	}
	head = append(head, &ir.Set{S: x.s(), Dst: v, Src: x.get(next)})
	l.Body = append(head, x.bodyOf(l.Label, s.Body)...)
	l.Post = []ir.Stmt{&ir.Set{S: x.s(), Dst: next, Src: x.binary("+", t, x.get(next), by)}}
	x.emit(l)
}

// fixed reports whether a bound only reads variables of the function that the body does not change.
func fixed(e typed.Expr, body []typed.Stmt) bool {
	ok := true
	inspect(e, func(n any) bool {
		switch n := n.(type) {
		case *typed.VarExpr:
			ok = ok && n.Var.Kind != typed.GlobalVar && !n.Var.Captured && !mutates(body, n.Var)
		case *typed.IntLit, *typed.Coerce, *typed.Binary, *typed.Unary:
		default:
			ok = false
		}
		return ok
	})
	return ok
}

func literalStep(e typed.Expr) (int64, bool) {
	switch e := e.(type) {
	case *typed.IntLit:
		return e.V, e.Big == ""
	case *typed.Coerce:
		if e.Kind == typed.ToCNumber {
			return literalStep(e.X)
		}
	case *typed.Unary:
		if n, ok := literalStep(e.X); ok && e.Op == "-" {
			return -n, true
		}
	}
	return 0, false
}

// forIter goes over the elements of something.
func (x *fb) forIter(s *typed.ForIter) {
	switch s.Kind {
	case typed.IterPy:
		x.forPy(s)
	case typed.IterBound:
		x.forBound(s)
	case typed.IterArray:
		x.forArray(s)
	case typed.IterString:
		x.forChars(s)
	default:
		x.b.bug(s.At, "unknown iteration %d", s.Kind)
	}
}

// elements builds a loop over an iterator of the runtime: it.Next gives an element and whether there was one. done runs where the
// elements end.
func (x *fb) elements(s *typed.ForIter, it *ir.Local, next func(elem, ok *ir.Local), done func()) {
	l := &ir.Loop{S: x.s(), Label: x.label()}
	elem := x.local(s.Elem)
	ok := x.temp(types.Bint)
	l.Body = x.list(func() {
		next(elem, ok)
		out := x.list(func() {
			done()
			x.stmts(s.Else)
			x.breakLoop(l.Label)
		})
		x.emit(&ir.If{S: x.s(), Cond: x.not(x.get(ok)), Then: out})
		if lends(s) {
			x.do(x.share(x.get(elem)))
		}
		*x.dest = append(*x.dest, x.bodyOf(l.Label, s.Body)...)
	})
	l.Body = x.attentive(l.Body, false)
	x.emit(l)
}

// forPy iterates over an object.
func (x *fb) forPy(s *typed.ForIter) {
	v := x.expr(s.X)
	if s.Async {
		it := x.variable("it", types.PyObject)
		x.set(it, x.raising("py.AIter", types.PyObject, v))
		x.elements(s, it, func(elem, ok *ir.Local) {
			x.emit(&ir.Set{S: x.s(), Dst: elem, Src: x.raising("py.ANext", types.PyObject, x.get(it)), More: []*ir.Local{ok}})
		}, func() {})
		return
	}
	it := x.variable("it", goIter)
	x.set(it, x.raising("py.Iter", goIter, v))
	x.elements(s, it, func(elem, ok *ir.Local) {
		c := &ir.Call{X: x.x(types.PyObject), Callee: ir.Callee{Kind: ir.Runtime, Go: ".Next", Cx: true, Raises: true}, Recv: x.get(it)}
		x.emit(&ir.Set{S: x.s(), Dst: elem, Src: c, More: []*ir.Local{ok}})
	}, func() {})
}

// forBound iterates over a container of the runtime. An object is held for the loop; one that counts its iterators is told on every way out.
func (x *fb) forBound(s *typed.ForIter) {
	t := plain(s.X.Type())
	var recv ir.Expr
	var seq *ir.Local
	if asRef(t) != nil {
		v := x.receiver(s.X)
		seq = x.variable("seq", v.Type())
		x.set(seq, v)
		recv = x.get(seq)
	} else {
		recv = x.base(s.X)
		if !ir.IsPlace(recv) || !steadyPlace(recv) {
			// A temporary container, or one behind a reference that the body may change.
			if ir.IsPlace(recv) {
				p := x.addrOf(recv, x.b.pointer(t))
				pv := x.variable("seq", p.Type())
				x.set(pv, p)
				recv = x.get(pv)
			} else {
				l := x.variable("seq", t)
				x.set(l, recv)
				recv = x.get(l)
			}
		}
	}
	it := x.variable("it", iterType(t))
	c := x.effect(".Iter", it.Type)
	c.Recv = recv
	c.Callee.Addr = asRef(t) == nil
	x.set(it, c)
	next := func(elem, ok *ir.Local) {
		n := &ir.Call{X: x.x(elem.Type), Callee: ir.Callee{Kind: ir.Runtime, Go: ".Next", Cx: true, Addr: true}, Recv: x.get(it)}
		x.emit(&ir.Set{S: x.s(), Dst: elem, Src: n, More: []*ir.Local{ok}})
	}
	forget := func() {
		if seq != nil {
			x.set(seq, x.null(seq.Type))
		}
	}
	if seq == nil {
		x.elements(s, it, next, func() {})
		return
	}
	closing := func() {
		c := x.simple(".Close", types.Void)
		c.Recv = x.get(it)
		c.Callee.Addr = true
		x.do(c)
		forget()
	}
	// The iterator closes itself at the end; break runs the clean-up behind the loop.
	list := x.list(func() {
		x.push(&exit{cleanup: closing})
		x.elements(s, it, next, func() {})
		x.pop()
	})
	x.protect(list, closing)
	closing()
}

// iterType is the Go type of the iterator of a runtime container.
func iterType(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Ref:
		name := t.Class.Go + "Iter"
		switch t.Class.Go {
		case "rt.Dict", "rt.DictKeys":
			name = "rt.DictKeyIter"
		case "rt.DictValues":
			name = "rt.DictValueIter"
		case "rt.DictItems":
			name = "rt.DictItemIter"
		}
		return &ir.GoType{Text: name, Args: t.Class.GoArgs}
	case *types.Cpp:
		return &ir.GoType{Text: strings.TrimSuffix(t.GoType, "Loop") + "Loop", Args: t.GoArgs}
	}
	return nil
}

// forArray goes over a C array.
func (x *fb) forArray(s *typed.ForIter) {
	a := plain(s.X.Type()).(*types.Array)
	x.indexed(s, x.place(s.X), a.Elem, x.int(types.Long, a.Len), nil)
}

// forChars goes over the characters of a NUL-terminated string, or of a literal.
func (x *fb) forChars(s *typed.ForIter) {
	if lit := literal(s.X); lit != nil {
		x.indexed(s, x.expr(s.X), types.Char, x.int(types.Long, int64(len(lit.V))), nil)
		return
	}
	p := x.variable("text", s.X.Type())
	x.set(p, x.expr(s.X))
	x.indexed(s, x.get(p), plain(s.Elem.Type), nil, x.int(plain(s.Elem.Type), 0))
}

// indexed goes over base[0], base[1], … up to a number of elements or an end mark.
func (x *fb) indexed(s *typed.ForIter, base ir.Expr, elem types.Type, n, mark ir.Expr) {
	i := x.variable("i", types.Long)
	at := func() ir.Expr { return &ir.IndexRef{X: x.x(elem), Base: base, Index: x.get(i)} }
	x.set(i, x.int(types.Long, 0))
	l := &ir.Loop{S: x.s(), Label: x.label()}
	var cond ir.Expr
	if mark != nil {
		cond = x.binary("!=", types.Bint, at(), mark)
	} else {
		cond = x.binary("<", types.Bint, x.get(i), n)
	}
	var head []ir.Stmt
	if len(s.Else) == 0 {
		l.Cond = cond
	} else {
		out := x.list(func() {
			x.stmts(s.Else)
			x.breakLoop(l.Label)
		})
		head = append(head, &ir.If{S: x.s(), Cond: x.not(cond), Then: out})
	}
	head = append(head, &ir.Set{S: x.s(), Dst: x.local(s.Elem), Src: at()})
	l.Body = append(head, x.bodyOf(l.Label, s.Body)...)
	l.Post = []ir.Stmt{&ir.Set{S: x.s(), Dst: i, Src: x.binary("+", types.Long, x.get(i), x.int(types.Long, 1))}}
	x.emit(l)
}
