package gogen

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
)

// list writes a statement list. It reports whether control can reach its end.
func (fn *fn) list(list *[]ir.Stmt) bool {
	for _, l := range fn.plan.open[list] {
		fn.w.p("var %s %s", fn.local(l), fn.fl.goType(l.Type))
	}
	return fn.stmts(*list)
}

func (fn *fn) stmts(list []ir.Stmt) bool {
	for _, s := range list {
		if !fn.stmt(s) {
			return false
		}
	}
	return true
}

// stmt writes a statement. It reports whether control can go on behind it.
func (fn *fn) stmt(s ir.Stmt) bool {
	w := fn.w
	if b, ok := s.(*ir.Block); ok {
		return fn.stmts(b.Body)
	}
	mark := w.b.Len()
	w.at(s.Span(), quiet(s))
	switch s := s.(type) {
	case *ir.Set:
		fn.set(s)
	case *ir.Store:
		fn.store(s)
	case *ir.Do:
		fn.do(s)
	case *ir.NullCheck:
		fn.nullCheck(s)
	case *ir.ZeroCheck:
		if v, ok := fold(s.V); ok {
			if v == 0 {
				fn.raise(s, "rt.ZeroDiv("+strconv.Quote(s.Msg)+")", s.Unwinds, false)
				return false
			}
			return true
		}
		if isConst(s.V) && !constFloat(s.V) {
			return true
		}
		w.p("if %s == 0 {", fn.operand(s.V, precCompare+1))
		fn.raise(s, "rt.ZeroDiv("+strconv.Quote(s.Msg)+")", s.Unwinds, false)
		w.p("}")
	case *ir.RangeCheck:
		w.p("if %s >= uint64(len(%s)) {", fn.operand(s.Index, precCompare+1), fn.expr(s.Slice))
		fn.raise(s, "rt.Raise(\"IndexError\", "+strconv.Quote(s.Msg)+")", s.Unwinds, false)
		w.p("}")
	case *ir.If:
		return fn.ifStmt(s, "")
	case *ir.Loop:
		return fn.loop(s, mark)
	case *ir.Range:
		return fn.rangeLoop(s, mark)
	case *ir.Break:
		l := fn.loops[len(fn.loops)-1]
		if l.label == s.Label {
			w.p("break")
		} else {
			w.p("break %s", fn.loopOf(s.Label).use(fn))
		}
		return false
	case *ir.Continue:
		fn.continueTo(s)
		return false
	case *ir.Return:
		if fn.sharedExit && s.Src != nil {
			// A goto must not jump over the variables that it declares.
			w.p("{")
			fn.returnStmt(s)
			w.p("}")
			return false
		}
		fn.returnStmt(s)
		return false
	case *ir.Raise:
		fn.raise(s, fn.operand(s.Err, precPrimary), s.Unwinds, s.Again)
		return false
	case *ir.Try:
		return fn.try(s)
	case *ir.YieldStmt:
		fn.yield(s)
	case *ir.Incref:
		w.p("rt.IncRef(%s)", fn.expr(s.V))
	case *ir.Drop:
		fn.drop(s.Local, !s.Last)
	default:
		panic(fmt.Sprintf("gogen: statement %T", s))
	}
	return true
}

// quiet reports whether the code of a statement itself can neither fail nor take long.
func quiet(s ir.Stmt) bool {
	switch s.(type) {
	case *ir.Loop, *ir.Range, *ir.NullCheck, *ir.Try, *ir.Break, *ir.Continue, *ir.Drop:
		return true
	}
	ok := true
	ir.EachExpr(s, func(e ir.Expr) {
		ir.WalkExpr(e, func(e ir.Expr) bool {
			switch x := e.(type) {
			case *ir.Call, *ir.IndexRef, *ir.DerefRef:
				ok = false
			case *ir.Binary:
				ok = ok && x.Op != "/" && x.Op != "%"
			}
			return ok
		})
	})
	return ok
}

// drop gives up what a local holds.
func (fn *fn) drop(l *ir.Local, clear bool) {
	fn.fl.dropPlace(fn.w, fn.local(l), l.Type, clear)
}

// moved makes the locals null that a statement moved out of, where somebody may look.
func (fn *fn) moved(s ir.Stmt) {
	ir.EachExpr(s, func(e ir.Expr) {
		ir.WalkExpr(e, func(e ir.Expr) bool {
			if g, ok := e.(*ir.Get); ok && g.Move && !g.Last {
				fn.w.p("%s = %s", fn.local(g.Local), fn.fl.zero(g.Local.Type))
			}
			return true
		})
	})
}

// check goes to the handler where the call just written raised.
func (fn *fn) check(s ir.Stmt, call *ir.Call, err string) {
	if !call.Callee.Raises {
		return
	}
	fn.w.p("if %s != nil {", err)
	fn.raise(s, err, ir.UnwindOf(s).Unwinds, false)
	fn.w.p("}")
}

