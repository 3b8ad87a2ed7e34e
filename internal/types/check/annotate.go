package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// annotations starts the __annotations__ of a Python class whose body annotates names.
func (fn *funcCtx) annotations(body []syntax.Stmt) []typed.Stmt {
	for _, s := range body {
		if a, ok := s.(*syntax.AnnAssign); ok {
			e := typed.E{T: types.PyObject, At: a.Span()}
			return []typed.Stmt{&typed.Assign{S: typed.S{At: a.Span()}, Place: &typed.DynName{E: e, Name: "__annotations__"},
				Value: &typed.PyDict{E: typed.E{T: fn.object("dict"), At: a.Span()}}}}
		}
	}
	return nil
}

// annotate records an annotation in a class body: the value of the expression, or its text where it has none here.
func (fn *funcCtx) annotate(s *syntax.AnnAssign) []typed.Stmt {
	name, ok := s.Target.(*syntax.Name)
	if !ok || fn.f.Kind != typed.ClassBodyFunc {
		return nil
	}
	e := typed.E{T: types.PyObject, At: s.Annotation.Span()}
	text := func(v string) typed.Expr {
		return &typed.StrLit{E: typed.E{T: fn.object("str"), At: s.Annotation.Span()}, V: v}
	}
	var v typed.Expr
	if !fn.quietly(func() { v = fn.pyExpr(s.Annotation) }) {
		v = text(fn.text(s.Annotation.Span()))
	}
	place := &typed.PyIndex{E: e, X: &typed.DynName{E: e, Name: "__annotations__"}, I: text(name.Name)}
	return []typed.Stmt{&typed.Assign{S: typed.S{At: s.Span()}, Place: place, Value: v}}
}
