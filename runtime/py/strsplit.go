package py

import (
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// splitWhitespace splits at runs of white space, at most max times (negative: no limit).
func splitWhitespace(s string, max int) []string {
	var out []string
	s = strings.TrimLeftFunc(s, isSpace)
	for s != "" {
		if max == 0 {
			return append(out, s)
		}
		i := strings.IndexFunc(s, isSpace)
		if i < 0 {
			return append(out, s)
		}
		out = append(out, s[:i])
		s = strings.TrimLeftFunc(s[i:], isSpace)
		max--
	}
	return out
}

func rsplitWhitespace(s string, max int) []string {
	var out []string
	s = strings.TrimRightFunc(s, isSpace)
	for s != "" {
		if max == 0 {
			out = append(out, s)
			break
		}
		i := strings.LastIndexFunc(s, isSpace)
		if i < 0 {
			out = append(out, s)
			break
		}
		_, w := decodeRune(s[i:])
		out = append(out, s[i+w:])
		s = strings.TrimRightFunc(s[:i], isSpace)
		max--
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func rsplitN(s, sep string, max int) []string {
	if max < 0 {
		return strings.Split(s, sep)
	}
	var out []string
	for max > 0 {
		i := strings.LastIndex(s, sep)
		if i < 0 {
			break
		}
		out = append(out, s[i+len(sep):])
		s = s[:i]
		max--
	}
	out = append(out, s)
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

func splitLines(s string, keep bool, isBreak func(r rune) bool) []string {
	var out []string
	for s != "" {
		i := strings.IndexFunc(s, isBreak)
		if i < 0 {
			return append(out, s)
		}
		_, w := decodeRune(s[i:])
		if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			w = 2
		}
		if keep {
			out = append(out, s[:i+w])
		} else {
			out = append(out, s[:i])
		}
		s = s[i+w:]
	}
	return out
}

func isLineBreak(r rune) bool {
	return r >= '\n' && r <= '\r' || r >= 0x1c && r <= 0x1e || r == 0x85 || r == 0x2028 || r == 0x2029
}

func strList(parts []string) Value {
	out := make([]Value, len(parts))
	for i, p := range parts {
		out[i] = NewStr(p)
	}
	return newList(out)
}

func strSplitMethods(t *Type) {
	for _, m := range []struct {
		name  string
		split func(s, sep string, max int) []string
		space func(s string, max int) []string
	}{
		{"split", func(s, sep string, max int) []string {
			if max < 0 {
				return strings.Split(s, sep)
			}
			return strings.SplitN(s, sep, max+1)
		}, splitWhitespace},
		{"rsplit", rsplitN, rsplitWhitespace},
	} {
		t.method(m.name, "sep=, maxsplit=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			max := -1
			if a[2].IsSet() {
				var err *rt.Error
				if max, err = asIndex(cx, a[2]); err != nil {
					return Value{}, err
				}
			}
			if !a[1].IsSet() || a[1].IsNone() {
				return strList(m.space(asStr(a[0]).s, max)), nil
			}
			sep, ok := GoStr(a[1])
			if !ok {
				return Value{}, typeErr("must be str or None, not %s", a[1].O.Type.cName())
			}
			if sep == "" {
				return Value{}, valueErr("empty separator")
			}
			return strList(m.split(asStr(a[0]).s, sep, max)), nil
		})
	}
	t.method("splitlines", "keepends=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		keep := false
		if a[1].IsSet() {
			n, err := asIndexArg(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			keep = n != 0
		}
		return strList(splitLines(asStr(a[0]).s, keep, isLineBreak)), nil
	})
	t.method("join", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		items, ok := Items(a[1])
		if !ok {
			if a[1].O.Type.iter == nil && a[1].O.Type.getitem == nil {
				return Value{}, typeErr("can only join an iterable")
			}
			var err *rt.Error
			if items, err = Collect(cx, a[1]); err != nil {
				return Value{}, err
			}
		}
		if len(items) == 1 && items[0].O.Type == StrType {
			return items[0], nil
		}
		sep := asStr(a[0]).s
		n := len(sep) * max(len(items)-1, 0)
		for i, v := range items {
			if !v.has(flagStr) {
				return Value{}, typeErr("sequence item %d: expected str instance, %s found", i, v.O.Type.cName())
			}
			n += len(asStr(v).s)
		}
		b := make([]byte, 0, n)
		for i, v := range items {
			if i > 0 {
				b = append(b, sep...)
			}
			b = append(b, asStr(v).s...)
		}
		return NewStr(unsafe.String(unsafe.SliceData(b), len(b))), nil
	})
}

func strTranslate(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	var b []byte
	s := asStr(a[0]).s
	for i := 0; i < len(s); {
		r, w := decodeRune(s[i:])
		v, err := GetItem(cx, a[1], Int(int64(r)))
		switch {
		case err != nil && isExc(err, LookupError):
			b = append(b, s[i:i+w]...)
		case err != nil:
			return Value{}, err
		case v.IsNone():
		case v.has(flagStr):
			b = append(b, asStr(v).s...)
		default:
			n, ok := asInt(v)
			if !ok {
				return Value{}, typeErr("character mapping must return integer, None or str")
			}
			if !n.isInt() || n.N > 0x10ffff {
				return Value{}, valueErr("character mapping must be in range(0x110000)")
			}
			b = appendRune(b, rune(n.N))
		}
		i += w
	}
	return NewStr(string(b)), nil
}

func strMakeTrans(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	d := newDict()
	if len(a) == 1 {
		if !a[0].has(flagDict) {
			return Value{}, typeErr("if you give only one argument to maketrans it must be a dict")
		}
		for _, e := range asDict(a[0]).entries {
			if e.key.O == nil {
				continue
			}
			k := e.key
			if s, ok := GoStr(k); ok {
				if countRunes(s) != 1 {
					return Value{}, valueErr("string keys in translate table must be of length 1")
				}
				r, _ := decodeRune(s)
				k = Int(int64(r))
			} else if _, ok := asInt(k); !ok {
				return Value{}, typeErr("keys in translate table must be strings or integers")
			}
			if err := d.set(cx, k, e.val); err != nil {
				return Value{}, err
			}
		}
		return obj(&d.Obj), nil
	}
	var parts [3][]rune
	for i, v := range a {
		if !v.has(flagStr) {
			return Value{}, typeErr("maketrans() argument %d must be str, not %s", i+1, argType(v))
		}
		parts[i] = asStr(v).all()
	}
	if len(parts[0]) != len(parts[1]) {
		return Value{}, valueErr("the first two maketrans arguments must have equal length")
	}
	for i, r := range parts[0] {
		d.set(cx, Int(int64(r)), Int(int64(parts[1][i])))
	}
	for _, r := range parts[2] {
		d.set(cx, Int(int64(r)), None)
	}
	return obj(&d.Obj), nil
}
