package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/manual"
	"github.com/cyp-lang/cyp/internal/std"
)

// helpCmd is `cyp help`: the verbs, and the topics of the manual.
func (a *app) helpCmd(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND|TOPIC]",
		Short: "Help on a command, or a topic of the manual",
		ValidArgsFunction: func(cmd *cobra.Command, args []string, start string) ([]string, cobra.ShellCompDirective) {
			var out []string
			for _, c := range root.Commands() {
				out = append(out, c.Name())
			}
			return append(out, names()...), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				if err := root.Help(); err != nil {
					return err
				}
				return listTopics(a.stdout)
			}
			if t, ok := manual.Find(args[0]); ok && len(args) == 1 {
				_, err := io.WriteString(a.stdout, t.Text)
				return err
			}
			if args[0] == "modules" && len(args) == 1 {
				return listModules(a.stdout)
			}
			if c, _, err := root.Find(args); err == nil && c != root {
				return c.Help()
			}
			return usage(nil, "no command and no topic %q%s; the topics are %s", strings.Join(args, " "), suggestion(root, args[0]), strings.Join(names(), ", "))
		},
	}
}

func names() []string {
	var out []string
	for _, t := range manual.Topics() {
		out = append(out, t.Name)
	}
	return append(out, "modules")
}

// listModules is the topic modules: what can be cimported and imported.
func listModules(w io.Writer) error {
	fmt.Fprintf(w, "# Modules that come with cyp\n\nFor cimport:\n\n")
	for _, m := range std.Modules() {
		fmt.Fprintln(w, "  "+m)
	}
	fmt.Fprintf(w, "\nFor import, of Python's standard library:\n\n")
	for _, m := range std.PyModules() {
		fmt.Fprintln(w, "  "+m)
	}
	_, err := fmt.Fprintln(w, "\nOthers are found as files: beside the program, then in the folders given by -I.")
	return err
}

func listTopics(w io.Writer) error {
	fmt.Fprintln(w, "\nTopics of the manual (cyp help TOPIC):")
	for _, t := range manual.Topics() {
		fmt.Fprintf(w, "  %-14s %s\n", t.Name, t.Title)
	}
	_, err := fmt.Fprintf(w, "  %-14s %s\n", "modules", "Modules that come with cyp")
	return err
}
