package ownership

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// isSelf reports whether x is the receiver of the destructor f.
func isSelf(f *typed.Func, x typed.Expr) bool {
	if f.Method == nil || f.Method.Name != "__dealloc__" || f.Self == nil {
		return false
	}
	return variable(x) == f.Self
}

// stored checks an assignment in a destructor.
func (a *analysis) stored(value typed.Expr, place typed.Expr, at source.Span) {
	if !isSelf(a.fn, value) {
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
