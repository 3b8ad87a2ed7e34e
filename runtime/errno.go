package rt

import (
	"errors"
	"io/fs"
	"syscall"
)

// Errno is errno. There is one for the process, not one for each thread: read it right after the
// call that failed.
var Errno int32

// Values of errno.
const (
	EPERM           = int32(syscall.EPERM)
	ENOENT          = int32(syscall.ENOENT)
	ESRCH           = int32(syscall.ESRCH)
	EINTR           = int32(syscall.EINTR)
	EIO             = int32(syscall.EIO)
	EBADF           = int32(syscall.EBADF)
	EAGAIN          = int32(syscall.EAGAIN)
	EWOULDBLOCK     = int32(syscall.EWOULDBLOCK)
	ENOMEM          = int32(syscall.ENOMEM)
	EACCES          = int32(syscall.EACCES)
	EBUSY           = int32(syscall.EBUSY)
	EEXIST          = int32(syscall.EEXIST)
	ENOTDIR         = int32(syscall.ENOTDIR)
	EISDIR          = int32(syscall.EISDIR)
	EINVAL          = int32(syscall.EINVAL)
	EMFILE          = int32(syscall.EMFILE)
	ENOSPC          = int32(syscall.ENOSPC)
	ESPIPE          = int32(syscall.ESPIPE)
	EPIPE           = int32(syscall.EPIPE)
	EDOM            = int32(syscall.EDOM)
	ERANGE          = int32(syscall.ERANGE)
	EDEADLK         = int32(syscall.EDEADLK)
	ENAMETOOLONG    = int32(syscall.ENAMETOOLONG)
	ENOSYS          = int32(syscall.ENOSYS)
	ENOTEMPTY       = int32(syscall.ENOTEMPTY)
	EADDRINUSE      = int32(syscall.EADDRINUSE)
	ECONNREFUSED    = int32(syscall.ECONNREFUSED)
	ECONNRESET      = int32(syscall.ECONNRESET)
	ETIMEDOUT       = int32(syscall.ETIMEDOUT)
	EINPROGRESS     = int32(syscall.EINPROGRESS)
	ENOTCONN        = int32(syscall.ENOTCONN)
	EAFNOSUPPORT    = int32(syscall.EAFNOSUPPORT)
	EPROTONOSUPPORT = int32(syscall.EPROTONOSUPPORT)
)

// setErrno sets Errno from a Go error.
func setErrno(err error) {
	var n syscall.Errno
	switch {
	case err == nil:
	case errors.As(err, &n):
		Errno = int32(n)
	case errors.Is(err, fs.ErrNotExist):
		Errno = ENOENT
	case errors.Is(err, fs.ErrExist):
		Errno = EEXIST
	case errors.Is(err, fs.ErrPermission):
		Errno = EACCES
	case errors.Is(err, fs.ErrClosed):
		Errno = EBADF
	default:
		Errno = EIO
	}
}

// status turns a Go error into C's 0 or -1 with Errno set.
func status(err error) int32 {
	if err == nil {
		return 0
	}
	setErrno(err)
	return -1
}

// Strerror is strerror(n).
func Strerror(n int32) *int8 {
	if n == 0 {
		return CString("Success")
	}
	s := syscall.Errno(n).Error()
	// Go writes these texts in lower case, C with a capital.
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		s = string(s[0]-32) + s[1:]
	}
	return CString(s)
}

// Perror is perror(s).
func Perror(s *int8) {
	text := GoString(Strerror(Errno)) + "\n"
	if s != nil && *s != 0 {
		text = GoString(s) + ": " + text
	}
	Stderr.WriteString(text)
}
