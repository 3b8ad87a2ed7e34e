// Package diag holds what the compiler says to its users: diagnostics as
// values, gathered in a List, and rendered late as text, JSON, SARIF or GitHub
// annotations.
//
// A message starts with the text that the language specification gives, word
// for word; what more is known follows as notes.
package diag

import (
	"fmt"
	"slices"
	"sort"
	"sync"

	"github.com/cyp-lang/cyp/internal/source"
)

// Severity tells how bad it is.
type Severity uint8

const (
	Error Severity = iota
	Warning
	Note
)

func (s Severity) String() string { return [...]string{"error", "warning", "note"}[s] }

// Phase orders diagnostics: those of an earlier phase come first.
type Phase uint8

const (
	Environment Phase = iota // missing files, encodings
	Syntax
	Declaration
	Expression
	GIL
	Ownership
)

// Code names a kind of diagnostic: an area letter, a number that never changes
// and a slug, as in "CYP-O012 use-after-consume".
type Code struct {
	ID   string // "CYP-O012"
	Slug string // "use-after-consume"
}

func (c Code) String() string {
	if c.ID == "" {
		return ""
	}
	return c.ID + " " + c.Slug
}

// Related is a note at a place of its own, or without one.
type Related struct {
	Span source.Span // may be invalid
	Text string
}

// Fix is one likely edit: Span is replaced by Text.
type Fix struct {
	Span  source.Span
	Text  string
	Title string // "write `==`"
}

// Diagnostic is one thing to tell.
type Diagnostic struct {
	Span     source.Span
	Severity Severity
	Phase    Phase
	Code     Code
	Message  string
	Notes    []Related
	Help     string // what to do next, a sentence without a place
	Fix      *Fix

	// Soft: it is a warning by default, and an error because the user asked for that. A comment may allow it.
	Soft bool
	// Hidden: it is shown in strict mode only. It is gathered all the same, since a comment that allows it is needed.
	Hidden bool
	// Allowed is the comment in the program that allows it; it is then in List.Allowed.
	Allowed *Allow
}

// Note adds a note at a place and returns d.
func (d *Diagnostic) Note(span source.Span, format string, args ...any) *Diagnostic {
	d.Notes = append(d.Notes, Related{span, fmt.Sprintf(format, args...)})
	return d
}

// Hint sets the help sentence and returns d.
func (d *Diagnostic) Hint(format string, args ...any) *Diagnostic {
	d.Help = fmt.Sprintf(format, args...)
	return d
}

// List gathers diagnostics. It is safe for concurrent use and drops exact
// repetitions (same place, same message).
type List struct {
	// Policy decides about warnings; nil shows them all.
	Policy *Policy

	mu      sync.Mutex
	all     []*Diagnostic
	allowed []*Diagnostic
	seen    map[key]bool
	errs    int
}

type key struct {
	at  source.Pos
	msg string
}

// Add adds d and returns it. A repetition is not added again.
func (l *List) Add(d *Diagnostic) *Diagnostic {
	l.mu.Lock()
	defer l.mu.Unlock()
	k := key{d.Span.Start, d.Message}
	if l.seen[k] {
		return d
	}
	if l.seen == nil {
		l.seen = map[key]bool{}
	}
	l.seen[k] = true
	if d.Severity == Warning || d.Soft || d.Allowed != nil {
		if d.Allowed == nil {
			d.Allowed = l.Policy.allowed(d)
		}
		switch {
		case d.Allowed != nil:
			l.allowed = append(l.allowed, d)
			return d
		case d.Hidden || l.Policy != nil && l.Policy.silent(d.Code):
			return d
		}
	}
	l.all = append(l.all, d)
	if d.Severity == Error {
		l.errs++
		if a := l.Policy.allowed(d); a != nil && !d.Soft && !slices.ContainsFunc(d.Notes, func(n Related) bool { return n.Span == a.At }) {
			d.Note(a.At, "a comment can allow warnings, not errors")
		}
	}
	return d
}

// Allowed returns the diagnostics that comments in the program allow, in the order in which they came.
func (l *List) Allowed() []*Diagnostic {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]*Diagnostic(nil), l.allowed...)
}

// Merge adds what another list holds.
func (l *List) Merge(m *List) {
	for _, d := range append(m.All(), m.Allowed()...) {
		l.Add(d)
	}
}

// Errorf adds an error.
func (l *List) Errorf(phase Phase, code Code, span source.Span, format string, args ...any) *Diagnostic {
	return l.Add(&Diagnostic{Span: span, Phase: phase, Code: code, Message: fmt.Sprintf(format, args...)})
}

// Warnf adds a warning.
func (l *List) Warnf(phase Phase, code Code, span source.Span, format string, args ...any) *Diagnostic {
	return l.Add(&Diagnostic{Span: span, Severity: Warning, Phase: phase, Code: code, Message: fmt.Sprintf(format, args...)})
}

// Errors returns the number of errors.
func (l *List) Errors() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.errs
}

// All returns the diagnostics sorted by phase, then position.
func (l *List) All() []*Diagnostic {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := append([]*Diagnostic(nil), l.all...)
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		if a.Phase != b.Phase {
			return a.Phase < b.Phase
		}
		return a.Span.Start < b.Span.Start
	})
	return out
}

// Unique drops diagnostics that say the same of the same line and column of a file, which comes of reading a
// file twice.
func Unique(set *source.Set, ds []*Diagnostic) []*Diagnostic {
	type key struct {
		at  source.Position
		msg string
	}
	seen := map[key]bool{}
	var out []*Diagnostic
	for _, d := range ds {
		k := key{set.Position(d.Span.Start), d.Message}
		if !seen[k] {
			seen[k] = true
			out = append(out, d)
		}
	}
	return out
}
