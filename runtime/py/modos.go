package py

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

func registerOS() {
	stdModule("os.path", fillPath)
	stdModule("posixpath", fillPath)
	stdModule("os", func(cx *rt.Ctx, m *Module) *rt.Error {
		m.Set("__path__", NewList())
		path, err := Import(cx, "os.path")
		if err != nil {
			return err
		}
		m.Set("path", path)
		m.Set("name", NewStr(map[bool]string{true: "nt", false: "posix"}[runtime.GOOS == "windows"]))
		m.Set("sep", NewStr(string(filepath.Separator)))
		m.Set("pathsep", NewStr(string(filepath.ListSeparator)))
		m.Set("linesep", NewStr("\n"))
		m.Set("curdir", NewStr("."))
		m.Set("pardir", NewStr(".."))
		m.Set("extsep", NewStr("."))
		m.Set("devnull", NewStr(os.DevNull))
		m.Set("altsep", None)
		m.Set("error", OSError.Value())
		for n, v := range map[string]int{"O_RDONLY": os.O_RDONLY, "O_WRONLY": os.O_WRONLY, "O_RDWR": os.O_RDWR, "O_CREAT": os.O_CREATE, "O_EXCL": os.O_EXCL,
			"O_TRUNC": os.O_TRUNC, "O_APPEND": os.O_APPEND, "F_OK": 0, "X_OK": 1, "W_OK": 2, "R_OK": 4, "EX_OK": 0, "SEEK_SET": 0, "SEEK_CUR": 1, "SEEK_END": 2} {
			m.Set(n, Int(int64(v)))
		}
		osEnviron(m)
		osFiles(m)
		osProcess(m)
		osMore(m)
		return nil
	})
}

func osEnviron(m *Module) {
	env := newDict()
	for _, kv := range os.Environ() {
		if k, v, ok := strings.Cut(kv, "="); ok && k != "" {
			env.setStr(k, NewStr(v))
		}
	}
	t := dictSub("_Environ", func(t *Type) {
		t.module = "os"
		t.setitem = func(cx *rt.Ctx, v, k, x Value) *rt.Error {
			name, ok := GoStr(k)
			if !ok {
				return typeErr("str expected, not %s", k.O.Type.cName())
			}
			if !x.IsSet() {
				os.Unsetenv(name)
				return DictType.setitem(cx, v, k, x)
			}
			val, ok := GoStr(x)
			if !ok {
				return typeErr("str expected, not %s", x.O.Type.cName())
			}
			os.Setenv(name, val)
			return asDict(v).set(cx, k, x)
		}
		t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
			s, err := dictRepr(cx, v)
			if err != nil {
				return Value{}, err
			}
			return NewStr("environ(" + asStr(s).s + ")"), nil
		}
	})
	env.Type = t
	m.Set("environ", obj(&env.Obj))
	m.fn("getenv", "key, default=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if s, ok := GoStr(a[0]); ok {
			if v, ok := env.getStr(s); ok {
				return v, nil
			}
			return orNone(a[1]), nil
		}
		return Value{}, typeErr("str expected, not %s", a[0].O.Type.cName())
	})
	m.fn("putenv", "2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		k, _ := GoStr(a[0])
		v, _ := GoStr(a[1])
		os.Setenv(k, v)
		return None, nil
	})
}

