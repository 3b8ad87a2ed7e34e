package py

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"syscall"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// fileObj is an open file, text or binary, or one of the standard streams.
type fileObj struct {
	Obj
	f        *os.File
	rt       *rt.Writer // of sys.stdout and sys.stderr
	r        *bufio.Reader
	w        *bufio.Writer
	name     Value
	mode     string
	encoding string
	newline  string // "": universal
	binary   bool
	closed   bool
	dict     *Dict
}

var (
	fileType    = static("TextIOWrapper")
	binFileType = static("BufferedReader")
	binOutType  = static("BufferedWriter")

	stdoutFile, stderrFile, stdinFile Value
)

func asFile(v Value) *fileObj { return (*fileObj)(unsafe.Pointer(v.O)) }

func writeStdout2(a, b string) {
	rt.Stdout.Append(func(buf []byte) []byte { return append(append(buf, a...), b...) })
}

func flushStdout() { rt.Stdout.Flush() }

// writeStderr writes to sys.stderr, wherever it points.
func writeStderr(cx *rt.Ctx, s string) {
	if m, ok := modules.getStr("sys"); ok {
		if f, ok := asModule(m).Get("stderr"); ok && f.O != stderrFile.O && !f.IsNone() {
			if _, err := CallMethod(cx, f, "write", NewStr(s)); err == nil {
				return
			}
		}
	}
	rt.Stderr.WriteString(s)
	rt.Stderr.Flush()
}

// osErr turns a Go error of a system call into an OSError.
func osErr(err error, name Value) *rt.Error {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		t := osErrorType(int(errno))
		if t == nil {
			t = OSError
		}
		text := errno.Error()
		if text != "" {
			text = strings.ToUpper(text[:1]) + text[1:]
		}
		args := []Value{Int(int64(errno)), NewStr(text)}
		if name.IsSet() {
			args = append(args, name)
		}
		return errOf(newExc(t, args...))
	}
	if errors.Is(err, os.ErrClosed) {
		return valueErr("I/O operation on closed file.")
	}
	return raisef("OSError", "%s", err.Error())
}

// pathOf converts a path argument: str, bytes, or what has __fspath__.
func pathOf(cx *rt.Ctx, v Value) (string, *rt.Error) {
	if s, ok := GoStr(v); ok {
		return s, nil
	}
	if v.has(flagBytes) {
		return string(asBytes(v).b), nil
	}
	if r, ok, err := callSpecial(cx, v, "__fspath__"); ok || err != nil {
		if err != nil {
			return "", err
		}
		return pathOf(cx, r)
	}
	return "", typeErr("expected str, bytes or os.PathLike object, not %s", v.O.Type.cName())
}

func builtinOpen(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	mode := "r"
	if a[1].IsSet() {
		s, ok := GoStr(a[1])
		if !ok {
			return Value{}, typeErr("open() argument 'mode' must be str, not %s", argType(a[1]))
		}
		mode = s
	}
	f := &fileObj{name: a[0], mode: mode, encoding: "utf-8"}
	kinds, flags := 0, 0
	plus := strings.Contains(mode, "+")
	for _, c := range mode {
		switch c {
		case 'r':
			kinds++
		case 'w':
			kinds++
			flags |= os.O_CREATE | os.O_TRUNC
		case 'a':
			kinds++
			flags |= os.O_CREATE | os.O_APPEND
		case 'x':
			kinds++
			flags |= os.O_CREATE | os.O_EXCL
		case 'b':
			f.binary = true
		case 't', '+':
		default:
			return Value{}, valueErr("invalid mode: '%s'", mode)
		}
	}
	if kinds != 1 {
		return Value{}, valueErr("must have exactly one of create/read/write/append mode")
	}
	if a[3].IsSet() && !a[3].IsNone() {
		enc, _, err := codecArgs(a[3], Value{})
		if err != nil {
			return Value{}, err
		}
		if f.binary {
			return Value{}, valueErr("binary mode doesn't take an encoding argument")
		}
		f.encoding = enc
	}
	if a[5].IsSet() {
		f.newline, _ = GoStr(a[5])
	}
	reading := strings.Contains(mode, "r")
	switch {
	case plus:
		flags |= os.O_RDWR
	case !reading:
		flags |= os.O_WRONLY
	}
	if n, ok := asInt(a[0]); ok {
		f.f = os.NewFile(uintptr(n.N), "<fd>")
	} else {
		path, err := pathOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		file, e := os.OpenFile(path, flags, 0o666)
		if e != nil {
			return Value{}, osErr(e, a[0])
		}
		if st, e := file.Stat(); e == nil && st.IsDir() {
			file.Close()
			return Value{}, osErr(syscall.EISDIR, a[0])
		}
		f.f = file
	}
	f.Type = fileType
	if f.binary {
		f.Type = binFileType
		if !reading {
			f.Type = binOutType
		}
	}
	if reading || plus {
		f.r = bufio.NewReader(f.f)
	}
	if !reading || plus {
		f.w = bufio.NewWriter(f.f)
	}
	return obj(&f.Obj), nil
}

