package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/resolve"
)

func (a *app) buildCmd() *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:   "build [flags] [-o OUT] [FILE|DIR|./...]",
		Short: "Compile programs to static binaries",
		Long: `Compiles modules. Each that is a program (it tests __name__ or defines main) becomes one static binary, named after the
file, in the current folder; with -o, OUT is the binary of the one file, or the folder for those of several. Other modules are only
checked to compile. GOOS and GOARCH choose the system to build for.`,
		Example: "  cyp build -o golomb golomb.pyx\n  GOOS=windows cyp build -o dist/ ./...",
	}
	a.compileFlags(cmd)
	cmd.Flags().BoolVar(&a.opts.Observe, "observe", false, "build with what CYP_TRACE, CYP_STATS and CYP_CPUPROFILE need (cyp help tool)")
	cmd.Flags().StringVarP(&out, "output", "o", "", "the binary, or the folder for binaries")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		list, err := files(args)
		if err != nil {
			return err
		}
		single := len(args) == 1 && len(list) == 1 && isFile(args[0])
		folder := out != "" && (!single || strings.HasSuffix(out, "/") || isFolder(out))
		if folder {
			if err := os.MkdirAll(out, 0o777); err != nil {
				return &driver.Problem{Text: fmt.Sprintf("cannot make the folder '%s': %s", out, why(err))}
			}
		}
		seen := map[string]bool{}
		failed := false
		for _, f := range list {
			exe, program, err := a.buildOne(f, single && out != "", seen)
			if err != nil {
				return err
			}
			if exe == "" {
				failed = true
				continue
			}
			if !program {
				a.verb("%s: compiles, but is no program: no binary", f)
				continue
			}
			target := out
			if folder || out == "" {
				target = filepath.Join(out, driver.BinaryName(f))
			}
			if err := driver.Install(exe, target); err != nil {
				return err
			}
			a.verb("%s: %s", f, target)
		}
		a.finish()
		if failed {
			return exitStatus(exitDiagnostics)
		}
		return nil
	}
	return cmd
}

// buildOne compiles a file and shows what was not shown before. It tells whether the file is a program.
func (a *app) buildOne(file string, wanted bool, seen map[string]bool) (exe string, program bool, err error) {
	t := driver.Target{Files: []string{file}, Run: true, CallMain: true}
	built, err := driver.Executable(t, &a.opts, nil)
	if built != nil && built.Program != nil {
		a.showNew(built.Program, built.Program.Diags.All(), seen)
	}
	if err != nil || built.Exe == "" {
		return "", false, err
	}
	if wanted {
		return built.Exe, true, nil
	}
	p := built.Program
	if p == nil {
		if p, _, err = driver.Load(t, &a.opts); err != nil {
			return "", false, err
		}
	}
	return built.Exe, p.Main != nil && p.Main.IsProgram(), nil
}

// showNew shows diagnostics of a program that are not in seen, and puts them there.
func (a *app) showNew(p *resolve.Program, all []*diag.Diagnostic, seen map[string]bool) {
	var ds []*diag.Diagnostic
	for _, d := range all {
		k := p.Set.Position(d.Span.Start).String() + d.Message
		if !seen[k] {
			seen[k] = true
			ds = append(ds, d)
		}
	}
	a.show(p.Set, ds)
}

func (a *app) verb(format string, args ...any) {
	if a.opts.Verbose != nil {
		a.opts.Verbose(format, args...)
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
