package lexer

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"github.com/cyp-lang/cyp/internal/source"
)

// MaxBrackets is how deep brackets may nest, as in CPython.
const MaxBrackets = 200

// maxIndents is how deep blocks may nest, as in CPython.
const maxIndents = 100

type bracket struct {
	kind Kind // of the opening bracket
	at   int32
}

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

// closeBrackets reports brackets that are still open, the innermost by name.
func (s *scanner) closeBrackets(at int) {
	if len(s.brackets) == 0 {
		return
	}
	s.fstrings = s.fstrings[:0]
	b := s.brackets[len(s.brackets)-1]
	e := s.errorf(Unclosed, int(b.at), int(b.at)+1, "'%s' was never closed", b.kind)
	if at < len(s.src) {
		e.NoteAt, e.Note = int32(at), fmt.Sprintf("the line ends here without '%s'", closing[b.kind])
		if len(s.brackets) == 1 {
			if n := len(s.out); n > 0 && s.out[n-1].Kind == Colon {
				at = int(s.out[n-1].Start) // before the colon of a header
			}
			e.FixAt, e.Fix, e.FixTitle = int32(at), closing[b.kind].String(), fmt.Sprintf("write `%s` here", closing[b.kind])
		}
	}
	s.brackets = s.brackets[:0]
	s.out = append(s.out, Token{int32(at), int32(at), Invalid})
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
	end := s.skipBlank(s.pos)
	if c := s.byteAt(end); end == len(s.src) || c == '\n' || c == '\r' {
		e.End, e.Msg = int32(end), "blanks after the line continuation character"
		e.Fix, e.FixTitle = "\\", "remove the blanks after the backslash"
	}
	s.emit(Invalid, start)
	// The rest of the line would only be noise.
	for s.pos < len(s.src) && s.src[s.pos] != '\n' && s.src[s.pos] != '\r' {
		s.pos++
	}
	return false
}

// recoverAtKeyword closes brackets that were left open when a line begins with a
// word that can only start a statement. It reports whether the line goes on.
func (s *scanner) recoverAtKeyword() bool {
	if len(s.brackets) == 0 || len(s.fstrings) > 0 {
		return true
	}
	t := s.out[len(s.out)-1]
	if int(t.Start) != s.wordAt || !startsStatement(t.Kind) {
		return true
	}
	if c := s.byteAt(s.skipBlank(s.pos)); c == '=' && s.byteAt(s.skipBlank(s.pos)+1) != '=' {
		return true // a keyword argument of that name: the parser has a better word for it
	}
	s.out = s.out[:len(s.out)-1]
	lineStart := s.wordAt
	for lineStart > 0 && s.src[lineStart-1] != '\n' && s.src[lineStart-1] != '\r' {
		lineStart--
	}
	if s.recoverAtCut() {
		return false
	}
	s.closeBrackets(s.lastEnd())
	s.pos = s.lastEnd()
	s.emit(Newline, s.pos)
	s.pos = lineStart
	return false
}

// cut is where a logical line with open brackets may have been meant to end: before
// the first line that is not indented deeper than its start and begins with a word.
type cut struct {
	line     int // offset of the next line; 0 for none
	at       int // where the line ends
	out      int
	rem      int
	errs     int
	brackets []bracket
}

// maxCuts bounds the text that is scanned again.
const maxCuts = 50

// noteCut remembers the first such place of a logical line; end is the end of the
// line before it.
func (s *scanner) noteCut(end int) {
	if s.cut.line > 0 || len(s.fstrings) > 0 || s.cuts >= maxCuts {
		return
	}
	c := s.byteAt(s.wordAt)
	if class[c]&isStart == 0 || c >= 0x80 || s.wordAt-s.pos > s.indents[len(s.indents)-1].alt {
		return
	}
	switch s.out[len(s.out)-1].Kind {
	case Comma, LParen, LBrack, LBrace, Colon:
		if s.wordAt-s.pos > 0 || !s.assignmentAt(s.wordAt) {
			return // the line plainly goes on
		}
	}
	s.cut = cut{s.pos, s.lastEnd(), len(s.out), len(s.rem), len(s.errs), append([]bracket(nil), s.brackets...)}
}

// assignmentAt reports whether `name =` stands at an offset.
func (s *scanner) assignmentAt(i int) bool {
	for class[s.byteAt(i)]&isCont != 0 {
		i++
	}
	i = s.skipBlank(i)
	return s.byteAt(i) == '=' && s.byteAt(i-1) == ' ' && s.byteAt(i+1) == ' '
}

// recoverAtCut goes back to the noted place when the text has ended with open
// brackets, and reports whether there is one.
func (s *scanner) recoverAtCut() bool {
	c := s.cut
	if len(s.brackets) == 0 || c.line == 0 {
		return false
	}
	s.cuts++
	s.out, s.rem, s.errs, s.brackets, s.fstrings = s.out[:c.out], s.rem[:c.rem], s.errs[:c.errs], c.brackets, nil
	s.cut = cut{}
	s.closeBrackets(c.at)
	s.pos = c.at
	s.emit(Newline, s.pos)
	s.pos = c.line
	return true
}

