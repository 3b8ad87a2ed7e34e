package py

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// strRepr quotes text as repr does.
func strRepr(s string) string {
	quote := byte('\'')
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	b := make([]byte, 0, len(s)+2)
	b = append(b, quote)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == quote || c == '\\':
				b = append(b, '\\', c)
			case c == '\n':
				b = append(b, '\\', 'n')
			case c == '\r':
				b = append(b, '\\', 'r')
			case c == '\t':
				b = append(b, '\\', 't')
			case c < ' ' || c == 0x7f:
				b = append(b, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
			default:
				b = append(b, c)
			}
			continue
		}
		r, w := decodeRune(s[i:])
		if isPrintable(r) {
			b = append(b, s[i:i+w]...)
		} else {
			b = appendEscape(b, r)
		}
		i += w
	}
	return string(append(b, quote))
}

func appendEscape(b []byte, r rune) []byte {
	switch {
	case r < 0x100:
		return append(b, '\\', 'x', hexDigits[r>>4], hexDigits[r&15])
	case r < 0x10000:
		b = append(b, '\\', 'u')
		for s := 12; s >= 0; s -= 4 {
			b = append(b, hexDigits[r>>s&15])
		}
	default:
		b = append(b, '\\', 'U')
		for s := 28; s >= 0; s -= 4 {
			b = append(b, hexDigits[r>>s&15])
		}
	}
	return b
}

// isPrintable is str.isprintable for one code point.
func isPrintable(r rune) bool {
	if r < 0x7f {
		return r >= ' '
	}
	if r >= 0xD800 && r < 0xE000 {
		return false
	}
	return unicode.IsGraphic(r) && !unicode.Is(unicode.Zs, r)
}

// escapeNonASCII escapes what ascii() escapes in a repr.
func escapeNonASCII(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			var b []byte
			for i := 0; i < len(s); {
				r, w := decodeRune(s[i:])
				if r < utf8.RuneSelf {
					b = append(b, byte(r))
				} else {
					b = appendEscape(b, r)
				}
				i += w
			}
			return string(b)
		}
	}
	return s
}

// bytesRepr quotes bytes as repr does.
func bytesRepr(s []byte) string {
	quote := byte('\'')
	hasSingle, hasDouble := false, false
	for _, c := range s {
		if c == '\'' {
			hasSingle = true
		} else if c == '"' {
			hasDouble = true
		}
	}
	if hasSingle && !hasDouble {
		quote = '"'
	}
	b := make([]byte, 0, len(s)+3)
	b = append(b, 'b', quote)
	for _, c := range s {
		switch {
		case c == quote || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\r':
			b = append(b, '\\', 'r')
		case c == '\t':
			b = append(b, '\\', 't')
		case c < ' ' || c >= 0x7f:
			b = append(b, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		default:
			b = append(b, c)
		}
	}
	return string(append(b, quote))
}
