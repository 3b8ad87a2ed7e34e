package lexer

import (
	"unicode"
	"unicode/utf8"
)

// Classes of bytes.
const (
	isStart = 1 << iota // may begin a name
	isCont              // may continue one
	isDigit
	isHex
)

var class [256]uint8

func init() {
	for c := 0; c < 256; c++ {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c >= 0x80:
			class[c] = isStart | isCont
		case c >= '0' && c <= '9':
			class[c] = isCont | isDigit | isHex
		}
		if c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' {
			class[c] |= isHex
		}
	}
}

// word scans a name, a keyword, or a literal with a prefix.
func (s *scanner) word() {
	start := s.pos
	i := start
	for i < len(s.src) && class[s.src[i]]&isCont != 0 && s.src[i] < utf8.RuneSelf {
		i++
	}
	if i < len(s.src) && (s.src[i] == '"' || s.src[i] == '\'') && i-start <= 2 && s.stringPrefix(s.src[start:i]) {
		s.stringAt(start)
		return
	}
	if s.byteAt(i) < utf8.RuneSelf {
		s.pos = i
		s.emit(lookup(s.src[start:i], s.opt.Python), start)
		return
	}
	s.unicodeName(start, i)
}

// unicodeName scans a name that has characters beyond ASCII, the first at i.
func (s *scanner) unicodeName(start, i int) {
	for i < len(s.src) {
		r, size := utf8.DecodeRuneInString(s.src[i:])
		if r == utf8.RuneError && size <= 1 || i == start && !IsNameStart(r) || !IsNameContinue(r) {
			break
		}
		i += size
	}
	if i == start {
		s.invalid(start)
		return
	}
	s.pos = i
	s.emit(Name, start)
}

// IsNameStart reports whether a character may begin a name (XID_Start or `_`).
func IsNameStart(r rune) bool {
	if r < 0x80 {
		return class[byte(r)]&isStart != 0
	}
	if unicode.In(r, unicode.L, unicode.Nl, unicode.Other_ID_Start) {
		return !unicode.In(r, unicode.Pattern_Syntax, unicode.Pattern_White_Space) && !notXIDStart(r)
	}
	return false
}

// IsNameContinue reports whether a character may follow in a name (XID_Continue).
func IsNameContinue(r rune) bool {
	if r < 0x80 {
		return class[byte(r)]&isCont != 0
	}
	if notXIDContinue(r) {
		return false
	}
	return unicode.In(r, unicode.L, unicode.Nl, unicode.Mn, unicode.Mc, unicode.Nd, unicode.Pc, unicode.Other_ID_Start, unicode.Other_ID_Continue)
}

// notXIDStart lists the letters that Unicode excludes because their
// compatibility form does not begin a name.
func notXIDStart(r rune) bool {
	switch r {
	case 0x0e33, 0x0eb3, 0xff9e, 0xff9f:
		return true
	}
	return notXIDContinue(r) || r == 0x037a || r >= 0xfe70 && r <= 0xfe7e && r%2 == 0 && r != 0xfe74
}

// notXIDContinue lists the letters whose compatibility form holds a character
// that cannot be in a name.
func notXIDContinue(r rune) bool {
	switch r {
	case 0x037a, 0x309b, 0x309c, 0xfdfa, 0xfdfb, 0xfe70, 0xfe72, 0xfe74, 0xfe76, 0xfe78, 0xfe7a, 0xfe7c, 0xfe7e:
		return true
	}
	return r >= 0xfc5e && r <= 0xfc63
}

func (s *scanner) operator(c byte) {
	start := s.pos
	kind, n := operatorAt(s.src[start:])
	if n == 0 {
		s.invalid(start)
		return
	}
	if f := len(s.fstrings); f > 0 && s.fieldOperator(kind, start) {
		return
	}
	s.pos = start + n
	switch kind {
	case LParen, LBrack, LBrace:
		s.open(kind, start)
	case RParen, RBrack, RBrace:
		s.close(kind, start)
	default:
		s.emit(kind, start)
	}
}

// operatorAt returns the longest operator at the start of t, and its length.
func operatorAt(t string) (Kind, int) {
	c1, c2 := byte(0), byte(0)
	if len(t) > 1 {
		c1 = t[1]
	}
	if len(t) > 2 {
		c2 = t[2]
	}
	// pick chooses between an operator and its in-place form.
	pick := func(plain, assign Kind) (Kind, int) {
		if c1 == '=' {
			return assign, 2
		}
		return plain, 1
	}
	pick3 := func(double, assign Kind) (Kind, int) {
		if c2 == '=' {
			return assign, 3
		}
		return double, 2
	}
	switch t[0] {
	case '(':
		return LParen, 1
	case ')':
		return RParen, 1
	case '[':
		return LBrack, 1
	case ']':
		return RBrack, 1
	case '{':
		return LBrace, 1
	case '}':
		return RBrace, 1
	case ',':
		return Comma, 1
	case ':':
		return pick(Colon, Walrus)
	case ';':
		return Semi, 1
	case '.':
		if c1 == '.' && c2 == '.' {
			return Ellipsis, 3
		}
		return Dot, 1
	case '=':
		return pick(Assign, Equal)
	case '@':
		return pick(At, AtEq)
	case '+':
		return pick(Plus, PlusEq)
	case '-':
		if c1 == '>' {
			return Arrow, 2
		}
		return pick(Minus, MinusEq)
	case '*':
		if c1 == '*' {
			return pick3(Power, PowerEq)
		}
		return pick(Star, StarEq)
	case '/':
		if c1 == '/' {
			return pick3(FloorDiv, FloorDivEq)
		}
		return pick(Slash, SlashEq)
	case '%':
		return pick(Percent, PercentEq)
	case '&':
		return pick(Amp, AmpEq)
	case '|':
		return pick(Bar, BarEq)
	case '^':
		return pick(Caret, CaretEq)
	case '~':
		return Tilde, 1
	case '<':
		switch c1 {
		case '<':
			return pick3(LShift, LShiftEq)
		case '>':
			return OldNotEqual, 2
		}
		return pick(Less, LessEq)
	case '>':
		if c1 == '>' {
			return pick3(RShift, RShiftEq)
		}
		return pick(Greater, GreaterEq)
	case '!':
		return pick(Exclam, NotEqual)
	case '?':
		return Question, 1
	case '`':
		return Backquote, 1
	}
	return Invalid, 0
}
