package syntax

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
)

var update = flag.Bool("update", false, "write the golden outputs anew")

// TestErrors parses wrong programs and compares everything that is said about them.
// An archive holds programs, each followed by its golden output, `NAME.err`.
func TestErrors(t *testing.T) {
	archives, err := filepath.Glob("testdata/errors/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, archives)
	for _, path := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { errorArchive(t, path) })
	}
}

func errorArchive(t *testing.T, path string) {
	a, err := txtar.ParseFile(path)
	require.NoError(t, err)
	golden := map[string]string{}
	for _, f := range a.Files {
		if name, ok := strings.CutSuffix(f.Name, ".err"); ok {
			golden[name] = string(f.Data)
		}
	}
	out := &txtar.Archive{Comment: a.Comment}
	for _, f := range a.Files {
		if strings.HasSuffix(f.Name, ".err") {
			continue
		}
		got := messages(f.Name, f.Data)
		if got == "" {
			t.Errorf("%s: nothing is reported", f.Name)
		}
		if !*update {
			require.Equal(t, golden[f.Name], got, f.Name)
		}
		out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".err", Data: []byte(got)})
	}
	if *update {
		require.NoError(t, os.WriteFile(path, txtar.Format(out), 0o644))
	}
}

// modeOf is the mode of a file by its name.
func modeOf(name string) Mode {
	ext := filepath.Ext(name)
	return Mode{Python: ext == ".py", Decl: ext == ".pxd"}
}

// messages renders the diagnostics of a program.
func messages(name string, text []byte) string {
	set := source.NewSet()
	f := set.Add(name, name, text)
	ds := &diag.List{}
	Parse(f, modeOf(name), ds)
	var b strings.Builder
	diag.Text(&b, set, diag.Unique(set, ds.All()), false)
	return b.String()
}

// TestFixes applies each fix that is offered for the wrong programs: the error must
// then be gone, and no other have come but one behind it in the line.
func TestFixes(t *testing.T) {
	archives, err := filepath.Glob("testdata/errors/*.txtar")
	require.NoError(t, err)
	fixes := 0
	for _, path := range archives {
		a, err := txtar.ParseFile(path)
		require.NoError(t, err)
		for _, f := range a.Files {
			if strings.HasSuffix(f.Name, ".err") {
				continue
			}
			file, ds := parseNamed(f.Name, f.Data)
			for _, d := range ds {
				if d.Fix == nil {
					continue
				}
				fixes++
				lo, hi := file.Offset(d.Fix.Span.Start), file.Offset(d.Fix.Span.End)
				text := string(f.Data[:lo]) + d.Fix.Text + string(f.Data[hi:])
				_, after := parseNamed(f.Name, []byte(text))
				if len(after) > len(ds) || len(after) == len(ds) && !mends(file, modeOf(f.Name), ds, d) {
					t.Errorf("%s: after the fix %q of %q there are still %d errors: %s\n%s", f.Name, d.Fix.Title, d.Message, len(after), after[0].Message, text)
				}
			}
		}
	}
	require.Greater(t, fixes, 50)
}

func parseNamed(name string, text []byte) (*source.File, []*diag.Diagnostic) {
	f := source.NewSet().Add(name, name, text)
	ds := &diag.List{}
	Parse(f, modeOf(name), ds)
	return f, ds.All()
}

// TestEditsThatMendNothing: a guess that leaves the mistake where it is, or makes another, is not offered.
func TestEditsThatMendNothing(t *testing.T) {
	for text, offered := range map[string]bool{
		"x = B[lock L\n":          true,
		"x = B[lock L()\n":        false,
		"cdef int[3 x\n":          true,
		"cdef int[:, 3 x\n":       false,
		"y = (1 + [2)\n":          true,
		"if x = 3:\n    pass\n":   true,
		"if x = 3 = 4:\n  pass\n": true, // the second `=` is the next mistake
	} {
		_, ds := parseNamed("t.pyx", []byte(text))
		require.NotEmpty(t, ds, text)
		require.Equal(t, offered, ds[0].Fix != nil, text)
	}
}
