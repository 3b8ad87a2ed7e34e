package syntax

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
)

func (pr *printer) stmt(s Stmt) {
	from, to := s.Span().Start, s.Span().End
	switch n := s.(type) {
	case *If:
		pr.ifChain("if", "elif", "else", n.Cond, n.Body, n.Else, from)
	case *CondDecl:
		pr.ifChain("IF", "ELIF", "ELSE", n.Cond, n.Body, n.Else, from)
	case *While:
		pr.header(from, n.Cond, func() { pr.s("while "); pr.expr(n.Cond) })
		pr.block(n.Body)
		pr.clause("else", n.Else)
	case *For:
		pr.header(from, n.Iter, func() {
			pr.async(n.Async)
			pr.s("for ")
			pr.expr(n.Target)
			pr.s(" in ")
			pr.expr(n.Iter)
		})
		pr.block(n.Body)
		pr.clause("else", n.Else)
	case *ForFrom:
		var last Node = n.Hi
		if n.Step != nil {
			last = n.Step
		}
		pr.header(from, last, func() { pr.s("for "); pr.forFrom(n) })
		pr.block(n.Body)
		pr.clause("else", n.Else)
	case *Try:
		pr.begin(from)
		pr.s("try:")
		pr.end(from + 3)
		pr.block(n.Body)
		for _, h := range n.Handlers {
			pr.handler(h)
		}
		pr.clause("else", n.Else)
		pr.clause("finally", n.Finally)
	case *With:
		pr.header(from, &n.Items[len(n.Items)-1], func() { pr.async(n.Async); pr.with(n) })
		pr.block(n.Body)
	case *FuncDef:
		pr.funcDef(n)
	case *ClassDef:
		pr.classDef(n)
	case *Match:
		pr.header(from, n.Subject, func() { pr.s("match "); pr.expr(n.Subject) })
		pr.level++
		for _, c := range n.Cases {
			var last Node = c.Pattern
			if c.Guard != nil {
				last = c.Guard
			}
			pr.header(c.Src.Start, last, func() {
				pr.s("case ")
				pr.pattern(c.Pattern, false)
				if c.Guard != nil {
					pr.s(" if ")
					pr.expr(c.Guard)
				}
			})
			pr.block(c.Body)
		}
		pr.level--
	default:
		if pr.decl(s) {
			return
		}
		pr.begin(from)
		pr.simple(s)
		pr.end(to)
	}
}

// header prints the line of a compound statement; last is its last part.
func (pr *printer) header(from source.Pos, last Node, f func()) {
	end := headEnd(last)
	pr.begin(from)
	f()
	pr.s(":")
	pr.end(end)
}

func (pr *printer) async(async bool) {
	if async {
		pr.s("async ")
	}
}

// ifChain prints an if statement, of the language or of compile time.
func (pr *printer) ifChain(word, elif, otherwise string, cond Expr, body, rest []Stmt, from source.Pos) {
	pr.header(from, cond, func() { pr.s(word, " "); pr.expr(cond) })
	pr.block(body)
	if len(rest) == 1 {
		switch n := rest[0].(type) {
		case *If:
			if n.IsElif {
				pr.ifChain(elif, elif, otherwise, n.Cond, n.Body, n.Else, n.Src.Start)
				return
			}
		case *CondDecl:
			if n.IsElif {
				pr.ifChain(elif, elif, otherwise, n.Cond, n.Body, n.Else, n.Src.Start)
				return
			}
		}
	}
	pr.clause(otherwise, rest)
}

func (pr *printer) handler(h *Handler) {
	end := h.Src.Start + 6
	switch {
	case h.Target != nil:
		end = h.Target.Span().End
	case h.Name != nil:
		end = h.Name.Src.End
	case h.Type != nil:
		end = h.Type.Span().End
	}
	pr.begin(h.Src.Start)
	pr.s("except")
	if h.Star {
		pr.s("*")
	}
	if h.Type != nil {
		pr.s(" ")
		pr.expr(h.Type)
	}
	if h.Name != nil {
		pr.s(" as ", h.Name.Name)
	}
	if h.Target != nil {
		pr.s(", ")
		pr.expr(h.Target)
	}
	pr.s(":")
	pr.end(end)
	pr.block(h.Body)
}

