package py

import (
	"math"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// percent is the % formatting of str (and of bytes, with bytes true).
type percent struct {
	cx    *rt.Ctx
	arg   Value   // the right operand
	items []Value // the arguments of a tuple
	next  int
	bytes bool
	used  bool
	out   []byte
}

// percentFormat formats format % arg.
func percentFormat(cx *rt.Ctx, format string, arg Value, bytes bool) (string, *rt.Error) {
	p := &percent{cx: cx, arg: arg, bytes: bytes}
	if arg.has(flagTuple) {
		p.items = asTuple(arg).items
	} else {
		p.items = []Value{arg}
	}
	for {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			p.out = append(p.out, format...)
			break
		}
		p.out = append(p.out, format[:i]...)
		rest, err := p.directive(format[i+1:], len(p.out))
		if err != nil {
			return "", err
		}
		format = rest
	}
	if p.next < len(p.items) && !p.used {
		mapping := !arg.has(flagTuple) && !arg.has(flagStr) && arg.O.Type.getitem != nil
		if bytes && arg.has(flagBytes|flagByteArray) {
			mapping = false
		}
		if !mapping || arg.has(flagTuple) {
			kind := "string"
			if bytes {
				kind = "bytes"
			}
			return "", typeErr("not all arguments converted during %s formatting", kind)
		}
	}
	return string(p.out), nil
}

func (p *percent) take() (Value, *rt.Error) {
	if p.next >= len(p.items) {
		return Value{}, typeErr("not enough arguments for format string")
	}
	p.next++
	return p.items[p.next-1], nil
}

// directive formats one conversion; s follows the %.
func (p *percent) directive(s string, at int) (string, *rt.Error) {
	var keyed Value
	incomplete := func() (string, *rt.Error) { return "", valueErr("incomplete format") }
	if strings.HasPrefix(s, "(") {
		depth, i := 1, 1
		for ; i < len(s) && depth > 0; i++ {
			switch s[i] {
			case '(':
				depth++
			case ')':
				depth--
			}
		}
		if depth > 0 {
			return "", valueErr("incomplete format key")
		}
		if p.arg.has(flagTuple) || p.arg.has(flagStr) || p.arg.O.Type.getitem == nil {
			return "", typeErr("format requires a mapping")
		}
		key := NewStr(s[1 : i-1])
		if p.bytes {
			key = NewBytes([]byte(s[1 : i-1]))
		}
		v, err := GetItem(p.cx, p.arg, key)
		if err != nil {
			return "", err
		}
		keyed, p.used = v, true
		s = s[i:]
	}
	f := fmtSpec{fill: ' ', width: -1, prec: -1}
	left := false
flags:
	for ; s != ""; s = s[1:] {
		switch s[0] {
		case '-':
			left = true
		case '+':
			f.sign = '+'
		case ' ':
			if f.sign == 0 {
				f.sign = ' '
			}
		case '#':
			f.alt = true
		case '0':
			f.zero = true
		default:
			break flags
		}
	}
	number := func() (int, bool, *rt.Error) {
		if strings.HasPrefix(s, "*") {
			s = s[1:]
			v, err := p.take()
			if err != nil {
				return 0, false, err
			}
			n, ok := asInt(v)
			if !ok {
				return 0, false, typeErr("* wants int")
			}
			return clampInt(n), true, nil
		}
		n, any := 0, false
		for s != "" && isDigitByte(s[0]) {
			n, any = n*10+int(s[0]-'0'), true
			if n > math.MaxInt32 {
				return 0, false, valueErr("width too big")
			}
			s = s[1:]
		}
		return n, any, nil
	}
	n, ok, err := number()
	if err != nil {
		return "", err
	}
	if ok {
		f.width = n
		if n < 0 {
			left, f.width = true, -n
		}
	}
	if strings.HasPrefix(s, ".") {
		s = s[1:]
		n, _, err := number()
		if err != nil {
			return "", err
		}
		f.prec = max(n, 0)
	}
	for s != "" && (s[0] == 'l' || s[0] == 'h' || s[0] == 'L') {
		s = s[1:]
	}
	if s == "" {
		return incomplete()
	}
	c, w := decodeRune(s)
	rest := s[w:]
	if c == '%' {
		p.out = append(p.out, '%')
		return rest, nil
	}
	v := keyed
	if !v.IsSet() {
		if v, err = p.take(); err != nil {
			return "", err
		}
	}
	if left {
		f.align = '<'
	}
	text, err := p.convert(v, c, &f, left)
	if err != nil {
		return "", err
	}
	p.out = append(p.out, text...)
	return rest, nil
}

