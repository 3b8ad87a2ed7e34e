package lexer

import (
	"fmt"
	"strings"
)

// MaxBrackets is how deep brackets may nest, as in CPython.
const MaxBrackets = 200

type bracket struct {
	kind Kind // of the opening bracket
	at   int32
}

// closeBrackets reports brackets that are still open, the innermost by name.
func (s *scanner) closeBrackets(at int) {
	if len(s.brackets) == 0 {
		return
	}
	s.fstrings = s.fstrings[:0]
	b := s.brackets[len(s.brackets)-1]
	if b.kind == LBrace && s.out[len(s.out)-1].Start == b.at && len(s.brackets) == 1 && s.blockBefore(len(s.out)-1) {
		e := s.errorf(BraceBlock, int(b.at), int(b.at)+1, "expected ':', found '{'")
		e.Help = "a block has no braces: write ':' and indent the statements below"
		s.braceBlocks++
		s.brackets = s.brackets[:0]
		s.out = append(s.out, Token{int32(at), int32(at), Invalid})
		return
	}
	e := s.errorf(Unclosed, int(b.at), int(b.at)+1, "'%s' was never closed", b.kind)
	end := at
	if last := s.lastEnd(); at == len(s.src) && !strings.ContainsAny(s.src[b.at:last], "\r\n") {
		end = last // the file ends with the line
	}
	if end < len(s.src) {
		e.NoteAt, e.Note = int32(end), fmt.Sprintf("the line ends here without '%s'", closing[b.kind])
		switch n := len(s.out); {
		case s.out[n-1].Kind == Colon:
			end = int(s.out[n-1].Start) // before the colon of a header
		case n > 1 && s.out[n-1].Kind == Name && s.out[n-2].Kind == Number:
			end = int(s.out[n-2].End) // before a declared name
		}
		missing := ""
		for i := len(s.brackets) - 1; i >= 0; i-- {
			missing += closing[s.brackets[i].kind].String()
		}
		e.FixAt, e.Fix, e.FixTitle = int32(end), missing, fmt.Sprintf("write `%s` here", missing)
	}
	s.brackets = s.brackets[:0]
	s.out = append(s.out, Token{int32(at), int32(at), Invalid})
}

// blockBefore reports whether the line of a token can be the header of a block: an expression does not stand directly before a brace.
func (s *scanner) blockBefore(i int) bool {
	if i == 0 {
		return false
	}
	switch s.out[i-1].Kind {
	case Name, Number, String, RParen, RBrack, KwElse, KwTry, KwFinally, KwTrue, KwFalse, KwNone:
		return true
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

// restOfLine is the text up to the end of the line.
func (s *scanner) restOfLine() string {
	rest := s.src[s.pos:]
	if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	return rest
}

// closeAfterString closes the brackets around a string that was cut off at the end of
// its line, unless the next line seems to go on inside them.
func (s *scanner) closeAfterString() {
	if len(s.brackets) == 0 || len(s.fstrings) > 0 || s.pos >= len(s.src) {
		return
	}
	i := s.pos
	for i < len(s.src) && (s.src[i] == '\n' || s.src[i] == '\r') {
		i++
	}
	word := s.skipBlank(i)
	if word-i <= s.indents[len(s.indents)-1].alt && class[s.byteAt(word)]&isStart != 0 {
		s.brackets = s.brackets[:0]
	}
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
	if n <= floor && k == RBrace && s.braceBlocks > 0 {
		s.braceBlocks-- // the end of a block that is reported
		s.emit(Invalid, start)
		return
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
	if found := keep < n-1 || top.kind == opening[k]; !found && strings.Contains(s.restOfLine(), want.String()) {
		// The bracket that is open is closed further on: this one is too many.
		e.Fix, e.FixTitle = "", fmt.Sprintf("remove `%s`", k)
		s.emit(Invalid, start)
		return
	}
	if keep == n-1 {
		e.Fix, e.FixTitle = want.String(), fmt.Sprintf("write `%s`", want)
	} else if !strings.ContainsAny(s.src[top.at:start], "\r\n") {
		e.FixAt, e.Fix, e.FixTitle = int32(start), want.String(), fmt.Sprintf("write `%s` before it", want)
	} else {
		e.Help = fmt.Sprintf("close the '%s' first", top.kind)
	}
	s.brackets = s.brackets[:keep]
	s.emit(Invalid, start)
}
