package resolve

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// imports loads what the statements of a module import, nested blocks included.
func (l *Loader) imports(m *Module, body []syntax.Stmt) {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.Import:
			for _, n := range s.Names {
				if l.need(m, dotted(n.Path), n.Src, s.C) == nil && s.C && n.As != nil && len(n.Path) > 1 {
					l.need(m, dotted(n.Path[:len(n.Path)-1]), n.Src, true) // `cimport a.b as f` of a name in module a
				}
			}
		case *syntax.FromImport:
			l.fromImport(m, s)
		default:
			blocks(s, func(b []syntax.Stmt) { l.imports(m, b) })
		}
	}
}

// fromImport loads the module of a `from`, and each name that is a module in it.
func (l *Loader) fromImport(m *Module, s *syntax.FromImport) {
	path := dotted(s.Module)
	name := Absolute(m, s.Level, path)
	if name == "" && !(s.Level > 0 && path == "") {
		what := "import"
		if s.C {
			what = "cimport"
		}
		l.Diags.Errorf(diag.Declaration, codeBeyondTop, s.Src, "relative %s beyond main package is not allowed", what).
			Hint("%s has no package %d levels up; a folder becomes a package by an __init__.py file in it", shown(m), s.Level-1)
		return
	}
	var from *Module
	if name != "" {
		from = l.need(m, name, s.Src, s.C)
	}
	if from == nil && name != "" && !s.C && !s.Star {
		// Of a package that comes with the compiler, a name may be a module.
		for _, n := range s.Names {
			l.library(name + "." + n.Path[0].Name)
		}
	}
	if s.Star || from != nil && !from.Package && !from.Std || from == nil && name != "" && !s.C {
		return
	}
	for _, n := range s.Names {
		sub := n.Path[0].Name
		if from != nil && declares(from, sub) {
			continue
		}
		if name != "" {
			sub = name + "." + sub
		}
		l.need(m, sub, n.Src, s.C)
	}
}

// need loads a module, with the packages around it, and makes it a dependency of m.
func (l *Loader) need(m *Module, name string, span source.Span, c bool) *Module {
	if !c {
		for i := range name {
			if name[i] == '.' {
				if pkg := l.load(name[:i], span, false); pkg != nil {
					m.depend(pkg)
				}
			}
		}
	}
	d := l.load(name, span, c)
	if d != nil {
		m.depend(d)
	}
	return d
}

func (m *Module) depend(d *Module) {
	if d == m {
		return
	}
	for _, x := range m.Deps {
		if x == d {
			return
		}
	}
	m.Deps = append(m.Deps, d)
}

// declares reports whether the top level of a package binds a name itself, so that an import of
// the name need not be a module.
func declares(m *Module, name string) bool {
	found := false
	var look func(body []syntax.Stmt)
	look = func(body []syntax.Stmt) {
		for _, s := range body {
			switch s := s.(type) {
			case *syntax.FuncDef:
				found = found || s.Name.Name == name
			case *syntax.ClassDef:
				found = found || s.Name.Name == name
			case *syntax.TypeAlias:
				found = found || s.Name.Name == name
			case *syntax.CypClass:
				found = found || s.Name.Name == name
			case *syntax.CFuncDef:
				found = found || s.Decl.Name.Name == name
			case *syntax.Assign:
				for _, t := range s.Targets {
					n, ok := t.(*syntax.Name)
					found = found || ok && n.Name == name
				}
			case *syntax.FromImport:
				for _, n := range s.Names {
					switch {
					case n.As != nil:
						found = found || n.As.Name == name
					case s.Level != 1 || len(s.Module) > 0:
						found = found || n.Path[0].Name == name
					}
				}
			}
			blocks(s, look)
		}
	}
	for _, f := range []*syntax.File{m.Pyx, m.Pxd} {
		if f != nil {
			look(f.Body)
		}
	}
	return found
}

func dotted(path []syntax.Ident) string {
	parts := make([]string, len(path))
	for i, p := range path {
		parts[i] = p.Name
	}
	return strings.Join(parts, ".")
}

// blocks calls f for each block of statements directly inside a statement.
func blocks(s syntax.Stmt, f func([]syntax.Stmt)) {
	switch s := s.(type) {
	case *syntax.If:
		f(s.Body)
		f(s.Else)
	case *syntax.While:
		f(s.Body)
		f(s.Else)
	case *syntax.For:
		f(s.Body)
		f(s.Else)
	case *syntax.ForFrom:
		f(s.Body)
		f(s.Else)
	case *syntax.Try:
		f(s.Body)
		for _, h := range s.Handlers {
			f(h.Body)
		}
		f(s.Else)
		f(s.Finally)
	case *syntax.With:
		f(s.Body)
	case *syntax.Match:
		for _, c := range s.Cases {
			f(c.Body)
		}
	case *syntax.FuncDef:
		f(s.Body)
	case *syntax.ClassDef:
		f(s.Body)
	case *syntax.CFuncDef:
		f(s.Body)
	case *syntax.CypClass:
		f(s.Body)
	case *syntax.CClass:
		f(s.Body)
	case *syntax.Property:
		f(s.Body)
	case *syntax.CondDecl:
		f(s.Body)
		f(s.Else)
	case *syntax.CBlock:
		f(s.Body)
	case *syntax.CExtern:
		f(s.Body)
	}
}
