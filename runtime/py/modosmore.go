package py

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// osMore adds what os has beside files by name and the environment: descriptors, folders entry by entry, links and modes, processes.
func osMore(m *Module) {
	osLinks(m)
	osDescriptors(m)
	osScandir(m)
	osSystem(m)
	m.Set("PathLike", pathLikeType().Value())
	m.fn("fsencode", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		return NewBytes([]byte(p)), err
	})
	m.fn("fsdecode", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		return NewStr(p), err
	})
	m.fn("unsetenv", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		k, err := argStr(a[0], "unsetenv", "1")
		if err == nil {
			os.Unsetenv(k)
		}
		return None, err
	})
	m.fn("getlogin", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewStr(os.Getenv("LOGNAME")), nil })
	m.fn("removedirs", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		if e := os.Remove(p); e != nil {
			return Value{}, osErr(e, a[0])
		}
		for p = filepath.Dir(p); p != "." && p != "/" && os.Remove(p) == nil; p = filepath.Dir(p) {
		}
		return None, nil
	})
	m.fn("get_terminal_size", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return Value{}, osErr(syscall.ENOTTY, Value{})
	})
	m.Set("terminal_size", structSeq("os.terminal_size", []string{"columns", "lines"}).Value())
}

// osLinks adds links, modes and times of files.
func osLinks(m *Module) {
	two := func(name string, f func(a, b string) error) {
		m.fn(name, "src, dst, target_is_directory=, *, dir_fd=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			p, err := pathOf(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			q, err := pathOf(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			if e := f(p, q); e != nil {
				return Value{}, osErr(e, a[0])
			}
			return None, nil
		})
	}
	two("symlink", os.Symlink)
	two("link", os.Link)
	m.fn("readlink", "path, *, dir_fd=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		s, e := os.Readlink(p)
		if e != nil {
			return Value{}, osErr(e, a[0])
		}
		return NewStr(s), nil
	})
	m.fn("chmod", "path, mode, *, dir_fd=, follow_symlinks=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		mode, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		if e := os.Chmod(p, goMode(mode)); e != nil {
			return Value{}, osErr(e, a[0])
		}
		return None, nil
	})
	m.fn("chown", "path, uid, gid, *, dir_fd=, follow_symlinks=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		uid, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		gid, err := asIndex(cx, a[2])
		if err != nil {
			return Value{}, err
		}
		if e := os.Chown(p, uid, gid); e != nil {
			return Value{}, osErr(e, a[0])
		}
		return None, nil
	})
	m.fn("truncate", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		n, err := AsInt64(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		if e := os.Truncate(p, n); e != nil {
			return Value{}, osErr(e, a[0])
		}
		return None, nil
	})
	m.fn("utime", "path, times=, *, ns=, dir_fd=, follow_symlinks=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		at := time.Now().UnixNano()
		mt := at
		switch {
		case a[1].IsSet() && !a[1].IsNone():
			t, err := Unpack(cx, a[1], 2)
			if err != nil {
				return Value{}, err
			}
			x, err := AsFloat64(cx, t[0])
			if err != nil {
				return Value{}, err
			}
			y, err := AsFloat64(cx, t[1])
			if err != nil {
				return Value{}, err
			}
			at, mt = int64(x*1e9), int64(y*1e9)
		case a[2].IsSet():
			t, err := Unpack(cx, a[2], 2)
			if err != nil {
				return Value{}, err
			}
			if at, err = AsInt64(cx, t[0]); err != nil {
				return Value{}, err
			}
			if mt, err = AsInt64(cx, t[1]); err != nil {
				return Value{}, err
			}
		}
		if e := os.Chtimes(p, time.Unix(0, at), time.Unix(0, mt)); e != nil {
			return Value{}, osErr(e, a[0])
		}
		return None, nil
	})
}

// goMode turns a mode of Unix into Go's.
func goMode(mode int) os.FileMode {
	out := os.FileMode(mode & 0o777)
	if mode&0o4000 != 0 {
		out |= os.ModeSetuid
	}
	if mode&0o2000 != 0 {
		out |= os.ModeSetgid
	}
	if mode&0o1000 != 0 {
		out |= os.ModeSticky
	}
	return out
}

// unixMode turns Go's mode of a file into that of Unix.
func unixMode(fm os.FileMode) int64 {
	mode := int64(fm.Perm())
	switch {
	case fm.IsDir():
		mode |= 0o040000
	case fm&os.ModeSymlink != 0:
		mode |= 0o120000
	case fm&os.ModeNamedPipe != 0:
		mode |= 0o010000
	case fm&os.ModeSocket != 0:
		mode |= 0o140000
	case fm&os.ModeCharDevice != 0:
		mode |= 0o020000
	case fm&os.ModeDevice != 0:
		mode |= 0o060000
	default:
		mode |= 0o100000
	}
	if fm&os.ModeSetuid != 0 {
		mode |= 0o4000
	}
	if fm&os.ModeSetgid != 0 {
		mode |= 0o2000
	}
	if fm&os.ModeSticky != 0 {
		mode |= 0o1000
	}
	return mode
}

// statType is os.stat_result once os has been imported.
var statType *Type

func statClass() *Type {
	if statType == nil {
		statType = structSeq("os.stat_result", []string{"st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime"})
		more := func(name string, i int) {
			statType.getter(name, func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return statMore(v)[i], nil })
		}
		for i, n := range []string{"st_atime", "st_mtime", "st_ctime", "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev"} {
			more(n, i)
		}
	}
	return statType
}

