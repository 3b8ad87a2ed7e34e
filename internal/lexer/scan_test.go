package lexer

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/source"
)

func scan(text string, opt Options) *Tokens {
	return Scan(source.NewSet().Add("x", "x", []byte(text)), opt)
}

// brief writes tokens as kinds with their texts.
func brief(ts *Tokens) string {
	var b strings.Builder
	for i, t := range ts.List {
		if i > 0 {
			b.WriteByte(' ')
		}
		switch {
		case t.Kind.IsKeyword(), t.Kind >= LParen:
			b.WriteString(t.Kind.String())
		case t.Kind == Newline || t.Kind == Indent || t.Kind == Dedent || t.Kind == EOF:
			b.WriteString(t.Kind.name())
		default:
			fmt.Fprintf(&b, "%s(%s)", t.Kind.name(), ts.File.Text[t.Start:t.End])
		}
	}
	return b.String()
}

func TestTokens(t *testing.T) {
	cases := []struct{ text, want string }{
		{"", "EOF"},
		{"\n\n  \n# c\n", "EOF"},
		{"x", "NAME(x) NEWLINE EOF"},
		{"if x:\n  y\nz\n", "if NAME(x) : NEWLINE INDENT NAME(y) NEWLINE DEDENT NAME(z) NEWLINE EOF"},
		{"a\n  # c\n\n  b\n", "NAME(a) NEWLINE INDENT NAME(b) NEWLINE DEDENT EOF"},
		{"f(\n  a,\n# c\nb)\n", "NAME(f) ( NAME(a) , NAME(b) ) NEWLINE EOF"},
		{"a \\\n  b\r\nc\rd", "NAME(a) NAME(b) NEWLINE NAME(c) NEWLINE NAME(d) NEWLINE EOF"},
		{"\f  x\n\fy\n", "INDENT NAME(x) NEWLINE DEDENT NAME(y) NEWLINE EOF"},
		{"0 0x1F 0o17 0b01 1_000 1. .5 1e-3 1E5j 0_0 1..x", "NUMBER(0) NUMBER(0x1F) NUMBER(0o17) NUMBER(0b01) NUMBER(1_000) NUMBER(1.) NUMBER(.5) NUMBER(1e-3) NUMBER(1E5j) NUMBER(0_0) NUMBER(1.) . NAME(x) NEWLINE EOF"},
		{"10UL 1l 0777 3ull", "NUMBER(10UL) NUMBER(1l) NUMBER(0777) NUMBER(3ull) NEWLINE EOF"},
		{"1if x else 2", "NUMBER(1) if NAME(x) else NUMBER(2) NEWLINE EOF"},
		{"'a' \"b\\\"c\" r'\\'' u\"x\" bR'y' c'z' '''a\nb'''", "STRING('a') STRING(\"b\\\"c\") STRING(r'\\'') STRING(u\"x\") STRING(bR'y') STRING(c'z') STRING('''a\nb''') NEWLINE EOF"},
		{"a:=b->c**=d//=e...f<>g!=h", "NAME(a) := NAME(b) -> NAME(c) **= NAME(d) //= NAME(e) ... NAME(f) <> NAME(g) != NAME(h) NEWLINE EOF"},
		{"async await cdef print", "async await cdef NAME(print) NEWLINE EOF"},
		{"straße = 北京 + µ", "NAME(straße) = NAME(北京) + NAME(µ) NEWLINE EOF"},
	}
	for _, c := range cases {
		require.Equal(t, c.want, brief(scan(c.text, Options{})), c.text)
	}
}

func TestFStrings(t *testing.T) {
	cases := []struct{ text, want string }{
		{`f"a{x}b"`, `FSTRING_START(f") FSTRING_MIDDLE(a) { NAME(x) } FSTRING_MIDDLE(b) FSTRING_END(")`},
		{`f"{x!r:>{w}}"`, `FSTRING_START(f") { NAME(x) ! NAME(r) : FSTRING_MIDDLE(>) { NAME(w) } } FSTRING_END(")`},
		{`f"{{}}{x}"`, `FSTRING_START(f") FSTRING_MIDDLE({{}}) { NAME(x) } FSTRING_END(")`},
		{`f"{a["b"]}"`, `FSTRING_START(f") { NAME(a) [ STRING("b") ] } FSTRING_END(")`},
		{`f"{f"{1}"}"`, `FSTRING_START(f") { FSTRING_START(f") { NUMBER(1) } FSTRING_END(") } FSTRING_END(")`},
		{`f"{x:=5}"`, `FSTRING_START(f") { NAME(x) : FSTRING_MIDDLE(=5) } FSTRING_END(")`},
		{`f"{(x:=5)}"`, `FSTRING_START(f") { ( NAME(x) := NUMBER(5) ) } FSTRING_END(")`},
		{`f"\N{DASH}\{x}"`, `FSTRING_START(f") FSTRING_MIDDLE(\N{DASH}\) { NAME(x) } FSTRING_END(")`},
		{"f'''a\n{\nx\n}'''", "FSTRING_START(f''') FSTRING_MIDDLE(a\n) { NAME(x) } FSTRING_END(''')"},
		{`rf"\{x}"`, `FSTRING_START(rf") FSTRING_MIDDLE(\) { NAME(x) } FSTRING_END(")`},
	}
	for _, c := range cases {
		ts := scan(c.text, Options{Python: true})
		require.Equal(t, c.want+" NEWLINE EOF", brief(ts), c.text)
		require.Empty(t, ts.Errors, c.text)
	}
}