// do writes a call for its effect.
func (fn *fn) do(s *ir.Do) {
	w := fn.w
	call := ir.CallOf(s.Call)
	src := fn.plainCall(call)
	if !call.Callee.Raises {
		if (call.Callee.Pure || call.Callee.Go == "py.Builtin") && !ir.IsVoid(call.T) {
			w.p("_ = %s", src)
		} else {
			w.p("%s", src)
		}
		fn.moved(s)
		return
	}
	err := fn.name("err")
	void := ir.IsVoid(call.T) || call.Callee.Kind == ir.Runtime && call.Callee.NoResult
	if strings.HasPrefix(call.Callee.Go, "mod:") {
		void = !fn.g.moduleObjects
	}
	lhs := err
	if !void {
		lhs = "_, " + err
	}
	w.p("if %s := %s; %s != nil {", lhs, src, err)
	fn.raise(s, err, s.Unwinds, false)
	w.p("}")
	fn.moved(s)
}

// nullCheck ends the program where a reference is null.
func (fn *fn) nullCheck(s *ir.NullCheck) {
	at := s.V.Span()
	if !at.IsValid() {
		at = s.At
	}
	file, line, col := fn.fl.shown(), 0, 0
	if fn.g.p.Set != nil {
		p := fn.g.p.Set.Position(at.Start)
		line, col = p.Line, p.Column
	}
	v := fn.operand(s.V, precCompare+1)
	if ir.IsObject(s.V.Type()) {
		v += ".O"
	}
	fn.w.p("if %s == nil {", v)
	fn.w.p("rt.NullDeref(%s, %s, %d, %d)", strconv.Quote(s.Name), strconv.Quote(file), line, col)
	fn.w.p("}")
}

// returnStmt writes a Return: the value is made before the drops.
func (fn *fn) returnStmt(s *ir.Return) {
	w := fn.w
	drops := func() {
		for _, l := range s.Drops {
			fn.drop(l, false)
		}
	}
	if s.Src == nil || ir.IsVoid(fn.f.Result) {
		if s.Src != nil {
			if call := ir.CallOf(s.Src); call != nil {
				fn.do(&ir.Do{S: s.S, Call: call, Unwind: s.Unwind})
			}
		}
		drops()
		switch {
		case fn.f.CanRaise && ir.IsVoid(fn.f.Result):
			w.p("return nil")
		case !ir.IsVoid(fn.f.Result):
			fn.end()
		default:
			w.p("return")
		}
		return
	}
	call := ir.CallOf(s.Src)
	if call != nil && call.Callee.Raises {
		r, err := fn.name("r"), fn.name("err")
		w.p("%s, %s := %s", r, err, fn.plainCall(call))
		w.p("if %s != nil {", err)
		fn.raise(s, err, s.Unwinds, false)
		w.p("}")
		v := fn.rewrap(s.Src, call, fn.castResult(r, fn.resultOf(call), call.T))
		if len(s.Drops) > 0 && v != r {
			w.p("%s = %s", r, v)
			v = r
		}
		drops()
		fn.ret(v)
		return
	}
	if t, ok := s.Src.(*ir.Take); ok {
		r := fn.name("r")
		w.p("%s := %s", r, fn.expr(t.Place))
		w.p("%s = %s", fn.expr(t.Place), fn.fl.zero(t.Place.Type()))
		drops()
		fn.ret(r)
		return
	}
	v := fn.expr(s.Src)
	if call != nil && call.Callee.Raises == false {
		v = fn.castResult(v, s.Src.Type(), fn.f.Result)
	}
	if len(s.Drops) > 0 && !stays(s.Src) {
		r := fn.name("r")
		if literal(s.Src) || fn.fl.goType(s.Src.Type()) != fn.fl.goType(fn.f.Result) {
			w.p("var %s %s = %s", r, fn.fl.goType(fn.f.Result), v)
		} else {
			w.p("%s := %s", r, v)
		}
		v = r
	}
	drops()
	fn.ret(v)
}

// stays reports whether an expression has the same value after locals were dropped.
func stays(e ir.Expr) bool {
	ok := true
	ir.WalkExpr(e, func(e ir.Expr) bool {
		switch x := e.(type) {
		case *ir.Get:
			ok = ok && !x.Local.Captured && (x.Move || !ir.Copied(x.Local.Type))
		case *ir.Int, *ir.FloatLit, *ir.Str, *ir.Null, *ir.PyConst, *ir.Binary, *ir.Unary, *ir.Conv, *ir.SizeOf, *ir.GoExpr:
		default:
			ok = false
		}
		return ok
	})
	return ok
}
