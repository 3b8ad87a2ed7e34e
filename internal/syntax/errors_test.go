package syntax

import (
	"flag"
	"fmt"
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
	for _, d := range ds.All() {
		render(&b, f, d)
	}
	return b.String()
}

func render(b *strings.Builder, f *source.File, d *diag.Diagnostic) {
	p := f.Position(d.Span.Start)
	fmt.Fprintf(b, "%d:%d: %s: %s [%s]\n", p.Line, p.Column, d.Severity, d.Message, d.Code)
	line := strings.ReplaceAll(f.Line(p.Line), "\t", "→")
	if len(line) > 100 {
		line = line[:100]
	}
	width := 1
	if end := f.Position(d.Span.End); end.Line == p.Line && end.Column > p.Column {
		width = min(end.Column-p.Column, 100)
	}
	fmt.Fprintf(b, "    %s\n    %s%s\n", line, strings.Repeat(" ", min(p.Column-1, 100)), strings.Repeat("^", width))
	for _, n := range d.Notes {
		q := f.Position(n.Span.Start)
		fmt.Fprintf(b, "  %d:%d: note: %s\n", q.Line, q.Column, n.Text)
	}
	if d.Help != "" {
		fmt.Fprintf(b, "  help: %s\n", d.Help)
	}
	if d.Fix != nil {
		fmt.Fprintf(b, "  fix: %s\n", d.Fix.Title)
	}
}
