package syntax

import "strings"

// typ prints a type without a name.
func (pr *printer) typ(t *TypeExpr) {
	if t.Value != nil {
		pr.expr(t.Value)
		return
	}
	pr.typeBase(t)
	inner := pr.declared(t.Derive[t.Arrays:], "")
	if inner != "" && inner[0] == '(' {
		pr.s(" ")
	}
	pr.s(inner)
}

func (pr *printer) types(ts []*TypeExpr) {
	for i, t := range ts {
		if i > 0 {
			pr.s(", ")
		}
		pr.typ(t)
	}
}

// hasBase reports whether a type has anything before its declarator.
func hasBase(t *TypeExpr) bool {
	return len(t.Quals) > 0 || len(t.Base) > 0 || t.Tuple != nil
}

// typeBase prints a type up to its declarator.
func (pr *printer) typeBase(t *TypeExpr) {
	for i, q := range t.Quals {
		if i > 0 {
			pr.s(" ")
		}
		pr.s(q.Name)
	}
	if len(t.Quals) > 0 && (len(t.Base) > 0 || t.Tuple != nil) {
		pr.s(" ")
	}
	if t.Struct != "" {
		pr.s(t.Struct, " ")
	}
	if t.Tuple != nil {
		pr.s("(")
		pr.types(t.Tuple)
		if len(t.Tuple) == 1 {
			pr.s(",")
		}
		pr.s(")")
	}
	pr.s(dotted(t.Base))
	if t.Args != nil {
		pr.s("[")
		pr.types(t.Args)
		pr.s("]")
	}
	for _, m := range t.Member {
		pr.s(".", m.Name.Name)
		if m.Args != nil {
			pr.s("[")
			pr.types(m.Args)
			pr.s("]")
		}
	}
	if b := t.Buffer; b != nil {
		pr.s("[")
		for i := range b.Axes {
			if i > 0 {
				pr.s(", ")
			}
			pr.slice(&b.Axes[i])
		}
		for i, a := range b.Args {
			if i > 0 {
				pr.s(", ")
			}
			pr.arg(a)
		}
		pr.s("]")
	}
	pr.s(pr.declared(t.Derive[:t.Arrays], ""))
}

// declared wraps the steps of a declarator around a name, which may be empty: the
// steps lead from the base to the name, so the last one is next to it.
func (pr *printer) declared(steps []Derive, name string) string {
	cur, prefixed := name, false
	for i := len(steps) - 1; i >= 0; i-- {
		s := steps[i]
		switch s.Kind {
		case Pointer:
			mark := "*"
			if s.Const {
				mark += " const"
			}
			if s.Volatile {
				mark += " volatile"
			}
			if (s.Const || s.Volatile) && cur != "" {
				mark += " "
			}
			cur, prefixed = mark+cur, true
		case Reference:
			if strings.HasPrefix(cur, "&") {
				cur = " " + cur // two in a row would be another operator
			}
			cur, prefixed = "&"+cur, true
		case RValueRef:
			cur, prefixed = "&&"+cur, true
		case Array:
			if prefixed {
				cur, prefixed = "("+cur+")", false
			}
			cur += "[" + pr.text(func() {
				if s.Size != nil {
					pr.expr(s.Size)
				}
			}) + "]"
		case Function:
			if s.Func.Conv != "" {
				cur = s.Func.Conv + " " + cur
				prefixed = prefixed || strings.HasPrefix(cur, s.Func.Conv+" *")
			}
			if prefixed {
				cur, prefixed = "("+cur+")", false
			}
			cur += pr.text(func() {
				pr.s("(")
				pr.params(s.Func.Params)
				pr.s(")")
				pr.funcClauses(s.Func)
			})
		}
	}
	return cur
}

// text is what f prints.
func (pr *printer) text(f func()) string {
	n := len(pr.b)
	f()
	out := string(pr.b[n:])
	pr.b = pr.b[:n]
	return out
}

// funcClauses prints what follows the parameters of a C function.
func (pr *printer) funcClauses(f *FuncType) {
	if f.Const {
		pr.s(" const")
	}
	if f.NoGIL {
		pr.s(" nogil")
	}
	if f.Except != nil {
		pr.except(f.Except)
	}
	if f.WithGIL {
		pr.s(" with gil")
	}
}

func (pr *printer) except(e *ExceptClause) {
	switch e.Kind {
	case ExceptValue:
		pr.s(" except ")
	case ExceptMaybe:
		pr.s(" except? ")
	case ExceptStar:
		pr.s(" except *")
	case ExceptTilde:
		pr.s(" except ~")
	case ExceptPlus:
		pr.s(" except +")
		if e.All {
			pr.s("*")
		}
	case NoExcept:
		pr.s(" noexcept")
	}
	if e.Value != nil {
		pr.expr(e.Value)
	}
}
