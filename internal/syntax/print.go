package syntax

import (
	"bytes"
	"io"

	"github.com/cyp-lang/cyp/internal/source"
)

// Fprint writes a file as text that parses to an equal tree: a statement a line, four
// spaces a level, comments and blank lines where they were. What was written on
// several lines inside brackets is again, an element a line; a comment in another
// place inside a statement goes before it.
func Fprint(w io.Writer, f *File) error {
	pr := &printer{file: f.Source, comments: f.Comments}
	pr.stmts(f.Body)
	pr.commentsBefore(f.Src.End + 1)
	_, err := w.Write(pr.b)
	return err
}

// printer builds the text. Expressions and types have the parentheses that the tree
// keeps.
type printer struct {
	b        []byte
	file     *source.File
	comments []*Comment // not yet printed
	level    int
	depth    int // brackets around what is printed: lines may be broken inside
	head     int // where the line of the statement begins in b
	last     int // the line of the source that was printed last
}

func (pr *printer) s(parts ...string) {
	for _, p := range parts {
		pr.b = append(pr.b, p...)
	}
}

func (pr *printer) indent() {
	for i := 0; i < pr.level; i++ {
		pr.s("    ")
	}
}

func (pr *printer) lineOf(p source.Pos) int { return pr.file.Position(p).Line }

// gap prints the blank lines that stood before a place, two at most.
func (pr *printer) gap(p source.Pos) {
	line := pr.lineOf(p)
	if pr.last > 0 {
		for n := min(line-pr.last-1, 2); n > 0; n-- {
			pr.s("\n")
		}
	}
	pr.last = line
}

// commentsBefore prints the comments before a place, each on a line of its own.
func (pr *printer) commentsBefore(p source.Pos) {
	for len(pr.comments) > 0 && pr.comments[0].Src.Start < p {
		c := pr.comments[0]
		pr.comments = pr.comments[1:]
		pr.gap(c.Src.Start)
		pr.indent()
		pr.s(c.Text, "\n")
	}
}

// begin starts the line of a statement or clause.
func (pr *printer) begin(from source.Pos) {
	pr.commentsBefore(from)
	pr.gap(from)
	pr.head = len(pr.b)
	pr.indent()
}

// end ends a line whose source reaches to p, with the comment behind it. Comments
// that found no place inside the statement go before it.
func (pr *printer) end(p source.Pos) {
	if len(pr.comments) > 0 && pr.comments[0].Src.Start < p {
		line := append([]byte(nil), pr.b[pr.head:]...)
		pr.b = pr.b[:pr.head]
		for len(pr.comments) > 0 && pr.comments[0].Src.Start < p {
			pr.indent()
			pr.s(pr.comments[0].Text, "\n")
			pr.comments = pr.comments[1:]
		}
		pr.b = append(pr.b, line...)
	}
	pr.trailing(p)
	pr.s("\n")
	pr.last = max(pr.last, pr.lineOf(p))
}

// trailing prints the comment that stood on the line behind p.
func (pr *printer) trailing(p source.Pos) {
	if len(pr.comments) == 0 {
		return
	}
	c := pr.comments[0]
	if c.Src.Start >= p && pr.lineOf(c.Src.Start) == pr.lineOf(p) && pr.onlyBlanks(p, c.Src.Start) {
		pr.comments = pr.comments[1:]
		pr.s("  ", c.Text)
	}
}

