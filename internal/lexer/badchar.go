package lexer

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// invalid reports a character that cannot be part of a program.
func (s *scanner) invalid(start int) {
	r, size := utf8.DecodeRuneInString(s.src[start:])
	s.pos = start + size
	if n := len(s.errs); n > 0 && s.errs[n-1].Kind == BadCharacter && s.errs[n-1].End == int32(start) && s.errs[n-1].FixTitle == "" {
		s.errs[n-1].End = int32(s.pos) // one error for a run of them
		s.emit(Invalid, start)
		return
	}
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
