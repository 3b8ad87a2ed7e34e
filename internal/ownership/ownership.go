// Package ownership checks who may hold what (spec 4.6): use of consumed variables, proof of isolation at `consume`, references that outlive
// what protects them, globals that several threads use.
//
// In: the typed tree of a program without errors. Out: diagnostics of phase Ownership, and Consume.Proved on every `consume` that needs no
// test at run time. Nothing else of the tree changes.
//
// # The model
//
// Objects fall into groups: two references are in one group if one may reach an object that the other reaches, over fields that the run-time
// test would follow (plain and const classes, containers, arrays, structs of them). A group is known by who holds references into it: local
// variables, arguments that wait for their call, the caller through a parameter (its origin), and the world, which stands for
// globals, Python, other threads and all we do not see. Building a graph joins groups (`x.f = y`, `l.append(y)`), a fresh object starts
// one, and a variable leaves its group when it is assigned, deleted or consumed. `consume x` is proved where nothing but x holds its group.
//
// Variables count until they are assigned, not until their last use: the run-time test sees their counts, and a program may not behave
// differently because of a proof. For the same reason a group that may hold a lost cycle (see state.go) proves nothing.
//
// References in `lock`, `active` and `iso` fields and elements are not followed, but they count. So a group also lists the groups whose objects
// hold it in that way; a group that no holder and no live group holds is dead (state.go). A message in flight holds its target and arguments,
// until finish() of the scheduler that executes it (queue.go). That proves taking an object back, `consume handle`, and `consume self.handle`
// where copies of the handle were only lent (children.go).
//
// Calls are known by summaries: which parameters and result end up in one group, which are lent to the world. They are computed for all
// functions together until nothing changes, from the assumption that a call joins nothing. A method call takes the summaries of every
// method that may override it. A function that the runtime provides joins its arguments with its receiver (summary.go).
//
// Example: in
//
//	b = Box(); b.leaf = Leaf(); c = consume b
//
// `b` alone holds the group of the box and its leaf: proved. After `x = b.leaf` the group has two holders, and the warning names `x`.
package ownership

import (
	"maps"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Options of a check.
type Options struct {
	// Strict makes errors of the warnings: a program that passes has no data race but through the escapes of the manual.
	Strict bool
	// Explain, where set, is told about every `consume`: proved, or left to run time and why (`-m`).
	Explain func(at source.Span, text string)
	// Open: code that is not part of the program may call its functions.
	Open bool
	// Why, where set, is told what is known at one line.
	Why *Why
}

// Check checks a program and marks the proved consumes.
func Check(p *typed.Program, ds *diag.List, opts Options) {
	c := &checker{prog: p, diags: ds, opts: opts, sums: map[*typed.Func]*summary{}, reach: newReaches(p.Classes), calls: newDispatches(), told: map[decision]bool{}}
	c.children = newChildren(c)
	c.collect()
	c.findQueues()
	c.solve()
	for c.findUnseen() {
		if c.first == nil {
			c.first = maps.Clone(c.sums)
		}
		c.forget()
		c.solve()
	}
	if c.findChildren() {
		c.solve()
	}
	c.findUnique()
	c.findIntact()
	for _, f := range c.funcs {
		newAnalysis(c, f, true).run()
	}
	c.globals()
	c.pranges()
}

// checker is the state of a whole program.
type checker struct {
	prog     *typed.Program
	diags    *diag.List
	opts     Options
	funcs    []*typed.Func // every function with a body, inner ones included, callees first as far as cycles allow
	sums     map[*typed.Func]*summary
	first    map[*typed.Func]*summary      // before destructors were looked at; nil where they do nothing special
	callers  map[*typed.Func][]*typed.Func // without those whose calls are dispatched
	calls    *dispatches
	reach    *reaches
	queues   *queues
	unseen   unseen
	unique   map[*typed.Func][]bool // slot -> every call passes what nothing else holds (unique.go)
	children *children
	intact   map[*typed.Func]bool // every call passes an object without lent handles (intact.go)
	told     map[decision]bool
	aliases  map[*typed.Func]map[*typed.Var]bool // see aliased
	changing map[*typed.Func]map[*typed.Var]bool // see changes
	writing  map[*typed.Func]bool                // see writers
	assigned map[*typed.Var]bool                 // see reassigned
	stores   map[string]map[*typed.Func]bool     // see storesField
	starters map[*typed.Func]bool                // see begins
	loose    map[*types.Field]bool               // see shared
}

// report adds a diagnostic; one that is a warning by default is an error in strict mode.
func (c *checker) report(d *diag.Diagnostic) *diag.Diagnostic {
	d.Phase = diag.Ownership
	if d.Severity == diag.Warning && c.opts.Strict {
		d.Severity, d.Soft, d.Hidden = diag.Error, true, false
	}
	return c.diags.Add(d)
}

// explain tells about a decision, once for all instances of a generic class.
func (c *checker) explain(at source.Span, text string) {
	k := decision{at, text}
	if c.opts.Explain != nil && !c.told[k] {
		c.told[k] = true
		c.opts.Explain(at, text)
	}
}

type decision struct {
	at   source.Span
	text string
}
