package py

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	rt "github.com/cyp-lang/cyp/runtime"
)

// jsonEncoder holds the options of one dumps.
type jsonEncoder struct {
	cx                             *rt.Ctx
	skipKeys, ascii, circular, nan bool
	sort                           bool
	indent                         string
	pretty                         bool
	itemSep, keySep                string
	def                            Value
	open                           map[*Obj]bool
	b                              []byte
}

func jsonQuote(b []byte, s string, ascii bool) []byte {
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == '"' || c == '\\':
				b = append(b, '\\', c)
			case c == '\n':
				b = append(b, '\\', 'n')
			case c == '\r':
				b = append(b, '\\', 'r')
			case c == '\t':
				b = append(b, '\\', 't')
			case c == '\b':
				b = append(b, '\\', 'b')
			case c == '\f':
				b = append(b, '\\', 'f')
			case c < ' ':
				b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
			default:
				b = append(b, c)
			}
			continue
		}
		r, w := decodeRune(s[i:])
		if !ascii {
			b = append(b, s[i:i+w]...)
		} else if r >= 0x10000 {
			hi, lo := utf16.EncodeRune(r)
			b = jsonEscape(jsonEscape(b, hi), lo)
		} else {
			b = jsonEscape(b, r)
		}
		i += w
	}
	return append(b, '"')
}

func jsonEscape(b []byte, r rune) []byte {
	b = append(b, '\\', 'u')
	for s := 12; s >= 0; s -= 4 {
		b = append(b, hexDigits[r>>s&15])
	}
	return b
}

func (e *jsonEncoder) float(f float64) (string, *rt.Error) {
	switch {
	case math.IsNaN(f), math.IsInf(f, 0):
		if !e.nan {
			return "", valueErr("Out of range float values are not JSON compliant")
		}
		switch {
		case math.IsNaN(f):
			return "NaN", nil
		case f > 0:
			return "Infinity", nil
		}
		return "-Infinity", nil
	}
	return floatRepr(f), nil
}

func (e *jsonEncoder) newline(depth int) {
	if e.pretty {
		e.b = append(e.b, '\n')
		for ; depth > 0; depth-- {
			e.b = append(e.b, e.indent...)
		}
	}
}

func (e *jsonEncoder) enter(v Value) *rt.Error {
	if !e.circular {
		return nil
	}
	if e.open[v.O] {
		return valueErr("Circular reference detected")
	}
	if e.open == nil {
		e.open = map[*Obj]bool{}
	}
	e.open[v.O] = true
	return nil
}

func (e *jsonEncoder) encode(v Value, depth int) *rt.Error {
	if depth > 900 {
		return rt.Raise("RecursionError", "maximum recursion depth exceeded while encoding a JSON object")
	}
	switch {
	case v.has(flagStr):
		e.b = jsonQuote(e.b, asStr(v).s, e.ascii)
	case v.IsNone():
		e.b = append(e.b, "null"...)
	case v == True:
		e.b = append(e.b, "true"...)
	case v == False:
		e.b = append(e.b, "false"...)
	case v.has(flagInt):
		n, _ := asInt(v)
		s, err := intString(n)
		if err != nil {
			return err
		}
		e.b = append(e.b, s...)
	case v.has(flagFloat):
		f, _ := asFloat(v)
		s, err := e.float(f)
		if err != nil {
			return err
		}
		e.b = append(e.b, s...)
	case v.has(flagList | flagTuple):
		return e.list(v, depth)
	case v.has(flagDict):
		return e.dict(v, depth)
	default:
		if !e.def.IsSet() || e.def.IsNone() {
			return typeErr("Object of type %s is not JSON serializable", v.O.Type.cName())
		}
		if err := e.enter(v); err != nil {
			return err
		}
		r, err := Call(e.cx, e.def, v)
		if err == nil {
			err = e.encode(r, depth+1)
		}
		delete(e.open, v.O)
		return err
	}
	return nil
}

