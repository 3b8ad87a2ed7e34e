package py

import (
	"strconv"
	"strings"
	"unicode"
)

// Regular expressions: a parser of Python's syntax and a backtracking matcher. Texts are slices of code points (of bytes for bytes
// patterns), so positions are Python's.

type reFlags int

const (
	reIgnoreCase reFlags = 2
	reLocale     reFlags = 4
	reMultiline  reFlags = 8
	reDotAll     reFlags = 16
	reUnicode    reFlags = 32
	reVerbose    reFlags = 64
	reDebug      reFlags = 128
	reASCII      reFlags = 256
)

type reMatcher struct {
	text []rune
	end  int // where the text ends for this match
	caps []int
	last int
}

// reNode matches at i and goes on with k.
type reNode func(m *reMatcher, i int, k func(i int) bool) bool

type reParser struct {
	s      []rune
	i      int
	flags  reFlags
	names  map[string]int
	order  []string
	groups int
	open   map[int]bool
	bytes  bool
}

// reError is a syntax error at a position.
type reError struct {
	msg string
	pos int
}

func (p *reParser) fail(msg string, pos int) { panic(reError{msg, pos}) }

func (p *reParser) more() bool { return p.i < len(p.s) }

func (p *reParser) peek(c rune) bool { return p.i < len(p.s) && p.s[p.i] == c }

func (p *reParser) skipVerbose() {
	for p.flags&reVerbose != 0 && p.more() {
		if isSpace(p.s[p.i]) {
			p.i++
		} else if p.s[p.i] == '#' {
			for p.more() && p.s[p.i] != '\n' {
				p.i++
			}
		} else {
			return
		}
	}
}

func (p *reParser) alternatives() reNode {
	list := []reNode{p.sequence()}
	for p.peek('|') {
		p.i++
		list = append(list, p.sequence())
	}
	if len(list) == 1 {
		return list[0]
	}
	return func(m *reMatcher, i int, k func(int) bool) bool {
		for _, n := range list {
			if n(m, i, k) {
				return true
			}
		}
		return false
	}
}

func reEmpty(m *reMatcher, i int, k func(int) bool) bool { return k(i) }

func reSeq(a, b reNode) reNode {
	return func(m *reMatcher, i int, k func(int) bool) bool {
		return a(m, i, func(j int) bool { return b(m, j, k) })
	}
}

func (p *reParser) sequence() reNode {
	var items []reNode
	for {
		p.skipVerbose()
		if !p.more() || p.s[p.i] == '|' || p.s[p.i] == ')' {
			break
		}
		if n := p.repeated(); n != nil {
			items = append(items, n)
		}
	}
	if len(items) == 0 {
		return reEmpty
	}
	out := items[len(items)-1]
	for i := len(items) - 2; i >= 0; i-- {
		out = reSeq(items[i], out)
	}
	return out
}

// reAtom is a parsed atom: one tells how to test a single character where the atom is one.
type reAtom struct {
	node reNode
	one  func(r rune) bool
	none bool // an inline flag group: nothing to match
}

func reSingle(one func(r rune) bool) reAtom {
	return reAtom{one: one, node: func(m *reMatcher, i int, k func(int) bool) bool {
		return i < m.end && one(m.text[i]) && k(i+1)
	}}
}

func (p *reParser) repeated() reNode {
	a := p.atom()
	repeated := false
	for {
		p.skipVerbose()
		if !p.more() {
			break
		}
		lo, hi := 0, -1
		at := p.i
		switch p.s[p.i] {
		case '*':
			p.i++
		case '+':
			lo = 1
			p.i++
		case '?':
			hi = 1
			p.i++
		case '{':
			var ok bool
			if lo, hi, ok = p.braces(); !ok {
				if a.none {
					return nil
				}
				return a.node
			}
		default:
			if a.none {
				return nil
			}
			return a.node
		}
		if a.node == nil || a.none {
			p.fail("nothing to repeat", at)
		}
		if repeated {
			p.fail("multiple repeat", at)
		}
		repeated = true
		lazy, possessive := false, false
		if p.peek('?') {
			lazy = true
			p.i++
		} else if p.peek('+') {
			possessive = true
			p.i++
		}
		a = reAtom{node: reRepeat(a, lo, hi, lazy, possessive)}
	}
	if a.none {
		return nil
	}
	return a.node
}

