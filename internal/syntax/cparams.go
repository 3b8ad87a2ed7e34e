package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// funcType reads the parameters of a C function and what follows them.
func (p *parser) funcType() *FuncType {
	at := p.pos()
	f := &FuncType{Lparen: at}
	open := p.next()
	f.Params = p.cparams()
	p.closing(lexer.RParen, open)
	if p.isWord("const") {
		f.ConstPos = p.pos()
		p.i++
		f.Const = true
	}
	p.funcClauses(f)
	f.Src = p.from(at)
	return f
}

// funcClauses reads nogil, the exception clause and `with gil`.
func (p *parser) funcClauses(f *FuncType) {
	for {
		at := p.here()
		switch {
		case p.isWord("nogil") && !f.NoGIL:
			if f.WithGIL && p.scope == inCyp || f.Except != nil && p.scope == inCyp {
				p.clauseOrder(at)
			}
			p.i++
			f.NoGIL = true
		case (p.kind() == lexer.KwExcept || p.isWord("noexcept")) && f.Except == nil:
			if f.WithGIL && p.scope == inCyp {
				p.clauseOrder(at)
			}
			f.Except = p.exceptClause()
		case p.kind() == lexer.KwWith && p.word(1) == "gil" && !f.WithGIL:
			p.i += 2
			f.WithGIL = true
		default:
			return
		}
	}
}

// clauseOrder reports clauses of a cypclass method in another order than the fixed one.
func (p *parser) clauseOrder(at source.Span) {
	p.report(CodeDeclaration, at, "Syntax error in C variable declaration").
		Hint("after the parameters come, in this order: `nogil`, the exception clause, `with gil`")
	bail()
}

// exceptClause reads `except …` or `noexcept`.
func (p *parser) exceptClause() *ExceptClause {
	at := p.pos()
	e := &ExceptClause{}
	if p.next().Kind == lexer.Name {
		e.Kind = NoExcept
		e.Src = p.from(at)
		return e
	}
	switch p.kind() {
	case lexer.Star:
		p.i++
		e.Kind = ExceptStar
	case lexer.Tilde:
		p.i++
		e.Kind = ExceptTilde
	case lexer.Plus:
		p.i++
		e.Kind = ExceptPlus
		switch {
		case p.kind() == lexer.Star:
			p.i++
			e.All = true
		case p.isName() && p.word(0) != "nogil":
			e.Value = p.dottedName()
		case p.kind() == lexer.LParen:
			e.Value = p.expr()
		}
	case lexer.Question:
		p.i++
		e.Kind = ExceptMaybe
		e.Value = p.expr()
	case lexer.Colon, lexer.Newline:
		p.report(CodeExpression, p.found(), "expected the value that stands for an exception, found %s", p.describe(p.toks[p.i])).
			Hint("write a value that the function never returns, as in `except -1`, or `except *`")
		bail()
	default:
		e.Value = p.expr()
	}
	e.Src = p.from(at)
	return e
}

// cparams reads C parameters up to the closing parenthesis.
func (p *parser) cparams() *Params {
	at := p.pos()
	n := &Params{}
	for p.kind() != lexer.RParen {
		switch p.kind() {
		case lexer.Ellipsis:
			p.i++
			n.Ellipsis = true
		case lexer.Star, lexer.Power:
			if p.scope == inCyp {
				p.report(CodeParameter, p.here(), "Expected ')', found '%s'", p.text(p.toks[p.i])).
					Hint("the methods of a cypclass have a fixed list of parameters: take a container for any number of values")
				bail()
			}
			kind := VarArgs
			if p.kind() == lexer.Power {
				kind = KwArgs
			}
			p.i++
			if kind == VarArgs && p.kind() == lexer.Comma {
				n.List = append(n.List, p.bareStar())
				break
			}
			n.List = append(n.List, p.starParam(kind, false))
		case lexer.Slash:
			p.i++
			for _, q := range n.List {
				q.Kind = PosOnly
			}
		default:
			q := p.cparam(true, false)
			if len(n.List) == 0 && p.scope == inCyp {
				receiver(q)
			}
			n.List = append(n.List, q)
		}
		if !p.accept(lexer.Comma) {
			break
		}
	}
	n.Src = source.Span{Start: at, End: max(at, p.end())}
	return n
}

// receiver makes of `const self` and `iso self` a parameter with a name and a type
// that has qualifiers only.
func receiver(q *Param) {
	t := q.Type
	if t != nil && len(t.Quals) > 0 && len(t.Base) == 1 && t.Args == nil && t.Derive == nil && q.Name.Name == "" {
		q.Name = t.Base[0]
		t.Base = nil
		t.Src.End = t.Quals[len(t.Quals)-1].Src.End
	}
}

func (p *parser) bareStar() *Param {
	q := &Param{Kind: VarArgs}
	q.Src = p.spanOf(p.toks[p.i-1])
	return q
}

// cparam reads a parameter that may have a C type. A lone name is a name.
func (p *parser) cparam(c, lambda bool) *Param {
	at := p.pos()
	q := &Param{}
	if p.kind() == lexer.LParen && (p.mode.Level2 || p.lenient) && !c {
		if p.try(func() {
			q.Tuple = p.tupleParam()
			if k := p.kind(); k != lexer.Comma && k != lexer.RParen && k != lexer.Assign {
				bail()
			}
		}) {
			p.paramRest(q, lambda)
			q.Src = p.from(at)
			return q
		}
		q.Tuple = nil
	}
	if (p.isName() || cNames[p.kind()]) && p.loneName(1) {
		q.Name = p.cident()
		if ownWords[q.Name.Name] && p.scope != inDecls && p.scope != inCpp && !p.mode.Python && p.kind() != lexer.Assign {
			p.unnamedQualifier(q.Name)
		}
	} else {
		if !p.isName() && p.kind() != lexer.LParen {
			if p.kind().IsKeyword() {
				p.expectedName()
			}
			p.unexpected("a parameter")
		}
		base := p.baseType()
		d := p.declarator(base, declMaybe)
		q.Name, q.CName = d.Name, d.CName
		q.Type = d.Type
		q.Type.Src = source.Span{Start: base.Src.Start, End: base.Src.End}
	}
	if p.kind() == lexer.KwNot && p.peek(1) == lexer.KwNone {
		p.i += 2
		q.NotNone = true
	} else if p.kind() == lexer.KwOr && p.peek(1) == lexer.KwNone {
		p.i += 2
		q.OrNone = true
	}
	p.paramRest(q, lambda)
	q.Src = p.from(at)
	return q
}

// unnamedQualifier reports `def f(iso)`.
func (p *parser) unnamedQualifier(id Ident) {
	p.report(CodeParameter, p.found(), "Expected an identifier, found '%s'", p.text(p.toks[p.i])).
		Hint("'%s' before a parameter qualifies a type: write the type and the name after it, or choose another name", id.Name)
	bail()
}

// loneName reports whether the parameter is one name, the token n ahead being what
// follows it.
func (p *parser) loneName(n int) bool {
	switch p.peek(n) {
	case lexer.Comma, lexer.RParen, lexer.Assign, lexer.Colon, lexer.RBrack:
		return true
	case lexer.KwNot, lexer.KwOr:
		return p.peek(n+1) == lexer.KwNone
	}
	return false
}
