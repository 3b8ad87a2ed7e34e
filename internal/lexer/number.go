package lexer

import "strings"

// number scans a numeric literal with its suffixes.
func (s *scanner) number() {
	start := s.pos
	if s.src[s.pos] == '0' {
		switch s.byteAt(s.pos+1) | 0x20 {
		case 'x':
			s.radix(start, "hexadecimal", func(c byte) bool { return class[c]&isHex != 0 })
			return
		case 'o':
			s.radix(start, "octal", func(c byte) bool { return c >= '0' && c <= '7' })
			return
		case 'b':
			s.radix(start, "binary", func(c byte) bool { return c == '0' || c == '1' })
			return
		}
	}
	ok := s.src[s.pos] == '.' || s.digits()
	float := false
	if ok && s.byteAt(s.pos) == '.' {
		float = true
		s.pos++
		if class[s.byteAt(s.pos)]&isDigit != 0 {
			ok = s.digits()
		}
	}
	if c := s.byteAt(s.pos) | 0x20; ok && c == 'e' {
		next := s.byteAt(s.pos + 1)
		if next == '+' || next == '-' {
			next = s.byteAt(s.pos + 2)
			if class[next]&isDigit != 0 {
				s.pos++
			}
		}
		if class[next]&isDigit != 0 {
			float = true
			s.pos++
			ok = s.digits()
		}
	}
	imaginary := false
	if c := s.byteAt(s.pos) | 0x20; ok && c == 'j' {
		imaginary = true
		s.pos++
	}
	if !ok {
		s.badNumber(start, "invalid decimal literal")
		return
	}
	if !float && !imaginary {
		s.suffix()
		if digits := s.src[start:s.pos]; digits[0] == '0' && !s.zeroes(start) {
			return
		}
	}
	s.numberEnd(start, "decimal")
}

// zeroes checks an integer that begins with 0, and reports whether it is good.
func (s *scanner) zeroes(start int) bool {
	text := strings.TrimRight(s.src[start:s.pos], "uUlL")
	if strings.Trim(text, "0_") == "" || !s.opt.Python && !strings.Contains(text, "_") && strings.Trim(text, "01234567") == "" {
		return true
	}
	end := s.pos
	s.numberTail()
	e := s.errorf(BadNumber, start, end, "leading zeros in decimal integer literals are not permitted")
	if strings.Trim(text, "01234567_") == "" {
		e.Help = "an octal number begins with 0o"
		e.Fix, e.FixTitle = "0o"+strings.TrimLeft(text, "0_"), "write `0o"+strings.TrimLeft(text, "0_")+"`"
	} else {
		e.Fix, e.FixTitle = strings.TrimLeft(text, "0_"), "write `"+strings.TrimLeft(text, "0_")+"`"
	}
	s.emit(Invalid, start)
	return false
}

// digits scans decimal digits with single underscores between them.
func (s *scanner) digits() bool {
	for {
		for class[s.byteAt(s.pos)]&isDigit != 0 {
			s.pos++
		}
		if s.byteAt(s.pos) != '_' {
			return true
		}
		if class[s.byteAt(s.pos+1)]&isDigit == 0 {
			return false
		}
		s.pos++
	}
}

func (s *scanner) radix(start int, name string, digit func(byte) bool) {
	s.pos += 2
	for {
		if s.byteAt(s.pos) == '_' {
			s.pos++
		}
		if !digit(s.byteAt(s.pos)) {
			s.badNumber(start, "invalid "+name+" literal")
			return
		}
		for digit(s.byteAt(s.pos)) {
			s.pos++
		}
		if s.byteAt(s.pos) != '_' {
			break
		}
	}
	if c := s.byteAt(s.pos); class[c]&isDigit != 0 {
		s.badNumber(start, "invalid digit '"+string(rune(c))+"' in "+name+" literal")
		return
	}
	s.suffix()
	s.numberEnd(start, name)
}

// suffix scans C's U and L, in any order that C allows.
func (s *scanner) suffix() {
	if s.opt.Python {
		return
	}
	end := s.pos
	for class[s.byteAt(end)]&isCont != 0 {
		end++
	}
	switch strings.ToLower(s.src[s.pos:end]) {
	case "u", "l", "ul", "lu", "ll", "ull", "llu":
		s.pos = end
	}
}

// numberEnd checks that no name follows the literal at once. As CPython does, it
// lets the words through that can follow a number.
func (s *scanner) numberEnd(start int, name string) {
	if class[s.byteAt(s.pos)]&isStart != 0 {
		end := s.pos
		for class[s.byteAt(end)]&isCont != 0 {
			end++
		}
		switch w := s.src[s.pos:end]; {
		case strings.HasPrefix(w, "and"), strings.HasPrefix(w, "else"), strings.HasPrefix(w, "for"), strings.HasPrefix(w, "if"),
			strings.HasPrefix(w, "in"), strings.HasPrefix(w, "is"), strings.HasPrefix(w, "or"), strings.HasPrefix(w, "not"):
		default:
			s.badNumber(start, "invalid "+name+" literal")
			return
		}
	}
	s.emit(Number, start)
}

// numberTail steps over the letters and digits that stick to a bad number.
func (s *scanner) numberTail() {
	for class[s.byteAt(s.pos)]&isCont != 0 {
		s.pos++
	}
}

func (s *scanner) badNumber(start int, msg string) {
	s.numberTail()
	e := s.errorf(BadNumber, start, s.pos, "%s", msg)
	text := s.src[start:s.pos]
	e.Help = numberHelp(text)
	if digits := strings.TrimRight(text, "lL"); digits != text && strings.Trim(digits, "0123456789") == "" {
		e.Help = "Python has one type of integer: the suffix belongs to Python 2 and C"
		e.Fix, e.FixTitle = digits, "write `"+digits+"`"
	}
	s.emit(Invalid, start)
}

// numberHelp says what a literal that is no number lacks.
func numberHelp(text string) string {
	lower := strings.ToLower(text)
	switch {
	case strings.HasPrefix(lower, "0x"):
		return "the digits of a hexadecimal number are 0 to 9 and a to f"
	case strings.HasPrefix(lower, "0o"):
		return "the digits of an octal number are 0 to 7"
	case strings.HasPrefix(lower, "0b"):
		return "the digits of a binary number are 0 and 1"
	case strings.Contains(text, "__") || strings.HasSuffix(text, "_"):
		return "single underscores may stand between the digits of a number"
	}
	return "a name cannot begin with a digit"
}
