// Package source holds the text of a compilation and names places in it.
//
// Every file of one compilation is added to a Set, which gives it a range of
// positions of its own, so that a Pos (four bytes) or a Span (eight) names a
// place in any file. The idea is that of go/token's FileSet.
package source

import (
	"fmt"
	"sort"
	"sync"
	"unicode/utf8"
)

// Pos is a byte position in a Set; the zero value is no position.
type Pos int32

// NoPos is the position of nothing.
const NoPos Pos = 0

// IsValid reports whether p names a place.
func (p Pos) IsValid() bool { return p > 0 }

// Span is the half-open range [Start, End) of one file.
type Span struct{ Start, End Pos }

// IsValid reports whether s names a place.
func (s Span) IsValid() bool { return s.Start > 0 }

// To returns the span from the start of s to the end of t.
func (s Span) To(t Span) Span {
	if !s.IsValid() {
		return t
	}
	if !t.IsValid() {
		return s
	}
	return Span{s.Start, t.End}
}

// At returns the one-byte span at p.
func At(p Pos) Span { return Span{p, p + 1} }

// Position is a place as people write it. Line and Column count from 1, the
// column in characters.
type Position struct {
	File         string
	Line, Column int
}

func (p Position) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// File is one source text, decoded to UTF-8.
type File struct {
	Name string // as shown to the user
	Path string // absolute, or Name where there is no file
	Text []byte
	base Pos
	once sync.Once
	line []int32 // byte offset of the start of each line
}

// Base returns the position of the first byte.
func (f *File) Base() Pos { return f.base }

// Pos returns the position of the byte at offset.
func (f *File) Pos(offset int) Pos { return f.base + Pos(offset) }

// Offset returns the byte offset of p, which must be in f.
func (f *File) Offset(p Pos) int { return int(p - f.base) }

// View returns a file whose text stands for a part of f: its byte at 0 has the position of the
// byte of f at offset. It is in no Set, so a position of the view is one of f. Parts of a file that are programs of their
// own (the examples in a docstring) are parsed in place through views.
func (f *File) View(offset int, text []byte) *File {
	return &File{Name: f.Name, Path: f.Path, Text: text, base: f.base + Pos(offset)}
}

func (f *File) index() {
	f.once.Do(func() {
		f.line = append(f.line, 0)
		for i := 0; i < len(f.Text); i++ {
			switch f.Text[i] {
			case '\n':
				f.line = append(f.line, int32(i+1))
			case '\r':
				if i+1 < len(f.Text) && f.Text[i+1] == '\n' {
					continue
				}
				f.line = append(f.line, int32(i+1))
			}
		}
	})
}

// Lines returns the number of lines.
func (f *File) Lines() int { f.index(); return len(f.line) }

// Line returns the text of a line, counted from 1, without its end.
func (f *File) Line(n int) string {
	f.index()
	if n < 1 || n > len(f.line) {
		return ""
	}
	lo, hi := int(f.line[n-1]), len(f.Text)
	if n < len(f.line) {
		hi = int(f.line[n])
	}
	for hi > lo && (f.Text[hi-1] == '\n' || f.Text[hi-1] == '\r') {
		hi--
	}
	return string(f.Text[lo:hi])
}

// Position returns p as file, line and column.
func (f *File) Position(p Pos) Position {
	f.index()
	off := int32(p - f.base)
	i := sort.Search(len(f.line), func(i int) bool { return f.line[i] > off }) - 1
	if i < 0 {
		i = 0
	}
	lo := f.line[i]
	if int(off) > len(f.Text) {
		off = int32(len(f.Text))
	}
	return Position{f.Name, i + 1, utf8.RuneCount(f.Text[lo:off]) + 1}
}

// Set is the files of one compilation. It is safe for concurrent use.
type Set struct {
	mu    sync.RWMutex
	files []*File
	next  Pos
}

// NewSet returns an empty set.
func NewSet() *Set { return &Set{next: 1} }

// Add adds a text. Name is what diagnostics show, path where it is on disk.
func (s *Set) Add(name, path string, text []byte) *File {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := &File{Name: name, Path: path, Text: text, base: s.next}
	s.next += Pos(len(text)) + 2
	s.files = append(s.files, f)
	return f
}

// File returns the file that p is in, or nil.
func (s *Set) File(p Pos) *File {
	if !p.IsValid() {
		return nil
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	i := sort.Search(len(s.files), func(i int) bool { return s.files[i].base > p }) - 1
	if i < 0 {
		return nil
	}
	return s.files[i]
}

// Position returns p as file, line and column; the zero Position where p is
// in no file.
func (s *Set) Position(p Pos) Position {
	if f := s.File(p); f != nil {
		return f.Position(p)
	}
	return Position{}
}
