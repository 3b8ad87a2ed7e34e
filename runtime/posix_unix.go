//go:build unix

package rt

import (
	"io"
	"os"
	"os/signal"
	"os/user"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return time.Since(started)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// fileOf returns a Go file for a descriptor; the descriptor stays the program's.
func fileOf(fd int32) *os.File {
	switch fd {
	case 0:
		return os.Stdin
	case 1:
		return os.Stdout
	case 2:
		return os.Stderr
	}
	return os.NewFile(uintptr(fd), "")
}

// fdResult is C's way of giving a descriptor or an error.
func fdResult(fd int, err error) int32 {
	if err != nil {
		setErrno(err)
		return -1
	}
	return int32(fd)
}

func sizeResult(n int, err error) int64 {
	if err != nil && err != io.EOF {
		setErrno(err)
		return -1
	}
	return int64(n)
}

// OpenFd is open(path, flags, mode), Creat creat(path, mode).
func OpenFd(path *int8, flags int32, mode ...Arg) int32 {
	perm := uint32(0)
	if len(mode) > 0 {
		perm = uint32(mode[0].n)
	}
	return fdResult(syscall.Open(GoString(path), int(flags), perm))
}

// Creat is creat(path, mode).
func Creat(path *int8, mode uint32) int32 {
	return fdResult(syscall.Open(GoString(path), syscall.O_CREAT|syscall.O_WRONLY|syscall.O_TRUNC, mode))
}

// CloseFd is close(fd).
func CloseFd(fd int32) int32 { return status(syscall.Close(int(fd))) }

// ReadFd is read(fd, p, n), WriteFd write(fd, p, n).
func ReadFd(cx *Ctx, fd int32, p unsafe.Pointer, n uint64) (got int64) {
	cx.Blocking(func() { got = sizeResult(syscall.Read(int(fd), unsafe.Slice((*byte)(p), n))) })
	return got
}

// WriteFd is write(fd, p, n). What printf wrote before comes first.
func WriteFd(cx *Ctx, fd int32, p unsafe.Pointer, n uint64) (got int64) {
	if fd == 1 {
		Stdout.Flush()
	}
	cx.Blocking(func() { got = sizeResult(syscall.Write(int(fd), unsafe.Slice((*byte)(p), n))) })
	return got
}

// Pread is pread(fd, p, n, offset), Pwrite pwrite(fd, p, n, offset).
func Pread(fd int32, p unsafe.Pointer, n uint64, offset int64) int64 {
	return sizeResult(syscall.Pread(int(fd), unsafe.Slice((*byte)(p), n), offset))
}

// Pwrite is pwrite(fd, p, n, offset).
func Pwrite(fd int32, p unsafe.Pointer, n uint64, offset int64) int64 {
	return sizeResult(syscall.Pwrite(int(fd), unsafe.Slice((*byte)(p), n), offset))
}

// Lseek is lseek(fd, offset, whence).
func Lseek(fd int32, offset int64, whence int32) int64 {
	n, err := syscall.Seek(int(fd), offset, int(whence))
	if err != nil {
		setErrno(err)
		return -1
	}
	return n
}

// Dup is dup(fd).
func Dup(fd int32) int32 { return fdResult(syscall.Dup(int(fd))) }

// Pipe is pipe(fds).
func Pipe(fds *int32) int32 {
	var p [2]int
	if err := syscall.Pipe(p[:]); err != nil {
		return status(err)
	}
	*fds = int32(p[0])
	*(*int32)(addPtr(fds, 1)) = int32(p[1])
	return 0
}

// Fsync is fsync(fd), and fdatasync; SyncFs is sync().
func Fsync(fd int32) int32 { return status(syscall.Fsync(int(fd))) }

// SyncFs is sync().
func SyncFs() { syscall.Sync() }

// Ftruncate is ftruncate(fd, n), Truncate truncate(path, n).
func Ftruncate(fd int32, n int64) int32 { return status(syscall.Ftruncate(int(fd), n)) }

// Truncate is truncate(path, n).
func Truncate(path *int8, n int64) int32 { return status(syscall.Truncate(GoString(path), n)) }

// Access is access(path, mode).
func Access(path *int8, mode int32) int32 {
	return status(syscall.Access(GoString(path), uint32(mode)))
}

// Chdir is chdir(path), Fchdir fchdir(fd).
func Chdir(path *int8) int32 { return status(os.Chdir(GoString(path))) }

// Fchdir is fchdir(fd).
func Fchdir(fd int32) int32 { return status(syscall.Fchdir(int(fd))) }

// Getcwd is getcwd(buf, n); a NULL buf has it allocated.
func Getcwd(buf *int8, n uint64) *int8 {
	dir, err := os.Getwd()
	if err != nil {
		setErrno(err)
		return nil
	}
	return putPath(buf, n, dir)
}

func putPath(buf *int8, n uint64, path string) *int8 {
	if buf == nil {
		buf = (*int8)(Malloc(uint64(len(path)) + 1))
	} else if uint64(len(path)) >= n {
		Errno = ERANGE
		return nil
	}
	room := CharBytes(buf, uint64(len(path))+1)
	copy(room, path)
	room[len(path)] = 0
	return buf
}

// Realpath is realpath(path, buf); a NULL buf has it allocated.
func Realpath(path, buf *int8) *int8 {
	p, err := filepath.EvalSymlinks(GoString(path))
	if err == nil {
		p, err = filepath.Abs(p)
	}
	if err != nil {
		setErrno(err)
		return nil
	}
	return putPath(buf, 4096, p)
}

// Readlink is readlink(path, buf, n): not NUL-terminated.
func Readlink(path, buf *int8, n uint64) int64 {
	to, err := os.Readlink(GoString(path))
	if err != nil {
		setErrno(err)
		return -1
	}
	return int64(copy(CharBytes(buf, n), to))
}

// Link is link(from, to), Symlink symlink(target, path), Unlink unlink(path).
func Link(from, to *int8) int32 { return status(os.Link(GoString(from), GoString(to))) }

// Symlink is symlink(target, path).
func Symlink(target, path *int8) int32 { return status(os.Symlink(GoString(target), GoString(path))) }

// Unlink is unlink(path), Rmdir rmdir(path).
func Unlink(path *int8) int32 { return status(syscall.Unlink(GoString(path))) }

// Rmdir is rmdir(path).
func Rmdir(path *int8) int32 { return status(syscall.Rmdir(GoString(path))) }

// Mkdir is mkdir(path, mode).
func Mkdir(path *int8, mode uint32) int32 { return status(syscall.Mkdir(GoString(path), mode)) }

// Umask is umask(mode).
func Umask(mode uint32) uint32 { return uint32(syscall.Umask(int(mode))) }

// Chmod is chmod(path, mode), Fchmod fchmod(fd, mode).
func Chmod(path *int8, mode uint32) int32 { return status(syscall.Chmod(GoString(path), mode)) }

// Fchmod is fchmod(fd, mode).
func Fchmod(fd int32, mode uint32) int32 { return status(syscall.Fchmod(int(fd), mode)) }

// Chown is chown(path, uid, gid), Fchown fchown, Lchown lchown.
func Chown(path *int8, uid, gid uint32) int32 {
	return status(syscall.Chown(GoString(path), int(int32(uid)), int(int32(gid))))
}

// Fchown is fchown(fd, uid, gid).
func Fchown(fd int32, uid, gid uint32) int32 {
	return status(syscall.Fchown(int(fd), int(int32(uid)), int(int32(gid))))
}

// Lchown is lchown(path, uid, gid).
func Lchown(path *int8, uid, gid uint32) int32 {
	return status(syscall.Lchown(GoString(path), int(int32(uid)), int(int32(gid))))
}

// Getpid is getpid(); the others are named as in C.
func Getpid() int32 { return int32(os.Getpid()) }

// Getppid is getppid().
func Getppid() int32 { return int32(os.Getppid()) }

// Getpgrp is getpgrp().
func Getpgrp() int32 { return int32(syscall.Getpgrp()) }

// Getuid is getuid().
func Getuid() uint32 { return uint32(os.Getuid()) }

// Geteuid is geteuid().
func Geteuid() uint32 { return uint32(os.Geteuid()) }

// Getgid is getgid().
func Getgid() uint32 { return uint32(os.Getgid()) }

// Getegid is getegid().
func Getegid() uint32 { return uint32(os.Getegid()) }

// Getlogin is getlogin().
func Getlogin() *int8 {
	u, err := user.Current()
	if err != nil {
		setErrno(err)
		return nil
	}
	return CString(u.Username)
}

// Gethostname is gethostname(buf, n).
func Gethostname(buf *int8, n uint64) int32 {
	name, err := os.Hostname()
	if err != nil {
		return status(err)
	}
	if putPath(buf, n, name) == nil {
		Errno = ENAMETOOLONG
		return -1
	}
	return 0
}

// Isatty is isatty(fd).
func Isatty(fd int32) int32 {
	f := fileOf(fd)
	st, err := f.Stat()
	if err == nil && st.Mode()&os.ModeCharDevice != 0 && f.Name() != os.DevNull {
		return 1
	}
	Errno = ENOTTY
	return 0
}

// ENOTTY is one of errno's values.
const ENOTTY = int32(syscall.ENOTTY)

// Sysconf is sysconf(name).
func Sysconf(name int32) int64 {
	switch name {
	case 0:
		return 2097152 // _SC_ARG_MAX
	case 2:
		return 100 // _SC_CLK_TCK
	case 4:
		var r syscall.Rlimit
		if syscall.Getrlimit(syscall.RLIMIT_NOFILE, &r) == nil {
			return int64(r.Cur)
		}
		return 1024
	case 30:
		return int64(os.Getpagesize())
	case 83, 84:
		return int64(runtime.NumCPU())
	case 85, 86:
		return physPages()
	case 180:
		return 64 // _SC_HOST_NAME_MAX
	}
	Errno = EINVAL
	return -1
}

// Kill is kill(pid, signal), RaiseSignal raise(signal).
func Kill(pid, sig int32) int32 { return status(syscall.Kill(int(pid), syscall.Signal(sig))) }

// RaiseSignal is raise(signal).
func RaiseSignal(sig int32) int32 {
	Stdout.Flush()
	return Kill(Getpid(), sig)
}

// Pause is pause(): it waits for a signal.
func Pause(cx *Ctx) int32 {
	ch := make(chan os.Signal, 1)
	signal.Notify(ch)
	cx.Blocking(func() { <-ch })
	signal.Stop(ch)
	Errno = EINTR
	return -1
}

// SigHandler is the type of signal handlers.
type SigHandler = func(cx *Ctx, sig int32)

// SigsetT is sigset_t.
type SigsetT struct{ bits [2]uint64 }

// SigDfl and SigIgn are SIG_DFL and SIG_IGN.
var (
	SigDfl SigHandler
	SigIgn SigHandler = func(cx *Ctx, sig int32) {}
)

var handlers struct {
	sync.Mutex
	m map[int32]chan os.Signal
}

// Signal is signal(sig, handler): the handler runs on a thread of its own.
func Signal(sig int32, handler SigHandler) SigHandler {
	handlers.Lock()
	defer handlers.Unlock()
	if handlers.m == nil {
		handlers.m = map[int32]chan os.Signal{}
	}
	s := syscall.Signal(sig)
	if s == syscall.SIGINT {
		ReleaseInterrupt()
	}
	if old := handlers.m[sig]; old != nil {
		signal.Stop(old)
		close(old)
		delete(handlers.m, sig)
	}
	if handler == nil {
		signal.Reset(s)
		return nil
	}
	ch := make(chan os.Signal, 8)
	handlers.m[sig] = ch
	signal.Notify(ch, s)
	go func() {
		defer guard()
		cx := NewCtx()
		defer cx.Release()
		for range ch {
			handler(cx, sig)
		}
	}()
	return nil
}

var alarms struct {
	sync.Mutex
	t    *time.Timer
	when time.Time
}

// Alarm is alarm(seconds): SIGALRM; it returns what was left of the one before.
func Alarm(seconds uint32) uint32 {
	alarms.Lock()
	defer alarms.Unlock()
	left := uint32(0)
	if alarms.t != nil && alarms.t.Stop() {
		left = uint32(time.Until(alarms.when)/time.Second) + 1
	}
	alarms.t = nil
	if seconds > 0 {
		d := time.Duration(seconds) * time.Second
		alarms.when = time.Now().Add(d)
		alarms.t = time.AfterFunc(d, func() { syscall.Kill(os.Getpid(), syscall.SIGALRM) })
	}
	return left
}

// Mkstemp is mkstemp(template).
func Mkstemp(template *int8) int32 {
	fd := -1
	err := makeTemp(template, func(path string) (err error) {
		fd, err = syscall.Open(path, syscall.O_CREAT|syscall.O_EXCL|syscall.O_RDWR, 0o600)
		return err
	})
	if err != nil {
		return -1
	}
	return int32(fd)
}