func osFiles(m *Module) {
	path := func(name string, f func(path string) error) {
		m.fn(name, "path, *, dir_fd=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			p, err := pathOf(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			if e := f(p); e != nil {
				return Value{}, osErr(e, a[0])
			}
			return None, nil
		})
	}
	unlink := func(p string) error {
		if st, err := os.Lstat(p); err == nil && st.IsDir() {
			return &os.PathError{Op: "unlink", Path: p, Err: errIsDir}
		}
		return os.Remove(p)
	}
	path("remove", unlink)
	path("unlink", unlink)
	path("rmdir", func(p string) error {
		if st, err := os.Lstat(p); err == nil && !st.IsDir() {
			return &os.PathError{Op: "rmdir", Path: p, Err: errNotDir}
		}
		return os.Remove(p)
	})
	path("chdir", os.Chdir)
	m.fn("mkdir", "path, mode=, *, dir_fd=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		mode, err := argInt(cx, a[1], 0o777)
		if err != nil {
			return Value{}, err
		}
		if e := os.Mkdir(p, goMode(mode)); e != nil {
			return Value{}, osErr(e, a[0])
		}
		return None, nil
	})
	m.fn("makedirs", "name, mode=, exist_ok=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		ok, err := argBool(cx, a[2], false)
		if err != nil {
			return Value{}, err
		}
		if _, e := os.Stat(p); e == nil && !ok {
			return Value{}, osErr(errExist, a[0])
		}
		if e := os.MkdirAll(p, 0o777); e != nil {
			return Value{}, osErr(e, a[0])
		}
		return None, nil
	})
	rename := func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		q, err := pathOf(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		if e := os.Rename(p, q); e != nil {
			return Value{}, osErr(e, a[0])
		}
		return None, nil
	}
	m.fn("rename", "2", rename)
	m.fn("replace", "2", rename)
	m.fn("listdir", "path=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
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
		var out []Value
		for _, x := range es {
			out = append(out, NewStr(x.Name()))
		}
		return newList(out), nil
	})
	m.fn("walk", "top, topdown=, onerror=, followlinks=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		top, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		down, err := argBool(cx, a[1], true)
		if err != nil {
			return Value{}, err
		}
		return NewNamedGenerator("walk", "walk", func(cx *rt.Ctx, yield func(Value) (Value, *rt.Error)) (Value, *rt.Error) {
			return None, osWalk(cx, top, down, yield)
		}), nil
	})
	m.Set("stat_result", statClass().Value())
	for n, follow := range map[string]bool{"stat": true, "lstat": false} {
		m.fn(n, "path, *, dir_fd=, follow_symlinks=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			p, err := pathOf(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			links, err := argBool(cx, a[2], true)
			if err != nil {
				return Value{}, err
			}
			return osStat(p, a[0], follow && links)
		})
	}
	m.fn("access", "path, mode, *, dir_fd=, effective_ids=, follow_symlinks=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		mode, err := asIndex(cx, a[1])
		return Bool(sysAccess(p, mode)), err
	})
	m.fn("fspath", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if a[0].has(flagStr | flagBytes) {
			return a[0], nil
		}
		s, err := pathOf(cx, a[0])
		return NewStr(s), err
	})
	m.fn("getcwd", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		d, e := os.Getwd()
		if e != nil {
			return Value{}, osErr(e, Value{})
		}
		return NewStr(d), nil
	})
}

// osWalk yields (folder, folders, files) triples; names come in order.
func osWalk(cx *rt.Ctx, top string, down bool, yield func(Value) (Value, *rt.Error)) *rt.Error {
	es, e := os.ReadDir(top)
	if e != nil {
		return nil
	}
	var dirs, files []Value
	for _, x := range es {
		isDir := x.IsDir()
		if x.Type()&os.ModeSymlink != 0 {
			st, e := os.Stat(filepath.Join(top, x.Name()))
			isDir = e == nil && st.IsDir()
		}
		if isDir {
			dirs = append(dirs, NewStr(x.Name()))
		} else {
			files = append(files, NewStr(x.Name()))
		}
	}
	list := newList(dirs)
	triple := NewTuple(NewStr(top), list, newList(files))
	if down {
		if _, err := yield(triple); err != nil {
			return err
		}
	}
	for _, d := range append([]Value(nil), asList(list).items...) {
		name, _ := GoStr(d)
		sub := filepath.Join(top, name)
		if st, e := os.Lstat(sub); e != nil || st.Mode()&os.ModeSymlink != 0 {
			continue
		}
		if err := osWalk(cx, sub, down, yield); err != nil {
			return err
		}
	}
	if !down {
		if _, err := yield(triple); err != nil {
			return err
		}
	}
	return nil
}

