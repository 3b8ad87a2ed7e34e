package ownership

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// holdsIso reports whether a value of type t has isolated references in it, so that its copy would be a second way to their objects. A
// reference to a class is none: its copy is no second object.
func holdsIso(t types.Type) bool {
	switch t := t.(type) {
	case *types.Cpp:
		for _, h := range t.Holds {
			if isoIn(h) {
				return true
			}
		}
	case *types.Array:
		return isoIn(t.Elem)
	case *types.Struct:
		for _, f := range t.Fields {
			if f.Type != nil && isoIn(f.Type) {
				return true
			}
		}
	case *types.Const:
		return holdsIso(t.Elem)
	case *types.Reference:
		return holdsIso(t.Elem)
	}
	return false
}

// isoIn reports whether t is an isolated reference or a value that holds some.
func isoIn(t types.Type) bool {
	if r, ok := t.(*types.Ref); ok {
		return r.Qual == types.Iso || r.Qual == types.IsoTemp
	}
	return holdsIso(t)
}

// copied checks that the value x, which is kept, is no copy of what holds isolated references.
func (a *analysis) copied(x typed.Expr, v value, at source.Span) {
	if x == nil || a.s == nil || !holdsIso(x.Type()) {
		return
	}
	switch y := strip(x).(type) {
	case *typed.CppValue, *typed.Construct, *typed.Consume:
		return
	case *typed.Coerce:
		if y.Kind != typed.LoadRef && v.owned {
			return
		}
	default:
		if v.owned {
			return
		}
	}
	a.isoCopy(a.c.text(x), at)
}

func (a *analysis) isoCopy(what string, at source.Span) {
	a.report(&diag.Diagnostic{Span: at, Severity: diag.Warning, Code: codeIsoCopy, Message: "A copy of '" + what + "' copies isolated references"}).
		Note(at, "each `iso` reference is the only way to its object; the copy would be another").
		Hint("move the elements one by one, or keep `lock` references")
}

// isoMethods checks a call of a method of a container with isolated elements: those that copy elements make a second way to them.
func (a *analysis) isoMethods(x *typed.MethodCall) {
	m := x.Method
	if f := a.c.dispatch(m, x.Exact).funcs; len(f) != 1 || f[0] != nil || x.Recv == nil {
		return
	}
	iso := false
	for _, h := range m.Class.Holds {
		iso = iso || isoIn(h)
	}
	if !iso {
		return
	}
	same := func(t types.Type) bool {
		r, ok := t.(*types.Ref)
		return ok && r.Class.Generic != nil && r.Class.Generic == m.Class.Generic
	}
	copies := same(m.Sig.Result) || m.Name == "__imul__"
	for _, p := range m.Sig.Params {
		copies = copies || same(p.Type) && !readsOnly[m.Name]
	}
	if copies {
		a.isoCopy(a.c.text(x.Recv), x.Pos())
	}
}

// readsOnly are the methods of containers that only compare with another one.
var readsOnly = map[string]bool{
	"isdisjoint": true, "issubset": true, "issuperset": true, "__eq__": true, "__ne__": true, "__lt__": true, "__le__": true, "__gt__": true, "__ge__": true,
}
