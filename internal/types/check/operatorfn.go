package check

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// operatorModule declares the C++ operators that Python has no syntax for, as functions: dereference(it), preincrement(it), …
const operatorModule = "cython.operator"

// operatorCall is a call of one of them: cname is the operator, "operator++(int)" for the postfix form.
func (fn *funcCtx) operatorCall(cname string, list []typed.Expr, x *syntax.Call) typed.Expr {
	if cname == "operator," {
		return &typed.Let{E: loc(list[1].Type(), x), Init: list[0], X: list[1]}
	}
	v := list[0]
	if l, ok := v.(*typed.Coerce); ok && l.Kind == typed.LoadRef {
		v = l.X // the place itself
	}
	t := v.Type()
	if r, ok := t.(*types.Reference); ok {
		t = r.Elem
	}
	switch k := unconst(t).(type) {
	case *types.Cpp:
		op, postfix := strings.CutSuffix(cname, "(int)")
		var ds []*funcDecl
		for _, d := range fn.cppMethods(k, op) {
			if len(d.params) > 0 == postfix {
				ds = append(ds, d)
			}
		}
		if len(ds) == 0 {
			break
		}
		var args []typed.Expr
		if postfix {
			args = append(args, &typed.IntLit{E: loc(types.Int, x)})
		}
		return fn.callCpp(v, k, ds, args, x.Span(), fn.calleeSpan(x))
	case *types.Pointer:
		if cname == "operator*" && !isVoid(k.Elem) {
			return &typed.Deref{E: loc(k.Elem, x), X: rvalue(v)}
		}
	}
	if cname == "operator&" {
		return &typed.AddrOf{E: loc(fn.pointer(t), x), X: v}
	}
	fn.exprError(codeOperands, x.Args[0].Value.Span(), "Invalid operand type for '%s' (%s)", strings.TrimSuffix(strings.TrimPrefix(cname, "operator"), "(int)"), displayType(t))
	return fn.invalid(x)
}
