package syntax

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
)

// A line may hold two mistakes, and a guess may be wrong. So an edit is tried before it is offered: the file is parsed once more with it.

// maxMend and maxErrors bound the text that is parsed to try the edits of one file, and the errors of a file for which it is done. What is beyond is
// offered untried.
const (
	maxMend   = 2 << 20
	maxErrors = 32
)

// mend takes back the edits that mend nothing.
func mend(f *source.File, mode Mode, ds *diag.List) {
	if ds.Errors() == 0 {
		return
	}
	var mine []*diag.Diagnostic
	for _, d := range ds.All() {
		if d.Phase == diag.Syntax && d.Span.Start >= f.Pos(0) && d.Span.Start <= f.Pos(len(f.Text)) {
			mine = append(mine, d)
		}
	}
	if len(mine) > maxErrors {
		return
	}
	left := maxMend
	for _, d := range mine {
		if d.Fix == nil || d.Severity != diag.Error {
			continue
		}
		if left -= len(f.Text); left < 0 {
			return
		}
		if !mends(f, mode, mine, d) {
			d.Fix = nil
		}
	}
}

// mends reports whether the edit that d offers takes an error away, or brings the parser past it to another mistake of the same line.
func mends(f *source.File, mode Mode, before []*diag.Diagnostic, d *diag.Diagnostic) bool {
	lo, hi := f.Offset(d.Fix.Span.Start), f.Offset(d.Fix.Span.End)
	text := make([]byte, 0, len(f.Text)+len(d.Fix.Text))
	text = append(append(append(text, f.Text[:lo]...), d.Fix.Text...), f.Text[hi:]...)
	g := source.NewSet().Add(f.Name, f.Path, text)
	ds := &diag.List{}
	parse(g, mode, ds)
	after := ds.All()
	if len(after) < len(before) {
		return true
	}
	if len(after) > len(before) {
		return false
	}
	// The errors before it are as they were, and the next one is behind the edit.
	end := lo + len(d.Fix.Text)
	for i, e := range before {
		at := g.Offset(after[i].Span.Start)
		if e == d {
			return at >= end && at > f.Offset(d.Span.Start)
		}
		if at != f.Offset(e.Span.Start) {
			return false
		}
	}
	return false
}
