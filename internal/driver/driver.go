// Package driver is the pipeline from the files of a program to an executable.
//
// In: what the user asked for, as Options and a Target. Out: diagnostics in the program's list, or Go files, or an
// executable in the cache folder. The stages are in Compile; around it are the cache, the Go toolchain and the report of our own
// bugs.
//
// Errors returned here are *Problem (the environment: exit status 2) or *Bug (ours: 3); what is wrong with the program
// is in its diagnostics.
package driver

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"time"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
)

// Options are the flags that more than one verb has.
type Options struct {
	Path         []string // -I
	OwnLibraries bool     // compile copies of the scheduler library as written
	Strict       bool     // also report what the reference compiler lets pass
	Debug        bool     // checks and reports at run time
	Race         bool     // Go's race detector
	Observe      bool     // the program can trace, count and profile itself
	Schedules    int      // run each test under so many schedules; 0: as it comes
	Seed         uint64   // of the first of them
	Decisions    bool     // -m: say what the compiler decided about counts and calls
	Why          string   // FILE:LINE: say how the checkers came to their verdict there
	Dump         string   // stage to print: tokens, ast, types, ir, own, go
	DumpTo       io.Writer
	Verbose      func(format string, args ...any) // nil: silent
	Timings      *Timings                         // nil: not wanted
	Warnings     *diag.Policy                     // -W: which warnings are shown, and which stop the compilation; nil: all, none
	NoOpt        bool                             // keep every count, check and table call of the language
	Quick        bool                             // go build inlines nothing, leaves out what debuggers need and trades memory for time
	// Passed, where set, gets the program after the passes and may change it: for tests that break it on purpose.
	Passed func(*ir.Program)

	whyAsked, whySaid bool
	open              bool // Go code may call the program's functions
}

// Stages are what --dump can print.
var Stages = []string{"tokens", "ast", "types", "ir", "own", "go"}

func (o *Options) verbose(format string, args ...any) {
	if o.Verbose != nil {
		o.Verbose(format, args...)
	}
}

// Problem is something outside the program that stops us: a missing file, no Go, a full disk.
type Problem struct {
	Text string
	Hint string // what to do, or ""
}

func (p *Problem) Error() string { return p.Text }

func problem(hint, format string, args ...any) *Problem {
	return &Problem{fmt.Sprintf(format, args...), hint}
}

// Bug is an error of ours.
type Bug struct {
	Text   string
	Report string // path of the file with what we need to mend it, or ""
}

func (b *Bug) Error() string { return b.Text }

// Timings collects how long each phase took.
type Timings struct{ list []timing }

type timing struct {
	name string
	took time.Duration
}

// Phase starts a phase; calling the result ends it.
func (t *Timings) Phase(name string) func() {
	if t == nil {
		return func() {}
	}
	start := time.Now()
	return func() {
		took := time.Since(start)
		i := slices.IndexFunc(t.list, func(x timing) bool { return x.name == name })
		if i < 0 {
			t.list = append(t.list, timing{name, took})
			return
		}
		t.list[i].took += took
	}
}

// Print writes the phases, one a line.
func (t *Timings) Print(w io.Writer) {
	total := time.Duration(0)
	for _, p := range t.list {
		fmt.Fprintf(w, "%10.1f ms  %s\n", float64(p.took.Microseconds())/1000, p.name)
		total += p.took
	}
	fmt.Fprintf(w, "%10.1f ms  total\n", float64(total.Microseconds())/1000)
}

// Target is what the user asked to compile: files, or a piece of code.
type Target struct {
	Dir      string   // the folder that names are relative to; "" for the current one
	Files    []string // as given
	Code     string   // of -c
	IsCode   bool
	Run      bool // the file runs as __main__
	CallMain bool // its main is called where it has no test of __name__
	Doctests bool
	Whole    bool // Python modules that come with the compiler become modules of the program

	// Share, if set, is where the files and diagnostics of several targets come together.
	Share *resolve.Program
}

// Load reads the modules of a target. Diagnostics are in the program's list.
func Load(t Target, opts *Options) (*resolve.Program, *resolve.Loader, error) {
	defer opts.Timings.Phase("load and parse")()
	l := resolve.NewLoader()
	l.OwnLibraries, l.Doctests, l.Std = opts.OwnLibraries, t.Doctests, std.Open
	l.Library, l.Whole = std.Library, t.Whole
	l.Note = opts.Verbose
	if t.Dir != "" {
		l.Dir = t.Dir
	}
	if t.Share != nil {
		l.Set, l.Diags = t.Share.Set, t.Share.Diags
	}
	opts.policy(l.Set, l.Diags)
	if t.IsCode {
		l.Path = searchPath(l.Dir, append([]string{l.Dir}, opts.Path...))
		return l.Program(l.LoadCode("<string>", t.Code)), l, nil
	}
	var paths []string
	for _, name := range t.Files {
		abs := name
		if !filepath.IsAbs(abs) {
			abs = filepath.Join(l.Dir, name)
		}
		if err := resolve.CheckFile(abs); err != nil {
			fe := err.(*resolve.FileError)
			return nil, nil, &Problem{"cannot read '" + name + "': " + fe.Why, fe.Hint}
		}
		paths = append(paths, abs)
	}
	for _, p := range paths {
		if t.Run {
			l.Path = append(l.Path, filepath.Dir(p))
		}
		_, root := resolve.ModuleName(p)
		l.Path = append(l.Path, root)
	}
	l.Path = searchPath(l.Dir, append(l.Path, append([]string{l.Dir}, opts.Path...)...))
	var roots []*resolve.Module
	for _, p := range paths {
		roots = append(roots, l.LoadFile(p, t.Run, t.CallMain))
	}
	return l.Program(roots...), l, nil
}

// searchPath makes folders absolute and drops repetitions.
func searchPath(dir string, folders []string) []string {
	var out []string
	for _, f := range folders {
		if !filepath.IsAbs(f) {
			f = filepath.Join(dir, f)
		}
		if !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// failed reports whether the diagnostics stop the compilation.
func failed(ds *diag.List, opts *Options) bool {
	if ds.Errors() > 0 {
		return true
	}
	for _, d := range ds.All() {
		if opts.Warnings.Fails(d) {
			return true
		}
	}
	return false
}

// String names a target in messages.
func (t Target) String() string {
	if t.IsCode {
		return "-c"
	}
	if len(t.Files) == 1 {
		return t.Files[0]
	}
	return fmt.Sprintf("%d files", len(t.Files))
}
