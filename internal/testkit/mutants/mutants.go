// Package mutants breaks the counting of programs on purpose, one raise or drop at a time, and counts how many of the broken programs the
// tests notice: the verifier of the counted IR, the Go compiler, or a run of the program in a debug build, whose output, exit status and
// objects alive at the end are known.
//
// In: a program after the passes. Out: its mutants, each of which can be made and undone in place.
package mutants

import (
	"fmt"

	"github.com/cyp-lang/cyp/internal/ir"
)

// Kind tells what a mutant does to the counting.
type Kind string

// The kinds.
const (
	Removed Kind = "removed"
	Doubled Kind = "doubled"
	Moved   Kind = "moved"
)

// Mutant is one change of a counted program.
type Mutant struct {
	Func *ir.Func
	Kind Kind
	What string // "drop of a", "retain for p.next", …
	At   ir.Stmt
	Do   func()
	Undo func()
	// Equivalent says why no program can tell the mutant from the original; "" where one may.
	Equivalent string
}

// String names the mutant in reports.
func (m *Mutant) String() string {
	return fmt.Sprintf("%s.%s: %s %s", m.Func.Module, m.Func.Name, m.What, m.Kind)
}

// Of lists the mutants of a program, always in the same order.
func Of(p *ir.Program) []*Mutant {
	q := newQuiet(p)
	var out []*Mutant
	for _, f := range ir.AllFuncs(p) {
		w := &lister{f: f, q: q}
		w.list(&f.Body)
		out = append(out, w.out...)
	}
	return out
}

// lister lists the mutants of one function.
type lister struct {
	f   *ir.Func
	q   *quiet
	out []*Mutant
}

func (w *lister) add(kind Kind, what string, at ir.Stmt, do, undo func()) *Mutant {
	m := &Mutant{Func: w.f, Kind: kind, What: what, At: at, Do: do, Undo: undo}
	w.out = append(w.out, m)
	return m
}

// replace is a mutant that changes a statement list.
func (w *lister) replace(kind Kind, what string, at ir.Stmt, list *[]ir.Stmt, changed []ir.Stmt) *Mutant {
	old := *list
	return w.add(kind, what, at, func() { *list = changed }, func() { *list = old })
}

// with returns a list in which the statements i…j-1 are replaced.
func with(list []ir.Stmt, i, j int, by ...ir.Stmt) []ir.Stmt {
	out := append([]ir.Stmt(nil), list[:i]...)
	return append(append(out, by...), list[j:]...)
}

func (w *lister) list(list *[]ir.Stmt) {
	for i, s := range *list {
		switch s := s.(type) {
		case *ir.Drop:
			w.drop(list, i, s)
		case *ir.Incref:
			w.incref(list, i, s)
		case *ir.Set:
			w.set(list, i, s)
		case *ir.Store:
			w.store(list, i, s)
		case *ir.Return:
			w.locals("drop at return of", s, &s.Drops)
		}
		if u := ir.UnwindOf(s); u != nil && ir.Raises(s) {
			w.locals("drop on the error path of", s, &u.Unwinds)
			w.movedUnwinds(*list, i, u)
		}
		w.exprs(list, i, s)
		for _, b := range ir.Bodies(s) {
			w.list(b)
		}
	}
}

// drop makes the mutants of a Drop statement.
func (w *lister) drop(list *[]ir.Stmt, i int, s *ir.Drop) {
	what := "drop of " + s.Local.Name
	w.replace(Removed, what, s, list, with(*list, i, i+1))
	// A Drop that leaves null behind may be said twice: the first one must not.
	w.replace(Doubled, what, s, list, with(*list, i, i+1, &ir.Drop{S: s.S, Local: s.Local, Last: true}, s))
	if i > 0 {
		m := w.replace(Moved, what+" before the statement before", s, list, with(*list, i-1, i+1, s, (*list)[i-1]))
		m.Equivalent = w.q.swap(s.Local, (*list)[i-1])
	}
	if i+1 < len(*list) && !ir.Terminates((*list)[i+1]) {
		m := w.replace(Moved, what+" after the next statement", s, list, with(*list, i, i+2, (*list)[i+1], s))
		m.Equivalent = w.q.swap(s.Local, (*list)[i+1])
	}
}

func (w *lister) incref(list *[]ir.Stmt, i int, s *ir.Incref) {
	what := "raise of " + ir.ExprString(s.V)
	w.replace(Removed, what, s, list, with(*list, i, i+1))
	w.replace(Doubled, what, s, list, with(*list, i, i, s))
	if i+1 < len(*list) && !ir.Terminates((*list)[i+1]) {
		w.replace(Moved, what+" after the next statement", s, list, with(*list, i, i+2, (*list)[i+1], s))
	}
}

