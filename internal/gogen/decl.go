package gogen

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
)

// plan says where the Go variables of a function are declared. A local that is first set in the list that all its uses are in is
// declared there, with :=; a temporary at least in the innermost block of its uses; everything else at the top. A variable of the
// language lives as long as the function, so it is never declared inside a loop.
type plan struct {
	fn *fn
	// atSet are the statements that declare their Dst; open the lists that declare locals at their start.
	atSet map[ir.Stmt]bool
	open  map[*[]ir.Stmt][]*ir.Local
	top   []*ir.Local
	reads map[*ir.Local]int
	// idle are the reads by Sets that are not written where nobody reads what they set.
	idle []idleRead

	parent map[*[]ir.Stmt]*[]ir.Stmt
	depth  map[*[]ir.Stmt]int
	where  map[*ir.Local]*[]ir.Stmt
	first  map[*ir.Local]ir.Stmt
	inList map[*ir.Local]*[]ir.Stmt // list of the first mention
}

func newPlan(fn *fn) *plan {
	p := &plan{
		fn: fn, atSet: map[ir.Stmt]bool{}, open: map[*[]ir.Stmt][]*ir.Local{}, reads: map[*ir.Local]int{},
		parent: map[*[]ir.Stmt]*[]ir.Stmt{}, depth: map[*[]ir.Stmt]int{}, where: map[*ir.Local]*[]ir.Stmt{},
		first: map[*ir.Local]ir.Stmt{}, inList: map[*ir.Local]*[]ir.Stmt{},
	}
	root := &fn.f.Body
	p.walk(root, *root)
	p.settleReads()
	for _, l := range fn.f.Locals {
		list := p.where[l]
		if list == nil || fn.ranged[l] {
			continue
		}
		if p.reads[l] == 0 && !l.Captured {
			continue
		}
		set, ok := p.first[l].(*ir.Set)
		direct := ok && set.Dst == l && p.inList[l] == list && len(set.More) == 0 && !reads(set.Src, l)
		switch {
		case l.Captured || fn.sharedExit && list == root:
			p.top = append(p.top, l)
		case list != root && !l.Temp:
			p.top = append(p.top, l)
		case direct:
			p.atSet[set] = true
		case list == root:
			p.top = append(p.top, l)
		default:
			p.open[list] = append(p.open[list], l)
		}
	}
	return p
}

// reads reports whether an expression looks at a local.
func reads(e ir.Expr, l *ir.Local) bool {
	found := false
	ir.WalkExpr(e, func(e ir.Expr) bool {
		g, ok := e.(*ir.Get)
		found = found || ok && g.Local == l
		return true
	})
	return found
}

// idleRead is a read of a local by a Set of another that does nothing else.
type idleRead struct{ dst, src *ir.Local }

// settleReads counts the reads by such Sets where what they set is read.
func (p *plan) settleReads() {
	for changed := true; changed; {
		changed = false
		rest := p.idle[:0]
		for _, r := range p.idle {
			if p.fn.isReadBy(r.dst, p) {
				p.reads[r.src]++
				changed = true
			} else {
				rest = append(rest, r)
			}
		}
		p.idle = rest
	}
}

// idleSet reports whether a Set is left out where its Dst is never read.
func idleSet(s ir.Stmt) bool {
	set, ok := s.(*ir.Set)
	return ok && len(set.More) == 0 && harmless(set.Src) && (set.Init || set.Dst.Borrowed || !ir.Counted(set.Dst.Type))
}

// walk notes the mentions of locals in a list; a Block is part of the list that it stands in.
func (p *plan) walk(list *[]ir.Stmt, stmts []ir.Stmt) {
	for _, s := range stmts {
		p.mentions(list, s)
		if b, ok := s.(*ir.Block); ok {
			p.walk(list, b.Body)
			continue
		}
		for _, b := range ir.Bodies(s) {
			if l, ok := s.(*ir.Loop); ok && b == &l.Post && len(l.Post) > 0 && simplePost(l) {
				// It stands in the head of the for statement.
				for _, x := range l.Post {
					p.mentions(list, x)
				}
				continue
			}
			p.parent[b] = list
			p.depth[b] = p.depth[list] + 1
			p.walk(b, *b)
		}
	}
}

func (p *plan) mentions(list *[]ir.Stmt, s ir.Stmt) {
	see := func(l *ir.Local, read bool) {
		if l == nil {
			return
		}
		if read {
			p.reads[l]++
		}
		if p.where[l] == nil {
			p.where[l] = list
			p.first[l] = s
			p.inList[l] = list
			return
		}
		p.where[l] = p.common(p.where[l], list)
	}
	// The right side is looked at before the left side is set.
	var look func(e ir.Expr) bool
	look = func(e ir.Expr) bool {
		switch e := e.(type) {
		case *ir.Call:
			if e.Callee.Kind == ir.Runtime && e.Recv != nil && !strings.HasPrefix(e.Callee.Go, ".") {
				// A function that belongs to the type only: the receiver is not written.
				for _, a := range e.Args {
					ir.WalkExpr(a, look)
				}
				return false
			}
		case *ir.Get:
			if idleSet(s) {
				p.idle = append(p.idle, idleRead{s.(*ir.Set).Dst, e.Local})
				see(e.Local, false)
			} else {
				see(e.Local, true)
			}
		case *ir.Closure:
			for _, l := range e.Func.Captures {
				see(l, true)
			}
		}
		return true
	}
	ir.EachExpr(s, func(e ir.Expr) { ir.WalkExpr(e, look) })
	switch s := s.(type) {
	case *ir.Drop:
		see(s.Local, true)
	case *ir.Return:
		for _, l := range s.Drops {
			see(l, true)
		}
	case *ir.Set:
		if !s.Init && !s.Dst.Borrowed && ir.Counted(s.Dst.Type) {
			see(s.Dst, true)
		}
	}
	if u := ir.UnwindOf(s); u != nil {
		for _, l := range u.Unwinds {
			see(l, true)
		}
	}
	for _, l := range ir.Sets(s) {
		see(l, false)
	}
}

// common is the innermost list around two lists.
func (p *plan) common(a, b *[]ir.Stmt) *[]ir.Stmt {
	for a != b {
		if p.depth[a] < p.depth[b] {
			a, b = b, a
		}
		a = p.parent[a]
	}
	return a
}

// simplePost reports whether the Post of a loop fits into the head of a for statement.
func simplePost(l *ir.Loop) bool {
	if len(l.Post) != 1 {
		return false
	}
	s, ok := l.Post[0].(*ir.Set)
	return ok && !ir.Raises(s) && !ir.Counted(s.Dst.Type) && len(s.More) == 0
}
