package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// declaration reads a statement of a `cdef extern from` or `cdef:` block.
func (p *parser) declaration(out []Stmt) []Stmt {
	switch p.kind() {
	case lexer.KwIF:
		return append(out, run(p, p.g.conds).node(p))
	case lexer.At:
		return append(out, p.decoratedMember())
	case lexer.KwPass, lexer.String, lexer.KwInclude, lexer.KwDEF, lexer.Ellipsis, lexer.KwCdef, lexer.KwCpdef, lexer.KwCtypedef,
		lexer.KwFrom, lexer.KwCimport, lexer.KwImport:
		return p.simpleLine(out)
	case lexer.Invalid:
		bail()
	case lexer.KwDef:
		return append(out, run(p, p.g.defs).node(p, nil))
	}
	return p.declLine(out)
}

// declLine reads a declaration without `cdef`, and the end of its line.
func (p *parser) declLine(out []Stmt) []Stmt {
	at := p.pos()
	m := Mods{}
	p.modifiers(&m)
	m.Src = source.Span{Start: at, End: max(at, p.end())}
	out = append(out, p.declare(m))
	if p.lineEnded() {
		return out
	}
	if p.accept(lexer.Semi) && p.kind() != lexer.Newline {
		return p.statement(out)
	}
	p.endOfLine()
	return out
}

// member reads a member of a cypclass or cppclass.
func (p *parser) member(out []Stmt) []Stmt {
	switch k := p.kind(); k {
	case lexer.KwPass, lexer.KwCtypedef, lexer.Ellipsis:
		return p.simpleLine(out)
	case lexer.At:
		return append(out, p.decoratedMember())
	case lexer.KwIF:
		return append(out, run(p, p.g.conds).node(p))
	case lexer.String:
		if p.scope == inCyp && len(out) > 0 {
			p.report(CodeClassBody, p.here(), "Expected an identifier, found 'BEGIN_STRING'").
				Hint("a docstring is the first thing in the body of a class: make this string a comment")
			bail()
		}
		return p.simpleLine(out)
	case lexer.KwCdef, lexer.KwDef, lexer.KwCpdef:
		p.wrongMember(k)
	case lexer.Invalid:
		bail()
	case lexer.Name:
	default:
		if k.IsKeyword() && !cNames[k] {
			p.report(CodeClassBody, p.here(), "Expected an identifier, found '%s'", k).
				Hint("the body of a class has fields, methods and classes; statements belong in a method")
			bail()
		}
	}
	return p.declLine(out)
}

// wrongMember reports `cdef` or `def` in a class body, and reads on after it.
func (p *parser) wrongMember(k lexer.Kind) {
	d := p.report(CodeClassBody, p.here(), "Expected an identifier, found '%s'", k)
	what := "a cypclass"
	if p.scope == inCpp {
		what = "a C++ class"
	}
	switch {
	case k == lexer.KwDef:
		d.Hint("methods of %s have no 'def': write the return type and the name, as in `void run(self):`", what)
	case p.word(1) == "cypclass" || p.word(1) == "cppclass":
		p.failScope = inCyp
		fallthrough
	default:
		d.Hint("members of %s are declared without '%s'", what, k)
		span := p.here()
		span.End = p.spanOf(p.toks[p.i+1]).Start
		d.Fix = fix(span, "", "remove `"+k.String()+"`")
	}
	bail()
}

func (p *parser) decoratedMember() Stmt {
	var ds []Expr
	for p.accept(lexer.At) {
		ds = append(ds, p.namedExpr())
		p.endOfLine()
	}
	if p.kind() == lexer.KwDef && (p.scope == inCyp || p.scope == inCpp) {
		p.wrongMember(p.kind())
	}
	out := p.statement(nil)
	if len(out) == 1 && decorate(out[0], ds) {
		return out[0]
	}
	p.fail(CodeDecorator, ds[0].Span(), "Decorators can only be followed by functions or classes")
	return nil
}

// structMember reads a field of a struct or union.
func (p *parser) structMember() Stmt {
	var out []Stmt
	switch p.kind() {
	case lexer.KwPass, lexer.Ellipsis, lexer.String:
		out = p.simpleLine(nil)
	case lexer.KwIF:
		return run(p, p.g.conds).node(p)
	case lexer.Invalid:
		bail()
	default:
		out = p.declLine(nil)
	}
	return out[0]
}

