package ownership

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// analysis runs over one function, forwards, statement by statement (flow.go) and expression by expression (eval.go).
type analysis struct {
	c      *checker
	fn     *typed.Func
	final  bool // report and mark; else only the summary is wanted
	s      *state
	keys   map[*typed.Var]int
	last   map[*typed.Var]typed.Expr // the last read of each temporary, which moves what it holds
	vars   []*typed.Var              // key -> variable, nil for the world, origins and the result
	slots  int
	given  []bool      // slot -> the caller gave its value up
	args   []value     // the arguments of the call that was applied last, with their groups after it
	params map[int]int // number of the object that a parameter refers to at first -> slot
	same   int         // last number given to an object

	sites   []site
	loops   []*loop
	tries   []*try
	exit    *state
	locking []*lockBlock
	gil     []*typed.WithGIL
	// contradict, where set, is told of each call that passes for a parameter what others may hold (unique.go).
	contradict func(f *typed.Func, slot int)
	// lentTo, where set, is told of each call that passes an object whose handles may be lent (intact.go).
	lentTo func(f *typed.Func)
	unused *typed.Send  // the statement that is analysed, where it is a message
	taking *typed.Field // the operand of the `consume` that is evaluated
	quiet  int          // > 0: rounds of a loop that are not the last: nothing is reported
}

// site is a place that empties a variable.
type site struct {
	at   source.Span
	kind siteKind
	loop bool
}

type siteKind uint8

const (
	consumed siteKind = iota
	deleted
	expired // the loop or block that protected what the variable refers to has ended
)

// loop gathers the states that leave a loop or start its next round. Depth is the number of groups that wait outside it.
type loop struct {
	brk, cont *state
	depth     int
}

// try gathers the states in which the body of a try statement may be left early.
type try struct {
	out   *state
	depth int
}

func newAnalysis(c *checker, f *typed.Func, final bool) *analysis {
	a := &analysis{c: c, fn: f, final: final, s: newState(), keys: map[*typed.Var]int{}, slots: slots(f), sites: make([]site, 1)}
	a.last = map[*typed.Var]typed.Expr{}
	shared := map[*typed.Var]bool{}
	walk(f.Body, func(x typed.Expr) {
		if v, ok := x.(*typed.VarExpr); ok && v.Var.Kind == typed.TempVar {
			if a.last[v.Var] == v {
				shared[v.Var] = true // one node stands for two reads
			}
			a.last[v.Var] = v
		}
	})
	for v := range shared {
		delete(a.last, v)
	}
	walk(f.Body, func(x typed.Expr) {
		if b, ok := x.(*typed.BoolOp); ok && b.Left != nil {
			delete(a.last, b.Left) // read once more, as the result
		}
	})
	a.vars = make([]*typed.Var, a.slots+3)
	a.s.grow(a.slots + 2)
	a.given = make([]bool, a.slots+1)
	a.params = map[int]int{}
	slot := 1
	enter := func(v *typed.Var) {
		if !holds(v.Type) {
			slot++
			return
		}
		key := a.key(v)
		a.s.vars[key].since = v.Span
		g := a.s.fresh()
		a.s.of[slot], a.s.of[key] = g, g
		if r, ok := v.Type.(*types.Ref); ok && r.Qual == types.Iso && v.Kind != typed.SelfVar {
			a.given[slot] = true
		}
		if u := c.unique[f]; u != nil && u[slot] {
			a.given[slot] = true
		}
		a.s.info[g].queue = unknownQueue
		if _, ok := v.Type.(*types.Ref); ok {
			a.same++
			a.params[a.same] = slot
			a.s.vars[key].same = a.same
		}
		if v.Captured || c.tainted(v.Type) {
			a.s.join(world, g, v.Span)
		}
		slot++
	}
	if f.Self != nil {
		enter(f.Self)
	}
	for _, p := range f.Params {
		enter(p)
	}
	return a
}

// key returns the holder that stands for a variable.
func (a *analysis) key(v *typed.Var) int {
	k, ok := a.keys[v]
	if !ok {
		k = len(a.vars)
		a.keys[v] = k
		a.vars = append(a.vars, v)
	}
	a.s.grow(k)
	return k
}

// tracks reports whether anything is to be known of a variable: it can hold references, or lead to some.
func tracks(v *typed.Var) bool { return holds(v.Type) || iterator(v.Type) }

// unset records that a variable holds nothing any more.
func (a *analysis) unset(v *typed.Var) {
	if tracks(v) {
		a.s.of[a.key(v)] = none
	}
}

// result is the key of the function's result, mail that of messages in flight.
func (a *analysis) result() int { return a.slots + 1 }
func (a *analysis) mail() int   { return a.slots + 2 }

// tracked reports whether a key stands for an argument that the caller gave up: it is there for the summary and holds nothing.
func (a *analysis) tracked(key int) bool { return key >= 1 && key <= a.slots && a.given[key] }

// local reports whether v is a variable that this function alone assigns.
func (a *analysis) local(v *typed.Var) bool {
	return v.Kind != typed.GlobalVar && !v.Captured && (v.Func == nil || v.Func == a.fn)
}