// locals makes the mutants of a list of drops.
func (w *lister) locals(what string, s ir.Stmt, list *[]*ir.Local) {
	old := *list
	set := func(kind Kind, name string, changed []*ir.Local) *Mutant {
		return w.add(kind, what+" "+name, s, func() { *list = changed }, func() { *list = old })
	}
	for i, l := range old {
		without := append(append([]*ir.Local(nil), old[:i]...), old[i+1:]...)
		set(Removed, l.Name, without)
		set(Doubled, l.Name, append(append([]*ir.Local(nil), old...), l))
		if i > 0 {
			swapped := append([]*ir.Local(nil), old...)
			swapped[i-1], swapped[i] = old[i], old[i-1]
			m := set(Moved, l.Name+" before "+old[i-1].Name, swapped)
			m.Equivalent = w.q.either(l, old[i-1])
		}
	}
}

// movedUnwinds moves a drop on the error path of a statement to that of the next which can raise.
func (w *lister) movedUnwinds(list []ir.Stmt, i int, u *ir.Unwind) {
	for _, s := range list[i+1:] {
		v := ir.UnwindOf(s)
		if v == nil || !ir.Raises(s) {
			continue
		}
		from, to := u.Unwinds, v.Unwinds
		for k, l := range from {
			w.add(Moved, "drop on the error path of "+l.Name+" to the next statement", list[i], func() {
				u.Unwinds = append(append([]*ir.Local(nil), from[:k]...), from[k+1:]...)
				v.Unwinds = append(append([]*ir.Local(nil), to...), l)
			}, func() { u.Unwinds, v.Unwinds = from, to })
		}
		return
	}
}

// set makes the mutants of the drop of the old value of a local.
func (w *lister) set(list *[]ir.Stmt, i int, s *ir.Set) {
	if !ir.Counted(s.Dst.Type) || s.Dst.Borrowed || s.Init {
		return
	}
	what := "drop of the old value of " + s.Dst.Name
	w.add(Removed, what, s, func() { s.Init = true }, func() { s.Init = false })
	w.replace(Doubled, what, s, list, with(*list, i, i, &ir.Drop{S: s.S, Local: s.Dst, Last: true}))
	// The old value dies before the new one is made.
	if m := w.replace(Moved, what+" before its right side", s, list, with(*list, i, i, &ir.Drop{S: s.S, Local: s.Dst})); m != nil {
		m.Equivalent = w.q.earlier(s.Dst, s.Src)
	}
}

// store makes the mutants of the drop of the old value of a place.
func (w *lister) store(list *[]ir.Stmt, i int, s *ir.Store) {
	t := s.Place.Type()
	if !ir.Counted(t) || s.Init {
		return
	}
	what := "drop of the old value of " + ir.ExprString(s.Place)
	m := w.add(Removed, what, s, func() { s.Init = true }, func() { s.Init = false })
	if m.Equivalent = w.q.first(w.f, *list, s); m.Equivalent == "" {
		m.Equivalent = w.q.slot(w.f, s)
	}
	old := &ir.Local{Name: "old", Type: t, Temp: true, Span: s.At, Func: w.f}
	locals := w.f.Locals
	changed := with(*list, i, i, &ir.Set{S: s.S, Dst: old, Src: s.Place, Init: true}, &ir.Drop{S: s.S, Local: old, Last: true})
	before := *list
	w.add(Doubled, what, s, func() {
		w.f.Locals = append(append([]*ir.Local(nil), locals...), old)
		*list = changed
	}, func() { w.f.Locals, *list = locals, before })
}

// exprs makes the mutants of the raises and moves in the expressions of a statement.
func (w *lister) exprs(list *[]ir.Stmt, i int, s ir.Stmt) {
	slots(s, func(e *ir.Expr) {
		switch x := (*e).(type) {
		case *ir.Retain:
			if !ir.Counted(x.T) {
				return
			}
			what := "raise of " + ir.ExprString(x.V)
			w.add(Removed, what, s, func() { *e = x.V }, func() { *e = x })
			if ir.CallOf(x.V) != nil {
				return
			}
			if _, ok := s.(*ir.Loop); ok {
				return
			}
			if isRef(x.T) {
				w.replace(Doubled, what, s, list, with(*list, i, i, &ir.Incref{S: ir.S{At: s.Span()}, V: x.V}))
			}
			if set, ok := s.(*ir.Set); ok && isRef(x.T) && i+1 < len(*list) && !ir.Terminates((*list)[i+1]) {
				// The raise comes after the next statement.
				old := *list
				late := &ir.Incref{S: ir.S{At: s.Span()}, V: &ir.Get{X: x.X, Local: set.Dst}}
				changed := with(old, i+2, i+2, late)
				m := w.add(Moved, what+" after the next statement", s, func() { *e = x.V; *list = changed }, func() { *e = x; *list = old })
				m.Equivalent = ""
			}
		case *ir.Get:
			if x.Move && ir.Counted(x.T) {
				w.add(Doubled, "count of "+x.Local.Name+", moved and kept,", s, func() { x.Move = false }, func() { x.Move = true })
			}
		case *ir.Take:
			if ir.Counted(x.T) {
				w.add(Doubled, "count of "+ir.ExprString(x.Place)+", taken and kept,", s, func() { *e = x.Place }, func() { *e = x })
			}
		}
	})
}
