// Package resolve finds and reads the modules of a program.
//
// In: the name of a file, a folder or a piece of code. Out: a Program, whose modules are
// parsed, with included files spliced in, and know which modules they import or cimport. Nothing inside a module is
// resolved here: what a name means is for the checker.
//
// Modules are found as Python finds them: in the folder of the script or the current one, then in the folders given by
// -I; a folder with an __init__ file is a package, one without may be a namespace package; a .pyx wins over a .py of the same
// name, and a .pxd of that name adds declarations. What no file provides is nil: a cimport of it is the checker's to
// report, and an import is left to run time.
//
//	from .shapes cimport Square     in pkg/draw.pyx: module pkg.shapes, from pkg/shapes.pxd and pkg/shapes.pyx
package resolve

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// MainName is the name that the module has that a program starts with.
const MainName = "__main__"

// Module is a module as read.
type Module struct {
	Name      string       // dotted, "golomb.golomb_cyp"; "__main__" for the one that is run
	RealName  string       // the dotted name of its file, also where Name is "__main__"; "" for code without a file
	Pyx       *syntax.File // implementation (.pyx or .py), nil where there is only a .pxd
	Pxd       *syntax.File // declarations, nil where there are none
	Path      string       // of the implementation or the .pxd; "" for -c code and what comes with the compiler
	Python    bool         // a .py file
	Std       bool         // comes with the compiler
	Package   bool         // an __init__ file, or a namespace package, which has no file
	Main      bool         // runs as __main__
	CallMain  bool         // neither tests __name__ nor calls main: a callable main is called with the arguments
	Bundled   bool         // a program's copy of the scheduler library, replaced by ours
	Doc       string       // the value of its docstring
	Fragments []*Fragment  // doctest examples compiled beside it
	Tests     []*Test      // the docstrings that they are from
	Deps      []*Module    // modules that it imports or cimports, in order
}

// FileName is the file of the module as shown to the user.
func (m *Module) FileName() string {
	switch {
	case m.Pyx != nil:
		return m.Pyx.Source.Name
	case m.Pxd != nil:
		return m.Pxd.Source.Name
	}
	return m.Path
}

// Program is what is compiled together.
type Program struct {
	Set     *source.Set
	Diags   *diag.List
	Modules []*Module // dependencies first as far as cycles allow
	Roots   []*Module // those asked for
	Main    *Module   // the one that runs, or nil
	// Libraries are the imported modules that no file provides and the compiler brings as packages of their own, sorted.
	Libraries []string
}

// Absolute is the dotted name that `path` with level leading dots means in a module; "" where
// it leads out of all packages.
func Absolute(from *Module, level int, path string) string {
	if level == 0 {
		return path
	}
	var pkg []string
	if from.RealName != "" {
		pkg = strings.Split(from.RealName, ".")
		if !from.Package {
			pkg = pkg[:len(pkg)-1]
		}
	}
	if level-1 > len(pkg) {
		return ""
	}
	pkg = pkg[:len(pkg)-(level-1)]
	if path != "" {
		pkg = append(pkg[:len(pkg):len(pkg)], path)
	}
	return strings.Join(pkg, ".")
}

// hasNameTest reports whether a module body tests __name__ against "__main__" anywhere at its
// top level.
func hasNameTest(body []syntax.Stmt) bool {
	for _, s := range body {
		if s, ok := s.(*syntax.If); ok && mentionsMain(s.Cond) {
			return true
		}
	}
	return false
}

func mentionsMain(x syntax.Expr) bool {
	switch x := x.(type) {
	case *syntax.Paren:
		return mentionsMain(x.X)
	case *syntax.BoolOp:
		return mentionsMain(x.X) || mentionsMain(x.Y)
	case *syntax.Compare:
		for _, e := range append([]syntax.Expr{x.First}, x.Rest...) {
			if n, ok := e.(*syntax.Name); ok && n.Name == "__name__" {
				return true
			}
		}
	}
	return false
}

// definesMain reports whether a module defines a main that Python code can call.
func definesMain(body []syntax.Stmt) bool {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.FuncDef:
			if s.Name.Name == "main" {
				return true
			}
		case *syntax.CFuncDef:
			if s.Mods.Keyword == "cpdef" && s.Decl.Name.Name == "main" {
				return true
			}
		case *syntax.If:
			if definesMain(s.Body) || definesMain(s.Else) {
				return true
			}
		case *syntax.Try:
			if definesMain(s.Body) {
				return true
			}
		}
	}
	return false
}

// callsMain reports whether a module body calls main itself.
func callsMain(body []syntax.Stmt) bool {
	found := false
	for _, s := range body {
		switch s.(type) {
		case *syntax.FuncDef, *syntax.ClassDef, *syntax.CFuncDef, *syntax.CypClass, *syntax.CClass:
			continue
		}
		syntax.Inspect(s, func(n syntax.Node) bool {
			if c, ok := n.(*syntax.Call); ok {
				f, ok := c.Func.(*syntax.Name)
				found = found || ok && f.Name == "main"
			}
			return !found
		})
	}
	return found
}

// IsProgram reports whether a module is meant to be started: it tests whether it is __main__, or defines main.
func (m *Module) IsProgram() bool {
	return m.Pyx != nil && (hasNameTest(m.Pyx.Body) || definesMain(m.Pyx.Body))
}
