package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/manual/explain"
)

// explainCmd prints the page of a diagnostic's code.
func (a *app) explainCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE|NAME]",
		Short: "Explain a code of a diagnostic, with a wrong and a right program; without one, list the codes",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, id := range explain.IDs() {
					if _, err := fmt.Fprintln(a.stdout, id, explain.Name(id)); err != nil {
						return err
					}
				}
				return nil
			}
			text, ok := explain.Page(args[0])
			if !ok {
				return &driver.Problem{Text: fmt.Sprintf("no page explains '%s'", args[0]), Hint: "`cyp explain` lists the codes that have one"}
			}
			_, err := fmt.Fprint(a.stdout, text)
			return err
		},
		ValidArgsFunction: func(cmd *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
			return explain.IDs(), cobra.ShellCompDirectiveNoFileComp
		},
	}
}