func (f *fileObj) check(write bool) *rt.Error {
	if f.closed {
		return valueErr("I/O operation on closed file.")
	}
	if write && f.w == nil && f.rt == nil {
		return errOf(newExc(unsupportedOp, NewStr("not writable")))
	}
	if !write && f.r == nil {
		return errOf(newExc(unsupportedOp, NewStr("not readable")))
	}
	return nil
}

func (f *fileObj) result(b []byte) (Value, *rt.Error) {
	if f.binary {
		return NewBytes(b), nil
	}
	if f.newline == "" && bytes.IndexByte(b, '\r') >= 0 {
		b = bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n")), []byte("\r"), []byte("\n"))
	}
	return decodeBytes(nil, b, NewStr(f.encoding), Value{})
}

// readN reads n characters (bytes in binary mode); negative: all.
func (f *fileObj) readN(n int) (Value, *rt.Error) {
	if n < 0 {
		b, err := io.ReadAll(f.r)
		if err != nil {
			return Value{}, osErr(err, Value{})
		}
		return f.result(b)
	}
	var out []byte
	for n > 0 {
		c, err := f.r.ReadByte()
		if err != nil {
			break
		}
		out = append(out, c)
		if !f.binary && c >= 0xC0 {
			for k := 0; k < 3; k++ {
				p, err := f.r.Peek(1)
				if err != nil || p[0]&0xC0 != 0x80 {
					break
				}
				f.r.ReadByte()
				out = append(out, p[0])
			}
		}
		n--
	}
	return f.result(out)
}

// readLine reads a line with its end; empty at the end of the file.
func (f *fileObj) readLine() ([]byte, *rt.Error) {
	b, err := f.r.ReadBytes('\n')
	if err != nil && err != io.EOF {
		return nil, osErr(err, Value{})
	}
	return b, nil
}

func (f *fileObj) write(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	if f.binary {
		b, ok := bytesOf(v)
		if !ok {
			return Value{}, typeErr("a bytes-like object is required, not '%s'", v.O.Type.cName())
		}
		if f.rt != nil {
			f.rt.Write(b)
		} else if _, err := f.w.Write(b); err != nil {
			return Value{}, osErr(err, Value{})
		}
		return Int(int64(len(b))), nil
	}
	s, ok := GoStr(v)
	if !ok {
		return Value{}, typeErr("write() argument must be str, not %s", argType(v))
	}
	n := asStr(v).count()
	if f.rt != nil {
		f.rt.WriteString(s)
		return Int(int64(n)), nil
	}
	data := []byte(s)
	if f.encoding != "utf-8" {
		b, err := encodeStr(cx, v, NewStr(f.encoding), Value{})
		if err != nil {
			return Value{}, err
		}
		data = asBytes(b).b
	}
	if _, err := f.w.Write(data); err != nil {
		return Value{}, osErr(err, Value{})
	}
	return Int(int64(n)), nil
}

