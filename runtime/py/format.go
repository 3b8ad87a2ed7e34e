package py

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	rt "github.com/cyp-lang/cyp/runtime"
)

// fmtSpec is a parsed format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type].
type fmtSpec struct {
	fill      rune
	align     byte // 0, '<', '>', '=', '^'
	sign      byte // 0, '+', '-', ' '
	noNegZero bool
	alt       bool
	zero      bool
	width     int // -1: none
	group     byte
	prec      int // -1: none
	typ       byte
}

func isAlign(c rune) bool { return c == '<' || c == '>' || c == '=' || c == '^' }

// parseSpec parses a specification for a value of the named type.
func parseSpec(s string, t *Type, defType byte) (fmtSpec, *rt.Error) {
	f := fmtSpec{fill: ' ', width: -1, prec: -1, typ: defType}
	bad := func() (fmtSpec, *rt.Error) {
		return f, valueErr("Invalid format specifier")
	}
	whole := s
	fillGiven := false
	if s != "" {
		r, w := decodeRune(s)
		if len(s) > w && isAlign(rune(s[w])) {
			f.fill, f.align = r, s[w]
			s = s[w+1:]
			fillGiven = true
		} else if isAlign(r) {
			f.align = byte(r)
			s = s[1:]
		}
	}
	if s != "" && (s[0] == '+' || s[0] == '-' || s[0] == ' ') {
		f.sign = s[0]
		s = s[1:]
	}
	if s != "" && s[0] == 'z' {
		f.noNegZero = true
		s = s[1:]
	}
	if s != "" && s[0] == '#' {
		f.alt = true
		s = s[1:]
	}
	if s != "" && s[0] == '0' {
		f.zero = true
		if !fillGiven {
			f.fill = '0'
			if f.align == 0 && defType != 's' {
				f.align = '='
			}
		}
		s = s[1:]
	}
	digits := func() (int, bool) {
		n := 0
		for n < len(s) && isDigitByte(s[n]) {
			n++
		}
		if n == 0 {
			return -1, true
		}
		v, err := strconv.Atoi(s[:n])
		s = s[n:]
		return v, err == nil && v < 1<<31
	}
	var ok bool
	if f.width, ok = digits(); !ok {
		return f, valueErr("Too many decimal digits in format string")
	}
	if s != "" && s[0] == ',' {
		f.group = ','
		s = s[1:]
	}
	if s != "" && s[0] == '_' {
		if f.group != 0 {
			return f, valueErr("Cannot specify both ',' and '_'.")
		}
		f.group = '_'
		s = s[1:]
	}
	if s != "" && s[0] == ',' {
		if f.group == '_' {
			return f, valueErr("Cannot specify both ',' and '_'.")
		}
		return f, valueErr("Cannot specify ',' with ','.")
	}
	if s != "" && s[0] == '.' {
		s = s[1:]
		if f.prec, ok = digits(); !ok {
			return f, valueErr("Too many decimal digits in format string")
		}
		if f.prec < 0 {
			return f, valueErr("Format specifier missing precision")
		}
	}
	if utf8.RuneCountInString(s) > 1 {
		return f, valueErr("Invalid format specifier '%s' for object of type '%s'", whole, t.name)
	}
	if len(s) == 1 {
		f.typ = s[0]
	} else if s != "" {
		r, _ := decodeRune(s)
		return f, unknownFormat(r, t)
	}
	if f.group != 0 {
		switch f.typ {
		case 'd', 'e', 'f', 'g', 'E', 'G', '%', 'F', 0:
		case 'b', 'o', 'x', 'X':
			if f.group == '_' {
				break
			}
			fallthrough
		default:
			if f.typ > 32 && f.typ < 128 {
				return f, valueErr("Cannot specify '%c' with '%c'.", f.group, f.typ)
			}
			return bad()
		}
	}
	return f, nil
}

