package diag

import (
	"strings"
	"sync"

	"github.com/cyp-lang/cyp/internal/source"
)

// Allow is a comment in a program that allows warnings of some codes on some lines: `# cyp: allow O008 reason`.
type Allow struct {
	At     source.Span // the comment
	Codes  []string    // as written
	Reason string
	First  int // the lines that it stands for
	Last   int
	used   []bool // by code
}

// Policy decides what becomes of warnings: shown, silenced, or errors. Errors are outside its reach, but for what --strict makes an error.
type Policy struct {
	// Allows finds the comments of a file that allow warnings. It is called once a file, and may be nil.
	Allows func(f *source.File) []*Allow
	Set    *source.Set

	all   bool            // every warning is an error
	error map[string]bool // code or slug -> is an error, or is none although all are
	off   map[string]bool // code or slug -> is not shown, or is

	mu    sync.Mutex
	files map[*source.File][]*Allow
}

// Option reads a value of -W: `error`, `error=CODE`, `no-error=CODE`, `no-CODE` or `CODE`, where CODE is a code or its slug. It reports
// whether known accepts the code.
func (p *Policy) Option(s string, known func(code string) bool) bool {
	if p.error == nil {
		p.error, p.off = map[string]bool{}, map[string]bool{}
	}
	set := func(m map[string]bool, code string, v bool) bool {
		m[fold(code)] = v
		return known == nil || known(code)
	}
	if s == "error" {
		p.all = true
		return true
	}
	if s == "no-error" {
		p.all = false
		return true
	}
	if code, ok := strings.CutPrefix(s, "error="); ok {
		return set(p.off, code, false) && set(p.error, code, true)
	}
	if code, ok := strings.CutPrefix(s, "no-error="); ok {
		return set(p.error, code, false)
	}
	if code, ok := strings.CutPrefix(s, "no-"); ok {
		return set(p.off, code, true)
	}
	return set(p.off, s, false)
}

// fold is a code or a slug in one spelling.
func fold(code string) string {
	return strings.TrimPrefix(strings.ToLower(code), "cyp-")
}

// Named reports whether a name, as users write it, is that of the code: `CYP-O008`, `O008` or the slug.
func (c Code) Named(name string) bool {
	n := fold(name)
	return n != "" && (n == fold(c.ID) || n == c.Slug)
}

// Fails reports whether a diagnostic stops the compilation.
func (p *Policy) Fails(d *Diagnostic) bool {
	if d.Severity != Warning || p == nil {
		return d.Severity == Error
	}
	for _, n := range []string{fold(d.Code.ID), d.Code.Slug} {
		if v, ok := p.error[n]; ok {
			return v
		}
	}
	return p.all
}

// Strict reports whether some warnings stop the compilation.
func (p *Policy) Strict() bool { return p != nil && (p.all || len(p.error) > 0) }

// silent reports whether warnings of a code are not shown at all.
func (p *Policy) silent(c Code) bool { return p.off[fold(c.ID)] || p.off[c.Slug] }

// Raise makes errors of the warnings that are to stop the compilation, for those who are shown them.
func (p *Policy) Raise(ds []*Diagnostic) []*Diagnostic {
	if p == nil {
		return ds
	}
	out := make([]*Diagnostic, len(ds))
	for i, d := range ds {
		if d.Severity == Warning && p.Fails(d) {
			e := *d
			e.Severity = Error
			d = &e
		}
		out[i] = d
	}
	return out
}

// of returns the comments of a file.
func (p *Policy) of(f *source.File) []*Allow {
	p.mu.Lock()
	defer p.mu.Unlock()
	list, ok := p.files[f]
	if !ok {
		if p.files == nil {
			p.files = map[*source.File][]*Allow{}
		}
		if p.Allows != nil {
			list = p.Allows(f)
		}
		for _, a := range list {
			a.used = make([]bool, len(a.Codes))
		}
		p.files[f] = list
	}
	return list
}

// allowed finds the comment that allows a diagnostic and marks it as needed.
func (p *Policy) allowed(d *Diagnostic) *Allow {
	if p == nil || p.Set == nil {
		return nil
	}
	f := p.Set.File(d.Span.Start)
	if f == nil {
		return nil
	}
	list := p.of(f)
	if len(list) == 0 {
		return nil
	}
	line := f.Position(d.Span.Start).Line
	var found *Allow
	for _, a := range list {
		if line < a.First || line > a.Last {
			continue
		}
		for i, name := range a.Codes {
			if d.Code.Named(name) {
				a.used[i] = true
				found = a
			}
		}
	}
	return found
}

// Copy is a policy with the same options that has seen no file.
func (p *Policy) Copy() *Policy {
	return &Policy{all: p.all, error: p.error, off: p.off, Set: p.Set, Allows: p.Allows}
}

// Comments lists the comments of a file that allow warnings.
func (p *Policy) Comments(f *source.File) []*Allow { return p.of(f) }

// Needless calls f for each code that a comment of the file names and that nothing needed.
func (p *Policy) Needless(file *source.File, f func(a *Allow, code string)) {
	for _, a := range p.of(file) {
		for i, c := range a.Codes {
			if !a.used[i] {
				f(a, c)
			}
		}
	}
}
