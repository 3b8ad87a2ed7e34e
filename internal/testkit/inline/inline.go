// Package inline runs the test format in which expectations stand at the place they are about: a .pyx file of many small programs, with
// a comment on each line that must have a diagnostic.
//
//	x = lock_a          # error: Cannot assign type 'lock A' to 'A'
//	y = consume x       # warning@9: may not be isolated
//
// The text is a regular expression, searched in the message; `@N` asks for the column. A line without a comment must have no diagnostic.
// `# note: …` asks for a note at that line; notes that nothing asks for are let pass.
// Programs are separated by lines of three hyphens, and begin with the options that the test reads ("# strict").
package inline

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types/check"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Case is one program of a file.
type Case struct {
	Name    string
	Line    int    // of its first line
	Text    string // preceded by empty lines, so that its lines have the numbers that they have in the file
	Options string // its first line, if that is a comment
}

// Cases reads the programs of a file.
func Cases(t testing.TB, path string) []Case {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []Case
	base := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	line := 1
	for _, text := range strings.Split("\n"+string(b), "\n---\n") {
		if line == 1 {
			text = strings.TrimPrefix(text, "\n")
		}
		c := Case{Name: fmt.Sprintf("%s:%d", base, line), Line: line, Text: strings.Repeat("\n", line-1) + text}
		if first, _, _ := strings.Cut(text, "\n"); strings.HasPrefix(first, "#") {
			c.Options = first
		}
		out = append(out, c)
		line += strings.Count(text, "\n") + 2
	}
	return out
}

// Load checks a program up to its types.
func Load(t testing.TB, c Case) (*typed.Program, *diag.List) {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "t.pyx")
	if err := os.WriteFile(path, []byte(c.Text), 0o666); err != nil {
		t.Fatal(err)
	}
	l := resolve.NewLoader()
	l.Std, l.Dir, l.Path = std.Open, dir, []string{dir}
	m := l.LoadFile(path, true, false)
	return check.Program(l.Program(m), check.Options{Strict: strings.Contains(c.Options, "strict")}), l.Diags
}

var mark = regexp.MustCompile(`#\s*(error|warning|note)(@\d+)?:\s*`)

// want is an expected diagnostic.
type want struct {
	severity string
	column   int
	text     *regexp.Regexp
	met      bool
}

// Compare fails the test where diagnostics and comments differ.
func Compare(t testing.TB, c Case, p *typed.Program, ds *diag.List) {
	t.Helper()
	wants := map[int][]*want{}
	for i, line := range strings.Split(c.Text, "\n") {
		at := mark.FindAllStringSubmatchIndex(line, -1)
		for k, m := range at {
			end := len(line)
			if k+1 < len(at) {
				end = at[k+1][0]
			}
			w := &want{severity: line[m[2]:m[3]]}
			if m[4] >= 0 {
				w.column, _ = strconv.Atoi(line[m[4]+1 : m[5]])
			}
			re, err := regexp.Compile(strings.TrimSpace(line[m[1]:end]))
			if err != nil {
				t.Fatalf("line %d: %v", i+1, err)
			}
			w.text = re
			wants[i+1] = append(wants[i+1], w)
		}
	}
	for _, d := range ds.All() {
		at := p.Set.Position(d.Span.Start)
		if !meet(wants[at.Line], d.Severity.String(), d.Message, at.Column) {
			t.Errorf("%d:%d: unexpected %s: %s", at.Line, at.Column, d.Severity, d.Message)
		}
		for _, n := range d.Notes {
			at := p.Set.Position(n.Span.Start)
			meet(wants[at.Line], "note", n.Text, at.Column)
		}
	}
	for line, ws := range wants {
		for _, w := range ws {
			if !w.met {
				t.Errorf("%d: no %s %q (column %d)", line, w.severity, w.text, w.column)
			}
		}
	}
}

// meet marks the first expectation that a diagnostic or note of a line fulfils.
func meet(ws []*want, severity, text string, column int) bool {
	for _, w := range ws {
		if !w.met && w.severity == severity && w.text.MatchString(text) && (w.column == 0 || w.column == column) {
			w.met = true
			return true
		}
	}
	return false
}