// braces parses {m}, {m,}, {,n}, {m,n}; anything else is literal text.
func (p *reParser) braces() (lo, hi int, ok bool) {
	j := p.i + 1
	num := func() (int, bool) {
		n, any := 0, false
		for j < len(p.s) && p.s[j] >= '0' && p.s[j] <= '9' {
			n, any = min(n*10+int(p.s[j]-'0'), 1<<31), true
			j++
		}
		return n, any
	}
	lo, any := num()
	hi = lo
	if j < len(p.s) && p.s[j] == ',' {
		j++
		var has bool
		if hi, has = num(); !has {
			hi = -1
		}
		any = any || has
		if !any && j == p.i+2 {
			any = true // {,} is {0,}
		}
	}
	if !any || j >= len(p.s) || p.s[j] != '}' {
		return 0, 0, false
	}
	if hi >= 0 && hi < lo {
		p.fail("min repeat greater than max repeat", p.i+1)
	}
	p.i = j + 1
	return lo, hi, true
}

func reRepeat(a reAtom, lo, hi int, lazy, possessive bool) reNode {
	if a.one != nil && !lazy {
		one := a.one
		return func(m *reMatcher, i int, k func(int) bool) bool {
			j := i
			for j < m.end && (hi < 0 || j-i < hi) && one(m.text[j]) {
				j++
			}
			if possessive {
				return j-i >= lo && k(j)
			}
			for ; j-i >= lo; j-- {
				if k(j) {
					return true
				}
			}
			return false
		}
	}
	node := a.node
	if possessive {
		inner := reRepeat(a, lo, hi, false, false)
		return func(m *reMatcher, i int, k func(int) bool) bool {
			end := -1
			if !inner(m, i, func(j int) bool { end = j; return true }) {
				return false
			}
			return k(end)
		}
	}
	return func(m *reMatcher, i int, k func(int) bool) bool {
		// An iteration may match nothing once: after that it would go on for ever.
		var try func(n, i, last int) bool
		try = func(n, i, last int) bool {
			step := func() bool {
				if hi >= 0 && n >= hi || n >= lo && i == last {
					return false
				}
				saved := append([]int(nil), m.caps...)
				if node(m, i, func(j int) bool { return try(n+1, j, i) }) {
					return true
				}
				copy(m.caps, saved)
				return false
			}
			if n < lo {
				return step()
			}
			if lazy {
				return k(i) || step()
			}
			return step() || k(i)
		}
		return try(0, i, -1)
	}
}

func (p *reParser) atom() reAtom {
	at := p.i
	c := p.s[p.i]
	p.i++
	switch c {
	case '.':
		if p.flags&reDotAll != 0 {
			return reSingle(func(rune) bool { return true })
		}
		return reSingle(func(r rune) bool { return r != '\n' })
	case '^':
		if p.flags&reMultiline != 0 {
			return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool {
				return (i == 0 || m.text[i-1] == '\n') && k(i)
			}}
		}
		return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool { return i == 0 && k(i) }}
	case '$':
		multi := p.flags&reMultiline != 0
		return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool {
			return (i == m.end || i == m.end-1 && m.text[i] == '\n' || multi && m.text[i] == '\n') && k(i)
		}}
	case '(':
		return p.group(at)
	case '[':
		return reSingle(p.class(at))
	case '\\':
		return p.escape(at)
	case '*', '+', '?':
		p.fail("nothing to repeat", at)
	}
	return reSingle(p.literal(c))
}

func (p *reParser) literal(c rune) func(r rune) bool {
	if p.flags&reIgnoreCase != 0 {
		lo, up := unicode.ToLower(c), unicode.ToUpper(c)
		return func(r rune) bool { return r == lo || r == up || unicode.ToLower(r) == lo }
	}
	return func(r rune) bool { return r == c }
}

