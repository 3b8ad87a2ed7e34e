//go:build unix

package py

import (
	"os"
	"syscall"

	rt "github.com/cyp-lang/cyp/runtime"
)

func sysAccess(path string, mode int) bool { return syscall.Access(path, uint32(mode)) == nil }

// osDescriptors adds the functions on file descriptors.
func osDescriptors(m *Module) {
	for n, v := range map[string]int{"O_NONBLOCK": syscall.O_NONBLOCK, "O_SYNC": syscall.O_SYNC, "O_NOCTTY": syscall.O_NOCTTY, "O_CLOEXEC": syscall.O_CLOEXEC,
		"WNOHANG": syscall.WNOHANG, "WUNTRACED": syscall.WUNTRACED} {
		m.Set(n, Int(int64(v)))
	}
	ints := func(name, sig string, f func(a []int) (int, error)) {
		m.fn(name, sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			nums := make([]int, len(a))
			for i, v := range a {
				if !v.IsSet() {
					continue
				}
				n, err := asIndex(cx, v)
				if err != nil {
					return Value{}, err
				}
				nums[i] = n
			}
			var n int
			var e error
			cx.Blocking(func() { n, e = f(nums) })
			if e != nil {
				return Value{}, osErr(e, Value{})
			}
			if n == noResult {
				return None, nil
			}
			return Int(int64(n)), nil
		})
	}
	none := func(err error) (int, error) { return noResult, err }
	ints("close", "fd", func(a []int) (int, error) { return none(syscall.Close(a[0])) })
	ints("dup", "fd", func(a []int) (int, error) {
		n, err := syscall.Dup(a[0])
		if err == nil {
			syscall.CloseOnExec(n)
		}
		return n, err
	})
	ints("fsync", "fd", func(a []int) (int, error) { return none(syscall.Fsync(a[0])) })
	ints("ftruncate", "2", func(a []int) (int, error) { return none(syscall.Ftruncate(a[0], int64(a[1]))) })
	ints("lseek", "3", func(a []int) (int, error) {
		n, err := syscall.Seek(a[0], int64(a[1]), a[2])
		return int(n), err
	})
	m.fn("dup2", "fd, fd2, inheritable=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		x, err := asIndex(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		y, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		flushStdout()
		if e := sysDup2(x, y); e != nil {
			return Value{}, osErr(e, Value{})
		}
		return a[1], nil
	})
	m.fn("isatty", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, err := asIndex(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		var st syscall.Stat_t
		null, e := os.Stat(os.DevNull)
		return Bool(syscall.Fstat(n, &st) == nil && st.Mode&syscall.S_IFMT == syscall.S_IFCHR && e == nil && sysStat(null).rdev != int64(st.Rdev)), nil
	})
	m.fn("open", "path, flags, mode=, *, dir_fd=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		flags, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		mode, err := argInt(cx, a[2], 0o777)
		if err != nil {
			return Value{}, err
		}
		fd, e := syscall.Open(p, flags|syscall.O_CLOEXEC, uint32(mode))
		if e != nil {
			return Value{}, osErr(e, a[0])
		}
		return Int(int64(fd)), nil
	})
	m.fn("read", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		fd, err := asIndex(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		n, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		if n < 0 {
			return Value{}, osErr(syscall.EINVAL, Value{})
		}
		b := make([]byte, n)
		var e error
		cx.Blocking(func() {
			for {
				if n, e = syscall.Read(fd, b); e != syscall.EINTR {
					return
				}
			}
		})
		if e != nil {
			return Value{}, osErr(e, Value{})
		}
		return NewBytes(b[:n]), nil
	})
	m.fn("write", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		fd, err := asIndex(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		b, ok := bytesOf(a[1])
		if !ok {
			return Value{}, typeErr("a bytes-like object is required, not '%s'", a[1].O.Type.cName())
		}
		flushStdout()
		var n int
		var e error
		cx.Blocking(func() {
			for {
				if n, e = syscall.Write(fd, b); e != syscall.EINTR {
					return
				}
			}
		})
		if e != nil {
			return Value{}, osErr(e, Value{})
		}
		return Int(int64(n)), nil
	})
	m.fn("pipe", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		var p [2]int
		if e := syscall.Pipe(p[:]); e != nil {
			return Value{}, osErr(e, Value{})
		}
		syscall.CloseOnExec(p[0])
		syscall.CloseOnExec(p[1])
		return NewTuple(Int(int64(p[0])), Int(int64(p[1]))), nil
	})
	m.fn("fstat", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		fd, err := asIndex(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		n, e := syscall.Dup(fd) // so that closing the file below leaves the descriptor open
		if e != nil {
			return Value{}, osErr(e, Value{})
		}
		f := os.NewFile(uintptr(n), "")
		defer f.Close()
		st, e := f.Stat()
		if e != nil {
			return Value{}, osErr(e, Value{})
		}
		return statValue(st), nil
	})
}

