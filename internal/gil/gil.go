// Package gil checks the rules of code that runs without the GIL (spec 9.1, 9.2).
//
// In: the typed tree of a program without errors of earlier phases (with errors it still works: what has no type is left alone).
// Out: diagnostics of phase GIL; the tree is not changed.
//
// The state is a matter of places, not of paths: every statement lies in a function that starts with or without the GIL (methods and
// `nogil` functions without, `def` functions and module bodies with) and in `with gil` and `with nogil` blocks. Code that holds the GIL
// may do anything; in code that does not, every node of the Python world is an error, and so is a call of a C function that is not
// declared nogil. What a called function does is its own matter: the check does not look through calls.
//
// Example: `void tick(self): print(self.n)` reports `Calling gil-requiring function not allowed without gil` at the parenthesis of the call,
// because methods of cypclasses run without the GIL.
package gil

import (
	"bytes"
	"fmt"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Options of a check.
type Options struct{}

// Check reports what code without the GIL does that needs it.
func Check(p *typed.Program, ds *diag.List, opts Options) {
	c := &checker{set: p.Set, diags: ds, broken: ds.Errors() > 0, wrong: map[place]bool{}}
	for _, d := range ds.All() {
		if d.Severity == diag.Error {
			c.wrong[c.place(d.Span)] = true
		}
	}
	for _, m := range p.Modules {
		for _, f := range m.Funcs {
			c.function(f)
		}
		if m.Body != nil {
			c.function(m.Body)
		}
		for _, f := range m.Frags {
			c.function(f.Func)
		}
	}
}

// checker walks one function at a time.
type checker struct {
	set   *source.Set
	diags *diag.List
	// broken: there are errors already; functions that they left without types are not looked at.
	broken bool
	wrong  map[place]bool // lines that have an error of an earlier phase
	fn     *typed.Func
	held   bool        // whether the GIL is held here
	why    source.Span // the `nogil` that released it; invalid: the function runs without it
	said   map[string]bool
	mistakes
}

// function checks f, with the state of the function around it put aside.
func (c *checker) function(f *typed.Func) {
	if f == nil || c.broken && untyped(f) {
		return
	}
	saved := *c
	c.fn, c.held, c.why, c.said, c.mistakes = f, !f.NoGIL || f.WithGIL, source.Span{}, nil, mistakes{}
	if !c.held && isObject(f.Result) {
		if f.Method != nil {
			c.report(codeReturn, f.Span, "Function with Python return type cannot be declared nogil")
			c.flush()
		}
		c.object = true
	}
	c.stmts(f.Body)
	c.flush()
	if !(!f.NoGIL || f.WithGIL) && c.count == 0 {
		c.locals(f)
		c.flush()
	}
	*c = saved
}

// untyped reports whether an earlier error left something in f without a type: what follows from that would mislead.
func untyped(f *typed.Func) bool {
	found := false
	typed.InspectStmts(f.Body, func(x typed.Expr) bool {
		found = found || x.Type() == nil || x.Type() == types.Invalid
		return !found
	})
	return found
}

// locals reports the Python variables of a function without the GIL that are not inside a `with gil` block.
func (c *checker) locals(f *typed.Func) {
	var blocks []source.Span
	gilBlocks(f.Body, &blocks)
	for _, v := range f.Vars {
		if v.Kind != typed.LocalVar || !isObject(v.Type) || inside(v.Span, blocks) {
			continue
		}
		c.report(codeLocals, c.header(f), "Function declared nogil has Python locals or temporaries").
			Note(v.Span, "'%s' holds a Python object", v.Name)
		return
	}
}

// header is where errors of a whole function point: its first token, after `cdef`.
func (c *checker) header(f *typed.Func) source.Span {
	at := f.Span
	file := c.set.File(at.Start)
	if file == nil {
		return at
	}
	text := file.Text[file.Offset(at.Start):file.Offset(at.End)]
	for _, word := range []string{"cdef", "cpdef"} {
		rest, ok := bytes.CutPrefix(text, []byte(word+" "))
		if ok {
			at.Start = at.End - source.Pos(len(bytes.TrimLeft(rest, " \t")))
		}
	}
	return at
}

// gilBlocks gathers the extents of the `with gil` blocks of a body.
func gilBlocks(ss []typed.Stmt, out *[]source.Span) {
	for _, s := range ss {
		if w, ok := s.(*typed.WithGIL); ok && !w.NoGIL {
			*out = append(*out, extent(w))
			continue
		}
		for _, list := range blocks(s) {
			gilBlocks(list, out)
		}
	}
}

// extent is the text of a statement with its blocks.
func extent(s typed.Stmt) source.Span {
	at := s.Span()
	for _, list := range blocks(s) {
		for _, in := range list {
			if e := extent(in); e.End > at.End {
				at.End = e.End
			}
		}
	}
	return at
}

func inside(at source.Span, blocks []source.Span) bool {
	for _, b := range blocks {
		if at.Start >= b.Start && at.Start < b.End {
			return true
		}
	}
	return false
}

// blocks returns the lists of statements inside a statement.
func blocks(s typed.Stmt) [][]typed.Stmt {
	switch s := s.(type) {
	case *typed.If:
		return [][]typed.Stmt{s.Then, s.Else}
	case *typed.Loop:
		return [][]typed.Stmt{s.Body, s.Post, s.Else}
	case *typed.ForRange:
		return [][]typed.Stmt{s.Body, s.Else}
	case *typed.ForIter:
		return [][]typed.Stmt{s.Body, s.Else}
	case *typed.Try:
		out := [][]typed.Stmt{s.Body, s.Else, s.Finally}
		for _, h := range s.Handlers {
			out = append(out, h.Body)
		}
		return out
	case *typed.With:
		return [][]typed.Stmt{s.Body}
	case *typed.WithGIL:
		return [][]typed.Stmt{s.Body}
	case *typed.WithLock:
		return [][]typed.Stmt{s.Body}
	case *typed.Block:
		return [][]typed.Stmt{s.Body}
	}
	return nil
}

// report adds an error and says why the code runs without the GIL.
func (c *checker) report(code diag.Code, at source.Span, format string, args ...any) *diag.Diagnostic {
	d := &diag.Diagnostic{Span: at, Phase: diag.GIL, Code: code, Message: fmt.Sprintf(format, args...)}
	switch {
	case c.held:
	case c.why.IsValid():
		d.Note(c.why, "the GIL is released here")
	case c.fn.Class != nil:
		d.Note(c.fn.Span, "methods of cypclasses run without the GIL")
	default:
		d.Note(c.fn.Span, "'%s' is declared nogil", c.fn.Name)
	}
	if c.held {
		return c.diags.Add(d)
	}
	d.Hint("enclose it in `with gil:`")
	c.pending = append(c.pending, d)
	return d
}

// once is report for constructs that a user meets many times in one statement: each text is said once a statement.
func (c *checker) once(code diag.Code, at source.Span, text string) *diag.Diagnostic {
	if c.said == nil {
		c.said = map[string]bool{}
	}
	if c.said[text] {
		return nil
	}
	c.said[text] = true
	return c.report(code, at, "%s", text)
}

// isObject reports whether values of type t are Python objects.
func isObject(t types.Type) bool {
	_, ok := t.(*types.Object)
	return ok
}
