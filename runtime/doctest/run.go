// Package doctest is the run-time half of `cyp test`: it runs the compiled examples of docstrings and compares
// what they print as Python's doctest does.
//
// In: a table of docstrings with their examples, which the compiler writes into the program. Out: a report of each failing
// example on standard output, and one line for each docstring in the file that $CYP_DOCTEST_RESULTS names, as it goes, so that
// whoever started the program knows how far it came.
package doctest

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

// Example is one example of a docstring.
type Example struct {
	Line        int // in the file
	Source      string
	Want        string
	Options     map[string]bool // doctest's option comments
	Display     bool            // an expression: its value is printed unless it is None
	SyntaxError string          // why Run is nil
	Run         func(cx *rt.Ctx, globals py.Value) (py.Value, *rt.Error)
}

// Test is a docstring. Its examples share their globals, which start as a copy of the module's.
type Test struct {
	Name, File, Module string
	Line               int
	Examples           []Example
}

// Module initialises a module and gives its module object.
type Module = func(cx *rt.Ctx) (py.Value, *rt.Error)

// Main runs tests and ends the program.
func Main(modules map[string]Module, tests []Test) {
	schedules, _ := strconv.Atoi(os.Getenv("CYP_SCHEDULES"))
	// Objects that are used after they were freed, or never freed, show in debug runs only.
	rt.Debug = rt.Debug || schedules > 0
	rt.Main(func(cx *rt.Ctx) *rt.Error {
		r := &runner{modules: modules, broken: map[string]bool{}}
		if err := r.open(); err != nil {
			fmt.Fprintln(os.Stderr, "doctest:", err)
			os.Exit(2)
		}
		from, _ := strconv.Atoi(os.Getenv("CYP_DOCTEST_FROM"))
		seed, _ := strconv.ParseUint(os.Getenv("CYP_SEED"), 10, 64)
		for i := range tests {
			if i >= from {
				r.record("begin %d %s", i, tests[i].Name)
				ok, dead := false, false
				if schedules > 0 {
					ok, dead = r.explore(cx, &tests[i], schedules, seed)
				} else {
					ok = r.test(cx, &tests[i])
				}
				if ok {
					r.record("pass %d", i)
				} else {
					r.record("fail %d", i)
				}
				if dead {
					r.record("next %d", i+1)
					os.Exit(rt.ExitFatal)
				}
			}
		}
		r.record("done")
		return nil
	})
}

type runner struct {
	modules map[string]Module
	broken  map[string]bool // modules whose body has failed
	results *os.File
	out     *os.File // where the report goes: the real standard output
	capture *os.File // where examples print
}

func (r *runner) open() (err error) {
	r.out = os.Stdout
	if path := os.Getenv("CYP_DOCTEST_RESULTS"); path != "" {
		if r.results, err = os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600); err != nil {
			return err
		}
	}
	if r.capture, err = os.CreateTemp("", "cyp-doctest-*"); err != nil {
		return err
	}
	return os.Remove(r.capture.Name())
}

func (r *runner) record(format string, args ...any) {
	if r.results != nil {
		fmt.Fprintf(r.results, format+"\n", args...)
	}
}

// captured runs f and returns what it printed.
func (r *runner) captured(f func()) string {
	r.capture.Truncate(0)
	r.capture.Seek(0, io.SeekStart)
	rt.Stdout.SetFile(r.capture)
	f()
	rt.Stdout.Flush()
	rt.Stdout.SetFile(r.out)
	r.capture.Seek(0, io.SeekStart)
	text, err := io.ReadAll(r.capture)
	if err != nil {
		return "doctest: " + err.Error()
	}
	if len(text) > 0 && text[len(text)-1] != '\n' {
		text = append(text, '\n')
	}
	return string(text)
}

