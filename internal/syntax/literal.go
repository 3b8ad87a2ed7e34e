package syntax

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/lexer"
)

// strings reads one or more adjacent literals.
func (p *parser) strings() Expr {
	at := p.pos()
	first := p.i
	interpolated, more := false, false
	for i := p.i; ; i++ {
		if k := p.toks[i].Kind; k == lexer.FStart {
			interpolated = true
			break
		} else if k != lexer.String {
			break
		}
		more = i > first
	}
	if interpolated {
		return p.fstring()
	}
	n := &String{}
	t := p.next()
	kind, value := p.literal(t)
	n.Kind, n.Value = kind, value
	if !more {
		n.Parts = []string{p.text(t)}
		n.Src = p.spanOf(t)
		return n
	}
	var b strings.Builder
	b.WriteString(value)
	n.Parts = append(n.Parts, p.text(t))
	for p.kind() == lexer.String {
		t := p.next()
		k, v := p.literal(t)
		if (k == Bytes) != (n.Kind == Bytes) || (k == CharLit) != (n.Kind == CharLit) {
			p.fail(CodeString, p.from(at), "cannot mix bytes and nonbytes literals")
		}
		b.WriteString(v)
		n.Parts = append(n.Parts, p.text(t))
	}
	n.Value = b.String()
	n.Src = p.from(at)
	return n
}

// literal decodes one literal without interpolation.
func (p *parser) literal(t lexer.Token) (StringKind, string) {
	s := p.text(t)
	kind := Text
	raw := false
	i := 0
	for s[i] != '"' && s[i] != '\'' {
		switch s[i] | 0x20 {
		case 'b':
			kind = Bytes
		case 'u':
			kind = Unicode
		case 'c':
			kind = CharLit
		case 'r':
			raw = true
		}
		i++
	}
	body := unquote(s[i:])
	if (kind == Bytes || kind == CharLit) && (p.mode.Python || p.level3) {
		for j := 0; j < len(body); j++ {
			if body[j] >= 0x80 {
				p.report(CodeString, p.spanOf(t), "bytes can only contain ASCII literal characters").
					Hint("write the bytes of the character as escapes, as in b'\\xc3\\xa9', or encode a string")
				bail()
			}
		}
	}
	value := p.unescape(t, body, raw, kind)
	if kind == CharLit && len(value) != 1 {
		p.fail(CodeString, p.spanOf(t), "invalid character literal: %s", s)
	}
	return kind, value
}

// unquote removes the quotes of a literal.
func unquote(s string) string {
	if len(s) >= 6 && s[0] == s[1] && s[1] == s[2] {
		return s[3 : len(s)-3]
	}
	return s[1 : len(s)-1]
}

// unescape gives the value of the text between the quotes.
func (p *parser) unescape(t lexer.Token, body string, raw bool, kind StringKind) string {
	if strings.IndexByte(body, '\r') >= 0 {
		body = strings.ReplaceAll(strings.ReplaceAll(body, "\r\n", "\n"), "\r", "\n")
	}
	if raw || strings.IndexByte(body, '\\') < 0 {
		return body
	}
	bytes := kind == Bytes || kind == CharLit
	var b strings.Builder
	b.Grow(len(body))
	for i := 0; i < len(body); {
		j := strings.IndexByte(body[i:], '\\')
		if j < 0 {
			b.WriteString(body[i:])
			break
		}
		b.WriteString(body[i : i+j])
		i += j + 1
		if i >= len(body) {
			b.WriteByte('\\')
			break
		}
		n, msg := escape(&b, body[i:], bytes)
		if msg != "" {
			p.fail(CodeString, p.spanOf(t), "%s", msg)
		}
		i += n
	}
	return b.String()
}

// escape decodes the escape sequence at the start of s, which is what follows the
// backslash, and returns its length.
func escape(b *strings.Builder, s string, bytes bool) (n int, msg string) {
	c := s[0]
	if v, ok := simpleEscapes[c]; ok {
		b.WriteByte(v)
		return 1, ""
	}
	hex := func(digits int, what string) (rune, string) {
		if len(s) < 1+digits {
			return 0, "truncated " + what + " escape in the string"
		}
		v := rune(0)
		for k := 1; k <= digits; k++ {
			d := hexValue(s[k])
			if d < 0 {
				return 0, "truncated " + what + " escape in the string"
			}
			v = v<<4 | rune(d)
		}
		return v, ""
	}
	switch {
	case c == '\n':
		return 1, ""
	case c >= '0' && c <= '7':
		v, k := 0, 0
		for k < 3 && k < len(s) && s[k] >= '0' && s[k] <= '7' {
			v = v<<3 | int(s[k]-'0')
			k++
		}
		writeChar(b, rune(v), bytes)
		return k, ""
	case c == 'x':
		v, msg := hex(2, `\xXX`)
		if msg != "" {
			return 0, msg
		}
		writeChar(b, v, bytes)
		return 3, ""
	case bytes:
		b.WriteByte('\\')
		return 0, ""
	case c == 'u':
		v, msg := hex(4, `\uXXXX`)
		if msg != "" {
			return 0, msg
		}
		writeChar(b, v, false)
		return 5, ""
	case c == 'U':
		v, msg := hex(8, `\UXXXXXXXX`)
		if msg != "" {
			return 0, msg
		}
		if v > 0x10ffff || v < 0 {
			return 0, "illegal Unicode character in the string"
		}
		writeChar(b, v, false)
		return 9, ""
	case c == 'N':
		end := strings.IndexByte(s, '}')
		if len(s) < 2 || s[1] != '{' || end < 3 {
			return 0, `malformed \N character escape in the string`
		}
		v, ok := runeNamed(s[2:end])
		if !ok {
			return 0, "unknown Unicode character name '" + s[2:end] + "' in the string"
		}
		b.WriteString(v)
		return end + 1, ""
	}
	b.WriteByte('\\')
	return 0, ""
}

var simpleEscapes = map[byte]byte{
	'\\': '\\', '\'': '\'', '"': '"', 'a': 7, 'b': 8, 'f': 12, 'n': 10, 'r': 13, 't': 9, 'v': 11,
}

func hexValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// writeChar writes a byte, or a character as UTF-8; a lone surrogate as WTF-8.
func writeChar(b *strings.Builder, v rune, bytes bool) {
	switch {
	case bytes:
		b.WriteByte(byte(v))
	case v >= 0xd800 && v <= 0xdfff:
		b.Write([]byte{0xe0 | byte(v>>12), 0x80 | byte(v>>6)&0x3f, 0x80 | byte(v)&0x3f})
	default:
		b.WriteRune(v)
	}
}
