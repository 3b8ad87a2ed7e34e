package syntax

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// paren reads what begins with a parenthesis: a tuple, a generator expression, a
// yield, or an expression in parentheses.
func (p *parser) paren() Expr {
	p.enter()
	defer p.leave()
	noIn := p.noIn
	p.noIn = false
	defer func() { p.noIn = noIn }()
	at := p.pos()
	open := p.next()
	if p.accept(lexer.RParen) {
		n := &Tuple{Parens: true}
		n.Src = p.from(at)
		return n
	}
	if p.kind() == lexer.KwYield {
		x := p.yield()
		p.closing(lexer.RParen, open)
		n := &Paren{X: x}
		n.Src = p.from(at)
		return n
	}
	first := p.starNamed()
	switch p.kind() {
	case lexer.KwFor, lexer.KwAsync:
		p.noStarredElement(first)
		n := &Comp{Kind: GenExp, Elt: first, Clauses: p.compClauses()}
		p.closing(lexer.RParen, open)
		n.Src = p.from(at)
		return n
	case lexer.Comma:
		n := &Tuple{Parens: true, Elts: p.elements(first, lexer.RParen)}
		p.closing(lexer.RParen, open)
		n.Src = p.from(at)
		return n
	}
	if s, ok := first.(*Starred); ok && p.kind() == lexer.RParen {
		p.fail(CodeExpression, s.Span(), "cannot use starred expression here")
	}
	p.closing(lexer.RParen, open)
	n := &Paren{X: first}
	n.Src = p.from(at)
	return n
}

// elements reads the rest of a display after its first element.
func (p *parser) elements(first Expr, end lexer.Kind) []Expr {
	elts := []Expr{first}
	for p.accept(lexer.Comma) {
		if p.kind() == end {
			break
		}
		elts = append(elts, p.starNamed())
	}
	return elts
}

// closing steps over the bracket that ends what open began.
func (p *parser) closing(k lexer.Kind, open lexer.Token) {
	if p.kind() == k {
		p.i++
		return
	}
	if p.kind() == lexer.Assign {
		p.assignInExpr()
	}
	d := p.report(CodeUnexpected, p.found(), "expected ',' or '%s', found %s", k, p.describe(p.toks[p.i]))
	last, t := p.toks[p.i-1], p.toks[p.i]
	switch {
	case last.Kind == lexer.String && last.End == t.Start && t.Kind == lexer.Name:
		d.Hint("a quote inside the string ends it: write \\%s, or put the string in other quotes", p.src[last.End-1:last.End])
	case p.startsExpr() && t.Kind != lexer.Star && t.Kind != lexer.Minus && t.Kind != lexer.Plus:
		end := p.end()
		d.Fix = fix(source.Span{Start: end, End: end}, ",", "write a comma before "+p.describe(t))
	}
	if p.file.Position(p.spanOf(open).Start).Line != p.file.Position(d.Span.Start).Line {
		d.Note(p.spanOf(open), "'%s' is opened here", open.Kind)
	}
	bail()
}

// assignInExpr reports `=` where an expression goes on.
func (p *parser) assignInExpr() {
	p.report(CodeComparison, p.here(), "'=' cannot be used in an expression").Fix = p.comparison()
	bail()
}

// comparison is the fix of the `=` (or of two with a blank between them) at the current token.
func (p *parser) comparison() *diag.Fix {
	span := p.here()
	if p.peek(1) == lexer.Assign {
		span.End = p.spanOf(p.toks[p.i+1]).End
	}
	return fix(span, "==", "write `==` to compare")
}

func (p *parser) noStarredElement(x Expr) {
	if s, ok := x.(*Starred); ok {
		p.fail(CodeExpression, s.Span(), "iterable unpacking cannot be used in a comprehension")
	}
}

// list reads a list display or comprehension.
func (p *parser) list() Expr {
	p.enter()
	defer p.leave()
	noIn := p.noIn
	p.noIn = false
	defer func() { p.noIn = noIn }()
	at := p.pos()
	open := p.next()
	if p.accept(lexer.RBrack) {
		n := &List{}
		n.Src = p.from(at)
		return n
	}
	first := p.starNamed()
	if k := p.kind(); k == lexer.KwFor || k == lexer.KwAsync {
		p.noStarredElement(first)
		n := &Comp{Kind: ListComp, Elt: first, Clauses: p.compClauses()}
		p.closing(lexer.RBrack, open)
		n.Src = p.from(at)
		return n
	}
	n := &List{Elts: p.elements(first, lexer.RBrack)}
	p.closing(lexer.RBrack, open)
	n.Src = p.from(at)
	return n
}

