package mutants

import (
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// quiet proves that a drop may come earlier or later without any program seeing it.
type quiet struct {
	x       *ir.Index
	dealloc map[*types.Class]bool
	counts  bool // the program looks at counts: Cy_GETREF, or a consume that is tested while it runs
	known   map[*types.Class]bool
}

func newQuiet(p *ir.Program) *quiet {
	q := &quiet{x: ir.NewIndex(p), dealloc: map[*types.Class]bool{}, known: map[*types.Class]bool{}}
	for _, c := range p.Classes {
		if c.Dealloc != nil {
			q.dealloc[c.Type] = true
		}
	}
	for _, f := range q.x.Funcs {
		ir.Calls(f, func(c *ir.Call) {
			switch name := c.Callee.Go; {
			case name == ".Count", name == "rt.Unique", strings.HasPrefix(name, "rt.Isolated"):
				q.counts = true
			}
		})
	}
	return q
}

// silent reports whether the death of a value runs no code of the program.
func (q *quiet) silent(t types.Type) bool {
	switch t := t.(type) {
	case *types.Ref:
		return q.class(t.Class)
	case *types.Array:
		return q.silent(t.Elem)
	case *types.Const:
		return q.silent(t.Elem)
	case *types.Struct:
		for _, f := range t.Fields {
			if !q.silent(f.Type) {
				return false
			}
		}
	case *types.Cpp:
		for _, h := range t.Holds {
			if !q.silent(h) {
				return false
			}
		}
	}
	return true
}

func (q *quiet) class(c *types.Class) bool {
	if yes, ok := q.known[c]; ok {
		return yes
	}
	q.known[c] = true // a cycle adds nothing of its own
	yes := true
	for _, d := range append([]*types.Class{c}, q.x.Derived(c)...) {
		for _, k := range append([]*types.Class{d}, d.MRO...) {
			// Classes of the runtime other than containers may do anything.
			if q.dealloc[k] || k.Go != "" && len(k.Holds) == 0 && len(k.GoArgs) == 0 {
				yes = false
			}
			for _, f := range k.Fields {
				yes = yes && q.silent(f.Type)
			}
			for _, h := range k.Holds {
				yes = yes && q.silent(h)
			}
		}
	}
	q.known[c] = yes
	return yes
}

const unseen = "the order of deaths that run no code is not seen"

// either tells why the drops of two locals may change places.
func (q *quiet) either(a, b *ir.Local) string {
	if q.silent(a.Type) || q.silent(b.Type) {
		return unseen
	}
	return ""
}

// swap tells why a drop may change places with a statement.
func (q *quiet) swap(l *ir.Local, s ir.Stmt) string {
	if d, ok := s.(*ir.Drop); ok {
		return q.either(l, d.Local)
	}
	fx := effectsOf([]ir.Stmt{s})
	switch {
	case fx.locals[l] || fx.borrowed:
		return ""
	case fx.locals != nil && !fx.calls && !fx.places && !fx.leaves:
		return "the statement sees locals only"
	case q.silent(l.Type) && (!q.counts || !fx.calls) && !fx.leaves:
		return unseen
	}
	return ""
}

// first tells why the old value of a place need not be dropped: it is null. That is so for a field of self in a constructor that runs on
// new objects only, where nothing was stored or called before.
func (q *quiet) first(f *ir.Func, list []ir.Stmt, s *ir.Store) string {
	place, ok := s.Place.(*ir.FieldRef)
	if !ok || f.Self == nil || len(f.Body) == 0 || len(list) == 0 || list[0] != f.Body[0] {
		return ""
	}
	if g, ok := place.Base.(*ir.Get); !ok || g.Local != f.Self || !q.constructor(f) {
		return ""
	}
	for _, before := range list {
		if before == ir.Stmt(s) {
			return "the field of a new object is null"
		}
		fx := effectsOf([]ir.Stmt{before})
		if st, ok := before.(*ir.Store); ok && !fx.calls {
			if p, ok := st.Place.(*ir.FieldRef); ok && p.Field != place.Field {
				continue
			}
		}
		if _, ok := before.(*ir.Set); !ok || fx.calls && !fresh(before) {
			return ""
		}
	}
	return ""
}

// slot tells why the old value of an element of a local C array need not be dropped: it is null. That is so where the function's own
// statements before have only stored into other elements of the array.
func (q *quiet) slot(f *ir.Func, s *ir.Store) string {
	l, index := element(s.Place)
	list, ok := before(f.Body, s)
	if l == nil || l.Captured || l.Param || !ok {
		return ""
	}
	for _, before := range list {
		if !effectsOf([]ir.Stmt{before}).locals[l] {
			continue
		}
		st, ok := before.(*ir.Store)
		if !ok {
			return ""
		}
		if m, other := element(st.Place); m != l || other == index {
			return ""
		}
		// The array itself may not be lent to anyone.
		lent := false
		ir.WalkExpr(st.Src, func(e ir.Expr) bool {
			if m, _ := element(e); m == l {
				return false
			}
			g, ok := e.(*ir.Get)
			lent = lent || ok && g.Local == l
			return true
		})
		if lent {
			return ""
		}
	}
	return "the element of a new array is null"
}

// before lists what runs before a statement of a list, or of a block in it; ok is false where it is in a loop or a branch.
func before(list []ir.Stmt, s ir.Stmt) (out []ir.Stmt, ok bool) {
	for _, x := range list {
		if x == s {
			return out, true
		}
		if b, isBlock := x.(*ir.Block); isBlock {
			inner, ok := before(b.Body, s)
			if out = append(out, inner...); ok {
				return out, true
			}
			continue
		}
		out = append(out, x)
	}
	return out, false
}

// element gives the array and the index of a place that is an element, by a constant index, of a local C array.
func element(e ir.Expr) (*ir.Local, int) {
	x, ok := e.(*ir.IndexRef)
	if !ok {
		return nil, 0
	}
	g, ok := x.Base.(*ir.Get)
	if !ok {
		return nil, 0
	}
	if _, ok := g.Local.Type.(*types.Array); !ok {
		return nil, 0
	}
	i, err := strconv.Atoi(ir.ExprString(x.Index))
	if err != nil {
		return nil, 0
	}
	return g.Local, i
}

// fresh reports whether a statement only asks the runtime for a value.
func fresh(s ir.Stmt) bool {
	set, ok := s.(*ir.Set)
	if !ok {
		return false
	}
	c := ir.CallOf(set.Src)
	return c != nil && (c.Callee.Kind == ir.Runtime || c.Callee.Kind == ir.NewObj)
}

// constructor reports whether a method is only called on objects that were allocated right before.
func (q *quiet) constructor(f *ir.Func) bool {
	calls := 0
	for _, g := range q.x.Funcs {
		ir.Calls(g, func(c *ir.Call) {
			if c.Callee.Func == f {
				calls++
			}
		})
		var lists func(list []ir.Stmt)
		lists = func(list []ir.Stmt) {
			for i, s := range list {
				for _, b := range ir.Bodies(s) {
					lists(*b)
				}
				if do, ok := s.(*ir.Do); ok && i > 0 {
					c := ir.CallOf(do.Call)
					if c == nil || c.Callee.Func != f {
						continue
					}
					set, ok := list[i-1].(*ir.Set)
					if !ok {
						continue
					}
					n := ir.CallOf(set.Src)
					r, isGet := c.Recv.(*ir.Get)
					if n != nil && n.Callee.Kind == ir.NewObj && isGet && r.Local == set.Dst {
						calls--
					}
				}
			}
		}
		lists(g.Body)
	}
	return calls == 0
}

// earlier tells why the old value of a local may die before an expression is evaluated.
func (q *quiet) earlier(l *ir.Local, e ir.Expr) string {
	fx := effectsOf([]ir.Stmt{&ir.Set{Dst: &ir.Local{}, Src: e}})
	if fx.locals[l] || fx.borrowed {
		return ""
	}
	if !fx.calls && !fx.places {
		return "the right side sees locals only"
	}
	if q.silent(l.Type) && (!q.counts || !fx.calls) {
		return unseen
	}
	return ""
}

// effects is what statements look at and do.
type effects struct {
	locals   map[*ir.Local]bool // mentioned
	borrowed bool               // a value that others keep alive is looked at
	calls    bool
	places   bool // fields, globals, elements
	leaves   bool // control may leave the list
}

func effectsOf(list []ir.Stmt) effects {
	fx := effects{locals: map[*ir.Local]bool{}}
	see := func(l *ir.Local) {
		fx.locals[l] = true
		fx.borrowed = fx.borrowed || l.Borrowed
		fx.places = fx.places || l.Captured
	}
	ir.Walk(list, func(s ir.Stmt) bool {
		for _, l := range ir.Sets(s) {
			if l != nil {
				see(l)
			}
		}
		switch s := s.(type) {
		case *ir.Drop:
			see(s.Local)
			fx.calls = true
		case *ir.Store, *ir.NullCheck, *ir.Incref:
			fx.places = true
		case *ir.Set:
			// The old value dies.
			if ir.Counted(s.Dst.Type) && !s.Init && !s.Dst.Borrowed {
				fx.calls = true
			}
		case *ir.Return, *ir.Raise, *ir.Break, *ir.Continue, *ir.YieldStmt:
			fx.leaves = true
		}
		ir.EachExpr(s, func(e ir.Expr) {
			ir.WalkExpr(e, func(e ir.Expr) bool {
				switch e := e.(type) {
				case *ir.Get:
					see(e.Local)
				case *ir.Call:
					fx.calls = true
				case *ir.FieldRef, *ir.GlobalRef, *ir.IndexRef, *ir.DerefRef, *ir.AddrOf, *ir.Take, *ir.Closure:
					fx.places = true
				}
				return true
			})
		})
		return true
	})
	return fx
}
