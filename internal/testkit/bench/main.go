// Command bench compares programs of the dialect with what a user would write instead: each folder of testdata/bench holds X.pyx and X.go that do
// the same work. Both are built, then run in turn, and the CPU time of whole processes is compared; the ratio is that of the medians.
//
//	go run ./internal/testkit/bench [-n RUNS] [-cyp PATH] [NAME…]
//
// The columns: CPU time of both sides and its ratio, what the ratio is meant to be at most, the largest size in memory and its ratio
// (the kernel shows no process as smaller than the one that started it, this one, of 6 to 7 MiB); then the
// same program under the reference compiler and, for actors, under protoactor-go, as ratios of cyp's CPU time to theirs:
//
//	CYP_REFERENCE            a clone of the reference compiler, which the Python of PYTHON (python3) runs
//	CYP_REFERENCE_SCHEDULER  folders with its scheduler library, the packages scheduler and pthread, for programs of actors; it was published in
//	                         several versions, and the programs want scheduler.scheduler and scheduler.persistscheduler
//
// A column says "-" where that side has no such program, "not here" where it is not on this machine, "no" where it doesn't compile there, "fails"
// where it ends with an error, hangs, or prints something else.
package main

import (
	"bytes"
	"cmp"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

var (
	runs   = flag.Int("n", 7, "runs of each side")
	cyp    = flag.String("cyp", "bin/cyp", "the cyp binary")
	ref    = os.Getenv("CYP_REFERENCE")
	actors = os.Getenv("CYP_REFERENCE_SCHEDULER")
	python = cmp.Or(os.Getenv("PYTHON"), "python3")
	proto  string // the program of protoactor-go, or ""
	root   = flag.String("dir", "testdata/bench", "folder of the programs")
)

// goals are the ratios of CPU time to Go that the programs are held to.
var goals = map[string]float64{
	"trees": 0.35, "treespar": 0.35, "walk": 1.3, "swaps": 1.8, "objects": 1, "virtual": 1.15, "dictint": 0.75, "dictstr": 0.75, "dictrandom": 1, "list": 1,
	"pingpong": 0.35, "ring": 0.3, "fanin": 0.5, "spawn": 0.5, "chameneos": 0.35, "manytomany": 0.25, "lock": 1, "request": 1,
	"fib": 1.1, "nbody": 1.1, "spectralnorm": 1.1, "fannkuch": 1.1, "mandelbrot": 1.1,
}

// limit is how long one run may take; the slowest that ends, request under the reference compiler, takes a quarter of it.
const limit = time.Minute

// side is one way to run a benchmark.
type side struct {
	name string
	argv []string
	env  []string
	cpu  []time.Duration
	rss  int64  // KiB, the largest seen
	why  string // there is none
}

func main() {
	flag.Parse()
	tmp, err := os.MkdirTemp("", "cyp-bench-")
	check(err)
	defer os.RemoveAll(tmp)
	names := flag.Args()
	if len(names) == 0 {
		dirs, err := os.ReadDir(*root)
		check(err)
		for _, d := range dirs {
			if d.IsDir() {
				names = append(names, d.Name())
			}
		}
	}
	protoactor(tmp)
	fmt.Printf("%-14s %9s %9s %7s %6s %8s %8s %14s %15s\n", "program", "cyp", "Go", "cyp/Go", "goal", "MiB", "size/Go", "cyp/reference", "cyp/protoactor")
	for _, n := range names {
		bench(n, tmp)
	}
}

func bench(name, tmp string) {
	dir, err := filepath.Abs(filepath.Join(*root, name))
	check(err)
	bin, err := filepath.Abs(*cyp)
	check(err)
	sides := []*side{build("cyp", filepath.Join(tmp, name+"-cyp"), dir, bin, "build", "-o", filepath.Join(tmp, name+"-cyp"), name+".pyx"),
		build("go", filepath.Join(tmp, name+"-go"), dir, "go", "build", "-o", filepath.Join(tmp, name+"-go"), name+".go")}
	third, fourth := reference(name, dir, tmp), protoSide(name)
	for _, s := range []*side{third, fourth} {
		if len(s.argv) > 0 {
			sides = append(sides, s)
		}
	}
	outs := map[string]string{}
	for i := 0; i < *runs; i++ {
		for _, s := range sides {
			if s.why != "" {
				continue
			}
			out, d, rss, err := run(s)
			outs[s.name] = out
			switch other := s == third || s == fourth; {
			case other && (err != nil || out != outs["cyp"]):
				s.why, s.cpu = "fails", nil
				continue
			case err != nil:
				fmt.Fprintf(os.Stderr, "%s: %v\n", s.name, err)
				os.Exit(1)
			}
			s.cpu = append(s.cpu, d)
			s.rss = max(s.rss, rss)
		}
	}
	note := ""
	if outs["cyp"] != outs["go"] {
		note = "  OUTPUTS DIFFER"
	}
	c, g := median(sides[0].cpu), median(sides[1].cpu)
	goal := "-"
	if b, ok := goals[name]; ok {
		goal = fmt.Sprintf("%.2f", b)
		if float64(c)/float64(g) > b {
			note = "  above its goal" + note
		}
	}
	size := float64(sides[0].rss) / float64(sides[1].rss)
	fmt.Printf("%-14s %9s %9s %7.2f %6s %8.1f %8.2f %14s %15s%s\n", name, c.Round(time.Millisecond), g.Round(time.Millisecond), float64(c)/float64(g), goal,
		float64(sides[0].rss)/1024, size, third.against(c), fourth.against(c), note)
}

func build(name, exe, dir string, argv ...string) *side {
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GO111MODULE=off")
	if name == "cyp" {
		cmd.Env = os.Environ()
	}
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n%s", strings.Join(argv, " "), err, out)
		os.Exit(1)
	}
	return &side{name: name, argv: []string{exe}}
}

