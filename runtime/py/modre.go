package py

import (
	"strconv"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// rePattern is a compiled pattern.
type rePattern struct {
	src    Value
	flags  reFlags
	node   reNode
	groups int
	names  map[string]int
	order  []string
	bytes  bool
	val    Value // the pattern object
}

// value is the one object of a compiled pattern.
func (p *rePattern) value() Value {
	if !p.val.IsSet() {
		p.val = newNative(patternType, p)
	}
	return p.val
}

// reMatch is a match object's state.
type reMatch struct {
	p        *rePattern
	text     []rune
	str      Value
	caps     []int
	last     int
	pos, end int
}

var (
	patternType, matchType, reErrorType *Type
	reCache                             = map[string]*rePattern{}
)

func reCompile(src Value, flags reFlags) (pat *rePattern, err *rt.Error) {
	p := &reParser{flags: flags, names: map[string]int{}, open: map[int]bool{}}
	if src.has(flagStr) {
		p.s = asStr(src).all()
	} else if b, ok := bytesOf(src); ok {
		p.bytes = true
		for _, c := range b {
			p.s = append(p.s, rune(c))
		}
	} else {
		return nil, typeErr("first argument must be string or compiled pattern")
	}
	key := strconv.Itoa(int(flags)) + map[bool]string{true: "b", false: "s"}[p.bytes] + string(p.s)
	if c, ok := reCache[key]; ok {
		return c, nil
	}
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(reError)
			if !ok {
				panic(r)
			}
			pat, err = nil, reSyntaxErr(e, src, p.s)
		}
	}()
	// Inline flags at the start hold for the whole pattern.
	node := p.alternatives()
	if p.more() {
		p.fail("unbalanced parenthesis", p.i)
	}
	pat = &rePattern{src: src, flags: p.flags, node: node, groups: p.groups, names: p.names, order: p.order, bytes: p.bytes}
	if !p.bytes && pat.flags&reASCII == 0 {
		pat.flags |= reUnicode
	}
	if len(reCache) > 500 {
		clear(reCache)
	}
	reCache[key] = pat
	return pat, nil
}

func reSyntaxErr(e reError, src Value, s []rune) *rt.Error {
	text := e.msg + " at position " + strconv.Itoa(e.pos)
	if strings.ContainsRune(string(s), '\n') {
		line := strings.Count(string(s[:e.pos]), "\n") + 1
		col := e.pos - strings.LastIndex(string(s[:e.pos]), "\n")
		text += " (line " + strconv.Itoa(line) + ", column " + strconv.Itoa(col) + ")"
	}
	x := newExc(reErrorType, NewStr(text))
	asExc(x).fields = [5]Value{NewStr(e.msg), src, Int(int64(e.pos))}
	return errOf(x)
}

// subject converts the text of a match.
func (p *rePattern) subject(v Value) ([]rune, *rt.Error) {
	if v.has(flagStr) {
		if p.bytes {
			return nil, typeErr("cannot use a bytes pattern on a string-like object")
		}
		return asStr(v).all(), nil
	}
	b, ok := bytesOf(v)
	if !ok {
		return nil, typeErr("expected string or bytes-like object, got '%s'", v.O.Type.cName())
	}
	if !p.bytes {
		return nil, typeErr("cannot use a string pattern on a bytes-like object")
	}
	out := make([]rune, len(b))
	for i, c := range b {
		out[i] = rune(c)
	}
	return out, nil
}

// mode of a match.
const (
	reSearch = iota
	reMatchStart
	reFull
)

// at tries a match that begins at i.
func (p *rePattern) at(m *reMatcher, i, mode, notEmptyAt int) (int, bool) {
	for k := range m.caps {
		m.caps[k] = -1
	}
	m.last = 0
	end := -1
	ok := p.node(m, i, func(j int) bool {
		if mode == reFull && j != m.end || j == i && i == notEmptyAt {
			return false
		}
		end = j
		return true
	})
	return end, ok
}

// find looks for a match from pos on; an empty one at notEmptyAt does not count.
func (p *rePattern) find(text []rune, str Value, pos, end, mode, notEmptyAt int) *reMatch {
	m := &reMatcher{text: text, end: end, caps: make([]int, 2*(p.groups+1))}
	for i := pos; i <= end; i++ {
		if e, ok := p.at(m, i, mode, notEmptyAt); ok {
			m.caps[0], m.caps[1] = i, e
			return &reMatch{p: p, text: text, str: str, caps: append([]int(nil), m.caps...), last: m.last, pos: pos, end: end}
		}
		if mode != reSearch {
			break
		}
	}
	return nil
}