func (e *jsonEncoder) list(v Value, depth int) *rt.Error {
	items, _ := Items(v)
	if len(items) == 0 {
		e.b = append(e.b, "[]"...)
		return nil
	}
	if err := e.enter(v); err != nil {
		return err
	}
	e.b = append(e.b, '[')
	for i, x := range items {
		if i > 0 {
			e.b = append(e.b, e.itemSep...)
		}
		e.newline(depth + 1)
		if err := e.encode(x, depth+1); err != nil {
			return err
		}
	}
	e.newline(depth)
	e.b = append(e.b, ']')
	delete(e.open, v.O)
	return nil
}

func (e *jsonEncoder) dict(v Value, depth int) *rt.Error {
	d := asDict(v)
	if d.used == 0 {
		e.b = append(e.b, "{}"...)
		return nil
	}
	if err := e.enter(v); err != nil {
		return err
	}
	entries := d.entries
	if e.sort {
		pairs := make([]Value, 0, d.used)
		for _, x := range entries {
			if x.key.O != nil {
				pairs = append(pairs, x.key)
			}
		}
		if err := sortItems(e.cx, pairs, Value{}, false); err != nil {
			return err
		}
		entries = nil
		for _, k := range pairs {
			x, _, err := d.get(e.cx, k)
			if err != nil {
				return err
			}
			entries = append(entries, entry{key: k, val: x})
		}
	}
	e.b = append(e.b, '{')
	first := true
	for _, x := range entries {
		if x.key.O == nil {
			continue
		}
		key, ok, err := e.key(x.key)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if !first {
			e.b = append(e.b, e.itemSep...)
		}
		first = false
		e.newline(depth + 1)
		e.b = jsonQuote(e.b, key, e.ascii)
		e.b = append(e.b, e.keySep...)
		if err := e.encode(x.val, depth+1); err != nil {
			return err
		}
	}
	e.newline(depth)
	e.b = append(e.b, '}')
	delete(e.open, v.O)
	return nil
}

func (e *jsonEncoder) key(k Value) (string, bool, *rt.Error) {
	switch {
	case k.has(flagStr):
		return asStr(k).s, true, nil
	case k.IsNone():
		return "null", true, nil
	case k == True:
		return "true", true, nil
	case k == False:
		return "false", true, nil
	case k.has(flagInt):
		n, _ := asInt(k)
		s, err := intString(n)
		return s, true, err
	case k.has(flagFloat):
		f, _ := asFloat(k)
		s, err := e.float(f)
		return s, true, err
	case e.skipKeys:
		return "", false, nil
	}
	return "", false, typeErr("keys must be str, int, float, bool or None, not %s", k.O.Type.cName())
}

const jsonSig = "obj, *, skipkeys=, ensure_ascii=, check_circular=, allow_nan=, cls=, indent=, separators=, default=, sort_keys="

// jsonDumps encodes by keyword arguments: a follows jsonSig.
func jsonDumps(cx *rt.Ctx, a []Value) (string, *rt.Error) {
	e := &jsonEncoder{cx: cx, itemSep: ", ", keySep: ": ", def: a[8]}
	var err *rt.Error
	for _, o := range []struct {
		p   *bool
		v   Value
		def bool
	}{{&e.skipKeys, a[1], false}, {&e.ascii, a[2], true}, {&e.circular, a[3], true}, {&e.nan, a[4], true}, {&e.sort, a[9], false}} {
		if *o.p, err = argBool(cx, o.v, o.def); err != nil {
			return "", err
		}
	}
	if a[5].IsSet() && !a[5].IsNone() {
		enc, err := Call(cx, a[5])
		if err != nil {
			return "", err
		}
		if m, ok, err := getAttrOpt(cx, enc, "default"); err != nil {
			return "", err
		} else if ok {
			e.def = m
		}
	}
	if a[6].IsSet() && !a[6].IsNone() {
		e.pretty, e.itemSep = true, ","
		if s, ok := GoStr(a[6]); ok {
			e.indent = s
		} else {
			n, err := asIndex(cx, a[6])
			if err != nil {
				return "", err
			}
			e.indent = strings.Repeat(" ", max(n, 0))
		}
	}
	if a[7].IsSet() && !a[7].IsNone() {
		p, err := Unpack(cx, a[7], 2)
		if err != nil {
			return "", err
		}
		e.itemSep, _ = GoStr(p[0])
		e.keySep, _ = GoStr(p[1])
	}
	if err := e.encode(a[0], 0); err != nil {
		return "", err
	}
	return string(e.b), nil
}

