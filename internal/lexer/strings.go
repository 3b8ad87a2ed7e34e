package lexer

// stringPrefix reports whether w may stand before a quote.
func (s *scanner) stringPrefix(w string) bool {
	switch len(w) {
	case 0:
		return true
	case 1:
		switch w[0] | 0x20 {
		case 'r', 'b', 'u', 'f':
			return true
		case 'c':
			return !s.opt.Python
		}
	case 2:
		switch string([]byte{w[0] | 0x20, w[1] | 0x20}) {
		case "br", "rb", "fr", "rf":
			return true
		case "ur", "ru", "cr", "rc":
			return !s.opt.Python
		}
	}
	return false
}

// stringAt scans a literal whose prefix begins at start.
func (s *scanner) stringAt(start int) {
	i := start
	raw, interpolated := false, false
	for s.src[i] != '"' && s.src[i] != '\'' {
		switch s.src[i] | 0x20 {
		case 'r':
			raw = true
		case 'f':
			interpolated = true
		}
		i++
	}
	quote := s.src[i]
	size := 1
	if s.byteAt(i+1) == quote {
		if s.byteAt(i+2) == quote {
			size = 3
		} else if !interpolated {
			s.pos = i + 2
			s.emit(String, start)
			return
		}
	}
	if interpolated {
		s.pos = i + size
		s.emit(FStart, start)
		s.fstrings = append(s.fstrings, fstring{quote: quote, triple: size == 3, raw: raw, start: start, base: len(s.brackets)})
		return
	}
	s.pos = i + size
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		switch {
		case c == '\\':
			s.pos++
			if s.pos < len(s.src) {
				if s.src[s.pos] == '\r' && s.byteAt(s.pos+1) == '\n' {
					s.pos++
				}
				s.pos++
			}
			continue
		case c == quote:
			if size == 1 {
				s.pos++
				s.emit(String, start)
				return
			}
			if s.byteAt(s.pos+1) == quote && s.byteAt(s.pos+2) == quote {
				s.pos += 3
				s.emit(String, start)
				return
			}
		case c == '\n' || c == '\r':
			if size == 1 {
				s.unterminated(start, i, 1)
				return
			}
		case c == 0:
			s.errorf(BadCharacter, s.pos, s.pos+1, "source code cannot contain null bytes")
		}
		s.pos++
	}
	s.pos = len(s.src)
	s.unterminated(start, i, size)
}

// unterminated reports a literal whose quote is missing; at is the opening quote.
func (s *scanner) unterminated(start, at, size int) {
	if f := len(s.fstrings); f > 0 && size == 1 && !s.fstrings[f-1].triple && s.fstrings[f-1].quote == s.src[at] && len(s.fstrings[f-1].fields) > 0 {
		// The quote was meant to end the f-string: a field is not closed.
		top := &s.fstrings[f-1]
		open := s.brackets[top.fields[len(top.fields)-1].depth-1]
		e := s.errorf(BadFString, int(open.at), int(open.at)+1, "f-string: expecting '}'")
		e.FixAt, e.Fix, e.FixTitle = int32(at), "}", "write `}` before the closing quote"
		s.pos = at + 1
		s.popFString(top)
		s.emit(Invalid, start)
		return
	}
	if size == 3 {
		e := s.errorf(Unterminated, start, at+3, "unterminated triple-quoted string literal")
		e.Help = "it begins here and goes on to the end of the file: close it with " + s.src[at:at+3]
		e.ToEnd = true
	} else {
		e := s.errorf(Unterminated, start, s.pos, "unterminated string literal")
		e.Help = "close it with " + s.src[at:at+1] + ", or use triple quotes for a text of several lines"
		s.closeAfterString()
	}
	s.emit(Invalid, start)
}
