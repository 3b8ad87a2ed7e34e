// Package counting inserts reference counting.
//
// In: IR in which values are just used, with the Raises flags of passes/effects. Out: IR in which every counted value is owned
// by exactly one holder on every path:
//   - a value that is stored, returned or passed to an owning parameter is moved there (Get with Move, Take, a fresh
//     result) or copied (Retain);
//   - a Set or Store drops the old value after the store, unless Init says that there is none;
//   - what a local still holds is given up by Drop, by the Drops of a Return, and by the Unwinds of a statement that raises.
//
// A counted local that holds nothing is null: a Move or Drop leaves null behind, unless Last says that nobody will look. So dropping a
// local that may hold nothing is always right, and the pass needs to know only where a local certainly holds nothing.
//
// The rules are those of the language (spec 3): parameters are dropped at the exit, after the locals, which go in order of first
// appearance; temporaries die at the end of their statement; the receiver is borrowed and kept alive by the caller. What then
// is removed cannot be seen by the program: see borrow.go and modes.go.
//
//	cdef A f(A a, A b):      f(a: A, b: borrowed A)
//	    a.next = b             a.next = retain b
//	    return a               return move a
package counting

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes/facts"
)

// Options choose what is optimised.
type Options struct {
	// Naive keeps every count of the language.
	Naive bool
	// Note hears of each count that was removed or kept.
	Note func(f *ir.Func, l *ir.Local, what string)
}

// Run inserts the counting of the whole program.
func Run(fw *facts.World, opt Options) {
	x := fw.X
	w := newWorld(fw, opt)
	fns := make([]*inserter, len(x.Funcs))
	for i, f := range x.Funcs {
		fns[i] = newInserter(w, f)
		if !opt.Naive {
			fns[i].borrowLocals()
			fns[i].borrowTemps()
		}
	}
	w.modes()
	for _, n := range fns {
		n.fillOwns()
	}
	for _, n := range fns {
		n.run()
	}
}
