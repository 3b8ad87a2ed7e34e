package testkit

import (
	"bytes"
	"io/fs"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/cyp-lang/cyp/internal/cli"
	"github.com/cyp-lang/cyp/internal/driver"
)

// cyp runs the command in process.
func cyp(t *testing.T, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	var out, err bytes.Buffer
	status = cli.Run(strings.NewReader(""), &out, &err, args)
	return out.String(), err.String(), status
}

// TestGeneratedFilesAreUpToDate checks all generated Go files of the tree against what cyp gen makes now.
func TestGeneratedFilesAreUpToDate(t *testing.T) {
	t.Setenv("CYP_CACHE", t.TempDir())
	root := Root(t)
	found := 0
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && strings.HasPrefix(d.Name(), ".") && path != root {
			return fs.SkipDir
		}
		source, ok := strings.CutSuffix(path, "_cyp.go")
		if !ok {
			return nil
		}
		found++
		if _, stderr, status := cyp(t, "gen", "--check", source+".pyx"); status != 0 {
			t.Errorf("%s: %s", path, stderr)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found == 0 {
		t.Error("there is no generated file in the tree")
	}
}

// TestOutputIsTheSameEachTime compiles each program several times at once.
func TestOutputIsTheSameEachTime(t *testing.T) {
	for _, p := range Archives(t, filepath.Join(Root(t), "testdata/run")) {
		t.Run(p.Name, func(t *testing.T) {
			const rounds = 4
			texts := make([]string, rounds)
			var wg sync.WaitGroup
			for i := range texts {
				wg.Go(func() { texts[i] = generate(t, p) })
			}
			wg.Wait()
			for _, text := range texts[1:] {
				if text != texts[0] {
					t.Fatal(Diff(texts[0], text))
				}
			}
		})
	}
}

func generate(t *testing.T, p *Program) string {
	opts := &driver.Options{}
	prog, _, err := driver.Load(driver.Target{Dir: p.dir, Files: p.args[:1], Run: true, CallMain: true}, opts)
	if err != nil {
		t.Error(err)
		return ""
	}
	files, ok := driver.Compile(prog, driver.Shape{Package: "main", Runtime: driver.RuntimePath}, opts)
	if !ok {
		t.Errorf("does not compile: %s", prog.Diags.All()[0].Message)
	}
	var b strings.Builder
	for _, f := range files {
		b.WriteString("-- " + f.Name + " --\n")
		b.Write(f.Text)
	}
	return b.String()
}

// TestExamples runs the programs of the README.
func TestExamples(t *testing.T) {
	t.Setenv("CYP_CACHE", t.TempDir())
	golomb := filepath.Join(Root(t), "examples/golomb/golomb.pyx")
	stdout, stderr, status := cyp(t, "run", golomb, "12")
	if want := "golomb(12) = 6\n1 2 2 3 3 4 4 4 5 5 5 6\n"; stdout != want || status != 0 {
		t.Errorf("status %d\n%s\n%s", status, Diff(want, stdout), stderr)
	}
	stdout, stderr, status = cyp(t, "test", golomb)
	if status != 0 || stdout != "1 passed, 0 failed\n" {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
}