// run analyses the body and returns the summary.
func (a *analysis) run() *summary {
	a.stmts(a.fn.Body)
	a.leave(a.s)
	s := newSummary(a.slots)
	if a.exit == nil {
		return s
	}
	e := a.exit
	clear(e.of[a.mail()+1:]) // variables die
	e.normalise()
	low := map[int]int{}
	slotsOf := map[int][]int{}
	for i := 0; i <= a.result(); i++ {
		g := e.of[i]
		if g == none {
			if i == a.result() {
				s.class[i] = -1
			}
			continue
		}
		if _, ok := low[g]; !ok {
			low[g] = i
		}
		s.class[i] = low[g]
		slotsOf[g] = append(slotsOf[g], i)
	}
	mail := e.of[a.mail()]
	if mail != none {
		s.mail = -1
		if k, ok := a.params[e.info[mail].queue]; ok {
			s.mail = k
		}
		slotsOf[mail] = append(slotsOf[mail], mailSlot)
	}
	for g := range e.info {
		if e.info[g].flight && g != mail {
			s.mail = -1 // the caller can't know when they have been executed
			slotsOf[g] = append(slotsOf[g], mailSlot)
		}
	}
	for i := 1; i <= a.result(); i++ {
		g := e.of[i]
		if g <= world {
			continue
		}
		in := e.info[g]
		s.cyclic[i], s.lost[i], s.exposed[i], s.written[i], s.spread[i] = in.cyclic, in.lost, in.exposed, in.written, in.spread
		s.sent[i] = g == mail || in.flight
		for _, h := range in.in {
			for _, j := range slotsOf[h] {
				s.held[i] = add(s.held[i], j)
			}
		}
		if k, ok := a.params[in.queue]; ok && i == a.result() {
			s.queue = k
		}
	}
	return s
}

// leave records a state in which the function is left.
func (a *analysis) leave(s *state) {
	if s == nil {
		return
	}
	s = s.clone()
	s.pend = nil
	if a.exit != nil {
		a.exit.pend = nil
	}
	a.exit = merge(a.exit, s)
}

// raise records that control may go to the handler around this point.
func (a *analysis) raise() {
	if len(a.tries) > 0 && a.s != nil {
		t := a.tries[len(a.tries)-1]
		t.out = level(t.out, a.s, t.depth)
	}
}

// level merges a state from inside expressions or blocks into one gathered outside: what waits inside is left behind.
func level(out, s *state, depth int) *state {
	s = s.clone()
	s.pend = s.pend[:depth]
	return merge(out, s)
}

// report adds a diagnostic unless this is not the final look at the place.
func (a *analysis) report(d *diag.Diagnostic) *diag.Diagnostic {
	if !a.final || a.quiet > 0 {
		return d
	}
	return a.c.report(d)
}

// empty records that a variable was emptied at a place.
func (a *analysis) empty(v *typed.Var, at source.Span, kind siteKind) {
	key := a.key(v)
	n := 0
	for i := 1; i < len(a.sites); i++ {
		if a.sites[i].at == at && a.sites[i].kind == kind {
			n = i
		}
	}
	if n == 0 {
		n = len(a.sites)
		a.sites = append(a.sites, site{at: at, kind: kind})
	}
	a.s.vars[key].gone = n
	a.s.vars[key].same, a.s.vars[key].sure = 0, false
}

// used checks that x, which is dereferenced, was not emptied. The error points at the variable.
func (a *analysis) used(x typed.Expr) {
	v := variable(x)
	if v == nil || a.s == nil || !a.local(v) {
		return
	}
	key := a.key(v)
	n := a.s.vars[key].gone
	if n == 0 {
		return
	}
	st, at := a.sites[n], strip(x).Pos()
	name := v.Name
	where := "here"
	if st.at.Start >= at.Start {
		where = "here, in an earlier round of the loop"
	}
	switch st.kind {
	case consumed:
		a.report(&diag.Diagnostic{Span: at, Code: codeUseConsumed, Message: "Use of '" + name + "' after it was consumed"}).
			Note(st.at, "consumed %s: '%s' is NULL from then on", where, name).
			Hint("assign '%s' again, test it for NULL, or use it before the `consume`", name)
	case deleted:
		a.report(&diag.Diagnostic{Span: at, Code: codeUseDeleted, Message: "Use of '" + name + "' after it was deleted"}).
			Note(st.at, "deleted %s: '%s' is NULL from then on", where, name).
			Hint("assign '%s' again, or use it before the `del`", name)
	case expired:
		a.report(&diag.Diagnostic{Span: at, Code: codeView, Message: "'" + name + "' may not be used after the block that protects it"}).
			Note(st.at, "'%s' refers into what is protected here", name).
			Hint("use '%s' inside the block", name)
	}
	a.s.vars[key].gone = 0 // one error for each emptying
}

// variable is the variable that an expression reads, seen through casts that keep the object; nil for other expressions.
func variable(x typed.Expr) *typed.Var {
	if x, ok := strip(x).(*typed.VarExpr); ok {
		return x.Var
	}
	return nil
}

// tested is the variable that a test of x tests: the one that x reads or assigns.
func tested(x typed.Expr) *typed.Var {
	if y, ok := strip(x).(*typed.AssignExpr); ok {
		return variable(y.Place)
	}
	return variable(x)
}

// strip removes casts that give the same object.
func strip(x typed.Expr) typed.Expr {
	for {
		c, ok := x.(*typed.Coerce)
		if !ok || c.Kind != typed.Upcast && c.Kind != typed.Downcast {
			return x
		}
		x = c.X
	}
}
