package syntax

import (
	"cmp"

	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// Productions of the grammar become nodes of the tree here.

func expr(c condition) Expr {
	x, _ := c.(Expr)
	return x
}

func stmts(s suite) []Stmt {
	if s == nil {
		return nil
	}
	return s.stmts()
}

func (n *ifStmt) node(p *parser) Stmt {
	out := &If{Cond: expr(n.Cond), Body: stmts(n.Body)}
	out.Src = p.blockSpan(at(n.Pos))
	last := out
	for _, e := range n.Elifs {
		next := &If{Cond: expr(e.Cond), Body: stmts(e.Body), IsElif: true}
		next.Src = source.Span{Start: at(e.Pos), End: out.Src.End}
		last.Else = []Stmt{next}
		last = next
	}
	last.Else = stmts(n.Else)
	return out
}

func (n *condStmt) node(p *parser) Stmt {
	out := &CondDecl{Cond: expr(n.Cond), Body: stmts(n.Body)}
	out.Src = p.blockSpan(at(n.Pos))
	last := out
	for _, e := range n.Elifs {
		next := &CondDecl{Cond: expr(e.Cond), Body: stmts(e.Body), IsElif: true}
		next.Src = source.Span{Start: at(e.Pos), End: out.Src.End}
		last.Else = []Stmt{next}
		last = next
	}
	last.Else = stmts(n.Else)
	return out
}

func (n *whileStmt) node(p *parser) Stmt {
	out := &While{Cond: expr(n.Cond), Body: stmts(n.Body), Else: stmts(n.Else)}
	out.Src = p.blockSpan(at(n.Pos))
	return out
}

// forParts is the head of a for statement: `target in iter`, or one of Cython's
// loops over C numbers.
type forParts struct {
	target, iter Expr
	from         *ForFrom
}

func (f *forParts) loop() *forParts { return f }

func (n *forStmt) node(p *parser) Stmt {
	h := n.Head.loop()
	if h.from != nil {
		h.from.Body, h.from.Else = stmts(n.Body), stmts(n.Else)
		h.from.Src = p.blockSpan(at(n.Pos))
		return h.from
	}
	out := &For{Async: n.Async, Target: h.target, Iter: h.iter, Body: stmts(n.Body), Else: stmts(n.Else)}
	out.Src = p.blockSpan(at(n.Pos))
	return out
}

func (n *tryStmt) node(p *parser) Stmt {
	out := &Try{Body: stmts(n.Body), Else: stmts(n.Else), Finally: stmts(n.Finally)}
	out.Src = p.blockSpan(at(n.Pos))
	star := false
	for i, h := range n.Handlers {
		x := h.Head.handler()
		x.Src = source.Span{Start: at(h.Pos), End: out.Src.End}
		x.Body = stmts(h.Body)
		if k := len(x.Body); k > 0 {
			x.Src.End = x.Body[k-1].Span().End
		}
		if i > 0 && x.Star != star {
			p.report(CodeTry, source.Span{Start: x.Src.Start, End: x.Src.Start + 6}, "cannot have both 'except' and 'except*' on the same 'try'")
		}
		star = x.Star
		out.Handlers = append(out.Handlers, x)
	}
	if len(n.Handlers) == 0 && n.Finally == nil && len(out.Body) > 0 {
		p.incompleteTry(out)
	}
	if n.Else != nil && len(n.Handlers) == 0 && n.Finally != nil {
		p.report(CodeTry, source.Span{Start: out.Src.Start, End: out.Src.Start + 3}, "'else' of a 'try' needs an 'except' before it")
	}
	return out
}

func (n *withStmt) node(p *parser) Stmt {
	out := &With{Async: n.Async, Body: stmts(n.Body)}
	out.Items, out.Parens = n.Items.items()
	out.Src = p.blockSpan(at(n.Pos))
	return out
}

func (n *defStmt) node(p *parser, ds []Expr) Stmt {
	out := &FuncDef{Decorators: ds, Async: n.Async, Name: n.Name.ident(), Params: n.Params.params(), Returns: expr(n.Result), Body: n.Body.stmts()}
	out.Lparen = out.Params.Src.Start
	if n.TParam != nil {
		out.TypeParams = n.TParam.typeParams()
	}
	if t, ok := n.Body.(*tailedBody); ok {
		out.Tail = t.tail
	}
	out.Src = p.blockSpan(at(n.Pos))
	return out
}

func (n *classStmt) node(p *parser, ds []Expr) Stmt {
	out := &ClassDef{Decorators: ds, Name: n.Name.ident(), Body: n.Body.stmts()}
	if n.TParam != nil {
		out.TypeParams = n.TParam.typeParams()
	}
	if n.Args != nil {
		out.Args, out.Parens = n.Args.args(), true
	}
	out.Src = p.blockSpan(at(n.Pos))
	return out
}

func (n *propertyStmt) node(p *parser) Stmt {
	out := &Property{Name: n.Name.ident(), Body: n.Body.stmts()}
	out.Src = p.blockSpan(at(n.Pos))
	return out
}

// ---- Leaves ----------------------------------------------------------------

// condition reads the expression of a header.
func (p *parser) condition() Expr {
	if !p.startsExpr() {
		p.expectedOperand()
	}
	x := p.namedExpr()
	if p.kind() == lexer.Assign {
		p.assignInCondition(x)
	}
	return x
}

// defParams reads the parameters of a def in their parentheses.
func (p *parser) defParams() *Params {
	if p.kind() != lexer.LParen {
		d := p.report(CodeUnexpected, p.found(), "expected '(' and the parameters, found %s", p.describe(p.toks[p.i]))
		if p.kind() == lexer.Colon {
			d.Fix = fix(source.Span{Start: p.pos(), End: p.pos()}, "()", "write `()`")
		}
		bail()
	}
	at := p.pos()
	open := p.next()
	n := p.params(lexer.RParen, false)
	p.closing(lexer.RParen, open)
	n.Src = p.from(at)
	return n
}

// tailedBody is the body of a def that has C clauses before its colon.
type tailedBody struct {
	body
	tail *FuncType
}

// functionBody reads the body of a def.
func (p *parser) functionBody() defBody {
	var tail *FuncType
	if !p.mode.Python && p.kind() != lexer.Colon && p.kind() != lexer.Newline {
		at := p.pos()
		tail = &FuncType{}
		p.funcClauses(tail)
		tail.Src = p.from(at)
		if !tail.NoGIL && !tail.WithGIL && tail.Except == nil {
			tail = nil
		}
	}
	if p.mode.Decl && p.kind() == lexer.Newline {
		// A .pxd may declare a def without a body.
		p.i++
		return body{}
	}
	async := p.toks[p.lineStart()].Kind == lexer.KwAsync
	var out body
	scope, wasAsync := p.scope, p.async
	p.scope, p.async = inFunction, async
	out = body(p.suite().stmts())
	p.scope, p.async = scope, wasAsync
	if tail != nil {
		return &tailedBody{out, tail}
	}
	return out
}

// lineStart is the index of the first token of the current logical line.
func (p *parser) lineStart() int {
	lo, _ := p.lineBounds(p.i)
	return lo
}

func (p *parser) classBody() classBody {
	var out body
	s := inPyClass
	if p.scope == inCClass {
		s = inCClass
	}
	p.inScope(s, func() { out = body(p.suite().stmts()) })
	return out
}

// forHead reads what stands between `for` and the colon.
func (p *parser) forHead() *forParts {
	if !p.mode.Python {
		if f := p.forFrom(); f != nil {
			return &forParts{from: f}
		}
	}
	h := &forParts{target: p.forTarget()}
	if p.kind() == lexer.KwFrom && !p.mode.Python {
		return &forParts{from: p.forFromAfter(h.target)}
	}
	if p.kind() != lexer.KwIn {
		d := p.report(CodeUnexpected, p.found(), "expected 'in' after the target of the loop, found %s", p.describe(p.toks[p.i]))
		if help := p.foreignLoop(); help != "" {
			d.Hint("%s", help)
		} else if p.isWord("of") || p.kind() == lexer.Assign || p.kind() == lexer.Colon && p.peek(1) != lexer.Newline {
			d.Fix = fix(p.here(), "in", "write `in`")
		}
		bail()
	}
	p.i++
	if !p.startsExpr() {
		p.expectedOperand()
	}
	h.iter = p.starExprs()
	if s, ok := h.iter.(*Starred); ok && !p.mode.Python {
		p.starredAlone(s)
	}
	return h
}

// forFrom reads `lo <= i < hi` where the loop begins so, nil where it does not.
func (p *parser) forFrom() *ForFrom {
	var f *ForFrom
	n := 0
	depth := 0
	for ; ; n++ {
		switch p.peek(n) {
		case lexer.LParen, lexer.LBrack, lexer.LBrace:
			depth++
			continue
		case lexer.RParen, lexer.RBrack, lexer.RBrace:
			depth--
			continue
		case lexer.Less, lexer.LessEq, lexer.Greater, lexer.GreaterEq:
			if depth > 0 {
				continue
			}
		case lexer.Newline, lexer.EOF:
			return nil
		case lexer.KwIn, lexer.KwFrom, lexer.Colon:
			if depth <= 0 {
				return nil
			}
			continue
		default:
			continue
		}
		break
	}
	f = &ForFrom{Lo: p.binary(precBitOr)}
	f.Op1 = p.relation()
	f.Target = p.binary(precBitOr)
	f.Op2 = p.relation()
	f.Hi = p.binary(precBitOr)
	p.forBy(f)
	return f
}

// forFromAfter reads `from lo <= i < hi` behind the target.
func (p *parser) forFromAfter(target Expr) *ForFrom {
	p.i++
	f := &ForFrom{Target: target, Lo: p.binary(precBitOr), From: true}
	f.Op1 = p.relation()
	p.binary(precBitOr) // the target again
	f.Op2 = p.relation()
	f.Hi = p.binary(precBitOr)
	p.forBy(f)
	return f
}

func (p *parser) forBy(f *ForFrom) {
	if p.acceptWord("by") {
		f.Step = p.binary(precBitOr)
	}
}

func (p *parser) relation() string {
	switch k := p.kind(); k {
	case lexer.Less, lexer.LessEq, lexer.Greater, lexer.GreaterEq:
		p.i++
		return k.String()
	}
	if p.kind() == lexer.Assign {
		p.report(CodeUnexpected, p.here(), "expected 'in' after the target of the loop, found '='").Hint("%s", cmp.Or(p.foreignLoop(), "a loop over numbers is written `for i in range(10):`"))
		bail()
	}
	p.unexpected("'<', '<=', '>' or '>=' in the loop")
	return ""
}

// handlerHead reads what stands between `except` and the colon.
func (p *parser) handlerHead() *Handler {
	h := &Handler{}
	if p.kind() == lexer.Star {
		p.i++
		h.Star = true
		if p.kind() == lexer.Colon {
			p.fail(CodeTry, p.here(), "expected one or more exception types")
		}
	}
	if p.kind() == lexer.Colon || p.kind() == lexer.Newline {
		return h
	}
	h.Type = p.expr()
	switch {
	case p.kind() == lexer.KwAs:
		p.i++
		if !p.isName() {
			p.expectedName()
		}
		id := p.ident()
		h.Name = &id
		if k := p.kind(); k == lexer.Dot || k == lexer.LBrack || k == lexer.LParen {
			p.fail(CodeTarget, p.from(id.Src.Start), "the name after 'as' must be a plain name")
		}
	case p.kind() == lexer.Comma:
		p.python2Except(h)
	}
	return h
}

// withParts is the head of a with statement.
type withParts struct {
	list   []WithItem
	parens bool
}

func (w *withParts) items() ([]WithItem, bool) { return w.list, w.parens }

// withItems reads what stands between `with` and the colon.
func (p *parser) withItems() *withParts {
	w := &withParts{}
	if p.kind() == lexer.LParen {
		i := p.i
		if p.try(func() {
			open := p.next()
			for p.kind() != lexer.RParen {
				w.list = append(w.list, p.withItem())
				if !p.accept(lexer.Comma) {
					break
				}
			}
			p.closing(lexer.RParen, open)
			if len(w.list) == 0 || p.kind() != lexer.Colon {
				bail()
			}
		}) {
			w.parens = true
			return w
		}
		p.i = i
		w.list = nil
	}
	for {
		w.list = append(w.list, p.withItem())
		if !p.accept(lexer.Comma) {
			return w
		}
	}
}

func (p *parser) withItem() WithItem {
	at := p.pos()
	w := WithItem{}
	if !p.mode.Python && p.kind() == lexer.Name {
		if p.specialItem(&w) {
			w.Src = p.from(at)
			return w
		}
	}
	w.X = p.expr()
	if p.accept(lexer.KwAs) {
		w.Target = p.withTarget()
	}
	w.Src = p.from(at)
	return w
}

// withTarget reads the target after `as`.
func (p *parser) withTarget() Expr {
	var x Expr
	if p.kind() == lexer.Star {
		x = p.starred()
	} else {
		x = p.binary(precBitOr)
	}
	p.checkTarget(x, "assign to")
	return x
}

// specialItem reads nogil, gil, rlocked and wlocked items, where they are such.
func (p *parser) specialItem(w *WithItem) bool {
	word := p.word(0)
	next := p.peek(1)
	switch word {
	case "nogil", "gil":
		if next != lexer.Colon && next != lexer.Comma && next != lexer.LParen && next != lexer.RParen {
			return false
		}
		w.Kind = map[string]WithKind{"nogil": WithNoGIL, "gil": WithGIL}[word]
		p.i++
		if p.kind() == lexer.LParen {
			open := p.next()
			w.X = p.expr()
			p.closing(lexer.RParen, open)
		}
		return true
	case "rlocked", "wlocked":
		if next == lexer.Dot || next == lexer.KwAs {
			return false
		}
		w.Kind = map[string]WithKind{"rlocked": WithRLocked, "wlocked": WithWLocked}[word]
		if next != lexer.Name && next != lexer.LParen {
			p.fail(CodeLock, p.here(), "The with %s statement must be followed by the cypclass object to operate on", word)
		}
		p.i++
		w.X = p.unary()
		if p.kind() == lexer.KwAs {
			p.report(CodeLock, p.here(), "Expected ':', found 'as'").Hint("a lock block locks the object under the name it has")
			bail()
		}
		return true
	case "lock", "locked", "wlock", "rlock":
		if next == lexer.Name {
			want := "wlocked"
			if word == "rlock" {
				want = "rlocked"
			}
			d := p.report(CodeLock, p.spanOf(p.toks[p.i+1]), "Expected ':', found '%s'", p.word(1))
			d.Fix = fix(p.here(), want, "write `with "+want+"`")
			bail()
		}
	case "unlocked":
		if next == lexer.Name {
			p.report(CodeLock, p.spanOf(p.toks[p.i+1]), "Expected ':', found '%s'", p.word(1)).
				Hint("a lock is given back at the end of its block: there is no statement that does it within")
			bail()
		}
	}
	return false
}