// noResult is what a function of numbers without a result gives.
const noResult = -1 << 62

// osSystem adds processes and the user.
func osSystem(m *Module) {
	call := func(name, sig string, f func(a []int) (int, error)) {
		m.fn(name, sig, func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			nums := make([]int, len(a))
			for i, v := range a {
				n, err := asIndex(cx, v)
				if err != nil {
					return Value{}, err
				}
				nums[i] = n
			}
			flushStdout()
			n, e := f(nums)
			if e != nil {
				return Value{}, osErr(e, Value{})
			}
			if n == noResult {
				return None, nil
			}
			return Int(int64(n)), nil
		})
	}
	call("kill", "2", func(a []int) (int, error) { return noResult, syscall.Kill(a[0], syscall.Signal(a[1])) })
	call("killpg", "2", func(a []int) (int, error) { return noResult, syscall.Kill(-a[0], syscall.Signal(a[1])) })
	call("setsid", "", func(a []int) (int, error) {
		_, err := syscall.Setsid()
		return noResult, err
	})
	call("umask", "1", func(a []int) (int, error) { return syscall.Umask(a[0]), nil })
	call("geteuid", "", func(a []int) (int, error) { return syscall.Geteuid(), nil })
	call("getegid", "", func(a []int) (int, error) { return syscall.Getegid(), nil })
	call("getpgrp", "", func(a []int) (int, error) { return syscall.Getpgrp(), nil })
	call("getpgid", "1", func(a []int) (int, error) { return syscall.Getpgid(a[0]) })
	call("setpgid", "2", func(a []int) (int, error) { return noResult, syscall.Setpgid(a[0], a[1]) })
	m.fn("fork", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return Value{}, rt.Raise("NotImplementedError", "os.fork: a program with several threads of Go's can't be copied; start another program (subprocess) or a thread (threading)")
	})
	m.fn("waitpid", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		pid, err := asIndex(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		options, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		var ws syscall.WaitStatus
		var n int
		var e error
		cx.Blocking(func() { n, e = syscall.Wait4(pid, &ws, options, nil) })
		if e != nil {
			return Value{}, osErr(e, Value{})
		}
		return NewTuple(Int(int64(n)), Int(int64(ws))), nil
	})
	status := func(name string, f func(ws syscall.WaitStatus) Value) {
		m.fn(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			n, err := asIndex(cx, a[0])
			return f(syscall.WaitStatus(n)), err
		})
	}
	status("WIFEXITED", func(ws syscall.WaitStatus) Value { return Bool(ws.Exited()) })
	status("WEXITSTATUS", func(ws syscall.WaitStatus) Value { return Int(int64(ws >> 8 & 0xff)) })
	status("WIFSIGNALED", func(ws syscall.WaitStatus) Value { return Bool(ws.Signaled()) })
	status("WTERMSIG", func(ws syscall.WaitStatus) Value { return Int(int64(ws & 0x7f)) })
	status("waitstatus_to_exitcode", func(ws syscall.WaitStatus) Value {
		if ws.Signaled() {
			return Int(-int64(ws & 0x7f))
		}
		return Int(int64(ws >> 8 & 0xff))
	})
	exec := func(name string, env bool) {
		m.fn(name, "2-3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			p, err := pathOf(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			args, err := stringsOf(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			vars := os.Environ()
			if env && len(a) > 2 {
				vars = nil
				kn, kv, err := kwOf(cx, a[2], a[2])
				if err != nil {
					return Value{}, err
				}
				for i, k := range kn {
					s, err := pathOf(cx, kv[i])
					if err != nil {
						return Value{}, err
					}
					vars = append(vars, k+"="+s)
				}
			}
			flushStdout()
			return Value{}, osErr(syscall.Exec(p, args, vars), Value{})
		})
	}
	exec("execv", false)
	exec("execve", true)
	uname := structSeq("posix.uname_result", []string{"sysname", "nodename", "release", "version", "machine"})
	m.fn("uname", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		var v []Value
		for _, s := range sysUname() {
			v = append(v, NewStr(s))
		}
		return newSeq(uname, v...), nil
	})
}

// stringsOf converts the items of an iterable of texts.
func stringsOf(cx *rt.Ctx, v Value) ([]string, *rt.Error) {
	items, err := Collect(cx, v)
	if err != nil {
		return nil, err
	}
	out := make([]string, len(items))
	for i, x := range items {
		if out[i], err = pathOf(cx, x); err != nil {
			return nil, err
		}
	}
	return out, nil
}
