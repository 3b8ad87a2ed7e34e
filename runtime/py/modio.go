package py

import (
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// memFile is the state of StringIO (in code points) and BytesIO.
type memFile struct {
	text   bool
	rs     []rune
	bs     []byte
	pos    int
	closed bool
}

func (f *memFile) size() int {
	if f.text {
		return len(f.rs)
	}
	return len(f.bs)
}

func (f *memFile) slice(i, j int) Value {
	if f.text {
		return NewStr(runesToStr(f.rs[i:j]))
	}
	return NewBytes(append([]byte(nil), f.bs[i:j]...))
}

// take reads up to n elements; negative: all.
func (f *memFile) take(n int) Value {
	start := min(f.pos, f.size())
	end := f.size()
	if n >= 0 {
		end = min(end, start+n)
	}
	f.pos = end
	return f.slice(start, end)
}

func (f *memFile) lineLen() int {
	for i := f.pos; i < f.size(); i++ {
		if f.text && f.rs[i] == '\n' || !f.text && f.bs[i] == '\n' {
			return i + 1 - f.pos
		}
	}
	return max(f.size()-f.pos, 0)
}

func (f *memFile) write(v Value) (int, *rt.Error) {
	if f.text {
		if !v.has(flagStr) {
			return 0, typeErr("string argument expected, got '%s'", v.O.Type.cName())
		}
		rs := asStr(v).all()
		f.rs = overwrite(f.rs, f.pos, rs)
		f.pos += len(rs)
		return len(rs), nil
	}
	b, ok := bytesOf(v)
	if !ok {
		return 0, typeErr("a bytes-like object is required, not '%s'", v.O.Type.cName())
	}
	f.bs = overwrite(f.bs, f.pos, b)
	f.pos += len(b)
	return len(b), nil
}

func overwrite[T any](buf []T, pos int, data []T) []T {
	if pos == len(buf) {
		return append(buf, data...)
	}
	if n := pos + len(data) - len(buf); n > 0 {
		buf = append(buf, make([]T, n)...)
	}
	copy(buf[pos:], data)
	return buf
}

func memFileType(name string, text bool) *Type {
	return nativeType(name, "_io", func(t *Type) {
		sig := "initial_bytes="
		if text {
			sig = "initial_value=, newline="
		}
		t.makeWith(sig, func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			f := &memFile{text: text}
			if a[0].IsSet() && !a[0].IsNone() {
				if text && !a[0].has(flagStr) {
					return nil, typeErr("initial_value must be str or None, not %s", a[0].O.Type.cName())
				}
				if _, err := f.write(a[0]); err != nil {
					return nil, err
				}
				f.pos = 0
			}
			return f, nil
		})
		m := func(name, sig string, f func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error)) {
			t.method(name, sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				mf := stateIn[*memFile](a[0])
				if mf.closed && name != "close" {
					return Value{}, valueErr("I/O operation on closed file")
				}
				return f(cx, mf, a)
			})
		}
		count := func(cx *rt.Ctx, a []Value) (int, *rt.Error) { return argInt(cx, opt(a, 1), -1) }
		m("write", "O", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) {
			n, err := f.write(a[1])
			return Int(int64(n)), err
		})
		m("writelines", "O", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) {
			it, err := Iter(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			for {
				x, ok, err := it.Next(cx)
				if err != nil || !ok {
					return None, err
				}
				if _, err := f.write(x); err != nil {
					return Value{}, err
				}
			}
		})
		m("read", "0-1", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) {
			n, err := count(cx, a)
			if err != nil {
				return Value{}, err
			}
			return f.take(n), nil
		})
		line := func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) {
			n, err := count(cx, a)
			if err != nil {
				return Value{}, err
			}
			l := f.lineLen()
			if n >= 0 {
				l = min(l, n)
			}
			return f.take(l), nil
		}
		m("readline", "0-1", line)
		m("readlines", "0-1", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) {
			var out []Value
			for f.pos < f.size() {
				out = append(out, f.take(f.lineLen()))
			}
			return newList(out), nil
		})
		m("getvalue", "", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) { return f.slice(0, f.size()), nil })
		if !text {
			m("getbuffer", "", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) {
				return Call(cx, MemoryViewType.Value(), NewByteArray(f.bs))
			})
			m("read1", "0-1", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) {
				n, err := count(cx, a)
				return f.take(n), err
			})
		}
		m("tell", "", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) { return Int(int64(f.pos)), nil })
		m("seek", "1-2", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) {
			n, err := asIndex(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			whence, err := argInt(cx, opt(a, 2), 0)
			if err != nil {
				return Value{}, err
			}
			switch whence {
			case 0:
				if n < 0 {
					if text {
						return Value{}, valueErr("Negative seek position %d", n)
					}
					return Value{}, valueErr("negative seek value %d", n)
				}
			case 1:
				n += f.pos
			case 2:
				n += f.size()
			default:
				return Value{}, valueErr("Invalid whence (%d, should be 0, 1 or 2)", whence)
			}
			f.pos = max(n, 0)
			return Int(int64(f.pos)), nil
		})
		m("truncate", "0-1", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) {
			n, err := argInt(cx, opt(a, 1), f.pos)
			if err != nil {
				return Value{}, err
			}
			if n < f.size() {
				if text {
					f.rs = f.rs[:n]
				} else {
					f.bs = f.bs[:n]
				}
			}
			return Int(int64(n)), nil
		})
		m("close", "", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) { f.closed = true; return None, nil })
		m("flush", "", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) { return None, nil })
		m("isatty", "", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) { return False, nil })
		for _, n := range []string{"readable", "writable", "seekable"} {
			m(n, "", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) { return True, nil })
		}
		m("__enter__", "", func(cx *rt.Ctx, f *memFile, a []Value) (Value, *rt.Error) { return a[0], nil })
		t.method("__exit__", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			stateIn[*memFile](a[0]).closed = true
			return None, nil
		})
		t.getter("closed", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Bool(stateIn[*memFile](v).closed), nil })
		t.iter = selfIter
		t.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
			f := stateIn[*memFile](v)
			if f.closed {
				return Value{}, false, valueErr("I/O operation on closed file")
			}
			if f.pos >= f.size() {
				return ended()
			}
			return f.take(f.lineLen()), true, nil
		}
	})
}

