package gogen

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// set writes Dst = Src.
func (fn *fn) set(s *ir.Set) {
	w := fn.w
	if t, ok := s.Src.(*ir.Take); ok && t.Kept {
		if fn.isRead(s.Dst) {
			fn.assign(s, fn.expr(t.Place), t.T)
		}
		return
	} else if ok {
		if !fn.plan.atSet[s] && (fn.replaces(s) != "" || reads(t.Place, s.Dst)) {
			// The place is emptied before the local changes and its old value, which may be what the place is in, dies.
			r := fn.name("r")
			w.p("{")
			w.p("%s := %s", r, fn.expr(t.Place))
			w.p("%s = %s", fn.expr(t.Place), fn.fl.zero(t.Place.Type()))
			fn.assign(s, r, t.T)
			w.p("}")
			return
		}
		fn.assign(s, fn.expr(t.Place), t.T)
		w.p("%s = %s", fn.expr(t.Place), fn.fl.zero(t.Place.Type()))
		return
	}
	if c, ok := s.Src.(*ir.Cond); ok && !fn.plan.atSet[s] && fn.replaces(s) == "" && fn.plan.reads[s.Dst] > 0 {
		w.p("if %s {", fn.expr(c.If))
		w.p("%s = %s", fn.local(s.Dst), fn.expr(c.Then))
		w.p("} else {")
		w.p("%s = %s", fn.local(s.Dst), fn.expr(c.Else))
		w.p("}")
		fn.moved(s)
		return
	}
	call := ir.CallOf(s.Src)
	if call != nil && (call.Callee.Raises || len(s.More) > 0) {
		fn.setCall(s, call)
		return
	}
	if op := fn.opAssign(s); op != "" {
		w.p("%s", op)
		return
	}
	if !fn.isRead(s.Dst) {
		if call != nil {
			if call.Callee.Pure || call.Callee.Go == "py.Builtin" {
				w.p("_ = %s", fn.plainCall(call))
			} else {
				w.p("%s", fn.plainCall(call))
			}
		} else if !harmless(s.Src) {
			w.p("_ = %s", fn.expr(s.Src))
		}
		return
	}
	src := fn.expr(s.Src)
	if src == fn.local(s.Dst) && !fn.plan.atSet[s] {
		return
	}
	if c, ok := s.Src.(*ir.Call); ok && c.Callee.Kind == ir.NewObj && fn.replaces(s) == "" && !s.Dst.Captured &&
		fn.fl.goType(s.Dst.Type) == "*"+fn.fl.classType(c.Callee.Class) {
		// A free object is taken in line: that is most of what an allocation costs.
		fn.assign(s, "rt.Take"+strings.TrimPrefix(src, "rt.New"), s.Src.Type())
		w.p("if %s == nil {", fn.local(s.Dst))
		w.at(s.Span(), false)
		w.p("%s = %s", fn.local(s.Dst), src)
		w.p("}")
		fn.moved(s)
		return
	}
	fn.assign(s, src, s.Src.Type())
	fn.moved(s)
}

// isRead reports whether the Go variable of a local is ever looked at.
func (fn *fn) isRead(l *ir.Local) bool {
	return fn.isReadBy(l, fn.plan)
}

// isReadBy is isRead with a plan that is being made.
func (fn *fn) isReadBy(l *ir.Local, plan *plan) bool {
	for o := fn; o != nil; o = o.outer {
		if o.localNames[l] != "" {
			if o != fn {
				plan = o.plan
			}
			return plan.reads[l] > 0 || l.Captured || l.Param || isParam(o.f, l) || o.f.Self == l
		}
	}
	return true
}

func isParam(f *ir.Func, l *ir.Local) bool {
	for _, p := range f.Params {
		if p == l {
			return true
		}
	}
	return false
}

// replaces gives a name for the old value that a Set has to drop, or "".
func (fn *fn) replaces(s *ir.Set) string {
	if s.Init || s.Dst.Borrowed || !ir.Counted(s.Dst.Type) {
		return ""
	}
	return fn.name("old")
}

// assign writes dst = src, where src does not raise: it declares dst where the plan says so and drops the old value.
func (fn *fn) assign(s *ir.Set, src string, srcType types.Type) {
	w := fn.w
	dst := fn.local(s.Dst)
	if fn.plan.atSet[s] {
		goT := fn.fl.goType(s.Dst.Type)
		if literal(s.Src) || srcType == nil || fn.fl.goType(srcType) != goT {
			if z := fn.fl.zero(s.Dst.Type); z == src {
				w.p("var %s %s", dst, goT)
			} else {
				w.p("var %s %s = %s", dst, goT, src)
			}
		} else {
			w.p("%s := %s", dst, src)
		}
		return
	}
	old := fn.replaces(s)
	if old == "" {
		w.p("%s = %s", dst, src)
		return
	}
	if src == "nil" {
		fn.fl.dropPlace(w, dst, s.Dst.Type, true)
		return
	}
	w.p("{")
	w.p("%s := %s", old, dst)
	w.p("%s = %s", dst, src)
	fn.fl.dropPlace(w, old, s.Dst.Type, false)
	w.p("}")
}