// classWithoutCdef reports `cypclass A:` at module level.
func (p *parser) classWithoutCdef() {
	w := p.here()
	p.failScope = inCyp
	if p.word(0) == "cppclass" {
		p.failScope = inCpp
	}
	d := p.report(CodeClassBody, p.spanOf(p.toks[p.i+1]), "Syntax error in simple statement list")
	d.Fix = fix(source.Span{Start: w.Start, End: w.Start}, "cdef ", "write `cdef "+p.word(0)+"`")
	bail()
}

// externParts is what follows `cdef extern from`.
type externParts struct {
	header, lang string
	lit          *String
	as           *Ident
}

func (e *externParts) head() *externParts { return e }

func (p *parser) externHead() *externParts {
	e := &externParts{}
	if p.accept(lexer.Star) {
		e.header = "*"
		return e
	}
	if p.isWord("go") {
		p.i++
		e.lang = "go"
	}
	if p.kind() != lexer.String {
		d := p.report(CodeDeclaration, p.found(), "expected the name of the header file, a string, or '*', found %s", p.describe(p.toks[p.i]))
		if p.kind() == lexer.Name {
			d.Hint("put the name of the header in quotes")
		}
		bail()
	}
	e.lit = p.strings().(*String)
	e.header = e.lit.Value
	if p.accept(lexer.KwAs) {
		id := p.ident()
		e.as = &id
	}
	return e
}

// baseTypes reads the bases of a cypclass.
func (p *parser) baseTypes() []*TypeExpr {
	open := p.next()
	out := []*TypeExpr{}
	for p.kind() != lexer.RParen {
		out = append(out, p.abstractType())
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RParen, open)
	return out
}

// objectNames reads `[object X, type Y]` of a cdef class.
func (p *parser) objectNames() []Ident {
	open := p.next()
	var out []Ident
	for p.kind() != lexer.RBrack {
		out = append(out, p.ident(), p.ident())
		if !p.accept(lexer.Comma) {
			break
		}
	}
	p.closing(lexer.RBrack, open)
	return out
}

// enumBlock reads the items of an enum, one or several a line.
func (p *parser) enumBlock() *enumBlock {
	if p.kind() == lexer.Newline && p.peek(1) != lexer.Indent {
		p.i++
		return &enumBlock{}
	}
	b := &enumBlock{has: true}
	p.colon()
	if p.kind() != lexer.Newline {
		p.enumLine(b)
		return b
	}
	header := p.i
	p.i++
	if p.kind() != lexer.Indent {
		p.noBlock(header)
		return b
	}
	p.i++
	for p.kind() != lexer.Dedent && p.kind() != lexer.EOF {
		first := p.i
		if !p.attempt(func() { p.enumLine(b) }) {
			if p.i == first {
				p.next()
			}
			p.skipLine()
			if p.accept(lexer.Indent) {
				p.statements()
				p.accept(lexer.Dedent)
			}
		}
	}
	p.accept(lexer.Dedent)
	return b
}

func (p *parser) enumLine(b *enumBlock) {
	if p.accept(lexer.KwPass) || p.accept(lexer.Ellipsis) {
		p.endOfLine()
		return
	}
	if p.kind() == lexer.String {
		b.doc, _ = p.strings().(*String)
		p.endOfLine()
		return
	}
	for {
		at := p.pos()
		e := EnumItem{Name: p.cident(), CName: p.cname()}
		if p.accept(lexer.Assign) {
			e.Value = p.expr()
		}
		e.Src = p.from(at)
		b.list = append(b.list, e)
		if !p.accept(lexer.Comma) || p.kind() == lexer.Newline {
			break
		}
	}
	p.endOfLine()
}

// fusedTypes reads the types of a fused type, one a line.
func (p *parser) fusedTypes() []*TypeExpr {
	var out []*TypeExpr
	p.colon()
	if p.kind() != lexer.Newline {
		out = append(out, p.abstractType())
		p.endOfLine()
		return out
	}
	header := p.i
	p.i++
	if p.kind() != lexer.Indent {
		p.noBlock(header)
		return out
	}
	p.i++
	for p.kind() != lexer.Dedent && p.kind() != lexer.EOF {
		if p.accept(lexer.KwPass) || p.kind() == lexer.String {
			if p.kind() == lexer.String {
				p.strings()
			}
			p.endOfLine()
			continue
		}
		out = append(out, p.abstractType())
		if p.kind() == lexer.Comma {
			p.report(CodeDeclaration, p.here(), "expected the end of the line, found ','").Hint("write each type of a fused type on a line of its own")
			p.skipLine()
			continue
		}
		p.endOfLine()
	}
	p.accept(lexer.Dedent)
	return out
}
