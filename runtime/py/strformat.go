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
	if depth < 0 {
		return "", valueErr("Max string recursion exceeded")
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		c := s[i]
		if c != '{' && c != '}' {
			j := strings.IndexAny(s[i:], "{}")
			if j < 0 {
				b.WriteString(s[i:])
				break
			}
			b.WriteString(s[i : i+j])
			i += j
			continue
		}
		if i+1 < len(s) && s[i+1] == c && !(c == '}' && depth < 2) {
			b.WriteByte(c)
			i += 2
			continue
		}
		if c == '}' {
			return "", valueErr("Single '}' encountered in format string")
		}
		if i+1 == len(s) {
			return "", valueErr("Single '{' encountered in format string")
		}
		end, nest := i+1, 1
		bracket := false
		for ; end < len(s); end++ {
			switch s[end] {
			case '[':
				bracket = true
				continue
			case ']':
				bracket = false
				continue
			case '{':
				nest++
			case '}':
				nest--
			}
			if nest == 0 {
				break
			}
			_ = bracket
		}
		if nest > 0 {
			return "", valueErr("expected '}' before end of string")
		}
		text, err := f.field(s[i+1:end], depth)
		if err != nil {
			return "", err
		}
		b.WriteString(text)
		i = end + 1
	}
	return b.String(), nil
}

// field expands name[!conv][:spec].
func (f *formatter) field(s string, depth int) (string, *rt.Error) {
	name, conv, spec := s, byte(0), ""
	bracket := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '[' {
			bracket = true
		} else if c == ']' {
			bracket = false
		}
		if bracket {
			continue
		}
		if c == '{' {
			return "", valueErr("unexpected '{' in field name")
		}
		if c == ':' {
			name, spec = s[:i], s[i+1:]
			break
		}
		if c == '!' {
			name = s[:i]
			if i+1 >= len(s) {
				return "", valueErr("end of string while looking for conversion specifier")
			}
			conv = s[i+1]
			if i+2 < len(s) {
				if s[i+2] != ':' {
					return "", valueErr("expected ':' after conversion specifier")
				}
				spec = s[i+3:]
			}
			break
		}
	}
	v, err := f.lookup(name)
	if err != nil {
		return "", err
	}
	switch conv {
	case 0:
	case 'r':
		t, err := ReprOf(f.cx, v)
		if err != nil {
			return "", err
		}
		v = NewStr(t)
	case 's':
		t, err := StrOf(f.cx, v)
		if err != nil {
			return "", err
		}
		v = NewStr(t)
	case 'a':
		t, err := AsciiOf(f.cx, v)
		if err != nil {
			return "", err
		}
		v = NewStr(t)
	default:
		return "", valueErr("Unknown conversion specifier '%c'", conv)
	}
	if strings.ContainsAny(spec, "{}") {
		if spec, err = f.run(spec, depth-1); err != nil {
			return "", err
		}
	}
	return Format(f.cx, v, spec)
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
