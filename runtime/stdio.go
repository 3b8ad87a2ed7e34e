package rt

import (
	"bufio"
	"io"
	"os"
	"os/exec"
	"sync"
	"unsafe"
)

// File is FILE. Reads are buffered, writes too except on stderr; a seek or a change of direction
// flushes. The standard output is Stdout, shared with Python's print.
type File struct {
	mu     sync.Mutex
	f      *os.File
	r      *bufio.Reader
	w      *Writer
	append bool
	eof    bool
	bad    bool
	unread []byte
	cmd    *exec.Cmd // of popen
}

// CStdout, CStderr and Stdin are stdout, stderr and stdin.
var (
	Stdin   = &File{f: os.Stdin}
	CStdout = &File{f: os.Stdout, w: Stdout}
	CStderr = &File{f: os.Stderr, w: Stderr}
)

var open struct {
	sync.Mutex
	files map[*File]bool
}

func register(f *File) *File {
	open.Lock()
	if open.files == nil {
		open.files = map[*File]bool{}
	}
	open.files[f] = true
	open.Unlock()
	return f
}

func flushFiles() {
	open.Lock()
	defer open.Unlock()
	for f := range open.files {
		if f.w != nil {
			f.w.Flush()
		}
	}
}

// openFlags turns fopen's mode into Go's; ok is false for an invalid one.
func openFlags(mode string) (flags int, ok bool) {
	if mode == "" {
		return 0, false
	}
	plus := false
	for _, c := range mode[1:] {
		switch c {
		case '+':
			plus = true
		case 'x':
			flags |= os.O_EXCL
		case 'b', 't', 'e':
		default:
			return 0, false
		}
	}
	access := os.O_WRONLY
	if plus {
		access = os.O_RDWR
	}
	switch mode[0] {
	case 'r':
		if !plus {
			access = os.O_RDONLY
		}
	case 'w':
		flags |= os.O_CREATE | os.O_TRUNC
	case 'a':
		flags |= os.O_CREATE | os.O_APPEND
	default:
		return 0, false
	}
	return flags | access, true
}

func newFile(f *os.File) *File { return register(&File{f: f, w: NewWriter(f, 1<<12)}) }

// Fopen is fopen(path, mode).
func Fopen(path, mode *int8) *File {
	flags, ok := openFlags(GoString(mode))
	if !ok {
		Errno = EINVAL
		return nil
	}
	f, err := os.OpenFile(GoString(path), flags, 0o666)
	if err != nil {
		setErrno(err)
		return nil
	}
	return newFile(f)
}

// Freopen is freopen(path, mode, f).
func Freopen(path, mode *int8, f *File) *File {
	n := Fopen(path, mode)
	if n == nil {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.w != nil {
		f.w.SetFile(n.f)
	}
	f.f, f.r, f.eof, f.bad = n.f, nil, false, false
	return f
}

// Fdopen is fdopen(fd, mode).
func Fdopen(fd int32, mode *int8) *File {
	if _, ok := openFlags(GoString(mode)); !ok {
		Errno = EINVAL
		return nil
	}
	return newFile(fileOf(fd))
}

// Tmpfile is tmpfile().
func Tmpfile() *File {
	f, err := os.CreateTemp("", "cyp")
	if err != nil {
		setErrno(err)
		return nil
	}
	os.Remove(f.Name())
	return newFile(f)
}

// Fclose is fclose(f).
func Fclose(f *File) int32 {
	bad := Fflush(f)
	open.Lock()
	delete(open.files, f)
	open.Unlock()
	if f == CStdout || f == CStderr {
		return bad
	}
	if status(f.f.Close()) != 0 || bad != 0 {
		return -1
	}
	return 0
}

// Fflush is fflush(f); NULL flushes all.
func Fflush(f *File) int32 {
	if f == nil {
		if !FlushAll() {
			return -1
		}
		return 0
	}
	if f.w == nil {
		return 0
	}
	return status(f.w.Flush())
}

// write appends bytes; it returns how many were taken.
func (f *File) write(b []byte) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.toWrite()
	if f.w == nil {
		f.bad = true
		Errno = EBADF
		return 0
	}
	if _, err := f.w.Write(b); err != nil {
		setErrno(err)
		f.bad = true
		return 0
	}
	return len(b)
}

// toWrite gives up what was read ahead.
func (f *File) toWrite() {
	if f.r != nil && f.r.Buffered() > 0 {
		f.f.Seek(-int64(f.r.Buffered()), io.SeekCurrent)
		f.r.Reset(f.f)
	}
}

// toRead flushes what was written and returns the reader.
func (f *File) toRead() *bufio.Reader {
	if f.w != nil && f != CStdout && f != CStderr {
		f.w.Flush()
	}
	if f == Stdin {
		Stdout.Flush()
	}
	if f.r == nil {
		f.r = bufio.NewReader(f.f)
	}
	return f.r
}

// read fills b as far as the file goes.
func (f *File) read(b []byte) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := copy(b, f.unread)
	f.unread = f.unread[n:]
	if n == len(b) {
		return n
	}
	m, err := io.ReadFull(f.toRead(), b[n:])
	f.note(err)
	return n + m
}

func (f *File) note(err error) {
	switch err {
	case nil:
	case io.EOF, io.ErrUnexpectedEOF:
		f.eof = true
	default:
		f.bad = true
		setErrno(err)
	}
}

func (f *File) getc() int32 {
	var b [1]byte
	if f.read(b[:]) == 0 {
		return -1
	}
	return int32(b[0])
}

