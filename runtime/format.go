package rt

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// fieldSpec is one replacement field of fmt::format.
type fieldSpec struct {
	fill  string // one character, "" for a blank
	align byte   // '<', '>', '^', 0
	sign  byte   // '+', '-', ' '
	alt   bool
	zero  bool
	width int
	prec  int // -1: none
	typ   byte
}

// Format is fmt::format: the `{}` mini-language. A wrong format raises RuntimeError.
func Format(format *int8, args ...Arg) (String, *Error) {
	b, err := AppendFormat(nil, GoString(format), args)
	return String{b}, err
}

// FormatGo is Format with Go text as format.
func FormatGo(format string, args ...Arg) (String, *Error) {
	b, err := AppendFormat(nil, format, args)
	return String{b}, err
}

// FormatPrint is fmt::print: Format to Stdout.
func FormatPrint(format *int8, args ...Arg) *Error {
	b, err := AppendFormat(nil, GoString(format), args)
	if err == nil {
		Stdout.Write(b)
	}
	return err
}

// AppendFormat formats behind b.
func AppendFormat(b []byte, format string, args []Arg) ([]byte, *Error) {
	f := fieldParser{out: b}
	for f.err == nil {
		i := strings.IndexAny(format, "{}")
		if i < 0 {
			f.out = append(f.out, format...)
			break
		}
		f.out = append(f.out, format[:i]...)
		c := format[i]
		format = format[i+1:]
		switch {
		case format != "" && format[0] == c:
			f.out = append(f.out, c)
			format = format[1:]
		case c == '}':
			f.fail("unmatched '}' in format string")
		default:
			format = f.field(format, args)
		}
	}
	return f.out, f.err
}

type fieldParser struct {
	out    []byte
	next   int
	manual bool
	err    *Error
}

func (f *fieldParser) fail(msg string) {
	if f.err == nil {
		f.err = Raise("RuntimeError", msg)
	}
}

// field handles a replacement field; s stands behind its '{'. It returns what follows the '}'.
func (f *fieldParser) field(s string, args []Arg) string {
	a, s := f.argument(s, args)
	if f.err != nil {
		return ""
	}
	spec := fieldSpec{prec: -1}
	if s != "" && s[0] == ':' {
		s = f.spec(s[1:], &spec, args)
	}
	if s == "" || s[0] != '}' {
		if s == "" {
			f.fail("missing '}' in format string")
		} else {
			f.fail("invalid format specifier")
		}
		return ""
	}
	f.put(&a, &spec)
	return s[1:]
}

// argument reads an argument's number, if there is one, and returns the argument.
func (f *fieldParser) argument(s string, args []Arg) (Arg, string) {
	n, i := number(s, 0)
	if i == 0 {
		if f.manual {
			f.fail("cannot switch from manual to automatic argument indexing")
		}
		n = f.next
		f.next++
	} else {
		if f.next > 0 {
			f.fail("cannot switch from automatic to manual argument indexing")
		}
		f.manual = true
		s = s[i:]
	}
	if n >= len(args) {
		f.fail("argument not found")
		return Arg{}, ""
	}
	return args[n], s
}

// count reads a width or a precision: a number or a nested field.
func (f *fieldParser) count(s string, args []Arg) (n int, rest string, ok bool) {
	if s != "" && s[0] == '{' {
		a, s := f.argument(s[1:], args)
		if s == "" || s[0] != '}' {
			f.fail("invalid format string")
			return 0, "", false
		}
		if a.kind != argInt && a.kind != argUint || int64(a.n) < 0 || int64(a.n) > 1<<31-1 {
			f.fail("width/precision is not integer")
			return 0, "", false
		}
		return int(a.n), s[1:], true
	}
	n, i := number(s, 0)
	if n > 1<<31-1 || i > 10 {
		f.fail("number is too big")
		return 0, "", false
	}
	return n, s[i:], i > 0
}

func alignment(c byte) bool { return c == '<' || c == '>' || c == '^' }

func (f *fieldParser) spec(s string, p *fieldSpec, args []Arg) string {
	if s != "" && s[0] != '}' {
		_, n := utf8.DecodeRuneInString(s)
		switch {
		case len(s) > n && alignment(s[n]) && s[0] != '{':
			p.fill, p.align = s[:n], s[n]
			s = s[n+1:]
		case alignment(s[0]):
			p.align = s[0]
			s = s[1:]
		}
	}
	if s != "" && (s[0] == '+' || s[0] == '-' || s[0] == ' ') {
		p.sign, s = s[0], s[1:]
	}
	if s != "" && s[0] == '#' {
		p.alt, s = true, s[1:]
	}
	if s != "" && s[0] == '0' {
		p.zero, s = true, s[1:]
	}
	if s != "" && (s[0] == '{' || s[0] >= '0' && s[0] <= '9') {
		p.width, s, _ = f.count(s, args)
	}
	if s != "" && s[0] == '.' {
		var ok bool
		if p.prec, s, ok = f.count(s[1:], args); !ok {
			f.fail("invalid precision")
			return ""
		}
	}
	if s != "" && s[0] == 'L' {
		s = s[1:]
	}
	if s != "" && s[0] != '}' {
		p.typ, s = s[0], s[1:]
	}
	return s
}

const badSpec = "invalid format specifier"

// put formats one argument.
func (f *fieldParser) put(a *Arg, p *fieldSpec) {
	if f.err != nil {
		return
	}
	switch a.kind {
	case argFloat:
		f.float(a, p)
	case argStr, argCStr:
		f.text(a, p)
	case argPtr:
		f.pointer(a, p)
	case argChar:
		if p.typ == 0 || p.typ == 'c' || p.typ == '?' {
			f.plainText([]byte{byte(a.n)}, p)
			return
		}
		f.integer(a, p)
	case argBool:
		if p.typ == 0 || p.typ == 's' {
			f.plainText(strconv.AppendBool(nil, a.n != 0), p)
			return
		}
		f.integer(a, p)
	default:
		if p.typ == 'c' {
			f.plainText(utf8.AppendRune(nil, rune(a.n)), p)
			return
		}
		f.integer(a, p)
	}
}

