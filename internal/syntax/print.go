package syntax

import (
	"io"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
)

// Fprint writes a file as text that parses to an equal tree: a statement a line, four
// spaces a level, comments and blank lines where they were. A comment inside a
// statement of several lines goes before it.
func Fprint(w io.Writer, f *File) error {
	pr := &printer{file: f.Source, comments: f.Comments}
	pr.stmts(f.Body)
	pr.commentsBefore(f.Src.End + 1)
	_, err := w.Write(pr.b)
	return err
}

// printer builds the text. Expressions and types are printed in one line, with the
// parentheses that the tree keeps.
type printer struct {
	b        []byte
	file     *source.File
	comments []*Comment // not yet printed
	level    int
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

// begin starts the line of a statement or clause that reaches to end on its lines
// before a block.
func (pr *printer) begin(from, end source.Pos) {
	pr.commentsBefore(from)
	// Comments between the lines of the statement.
	for len(pr.comments) > 0 && pr.comments[0].Src.Start < end {
		c := pr.comments[0]
		pr.comments = pr.comments[1:]
		pr.gap(c.Src.Start)
		pr.indent()
		pr.s(c.Text, "\n")
	}
	pr.gap(from)
	pr.indent()
	pr.last = max(pr.last, pr.lineOf(end))
}

// end ends a line whose source reaches to p, with the comment behind it.
func (pr *printer) end(p source.Pos) {
	if len(pr.comments) > 0 {
		c := pr.comments[0]
		if c.Src.Start >= p && pr.lineOf(c.Src.Start) == pr.lineOf(p) && pr.onlyBlanks(p, c.Src.Start) {
			pr.comments = pr.comments[1:]
			pr.s("  ", c.Text)
		}
	}
	pr.s("\n")
	pr.last = max(pr.last, pr.lineOf(p))
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
	pr.begin(at, at)
	pr.s(word, ":")
	pr.end(at + source.Pos(len(word)))
	pr.block(body)
}

// clauseAt finds the word of a clause in the text before its block.
func (pr *printer) clauseAt(word string, before source.Pos) source.Pos {
	text := string(pr.file.Text[:pr.file.Offset(before)])
	for i := strings.LastIndex(text, word); i >= 0; i = strings.LastIndex(text[:i], word) {
		line := text[strings.LastIndexAny(text[:i], "\r\n")+1 : i]
		if strings.TrimLeft(line, " \t\f") == "" {
			return pr.file.Pos(i)
		}
	}
	return before
}
