package gogen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
)

// ifStmt writes an If; prefix is "} else " for one that is the whole else part of another.
func (fn *fn) ifStmt(s *ir.If, prefix string) bool {
	w := fn.w
	then, els := s.Then, s.Else
	cond := s.Cond
	if len(then) == 0 && len(els) > 0 && prefix == "" && len(fn.plan.open[&s.Else]) == 0 {
		w.p("if %s {", fn.expr(negate(cond)))
		fn.list(&s.Else)
		w.p("}")
		return true
	}
	w.p("%sif %s {", prefix, fn.expr(cond))
	a := fn.list(&s.Then)
	if len(els) == 0 {
		w.p("}")
		return true
	}
	var b bool
	if next, ok := single(els).(*ir.If); ok && len(fn.plan.open[&s.Else]) == 0 {
		b = fn.ifStmt(next, "} else ")
		return a || b
	}
	w.p("} else {")
	b = fn.list(&s.Else)
	w.p("}")
	return a || b
}

// single is the only statement of a list, looking into blocks, or nil.
func single(list []ir.Stmt) ir.Stmt {
	if len(list) != 1 {
		return nil
	}
	if b, ok := list[0].(*ir.Block); ok {
		return single(b.Body)
	}
	return list[0]
}

func negate(e ir.Expr) ir.Expr {
	switch x := e.(type) {
	case *ir.Unary:
		if x.Op == "!" {
			return x.V
		}
	case *ir.Binary:
		inverse := map[string]string{"==": "!=", "!=": "=="}
		if isInt(x.A.Type()) { // a comparison with a NaN is false, and so is its inverse
			inverse["<"], inverse[">="], inverse[">"], inverse["<="] = ">=", "<", "<=", ">"
		}
		if op := inverse[x.Op]; op != "" {
			return &ir.Binary{X: x.X, Op: op, A: x.A, B: x.B}
		}
	}
	return &ir.Unary{X: ir.X{T: e.Type(), At: e.Span()}, Op: "!", V: e}
}

func (fn *fn) loopOf(label int) *loop {
	for i := len(fn.loops) - 1; i >= 0; i-- {
		if fn.loops[i].label == label {
			return fn.loops[i]
		}
	}
	panic("gogen: no loop " + strconv.Itoa(label))
}

// jumps finds whether a loop is left by a Break and continued by a Continue.
func jumps(label int, body []ir.Stmt) (breaks, continues bool) {
	ir.Walk(body, func(s ir.Stmt) bool {
		switch s := s.(type) {
		case *ir.Break:
			breaks = breaks || s.Label == label
		case *ir.Continue:
			continues = continues || s.Label == label
		}
		return true
	})
	return breaks, continues
}

// use names the Go label of a loop, which is written before the loop once it is known that it is needed.
func (l *loop) use(fn *fn) string {
	if l.goLabel == "" {
		l.goLabel = fn.newLabel("loop")
	}
	return l.goLabel
}

// label puts the Go label of a loop, if it has one, before the code that was written from mark on.
func (fn *fn) label(l *loop, mark int, s ir.Stmt) {
	if l.goLabel == "" {
		return
	}
	text := fn.w.b.String()
	fn.w.b.Reset()
	fn.w.b.WriteString(text[:mark] + l.goLabel + ":\n")
	if name, line := fn.fl.position(s.Span()); line > 0 && !strings.HasPrefix(text[mark:], "//line") {
		fmt.Fprintf(&fn.w.b, "//line %s:%d\n", name, line)
	}
	fn.w.b.WriteString(text[mark:])
}

func (fn *fn) newLabel(base string) string {
	o := fn
	for o.outer != nil {
		o = o.outer
	}
	o.labels++
	return base + strconv.Itoa(o.labels)
}

// loop writes a Loop as a for statement.
func (fn *fn) loop(s *ir.Loop, mark int) bool {
	w := fn.w
	breaks, continues := jumps(s.Label, s.Body)
	l := &loop{label: s.Label}
	inHead := simplePost(s)
	needCont := continues && len(s.Post) > 0 && !inHead
	if needCont {
		l.contLbl = fn.newLabel("next")
	}
	cond := ""
	if s.Cond != nil {
		cond = fn.expr(s.Cond)
	}
	switch {
	case inHead:
		post := s.Post[0].(*ir.Set)
		text := fn.opAssign(post)
		if text == "" {
			text = fn.local(post.Dst) + " = " + fn.expr(post.Src)
		}
		w.p("for ; %s; %s {", cond, text)
	case cond == "":
		w.p("for {")
	default:
		w.p("for %s {", cond)
	}
	fn.loops = append(fn.loops, l)
	if needCont {
		w.p("{")
	}
	falls := fn.list(&s.Body)
	if needCont {
		w.p("}")
		if l.contUsed {
			w.p("%s:", l.contLbl)
		}
	}
	fn.loops = fn.loops[:len(fn.loops)-1]
	if len(s.Post) > 0 && !inHead && (falls || l.contUsed) {
		fn.list(&s.Post)
	}
	w.p("}")
	fn.label(l, mark, s)
	return s.Cond != nil || breaks
}

func (fn *fn) continueTo(s *ir.Continue) {
	l := fn.loopOf(s.Label)
	switch {
	case l.contLbl != "":
		l.contUsed = true
		fn.w.p("goto %s", l.contLbl)
	case fn.loops[len(fn.loops)-1] == l:
		fn.w.p("continue")
	default:
		fn.w.p("continue %s", l.use(fn))
	}
}

