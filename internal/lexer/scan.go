package lexer

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/cyp-lang/cyp/internal/source"
)

// maxIndents is how deep blocks may nest, as in CPython.
const maxIndents = 100

type scanner struct {
	src  string
	pos  int
	opt  Options
	out  []Token
	rem  []Token // comments
	errs []Error

	brackets    []bracket
	indents     []indent
	fstrings    []fstring
	stray       stray
	cut         cut
	braceBlocks int // reported, and not yet closed
	cuts        int
	wordAt      int  // offset of the first token of the physical line, for recovery
	tooDeep     bool // reported once
	tooIndented bool
}

// Scan reads the whole file.
func Scan(f *source.File, opt Options) *Tokens {
	s := &scanner{src: string(f.Text), opt: opt, out: make([]Token, 0, len(f.Text)/5+8)}
	if len(s.src) >= 3 && s.src[:3] == "\ufeff" {
		s.pos = 3
	}
	s.indents = append(s.indents, indent{})
	if at := longLine(f.Text); at >= 0 {
		s.errorf(TooDeep, at, at+1, "the line is too long (at most %d MB)", maxLine>>20)
		s.out = append(s.out, Token{int32(at), int32(at), Invalid})
		s.pos = len(s.src)
	}
	if !utf8.Valid(f.Text) {
		s.badEncoding(f.Text)
	}
	s.file()
	return &Tokens{File: f, List: s.out, Comments: s.rem, Errors: s.errs}
}

// maxLine is how long a line may be. It bounds what a file that is no program costs.
const maxLine = 32 << 20

// longLine returns the offset of the first line that is too long, or -1.
func longLine(text []byte) int {
	for at := 0; len(text)-at > maxLine; {
		end := bytes.IndexAny(text[at:at+maxLine+1], "\r\n")
		if end < 0 {
			return at
		}
		// The last line end within reach saves looking at each of them.
		at += bytes.LastIndexAny(text[at:at+maxLine+1], "\r\n") + 1
	}
	return -1
}

func (s *scanner) emit(k Kind, start int) {
	s.out = append(s.out, Token{int32(start), int32(s.pos), k})
}

func (s *scanner) errorf(kind ErrorKind, start, end int, format string, args ...any) *Error {
	s.errs = append(s.errs, Error{Kind: kind, Start: int32(start), End: int32(end), Msg: fmt.Sprintf(format, args...)})
	return &s.errs[len(s.errs)-1]
}

// byteAt returns the byte at an offset, 0 beyond the end.
func (s *scanner) byteAt(i int) byte {
	if i < len(s.src) {
		return s.src[i]
	}
	return 0
}

// file scans everything: lines with their indentation, then the tokens of each.
func (s *scanner) file() {
	for s.startLine() {
		s.cut = cut{}
		for s.token() {
		}
	}
	if s.recoverAtCut() {
		s.file()
		return
	}
	s.finish()
}

// finish ends what is open at the end of the text.
func (s *scanner) finish() {
	s.closeBrackets(len(s.src))
	s.pos = len(s.src)
	s.endLine()
	for len(s.indents) > 1 {
		s.indents = s.indents[:len(s.indents)-1]
		s.emit(Dedent, s.pos)
	}
	s.emit(EOF, s.pos)
}

// endLine emits NEWLINE unless the line is empty.
func (s *scanner) endLine() {
	if n := len(s.out); n > 0 {
		switch s.out[n-1].Kind {
		case Newline, Indent, Dedent:
			return
		}
		s.emit(Newline, s.pos)
	}
}

// token scans the next token of a logical line and reports whether the line goes on.
func (s *scanner) token() bool {
	if n := len(s.fstrings); n > 0 && s.fstrings[n-1].literal() {
		s.fstringText()
		return true
	}
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		switch c {
		case ' ', '\t', '\f':
			s.pos++
			continue
		case '#':
			s.comment()
			continue
		case '\n', '\r':
			start := s.pos
			s.newline()
			if len(s.brackets) > 0 {
				s.wordAt = s.skipBlank(s.pos)
				s.noteCut(start)
				continue
			}
			s.out = append(s.out, Token{int32(start), int32(s.pos), Newline})
			return false
		case '\\':
			if s.continuation() {
				continue
			}
			return true
		}
		if class[c]&isStart != 0 {
			s.word()
			return s.recoverAtKeyword()
		}
		if class[c]&isDigit != 0 || c == '.' && class[s.byteAt(s.pos+1)]&isDigit != 0 {
			s.number()
			return true
		}
		if c == '"' || c == '\'' {
			s.stringAt(s.pos)
			return true
		}
		s.operator(c)
		return true
	}
	return false
}

// newline steps over one line end of any style.
func (s *scanner) newline() {
	if s.src[s.pos] == '\r' && s.byteAt(s.pos+1) == '\n' {
		s.pos++
	}
	s.pos++
}

// skipBlank returns the offset of the first byte that is no blank.
func (s *scanner) skipBlank(i int) int {
	for i < len(s.src) && (s.src[i] == ' ' || s.src[i] == '\t' || s.src[i] == '\f') {
		i++
	}
	return i
}

func (s *scanner) comment() {
	start := s.pos
	for s.pos < len(s.src) && s.src[s.pos] != '\n' && s.src[s.pos] != '\r' {
		if s.src[s.pos] == 0 {
			s.errorf(BadCharacter, s.pos, s.pos+1, "source code cannot contain null bytes")
		}
		s.pos++
	}
	if len(s.fstrings) == 0 { // else it is part of the literal as written
		s.rem = append(s.rem, Token{Start: int32(start), End: int32(s.pos)})
	}
}

// continuation handles a backslash outside strings and reports whether it joins lines.
func (s *scanner) continuation() bool {
	start := s.pos
	s.pos++
	if s.pos >= len(s.src) {
		s.errorf(BadContinuation, start, s.pos, "unexpected end of file after the line continuation character")
		s.emit(Invalid, start)
		return false
	}
	if c := s.src[s.pos]; c == '\n' || c == '\r' {
		s.newline()
		if s.pos >= len(s.src) {
			s.errorf(BadContinuation, start, start+1, "unexpected end of file after the line continuation character")
			s.emit(Invalid, start)
			return false
		}
		return true
	}
	e := s.errorf(BadContinuation, start, s.pos, "unexpected character after line continuation character")
	e.Help = "outside a string, a backslash can only be the last character of a line"
	end := s.skipBlank(s.pos)
	if c := s.byteAt(end); end == len(s.src) || c == '\n' || c == '\r' {
		e.End, e.Msg, e.Help = int32(end), "blanks after the line continuation character", ""
		e.Fix, e.FixTitle = "\\", "remove the blanks after the backslash"
	}
	s.emit(Invalid, start)
	// The rest of the line would only be noise.
	for s.pos < len(s.src) && s.src[s.pos] != '\n' && s.src[s.pos] != '\r' {
		s.pos++
	}
	return false
}

// lastEnd is the end of the last token.
func (s *scanner) lastEnd() int { return int(s.out[len(s.out)-1].End) }
