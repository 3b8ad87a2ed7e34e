package ownership

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// view describes what a reference refers into although its type does not say so: a container in a field of a locked object, an iterator
// over it, an element of it, or a reference whose qualifier a cast removed. Types of their own (`lock->`, `iso->`) keep most views in
// their place; these are the rest.
type view struct {
	text string // the protected object, as written
	at   source.Span
	lock bool // protected by a lock, else isolated
	root *lockRoot
}

func qualified(t types.Type) bool {
	r, ok := t.(*types.Ref)
	return ok && r.Qual != types.Unqualified
}

// through is the view that a part or result of type t of x is, where x has value v; nil where it is none or its type says so.
func (a *analysis) through(v value, x typed.Expr, t types.Type) *view {
	if r, ok := t.(*types.Ref); ok && r.Qual != types.Unqualified {
		return nil
	}
	if !follows(t) && !iterator(t) {
		return nil
	}
	if v.view != nil {
		return v.view
	}
	r, ok := x.Type().(*types.Ref)
	if !ok || r.Qual == types.Unqualified {
		return nil
	}
	w := &view{text: a.c.text(x), at: x.Span(), lock: r.Qual == types.Lock || r.Qual == types.Locked || r.Qual == types.LockView}
	if w.lock {
		w.root = a.rootOf(x)
	}
	return w
}

// iterator reports whether values of type t refer to a container that they do not own.
func iterator(t types.Type) bool {
	c, ok := t.(*types.Cpp)
	return ok && (c.Outer != nil || strings.Contains(c.Name, "iterator"))
}

// keep reports that a view is stored where it may outlive what protects its object.
func (a *analysis) keep(v value, at source.Span) {
	if v.view == nil {
		return
	}
	by := "isolated"
	if v.view.lock {
		by = "protected by its lock"
	}
	a.report(&diag.Diagnostic{Span: at, Severity: diag.Warning, Code: codeKeep, Message: "A reference into '" + v.view.text + "' may not be kept"}).
		Note(v.view.at, "'%s' is %s: what is reached through it may only be used in place", v.view.text, by).
		Hint("copy what you need, or `consume` it out of '%s'", v.view.text)
}

// launder notes that a cast removes a qualifier (spec 2.4 allows it for instances of generic classes).
func (a *analysis) launder(x *typed.Coerce, v *value) {
	from, ok := x.X.Type().(*types.Ref)
	to, ok2 := x.Type().(*types.Ref)
	if !ok || !ok2 || to.Qual != types.Unqualified {
		return
	}
	switch from.Qual {
	case types.Iso, types.IsoView, types.Lock, types.Locked, types.LockView, types.Active:
		v.view = &view{text: a.c.text(x.X), at: x.X.Span(), lock: from.Qual != types.Iso && from.Qual != types.IsoView}
		if v.view.lock {
			v.view.root = a.rootOf(x.X)
		}
	}
}

// passed handles views among the arguments of a call: a function that keeps one is reported, one that returns it gives a view.
func (a *analysis) passed(s *summary, first int, args []typed.Expr, vals []value, out *value) {
	for i, v := range vals {
		slot := first + i + 1
		if v.sub != none && (slot >= s.result() || kept(s, slot) || s.class[slot] == s.class[s.result()]) {
			a.s.expose(v.sub, args[i].Span())
		}
		if a.isSelf(args[i]) && kept(s.shown(), slot) {
			a.outlives(args[i].Pos(), "kept by the function that it is passed to")
		}
		if v.view == nil || slot >= s.result() {
			continue
		}
		if kept(s, slot) {
			a.keep(v, args[i].Pos())
		} else {
			a.guardedArg(args[i], v, s.written[slot])
		}
		if r := s.result(); s.class[r] >= 0 && s.class[r] == s.class[slot] {
			out.view = v.view
		}
	}
}

// kept reports whether a function may keep what it gets for a slot: lend it to the world, or let another argument refer to it.
func kept(s *summary, slot int) bool {
	if slot >= s.result() {
		return true
	}
	if s.class[slot] == 0 || len(s.held[slot]) > 0 {
		return true
	}
	for i := 1; i < s.result(); i++ {
		if i != slot && s.class[i] == s.class[slot] {
			return true
		}
	}
	return false
}

// dies reports whether a group is held by nothing but the variables of this function.
func (a *analysis) dies(g int) bool {
	if g == world {
		return false
	}
	for k := 1; k <= a.slots; k++ {
		if a.s.of[k] == g && !a.tracked(k) {
			return false
		}
	}
	return true
}

