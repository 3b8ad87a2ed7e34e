package syntax

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
)

func (pr *printer) exprs(xs []Expr) {
	for i, x := range xs {
		if i > 0 {
			pr.s(", ")
		}
		pr.expr(x)
	}
}

func (pr *printer) expr(x Expr) {
	switch n := x.(type) {
	case *Name:
		pr.s(n.Name)
	case *Constant:
		pr.s([...]string{"None", "True", "False", "...", "NULL"}[n.Kind])
	case *Number:
		pr.s(n.Text)
	case *String:
		pr.literals(n.Parts, n.Src)
	case *FString:
		pr.literals(n.Raw, n.Src)
	case *Tuple:
		pr.tuple(n)
	case *List:
		pr.display("[", "]", n.Elts, n.Src)
	case *Set:
		pr.display("{", "}", n.Elts, n.Src)
	case *Dict:
		pr.dict(n)
	case *Comp:
		pr.comp(n)
	case *Paren:
		pr.bracketed("(", ")", n.Src, 1, func(int) source.Span { return n.X.Span() }, func(int) { pr.expr(n.X) })
	case *Attribute:
		pr.expr(n.X)
		if _, number := n.X.(*Number); number {
			pr.s(" ") // `1 .real`
		} else if pr.broken(n.X.Span().End, n.Dot) {
			pr.newline()
		}
		pr.s(".", n.Name.Name)
	case *Subscript:
		pr.expr(n.X)
		pr.s("[")
		pr.inside(func() { pr.subscriptIndex(n.Index) })
		pr.s("]")
	case *Slice:
		pr.slice(n)
	case *Call:
		pr.expr(n.Func)
		pr.args(n.Args, source.Span{Start: n.Lparen, End: n.Src.End})
	case *Unary:
		pr.s(n.Op)
		if inner, ok := n.X.(*Unary); n.Op == "not" || ok && inner.Op == n.Op {
			pr.s(" ")
		}
		pr.expr(n.X)
	case *Binary:
		pr.infix(n.X, n.Op, n.OpPos, n.Y)
	case *BoolOp:
		pr.infix(n.X, n.Op, n.OpPos, n.Y)
	case *Compare:
		pr.expr(n.First)
		last := n.First
		for i, op := range n.Ops {
			pr.space(last.Span().End, op.Src.Start)
			pr.s(op.Op)
			pr.space(op.Src.End, n.Rest[i].Span().Start)
			pr.expr(n.Rest[i])
			last = n.Rest[i]
		}
	case *IfExp:
		pr.expr(n.Then)
		pr.space(n.Then.Span().End, n.Cond.Span().Start)
		pr.s("if ")
		pr.expr(n.Cond)
		pr.space(n.Cond.Span().End, n.Else.Span().Start)
		pr.s("else ")
		pr.expr(n.Else)
	case *Lambda:
		pr.s("lambda")
		if len(n.Params.List) > 0 {
			pr.s(" ")
		}
		pr.params(n.Params)
		pr.s(": ")
		pr.expr(n.Body)
	case *NamedExpr:
		pr.s(n.Target.Name, " := ")
		pr.expr(n.Value)
	case *Starred:
		pr.s("*")
		pr.expr(n.X)
	case *Await:
		pr.s("await ")
		pr.expr(n.X)
	case *Yield:
		pr.word("yield", n.X)
	case *YieldFrom:
		pr.word("yield from", n.X)
	case *Backquote:
		pr.s("`")
		pr.expr(n.X)
		pr.s("`")
	default:
		pr.cexpr(x)
	}
}

// cexpr prints the expressions that only Cython has.
func (pr *printer) cexpr(x Expr) {
	switch n := x.(type) {
	case *Cast:
		pr.s("<")
		pr.typ(n.Type)
		if n.Checked {
			pr.s("?")
		}
		pr.s(">")
		pr.expr(n.X)
	case *SizeOf:
		pr.s("sizeof(")
		if n.Type != nil {
			pr.typ(n.Type)
		} else {
			pr.expr(n.X)
		}
		pr.s(")")
	case *TypeOf:
		pr.s("typeof(")
		pr.expr(n.X)
		pr.s(")")
	case *New:
		pr.s("new ")
		pr.typ(n.Type)
		pr.args(n.Args, source.Span{Start: n.Lparen, End: n.Src.End})
	case *Consume:
		pr.s("consume ")
		pr.expr(n.X)
	case *TypeExpr:
		pr.typ(n)
	}
}

