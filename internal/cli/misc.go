package cli

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/driver"
)

func (a *app) versionCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			_, err := fmt.Fprintln(a.stdout, "cyp "+version())
			return err
		},
	}
}

func (a *app) cleanCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "clean",
		Short: "Empty the cache",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := driver.OpenCache()
			if err != nil {
				return err
			}
			size, err := c.Clean()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.stdout, "removed %.1f MB from %s\n", float64(size)/1e6, c.Dir)
			return err
		},
	}
}

// version is the version with what it was built by and for.
func version() string {
	return fmt.Sprintf("%s (built with %s for %s/%s)", driver.Version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
