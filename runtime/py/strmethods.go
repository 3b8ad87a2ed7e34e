package py

import (
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// isSpace is str.isspace for one code point.
func isSpace(r rune) bool {
	switch {
	case r == ' ' || r >= 9 && r <= 13 || r >= 0x1c && r <= 0x1f:
		return true
	case r < 0x80:
		return false
	}
	return unicode.IsSpace(r)
}

func trimSpace(s string) string { return strings.TrimFunc(s, isSpace) }

func setupStr() {
	t := StrType
	t.flags |= flagStr
	t.alloc = func(t *Type) *Obj { return &(&Str{Obj: Obj{t}, n: -1}).Obj }
	subLayouts[t] = subLayout{t.alloc, unsafe.Offsetof(Str{}.dict)}
	t.new = strNew
	t.init = func(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error { return nil }
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(strRepr(asStr(v).s)), nil }
	t.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		if v.O.Type == StrType {
			return v, nil
		}
		return NewStr(asStr(v).s), nil
	}
	t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return int64(asStr(v).hashOf()), nil }
	t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
		if !a.has(flagStr) || !b.has(flagStr) {
			return NotImplemented, nil
		}
		x, y := asStr(a).s, asStr(b).s
		if op == cmpEq || op == cmpNe {
			return Bool((x == y) == (op == cmpEq)), nil
		}
		return Bool(cmpInts(strings.Compare(x, y), 0, op)), nil
	}
	t.length = func(cx *rt.Ctx, v Value) (int, *rt.Error) { return asStr(v).count(), nil }
	t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return iterObject(cx, v) }
	t.contains = func(cx *rt.Ctx, v, x Value) (bool, *rt.Error) {
		if !x.has(flagStr) {
			return false, typeErr("'in <string>' requires string as left operand, not %s", x.O.Type.cName())
		}
		return strings.Contains(asStr(v).s, asStr(x).s), nil
	}
	t.getitem = strGetItem
	t.concat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		if !b.has(flagStr) {
			return Value{}, typeErr("can only concatenate str (not \"%s\") to str", b.O.Type.cName())
		}
		x, y := asStr(a), asStr(b)
		if x.s == "" && b.O.Type == StrType {
			return b, nil
		}
		if y.s == "" && a.O.Type == StrType {
			return a, nil
		}
		return NewStr(x.s + y.s), nil
	}
	t.repeat = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		n, err := repeatCount(cx, b, len(asStr(a).s))
		if err != nil {
			return Value{}, err
		}
		return NewStr(strings.Repeat(asStr(a).s, n)), nil
	}
	t.nb[opMod] = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		if !a.has(flagStr) {
			return NotImplemented, nil
		}
		s, err := percentFormat(cx, asStr(a).s, b, false)
		if err != nil {
			return Value{}, err
		}
		return NewStr(s), nil
	}
	strSearchMethods(t)
	strCaseMethods(t)
	strSplitMethods(t)
	strTestMethods(t)
	strOtherMethods(t)
}

func strNew(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	p := [3]Value{}
	if len(args) > 3 {
		return Value{}, typeErr("str() takes at most 3 arguments (%d given)", len(args))
	}
	copy(p[:], args)
	for i, k := range kn {
		switch k {
		case "object":
			p[0] = kv[i]
		case "encoding":
			p[1] = kv[i]
		case "errors":
			p[2] = kv[i]
		default:
			if t == StrType {
				return Value{}, typeErr("'%s' is an invalid keyword argument for str()", k)
			}
		}
	}
	v := emptyStr
	var err *rt.Error
	switch {
	case !p[0].IsSet():
	case !p[1].IsSet() && !p[2].IsSet():
		v, err = StrValue(cx, p[0])
	default:
		data, ok := bytesOf(p[0])
		if !ok {
			if p[0].has(flagStr) {
				return Value{}, typeErr("decoding str is not supported")
			}
			return Value{}, typeErr("decoding to str: need a bytes-like object, %s found", p[0].O.Type.cName())
		}
		v, err = decodeBytes(cx, data, p[1], p[2])
	}
	if err != nil {
		return Value{}, err
	}
	if t == StrType {
		return v, nil
	}
	o := obj(t.alloc(t))
	asStr(o).s = asStr(v).s
	return o, nil
}

