package testkit

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/driver"
)

// TestStress runs a few rounds of each program of testdata/stress in a debug build, which also reports what is not freed: `make stress` runs
// them for long.
func TestStress(t *testing.T) {
	t.Setenv("CYP_CACHE", t.TempDir())
	files, err := filepath.Glob(filepath.Join(Root(t), "testdata/stress/*.pyx"))
	if err != nil || len(files) == 0 {
		t.Fatal("no programs", err)
	}
	var targets []driver.Target
	for _, f := range files {
		targets = append(targets, driver.Target{Files: []string{f}, Run: true, CallMain: true})
	}
	built, err := driver.BuildMany(targets, &driver.Options{Debug: true}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range built {
		name := strings.TrimSuffix(filepath.Base(files[i]), ".pyx")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if b.Exe == "" {
				t.Fatal(b.Program.Diags.All())
			}
			out, err := exec.Command(b.Exe, "0").CombinedOutput()
			if err != nil || !strings.HasPrefix(string(out), name+": ") || strings.Count(string(out), "\n") != 1 {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}
