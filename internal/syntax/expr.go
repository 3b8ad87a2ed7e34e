package syntax

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// Precedences of binary operators, loosest first.
const (
	precLowest = iota
	precOr
	precAnd
	precNot
	precCompare
	precBitOr
	precBitXor
	precBitAnd
	precShift
	precSum
	precProduct
	precUnary
)

var precedence = [256]uint8{
	lexer.KwOr: precOr, lexer.KwAnd: precAnd,
	lexer.Less: precCompare, lexer.Greater: precCompare, lexer.LessEq: precCompare, lexer.GreaterEq: precCompare,
	lexer.Equal: precCompare, lexer.NotEqual: precCompare, lexer.OldNotEqual: precCompare, lexer.KwIn: precCompare,
	lexer.KwIs: precCompare, lexer.KwNot: precCompare,
	lexer.Bar: precBitOr, lexer.Caret: precBitXor, lexer.Amp: precBitAnd,
	lexer.LShift: precShift, lexer.RShift: precShift, lexer.Plus: precSum, lexer.Minus: precSum,
	lexer.Star: precProduct, lexer.Slash: precProduct, lexer.FloorDiv: precProduct, lexer.Percent: precProduct, lexer.At: precProduct,
}

func start(x Expr) source.Pos { return x.Span().Start }

// expr reads one expression: a conditional, a lambda, or what binds tighter.
func (p *parser) expr() Expr {
	p.enter()
	defer p.leave()
	if p.kind() == lexer.KwLambda {
		return p.lambda()
	}
	x := p.binary(precOr)
	if p.kind() != lexer.KwIf {
		return x
	}
	at := p.next()
	cond := p.binary(precOr)
	if p.kind() != lexer.KwElse {
		p.report(CodeUnexpected, p.found(), "expected 'else' after the condition, found %s", p.describe(p.toks[p.i])).
			Note(p.spanOf(at), "the conditional expression `X if CONDITION else Y` begins here")
		bail()
	}
	p.next()
	alt := p.expr()
	n := &IfExp{Then: x, Cond: cond, Else: alt}
	n.Src = p.from(start(x))
	return n
}

func (p *parser) leave() { p.depth-- }

// namedExpr reads `name := expr` or an expression.
func (p *parser) namedExpr() Expr {
	if p.kind() == lexer.Name && p.peek(1) == lexer.Walrus {
		t := p.next()
		p.next()
		n := &NamedExpr{Target: &Name{Name: p.nameText(t)}}
		n.Target.Src = p.spanOf(t)
		n.Value = p.expr()
		n.Src = p.from(n.Target.Src.Start)
		return n
	}
	x := p.expr()
	if p.kind() == lexer.Walrus {
		p.fail(CodeTarget, x.Span(), "cannot use an assignment expression with %s: only a name can stand before ':='", kindName(x))
	}
	return x
}

// binary reads operands joined by operators that bind at least as tight as low.
func (p *parser) binary(low uint8) Expr {
	var x Expr
	if p.kind() == lexer.KwNot && low <= precNot {
		x = p.not()
	} else {
		x = p.unary()
	}
	for {
		k := p.kind()
		prec := precedence[k]
		if prec < low || prec == 0 {
			return x
		}
		switch prec {
		case precOr, precAnd:
			at := p.pos()
			p.i++
			y := p.binary(prec + 1)
			n := &BoolOp{Op: k.String(), OpPos: at, X: x, Y: y}
			n.Src = p.from(start(x))
			x = n
		case precCompare:
			if k == lexer.KwNot && p.peek(1) != lexer.KwIn || k == lexer.KwIn && p.noIn {
				return x
			}
			x = p.compare(x)
		default:
			at := p.pos()
			p.doubled(p.next())
			y := p.binary(prec + 1)
			n := &Binary{Op: k.String(), OpPos: at, X: x, Y: y}
			n.Src = p.from(start(x))
			x = n
		}
	}
}

func (p *parser) not() Expr {
	p.enter()
	defer p.leave()
	at := p.pos()
	p.i++
	n := &Unary{Op: "not", OpPos: at, X: p.binary(precNot)}
	n.Src = p.from(at)
	return n
}

