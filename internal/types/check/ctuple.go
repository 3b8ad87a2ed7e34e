package check

import (
	"fmt"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// tupleType is the C tuple `(int, double)`; with a Python object among its parts it is a Python tuple.
func (c *checker) tupleType(sc *scope, t *syntax.TypeExpr) types.Type {
	elems := make([]types.Type, len(t.Tuple))
	object := false
	for i, x := range t.Tuple {
		elems[i] = c.typeOf(sc, x)
		if isInvalid(elems[i]) {
			return types.Invalid
		}
		object = object || isObject(elems[i])
	}
	if object {
		return c.object("tuple")
	}
	return c.tuple(elems)
}

// tuple is the C tuple of some types: a struct with fields f0, f1, … that exists once.
func (c *checker) tuple(elems []types.Type) *types.Struct {
	in := c.interns
	var key strings.Builder
	names := make([]string, len(elems))
	for i, e := range elems {
		fmt.Fprintf(&key, "%d,", in.id(e))
		names[i] = e.String()
	}
	if s := in.tuples[key.String()]; s != nil {
		return s
	}
	name := "(" + strings.Join(names, ", ") + ")"
	s := &types.Struct{Name: name, Complete: true, Tuple: true}
	for i, e := range elems {
		f := fmt.Sprintf("f%d", i)
		s.Fields = append(s.Fields, &types.Field{Name: f, CName: f, Type: e})
	}
	in.tuples[key.String()] = s
	return s
}

// asTuple gives a C tuple type, or nil.
func asTuple(t types.Type) *types.Struct {
	if s, ok := unconst(t).(*types.Struct); ok && s.Tuple {
		return s
	}
	return nil
}

// tupleToPython reports whether the parts of a C tuple convert to objects.
func (c *checker) tupleToPython(s *types.Struct) bool {
	for _, f := range s.Fields {
		x := &typed.VarExpr{E: typed.E{T: f.Type}}
		if _, ok := c.tryCoerce(x, types.PyObject); !ok {
			return false
		}
	}
	return true
}

// unpackTuple is `a, b = t` of a C tuple.
func (fn *funcCtx) unpackTuple(elts []syntax.Expr, v typed.Expr, st *types.Struct, whole syntax.Expr) []typed.Stmt {
	if len(elts) != len(st.Fields) {
		many := "need more than %[1]d values to unpack"
		if len(elts) < len(st.Fields) {
			many = "too many values to unpack (expected %[2]d, got %[1]d)"
		}
		fn.exprError(codeAssign, v.Pos(), many, len(st.Fields), len(elts))
		return nil
	}
	var out []typed.Stmt
	t := fn.temp(st, whole.Span())
	ref := func() typed.Expr { return &typed.VarExpr{E: mk(st, v), Var: t} }
	out = append(out, &typed.Assign{S: typed.S{At: whole.Span()}, Place: ref(), Value: v})
	for i, e := range elts {
		f := st.Fields[i]
		out = append(out, fn.assignTo(e, &typed.Field{E: typed.E{T: f.Type, At: source.Span(v.Span())}, X: ref(), Field: f, Name: f.Name})...)
	}
	return out
}