func (p *reParser) wordRune() func(r rune) bool {
	if p.bytes || p.flags&reASCII != 0 {
		return func(r rune) bool { return r < 0x80 && (r == '_' || isAlphaByte(byte(r)) || isDigitByte(byte(r))) }
	}
	return func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }
}

// category gives the test of \d, \s, \w and their opposites.
func (p *reParser) category(c rune) func(r rune) bool {
	var f func(r rune) bool
	ascii := p.bytes || p.flags&reASCII != 0
	switch unicode.ToLower(c) {
	case 'd':
		f = func(r rune) bool { return r >= '0' && r <= '9' || !ascii && r >= 0x80 && unicode.Is(unicode.Nd, r) }
	case 's':
		f = func(r rune) bool { return r == ' ' || r >= 9 && r <= 13 || !ascii && isSpace(r) }
	case 'w':
		f = p.wordRune()
	default:
		return nil
	}
	if unicode.IsUpper(c) {
		return func(r rune) bool { return !f(r) }
	}
	return f
}

// charEscape reads the character that an escape stands for; the letter has been read.
func (p *reParser) charEscape(c rune, at int) rune {
	hex := func(n int) rune {
		if p.i+n > len(p.s) {
			p.fail("incomplete escape "+string(p.s[at:min(len(p.s), p.i+n)]), at)
		}
		v, err := strconv.ParseUint(string(p.s[p.i:p.i+n]), 16, 32)
		if err != nil {
			p.fail("incomplete escape "+string(p.s[at:p.i]), at)
		}
		p.i += n
		return rune(v)
	}
	switch c {
	case 'n':
		return '\n'
	case 't':
		return '\t'
	case 'r':
		return '\r'
	case 'f':
		return '\f'
	case 'v':
		return '\v'
	case 'a':
		return '\a'
	case 'x':
		return hex(2)
	case 'u':
		return hex(4)
	case 'U':
		return hex(8)
	}
	if c < 0x80 && isAlphaByte(byte(c)) {
		p.fail("bad escape \\"+string(c), at)
	}
	return c
}

func (p *reParser) escape(at int) reAtom {
	if !p.more() {
		p.fail("bad escape (end of pattern)", at)
	}
	c := p.s[p.i]
	p.i++
	if f := p.category(c); f != nil {
		return reSingle(f)
	}
	switch c {
	case 'A':
		return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool { return i == 0 && k(i) }}
	case 'Z':
		return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool { return i == m.end && k(i) }}
	case 'b', 'B':
		word := p.wordRune()
		want := c == 'b'
		return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool {
			a, b := i > 0 && word(m.text[i-1]), i < m.end && word(m.text[i])
			return (a != b) == want && k(i)
		}}
	}
	if c >= '1' && c <= '9' {
		n := int(c - '0')
		if p.more() && p.s[p.i] >= '0' && p.s[p.i] <= '9' {
			n = n*10 + int(p.s[p.i]-'0')
			p.i++
		}
		return p.backref(n, at)
	}
	if c == '0' {
		v := rune(0)
		for k := 0; k < 2 && p.more() && p.s[p.i] >= '0' && p.s[p.i] <= '7'; k++ {
			v = v*8 + p.s[p.i] - '0'
			p.i++
		}
		return reSingle(p.literal(v))
	}
	return reSingle(p.literal(p.charEscape(c, at)))
}

func (p *reParser) backref(n, at int) reAtom {
	if n > p.groups {
		p.fail("invalid group reference "+strconv.Itoa(n), at+1)
	}
	if p.open[n] {
		p.fail("cannot refer to an open group", at)
	}
	fold := p.flags&reIgnoreCase != 0
	return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool {
		a, b := m.caps[2*n], m.caps[2*n+1]
		if a < 0 || b < 0 || i+b-a > m.end {
			return false
		}
		for j := a; j < b; j++ {
			x, y := m.text[j], m.text[i+j-a]
			if x != y && !(fold && unicode.ToLower(x) == unicode.ToLower(y)) {
				return false
			}
		}
		return k(i + b - a)
	}}
}