// jsonDecoder holds the options of one loads.
type jsonDecoder struct {
	cx                                                      *rt.Ctx
	s                                                       string
	i                                                       int
	objectHook, parseFloat, parseInt, parseConst, pairsHook Value
	errType                                                 *Type
	keys                                                    map[string]Value
}

func (d *jsonDecoder) fail(msg string, at int) *rt.Error {
	pos := countRunes(d.s[:at])
	line := strings.Count(d.s[:at], "\n") + 1
	col := pos + 1
	if nl := strings.LastIndexByte(d.s[:at], '\n'); nl >= 0 {
		col = countRunes(d.s[nl+1:at]) + 1
	}
	text := msg + ": line " + strconv.Itoa(line) + " column " + strconv.Itoa(col) + " (char " + strconv.Itoa(pos) + ")"
	e := newExc(d.errType, NewStr(text))
	x := asExc(e)
	x.fields = [5]Value{NewStr(msg), NewStr(d.s), Int(int64(pos)), Int(int64(line)), Int(int64(col))}
	return errOf(e)
}

func (d *jsonDecoder) space() {
	for d.i < len(d.s) {
		switch d.s[d.i] {
		case ' ', '\t', '\n', '\r':
			d.i++
		default:
			return
		}
	}
}

func (d *jsonDecoder) value(depth int) (Value, *rt.Error) {
	if depth > 900 {
		return Value{}, rt.Raise("RecursionError", "maximum recursion depth exceeded while decoding a JSON array from a unicode string")
	}
	if d.i >= len(d.s) {
		return Value{}, d.fail("Expecting value", d.i)
	}
	word := func(w string) bool {
		if strings.HasPrefix(d.s[d.i:], w) {
			d.i += len(w)
			return true
		}
		return false
	}
	special := func(name string, f float64) (Value, *rt.Error) {
		if d.parseConst.IsSet() && !d.parseConst.IsNone() {
			return Call(d.cx, d.parseConst, NewStr(name))
		}
		return Float(f), nil
	}
	switch c := d.s[d.i]; {
	case c == '"':
		s, err := d.str()
		return NewStr(s), err
	case c == '{':
		return d.object(depth)
	case c == '[':
		return d.array(depth)
	case c == 'n' && word("null"):
		return None, nil
	case c == 't' && word("true"):
		return True, nil
	case c == 'f' && word("false"):
		return False, nil
	case c == 'N' && word("NaN"):
		return special("NaN", math.NaN())
	case c == 'I' && word("Infinity"):
		return special("Infinity", math.Inf(1))
	case c == '-' && word("-Infinity"):
		return special("-Infinity", math.Inf(-1))
	case c == '-' || isDigitByte(c):
		return d.number()
	}
	return Value{}, d.fail("Expecting value", d.i)
}

func (d *jsonDecoder) number() (Value, *rt.Error) {
	start := d.i
	s := d.s
	i := start
	if s[i] == '-' {
		i++
	}
	if i >= len(s) || !isDigitByte(s[i]) {
		return Value{}, d.fail("Expecting value", start)
	}
	if s[i] == '0' {
		i++
	} else {
		for i < len(s) && isDigitByte(s[i]) {
			i++
		}
	}
	isFloat := false
	if i+1 < len(s) && s[i] == '.' && isDigitByte(s[i+1]) {
		isFloat = true
		for i++; i < len(s) && isDigitByte(s[i]); i++ {
		}
	}
	if i < len(s) && s[i]|0x20 == 'e' {
		j := i + 1
		if j < len(s) && (s[j] == '+' || s[j] == '-') {
			j++
		}
		if j < len(s) && isDigitByte(s[j]) {
			isFloat = true
			for i = j; i < len(s) && isDigitByte(s[i]); i++ {
			}
		}
	}
	d.i = i
	text := s[start:i]
	if isFloat {
		if d.parseFloat.IsSet() && !d.parseFloat.IsNone() {
			return Call(d.cx, d.parseFloat, NewStr(text))
		}
		f, _ := strconv.ParseFloat(text, 64)
		return Float(f), nil
	}
	if d.parseInt.IsSet() && !d.parseInt.IsNone() {
		return Call(d.cx, d.parseInt, NewStr(text))
	}
	v, _, err := parseIntText(text, 10)
	return v, err
}