// Fread is fread(p, size, n, f), Fwrite fwrite(p, size, n, f): they return how many items went through.
func Fread(p unsafe.Pointer, size, n uint64, f *File) uint64 {
	if size == 0 || n == 0 {
		return 0
	}
	return uint64(f.read(unsafe.Slice((*byte)(p), size*n))) / size
}

// Fwrite is fwrite(p, size, n, f).
func Fwrite(p unsafe.Pointer, size, n uint64, f *File) uint64 {
	if size == 0 || n == 0 {
		return 0
	}
	return uint64(f.write(unsafe.Slice((*byte)(p), size*n))) / size
}

// Fgetc is fgetc(f), and getc; Getchar getchar().
func Fgetc(f *File) int32 { return f.getc() }

// Getchar is getchar().
func Getchar() int32 { return Stdin.getc() }

// Ungetc is ungetc(c, f).
func Ungetc(c int32, f *File) int32 {
	if c < 0 {
		return -1
	}
	f.mu.Lock()
	f.unread = append([]byte{byte(c)}, f.unread...)
	f.eof = false
	f.mu.Unlock()
	return c
}

// Fgets is fgets(buf, n, f).
func Fgets(buf *int8, n int32, f *File) *int8 {
	if n <= 0 {
		return nil
	}
	b := CharBytes(buf, uint64(n))
	i := 0
	for i < int(n)-1 {
		c := f.getc()
		if c < 0 {
			break
		}
		b[i] = byte(c)
		i++
		if c == '\n' {
			break
		}
	}
	if i == 0 && n > 1 {
		return nil
	}
	b[i] = 0
	return buf
}

// Fputc is fputc(c, f), and putc; Putchar putchar(c).
func Fputc(c int32, f *File) int32 {
	if f.write([]byte{byte(c)}) == 0 {
		return -1
	}
	return int32(byte(c))
}

// Putchar is putchar(c).
func Putchar(c int32) int32 {
	Stdout.WriteByte(byte(c))
	return int32(byte(c))
}

// Fputs is fputs(s, f), Puts puts(s).
func Fputs(s *int8, f *File) int32 {
	b := cText(s, nil)
	if f.write(b) < len(b) {
		return -1
	}
	return 1
}

// Puts is puts(s).
func Puts(s *int8) int32 {
	b := cText(s, nil)
	Stdout.Append(func(buf []byte) []byte { return append(append(buf, b...), '\n') })
	return int32(len(b) + 1)
}

// Feof is feof(f), Ferror ferror(f), Clearerr clearerr(f).
func Feof(f *File) int32 { return truth(f.eof) }

// Ferror is ferror(f).
func Ferror(f *File) int32 { return truth(f.bad) }

// Clearerr is clearerr(f).
func Clearerr(f *File) { f.eof, f.bad = false, false }

// Fileno is fileno(f).
func Fileno(f *File) int32 { return int32(f.f.Fd()) }

// Fseek is fseek(f, offset, whence), and fseeko.
func Fseek(f *File, offset int64, whence int32) int32 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.w != nil {
		f.w.Flush()
	}
	if whence == 1 && f.r != nil {
		offset -= int64(f.r.Buffered() + len(f.unread))
	}
	_, err := f.f.Seek(offset, int(whence))
	if f.r != nil {
		f.r.Reset(f.f)
	}
	f.unread, f.eof = nil, false
	return status(err)
}

// Ftell is ftell(f), and ftello.
func Ftell(f *File) int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.w != nil {
		f.w.Flush()
	}
	n, err := f.f.Seek(0, io.SeekCurrent)
	if err != nil {
		setErrno(err)
		return -1
	}
	if f.r != nil {
		n -= int64(f.r.Buffered())
	}
	return n - int64(len(f.unread))
}

// Rewind is rewind(f).
func Rewind(f *File) {
	Fseek(f, 0, 0)
	f.bad = false
}

// Setvbuf is setvbuf(f, buf, mode, size), Setbuf setbuf(f, buf): the buffer stays ours.
func Setvbuf(f *File, buf *int8, mode int32, size uint64) int32 {
	if f.w == nil {
		return 0
	}
	f.w.mu.Lock()
	defer f.w.mu.Unlock()
	f.w.flush()
	f.w.checked = true
	f.w.line = mode == 1
	f.w.limit = 1 << 12
	if mode == 2 {
		f.w.limit = 0
	}
	return 0
}

// Setbuf is setbuf(f, buf).
func Setbuf(f *File, buf *int8) {
	if buf == nil {
		Setvbuf(f, nil, 2, 0)
	}
}

// RemoveFile is remove(path), Rename rename(from, to).
func RemoveFile(path *int8) int32 { return status(os.Remove(GoString(path))) }

// Rename is rename(from, to).
func Rename(from, to *int8) int32 { return status(os.Rename(GoString(from), GoString(to))) }

// Popen is popen(command, mode).
func Popen(command, mode *int8) *File {
	FlushAll()
	c := exec.Command("/bin/sh", "-c", GoString(command))
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	r, w, err := os.Pipe()
	if err != nil {
		setErrno(err)
		return nil
	}
	ours, theirs := r, w
	if *mode == 'w' {
		ours, theirs = w, r
		c.Stdin = r
	} else {
		c.Stdout = w
	}
	err = c.Start()
	theirs.Close()
	if err != nil {
		ours.Close()
		setErrno(err)
		return nil
	}
	f := newFile(ours)
	f.cmd = c
	return f
}

// Pclose is pclose(f): the exit status as wait gives it.
func Pclose(f *File) int32 {
	Fclose(f)
	if f.cmd == nil {
		return -1
	}
	f.cmd.Wait()
	return int32(f.cmd.ProcessState.ExitCode()) << 8
}
