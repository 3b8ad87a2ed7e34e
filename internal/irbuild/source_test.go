package irbuild

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types/check"
)

// compile builds a source text and fails the test where it has errors or its IR breaks an invariant.
func compile(t *testing.T, src string) *ir.Program {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "m.pyx")
	require.NoError(t, os.WriteFile(file, []byte("# cython: language_level=3\n"+src), 0o644))
	l := resolve.NewLoader()
	l.Std, l.Dir, l.Path = std.Open, dir, []string{dir}
	return build(t, l, l.LoadFile(file, true, false))
}

func build(t *testing.T, l *resolve.Loader, m *resolve.Module) *ir.Program {
	t.Helper()
	p := l.Program(m)
	tree := check.Program(p, check.Options{})
	if p.Diags.Errors() > 0 {
		for _, d := range p.Diags.All() {
			t.Logf("%s: %s", p.Set.Position(d.Span.Start), d.Message)
		}
		t.Fatal("the checker reports errors")
	}
	out := Build(tree, Options{})
	for _, err := range ir.Verify(out) {
		t.Error(err)
	}
	return out
}

// text prints the functions of a program whose name is one of names.
func text(p *ir.Program, names ...string) string {
	var b strings.Builder
	for _, f := range ir.AllFuncs(p) {
		for _, n := range names {
			if f.Name == n {
				b.WriteString(ir.PrintFunc(f))
			}
		}
	}
	return b.String()
}