// rangeLoop writes a Range.
func (fn *fn) rangeLoop(s *ir.Range, mark int) bool {
	w := fn.w
	l := &loop{label: s.Label}
	v := fn.local(s.Var)
	op, step := "<", "++"
	if s.Down {
		op, step = ">", "--"
	}
	if s.Step != 1 {
		step = " " + step[:1] + "= " + strconv.FormatInt(s.Step, 10)
	}
	goT := fn.fl.goType(s.Var.Type)
	lo, hi := fn.typedAs(s.Lo, goT), fn.expr(s.Hi)
	assign := ":="
	if !fn.ranged[s.Var] {
		assign = "="
		lo = fn.expr(s.Lo)
	}
	switch {
	case fn.steadyBound(s.Hi, s.Body):
		w.p("for %s %s %s; %s %s %s; %s%s {", v, assign, lo, v, op, hi, v, step)
	case assign == ":=":
		end := fn.name("end" + strconv.Itoa(s.Label))
		w.p("for %s, %s := %s, %s; %s %s %s; %s%s {", v, end, lo, fn.typedAs(s.Hi, goT), v, op, end, v, step)
	default:
		end := fn.name("end" + strconv.Itoa(s.Label))
		w.p("%s = %s", v, lo)
		w.p("for %s := %s; %s %s %s; %s%s {", end, fn.typedAs(s.Hi, goT), v, op, end, v, step)
	}
	fn.loops = append(fn.loops, l)
	fn.list(&s.Body)
	fn.loops = fn.loops[:len(fn.loops)-1]
	w.p("}")
	fn.label(l, mark, s)
	return true
}

// typedAs writes an expression so that := gives a variable the Go type.
func (fn *fn) typedAs(e ir.Expr, goT string) string {
	if literal(e) {
		s := fn.typed(e)
		if !strings.HasPrefix(s, goT+"(") {
			s = goT + "(" + s + ")"
		}
		return s
	}
	return fn.expr(e)
}

// steadyBound reports whether a bound may be evaluated in each round: it is a constant, or a variable that the
// body does not set.
func (fn *fn) steadyBound(e ir.Expr, body []ir.Stmt) bool {
	if literal(e) {
		return true
	}
	g, ok := e.(*ir.Get)
	if !ok || g.Local.Captured || fn.local(g.Local) == "" || !fn.mine(g.Local) {
		return false
	}
	steady := true
	ir.Walk(body, func(s ir.Stmt) bool {
		for _, l := range ir.Sets(s) {
			steady = steady && l != g.Local
		}
		return steady
	})
	return steady
}

func (fn *fn) mine(l *ir.Local) bool { return fn.localNames[l] != "" }

// try writes a Try: errors in the body jump to the handler, which stands behind it.
func (fn *fn) try(s *ir.Try) bool {
	w := fn.w
	t := &try{label: fn.newLabel("handler"), err: s.Err, inlined: s.Inlined}
	if s.Err != nil && !fn.isRead(s.Err) {
		t.err = nil
	}
	w.p("{")
	fn.tries = append(fn.tries, t)
	body := fn.list(&s.Body)
	fn.tries = fn.tries[:len(fn.tries)-1]
	if !t.used {
		w.p("}")
		return body
	}
	if len(s.Handler) == 0 {
		w.p("}")
		w.p("%s:", t.label)
		return true
	}
	end := ""
	if body {
		end = fn.newLabel("done")
		w.p("goto %s", end)
	}
	w.p("}")
	w.p("%s:", t.label)
	w.p("{")
	handler := fn.list(&s.Handler)
	w.p("}")
	if end != "" {
		w.p("%s:", end)
	}
	return body || handler
}

// raise writes the error edge of a statement: the drops of what it leaves behind, then the jump to the handler or out of the
// function. err is a Go expression.
func (fn *fn) raise(s ir.Stmt, err string, unwinds []*ir.Local, again bool) {
	w := fn.w
	if !again {
		line := 0
		if fn.g.p.Set != nil {
			line = fn.g.p.Set.Position(s.Span().Start).Line
		}
		err = fmt.Sprintf("%s.At(%s, %s, %d)", err, strconv.Quote(fn.frame()), strconv.Quote(fn.fl.shown()), line)
	}
	if n := len(fn.tries); n > 0 {
		t := fn.tries[n-1]
		t.used = true
		if t.err != nil {
			w.p("%s = %s", fn.local(t.err), err)
		}
		for _, l := range unwinds {
			fn.drop(l, true)
		}
		w.p("goto %s", t.label)
		return
	}
	if fn.sharedExit {
		if x := fn.exitFor(unwinds); x != nil {
			fn.needFail = true
			x.used = true
			w.p("%s = %s", fn.failName(), err)
			w.p("goto %s", x.label)
			return
		}
	}
	fn.leave(err, unwinds)
}

// frame is the function that tracebacks name here.
func (fn *fn) frame() string {
	for i := len(fn.tries) - 1; i >= 0; i-- {
		if f := fn.tries[i].inlined; f != nil {
			return f.Frame()
		}
	}
	return fn.f.Frame()
}

// leave writes the way out of the function with an error.
func (fn *fn) leave(err string, unwinds []*ir.Local) {
	w := fn.w
	if !fn.f.CanRaise {
		w.p("rt.Unraisable(cx, %s, %s)", err, strconv.Quote(fn.f.Where()))
		for _, l := range unwinds {
			fn.drop(l, false)
		}
		if ir.IsVoid(fn.f.Result) {
			w.p("return")
		} else {
			w.p("return %s", fn.fl.zero(fn.f.Result))
		}
		return
	}
	for _, l := range unwinds {
		fn.drop(l, false)
	}
	if ir.IsVoid(fn.f.Result) {
		w.p("return %s", err)
	} else {
		w.p("return %s, %s", fn.fl.zero(fn.f.Result), err)
	}
}
