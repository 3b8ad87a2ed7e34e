package syntax

import (
	"github.com/alecthomas/participle/v2"
	plexer "github.com/alecthomas/participle/v2/lexer"

	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// The grammar of declarations that have a block. What stands before the word that
// they begin with (cdef, public, …) has been read: see cdefStmt.
type (
	externStmt struct {
		Pos       plexer.Position
		Head      externHead `parser:"'from' @@"`
		Namespace cstring    `parser:"('namespace' @@)?"`
		NoGIL     bool       `parser:"@'nogil'?"`
		Body      declBody   `parser:"@@"`
	}
	cypClassStmt struct {
		Pos       plexer.Position
		Word      string      `parser:"@('cypclass' | 'cppclass')"`
		Name      name        `parser:"@@"`
		CName     cstring     `parser:"@@?"`
		Params    templateSet `parser:"@@?"`
		Bases     typeList    `parser:"@@?"`
		Activable bool        `parser:"(@'activable'"`
		NoGIL     bool        `parser:"| @'nogil')?"`
		Except    exceptPart  `parser:"@@?"`
		Body      memberBody  `parser:"@@"`
	}
	cClassStmt struct {
		Pos    plexer.Position
		Path   dottedPart `parser:"'class' @@"`
		As     name       `parser:"('as' @@)?"`
		Bases  argList    `parser:"@@?"`
		CNames cnameSet   `parser:"@@?"`
		Body   cClassBody `parser:"@@"`
	}
	structStmt struct {
		Pos    plexer.Position
		Packed bool       `parser:"@'packed'?"`
		Word   string     `parser:"@('struct' | 'union')"`
		Name   name       `parser:"@@"`
		CName  cstring    `parser:"@@?"`
		Body   structBody `parser:"@@"`
	}
	enumStmt struct {
		Pos   plexer.Position
		Class string   `parser:"'enum' @('class' | 'struct')?"`
		Name  enumName `parser:"@@?"`
		CName cstring  `parser:"@@?"`
		Base  enumBase `parser:"@@?"`
		Body  enumBody `parser:"@@"`
	}
	fusedStmt struct {
		Pos  plexer.Position
		Name name      `parser:"'fused' @@"`
		Body fusedBody `parser:"@@"`
	}
)

// The leaves of declarations.
type (
	externHead  interface{ head() *externParts }
	cstring     interface{ cstring() *String }
	templateSet interface{ templateParams() []TemplateParam }
	typeList    interface{ types() []*TypeExpr }
	exceptPart  interface{ clause() *ExceptClause }
	dottedPart  interface{ path() []Ident }
	cnameSet    interface{ cnames() []Ident }
	enumName    interface{ enumName() Ident }
	enumBase    interface{ enumBase() *TypeExpr }
	// Blocks: each in its scope. The second result tells a block from a bare
	// declaration.
	declBody   interface{ decls() ([]Stmt, bool) }
	memberBody interface{ members() ([]Stmt, bool) }
	cClassBody interface{ classBody() ([]Stmt, bool) }
	structBody interface{ fields() ([]Stmt, bool) }
	enumBody   interface{ enumItems() *enumBlock }
	fusedBody  interface{ fusedTypes() []*TypeExpr }
)

// block is the body of any declaration.
type block struct {
	list []Stmt
	has  bool
}

func (b *block) decls() ([]Stmt, bool)     { return b.list, b.has }
func (b *block) members() ([]Stmt, bool)   { return b.list, b.has }
func (b *block) classBody() ([]Stmt, bool) { return b.list, b.has }
func (b *block) fields() ([]Stmt, bool)    { return b.list, b.has }

type enumBlock struct {
	doc  *String
	list []EnumItem
	has  bool
}

func (b *enumBlock) enumItems() *enumBlock { return b }

type typeSet []*TypeExpr

func (t typeSet) types() []*TypeExpr      { return t }
func (t typeSet) fusedTypes() []*TypeExpr { return t }

type templateList []TemplateParam

func (t templateList) templateParams() []TemplateParam { return t }

type identList []Ident

func (l identList) path() []Ident   { return l }
func (l identList) cnames() []Ident { return l }

func (e *ExceptClause) clause() *ExceptClause { return e }
func (s *String) cstring() *String            { return s }
func (n Ident) enumName() Ident               { return n }
func (t *TypeExpr) enumBase() *TypeExpr       { return t }

// declGrammar is the part of a grammar that declares.
type declGrammar struct {
	externs  *participle.Parser[externStmt]
	cyps     *participle.Parser[cypClassStmt]
	cclasses *participle.Parser[cClassStmt]
	structs  *participle.Parser[structStmt]
	enums    *participle.Parser[enumStmt]
	fuseds   *participle.Parser[fusedStmt]
}

func declLeaves(g *grammar) []participle.Option {
	return []participle.Option{
		leaf(g, func(p *parser) (externHead, bool) { return p.externHead(), true }),
		leaf(g, func(p *parser) (cstring, bool) {
			if p.kind() != lexer.String {
				return nil, false
			}
			return p.cname(), true
		}),
		leaf(g, func(p *parser) (templateSet, bool) {
			if p.kind() != lexer.LBrack {
				return nil, false
			}
			return templateList(p.templateParams()), true
		}),
		leaf(g, func(p *parser) (typeList, bool) {
			if p.kind() != lexer.LParen {
				return nil, false
			}
			return typeSet(p.baseTypes()), true
		}),
		leaf(g, func(p *parser) (exceptPart, bool) {
			if p.kind() != lexer.KwExcept && !p.isWord("noexcept") {
				return nil, false
			}
			return p.exceptClause(), true
		}),
		leaf(g, func(p *parser) (dottedPart, bool) { return identList(p.dotted()), true }),
		leaf(g, func(p *parser) (cnameSet, bool) {
			if p.kind() != lexer.LBrack {
				return nil, false
			}
			return identList(p.objectNames()), true
		}),
		leaf(g, func(p *parser) (enumName, bool) {
			if !p.isName() {
				return nil, false
			}
			return p.ident(), true
		}),
		leaf(g, func(p *parser) (enumBase, bool) {
			if p.kind() != lexer.LParen {
				return nil, false
			}
			open := p.next()
			t := p.abstractType()
			p.closing(lexer.RParen, open)
			return t, true
		}),
		leaf(g, func(p *parser) (declBody, bool) { return p.block(inDecls), true }),
		leaf(g, func(p *parser) (memberBody, bool) { return p.block(inCyp), true }),
		leaf(g, func(p *parser) (cClassBody, bool) { return p.block(inCClass), true }),
		leaf(g, func(p *parser) (structBody, bool) { return p.block(inStruct), true }),
		leaf(g, func(p *parser) (enumBody, bool) { return p.enumBlock(), true }),
		leaf(g, func(p *parser) (fusedBody, bool) { return typeSet(p.fusedTypes()), true }),
	}
}

func (g *grammar) buildDecls(options []participle.Option) {
	g.externs = participle.MustBuild[externStmt](options...)
	g.cyps = participle.MustBuild[cypClassStmt](options...)
	g.cclasses = participle.MustBuild[cClassStmt](options...)
	g.structs = participle.MustBuild[structStmt](options...)
	g.enums = participle.MustBuild[enumStmt](options...)
	g.fuseds = participle.MustBuild[fusedStmt](options...)
}

// block reads the end of a bare declaration, or a colon and a block in a scope.
func (p *parser) block(s scope) *block {
	if s == inCyp && p.kind() != lexer.Newline && p.kind() != lexer.Colon {
		p.classHeader()
	}
	if p.kind() == lexer.Newline && p.peek(1) != lexer.Indent {
		if s == inDecls {
			p.noColon()
		}
		p.i++
		return &block{}
	}
	if s == inCyp && p.mods.cpp {
		s = inCpp
	}
	b := &block{has: true}
	p.inScope(s, func() {
		if s == inCyp || s == inCpp || s == inStruct || s == inDecls {
			b.list = p.declSuite()
		} else {
			b.list = p.suite().stmts()
		}
	})
	return b
}

// declSuite reads a colon and declarations, on the line or in a block below.
func (p *parser) declSuite() []Stmt {
	p.colon()
	if p.kind() != lexer.Newline {
		return p.statement(nil)
	}
	return p.blockBody()
}

func (n *externStmt) node(p *parser, mods Mods) Stmt {
	h := n.Head.head()
	out := &CExtern{Mods: mods, Header: h.header, Lang: h.lang, As: h.as, HeaderLit: h.lit, NoGIL: n.NoGIL}
	if n.Namespace != nil {
		out.Namespace = n.Namespace.cstring().Value
		out.NamespaceLit = n.Namespace.cstring()
	}
	out.Body, _ = n.Body.decls()
	if len(out.Body) > 0 {
		if s, ok := out.Body[0].(*ExprStmt); ok {
			if v, ok := s.X.(*String); ok {
				out.Verbatim = v
				out.Body = out.Body[1:]
			}
		}
	}
	out.Src = p.blockSpan(mods.Src.Start)
	return out
}

func (n *cypClassStmt) node(p *parser, mods Mods) Stmt {
	out := &CypClass{Mods: mods, Cpp: n.Word == "cppclass", Name: n.Name.ident(), Activable: n.Activable, NoGIL: n.NoGIL}
	out.Keyword = source.Span{Start: at(n.Pos), End: at(n.Pos) + source.Pos(len(n.Word))}
	if n.CName != nil {
		out.CName = n.CName.cstring()
	}
	if n.Params != nil {
		out.Params = n.Params.templateParams()
	}
	if n.Bases != nil {
		out.Bases = n.Bases.types()
	}
	if n.Except != nil {
		out.Except = n.Except.clause()
	}
	out.Body, out.HasBody = n.Body.members()
	if len(out.Body) > 0 && !out.Cpp {
		if s, ok := out.Body[0].(*ExprStmt); ok {
			if v, ok := s.X.(*String); ok {
				out.Doc = v
				out.Body = out.Body[1:]
			}
		}
	}
	out.Src = p.blockSpan(mods.Src.Start)
	return out
}

func (n *cClassStmt) node(p *parser, mods Mods) Stmt {
	path := n.Path.path()
	out := &CClass{Mods: mods, Name: path[len(path)-1], ModulePath: path[:len(path)-1]}
	if n.As != nil {
		id := n.As.ident()
		out.As = &id
	}
	if n.Bases != nil {
		for _, a := range n.Bases.args() {
			if a.Name != nil || a.Stars > 0 {
				p.report(CodeDeclaration, a.Src, "a base of a cdef class must be the name of a class")
				continue
			}
			out.Bases = append(out.Bases, a.Value)
		}
		out.Parens = true
	}
	if n.CNames != nil {
		out.CNames = n.CNames.cnames()
	}
	out.Body, out.HasBody = n.Body.classBody()
	out.Src = p.blockSpan(mods.Src.Start)
	return out
}

func (n *structStmt) node(p *parser, mods Mods) Stmt {
	out := &CStruct{Mods: mods, Union: n.Word == "union", Packed: n.Packed, Typedef: mods.Keyword == "ctypedef", Name: n.Name.ident()}
	if n.CName != nil {
		out.CName = n.CName.cstring()
	}
	out.Fields, out.HasBody = n.Body.fields()
	out.Src = p.blockSpan(mods.Src.Start)
	return out
}

func (n *enumStmt) node(p *parser, mods Mods) Stmt {
	out := &CEnum{Mods: mods, Class: n.Class != "", Typedef: mods.Keyword == "ctypedef"}
	if n.Name != nil {
		out.Name = n.Name.enumName()
	}
	if n.CName != nil {
		out.CName = n.CName.cstring()
	}
	if n.Base != nil {
		out.Base = n.Base.enumBase()
	}
	b := n.Body.enumItems()
	out.Doc, out.Items, out.HasBody = b.doc, b.list, b.has
	out.Src = p.blockSpan(mods.Src.Start)
	return out
}

func (n *fusedStmt) node(p *parser, mods Mods) Stmt {
	out := &CFused{Mods: mods, Name: n.Name.ident(), Types: n.Body.fusedTypes()}
	out.Src = p.blockSpan(mods.Src.Start)
	return out
}
