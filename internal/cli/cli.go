// Package cli is the command line of cyp: one file a verb.
//
// In: arguments and streams. Out: an exit status: 0 for success, 1 for diagnostics and failing tests, 2 for wrong usage and problems
// of the environment, 3 for an error of our own. `cyp run` passes on the status of the program. All of it can be called in
// process, through Run.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/manual/explain"
	"github.com/cyp-lang/cyp/internal/source"
)

// The exit statuses.
const (
	exitOK          = 0
	exitDiagnostics = 1
	exitUsage       = 2
	exitBug         = 3
)

// Main runs cyp with the arguments and streams of the process.
func Main() int { return run(os.Stdin, os.Stdout, os.Stderr, os.Args[1:], true) }

// Run runs cyp. It does not start anything in the place of this process.
func Run(stdin io.Reader, stdout, stderr io.Writer, args []string) int {
	return run(stdin, stdout, stderr, args, false)
}

func run(stdin io.Reader, stdout, stderr io.Writer, args []string, whole bool) (status int) {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, whole: whole}
	defer func() {
		if r := recover(); r != nil {
			status = a.fail(driver.NewBug(r))
		}
	}()
	root := a.root()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(context.Background())
	if err != nil {
		return a.fail(err)
	}
	return a.status
}

// app is one call of cyp.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	whole          bool // the process is ours: a program may be started in its place
	status         int  // set by verbs that end without an error of the tool

	opts    driver.Options
	color   string
	format  string
	verbose bool
	timed   bool
	debug   bool
	warns   []string
}

// exitStatus ends with a status after everything has been said.
type exitStatus int

func (e exitStatus) Error() string { return fmt.Sprintf("exit status %d", int(e)) }

// usageError is a wrong use of a verb.
type usageError struct {
	text string
	cmd  *cobra.Command
}

func (e *usageError) Error() string { return e.text }

func usage(cmd *cobra.Command, format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...), cmd}
}

// fail prints an error and gives the exit status.
func (a *app) fail(err error) int {
	var (
		status exitStatus
		bug    *driver.Bug
		prob   *driver.Problem
		wrong  *usageError
	)
	switch {
	case errors.As(err, &status):
		return int(status)
	case errors.As(err, &bug):
		for _, b := range bugsOf(err) {
			a.say("internal error", "%s", b.Text)
			if b.Report != "" {
				fmt.Fprintf(a.stderr, "  This is a bug in cyp, not in your program. Please send us this file, which holds the sources and what was generated:\n    %s\n", b.Report)
			}
		}
		return exitBug
	case errors.As(err, &prob):
		a.say("error", "%s", prob.Text)
		if prob.Hint != "" {
			fmt.Fprintf(a.stderr, "  help: %s\n", prob.Hint)
		}
		return exitUsage
	case errors.As(err, &wrong):
		a.say("error", "%s", wrong.text)
		if wrong.cmd != nil {
			fmt.Fprintf(a.stderr, "  usage: %s\n", wrong.cmd.UseLine())
		}
		return exitUsage
	}
	a.say("error", "%s", err)
	return exitUsage
}

// bugsOf lists the bugs in a joined error.
func bugsOf(err error) []*driver.Bug {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var out []*driver.Bug
		for _, e := range joined.Unwrap() {
			out = append(out, bugsOf(e)...)
		}
		return out
	}
	var bug *driver.Bug
	if errors.As(err, &bug) {
		return []*driver.Bug{bug}
	}
	return nil
}

func (a *app) say(kind, format string, args ...any) {
	fmt.Fprintf(a.stderr, "cyp: %s: %s\n", kind, fmt.Sprintf(format, args...))
}

