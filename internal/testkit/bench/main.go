// Command bench compares programs of the dialect with what a user would write instead: each folder of testdata/bench holds X.pyx and X.go that do
// the same work. Both are built, then run in turn, and the CPU time of whole processes is compared; the ratio is that of the medians.
//
//	go run ./internal/testkit/bench [-n RUNS] [-cyp PATH] [NAME…]
//
// The columns: CPU time of both sides and its ratio, what the ratio is meant to be at most, the ratio of their peak sizes in memory, and the
// ratio to the reference compiler's build. With a clone of that compiler and a Python that runs it (-ref CLONE -python PYTHON), its build of X.pyx is the
// last column.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"syscall"
	"time"
)

var (
	runs   = flag.Int("n", 7, "runs of each side")
	cyp    = flag.String("cyp", "bin/cyp", "the cyp binary")
	ref    = flag.String("ref", os.Getenv("CYTHON_PLUS"), "clone of the reference compiler, or none")
	python = flag.String("python", "python3", "Python for the reference compiler")
	root   = flag.String("dir", "testdata/bench", "folder of the programs")
)

// goals are the ratios of CPU time to Go that the programs are held to.
var goals = map[string]float64{
	"trees": 0.35, "treespar": 0.35, "walk": 1.3, "swaps": 1.8, "objects": 1, "virtual": 1.15, "dictint": 0.75, "dictstr": 0.75, "list": 1,
	"pingpong": 0.35, "ring": 0.3, "fanin": 0.5, "spawn": 0.5, "chameneos": 0.35, "manytomany": 0.25, "lock": 1, "request": 1,
	"fib": 1.1, "nbody": 1.1, "spectralnorm": 1.1, "fannkuch": 1.1, "mandelbrot": 1.1,
}

// side is one way to run a benchmark.
type side struct {
	name string
	argv []string
	env  []string
	cpu  []time.Duration
	rss  int64 // KiB, the largest seen
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
	fmt.Printf("%-14s %9s %9s %7s %6s %8s %8s %14s\n", "program", "cyp", "Go", "cyp/Go", "goal", "MiB", "size/Go", "cyp/reference")
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
	if *ref != "" {
		if s := reference(name, dir, tmp); s != nil {
			sides = append(sides, s)
		}
	}
	outs := map[string]string{}
	for i := 0; i < *runs; i++ {
		for _, s := range sides {
			out, d, rss := run(s)
			s.cpu = append(s.cpu, d)
			s.rss = max(s.rss, rss)
			outs[s.name] = out
		}
	}
	note := ""
	if outs["cyp"] != outs["go"] {
		note = "  OUTPUTS DIFFER"
	}
	c, g := median(sides[0].cpu), median(sides[1].cpu)
	third := "-"
	if len(sides) > 2 {
		third = fmt.Sprintf("%.3f", float64(c)/float64(median(sides[2].cpu)))
	}
	goal := "-"
	if b, ok := goals[name]; ok {
		goal = fmt.Sprintf("%.2f", b)
		if float64(c)/float64(g) > b {
			note = "  above its goal" + note
		}
	}
	size := float64(sides[0].rss) / float64(sides[1].rss)
	fmt.Printf("%-14s %9s %9s %7.2f %6s %8.1f %8.2f %14s%s\n", name, c.Round(time.Millisecond), g.Round(time.Millisecond), float64(c)/float64(g), goal,
		float64(sides[0].rss)/1024, size, third, note)
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

// reference builds X.pyx with the reference compiler in a folder of its own.
func reference(name, dir, tmp string) *side {
	d := filepath.Join(tmp, name+"-ref")
	check(os.MkdirAll(d, 0o755))
	text, err := os.ReadFile(filepath.Join(dir, name+".pyx"))
	check(err)
	check(os.WriteFile(filepath.Join(d, name+".pyx"), text, 0o644))
	setup := fmt.Sprintf(`from setuptools import setup, Extension
from Cython.Build import cythonize
setup(ext_modules=cythonize([Extension(%q, [%q], language="c++", extra_compile_args=["-std=c++17", "-O3", "-pthread"])], language_level="3"))
`, name, name+".pyx")
	check(os.WriteFile(filepath.Join(d, "setup.py"), []byte(setup), 0o644))
	env := append(os.Environ(), "PYTHONPATH="+*ref)
	cmd := exec.Command(*python, "setup.py", "build_ext", "--inplace")
	cmd.Dir, cmd.Env = d, env
	if out, err := cmd.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "reference compiler: %v\n%s", err, tail(out))
		return nil
	}
	return &side{name: "ref", argv: []string{*python, "-c", "import sys; sys.path.insert(0, " + fmt.Sprintf("%q", d) + "); import " + name + "; " + name + ".main()"}, env: env}
}

func tail(b []byte) []byte {
	if len(b) > 2000 {
		return b[len(b)-2000:]
	}
	return b
}

// run runs a side once and gives its output, the CPU time of the process and its largest size.
func run(s *side) (string, time.Duration, int64) {
	cmd := exec.Command(s.argv[0], s.argv[1:]...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, os.Stderr
	cmd.Env = s.env
	if err := cmd.Run(); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", s.name, err)
		os.Exit(1)
	}
	st := cmd.ProcessState
	u, _ := st.SysUsage().(*syscall.Rusage)
	var rss int64
	if u != nil {
		rss = int64(u.Maxrss)
	}
	return out.String(), st.UserTime() + st.SystemTime(), rss
}

func median(ds []time.Duration) time.Duration {
	s := append([]time.Duration(nil), ds...)
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	return s[len(s)/2]
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}
