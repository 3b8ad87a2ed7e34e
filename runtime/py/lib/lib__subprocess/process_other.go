//go:build !unix

package lib__subprocess

import (
	"os"
	"syscall"
)

var errNotFound = syscall.ENOENT

func dup(fd int) (int, error) { return 0, syscall.Errno(syscall.ENOSYS) }

func newSession() *syscall.SysProcAttr { return nil }

func signalOf(n int) os.Signal {
	if n == 2 {
		return os.Interrupt
	}
	return os.Kill
}

func exitCode(st *os.ProcessState) int { return st.ExitCode() }
