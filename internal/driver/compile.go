package driver

import (
	"fmt"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/source"
)

// File is a generated Go file.
type File struct {
	Name string // base name
	Text []byte
}

// Shape is what the Go text is for.
type Shape struct {
	Package  string // name of the Go package
	Runtime  string // import path of the runtime
	Lib      bool   // a package for Go callers: exported names, no main
	Test     bool   // tables of doctest fragments, no main
	Relative bool   // //line directives are relative to the folder of the file
}

// Check runs the stages that find errors. It reports whether there are none.
func Check(p *resolve.Program, opts *Options) bool {
	return !failed(p.Diags, opts)
}

// Compile runs all stages, from parsed modules to Go text. It reports whether it succeeded; if not, the diagnostics of
// the program say why.
func Compile(p *resolve.Program, shape Shape, opts *Options) ([]File, bool) {
	if !Check(p, opts) {
		return nil, false
	}
	at := source.Span{}
	for _, m := range p.Roots {
		if m.Pyx != nil {
			at = m.Pyx.Span()
		}
	}
	p.Diags.Errorf(diag.Expression, diag.Code{}, source.Span{Start: at.Start, End: at.Start}, "not supported yet: %s", fmt.Sprint("code generation"))
	return nil, false
}