// literal reports whether Go may give the expression another type than it has.
func literal(e ir.Expr) bool {
	if _, ok := fold(e); ok {
		return true
	}
	switch x := e.(type) {
	case *ir.Int, *ir.FloatLit, *ir.Null, *ir.SizeOf, *ir.GoExpr:
		return true
	case *ir.Conv:
		return literal(x.V)
	case *ir.Unary:
		return literal(x.V)
	case *ir.Binary:
		return literal(x.A) && literal(x.B)
	case *ir.Str:
		_, object := strip(x.T).(*types.Object)
		return !object
	}
	return false
}

// opAssign writes x = x + y as x += y, or returns "".
func (fn *fn) opAssign(s *ir.Set) string {
	b, ok := s.Src.(*ir.Binary)
	if !ok || fn.plan.atSet[s] || !isInt(s.Dst.Type) && !isFloat(s.Dst.Type) || !fn.isRead(s.Dst) {
		return ""
	}
	g, ok := b.A.(*ir.Get)
	if !ok || g.Local != s.Dst {
		return ""
	}
	switch b.Op {
	case "+", "-", "*", "&", "|", "^":
	default:
		return ""
	}
	dst := fn.local(s.Dst)
	if v, ok := fold(b.B); ok && v == 1 && isInt(s.Dst.Type) {
		switch b.Op {
		case "+":
			return dst + "++"
		case "-":
			return dst + "--"
		}
	}
	return dst + " " + b.Op + "= " + fn.expr(b.B)
}

// setCall writes a Set of a call that raises or has several results.
func (fn *fn) setCall(s *ir.Set, call *ir.Call) {
	w := fn.w
	got := fn.resultOf(call)
	src := fn.plainCall(call)
	retained := retainOf(s.Src)
	plain := retained == nil && fn.fl.goType(got) == fn.fl.goType(s.Dst.Type) && !wrapped(s.Src)
	var more []string
	for _, m := range s.More {
		if fn.isRead(m) {
			more = append(more, fn.local(m))
		} else {
			more = append(more, "_")
		}
	}
	// Where the destination is declared elsewhere, so is the variable for the error, which has a name of its own.
	err := fn.name("raised")
	if fn.plan.atSet[s] && plain || !plain || fn.replaces(s) != "" || !fn.clobbers(s) {
		err = fn.name("err")
	}
	if !fn.isRead(s.Dst) || len(s.More) > 0 && !(plain && fn.plan.atSet[s]) {
		err = fn.name("raised")
	}
	if call.Callee.Raises {
		more = append(more, err)
	}
	switch {
	case !fn.isRead(s.Dst):
		if call.Callee.Raises {
			fn.needErr = true
		}
		w.p("%s = %s", strings.Join(append([]string{"_"}, more...), ", "), src)
		fn.moved(s)
		fn.check(s, call, err)
		return
	case plain && fn.plan.atSet[s]:
		w.p("%s := %s", strings.Join(append([]string{fn.local(s.Dst)}, more...), ", "), src)
		fn.moved(s)
		fn.check(s, call, err)
		return
	case plain && fn.replaces(s) == "" && fn.clobbers(s):
		if call.Callee.Raises {
			fn.needErr = true
		}
		w.p("%s = %s", strings.Join(append([]string{fn.local(s.Dst)}, more...), ", "), src)
		fn.moved(s)
		fn.check(s, call, err)
		return
	}
	// The result waits in a variable of its own until it is known that there is no error.
	r := fn.name("r")
	if fn.plan.atSet[s] {
		w.p("var %s %s", fn.local(s.Dst), fn.fl.goType(s.Dst.Type))
	}
	w.p("{")
	if len(s.More) > 0 {
		w.p("var %s %s", r, fn.fl.goType(got))
		if call.Callee.Raises {
			fn.needErr = true
		}
		w.p("%s = %s", strings.Join(append([]string{r}, more...), ", "), src)
	} else {
		w.p("%s := %s", strings.Join(append([]string{r}, more...), ", "), src)
	}
	fn.moved(s)
	fn.check(s, call, err)
	v := fn.castResult(r, got, call.T)
	v = fn.rewrap(s.Src, call, v)
	declared := fn.plan.atSet[s]
	delete(fn.plan.atSet, s)
	fn.assign(s, v, s.Dst.Type)
	if declared {
		fn.plan.atSet[s] = true
	}
	w.p("}")
}

