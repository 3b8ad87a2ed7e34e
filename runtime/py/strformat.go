package py

import (
	"strconv"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// formatter is one run of str.format.
type formatter struct {
	cx      *rt.Ctx
	args    []Value
	kn      []string
	kv      []Value
	mapping Value // of format_map
	auto    int   // next automatic number
	mode    byte  // 0 undecided, 'a' automatic, 'm' manual
}

// run expands a format string; depth limits nesting of fields in specifications.
func (f *formatter) run(s string, depth int) (string, *rt.Error) {
	if depth <= 0 {
		return "", valueErr("Max string recursion exceeded")
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		j := strings.IndexAny(s[i:], "{}")
		if j < 0 {
			b.WriteString(s[i:])
			break
		}
		b.WriteString(s[i : i+j])
		i += j
		c, last := s[i], i+1 == len(s)
		if c == '}' && (last || s[i+1] != '}') {
			return "", valueErr("Single '}' encountered in format string")
		}
		if last {
			return "", valueErr("Single '{' encountered in format string")
		}
		if s[i+1] == c {
			b.WriteByte(c)
			i += 2
			continue
		}
		text, n, err := f.field(s[i+1:], depth)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
		i += 1 + n
	}
	return b.String(), nil
}

// parseField splits name[!conv][:spec]} off s; n is how much of s it takes.
func parseField(s string) (name string, conv rune, spec string, n int, err *rt.Error) {
	var c byte
	i := 0
scan:
	for i < len(s) {
		c = s[i]
		i++
		switch c {
		case '{':
			return "", 0, "", 0, valueErr("unexpected '{' in field name")
		case '[':
			for i < len(s) && s[i] != ']' {
				i++
			}
		case '}', ':', '!':
			break scan
		}
	}
	if c != '}' && c != ':' && c != '!' {
		return "", 0, "", 0, valueErr("expected '}' before end of string")
	}
	name = s[:i-1]
	if c == '}' {
		return name, 0, "", i, nil
	}
	if c == '!' {
		if i >= len(s) {
			return "", 0, "", 0, valueErr("end of string while looking for conversion specifier")
		}
		var w int
		conv, w = decodeRune(s[i:])
		i += w
		if i < len(s) {
			c = s[i]
			i++
			if c == '}' {
				return name, conv, "", i, nil
			}
			if c != ':' {
				return "", 0, "", 0, valueErr("expected ':' after conversion specifier")
			}
		}
	}
	start, depth := i, 1
	for i < len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			depth--
		}
		i++
		if depth == 0 {
			return name, conv, s[start : i-1], i, nil
		}
	}
	return "", 0, "", 0, valueErr("unmatched '{' in format spec")
}

// field expands the replacement field at the start of s and tells how long it is.
func (f *formatter) field(s string, depth int) (string, int, *rt.Error) {
	name, conv, spec, n, err := parseField(s)
	if err != nil {
		return "", 0, err
	}
	v, err := f.lookup(name)
	if err != nil {
		return "", 0, err
	}
	switch conv {
	case 0:
	case 'r':
		t, err := ReprOf(f.cx, v)
		if err != nil {
			return "", 0, err
		}
		v = NewStr(t)
	case 's':
		t, err := StrOf(f.cx, v)
		if err != nil {
			return "", 0, err
		}
		v = NewStr(t)
	case 'a':
		t, err := AsciiOf(f.cx, v)
		if err != nil {
			return "", 0, err
		}
		v = NewStr(t)
	default:
		if conv > 32 && conv < 127 {
			return "", 0, valueErr("Unknown conversion specifier %c", conv)
		}
		return "", 0, valueErr("Unknown conversion specifier \\x%x", conv)
	}
	if strings.ContainsAny(spec, "{}") {
		if spec, err = f.run(spec, depth-1); err != nil {
			return "", 0, err
		}
	}
	text, err := Format(f.cx, v, spec)
	return text, n, err
}

// lookup evaluates a field name such as 0.attr[key].
func (f *formatter) lookup(name string) (Value, *rt.Error) {
	i := strings.IndexAny(name, ".[")
	first, rest := name, ""
	if i >= 0 {
		first, rest = name[:i], name[i:]
	}
	v, err := f.first(first)
	if err != nil {
		return Value{}, err
	}
	for rest != "" {
		if rest[0] == '.' {
			j := strings.IndexAny(rest[1:], ".[")
			attr := rest[1:]
			if j >= 0 {
				attr = rest[1 : 1+j]
			}
			if attr == "" {
				return Value{}, valueErr("Empty attribute in format string")
			}
			rest = rest[1+len(attr):]
			if v, err = GetAttr(f.cx, v, attr); err != nil {
				return Value{}, err
			}
			continue
		}
		j := strings.IndexByte(rest, ']')
		if j < 0 {
			return Value{}, valueErr("Missing ']' in format string")
		}
		key := rest[1:j]
		if key == "" {
			return Value{}, valueErr("Empty attribute in format string")
		}
		rest = rest[j+1:]
		if rest != "" && rest[0] != '.' && rest[0] != '[' {
			return Value{}, valueErr("Only '.' or '[' may follow ']' in format field specifier")
		}
		k := NewStr(key)
		if n, e := strconv.Atoi(key); e == nil && isDigitByte(key[0]) {
			k = Int(int64(n))
		}
		if v, err = GetItem(f.cx, v, k); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

func (f *formatter) first(name string) (Value, *rt.Error) {
	n, e := strconv.Atoi(name)
	if name != "" && (e != nil || !isDigitByte(name[0])) {
		if f.mapping.IsSet() {
			return GetItem(f.cx, f.mapping, NewStr(name))
		}
		for i, k := range f.kn {
			if k == name {
				return f.kv[i], nil
			}
		}
		return Value{}, keyErr(NewStr(name))
	}
	if f.mapping.IsSet() {
		return Value{}, valueErr("Format string contains positional fields")
	}
	if name == "" {
		if f.mode == 'm' {
			return Value{}, valueErr("cannot switch from manual field specification to automatic field numbering")
		}
		f.mode = 'a'
		n = f.auto
		f.auto++
	} else {
		if f.mode == 'a' {
			return Value{}, valueErr("cannot switch from automatic field numbering to manual field specification")
		}
		f.mode = 'm'
	}
	if n >= len(f.args) {
		return Value{}, indexErr("Replacement index %d out of range for positional args tuple", n)
	}
	return f.args[n], nil
}
