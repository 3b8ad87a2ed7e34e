//go:build !linux

package py

import (
	"os"
	"runtime"
	"syscall"
)

func sysStat(fi os.FileInfo) statResult {
	t := fi.ModTime().UnixNano()
	return statResult{nlink: 1, atime: t, mtime: t, ctime: t}
}

func sysDup2(a, b int) error { return syscall.ENOSYS }

func sysUname() [5]string {
	host, _ := os.Hostname()
	return [5]string{runtime.GOOS, host, "", "", runtime.GOARCH}
}
