package syntax

import (
	"sync"

	"github.com/alecthomas/participle/v2"
	plexer "github.com/alecthomas/participle/v2/lexer"

	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// The grammar of compound statements; that of declarations is in declgrammar.go.
//
// participle parses what has a shape: a statement with its clauses, a declaration with
// the parts of its header. The leaves are parsed by hand behind interface types (see
// build): expressions by precedence climbing, types and declarators, parameter lists,
// and the blocks, whose loop over logical lines picks the production by the first
// word (statement) and recovers from errors (line). So participle decides between few
// alternatives by one token, which is what it does fast; CPython's standard library is
// read in a quarter of the time that ast.parse takes.
type (
	ifStmt struct {
		Pos   plexer.Position
		Cond  condition  `parser:"'if' @@"`
		Body  suite      `parser:"@@"`
		Elifs []elifPart `parser:"@@*"`
		Else  suite      `parser:"('else' @@)?"`
	}
	elifPart struct {
		Pos  plexer.Position
		Cond condition `parser:"'elif' @@"`
		Body suite     `parser:"@@"`
	}
	whileStmt struct {
		Pos  plexer.Position
		Cond condition `parser:"'while' @@"`
		Body suite     `parser:"@@"`
		Else suite     `parser:"('else' @@)?"`
	}
	forStmt struct {
		Pos   plexer.Position
		Async bool    `parser:"@'async'?"`
		Head  forHead `parser:"'for' @@"`
		Body  suite   `parser:"@@"`
		Else  suite   `parser:"('else' @@)?"`
	}
	tryStmt struct {
		Pos      plexer.Position
		Body     suite         `parser:"'try' @@"`
		Handlers []handlerPart `parser:"@@*"`
		Else     suite         `parser:"('else' @@)?"`
		Finally  suite         `parser:"('finally' @@)?"`
	}
	handlerPart struct {
		Pos  plexer.Position
		Head handlerHead `parser:"'except' @@"`
		Body suite       `parser:"@@"`
	}
	withStmt struct {
		Pos   plexer.Position
		Async bool      `parser:"@'async'?"`
		Items withItems `parser:"'with' @@"`
		Body  suite     `parser:"@@"`
	}
	defStmt struct {
		Pos    plexer.Position
		Async  bool         `parser:"@'async'?"`
		Name   name         `parser:"'def' @@"`
		TParam typeParamSet `parser:"@@?"`
		Params paramList    `parser:"@@"`
		Result condition    `parser:"('->' @@)?"`
		Body   defBody      `parser:"@@"`
	}
	classStmt struct {
		Pos    plexer.Position
		Name   name         `parser:"'class' @@"`
		TParam typeParamSet `parser:"@@?"`
		Args   argList      `parser:"@@?"`
		Body   classBody    `parser:"@@"`
	}
	propertyStmt struct {
		Pos  plexer.Position
		Name name      `parser:"'property' @@"`
		Body classBody `parser:"@@"`
	}
	condStmt struct {
		Pos   plexer.Position
		Cond  condition      `parser:"'IF' @@"`
		Body  suite          `parser:"@@"`
		Elifs []condElifPart `parser:"@@*"`
		Else  suite          `parser:"('ELSE' @@)?"`
	}
	condElifPart struct {
		Pos  plexer.Position
		Cond condition `parser:"'ELIF' @@"`
		Body suite     `parser:"@@"`
	}
)

// The leaves. Each interface has one implementation, which a hand-written function
// returns; participle wants interfaces here.
type (
	condition interface{ Node }
	suite     interface{ stmts() []Stmt }
	body      []Stmt
	// defBody and classBody are suites in a scope of their own.
	defBody      interface{ stmts() []Stmt }
	classBody    interface{ stmts() []Stmt }
	name         interface{ ident() Ident }
	paramList    interface{ params() *Params }
	argList      interface{ args() []Arg }
	typeParamSet interface{ typeParams() []TypeParam }
	withItems    interface{ items() ([]WithItem, bool) }
	forHead      interface{ loop() *forParts }
	handlerHead  interface{ handler() *Handler }
)

func (b body) stmts() []Stmt { return b }

// ident makes an Ident a leaf of the grammar.
func (n Ident) ident() Ident { return n }

func (n *Params) params() *Params { return n }

type argSet []Arg

func (a argSet) args() []Arg { return a }

type typeParamList []TypeParam

func (t typeParamList) typeParams() []TypeParam { return t }

func (h *Handler) handler() *Handler { return h }

// grammar is the participle parsers of all productions, bound to one parser at a
// time: the functions behind the leaves need its state, which participle cannot pass.
type grammar struct {
	p          *parser
	ifs        *participle.Parser[ifStmt]
	whiles     *participle.Parser[whileStmt]
	fors       *participle.Parser[forStmt]
	trys       *participle.Parser[tryStmt]
	withs      *participle.Parser[withStmt]
	defs       *participle.Parser[defStmt]
	classes    *participle.Parser[classStmt]
	properties *participle.Parser[propertyStmt]
	conds      *participle.Parser[condStmt]
	declGrammar
}

// Building a grammar takes a while, so they are kept.
var grammars = sync.Pool{New: func() any { return build() }}

func acquireGrammar(p *parser) *grammar {
	g := grammars.Get().(*grammar)
	g.p = p
	return g
}

func (g *grammar) release() {
	g.p = nil
	grammars.Put(g)
}

// build makes a grammar.
func build() *grammar {
	g := &grammar{}
	options := []participle.Option{
		participle.Lexer(feedDefinition{}),
		leaf(g, func(p *parser) (condition, bool) { return p.condition(), true }),
		leaf(g, func(p *parser) (suite, bool) { return p.suite(), true }),
		leaf(g, func(p *parser) (defBody, bool) { return p.functionBody(), true }),
		leaf(g, func(p *parser) (classBody, bool) { return p.classBody(), true }),
		leaf(g, func(p *parser) (name, bool) { return p.ident(), true }),
		leaf(g, func(p *parser) (paramList, bool) { return p.defParams(), true }),
		leaf(g, func(p *parser) (argList, bool) {
			if p.kind() != lexer.LParen {
				return nil, false
			}
			return argSet(p.callArgs()), true
		}),
		leaf(g, func(p *parser) (typeParamSet, bool) {
			if p.kind() != lexer.LBrack {
				return nil, false
			}
			return typeParamList(p.typeParams()), true
		}),
		leaf(g, func(p *parser) (withItems, bool) { return p.withItems(), true }),
		leaf(g, func(p *parser) (forHead, bool) { return p.forHead(), true }),
		leaf(g, func(p *parser) (handlerHead, bool) { return p.handlerHead(), true }),
	}
	options = append(options, declLeaves(g)...)
	g.ifs = participle.MustBuild[ifStmt](options...)
	g.whiles = participle.MustBuild[whileStmt](options...)
	g.fors = participle.MustBuild[forStmt](options...)
	g.trys = participle.MustBuild[tryStmt](options...)
	g.withs = participle.MustBuild[withStmt](options...)
	g.defs = participle.MustBuild[defStmt](options...)
	g.classes = participle.MustBuild[classStmt](options...)
	g.properties = participle.MustBuild[propertyStmt](options...)
	g.conds = participle.MustBuild[condStmt](options...)
	g.buildDecls(options)
	return g
}

// leaf binds a hand-written function to an interface type of the grammar. The
// function starts at the token that the grammar has come to, and says where it ends.
func leaf[T any](g *grammar, f func(*parser) (T, bool)) participle.Option {
	return participle.ParseTypeWith(func(lex *plexer.PeekingLexer) (T, error) {
		p := g.p
		outer := p.lex
		p.lex = lex
		p.i = index(lex.Peek())
		v, ok := f(p)
		p.lex = outer
		if !ok {
			return v, participle.NextMatch
		}
		p.sync(lex)
		return v, nil
	})
}

// run parses one production at the parser's position.
func run[T any](p *parser, production *participle.Parser[T]) *T {
	outer := p.lex
	lex := outer
	if lex == nil {
		lex = newFeed(p)
	}
	p.sync(lex)
	n, err := production.ParseFromLexer(lex, participle.AllowTrailing(true))
	p.lex = outer
	if err != nil {
		p.grammarError(err)
	}
	return n
}

// grammarError turns an error of participle into a diagnostic.
func (p *parser) grammarError(err error) {
	if e, ok := err.(*participle.UnexpectedTokenError); ok {
		p.i = index(&e.Unexpected)
	}
	p.unexpected("a complete statement")
}

// at is where a production began.
func at(pos plexer.Position) source.Pos { return source.Pos(pos.Offset) }

// blockSpan is the span from a start to the end of the last token that is no layout.
func (p *parser) blockSpan(from source.Pos) source.Span {
	i := p.i - 1
	for i > 0 {
		switch p.toks[i].Kind {
		case lexer.Newline, lexer.Dedent, lexer.Indent:
			i--
			continue
		}
		break
	}
	end := p.base + source.Pos(p.toks[max(i, 0)].End)
	return source.Span{Start: from, End: max(end, from)}
}
