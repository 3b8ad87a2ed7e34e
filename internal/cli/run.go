package cli

import (
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
)

func (a *app) runCmd() *cobra.Command {
	var code string
	cmd := &cobra.Command{
		Use:   "run [flags] FILE [ARGS…]  |  run [flags] -c CODE [ARGS…]",
		Short: "Compile and run a program",
		Long: `Compiles a .pyx or .py file and runs it as __main__. Where the file has no
'if __name__ == "__main__":' and defines a function main, main is called with the arguments, as strings.

With -c the code given runs in the current folder, as python -c runs it: what it imports may be .pyx or .py.

The executable is kept in the cache; a second run with nothing changed starts it at once. The exit status is the program's.`,
		Example: "  cyp run golomb.pyx 50\n  cyp run -c 'from golomb import main; main(50)'",
	}
	a.compileFlags(cmd)
	cmd.Flags().StringVarP(&code, "code", "c", "", "run this code")
	var watch observe
	watch.flags(cmd)
	cmd.Flags().SetInterspersed(false)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		t := driver.Target{Run: true}
		name := "-c"
		if cmd.Flags().Changed("code") {
			t.Code, t.IsCode = code, true
		} else {
			if len(args) == 0 {
				return usage(cmd, "run needs a file, or -c and code")
			}
			name = args[0]
			t.Files, t.CallMain = args[:1], true
			args = args[1:]
		}
		if err := watch.ask(&a.opts); err != nil {
			return err
		}
		return a.runTarget(t, name, args)
	}
	return cmd
}

func (a *app) runTarget(t driver.Target, name string, args []string) error {
	built, err := driver.Executable(t, &a.opts, nil)
	a.finish()
	if built != nil && built.Program != nil {
		a.show(built.Program.Set, a.urgent(built.Program.Diags.All()))
	}
	if err != nil {
		return err
	}
	if built.Exe == "" {
		return exitStatus(exitDiagnostics)
	}
	return a.start(built.Exe, append([]string{name}, args...))
}

// urgent is what running and testing a program shows: its errors. Warnings are for check and build; -v and -W show them here too.
func (a *app) urgent(ds []*diag.Diagnostic) []*diag.Diagnostic {
	if a.verbose {
		return ds
	}
	var out []*diag.Diagnostic
	for _, d := range ds {
		if a.opts.Warnings.Fails(d) || d.Severity == diag.Error {
			out = append(out, d)
		}
	}
	return out
}

// start runs an executable with the streams of this process and ends with its status.
func (a *app) start(exe string, argv []string) error {
	if a.whole && driver.CanExec {
		if err := driver.Exec(exe, argv); err != nil {
			return &driver.Problem{Text: "cannot start the program: " + err.Error()}
		}
	}
	cmd := exec.Command(exe)
	cmd.Args = argv
	cmd.Stdin, cmd.Stdout, cmd.Stderr = a.stdin, a.stdout, a.stderr
	if err := cmd.Start(); err != nil {
		return &driver.Problem{Text: "cannot start the program: " + err.Error()}
	}
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		for s := range signals {
			cmd.Process.Signal(s)
		}
	}()
	err := cmd.Wait()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &exit):
		if ws, ok := exit.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
			return exitStatus(128 + int(ws.Signal()))
		}
		return exitStatus(exit.ExitCode())
	}
	return &driver.Problem{Text: "the program: " + err.Error()}
}