func (p *percent) convert(v Value, c rune, f *fmtSpec, left bool) (string, *rt.Error) {
	cx := p.cx
	switch c {
	case 's', 'r', 'a', 'b':
		var s string
		var err *rt.Error
		switch {
		case p.bytes && (c == 's' || c == 'b'):
			b, ok := bytesOf(v)
			if !ok {
				if r, has, err := callSpecial(cx, v, "__bytes__"); has && err == nil {
					b, ok = bytesOf(r)
				}
			}
			if !ok {
				return "", typeErr("%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", v.O.Type.cName())
			}
			s = string(b)
		case c == 's':
			s, err = StrOf(cx, v)
		case c == 'a' || p.bytes:
			s, err = AsciiOf(cx, v)
		case c == 'r':
			s, err = ReprOf(cx, v)
		default:
			return "", badFormatChar(c, p)
		}
		if err != nil {
			return "", err
		}
		if f.prec >= 0 {
			if p.bytes {
				s = s[:min(f.prec, len(s))]
			} else if f.prec < countRunes(s) {
				s = s[:runeOff(s, f.prec)]
			}
		}
		if p.bytes && f.width > len(s) {
			fill := strings.Repeat(" ", f.width-len(s))
			if left {
				return s + fill, nil
			}
			return fill + s, nil
		}
		return f.pad("", s, '>'), nil
	case 'c':
		s, err := p.char(v)
		if err != nil {
			return "", err
		}
		if p.bytes {
			fill := strings.Repeat(" ", max(f.width-1, 0))
			if left {
				return s + fill, nil
			}
			return fill + s, nil
		}
		return f.pad("", s, '>'), nil
	case 'd', 'i', 'u', 'o', 'x', 'X':
		return p.integer(v, c, f, left)
	case 'e', 'E', 'f', 'F', 'g', 'G':
		x, ok, err := toFloat(cx, v)
		if err != nil {
			return "", err
		}
		if !ok {
			return "", typeErr("must be real number, not %s", v.O.Type.cName())
		}
		f.typ = byte(c)
		if f.zero && !left && !math.IsInf(x, 0) && !math.IsNaN(x) {
			f.fill, f.align = '0', '='
		}
		return f.formatFloat(x), nil
	}
	return "", badFormatChar(c, p)
}

func badFormatChar(c rune, p *percent) *rt.Error {
	return valueErr("unsupported format character '%c' (0x%x) at index %d", c, c, len(p.out)+1)
}

func (p *percent) char(v Value) (string, *rt.Error) {
	if n, ok := asInt(v); ok {
		if p.bytes {
			if !n.isInt() || n.N > 255 {
				return "", overflowErr("%%c arg not in range(256)")
			}
			return string([]byte{byte(n.N)}), nil
		}
		if !n.isInt() || n.N > 0x10ffff {
			return "", overflowErr("%%c arg not in range(0x110000)")
		}
		return string(appendRune(nil, rune(n.N))), nil
	}
	if p.bytes {
		if b, ok := bytesOf(v); ok && len(b) == 1 {
			return string(b), nil
		}
		return "", typeErr("%%c requires an integer in range(256) or a single byte")
	}
	if s, ok := GoStr(v); ok && countRunes(s) == 1 {
		return s, nil
	}
	return "", typeErr("%%c requires int or char")
}

func (p *percent) integer(v Value, c rune, f *fmtSpec, left bool) (string, *rt.Error) {
	n, ok := asInt(v)
	if !ok {
		var err *rt.Error
		t := v.O.Type
		switch {
		case c == 'd' || c == 'i' || c == 'u':
			if t.toInt == nil && t.index == nil || v.has(flagStr|flagBytes) {
				return "", typeErr("%%%c format: a real number is required, not %s", c, t.name)
			}
			n, err = toInt(p.cx, v)
		case t.index == nil:
			return "", typeErr("%%%c format: an integer is required, not %s", c, t.name)
		default:
			n, err = Index(p.cx, v)
		}
		if err != nil {
			return "", err
		}
	}
	base, prefix := 10, ""
	switch c {
	case 'o':
		base, prefix = 8, "0o"
	case 'x':
		base, prefix = 16, "0x"
	case 'X':
		base, prefix = 16, "0X"
	}
	var digits string
	if base == 10 {
		var err *rt.Error
		if digits, err = intString(n); err != nil {
			return "", err
		}
	} else {
		digits = intText(n, base)
	}
	neg := digits[0] == '-'
	digits = strings.TrimPrefix(digits, "-")
	if c == 'X' {
		digits = strings.ToUpper(digits)
	}
	if d := f.prec - len(digits); d > 0 {
		digits = strings.Repeat("0", d) + digits
	}
	lead := signText(neg, f.sign)
	if f.alt {
		lead += prefix
	}
	if f.zero && !left {
		f.fill, f.align = '0', '='
	}
	return f.pad(lead, digits, '>'), nil
}
