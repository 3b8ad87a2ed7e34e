package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
)

// statements reads logical lines up to the end of the block or file.
func (p *parser) statements() []Stmt {
	var out []Stmt
	for {
		switch p.kind() {
		case lexer.EOF, lexer.Dedent:
			return out
		case lexer.Newline:
			p.i++
		case lexer.Indent:
			p.report(CodeIndent, p.here(), "unexpected indent").Hint("the line before it begins no block: indent this one like it")
			p.i++
			out = append(out, p.statements()...)
			p.accept(lexer.Dedent)
		default:
			out = p.line(out)
		}
	}
}

// line reads one logical line with the blocks below it, and recovers from what is
// wrong in it: the rest of the line is passed over, a block below it is read as if
// it stood alone.
func (p *parser) line(out []Stmt) (res []Stmt) {
	first := p.i
	p.failScope = inFunction
	lex, st := p.lex, p.state
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		if _, mine := r.(bailout); !mine {
			panic(r)
		}
		scope := p.failScope
		p.lex, p.state = lex, st
		res = out
		if p.i == first {
			p.next()
		}
		p.skipLine()
		if p.kind() == lexer.Indent {
			p.i++
			p.inScope(scope, func() { res = append(res, p.statements()...) })
			p.accept(lexer.Dedent)
		}
		p.orphans = true
	}()
	if p.orphans {
		switch p.kind() {
		case lexer.KwElif, lexer.KwElse, lexer.KwExcept, lexer.KwFinally, lexer.KwELIF, lexer.KwELSE:
			// A further clause of the statement that failed.
			bail()
		}
		p.orphans = false
		st.orphans = false
	}
	return p.statement(out)
}

// statement reads the statements of one logical line.
func (p *parser) statement(out []Stmt) []Stmt {
	switch p.scope {
	case inCyp, inCpp:
		return p.member(out)
	case inStruct:
		return append(out, p.structMember())
	case inDecls:
		return p.declaration(out)
	case inMatch:
		p.caseClause(&Match{})
		return out
	}
	switch k := p.kind(); k {
	case lexer.Name:
		if s := p.softCompound(); s != nil {
			return append(out, s)
		}
	case lexer.KwIf:
		return append(out, run(p, p.g.ifs).node(p))
	case lexer.KwFor:
		return append(out, run(p, p.g.fors).node(p))
	case lexer.KwDef:
		return append(out, run(p, p.g.defs).node(p, nil))
	case lexer.KwWhile:
		return append(out, run(p, p.g.whiles).node(p))
	case lexer.KwTry:
		return append(out, run(p, p.g.trys).node(p))
	case lexer.KwWith:
		return append(out, run(p, p.g.withs).node(p))
	case lexer.KwClass:
		return append(out, run(p, p.g.classes).node(p, nil))
	case lexer.KwAsync:
		if s := p.asyncStmt(); s != nil {
			return append(out, s)
		}
	case lexer.At:
		return append(out, p.decorated())
	case lexer.KwIF:
		return append(out, run(p, p.g.conds).node(p))
	case lexer.KwElif, lexer.KwElse, lexer.KwExcept, lexer.KwFinally, lexer.KwELIF, lexer.KwELSE:
		p.orphan()
	case lexer.Invalid:
		bail()
	}
	return p.simpleLine(out)
}

// suite reads the colon and the block of a compound statement.
func (p *parser) suite() suite {
	p.colon()
	return p.blockBody()
}

// colon steps over the colon before a block. Where only it is missing, the block is
// read all the same.
func (p *parser) colon() {
	if p.accept(lexer.Colon) {
		return
	}
	p.noColon()
}

// blockBody reads the statements after the colon: on the line, or indented below.
func (p *parser) blockBody() body {
	if p.kind() != lexer.Newline {
		return p.simpleLine(nil)
	}
	header := p.i
	p.i++
	if p.kind() != lexer.Indent {
		p.noBlock(header)
		return body{}
	}
	p.i++
	out := p.statements()
	p.accept(lexer.Dedent)
	return out
}

// inScope reads something in another scope.
func (p *parser) inScope(s scope, f func()) {
	old, async := p.scope, p.async
	p.scope, p.async = s, false
	f()
	p.scope, p.async = old, async
}

// softCompound reads a compound statement that begins with a soft keyword.
func (p *parser) softCompound() Stmt {
	t := p.toks[p.i]
	switch p.text(t) {
	case "match":
		if p.matchAhead() {
			return p.matchStmt()
		}
	case "property":
		if !p.mode.Python && p.peek(1) == lexer.Name && (p.peek(2) == lexer.Colon || p.peek(2) == lexer.Newline && p.peek(3) == lexer.Indent) {
			return run(p, p.g.properties).node(p)
		}
	case "cypclass", "cppclass":
		if !p.mode.Python && p.peek(1) == lexer.Name {
			p.classWithoutCdef()
		}
	}
	return nil
}

// matchAhead reports whether `match` begins a statement: a line that has a `case`
// below it.
func (p *parser) matchAhead() bool {
	switch p.peek(1) {
	case lexer.Name, lexer.Number, lexer.String, lexer.FStart, lexer.LParen, lexer.LBrack, lexer.LBrace, lexer.Minus, lexer.Star,
		lexer.Tilde, lexer.Ellipsis, lexer.KwNone, lexer.KwTrue, lexer.KwFalse, lexer.KwNot, lexer.KwLambda, lexer.KwAwait, lexer.Plus:
	default:
		return false
	}
	n := 1
	for ; p.peek(n) != lexer.Newline; n++ {
		if p.peek(n) == lexer.EOF {
			return false
		}
	}
	return p.peek(n+1) == lexer.Indent && p.word(n+2) == "case"
}