func (f *fileObj) flush() *rt.Error {
	if f.rt != nil {
		f.rt.Flush()
	} else if f.w != nil {
		if err := f.w.Flush(); err != nil {
			return osErr(err, Value{})
		}
	}
	return nil
}

func (f *fileObj) close() *rt.Error {
	if f.closed {
		return nil
	}
	err := f.flush()
	f.closed = true
	if f.f != nil && f.rt == nil {
		f.f.Close()
	}
	return err
}

func setupFile() {
	unsupportedOp.alloc = OSError.alloc
	std := func(f *os.File, name string, w *rt.Writer) Value {
		o := &fileObj{Obj: Obj{fileType}, f: f, rt: w, name: NewStr(name), mode: "w", encoding: "utf-8"}
		if w == nil {
			o.mode, o.r = "r", bufio.NewReader(f)
		}
		return obj(&o.Obj)
	}
	stdoutFile = std(os.Stdout, "<stdout>", rt.Stdout)
	stderrFile = std(os.Stderr, "<stderr>", rt.Stderr)
	stdinFile = std(os.Stdin, "<stdin>", nil)
	for _, t := range []*Type{fileType, binFileType, binOutType} {
		t.module = "_io"
		t.flags |= flagNoBase
		t.dictOff = unsafe.Offsetof(fileObj{}.dict)
		fileMethods(t)
	}
}