func osProcess(m *Module) {
	num := func(name string, f func() int) {
		m.fn(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(int64(f())), nil })
	}
	num("getpid", os.Getpid)
	num("getppid", os.Getppid)
	num("getuid", os.Getuid)
	num("getgid", os.Getgid)
	num("cpu_count", runtime.NumCPU)
	m.fn("_exit", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, err := asIndex(cx, a[0])
		if err == nil {
			os.Exit(n)
		}
		return Value{}, err
	})
	m.fn("abort", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { os.Exit(134); return None, nil })
	m.fn("urandom", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, err := asIndex(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		return NewBytes(randomBytes(n)), nil
	})
	m.fn("system", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		s, err := argStr(a[0], "system", "1")
		if err != nil {
			return Value{}, err
		}
		flushStdout()
		c := exec.Command("/bin/sh", "-c", s)
		c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
		var e error
		cx.Blocking(func() { e = c.Run() })
		if x, ok := e.(*exec.ExitError); ok {
			return Int(int64(x.ExitCode() << 8)), nil
		}
		if e != nil {
			return Int(127 << 8), nil
		}
		return Int(0), nil
	})
	m.fn("strerror", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		n, err := asIndex(cx, a[0])
		s := errnoText(n)
		return NewStr(s), err
	})
}

