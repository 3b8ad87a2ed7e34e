//go:build unix

package driver

import (
	"os"
	"path/filepath"
	"syscall"
)

// lock keeps other processes from building the same program at the same time. It only saves them the work: files
// are put in place whole.
func lock(dir string) (unlock func()) {
	f, err := os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return func() {}
	}
	for {
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != syscall.EINTR {
			break
		}
	}
	return func() { f.Close() }
}

// CanExec tells that Exec replaces this process.
const CanExec = true

// Exec runs a program in the place of this process.
func Exec(path string, argv []string) error { return syscall.Exec(path, argv, os.Environ()) }
