package ownership

import (
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Arguments are moved into the function that is called: one that is a new object, or consumed, belongs to it alone. Where every call of a function
// passes such an argument for a parameter, and all calls are known, what the parameter holds at entry is held by nothing else, as if it were
// `iso`.
//
// The set starts with every parameter that could be one and that a `consume` needs. Calls take parameters out of it, until none is left that a call
// contradicts. A parameter that is taken out can make an argument of another call one that others may hold, so all is looked at again then.

// findUnique finds these parameters, and computes the summaries anew with them.
func (c *checker) findUnique() {
	if c.opts.Open {
		return
	}
	open := c.openCalls()
	c.unique = map[*typed.Func][]bool{}
	for _, f := range c.funcs {
		if open.has(f) || f.Kind == typed.CdefFunc && len(c.callers[f]) == 0 {
			continue
		}
		off := 1
		if f.Self != nil {
			off = 2
		}
		var slots []bool
		for i, p := range f.Params {
			if r, ok := p.Type.(*types.Ref); ok && r.Qual == types.Unqualified && !p.Captured && consumes(f, p) {
				if slots == nil {
					slots = make([]bool, len(f.Params)+off)
				}
				slots[i+off] = true
			}
		}
		if slots != nil {
			c.unique[f] = slots
		}
	}
	for len(c.unique) > 0 {
		c.solve()
		changed := false
		for _, f := range c.funcs {
			a := newAnalysis(c, f, false)
			a.contradict = func(g *typed.Func, slot int) {
				c.unique[g][slot] = false
				changed = true
			}
			a.run()
		}
		if !changed {
			return
		}
	}
}

// consumes reports whether f consumes its parameter p.
func consumes(f *typed.Func, p *typed.Var) bool {
	found := false
	walk(f.Body, func(x typed.Expr) {
		if c, ok := x.(*typed.Consume); ok && variable(c.X) == p {
			found = true
		}
	})
	return found
}

// moved checks the arguments of a call, the last that wait, against what is taken for granted of the parameters. Those of a message are always moved.
func (a *analysis) moved(x typed.Expr, vals []value) {
	if a.contradict == nil || len(a.c.unique) == 0 {
		return
	}
	if _, ok := x.(*typed.Send); ok {
		return
	}
	base := len(a.s.pend) - len(vals)
	for _, f := range a.c.targets(x) {
		slots := a.c.unique[f]
		off := len(slots) - len(vals)
		for i, v := range vals {
			if slots != nil && off > 0 && slots[i+off] && !a.alone(a.s.pend[base+i], v) {
				a.contradict(f, i+off)
			}
		}
	}
}

// alone reports whether a value that waits, of group g, is held by nothing else.
func (a *analysis) alone(g int, v value) bool {
	switch {
	case g == none:
		return true
	case g == world || !v.owned || v.v != nil || v.sub != none || v.view != nil:
		return false
	case a.s.info[g].cyclic && a.s.info[g].lost:
		return false
	}
	n := 0
	for _, h := range a.s.pend {
		if h == g {
			n++
		}
	}
	for k, h := range a.s.of {
		if h == g && !a.tracked(k) {
			return false
		}
	}
	return n == 1 && len(a.s.holdersOf(g, a.s.live(a.tracked))) == 0
}