// plainText puts text of a non-string type, for which numeric flags are errors.
func (f *fieldParser) plainText(b []byte, p *fieldSpec) {
	if p.sign != 0 || p.alt || p.zero || p.prec >= 0 {
		f.fail(badSpec)
		return
	}
	f.pad(nil, b, p, '<')
}

func (f *fieldParser) text(a *Arg, p *fieldSpec) {
	if a.kind == argCStr && p.typ == 'p' {
		f.pointer(a, p)
		return
	}
	b, _ := a.text()
	if a.kind == argCStr && a.p == nil {
		f.fail("string pointer is null")
		return
	}
	if p.typ != 0 && p.typ != 's' && p.typ != '?' || p.sign != 0 || p.alt || p.zero {
		f.fail(badSpec)
		return
	}
	if p.typ == '?' {
		b = strconv.AppendQuote(nil, string(b))
	}
	if p.prec >= 0 {
		n, i := 0, 0
		for i < len(b) && n < p.prec {
			_, size := utf8.DecodeRune(b[i:])
			i += size
			n++
		}
		b = b[:i]
	}
	f.pad(nil, b, p, '<')
}

func (f *fieldParser) pointer(a *Arg, p *fieldSpec) {
	if p.typ != 0 && p.typ != 'p' || p.prec >= 0 {
		f.fail(badSpec)
		return
	}
	f.pad(nil, append([]byte("0x"), strconv.AppendUint(nil, a.n, 16)...), p, '>')
}

func (f *fieldParser) integer(a *Arg, p *fieldSpec) {
	if p.prec >= 0 {
		f.fail("precision not allowed for this argument type")
		return
	}
	neg := a.kind != argUint && int64(a.n) < 0
	u := a.n
	if neg {
		u = -u
	}
	sign := f.sign(neg, p)
	base := 10
	switch p.typ {
	case 0, 'd', 'n':
	case 'x', 'X':
		base = 16
		if p.alt {
			sign += "0" + string(p.typ)
		}
	case 'b', 'B':
		base = 2
		if p.alt {
			sign += "0" + string(p.typ)
		}
	case 'o':
		base = 8
		if p.alt && u != 0 {
			sign += "0"
		}
	default:
		f.fail(badSpec)
		return
	}
	var buf [72]byte
	digits := strconv.AppendUint(buf[:0], u, base)
	if p.typ == 'X' {
		upper(digits)
	}
	f.number(sign, digits, p)
}

func (f *fieldParser) sign(neg bool, p *fieldSpec) string {
	switch {
	case neg:
		return "-"
	case p.sign == '+':
		return "+"
	case p.sign == ' ':
		return " "
	}
	return ""
}

// number puts sign and digits; zeros go between them.
func (f *fieldParser) number(sign string, digits []byte, p *fieldSpec) {
	if p.zero && p.align == 0 {
		f.out = append(f.out, sign...)
		for n := p.width - len(sign) - len(digits); n > 0; n-- {
			f.out = append(f.out, '0')
		}
		f.out = append(f.out, digits...)
		return
	}
	f.pad([]byte(sign), digits, p, '>')
}

func (f *fieldParser) float(a *Arg, p *fieldSpec) {
	v := a.float()
	neg := v < 0 || v == 0 && a.n>>63 != 0 || v != v && a.n>>63 != 0
	sign := f.sign(neg, p)
	if neg {
		v = -v
	}
	lower := p.typ | 0x20
	if p.typ != 0 && lower != 'a' && lower != 'e' && lower != 'f' && lower != 'g' {
		f.fail(badSpec)
		return
	}
	var buf [64]byte
	digits := buf[:0]
	switch {
	case v != v:
		digits = append(digits, "nan"...)
	case v > 1.7976931348623157e308:
		digits = append(digits, "inf"...)
	case p.typ == 0 && p.prec < 0:
		digits = appendShortest(digits, v)
		if p.alt && !strings.ContainsAny(string(digits), ".e") {
			digits = append(digits, ".0"...)
		}
	case p.typ == 0:
		digits = appendG(digits, v, p.prec, p.alt)
	case lower == 'a':
		digits = appendFloat(digits, v, 'a', p.prec, p.alt)
		sign += string(digits[:2])
		digits = digits[2:]
	default:
		digits = appendFloat(digits, v, lower, p.prec, p.alt)
	}
	if p.typ >= 'A' && p.typ <= 'Z' {
		upper(digits)
	}
	if p.zero && (v != v || v > 1.7976931348623157e308) {
		q := *p
		q.zero = false
		p = &q
	}
	f.number(sign, digits, p)
}

// pad puts a field with its fill. Width counts characters.
func (f *fieldParser) pad(sign, b []byte, p *fieldSpec, align byte) {
	if p.align != 0 {
		align = p.align
	}
	fill := p.fill
	if fill == "" {
		fill = " "
	}
	n := p.width - len(sign) - utf8.RuneCount(b)
	left, right := 0, 0
	if n > 0 {
		switch align {
		case '<':
			right = n
		case '>':
			left = n
		default:
			left = n / 2
			right = n - left
		}
	}
	for ; left > 0; left-- {
		f.out = append(f.out, fill...)
	}
	f.out = append(append(f.out, sign...), b...)
	for ; right > 0; right-- {
		f.out = append(f.out, fill...)
	}
}
