// Package passes runs the passes over the IR in their order: types of C memory, devirtualising, effects, inlining, removal of null checks, lists,
// counting, last sends, contexts.
//
// In: the program as irbuild makes it, which ir.Verify accepts. Out: the program as gogen takes it, which ir.VerifyCounted
// accepts.
package passes

import (
	"errors"
	"fmt"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/cmemory"
	"github.com/cyp-lang/cyp/internal/passes/counting"
	"github.com/cyp-lang/cyp/internal/passes/devirtualise"
	"github.com/cyp-lang/cyp/internal/passes/effects"
	"github.com/cyp-lang/cyp/internal/passes/elements"
	"github.com/cyp-lang/cyp/internal/passes/facts"
	"github.com/cyp-lang/cyp/internal/passes/inline"
	"github.com/cyp-lang/cyp/internal/passes/lastsend"
	"github.com/cyp-lang/cyp/internal/passes/nullcheck"
	"github.com/cyp-lang/cyp/internal/passes/textkeys"
	"github.com/cyp-lang/cyp/internal/source"
)

// Options choose what the passes do.
type Options struct {
	// NoOpt keeps every count, check and table call of the language.
	NoOpt bool
	// NoVerify leaves the verifiers out.
	NoVerify bool
	// Dump, where set, hears of the program after a pass: "ir" before any, "own" after counting.
	Dump func(stage string, p *ir.Program)
	// Note, where set, hears of each decision of the optimiser (-m).
	Note func(at source.Span, text string)
}

// Run runs all passes. An error is a bug of the compiler: an invariant that does not hold.
func Run(p *ir.Program, opt Options) error {
	if err := verify(opt, "before the passes", p, ir.Verify); err != nil {
		return err
	}
	if opt.Dump != nil {
		opt.Dump("ir", p)
	}
	ir.Unshare(p)
	ir.Unshare(p)
	x := ir.NewIndex(p)
	cmemory.Run(x)
	if !opt.NoOpt {
		devirtualise.Run(x, func(c *ir.Call, direct bool) {
			if opt.Note == nil {
				return
			}
			how := "virtual call of "
			if direct {
				how = "direct call of "
			}
			opt.Note(c.Span(), how+c.Callee.Method.Class.Name+"."+c.Callee.Method.Name)
		})
	}
	effects.Raise(x)
	if !opt.NoOpt {
		note := func(text string) func(c *ir.Call) {
			return func(c *ir.Call) {
				if opt.Note != nil {
					opt.Note(c.Span(), fmt.Sprintf(text, c.Callee.Func.Name))
				}
			}
		}
		inline.Run(x, note("call of %s written in place"))
		inline.Guards(x, note("first tests of %s written before the call"))
		nullcheck.Run(x)
	}
	fw := facts.Of(x)
	if !opt.NoOpt {
		elements.Run(fw)
	}
	counting.Run(fw, counting.Options{Naive: opt.NoOpt, Note: func(f *ir.Func, l *ir.Local, what string) {
		if opt.Note != nil {
			opt.Note(l.Span, l.Name+": "+what)
		}
	}})
	elements.Lower(fw)
	if !opt.NoOpt {
		textkeys.Run(x)
		lastsend.Run(x)
	}
	effects.Contexts(x)
	if opt.Dump != nil {
		opt.Dump("own", p)
	}
	return verify(opt, "after counting", p, ir.VerifyCounted)
}

func verify(opt Options, when string, p *ir.Program, check func(*ir.Program) []error) error {
	if opt.NoVerify {
		return nil
	}
	errs := check(p)
	if len(errs) == 0 {
		return nil
	}
	if len(errs) > 10 {
		errs = append(errs[:10:10], fmt.Errorf("and %d more", len(errs)-10))
	}
	return fmt.Errorf("%s: %w", when, errors.Join(errs...))
}
