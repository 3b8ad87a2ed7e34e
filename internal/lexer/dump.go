package lexer

import (
	"bufio"
	"fmt"
	"io"
)

// Dump writes the tokens, one a line: place, kind, text.
func (ts *Tokens) Dump(w io.Writer) error {
	b := bufio.NewWriter(w)
	for _, t := range ts.List {
		from, to := ts.File.Position(ts.File.Pos(int(t.Start))), ts.File.Position(ts.File.Pos(int(t.End)))
		fmt.Fprintf(b, "%d:%d-%d:%d\t%s", from.Line, from.Column, to.Line, to.Column, t.Kind.name())
		if t.End > t.Start && t.Kind != Newline && t.Kind != Indent {
			fmt.Fprintf(b, "\t%q", ts.File.Text[t.Start:t.End])
		}
		b.WriteByte('\n')
	}
	return b.Flush()
}

// DumpTokens writes the tokens of a file, for `--dump=tokens`.
func DumpTokens(w io.Writer, ts *Tokens) error { return ts.Dump(w) }

// name is the kind as dumps and the grammar write it.
func (k Kind) name() string {
	switch {
	case k.IsKeyword():
		return "KEYWORD"
	case k >= LParen:
		return "OP"
	}
	return [...]string{"EOF", "INVALID", "NEWLINE", "INDENT", "DEDENT", "NAME", "NUMBER", "STRING", "FSTRING_START", "FSTRING_MIDDLE", "FSTRING_END"}[k]
}
