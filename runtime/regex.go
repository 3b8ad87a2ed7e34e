package rt

import (
	"regexp"
	"strings"
)

// RegexT is regex_t, RegmatchT regmatch_t.
type (
	// RegexT is regex_t.
	RegexT struct {
		ReNsub uint64
		re     *regexp.Regexp
		nosub  bool
	}
	// RegmatchT is regmatch_t.
	RegmatchT struct{ RmSo, RmEo int32 }
)

const (
	regExtended = 1
	regIcase    = 2
	regNewline  = 4
	regNosub    = 8
	regNotbol   = 1
	regNoteol   = 2

	regNomatch = 1
	regBadpat  = 2
)

// Regcomp is regcomp(re, pattern, flags): POSIX syntax, leftmost-longest matches.
func Regcomp(re *RegexT, pattern *int8, flags int32) int32 {
	text, ok := posixRegexp(GoString(pattern), flags&regExtended != 0)
	if !ok {
		return regBadpat
	}
	prefix := "(?s"
	if flags&regIcase != 0 {
		prefix += "i"
	}
	if flags&regNewline != 0 {
		prefix = strings.Replace(prefix, "s", "m", 1)
	}
	c, err := regexp.Compile(prefix + ")" + text)
	if err != nil {
		return regBadpat
	}
	c.Longest()
	*re = RegexT{ReNsub: uint64(c.NumSubexp()), re: c, nosub: flags&regNosub != 0}
	return 0
}

// Regexec is regexec(re, text, n, matches, flags).
func Regexec(re *RegexT, text *int8, n uint64, matches *RegmatchT, flags int32) int32 {
	if re.re == nil {
		return regBadpat
	}
	s := GoString(text)
	// Where the text does not begin a line, a character in front keeps ^ from matching.
	shift := 0
	loc := re.re.FindStringSubmatchIndex(s)
	if flags&regNotbol != 0 && strings.Contains(re.re.String(), "^") {
		shift = 1
		loc = re.re.FindStringSubmatchIndex("\x01" + s)
		if loc != nil && loc[0] == 0 {
			loc = nil
		}
	}
	if flags&regNoteol != 0 && loc != nil && strings.HasSuffix(re.re.String(), "$") && loc[1] == len(s)+shift {
		loc = nil
	}
	if loc == nil {
		return regNomatch
	}
	if re.nosub || matches == nil {
		return 0
	}
	for i := range int(n) {
		m := (*RegmatchT)(addPtr(matches, i))
		*m = RegmatchT{-1, -1}
		if 2*i+1 < len(loc) && loc[2*i] >= 0 {
			*m = RegmatchT{int32(loc[2*i] - shift), int32(loc[2*i+1] - shift)}
		}
	}
	return 0
}

// Regfree is regfree(re).
func Regfree(re *RegexT) { *re = RegexT{} }

// Regerror is regerror(code, re, buf, size).
func Regerror(code int32, re *RegexT, buf *int8, size uint64) uint64 {
	text := "Success"
	switch code {
	case regNomatch:
		text = "No match"
	case regBadpat:
		text = "Invalid regular expression"
	}
	if size > 0 {
		n := min(uint64(len(text)), size-1)
		room := CharBytes(buf, n+1)
		copy(room, text[:n])
		room[n] = 0
	}
	return uint64(len(text)) + 1
}

// posixRegexp translates a POSIX pattern to Go's syntax. Back-references have no translation.
func posixRegexp(p string, extended bool) (string, bool) {
	var b strings.Builder
	start := true // an anchor or a repetition here stands at the beginning of a branch
	for i := 0; i < len(p); i++ {
		c := p[i]
		atStart := start
		start = false
		switch c {
		case '\\':
			i++
			if i == len(p) {
				return "", false
			}
			c = p[i]
			switch {
			case c >= '1' && c <= '9':
				return "", false
			case !extended && strings.IndexByte("(){}|+?", c) >= 0:
				b.WriteByte(c)
				start = c == '(' || c == '|'
			case strings.IndexByte("wWsSbB", c) >= 0:
				b.WriteByte('\\')
				b.WriteByte(c)
			case c == '<' || c == '>':
				b.WriteString(`\b`)
			default:
				b.WriteString(regexp.QuoteMeta(string(c)))
			}
		case '[':
			end, ok := bracket(p, i, &b)
			if !ok {
				return "", false
			}
			i = end
		case '(', ')', '{', '}', '|', '+', '?':
			if !extended {
				b.WriteByte('\\')
				b.WriteByte(c)
				continue
			}
			if c == '{' && (atStart || i+1 < len(p) && (p[i+1] < '0' || p[i+1] > '9')) {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
			start = c == '(' || c == '|'
		case '*':
			if atStart {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
		case '^':
			if !extended && !atStart {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
			start = true
		case '$':
			last := i+1 == len(p) || strings.HasPrefix(p[i+1:], `\)`) || strings.HasPrefix(p[i+1:], `\|`)
			if !extended && !last {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String(), true
}

// bracket copies a bracket expression; a backslash in one is an ordinary character.
func bracket(p string, i int, b *strings.Builder) (end int, ok bool) {
	b.WriteByte('[')
	i++
	if i < len(p) && p[i] == '^' {
		b.WriteByte('^')
		i++
	}
	for first := true; i < len(p); i, first = i+1, false {
		c := p[i]
		if c == ']' && !first {
			b.WriteByte(']')
			return i, true
		}
		if c == '[' && i+1 < len(p) && strings.IndexByte(":.=", p[i+1]) >= 0 {
			close := strings.Index(p[i+2:], string(p[i+1])+"]")
			if close < 0 {
				return 0, false
			}
			inner := p[i+2 : i+2+close]
			if p[i+1] == ':' {
				b.WriteString("[:" + inner + ":]")
			} else {
				b.WriteString(regexp.QuoteMeta(inner))
			}
			i += 2 + close + 1
			continue
		}
		if c == '\\' || c == '[' || c == ']' {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	return 0, false
}
