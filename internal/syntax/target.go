package syntax

import "fmt"

// checkTarget reports an expression that cannot be assigned to (or deleted).
func (p *parser) checkTarget(x Expr, verb string) {
	if bad := p.badTarget(x, verb == "delete"); bad != nil {
		p.fail(CodeTarget, bad.Span(), "cannot %s %s", verb, kindName(bad))
	}
}

// badTarget returns the part of x that is no target, or nil.
func (p *parser) badTarget(x Expr, del bool) Expr {
	switch x := x.(type) {
	case *Name, *Attribute, *Subscript:
		return nil
	case *Paren:
		if _, yield := x.X.(*Yield); yield {
			return x.X
		}
		if s, ok := x.X.(*Starred); ok {
			return s
		}
		return p.badTarget(x.X, del)
	case *Starred:
		if del {
			return x
		}
		return p.badTarget(x.X, del)
	case *Tuple:
		return p.badTargets(x.Elts, del)
	case *List:
		return p.badTargets(x.Elts, del)
	case *Call, *Cast, *Unary:
		if p.mode.Python {
			return x
		}
		// A C++ call may give a reference, and C's `&x` and casts are for the checker to judge.
		if u, ok := x.(*Unary); ok && u.Op != "&" {
			return x
		}
		return nil
	}
	return x
}

func (p *parser) badTargets(elts []Expr, del bool) Expr {
	for _, e := range elts {
		if bad := p.badTarget(e, del); bad != nil {
			return bad
		}
	}
	return nil
}

// kindName names an expression in the words of CPython's messages.
func kindName(x Expr) string {
	switch x := x.(type) {
	case *Name:
		return "name"
	case *Constant:
		return [...]string{"None", "True", "False", "ellipsis", "NULL"}[x.Kind]
	case *Number, *String:
		return "literal"
	case *FString:
		return "f-string expression"
	case *Tuple:
		return "tuple"
	case *List:
		return "list"
	case *Set:
		return "set display"
	case *Dict:
		return "dict literal"
	case *Comp:
		return [...]string{"list comprehension", "set comprehension", "dict comprehension", "generator expression"}[x.Kind]
	case *Paren:
		return kindName(x.X)
	case *Attribute:
		return "attribute"
	case *Subscript:
		return "subscript"
	case *Call:
		return "function call"
	case *Unary, *Binary, *BoolOp:
		return "expression"
	case *Compare:
		return "comparison"
	case *IfExp:
		return "conditional expression"
	case *Lambda:
		return "lambda"
	case *NamedExpr:
		return "assignment expression"
	case *Starred:
		return "starred"
	case *Await:
		return "await expression"
	case *Yield, *YieldFrom:
		return "yield expression"
	}
	return fmt.Sprintf("this %T", x)[len("this *syntax."):]
}