func (p *rePattern) piece(text []rune) Value {
	if p.bytes {
		b := make([]byte, len(text))
		for i, r := range text {
			b[i] = byte(r)
		}
		return NewBytes(b)
	}
	return NewStr(runesToStr(text))
}

// each calls f for each match that does not overlap the one before.
func (p *rePattern) each(text []rune, str Value, pos, end int, f func(m *reMatch) (bool, *rt.Error)) *rt.Error {
	notEmpty := -1
	for pos <= end {
		m := p.find(text, str, pos, end, reSearch, notEmpty)
		if m == nil {
			return nil
		}
		more, err := f(m)
		if err != nil || !more {
			return err
		}
		pos = m.caps[1]
		notEmpty = -1
		if m.caps[0] == pos {
			notEmpty = pos
		}
	}
	return nil
}

func (m *reMatch) group(n int) Value {
	a, b := m.caps[2*n], m.caps[2*n+1]
	if a < 0 || b < 0 {
		return None
	}
	return m.p.piece(m.text[a:b])
}

func (m *reMatch) index(cx *rt.Ctx, v Value) (int, *rt.Error) {
	if s, ok := GoStr(v); ok {
		if n, ok := m.p.names[s]; ok {
			return n, nil
		}
		return 0, rt.Raise("IndexError", "no such group")
	}
	n, err := asIndex(cx, v)
	if err != nil || n < 0 || n > m.p.groups {
		return 0, rt.Raise("IndexError", "no such group")
	}
	return n, nil
}

// expand fills in a replacement template.
func (m *reMatch) expand(tmpl []rune, src Value) (out []rune, err *rt.Error) {
	fail := func(msg string, at int) *rt.Error { return reSyntaxErr(reError{msg, at}, src, tmpl) }
	add := func(n, at int) *rt.Error {
		if n > m.p.groups {
			return fail("invalid group reference "+strconv.Itoa(n), at)
		}
		if a, b := m.caps[2*n], m.caps[2*n+1]; a >= 0 {
			out = append(out, m.text[a:b]...)
		}
		return nil
	}
	for i := 0; i < len(tmpl); i++ {
		c := tmpl[i]
		if c != '\\' || i+1 == len(tmpl) {
			if c == '\\' {
				return nil, fail("bad escape (end of pattern)", i)
			}
			out = append(out, c)
			continue
		}
		at := i
		i++
		c = tmpl[i]
		switch {
		case c == 'g':
			j := i + 2
			for j < len(tmpl) && tmpl[j] != '>' {
				j++
			}
			if i+1 >= len(tmpl) || tmpl[i+1] != '<' {
				return nil, fail("missing <", i+1)
			}
			if j >= len(tmpl) {
				return nil, fail("missing >, unterminated name", i+2)
			}
			name := string(tmpl[i+2 : j])
			n, e := strconv.Atoi(name)
			if e != nil {
				var ok bool
				if n, ok = m.p.names[name]; !ok {
					return nil, rt.Raise("IndexError", "unknown group name "+strRepr(name))
				}
			}
			if err := add(n, i+2); err != nil {
				return nil, err
			}
			i = j
		case c >= '1' && c <= '9':
			n := int(c - '0')
			if i+1 < len(tmpl) && tmpl[i+1] >= '0' && tmpl[i+1] <= '9' {
				n = n*10 + int(tmpl[i+1]-'0')
				i++
			}
			if err := add(n, at+1); err != nil {
				return nil, err
			}
		case c == '0':
			v := rune(0)
			for k := 0; k < 2 && i+1 < len(tmpl) && tmpl[i+1] >= '0' && tmpl[i+1] <= '7'; k++ {
				i++
				v = v*8 + tmpl[i] - '0'
			}
			out = append(out, v)
		default:
			if k := strings.IndexRune("ntrfvab\\", c); k >= 0 {
				out = append(out, rune("\n\t\r\f\v\a\b\\"[k]))
			} else if c < 0x80 && isAlphaByte(byte(c)) {
				return nil, fail("bad escape \\"+string(c), at)
			} else {
				out = append(out, '\\', c)
			}
		}
	}
	return out, nil
}

