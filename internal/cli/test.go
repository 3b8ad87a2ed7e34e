package cli

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/driver"
)

func (a *app) testCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "test [flags] [FILE|DIR|./...]",
		Short: "Run the examples in docstrings",
		Long: `Runs the examples (>>>) in the docstrings of modules, functions, classes and methods, and compares what they print as Python's
doctest does, its option comments included. Prints each example that fails with its place, what was expected and what came, and last
how many docstrings passed and failed. All files share one build.

With --schedules=N each docstring runs N times, one thread at a time, and a seed decides at each send, lock and result which thread
goes on: what fails only now and then is found, and the same seed shows it again. The first failure of a docstring is printed with its
schedule. Time is simulated: sleeps take none.`,
		Example: `  cyp test ./...
  cyp test --schedules=1000 bank.pyx
  cyp test --schedules=1 --seed=737 bank.pyx`,
	}
	a.compileFlags(cmd)
	cmd.Flags().IntVar(&a.opts.Schedules, "schedules", 0, "run each docstring under so many schedules")
	cmd.Flags().Uint64Var(&a.opts.Seed, "seed", 0, "the seed of the first schedule")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		list, err := files(args)
		if err != nil {
			return err
		}
		groups, err := driver.Groups(list)
		if err != nil {
			return err
		}
		start := time.Now()
		total := driver.TestResult{}
		seen := map[string]bool{}
		var bugs error
		for _, g := range groups {
			r, err := driver.Test(g, &a.opts, driver.Streams{In: a.stdin, Out: a.stdout, Err: a.stderr})
			for _, p := range r.Programs {
				a.showNew(p, a.urgent(p.Diags.All()), seen)
			}
			total.Passed += r.Passed
			total.Failed += r.Failed
			total.Broken += r.Broken
			var bug *driver.Bug
			if errors.As(err, &bug) {
				bugs = errors.Join(bugs, err)
			} else if err != nil {
				return err
			}
		}
		a.finish()
		a.verb("%.1f s", time.Since(start).Seconds())
		if total.Broken > 0 {
			fmt.Fprintf(a.stderr, "cyp: %d of %d files could not be compiled\n", total.Broken, len(list))
		}
		if _, err := fmt.Fprintf(a.stdout, "%d passed, %d failed\n", total.Passed, total.Failed); err != nil {
			return &driver.Problem{Text: "cannot write the results: " + why(err)}
		}
		if bugs != nil {
			return bugs
		}
		if total.Failed > 0 || total.Broken > 0 {
			return exitStatus(exitDiagnostics)
		}
		return nil
	}
	return cmd
}
