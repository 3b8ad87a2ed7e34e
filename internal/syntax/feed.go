package syntax

import (
	"io"

	plexer "github.com/alecthomas/participle/v2/lexer"

	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// The participle grammar describes compound statements and declarations, so its
// lexer shows it all tokens of the lines that begin one, and only the first
// token of any other line. A participle token carries its index in the full list
// in Pos.Column and its source position in Pos.Offset.

// Token types of the grammar.
const (
	typeName plexer.TokenType = iota + 1
	typeOther
	typeString
)

// feedDefinition declares the token types to participle.
type feedDefinition struct{}

func (feedDefinition) Symbols() map[string]plexer.TokenType {
	return map[string]plexer.TokenType{"EOF": plexer.EOF, "Name": typeName, "Other": typeOther, "String": typeString}
}

func (feedDefinition) Lex(string, io.Reader) (plexer.Lexer, error) { return nil, io.EOF }

// feed walks the tokens of one statement of the outermost level with its blocks, so
// that the lists which participle makes stay short.
type feed struct {
	p      *parser
	i, end int
	full   bool // the line is shown whole
	bol    bool // at the start of a line
}

// newFeed makes the lexer for the statement at the parser's position.
func newFeed(p *parser) *plexer.PeekingLexer {
	lex, err := plexer.Upgrade(&feed{p: p, i: p.i, end: p.statementEnd(), full: true})
	if err != nil {
		panic(err) // feed.Next has no errors
	}
	return lex
}

// statementEnd is the index behind the statement that begins at the parser's
// position, with its blocks and further clauses.
func (p *parser) statementEnd() int {
	depth := 0
	for i := p.i; ; i++ {
		switch p.toks[i].Kind {
		case lexer.EOF:
			return i
		case lexer.Indent:
			depth++
			continue
		case lexer.Dedent:
			depth--
		case lexer.Newline:
		default:
			continue
		}
		if depth > 0 {
			continue
		}
		switch p.toks[i+1].Kind {
		case lexer.Indent, lexer.Dedent, lexer.KwElif, lexer.KwElse, lexer.KwExcept, lexer.KwFinally, lexer.KwELIF, lexer.KwELSE:
			if depth == 0 {
				continue
			}
		}
		return i + 1
	}
}

// Next returns the next token that the grammar sees.
func (f *feed) Next() (plexer.Token, error) {
	for {
		i := f.i
		t := f.p.toks[i]
		if i == f.end {
			t.Kind = lexer.EOF
		}
		switch t.Kind {
		case lexer.EOF:
			return plexer.Token{Type: plexer.EOF, Pos: plexer.Position{Offset: int(f.p.base) + int(t.Start), Column: i}}, nil
		case lexer.Newline:
			f.bol = true
		case lexer.Indent, lexer.Dedent:
		default:
			if f.bol {
				f.bol = false
				f.full = f.p.beginsCompound(t)
				break
			}
			if !f.full {
				f.i++
				continue
			}
		}
		f.i++
		return f.token(t, i), nil
	}
}

func (f *feed) token(t lexer.Token, i int) plexer.Token {
	out := plexer.Token{Type: typeOther, Pos: plexer.Position{Offset: int(f.p.base) + int(t.Start), Line: int(f.p.base) + int(t.End), Column: i}}
	switch t.Kind {
	case lexer.Name:
		out.Type, out.Value = typeName, f.p.nameText(t)
	case lexer.String:
		out.Type, out.Value = typeString, f.p.text(t)
	case lexer.Newline, lexer.Indent, lexer.Dedent:
		out.Value = t.Kind.String()
	default:
		out.Value = f.p.text(t)
	}
	return out
}

// beginsCompound reports whether a line that starts with t may be one of the
// grammar's: a compound statement, one of its clauses, or a declaration.
func (p *parser) beginsCompound(t lexer.Token) bool {
	switch t.Kind {
	case lexer.KwIf, lexer.KwElif, lexer.KwElse, lexer.KwWhile, lexer.KwFor, lexer.KwTry, lexer.KwExcept, lexer.KwFinally,
		lexer.KwWith, lexer.KwDef, lexer.KwClass, lexer.KwAsync,
		lexer.KwCdef, lexer.KwCpdef, lexer.KwCtypedef, lexer.KwIF, lexer.KwELIF, lexer.KwELSE:
		return true
	case lexer.Name:
		return compoundWords[p.text(t)]
	}
	return false
}

var compoundWords = map[string]bool{
	"match": true, "case": true, "cypclass": true, "cppclass": true, "struct": true, "union": true, "enum": true,
	"packed": true, "fused": true, "property": true, "public": true, "extern": true, "api": true, "readonly": true, "inline": true,
}

// index is the place of a participle token in the full list.
func index(t *plexer.Token) int { return t.Pos.Column }

// tokenSpan is the source span of a participle token.
func tokenSpan(t *plexer.Token) source.Span {
	return source.Span{Start: source.Pos(t.Pos.Offset), End: source.Pos(t.Pos.Line)}
}

// sync moves a participle lexer to the parser's position.
func (p *parser) sync(lex *plexer.PeekingLexer) {
	for {
		t := lex.Peek()
		if index(t) >= p.i || t.Type == plexer.EOF {
			return
		}
		lex.Next()
	}
}