// lastEnd is the end of the last token.
func (s *scanner) lastEnd() int { return int(s.out[len(s.out)-1].End) }

func (s *scanner) open(k Kind, start int) {
	if len(s.brackets) >= MaxBrackets {
		if !s.tooDeep {
			s.tooDeep = true
			s.errorf(TooDeep, start, start+1, "too many nested brackets (at most %d)", MaxBrackets)
			s.emit(Invalid, start)
		}
	}
	s.brackets = append(s.brackets, bracket{k, int32(start)})
	s.emit(k, start)
}

var opening = map[Kind]Kind{RParen: LParen, RBrack: LBrack, RBrace: LBrace}
var closing = map[Kind]Kind{LParen: RParen, LBrack: RBrack, LBrace: RBrace}

func (s *scanner) close(k Kind, start int) {
	n := len(s.brackets)
	floor := 0
	if f := len(s.fstrings); f > 0 {
		floor = s.fstrings[f-1].floor()
	}
	if n <= floor {
		if floor > 0 && k != RBrace {
			s.errorf(BadFString, start, start+1, "f-string: unmatched '%s'", k)
		} else {
			s.errorf(Unmatched, start, start+1, "unmatched '%s'", k)
		}
		s.emit(Invalid, start)
		return
	}
	top := s.brackets[n-1]
	if top.kind == opening[k] {
		s.brackets = s.brackets[:n-1]
		s.emit(k, start)
		return
	}
	e := s.errorf(Unmatched, start, start+1, "closing '%s' does not match opening '%s'", k, top.kind)
	e.NoteAt, e.Note = top.at, fmt.Sprintf("'%s' is opened here", top.kind)
	want := closing[top.kind]
	// The bracket that does match may be further out: then the inner one lacks its end.
	keep := n - 1
	for i := n - 1; i >= floor; i-- {
		if s.brackets[i].kind == opening[k] {
			keep = i
			break
		}
	}
	if keep == n-1 {
		e.Fix, e.FixTitle = want.String(), fmt.Sprintf("write `%s`", want)
	}
	s.brackets = s.brackets[:keep]
	s.emit(Invalid, start)
}

// invalid reports a character that cannot be part of a program.
func (s *scanner) invalid(start int) {
	r, size := utf8.DecodeRuneInString(s.src[start:])
	s.pos = start + size
	switch {
	case r == 0:
		s.errorf(BadCharacter, start, s.pos, "source code cannot contain null bytes")
	case r == utf8.RuneError && size == 1:
		// Reported by badEncoding.
	default:
		e := s.errorf(BadCharacter, start, s.pos, "invalid character '%c' (U+%04X)", r, r)
		if !unicode.IsPrint(r) {
			e.Msg = fmt.Sprintf("invalid non-printable character U+%04X", r)
		}
		if end := s.smartString(r, s.pos); end > 0 {
			s.pos = end
			text := s.src[start+size : end]
			_, last := utf8.DecodeLastRuneInString(text)
			e.End, e.Fix = int32(end), `"`+text[:len(text)-last]+`"`
			e.FixTitle = "write `" + e.Fix + "`"
		} else if want, ok := lookalikes[r]; ok {
			e.Fix, e.FixTitle = want, fmt.Sprintf("write `%s`", want)
			if want == " " {
				e.FixTitle = "write a space"
			}
		}
	}
	s.emit(Invalid, start)
}

// smartString returns the end of a text on the line that begins with the typographic
// quote r and ends with the one that belongs to it, 0 if there is none.
func (s *scanner) smartString(r rune, from int) int {
	partner, ok := map[rune]rune{'“': '”', '„': '“', '«': '»', '‘': '’'}[r]
	if !ok {
		return 0
	}
	for i, c := range s.src[from:] {
		if c == '\n' || c == '\r' {
			return 0
		}
		if c == partner {
			return from + i + utf8.RuneLen(c)
		}
	}
	return 0
}

// badEncoding reports the first byte that is not UTF-8.
func (s *scanner) badEncoding(text []byte) {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			s.errorf(BadCharacter, i, i+1, "the text is not UTF-8: byte 0x%02x", text[i]).Help =
				"declare the encoding of the file in its first line, as in `# -*- coding: latin-1 -*-`, or save it as UTF-8"
			return
		}
		i += size
	}
}

// lookalikes are characters that editors and word processors put for others.
var lookalikes = map[rune]string{
	'“': `"`, '”': `"`, '„': `"`, '«': `"`, '»': `"`, '‘': `'`, '’': `'`, '´': `'`, '，': ",", '：': ":", '；': ";", '（': "(", '）': ")",
	'－': "-", '–': "-", '—': "-", '−': "-", '×': "*", '÷': "/", '≤': "<=", '≥': ">=", '≠': "!=", '\u00a0': " ", '\u200b': "", '\ufeff': "", '\u3000': " ", '…': "...",
}