func strGetItem(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
	s := asStr(v)
	if k.O.Type == SliceType {
		lo, _, step, n, err := asSlice(k).resolve(cx, s.count())
		if err != nil {
			return Value{}, err
		}
		if n == 0 {
			return emptyStr, nil
		}
		if step == 1 {
			if n == s.count() && v.O.Type == StrType {
				return v, nil
			}
			return NewStr(s.sub(lo, lo+n)), nil
		}
		if s.ascii() {
			b := make([]byte, n)
			for i := range b {
				b[i] = s.s[lo+i*step]
			}
			return newASCII(string(b)), nil
		}
		all, out := s.all(), make([]rune, n)
		for i := range out {
			out[i] = all[lo+i*step]
		}
		return NewStr(runesToStr(out)), nil
	}
	i, err := seqIndex(cx, k, s.count(), "str")
	if err != nil {
		return Value{}, err
	}
	return strOfRune(s.at(i)), nil
}

// window resolves the optional start and stop arguments of find and the like; a[i] is start. It returns byte offsets.
func (s *Str) window(cx *rt.Ctx, a []Value, i int) (lo, hi int, ok bool, err *rt.Error) {
	n := s.count()
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
	hi = min(hi, n)
	if lo > hi {
		return 0, 0, false, nil
	}
	return s.byteOff(lo), s.byteOff(hi), true, nil
}

// charIndex turns a byte offset into a code point index.
func (s *Str) charIndex(off int) int {
	if s.ascii() {
		return off
	}
	return countRunes(s.s[:off])
}