func fillPath(cx *rt.Ctx, m *Module) *rt.Error {
	m.Set("sep", NewStr("/"))
	m.Set("curdir", NewStr("."))
	m.Set("pardir", NewStr(".."))
	one := func(name string, f func(p string) Value) {
		m.fn(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			p, err := pathOf(cx, a[0])
			if err != nil {
				if isExc(err, TypeError) && (name == "exists" || name == "isfile" || name == "isdir") {
					return Value{}, typeErr("stat: path should be string, bytes, os.PathLike or integer, not %s", a[0].O.Type.cName())
				}
				return Value{}, err
			}
			return f(p), nil
		})
	}
	stat := func(name string, f func(st os.FileInfo) bool) {
		one(name, func(p string) Value {
			st, e := os.Stat(p)
			return Bool(e == nil && f(st))
		})
	}
	stat("exists", func(os.FileInfo) bool { return true })
	stat("isfile", func(st os.FileInfo) bool { return st.Mode().IsRegular() })
	stat("isdir", os.FileInfo.IsDir)
	lstat := func(name string, f func(st os.FileInfo) bool) {
		one(name, func(p string) Value {
			st, e := os.Lstat(p)
			return Bool(e == nil && f(st))
		})
	}
	lstat("islink", func(st os.FileInfo) bool { return st.Mode()&os.ModeSymlink != 0 })
	lstat("lexists", func(os.FileInfo) bool { return true })
	one("isabs", func(p string) Value { return Bool(strings.HasPrefix(p, "/")) })
	one("basename", func(p string) Value { return NewStr(p[strings.LastIndexByte(p, '/')+1:]) })
	dirname := func(p string) string {
		head := p[:strings.LastIndexByte(p, '/')+1]
		if t := strings.TrimRight(head, "/"); t != "" {
			return t
		}
		return head
	}
	one("dirname", func(p string) Value { return NewStr(dirname(p)) })
	one("split", func(p string) Value {
		return NewTuple(NewStr(dirname(p)), NewStr(p[strings.LastIndexByte(p, '/')+1:]))
	})
	one("splitext", func(p string) Value {
		slash := strings.LastIndexByte(p, '/')
		dot := strings.LastIndexByte(p, '.')
		if dot > slash && strings.Trim(p[slash+1:dot], ".") != "" {
			return NewTuple(NewStr(p[:dot]), NewStr(p[dot:]))
		}
		return NewTuple(NewStr(p), emptyStr)
	})
	one("splitdrive", func(p string) Value { return NewTuple(emptyStr, NewStr(p)) })
	one("normcase", func(p string) Value { return NewStr(p) })
	one("normpath", func(p string) Value { return NewStr(normPath(p)) })
	one("abspath", func(p string) Value {
		if !strings.HasPrefix(p, "/") {
			d, _ := os.Getwd()
			p = d + "/" + p
		}
		return NewStr(normPath(p))
	})
	m.fn("realpath", "filename, *, strict=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		abs, _ := filepath.Abs(p)
		if r, e := filepath.EvalSymlinks(abs); e == nil {
			abs = r
		}
		return NewStr(abs), nil
	})
	one("expanduser", func(p string) Value {
		if h, e := os.UserHomeDir(); e == nil && (p == "~" || strings.HasPrefix(p, "~/")) {
			return NewStr(h + p[1:])
		}
		return NewStr(p)
	})
	one("expandvars", func(p string) Value {
		return NewStr(os.Expand(p, func(n string) string {
			if v, ok := os.LookupEnv(n); ok {
				return v
			}
			return "$" + n
		}))
	})
	fileNum := func(name string, f func(st os.FileInfo) Value) {
		m.fn(name, "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			p, err := pathOf(cx, a[0])
			if err != nil {
				return Value{}, err
			}
			st, e := os.Stat(p)
			if e != nil {
				return Value{}, osErr(e, a[0])
			}
			return f(st), nil
		})
	}
	fileNum("getsize", func(st os.FileInfo) Value { return Int(st.Size()) })
	for _, n := range []string{"getmtime", "getatime", "getctime"} {
		fileNum(n, func(st os.FileInfo) Value { return Float(float64(st.ModTime().UnixNano()) / 1e9) })
	}
	m.fn("join", "1+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		out := ""
		for i, v := range a {
			p, err := pathOf(cx, v)
			if err != nil {
				return Value{}, err
			}
			switch {
			case i == 0 || strings.HasPrefix(p, "/"):
				out = p
			case out == "" || strings.HasSuffix(out, "/"):
				out += p
			default:
				out += "/" + p
			}
		}
		return NewStr(out), nil
	})
	m.fn("relpath", "path, start=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		p, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		start := "."
		if a[1].IsSet() && !a[1].IsNone() {
			if start, err = pathOf(cx, a[1]); err != nil {
				return Value{}, err
			}
		}
		x, _ := filepath.Abs(start)
		y, _ := filepath.Abs(p)
		r, e := filepath.Rel(x, y)
		if e != nil {
			return Value{}, valueErr("%s", e.Error())
		}
		return NewStr(r), nil
	})
	m.fn("commonprefix", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		items, err := Collect(cx, a[0])
		if err != nil || len(items) == 0 {
			return emptyStr, err
		}
		p, err := pathOf(cx, items[0])
		if err != nil {
			return Value{}, err
		}
		for _, v := range items[1:] {
			q, err := pathOf(cx, v)
			if err != nil {
				return Value{}, err
			}
			n := 0
			for n < len(p) && n < len(q) && p[n] == q[n] {
				n++
			}
			p = p[:n]
		}
		return NewStr(p), nil
	})
	return nil
}

func normPath(p string) string {
	if p == "" {
		return "."
	}
	lead := ""
	if strings.HasPrefix(p, "/") {
		lead = "/"
		if strings.HasPrefix(p, "//") && !strings.HasPrefix(p, "///") {
			lead = "//"
		}
	}
	var parts []string
	for _, c := range strings.Split(p, "/") {
		switch {
		case c == "" || c == ".":
		case c != ".." || lead == "" && len(parts) == 0 || len(parts) > 0 && parts[len(parts)-1] == "..":
			parts = append(parts, c)
		case len(parts) > 0:
			parts = parts[:len(parts)-1]
		}
	}
	if s := lead + strings.Join(parts, "/"); s != "" {
		return s
	}
	return "."
}
