//go:build !unix

package lib__signal

import (
	"os"
	"syscall"
)

const (
	alarmSignal  = int(syscall.SIGALRM)
	stopSignal   = -1
	urgentSignal = -1
)

var numbers = map[string]syscall.Signal{
	"SIGINT": syscall.SIGINT, "SIGILL": syscall.SIGILL, "SIGABRT": syscall.SIGABRT, "SIGFPE": syscall.SIGFPE, "SIGSEGV": syscall.SIGSEGV,
	"SIGTERM": syscall.SIGTERM,
}

func kill(pid int, s syscall.Signal) error {
	p, err := os.FindProcess(pid)
	if err != nil {
		return err
	}
	return p.Signal(s)
}
