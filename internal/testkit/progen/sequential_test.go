package progen_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/testkit"
	"github.com/cyp-lang/cyp/internal/testkit/progen"
)

// campaign gives the seeds to run, for n programs, or as many as CYP_RANDOM says, from CYP_SEED on; and how many seeds go into one build.
// A seed makes `of` programs.
func campaign(n, of int) (first, last int64, batch int) {
	if s := os.Getenv("CYP_RANDOM"); s != "" {
		n, _ = strconv.Atoi(s)
	}
	seed, _ := strconv.Atoi(os.Getenv("CYP_SEED"))
	n = (n + of - 1) / of
	batch = 20
	if s := os.Getenv("CYP_BATCH"); s != "" {
		batch, _ = strconv.Atoi(s)
	}
	return int64(seed), int64(seed + n), batch
}

// batches calls use for the units of a campaign, some at a time, each with a folder of its own.
func batches(t *testing.T, n int, write func(int64) progen.Unit, use func(units []progen.Unit, dir string)) {
	first, last, batch := campaign(n, progen.Family)
	for at := first; at < last; at += int64(batch) {
		var units []progen.Unit
		for s := at; s < min(at+int64(batch), last); s++ {
			units = append(units, write(s))
		}
		dir, err := os.MkdirTemp("", "progen")
		if err != nil {
			t.Fatal(err)
		}
		use(units, dir)
		os.RemoveAll(dir)
		t.Logf("%d to %d done", at, min(at+int64(batch), last)-1)
	}
}

// failed reports a unit and keeps its text, where CYP_KEEP names a folder.
func failed(t *testing.T, u progen.Unit, format string, args ...any) {
	t.Helper()
	t.Errorf("seed %d: %s", u.Seed, fmt.Sprintf(format, args...))
	if dir := os.Getenv("CYP_KEEP"); dir != "" {
		if err := u.Write(dir); err != nil {
			t.Error(err)
		}
	}
}

// TestSequential runs generated programs with every pass and with none: they print the same and leave no object alive.
func TestSequential(t *testing.T) {
	t.Setenv("CYP_CACHE", t.TempDir())
	ran, ended, caught := 0, 0, 0
	batches(t, 3, progen.Sequential, func(units []progen.Unit, dir string) {
		naive, err := progen.Run(units, &driver.Options{Debug: true, NoOpt: true, Quick: true}, filepath.Join(dir, "naive"))
		if err != nil {
			t.Fatal(err)
		}
		fast, err := progen.Run(units, &driver.Options{Debug: true, Quick: true}, filepath.Join(dir, "fast"))
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range units {
			want, got := naive[u.Name()], fast[u.Name()]
			ran += u.Programs
			switch {
			case want.Trouble != "":
				failed(t, u, "without the passes: %s", want.Trouble)
			case got.Trouble != "":
				failed(t, u, "%s", got.Trouble)
			case want.Stdout != got.Stdout:
				failed(t, u, "other output than without the passes: %s", testkit.Diff(want.Stdout, got.Stdout))
			case want.Stderr != got.Stderr:
				failed(t, u, "other errors than without the passes: %s", testkit.Diff(want.Stderr, got.Stderr))
			}
			if strings.HasSuffix(strings.TrimSpace(got.Stdout), "end") {
				ended += u.Programs
			}
			caught += strings.Count(got.Stdout, "caught ")
		}
	})
	t.Logf("%d programs, %d ran to their end; %d exceptions", ran, ended, caught)
}