func strSearchMethods(t *Type) {
	search := func(cx *rt.Ctx, a []Value, last bool) (int, *rt.Error) {
		sub, isStr := GoStr(a[1])
		if !isStr {
			return 0, typeErr("must be str, not %s", a[1].O.Type.cName())
		}
		s := asStr(a[0])
		lo, hi, ok, err := s.window(cx, a, 2)
		if err != nil || !ok {
			return -1, err
		}
		i := 0
		if last {
			i = strings.LastIndex(s.s[lo:hi], sub)
		} else {
			i = strings.Index(s.s[lo:hi], sub)
		}
		if i < 0 {
			return -1, nil
		}
		return s.charIndex(lo + i), nil
	}
	for _, m := range []struct {
		name      string
		last, err bool
	}{{"find", false, false}, {"rfind", true, false}, {"index", false, true}, {"rindex", true, true}} {
		t.method(m.name, "1-3t", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			i, err := search(cx, a, m.last)
			if err == nil && i < 0 && m.err {
				err = valueErr("substring not found")
			}
			return Int(int64(i)), err
		})
	}
	t.method("count", "1-3t", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		sub, ok := GoStr(a[1])
		if !ok {
			return Value{}, typeErr("must be str, not %s", a[1].O.Type.cName())
		}
		s := asStr(a[0])
		lo, hi, ok, err := s.window(cx, a, 2)
		if err != nil || !ok {
			return Int(0), err
		}
		if sub == "" {
			return Int(int64(countRunes(s.s[lo:hi]) + 1)), nil
		}
		return Int(int64(strings.Count(s.s[lo:hi], sub))), nil
	})
	for _, m := range []struct {
		name string
		has  func(s, x string) bool
	}{{"startswith", strings.HasPrefix}, {"endswith", strings.HasSuffix}} {
		t.method(m.name, "1-3t", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s := asStr(a[0])
			lo, hi, ok, err := s.window(cx, a, 2)
			if err != nil {
				return Value{}, err
			}
			if x, isStr := GoStr(a[1]); isStr {
				return Bool(ok && m.has(s.s[lo:hi], x)), nil
			}
			if !a[1].has(flagTuple) {
				return Value{}, typeErr("%s first arg must be str or a tuple of str, not %s", m.name, a[1].O.Type.cName())
			}
			for _, p := range asTuple(a[1]).items {
				x, isStr := GoStr(p)
				if !isStr {
					return Value{}, typeErr("tuple for %s must only contain str, not %s", m.name, p.O.Type.cName())
				}
				if ok && m.has(s.s[lo:hi], x) {
					return True, nil
				}
			}
			return False, nil
		})
	}
	t.method("replace", "2-3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		s := asStr(a[0]).s
		old, ok := GoStr(a[1])
		if !ok {
			return Value{}, typeErr("replace() argument 1 must be str, not %s", argType(a[1]))
		}
		repl, ok := GoStr(a[2])
		if !ok {
			return Value{}, typeErr("replace() argument 2 must be str, not %s", argType(a[2]))
		}
		n := -1
		if len(a) > 3 {
			var err *rt.Error
			if n, err = asIndex(cx, a[3]); err != nil {
				return Value{}, err
			}
		}
		r := strings.Replace(s, old, repl, n)
		if r == s && a[0].O.Type == StrType {
			return a[0], nil
		}
		return NewStr(r), nil
	})
	cut := func(name string, f func(s, x string) string) {
		t.method(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			x, ok := GoStr(a[1])
			if !ok {
				return Value{}, typeErr("%s() argument must be str, not %s", name, argType(a[1]))
			}
			return NewStr(f(asStr(a[0]).s, x)), nil
		})
	}
	cut("removeprefix", strings.TrimPrefix)
	cut("removesuffix", strings.TrimSuffix)
	for _, m := range []struct {
		name        string
		left, right bool
	}{{"strip", true, true}, {"lstrip", true, false}, {"rstrip", false, true}} {
		t.method(m.name, "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s := asStr(a[0]).s
			drop := isSpace
			if len(a) > 1 && !a[1].IsNone() {
				set, ok := GoStr(a[1])
				if !ok {
					return Value{}, typeErr("%s arg must be None or str", m.name)
				}
				drop = func(r rune) bool { return strings.ContainsRune(set, r) }
			}
			if m.left {
				s = strings.TrimLeftFunc(s, drop)
			}
			if m.right {
				s = strings.TrimRightFunc(s, drop)
			}
			if len(s) == len(asStr(a[0]).s) && a[0].O.Type == StrType {
				return a[0], nil
			}
			return NewStr(s), nil
		})
	}
	for _, m := range []struct {
		name string
		last bool
	}{{"partition", false}, {"rpartition", true}} {
		t.method(m.name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			sep, ok := GoStr(a[1])
			if !ok {
				return Value{}, typeErr("must be str, not %s", a[1].O.Type.cName())
			}
			if sep == "" {
				return Value{}, valueErr("empty separator")
			}
			s := asStr(a[0]).s
			if m.last {
				if i := strings.LastIndex(s, sep); i >= 0 {
					return NewTuple(NewStr(s[:i]), NewStr(sep), NewStr(s[i+len(sep):])), nil
				}
				return NewTuple(emptyStr, emptyStr, NewStr(s)), nil
			}
			if i := strings.Index(s, sep); i >= 0 {
				return NewTuple(NewStr(s[:i]), NewStr(sep), NewStr(s[i+len(sep):])), nil
			}
			return NewTuple(NewStr(s), emptyStr, emptyStr), nil
		})
	}
}

func upperOf(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			if !hasSpecial(s) {
				return strings.ToUpper(s)
			}
			var b strings.Builder
			for _, r := range s {
				if c, ok := specialCase[r]; ok {
					b.WriteString(c.upper)
				} else {
					b.WriteRune(unicode.ToUpper(r))
				}
			}
			return b.String()
		}
	}
	return strings.ToUpper(s)
}

// lowerOf handles the final sigma, which depends on its neighbours.
func lowerOf(s string) string {
	if !strings.ContainsRune(s, 'Σ') {
		return strings.ToLower(strings.ReplaceAll(s, "İ", "i̇"))
	}
	rs := []rune(s)
	var b strings.Builder
	for i := range rs {
		b.WriteString(lowerAt(rs, i))
	}
	return b.String()
}

