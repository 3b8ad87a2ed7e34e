package check

import (
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

func (fn *funcCtx) del(target syntax.Expr, at typed.S) []typed.Stmt {
	switch t := target.(type) {
	case *syntax.Paren:
		return fn.del(t.X, at)
	case *syntax.Tuple:
		var out []typed.Stmt
		for _, e := range t.Elts {
			out = append(out, fn.del(e, at)...)
		}
		return out
	case *syntax.Name:
		place := fn.placeName(t)
		if ss := fn.deleteCpp(place, at); ss != nil {
			return ss
		}
		if asRef(place.Type()) == nil && !isObject(place.Type()) && !isInvalid(place.Type()) {
			fn.exprError(codeStatement, t.Span(), "Deletion of non-Python, non-C++ object")
			return nil
		}
		if ve, ok := place.(*typed.VarExpr); ok && isObject(ve.T) {
			ve.Var.Unbound = true
		}
		return []typed.Stmt{&typed.Del{S: at, Place: place}}
	case *syntax.Subscript:
		base := rvalue(fn.expr(t.X))
		if r := asRef(base.Type()); r != nil {
			if sl, ok := t.Index.(*syntax.Slice); ok {
				return []typed.Stmt{&typed.ExprStmt{S: at, X: fn.sliceMethod(base, r, "__delslice__", sl, t)}}
			}
			return []typed.Stmt{&typed.ExprStmt{S: at, X: fn.itemMethod(base, r, "__delitem__", "deleting", t, nil)}}
		}
		place := fn.subscriptOf(base, t)
		if isInvalid(place.Type()) {
			return nil
		}
		if ss := fn.deleteCpp(place, at); ss != nil {
			return ss
		}
		if asRef(unconst(place.Type())) == nil && !isObject(place.Type()) {
			fn.exprError(codeStatement, errSpan(t), "Deletion of non-Python, non-C++ object")
			return nil
		}
		return []typed.Stmt{&typed.Del{S: at, Place: place}}
	case *syntax.Attribute:
		place := fn.expr(t)
		if f, ok := place.(*typed.Field); ok {
			if ss := fn.deleteCpp(f, at); ss != nil {
				return ss
			}
			fn.checkFieldStore(f)
			if asRef(f.T) == nil {
				fn.exprError(codeStatement, errSpan(t), "Deletion of non-Python, non-C++ object")
				return nil
			}
		}
		return []typed.Stmt{&typed.Del{S: at, Place: place}}
	}
	fn.exprError(codeStatement, target.Span(), "Cannot assign to or delete this")
	return nil
}

// deleteCpp is `del p` of a pointer to a C++ object: what the object holds is dropped, the pointer becomes NULL. A NULL pointer is left alone.
func (fn *funcCtx) deleteCpp(place typed.Expr, at typed.S) []typed.Stmt {
	p := asPointer(unconst(place.Type()))
	if p == nil || asCpp(p.Elem) == nil {
		return nil
	}
	e := typed.E{T: p, At: place.Span(), Err: place.Pos()}
	t := fn.temp(p, at.At)
	ref := func() typed.Expr { return &typed.VarExpr{E: e, Var: t} }
	elem := e
	elem.T = unconst(p.Elem)
	null := func() typed.Expr { return &typed.NullLit{E: e} }
	isSet := &typed.Compare{E: typed.E{T: types.Bint, At: e.At}, Op: "!=", X: ref(), Y: null()}
	return []typed.Stmt{
		&typed.Assign{S: at, Place: ref(), Value: rvalue(place)},
		&typed.Assign{S: at, Place: place, Value: null()},
		&typed.If{S: at, Cond: isSet, Then: []typed.Stmt{
			&typed.Assign{S: at, Place: &typed.Deref{E: elem, X: ref()}, Value: &typed.CppValue{E: elem}},
		}},
	}
}