func (p *parser) matchStmt() Stmt {
	at := p.pos()
	p.i++
	n := &Match{}
	p.failScope = inMatch
	if p.kind() == lexer.Star {
		s := p.starred()
		if p.kind() != lexer.Comma {
			p.unexpected("',' after the starred subject")
		}
		t := &Tuple{Elts: p.elementsOpen(s)}
		t.Src = p.from(s.Span().Start)
		n.Subject = t
	} else {
		n.Subject = p.namedExpr()
		if p.kind() == lexer.Comma {
			t := &Tuple{Elts: p.elementsOpen(n.Subject)}
			t.Src = p.from(start(n.Subject))
			n.Subject = t
		}
	}
	p.colon()
	header := p.i
	p.endOfLine()
	if p.kind() != lexer.Indent {
		p.noBlock(header)
		n.Src = p.from(at)
		return n
	}
	p.i++
	for p.kind() != lexer.Dedent && p.kind() != lexer.EOF {
		p.caseClause(n)
	}
	p.accept(lexer.Dedent)
	n.Src = p.blockSpan(at)
	return n
}

// elementsOpen reads the rest of a tuple without parentheses before a colon.
func (p *parser) elementsOpen(first Expr) []Expr {
	elts := []Expr{first}
	for p.accept(lexer.Comma) {
		if p.kind() == lexer.Colon {
			break
		}
		elts = append(elts, p.starNamed())
	}
	return elts
}

// caseClause reads one `case` and recovers from what is wrong in it.
func (p *parser) caseClause(m *Match) {
	first, scope := p.i, p.scope
	defer func() { p.scope = scope }()
	ok := p.attempt(func() {
		if !p.isWord("case") {
			d := p.report(CodeUnexpected, p.found(), "expected 'case', found %s", p.describe(p.toks[p.i]))
			if w := p.word(0); w != "" && distance(w, "case") == 1 {
				d.Code = CodeMisspelt
				d.Fix = fix(p.here(), "case", "write `case`")
			}
			bail()
		}
		c := &Case{}
		at := p.pos()
		p.i++
		p.failScope = inFunction
		c.Pattern = p.patterns()
		if p.accept(lexer.KwIf) {
			c.Guard = p.namedExpr()
		} else if k := p.kind(); k != lexer.Colon && k != lexer.Newline {
			d := p.report(CodePattern, p.found(), "expected ':' or 'if' after the pattern, found %s", p.describe(p.toks[p.i]))
			if precedence[k] > 0 {
				d.Hint("a pattern does not compute: compare in a guard, as in `case x if x == a + 1:`")
			}
			bail()
		}
		if p.scope == inMatch {
			p.scope = inFunction
		}
		c.Body = p.suite().stmts()
		c.Src = p.blockSpan(at)
		m.Cases = append(m.Cases, c)
	})
	if ok {
		return
	}
	if p.i == first {
		p.next()
	}
	p.skipLine()
	if p.kind() == lexer.Indent {
		p.i++
		p.inScope(inFunction, func() { p.statements() })
		p.accept(lexer.Dedent)
	}
}

// asyncStmt reads what follows `async`, nil where it is a name in Cython.
func (p *parser) asyncStmt() Stmt {
	switch p.peek(1) {
	case lexer.KwDef:
		return run(p, p.g.defs).node(p, nil)
	case lexer.KwFor:
		return run(p, p.g.fors).node(p)
	case lexer.KwWith:
		return run(p, p.g.withs).node(p)
	}
	if !p.mode.Python {
		return nil
	}
	p.i++
	p.unexpected("'def', 'for' or 'with' after 'async'")
	return nil
}

// decorated reads decorators and the definition below them.
func (p *parser) decorated() Stmt {
	var ds []Expr
	for p.kind() == lexer.At {
		p.i++
		ds = append(ds, p.namedExpr())
		p.endOfLine()
	}
	switch k := p.kind(); k {
	case lexer.KwDef:
		return run(p, p.g.defs).node(p, ds)
	case lexer.KwClass:
		return run(p, p.g.classes).node(p, ds)
	case lexer.KwAsync:
		if p.peek(1) == lexer.KwDef {
			return run(p, p.g.defs).node(p, ds)
		}
	case lexer.KwCdef, lexer.KwCpdef:
		s := p.cdefStmt()
		if !p.lineEnded() {
			p.endOfLine()
		}
		if decorate(s, ds) {
			return s
		}
		p.fail(CodeDecorator, s.Span(), "Decorators can only be followed by functions or classes")
	}
	p.fail(CodeDecorator, p.found(), "expected a function or class after the decorator, found %s", p.describe(p.toks[p.i]))
	return nil
}

// decorate gives a declaration its decorators and reports whether it can have any.
func decorate(s Stmt, ds []Expr) bool {
	switch s := s.(type) {
	case *CFuncDef:
		s.Decorators = ds
	case *CClass:
		s.Decorators = ds
	case *CypClass:
		s.Decorators = ds
	case *CStruct, *CEnum, *CVarDecl:
		return false
	default:
		return false
	}
	return true
}
