package diag

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/cyp-lang/cyp/internal/source"
)

// Colour codes of terminals.
const (
	reset   = "\x1b[0m"
	bold    = "\x1b[1m"
	red     = "\x1b[1;31m"
	magenta = "\x1b[1;35m"
	cyan    = "\x1b[1;36m"
	green   = "\x1b[1;32m"
	blue    = "\x1b[34m"
)

// Text writes diagnostics for people: the message, the source line with the place marked, notes, help and the
// most likely fix.
//
//	shop.pyx:12:9: error: use of consumed 'x' [CYP-O001 use-after-consume]
//	   12 |     f(x)
//	      |       ^
//	shop.pyx:11:9: note: consumed here
//	   11 |     y = consume x
//	      |         ^~~~~~~~~
func Text(w io.Writer, set *source.Set, ds []*Diagnostic, color bool) error {
	t := &textWriter{set: set, color: color}
	for i, d := range ds {
		if i > 0 && t.spread {
			t.b.WriteByte('\n')
		}
		t.diagnostic(d)
	}
	_, err := w.Write(t.b.Bytes())
	return err
}

type textWriter struct {
	b      bytes.Buffer
	set    *source.Set
	color  bool
	spread bool // what was written last has more than one line
}

func (t *textWriter) paint(code, s string) string {
	if !t.color || s == "" {
		return s
	}
	return code + s + reset
}

func (t *textWriter) diagnostic(d *Diagnostic) {
	t.header(d.Span, d.Severity, d.Message, d.Code)
	lines := t.b.Len()
	t.snippet(d.Span, "")
	for _, n := range d.Notes {
		t.header(n.Span, Note, n.Text, Code{})
		t.snippet(n.Span, "")
	}
	if d.Help != "" {
		fmt.Fprintf(&t.b, "  %s %s\n", t.paint(cyan, "help:"), d.Help)
	}
	if d.Fix != nil {
		t.fix(d.Fix)
	}
	t.spread = t.b.Len() > lines
}

func (t *textWriter) header(span source.Span, sev Severity, text string, code Code) {
	place := "cyp"
	if p := t.set.Position(span.Start); p.File != "" {
		place = p.String()
	}
	color := [...]string{red, magenta, cyan}[sev]
	fmt.Fprintf(&t.b, "%s %s %s", t.paint(bold, place+":"), t.paint(color, sev.String()+":"), t.paint(bold, text))
	if c := code.String(); c != "" {
		fmt.Fprintf(&t.b, " %s", t.paint(blue, "["+c+"]"))
	}
	t.b.WriteByte('\n')
}

// snippet writes the line of a place and marks the place. instead replaces the text of the line where it is not empty.
func (t *textWriter) snippet(span source.Span, instead string) {
	f := t.set.File(span.Start)
	if f == nil || len(f.Text) == 0 {
		return
	}
	p := f.Position(span.Start)
	line := f.Line(p.Line)
	lo := byteOffset(line, p.Column)
	hi := lo + int(span.End-span.Start)
	if span.End < span.Start || hi > len(line) {
		hi = len(line)
	}
	shown, at, n := layout(line, lo, hi)
	mark := "^" + strings.Repeat("~", max(n-1, 0))
	fmt.Fprintf(&t.b, "%5d %s %s\n", p.Line, t.paint(blue, "|"), strings.TrimRight(shown, " "))
	fmt.Fprintf(&t.b, "      %s %s%s\n", t.paint(blue, "|"), strings.Repeat(" ", at), t.paint(green, mark))
}

// fix writes the line as it would be.
func (t *textWriter) fix(x *Fix) {
	f := t.set.File(x.Span.Start)
	if f == nil {
		return
	}
	title := x.Title
	if title == "" {
		title = "write"
	}
	p := f.Position(x.Span.Start)
	end := f.Position(x.Span.End)
	first, last := f.Line(p.Line), f.Line(end.Line)
	text := first[:byteOffset(first, p.Column)] + x.Text + last[byteOffset(last, end.Column):]
	fmt.Fprintf(&t.b, "  %s %s\n", t.paint(cyan, "fix:"), title)
	for i, l := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		shown, _, _ := layout(l, min(byteOffset(l, p.Column), len(l)), len(l))
		fmt.Fprintf(&t.b, "%5d %s %s\n", p.Line+i, t.paint(green, "|"), strings.TrimRight(shown, " "))
	}
}

// byteOffset gives the offset of a column, counted in characters from 1.
func byteOffset(line string, column int) int {
	off := 0
	for ; column > 1 && off < len(line); column-- {
		_, n := utf8.DecodeRuneInString(line[off:])
		off += n
	}
	return off
}

const (
	tabWidth  = 4
	maxColumn = 150 // longer lines are cut around the place
)

// layout gives a line as it is shown, with tabs expanded and unprintable characters replaced, the column where the bytes from lo
// start in it, and how many columns those up to hi take.
func layout(line string, lo, hi int) (shown string, at, n int) {
	from := 0
	lead := ""
	if lo > maxColumn/2 {
		from = lo - maxColumn/3
		for from > 0 && !utf8.RuneStart(line[from]) {
			from--
		}
		lead = "… "
	}
	var b strings.Builder
	b.WriteString(lead)
	col := utf8.RuneCountInString(lead)
	at = -1
	end := -1
	for i := from; i < len(line); {
		if i >= lo && at < 0 {
			at = col
		}
		if i >= hi && end < 0 {
			end = col
		}
		if col > maxColumn {
			b.WriteString(" …")
			break
		}
		r, size := utf8.DecodeRuneInString(line[i:])
		i += size
		switch {
		case r == '\t':
			k := tabWidth - col%tabWidth
			b.WriteString(strings.Repeat(" ", k))
			col += k
		case r == utf8.RuneError && size == 1, r < ' ', r == 0x7f, unicode.Is(unicode.Bidi_Control, r):
			b.WriteRune('·')
			col++
		default:
			b.WriteRune(r)
			col += runeWidth(r)
		}
	}
	if at < 0 {
		at = col
	}
	if end < 0 {
		end = col
	}
	return b.String(), at, max(end-at, 1)
}

// runeWidth is the number of columns that a terminal gives a character.
func runeWidth(r rune) int {
	if r < 0x300 {
		return 1
	}
	if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}
