package testkit

import (
	"flag"
	"path/filepath"
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
