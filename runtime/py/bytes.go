package py

import (
	"bytes"
	"encoding/hex"
	"strings"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Bytes is a bytes object; b never changes.
type Bytes struct {
	Obj
	b    []byte
	dict *Dict
}

// ByteArray is a bytearray.
type ByteArray struct {
	Obj
	b    []byte
	dict *Dict
}

// NewBytes makes a bytes object that takes b over.
func NewBytes(b []byte) Value { return obj(&(&Bytes{Obj: Obj{BytesType}, b: b}).Obj) }

// BytesLit makes the bytes object of a literal.
func BytesLit(s string) Value { return NewBytes([]byte(s)) }

// NewByteArray makes a bytearray that takes b over.
func NewByteArray(b []byte) Value { return obj(&(&ByteArray{Obj: Obj{ByteArrayType}, b: b}).Obj) }

// BytesLike is what native objects with the buffer protocol hold.
type BytesLike interface{ Bytes() []byte }

// bytesOf views bytes-like objects.
func bytesOf(v Value) ([]byte, bool) {
	switch {
	case v.has(flagBytes):
		return asBytes(v).b, true
	case v.has(flagByteArray):
		return asByteArray(v).b, true
	case v.O.Type == MemoryViewType:
		return asMemView(v).data(), true
	}
	if b, ok := State[BytesLike](v); ok {
		return b.Bytes(), true
	}
	return nil, false
}

// like makes an object of the kind of v: bytearray for bytearrays, else bytes.
func like(v Value, b []byte) Value {
	if v.has(flagByteArray) {
		return NewByteArray(b)
	}
	return NewBytes(b)
}

// bytesOfInts builds bytes from integers.
func bytesOfInts(cx *rt.Ctx, items []Value) ([]byte, *rt.Error) {
	out := make([]byte, len(items))
	for i, v := range items {
		c, err := asByte(cx, v, "bytes must be in range(0, 256)")
		if err != nil {
			return nil, err
		}
		out[i] = c
	}
	return out, nil
}

func asByte(cx *rt.Ctx, v Value, text string) (byte, *rt.Error) {
	n, err := Index(cx, v)
	if err != nil {
		return 0, err
	}
	if !n.isInt() || n.N > 255 {
		return 0, valueErr("%s", text)
	}
	return byte(n.N), nil
}

// bytesArg builds the contents of bytes(x) and bytearray(x).
func bytesArg(cx *rt.Ctx, name string, args []Value, kn []string, kv []Value) ([]byte, *rt.Error) {
	p := [3]Value{}
	if len(args) > 3 {
		return nil, typeErr("%s() takes at most 3 arguments (%d given)", name, len(args))
	}
	copy(p[:], args)
	for i, k := range kn {
		switch k {
		case "source":
			p[0] = kv[i]
		case "encoding":
			p[1] = kv[i]
		case "errors":
			p[2] = kv[i]
		default:
			return nil, typeErr("'%s' is an invalid keyword argument for %s()", k, name)
		}
	}
	x := p[0]
	if !x.IsSet() {
		if p[1].IsSet() || p[2].IsSet() {
			return nil, typeErr("%s without a string argument", map[bool]string{true: "encoding", false: "errors"}[p[1].IsSet()])
		}
		return nil, nil
	}
	if x.has(flagStr) {
		if !p[1].IsSet() {
			return nil, typeErr("string argument without an encoding")
		}
		b, err := encodeStr(cx, x, p[1], p[2])
		if err != nil {
			return nil, err
		}
		return append([]byte(nil), asBytes(b).b...), nil
	}
	if p[1].IsSet() {
		return nil, typeErr("encoding without a string argument")
	}
	if b, ok := bytesOf(x); ok {
		return append([]byte(nil), b...), nil
	}
	if r, ok, err := callSpecial(cx, x, "__bytes__"); ok || err != nil {
		if err != nil {
			return nil, err
		}
		b, isBytes := bytesOf(r)
		if !isBytes {
			return nil, typeErr("__bytes__ returned non-bytes (type %s)", r.O.Type.cName())
		}
		return b, nil
	}
	if x.O.Type.index != nil {
		n, err := asIndex(cx, x)
		if err != nil {
			return nil, err
		}
		if n < 0 {
			return nil, valueErr("negative count")
		}
		return make([]byte, n), nil
	}
	if x.O.Type.iter == nil && x.O.Type.getitem == nil {
		return nil, typeErr("cannot convert '%s' object to %s", x.O.Type.cName(), name)
	}
	items, err := Collect(cx, x)
	if err != nil {
		return nil, err
	}
	if name == "bytearray" {
		out := make([]byte, len(items))
		for i, v := range items {
			if out[i], err = asByte(cx, v, "byte must be in range(0, 256)"); err != nil {
				return nil, err
			}
		}
		return out, nil
	}
	return bytesOfInts(cx, items)
}

func setupBytes() {
	for _, t := range []*Type{BytesType, ByteArrayType} {
		setupBytesLike(t)
	}
	t := BytesType
	t.flags |= flagBytes
	t.alloc = func(t *Type) *Obj { return &(&Bytes{Obj: Obj{t}}).Obj }
	subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(Bytes{}.dict)}
	t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
		if t == BytesType && len(args) == 1 && args[0].O.Type == BytesType {
			return args[0], nil
		}
		b, err := bytesArg(cx, "bytes", args, kn, kv)
		if err != nil {
			return Value{}, err
		}
		o := obj(t.alloc(t))
		asBytes(o).b = b
		return o, nil
	}
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(bytesRepr(asBytes(v).b)), nil }
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) {
		b := asBytes(v).b
		return int64(hashString(unsafe.String(unsafe.SliceData(b), len(b)))), nil
	}
	setupByteArray()
	setupMemoryView()
}