func (p *reParser) class(at int) func(r rune) bool {
	negate := false
	if p.peek('^') {
		negate = true
		p.i++
	}
	var tests []func(r rune) bool
	first := true
	for {
		if !p.more() {
			p.fail("unterminated character set", at)
		}
		c := p.s[p.i]
		if c == ']' && !first {
			p.i++
			break
		}
		first = false
		lo, cat := p.classItem()
		if cat == nil && p.i+1 < len(p.s) && p.s[p.i] == '-' && p.s[p.i+1] != ']' {
			from := p.i
			p.i++
			hi, cat2 := p.classItem()
			if cat2 != nil || hi < lo {
				p.fail("bad character range "+string(p.s[from-1:p.i]), from-1)
			}
			tests = append(tests, p.inRange(lo, hi))
			continue
		}
		if cat != nil {
			tests = append(tests, cat)
		} else {
			tests = append(tests, p.literal(lo))
		}
	}
	return func(r rune) bool {
		for _, t := range tests {
			if t(r) {
				return !negate
			}
		}
		return negate
	}
}

func (p *reParser) inRange(lo, hi rune) func(r rune) bool {
	if p.flags&reIgnoreCase != 0 {
		return func(r rune) bool {
			l, u := unicode.ToLower(r), unicode.ToUpper(r)
			return r >= lo && r <= hi || l >= lo && l <= hi || u >= lo && u <= hi
		}
	}
	return func(r rune) bool { return r >= lo && r <= hi }
}

func (p *reParser) classItem() (rune, func(r rune) bool) {
	at := p.i
	c := p.s[p.i]
	p.i++
	if c != '\\' {
		return c, nil
	}
	if !p.more() {
		p.fail("bad escape (end of pattern)", at)
	}
	c = p.s[p.i]
	p.i++
	if f := p.category(c); f != nil {
		return 0, f
	}
	if c == 'b' {
		return '\b', nil
	}
	if c >= '0' && c <= '7' {
		v := c - '0'
		for k := 0; k < 2 && p.more() && p.s[p.i] >= '0' && p.s[p.i] <= '7'; k++ {
			v = v*8 + p.s[p.i] - '0'
			p.i++
		}
		return v, nil
	}
	return p.charEscape(c, at), nil
}

func (p *reParser) closeParen(at int) {
	if !p.peek(')') {
		p.fail("missing ), unterminated subpattern", at)
	}
	p.i++
}

func (p *reParser) name(close rune) string {
	start := p.i
	for p.more() && p.s[p.i] != close {
		p.i++
	}
	n := string(p.s[start:p.i])
	if !p.more() {
		p.fail("missing "+string(close)+", unterminated name", start)
	}
	p.i++
	if n == "" {
		p.fail("missing group name", start)
	}
	return n
}

func (p *reParser) group(at int) reAtom {
	if !p.peek('?') {
		p.groups++
		return p.capture(p.groups, at)
	}
	p.i++
	if !p.more() {
		p.fail("unexpected end of pattern", p.i)
	}
	c := p.s[p.i]
	p.i++
	saved := p.flags
	switch c {
	case ':':
		n := p.alternatives()
		p.closeParen(at)
		p.flags = saved
		return reAtom{node: n}
	case '#':
		for p.more() && p.s[p.i] != ')' {
			p.i++
		}
		p.closeParen(at)
		return reAtom{none: true}
	case '=', '!':
		n := p.alternatives()
		p.closeParen(at)
		return reLook(n, c == '=')
	case '>':
		n := p.alternatives()
		p.closeParen(at)
		return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool {
			end := -1
			return n(m, i, func(j int) bool { end = j; return true }) && k(end)
		}}
	case '<':
		if p.more() && (p.s[p.i] == '=' || p.s[p.i] == '!') {
			ahead := p.s[p.i] == '='
			p.i++
			n := p.alternatives()
			p.closeParen(at)
			return reLookBehind(n, ahead)
		}
		p.fail("unknown extension ?<"+string(p.s[p.i:min(p.i+1, len(p.s))]), at+1)
	case 'P':
		return p.named(at)
	case '(':
		return p.conditional(at)
	}
	p.i--
	return p.inlineFlags(at)
}

