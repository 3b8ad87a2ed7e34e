package gogen_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	gotypes "go/types"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/go/packages"

	"github.com/cyp-lang/cyp/internal/gogen"
	"github.com/cyp-lang/cyp/internal/irbuild"
	"github.com/cyp-lang/cyp/internal/passes"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types/check"
)

// loaded gives the packages that generated code imports.
type loaded map[string]*gotypes.Package

func (l loaded) Import(path string) (*gotypes.Package, error) {
	if p := l[path]; p != nil {
		return p, nil
	}
	return nil, os.ErrNotExist
}

// Every file of a corpus that the checker accepts must give Go that type-checks, with and without the optimiser, as a program and as a package.
// CYP_CORPUS is a pattern of files, as "…/tests/run/*.pyx".
func TestCorpus(t *testing.T) {
	pattern := os.Getenv("CYP_CORPUS")
	if pattern == "" {
		t.Skip("CYP_CORPUS names no files")
	}
	files, err := filepath.Glob(pattern)
	require.NoError(t, err)
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadTypes | packages.NeedDeps | packages.NeedImports, Dir: "../.."},
		"./runtime/...", "math", "math/big", "math/cmplx", "strings", "sync")
	require.NoError(t, err)
	imports := loaded{"unsafe": gotypes.Unsafe}
	packages.Visit(pkgs, nil, func(p *packages.Package) { imports[p.PkgPath] = p.Types })
	accepted := 0
	for _, f := range files {
		for i, opt := range []passes.Options{{}, {NoOpt: true}} {
			l := resolve.NewLoader()
			l.Std = std.Open
			l.Dir = filepath.Dir(f)
			l.Path = []string{l.Dir}
			p := l.Program(l.LoadFile(f, true, true))
			if p.Diags.Errors() > 0 {
				break
			}
			tree := check.Program(p, check.Options{})
			if p.Diags.Errors() > 0 {
				break
			}
			prog := irbuild.Build(tree, irbuild.Options{Exported: i == 1})
			if !assert.NoError(t, passes.Run(prog, opt), f) {
				break
			}
			out, err := gogen.Emit(prog, gogen.Options{Relative: true, Lib: i == 1, Exported: i == 1})
			if _, ok := err.(*gogen.Unsupported); ok || !assert.NoError(t, err, f) {
				break
			}
			accepted++
			typeCheck(t, f, out, imports)
		}
	}
	t.Logf("%d of %d files", accepted/2, len(files))
}

func typeCheck(t *testing.T, name string, out []gogen.File, imports loaded) {
	fset := token.NewFileSet()
	var asts []*ast.File
	for _, o := range out {
		a, err := parser.ParseFile(fset, o.Name, o.Text, 0)
		require.NoError(t, err, name)
		asts = append(asts, a)
	}
	first := true
	conf := gotypes.Config{Importer: imports, Error: func(err error) {
		if first {
			t.Errorf("%s: %v", filepath.Base(name), err)
		}
		first = false
	}}
	conf.Check("main", fset, asts, nil)
}
