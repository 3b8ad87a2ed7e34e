package doctest

import (
	"fmt"
	"strings"
)

const (
	blankMarker = "<BLANKLINE>"
	ellipsis    = "..."
)

// matches reports whether what an example printed is what it should print, by the rules of Python's doctest.
func matches(want, got string, opts map[string]bool) bool {
	if want == got {
		return true
	}
	if !opts["DONT_ACCEPT_TRUE_FOR_1"] {
		if got == "True\n" && want == "1\n" || got == "False\n" && want == "0\n" {
			return true
		}
	}
	if !opts["DONT_ACCEPT_BLANKLINE"] {
		lines := strings.Split(want, "\n")
		for i, l := range lines {
			if strings.TrimRight(l, " \t") == blankMarker {
				lines[i] = ""
			}
		}
		want = strings.Join(lines, "\n")
		lines = strings.Split(got, "\n")
		for i, l := range lines {
			if strings.TrimSpace(l) == "" {
				lines[i] = ""
			}
		}
		got = strings.Join(lines, "\n")
		if want == got {
			return true
		}
	}
	if opts["NORMALIZE_WHITESPACE"] {
		want = strings.Join(strings.Fields(want), " ")
		got = strings.Join(strings.Fields(got), " ")
		if want == got {
			return true
		}
	}
	return opts["ELLIPSIS"] && ellipsisMatch(want, got)
}

// ellipsisMatch matches with `...` in want standing for any text.
func ellipsisMatch(want, got string) bool {
	if !strings.Contains(want, ellipsis) {
		return want == got
	}
	pieces := strings.Split(want, ellipsis)
	first, last := pieces[0], pieces[len(pieces)-1]
	if !strings.HasPrefix(got, first) || !strings.HasSuffix(got, last) || len(got) < len(first)+len(last) {
		return false
	}
	got = got[len(first) : len(got)-len(last)]
	for _, p := range pieces[1 : len(pieces)-1] {
		i := strings.Index(got, p)
		if i < 0 {
			return false
		}
		got = got[i+len(p):]
	}
	return true
}

// wantedException finds the exception in the expected output, where that is a traceback: the lines after the header and the
// indented lines of the stack.
func wantedException(want string) (msg string, ok bool) {
	lines := strings.SplitAfter(want, "\n")
	switch strings.TrimRight(lines[0], " \t\n") {
	case "Traceback (most recent call last):", "Traceback (innermost last):":
	default:
		return "", false
	}
	for i, l := range lines[1:] {
		if l == "" {
			continue
		}
		if c := l[0]; c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.Join(lines[1+i:], ""), true
		}
	}
	return "", false
}

// stripDetail is the class name of the last line of an exception, without module and message.
func stripDetail(msg string) string {
	end := len(msg)
	if i := strings.IndexByte(msg, '\n'); i >= 0 {
		end = i
	}
	if i := strings.IndexByte(msg[:end], ':'); i >= 0 {
		end = i
	}
	name := msg[:end]
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:]
	}
	return name
}

// exceptionMatches compares the last line of an exception with the expected one.
func exceptionMatches(want, got string, opts map[string]bool) bool {
	return matches(want, got, opts) || opts["IGNORE_EXCEPTION_DETAIL"] && stripDetail(want) == stripDetail(got)
}

// difference shows the expected and the actual output.
func difference(want, got string) string {
	switch {
	case want != "" && got != "":
		return fmt.Sprintf("Expected:\n%sGot:\n%s", indent(want), indent(got))
	case want != "":
		return fmt.Sprintf("Expected:\n%sGot nothing\n", indent(want))
	case got != "":
		return fmt.Sprintf("Expected nothing\nGot:\n%s", indent(got))
	}
	return "Expected nothing\nGot nothing\n"
}

func indent(s string) string {
	var b strings.Builder
	for _, l := range strings.SplitAfter(s, "\n") {
		switch {
		case l == "":
		case l == "\n":
			b.WriteString(l)
		default:
			b.WriteString("    " + l)
		}
	}
	if s != "" && !strings.HasSuffix(s, "\n") {
		b.WriteByte('\n')
	}
	return b.String()
}
