package std

import (
	"regexp"
	"sort"
	"strings"
)

// Declares lists the modules that come with the compiler and declare a name, those of the dialect first. It looks at the text of
// the declarations, which suffices for a suggestion; members of classes and structs are indented deeper.
func Declares(name string) []string {
	word := regexp.QuoteMeta(name)
	decl := regexp.MustCompile(`(?m)^ {0,4}(?:(?:cdef|ctypedef|public|extern)\s+)*(?:(?:cypclass|cppclass|struct|union|enum|class|fused)\s+` + word +
		`\b|[A-Za-z_][\w \t*&\[\],]*[ \t*&]` + word + `(?:\s*(?:\(|"[^"]*"|\[)|\s*$))`)
	var out []string
	for _, m := range Modules() {
		if text, ok := Open(m); ok && decl.Match(text) {
			out = append(out, m)
		}
	}
	rank := func(m string) int {
		for i, p := range []string{"libcythonplus", "cyp", "libc.", "libcpp.", "posix."} {
			if strings.HasPrefix(m, p) {
				return i
			}
		}
		return 9
	}
	sort.SliceStable(out, func(i, j int) bool { return rank(out[i]) < rank(out[j]) })
	return out
}