// lowerAt is the lower case of one code point of a text.
func lowerAt(rs []rune, i int) string {
	if rs[i] != 'Σ' {
		return lowerOf(string(rs[i]))
	}
	if i > 0 && unicode.IsLetter(rs[i-1]) && (i+1 == len(rs) || !unicode.IsLetter(rs[i+1])) {
		return "ς"
	}
	return "σ"
}

func isCased(r rune) bool {
	return unicode.IsUpper(r) || unicode.IsLower(r) || unicode.IsTitle(r)
}

func titleRune(r rune) string {
	if c, ok := specialCase[r]; ok {
		return c.title
	}
	return string(unicode.ToTitle(r))
}

func strCaseMethods(t *Type) {
	m := func(name string, f func(s string) string) {
		t.method(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewStr(f(asStr(a[0]).s)), nil })
	}
	m("upper", upperOf)
	m("lower", lowerOf)
	m("casefold", foldOf)
	m("capitalize", func(s string) string {
		if s == "" {
			return s
		}
		rs := []rune(s)
		var b strings.Builder
		b.WriteString(titleRune(rs[0]))
		for i := 1; i < len(rs); i++ {
			b.WriteString(lowerAt(rs, i))
		}
		return b.String()
	})
	m("title", func(s string) string {
		var b strings.Builder
		prev := false
		rs := []rune(s)
		for i, r := range rs {
			if prev {
				b.WriteString(lowerAt(rs, i))
			} else {
				b.WriteString(titleRune(r))
			}
			prev = isCased(r)
		}
		return b.String()
	})
	m("swapcase", func(s string) string {
		var b strings.Builder
		rs := []rune(s)
		for i, r := range rs {
			switch {
			case unicode.IsUpper(r):
				b.WriteString(lowerAt(rs, i))
			case unicode.IsLower(r):
				b.WriteString(upperOf(string(r)))
			default:
				b.WriteRune(r)
			}
		}
		return b.String()
	})
}

func strTestMethods(t *Type) {
	all := func(name string, empty bool, f func(r rune) bool) {
		t.method(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s := asStr(a[0]).s
			if s == "" {
				return Bool(empty), nil
			}
			for i := 0; i < len(s); {
				r, w := decodeRune(s[i:])
				if !f(r) {
					return False, nil
				}
				i += w
			}
			return True, nil
		})
	}
	digit := func(r rune) bool {
		if r < 0x80 {
			return r >= '0' && r <= '9'
		}
		return unicode.Is(unicode.Nd, r) || strings.ContainsRune("²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", r) || r >= 0x2460 && r <= 0x2468
	}
	all("isalpha", false, unicode.IsLetter)
	all("isdigit", false, digit)
	all("isdecimal", false, func(r rune) bool { return unicode.Is(unicode.Nd, r) })
	all("isnumeric", false, func(r rune) bool { return unicode.IsNumber(r) })
	all("isalnum", false, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
	all("isspace", false, isSpace)
	all("isprintable", true, isPrintable)
	all("isascii", true, func(r rune) bool { return r < 0x80 })
	cased := func(name string, want, not func(r rune) bool) {
		t.method(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			any := false
			for _, r := range asStr(a[0]).s {
				if not(r) || unicode.IsTitle(r) {
					return False, nil
				}
				any = any || want(r)
			}
			return Bool(any), nil
		})
	}
	cased("isupper", unicode.IsUpper, unicode.IsLower)
	cased("islower", unicode.IsLower, unicode.IsUpper)
	t.method("istitle", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		prev, any := false, false
		for _, r := range asStr(a[0]).s {
			switch {
			case unicode.IsUpper(r) || unicode.IsTitle(r):
				if prev {
					return False, nil
				}
				prev, any = true, true
			case unicode.IsLower(r):
				if !prev {
					return False, nil
				}
				any = true
			default:
				prev = false
			}
		}
		return Bool(any), nil
	})
	t.method("isidentifier", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Bool(isIdentifier(asStr(a[0]).s)), nil })
}

