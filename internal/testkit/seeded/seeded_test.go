// Package seeded puts bugs into a copy of the runtime, one at a time, of the kinds that schedulers and locks have had: exploring the schedules of small
// programs must find each.
package seeded

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/testkit"
)

// seed is a bug: in the file, the text old is replaced by new.
type seed struct{ name, file, old, new string }

var seeds = []seed{
	{"lost wake-up of a lock", "lockfat.go", "\tf.serve()\n\tf.settle()\n\tf.mu.Unlock()", "\tf.settle()\n\tf.mu.Unlock()"},
	{"lost wake-up of a result", "guest.go", "if e.waiters.CompareAndSwap(old, p) {", "if e.waiters.Swap(p); true {"},
	{"lost wake-up of a worker", "worker.go", "if int(c.live.Load()) < c.n && c.hasStealable() {\n\t\t// It came while we were looking elsewhere.", "if false {\n"},
	{"early finish: methods that take long", "scheduler.go", "c.visitors.Load() == 0 && c.away == 0 && c.muted", "c.visitors.Load() == 0 && c.muted"},
	{"early finish: workers that run", "scheduler.go", "return c.live.Load() == 0 && c.visitors.Load() == 0 && c.away == 0 && c.muted == 0 && c.stalled == 0 && c.timers == 0 && !c.hasWork()", "return c.away == 0 && c.muted == 0 && c.stalled == 0 && c.timers == 0 && !c.hasWork()"},
	{"early finish: messages held back", "scheduler.go", "c.muted == 0 && c.stalled == 0 &&", "c.muted == 0 &&"},
	{"early finish: later messages", "scheduler.go", "c.timers == 0 && ", ""},
	{"early end of a group", "group.go", "\tm.Reply.group = s\n\ts.pending.Add(1)", "\tm.Reply.group = s\n\tif s.pending.Load() < 3 {\n\t\ts.pending.Add(1)\n\t}"},
	{"missing release of a target", "acthon.go", "\t\tif held {\n\t\t\trelease(cx, &t.Header)\n\t\t}", "\t\t_, _ = held, t"},
	{"missing release of a result", "acthon.go", "\t\treply.released(cx)\n\t\tDropRef(cx, reply)", "\t\treply.released(cx)"},
	{"missing release of a cancelled message", "timer.go", "\td.m.leaveTarget(cx)\n\tDropRef(cx, d.m)\n\td.end(cx)", "\td.m.leaveTarget(cx)\n\td.end(cx)"},
	{"reader beside a writer", "lockfat.go", "\tcase f.writer != 0:\n\t\treturn 1\n\tcase how == read,", "\tcase f.writer != 0 && how != read:\n\t\treturn 1\n\tcase how == read,"},
	{"two writers", "lockfat.go", "\tcase f.writer != 0:\n\t\treturn 1\n\tcase how == read,", "\tcase f.writer != 0 && how == read:\n\t\treturn 1\n\tcase how == read,"},
	{"lost message", "mailbox.go", "\t\t\tif b.end() {\n\t\t\t\treturn false\n\t\t\t}\n\t\t\tcontinue", "\t\t\tb.word.Store(nil)\n\t\t\treturn false"},
	{"messages out of order", "mailbox.go", "b.todo, b.left = reverse(b.word.Swap(mark))", "b.todo, b.left = reverse(b.word.Swap(mark))\n\t\tif b.left > 1 {\n\t\t\tm := b.todo\n\t\t\tb.todo, m.next, m.next.next = m.next, m.next.next, m\n\t\t}"},
	{"a message that runs twice at once", "mailbox.go", "\t\tif old == mark {\n\t\t\tm.next = nil\n\t\t} else {\n\t\t\tm.next = old\n\t\t}\n\t\tif b.word.CompareAndSwap(old, m) {\n\t\t\treturn ", "\t\tif old == mark {\n\t\t\tm.next = nil\n\t\t} else {\n\t\t\tm.next = old\n\t\t}\n\t\tif b.word.CompareAndSwap(old, m) {\n\t\t\treturn old == mark && b.left == 0 || "},
}

// sample is the one of the ordinary test, which looks at fewer schedules; CYP_SEEDED=all has all of them put in.
const sample = "lost wake-up of a lock"

var schedules = 200

func TestSeeded(t *testing.T) {
	cache := t.TempDir()
	t.Setenv("CYP_CACHE", cache)
	program := filepath.Join(testkit.Root(t), "testdata/schedules/programs.pyx")
	var out bytes.Buffer
	r, err := driver.Test([]string{program}, &driver.Options{Schedules: 20}, driver.Streams{Out: &out, Err: &out})
	if err != nil || r.Failed > 0 || r.Passed == 0 {
		t.Fatalf("%v\n%s", err, out.Bytes())
	}
	src, _ := filepath.Glob(filepath.Join(cache, "prog/*/src"))
	runtime, _ := filepath.Glob(filepath.Join(cache, "rt-*"))
	if len(src) != 1 || len(runtime) != 1 {
		t.Fatal("no program in the cache", src, runtime)
	}
	all := os.Getenv("CYP_SEEDED") == "all"
	if all {
		schedules = 2000
	}
	for i, s := range seeds {
		if !all && s.name != sample {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			if all {
				t.Parallel()
			}
			exe := s.build(t, src[0], runtime[0], filepath.Join(cache, fmt.Sprint("seeded", i)))
			text, found := explore(t, exe)
			if !found {
				t.Errorf("%d schedules of each program do not find it\n%s", schedules, text)
			} else if testing.Verbose() {
				t.Log(brief(text))
			}
		})
	}
}

// build makes the program with a runtime that has the bug.
func (s *seed) build(t *testing.T, src, runtime, dir string) string {
	copied := filepath.Join(dir, "runtime")
	if err := os.CopyFS(copied, os.DirFS(runtime)); err != nil {
		t.Fatal(err)
	}
	var file string
	filepath.WalkDir(copied, func(p string, d os.DirEntry, err error) error {
		if filepath.Base(p) == s.file && filepath.Base(filepath.Dir(p)) == "runtime" && file == "" {
			file = p
		}
		return err
	})
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(string(text), s.old) != 1 {
		t.Fatalf("%s has another text now: put the bug in anew", s.file)
	}
	text = []byte(strings.Replace(string(text), s.old, s.new, 1))
	if err := os.WriteFile(file, text, 0o666); err != nil {
		t.Fatal(err)
	}
	main := filepath.Join(dir, "src")
	if err := os.CopyFS(main, os.DirFS(src)); err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(main, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(mod), " => ")
	if err := os.WriteFile(filepath.Join(main, "go.mod"), []byte(head+" => ../runtime\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	exe := filepath.Join(dir, "exe")
	cmd := exec.Command("go", "build", "-o", exe, ".")
	cmd.Dir = main
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GOPROXY=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return exe
}

// explore runs all programs under many schedules. A bug that is found ends it.
func explore(t *testing.T, exe string) (text string, found bool) {
	results := filepath.Join(t.TempDir(), "results")
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), "CYP_DOCTEST_RESULTS="+results, fmt.Sprint("CYP_SCHEDULES=", schedules))
	out, err := cmd.CombinedOutput()
	lines, _ := os.ReadFile(results)
	return string(out), err != nil || strings.Contains(string(lines), "fail ") || !strings.Contains(string(lines), "done")
}

// brief is the beginning of a report.
func brief(text string) string {
	lines := strings.SplitAfter(text, "\n")
	return strings.Join(lines[:min(len(lines), 6)], "")
}
