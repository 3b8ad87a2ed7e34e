//go:build cyp_observe

package rt

import (
	"context"
	"fmt"
	"os"
	"runtime/pprof"
	"strings"
)

// The CPU profile has the labels class and method: of the message that ran, and of the object's class that declares it.

var (
	profiling   bool
	profileFile *os.File
)

// profiler is the labels that a context has used.
type profiler struct{ labels map[*Class]context.Context }

func startProfile(path string) {
	if path == "" {
		return
	}
	f, err := os.Create(path)
	if err == nil {
		err = pprof.StartCPUProfile(f)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "cyp: cannot write the profile: %v\n", err)
		return
	}
	profiling, profileFile = true, f
}

func stopProfile() {
	if !profiling {
		return
	}
	pprof.StopCPUProfile()
	if err := profileFile.Close(); err != nil {
		fmt.Fprintf(os.Stderr, "cyp: cannot write the profile: %v\n", err)
	}
}

// label puts the label of a message on what runs now. It stays until the next one.
func (p *profiler) label(c *Class) {
	if !profiling {
		return
	}
	l := p.labels[c]
	if l == nil {
		class, method, _ := strings.Cut(c.Name, ".")
		l = pprof.WithLabels(context.Background(), pprof.Labels("class", class, "method", method))
		if p.labels == nil {
			p.labels = map[*Class]context.Context{}
		}
		p.labels[c] = l
	}
	pprof.SetGoroutineLabels(l)
}
