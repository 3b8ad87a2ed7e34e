package syntax

import (
	"bytes"
	"fmt"
	"strings"

	plexer "github.com/alecthomas/participle/v2/lexer"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// Mode says what language a file is in.
type Mode struct {
	Python bool // a .py file: no Cython forms, all of Python 3.13
	Decl   bool // a .pxd file
	Level2 bool // language_level=2; also read from the directives of the file
}

// parser reads one file. Its position i in the token list is the truth; the
// participle lexer lex, which sees only the tokens that the grammar is about,
// is moved after it.
type parser struct {
	file *source.File
	src  string
	base source.Pos
	toks []lexer.Token
	errs []lexer.Error
	i    int
	mode Mode
	// lenient: a Cython file that declares no language level. As in the reference
	// compiler, Python 2's statements are taken there, with a warning; a file with
	// cypclasses is of level 3.
	lenient bool
	level3  bool // declared
	ds      *diag.List
	// What has been reported: how much, and the last of it.
	reported int
	lastCode diag.Code
	lastLine int
	blocks   []int               // lines with an error of layout
	keywords map[lexer.Kind]bool // those reported as names
	lost     bool                // a string that nothing closes has turned text into code and code into text
	g        *grammar
	lex      *plexer.PeekingLexer
	state
}

// state is what a statement changes and recovery restores.
type state struct {
	scope   scope
	depth   int  // nesting of expressions
	trial   int  // above 0: a failure is not reported
	orphans bool // the previous statement failed: its further clauses are passed over
	async   bool // inside an `async def`
	noIn    bool // `in` ends the expression (the targets of a for)
	mods    declWords
	// failScope is the scope of the block below the statement, should it fail.
	failScope scope
}

// scope tells what may stand in a block.
type scope uint8

const (
	inModule   scope = iota
	inFunction       // of a def or cdef function
	inPyClass
	inCClass // cdef class
	inDecls  // cdef: or cdef extern from
	inCpp    // cppclass
	inCyp    // cypclass
	inStruct // struct or union
	inMatch  // the cases of a match whose header is wrong
)

// Parse reads a file. It always returns a tree; syntax errors go to ds.
func Parse(f *source.File, mode Mode, ds *diag.List) *File {
	out := parse(f, mode, ds)
	mend(f, mode, ds)
	return out
}

func parse(f *source.File, mode Mode, ds *diag.List) *File {
	out := &File{Source: f}
	out.Src = source.Span{Start: f.Pos(0), End: f.Pos(len(f.Text))}
	out.Directives = directives(f.Text)
	if out.Directives["language_level"] == "2" && !mode.Python {
		mode.Level2 = true
	}
	p := newParser(f, mode, ds)
	_, declared := out.Directives["language_level"]
	p.level3 = out.Directives["language_level"] == "3"
	p.lenient = !declared && !mode.Python && !mode.Level2 && !bytes.Contains(f.Text, []byte("cypclass"))
	ts := lexer.Scan(f, lexer.Options{Python: mode.Python, Level2: mode.Level2})
	out.Comments = comments(f, ts)
	p.start(ts)
	defer p.finish()
	out.Body = p.statements()
	return out
}

// ParseExpr reads a file that is one expression; nil where it is none.
func ParseExpr(f *source.File, ds *diag.List) Expr {
	p := newParser(f, Mode{}, ds)
	p.start(lexer.Scan(f, lexer.Options{}))
	defer p.finish()
	var x Expr
	ok := p.attempt(func() {
		x = p.starExprs()
		if p.kind() == lexer.Newline {
			p.i++
		}
		if p.kind() != lexer.EOF {
			p.unexpected("the end of the expression")
		}
	})
	if !ok {
		return nil
	}
	return x
}

func newParser(f *source.File, mode Mode, ds *diag.List) *parser {
	return &parser{file: f, base: f.Base(), mode: mode, ds: ds}
}

func (p *parser) start(ts *lexer.Tokens) {
	p.src = string(p.file.Text)
	p.toks, p.errs = ts.List, ts.Errors
	for _, e := range ts.Errors {
		p.lost = p.lost || e.ToEnd
	}
	p.g = acquireGrammar(p)
}

// finish reports what the scanner found, and gives the grammar back.
func (p *parser) finish() {
	p.lexerErrors()
	p.g.release()
}

// ---- Tokens ----------------------------------------------------------------

func (p *parser) kind() lexer.Kind { return p.toks[p.i].Kind }

// peek returns the kind of a later token.
func (p *parser) peek(n int) lexer.Kind {
	if p.i+n >= len(p.toks) {
		return lexer.EOF
	}
	return p.toks[p.i+n].Kind
}

// text returns a token as written.
func (p *parser) text(t lexer.Token) string { return p.src[t.Start:t.End] }

// word returns the text of the token n ahead if it is a name, else "".
func (p *parser) word(n int) string {
	if p.i+n >= len(p.toks) || p.toks[p.i+n].Kind != lexer.Name {
		return ""
	}
	return p.text(p.toks[p.i+n])
}

// isWord reports whether the token is the given soft keyword.
func (p *parser) isWord(w string) bool {
	t := p.toks[p.i]
	return t.Kind == lexer.Name && p.src[t.Start:t.End] == w
}

// next steps over a token and returns it.
func (p *parser) next() lexer.Token {
	t := p.toks[p.i]
	if t.Kind != lexer.EOF {
		p.i++
	}
	return t
}

// accept steps over a token of the kind, if it is there.
func (p *parser) accept(k lexer.Kind) bool {
	if p.toks[p.i].Kind == k {
		p.next()
		return true
	}
	return false
}

func (p *parser) acceptWord(w string) bool {
	if p.isWord(w) {
		p.i++
		return true
	}
	return false
}

// expect steps over a token that must be there.
func (p *parser) expect(k lexer.Kind) lexer.Token {
	if p.toks[p.i].Kind != k {
		p.unexpected("'" + k.String() + "'")
	}
	return p.next()
}

// spanOf returns the place of a token.
func (p *parser) spanOf(t lexer.Token) source.Span {
	return source.Span{Start: p.base + source.Pos(t.Start), End: p.base + source.Pos(t.End)}
}

// here is the place of the current token.
func (p *parser) here() source.Span { return p.spanOf(p.toks[p.i]) }

// pos is the start of the current token.
func (p *parser) pos() source.Pos { return p.base + source.Pos(p.toks[p.i].Start) }

// end is the end of the last token.
func (p *parser) end() source.Pos {
	if p.i == 0 {
		return p.pos()
	}
	return p.base + source.Pos(p.toks[p.i-1].End)
}

// from is the span from a start to the end of the last token.
func (p *parser) from(start source.Pos) source.Span { return source.Span{Start: start, End: p.end()} }

// nameText is the name that a token writes, in Unicode's NFKC.
func (p *parser) nameText(t lexer.Token) string {
	s := p.src[t.Start:t.End]
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			return normalName(s)
		}
	}
	return s
}

