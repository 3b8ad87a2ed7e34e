package driver

import (
	"path/filepath"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// Groups splits files into those that can be one program: they are found from one folder, so that their
// module names don't clash. Files that can't be read at all are an error.
func Groups(files []string) ([][]string, error) {
	var out [][]string
	index := map[string]int{}
	names := map[string]bool{}
	for _, f := range files {
		if err := resolve.CheckFile(f); err != nil {
			fe := err.(*resolve.FileError)
			return nil, &Problem{"cannot read '" + fe.Path + "': " + fe.Why, fe.Hint}
		}
		abs, err := filepath.Abs(f)
		if err != nil {
			return nil, problem("", "%s: %s", f, err)
		}
		name, root := resolve.ModuleName(abs)
		i, ok := index[root]
		// x.pyx and x.py are one module name.
		if !ok || names[root+"\x00"+name] {
			i = len(out)
			out = append(out, nil)
			index[root] = i
		}
		names[root+"\x00"+name] = true
		out[i] = append(out[i], f)
	}
	return out, nil
}

// Faulty returns the roots that have errors, in their own files or in those of modules that they depend on.
func Faulty(p *resolve.Program, ds *diag.List) map[*resolve.Module]bool {
	bad := map[string]bool{}
	for _, d := range ds.All() {
		if f := p.Set.File(d.Span.Start); f != nil && d.Severity == diag.Error {
			bad[f.Name] = true
		}
	}
	out := map[*resolve.Module]bool{}
	for _, r := range p.Roots {
		for m := range closure(r) {
			for _, f := range []*syntax.File{m.Pxd, m.Pyx} {
				if f != nil && bad[f.Source.Name] {
					out[r] = true
				}
			}
			if m.Pyx == nil && m.Pxd == nil {
				out[r] = true // could not be read
			}
		}
	}
	return out
}

// closure is a module and all that it depends on.
func closure(m *resolve.Module) map[*resolve.Module]bool {
	out := map[*resolve.Module]bool{}
	var visit func(*resolve.Module)
	visit = func(m *resolve.Module) {
		if out[m] {
			return
		}
		out[m] = true
		for _, d := range m.Deps {
			visit(d)
		}
	}
	visit(m)
	return out
}

// Sound is the part of a program that its roots without errors need, with a list of its own; nil if none is
// without errors.
func Sound(p *resolve.Program) *resolve.Program {
	faulty := Faulty(p, p.Diags)
	q := &resolve.Program{Set: p.Set, Diags: &diag.List{Policy: p.Diags.Policy}}
	need := map[*resolve.Module]bool{}
	for _, r := range p.Roots {
		if faulty[r] {
			continue
		}
		q.Roots = append(q.Roots, r)
		if r == p.Main {
			q.Main = r
		}
		for m := range closure(r) {
			need[m] = true
		}
	}
	for _, m := range p.Modules {
		if need[m] {
			q.Modules = append(q.Modules, m)
		}
	}
	if len(q.Roots) == 0 {
		return nil
	}
	return q
}

// CheckFiles checks files together, so that an error in one does not hide those in another.
func CheckFiles(t Target, opts *Options) (*resolve.Program, error) {
	p, _, err := Load(t, opts)
	if err != nil {
		return nil, err
	}
	if opts.Dump == "tokens" || opts.Dump == "ast" {
		return p, DumpSource(p, opts)
	}
	if q := Sound(p); q != nil {
		if _, err := checkGuarded(q, opts); err != nil {
			return p, err
		}
		p.Diags.Merge(q.Diags)
	}
	return p, nil
}
