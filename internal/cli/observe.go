package cli

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/cyp-lang/cyp/internal/driver"
)

// observe is what the user wants to see of a program that runs. The program looks for it in its environment.
type observe struct {
	trace, profile string
	stats          bool
}

func (o *observe) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.trace, "trace", "", "write a trace of actors, for Perfetto or chrome://tracing, to this file")
	f.BoolVar(&o.stats, "stats", false, "count messages, steals and waits, and print that at the end")
	f.StringVar(&o.profile, "cpuprofile", "", "write a CPU profile, labelled by class and method, for go tool pprof, to this file")
}

// ask has the program built so that it can watch itself, and tells it what to watch.
func (o *observe) ask(opts *driver.Options) error {
	stats := ""
	if o.stats {
		stats = "1"
	}
	for name, value := range map[string]string{"CYP_TRACE": o.trace, "CYP_CPUPROFILE": o.profile, "CYP_STATS": stats} {
		if value == "" {
			continue
		}
		opts.Observe = true
		if err := os.Setenv(name, value); err != nil {
			return &driver.Problem{Text: err.Error()}
		}
	}
	return nil
}
