package resolve

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// Test is a docstring with examples. Its examples share their globals, a copy of the module's.
type Test struct {
	Name     string // "mod.func"
	File     string
	Line     int // of the docstring
	Examples []*Example
}

// Example is one `>>>` with what it should print.
type Example struct {
	Line    int
	Source  string
	Want    string
	Options map[string]bool // "ELLIPSIS": true
	Frag    *Fragment
}

// Fragment is the code of an example, parsed in place: its spans are those of the file that it is in.
type Fragment struct {
	ID      int
	Body    []syntax.Stmt
	Display bool // a lone expression, whose repr is printed unless it is None
	Test    int  // index of its docstring in the module: fragments of one share globals
	File    *source.File
	Err     string // text of a syntax error, if it did not parse
	Line    int
	Text    string
}

// displayHook is the builtin that prints what an expression statement inside a compound statement of an example gives, as
// an interactive Python does.
const displayHook = "__displayhook__"

// doctests prepares the examples of a module.
func (l *Loader) doctests(m *Module) {
	docstrings(m, func(d *docstring) {
		examples, err := parseExamples(d)
		if err != nil {
			l.Diags.Errorf(diag.Syntax, codeDoctest, err.span, "%s", err.text)
			return
		}
		if len(examples) == 0 {
			return
		}
		t := &Test{Name: d.name, File: d.file.Name, Line: d.line}
		for _, e := range examples {
			l.frags++
			fr := l.fragment(d, e)
			fr.ID, fr.Test = l.frags, len(m.Tests)
			m.Fragments = append(m.Fragments, fr)
			t.Examples = append(t.Examples, &Example{e.line, e.source, e.want, e.options, fr})
		}
		m.Tests = append(m.Tests, t)
	})
}

var codeDoctest = diag.Code{ID: "CYP-M004", Slug: "malformed-doctest"}

// fragment parses the source of an example.
func (l *Loader) fragment(d *docstring, e *example) *Fragment {
	fr := &Fragment{Line: e.line, Text: e.source}
	view, wrapped := l.view(d, e)
	ds := &diag.List{}
	tree := syntax.Parse(view, syntax.Mode{}, ds)
	for _, x := range ds.All() {
		if x.Severity == diag.Error {
			fr.Err = x.Message
			break
		}
	}
	fr.File, fr.Body = d.file, tree.Body
	if !wrapped {
		fr.File = view
	} else if len(tree.Body) == 1 {
		if s, ok := tree.Body[0].(*syntax.If); ok {
			fr.Body = s.Body
		}
	} else if fr.Err == "" {
		fr.Err = "invalid syntax"
	}
	if fr.Err != "" {
		fr.Body = nil
		return fr
	}
	if len(fr.Body) == 1 {
		if _, ok := fr.Body[0].(*syntax.ExprStmt); ok {
			fr.Display = true
			return fr
		}
	}
	for _, s := range fr.Body {
		displayed(s)
	}
	return fr
}

const wrapper = "if 1:\n"

// view makes the text of an example a file of its own. Where each of its lines stands whole on a line of the docstring, the
// positions are those of the docstring: the prompts become blanks, and `if 1:` before it takes their indentation. wrapped tells
// so. Else, because escapes build its lines, it is a separate file.
func (l *Loader) view(d *docstring, e *example) (f *source.File, wrapped bool) {
	first := d.at[e.lines[0].lo]
	start := bytes.LastIndexByte(d.file.Text[:first], '\n') + 1
	end := start
	for _, ln := range e.lines {
		if ln.hi > ln.lo {
			end = d.at[ln.hi-1] + 1
		}
	}
	if len(e.lines) > 1 && (strings.Contains(e.source, `"""`) || strings.Contains(e.source, "'''")) {
		return l.separate(d, e), false // the blanks for the prompts would be in the string
	}
	text := bytes.Repeat([]byte(" "), end-start)
	prev := -1
	for _, ln := range e.lines {
		if ln.hi == ln.lo {
			continue
		}
		if line := d.lineOf(ln.lo); line == prev {
			return l.separate(d, e), false
		} else {
			prev = line
		}
		if d.lineOf(ln.hi-1) != prev {
			return l.separate(d, e), false
		}
		// An escape is shorter than it is written, so what follows it on the line is placed some columns early; a
		// blank in its stead could stand inside a string.
		copy(text[d.at[ln.lo]-start:], d.text[ln.lo:ln.hi])
	}
	for i := range text {
		if c := d.file.Text[start+i]; c == '\n' {
			text[i] = c
		}
	}
	return d.file.View(start-len(wrapper), append(append([]byte(wrapper), text...), '\n')), true
}

// separate adds the source of an example as a file, with its lines numbered as in the docstring.
func (l *Loader) separate(d *docstring, e *example) *source.File {
	pad := strings.Repeat("\n", max(e.line-1, 0))
	return l.Set.Add(d.file.Name, d.file.Path, []byte(pad+e.source))
}

// displayed makes the expression statements inside a compound statement print their values.
func displayed(s syntax.Stmt) {
	switch s.(type) {
	case *syntax.FuncDef, *syntax.ClassDef, *syntax.CFuncDef, *syntax.CypClass, *syntax.CClass:
		return
	}
	blocks(s, func(body []syntax.Stmt) {
		for _, x := range body {
			e, ok := x.(*syntax.ExprStmt)
			if !ok {
				displayed(x)
				continue
			}
			hook := &syntax.Name{Name: displayHook}
			hook.Src = e.X.Span()
			call := &syntax.Call{Func: hook, Lparen: e.X.Span().Start}
			call.Src = e.X.Span()
			call.Args = []syntax.Arg{{Loc: syntax.Loc{Src: e.X.Span()}, Value: e.X}}
			e.X = call
		}
	})
}