// useColor decides whether a stream gets colours.
func (a *app) useColor(w io.Writer) bool {
	switch a.color {
	case "always":
		return true
	case "never":
		return false
	}
	f, ok := w.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// show prints diagnostics as text to the error stream.
func (a *app) show(set *source.Set, ds []*diag.Diagnostic) {
	if len(ds) > 0 {
		diag.Text(a.stderr, set, a.opts.Warnings.Raise(ds), a.useColor(a.stderr))
	}
}

// root makes the command tree.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "cyp",
		Short: "Compiles Python with cypclasses to Go",
		Long: `cyp compiles Python and Cython programs with cypclasses (static, counted, lockable classes and actors
that run without a global lock) to Go, and runs them on all cores.

  cyp run hello.pyx          compile and run
  cyp check ./...            find errors
  cyp help cypclasses        read the manual`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return usage(nil, "unknown command %q%s", args[0], suggestion(cmd, args[0]))
		},
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error { return usage(cmd, "%s", err) })
	pf := root.PersistentFlags()
	pf.BoolVarP(&a.verbose, "verbose", "v", false, "say what is done")
	pf.StringVar(&a.color, "color", "auto", "colours in messages: auto, always or never")
	root.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		if !slices.Contains([]string{"auto", "always", "never"}, a.color) {
			return usage(cmd, "--color is auto, always or never, not %q", a.color)
		}
		return a.prepare(cmd)
	}
	root.AddCommand(a.runCmd(), a.buildCmd(), a.genCmd(), a.vendorCmd(), a.checkCmd(), a.testCmd(), a.parseCmd(), a.explainCmd(), a.versionCmd(), a.cleanCmd())
	root.SetHelpCommand(a.helpCmd(root))
	root.CompletionOptions.HiddenDefaultCmd = false
	return root
}

func suggestion(cmd *cobra.Command, name string) string {
	if isFile(name) {
		return fmt.Sprintf("; to run a file: cyp run %s", name)
	}
	cmd.SuggestionsMinimumDistance = 2
	if s := cmd.SuggestionsFor(name); len(s) > 0 {
		return "; did you mean " + strings.Join(s, " or ") + "?"
	}
	return "; see cyp help"
}

// compileFlags adds the flags of verbs that compile.
func (a *app) compileFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringArrayVarP(&a.opts.Path, "include", "I", nil, "search this folder for modules too (repeatable)")
	f.BoolVar(&a.opts.OwnLibraries, "own-libraries", false, "compile the program's own copy of the scheduler library")
	f.BoolVar(&a.opts.Strict, "strict", false, "also report what the reference compiler lets pass")
	f.BoolVar(&a.opts.Debug, "debug", false, "check more while the program runs: freed objects, leaks, lock order")
	f.BoolVar(&a.opts.Race, "race", false, "build with Go's race detector")
	f.BoolVarP(&a.opts.Decisions, "decisions", "m", false, "print what was decided about counts, calls and allocations")
	f.StringVar(&a.opts.Dump, "dump", "", "print a stage: "+strings.Join(driver.Stages, ", "))
	f.BoolVar(&a.timed, "time", false, "print how long each phase took")
	f.StringArrayVarP(&a.warns, "warn", "W", nil, "-Werror, -Werror=CODE: warnings are errors; -Wno-CODE: not shown; -Wno-error=CODE (repeatable)")
	cmd.RegisterFlagCompletionFunc("dump", cobra.FixedCompletions(driver.Stages, cobra.ShellCompDirectiveNoFileComp))
	cmd.ValidArgsFunction = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return []string{"pyx", "py"}, cobra.ShellCompDirectiveFilterFileExt
	}
}

// prepare turns flags into options.
func (a *app) prepare(cmd *cobra.Command) error {
	o := &a.opts
	o.DumpTo = a.stdout
	if o.Dump != "" && !slices.Contains(driver.Stages, o.Dump) {
		return usage(cmd, "--dump is one of %s, not %q", strings.Join(driver.Stages, ", "), o.Dump)
	}
	for _, w := range a.warns {
		if o.Warnings == nil {
			o.Warnings = &diag.Policy{}
		}
		if !o.Warnings.Option(w, explain.Known) {
			return usage(cmd, "-W takes error, error=CODE, no-error=CODE or no-CODE, where CODE is that of a message or its name, not %q", w)
		}
	}
	if a.verbose {
		o.Verbose = func(format string, args ...any) { fmt.Fprintf(a.stderr, "cyp: "+format+"\n", args...) }
	}
	if a.timed {
		o.Timings = &driver.Timings{}
	}
	return nil
}

// finish prints the timings, where they are wanted.
func (a *app) finish() {
	if a.opts.Timings != nil {
		a.opts.Timings.Print(a.stderr)
	}
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}
