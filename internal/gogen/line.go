package gogen

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
)

// lineState follows which source line the Go compiler takes the next Go line for.
type lineState struct {
	file string // "" for the generated file itself
	next int    // the line that the compiler expects next
	last int    // the source line of the last code written
}

// own stands for the line of the generated file that follows it; settle puts the number in.
const own = "//line *self*\n"

// at writes a //line directive before code of a source line, unless the line is what the compiler expects. Code that can't fail
// or take time (quiet) needs none where the line was that of the code before.
func (w *writer) at(at source.Span, quiet bool) {
	name, line := w.fl.position(at)
	if line == 0 {
		return
	}
	if w.line.file == name && (w.line.next == line || quiet && w.line.last == line) {
		w.line.last = line
		return
	}
	fmt.Fprintf(&w.b, "//line %s:%d\n", name, line)
	w.line = lineState{name, line, line}
}

// self writes a directive that leads back to the generated file.
func (w *writer) self() {
	if w.line.file != "" {
		w.b.WriteString(own)
		w.line = lineState{}
	}
}

// writer writes Go text and follows its lines.
type writer struct {
	fl   *file
	b    strings.Builder
	line lineState
}

// p writes one line or more; each ends with a newline of its own.
func (w *writer) p(format string, args ...any) {
	s := format
	if len(args) > 0 {
		s = fmt.Sprintf(format, args...)
	}
	w.b.WriteString(s)
	w.b.WriteByte('\n')
	if w.line.file != "" {
		w.line.next += 1 + strings.Count(s, "\n")
	}
}

// settle replaces the directives that lead back to the file by ones with the true line numbers.
func (fl *file) settle(text []byte) []byte {
	if !bytes.Contains(text, []byte("//line *self*")) {
		return text
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	var out bytes.Buffer
	for i, l := range lines {
		if bytes.HasPrefix(l, []byte("//line *self*")) {
			out.WriteString("//line " + fl.name + ":" + strconv.Itoa(i+2) + "\n")
			continue
		}
		out.Write(l)
	}
	return out.Bytes()
}