// infix prints an operation, with a line end on the side of the operator where it was.
func (pr *printer) infix(x Expr, op string, at source.Pos, y Expr) {
	pr.expr(x)
	pr.space(x.Span().End, at)
	pr.s(op)
	pr.space(at, y.Span().Start)
	pr.expr(y)
}

// literals prints adjacent string literals, inside brackets one a line where the
// source had several lines.
func (pr *printer) literals(parts []string, span source.Span) {
	several := len(parts) > 1 && pr.broken(span.Start, span.End)
	for i, p := range parts {
		switch {
		case i == 0:
		case several:
			pr.s("\n")
			pr.indent()
		default:
			pr.s(" ")
		}
		pr.s(p)
	}
}

func (pr *printer) display(open, end string, elts []Expr, span source.Span) {
	pr.bracketed(open, end, span, len(elts), func(i int) source.Span { return elts[i].Span() }, func(i int) { pr.expr(elts[i]) })
}

func (pr *printer) dict(n *Dict) {
	at := func(i int) source.Span {
		s := n.Values[i].Span()
		if n.Keys[i] != nil {
			return n.Keys[i].Span().To(s)
		}
		return source.Span{Start: s.Start - 2, End: s.End}
	}
	pr.bracketed("{", "}", n.Src, len(n.Keys), at, func(i int) {
		if n.Keys[i] == nil {
			pr.s("**")
		} else {
			pr.expr(n.Keys[i])
			pr.s(": ")
		}
		pr.expr(n.Values[i])
	})
}

func (pr *printer) tuple(n *Tuple) {
	switch {
	case !n.Parens:
		pr.exprs(n.Elts)
		if len(n.Elts) == 1 {
			pr.s(",")
		}
	case len(n.Elts) == 1:
		pr.s("(")
		pr.inside(func() { pr.expr(n.Elts[0]) })
		pr.s(",)")
	default:
		pr.display("(", ")", n.Elts, n.Src)
	}
}

// subscriptIndex prints what stands in the brackets; one starred element is a
// tuple without a comma.
func (pr *printer) subscriptIndex(x Expr) {
	if t, ok := x.(*Tuple); ok && !t.Parens && len(t.Elts) == 1 {
		if s, ok := t.Elts[0].(*Starred); ok {
			pr.expr(s)
			return
		}
	}
	pr.expr(x)
}

func (pr *printer) slice(n *Slice) {
	if n.Lo != nil {
		pr.expr(n.Lo)
	}
	pr.s(":")
	if n.Hi != nil {
		pr.expr(n.Hi)
	}
	if n.Step != nil {
		pr.s(":")
		pr.expr(n.Step)
	}
}

func (pr *printer) comp(n *Comp) {
	pr.s([...]string{"[", "{", "{", "("}[n.Kind])
	pr.inside(func() { pr.compParts(n) })
	pr.s([...]string{"]", "}", "}", ")"}[n.Kind])
}

func (pr *printer) compParts(n *Comp) {
	pr.expr(n.Elt)
	last := n.Elt.Span().End
	if n.Value != nil {
		pr.s(": ")
		pr.expr(n.Value)
		last = n.Value.Span().End
	}
	for _, c := range n.Clauses {
		pr.space(last, c.Src.Start)
		last = c.Src.End
		pr.async(c.Async)
		pr.s("for ")
		if c.From != nil {
			pr.forFrom(c.From)
		} else {
			pr.expr(c.Target)
			pr.s(" in ")
			pr.expr(c.Iter)
		}
		for _, cond := range c.Ifs {
			pr.s(" if ")
			pr.expr(cond)
		}
	}
}

// args prints arguments in their parentheses, which are at span if it is known.
func (pr *printer) args(args []Arg, span source.Span) {
	pr.bracketed("(", ")", span, len(args), func(i int) source.Span { return args[i].Src }, func(i int) { pr.arg(args[i]) })
}

func (pr *printer) arg(a Arg) {
	pr.s(strings.Repeat("*", a.Stars))
	if a.Name != nil {
		pr.s(a.Name.Name, "=")
	}
	pr.expr(a.Value)
}

// params prints a parameter list without its parentheses.
func (pr *printer) params(ps *Params) { pr.paramList("", "", ps, source.Span{}) }