func unknownFormat(r rune, t *Type) *rt.Error {
	return valueErr("Unknown format code '%c' for object of type '%s'", r, t.name)
}

// pad aligns body in the width; the sign and prefix come before "=" padding.
func (f *fmtSpec) pad(prefix, body string, def byte) string {
	n := countRunes(prefix) + countRunes(body)
	if f.width <= n {
		return prefix + body
	}
	fill := strings.Repeat(string(appendRune(nil, f.fill)), f.width-n)
	align := f.align
	if align == 0 {
		align = def
	}
	switch align {
	case '<':
		return prefix + body + fill
	case '>':
		return fill + prefix + body
	case '=':
		return prefix + fill + body
	}
	cut := (f.width - n) / 2 * utf8.RuneLen(f.fill)
	return fill[:cut] + prefix + body + fill[cut:]
}

// grouped inserts separators in a string of digits, and zero-fills to min digits with them where zero padding asks for it.
func grouped(digits string, sep byte, every, minWidth int) string {
	if sep == 0 {
		return digits
	}
	for minWidth > 0 && len(digits)+(len(digits)-1)/every < minWidth {
		digits = "0" + digits
	}
	var b strings.Builder
	for i := 0; i < len(digits); i++ {
		if i > 0 && (len(digits)-i)%every == 0 {
			b.WriteByte(sep)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

func signText(neg bool, sign byte) string {
	switch {
	case neg:
		return "-"
	case sign == '+' || sign == ' ':
		return string(sign)
	}
	return ""
}

// Format is format(v, spec), as f-strings use it.
func Format(cx *rt.Ctx, v Value, spec string) (string, *rt.Error) {
	switch {
	case spec == "":
		switch {
		case v.O == &intTag, v.O == &floatTag, v.O.Type == StrType:
			return StrOf(cx, v)
		}
	case v.O == &intTag:
		return formatIntSpec(cx, v, IntType, spec)
	case v.O == &floatTag:
		return formatFloatSpec(cx, v.float(), FloatType, spec)
	case v.O.Type == StrType:
		return formatStrSpec(asStr(v).s, StrType, spec)
	}
	r, ok, err := callSpecial(cx, v, "__format__", NewStr(spec))
	if err != nil {
		return "", err
	}
	if !ok || !r.has(flagStr) {
		return "", typeErr("__format__ must return a str, not %s", r.O.Type.cName())
	}
	return asStr(r).s, nil
}

// formatMethod is the body of the __format__ methods.
func formatMethod(cx *rt.Ctx, a []Value, f func(spec string) (string, *rt.Error)) (Value, *rt.Error) {
	spec, ok := GoStr(a[1])
	if !ok {
		return Value{}, typeErr("__format__() argument must be str, not %s", argType(a[1]))
	}
	if spec == "" {
		return StrValue(cx, a[0])
	}
	s, err := f(spec)
	if err != nil {
		return Value{}, err
	}
	return NewStr(s), nil
}

func formatStrSpec(s string, t *Type, spec string) (string, *rt.Error) {
	f, err := parseSpec(spec, t, 's')
	if err != nil {
		return "", err
	}
	switch {
	case f.typ != 's':
		return "", unknownFormat(rune(f.typ), t)
	case f.sign == ' ':
		return "", valueErr("Space not allowed in string format specifier")
	case f.sign != 0:
		return "", valueErr("Sign not allowed in string format specifier")
	case f.noNegZero:
		return "", valueErr("Negative zero coercion (z) not allowed in string format specifier")
	case f.alt:
		return "", valueErr("Alternate form (#) not allowed in string format specifier")
	case f.align == '=':
		return "", valueErr("'=' alignment not allowed in string format specifier")
	}
	if f.prec >= 0 && f.prec < countRunes(s) {
		s = s[:runeOff(s, f.prec)]
	}
	return f.pad("", s, '<'), nil
}

func formatIntSpec(cx *rt.Ctx, n Value, t *Type, spec string) (string, *rt.Error) {
	f, err := parseSpec(spec, t, 'd')
	if err != nil {
		return "", err
	}
	switch f.typ {
	case 'e', 'E', 'f', 'F', 'g', 'G', '%':
		x, err := intToFloat(n)
		if err != nil {
			return "", err
		}
		return f.formatFloat(x), nil
	case 'd', 'b', 'o', 'x', 'X', 'n', 'c':
	default:
		return "", unknownFormat(rune(f.typ), t)
	}
	if f.prec >= 0 {
		return "", valueErr("Precision not allowed in integer format specifier")
	}
	if f.noNegZero {
		return "", valueErr("Negative zero coercion (z) not allowed in format specifier with integer format code '%c'", f.typ)
	}
	if f.typ == 'c' {
		if f.sign != 0 {
			return "", valueErr("Sign not allowed with integer format specifier 'c'")
		}
		if f.alt {
			return "", valueErr("Alternate form (#) not allowed with integer format specifier 'c'")
		}
		if !n.isInt() {
			return "", overflowErr("Python int too large to convert to C long")
		}
		if n.int() < 0 || n.int() > 0x10ffff {
			return "", overflowErr("%%c arg not in range(0x110000)")
		}
		return f.pad("", string(appendRune(nil, rune(n.int()))), '<'), nil
	}
	base, prefix, every := 10, "", 3
	switch f.typ {
	case 'b':
		base, prefix, every = 2, "0b", 4
	case 'o':
		base, prefix, every = 8, "0o", 4
	case 'x':
		base, prefix, every = 16, "0x", 4
	case 'X':
		base, prefix, every = 16, "0X", 4
	}
	var digits string
	if base == 10 {
		if digits, err = intString(n); err != nil {
			return "", err
		}
	} else {
		digits = intText(n, base)
	}
	neg := digits[0] == '-'
	if neg {
		digits = digits[1:]
	}
	if f.typ == 'X' {
		digits = strings.ToUpper(digits)
	}
	lead := signText(neg, f.sign)
	if f.alt {
		lead += prefix
	}
	min := 0
	if f.fill == '0' && f.align == '=' {
		min = f.width - len(lead)
	}
	return f.pad(lead, grouped(digits, f.group, every, min), '>'), nil
}

func intText(n Value, base int) string {
	if n.isInt() {
		return strconv.FormatInt(n.int(), base)
	}
	return asBig(n).Text(base)
}

func formatFloatSpec(cx *rt.Ctx, x float64, t *Type, spec string) (string, *rt.Error) {
	f, err := parseSpec(spec, t, 0)
	if err != nil {
		return "", err
	}
	switch f.typ {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n', '%':
	default:
		return "", unknownFormat(rune(f.typ), t)
	}
	return f.formatFloat(x), nil
}

// formatFloat formats by an already checked specification.
func (f *fmtSpec) formatFloat(x float64) string {
	body, neg := f.floatBody(x)
	lead := signText(neg, f.sign)
	min := 0
	if f.fill == '0' && f.align == '=' {
		min = f.width - len(lead)
	}
	if f.group != 0 && !math.IsInf(x, 0) && !math.IsNaN(x) {
		n := 0
		for n < len(body) && isDigitByte(body[n]) {
			n++
		}
		body = grouped(body[:n], f.group, 3, min-(len(body)-n)) + body[n:]
	}
	return f.pad(lead, body, '>')
}

// floatBody is the text without sign.
func (f *fmtSpec) floatBody(x float64) (string, bool) {
	typ, prec := f.typ, f.prec
	neg := math.Signbit(x) && !math.IsNaN(x)
	upper := typ == 'E' || typ == 'F' || typ == 'G'
	finish := func(s string) (string, bool) {
		s = strings.TrimPrefix(s, "-")
		if neg && f.noNegZero && strings.Trim(s, "0.e+-%") == "" {
			neg = false
		}
		if upper {
			s = strings.ToUpper(s)
		}
		return s, neg
	}
	if math.IsInf(x, 0) || math.IsNaN(x) {
		s := strings.TrimPrefix(floatRepr(x), "-")
		if typ == '%' {
			s += "%"
		}
		return finish(s)
	}
	switch typ | 0x20 {
	case 'e':
		return finish(fixExp(x, defPrec(prec), f.alt))
	case 'f':
		return finish(fixPoint(x, defPrec(prec), f.alt))
	case 'g', 'n':
		return finish(generalFloat(x, defPrec(prec), f.alt, false))
	}
	if typ == '%' {
		return finish(fixPoint(x*100, defPrec(prec), f.alt) + "%")
	}
	if prec < 0 {
		s := floatRepr(x)
		if f.alt && !strings.ContainsAny(s, ".e") {
			s += "."
		}
		return finish(s)
	}
	return finish(generalFloat(x, prec, f.alt, true))
}

func defPrec(p int) int {
	if p < 0 {
		return 6
	}
	return p
}

func fixPoint(x float64, prec int, alt bool) string {
	s := strconv.FormatFloat(x, 'f', prec, 64)
	if alt && prec == 0 {
		s += "."
	}
	return s
}

func fixExp(x float64, prec int, alt bool) string {
	s := strconv.FormatFloat(x, 'e', prec, 64)
	if alt && prec == 0 {
		s = strings.Replace(s, "e", ".e", 1)
	}
	return s
}

// generalFloat is %g; repr adds ".0" to whole numbers, as the empty type does.
func generalFloat(x float64, prec int, alt, repr bool) string {
	if prec == 0 {
		prec = 1
	}
	es := strconv.FormatFloat(x, 'e', prec-1, 64)
	i := strings.IndexByte(es, 'e')
	exp, _ := strconv.Atoi(es[i+1:])
	limit := prec
	if repr {
		limit-- // the empty type leaves room for its ".0"
	}
	if exp < -4 || exp >= limit {
		mant := es[:i]
		if !alt && strings.IndexByte(mant, '.') >= 0 {
			mant = strings.TrimRight(strings.TrimRight(mant, "0"), ".")
		}
		return mant + es[i:]
	}
	s := strconv.FormatFloat(x, 'f', max(prec-1-exp, 0), 64)
	if !alt && strings.IndexByte(s, '.') >= 0 {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	} else if alt && strings.IndexByte(s, '.') < 0 {
		s += "."
	}
	if repr && !strings.ContainsAny(s, ".") {
		s += ".0"
	}
	return s
}

// formatComplexSpec formats the two parts by one specification.
func formatComplexSpec(x complex128, t *Type, spec string) (string, *rt.Error) {
	f, err := parseSpec(spec, t, 0)
	if err != nil {
		return "", err
	}
	switch f.typ {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n':
	default:
		return "", unknownFormat(rune(f.typ), t)
	}
	if f.fill == '0' {
		return "", valueErr("Zero padding is not allowed in complex format specifier")
	}
	if f.align == '=' {
		return "", valueErr("'=' alignment flag is not allowed in complex format specifier")
	}
	part := func(v float64, sign byte) string {
		g := f
		g.width, g.sign = -1, sign
		if f.typ == 0 {
			if f.prec < 0 {
				s := complexPart(v)
				if s[0] != '-' {
					s = signText(false, sign) + s
				}
				return s
			}
			g.typ = 'g'
		}
		return g.formatFloat(v)
	}
	re := part(real(x), f.sign)
	im := part(imag(x), '+') + "j"
	if f.typ == 0 {
		if real(x) == 0 && !math.Signbit(real(x)) {
			return f.pad("", part(imag(x), f.sign)+"j", '>'), nil
		}
		return f.pad("", "("+re+im+")", '>'), nil
	}
	return f.pad("", re+im, '>'), nil
}
