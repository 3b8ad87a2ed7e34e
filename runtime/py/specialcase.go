package py

import (
	"strings"
	"unicode"
)

// specialCase are the code points whose upper, title or folded form has several (Unicode's SpecialCasing and CaseFolding).
var specialCase = map[rune]struct{ upper, title, fold string }{
	0xdf:   {"SS", "Ss", "ss"},
	0x149:  {"\u02bcN", "\u02bcN", "\u02bcn"},
	0x1f0:  {"J\u030c", "J\u030c", "j\u030c"},
	0x390:  {"\u0399\u0308\u0301", "\u0399\u0308\u0301", "\u03b9\u0308\u0301"},
	0x3b0:  {"\u03a5\u0308\u0301", "\u03a5\u0308\u0301", "\u03c5\u0308\u0301"},
	0x587:  {"\u0535\u0552", "\u0535\u0582", "\u0565\u0582"},
	0x1e96: {"H\u0331", "H\u0331", "h\u0331"},
	0x1e97: {"T\u0308", "T\u0308", "t\u0308"},
	0x1e98: {"W\u030a", "W\u030a", "w\u030a"},
	0x1e99: {"Y\u030a", "Y\u030a", "y\u030a"},
	0x1e9a: {"A\u02be", "A\u02be", "a\u02be"},
	0x1f50: {"\u03a5\u0313", "\u03a5\u0313", "\u03c5\u0313"},
	0x1f52: {"\u03a5\u0313\u0300", "\u03a5\u0313\u0300", "\u03c5\u0313\u0300"},
	0x1f54: {"\u03a5\u0313\u0301", "\u03a5\u0313\u0301", "\u03c5\u0313\u0301"},
	0x1f56: {"\u03a5\u0313\u0342", "\u03a5\u0313\u0342", "\u03c5\u0313\u0342"},
	0x1f80: {"\u1f08\u0399", "\u1f88", "\u1f00\u03b9"},
	0x1f81: {"\u1f09\u0399", "\u1f89", "\u1f01\u03b9"},
	0x1f82: {"\u1f0a\u0399", "\u1f8a", "\u1f02\u03b9"},
	0x1f83: {"\u1f0b\u0399", "\u1f8b", "\u1f03\u03b9"},
	0x1f84: {"\u1f0c\u0399", "\u1f8c", "\u1f04\u03b9"},
	0x1f85: {"\u1f0d\u0399", "\u1f8d", "\u1f05\u03b9"},
	0x1f86: {"\u1f0e\u0399", "\u1f8e", "\u1f06\u03b9"},
	0x1f87: {"\u1f0f\u0399", "\u1f8f", "\u1f07\u03b9"},
	0x1f88: {"\u1f08\u0399", "\u1f88", "\u1f00\u03b9"},
	0x1f89: {"\u1f09\u0399", "\u1f89", "\u1f01\u03b9"},
	0x1f8a: {"\u1f0a\u0399", "\u1f8a", "\u1f02\u03b9"},
	0x1f8b: {"\u1f0b\u0399", "\u1f8b", "\u1f03\u03b9"},
	0x1f8c: {"\u1f0c\u0399", "\u1f8c", "\u1f04\u03b9"},
	0x1f8d: {"\u1f0d\u0399", "\u1f8d", "\u1f05\u03b9"},
	0x1f8e: {"\u1f0e\u0399", "\u1f8e", "\u1f06\u03b9"},
	0x1f8f: {"\u1f0f\u0399", "\u1f8f", "\u1f07\u03b9"},
	0x1f90: {"\u1f28\u0399", "\u1f98", "\u1f20\u03b9"},
	0x1f91: {"\u1f29\u0399", "\u1f99", "\u1f21\u03b9"},
	0x1f92: {"\u1f2a\u0399", "\u1f9a", "\u1f22\u03b9"},
	0x1f93: {"\u1f2b\u0399", "\u1f9b", "\u1f23\u03b9"},
	0x1f94: {"\u1f2c\u0399", "\u1f9c", "\u1f24\u03b9"},
	0x1f95: {"\u1f2d\u0399", "\u1f9d", "\u1f25\u03b9"},
	0x1f96: {"\u1f2e\u0399", "\u1f9e", "\u1f26\u03b9"},
	0x1f97: {"\u1f2f\u0399", "\u1f9f", "\u1f27\u03b9"},
	0x1f98: {"\u1f28\u0399", "\u1f98", "\u1f20\u03b9"},
	0x1f99: {"\u1f29\u0399", "\u1f99", "\u1f21\u03b9"},
	0x1f9a: {"\u1f2a\u0399", "\u1f9a", "\u1f22\u03b9"},
	0x1f9b: {"\u1f2b\u0399", "\u1f9b", "\u1f23\u03b9"},
	0x1f9c: {"\u1f2c\u0399", "\u1f9c", "\u1f24\u03b9"},
	0x1f9d: {"\u1f2d\u0399", "\u1f9d", "\u1f25\u03b9"},
	0x1f9e: {"\u1f2e\u0399", "\u1f9e", "\u1f26\u03b9"},
	0x1f9f: {"\u1f2f\u0399", "\u1f9f", "\u1f27\u03b9"},
	0x1fa0: {"\u1f68\u0399", "\u1fa8", "\u1f60\u03b9"},
	0x1fa1: {"\u1f69\u0399", "\u1fa9", "\u1f61\u03b9"},
	0x1fa2: {"\u1f6a\u0399", "\u1faa", "\u1f62\u03b9"},
	0x1fa3: {"\u1f6b\u0399", "\u1fab", "\u1f63\u03b9"},
	0x1fa4: {"\u1f6c\u0399", "\u1fac", "\u1f64\u03b9"},
	0x1fa5: {"\u1f6d\u0399", "\u1fad", "\u1f65\u03b9"},
	0x1fa6: {"\u1f6e\u0399", "\u1fae", "\u1f66\u03b9"},
	0x1fa7: {"\u1f6f\u0399", "\u1faf", "\u1f67\u03b9"},
	0x1fa8: {"\u1f68\u0399", "\u1fa8", "\u1f60\u03b9"},
	0x1fa9: {"\u1f69\u0399", "\u1fa9", "\u1f61\u03b9"},
	0x1faa: {"\u1f6a\u0399", "\u1faa", "\u1f62\u03b9"},
	0x1fab: {"\u1f6b\u0399", "\u1fab", "\u1f63\u03b9"},
	0x1fac: {"\u1f6c\u0399", "\u1fac", "\u1f64\u03b9"},
	0x1fad: {"\u1f6d\u0399", "\u1fad", "\u1f65\u03b9"},
	0x1fae: {"\u1f6e\u0399", "\u1fae", "\u1f66\u03b9"},
	0x1faf: {"\u1f6f\u0399", "\u1faf", "\u1f67\u03b9"},
	0x1fb2: {"\u1fba\u0399", "\u1fba\u0345", "\u1f70\u03b9"},
	0x1fb3: {"\u0391\u0399", "\u1fbc", "\u03b1\u03b9"},
	0x1fb4: {"\u0386\u0399", "\u0386\u0345", "\u03ac\u03b9"},
	0x1fb6: {"\u0391\u0342", "\u0391\u0342", "\u03b1\u0342"},
	0x1fb7: {"\u0391\u0342\u0399", "\u0391\u0342\u0345", "\u03b1\u0342\u03b9"},
	0x1fbc: {"\u0391\u0399", "\u1fbc", "\u03b1\u03b9"},
	0x1fc2: {"\u1fca\u0399", "\u1fca\u0345", "\u1f74\u03b9"},
	0x1fc3: {"\u0397\u0399", "\u1fcc", "\u03b7\u03b9"},
	0x1fc4: {"\u0389\u0399", "\u0389\u0345", "\u03ae\u03b9"},
	0x1fc6: {"\u0397\u0342", "\u0397\u0342", "\u03b7\u0342"},
	0x1fc7: {"\u0397\u0342\u0399", "\u0397\u0342\u0345", "\u03b7\u0342\u03b9"},
	0x1fcc: {"\u0397\u0399", "\u1fcc", "\u03b7\u03b9"},
	0x1fd2: {"\u0399\u0308\u0300", "\u0399\u0308\u0300", "\u03b9\u0308\u0300"},
	0x1fd3: {"\u0399\u0308\u0301", "\u0399\u0308\u0301", "\u03b9\u0308\u0301"},
	0x1fd6: {"\u0399\u0342", "\u0399\u0342", "\u03b9\u0342"},
	0x1fd7: {"\u0399\u0308\u0342", "\u0399\u0308\u0342", "\u03b9\u0308\u0342"},
	0x1fe2: {"\u03a5\u0308\u0300", "\u03a5\u0308\u0300", "\u03c5\u0308\u0300"},
	0x1fe3: {"\u03a5\u0308\u0301", "\u03a5\u0308\u0301", "\u03c5\u0308\u0301"},
	0x1fe4: {"\u03a1\u0313", "\u03a1\u0313", "\u03c1\u0313"},
	0x1fe6: {"\u03a5\u0342", "\u03a5\u0342", "\u03c5\u0342"},
	0x1fe7: {"\u03a5\u0308\u0342", "\u03a5\u0308\u0342", "\u03c5\u0308\u0342"},
	0x1ff2: {"\u1ffa\u0399", "\u1ffa\u0345", "\u1f7c\u03b9"},
	0x1ff3: {"\u03a9\u0399", "\u1ffc", "\u03c9\u03b9"},
	0x1ff4: {"\u038f\u0399", "\u038f\u0345", "\u03ce\u03b9"},
	0x1ff6: {"\u03a9\u0342", "\u03a9\u0342", "\u03c9\u0342"},
	0x1ff7: {"\u03a9\u0342\u0399", "\u03a9\u0342\u0345", "\u03c9\u0342\u03b9"},
	0x1ffc: {"\u03a9\u0399", "\u1ffc", "\u03c9\u03b9"},
	0xfb00: {"FF", "Ff", "ff"},
	0xfb01: {"FI", "Fi", "fi"},
	0xfb02: {"FL", "Fl", "fl"},
	0xfb03: {"FFI", "Ffi", "ffi"},
	0xfb04: {"FFL", "Ffl", "ffl"},
	0xfb05: {"ST", "St", "st"},
	0xfb06: {"ST", "St", "st"},
	0xfb13: {"\u0544\u0546", "\u0544\u0576", "\u0574\u0576"},
	0xfb14: {"\u0544\u0535", "\u0544\u0565", "\u0574\u0565"},
	0xfb15: {"\u0544\u053b", "\u0544\u056b", "\u0574\u056b"},
	0xfb16: {"\u054e\u0546", "\u054e\u0576", "\u057e\u0576"},
	0xfb17: {"\u0544\u053d", "\u0544\u056d", "\u0574\u056d"},
}

// hasSpecial reports whether one of them may be in a text.
func hasSpecial(s string) bool {
	for _, r := range s {
		if r >= 0xdf && specialCase[r].upper != "" {
			return true
		}
	}
	return false
}

// foldRune is the case-folded form of a code point.
func foldRune(r rune) string {
	if c, ok := specialCase[r]; ok {
		return c.fold
	}
	switch {
	case r == 'İ':
		return "i̇"
	case 0x13a0 <= r && r <= 0x13f5 || 0x13f8 <= r && r <= 0x13fd || 0xab70 <= r && r <= 0xabbf: // Cherokee folds upwards
		return string(unicode.ToUpper(r))
	case r == 'ẞ':
		return "ss"
	}
	return string(unicode.ToLower(unicode.ToUpper(r)))
}

// foldOf is str.casefold.
func foldOf(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r < 0x80 {
			b.WriteRune(unicode.ToLower(r))
		} else {
			b.WriteString(foldRune(r))
		}
	}
	return b.String()
}