// brace reads a dict or set, as a display or a comprehension.
func (p *parser) brace() Expr {
	p.enter()
	defer p.leave()
	noIn := p.noIn
	p.noIn = false
	defer func() { p.noIn = noIn }()
	at := p.pos()
	open := p.next()
	if p.accept(lexer.RBrace) {
		n := &Dict{}
		n.Src = p.from(at)
		return n
	}
	if p.kind() == lexer.Power {
		return p.dict(&Dict{}, open)
	}
	first := p.starNamed()
	switch p.kind() {
	case lexer.Colon:
		if _, starred := first.(*Starred); starred {
			p.unexpected("',' or '}'")
		}
		p.i++
		value := p.dictValue()
		if k := p.kind(); k == lexer.KwFor || k == lexer.KwAsync {
			n := &Comp{Kind: DictComp, Elt: first, Value: value, Clauses: p.compClauses()}
			p.closing(lexer.RBrace, open)
			n.Src = p.from(at)
			return n
		}
		return p.dict(&Dict{Keys: []Expr{first}, Values: []Expr{value}}, open)
	case lexer.KwFor, lexer.KwAsync:
		p.noStarredElement(first)
		n := &Comp{Kind: SetComp, Elt: first, Clauses: p.compClauses()}
		p.closing(lexer.RBrace, open)
		n.Src = p.from(at)
		return n
	}
	n := &Set{Elts: p.elements(first, lexer.RBrace)}
	p.closing(lexer.RBrace, open)
	n.Src = p.from(at)
	return n
}

func (p *parser) dictValue() Expr {
	switch p.kind() {
	case lexer.RBrace, lexer.Comma:
		p.fail(CodeExpression, p.here(), "expected an expression after the dictionary key and ':'")
	case lexer.Star:
		p.fail(CodeExpression, p.here(), "cannot use a starred expression in a dictionary value")
	}
	return p.expr()
}

// dict reads the entries of a dict display; n may hold the first one.
func (p *parser) dict(n *Dict, open lexer.Token) Expr {
	more := len(n.Keys) == 0
	for {
		if !more {
			if !p.accept(lexer.Comma) || p.kind() == lexer.RBrace {
				break
			}
		}
		more = false
		if p.accept(lexer.Power) {
			n.Keys = append(n.Keys, nil)
			n.Values = append(n.Values, p.binary(precBitOr))
			if k := p.kind(); k == lexer.KwFor || k == lexer.KwAsync {
				p.fail(CodeExpression, n.Values[len(n.Values)-1].Span(), "dict unpacking cannot be used in dict comprehension")
			}
			continue
		}
		key := p.expr()
		if p.kind() != lexer.Colon {
			p.fail(CodeUnexpected, p.found(), "expected ':' after the dictionary key, found %s", p.describe(p.toks[p.i]))
		}
		p.i++
		n.Keys = append(n.Keys, key)
		n.Values = append(n.Values, p.dictValue())
	}
	p.closing(lexer.RBrace, open)
	n.Src = p.from(p.spanOf(open).Start)
	return n
}

// compClauses reads the `for` clauses of a comprehension.
func (p *parser) compClauses() []CompClause {
	var out []CompClause
	for {
		at := p.pos()
		async := false
		switch p.kind() {
		case lexer.KwAsync:
			if p.peek(1) != lexer.KwFor {
				return out
			}
			p.i++
			async = true
		case lexer.KwFor:
		default:
			return out
		}
		p.i++
		c := CompClause{Async: async, Target: p.forTarget()}
		if p.kind() == lexer.KwFrom && !p.mode.Python {
			c.From = p.forFromAfter(c.Target)
			c.From.Src = p.from(at)
		} else {
			if p.kind() != lexer.KwIn {
				p.unexpected("'in' after the target of the comprehension")
			}
			p.i++
			c.Iter = p.compIter()
		}
		for p.accept(lexer.KwIf) {
			c.Ifs = append(c.Ifs, p.compCond())
		}
		c.Src = p.from(at)
		out = append(out, c)
	}
}

// compIter reads what a comprehension goes through. Python 2 allowed several
// without parentheses in a list.
func (p *parser) compIter() Expr {
	if p.kind() == lexer.KwLambda {
		if p.mode.Python {
			p.fail(CodeExpression, p.here(), "a lambda must be in parentheses here")
		}
		return p.lambda()
	}
	return p.binary(precOr)
}

func (p *parser) compCond() Expr {
	if p.kind() == lexer.KwLambda && !p.mode.Python {
		return p.lambda()
	}
	x := p.binary(precOr)
	if p.kind() == lexer.Assign {
		p.assignInExpr()
	}
	return x
}

// forTarget reads the targets of a `for`, up to its `in`.
func (p *parser) forTarget() Expr {
	noIn := p.noIn
	p.noIn = true
	defer func() { p.noIn = noIn }()
	first := p.forTargetElement()
	x := first
	if p.kind() == lexer.Comma {
		n := &Tuple{Elts: []Expr{first}}
		for p.accept(lexer.Comma) {
			if k := p.kind(); k == lexer.KwIn || !p.startsExpr() {
				break
			}
			n.Elts = append(n.Elts, p.forTargetElement())
		}
		n.Src = p.from(start(first))
		x = n
	}
	p.checkTarget(x, "assign to")
	return x
}

func (p *parser) forTargetElement() Expr {
	if p.kind() == lexer.Star {
		return p.starred()
	}
	return p.binary(precBitOr)
}
