package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
)

// patterns reads what follows `case`: a pattern, or an open sequence.
func (p *parser) patterns() Pattern {
	at := p.pos()
	first := p.maybeStar()
	if p.kind() != lexer.Comma {
		if s, ok := first.(*MatchStar); ok {
			p.fail(CodePattern, s.Src, "a starred pattern must be in a sequence: write `*x,` or `[*x]`")
		}
		return first
	}
	n := &MatchSeq{Elts: []Pattern{first}}
	for p.accept(lexer.Comma) {
		if k := p.kind(); k == lexer.Colon || k == lexer.KwIf {
			break
		}
		n.Elts = append(n.Elts, p.maybeStar())
	}
	n.Src = p.from(at)
	return n
}

func (p *parser) maybeStar() Pattern {
	if p.kind() != lexer.Star {
		return p.pattern()
	}
	at := p.pos()
	p.i++
	n := &MatchStar{}
	id := p.ident()
	if id.Name != "_" {
		n.Name = &id
	}
	n.Src = p.from(at)
	return n
}

// pattern reads alternatives and `as`.
func (p *parser) pattern() Pattern {
	p.enter()
	defer p.leave()
	at := p.pos()
	x := p.closedPattern()
	if p.kind() == lexer.Bar {
		n := &MatchOr{Alts: []Pattern{x}}
		for p.accept(lexer.Bar) {
			n.Alts = append(n.Alts, p.closedPattern())
		}
		n.Src = p.from(at)
		x = n
	}
	if p.accept(lexer.KwAs) {
		if !p.isName() {
			p.fail(CodePattern, p.found(), "expected a name after 'as', found %s", p.describe(p.toks[p.i]))
		}
		if p.isWord("_") {
			p.fail(CodePattern, p.here(), "cannot use '_' as a target")
		}
		id := p.ident()
		if k := p.kind(); k == lexer.Dot || k == lexer.LParen || k == lexer.LBrack {
			p.fail(CodePattern, id.Src, "the target of 'as' in a pattern must be a plain name")
		}
		n := &MatchAs{Pattern: x, Name: &id}
		n.Src = p.from(at)
		return n
	}
	return x
}

func (p *parser) closedPattern() Pattern {
	at := p.pos()
	t := p.toks[p.i]
	switch t.Kind {
	case lexer.Number, lexer.Minus:
		return p.numberPattern()
	case lexer.String, lexer.FStart:
		n := &MatchValue{X: p.strings()} // an f-string too: that it is no literal is said after parsing, as in CPython
		n.Src = p.from(at)
		return n
	case lexer.KwNone, lexer.KwTrue, lexer.KwFalse:
		p.i++
		n := &MatchSingleton{Kind: map[lexer.Kind]ConstKind{lexer.KwNone: None, lexer.KwTrue: True, lexer.KwFalse: False}[t.Kind]}
		n.Src = p.spanOf(t)
		return n
	case lexer.LParen, lexer.LBrack:
		return p.groupPattern()
	case lexer.LBrace:
		return p.mappingPattern()
	}
	if !p.isName() {
		p.fail(CodePattern, p.found(), "expected a pattern, found %s", p.describe(t))
	}
	if p.peek(1) != lexer.Dot && p.peek(1) != lexer.LParen {
		id := p.ident()
		n := &MatchAs{}
		n.Src = id.Src
		if id.Name != "_" {
			n.Name = &id
		}
		return n
	}
	x := p.dottedName()
	if p.kind() == lexer.LParen {
		return p.classPattern(x)
	}
	n := &MatchValue{X: x}
	n.Src = p.from(at)
	return n
}

// dottedName reads `a.b.c` as an expression.
func (p *parser) dottedName() Expr {
	id := p.ident()
	n := &Name{Name: id.Name}
	n.Src = id.Src
	var x Expr = n
	for p.kind() == lexer.Dot {
		dot := p.pos()
		p.i++
		a := &Attribute{X: x, Dot: dot, Name: p.attributeName()}
		a.Src = p.from(id.Src.Start)
		x = a
	}
	return x
}

