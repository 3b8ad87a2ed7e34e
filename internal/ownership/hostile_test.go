package ownership_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/ownership"
	"github.com/cyp-lang/cyp/internal/testkit/inline"
)

// Programs that try to keep an alias of what they give away, or to let two threads meet in one object: under strict none is accepted. The first
// program of a file stands before each of the others.
func TestHostile(t *testing.T) {
	files, err := filepath.Glob("testdata/hostile/*.pyx")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		cases := inline.Cases(t, file)
		prelude := cases[0].Text
		p, ds := inline.Load(t, cases[0])
		ownership.Check(p, ds, ownership.Options{Strict: true})
		for _, d := range ds.All() {
			if d.Severity == diag.Error {
				t.Errorf("%s: the part that is common to all has an error: %s", file, d.Message)
			}
		}
		for _, c := range cases[1:] {
			t.Run(c.Name, func(t *testing.T) {
				text := prelude + "\n" + strings.TrimLeft(c.Text, "\n")
				c := inline.Case{Name: c.Name, Text: text, Options: "# strict"}
				p, ds := inline.Load(t, c)
				for _, d := range ds.All() {
					if d.Severity == diag.Error && d.Phase < diag.Expression {
						t.Fatalf("not even a program: %s: %s", p.Set.Position(d.Span.Start), d.Message)
					}
				}
				if ds.Errors() == 0 {
					ownership.Check(p, ds, ownership.Options{Strict: true})
				}
				if ds.Errors() == 0 {
					t.Errorf("accepted")
				}
				for _, d := range ds.All() {
					if testing.Verbose() {
						t.Logf("%s: %s %s", p.Set.Position(d.Span.Start), d.Message, d.Code)
					}
				}
			})
		}
	}
}