func (d *jsonDecoder) array(depth int) (Value, *rt.Error) {
	d.i++
	d.space()
	out := NewList()
	if d.i < len(d.s) && d.s[d.i] == ']' {
		d.i++
		return out, nil
	}
	for {
		v, err := d.value(depth + 1)
		if err != nil {
			return Value{}, err
		}
		ListAppend(out, v)
		d.space()
		if d.i >= len(d.s) || d.s[d.i] != ',' && d.s[d.i] != ']' {
			return Value{}, d.fail("Expecting ',' delimiter", d.i)
		}
		d.i++
		if d.s[d.i-1] == ']' {
			return out, nil
		}
		d.space()
	}
}

func (d *jsonDecoder) object(depth int) (Value, *rt.Error) {
	d.i++
	d.space()
	out := newDict()
	pairs := d.pairsHook.IsSet() && !d.pairsHook.IsNone()
	var list []Value
	finish := func() (Value, *rt.Error) {
		if pairs {
			return Call(d.cx, d.pairsHook, newList(list))
		}
		if d.objectHook.IsSet() && !d.objectHook.IsNone() {
			return Call(d.cx, d.objectHook, obj(&out.Obj))
		}
		return obj(&out.Obj), nil
	}
	if d.i < len(d.s) && d.s[d.i] == '}' {
		d.i++
		return finish()
	}
	for {
		if d.i >= len(d.s) || d.s[d.i] != '"' {
			return Value{}, d.fail("Expecting property name enclosed in double quotes", d.i)
		}
		s, err := d.str()
		if err != nil {
			return Value{}, err
		}
		key, ok := d.keys[s]
		if !ok {
			key = NewStr(s)
			d.keys[s] = key
		}
		d.space()
		if d.i >= len(d.s) || d.s[d.i] != ':' {
			return Value{}, d.fail("Expecting ':' delimiter", d.i)
		}
		d.i++
		d.space()
		v, err := d.value(depth + 1)
		if err != nil {
			return Value{}, err
		}
		if pairs {
			list = append(list, NewTuple(key, v))
		} else if err := out.set(d.cx, key, v); err != nil {
			return Value{}, err
		}
		d.space()
		if d.i >= len(d.s) || d.s[d.i] != ',' && d.s[d.i] != '}' {
			return Value{}, d.fail("Expecting ',' delimiter", d.i)
		}
		d.i++
		if d.s[d.i-1] == '}' {
			return finish()
		}
		d.space()
	}
}

// str reads a quoted string; d.i is at the quote.
func (d *jsonDecoder) str() (string, *rt.Error) {
	begin := d.i
	d.i++
	start := d.i
	for d.i < len(d.s) && d.s[d.i] != '"' && d.s[d.i] != '\\' && d.s[d.i] >= ' ' {
		d.i++
	}
	if d.i < len(d.s) && d.s[d.i] == '"' {
		d.i++
		return d.s[start : d.i-1], nil
	}
	b := []byte(d.s[start:d.i])
	for d.i < len(d.s) {
		c := d.s[d.i]
		switch {
		case c == '"':
			d.i++
			return string(b), nil
		case c < ' ':
			return "", d.fail("Invalid control character at", d.i)
		case c != '\\':
			b = append(b, c)
			d.i++
			continue
		}
		d.i++
		if d.i >= len(d.s) {
			break
		}
		c = d.s[d.i]
		d.i++
		if k := strings.IndexByte(`"\/bfnrt`, c); k >= 0 {
			b = append(b, "\"\\/\b\f\n\r\t"[k])
			continue
		}
		if c != 'u' {
			return "", d.fail("Invalid \\escape", d.i-2)
		}
		r, ok := d.hex4()
		if !ok {
			return "", d.fail("Invalid \\uXXXX escape", d.i-1)
		}
		if r >= 0xD800 && r < 0xDC00 && strings.HasPrefix(d.s[d.i:], `\u`) {
			save := d.i
			d.i += 2
			if lo, ok := d.hex4(); ok && lo >= 0xDC00 && lo < 0xE000 {
				r = utf16.DecodeRune(r, lo)
			} else {
				d.i = save
			}
		}
		b = appendRune(b, r)
	}
	return "", d.fail("Unterminated string starting at", begin)
}