func (p *rePattern) sub(cx *rt.Ctx, repl, str Value, count int) (Value, int, *rt.Error) {
	text, err := p.subject(str)
	if err != nil {
		return Value{}, 0, err
	}
	var tmpl []rune
	callable := repl.O.Type.call != nil
	if !callable {
		if tmpl, err = p.subject(repl); err != nil {
			return Value{}, 0, err
		}
	}
	var out []rune
	last, n := 0, 0
	err = p.each(text, str, 0, len(text), func(m *reMatch) (bool, *rt.Error) {
		out = append(out, text[last:m.caps[0]]...)
		last = m.caps[1]
		n++
		if callable {
			r, err := Call(cx, repl, newNative(matchType, m))
			if err != nil {
				return false, err
			}
			rs, err := p.subject(r)
			if err != nil {
				return false, typeErr("sequence item %d: expected str instance, %s found", n, r.O.Type.cName())
			}
			out = append(out, rs...)
		} else {
			rs, err := m.expand(tmpl, repl)
			if err != nil {
				return false, err
			}
			out = append(out, rs...)
		}
		return count <= 0 || n < count, nil
	})
	if err != nil {
		return Value{}, 0, err
	}
	return p.piece(append(out, text[last:]...)), n, nil
}

func (p *rePattern) split(str Value, max int) (Value, *rt.Error) {
	text, err := p.subject(str)
	if err != nil {
		return Value{}, err
	}
	var out []Value
	last, n := 0, 0
	p.each(text, str, 0, len(text), func(m *reMatch) (bool, *rt.Error) {
		out = append(out, p.piece(text[last:m.caps[0]]))
		for g := 1; g <= p.groups; g++ {
			out = append(out, m.group(g))
		}
		last = m.caps[1]
		n++
		return max <= 0 || n < max, nil
	})
	return newList(append(out, p.piece(text[last:]))), nil
}

// item is what findall gives for a match.
func (m *reMatch) item() Value {
	blank := func(v Value) Value {
		if v.IsNone() {
			return m.p.piece(nil)
		}
		return v
	}
	switch m.p.groups {
	case 0:
		return m.group(0)
	case 1:
		return blank(m.group(1))
	}
	out := make([]Value, m.p.groups)
	for g := range out {
		out[g] = blank(m.group(g + 1))
	}
	return newTuple(out)
}

// reRange reads the optional pos and endpos.
func reRange(cx *rt.Ctx, a []Value, n int) (pos, end int, err *rt.Error) {
	if pos, err = argInt(cx, opt(a, 0), 0); err != nil {
		return
	}
	if end, err = argInt(cx, opt(a, 1), n); err != nil {
		return
	}
	pos = min(max(pos, 0), n)
	end = min(max(end, 0), n)
	return
}

// reOps are the operations that patterns have as methods and the module as functions: a[0] is the pattern.
var reOps = []struct {
	name, method, function string
	run                    func(cx *rt.Ctx, p *rePattern, a []Value) (Value, *rt.Error)
}{
	{"match", "string, pos=, endpos=", "string, flags=", func(cx *rt.Ctx, p *rePattern, a []Value) (Value, *rt.Error) { return reRun(cx, p, a, reMatchStart) }},
	{"fullmatch", "string, pos=, endpos=", "string, flags=", func(cx *rt.Ctx, p *rePattern, a []Value) (Value, *rt.Error) { return reRun(cx, p, a, reFull) }},
	{"search", "string, pos=, endpos=", "string, flags=", func(cx *rt.Ctx, p *rePattern, a []Value) (Value, *rt.Error) { return reRun(cx, p, a, reSearch) }},
	{"findall", "string, pos=, endpos=", "string, flags=", func(cx *rt.Ctx, p *rePattern, a []Value) (Value, *rt.Error) {
		text, err := p.subject(a[0])
		if err != nil {
			return Value{}, err
		}
		pos, end, err := reRange(cx, a[1:], len(text))
		if err != nil {
			return Value{}, err
		}
		var out []Value
		p.each(text, a[0], pos, end, func(m *reMatch) (bool, *rt.Error) {
			out = append(out, m.item())
			return true, nil
		})
		return newList(out), nil
	}},
	{"finditer", "string, pos=, endpos=", "string, flags=", func(cx *rt.Ctx, p *rePattern, a []Value) (Value, *rt.Error) {
		text, err := p.subject(a[0])
		if err != nil {
			return Value{}, err
		}
		pos, end, err := reRange(cx, a[1:], len(text))
		if err != nil {
			return Value{}, err
		}
		var out []Value
		p.each(text, a[0], pos, end, func(m *reMatch) (bool, *rt.Error) {
			out = append(out, newNative(matchType, m))
			return true, nil
		})
		return IterObj(cx, newList(out))
	}},
	{"split", "string, maxsplit=", "string, maxsplit=, flags=", func(cx *rt.Ctx, p *rePattern, a []Value) (Value, *rt.Error) {
		n, err := argInt(cx, a[1], 0)
		if err != nil {
			return Value{}, err
		}
		return p.split(a[0], n)
	}},
	{"sub", "repl, string, count=", "repl, string, count=, flags=", func(cx *rt.Ctx, p *rePattern, a []Value) (Value, *rt.Error) {
		n, err := argInt(cx, a[2], 0)
		if err != nil {
			return Value{}, err
		}
		r, _, err := p.sub(cx, a[0], a[1], n)
		return r, err
	}},
	{"subn", "repl, string, count=", "repl, string, count=, flags=", func(cx *rt.Ctx, p *rePattern, a []Value) (Value, *rt.Error) {
		n, err := argInt(cx, a[2], 0)
		if err != nil {
			return Value{}, err
		}
		r, k, err := p.sub(cx, a[0], a[1], n)
		if err != nil {
			return Value{}, err
		}
		return NewTuple(r, Int(int64(k))), nil
	}},
}

