package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/source"
)

var formats = []string{"text", "json", "sarif", "github"}

// formatFlag adds --format.
func (a *app) formatFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.format, "format", "text", "how diagnostics are printed: "+strings.Join(formats, ", "))
	cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
}

func (a *app) checkFormat(cmd *cobra.Command) error {
	if !slices.Contains(formats, a.format) {
		return usage(cmd, "--format is one of %s, not %q", strings.Join(formats, ", "), a.format)
	}
	return nil
}

func (a *app) checkCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check [flags] [FILE|DIR|./...]",
		Short: "Find errors, write nothing",
		Long: `Checks modules and prints all that is wrong with them, without compiling. A folder stands for the .pyx files in it,
./... for those in all folders below. With --format=json one JSON document is printed, also where nothing is wrong.`,
	}
	a.compileFlags(cmd)
	a.formatFlag(cmd)
	cmd.Flags().StringVar(&a.opts.Why, "why", "", "print how the checkers came to their verdict at FILE:LINE")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if file, _, ok := driver.WhyPlace(a.opts.Why); a.opts.Why != "" && !ok {
			return usage(cmd, "--why takes FILE:LINE, not %q", a.opts.Why)
		} else if ok && len(args) == 0 {
			args = []string{file}
		}
		if err := a.checkFormat(cmd); err != nil {
			return err
		}
		share := &resolve.Program{Set: source.NewSet(), Diags: &diag.List{}}
		err := a.check(args, share)
		a.finish()
		if err == nil {
			err = a.opts.WhyNothing()
		}
		ds := share.Diags.All()
		if a.format == "sarif" {
			ds = append(ds, share.Diags.Allowed()...)
		}
		return a.render(share.Set, ds, err)
	}
	return cmd
}

func (a *app) check(args []string, share *resolve.Program) error {
	list, err := files(args)
	if err != nil {
		return err
	}
	groups, err := driver.Groups(list)
	if err != nil {
		return err
	}
	for _, g := range groups {
		if _, err := driver.CheckFiles(driver.Target{Files: g, Share: share}, &a.opts); err != nil {
			return err
		}
	}
	return nil
}

// render prints diagnostics in the format asked for and gives the error for the exit status. err is what
// stopped the work: with a format for programs it is part of the document.
func (a *app) render(set *source.Set, ds []*diag.Diagnostic, err error) error {
	ds = a.opts.Warnings.Raise(diag.Unique(set, ds))
	if err != nil && a.format != "text" {
		ds = append(ds, &diag.Diagnostic{Phase: diag.Environment, Message: err.Error()})
	}
	var werr error
	switch a.format {
	case "json":
		werr = diag.JSON(a.stdout, set, ds)
	case "sarif":
		werr = diag.SARIF(a.stdout, set, ds, driver.Version())
	case "github":
		werr = diag.GitHub(a.stdout, set, ds)
	default:
		a.show(set, ds)
	}
	if err != nil {
		return err
	}
	if werr != nil {
		return &driver.Problem{Text: fmt.Sprintf("cannot write the diagnostics: %s", why(werr))}
	}
	for _, d := range ds {
		if d.Severity == diag.Error && d.Allowed == nil {
			return exitStatus(exitDiagnostics)
		}
	}
	return nil
}