// numberPattern reads a number with a sign, or a complex one such as `-1+2j`.
func (p *parser) numberPattern() Pattern {
	at := p.pos()
	x := p.signedNumber()
	if k := p.kind(); k == lexer.Plus || k == lexer.Minus {
		op := p.pos()
		p.i++
		if p.kind() != lexer.Number || !imaginary(p.text(p.toks[p.i])) {
			p.fail(CodePattern, p.found(), "imaginary number required in complex literal")
		}
		if u, ok := x.(*Unary); ok && imaginary(u.X.(*Number).Text) || !ok && imaginary(x.(*Number).Text) {
			p.fail(CodePattern, x.Span(), "real number required in complex literal")
		}
		b := &Binary{Op: k.String(), OpPos: op, X: x, Y: p.atom()}
		b.Src = p.from(at)
		x = b
	}
	n := &MatchValue{X: x}
	n.Src = p.from(at)
	return n
}

func imaginary(s string) bool { return s[len(s)-1]|0x20 == 'j' }

func (p *parser) signedNumber() Expr {
	at := p.pos()
	if p.accept(lexer.Minus) {
		if p.kind() != lexer.Number {
			p.fail(CodePattern, p.found(), "expected a number after '-' in a pattern, found %s", p.describe(p.toks[p.i]))
		}
		n := &Unary{Op: "-", OpPos: at, X: p.atom()}
		n.Src = p.from(at)
		return n
	}
	return p.atom()
}

// groupPattern reads a pattern in parentheses, or a sequence in either bracket.
func (p *parser) groupPattern() Pattern {
	p.enter()
	defer p.leave()
	at := p.pos()
	open := p.next()
	end, brackets := lexer.RParen, byte('(')
	if open.Kind == lexer.LBrack {
		end, brackets = lexer.RBrack, '['
	}
	n := &MatchSeq{Brackets: brackets}
	comma := brackets == '['
	for p.kind() != end {
		n.Elts = append(n.Elts, p.maybeStar())
		if !p.accept(lexer.Comma) {
			break
		}
		comma = true
	}
	p.closing(end, open)
	n.Src = p.from(at)
	if !comma && len(n.Elts) == 1 {
		if s, ok := n.Elts[0].(*MatchStar); ok {
			p.fail(CodePattern, s.Src, "a starred pattern must be in a sequence: write `(*x,)`")
		}
		return n.Elts[0]
	}
	return n
}

func (p *parser) mappingPattern() Pattern {
	p.enter()
	defer p.leave()
	at := p.pos()
	open := p.next()
	n := &MatchMapping{}
	for p.kind() != lexer.RBrace {
		if n.Rest != nil {
			p.fail(CodePattern, p.here(), "double star pattern '**' must be last in a mapping pattern")
		}
		if p.accept(lexer.Power) {
			id := p.ident()
			if id.Name == "_" {
				p.fail(CodePattern, id.Src, "cannot use '_' after '**' in a pattern")
			}
			n.Rest = &id
		} else {
			n.Keys = append(n.Keys, p.patternKey())
			if p.kind() != lexer.Colon {
				p.unexpected("':' after the key of the mapping pattern")
			}
			p.i++
			n.Vals = append(n.Vals, p.pattern())
		}
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RBrace, open)
	n.Src = p.from(at)
	return n
}

func (p *parser) patternKey() Expr {
	switch p.kind() {
	case lexer.Number, lexer.Minus:
		return p.numberPattern().(*MatchValue).X
	case lexer.String, lexer.FStart:
		return p.strings()
	case lexer.KwNone, lexer.KwTrue, lexer.KwFalse:
		return p.atom()
	}
	if p.isName() && p.peek(1) == lexer.Dot {
		return p.dottedName()
	}
	p.fail(CodePattern, p.found(), "the key of a mapping pattern must be a literal or a dotted name, found %s", p.describe(p.toks[p.i]))
	return nil
}

func (p *parser) classPattern(class Expr) Pattern {
	p.enter()
	defer p.leave()
	open := p.next()
	n := &MatchClass{Class: class}
	for p.kind() != lexer.RParen {
		if p.isName() && p.peek(1) == lexer.Assign {
			n.KwNames = append(n.KwNames, p.ident())
			p.i++
			n.KwArgs = append(n.KwArgs, p.pattern())
		} else {
			x := p.pattern()
			if len(n.KwNames) > 0 {
				p.fail(CodePattern, x.Span(), "positional patterns follow keyword patterns")
			}
			n.Args = append(n.Args, x)
		}
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RParen, open)
	n.Src = p.from(start(class))
	return n
}