// statExtra holds the fields beyond the tuple, by the object.
type statExtra struct {
	Tuple
	more []Value
}

func statMore(v Value) []Value { return (*statExtra)(unsafe.Pointer(v.O)).more }

// statValue makes a stat_result.
func statValue(st os.FileInfo) Value {
	s := sysStat(st)
	t := statClass()
	e := &statExtra{}
	e.Tuple.Obj.Type = t
	sec := func(ns int64) Value { return Int(floorDiv64(ns, 1e9)) }
	e.items = []Value{Int(unixMode(st.Mode())), Int(s.ino), Int(s.dev), Int(s.nlink), Int(s.uid), Int(s.gid), Int(st.Size()), sec(s.atime), sec(s.mtime), sec(s.ctime)}
	fl := func(ns int64) Value { return Float(float64(ns) * 1e-9) }
	e.more = []Value{fl(s.atime), fl(s.mtime), fl(s.ctime), Int(s.atime), Int(s.mtime), Int(s.ctime), Int(s.blksize), Int(s.blocks), Int(s.rdev)}
	return obj(&e.Tuple.Obj)
}

func floorDiv64(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// statResult are the numbers of a file that Go's FileInfo leaves to the system.
type statResult struct {
	ino, dev, nlink, uid, gid, atime, mtime, ctime, blksize, blocks, rdev int64
}

// osScandir adds scandir: an iterator, and context manager, of entries.
func osScandir(m *Module) {
	entry := nativeType("DirEntry", "posix", func(t *Type) {
		type state = *dirEntry
		get := func(v Value) state { return stateIn[state](v) }
		t.getter("name", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(get(v).e.Name()), nil })
		t.getter("path", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(get(v).path), nil })
		t.method("__fspath__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewStr(get(a[0]).path), nil })
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			s, err := ReprOf(cx, NewStr(get(v).e.Name()))
			return NewStr("<DirEntry " + s + ">"), err
		}
		test := func(name string, f func(os.FileMode) bool) {
			t.method(name, "*, follow_symlinks=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
				follow, err := argBool(cx, a[1], true)
				if err != nil {
					return Value{}, err
				}
				d := get(a[0])
				if d.e.Type()&os.ModeSymlink != 0 && follow {
					st, e := os.Stat(d.path)
					return Bool(e == nil && f(st.Mode())), nil
				}
				return Bool(f(d.e.Type())), nil
			})
		}
		test("is_dir", os.FileMode.IsDir)
		test("is_file", os.FileMode.IsRegular)
		t.method("is_symlink", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			return Bool(get(a[0]).e.Type()&os.ModeSymlink != 0), nil
		})
		t.method("stat", "*, follow_symlinks=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			follow, err := argBool(cx, a[1], true)
			if err != nil {
				return Value{}, err
			}
			return osStat(get(a[0]).path, NewStr(get(a[0]).path), follow)
		})
		t.method("inode", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			st, e := os.Lstat(get(a[0]).path)
			if e != nil {
				return Value{}, osErr(e, Value{})
			}
			return Int(sysStat(st).ino), nil
		})
	})
	m.Set("DirEntry", entry.Value())
	iter := iterType("ScandirIterator", "posix", "O", func(cx *rt.Ctx, a []Value) (iterFn, *rt.Error) {
		return nil, typeErr("cannot create 'posix.ScandirIterator' instances")
	})
	iter.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return a[0], nil })
	iter.method("__exit__", "3", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { asNative(a[0]).v = nil; return None, nil })
	iter.method("close", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { asNative(a[0]).v = nil; return None, nil })
	m.fn("scandir", "path=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p := "."
		if a[0].IsSet() && !a[0].IsNone() {
			var err *rt.Error
			if p, err = pathOf(cx, a[0]); err != nil {
				return Value{}, err
			}
		}
		es, e := os.ReadDir(p)
		if e != nil {
			return Value{}, osErr(e, orNone(a[0]))
		}
		i := 0
		return newNative(iter, iterFn(func(cx *rt.Ctx) (Value, bool, *rt.Error) {
			if i >= len(es) {
				return ended()
			}
			d := &dirEntry{es[i], filepath.Join(p, es[i].Name())}
			if p == "." || strings.HasPrefix(p, "./") {
				d.path = strings.TrimSuffix(p, "/") + "/" + es[i].Name()
			}
			i++
			return newNative(entry, d), true, nil
		})), nil
	})
}

type dirEntry struct {
	e    os.DirEntry
	path string
}

// osStat is os.stat or os.lstat; name is what errors show.
func osStat(p string, name Value, follow bool) (Value, *rt.Error) {
	f := os.Lstat
	if follow {
		f = os.Stat
	}
	st, e := f(p)
	if e != nil {
		return Value{}, osErr(e, name)
	}
	return statValue(st), nil
}

// pathLikeType is os.PathLike: what has __fspath__ is an instance.
func pathLikeType() *Type {
	meta := newStaticType("ABCMeta", "abc", TypeType, func(t *Type) { t.flags |= flagType })
	has := func(t *Type) bool { _, ok := t.lookup("__fspath__"); return ok }
	meta.method("__instancecheck__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Bool(has(a[1].O.Type)), nil })
	meta.method("__subclasscheck__", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		return Bool(a[1].has(flagType) && has(asType(a[1]))), nil
	})
	meta.modified()
	t := newStaticType("PathLike", "os", ObjectType, func(t *Type) {})
	t.Type = meta
	return t
}
