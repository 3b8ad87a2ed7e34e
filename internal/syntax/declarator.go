package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// declKind says whether a declarator has a name.
type declKind uint8

const (
	declNamed    declKind = iota
	declAbstract          // without one
	declMaybe             // a parameter's: with or without
	declField             // a member of a class or extern block: operators are names
)

// declarator reads `*name[3](args)` around a base type that it copies.
//
// The steps of the result lead from the base to the name: those before the name
// in parentheses come last.
func (p *parser) declarator(base *TypeExpr, kind declKind) *Declarator {
	at := p.pos()
	d := &Declarator{}
	steps := p.declSteps(d, kind)
	t := *base
	t.Derive = append(append([]Derive(nil), base.Derive...), steps...)
	if len(t.Derive) == 0 {
		t.Derive = nil
	}
	d.Type = &t
	d.Src = source.Span{Start: at, End: max(at, p.end())}
	return d
}

// declSteps reads one level: prefix operators, the name or a declarator in
// parentheses, and suffixes.
func (p *parser) declSteps(d *Declarator, kind declKind) []Derive {
	p.enter()
	defer p.leave()
	var prefix, inner, suffix []Derive
	prefix = p.pointers(prefix)
	switch {
	case p.kind() == lexer.LParen && p.nestedDeclarator(kind):
		open := p.next()
		conv := ""
		if callConvs[p.word(0)] {
			conv = p.word(0)
			p.i++
		}
		inner = p.declSteps(d, kind)
		p.closing(lexer.RParen, open)
		if conv != "" {
			d.conv = conv
		}
	case kind == declAbstract:
	default:
		if callConvs[p.word(0)] && p.isNameAt(1) {
			d.conv = p.word(0)
			p.i++
		}
		p.declName(d, kind)
	}
	for {
		at := p.pos()
		switch {
		case p.kind() == lexer.LBrack && d.Name.Name != "" && kind != declAbstract && len(inner) == 0 && p.templateAhead():
			d.Params = p.templateParams()
			continue
		case p.kind() == lexer.LBrack:
			s := p.array()
			s.Src = p.from(at)
			suffix = append(suffix, s)
			continue
		case p.kind() == lexer.LParen && (kind != declAbstract || len(inner) > 0 || len(prefix) > 0):
			if d.Name.Name != "" || len(inner) > 0 {
				if d.Lparen == source.NoPos {
					d.Lparen = at
				}
			}
			f := p.funcType()
			if d.conv != "" {
				f.Conv, d.conv = d.conv, ""
			}
			s := Derive{Kind: Function, Func: f}
			s.Src = f.Src
			suffix = append(suffix, s)
			continue
		}
		break
	}
	steps := prefix
	for i := len(suffix) - 1; i >= 0; i-- {
		steps = append(steps, suffix[i])
	}
	return append(steps, inner...)
}

// pointers reads `*`, `**`, `&` and `&&`, each pointer with its const.
func (p *parser) pointers(out []Derive) []Derive {
	for {
		t := p.toks[p.i]
		switch t.Kind {
		case lexer.Star, lexer.Power:
			p.i++
			n := int(t.End - t.Start)
			for k := 0; k < n; k++ {
				s := Derive{Kind: Pointer}
				s.Src = source.At(p.base + source.Pos(t.Start) + source.Pos(k))
				out = append(out, s)
			}
			last := &out[len(out)-1]
			for cvWords[p.word(0)] {
				last.Const = last.Const || p.isWord("const")
				last.Volatile = last.Volatile || p.isWord("volatile")
				p.i++
			}
		case lexer.Amp:
			p.i++
			s := Derive{Kind: Reference}
			if p.kind() == lexer.Amp && p.toks[p.i].Start == t.End {
				p.i++
				s.Kind = RValueRef
			}
			s.Src = p.from(p.base + source.Pos(t.Start))
			out = append(out, s)
		default:
			return out
		}
	}
}

// nestedDeclarator tells `(*f)` from the parameter list of an unnamed function.
func (p *parser) nestedDeclarator(kind declKind) bool {
	switch p.peek(1) {
	case lexer.Star, lexer.Power, lexer.Amp:
		return true
	case lexer.LParen:
		return kind != declAbstract
	case lexer.Name:
		w := p.word(1)
		if callConvs[w] {
			return true
		}
		// `(name)` or `(name(…))` in a declaration such as `int (f)(int)`.
		return kind == declNamed && (p.peek(2) == lexer.RParen || p.peek(2) == lexer.LParen || p.peek(2) == lexer.LBrack)
	}
	return false
}

