package ir

import (
	"fmt"
	"slices"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
)

// VerifyCounted checks a program after the counting pass: every owned value is moved or dropped exactly once on
// every path. It interprets each function over the states of its owners.
func VerifyCounted(p *Program) []error {
	funcs := AllFuncs(p)
	closed := map[*Local]bool{}
	for _, f := range funcs {
		for _, l := range f.Captures {
			closed[l] = true
		}
	}
	var errs []error
	for _, f := range funcs {
		c := &countVerifier{p: p, f: f, closed: closed, index: map[*Local]int{}, seen: map[string]bool{}}
		c.fn()
		errs = append(errs, c.errs...)
	}
	return errs
}

// ownerState is what may be true of an owner, as a set.
type ownerState uint8

const (
	empty ownerState = 1 << iota // it holds null
	held                         // it may hold a count
	stale                        // its count has gone, the Go variable still has the reference
)

type countVerifier struct {
	p      *Program
	f      *Func
	closed map[*Local]bool
	owners []*Local
	index  map[*Local]int
	rank   map[*Local]int // the order in which owners are dropped at an exit
	seen   map[string]bool
	errs   []error
}

func (c *countVerifier) fail(at source.Span, format string, args ...any) {
	where := c.f.Module + "." + c.f.Name
	if at.IsValid() && c.p.Set != nil {
		where += " at " + c.p.Set.Position(at.Start).String()
	}
	text := fmt.Sprintf("counting: %s: %s", where, fmt.Sprintf(format, args...))
	if !c.seen[text] {
		c.seen[text] = true
		c.errs = append(c.errs, fmt.Errorf("%s", text))
	}
}

func (c *countVerifier) follow(l *Local, st ownerState, in *[]ownerState) {
	if l == nil || !Counted(l.Type) || l.Borrowed || c.closed[l] {
		return
	}
	c.index[l] = len(c.owners)
	c.owners = append(c.owners, l)
	*in = append(*in, st)
}

func (c *countVerifier) fn() {
	f := c.f
	var in []ownerState
	for _, l := range f.Params {
		c.follow(l, held, &in)
	}
	for _, l := range f.Locals {
		c.follow(l, empty, &in)
	}
	for _, s := range f.Body {
		// A method that assigns self takes a count first.
		if i, ok := s.(*Incref); ok && f.Self != nil {
			if g, ok := i.V.(*Get); ok && g.Local == f.Self {
				c.follow(f.Self, held, &in)
			}
		}
	}
	c.ranks()
	fw := &Forward[[]ownerState]{Join: joinOwners, Step: c.step, Branch: c.branch, Leave: c.leave}
	fw.Run(f.Body, in)
	c.kept(f.Body)
}

// branch learns from a test for null.
func (c *countVerifier) branch(cond Expr, in []ownerState) (yes, no []ownerState) {
	l, eq := NullTest(cond)
	i, ok := c.index[l]
	if !ok || in[i]&stale != 0 {
		return in, in
	}
	if _, ref := l.Type.(*types.Ref); !ref {
		return in, in
	}
	null := append([]ownerState(nil), in...)
	null[i] = empty
	if eq {
		return null, in
	}
	return in, null
}

func joinOwners(a, b []ownerState) ([]ownerState, bool) {
	out := append([]ownerState(nil), a...)
	changed := false
	for i, s := range b {
		if out[i]|s != out[i] {
			out[i] |= s
			changed = true
		}
	}
	return out, changed
}

