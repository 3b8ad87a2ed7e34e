package py

import (
	"crypto/rand"
	"strings"
	"syscall"
)

const (
	errIsDir  = syscall.EISDIR
	errNotDir = syscall.ENOTDIR
	errExist  = syscall.EEXIST
)

func errnoText(n int) string {
	s := syscall.Errno(n).Error()
	if s == "" {
		return "Unknown error " + formatInt(int64(n))
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func randomBytes(n int) []byte {
	b := make([]byte, n)
	rand.Read(b)
	return b
}
