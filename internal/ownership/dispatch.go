package ownership

import (
	"slices"

	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// dispatch is what a call of a method may run. There is one for each method that is called, so what is known of it is found out once, however many
// calls and overrides there are.
type dispatch struct {
	m       *types.Method
	funcs   []*typed.Func // the bodies; nil stands for one that is not the program's
	callers []*typed.Func // of those with several bodies
	sum     *summary      // of all bodies; nil until it is asked for
	starts  answer        // see begins
	writes  answer        // see writes
}

// answer is a question's answer, once it was asked.
type answer uint8

const (
	unasked answer = iota
	no
	yes
)

func (a *answer) ask(f func() bool) bool {
	if *a == unasked {
		*a = no
		if f() {
			*a = yes
		}
	}
	return *a == yes
}

type dispatchKey struct {
	m     *types.Method
	exact bool
}

// dispatches finds the bodies of calls.
type dispatches struct {
	known   map[dispatchKey]*dispatch
	through map[*typed.Func][]*dispatch                      // those with several bodies that may run a function
	impls   map[*types.Slot]map[*types.Class][]*types.Method // by the class that defines them
}

func newDispatches() *dispatches {
	return &dispatches{known: map[dispatchKey]*dispatch{}, through: map[*typed.Func][]*dispatch{}, impls: map[*types.Slot]map[*types.Class][]*types.Method{}}
}

// dispatch is what a call of m may run.
func (c *checker) dispatch(m *types.Method, exact bool) *dispatch {
	k := dispatchKey{m, exact || m.Slot == nil || len(m.Slot.Impls) == 0}
	d := c.calls.known[k]
	if d != nil {
		return d
	}
	d = &dispatch{m: m}
	c.calls.known[k] = d
	if !k.exact {
		d.funcs = c.overrides(m)
	}
	if len(d.funcs) == 0 {
		f, _ := m.Body.(*typed.Func)
		d.funcs = []*typed.Func{f}
	}
	if len(d.funcs) > 1 {
		for _, f := range d.funcs {
			if f != nil {
				c.calls.through[f] = append(c.calls.through[f], d)
			}
		}
	}
	return d
}

// overrides lists the bodies of the slot of m in the subclasses of its class, and in its bases, from where they are inherited.
func (c *checker) overrides(m *types.Method) []*typed.Func {
	by := c.calls.impls[m.Slot]
	if by == nil {
		by = map[*types.Class][]*types.Method{}
		for _, i := range m.Slot.Impls {
			by[i.Class] = append(by[i.Class], i)
		}
		c.calls.impls[m.Slot] = by
	}
	var out []*typed.Func
	add := func(k *types.Class) {
		for _, i := range by[k] {
			if f, _ := i.Body.(*typed.Func); f != nil {
				out = append(out, f)
			} else if !i.Abstract || i.Go != "" {
				out = append(out, nil)
			}
		}
	}
	for _, k := range c.reach.subclasses(m.Class) {
		add(k)
	}
	for _, k := range m.Class.MRO {
		if k != m.Class {
			add(k)
		}
	}
	return out
}

// provided reports whether one of the bodies is not the program's.
func (d *dispatch) provided() bool { return slices.Contains(d.funcs, nil) }

// callees lists the functions that an expression may call directly, and the calls that are dispatched.
func (c *checker) callees(x typed.Expr) ([]*typed.Func, *dispatch) {
	method := func(m *types.Method, exact bool) ([]*typed.Func, *dispatch) {
		d := c.dispatch(m, exact)
		if len(d.funcs) == 1 {
			return d.funcs, nil
		}
		return nil, d
	}
	switch x := x.(type) {
	case *typed.Call:
		if x.Func != nil {
			return []*typed.Func{x.Func}, nil
		}
	case *typed.MethodCall:
		return method(x.Method, x.Exact)
	case *typed.Send:
		return method(x.Method, false)
	case *typed.Construct:
		var out []*typed.Func
		for _, m := range []*types.Method{x.New, x.Init, x.Alloc} {
			if m != nil {
				out = append(out, c.dispatch(m, true).funcs...)
			}
		}
		return out, nil
	case *typed.Coerce:
		if x.Method != nil {
			return method(x.Method, false)
		}
	}
	return nil, nil
}

// targets lists the functions that an expression may call directly.
func (c *checker) targets(x typed.Expr) []*typed.Func {
	fs, d := c.callees(x)
	if d != nil {
		return d.funcs
	}
	return fs
}

// upwards adds to a set of functions all that call one of them, directly or not.
func (c *checker) upwards(set map[*typed.Func]bool) {
	var work []*typed.Func
	for f := range set {
		work = append(work, f)
	}
	seen := map[*dispatch]bool{}
	mark := func(fs []*typed.Func) {
		for _, f := range fs {
			if !set[f] {
				set[f] = true
				work = append(work, f)
			}
		}
	}
	for len(work) > 0 {
		f := work[len(work)-1]
		work = work[:len(work)-1]
		mark(c.callers[f])
		for _, d := range c.calls.through[f] {
			if !seen[d] {
				seen[d] = true
				mark(d.callers)
			}
		}
	}
}

// method is the summary of a call of a method.
func (c *checker) method(m *types.Method, exact bool) *summary {
	d := c.dispatch(m, exact)
	if len(d.funcs) == 1 && c.sums[d.funcs[0]] != nil {
		return c.function(d.funcs[0])
	}
	if d.sum == nil {
		d.sum = c.methodIn(c.sums, d)
		if c.first != nil {
			d.sum.first = c.methodIn(c.first, d)
		}
	}
	return d.sum
}

// methodIn unites the summaries of all that a call may run.
func (c *checker) methodIn(sums map[*typed.Func]*summary, d *dispatch) *summary {
	var out *summary
	for _, f := range d.funcs {
		var s *summary
		if f != nil {
			s = sums[f]
		}
		if s == nil {
			s = provided(d.m)
			if c.keysLeak(d.m.Class.Holds) {
				s = unknown(len(s.class) - 2)
			}
		}
		if out == nil {
			out = newSummary(len(s.class) - 2)
		}
		out.include(s)
	}
	return out
}

// include is unite for summaries that may differ in the number of slots.
func (s *summary) include(t *summary) {
	if len(s.class) != len(t.class) {
		t = unknown(len(s.class) - 2)
	}
	s.unite(t)
}

// changed notes the new summary of f, and returns the functions that call it in a way for which that makes a difference.
func (c *checker) changed(f *typed.Func, s *summary) []*typed.Func {
	c.sums[f] = s
	out := c.callers[f]
	for _, d := range c.calls.through[f] {
		if d.sum == nil {
			continue // nobody has seen it
		}
		next := newSummary(len(d.sum.class) - 2)
		next.first = d.sum.first
		next.unite(d.sum)
		next.include(s)
		if !next.equal(d.sum) {
			d.sum = next
			out = append(out[:len(out):len(out)], d.callers...)
		}
	}
	return out
}

// forget drops the summaries of calls: they are found anew.
func (c *checker) forget() {
	for _, d := range c.calls.known {
		d.sum = nil
	}
}