func isIdentifier(s string) bool {
	for i, r := range s {
		if r == '_' || unicode.IsLetter(r) || unicode.Is(unicode.Nl, r) || unicode.Is(unicode.Other_ID_Start, r) {
			continue
		}
		if i > 0 && (unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Mc, r) || unicode.Is(unicode.Pc, r)) {
			continue
		}
		return false
	}
	return s != ""
}

func fillArg(cx *rt.Ctx, a []Value, name string) (width int, fill rune, err *rt.Error) {
	if width, err = asIndex(cx, a[1]); err != nil {
		return
	}
	fill = ' '
	if len(a) > 2 {
		s, ok := GoStr(a[2])
		if !ok {
			return 0, 0, typeErr("The fill character must be a unicode character, not %s", a[2].O.Type.cName())
		}
		if countRunes(s) != 1 {
			return 0, 0, typeErr("The fill character must be exactly one character long")
		}
		fill, _ = decodeRune(s)
	}
	return
}

func strOtherMethods(t *Type) {
	rep := func(r rune, n int) string { return strings.Repeat(string(appendRune(nil, r)), max(n, 0)) }
	t.method("center", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		w, fill, err := fillArg(cx, a, "center")
		if err != nil {
			return Value{}, err
		}
		s := asStr(a[0])
		n := w - s.count()
		if n <= 0 {
			return NewStr(s.s), nil
		}
		left := n/2 + n&w&1
		return NewStr(rep(fill, left) + s.s + rep(fill, n-left)), nil
	})
	t.method("ljust", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		w, fill, err := fillArg(cx, a, "ljust")
		s := asStr(a[0])
		return NewStr(s.s + rep(fill, w-s.count())), err
	})
	t.method("rjust", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		w, fill, err := fillArg(cx, a, "rjust")
		s := asStr(a[0])
		return NewStr(rep(fill, w-s.count()) + s.s), err
	})
	t.method("zfill", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		w, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		s := asStr(a[0])
		n := w - s.count()
		if n <= 0 {
			return NewStr(s.s), nil
		}
		if s.s != "" && (s.s[0] == '+' || s.s[0] == '-') {
			return NewStr(s.s[:1] + rep('0', n) + s.s[1:]), nil
		}
		return NewStr(rep('0', n) + s.s), nil
	})
	t.method("expandtabs", "tabsize=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		size := 8
		if a[1].IsSet() {
			var err *rt.Error
			if size, err = asIndexArg(cx, a[1]); err != nil {
				return Value{}, err
			}
		}
		var b strings.Builder
		col := 0
		for _, r := range asStr(a[0]).s {
			switch r {
			case '\t':
				if size > 0 {
					n := size - col%size
					b.WriteString(strings.Repeat(" ", n))
					col += n
				}
			case '\n', '\r':
				b.WriteRune(r)
				col = 0
			default:
				b.WriteRune(r)
				col++
			}
		}
		return NewStr(b.String()), nil
	})
	t.methodKw("format", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
		f := &formatter{cx: cx, args: a[1:], kn: kn, kv: kv}
		s, err := f.run(asStr(a[0]).s, 2)
		if err != nil {
			return Value{}, err
		}
		return NewStr(s), nil
	})
	t.method("format_map", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		f := &formatter{cx: cx, mapping: a[1]}
		s, err := f.run(asStr(a[0]).s, 2)
		if err != nil {
			return Value{}, err
		}
		return NewStr(s), nil
	})
	t.method("__format__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return formatMethod(cx, a, func(spec string) (string, *rt.Error) { return formatStrSpec(asStr(a[0]).s, a[0].O.Type, spec) })
	})
	t.method("encode", "encoding=, errors=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return encodeStr(cx, a[0], a[1], a[2]) })
	t.method("__getnewargs__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewTuple(NewStr(asStr(a[0]).s)), nil })
	t.method("translate", "O", strTranslate)
	t.staticMethod("maketrans", "1-3", strMakeTrans)
}
