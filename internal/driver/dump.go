package driver

import (
	"fmt"

	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// DumpSource prints the tokens or the trees of the modules asked for; other stages print themselves in Compile.
func DumpSource(p *resolve.Program, opts *Options) error {
	for _, m := range p.Roots {
		for _, f := range []*syntax.File{m.Pxd, m.Pyx} {
			if f == nil {
				continue
			}
			fmt.Fprintf(opts.DumpTo, "# %s\n", f.Source.Name)
			var err error
			if opts.Dump == "tokens" {
				err = lexer.Scan(f.Source, lexer.Options{Python: m.Python && f == m.Pyx, Level2: f.Directives["language_level"] == "2"}).Dump(opts.DumpTo)
			} else {
				err = syntax.Dump(opts.DumpTo, f)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}