// setupBytesLike defines what bytes and bytearray share.
func setupBytesLike(t *Type) {
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		x, ok := bytesOf(a)
		y, ok2 := bytesOf(b)
		if !ok || !ok2 {
			return NotImplemented, nil
		}
		return Bool(cmpInts(bytes.Compare(x, y), 0, op)), nil
	}
	t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { b, _ := bytesOf(v); return len(b), nil }
	t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iterObject(cx, v) }
	t.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) {
		b, _ := bytesOf(v)
		if sub, ok := bytesOf(x); ok {
			return bytes.Contains(b, sub), nil
		}
		if x.O.Type.index == nil {
			return false, typeErr("a bytes-like object is required, not '%s'", x.O.Type.cName())
		}
		c, err := asByte(cx, x, "byte must be in range(0, 256)")
		return err == nil && bytes.IndexByte(b, c) >= 0, err
	}
	what := t.name
	if what == "bytes" {
		what = "byte"
	}
	t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
		b, _ := bytesOf(v)
		if k.O.Type == SliceType {
			lo, _, step, n, err := asSlice(k).resolve(cx, len(b))
			if err != nil {
				return Value{}, err
			}
			out := make([]byte, n)
			for i := range out {
				out[i] = b[lo+i*step]
			}
			return like(v, out), nil
		}
		i, err := seqIndex(cx, k, len(b), what)
		if err != nil {
			return Value{}, err
		}
		return Int(int64(b[i])), nil
	}
	t.concat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		x, _ := bytesOf(a)
		y, ok := bytesOf(b)
		if !ok {
			return Value{}, typeErr("can't concat %s to %s", b.O.Type.cName(), a.O.Type.cName())
		}
		return like(a, append(append(make([]byte, 0, len(x)+len(y)), x...), y...)), nil
	}
	t.repeat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		x, _ := bytesOf(a)
		n, err := repeatCount(cx, b, len(x))
		if err != nil {
			return Value{}, err
		}
		return like(a, bytes.Repeat(x, n)), nil
	}
	t.nb[opMod] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		if !a.has(flagBytes | flagByteArray) {
			return NotImplemented, nil
		}
		x, _ := bytesOf(a)
		s, err := percentFormat(cx, string(x), b, true)
		if err != nil {
			return Value{}, err
		}
		return like(a, []byte(s)), nil
	}
	bytesMethods(t)
}

