package check

import (
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// stdResolved parses an embedded declaration file as a module.
func stdResolved(c *checker, name string, text []byte) *resolve.Module {
	f := c.set.Add(name+".pxd", "", text)
	tree := syntax.Parse(f, syntax.Mode{Decl: true}, c.diags)
	return &resolve.Module{Name: name, Pxd: tree, Std: true}
}