// escape checks that a method which is called through a qualifier keeps its receiver, and what that reaches, to itself.
// A method whose own receiver is qualified may hand that on: its types see to the rest.
func (a *analysis) escape(recv typed.Expr, m *types.Method, s *summary, at source.Span) {
	if recv == nil || m.SelfQual != types.Unqualified || !qualified(recv.Type()) || len(s.class) < 3 || s.class[1] != 0 {
		return
	}
	r := recv.Type().(*types.Ref)
	if r.Qual == types.IsoTemp && variable(recv) == nil {
		return // a value that nobody else has yet
	}
	if !follows(types.RefTo(r.Class, types.Unqualified, false)) {
		return
	}
	text, method := a.c.text(recv), m.Name
	a.report(&diag.Diagnostic{Span: at, Severity: diag.Warning, Code: codeEscape, Message: "'" + method + "' may let a reference into '" + text + "' escape"}).
		Note(recv.Span(), "'%s' is `%s`: nothing else may refer to what it reaches", text, r.Qual).
		Hint("let '%s' store nothing of its object in globals, Python objects or pointers, and store nothing from there in it", method)
}

// isoElement checks a read of an isolated element: the container keeps its own reference (spec 2.3).
func (a *analysis) isoElement(x typed.Expr) {
	r, ok := x.Type().(*types.Ref)
	if !ok || r.Qual != types.IsoTemp && r.Qual != types.Iso {
		return
	}
	name := ""
	switch x := x.(type) {
	case *typed.MethodCall:
		if a.c.dispatch(x.Method, x.Exact).funcs[0] != nil || x.Recv == nil || strings.HasPrefix(x.Method.Name, "pop") {
			return
		}
		name = a.c.text(x.Recv)
	case *typed.Call:
		if x.Bound == nil || x.Recv == nil {
			return
		}
		name = a.c.text(x.Recv)
	default:
		return
	}
	a.report(&diag.Diagnostic{Span: x.Pos(), Severity: diag.Warning, Code: codeElement, Message: "'" + name + "' keeps a reference to the isolated element that is read"}).
		Hint("take the element out of the container, or keep `lock` references in it")
}

// iterated checks a loop over what a lock protects: between two rounds another thread may change it, unless a lock block is around the loop
// (spec 11.2 c; the checker has looked at `lock` references themselves). Containers of C++ in fields are left to strict mode.
func (a *analysis) iterated(x typed.Expr) {
	if a.locks(x) == nil || a.lockHeld(a.rootOf(x)) != notHeld {
		return
	}
	r, class := x.Type().(*types.Ref)
	if class && r.Qual != types.LockView {
		return
	}
	a.report(&diag.Diagnostic{Span: x.Pos(), Severity: diag.Warning, Hidden: !class, Code: codeIterate,
		Message: "Iterating over '" + a.c.text(x) + "' requires a 'with rlocked' or 'with wlocked' block"}).
		Note(a.locks(x).Span(), "its lock protects each access, not the whole loop").
		Hint("put the loop under `with rlocked %s:`", a.c.text(a.locks(x)))
}

// locks is the `lock` reference that x is reached through; nil for none.
func (a *analysis) locks(x typed.Expr) typed.Expr {
	for {
		if r, ok := x.Type().(*types.Ref); ok && r.Qual == types.Lock {
			return x
		}
		switch y := strip(x).(type) {
		case *typed.Field:
			x = y.X
		case *typed.Index:
			x = y.X
		case *typed.MethodCall:
			if y.Recv == nil {
				return nil
			}
			x = y.Recv
		case *typed.Call:
			if y.Recv == nil {
				return nil
			}
			x = y.Recv
		default:
			return nil
		}
	}
}

// captured checks the use of a variable of the function around an inner one: what it sees through a qualifier is protected there only.
func (a *analysis) captured(x *typed.VarExpr) {
	r, ok := x.Var.Type.(*types.Ref)
	if !ok || x.Var.Func == nil || x.Var.Func == a.fn {
		return
	}
	switch r.Qual {
	case types.IsoView, types.LockView, types.Locked:
		a.report(&diag.Diagnostic{Span: x.Pos(), Code: codeCapture, Message: "'" + x.Var.Name + "' may not be captured by an inner function"}).
			Note(x.Var.Span, "'%s' is `%s`: the inner function may run when nothing protects its object", x.Var.Name, r)
	}
}
