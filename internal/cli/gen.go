package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/driver"
)

func (a *app) genCmd() *cobra.Command {
	var check bool
	cmd := &cobra.Command{
		Use:   "gen [flags] [FILE|DIR|./...]",
		Short: "Write Go files beside .pyx files",
		Long: `Writes X_cyp.go beside each X.pyx, in the Go package of the folder, for programs in Go that use the classes and functions of a
.pyx. Without arguments it is all .pyx files of the current folder. In a Go file:

  //go:generate cyp gen counter.pyx

Where go.mod requires ` + driver.Module + `, the generated code imports the runtime from there; else a copy of the runtime
in ` + driver.VendorFolder + ` of the module is used, and written where it is missing or old. Nothing is downloaded.`,
	}
	a.compileFlags(cmd)
	cmd.Flags().BoolVar(&check, "check", false, "write nothing; fail if a generated file is not up to date")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		list, err := files(args)
		if err != nil {
			return err
		}
		if _, err := driver.Groups(list); err != nil {
			return err
		}
		var dirs []string
		byDir := map[string][]string{}
		for _, f := range list {
			d := filepath.Dir(f)
			if !slices.Contains(dirs, d) {
				dirs = append(dirs, d)
			}
			byDir[d] = append(byDir[d], f)
		}
		failed := false
		for _, d := range dirs {
			p, out, err := driver.Generate(d, byDir[d], check, &a.opts)
			if p != nil {
				a.show(p.Set, p.Diags.All())
			}
			if err != nil {
				return err
			}
			if out == nil {
				failed = true
			}
			for _, g := range out {
				switch {
				case !g.Changed:
					a.verb("%s: up to date", g.Path)
				case check:
					fmt.Fprintf(a.stderr, "cyp: %s is not up to date: run cyp gen\n", g.Path)
					failed = true
				default:
					a.verb("wrote %s", g.Path)
				}
			}
		}
		a.finish()
		if failed {
			return exitStatus(exitDiagnostics)
		}
		return nil
	}
	return cmd
}

func (a *app) vendorCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "vendor",
		Short: "Copy the runtime into the current Go module",
		Long: `Writes a copy of the runtime to ` + driver.VendorFolder + ` of the Go module that the current folder is in. cyp gen then makes
code that imports this copy, so that the module needs no requirement.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			dir, err := os.Getwd()
			if err != nil {
				return err
			}
			m, err := driver.FindModule(dir)
			if err != nil {
				return err
			}
			changed, err := m.Vendor()
			if err != nil {
				return err
			}
			state := "is up to date"
			if changed {
				state = "written"
			}
			_, err = fmt.Fprintf(a.stdout, "%s %s\n", filepath.Join(m.Dir, filepath.FromSlash(driver.VendorFolder)), state)
			return err
		},
	}
}