// subBytes converts a needle: bytes-like, or an integer where the method allows it.
func subBytes(cx *rt.Ctx, v Value, intOK bool) ([]byte, *rt.Error) {
	if b, ok := bytesOf(v); ok {
		return b, nil
	}
	if intOK && v.O.Type.index != nil {
		c, err := asByte(cx, v, "byte must be in range(0, 256)")
		return []byte{c}, err
	}
	if intOK {
		return nil, typeErr("argument should be integer or bytes-like object, not '%s'", v.O.Type.cName())
	}
	return nil, typeErr("a bytes-like object is required, not '%s'", v.O.Type.cName())
}

func byteWindow(cx *rt.Ctx, a []Value, i, n int) (lo, hi int, err *rt.Error) {
	lo, hi = 0, n
	if len(a) > i && !a[i].IsNone() {
		if lo, err = sliceBound(cx, a[i], n); err != nil {
			return
		}
	}
	if len(a) > i+1 && !a[i+1].IsNone() {
		if hi, err = sliceBound(cx, a[i+1], n); err != nil {
			return
		}
	}
	return lo, min(hi, n), nil
}

func bytesList(v Value, parts [][]byte) Value {
	out := make([]Value, len(parts))
	for i, p := range parts {
		out[i] = like(v, append([]byte(nil), p...))
	}
	return newList(out)
}

func bytesMethods(t *Type) {
	for _, m := range []struct {
		name      string
		last, err bool
	}{{"find", false, false}, {"rfind", true, false}, {"index", false, true}, {"rindex", true, true}} {
		t.method(m.name, "1-3t", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b, _ := bytesOf(a[0])
			sub, err := subBytes(cx, a[1], true)
			if err != nil {
				return Value{}, err
			}
			lo, hi, err := byteWindow(cx, a, 2, len(b))
			if err != nil {
				return Value{}, err
			}
			i := -1
			if lo <= hi {
				if m.last {
					i = bytes.LastIndex(b[lo:hi], sub)
				} else {
					i = bytes.Index(b[lo:hi], sub)
				}
			}
			if i >= 0 {
				return Int(int64(lo + i)), nil
			}
			if m.err {
				return Value{}, valueErr("subsection not found")
			}
			return Int(-1), nil
		})
	}
	t.method("count", "1-3t", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		b, _ := bytesOf(a[0])
		sub, err := subBytes(cx, a[1], true)
		if err != nil {
			return Value{}, err
		}
		lo, hi, err := byteWindow(cx, a, 2, len(b))
		if err != nil || lo > hi {
			return Int(0), err
		}
		if len(sub) == 0 {
			return Int(int64(hi - lo + 1)), nil
		}
		return Int(int64(bytes.Count(b[lo:hi], sub))), nil
	})
	for _, m := range []struct {
		name string
		has  func(s, x []byte) bool
	}{{"startswith", bytes.HasPrefix}, {"endswith", bytes.HasSuffix}} {
		t.method(m.name, "1-3t", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b, _ := bytesOf(a[0])
			lo, hi, err := byteWindow(cx, a, 2, len(b))
			if err != nil {
				return Value{}, err
			}
			list := []Value{a[1]}
			if a[1].has(flagTuple) {
				list = asTuple(a[1]).items
			}
			for _, p := range list {
				x, ok := bytesOf(p)
				if !ok {
					return Value{}, typeErr("%s first arg must be bytes or a tuple of bytes, not %s", m.name, a[1].O.Type.cName())
				}
				if lo <= hi && m.has(b[lo:hi], x) {
					return True, nil
				}
			}
			return False, nil
		})
	}
	t.method("replace", "2-3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		b, _ := bytesOf(a[0])
		old, err := subBytes(cx, a[1], false)
		if err != nil {
			return Value{}, err
		}
		repl, err := subBytes(cx, a[2], false)
		if err != nil {
			return Value{}, err
		}
		n := -1
		if len(a) > 3 {
			if n, err = asIndex(cx, a[3]); err != nil {
				return Value{}, err
			}
		}
		if len(old) == 0 {
			return like(a[0], replaceEmpty(b, repl, n)), nil
		}
		return like(a[0], bytes.Replace(b, old, repl, n)), nil
	})
	for _, m := range []struct {
		name        string
		left, right bool
	}{{"strip", true, true}, {"lstrip", true, false}, {"rstrip", false, true}} {
		t.method(m.name, "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b, _ := bytesOf(a[0])
			set := []byte(" \t\n\r\v\f")
			if len(a) > 1 && !a[1].IsNone() {
				var err *rt.Error
				if set, err = subBytes(cx, a[1], false); err != nil {
					return Value{}, err
				}
			}
			for m.left && len(b) > 0 && bytes.IndexByte(set, b[0]) >= 0 {
				b = b[1:]
			}
			for m.right && len(b) > 0 && bytes.IndexByte(set, b[len(b)-1]) >= 0 {
				b = b[:len(b)-1]
			}
			return like(a[0], append([]byte(nil), b...)), nil
		})
	}
	bytesSplitMethods(t)
	bytesMiscMethods(t)
}