// retainOf is the Retain that an expression is, under conversions, or nil.
func retainOf(e ir.Expr) *ir.Retain {
	for {
		switch x := e.(type) {
		case *ir.Retain:
			return x
		case *ir.Conv:
			e = x.V
		default:
			return nil
		}
	}
}

// wrapped reports whether a call stands under a conversion.
func wrapped(e ir.Expr) bool {
	_, ok := e.(*ir.Conv)
	return ok
}

// rewrap applies what stands around a call to its result.
func (fn *fn) rewrap(e ir.Expr, call *ir.Call, v string) string {
	raw := &ir.GoExpr{X: ir.X{T: call.T, At: call.At}, Go: v}
	return fn.expr(replaceCall(e, call, raw))
}

func replaceCall(e ir.Expr, call *ir.Call, raw ir.Expr) ir.Expr {
	switch x := e.(type) {
	case *ir.Call:
		if x == call {
			return raw
		}
	case *ir.Conv:
		return &ir.Conv{X: x.X, V: replaceCall(x.V, call, raw)}
	case *ir.Retain:
		return &ir.Retain{X: x.X, V: replaceCall(x.V, call, raw)}
	}
	return e
}

// clobbers reports whether the destination may be overwritten although the call raises: nobody looks at it after the error.
func (fn *fn) clobbers(s *ir.Set) bool {
	call := ir.CallOf(s.Src)
	if !call.Callee.Raises {
		return true
	}
	if s.Dst.Captured {
		return false
	}
	if ir.Counted(s.Dst.Type) && !s.Dst.Borrowed && !s.Init {
		return false
	}
	return len(fn.tries) == 0 || s.Dst.Temp
}

// store writes Place = Src.
func (fn *fn) store(s *ir.Store) {
	w := fn.w
	call := ir.CallOf(s.Src)
	place := fn.expr(s.Place)
	counted := ir.Counted(s.Place.Type()) && !s.Init
	if t, ok := s.Src.(*ir.Take); ok && t.Kept {
		w.p("%s = %s", place, fn.expr(t.Place))
		return
	} else if ok {
		r := fn.name("r")
		w.p("{")
		w.p("%s := %s", r, fn.expr(t.Place))
		w.p("%s = %s", fn.expr(t.Place), fn.fl.zero(t.Place.Type()))
		fn.put(place, r, s.Place.Type(), counted)
		w.p("}")
		return
	}
	if call != nil && call.Callee.Raises {
		r, err := fn.name("r"), fn.name("err")
		w.p("{")
		w.p("%s, %s := %s", r, err, fn.plainCall(call))
		fn.moved(s)
		fn.check(s, call, err)
		fn.put(place, fn.rewrap(s.Src, call, fn.castResult(r, fn.resultOf(call), call.T)), s.Place.Type(), counted)
		w.p("}")
		return
	}
	src := fn.expr(s.Src)
	if call != nil && !call.Callee.Pure {
		// The right side is evaluated before the place.
		r := fn.name("r")
		w.p("{")
		w.p("%s := %s", r, src)
		fn.moved(s)
		fn.put(place, r, s.Place.Type(), counted)
		w.p("}")
		return
	}
	if b, ok := s.Src.(*ir.Binary); ok && !counted && (isInt(s.Place.Type()) || isFloat(s.Place.Type())) {
		if op := fn.opStore(place, b); op != "" {
			w.p("%s", op)
			return
		}
	}
	if src == place && !counted {
		return
	}
	if counted {
		w.p("{")
	}
	fn.put(place, src, s.Place.Type(), counted)
	if counted {
		w.p("}")
	}
	fn.moved(s)
}

func (fn *fn) opStore(place string, b *ir.Binary) string {
	if !ir.IsPlace(b.A) || fn.expr(b.A) != place {
		return ""
	}
	switch b.Op {
	case "+", "-", "*", "&", "|", "^":
	default:
		return ""
	}
	if v, ok := fold(b.B); ok && v == 1 && isInt(b.T) && (b.Op == "+" || b.Op == "-") {
		return place + b.Op + b.Op
	}
	return place + " " + b.Op + "= " + fn.expr(b.B)
}

// put writes place = v and drops the old value.
func (fn *fn) put(place, v string, t types.Type, counted bool) {
	w := fn.w
	if !counted {
		w.p("%s = %s", place, v)
		return
	}
	old := fn.name("old")
	w.p("%s := %s", old, place)
	w.p("%s = %s", place, v)
	fn.fl.dropPlace(w, old, t, false)
}
