package py

import (
	"os"
	"syscall"
)

func sysStat(fi os.FileInfo) statResult {
	st, ok := fi.Sys().(*syscall.Stat_t)
	if !ok {
		t := fi.ModTime().UnixNano()
		return statResult{nlink: 1, atime: t, mtime: t, ctime: t}
	}
	return statResult{
		ino: int64(st.Ino), dev: int64(st.Dev), nlink: int64(st.Nlink), uid: int64(st.Uid), gid: int64(st.Gid),
		atime: st.Atim.Nano(), mtime: st.Mtim.Nano(), ctime: st.Ctim.Nano(),
		blksize: int64(st.Blksize), blocks: st.Blocks, rdev: int64(st.Rdev),
	}
}

func sysDup2(a, b int) error {
	if a == b {
		return nil
	}
	return syscall.Dup3(a, b, 0)
}

func sysUname() [5]string {
	var u syscall.Utsname
	syscall.Uname(&u)
	return [5]string{utsText(u.Sysname), utsText(u.Nodename), utsText(u.Release), utsText(u.Version), utsText(u.Machine)}
}

// utsText is a field of utsname, whose bytes are signed on some processors.
func utsText[T int8 | uint8](c [65]T) string {
	var b []byte
	for _, x := range c {
		if x == 0 {
			break
		}
		b = append(b, byte(x))
	}
	return string(b)
}