// against is the ratio of cyp's CPU time to that of a side that may be missing.
func (s *side) against(c time.Duration) string {
	if len(s.cpu) == 0 {
		return s.why
	}
	return fmt.Sprintf("%.3f", float64(c)/float64(median(s.cpu)))
}

// reference builds X.pyx with the reference compiler in a folder of its own.
func reference(name, dir, tmp string) *side {
	s := &side{name: "reference", why: "not here"}
	if ref == "" {
		return s
	}
	d := filepath.Join(tmp, name+"-ref")
	check(os.MkdirAll(d, 0o755))
	text, err := os.ReadFile(filepath.Join(dir, name+".pyx"))
	check(err)
	check(os.WriteFile(filepath.Join(d, name+".pyx"), text, 0o644))
	if names, err := os.ReadFile(filepath.Join(dir, "scheduler.pxd")); err == nil {
		if actors == "" {
			return s
		}
		referenceScheduler(d)
		module := "lib.scheduler.scheduler"
		if strings.Contains(string(names), "PersistScheduler") {
			module = "lib.scheduler.persistscheduler"
		}
		theirs := strings.Replace(string(names), "from cyp.scheduler ", "from "+module+" ", 1)
		check(os.WriteFile(filepath.Join(d, "scheduler.pxd"), []byte(theirs), 0o644))
	}
	setup := fmt.Sprintf(`from setuptools import setup, Extension
from Cython.Build import cythonize
setup(ext_modules=cythonize([Extension(%q, [%q], language="c++", extra_compile_args=["-std=c++17", "-O3", "-pthread"])], language_level="3"))
`, name, name+".pyx")
	check(os.WriteFile(filepath.Join(d, "setup.py"), []byte(setup), 0o644))
	s.env = append(os.Environ(), "PYTHONPATH="+ref)
	cmd := exec.Command(python, "setup.py", "build_ext", "--inplace")
	cmd.Dir, cmd.Env = d, s.env
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%s under the reference compiler: %v\n%s", name, err, tail(out))
		s.why = "no"
		return s
	}
	s.why = ""
	s.argv = []string{python, "-c", "import sys; sys.path.insert(0, " + fmt.Sprintf("%q", d) + "); import " + name + "; " + name + ".main()"}
	return s
}

// referenceScheduler puts the scheduler library into the package lib of folder d, and pthread, which one version looks for at the top, there too.
func referenceScheduler(d string) {
	for _, pkg := range []string{"lib/scheduler", "lib/pthread", "pthread"} {
		to := filepath.Join(d, pkg)
		check(os.MkdirAll(to, 0o755))
		for _, from := range filepath.SplitList(actors) {
			pxds, err := filepath.Glob(filepath.Join(from, filepath.Base(pkg), "*.pxd"))
			check(err)
			for _, pxd := range pxds {
				text, err := os.ReadFile(pxd)
				check(err)
				check(os.WriteFile(filepath.Join(to, filepath.Base(pxd)), text, 0o644))
			}
		}
		check(os.WriteFile(filepath.Join(to, "__init__.py"), nil, 0o644))
	}
	check(os.WriteFile(filepath.Join(d, "lib", "__init__.py"), nil, 0o644))
}

// protoPrograms are those that the module protoactor has.
var protoPrograms = []string{"pingpong", "ring", "fanin", "spawn", "manytomany", "request"}

// protoactor builds the programs of protoactor-go, a module of its own that has to be downloaded.
func protoactor(tmp string) {
	exe := filepath.Join(tmp, "protoactor")
	cmd := exec.Command("go", "build", "-o", exe, ".")
	cmd.Dir = filepath.Join("internal", "testkit", "bench", "testdata", "protoactor")
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "protoactor-go is not here: %v\n%s", err, tail(out))
		return
	}
	proto = exe
}

func protoSide(name string) *side {
	switch {
	case !slices.Contains(protoPrograms, name):
		return &side{name: "protoactor", why: "-"}
	case proto == "":
		return &side{name: "protoactor", why: "not here"}
	}
	return &side{name: "protoactor", argv: []string{proto, name}}
}

func tail(b []byte) []byte {
	if len(b) > 2000 {
		return b[len(b)-2000:]
	}
	return b
}

// run runs a side once and gives its output, the CPU time of the process and its largest size.
func run(s *side) (string, time.Duration, int64, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, s.argv[0], s.argv[1:]...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	cmd.Env = s.env
	if err := cmd.Run(); err != nil {
		return out.String(), 0, 0, err
	}
	st := cmd.ProcessState
	u, _ := st.SysUsage().(*syscall.Rusage)
	var rss int64
	if u != nil {
		rss = int64(u.Maxrss)
	}
	return out.String(), st.UserTime() + st.SystemTime(), rss, nil
}

func median(ds []time.Duration) time.Duration {
	return slices.Sorted(slices.Values(ds))[len(ds)/2]
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
