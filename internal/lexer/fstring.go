package lexer

// fstring is an f-string that is being scanned: its literal text, or one of its
// replacement fields, whose tokens are those of the language.
type fstring struct {
	quote       byte
	triple, raw bool
	start       int
	base        int     // brackets open outside
	fields      []field // open replacement fields, the outer first
}

// field is an open `{…}`.
type field struct {
	depth int // brackets open, its own included
	spec  bool
}

// maxFields is how deep fields nest in format specifications, as in CPython.
const maxFields = 3

// literal reports whether text comes next, not an expression.
func (f *fstring) literal() bool {
	return len(f.fields) == 0 || f.fields[len(f.fields)-1].spec
}

// floor is the number of brackets that may not be closed inside.
func (f *fstring) floor() int {
	if len(f.fields) == 0 {
		return f.base
	}
	return f.fields[len(f.fields)-1].depth
}

// fstringText scans literal text up to a field or the end.
func (s *scanner) fstringText() {
	f := &s.fstrings[len(s.fstrings)-1]
	inSpec := len(f.fields) > 0
	start := s.pos
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		switch c {
		case f.quote:
			if !f.triple || s.byteAt(s.pos+1) == c && s.byteAt(s.pos+2) == c {
				s.text(start)
				s.endFString(f)
				return
			}
		case '\n', '\r':
			if !f.triple {
				s.text(start)
				if inSpec {
					// A line end ends the specification: the field goes on as an expression.
					f.fields[len(f.fields)-1].spec = false
				} else {
					s.unterminatedF(f)
				}
				return
			}
		case '\\':
			s.pos++
			if s.pos >= len(s.src) {
				continue
			}
			next := s.src[s.pos]
			if next == '{' || next == '}' {
				continue
			}
			if next == 'N' && !f.raw && s.byteAt(s.pos+1) == '{' {
				for s.pos < len(s.src) && s.src[s.pos] != '}' && s.src[s.pos] != '\n' && s.src[s.pos] != f.quote {
					s.pos++
				}
				if s.byteAt(s.pos) == '}' {
					s.pos++
				}
				continue
			}
			if next == '\r' && s.byteAt(s.pos+1) == '\n' {
				s.pos++
			}
		case '{':
			if s.byteAt(s.pos+1) == '{' && !inSpec {
				s.pos++
				break
			}
			s.text(start)
			s.openField(f)
			return
		case '}':
			if inSpec {
				s.text(start)
				s.closeField(f)
				return
			}
			if s.byteAt(s.pos+1) == '}' {
				s.pos++
				break
			}
			e := s.errorf(BadFString, s.pos, s.pos+1, "f-string: single '}' is not allowed")
			e.Fix, e.FixTitle = "}}", "write `}}` for a brace in the text"
			s.pos++
			s.emit(Invalid, s.pos-1)
			start = s.pos
			continue
		case 0:
			s.errorf(BadCharacter, s.pos, s.pos+1, "source code cannot contain null bytes")
		}
		s.pos++
	}
	s.pos = len(s.src)
	s.text(start)
	s.unterminatedF(f)
}

// text emits the literal text since start, if there is any.
func (s *scanner) text(start int) {
	if s.pos > start {
		s.emit(FMiddle, start)
	}
}

func (s *scanner) endFString(f *fstring) {
	start := s.pos
	s.pos++
	if f.triple {
		s.pos += 2
	}
	if len(f.fields) > 0 {
		open := s.brackets[f.fields[len(f.fields)-1].depth-1]
		s.errorf(BadFString, int(open.at), int(open.at)+1, "f-string: expecting '}'").Help = "the replacement field that begins here is not closed"
		s.emit(Invalid, start)
	} else {
		s.emit(FEnd, start)
	}
	s.popFString(f)
}

func (s *scanner) popFString(f *fstring) {
	s.brackets = s.brackets[:f.base]
	s.fstrings = s.fstrings[:len(s.fstrings)-1]
}

func (s *scanner) unterminatedF(f *fstring) {
	kind := "f-string literal"
	if f.triple {
		kind = "triple-quoted f-string literal"
	}
	s.errorf(Unterminated, f.start, s.pos, "unterminated %s", kind).Help = "the text that begins here is not closed"
	s.out = append(s.out, Token{int32(s.pos), int32(s.pos), Invalid})
	s.popFString(f)
}

func (s *scanner) openField(f *fstring) {
	start := s.pos
	s.pos++
	if len(f.fields) >= maxFields {
		s.errorf(BadFString, start, s.pos, "f-string: expressions nested too deeply")
		s.emit(Invalid, start)
	}
	s.open(LBrace, start)
	f.fields = append(f.fields, field{depth: len(s.brackets)})
}

func (s *scanner) closeField(f *fstring) {
	start := s.pos
	s.pos++
	f.fields = f.fields[:len(f.fields)-1]
	s.brackets = s.brackets[:len(s.brackets)-1]
	s.emit(RBrace, start)
}

// fieldOperator handles the operators that have a meaning of their own at the
// outermost level of a replacement field, and reports whether it took one.
func (s *scanner) fieldOperator(k Kind, start int) bool {
	f := &s.fstrings[len(s.fstrings)-1]
	if len(f.fields) == 0 {
		return false
	}
	in := &f.fields[len(f.fields)-1]
	if len(s.brackets) != in.depth {
		return false
	}
	switch k {
	case RBrace:
		s.closeField(f)
		return true
	case Colon, Walrus:
		s.pos = start + 1
		s.emit(Colon, start)
		in.spec = true
		return true
	}
	return false
}