// compare reads a chain of comparisons.
func (p *parser) compare(first Expr) Expr {
	n := &Compare{First: first}
	for precedence[p.kind()] == precCompare {
		t := p.toks[p.i]
		op := t.Kind.String()
		at := p.spanOf(t)
		switch t.Kind {
		case lexer.KwNot:
			if p.peek(1) != lexer.KwIn {
				n.Src = p.from(start(first))
				return n
			}
			p.i++
			at.End = p.here().End
			op = "not in"
		case lexer.KwIs:
			if p.peek(1) == lexer.KwNot {
				p.i++
				at.End = p.here().End
				op = "is not"
			}
		case lexer.KwIn:
			if p.noIn {
				n.Src = p.from(start(first))
				return n
			}
		case lexer.OldNotEqual:
			if p.mode.Python || p.level3 {
				d := p.report(CodePython2, at, "'<>' is Python 2's operator")
				d.Fix = fix(at, "!=", "write `!=`")
				bail()
			}
		}
		p.i++
		n.Ops = append(n.Ops, CompareOp{Loc{at}, op})
		n.Rest = append(n.Rest, p.binary(precBitOr))
	}
	n.Src = p.from(start(first))
	return n
}

// unary reads a factor: an operand with the prefix operators before it.
func (p *parser) unary() Expr {
	t := p.toks[p.i]
	switch t.Kind {
	case lexer.Minus, lexer.Plus, lexer.Tilde:
	case lexer.Amp:
		if p.mode.Python {
			return p.power()
		}
	case lexer.Less:
		if !p.mode.Python {
			return p.cast()
		}
		return p.power()
	case lexer.Name:
		if !p.mode.Python && p.isWord("consume") {
			if p.startsOperand(1) {
				return p.consume()
			}
			if k := p.peek(1); k != lexer.Assign && k != lexer.Dot && k != lexer.Colon {
				p.i++
				p.report(CodeExpression, p.found(), "Expected an identifier or literal").Hint("'consume' is an operator: write what it consumes after it")
				bail()
			}
		}
		return p.power()
	default:
		return p.power()
	}
	p.enter()
	defer p.leave()
	p.i++
	n := &Unary{Op: t.Kind.String(), OpPos: p.base + source.Pos(t.Start), X: p.unary()}
	n.Src = p.from(n.OpPos)
	return n
}

// startsOperand reports whether the token n ahead can begin an operand.
func (p *parser) startsOperand(n int) bool {
	switch p.peek(n) {
	case lexer.Name, lexer.Number, lexer.String, lexer.FStart, lexer.LParen, lexer.LBrack, lexer.LBrace, lexer.Less,
		lexer.KwNone, lexer.KwTrue, lexer.KwFalse, lexer.KwAwait, lexer.Ellipsis, lexer.Tilde:
		return true
	}
	return false
}

// power reads `[await] primary [** factor]`.
func (p *parser) power() Expr {
	var x Expr
	if p.kind() == lexer.KwAwait && (p.mode.Python || p.async) {
		at := p.pos()
		p.i++
		n := &Await{X: p.primary()}
		n.Src = p.from(at)
		x = n
	} else {
		x = p.primary()
	}
	if p.kind() != lexer.Power {
		return x
	}
	p.enter()
	defer p.leave()
	at := p.pos()
	p.i++
	n := &Binary{Op: "**", OpPos: at, X: x, Y: p.unary()}
	n.Src = p.from(start(x))
	return n
}

// primary reads an atom and what follows it: attributes, subscripts, calls.
func (p *parser) primary() Expr {
	var x Expr
	if !p.mode.Python && p.kind() == lexer.Name {
		x = p.cythonAtom()
	}
	if x == nil {
		x = p.atom()
	}
	for {
		switch p.kind() {
		case lexer.Dot:
			dot := p.pos()
			p.i++
			n := &Attribute{X: x, Dot: dot, Name: p.attributeName()}
			n.Src = p.from(start(x))
			x = n
		case lexer.LBrack:
			x = p.subscript(x)
		case lexer.LParen:
			x = p.call(x)
		default:
			return x
		}
	}
}

func (p *parser) attributeName() Ident {
	if p.mode.Python {
		return p.ident()
	}
	return p.cident()
}

