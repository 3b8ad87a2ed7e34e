package lexer

import (
	"testing"

	"github.com/cyp-lang/cyp/internal/source"
)

// FuzzLex scans any text: tokens never go back, INDENT and DEDENT are balanced, an
// Invalid token comes with an error, and errors have a place in the text.
func FuzzLex(f *testing.F) {
	for _, s := range samples {
		f.Add([]byte(s), false)
		f.Add([]byte(s), true)
	}
	f.Fuzz(func(t *testing.T, text []byte, python bool) {
		if len(text) > 1<<16 {
			return
		}
		if decoded, err := Decode(text); err == nil {
			text = decoded
		}
		check(t, Scan(source.NewSet().Add("x", "x", text), Options{Python: python}))
	})
}

// samples are texts with every kind of token and of mistake.
var samples = []string{
	"if x:\n    f\"{y!r:>{w}}\" # c\n", "x = (1,\n  2]\ny = '", "a\n  b\n c\n\td\n", "0x1F 0o7 0b1 1_0 1e5 1j 0777 1__0 3x 10UL",
	"\ufeffx = b'a' ur'b' rb\"\"\"c\"\"\"\n", "f'{a:{b:{c}}}' f\"{x=}\" f'''{\ny}''' f'{{}}' f'{' f'}'", "x = 1 + \\\n 2\n\\\n", "“a” × ü $ ? ! `",
	"# -*- coding: latin-1 -*-\nx = '\xe9'\n", "def f(:\n  return (\ndef g(): pass\n", "\f\tx\r\ny\rz", "a.b...c->d:=e<>f**=g//=h>>=i",
}

func check(t *testing.T, ts *Tokens) {
	t.Helper()
	size := int32(len(ts.File.Text))
	depth, last, invalid := 0, int32(0), false
	for i, k := range ts.List {
		if k.Start > k.End || k.End > size || k.Start < last && k.Kind != Indent {
			t.Fatalf("token %d, %s at %d-%d after %d of %d", i, k.Kind, k.Start, k.End, last, size)
		}
		last = k.Start
		switch k.Kind {
		case Indent:
			depth++
		case Dedent:
			depth--
		case Invalid:
			invalid = true
		}
		if depth < 0 {
			t.Fatal("DEDENT without INDENT")
		}
		if (k.Kind == EOF) != (i == len(ts.List)-1) {
			t.Fatal("EOF is not the last token")
		}
	}
	if depth != 0 {
		t.Fatalf("%d blocks are open at the end", depth)
	}
	if invalid && len(ts.Errors) == 0 {
		t.Fatal("an invalid token without an error")
	}
	for _, e := range ts.Errors {
		if e.Start < 0 || e.Start > e.End || e.End > size || e.Msg == "" {
			t.Fatalf("error %q at %d-%d of %d", e.Msg, e.Start, e.End, size)
		}
	}
}
