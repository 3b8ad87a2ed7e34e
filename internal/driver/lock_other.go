//go:build !unix

package driver

import (
	"errors"
	"os"
	"path/filepath"
	"time"
)

// lock keeps other processes from building the same program at the same time. Without file locks of the system it is a
// file that only one can make; one that is left behind counts for two minutes.
func lock(dir string) (unlock func()) {
	path := filepath.Join(dir, "lock")
	for {
		f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if err == nil {
			f.Close()
			return func() { os.Remove(path) }
		}
		info, serr := os.Stat(path)
		if !errors.Is(err, os.ErrExist) || serr == nil && time.Since(info.ModTime()) > 2*time.Minute {
			os.Remove(path)
			return func() {}
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// CanExec tells that Exec replaces this process.
const CanExec = false

// Exec runs a program in the place of this process, where the system can.
func Exec(path string, argv []string) error { return errors.ErrUnsupported }