// TestWords: the words of Cython are names in a Python file.
func TestWords(t *testing.T) {
	require.Equal(t, "NAME(cdef) NAME(IF) NAME(include) NEWLINE EOF", brief(scan("cdef IF include", Options{Python: true})))
	for k := FirstKeyword; k < numKinds; k++ {
		require.Equal(t, k, lookup(k.String(), false))
	}
	require.Equal(t, Name, lookup("iff", false))
}

func TestErrors(t *testing.T) {
	cases := []struct {
		text string
		want ErrorKind
	}{
		{"x = (1\n", Unclosed}, {"x = 1)\n", Unmatched}, {"x = (1]\n", Unmatched}, {"'a\n", Unterminated}, {"'''a\n", Unterminated}, {"f'a\n", Unterminated},
		{"f'{a'\n", BadFString}, {"f'}'\n", BadFString}, {"0xg\n", BadNumber}, {"1_\n", BadNumber}, {"1a\n", BadNumber}, {"$\n", BadCharacter}, {"\x00\n", BadCharacter},
		{"\xff\n", BadCharacter}, {"a\\ \n", BadContinuation}, {"a\\", BadContinuation}, {"if x:\n    a\n  b\n", BadIndent},
		{"if x:\n        a\n\tb\n", MixedTabs}, {strings.Repeat("(", 201), TooDeep},
	}
	for _, c := range cases {
		ts := scan(c.text, Options{Python: true})
		require.NotEmpty(t, ts.Errors, c.text)
		require.Equal(t, c.want, ts.Errors[0].Kind, "%q: %s", c.text, ts.Errors[0].Msg)
		check(t, ts)
	}
}

// TestRecovery: what is after an unclosed bracket is scanned as code.
func TestRecovery(t *testing.T) {
	for _, text := range []string{"x = (1,\n     2\ny = 3\n", "x = (1\ndef f(): pass\n", "x = [(\n", "f(a, {\n  'b': 1\nz = 2\n"} {
		ts := scan(text, Options{})
		require.Len(t, ts.Errors, 1, text)
		check(t, ts)
	}
	ts := scan("x = foo(1\ny = 3\nz = (\n", Options{})
	require.Len(t, ts.Errors, 2)
	require.Contains(t, brief(ts), "NAME(y) = NUMBER(3) NEWLINE")
}

func TestDecode(t *testing.T) {
	cases := []struct{ raw, want, err string }{
		{"x", "x", ""},
		{"\xef\xbb\xbfx", "x", ""},
		{"# coding: latin-1\n\xe9", "# coding: latin-1\né", ""},
		{"#!/bin/sh\n# vim: set fileencoding=iso-8859-15 :\n\xa4", "#!/bin/sh\n# vim: set fileencoding=iso-8859-15 :\n€", ""},
		{"# -*- coding: cp1252 -*-\r\n\x80", "# -*- coding: cp1252 -*-\r\n€", ""},
		{"# coding=koi8-r\n\xc1", "# coding=koi8-r\nа", ""},
		{"x = 1\n# coding: latin-1\n\xe9", "x = 1\n# coding: latin-1\n\xe9", ""},
		{"# coding: iso-8859-15\n'\x93'", "# coding: iso-8859-15\n'\u0093'", ""},
		{"# coding: ascii\n\xe9", "", "line 2 has byte 0xe9"},
		{"# coding: klingon\n", "", "unknown encoding: klingon"},
		{"\xef\xbb\xbf# coding: latin-1\n", "", "with BOM"},
		{"# cython: c_string_encoding=ascii\n'é'", "# cython: c_string_encoding=ascii\n'é'", ""},
	}
	for _, c := range cases {
		got, err := Decode([]byte(c.raw))
		if c.err != "" {
			require.ErrorContains(t, err, c.err, c.raw)
			continue
		}
		require.NoError(t, err, c.raw)
		require.Equal(t, c.want, string(got))
	}
}

func TestDump(t *testing.T) {
	var b strings.Builder
	require.NoError(t, DumpTokens(&b, scan("if x:\n  y\n", Options{})))
	require.Equal(t, "1:1-1:3\tKEYWORD\t\"if\"\n1:4-1:5\tNAME\t\"x\"\n1:5-1:6\tOP\t\":\"\n1:6-2:1\tNEWLINE\n2:1-2:3\tINDENT\n2:3-2:4\tNAME\t\"y\"\n2:4-3:1\tNEWLINE\n3:1-3:1\tDEDENT\n3:1-3:1\tEOF\n", b.String())
}
