package syntax

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// TestHostile feeds texts that are no programs: each must give a clear error soon.
func TestHostile(t *testing.T) {
	deep := func(open, end string, n int) string {
		return "x = " + strings.Repeat(open, n) + "1" + strings.Repeat(end, n) + "\n"
	}
	stairs := &strings.Builder{}
	for i := range 1500 {
		stairs.WriteString(strings.Repeat(" ", i) + "if x:\n")
	}
	cases := []struct{ name, text, want string }{
		{"parentheses", deep("(", ")", 10000), "too many nested brackets"},
		{"open parentheses", deep("(", "", 10000), "too many nested brackets"},
		{"brackets", deep("[", "]", 10000), "too many nested brackets"},
		{"braces", deep("{", "}", 10000), "too many nested brackets"},
		{"calls", deep("f(", ")", 10000), "too many nested brackets"},
		{"subscripts", deep("f[", "]", 10000), "too many nested brackets"},
		{"minus", deep("-", "", 10000), "nests too deeply"},
		{"not", deep("not ", "", 10000), "nests too deeply"},
		{"power", deep("2 ** ", "", 10000), "nests too deeply"},
		{"lambda", deep("lambda: ", "", 10000), "nests too deeply"},
		{"conditional", deep("1 if x else ", "", 10000), "nests too deeply"},
		{"casts", deep("<int>", "", 10000), "nests too deeply"},
		{"consume", deep("consume ", "", 10000), "nests too deeply"},
		{"f-strings", deep(`f"{`, `}"`, 500), "too many nested brackets"},
		{"indentation", stairs.String(), "too many levels of indentation"},
		{"null", "x = 1\x00\n", "null bytes"},
		{"null in string", "x = 'a\x00b'\n", "null bytes"},
		{"null in comment", "# a\x00b\n", "null bytes"},
		{"not UTF-8", "x = '\xff'\n", "not UTF-8"},
		{"long line", "x = 1" + strings.Repeat(" ", 33<<20), "the line is too long"},
		{"unclosed lines", strings.Repeat("(\n", 5000), "too many nested brackets"},
		{"unclosed assignments", strings.Repeat("x = (1\n", 5000), "was never closed"},
		{"quotes", strings.Repeat("'", 9999), "unterminated"},
		{"backslashes", strings.Repeat("\\\n", 9999), "unexpected end of file"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			begin := time.Now()
			_, ds := parseNamed("x.pyx", []byte(c.text))
			require.Less(t, time.Since(begin), 3*time.Second)
			require.NotEmpty(t, ds)
			require.Less(t, len(ds), 60, "errors")
			found := false
			for _, d := range ds {
				found = found || strings.Contains(d.Message, c.want)
			}
			require.True(t, found, "%q is not said: %s", c.want, ds[0].Message)
		})
	}
}

// TestLong parses programs that are long in one dimension.
func TestLong(t *testing.T) {
	cases := []struct{ name, text string }{
		{"sum", "x = 1" + strings.Repeat(" + 1", 100000) + "\n"},
		{"or", "x = 1" + strings.Repeat(" or 1", 100000) + "\n"},
		{"attributes", "x = a" + strings.Repeat(".b", 100000) + "\n"},
		{"calls", "x = a" + strings.Repeat("()", 100000) + "\n"},
		{"list", "x = [" + strings.Repeat("1, ", 100000) + "]\n"},
		{"elif", "if x:\n    y\n" + strings.Repeat("elif x:\n    y\n", 5000)},
		{"strings", "x = ('a'" + strings.Repeat("\n     'b'", 100000) + ")\n"},
		{"blank lines", strings.Repeat("\n", 1000000)},
		{"only indentation", strings.Repeat("    \t\n", 100000) + "      "},
		{"assignments", strings.Repeat("x = ", 100000) + "1\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			begin := time.Now()
			_, ds := parseNamed("x.pyx", []byte(c.text))
			require.Empty(t, ds)
			require.Less(t, time.Since(begin), 3*time.Second)
		})
	}
}
