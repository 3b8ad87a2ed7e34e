package passes_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/passes"
)

// mutation is one change of a counted program, and how to undo it.
type mutation struct {
	name string
	do   func()
	undo func()
}

// mutations lists changes of a function, each of which loses or doubles a count.
func mutations(f *ir.Func) []mutation {
	var out []mutation
	add := func(name string, do, undo func()) { out = append(out, mutation{f.Name + ": " + name, do, undo}) }
	locals := func(name string, list *[]*ir.Local) {
		for i := range *list {
			old := *list
			add("without "+name+" "+old[i].Name,
				func() { *list = append(append([]*ir.Local(nil), old[:i]...), old[i+1:]...) }, func() { *list = old })
			add("twice "+name+" "+old[i].Name,
				func() { *list = append(append([]*ir.Local(nil), old...), old[i]) }, func() { *list = old })
		}
	}
	var lists func(list *[]ir.Stmt)
	lists = func(list *[]ir.Stmt) {
		for i, s := range *list {
			old := *list
			switch s := s.(type) {
			case *ir.Drop:
				add("without drop "+s.Local.Name,
					func() { *list = append(append([]ir.Stmt(nil), old[:i]...), old[i+1:]...) }, func() { *list = old })
				if s.Last {
					add("twice drop "+s.Local.Name,
						func() { *list = append(append(append([]ir.Stmt(nil), old[:i]...), s), old[i:]...) }, func() { *list = old })
				}
			case *ir.Return:
				locals("drop at return of", &s.Drops)
			case *ir.Set:
				if ir.Counted(s.Dst.Type) && !s.Dst.Borrowed && !s.Init {
					add("set without drop of "+s.Dst.Name, func() { s.Init = true }, func() { s.Init = false })
				}
				if r, ok := s.Src.(*ir.Retain); ok && ir.Counted(r.T) {
					add("without retain for "+s.Dst.Name, func() { s.Src = r.V }, func() { s.Src = r })
				}
			case *ir.Store:
				if r, ok := s.Src.(*ir.Retain); ok && ir.Counted(r.T) {
					add("without retain for "+ir.ExprString(s.Place), func() { s.Src = r.V }, func() { s.Src = r })
				}
			}
			if u := ir.UnwindOf(s); u != nil && ir.Raises(s) {
				locals("unwind of", &u.Unwinds)
			}
			ir.EachExpr(s, func(e ir.Expr) {
				ir.WalkExpr(e, func(e ir.Expr) bool {
					if g, ok := e.(*ir.Get); ok && g.Move && ir.Counted(g.Local.Type) {
						add("without move of "+g.Local.Name, func() { g.Move = false }, func() { g.Move = true })
					}
					return true
				})
			})
			for _, b := range ir.Bodies(s) {
				lists(b)
			}
		}
	}
	lists(&f.Body)
	return out
}

// The verifier must notice every lost or doubled count.
func TestMutantsAreCaught(t *testing.T) {
	total, missed := 0, 0
	for name, src := range programs {
		p := compile(t, src, passes.Options{})
		assert.Empty(t, ir.VerifyCounted(p))
		for _, f := range ir.AllFuncs(p) {
			for _, m := range mutations(f) {
				m.do()
				total++
				if len(ir.VerifyCounted(p)) == 0 {
					missed++
					t.Errorf("%s: not caught: %s", name, m.name)
				}
				m.undo()
			}
		}
		assert.Empty(t, ir.VerifyCounted(p))
	}
	t.Logf("%d mutants, %d missed", total, missed)
	assert.Greater(t, total, 90)
}
