package testkit

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
)

// TestMistakes checks the programs of testdata/mistakes, each a typical mistake, and compares all that is said about them. An archive
// holds programs, each followed by its golden output, NAME.err.
func TestMistakes(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(Root(t), "testdata/mistakes/*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	programs := 0
	for _, path := range paths {
		a, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
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
			programs++
			t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar")+"/"+f.Name, func(t *testing.T) {
				got := said(t, f)
				if got == "" {
					t.Error("nothing is reported")
				}
				if !*update && got != golden[f.Name] {
					t.Error(Diff(golden[f.Name], got))
				}
				out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".err", Data: []byte(got)})
			})
		}
		if *update {
			if err := os.WriteFile(path, txtar.Format(out), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	if programs < 60 {
		t.Errorf("only %d programs", programs)
	}
}

// said is what `cyp check` prints about a program.
func said(t *testing.T, f txtar.File) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, f.Name), f.Data, 0o666); err != nil {
		t.Fatal(err)
	}
	p, err := driver.CheckFiles(driver.Target{Dir: dir, Files: []string{f.Name}}, &driver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := diag.Text(&b, p.Set, p.Diags.All(), false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