func replaceEmpty(b, repl []byte, n int) []byte {
	var out []byte
	for i := 0; i <= len(b); i++ {
		if n != 0 {
			out = append(out, repl...)
			n--
		}
		if i < len(b) {
			out = append(out, b[i])
		}
	}
	return out
}

func bytesSplitMethods(t *Type) {
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
			b, _ := bytesOf(a[0])
			max := -1
			var err *rt.Error
			if a[2].IsSet() {
				if max, err = asIndex(cx, a[2]); err != nil {
					return Value{}, err
				}
			}
			var parts []string
			if !a[1].IsSet() || a[1].IsNone() {
				parts = m.space(string(b), max)
			} else {
				sep, err := subBytes(cx, a[1], false)
				if err != nil {
					return Value{}, err
				}
				if len(sep) == 0 {
					return Value{}, valueErr("empty separator")
				}
				parts = m.split(string(b), string(sep), max)
			}
			out := make([]Value, len(parts))
			for i, p := range parts {
				out[i] = like(a[0], []byte(p))
			}
			return newList(out), nil
		})
	}
	t.method("splitlines", "keepends=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		b, _ := bytesOf(a[0])
		keep := false
		if a[1].IsSet() {
			var err *rt.Error
			if keep, err = Truth(cx, a[1]); err != nil {
				return Value{}, err
			}
		}
		var out []Value
		for _, l := range splitLines(string(b), keep, func(r rune) bool { return r == '\n' || r == '\r' }) {
			out = append(out, like(a[0], []byte(l)))
		}
		return newList(out), nil
	})
	t.method("join", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		sep, _ := bytesOf(a[0])
		items, err := Collect(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		var out []byte
		for i, v := range items {
			b, ok := bytesOf(v)
			if !ok {
				return Value{}, typeErr("sequence item %d: expected a bytes-like object, %s found", i, v.O.Type.cName())
			}
			if i > 0 {
				out = append(out, sep...)
			}
			out = append(out, b...)
		}
		return like(a[0], out), nil
	})
	for _, m := range []struct {
		name string
		last bool
	}{{"partition", false}, {"rpartition", true}} {
		t.method(m.name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b, _ := bytesOf(a[0])
			sep, err := subBytes(cx, a[1], false)
			if err != nil {
				return Value{}, err
			}
			if len(sep) == 0 {
				return Value{}, valueErr("empty separator")
			}
			mk := func(b []byte) Value { return like(a[0], append([]byte(nil), b...)) }
			i := bytes.Index(b, sep)
			if m.last {
				i = bytes.LastIndex(b, sep)
			}
			switch {
			case i >= 0:
				return NewTuple(mk(b[:i]), mk(sep), mk(b[i+len(sep):])), nil
			case m.last:
				return NewTuple(mk(nil), mk(nil), mk(b)), nil
			}
			return NewTuple(mk(b), mk(nil), mk(nil)), nil
		})
	}
}