func reRun(cx *rt.Ctx, p *rePattern, a []Value, mode int) (Value, *rt.Error) {
	text, err := p.subject(a[0])
	if err != nil {
		return Value{}, err
	}
	pos, end, err := reRange(cx, a[1:], len(text))
	if err != nil {
		return Value{}, err
	}
	if m := p.find(text, a[0], pos, end, mode, -1); m != nil {
		return newNative(matchType, m), nil
	}
	return None, nil
}

// toPattern converts the pattern argument of module functions.
func toPattern(cx *rt.Ctx, v, flags Value) (*rePattern, *rt.Error) {
	n, err := argInt(cx, flags, 0)
	if err != nil {
		return nil, err
	}
	if v.O.Type == patternType {
		if n != 0 {
			return nil, valueErr("cannot process flags argument with a compiled pattern")
		}
		return stateIn[*rePattern](v), nil
	}
	return reCompile(v, reFlags(n))
}

func registerRe() {
	stdModule("re", func(cx *rt.Ctx, m *Module) *rt.Error {
		reErrorType = newStaticType("error", "re", Exception, func(t *Type) {
			t.flags |= flagExc
			t.new = BaseException.new
			for i, n := range []string{"msg", "pattern", "pos"} {
				excField(t, n, i)
			}
		})
		m.Set("error", reErrorType.Value())
		m.Set("PatternError", reErrorType.Value())
		patternType, matchType = makePatternType(), makeMatchType()
		m.Set("Pattern", patternType.Value())
		m.Set("Match", matchType.Value())
		for n, f := range map[string]reFlags{"I": reIgnoreCase, "IGNORECASE": reIgnoreCase, "M": reMultiline, "MULTILINE": reMultiline, "S": reDotAll,
			"DOTALL": reDotAll, "X": reVerbose, "VERBOSE": reVerbose, "A": reASCII, "ASCII": reASCII, "U": reUnicode, "UNICODE": reUnicode,
			"L": reLocale, "LOCALE": reLocale, "DEBUG": reDebug, "NOFLAG": 0} {
			m.Set(n, Int(int64(f)))
		}
		m.fn("compile", "pattern, flags=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			p, err := toPattern(cx, a[0], a[1])
			if err != nil {
				return Value{}, err
			}
			return p.value(), nil
		})
		for _, op := range reOps {
			m.fn(op.name, "pattern, "+op.function, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				p, err := toPattern(cx, a[0], a[len(a)-1])
				if err != nil {
					return Value{}, err
				}
				args := append([]Value(nil), a[1:len(a)-1]...)
				return op.run(cx, p, append(args, Value{}, Value{}))
			})
		}
		m.fn("escape", "pattern", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := argStr(a[0], "escape", "1")
			if err != nil {
				return Value{}, err
			}
			var b strings.Builder
			for _, r := range s {
				if strings.ContainsRune("()[]{}?*+-|^$\\.&~# \t\n\r\v\f", r) {
					b.WriteByte('\\')
				}
				b.WriteRune(r)
			}
			return NewStr(b.String()), nil
		})
		m.fn("purge", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { clear(reCache); return None, nil })
		return nil
	})
}