func fileMethods(t *Type) {
	t.iter = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return v, asFile(v).check(false) }
	t.next = func(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
		f := asFile(v)
		if err := f.check(false); err != nil {
			return Value{}, false, err
		}
		b, err := f.readLine()
		if err != nil || len(b) == 0 {
			return Value{}, false, err
		}
		r, err := f.result(b)
		return r, err == nil, err
	}
	t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		f := asFile(v)
		n, err := ReprOf(cx, f.name)
		if f.binary {
			return NewStr("<_io." + f.Type.name + " name=" + n + ">"), err
		}
		return NewStr("<_io.TextIOWrapper name=" + n + " mode='" + f.mode + "' encoding='" + f.encoding + "'>"), err
	}
	t.method("write", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		f := asFile(a[0])
		if err := f.check(true); err != nil {
			return Value{}, err
		}
		return f.write(cx, a[1])
	})
	t.method("writelines", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		f := asFile(a[0])
		if err := f.check(true); err != nil {
			return Value{}, err
		}
		it, err := Iter(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		for {
			x, ok, err := it.Next(cx)
			if err != nil || !ok {
				return None, err
			}
			if _, err := f.write(cx, x); err != nil {
				return Value{}, err
			}
		}
	})
	t.method("read", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		f := asFile(a[0])
		if err := f.check(false); err != nil {
			return Value{}, err
		}
		n := -1
		if len(a) > 1 && !a[1].IsNone() {
			var err *rt.Error
			if n, err = asIndex(cx, a[1]); err != nil {
				return Value{}, err
			}
		}
		var r Value
		var err *rt.Error
		cx.Blocking(func() { r, err = f.readN(n) })
		return r, err
	})
	t.method("readline", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		f := asFile(a[0])
		if err := f.check(false); err != nil {
			return Value{}, err
		}
		b, err := f.readLine()
		if err != nil {
			return Value{}, err
		}
		return f.result(b)
	})
	t.method("readlines", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		f := asFile(a[0])
		if err := f.check(false); err != nil {
			return Value{}, err
		}
		items, err := Collect(cx, a[0])
		return newList(items), err
	})
	t.method("flush", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, asFile(a[0]).flush() })
	t.method("close", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, asFile(a[0]).close() })
	t.method("__enter__", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		if asFile(a[0]).closed {
			return Value{}, valueErr("I/O operation on closed file.")
		}
		return a[0], nil
	})
	t.method("__exit__", "0+", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return None, asFile(a[0]).close() })
	t.method("fileno", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Int(int64(asFile(a[0]).f.Fd())), nil })
	t.method("isatty", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		st, err := asFile(a[0]).f.Stat()
		return Bool(err == nil && st.Mode()&os.ModeCharDevice != 0), nil
	})
	yes := func(name string, f func(f *fileObj) bool) {
		t.method(name, "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return Bool(f(asFile(a[0]))), nil })
	}
	yes("readable", func(f *fileObj) bool { return f.r != nil })
	yes("writable", func(f *fileObj) bool { return f.w != nil || f.rt != nil })
	yes("seekable", func(f *fileObj) bool { return f.rt == nil && f.f != os.Stdin })
	t.method("seek", "1-2", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		f := asFile(a[0])
		off, err := asIndex(cx, a[1])
		if err != nil {
			return Value{}, err
		}
		whence := 0
		if len(a) > 2 {
			if whence, err = asIndex(cx, a[2]); err != nil {
				return Value{}, err
			}
		}
		if err := f.flush(); err != nil {
			return Value{}, err
		}
		if whence == 1 && f.r != nil {
			off -= f.r.Buffered()
		}
		n, e := f.f.Seek(int64(off), whence)
		if e != nil {
			return Value{}, osErr(e, Value{})
		}
		if f.r != nil {
			f.r.Reset(f.f)
		}
		return Int(n), nil
	})
	t.method("tell", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		f := asFile(a[0])
		if err := f.flush(); err != nil {
			return Value{}, err
		}
		n, e := f.f.Seek(0, io.SeekCurrent)
		if e != nil {
			return Value{}, osErr(e, Value{})
		}
		if f.r != nil {
			n -= int64(f.r.Buffered())
		}
		return Int(n), nil
	})
	t.method("truncate", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		f := asFile(a[0])
		if err := f.flush(); err != nil {
			return Value{}, err
		}
		n, e := f.f.Seek(0, io.SeekCurrent)
		if len(a) > 1 {
			k, err := asIndex(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			n = int64(k)
		}
		if e == nil {
			e = f.f.Truncate(n)
		}
		if e != nil {
			return Value{}, osErr(e, Value{})
		}
		return Int(n), nil
	})
	t.getter("name", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return asFile(v).name, nil })
	t.getter("mode", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(asFile(v).mode), nil })
	t.getter("closed", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return Bool(asFile(v).closed), nil })
	t.getter("encoding", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(asFile(v).encoding), nil })
	t.getter("errors", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr("strict"), nil })
	t.getter("newlines", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return None, nil })
	t.getter("buffer", func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		n := *asFile(v)
		n.binary = true
		n.Type = binFileType
		if n.r == nil {
			n.Type = binOutType
		}
		return obj(&n.Obj), nil
	})
	t.method("reconfigure", "raw", nil)
	if v, ok := t.dict.getStr("reconfigure"); ok {
		asBuiltin(v).fn = func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) { return None, nil }
	}
}

var unsupportedOp = func() *Type {
	t := excType("UnsupportedOperation", OSError, ValueError)
	t.module = "io"
	return t
}()

func builtinInput(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
	if len(a) > 0 {
		s, err := StrOf(cx, a[0])
		if err != nil {
			return Value{}, err
		}
		writeStdout2(s, "")
	}
	flushStdout()
	in := stdinFile
	if m, ok := modules.getStr("sys"); ok {
		if f, ok := asModule(m).Get("stdin"); ok {
			in = f
		}
	}
	var line Value
	var err *rt.Error
	if in.O == stdinFile.O {
		var b []byte
		cx.Blocking(func() { b, err = asFile(in).readLine() })
		if err == nil {
			line, err = asFile(in).result(b)
		}
	} else {
		line, err = CallMethod(cx, in, "readline")
	}
	if err != nil {
		return Value{}, err
	}
	s, _ := GoStr(line)
	if s == "" {
		return Value{}, rt.Raise("EOFError", "EOF when reading a line")
	}
	return NewStr(strings.TrimSuffix(s, "\n")), nil
}
