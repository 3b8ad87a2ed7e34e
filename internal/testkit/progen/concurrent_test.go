package progen_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/testkit/progen"
)

// TestConcurrent runs generated concurrent programs that pass --strict: nothing may be reported. CYP_RANDOM programs run under Go's race
// detector (make race-random); without it a few run without.
func TestConcurrent(t *testing.T) {
	t.Setenv("CYP_CACHE", t.TempDir())
	opts := &driver.Options{Strict: true, Debug: true, Quick: true, Race: os.Getenv("CYP_RANDOM") != ""}
	first, last, batch := campaign(3, 1) // the seeds of modules that the checkers reject come on top
	want := int(last - first)
	accepted, rejected := 0, 0
	for seed := first; accepted < want; {
		var units []progen.Unit
		for len(units) < min(batch, (want-accepted+1)/2) {
			units = append(units, progen.Concurrent(seed))
			seed++
		}
		dir, err := os.MkdirTemp("", "progen")
		if err != nil {
			t.Fatal(err)
		}
		out, err := progen.Run(units, opts, filepath.Join(dir, "race"))
		os.RemoveAll(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range units {
			o := out[u.Name()]
			switch {
			case strings.HasPrefix(o.Trouble, "does not compile"):
				rejected++
				continue
			case o.Trouble != "":
				failed(t, u, "%s", o.Trouble)
			case o.Stdout != strings.Repeat("True end\n", u.Programs):
				failed(t, u, "it printed %s%s", o.Stdout, o.Stderr)
			case strings.TrimSpace(o.Stderr) != "":
				failed(t, u, "%s", o.Stderr)
			}
			accepted += u.Programs
		}
		t.Logf("up to seed %d: %d programs ran, %d were rejected", seed-1, accepted, rejected)
		if accepted == 0 && rejected > 50 {
			t.Fatal("the checkers reject every program")
		}
	}
}
