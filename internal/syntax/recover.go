package syntax

import (
	"fmt"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/source"
)

// A mistake is reported where it is found; then the parser leaves the statement
// by a panic with bailout, which the loop over logical lines catches. It goes on
// after the line, and into the block below it. Within one logical line only the
// first error counts, and none where the scanner has reported one.
type bailout struct{}

func bail() { panic(bailout{}) }

// attempt runs f and reports whether it came to its end without a syntax error.
func (p *parser) attempt(f func()) (ok bool) {
	lex, st := p.lex, p.state
	defer func() {
		if r := recover(); r != nil {
			if _, mine := r.(bailout); !mine {
				panic(r)
			}
			p.lex, p.state = lex, st
			ok = false
		}
	}()
	f()
	return true
}

// try runs f, which may fail without a report; the position is then as before.
func (p *parser) try(f func()) bool {
	i := p.i
	p.trial++
	ok := p.attempt(f)
	if ok {
		p.trial--
		return true
	}
	p.trial--
	p.i = i
	return false
}

// lexerErrors reports the errors of the scanner, one kind a line, and those of the
// indentation only where the parser has not already missed a block.
func (p *parser) lexerErrors() {
	line, kind := 0, lexer.ErrorKind(0)
	for i := range p.errs {
		e := &p.errs[i]
		at := p.file.Position(p.base + source.Pos(e.Start)).Line
		if i > 0 && at == line && e.Kind != kind || e.Kind == lexer.BadIndent && p.nearBlock(at) {
			continue
		}
		line, kind = at, e.Kind
		p.lexerError(e)
	}
}

// nearBlock reports whether an error of layout was reported in the three lines before.
func (p *parser) nearBlock(line int) bool {
	for _, b := range p.blocks {
		if b <= line && line-b <= nearby {
			return true
		}
	}
	return false
}

// nearby is how many lines apart two errors of layout are taken as one slip.
const nearby = 3

// lexerError turns an error of the scanner into a diagnostic.
func (p *parser) lexerError(e *lexer.Error) {
	span := p.offsets(e.Start, e.End)
	d := p.ds.Errorf(diag.Syntax, lexerCodes[e.Kind], span, "%s", e.Msg)
	d.Help = e.Help
	if e.FixTitle != "" {
		at := span
		if e.FixAt > 0 {
			at = p.offsets(e.FixAt, e.FixAt)
		}
		d.Fix = fix(at, e.Fix, e.FixTitle)
	}
	if e.Note != "" {
		d.Note(p.offsets(e.NoteAt, e.NoteAt+1), "%s", e.Note)
	}
}

func (p *parser) offsets(start, end int32) source.Span {
	return source.Span{Start: p.base + source.Pos(start), End: p.base + source.Pos(end)}
}

// quiet reports whether an error at the current token would only repeat one that
// the scanner found in the same logical line.
func (p *parser) quiet() bool {
	if p.kind() == lexer.Invalid {
		return true
	}
	if len(p.errs) == 0 {
		return false
	}
	lo, hi := p.lineBounds(p.i)
	from, to := p.toks[lo].Start, p.toks[hi].End
	if lo > 0 {
		from = min(from, p.toks[lo-1].End) // errors of the indentation too
	}
	for _, e := range p.errs {
		if e.Start >= from && e.Start <= to && e.Kind != lexer.MixedTabs {
			return true
		}
	}
	return false
}

// lineBounds returns the first and last token of the logical line of a token.
func (p *parser) lineBounds(i int) (lo, hi int) {
	lo, hi = i, i
	for lo > 0 {
		if k := p.toks[lo-1].Kind; k == lexer.Newline || k == lexer.Indent || k == lexer.Dedent {
			break
		}
		lo--
	}
	for hi < len(p.toks)-1 && p.toks[hi].Kind != lexer.Newline {
		hi++
	}
	return lo, hi
}

// report records an error and goes on.
func (p *parser) report(code diag.Code, span source.Span, format string, args ...any) *diag.Diagnostic {
	if p.trial > 0 {
		bail()
	}
	d := &diag.Diagnostic{Span: span, Phase: diag.Syntax, Code: code, Message: fmt.Sprintf(format, args...)}
	if p.quiet() || p.lost && p.reported > 0 || p.repeats(code, span) {
		return d
	}
	p.reported++
	p.lastCode, p.lastLine = code, p.file.Position(span.Start).Line
	if layout(code) {
		p.blocks = append(p.blocks, p.lastLine)
	}
	return p.ds.Add(d)
}