func reLook(n reNode, want bool) reAtom {
	return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool {
		saved := append([]int(nil), m.caps...)
		ok := n(m, i, func(int) bool { return true })
		if !ok || !want {
			copy(m.caps, saved)
		}
		if ok != want {
			return false
		}
		if k(i) {
			return true
		}
		copy(m.caps, saved)
		return false
	}}
}

// reLookBehind tries the starts from near to far; Python's patterns here have a fixed width, so one of them fits at most.
func reLookBehind(n reNode, want bool) reAtom {
	return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool {
		ok := false
		for s := i; s >= 0 && !ok; s-- {
			ok = n(m, s, func(j int) bool { return j == i })
		}
		return ok == want && k(i)
	}}
}

func (p *reParser) capture(n, at int) reAtom {
	p.open[n] = true
	inner := p.alternatives()
	p.closeParen(at)
	delete(p.open, n)
	return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool {
		a, b, l := m.caps[2*n], m.caps[2*n+1], m.last
		if inner(m, i, func(j int) bool {
			x, y, z := m.caps[2*n], m.caps[2*n+1], m.last
			m.caps[2*n], m.caps[2*n+1], m.last = i, j, n
			if k(j) {
				return true
			}
			m.caps[2*n], m.caps[2*n+1], m.last = x, y, z
			return false
		}) {
			return true
		}
		m.caps[2*n], m.caps[2*n+1], m.last = a, b, l
		return false
	}}
}

func (p *reParser) named(at int) reAtom {
	if p.peek('<') {
		p.i++
		start := p.i
		name := p.name('>')
		if !isIdentifier(name) {
			p.fail("bad character in group name "+strRepr(name), start)
		}
		if n, ok := p.names[name]; ok {
			p.fail("redefinition of group name "+strRepr(name)+" as group "+strconv.Itoa(p.groups+1)+"; was group "+strconv.Itoa(n), start)
		}
		p.groups++
		p.names[name] = p.groups
		p.order = append(p.order, name)
		return p.capture(p.groups, at)
	}
	if p.peek('=') {
		p.i++
		start := p.i
		name := p.name(')')
		n, ok := p.names[name]
		if !ok {
			p.fail("unknown group name "+strRepr(name), start)
		}
		return p.backref(n, start-1)
	}
	p.fail("unknown extension ?P"+string(p.s[p.i:min(p.i+1, len(p.s))]), at+1)
	return reAtom{}
}

func (p *reParser) conditional(at int) reAtom {
	start := p.i
	name := p.name(')')
	n, err := strconv.Atoi(name)
	if err != nil {
		var ok bool
		if n, ok = p.names[name]; !ok {
			p.fail("unknown group name "+strRepr(name), start)
		}
	}
	yes := p.sequence()
	no := reNode(reEmpty)
	if p.peek('|') {
		p.i++
		no = p.sequence()
	}
	p.closeParen(at)
	return reAtom{node: func(m *reMatcher, i int, k func(int) bool) bool {
		if 2*n+1 < len(m.caps) && m.caps[2*n+1] >= 0 {
			return yes(m, i, k)
		}
		return no(m, i, k)
	}}
}

func (p *reParser) inlineFlags(at int) reAtom {
	saved := p.flags
	off := false
	for p.more() {
		c := p.s[p.i]
		p.i++
		k := strings.IndexRune("iLmsuxa", c)
		switch {
		case k >= 0:
			f := []reFlags{reIgnoreCase, reLocale, reMultiline, reDotAll, reUnicode, reVerbose, reASCII}[k]
			if off {
				p.flags &^= f
			} else {
				p.flags |= f
			}
		case c == '-':
			off = true
		case c == ')':
			return reAtom{none: true}
		case c == ':':
			n := p.alternatives()
			p.closeParen(at)
			p.flags = saved
			return reAtom{node: n}
		default:
			p.fail("unknown extension ?"+string(c), at+1)
		}
	}
	p.fail("missing -, : or )", p.i)
	return reAtom{}
}
