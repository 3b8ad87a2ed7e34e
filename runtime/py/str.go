package py

import (
	"strings"
	"unicode/utf8"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Str is a text. It is kept as UTF-8; lone surrogates, which Python allows, as the three bytes that UTF-8 would give them. The number of
// code points is found when asked for; it equals the number of bytes exactly for ASCII.
type Str struct {
	Obj
	s     string
	hash  uint64 // 0: not computed
	n     int    // code points; -1: not counted
	runes []rune // of a non-ASCII text that has been indexed
	dict  *Dict
}

var (
	emptyStr   Value
	latinStrs  [256]Value
	internTab  = map[string]Value{}
	emptyTuple Value
)

// NewStr makes a str of UTF-8 text.
func NewStr(s string) Value {
	switch len(s) {
	case 0:
		return emptyStr
	case 1:
		if s[0] < utf8.RuneSelf {
			return latinStrs[s[0]]
		}
	}
	return obj(&(&Str{Obj: Obj{StrType}, s: s, n: -1}).Obj)
}

// newASCII makes a str known to be ASCII.
func newASCII(s string) Value {
	if len(s) <= 1 {
		return NewStr(s)
	}
	return obj(&(&Str{Obj: Obj{StrType}, s: s, n: len(s)}).Obj)
}

// strOfRune makes a str of one code point.
func strOfRune(r rune) Value {
	if r < 256 {
		return latinStrs[r]
	}
	return obj(&(&Str{Obj: Obj{StrType}, s: string(appendRune(nil, r)), n: 1}).Obj)
}

// internValue returns the one str object of a name.
func internValue(s string) Value {
	if v, ok := internTab[s]; ok {
		return v
	}
	s = strings.Clone(s)
	v := obj(&(&Str{Obj: Obj{StrType}, s: s, n: -1}).Obj)
	if len(s) == 1 && s[0] < utf8.RuneSelf {
		v = latinStrs[s[0]]
	}
	internTab[s] = v
	return v
}

// Intern makes a str that is the same object for the same text; for constants.
func Intern(s string) Value { return internValue(s) }

// Text returns the text of a str.
func (s *Str) Text() string { return s.s }

// GoStr returns the text of v if it is a str.
func GoStr(v Value) (string, bool) {
	if v.O != nil && v.has(flagStr) {
		return asStr(v).s, true
	}
	return "", false
}

func (s *Str) hashOf() uint64 {
	if s.hash == 0 {
		s.hash = hashString(s.s)
	}
	return s.hash
}

// count returns the number of code points.
func (s *Str) count() int {
	if s.n < 0 {
		s.n = countRunes(s.s)
	}
	return s.n
}

func (s *Str) ascii() bool { return s.count() == len(s.s) }

func countRunes(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// all returns the code points.
func (s *Str) all() []rune {
	if s.runes == nil && len(s.s) > 0 {
		out := make([]rune, 0, s.count())
		for i := 0; i < len(s.s); {
			r, w := decodeRune(s.s[i:])
			out = append(out, r)
			i += w
		}
		if s.ascii() {
			return out
		}
		s.runes = out
	}
	return s.runes
}

// at returns a code point by index, which is in range.
func (s *Str) at(i int) rune {
	if s.ascii() {
		return rune(s.s[i])
	}
	return s.all()[i]
}

// byteOff turns a code point index into a byte offset.
func (s *Str) byteOff(i int) int {
	if s.ascii() {
		return i
	}
	return runeOff(s.s, i)
}

func runeOff(s string, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		i++
		for i < len(s) && s[i]&0xC0 == 0x80 {
			i++
		}
	}
	return i
}

// sub returns the text between two code point indexes, which are in order and in range.
func (s *Str) sub(i, j int) string {
	if s.ascii() {
		return s.s[i:j]
	}
	a := runeOff(s.s, i)
	return s.s[a : a+runeOff(s.s[a:], j-i)]
}

// decodeRune is utf8.DecodeRuneInString that knows surrogates.
func decodeRune(s string) (rune, int) {
	if s[0] < utf8.RuneSelf {
		return rune(s[0]), 1
	}
	r, w := utf8.DecodeRuneInString(s)
	if w == 1 && s[0] == 0xED && len(s) >= 3 && s[1] >= 0xA0 && s[1]&0xC0 == 0x80 && s[2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, w
}

// appendRune is utf8.AppendRune that knows surrogates.
func appendRune(b []byte, r rune) []byte {
	if r >= 0xD800 && r < 0xE000 {
		return append(b, 0xED, 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
	}
	return utf8.AppendRune(b, r)
}

func runesToStr(rs []rune) string {
	b := make([]byte, 0, len(rs)+8)
	for _, r := range rs {
		b = appendRune(b, r)
	}
	return string(b)
}

// Concat joins the parts of an f-string or of a chain of +.
func Concat(parts ...string) Value { return NewStr(strings.Join(parts, "")) }

// StrOf is str(v) as a Go string.
func StrOf(cx *rt.Ctx, v Value) (string, *rt.Error) {
	switch v.O {
	case &intTag:
		return formatInt(v.int()), nil
	case &floatTag:
		return floatRepr(v.float()), nil
	}
	if v.O.Type == StrType {
		return asStr(v).s, nil
	}
	r, err := StrValue(cx, v)
	if err != nil {
		return "", err
	}
	return asStr(r).s, nil
}

// StrValue is str(v).
func StrValue(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	t := v.O.Type
	if t == StrType {
		return v, nil
	}
	r, err := t.str(cx, v)
	if err != nil {
		return Value{}, err
	}
	if !r.has(flagStr) {
		return Value{}, typeErr("__str__ returned non-string (type %s)", r.O.Type.cName())
	}
	return r, nil
}

// ReprOf is repr(v) as a Go string.
func ReprOf(cx *rt.Ctx, v Value) (string, *rt.Error) {
	r, err := ReprValue(cx, v)
	if err != nil {
		return "", err
	}
	return asStr(r).s, nil
}

// ReprValue is repr(v).
func ReprValue(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	st := stateOf(cx)
	if err := st.enter(cx); err != nil {
		err.Msg += " while getting the repr of an object"
		return Value{}, err
	}
	r, err := v.O.Type.repr(cx, v)
	st.depth--
	if err != nil {
		return Value{}, err
	}
	if !r.has(flagStr) {
		return Value{}, typeErr("__repr__ returned non-string (type %s)", r.O.Type.cName())
	}
	return r, nil
}

// AsciiOf is ascii(v) as a Go string.
func AsciiOf(cx *rt.Ctx, v Value) (string, *rt.Error) {
	s, err := ReprOf(cx, v)
	if err != nil {
		return "", err
	}
	return escapeNonASCII(s), nil
}

// writeRepr appends repr(v).
func writeRepr(cx *rt.Ctx, b *strings.Builder, v Value) *rt.Error {
	switch v.O {
	case &intTag:
		b.WriteString(formatInt(v.int()))
		return nil
	case &floatTag:
		b.WriteString(floatRepr(v.float()))
		return nil
	}
	s, err := ReprOf(cx, v)
	if err != nil {
		return err
	}
	b.WriteString(s)
	return nil
}
