//go:build unix

package lib__subprocess

import (
	"os"
	"syscall"
)

var errNotFound = syscall.ENOENT

func dup(fd int) (int, error) {
	n, err := syscall.Dup(fd)
	if err == nil {
		syscall.CloseOnExec(n)
	}
	return n, err
}

func newSession() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setsid: true} }

func signalOf(n int) os.Signal { return syscall.Signal(n) }

// exitCode is the status as subprocess has it: a signal's number negative.
func exitCode(st *os.ProcessState) int {
	if ws, ok := st.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		return -int(ws.Signal())
	}
	return st.ExitCode()
}