// test runs one docstring and reports whether all its examples passed.
func (r *runner) test(cx *rt.Ctx, t *Test) bool {
	globals, err := r.globals(cx, t)
	if err != nil {
		if !r.broken[t.Module] {
			r.broken[t.Module] = true
			fmt.Fprintf(r.out, "%s:%d: %s: the module body failed:\n%s\n", t.File, t.Line, t.Name, indent(describe(cx, err)))
		}
		return false
	}
	ok := true
	for i := range t.Examples {
		e := &t.Examples[i]
		if e.Options["SKIP"] {
			continue
		}
		if problem := r.example(cx, e, globals); problem != "" {
			ok = false
			fmt.Fprintf(r.out, "%s:%d: failed example in %s:\n%s%s\n", t.File, e.Line, t.Name, indent(prompted(e.Source)), problem)
			if e.Options["FAIL_FAST"] || e.Options["REPORT_ONLY_FIRST_FAILURE"] {
				break
			}
		}
	}
	return ok
}

// globals is a copy of the module's, with what interactive Python adds.
func (r *runner) globals(cx *rt.Ctx, t *Test) (globals py.Value, err *rt.Error) {
	init := r.modules[t.Module]
	if init == nil {
		return globals, rt.Raise("ImportError", "no module named "+t.Module)
	}
	var module py.Value
	text := r.captured(func() { module, err = init(cx) })
	io.WriteString(r.out, text)
	if err != nil {
		return globals, err
	}
	dict, err := py.GetAttr(cx, module, "__dict__")
	if err != nil {
		return globals, err
	}
	globals = py.NewDict()
	if err := py.DictUpdate(cx, globals, dict); err != nil {
		return globals, err
	}
	return globals, py.DictSet(cx, globals, py.NewStr("__displayhook__"), displayHook)
}

// displayHook prints what an expression statement gives, as interactive Python does.
var displayHook = py.NewBuiltin("__displayhook__", "value", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
	return py.None, display(cx, a[0])
})

func display(cx *rt.Ctx, v py.Value) *rt.Error {
	if !v.IsSet() || v.IsNone() {
		return nil
	}
	s, err := py.ReprOf(cx, v)
	if err != nil {
		return err
	}
	rt.Stdout.WriteString(s + "\n")
	return nil
}

// example runs one example; what it returns says what is wrong.
func (r *runner) example(cx *rt.Ctx, e *Example, globals py.Value) string {
	var err *rt.Error
	got := r.captured(func() {
		if e.Run == nil {
			err = rt.Raise("SyntaxError", e.SyntaxError)
			return
		}
		var v py.Value
		if v, err = e.Run(cx, globals); err == nil && e.Display {
			err = display(cx, v)
		}
	})
	wantExc, wanted := wantedException(e.Want)
	switch {
	case err == nil && wanted, err == nil && !matches(e.Want, got, e.Options):
		return difference(e.Want, got)
	case err == nil:
		return ""
	case !wanted:
		text := ""
		if e.Want != "" {
			text = "Expected:\n" + indent(e.Want)
		}
		if got != "" {
			text += "Printed:\n" + indent(got)
		}
		return text + "Raised:\n" + indent(describe(cx, err))
	}
	line := py.ExcLine(cx, py.Materialise(cx, err)) + "\n"
	if exceptionMatches(wantExc, line, e.Options) {
		return ""
	}
	return difference(e.Want, "Traceback (most recent call last):\n  ...\n"+line)
}

// describe is the report of an exception, with its traceback.
func describe(cx *rt.Ctx, err *rt.Error) string { return py.FormatTraceback(cx, err) }

// prompted writes the source of an example as it stands in the docstring.
func prompted(src string) string {
	var b strings.Builder
	for i, l := range strings.Split(strings.TrimSuffix(src, "\n"), "\n") {
		prompt := "... "
		if i == 0 {
			prompt = ">>> "
		}
		b.WriteString(strings.TrimRight(prompt+l, " ") + "\n")
	}
	return b.String()
}
