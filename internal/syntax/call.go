package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
)

// call reads the arguments of a call of f.
func (p *parser) call(f Expr) Expr {
	p.enter()
	defer p.leave()
	n := &Call{Func: f, Lparen: p.pos()}
	n.Args = p.callArgs()
	n.Src = p.from(start(f))
	return n
}

// callArgs reads `(args)`.
func (p *parser) callArgs() []Arg {
	noIn := p.noIn
	p.noIn = false
	defer func() { p.noIn = noIn }()
	open := p.next()
	var args []Arg
	var keyword, doubleStar bool
	for p.kind() != lexer.RParen {
		a := p.arg(len(args) == 0)
		switch {
		case a.Name != nil:
			keyword = true
		case a.Stars == 2:
			doubleStar = true
		case a.Stars == 1 && doubleStar:
			p.fail(CodeArgument, a.Src, "iterable argument unpacking follows keyword argument unpacking")
		case a.Stars == 0 && doubleStar:
			p.fail(CodeArgument, a.Src, "positional argument follows keyword argument unpacking")
		case a.Stars == 0 && keyword:
			p.fail(CodeArgument, a.Src, "positional argument follows keyword argument")
		}
		args = append(args, a)
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RParen, open)
	return args
}

func (p *parser) arg(first bool) Arg {
	at := p.pos()
	var a Arg
	switch p.kind() {
	case lexer.Star:
		p.i++
		a.Stars, a.Value = 1, p.expr()
	case lexer.Power:
		p.i++
		a.Stars, a.Value = 2, p.expr()
	default:
		if p.peek(1) == lexer.Assign {
			if p.isName() {
				id := p.ident()
				p.i++
				a.Name = &id
				if k := p.kind(); k == lexer.Comma || k == lexer.RParen {
					p.fail(CodeArgument, p.from(at), "expected argument value expression")
				}
				a.Value = p.expr()
				break
			}
			if k := p.kind(); k == lexer.KwTrue || k == lexer.KwFalse || k == lexer.KwNone {
				if p.mode.Python {
					p.fail(CodeArgument, p.here(), "cannot assign to %s", k)
				}
			} else if k.IsKeyword() {
				p.fail(CodeKeyword, p.here(), "the keyword '%s' cannot be the name of an argument", k)
			}
		}
		if t := p.typeArgument(); t != nil {
			a.Value = t
			break
		}
		x := p.namedExpr()
		if k := p.kind(); k == lexer.KwFor || k == lexer.KwAsync && p.peek(1) == lexer.KwFor {
			g := &Comp{Kind: GenExp, Elt: x, Clauses: p.compClauses()}
			g.Src = p.from(at)
			if k := p.kind(); (!first || k == lexer.Comma && p.peek(1) != lexer.RParen) && k != lexer.Assign {
				p.bareGenerator(g)
			} else if k == lexer.Comma && p.mode.Python {
				p.bareGenerator(g)
			}
			x = g
		}
		if p.kind() == lexer.Assign {
			d := p.report(CodeArgument, x.Span(), "expression cannot contain assignment, perhaps you meant \"==\"?")
			d.Fix = fix(p.here(), "==", "write `==` to compare")
			bail()
		}
		a.Value = x
	}
	a.Src = p.from(at)
	return a
}

// subscript reads `x[…]`.
func (p *parser) subscript(x Expr) Expr {
	p.enter()
	defer p.leave()
	noIn := p.noIn
	p.noIn = false
	defer func() { p.noIn = noIn }()
	n := &Subscript{X: x, Lbrack: p.pos()}
	open := p.next()
	if p.kind() == lexer.RBrack {
		if p.mode.Python {
			p.fail(CodeExpression, p.here(), "expected an index between '[' and ']'")
		}
		// An empty template argument list.
		n.Index = &Tuple{}
		n.Index.(*Tuple).Src = p.here()
		p.i++
		n.Src = p.from(start(x))
		return n
	}
	first := p.index()
	n.Index = first
	if p.kind() == lexer.Comma {
		t := &Tuple{Elts: []Expr{first}}
		for p.accept(lexer.Comma) {
			if p.kind() == lexer.RBrack {
				break
			}
			t.Elts = append(t.Elts, p.index())
		}
		t.Src = p.from(start(first))
		n.Index = t
	} else if s, ok := first.(*Starred); ok {
		t := &Tuple{Elts: []Expr{s}}
		t.Src = s.Src
		n.Index = t
	}
	p.closing(lexer.RBrack, open)
	n.Src = p.from(start(x))
	return n
}

// index reads one element of a subscript: a slice, an expression, or a type.
func (p *parser) index() Expr {
	at := p.pos()
	var lo Expr
	if p.kind() != lexer.Colon {
		if p.kind() == lexer.Star {
			return p.starred()
		}
		if t := p.typeArgument(); t != nil {
			return t
		}
		lo = p.namedExpr()
		if p.kind() != lexer.Colon {
			return lo
		}
		if n, ok := lo.(*NamedExpr); ok && p.mode.Python {
			p.fail(CodeUnexpected, n.Src, "an assignment expression must be in parentheses in a slice")
		}
	}
	p.i++
	n := &Slice{Lo: lo}
	if p.startsSliceBound() {
		n.Hi = p.expr()
	}
	if p.accept(lexer.Colon) && p.startsSliceBound() {
		n.Step = p.expr()
	}
	n.Src = p.from(at)
	return n
}

func (p *parser) startsSliceBound() bool {
	switch p.kind() {
	case lexer.Colon, lexer.Comma, lexer.RBrack:
		return false
	}
	return true
}