func makePatternType() *Type {
	return nativeType("Pattern", "re", func(t *Type) {
		t.flags |= flagNoBase
		t.new = noConstructor
		for _, op := range reOps {
			t.method(op.name, op.method, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				return op.run(cx, stateIn[*rePattern](a[0]), append(append([]Value(nil), a[1:]...), Value{}, Value{}))
			})
		}
		t.getter("pattern", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return stateIn[*rePattern](v).src, nil })
		t.getter("flags", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Int(int64(stateIn[*rePattern](v).flags)), nil })
		t.getter("groups", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Int(int64(stateIn[*rePattern](v).groups)), nil })
		t.getter("groupindex", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			p := stateIn[*rePattern](v)
			d := newDict()
			for _, n := range p.order {
				d.setStr(n, Int(int64(p.names[n])))
			}
			return obj(&d.Obj), nil
		})
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			p := stateIn[*rePattern](v)
			s, err := ReprOf(cx, p.src)
			var fl []string
			for _, f := range []struct {
				f reFlags
				n string
			}{{reIgnoreCase, "re.IGNORECASE"}, {reLocale, "re.LOCALE"}, {reMultiline, "re.MULTILINE"}, {reDotAll, "re.DOTALL"}, {reVerbose, "re.VERBOSE"}, {reASCII, "re.ASCII"}} {
				if p.flags&f.f != 0 {
					fl = append(fl, f.n)
				}
			}
			if fl != nil {
				s += ", " + strings.Join(fl, "|")
			}
			return NewStr("re.compile(" + s + ")"), err
		}
		t.richcmp = func(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
			if a.O.Type != b.O.Type || op != cmpEq && op != cmpNe {
				return NotImplemented, nil
			}
			return Bool((stateIn[*rePattern](a) == stateIn[*rePattern](b)) == (op == cmpEq)), nil
		}
		t.hash = func(cx *rt.Ctx, v Value) (int64, *rt.Error) { return Hash(cx, stateIn[*rePattern](v).src) }
	})
}

func makeMatchType() *Type {
	return nativeType("Match", "re", func(t *Type) {
		t.flags |= flagNoBase
		t.new = noConstructor
		st := func(v Value) *reMatch { return stateIn[*reMatch](v) }
		t.method("group", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			m := st(a[0])
			if len(a) == 1 {
				return m.group(0), nil
			}
			out := make([]Value, len(a)-1)
			for i, v := range a[1:] {
				n, err := m.index(cx, v)
				if err != nil {
					return Value{}, err
				}
				out[i] = m.group(n)
			}
			if len(out) == 1 {
				return out[0], nil
			}
			return newTuple(out), nil
		})
		t.getitem = func(cx *rt.Ctx, v, k Value) (Value, *rt.Error) {
			n, err := st(v).index(cx, k)
			if err != nil {
				return Value{}, err
			}
			return st(v).group(n), nil
		}
		def := func(v, d Value) Value {
			if v.IsNone() && d.IsSet() {
				return d
			}
			return v
		}
		t.method("groups", "default=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			m := st(a[0])
			out := make([]Value, m.p.groups)
			for i := range out {
				out[i] = def(m.group(i+1), a[1])
			}
			return newTuple(out), nil
		})
		t.method("groupdict", "default=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			m := st(a[0])
			d := newDict()
			for _, n := range m.p.order {
				d.setStr(n, def(m.group(m.p.names[n]), a[1]))
			}
			return obj(&d.Obj), nil
		})
		span := func(name string, f func(a, b int) Value) {
			t.method(name, "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				m, n := st(a[0]), 0
				if len(a) > 1 {
					var err *rt.Error
					if n, err = m.index(cx, a[1]); err != nil {
						return Value{}, err
					}
				}
				return f(m.caps[2*n], m.caps[2*n+1]), nil
			})
		}
		span("start", func(a, b int) Value { return Int(int64(a)) })
		span("end", func(a, b int) Value { return Int(int64(b)) })
		span("span", func(a, b int) Value { return NewTuple(Int(int64(a)), Int(int64(b))) })
		t.method("expand", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			m := st(a[0])
			tmpl, err := m.p.subject(a[1])
			if err != nil {
				return Value{}, err
			}
			out, err := m.expand(tmpl, a[1])
			return m.p.piece(out), err
		})
		get := func(name string, f func(m *reMatch) Value) {
			t.getter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return f(st(v)), nil })
		}
		get("string", func(m *reMatch) Value { return m.str })
		get("re", func(m *reMatch) Value { return m.p.value() })
		get("pos", func(m *reMatch) Value { return Int(int64(m.pos)) })
		get("endpos", func(m *reMatch) Value { return Int(int64(m.end)) })
		get("lastindex", func(m *reMatch) Value {
			if m.last == 0 {
				return None
			}
			return Int(int64(m.last))
		})
		get("lastgroup", func(m *reMatch) Value {
			for n, i := range m.p.names {
				if i == m.last {
					return NewStr(n)
				}
			}
			return None
		})
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			m := st(v)
			s, err := ReprOf(cx, m.group(0))
			if len(s) > 50 {
				s = s[:50]
			}
			return NewStr("<re.Match object; span=(" + strconv.Itoa(m.caps[0]) + ", " + strconv.Itoa(m.caps[1]) + "), match=" + s + ">"), err
		}
	})
}