func bytesMiscMethods(t *Type) {
	conv := func(name string, f func(b []byte) []byte) {
		t.method(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b, _ := bytesOf(a[0])
			return like(a[0], f(b)), nil
		})
	}
	mapBytes := func(b []byte, f func(prev bool, c byte) byte) []byte {
		out := make([]byte, len(b))
		prev := false
		for i, c := range b {
			out[i] = f(prev, c)
			prev = isAlphaByte(c)
		}
		return out
	}
	conv("upper", func(b []byte) []byte { return mapBytes(b, func(_ bool, c byte) byte { return upByte(c) }) })
	conv("lower", func(b []byte) []byte { return mapBytes(b, func(_ bool, c byte) byte { return lowByte(c) }) })
	conv("swapcase", func(b []byte) []byte {
		return mapBytes(b, func(_ bool, c byte) byte {
			if u := upByte(c); u != c {
				return u
			}
			return lowByte(c)
		})
	})
	conv("title", func(b []byte) []byte {
		return mapBytes(b, func(prev bool, c byte) byte {
			if prev {
				return lowByte(c)
			}
			return upByte(c)
		})
	})
	conv("capitalize", func(b []byte) []byte {
		out := mapBytes(b, func(_ bool, c byte) byte { return lowByte(c) })
		if len(out) > 0 {
			out[0] = upByte(out[0])
		}
		return out
	})
	test := func(name string, empty bool, f func(c byte) bool) {
		t.method(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b, _ := bytesOf(a[0])
			for _, c := range b {
				if !f(c) {
					return False, nil
				}
			}
			return Bool(empty || len(b) > 0), nil
		})
	}
	test("isdigit", false, isDigitByte)
	test("isalpha", false, isAlphaByte)
	test("isalnum", false, func(c byte) bool { return isAlphaByte(c) || isDigitByte(c) })
	test("isspace", false, func(c byte) bool { return c == ' ' || c >= 9 && c <= 13 })
	test("isascii", true, func(c byte) bool { return c < 0x80 })
	cased := func(name string, bad func(c byte) bool) {
		t.method(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b, _ := bytesOf(a[0])
			any := false
			for _, c := range b {
				if bad(c) {
					return False, nil
				}
				any = any || isAlphaByte(c)
			}
			return Bool(any), nil
		})
	}
	cased("isupper", func(c byte) bool { return c >= 'a' && c <= 'z' })
	cased("islower", func(c byte) bool { return c >= 'A' && c <= 'Z' })
	t.method("decode", "encoding=, errors=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		b, _ := bytesOf(a[0])
		return decodeBytes(cx, b, a[1], a[2])
	})
	t.method("hex", "0-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		b, _ := bytesOf(a[0])
		s := hex.EncodeToString(b)
		if len(a) == 1 {
			return NewStr(s), nil
		}
		sep, ok := GoStr(a[1])
		if !ok {
			if x, isB := bytesOf(a[1]); isB {
				sep = string(x)
			}
		}
		if len(sep) != 1 {
			return Value{}, valueErr("sep must be length 1.")
		}
		every := 1
		if len(a) > 2 {
			var err *rt.Error
			if every, err = asIndex(cx, a[2]); err != nil {
				return Value{}, err
			}
		}
		if every == 0 {
			return NewStr(s), nil
		}
		var out []byte
		n := len(b)
		for i := 0; i < n; i++ {
			if i > 0 && (every > 0 && (n-i)%every == 0 || every < 0 && i%-every == 0) {
				out = append(out, sep...)
			}
			out = append(out, s[2*i:2*i+2]...)
		}
		return NewStr(string(out)), nil
	})
	t.classMethod("fromhex", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		s, ok := GoStr(a[1])
		if !ok {
			return Value{}, typeErr("fromhex() argument must be str, not %s", argType(a[1]))
		}
		var out []byte
		for i := 0; i < len(s); {
			if isSpace(rune(s[i])) {
				i++
				continue
			}
			bad := i
			if i+1 < len(s) {
				bad = i + 1
				if digitVal(rune(s[i])) < 0 || digitVal(rune(s[i])) > 15 {
					bad = i
				}
				if b, err := hex.DecodeString(s[i : i+2]); err == nil {
					out = append(out, b...)
					i += 2
					continue
				}
			}
			return Value{}, valueErr("non-hexadecimal number found in fromhex() arg at position %d", bad)
		}
		if asType(a[0]) == ByteArrayType {
			return NewByteArray(out), nil
		}
		return NewBytes(out), nil
	})
	pad := func(name string, f func(n, w int) int) {
		t.method(name, "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b, _ := bytesOf(a[0])
			w, err := asIndex(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			fill := []byte{' '}
			if len(a) > 2 {
				x, ok := bytesOf(a[2])
				if !ok || len(x) != 1 {
					return Value{}, typeErr("%s() argument 2 must be a byte string of length 1, not %s", name, argType(a[2]))
				}
				fill = x
			}
			n := w - len(b)
			if n <= 0 {
				return like(a[0], append([]byte(nil), b...)), nil
			}
			left := f(n, w)
			return like(a[0], bytes.Join([][]byte{bytes.Repeat(fill, left), b, bytes.Repeat(fill, n-left)}, nil)), nil
		})
	}
	pad("center", func(n, w int) int { return n/2 + n&w&1 })
	pad("ljust", func(n, w int) int { return 0 })
	pad("rjust", func(n, w int) int { return n })
	t.method("zfill", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		b, _ := bytesOf(a[0])
		w, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		n := max(w-len(b), 0)
		k := 0
		if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
			k = 1
		}
		return like(a[0], bytes.Join([][]byte{b[:k], bytes.Repeat([]byte{'0'}, n), b[k:]}, nil)), nil
	})
	cut := func(name string, f func(b, x []byte) []byte) {
		t.method(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			b, _ := bytesOf(a[0])
			x, err := subBytes(cx, a[1], false)
			if err != nil {
				return Value{}, err
			}
			return like(a[0], append([]byte(nil), f(b, x)...)), nil
		})
	}
	cut("removeprefix", bytes.TrimPrefix)
	cut("removesuffix", bytes.TrimSuffix)
	t.method("translate", "table, /, delete=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		b, _ := bytesOf(a[0])
		var table, del []byte
		if !a[1].IsNone() {
			var ok bool
			if table, ok = bytesOf(a[1]); !ok || len(table) != 256 {
				return Value{}, valueErr("translation table must be 256 characters long")
			}
		}
		if a[2].IsSet() {
			var err *rt.Error
			if del, err = subBytes(cx, a[2], false); err != nil {
				return Value{}, err
			}
		}
		var out []byte
		for _, c := range b {
			if bytes.IndexByte(del, c) >= 0 {
				continue
			}
			if table != nil {
				c = table[c]
			}
			out = append(out, c)
		}
		return like(a[0], out), nil
	})
	t.staticMethod("maketrans", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		from, ok := bytesOf(a[0])
		to, ok2 := bytesOf(a[1])
		if !ok || !ok2 {
			return Value{}, typeErr("a bytes-like object is required, not '%s'", a[0].O.Type.cName())
		}
		if len(from) != len(to) {
			return Value{}, valueErr("maketrans arguments must have same length")
		}
		table := make([]byte, 256)
		for i := range table {
			table[i] = byte(i)
		}
		for i, c := range from {
			table[c] = to[i]
		}
		return NewBytes(table), nil
	})
}

func isAlphaByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func upByte(c byte) byte {
	if c >= 'a' && c <= 'z' {
		return c - 32
	}
	return c
}

func lowByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 32
	}
	return c
}