func registerIO() {
	stdModule("io", func(cx *rt.Ctx, m *Module) *rt.Error {
		m.Set("StringIO", memFileType("StringIO", true).Value())
		m.Set("BytesIO", memFileType("BytesIO", false).Value())
		m.Set("open", Builtins["open"])
		m.Set("TextIOWrapper", fileType.Value())
		m.Set("BufferedReader", binFileType.Value())
		m.Set("BufferedWriter", binOutType.Value())
		m.Set("UnsupportedOperation", unsupportedOp.Value())
		m.Set("DEFAULT_BUFFER_SIZE", Int(8192))
		m.Set("SEEK_SET", Int(0))
		m.Set("SEEK_CUR", Int(1))
		m.Set("SEEK_END", Int(2))
		return nil
	})
	stdModule("string", func(cx *rt.Ctx, m *Module) *rt.Error {
		lower, upper, digits := "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
		punct, space := "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", " \t\n\r\x0b\x0c"
		for n, s := range map[string]string{"ascii_lowercase": lower, "ascii_uppercase": upper, "ascii_letters": lower + upper, "digits": digits,
			"hexdigits": digits + "abcdefABCDEF", "octdigits": "01234567", "punctuation": punct, "whitespace": space,
			"printable": digits + lower + upper + punct + space} {
			m.Set(n, NewStr(s))
		}
		m.fn("capwords", "s, sep=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := argStr(a[0], "capwords", "1")
			if err != nil {
				return Value{}, err
			}
			sep := " "
			var words []string
			if t, ok := GoStr(orNone(a[1])); ok {
				sep = t
				words = strings.Split(s, sep)
			} else {
				words = splitWhitespace(s, -1)
			}
			for i, w := range words {
				c, err := CallMethod(cx, NewStr(w), "capitalize")
				if err != nil {
					return Value{}, err
				}
				words[i] = asStr(c).s
			}
			return NewStr(strings.Join(words, sep)), nil
		})
		m.Set("Template", templateType().Value())
		m.Set("Formatter", formatterType().Value())
		return nil
	})
}

func formatterType() *Type {
	return nativeType("Formatter", "string", func(t *Type) {
		t.methodKw("format", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			if len(a) < 2 {
				return Value{}, typeErr("format() missing 1 required positional argument: 'format_string'")
			}
			return CallMethodKw(cx, a[1], "format", a[2:], kn, kv)
		})
		t.method("vformat", "3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			f, err := GetAttr(cx, a[1], "format")
			if err != nil {
				return Value{}, err
			}
			return CallEx(cx, f, a[2], a[3])
		})
	})
}

// templateType is string.Template.
func templateType() *Type {
	return nativeType("Template", "string", func(t *Type) {
		t.makeWith("O", func(cx *rt.Ctx, a []Value) (any, *rt.Error) {
			s, err := argStr(a[0], "Template", "1")
			return s, err
		})
		t.getter("template", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(stateIn[string](v)), nil })
		subst := func(safe bool) builtinFn {
			return func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
				d := newDict()
				if len(a) > 1 {
					if err := d.update(cx, a[1]); err != nil {
						return Value{}, err
					}
				}
				for i, k := range kn {
					d.setStr(k, kv[i])
				}
				return templateSubst(cx, stateIn[string](a[0]), d, safe)
			}
		}
		t.methodKw("substitute", subst(false))
		t.methodKw("safe_substitute", subst(true))
	})
}

func templateSubst(cx *rt.Ctx, s string, d *Dict, safe bool) (Value, *rt.Error) {
	var b strings.Builder
	isName := func(c byte, first bool) bool { return c == '_' || isAlphaByte(c) || !first && isDigitByte(c) }
	for i := 0; i < len(s); i++ {
		if s[i] != '$' {
			b.WriteByte(s[i])
			continue
		}
		rest := s[i+1:]
		if strings.HasPrefix(rest, "$") {
			b.WriteByte('$')
			i++
			continue
		}
		body := strings.TrimPrefix(rest, "{")
		braced := len(body) != len(rest)
		n := 0
		for n < len(body) && isName(body[n], n == 0) {
			n++
		}
		if n == 0 || braced && (n == len(body) || body[n] != '}') {
			if safe {
				b.WriteByte('$')
				continue
			}
			line := strings.Count(s[:i], "\n") + 1
			col := i - strings.LastIndexByte(s[:i], '\n')
			return Value{}, valueErr("Invalid placeholder in string: line %d, col %d", line, col)
		}
		w := n
		if braced {
			w += 2
		}
		v, ok := d.getStr(body[:n])
		switch {
		case ok:
			t, err := StrOf(cx, v)
			if err != nil {
				return Value{}, err
			}
			b.WriteString(t)
		case safe:
			b.WriteString(s[i : i+1+w])
		default:
			return Value{}, keyErr(NewStr(body[:n]))
		}
		i += w
	}
	return NewStr(b.String()), nil
}
