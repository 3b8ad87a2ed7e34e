package driver

import (
	"fmt"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/gil"
	"github.com/cyp-lang/cyp/internal/gogen"
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/irbuild"
	"github.com/cyp-lang/cyp/internal/ownership"
	"github.com/cyp-lang/cyp/internal/passes"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types/check"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// File is a generated Go file.
type File = gogen.File

// Shape is what the Go text is for.
type Shape struct {
	Package  string // name of the Go package
	Runtime  string // import path of the runtime
	Lib      bool   // a package for Go callers: exported names, no main
	Library  string // a package of a Python module that comes with the compiler: its name
	Test     bool   // tables of doctest fragments, no main
	Relative bool   // //line directives are relative to the folder of the file
}

// codeUnsupported is for what the language has and no stage before the last could tell.
var codeUnsupported = diag.Code{ID: "CYP-N008", Slug: "not-supported-yet"}

// Check runs the stages that find errors. It reports whether there are none.
func Check(p *resolve.Program, opts *Options) bool {
	check_(p, opts)
	return !failed(p.Diags, opts)
}

// check_ types the program and checks its rules; nil where the syntax is wrong already.
func check_(p *resolve.Program, opts *Options) *typed.Program {
	if p.Diags.Errors() > 0 {
		return nil
	}
	end := opts.Timings.Phase("check types")
	t := check.Program(p, check.Options{Strict: opts.Strict})
	end()
	if opts.Dump == "types" {
		typed.Dump(opts.DumpTo, t)
	}
	if p.Diags.Errors() > 0 && !onlyExpressions(p.Diags) {
		return t
	}
	end = opts.Timings.Phase("check rules")
	gil.Check(t, p.Diags, gil.Options{})
	if p.Diags.Errors() == 0 {
		oo := ownership.Options{Strict: opts.Strict, Open: opts.open}
		if opts.Decisions {
			oo.Explain = func(at source.Span, text string) {
				fmt.Fprintf(opts.DumpTo, "%s: %s\n", p.Set.Position(at.Start), text)
			}
		}
		why, err := opts.why(p)
		if err == nil {
			oo.Why = why
		}
		ownership.Check(t, p.Diags, oo)
		needless(p)
	}
	end()
	return t
}

// onlyExpressions reports whether all errors so far are those of single expressions, so that the rest of the tree can be looked at.
func onlyExpressions(ds *diag.List) bool {
	for _, d := range ds.All() {
		if d.Severity == diag.Error && d.Phase < diag.Expression {
			return false
		}
	}
	return true
}

// Compile runs all stages, from parsed modules to Go text. It reports whether it succeeded; if not, the diagnostics of
// the program say why.
func Compile(p *resolve.Program, shape Shape, opts *Options) ([]File, bool) {
	t := check_(p, opts)
	if t == nil || failed(p.Diags, opts) {
		return nil, false
	}
	end := opts.Timings.Phase("build IR")
	prog := irbuild.Build(t, irbuild.Options{Exported: shape.Lib || shape.Library != ""})
	end()
	po := passes.Options{NoOpt: opts.NoOpt}
	if opts.Dump == "ir" || opts.Dump == "own" {
		po.Dump = func(stage string, p *ir.Program) {
			if stage == opts.Dump {
				fmt.Fprint(opts.DumpTo, ir.Print(p))
			}
		}
	}
	if opts.Decisions {
		po.Note = func(at source.Span, text string) {
			fmt.Fprintf(opts.DumpTo, "%s: %s\n", p.Set.Position(at.Start), text)
		}
	}
	end = opts.Timings.Phase("passes")
	if err := passes.Run(prog, po); err != nil {
		panic(err)
	}
	if opts.Passed != nil {
		opts.Passed(prog)
	}
	end()
	end = opts.Timings.Phase("generate Go")
	files, err := gogen.Emit(prog, gogen.Options{Package: shape.Package, RuntimePath: shape.Runtime, Relative: shape.Relative,
		Lib: shape.Lib || shape.Library != "", Exported: shape.Lib, Test: shape.Test, Debug: opts.Debug, Imports: libraryPaths(p, shape)})
	end()
	if u, ok := err.(*gogen.Unsupported); ok {
		p.Diags.Errorf(diag.Expression, codeUnsupported, u.At, "%s", u.Error())
		return nil, false
	}
	if err != nil {
		panic(err)
	}
	return files, true
}
