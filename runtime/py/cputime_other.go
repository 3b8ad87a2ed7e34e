//go:build !unix

package py

import "time"

// cpuTime falls back on elapsed time where there is no rusage.
func cpuTime() time.Duration { return time.Since(processStart) }