// declName reads the declared name and the C name after it.
func (p *parser) declName(d *Declarator, kind declKind) {
	if kind == declMaybe && !p.isName() && !cNames[p.kind()] {
		return
	}
	if p.isWord("operator") && (kind == declField || kind == declNamed) && p.operatorAhead() {
		d.Name = p.operatorName()
	} else if kind == declMaybe && p.kind() == lexer.KwNone {
		return
	} else {
		if k := p.kind(); k != lexer.Name && !p.isName() && !cNames[k] {
			p.noDeclaredName()
		}
		d.Name = p.cident()
	}
	if p.kind() == lexer.String {
		d.CName = p.cname()
	}
}

// cname reads the string after a declared name.
func (p *parser) cname() *String {
	if p.kind() != lexer.String {
		return nil
	}
	return p.strings().(*String)
}

func (p *parser) operatorAhead() bool {
	switch p.peek(1) {
	case lexer.LParen, lexer.LBrack, lexer.Comma, lexer.Name:
		if p.peek(1) == lexer.LParen {
			return p.peek(2) == lexer.RParen && p.peek(3) == lexer.LParen
		}
		if p.peek(1) == lexer.LBrack {
			return p.peek(2) == lexer.RBrack
		}
		if p.peek(1) == lexer.Comma {
			return p.peek(2) == lexer.LParen
		}
		return true
	case lexer.Newline, lexer.Assign, lexer.RParen, lexer.Colon, lexer.EOF:
		return p.peek(1) == lexer.Assign && p.peek(2) == lexer.LParen
	}
	return true
}

// operatorName reads `operator==` and the like as one name; `operator bool` has a space.
func (p *parser) operatorName() Ident {
	at := p.pos()
	p.i++
	if p.kind() == lexer.Name {
		name := "operator"
		for p.kind() == lexer.Name || p.kind() == lexer.Star {
			name += " " + p.text(p.next())
		}
		return Ident{Loc{p.from(at)}, name}
	}
	name := "operator"
	for p.kind() != lexer.LParen || p.toks[p.i-1].Kind == lexer.Name {
		k := p.kind()
		if k == lexer.Newline || k == lexer.EOF {
			p.unexpected("the parameters of the operator")
		}
		name += p.text(p.next())
		if k == lexer.LParen || k == lexer.LBrack {
			name += p.text(p.next())
			break
		}
		if k == lexer.Exclam {
			continue
		}
	}
	return Ident{Loc{p.from(at)}, name}
}

func (p *parser) array() Derive {
	at := p.pos()
	open := p.next()
	s := Derive{Kind: Array}
	if p.kind() != lexer.RBrack {
		s.Size = p.expr()
	}
	p.closing(lexer.RBrack, open)
	s.Src = p.from(at)
	return s
}

// derive adds a step that belongs to the base type, as in `int[4] x`.
func (p *parser) derive(t *TypeExpr, s Derive, at source.Pos) {
	s.Src = p.from(at)
	t.Derive = append([]Derive{s}, t.Derive...)
	t.Arrays++
}

// templateAhead tells `name[T](…)`, a template function, from an array.
func (p *parser) templateAhead() bool {
	if p.peek(1) != lexer.Name {
		return false
	}
	n := 1
	for {
		if p.peek(n) != lexer.Name {
			return false
		}
		n++
		if p.peek(n) == lexer.Assign && p.peek(n+1) == lexer.Star {
			n += 2
		}
		if p.peek(n) == lexer.RBrack {
			return p.peek(n+1) == lexer.LParen
		}
		if p.peek(n) != lexer.Comma {
			return false
		}
		n++
	}
}

// templateParams reads `[T, U=*]`.
func (p *parser) templateParams() []TemplateParam {
	open := p.next()
	var out []TemplateParam
	for p.kind() != lexer.RBrack {
		t := TemplateParam{Name: p.ident()}
		if p.accept(lexer.Assign) {
			p.expect(lexer.Star)
			t.Optional = true
		}
		t.Src = p.from(t.Name.Src.Start)
		out = append(out, t)
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RBrack, open)
	return out
}