// step interprets one statement.
func (c *countVerifier) step(s Stmt, in []ownerState) (out, raised []ownerState) {
	st := append([]ownerState(nil), in...)
	switch s := s.(type) {
	case *Set:
		if Counted(s.Dst.Type) {
			if s.Dst.Borrowed {
				c.lent(s.Src, st, s.Dst.Name)
			} else {
				c.owned(s.Src, st)
			}
		} else {
			c.look(s.Src, st)
		}
	case *Store:
		c.look(s.Place, st)
		if Counted(s.Place.Type()) {
			c.owned(s.Src, st)
		} else {
			c.look(s.Src, st)
		}
	case *Return:
		if s.Src != nil {
			if Counted(s.Src.Type()) {
				c.owned(s.Src, st)
			} else {
				c.look(s.Src, st)
			}
		}
	case *Do:
		if call := CallOf(s.Call); call != nil && call.T != nil && Counted(call.T) &&
			(call.Callee.Kind != Runtime || call.Callee.Fresh) {
			c.fail(s.Span(), "result of %s is lost", ExprString(s.Call))
		}
		c.look(s.Call, st)
	default:
		EachExpr(s, func(e Expr) { c.look(e, st) })
	}
	raised = append([]ownerState(nil), st...)
	if u := UnwindOf(s); u != nil {
		for i, l := range u.Unwinds {
			for _, before := range u.Unwinds[:i] {
				if before == l {
					c.fail(s.Span(), "%s is dropped twice on the error path", l.Name)
				}
			}
			c.drop(l, raised, s.Span(), false)
		}
		c.ordered(u.Unwinds[c.lentFirst(s, u.Unwinds):], s.Span(), "on the error path")
	}
	switch s := s.(type) {
	case *Set:
		if i, ok := c.index[s.Dst]; ok {
			if s.Init && st[i]&held != 0 {
				c.fail(s.Span(), "%s is set over a count", s.Dst.Name)
			}
			if !s.Init && st[i]&stale != 0 {
				c.fail(s.Span(), "the old value of %s is dropped again", s.Dst.Name)
			}
			st[i] = held
			if _, null := Strip(s.Src).(*Null); null {
				st[i] = empty
			}
		}
	case *Drop:
		c.drop(s.Local, st, s.Span(), s.Last)
	case *Return:
		for _, l := range s.Drops {
			c.drop(l, st, s.Span(), true)
		}
		c.ordered(s.Drops, s.Span(), "at the return")
	}
	return st, raised
}

// ranks numbers the owners as they die at an exit: temporaries, locals in the order of their appearance, a self that the method owns, parameters,
// and C++ values in the reverse order of their declaration.
func (c *countVerifier) ranks() {
	c.rank = map[*Local]int{}
	var temps, locals, cpp []*Local
	for _, l := range c.f.Locals {
		switch _, isCpp := l.Type.(*types.Cpp); {
		case l.Temp:
			temps = append(temps, l)
		case isCpp:
			cpp = append(cpp, l)
		default:
			locals = append(locals, l)
		}
	}
	slices.Reverse(cpp)
	for _, l := range slices.Concat(temps, locals, []*Local{c.f.Self}, c.f.Params, cpp) {
		if l != nil {
			c.rank[l] = len(c.rank)
		}
	}
}

// ordered checks that locals are dropped in the order of the language.
func (c *countVerifier) ordered(list []*Local, at source.Span, where string) {
	for i := 1; i < len(list); i++ {
		if c.rank[list[i-1]] > c.rank[list[i]] {
			c.fail(at, "%s is dropped before %s %s", list[i-1].Name, list[i].Name, where)
		}
	}
}

// lentFirst counts the temporaries at the front of the drops on an error path that are arguments of the call that raises: those come first, in the order
// of the arguments.
func (c *countVerifier) lentFirst(s Stmt, list []*Local) int {
	n := 0
	EachExpr(s, func(e Expr) {
		call := CallOf(e)
		if call == nil || call.Callee.Kind == Runtime {
			return
		}
		for _, a := range call.Args {
			if g, ok := Strip(a).(*Get); ok && g.Local.Temp && n < len(list) && list[n] == g.Local {
				n++
			}
		}
	})
	return n
}

func (c *countVerifier) drop(l *Local, st []ownerState, at source.Span, last bool) {
	i, ok := c.index[l]
	if !ok {
		c.fail(at, "%s is dropped but owns nothing", l.Name)
		return
	}
	if st[i]&stale != 0 {
		c.fail(at, "%s is dropped twice", l.Name)
	}
	st[i] = empty
	if last {
		st[i] = stale
	}
}

