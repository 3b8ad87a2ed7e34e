package rt

import (
	"syscall"
)

// Dup2 is dup2(fd, to).
func Dup2(fd, to int32) int32 {
	if fd == to {
		return to
	}
	return fdResult(int(to), syscall.Dup3(int(fd), int(to), 0))
}

// Fcntl is fcntl(fd, command, arg).
func Fcntl(fd, command int32, arg ...Arg) int32 {
	var a uintptr
	if len(arg) > 0 {
		a = uintptr(arg[0].n)
	}
	n, _, e := syscall.Syscall(syscall.SYS_FCNTL, uintptr(fd), uintptr(command), a)
	if e != 0 {
		Errno = int32(e)
		return -1
	}
	return int32(n)
}

// Mkfifo is mkfifo(path, mode).
func Mkfifo(path *int8, mode uint32) int32 { return status(syscall.Mkfifo(GoString(path), mode)) }

func physPages() int64 {
	var info syscall.Sysinfo_t
	if syscall.Sysinfo(&info) != nil {
		return -1
	}
	return int64(info.Totalram) * int64(info.Unit) / int64(syscall.Getpagesize())
}

// Sendfile is sendfile(out, in, offset, n).
func Sendfile(cx *Ctx, out, in int32, offset *int64, n uint64) (sent int64) {
	cx.Blocking(func() { sent = sizeResult(syscall.Sendfile(int(out), int(in), offset, int(n))) })
	return sent
}

// Stat is struct stat.
type Stat struct {
	StDev, StIno              uint64
	StMode                    uint32
	StNlink                   uint64
	StUid, StGid              uint32
	StRdev                    uint64
	StSize, StBlksize         int64
	StBlocks                  int64
	StAtim, StMtim, StCtim    Timespec
	StAtime, StMtime, StCtime int64 // the same in whole seconds
}

func (s *Stat) set(t *syscall.Stat_t) {
	*s = Stat{
		StDev: uint64(t.Dev), StIno: t.Ino, StMode: t.Mode, StNlink: uint64(t.Nlink), StUid: t.Uid, StGid: t.Gid,
		StRdev: uint64(t.Rdev), StSize: t.Size, StBlksize: int64(t.Blksize), StBlocks: t.Blocks,
		StAtim: timespec(t.Atim), StMtim: timespec(t.Mtim), StCtim: timespec(t.Ctim),
	}
	s.StAtime, s.StMtime, s.StCtime = s.StAtim.TvSec, s.StMtim.TvSec, s.StCtim.TvSec
}

func timespec(t syscall.Timespec) Timespec { return Timespec{int64(t.Sec), int64(t.Nsec)} }

// StatPath is stat(path, s), LstatPath lstat(path, s), FstatFd fstat(fd, s).
func StatPath(path *int8, s *Stat) int32 {
	var t syscall.Stat_t
	err := syscall.Stat(GoString(path), &t)
	if err == nil {
		s.set(&t)
	}
	return status(err)
}

// LstatPath is lstat(path, s).
func LstatPath(path *int8, s *Stat) int32 {
	var t syscall.Stat_t
	err := syscall.Lstat(GoString(path), &t)
	if err == nil {
		s.set(&t)
	}
	return status(err)
}

// FstatFd is fstat(fd, s).
func FstatFd(fd int32, s *Stat) int32 {
	var t syscall.Stat_t
	err := syscall.Fstat(int(fd), &t)
	if err == nil {
		s.set(&t)
	}
	return status(err)
}

// inode reads d_ino of a directory entry's path.
func inode(path string) uint64 {
	var t syscall.Stat_t
	if syscall.Lstat(path, &t) != nil {
		return 0
	}
	return t.Ino
}