// atom reads a name, a literal, a display, or something in parentheses.
func (p *parser) atom() Expr {
	t := p.toks[p.i]
	switch t.Kind {
	case lexer.Name:
		p.i++
		n := &Name{Name: p.nameText(t)}
		n.Src = p.spanOf(t)
		return n
	case lexer.Number:
		p.i++
		n := &Number{Text: p.text(t)}
		n.Src = p.spanOf(t)
		return n
	case lexer.String, lexer.FStart:
		return p.strings()
	case lexer.LParen:
		return p.paren()
	case lexer.LBrack:
		return p.list()
	case lexer.LBrace:
		return p.brace()
	case lexer.KwNone:
		return p.constant(None)
	case lexer.KwTrue:
		return p.constant(True)
	case lexer.KwFalse:
		return p.constant(False)
	case lexer.Ellipsis:
		return p.constant(Ellipsis)
	case lexer.Backquote:
		if p.mode.Level2 || p.lenient {
			at := p.here()
			x := p.backquote()
			if p.lenient && p.trial == 0 {
				p.ds.Warnf(diag.Syntax, CodePython2, at, "backquotes are a form of Python 2: write `repr(x)`")
			}
			return x
		}
	case lexer.KwAsync, lexer.KwAwait, lexer.KwAs:
		if p.isName() {
			p.i++
			n := &Name{Name: p.text(t)}
			n.Src = p.spanOf(t)
			return n
		}
	}
	p.expectedOperand()
	return nil
}

func (p *parser) constant(k ConstKind) Expr {
	n := &Constant{Kind: k}
	n.Src = p.spanOf(p.next())
	return n
}

func (p *parser) backquote() Expr {
	at := p.pos()
	p.i++
	n := &Backquote{X: p.exprList(false)}
	p.expect(lexer.Backquote)
	n.Src = p.from(at)
	return n
}

// starExprs reads what may stand on the right of an assignment: expressions with
// commas and stars between them make a tuple.
func (p *parser) starExprs() Expr {
	return p.exprList(true)
}

// exprList reads one expression, or a tuple of several without parentheses.
func (p *parser) exprList(star bool) Expr {
	first := p.starExpr(star)
	if p.kind() != lexer.Comma {
		return first
	}
	n := &Tuple{Elts: []Expr{first}}
	for p.accept(lexer.Comma) {
		if !p.startsExpr() {
			break
		}
		n.Elts = append(n.Elts, p.starExpr(star))
	}
	n.Src = p.from(start(first))
	return n
}

func (p *parser) starExpr(star bool) Expr {
	if p.kind() == lexer.Star && star {
		return p.starred()
	}
	return p.expr()
}

// starred reads `*x`.
func (p *parser) starred() Expr {
	at := p.pos()
	p.i++
	n := &Starred{X: p.binary(precBitOr)}
	n.Src = p.from(at)
	return n
}

// starNamed reads an element of a display.
func (p *parser) starNamed() Expr {
	if p.kind() == lexer.Star {
		return p.starred()
	}
	return p.namedExpr()
}

// startsExpr reports whether the token can begin an expression.
func (p *parser) startsExpr() bool {
	switch p.kind() {
	case lexer.Name, lexer.Number, lexer.String, lexer.FStart, lexer.LParen, lexer.LBrack, lexer.LBrace, lexer.Minus, lexer.Plus,
		lexer.Tilde, lexer.Ellipsis, lexer.Star, lexer.KwNone, lexer.KwTrue, lexer.KwFalse, lexer.KwNot, lexer.KwLambda,
		lexer.KwAwait, lexer.KwYield, lexer.Backquote, lexer.Invalid:
		return true
	case lexer.Amp, lexer.Less, lexer.KwAsync, lexer.KwAs:
		return !p.mode.Python
	}
	return false
}

// yield reads `yield`, `yield x` and `yield from x`.
func (p *parser) yield() Expr {
	at := p.pos()
	p.i++
	if p.accept(lexer.KwFrom) {
		n := &YieldFrom{X: p.expr()}
		n.Src = p.from(at)
		return n
	}
	n := &Yield{}
	if p.startsExpr() {
		n.X = p.starExprs()
	}
	n.Src = p.from(at)
	return n
}

// lambda reads `lambda params: body`.
func (p *parser) lambda() Expr {
	at := p.pos()
	p.i++
	n := &Lambda{Params: p.params(lexer.Colon, true)}
	if p.kind() != lexer.Colon {
		p.unexpected("':' after the parameters of the lambda")
	}
	p.i++
	n.Body = p.expr()
	n.Src = p.from(at)
	return n
}