// bracketed prints n elements in brackets, with the line ends that the source, whose
// brackets are the ends of span, had between them. Comments there stay there.
func (pr *printer) bracketed(open, end string, span source.Span, n int, at func(int) source.Span, element func(int)) {
	pr.s(open)
	pr.depth++
	defer func() { pr.depth-- }()
	if n == 0 || !span.IsValid() || pr.lineOf(span.Start) == pr.lineOf(span.End-1) {
		for i := range n {
			if i > 0 {
				pr.s(", ")
			}
			element(i)
		}
		pr.s(end)
		return
	}
	pr.level++
	last := span.Start + 1
	for i := range n {
		a := at(i)
		switch {
		case pr.lineOf(last) != pr.lineOf(a.Start):
			pr.trailing(last)
			pr.s("\n")
			pr.own(a.Start)
			pr.indent()
		case i > 0:
			pr.s(" ")
		}
		element(i)
		last = a.End
		if i < n-1 {
			pr.s(",")
		}
	}
	if pr.commaAfter(last) {
		pr.s(",")
	}
	if pr.lineOf(last) != pr.lineOf(span.End-1) {
		pr.trailing(last)
		pr.s("\n")
		pr.own(span.End)
		pr.level--
		pr.indent()
	} else {
		pr.level--
	}
	pr.s(end)
}

// own prints the comments before a place inside brackets, a line each.
func (pr *printer) own(before source.Pos) {
	pr.last = 0
	pr.commentsBefore(before)
	pr.last = 0
}

// commaAfter reports whether a comma is the next character of the source after p.
func (pr *printer) commaAfter(p source.Pos) bool {
	for _, c := range pr.file.Text[pr.file.Offset(p):] {
		switch c {
		case ' ', '\t', '\f':
			continue
		}
		return c == ','
	}
	return false
}

// space separates two parts of an expression: by a line end where the source had one
// between them and brackets are open, else by a blank.
func (pr *printer) space(a, b source.Pos) {
	if !pr.broken(a, b) {
		pr.s(" ")
		return
	}
	pr.newline()
}

func (pr *printer) newline() {
	pr.s("\n")
	pr.indent()
}

// inside prints something in brackets that are no list.
func (pr *printer) inside(f func()) {
	pr.depth++
	pr.level++
	f()
	pr.level--
	pr.depth--
}

// broken reports whether the source has a line end between two places, and the text
// may have one.
func (pr *printer) broken(a, b source.Pos) bool {
	return pr.depth > 0 && pr.lineOf(a) != pr.lineOf(b)
}

// onlyBlanks reports whether the source between two places has no further code.
func (pr *printer) onlyBlanks(from, to source.Pos) bool {
	for _, c := range pr.file.Text[pr.file.Offset(from):pr.file.Offset(to)] {
		switch c {
		case ' ', '\t', '\f', ':', ';', ',', ')':
		default:
			return false
		}
	}
	return true
}

// block prints the body of a compound statement below its header.
func (pr *printer) block(body []Stmt) {
	pr.level++
	if len(body) == 0 {
		pr.indent()
		pr.s("pass\n")
	}
	pr.stmts(body)
	pr.level--
}

func (pr *printer) stmts(list []Stmt) {
	for _, s := range list {
		pr.stmt(s)
	}
}

// headEnd is where the header of a compound statement ends: before its block.
func headEnd(parts ...Node) source.Pos {
	end := source.NoPos
	for _, p := range parts {
		if p != nil {
			end = max(end, p.Span().End)
		}
	}
	return end
}

// clause prints a header with a block that has no expression, such as `else:`.
// Its place is not in the tree: it is somewhere before its block.
func (pr *printer) clause(word string, body []Stmt) {
	if len(body) == 0 {
		return
	}
	at := pr.clauseAt(word, body[0].Span().Start)
	pr.begin(at)
	pr.s(word, ":")
	pr.end(at + source.Pos(len(word)))
	pr.block(body)
}

// clauseAt finds the word of a clause in the text before its block.
func (pr *printer) clauseAt(word string, before source.Pos) source.Pos {
	text := pr.file.Text[:pr.file.Offset(before)]
	for i := bytes.LastIndex(text, []byte(word)); i >= 0; i = bytes.LastIndex(text[:i], []byte(word)) {
		line := text[bytes.LastIndexAny(text[:i], "\r\n")+1 : i]
		if len(bytes.TrimLeft(line, " \t\f")) == 0 {
			return pr.file.Pos(i)
		}
	}
	return before
}
