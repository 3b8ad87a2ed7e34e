package syntax

import "strings"

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
		pr.s(strings.Join(n.Parts, " "))
	case *FString:
		pr.s(strings.Join(n.Raw, " "))
	case *Tuple:
		pr.tuple(n)
	case *List:
		pr.s("[")
		pr.exprs(n.Elts)
		pr.s("]")
	case *Set:
		pr.s("{")
		pr.exprs(n.Elts)
		pr.s("}")
	case *Dict:
		pr.s("{")
		for i, k := range n.Keys {
			if i > 0 {
				pr.s(", ")
			}
			if k == nil {
				pr.s("**")
			} else {
				pr.expr(k)
				pr.s(": ")
			}
			pr.expr(n.Values[i])
		}
		pr.s("}")
	case *Comp:
		pr.comp(n)
	case *Paren:
		pr.s("(")
		pr.expr(n.X)
		pr.s(")")
	case *Attribute:
		pr.expr(n.X)
		if _, number := n.X.(*Number); number {
			pr.s(" ") // `1 .real`
		}
		pr.s(".", n.Name.Name)
	case *Subscript:
		pr.expr(n.X)
		pr.s("[")
		pr.subscriptIndex(n.Index)
		pr.s("]")
	case *Slice:
		pr.slice(n)
	case *Call:
		pr.expr(n.Func)
		pr.args(n.Args)
	case *Unary:
		pr.s(n.Op)
		if inner, ok := n.X.(*Unary); n.Op == "not" || ok && inner.Op == n.Op {
			pr.s(" ")
		}
		pr.expr(n.X)
	case *Binary:
		pr.expr(n.X)
		pr.s(" ", n.Op, " ")
		pr.expr(n.Y)
	case *BoolOp:
		pr.expr(n.X)
		pr.s(" ", n.Op, " ")
		pr.expr(n.Y)
	case *Compare:
		pr.expr(n.First)
		for i, op := range n.Ops {
			pr.s(" ", op.Op, " ")
			pr.expr(n.Rest[i])
		}
	case *IfExp:
		pr.expr(n.Then)
		pr.s(" if ")
		pr.expr(n.Cond)
		pr.s(" else ")
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
		pr.args(n.Args)
	case *Consume:
		pr.s("consume ")
		pr.expr(n.X)
	case *TypeExpr:
		pr.typ(n)
	}
}

func (pr *printer) tuple(n *Tuple) {
	if n.Parens {
		pr.s("(")
	}
	pr.exprs(n.Elts)
	if len(n.Elts) == 1 {
		pr.s(",")
	}
	if n.Parens {
		pr.s(")")
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
	open, end := [...]string{"[", "{", "{", "("}[n.Kind], [...]string{"]", "}", "}", ")"}[n.Kind]
	pr.s(open)
	pr.expr(n.Elt)
	if n.Value != nil {
		pr.s(": ")
		pr.expr(n.Value)
	}
	for _, c := range n.Clauses {
		pr.s(" ")
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
	pr.s(end)
}

func (pr *printer) args(args []Arg) {
	pr.s("(")
	pr.argList(args)
	pr.s(")")
}

func (pr *printer) argList(args []Arg) {
	for i, a := range args {
		if i > 0 {
			pr.s(", ")
		}
		pr.s(strings.Repeat("*", a.Stars))
		if a.Name != nil {
			pr.s(a.Name.Name, "=")
		}
		pr.expr(a.Value)
	}
}

// params prints a parameter list without its parentheses.
func (pr *printer) params(ps *Params) {
	sep := func(first bool) {
		if !first {
			pr.s(", ")
		}
	}
	star := false
	n := 0
	for i, q := range ps.List {
		if q.Kind == VarArgs {
			star = true
		}
		if q.Kind == KwOnly && !star {
			sep(n == 0)
			pr.s("*")
			n++
			star = true
		}
		sep(n == 0)
		pr.param(q)
		n++
		if q.Kind == PosOnly && (i+1 == len(ps.List) || ps.List[i+1].Kind != PosOnly) {
			pr.s(", /")
		}
	}
	if ps.Ellipsis {
		sep(n == 0)
		pr.s("...")
	}
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
		inner := pr.declared(q.Type.Derive, q.Name.Name+cname(q.CName))
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
