package ownership

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// isSelf reports whether x is the receiver, and the function a destructor.
func (a *analysis) isSelf(x typed.Expr) bool {
	f := a.fn
	if f.Method == nil || f.Method.Name != "__dealloc__" || f.Self == nil {
		return false
	}
	v := variable(x)
	if v == nil || v == f.Self {
		return v != nil
	}
	if a.s == nil || !a.local(v) {
		return false
	}
	same := a.s.vars[a.key(v)].same
	return same != 0 && same == a.s.vars[a.key(f.Self)].same
}

// stored checks an assignment in a destructor.
func (a *analysis) stored(value typed.Expr, place typed.Expr, at source.Span) {
	if !a.isSelf(value) {
		return
	}
	if x, ok := place.(*typed.VarExpr); ok && a.local(x.Var) {
		return
	}
	a.outlives(value.Pos(), "stored")
}

// outlives reports that the receiver of a destructor would live on.
func (a *analysis) outlives(at source.Span, how string) {
	a.report(&diag.Diagnostic{Span: at, Code: codeDealloc, Message: "'" + a.fn.Self.Name + "' must not outlive its '__dealloc__'"}).
		Note(a.fn.Span, "the object is destroyed when this method returns; here it is %s", how)
}
