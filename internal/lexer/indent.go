package lexer

// indent is the width of a block's indentation, once with tabs to multiples of
// eight and once with tabs as one column: two lines that compare differently in
// the two measures mix tabs and spaces.
type indent struct {
	col, alt int
	at       int32 // where the indentation ends, for messages
}

// startLine skips blank lines, measures the indentation of the next one and emits
// INDENT or DEDENT. It reports whether there is a line.
func (s *scanner) startLine() bool {
	for s.pos < len(s.src) {
		lineStart := s.pos
		col, alt, joined := s.measure()
		if s.pos >= len(s.src) {
			return false
		}
		switch s.src[s.pos] {
		case '#':
			s.comment()
			if s.pos < len(s.src) {
				s.newline()
			}
			continue
		case '\n', '\r':
			s.newline()
			continue
		}
		if joined > 0 {
			col, alt = joined, joined
		}
		s.wordAt = s.pos
		s.indentTo(indent{col, alt, int32(s.pos)}, lineStart)
		return true
	}
	return false
}

// measure steps over the blanks at the start of a line. A backslash may split
// them; joined is then the column before the first one.
func (s *scanner) measure() (col, alt, joined int) {
	for s.pos < len(s.src) {
		switch s.src[s.pos] {
		case ' ':
			col++
			alt++
		case '\t':
			col = (col/8 + 1) * 8
			alt++
		case '\f':
			col, alt = 0, 0
		case '\\':
			c := s.byteAt(s.pos + 1)
			if c != '\n' && c != '\r' || s.pos+1 >= len(s.src) {
				return
			}
			if joined <= 0 {
				joined = col
			}
			start := s.pos
			s.pos++
			s.newline()
			if s.pos >= len(s.src) {
				s.errorf(BadContinuation, start, start+1, "unexpected end of file after the line continuation character")
				s.emit(Invalid, start)
			}
			continue
		default:
			return
		}
		s.pos++
	}
	return
}

func (s *scanner) indentTo(in indent, lineStart int) {
	top := s.indents[len(s.indents)-1]
	switch {
	case in.col == top.col:
		if in.alt != top.alt {
			s.mixedTabs(lineStart)
		}
	case in.col > top.col:
		if in.alt <= top.alt {
			s.mixedTabs(lineStart)
			in.alt = top.alt + 1
		}
		if len(s.indents) >= maxIndents {
			if !s.tooIndented {
				s.tooIndented = true
				s.errorf(TooDeep, lineStart, s.pos, "too many levels of indentation (at most %d)", maxIndents-1)
			}
			s.emit(Invalid, s.pos) // the line is passed over
			return
		}
		s.indents = append(s.indents, in)
		s.out = append(s.out, Token{int32(lineStart), int32(s.pos), Indent})
	default:
		s.dedentTo(in, lineStart)
	}
}

// dedentTo closes blocks. A line between two levels is taken as one of the inner
// block; further lines at the same wrong column are not reported again.
func (s *scanner) dedentTo(in indent, lineStart int) {
	for n := len(s.indents) - 1; n > 0 && in.col < s.indents[n].col; n-- {
		if in.col > s.indents[n-1].col {
			if wrong := (stray{n, in.col}); s.stray != wrong {
				s.stray = wrong
				s.errorf(BadIndent, lineStart, s.pos, "unindent does not match any outer indentation level").Help =
					"indent the line like the lines of the block it belongs to"
			}
			return
		}
		s.indents = s.indents[:n]
		s.emit(Dedent, s.pos)
	}
	if in.alt != s.indents[len(s.indents)-1].alt {
		s.mixedTabs(lineStart)
	}
}

// stray is a wrong column that has been reported in a block.
type stray struct{ depth, col int }

func (s *scanner) mixedTabs(lineStart int) {
	s.errorf(MixedTabs, lineStart, s.pos, "inconsistent use of tabs and spaces in indentation").Help =
		"indent every line of a block with the same characters, best with spaces only"
}
