package testkit

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/driver"
)

var update = flag.Bool("update", false, "write expected outputs anew")

// TestPrograms runs the programs of testdata/run.
func TestPrograms(t *testing.T) {
	t.Setenv("CYP_CACHE", t.TempDir())
	for _, p := range Programs(t, filepath.Join(Root(t), "testdata/run"), &driver.Options{}) {
		t.Run(p.Name, func(t *testing.T) { p.Check(t, *update) })
	}
}

// TestProgramsFreeTheirObjects runs the programs of testdata/run in debug builds, which poison what was freed and report what is alive at
// the end: nothing else may be printed. With CYP_RACE=1 they also run under Go's race detector.
func TestProgramsFreeTheirObjects(t *testing.T) {
	t.Setenv("CYP_CACHE", t.TempDir())
	opts := &driver.Options{Debug: true, Race: os.Getenv("CYP_RACE") != ""}
	for _, p := range Programs(t, filepath.Join(Root(t), "testdata/run"), opts) {
		t.Run(p.Name, func(t *testing.T) { p.Check(t, false) })
	}
}

// TestProgramsAgainstPython runs the programs in plain Python with CPython: what we expect is what it prints.
func TestProgramsAgainstPython(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to compare with")
	}
	if out, err := exec.Command(python, "-c", "import sys; assert sys.version_info >= (3, 11)").CombinedOutput(); err != nil {
		t.Skipf("python3 is too old to compare with: %s", out)
	}
	newest := exec.Command(python, "-c", "import sys; assert sys.version_info >= (3, 13)").Run() == nil
	found := 0
	for _, p := range Archives(t, filepath.Join(Root(t), "testdata/run")) {
		if filepath.Ext(p.args[0]) != ".py" {
			continue
		}
		found++
		t.Run(p.Name, func(t *testing.T) {
			if strings.Contains(string(p.archive.Comment), "Python 3.13") && !newest {
				t.Skip("python3 is too old for this one")
			}
			cmd := exec.Command(python, p.args...)
			cmd.Dir = p.dir
			in, _ := p.section("stdin")
			cmd.Stdin = strings.NewReader(in)
			got, err := cmd.Output()
			want, _ := p.section("stdout")
			if string(got) != want {
				t.Errorf("%v\n%s", err, Diff(want, string(got)))
			}
		})
	}
	if found == 0 {
		t.Error("no program in plain Python")
	}
}