func (pr *printer) forFrom(n *ForFrom) {
	if n.From {
		pr.expr(n.Target)
		pr.s(" from ")
	}
	pr.expr(n.Lo)
	pr.s(" ", n.Op1, " ")
	pr.expr(n.Target)
	pr.s(" ", n.Op2, " ")
	pr.expr(n.Hi)
	if n.Step != nil {
		pr.s(" by ")
		pr.expr(n.Step)
	}
}

func (pr *printer) with(n *With) {
	pr.s("with ")
	if n.Parens {
		pr.s("(")
	}
	for i, w := range n.Items {
		if i > 0 {
			pr.s(", ")
		}
		switch w.Kind {
		case WithNoGIL, WithGIL:
			pr.s(map[WithKind]string{WithNoGIL: "nogil", WithGIL: "gil"}[w.Kind])
			if w.X != nil {
				pr.s("(")
				pr.expr(w.X)
				pr.s(")")
			}
		case WithRLocked, WithWLocked:
			pr.s(map[WithKind]string{WithRLocked: "rlocked ", WithWLocked: "wlocked "}[w.Kind])
			pr.expr(w.X)
		default:
			pr.expr(w.X)
			if w.Target != nil {
				pr.s(" as ")
				pr.expr(w.Target)
			}
		}
	}
	if n.Parens {
		pr.s(")")
	}
}

func (pr *printer) decorators(ds []Expr) {
	for _, d := range ds {
		from := d.Span().Start - 1
		pr.begin(from)
		pr.s("@")
		pr.expr(d)
		pr.end(d.Span().End)
	}
}

// afterDecorators is where a definition itself begins.
func (pr *printer) afterDecorators(ds []Expr, from source.Pos, name Ident) source.Pos {
	if len(ds) > 0 && ds[len(ds)-1].Span().End > from {
		return name.Src.Start
	}
	return from
}

func (pr *printer) funcDef(n *FuncDef) {
	pr.decorators(n.Decorators)
	end := n.Params.Src.End
	if n.Returns != nil {
		end = n.Returns.Span().End
	}
	if n.Tail != nil {
		end = n.Tail.Src.End
	}
	pr.begin(pr.afterDecorators(n.Decorators, n.Src.Start, n.Name))
	pr.async(n.Async)
	pr.s("def ", n.Name.Name)
	pr.typeParams(n.TypeParams)
	pr.paramList("(", ")", n.Params, n.Params.Src)
	if n.Returns != nil {
		pr.s(" -> ")
		pr.expr(n.Returns)
	}
	if n.Tail != nil {
		pr.funcClauses(n.Tail)
	}
	if len(n.Body) == 0 {
		pr.end(end)
		return
	}
	pr.s(":")
	pr.end(end)
	pr.block(n.Body)
}

func (pr *printer) typeParams(ps []TypeParam) {
	if len(ps) == 0 {
		return
	}
	pr.s("[")
	for i, p := range ps {
		if i > 0 {
			pr.s(", ")
		}
		pr.s(strings.Repeat("*", p.Stars), p.Name.Name)
		if p.Bound != nil {
			pr.s(": ")
			pr.expr(p.Bound)
		}
		if p.Default != nil {
			pr.s(" = ")
			pr.expr(p.Default)
		}
	}
	pr.s("]")
}

func (pr *printer) classDef(n *ClassDef) {
	pr.decorators(n.Decorators)
	end := n.Name.Src.End
	for _, t := range n.TypeParams {
		end = t.Src.End
	}
	for _, a := range n.Args {
		end = a.Src.End
	}
	pr.begin(pr.afterDecorators(n.Decorators, n.Src.Start, n.Name))
	pr.s("class ", n.Name.Name)
	pr.typeParams(n.TypeParams)
	if n.Parens {
		pr.args(n.Args, source.Span{})
	}
	pr.s(":")
	pr.end(end)
	pr.block(n.Body)
}

