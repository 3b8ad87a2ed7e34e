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
		if next == lexer.Name || next == lexer.Newline || next == lexer.Colon {
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
		if next == lexer.Colon || next == lexer.Newline {
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
		return p.peek(p.closeAhead(n)) == lexer.Colon
	}
	return false
}

func (p *parser) closeAhead(n int) int { return p.afterBrackets(n) }

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
	f := d.Type.Derive[len(d.Type.Derive)-1].Func
	if p.scope == inCyp && f.Const {
		p.report(CodeDeclaration, source.Span{Start: f.ConstPos, End: f.ConstPos + 5},
			"The form 'f(self, ...) const' is not allowed for cypclass methods. Use 'f(const self, ...)' instead")
	}
	if p.kind() == lexer.Colon {
		n.HasBody = true
		p.inScope(inFunction, func() { n.Body = p.suite().stmts() })
	} else if p.kind() == lexer.Newline && p.peek(1) == lexer.Indent {
		n.HasBody = true
		p.inScope(inFunction, func() { n.Body = p.suite().stmts() })
	}
	n.Src = p.blockSpan(m.Src.Start)
	return n
}

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
