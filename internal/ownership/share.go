package ownership

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// owner is the qualified reference that a place is part of the object of; nil where it is part of a plain object or of none.
func owner(x typed.Expr) typed.Expr {
	for {
		if r, ok := x.Type().(*types.Ref); ok {
			if r.Qual == types.Unqualified {
				return nil
			}
			return x
		}
		switch y := strip(x).(type) {
		case *typed.Field:
			x = y.X
		case *typed.Index:
			x = y.X
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

// crosses checks a value of type t that enters what the reference to protects, where types do not: the elements of a C++ container and the
// members of a struct are plain references, and stay that in a message, a locked or an isolated object.
func (a *analysis) crosses(v value, t types.Type, to typed.Expr, at source.Span) {
	if to == nil || a.s == nil || v.g == none || !follows(t) {
		return
	}
	if r, ok := t.(*types.Ref); ok && (r.Qual != types.Unqualified || r.Class.Name == "ActhonMessageInterface") {
		return // a message comes to a queue with a count of one (spec 11.4)
	}
	if v.owned {
		if _, held := a.holders(v, nil); !held {
			return // nobody else has it
		}
	}
	text := a.c.text(to)
	a.report(&diag.Diagnostic{Span: at, Severity: diag.Warning, Code: codeShare, Message: "Plain references may not be shared with '" + text + "'"}).
		Note(to.Span(), "'%s' is `%s`: nothing else may refer to what it reaches", text, to.Type()).
		Hint("hand over a new value that nothing else refers to, or use `lock` references")
}

// reads checks a call of a `const self` method through a lock: it holds the lock together with other readers.
func (a *analysis) reads(x *typed.MethodCall, s *summary) {
	if x.Recv == nil || !x.Method.SelfConst || len(s.class) < 3 || !s.written[1] {
		return
	}
	r, ok := x.Recv.Type().(*types.Ref)
	if !ok || r.Qual != types.Lock && r.Qual != types.LockView {
		return
	}
	text := a.c.text(x.Recv)
	a.report(&diag.Diagnostic{Span: x.Pos(), Severity: diag.Warning, Code: codeReadLock,
		Message: "'" + x.Method.Name + "' may change '" + text + "', but takes its lock for reading only"}).
		Note(x.Method.NameSpan, "a method with `const self` may run on several threads at once").
		Hint("declare '%s' without `const`, or let it change nothing but atomics", x.Method.Name)
}

// answers checks the result of a message, which goes to another thread as it is: the actor must not keep what it gives. A value of a class is
// tested on its way; containers of C++ and structs are not.
func (a *analysis) answers(x *typed.Send, s *summary) {
	t := x.Method.Sig.Result
	r, ok := x.Type().(*types.Ref)
	if !ok || r.Class.Generic == nil || a.unused == x {
		return // nobody gets the value
	}
	if ref, class := t.(*types.Ref); class && ref.Qual != types.Unqualified || !class && !follows(t) {
		return
	}
	why := answerHeld(s, x.Method)
	if why == "" {
		return
	}
	a.report(&diag.Diagnostic{Span: x.Pos(), Severity: diag.Warning, Code: codeAnswer, Message: "'" + x.Method.Name + "' may return what its actor keeps"}).
		Note(x.Method.NameSpan, "%s", why).
		Hint("return a new object, a `lock` reference, or one that the actor gives up with `consume`")
}

// answerHeld tells who may still hold the result of a message when it has been executed; "" for nobody. What came in as an argument is gone by then.
func answerHeld(s *summary, m *types.Method) string {
	r := s.result()
	self := func(slot int) bool { return slot == 1 && !m.Static }
	switch k := s.class[r]; {
	case k < 0:
		return ""
	case k == 0:
		return "code elsewhere may hold a reference to what '" + m.Name + "' returns"
	case s.cyclic[r] && s.lost[r]:
		return "a cycle of lost objects may refer to what '" + m.Name + "' returns"
	case k != r:
		for slot := 1; slot < r; slot++ {
			if self(slot) && s.class[slot] == k {
				return "the object of '" + m.Name + "' may keep a reference to what it returns"
			}
		}
	}
	for _, slot := range s.held[r] {
		if slot <= 0 || self(slot) {
			return "the object of '" + m.Name + "' may keep a reference to what it returns"
		}
	}
	return ""
}

// write records that an object of a group is changed.
func (a *analysis) write(g int) {
	if g != none && a.s != nil {
		a.s.info[g].written = true
	}
}

// atomic reports whether t is an atomic of C++, which several threads may change at once.
func atomic(t types.Type) bool {
	c, ok := t.(*types.Cpp)
	return ok && strings.HasPrefix(c.Name, "atomic")
}
