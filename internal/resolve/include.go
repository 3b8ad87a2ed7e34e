package resolve

import (
	"path/filepath"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// splice replaces each `include "x.pxi"` by the statements of that file, at any depth. dir is the
// folder of the file that the statements are from, open the files being included.
func (l *Loader) splice(body []syntax.Stmt, dir string, mode syntax.Mode, open []string) []syntax.Stmt {
	var out []syntax.Stmt
	changed := false
	for i, s := range body {
		inc, ok := s.(*syntax.Include)
		if !ok {
			spliceBlocks(s, func(b []syntax.Stmt) []syntax.Stmt { return l.splice(b, dir, mode, open) })
			if changed {
				out = append(out, s)
			}
			continue
		}
		if !changed {
			out = append(out, body[:i]...)
			changed = true
		}
		out = append(out, l.included(inc, dir, mode, open)...)
	}
	if !changed {
		return body
	}
	return out
}

func (l *Loader) included(inc *syntax.Include, dir string, mode syntax.Mode, open []string) []syntax.Stmt {
	name := inc.Path.Value
	path := l.findInclude(name, dir)
	if path == "" {
		l.Diags.Errorf(diag.Environment, codeNoInclude, inc.Path.Span(), "'%s' not found", name).
			Hint("an included file is looked for beside the file that includes it, then in the folders given by -I")
		return nil
	}
	for _, p := range open {
		if p == path {
			l.Diags.Errorf(diag.Environment, codeCircular, inc.Path.Span(), "'%s' includes itself", name)
			return nil
		}
	}
	f := l.parse(path, mode, inc.Path.Span())
	if f == nil {
		return nil
	}
	return l.splice(f.Body, filepath.Dir(path), mode, append(open[:len(open):len(open)], path))
}

func (l *Loader) findInclude(name, dir string) string {
	folders := append([]string{dir}, l.Path...)
	if filepath.IsAbs(name) {
		folders = []string{""}
	}
	folder := ""
	for _, d := range folders {
		p := filepath.Join(d, filepath.FromSlash(name))
		if l.Inputs.exists(p, false) {
			return p
		}
		if folder == "" && l.Inputs.exists(p, true) {
			folder = p
		}
	}
	return folder // it can't be read, which says more than that it is not there
}

// spliceBlocks replaces each block of statements directly inside a statement where an include may stand.
func spliceBlocks(s syntax.Stmt, f func([]syntax.Stmt) []syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.If:
		s.Body, s.Else = f(s.Body), f(s.Else)
	case *syntax.CondDecl:
		s.Body, s.Else = f(s.Body), f(s.Else)
	case *syntax.Try:
		s.Body, s.Else, s.Finally = f(s.Body), f(s.Else), f(s.Finally)
		for _, h := range s.Handlers {
			h.Body = f(h.Body)
		}
	case *syntax.FuncDef:
		s.Body = f(s.Body)
	case *syntax.ClassDef:
		s.Body = f(s.Body)
	case *syntax.CypClass:
		s.Body = f(s.Body)
	case *syntax.CClass:
		s.Body = f(s.Body)
	case *syntax.CBlock:
		s.Body = f(s.Body)
	case *syntax.CExtern:
		s.Body = f(s.Body)
	}
}
