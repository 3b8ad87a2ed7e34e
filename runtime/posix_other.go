//go:build !unix

package rt

import (
	"os"
	"time"
)

func cpuTime() time.Duration { return time.Since(started) }

func fileOf(fd int32) *os.File {
	switch fd {
	case 0:
		return os.Stdin
	case 1:
		return os.Stdout
	}
	return os.Stderr
}
