package syntax

import (
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/runenames"

	"github.com/cyp-lang/cyp/internal/lexer"
)

// normalName is a name in NFKC, by which Python compares names. One that would read
// as a keyword then stays as it is, so that it remains a name when printed.
func normalName(s string) string {
	if n := norm.NFKC.String(s); !lexer.IsKeyword(n) {
		return n
	}
	return s
}

// runesByName maps the names of characters, as `\N{…}` writes them.
var runesByName = sync.OnceValue(func() map[string]rune {
	m := make(map[string]rune, 1<<16)
	for r := rune(0); r <= 0xe01ef; r++ {
		if r == 0x20000 {
			r = 0xe0000 // nothing but ideographs is between
		}
		if r >= 0xac00 && r <= 0xd7a3 || r >= 0x3400 && r <= 0x4dbf || r >= 0x4e00 && r <= 0x9fff || r >= 0x17000 && r <= 0x187f7 || r >= 0x20000 && r <= 0x323af {
			continue // ranges whose names hold the number
		}
		if n := runenames.Name(r); n != "" && n[0] != '<' {
			m[n] = r
		}
	}
	return m
})

// runeNamed returns the character (or sequence) of a Unicode name.
func runeNamed(name string) (string, bool) {
	name = strings.ToUpper(name)
	if r, ok := runesByName()[name]; ok {
		return string(r), true
	}
	if alias, ok := runeAliases[name]; ok {
		return string(alias), true
	}
	for _, prefix := range []string{"CJK UNIFIED IDEOGRAPH-", "TANGUT IDEOGRAPH-"} {
		if hex, ok := strings.CutPrefix(name, prefix); ok {
			v := rune(0)
			for i := 0; i < len(hex) && i < 6; i++ {
				d := hexValue(hex[i])
				if d < 0 {
					return "", false
				}
				v = v<<4 | rune(d)
			}
			return string(v), len(hex) >= 4
		}
	}
	if s, ok := strings.CutPrefix(name, "HANGUL SYLLABLE "); ok {
		return hangul(s)
	}
	return "", false
}

// hangul composes a syllable from the short names of its parts.
func hangul(s string) (string, bool) {
	lead := []string{"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"}
	vowel := []string{"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"}
	tail := []string{"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"}
	for l, a := range lead {
		for v, b := range vowel {
			rest, ok := strings.CutPrefix(s, a+b)
			if !ok {
				continue
			}
			for t, c := range tail {
				if rest == c {
					return string(rune(0xac00 + (l*21+v)*28 + t)), true
				}
			}
		}
	}
	return "", false
}

// runeAliases are names of control characters, which have no other.
var runeAliases = map[string]rune{
	"NULL": 0, "NUL": 0, "BELL (ALERT)": 7, "ALERT": 7, "BEL": 7, "BACKSPACE": 8, "BS": 8, "CHARACTER TABULATION": 9, "HORIZONTAL TABULATION": 9, "TAB": 9, "HT": 9,
	"LINE FEED": 10, "NEW LINE": 10, "END OF LINE": 10, "LF": 10, "NL": 10, "EOL": 10, "LINE TABULATION": 11, "VERTICAL TABULATION": 11, "VT": 11,
	"FORM FEED": 12, "FF": 12, "CARRIAGE RETURN": 13, "CR": 13, "ESCAPE": 27, "ESC": 27, "DELETE": 127, "DEL": 127, "NEXT LINE": 0x85, "NEL": 0x85,
	"NO-BREAK SPACE": 0xa0, "NBSP": 0xa0, "SOFT HYPHEN": 0xad, "SHY": 0xad, "ZERO WIDTH SPACE": 0x200b, "ZWSP": 0x200b, "ZWNJ": 0x200c, "ZWJ": 0x200d,
	"BYTE ORDER MARK": 0xfeff, "BOM": 0xfeff, "ZWNBSP": 0xfeff,
}
