package ownership

import (
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// A method that consumes a field of handles (children.go) relies on its callers: copies may have been lent, and not have come back. Like the
// parameters of unique.go, the set of methods whose every call passes an object without lent handles starts with all that could be of it.

// findIntact finds these methods.
func (c *checker) findIntact() {
	c.intact = map[*typed.Func]bool{}
	if len(c.children.sole) == 0 {
		return
	}
	open := c.openCalls()
	for _, f := range c.funcs {
		if f.Method != nil && !open.has(f) && len(c.dispatch(f.Method, false).funcs) == 1 && c.takesChild(f) {
			c.intact[f] = true
		}
	}
	for len(c.intact) > 0 {
		changed := false
		for _, f := range c.funcs {
			a := newAnalysis(c, f, false)
			a.lentTo = func(g *typed.Func) {
				delete(c.intact, g)
				changed = true
			}
			a.run()
		}
		if !changed {
			return
		}
	}
}

// takesChild reports whether a method consumes a field of its own object whose handles are lent.
func (c *checker) takesChild(f *typed.Func) bool {
	found := false
	walk(f.Body, func(x typed.Expr) {
		if e, ok := x.(*typed.Consume); ok {
			if p, ok := strip(e.X).(*typed.Field); ok && c.children.sole[p.Field] && variable(p.X) == f.Self {
				found = true
			}
		}
	})
	return found
}

// called checks the object that a call, whose receiver is the group g, passes to a method that relies on it.
func (a *analysis) called(x typed.Expr, g int) {
	if a.lentTo == nil || len(a.c.intact) == 0 {
		return
	}
	for _, f := range a.c.targets(x) {
		if f == nil || !a.c.intact[f] {
			continue
		}
		if _, ok := x.(*typed.MethodCall); !ok || !a.isIntact(g) {
			a.lentTo(f)
		}
	}
}

// isIntact reports whether no copy of the handles in fields of the objects of group g can be left, where only their fields hold them (children.go).
func (a *analysis) isIntact(g int) bool {
	if g <= world || a.s.info[g].spread || a.s.info[g].flight || a.s.of[a.mail()] == g || len(a.s.holdersOf(g, a.s.live(a.tracked))) > 0 {
		return false
	}
	for k := 1; k <= a.slots; k++ {
		if a.s.of[k] == g && !a.tracked(k) && !(k == 1 && a.c.intact[a.fn]) {
			return false
		}
	}
	return true
}

// lends notes a use of a handle in a field of group g: there may be a copy from then on.
func (a *analysis) lends(x *typed.Field, g int) {
	if g > world && a.c.children != nil && a.c.children.sole[x.Field] {
		a.s.info[g].spread = true
	}
}

// returned applies the promise of finish() of the scheduler with a number: the actors that it served have ended, and given their handles back.
func (a *analysis) returned(queue int) {
	for g := range a.s.info {
		if in := &a.s.info[g]; in.queue == queue {
			in.spread = false
		}
	}
}