// paramList prints a parameter list in brackets, which are at span if it is known.
func (pr *printer) paramList(open, end string, ps *Params, span source.Span) {
	type item struct {
		at   source.Span
		mark string // what stands for no parameter: `*`, `/`, `...`
		q    *Param
	}
	var items []item
	star := false
	for i, q := range ps.List {
		star = star || q.Kind == VarArgs
		if q.Kind == KwOnly && !star {
			star = true
			items = append(items, item{source.Span{Start: q.Src.Start, End: q.Src.Start}, "*", nil})
		}
		items = append(items, item{q.Src, "", q})
		if q.Kind == PosOnly && (i+1 == len(ps.List) || ps.List[i+1].Kind != PosOnly) {
			items = append(items, item{source.Span{Start: q.Src.End, End: q.Src.End}, "/", nil})
		}
	}
	if ps.Ellipsis {
		at := source.Span{Start: ps.Src.End, End: ps.Src.End}
		items = append(items, item{at, "...", nil})
	}
	pr.bracketed(open, end, span, len(items), func(i int) source.Span { return items[i].at }, func(i int) {
		if items[i].q != nil {
			pr.param(items[i].q)
		}
		pr.s(items[i].mark)
	})
}

func (pr *printer) param(q *Param) {
	switch q.Kind {
	case VarArgs:
		pr.s("*")
	case KwArgs:
		pr.s("**")
	}
	switch {
	case q.Tuple != nil:
		pr.tuple(q.Tuple)
	case q.Type != nil:
		pr.typeBase(q.Type)
		inner := pr.declared(q.Type.Derive[q.Type.Arrays:], q.Name.Name+cname(q.CName))
		if inner != "" && (q.Name.Name != "" || inner[0] == '(') && hasBase(q.Type) {
			pr.s(" ")
		}
		pr.s(inner)
	default:
		pr.s(q.Name.Name)
	}
	if q.NotNone {
		pr.s(" not None")
	}
	if q.OrNone {
		pr.s(" or None")
	}
	if q.Annotation != nil {
		pr.s(": ")
		pr.expr(q.Annotation)
	}
	if q.Default != nil {
		if q.Annotation != nil {
			pr.s(" = ")
		} else {
			pr.s("=")
		}
		if q.DefaultMark != "" {
			pr.s(q.DefaultMark)
		} else {
			pr.expr(q.Default)
		}
	}
}

// pattern prints a pattern; tight asks for parentheses around `|` and `as`.
func (pr *printer) pattern(p Pattern, tight bool) {
	list := func(ps []Pattern) {
		for i, q := range ps {
			if i > 0 {
				pr.s(", ")
			}
			pr.pattern(q, false)
		}
	}
	switch n := p.(type) {
	case *MatchValue:
		pr.expr(n.X)
	case *MatchSingleton:
		pr.s([...]string{"None", "True", "False", "...", "NULL"}[n.Kind])
	case *MatchSeq:
		if n.Brackets != 0 {
			pr.s(string(rune(n.Brackets)))
		}
		list(n.Elts)
		if len(n.Elts) == 1 && n.Brackets != '[' {
			pr.s(",")
		}
		switch n.Brackets {
		case '(':
			pr.s(")")
		case '[':
			pr.s("]")
		}
	case *MatchStar:
		pr.s("*", wildcard(n.Name))
	case *MatchMapping:
		pr.s("{")
		for i, k := range n.Keys {
			if i > 0 {
				pr.s(", ")
			}
			pr.expr(k)
			pr.s(": ")
			pr.pattern(n.Vals[i], false)
		}
		if n.Rest != nil {
			if len(n.Keys) > 0 {
				pr.s(", ")
			}
			pr.s("**", n.Rest.Name)
		}
		pr.s("}")
	case *MatchClass:
		pr.expr(n.Class)
		pr.s("(")
		list(n.Args)
		for i, k := range n.KwNames {
			if i > 0 || len(n.Args) > 0 {
				pr.s(", ")
			}
			pr.s(k.Name, "=")
			pr.pattern(n.KwArgs[i], false)
		}
		pr.s(")")
	case *MatchAs:
		if n.Pattern == nil {
			pr.s(wildcard(n.Name))
			return
		}
		pr.parens(tight, func() {
			_, nested := n.Pattern.(*MatchAs)
			pr.pattern(n.Pattern, nested)
			pr.s(" as ", n.Name.Name)
		})
	case *MatchOr:
		pr.parens(tight, func() {
			for i, a := range n.Alts {
				if i > 0 {
					pr.s(" | ")
				}
				pr.pattern(a, true)
			}
		})
	}
}

func (pr *printer) parens(yes bool, f func()) {
	if yes {
		pr.s("(")
	}
	f()
	if yes {
		pr.s(")")
	}
}

func wildcard(id *Ident) string {
	if id == nil {
		return "_"
	}
	return id.Name
}