// isName reports whether the token can be a name here: in Cython, `async` and
// `await` are words only inside an async function.
func (p *parser) isName() bool { return p.isNameAt(0) }

func (p *parser) isNameAt(n int) bool {
	switch p.peek(n) {
	case lexer.Name:
		return true
	case lexer.KwAsync, lexer.KwAwait:
		return !p.mode.Python && !p.async
	case lexer.KwAs:
		return !p.mode.Python // a name in Cython, save where its grammar has the word
	}
	return false
}

// ident reads a name.
func (p *parser) ident() Ident {
	if !p.isName() {
		p.expectedName()
	}
	t := p.next()
	return Ident{Loc{p.spanOf(t)}, p.nameText(t)}
}

// cident reads a name in a place where C's rules hold: words of Python's that C
// does not know are names there.
func (p *parser) cident() Ident {
	if k := p.kind(); k.IsKeyword() && cNames[k] {
		t := p.next()
		return Ident{Loc{p.spanOf(t)}, p.text(t)}
	}
	return p.ident()
}

var cNames = map[lexer.Kind]bool{
	lexer.KwNone: true, lexer.KwTrue: true, lexer.KwFalse: true, lexer.KwAsync: true, lexer.KwAwait: true, lexer.KwNonlocal: true, lexer.KwAs: true,
}

// ---- Comments and directives -----------------------------------------------

func comments(f *source.File, ts *lexer.Tokens) []*Comment {
	out := make([]*Comment, len(ts.Comments))
	all := make([]Comment, len(ts.Comments))
	for i, t := range ts.Comments {
		all[i] = Comment{Loc{ts.Span(t)}, string(f.Text[t.Start:t.End])}
		out[i] = &all[i]
	}
	return out
}

// directives reads `# cython: name=value, …` from the comments before the code.
func directives(text []byte) map[string]string {
	out := map[string]string{}
	src := strings.TrimPrefix(string(text[:min(len(text), 64<<10)]), "\ufeff")
	for len(src) > 0 {
		line := src
		if i := strings.IndexAny(src, "\r\n"); i >= 0 {
			line, src = src[:i], src[i+1:]
		} else {
			src = ""
		}
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if line[0] != '#' {
			break
		}
		rest, ok := strings.CutPrefix(strings.TrimSpace(strings.TrimLeft(line, "#")), "cython")
		if !ok {
			continue
		}
		rest, ok = strings.CutPrefix(strings.TrimSpace(rest), ":")
		if !ok {
			continue
		}
		for _, item := range strings.Split(rest, ",") {
			if name, value, ok := strings.Cut(item, "="); ok {
				out[strings.TrimSpace(name)] = strings.TrimSpace(value)
			}
		}
	}
	return out
}

// describe names a token in the words of a user.
func (p *parser) describe(t lexer.Token) string {
	switch t.Kind {
	case lexer.Newline:
		return "the end of the line"
	case lexer.EOF:
		return "the end of the file"
	case lexer.Indent:
		return "an indented block"
	case lexer.Dedent:
		return "the end of the block"
	case lexer.FStart:
		return "an f-string"
	case lexer.String:
		s := p.text(t)
		if len(s) > 20 || strings.ContainsAny(s, "\r\n") {
			return "a string"
		}
		return "the string " + s
	case lexer.FMiddle, lexer.FEnd:
		return "the text of the f-string"
	}
	return fmt.Sprintf("'%s'", p.text(t))
}