func (d *jsonDecoder) hex4() (rune, bool) {
	if d.i+4 > len(d.s) {
		return 0, false
	}
	n, err := strconv.ParseUint(d.s[d.i:d.i+4], 16, 32)
	if err != nil {
		return 0, false
	}
	d.i += 4
	return rune(n), true
}

func registerJSON() {
	stdModule("json", func(cx *rt.Ctx, m *Module) *rt.Error {
		m.Set("__path__", NewList())
		errT := newStaticType("JSONDecodeError", "json.decoder", ValueError, func(t *Type) {
			t.flags |= flagExc
			t.new = BaseException.new
			for i, n := range []string{"msg", "doc", "pos", "lineno", "colno"} {
				excField(t, n, i)
			}
		})
		m.Set("JSONDecodeError", errT.Value())
		m.fn("dumps", jsonSig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := jsonDumps(cx, a)
			return NewStr(s), err
		})
		m.fn("dump", strings.Replace(jsonSig, "obj, *", "obj, fp, *", 1), func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := jsonDumps(cx, append([]Value{a[0]}, a[2:]...))
			if err != nil {
				return Value{}, err
			}
			_, err = CallMethod(cx, a[1], "write", NewStr(s))
			return None, err
		})
		load := func(cx *rt.Ctx, src Value, a []Value) (Value, *rt.Error) {
			d := &jsonDecoder{cx: cx, errType: errT, keys: map[string]Value{}, objectHook: a[0], parseFloat: a[1], parseInt: a[2], parseConst: a[3], pairsHook: a[4]}
			if s, ok := GoStr(src); ok {
				d.s = s
				if strings.HasPrefix(s, "\ufeff") {
					return Value{}, d.fail("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0)
				}
			} else if b, ok := bytesOf(src); ok {
				v, err := decodeBytes(cx, b, NewStr("utf-8-sig"), Value{})
				if err != nil {
					return Value{}, err
				}
				d.s = asStr(v).s
			} else {
				return Value{}, typeErr("the JSON object must be str, bytes or bytearray, not %s", src.O.Type.cName())
			}
			d.space()
			v, err := d.value(0)
			if err != nil {
				return Value{}, err
			}
			d.space()
			if d.i < len(d.s) {
				return Value{}, d.fail("Extra data", d.i)
			}
			return v, nil
		}
		const opts = ", *, object_hook=, parse_float=, parse_int=, parse_constant=, object_pairs_hook=, cls=, strict="
		m.fn("loads", "s"+opts, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return load(cx, a[0], a[1:]) })
		m.fn("load", "fp"+opts, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := CallMethod(cx, a[0], "read")
			if err != nil {
				return Value{}, err
			}
			return load(cx, s, a[1:])
		})
		m.Set("JSONEncoder", nativeType("JSONEncoder", "json.encoder", func(t *Type) {
			t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
				d := newDict()
				for i, k := range kn {
					d.setStr(k, kv[i])
				}
				o := obj(t.alloc(t))
				asNative(o).v = d
				return o, nil
			}
			t.method("default", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				return Value{}, typeErr("Object of type %s is not JSON serializable", a[1].O.Type.cName())
			})
			t.method("encode", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				dumps, _ := m.Get("dumps")
				kw := stateIn[*Dict](a[0]).copy()
				def, err := GetAttr(cx, a[0], "default")
				if err != nil {
					return Value{}, err
				}
				kw.setStr("default", def)
				return CallEx(cx, dumps, NewTuple(a[1]), obj(&kw.Obj))
			})
		}).Value())
		return nil
	})
	stdModule("json.decoder", func(cx *rt.Ctx, m *Module) *rt.Error {
		j, err := Import(cx, "json")
		if err == nil {
			v, _ := asModule(j).Get("JSONDecodeError")
			m.Set("JSONDecodeError", v)
		}
		return err
	})
}