// example is an example in the text of a docstring.
type example struct {
	source  string
	want    string
	line    int // in the file
	lines   []textRange
	options map[string]bool
}

// textRange is a range of the text of a docstring.
type textRange struct{ lo, hi int }

type doctestError struct {
	span source.Span
	text string
}

// optionNames are the flags of Python's doctest that an example may set.
var optionNames = map[string]bool{
	"DONT_ACCEPT_TRUE_FOR_1": true, "DONT_ACCEPT_BLANKLINE": true, "NORMALIZE_WHITESPACE": true, "ELLIPSIS": true, "SKIP": true,
	"IGNORE_EXCEPTION_DETAIL": true, "REPORT_UDIFF": true, "REPORT_CDIFF": true, "REPORT_NDIFF": true,
	"REPORT_ONLY_FIRST_FAILURE": true, "FAIL_FAST": true,
}

// parseExamples finds the examples of a docstring, as Python's doctest does.
func parseExamples(d *docstring) ([]*example, *doctestError) {
	var lines []textRange
	for lo := 0; lo <= len(d.text); {
		hi := len(d.text)
		if i := bytes.IndexByte(d.text[lo:], '\n'); i >= 0 {
			hi = lo + i
		}
		lines = append(lines, textRange{lo, hi})
		lo = hi + 1
	}
	fail := func(ln textRange, format string, args ...any) *doctestError {
		p := d.file.Pos(d.at[ln.lo])
		return &doctestError{source.Span{Start: p, End: d.file.Pos(d.at[ln.hi])}, fmt.Sprintf(format, args...)}
	}
	var out []*example
	for i := 0; i < len(lines); {
		ln := lines[i]
		text := string(d.text[ln.lo:ln.hi])
		indent := len(text) - len(strings.TrimLeft(text, " \t"))
		rest := text[indent:]
		if !strings.HasPrefix(rest, ">>>") || len(rest) > 3 && rest[3] != ' ' {
			if strings.HasPrefix(rest, ">>>") && len(rest) > 3 && rest[3] != '>' {
				return nil, fail(ln, "a doctest prompt needs a blank after it: '%s'", rest)
			}
			i++
			continue
		}
		e := &example{line: d.lineOf(ln.lo)}
		take := func(ln textRange) {
			lo := min(ln.lo+indent+4, ln.hi)
			e.lines = append(e.lines, textRange{lo, ln.hi})
			e.source += string(d.text[lo:ln.hi]) + "\n"
		}
		take(ln)
		for i++; i < len(lines); i++ {
			t := string(d.text[lines[i].lo:lines[i].hi])
			if len(t) < indent || strings.TrimLeft(t[:indent], " \t") != "" || !strings.HasPrefix(t[indent:], "...") ||
				len(t) > indent+3 && t[indent+3] != ' ' {
				break
			}
			take(lines[i])
		}
		for ; i < len(lines); i++ {
			t := string(d.text[lines[i].lo:lines[i].hi])
			trimmed := strings.TrimLeft(t, " \t")
			if strings.TrimSpace(t) == "" || strings.HasPrefix(trimmed, ">>>") && (len(trimmed) == 3 || trimmed[3] == ' ') {
				break
			}
			if len(t) < indent || strings.TrimLeft(t[:indent], " \t") != "" {
				return nil, fail(lines[i], "inconsistent leading whitespace in the expected output of a doctest: '%s'", t)
			}
			e.want += expandTabs(t[indent:]) + "\n"
		}
		if blankOrComment(e.source) {
			continue
		}
		opts, bad := exampleOptions(e.source)
		if bad != "" {
			return nil, fail(ln, "invalid doctest option: '%s'", bad)
		}
		e.options = opts
		out = append(out, e)
	}
	return out, nil
}

func blankOrComment(src string) bool {
	for _, l := range strings.Split(src, "\n") {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			return false
		}
	}
	return !strings.Contains(src, "doctest:")
}

// exampleOptions reads `# doctest: +ELLIPSIS, -SKIP` comments.
func exampleOptions(src string) (opts map[string]bool, bad string) {
	for _, l := range strings.Split(src, "\n") {
		i := strings.LastIndexByte(l, '#')
		if i < 0 {
			continue
		}
		rest, ok := strings.CutPrefix(strings.TrimSpace(l[i+1:]), "doctest:")
		if !ok {
			continue
		}
		for _, o := range strings.FieldsFunc(rest, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' }) {
			if len(o) < 2 || o[0] != '+' && o[0] != '-' || !optionNames[o[1:]] {
				return nil, o
			}
			if opts == nil {
				opts = map[string]bool{}
			}
			opts[o[1:]] = o[0] == '+'
		}
	}
	return opts, ""
}

func expandTabs(s string) string {
	if !strings.Contains(s, "\t") {
		return s
	}
	var b strings.Builder
	col := 0
	for _, r := range s {
		if r == '\t' {
			n := 8 - col%8
			b.WriteString(strings.Repeat(" ", n))
			col += n
			continue
		}
		b.WriteRune(r)
		col++
	}
	return b.String()
}
