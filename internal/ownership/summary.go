package ownership

import (
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// summary says what a function does to groups. Its slots are the world (0), the receiver if there is one and the parameters (from 1), and the
// result (last). Slots of one class end in one group.
type summary struct {
	class   []int // slot -> class; 0: the world's. -1: a result that holds nothing
	cyclic  []bool
	lost    []bool
	exposed []bool
	spread  []bool
	written []bool  // slot -> an object of it may be changed
	sent    []bool  // slot -> its actors have messages in flight
	held    [][]int // slot -> slots whose objects hold it by references that are not followed; mailSlot: messages in flight do
	// queue and mail are the slots of the schedulers of the result and of the messages that are left in flight. 0: none, -1: not known.
	queue, mail int
	// first is the summary as it was before destructors were looked at, where that differs (unseen.go).
	first *summary
}

// mailSlot stands for messages in flight.
const mailSlot = -1

// newSummary is the summary to start from: nothing is joined.
func newSummary(slots int) *summary {
	n := slots + 2
	s := &summary{class: make([]int, n), cyclic: make([]bool, n), lost: make([]bool, n), exposed: make([]bool, n), spread: make([]bool, n),
		sent: make([]bool, n), written: make([]bool, n), held: make([][]int, n)}
	for i := range s.class {
		s.class[i] = i
	}
	s.class[slots+1] = -1
	return s
}

func (s *summary) result() int { return len(s.class) - 1 }

func (s *summary) equal(t *summary) bool {
	for i := range s.class {
		if s.class[i] != t.class[i] || s.cyclic[i] != t.cyclic[i] || s.lost[i] != t.lost[i] || s.exposed[i] != t.exposed[i] || s.spread[i] != t.spread[i] ||
			s.sent[i] != t.sent[i] || s.written[i] != t.written[i] ||
			len(s.held[i]) != len(t.held[i]) {
			return false
		}
	}
	return s.queue == t.queue && s.mail == t.mail
}

// unite makes the summary say also what t says. Both have the same number of slots.
func (s *summary) unite(t *summary) {
	n := len(s.class)
	u := make([]int, n)
	for i := range u {
		u[i] = i
	}
	find := func(i int) int {
		for u[i] != i {
			i = u[i]
		}
		return i
	}
	for _, x := range []*summary{s, t} {
		first := map[int]int{}
		for i, k := range x.class {
			if k < 0 {
				continue
			}
			if j, ok := first[k]; ok {
				u[find(i)] = find(j)
			} else {
				first[k] = i
			}
		}
	}
	low := map[int]int{}
	r := s.result()
	none := s.class[r] < 0 && t.class[r] < 0
	s.queue = uniteQueue(s.queue, t.queue, s.class[r] < 0, t.class[r] < 0)
	s.mail = uniteQueue(s.mail, t.mail, s.mail == 0, t.mail == 0)
	for i := range n {
		root := find(i)
		if _, ok := low[root]; !ok {
			low[root] = i
		}
		s.class[i] = low[root]
		s.cyclic[i] = s.cyclic[i] || t.cyclic[i]
		s.lost[i] = s.lost[i] || t.lost[i]
		s.exposed[i] = s.exposed[i] || t.exposed[i]
		s.spread[i] = s.spread[i] || t.spread[i]
		s.sent[i] = s.sent[i] || t.sent[i]
		s.written[i] = s.written[i] || t.written[i]
		for _, j := range t.held[i] {
			s.held[i] = add(s.held[i], j)
		}
	}
	if none {
		s.class[r] = -1
	}
}

// uniteQueue is the scheduler on two paths; one on which there is nothing does not count.
func uniteQueue(a, b int, noA, noB bool) int {
	switch {
	case noA:
		return b
	case noB || a == b:
		return a
	}
	return -1
}

// unknown is the summary of code that we do not see: it may keep and join everything.
func unknown(slots int) *summary {
	s := newSummary(slots)
	for i := range s.class {
		s.class[i] = 0
		s.exposed[i] = true
		s.spread[i] = true
		s.written[i] = true
	}
	s.mail = -1
	return s
}

// holds reports whether values of type t hold counted references.
func holds(t types.Type) bool { return reach(t, true) }

// follows reports whether the run-time test follows references in values of type t: plain and const classes, and what is made of them.
func follows(t types.Type) bool { return reach(t, false) }

func reach(t types.Type, any bool) bool {
	switch t := t.(type) {
	case *types.Ref:
		switch t.Qual {
		case types.Unqualified, types.IsoView, types.LockView:
			return true
		}
		return any
	case *types.Cpp:
		for _, h := range t.Holds {
			if reach(h, any) {
				return true
			}
		}
		if iterator(t) {
			// It counts nothing, but it leads to the elements.
			for _, h := range t.Args {
				if reach(h, any) {
					return true
				}
			}
			return t.Outer != nil && reach(t.Outer, any)
		}
	case *types.Array:
		return reach(t.Elem, any)
	case *types.Struct:
		for _, f := range t.Fields {
			if f.Type != nil && reach(f.Type, any) {
				return true
			}
		}
	case *types.Reference:
		return reach(t.Elem, any)
	case *types.Const:
		return reach(t.Elem, any)
	}
	return false
}

// leaf reports whether an object of the class reaches no other that could be shared: none of its fields holds a reference that is followed.
func leaf(k *types.Class) bool {
	for _, h := range k.Holds {
		if follows(h) {
			return false
		}
	}
	for _, c := range k.MRO {
		for _, f := range c.Fields {
			if f.Type != nil && follows(f.Type) {
				return false
			}
		}
	}
	return true
}

// provided is the summary of a method that the runtime provides. It keeps its arguments in the receiver, and what it returns comes from
// there, except that one which returns a container of the receiver's own kind makes a new one.
func provided(m *types.Method) *summary {
	n := len(m.Sig.Params)
	if !m.Static {
		n++
	}
	s := newSummary(n)
	at := 1
	if !m.Static {
		at = 2
	}
	for i, p := range m.Sig.Params {
		switch {
		case follows(p.Type) && !m.Static:
			s.class[at+i] = 1
		case !holds(p.Type):
		case m.Static:
			s.class[at+i] = 0
		default:
			s.held[at+i] = []int{1}
		}
	}
	if !m.Static && !m.SelfConst && n > 0 {
		s.written[1] = true
	}
	if m.Name == "__new__" {
		s.class[s.result()] = s.result()
		return s
	}
	r, ok := m.Sig.Result.(*types.Ref)
	switch {
	case !holds(m.Sig.Result):
	case !ok || m.Static:
		s.class[s.result()] = 1
	case r.Class.Generic != nil && r.Class.Generic == m.Class.Generic && leaf(r.Class):
		s.class[s.result()] = s.result() // a new container of things that are copied
	case follows(m.Sig.Result):
		s.class[s.result()] = 1
	default:
		s.class[s.result()] = 0
	}
	if m.Static && s.class[s.result()] == 1 {
		s.class[s.result()] = s.result()
	}
	return s
}

// collect lists the functions of the program, callees before callers as far as cycles allow.
func (c *checker) collect() {
	var all []*typed.Func
	seen := map[*typed.Func]bool{}
	var add func(f *typed.Func)
	add = func(f *typed.Func) {
		if f == nil || seen[f] {
			return
		}
		seen[f] = true
		inner(f.Body, add)
		all = append(all, f)
	}
	for _, m := range c.prog.Modules {
		for _, f := range m.Funcs {
			add(f)
		}
		add(m.Body)
		for _, f := range m.Frags {
			add(f.Func)
		}
	}
	c.callers = map[*typed.Func][]*typed.Func{}
	callees := map[*typed.Func][]any{} // *typed.Func, *dispatch
	for _, f := range all {
		once := map[any]bool{}
		walk(f.Body, func(x typed.Expr) {
			fs, d := c.callees(x)
			for _, g := range fs {
				if g != nil && !once[g] {
					once[g] = true
					callees[f] = append(callees[f], g)
					c.callers[g] = append(c.callers[g], f)
				}
			}
			if d != nil && !once[d] {
				once[d] = true
				callees[f] = append(callees[f], d)
				d.callers = append(d.callers, f)
			}
		})
	}
	visited := map[any]bool{}
	var visit func(f *typed.Func)
	visit = func(f *typed.Func) {
		if visited[f] || !seen[f] {
			return
		}
		visited[f] = true
		for _, g := range callees[f] {
			switch g := g.(type) {
			case *typed.Func:
				visit(g)
			case *dispatch:
				if !visited[g] {
					visited[g] = true
					for _, h := range g.funcs {
						visit(h)
					}
				}
			}
		}
		c.funcs = append(c.funcs, f)
	}
	for _, f := range all {
		visit(f)
	}
	for _, f := range c.funcs {
		c.sums[f] = newSummary(slots(f))
	}
}

// slots is the number of the receiver and the parameters of a function.
func slots(f *typed.Func) int {
	n := len(f.Params)
	if f.Self != nil {
		n++
	}
	return n
}

// inner calls add for the functions that are defined inside statements.
func inner(ss []typed.Stmt, add func(*typed.Func)) {
	typed.InspectStmts(ss, func(x typed.Expr) bool {
		switch x := x.(type) {
		case *typed.FuncObj:
			add(x.Func)
		case *typed.GenExp:
			add(x.Func)
		}
		return true
	})
	eachStmt(ss, func(s typed.Stmt) {
		if k, ok := s.(*typed.ClassStmt); ok {
			add(k.Body)
		}
	})
}

// eachStmt calls f for every statement of a body, inner functions excluded.
func eachStmt(ss []typed.Stmt, f func(typed.Stmt)) {
	for _, s := range ss {
		f(s)
		for _, list := range inside(s) {
			eachStmt(list, f)
		}
	}
}

// inside returns the lists of statements of a statement.
func inside(s typed.Stmt) [][]typed.Stmt {
	switch s := s.(type) {
	case *typed.If:
		return [][]typed.Stmt{s.Then, s.Else}
	case *typed.Loop:
		return [][]typed.Stmt{s.Body, s.Post, s.Else}
	case *typed.ForRange:
		return [][]typed.Stmt{s.Body, s.Else}
	case *typed.ForIter:
		return [][]typed.Stmt{s.Body, s.Else}
	case *typed.Try:
		out := [][]typed.Stmt{s.Body}
		for _, h := range s.Handlers {
			out = append(out, h.Body)
		}
		return append(out, s.Else, s.Finally)
	case *typed.With:
		return [][]typed.Stmt{s.Body}
	case *typed.WithGIL:
		return [][]typed.Stmt{s.Body}
	case *typed.WithLock:
		return [][]typed.Stmt{s.Body}
	case *typed.Block:
		return [][]typed.Stmt{s.Body}
	}
	return nil
}

// walk calls f for every expression of a body, inner functions excluded.
func walk(ss []typed.Stmt, f func(typed.Expr)) {
	typed.InspectStmts(ss, func(x typed.Expr) bool { f(x); return true })
}

// function is the summary of a call of a function.
func (c *checker) function(f *typed.Func) *summary {
	s := c.sums[f]
	if s != nil && c.first != nil {
		t := *s
		t.first = c.first[f]
		return &t
	}
	return s
}

// solve computes the summaries: functions are looked at again until none changes.
func (c *checker) solve() {
	queued := map[*typed.Func]bool{}
	work := append([]*typed.Func(nil), c.funcs...)
	for _, f := range work {
		queued[f] = true
	}
	for len(work) > 0 {
		f := work[0]
		work = work[1:]
		queued[f] = false
		s := newAnalysis(c, f, false).run()
		old := c.sums[f]
		next := newSummary(len(old.class) - 2)
		next.unite(old)
		next.unite(s)
		if next.equal(old) {
			continue
		}
		for _, g := range c.changed(f, next) {
			if !queued[g] {
				queued[g] = true
				work = append(work, g)
			}
		}
	}
}