// simple prints a statement of one line.
func (pr *printer) simple(s Stmt) {
	switch n := s.(type) {
	case *ExprStmt:
		pr.expr(n.X)
	case *Assign:
		for _, t := range n.Targets {
			pr.expr(t)
			pr.s(" = ")
		}
		pr.expr(n.Value)
	case *AugAssign:
		pr.expr(n.Target)
		pr.s(" ", n.Op, "= ")
		pr.expr(n.Value)
	case *AnnAssign:
		pr.expr(n.Target)
		pr.s(": ")
		pr.expr(n.Annotation)
		if n.Value != nil {
			pr.s(" = ")
			pr.expr(n.Value)
		}
	case *Pass:
		pr.s("pass")
	case *Break:
		pr.s("break")
	case *Continue:
		pr.s("continue")
	case *Return:
		pr.word("return", n.X)
	case *Raise:
		pr.word("raise", n.X)
		if n.Cause != nil {
			pr.s(" from ")
			pr.expr(n.Cause)
		}
		pr.after(", ", n.Value)
		pr.after(", ", n.Traceback)
	case *Assert:
		pr.word("assert", n.Test)
		pr.after(", ", n.Msg)
	case *Del:
		pr.s("del ")
		pr.exprs(n.Targets)
		if n.Comma {
			pr.s(",")
		}
	case *Global:
		pr.s("global ", names(n.Names))
	case *Nonlocal:
		pr.s("nonlocal ", names(n.Names))
	case *Print:
		pr.print(n)
	case *Exec:
		pr.word("exec", n.X)
		pr.after(" in ", n.Globals)
		pr.after(", ", n.Locals)
	case *TypeAlias:
		pr.s("type ", n.Name.Name)
		pr.typeParams(n.TypeParams)
		pr.s(" = ")
		pr.expr(n.Value)
	case *Import:
		pr.s(map[bool]string{false: "import ", true: "cimport "}[n.C])
		for i, in := range n.Names {
			if i > 0 {
				pr.s(", ")
			}
			pr.importName(in)
		}
	case *FromImport:
		pr.fromImport(n)
	case *Include:
		pr.s("include ")
		pr.expr(n.Path)
	case *DefConst:
		pr.s("DEF ", n.Name.Name, " = ")
		pr.expr(n.Value)
	}
}

func (pr *printer) word(w string, x Expr) {
	pr.s(w)
	pr.after(" ", x)
}

func (pr *printer) after(sep string, x Expr) {
	if x != nil {
		pr.s(sep)
		pr.expr(x)
	}
}

func (pr *printer) print(n *Print) {
	pr.s("print")
	sep := " "
	if n.Dest != nil {
		pr.s(" >>")
		pr.expr(n.Dest)
		sep = ", "
	}
	for _, a := range n.Args {
		pr.s(sep)
		pr.expr(a)
		sep = ", "
	}
	if n.NoBreak {
		pr.s(",")
	}
}

func names(ids []Ident) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id.Name
	}
	return strings.Join(out, ", ")
}

func dotted(ids []Ident) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = id.Name
	}
	return strings.Join(out, ".")
}

func (pr *printer) importName(in ImportName) {
	if in.Kind != "" {
		pr.s(in.Kind, " ")
	}
	pr.s(dotted(in.Path))
	if in.As != nil {
		pr.s(" as ", in.As.Name)
	}
}

func (pr *printer) fromImport(n *FromImport) {
	pr.s("from ", strings.Repeat(".", n.Level), dotted(n.Module), map[bool]string{false: " import ", true: " cimport "}[n.C])
	if n.Star {
		pr.s("*")
		return
	}
	open, end := "", ""
	if n.Parens {
		open, end = "(", ")"
	}
	span := source.Span{}
	if n.Parens {
		span = source.Span{Start: n.Lparen, End: n.Src.End}
	}
	pr.bracketed(open, end, span, len(n.Names), func(i int) source.Span { return n.Names[i].Src }, func(i int) { pr.importName(n.Names[i]) })
}