// leave checks that nothing is left at an exit.
func (c *countVerifier) leave(s Stmt, st []ownerState, raised bool) {
	at := c.f.Span
	if s != nil {
		at = s.Span()
	}
	for i, l := range c.owners {
		if st[i]&held != 0 {
			how := "left"
			if raised {
				how = "left on the error path"
			}
			c.fail(at, "%s is %s", l.Name, how)
		}
	}
}

// look checks an expression that does not take ownership; moves inside calls are carried out.
func (c *countVerifier) look(e Expr, st []ownerState) {
	switch e := e.(type) {
	case *Get:
		i, ok := c.index[e.Local]
		if !ok {
			if e.Move && Counted(e.Local.Type) {
				c.fail(e.Span(), "%s is moved but owns nothing", e.Local.Name)
			}
			return
		}
		if st[i]&stale != 0 {
			c.fail(e.Span(), "%s is used after it was given away", e.Local.Name)
		}
		if e.Move {
			c.fail(e.Span(), "%s is moved where nothing takes it", e.Local.Name)
		}
		if _, ref := e.Local.Type.(*types.Ref); !ref {
			st[i] |= held
		}
	case *Call:
		if e.Callee.Value != nil {
			c.look(e.Callee.Value, st)
		}
		if e.Recv != nil {
			c.look(e.Recv, st)
		}
		for i, a := range e.Args {
			if a.Type() != nil && Counted(a.Type()) && (e.Callee.Kind == Indirect || i < len(e.Callee.Owns) && e.Callee.Owns[i]) {
				c.owned(a, st)
			} else {
				c.look(a, st)
			}
		}
	case *Retain:
		if Counted(e.T) {
			c.fail(e.Span(), "the count taken on %s is lost", ExprString(e.V))
		}
		c.look(e.V, st)
	case *Take:
		c.fail(e.Span(), "what %s takes is lost", ExprString(e))
	default:
		if e != nil {
			Each(e, func(x Expr) { c.look(x, st) })
		}
	}
}

// owned checks an expression that gives a count.
func (c *countVerifier) owned(e Expr, st []ownerState) {
	switch x := e.(type) {
	case *Null:
		return
	case *Take:
		c.look(x.Place, st)
		return
	case *Retain:
		c.look(x.V, st)
		return
	case *Call:
		c.look(x, st)
		if x.Callee.Kind == Runtime && !x.Callee.Fresh {
			c.fail(e.Span(), "%s gives no count", ExprString(e))
		}
		return
	case *Get:
		i, ok := c.index[x.Local]
		if !x.Move || !ok {
			c.fail(e.Span(), "%s gives no count", ExprString(e))
			return
		}
		if st[i]&stale != 0 {
			c.fail(e.Span(), "%s is moved twice", x.Local.Name)
		}
		st[i] = empty
		if x.Last {
			st[i] = stale
		}
		return
	case *Conv:
		if Counted(x.V.Type()) {
			c.owned(x.V, st)
			return
		}
	case *Cond:
		c.look(x.If, st)
		a := append([]ownerState(nil), st...)
		b := append([]ownerState(nil), st...)
		c.owned(x.Then, a)
		c.owned(x.Else, b)
		j, _ := joinOwners(a, b)
		copy(st, j)
		return
	}
	c.fail(e.Span(), "%s gives no count", ExprString(e))
}

// lent checks what a borrowed local is set to.
func (c *countVerifier) lent(e Expr, st []ownerState, name string) {
	switch x := Strip(e).(type) {
	case *Call:
		if x.Callee.Kind != Runtime || x.Callee.Fresh {
			c.fail(e.Span(), "%s, which is borrowed, is set to a new count", name)
		}
	case *Get:
		if x.Move {
			c.fail(e.Span(), "%s is moved into %s, which is borrowed", x.Local.Name, name)
			return
		}
	case *Take:
		c.fail(e.Span(), "%s, which is borrowed, is set to a new count", name)
		return
	}
	if r, ok := e.(*Retain); ok {
		c.fail(e.Span(), "%s, which is borrowed, is set to a new count", name)
		e = r.V
	}
	c.look(e, st)
}
