package ownership_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/gil"
	"github.com/cyp-lang/cyp/internal/ownership"
	"github.com/cyp-lang/cyp/internal/testkit/inline"
)

// Safe programs as people write them: strict mode says nothing of them. The first program of a file stands before each of the others.
func TestGood(t *testing.T) {
	files, err := filepath.Glob("testdata/good/*.pyx")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		cases := inline.Cases(t, file)
		prelude := cases[0].Text
		for _, c := range cases[1:] {
			t.Run(c.Name, func(t *testing.T) {
				c := inline.Case{Name: c.Name, Text: prelude + "\n" + strings.TrimLeft(c.Text, "\n"), Options: "# strict"}
				p, ds := inline.Load(t, c)
				if ds.Errors() == 0 {
					gil.Check(p, ds, gil.Options{})
				}
				if ds.Errors() == 0 {
					ownership.Check(p, ds, ownership.Options{Strict: true})
				}
				for _, d := range ds.All() {
					at := p.Set.Position(d.Span.Start)
					t.Errorf("%s: %s [%s]", strings.Split(c.Text, "\n")[at.Line-1], d.Message, d.Code)
				}
			})
		}
	}
}
