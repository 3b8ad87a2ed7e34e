package doctest

import "testing"

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		want, got string
		opt       string
		ok        bool
	}{
		{"1\n", "1\n", "", true},
		{"1\n", "2\n", "", false},
		{"1\n", "True\n", "", true},
		{"0\n", "False\n", "", true},
		{"1\n", "True\n", "DONT_ACCEPT_TRUE_FOR_1", false},
		{"a\n<BLANKLINE>\nb\n", "a\n\nb\n", "", true},
		{"a\n<BLANKLINE>\nb\n", "a\n  \nb\n", "", true},
		{"a\n<BLANKLINE>\nb\n", "a\nb\n", "", false},
		{"a\n<BLANKLINE>\n", "a\n\n", "DONT_ACCEPT_BLANKLINE", false},
		{"a  b\n", "a b\n", "", false},
		{"a  b\n c\n", "a b\nc\n", "NORMALIZE_WHITESPACE", true},
		{"[1, ..., 3]\n", "[1, 2, 3]\n", "ELLIPSIS", true},
		{"[1, ..., 3]\n", "[1, 2, 3]\n", "", false},
		{"a...a\n", "a\n", "ELLIPSIS", false},
		{"...b...d\n", "abcd\n", "ELLIPSIS", true},
		{"...d...b\n", "abcdb\n", "ELLIPSIS", true},
		{"...d...c...b\n", "abcdb\n", "ELLIPSIS", false},
	} {
		if got := matches(c.want, c.got, map[string]bool{c.opt: true}); got != c.ok {
			t.Errorf("matches(%q, %q, %s) = %v", c.want, c.got, c.opt, got)
		}
	}
}

func TestWantedException(t *testing.T) {
	msg, ok := wantedException("Traceback (most recent call last):\n  ...\nValueError: a\n  b\n")
	if !ok || msg != "ValueError: a\n  b\n" {
		t.Errorf("got %q, %v", msg, ok)
	}
	if _, ok := wantedException("ValueError: a\n"); ok {
		t.Error("an exception without a traceback header")
	}
	if !exceptionMatches("mod.ValueError: one\n", "ValueError: other\n", map[string]bool{"IGNORE_EXCEPTION_DETAIL": true}) {
		t.Error("the detail should be ignored")
	}
	if exceptionMatches("ValueError: one\n", "ValueError: other\n", nil) {
		t.Error("the detail should count")
	}
}
