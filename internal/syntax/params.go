package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
)

// params reads the parameters of a def or lambda up to the token end, which it
// leaves. In a Cython file those of a def may have C types.
func (p *parser) params(end lexer.Kind, lambda bool) *Params {
	at := p.pos()
	n := &Params{}
	var star, doubleStar, slash, defaults bool
	kind := Positional
	for p.kind() != end {
		t := p.toks[p.i]
		switch t.Kind {
		case lexer.Slash:
			switch {
			case slash:
				p.fail(CodeParameter, p.here(), "/ may appear only once")
			case star:
				p.fail(CodeParameter, p.here(), "/ must be ahead of *")
			case len(n.List) == 0:
				p.fail(CodeParameter, p.here(), "at least one argument must precede /")
			}
			slash = true
			p.i++
			for _, q := range n.List {
				q.Kind = PosOnly
			}
		case lexer.Star:
			if star {
				p.fail(CodeParameter, p.here(), "* argument may appear only once")
			}
			star = true
			p.i++
			if k := p.kind(); k == lexer.Comma || k == end {
				if k == end || p.peek(1) == end || p.peek(1) == lexer.Power {
					p.fail(CodeParameter, p.spanOf(t), "named arguments must follow bare *")
				}
				kind = KwOnly
				break
			}
			q := p.starParam(VarArgs, lambda)
			n.List = append(n.List, q)
			kind = KwOnly
		case lexer.Power:
			p.i++
			n.List = append(n.List, p.starParam(KwArgs, lambda))
			doubleStar = true
		case lexer.Ellipsis:
			if p.mode.Python || lambda {
				p.unexpected("a parameter")
			}
			p.i++
			n.Ellipsis = true
		default:
			q := p.param(lambda)
			q.Kind = kind
			if q.Default != nil {
				defaults = defaults || kind != KwOnly
			} else if defaults && kind != KwOnly && p.mode.Python {
				p.fail(CodeParameter, q.Src, "parameter without a default follows parameter with a default")
			}
			n.List = append(n.List, q)
		}
		if p.kind() == end {
			break
		}
		if p.kind() == lexer.Assign {
			p.fail(CodeParameter, p.here(), "%s argument cannot have default value", map[bool]string{true: "var-keyword", false: "var-positional"}[doubleStar])
		}
		if p.kind() != lexer.Comma {
			p.paramEnd(end)
		}
		p.i++
		if doubleStar && p.kind() != end {
			p.fail(CodeParameter, p.here(), "arguments cannot follow var-keyword argument")
		}
	}
	n.Src = p.from(at)
	if n.Src.End < n.Src.Start {
		n.Src.End = n.Src.Start
	}
	return n
}

// paramEnd reports what cannot follow a parameter.
func (p *parser) paramEnd(end lexer.Kind) {
	p.unexpected("',' or '" + end.String() + "' after the parameter")
}

// starParam reads the name after `*` or `**`.
func (p *parser) starParam(kind ParamKind, lambda bool) *Param {
	at := p.toks[p.i-1]
	q := &Param{Kind: kind, Name: p.ident()}
	if !lambda && p.accept(lexer.Colon) {
		if kind == VarArgs && p.kind() == lexer.Star {
			q.Annotation = p.starred()
		} else {
			q.Annotation = p.expr()
		}
	}
	q.Src = p.from(p.spanOf(at).Start)
	return q
}

// param reads one ordinary parameter.
func (p *parser) param(lambda bool) *Param {
	empty := p.kind() == lexer.LParen && p.peek(1) == lexer.RParen
	if !p.mode.Python && !empty && !(lambda && p.kind() == lexer.LParen) {
		return p.cparam(false, lambda)
	}
	at := p.pos()
	q := &Param{}
	if p.kind() == lexer.LParen {
		if !p.mode.Level2 && !p.lenient {
			p.report(CodePython2, p.here(), "a parameter cannot be a tuple (a form of Python 2)").
				Hint("take one parameter, and unpack it in the body")
			bail()
		}
		q.Tuple = p.tupleParam()
	} else {
		q.Name = p.ident()
	}
	p.paramRest(q, lambda)
	q.Src = p.from(at)
	return q
}

// paramRest reads the annotation and the default.
func (p *parser) paramRest(q *Param, lambda bool) {
	if !lambda && p.accept(lexer.Colon) {
		q.Annotation = p.expr()
	}
	if p.accept(lexer.Assign) {
		switch k := p.kind(); {
		case !p.mode.Python && (k == lexer.Star || k == lexer.Question):
			q.Default = p.constant(Ellipsis)
			q.DefaultMark = p.text(p.toks[p.i-1])
		case k == lexer.Comma || k == lexer.RParen || k == lexer.Colon:
			p.fail(CodeParameter, p.here(), "expected default value expression")
		default:
			q.Default = p.expr()
		}
	}
}

// tupleParam reads Python 2's `(a, (b, c))`.
func (p *parser) tupleParam() *Tuple {
	at := p.pos()
	open := p.next()
	n := &Tuple{Parens: true}
	if p.kind() == lexer.RParen {
		p.fail(CodeParameter, p.here(), "expected a parameter name")
	}
	for p.kind() != lexer.RParen {
		if p.kind() == lexer.LParen {
			n.Elts = append(n.Elts, p.tupleParam())
		} else {
			id := p.ident()
			x := &Name{Name: id.Name}
			x.Src = id.Src
			n.Elts = append(n.Elts, x)
		}
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RParen, open)
	n.Src = p.from(at)
	return n
}
