package syntax

import (
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// cdefStmt reads a statement that begins with cdef, cpdef or ctypedef.
func (p *parser) cdefStmt() Stmt {
	at := p.pos()
	m := Mods{Keyword: p.next().Kind.String()}
	p.modifiers(&m)
	m.Src = p.from(at)
	return p.declare(m)
}

// modifiers reads the words before a declaration.
func (p *parser) modifiers(m *Mods) {
	for p.kind() == lexer.Name {
		switch p.peek(1) {
		case lexer.Name, lexer.KwClass, lexer.Colon, lexer.KwFrom, lexer.LParen:
		case lexer.String:
			if !p.isWord("extern") {
				return
			}
		default:
			return
		}
		if p.peek(1) == lexer.LParen && !p.isWord("inline") && !p.isWord("public") && !p.isWord("api") && !p.isWord("extern") {
			return
		}
		switch p.word(0) {
		case "extern":
			m.Extern = true
		case "public":
			m.Public = true
		case "readonly":
			m.Readonly = true
		case "api":
			m.API = true
		case "inline":
			m.Inline = true
		case "mutable":
			m.Mutable = true
		case "static":
			if p.scope != inCyp && p.scope != inCpp && p.scope != inDecls {
				return
			}
			m.Static = true
		default:
			return
		}
		p.i++
	}
}

// declare reads a declaration after its modifiers. The end of the line is left
// unless the declaration has a block.
func (p *parser) declare(m Mods) Stmt {
	if m.Src.Start == source.NoPos {
		m.Src = source.Span{Start: p.pos(), End: p.pos()}
	}
	switch p.kind() {
	case lexer.Colon:
		if m.Keyword == "cdef" {
			n := &CBlock{Mods: m}
			n.Body = p.block(inDecls).list
			n.Src = p.blockSpan(m.Src.Start)
			return n
		}
	case lexer.String:
		if m.Extern {
			p.failScope = inDecls
			d := p.report(CodeDeclaration, p.here(), "expected 'from' after 'extern', found %s", p.describe(p.toks[p.i]))
			d.Fix = fix(source.Span{Start: p.pos(), End: p.pos()}, "from ", "write `from`")
			bail()
		}
	case lexer.KwFrom:
		if m.Extern {
			p.failScope = inDecls
			return run(p, p.g.externs).node(p, m)
		}
	case lexer.KwClass:
		p.failScope = inCClass
		return run(p, p.g.cclasses).node(p, m)
	case lexer.Name:
		if n := p.declareWord(m); n != nil {
			return n
		}
		p.misspeltDeclaration(m)
	case lexer.KwDef:
		d := p.report(CodeDeclaration, p.here(), "Expected an identifier, found 'def'")
		d.Fix = fix(source.Span{Start: m.Src.Start, End: p.pos()}, "", "remove `"+m.Keyword+"`")
		bail()
	}
	if m.Keyword == "ctypedef" {
		return p.typedef(m)
	}
	return p.cdecl(m)
}

// declareWord reads the declarations that begin with a word of their own, nil where
// the word is an ordinary name.
func (p *parser) declareWord(m Mods) Stmt {
	w, next := p.word(0), p.peek(1)
	switch w {
	case "cypclass", "cppclass":
		if next == lexer.Name || next == lexer.Newline || next == lexer.Semi || next == lexer.Colon {
			old := p.mods
			p.mods = declWords{cpp: w == "cppclass"}
			p.failScope = inCyp
			n := run(p, p.g.cyps).node(p, m)
			p.mods = old
			return n
		}
	case "struct", "union":
		p.failScope = inStruct
		if next == lexer.Name && p.structAhead(2) {
			return run(p, p.g.structs).node(p, m)
		}
		if next == lexer.Colon || next == lexer.Newline || next == lexer.Semi {
			p.i++
			p.unexpected("the name of the " + w)
		}
		p.failScope = inFunction
	case "packed":
		if s := p.word(1); s == "struct" || s == "union" {
			return run(p, p.g.structs).node(p, m)
		}
	case "enum":
		if next == lexer.Colon || next == lexer.KwClass || next == lexer.LParen || next == lexer.Name && p.structAhead(2) || next == lexer.Name && p.word(1) == "struct" {
			return run(p, p.g.enums).node(p, m)
		}
	case "fused":
		if next == lexer.Name && p.peek(2) == lexer.Colon {
			return run(p, p.g.fuseds).node(p, m)
		}
	}
	return nil
}

// declWords is what a leaf of the grammar has to know about the words before it.
type declWords struct{ cpp bool }

// structAhead reports whether the token n ahead can follow the name of a struct or
// enum in its declaration.
func (p *parser) structAhead(n int) bool {
	switch p.peek(n) {
	case lexer.Colon, lexer.Newline, lexer.EOF:
		return true
	case lexer.String:
		return p.peek(n+1) == lexer.Colon || p.peek(n+1) == lexer.Newline
	case lexer.LParen:
		return p.peek(p.afterBrackets(n)) == lexer.Colon
	}
	return false
}

func (p *parser) typedef(m Mods) Stmt {
	n := &CTypedef{Mods: m}
	base := p.baseType()
	n.Decl = p.declarator(base, declNamed)
	n.Src = p.from(m.Src.Start)
	if p.kind() == lexer.Comma {
		p.fail(CodeDeclaration, p.here(), "a ctypedef declares one name")
	}
	return n
}

// cdecl reads variables or a function.
func (p *parser) cdecl(m Mods) Stmt {
	at := m.Src.Start
	kind := declNamed
	if p.scope == inCpp || p.scope == inCyp || p.scope == inDecls {
		kind = declField
	}
	base := p.declBase()
	first := p.initialised(base, kind, m)
	if isFunction(first) && p.kind() != lexer.Comma {
		return p.function(m, first)
	}
	n := &CVarDecl{Mods: m, Decls: []*Declarator{first}}
	for p.accept(lexer.Comma) {
		if p.kind() == lexer.Newline {
			break
		}
		n.Decls = append(n.Decls, p.initialised(base, kind, m))
	}
	if len(n.Decls) == 1 && isFunction(first) {
		f := &CFuncDef{Mods: m, Decl: first} // `int f(),`
		f.Src = p.from(at)
		return f
	}
	n.Src = p.from(at)
	return n
}

// declBase reads the type that the declared names share; one without a name where
// there is none, as before a constructor or in `cdef x`.
func (p *parser) declBase() *TypeExpr {
	if p.untyped() {
		t := &TypeExpr{}
		t.Src = source.Span{Start: p.pos(), End: p.pos()}
		return t
	}
	return p.baseType()
}

// untyped reports whether a declaration begins with the declared name.
func (p *parser) untyped() bool {
	if p.isWord("operator") && p.operatorAhead() {
		return true
	}
	if !p.isName() && !cNames[p.kind()] {
		return false
	}
	if w := p.word(0); basicWords[w] || signWords[w] {
		return false
	}
	switch p.peek(1) {
	case lexer.Comma, lexer.Assign, lexer.Newline, lexer.EOF, lexer.Semi, lexer.Colon:
		return true
	case lexer.String:
		return true
	case lexer.LParen:
		switch p.peek(2) {
		case lexer.Star, lexer.Power:
			// `int (*f)(int)`; a parameter list cannot begin so, save a cypclass method's with `*args`.
			return p.peek(3) == lexer.Name && (p.peek(4) == lexer.Comma || p.peek(4) == lexer.RParen && p.peek(5) != lexer.LParen) && p.scope == inCyp
		case lexer.Amp:
			return false
		case lexer.Name:
			return !callConvs[p.word(2)]
		}
		return true
	case lexer.LBrack:
		p.i++
		ahead := p.templateAhead()
		p.i--
		return ahead
	}
	return false
}

// initialised reads a declarator with its default.
func (p *parser) initialised(base *TypeExpr, kind declKind, m Mods) *Declarator {
	d := p.declarator(base, kind)
	if d.Name.Name == "" {
		p.noDeclaredName()
	}
	if p.accept(lexer.Assign) {
		d.Default = p.expr()
	}
	d.Src = p.from(d.Src.Start)
	return d
}

func isFunction(d *Declarator) bool {
	k := len(d.Type.Derive)
	return k > 0 && d.Type.Derive[k-1].Kind == Function
}

// function reads the body of a C function, or finds that it is only declared.
func (p *parser) function(m Mods, d *Declarator) Stmt {
	n := &CFuncDef{Mods: m, Decl: d}
	if p.kind() == lexer.Colon || p.kind() == lexer.Newline && p.peek(1) == lexer.Indent {
		n.HasBody = true
		p.inScope(inFunction, func() { n.Body = p.suite().stmts() })
	}
	n.Src = p.blockSpan(m.Src.Start)
	return n
}
