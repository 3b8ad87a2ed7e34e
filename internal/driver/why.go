package driver

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ownership"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// WhyPlace splits FILE:LINE.
func WhyPlace(s string) (file string, line int, ok bool) {
	i := strings.LastIndex(s, ":")
	if i <= 0 {
		return "", 0, false
	}
	line, err := strconv.Atoi(s[i+1:])
	return s[:i], line, err == nil && line > 0
}

// why is the question of --why, where its file belongs to the program.
func (o *Options) why(p *resolve.Program) (*ownership.Why, error) {
	if o.Why == "" {
		return nil, nil
	}
	name, line, ok := WhyPlace(o.Why)
	if !ok {
		return nil, problem("", "--why takes FILE:LINE, not '%s'", o.Why)
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, problem("", "%s: %s", name, err)
	}
	for _, m := range p.Modules {
		for _, f := range []*syntax.File{m.Pyx, m.Pxd} {
			if f == nil || f.Source.Name != name && f.Source.Path != abs {
				continue
			}
			o.whyAsked = true
			return &ownership.Why{File: f.Source, Line: line, Say: func(at source.Span, text string) {
				o.whySaid = true
				if at.IsValid() {
					fmt.Fprintf(o.DumpTo, "%s: %s\n", p.Set.Position(at.Start), text)
				} else {
					fmt.Fprintf(o.DumpTo, "    %s\n", text)
				}
			}}, nil
		}
	}
	return nil, nil
}

// WhyNothing is the error of a question that nothing answered; nil where something did.
func (o *Options) WhyNothing() error {
	switch {
	case o.Why == "" || o.whySaid:
		return nil
	case !o.whyAsked:
		return problem("name one of the files that are checked, or a module that they cimport, and mend errors first", "--why: '%s' is not in the program, or was not checked", o.Why)
	}
	return problem("ask about a line on which a statement of a function begins", "--why: no statement begins at %s", o.Why)
}