// layout reports whether a code is about blocks and their indentation.
func layout(c diag.Code) bool { return c == CodeIndent || c == CodeBlock || c == CodeOrphan }

// repeats reports whether an error is only the other side of the last one: a block
// that is missing, one that is not expected near by and a clause without its
// statement are one slip.
func (p *parser) repeats(code diag.Code, span source.Span) bool {
	if !layout(code) {
		return p.lastCode == CodeIndent && p.file.Position(span.Start).Line == p.lastLine
	}
	line := p.file.Position(span.Start).Line
	if layout(p.lastCode) && p.lastCode != code && line-p.lastLine <= nearby {
		return true
	}
	for i := range p.errs {
		if e := &p.errs[i]; e.Kind == lexer.BadIndent {
			at := p.file.Position(p.base + source.Pos(e.Start)).Line
			if at <= line && line-at <= nearby {
				return true
			}
		}
	}
	return false
}

// fail records an error and leaves the statement.
func (p *parser) fail(code diag.Code, span source.Span, format string, args ...any) {
	p.report(code, span, format, args...)
	bail()
}

// unexpected reports the current token where something else should be.
func (p *parser) unexpected(want string) {
	p.fail(CodeUnexpected, p.found(), "expected %s, found %s", want, p.describe(p.toks[p.i]))
}

// found is the place to show for the current token: the end of the text before it
// where it is no text itself.
func (p *parser) found() source.Span {
	switch p.kind() {
	case lexer.Newline, lexer.EOF, lexer.Dedent, lexer.Indent:
		return source.At(p.lastText())
	}
	return p.here()
}

// lastText is the end of the last token that is no layout.
func (p *parser) lastText() source.Pos {
	for i := p.i - 1; i >= 0; i-- {
		switch p.toks[i].Kind {
		case lexer.Newline, lexer.Dedent, lexer.Indent:
			continue
		}
		return p.base + source.Pos(p.toks[i].End)
	}
	return p.pos()
}

// expectedName reports a token that is no name.
func (p *parser) expectedName() {
	t := p.toks[p.i]
	if t.Kind == lexer.Assign && p.i > 0 && p.toks[p.i-1].Kind.IsKeyword() {
		word := p.toks[p.i-1]
		p.keywordAsName(word, "the keyword '%s' cannot be assigned to: choose another name", p.text(word))
	}
	what := "a name"
	if last, ok := p.previous(); ok && last.Kind != lexer.Invalid && last.End-last.Start <= 20 {
		what = "a name after '" + p.text(last) + "'"
	}
	if t.Kind.IsKeyword() {
		p.keywordAsName(t, "expected %s, found the keyword '%s'", what, p.text(t))
	}
	d := p.report(CodeUnexpected, p.found(), "expected %s, found %s", what, p.describe(t))
	if last, ok := p.previous(); ok && t.Kind == lexer.String && (last.Kind == lexer.KwImport || last.Kind == lexer.KwCimport) {
		d.Hint("the name of a module has no quotes")
	}
	bail()
}

// keywordAsName reports a keyword that is used as a name. Where the name is used again is then part of that mistake.
func (p *parser) keywordAsName(t lexer.Token, format string, args ...any) {
	d := p.report(CodeKeyword, p.spanOf(t), format, args...)
	d.Hint("'%s' is a word of the language; a name could be '%s_'", p.text(t), p.text(t))
	if p.keywords == nil {
		p.keywords = map[lexer.Kind]bool{}
	}
	p.keywords[t.Kind] = true
	bail()
}

// skipLine goes to the start of the next logical line.
func (p *parser) skipLine() {
	for {
		switch p.kind() {
		case lexer.EOF:
			return
		case lexer.Newline:
			p.i++
			return
		case lexer.Indent, lexer.Dedent:
			// The failure was at the start of a line or after one.
			return
		}
		p.i++
	}
}

// enter guards against expressions that nest beyond any use.
func (p *parser) enter() {
	p.depth++
	if p.depth > maxDepth {
		p.depth = 0
		p.fail(CodeDepth, p.here(), "the expression nests too deeply (at most %d levels)", maxDepth)
	}
}

const maxDepth = 2000

func fix(span source.Span, text, title string) *diag.Fix {
	return &diag.Fix{Span: span, Text: text, Title: title}
}
