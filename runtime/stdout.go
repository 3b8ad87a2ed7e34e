package rt

import (
	"os"
	"sync"
)

// Writer is a buffered output stream. Python's print and C's printf share Stdout, so that their
// output comes in program order. A terminal sees each line as it ends.
type Writer struct {
	mu      sync.Mutex
	f       *os.File
	buf     []byte
	line    bool // flush at each newline
	failed  bool
	limit   int
	checked bool
}

// Stdout and Stderr are the standard streams; Stderr is not buffered.
var (
	Stdout = NewWriter(os.Stdout, 1<<15)
	Stderr = NewWriter(os.Stderr, 0)
)

// NewWriter makes a writer that flushes when limit bytes wait.
func NewWriter(f *os.File, limit int) *Writer { return &Writer{f: f, limit: limit} }

func isTerminal(f *os.File) bool {
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0
}

// Write appends to the stream.
func (w *Writer) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buf = append(w.buf, p...)
	return len(p), w.after(len(p) > 0 && p[len(p)-1] == '\n')
}

// WriteString appends to the stream.
func (w *Writer) WriteString(s string) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buf = append(w.buf, s...)
	return len(s), w.after(len(s) > 0 && s[len(s)-1] == '\n')
}

// WriteByte appends to the stream.
func (w *Writer) WriteByte(c byte) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buf = append(w.buf, c)
	return w.after(c == '\n')
}

// Append has f append to the buffer: output is formatted in place.
func (w *Writer) Append(f func(buf []byte) []byte) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := len(w.buf)
	w.buf = f(w.buf)
	n = len(w.buf) - n
	w.after(n > 0 && w.buf[len(w.buf)-1] == '\n')
	return n
}

// after flushes where it is time to. The mutex is held.
func (w *Writer) after(newline bool) error {
	if !w.checked {
		w.checked = true
		w.line = w.limit > 0 && isTerminal(w.f)
	}
	if len(w.buf) > w.limit || w.line && newline {
		return w.flush()
	}
	return nil
}

func (w *Writer) flush() error {
	if len(w.buf) == 0 {
		return nil
	}
	if w == Stderr && Stdout != nil {
		Stdout.Flush()
	}
	_, err := w.f.Write(w.buf)
	if cap(w.buf) > 1<<20 {
		w.buf = nil
	}
	w.buf = w.buf[:0]
	if err != nil {
		w.failed = true
	}
	return err
}

// Flush writes out what waits.
func (w *Writer) Flush() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.flush()
}

// SetFile makes the stream write to another file, after a flush.
func (w *Writer) SetFile(f *os.File) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.flush()
	w.f, w.checked = f, false
}

// FlushAll flushes the standard streams and the open files; false: a write has failed.
func FlushAll() bool {
	flushFiles()
	Stdout.Flush()
	Stderr.Flush()
	Stdout.mu.Lock()
	defer Stdout.mu.Unlock()
	return !Stdout.failed
}
