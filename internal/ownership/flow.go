package ownership

import (
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// maxRounds bounds the rounds over a loop. States only grow, so a loop settles long before.
const maxRounds = 50

func (a *analysis) stmts(ss []typed.Stmt) {
	for _, s := range ss {
		if a.s == nil {
			return
		}
		a.stmt(s)
	}
}

func (a *analysis) stmt(s typed.Stmt) {
	a.whyBefore(s)
	switch s := s.(type) {
	case *typed.ExprStmt:
		a.unused, _ = s.X.(*typed.Send)
		a.eval(s.X)
	case *typed.Assign:
		v := a.eval(s.Value)
		a.copied(s.Value, v, s.Value.Pos())
		a.stored(s.Value, s.Place, s.At)
		a.assign(s.Place, v, s.At)
	case *typed.AugAssign:
		a.place(s.Place)
		a.unset(s.Old)
		v := a.eval(s.Value)
		a.assign(s.Place, v, s.At)
	case *typed.Unpack:
		a.eval(s.X)
		a.raise()
	case *typed.Del:
		a.del(s)
	case *typed.If:
		yes, no := a.cond(s.Cond)
		a.s = yes
		a.stmts(s.Then)
		yes = a.s
		a.s = no
		a.stmts(s.Else)
		a.s = merge(yes, a.s)
	case *typed.Loop:
		a.loop(func() *state {
			if s.Cond == nil {
				if a.s != nil {
					a.leave(a.s)
				}
				return nil
			}
			yes, no := a.cond(s.Cond)
			a.s = yes
			return no
		}, s.Body, s.Post, s.Else)
	case *typed.ForRange:
		for _, x := range []typed.Expr{s.Lo, s.Hi, s.Step, s.Threads, s.Chunk} {
			if x != nil {
				a.eval(x)
			}
		}
		a.loop(func() *state { return a.s.clone() }, s.Body, nil, s.Else)
	case *typed.ForIter:
		a.forIter(s)
	case *typed.Break:
		if l := a.innermost(); l != nil {
			l.brk = level(l.brk, a.s, l.depth)
		}
		a.s = nil
	case *typed.Continue:
		if l := a.innermost(); l != nil {
			l.cont = level(l.cont, a.s, l.depth)
		}
		a.s = nil
	case *typed.Return:
		a.ret(s)
	case *typed.Raise:
		for _, x := range []typed.Expr{s.X, s.Cause} {
			if x != nil {
				a.eval(x)
			}
		}
		a.raise()
		a.leave(a.s)
		a.s = nil
	case *typed.Assert:
		yes, no := a.cond(s.Cond)
		a.s = no
		if a.s != nil {
			if s.Msg != nil {
				a.eval(s.Msg)
			}
			a.raise()
		}
		a.s = yes
	case *typed.Try:
		a.try(s)
	case *typed.With:
		if s.Group {
			a.group(s)
			break
		}
		a.eval(s.X)
		a.raise()
		a.stmts(s.Body)
	case *typed.WithGIL:
		a.gil = append(a.gil, s)
		a.stmts(s.Body)
		a.gil = a.gil[:len(a.gil)-1]
	case *typed.WithLock:
		a.withLock(s)
	case *typed.CompAdd:
		for _, x := range []typed.Expr{s.Key, s.Value} {
			if x != nil {
				a.eval(x)
			}
		}
	case *typed.ClassStmt:
		for _, x := range s.Bases {
			a.eval(x)
		}
		a.raise()
	case *typed.Block:
		a.stmts(s.Body)
	}
}

func (a *analysis) innermost() *loop {
	if len(a.loops) == 0 {
		return nil
	}
	return a.loops[len(a.loops)-1]
}

// loop analyses a loop until it settles. Head evaluates the condition: it leaves the state of the body and returns the one of leaving.
func (a *analysis) loop(head func() *state, body, post, els []typed.Stmt) {
	depth := len(a.s.pend)
	round := func() (after, brk *state) {
		l := &loop{depth: depth}
		a.loops = append(a.loops, l)
		no := head()
		a.stmts(body)
		a.loops = a.loops[:len(a.loops)-1]
		a.s = merge(a.s, l.cont)
		if a.s != nil {
			a.stmts(post)
		}
		return no, l.brk
	}
	entry := a.s.clone()
	var no, brk *state
	a.quiet++
	for range maxRounds {
		a.s = entry.clone()
		no, brk = round()
		if entry.covers(a.s) {
			break
		}
		entry = merge(entry, a.s)
	}
	a.quiet--
	if a.final && a.quiet == 0 {
		a.s = entry // once more, to report
		no, brk = round()
	}
	a.s = no
	if a.s != nil {
		a.s.pend = a.s.pend[:depth]
		a.stmts(els)
	}
	a.s = merge(a.s, brk)
}

// forIter analyses a loop over a container: the container is held while the loop runs, and its elements belong to its group.
func (a *analysis) forIter(s *typed.ForIter) {
	a.used(s.X)
	v := a.eval(s.X)
	a.iterated(s.X)
	if s.Kind == typed.IterPy {
		a.raise()
	}
	a.s.push(v.g)
	depth := len(a.s.pend) - 1
	seen := a.through(v, s.X, s.Elem.Type)
	var root *lockRoot
	if r, ok := s.Elem.Type.(*types.Ref); ok && r.Qual == types.LockView {
		root = a.rootOf(s.X)
	}
	if seen != nil && seen.lock && a.lockHeld(seen.root) == notHeld {
		plain := *seen
		plain.root, seen = nil, &plain // the loop has been reported
	}
	if a.lockHeld(root) == notHeld {
		root = nil
	}
	a.loop(func() *state {
		no := a.s.clone()
		if holds(s.Elem.Type) {
			g := world
			if follows(s.Elem.Type) {
				g = a.s.pend[depth]
			} else {
				a.s.expose(a.s.pend[depth], s.At)
			}
			key := a.key(s.Elem)
			a.s.of[key] = g
			a.s.vars[key] = varInfo{since: s.At, view: seen, root: root}
		}
		if holdsIso(s.Elem.Type) {
			a.isoCopy(a.c.text(s.X), s.X.Pos())
		}
		return no
	}, s.Body, nil, s.Else)
	if a.s == nil {
		return
	}
	a.unset(s.Elem)
	a.s.pend = a.s.pend[:depth]
	if seen != nil || qualified(s.X.Type()) {
		a.expire(s.At, types.IsoView)
		a.expire(s.At, types.LockView)
	}
}

// expire marks the variables that see objects through a qualifier: what protected these ends at the place.
func (a *analysis) expire(at source.Span, q types.Qualifier) { a.expireIn(at, q, none) }

// expireIn is expire for the variables of one group; none stands for all.
func (a *analysis) expireIn(at source.Span, q types.Qualifier, g int) {
	if a.s == nil {
		return
	}
	for k, v := range a.vars {
		if v == nil || k >= len(a.s.of) || g != none && a.s.of[k] != g || v.Kind == typed.SelfVar || v.Kind == typed.ParamVar {
			continue
		}
		r, ok := v.Type.(*types.Ref)
		w := a.s.vars[k].view
		if q == types.LockView && (a.lockHeld(a.s.vars[k].root) != notHeld || w != nil && a.lockHeld(w.root) != notHeld) {
			continue
		}
		if ok && r.Qual == q && a.s.of[k] != none || w != nil && w.lock == (q == types.LockView) {
			a.s.drop(k)
			a.s.vars[k].view, a.s.vars[k].root = nil, nil
			a.empty(v, at, expired)
		}
	}
}

func (a *analysis) withLock(s *typed.WithLock) {
	a.used(s.X)
	v := a.eval(s.X)
	a.s.push(v.g)
	depth := len(a.s.pend) - 1
	a.locking = append(a.locking, &lockBlock{s.At, a.named(s.X), s.Write})
	a.stmts(s.Body)
	a.locking = a.locking[:len(a.locking)-1]
	if a.s == nil {
		return
	}
	a.s.pend = a.s.pend[:depth]
	a.expire(s.At, types.LockView)
}

func (a *analysis) del(s *typed.Del) {
	x, ok := s.Place.(*typed.VarExpr)
	if !ok {
		a.place(s.Place)
		if f, ok := s.Place.(*typed.Field); ok {
			g := a.groupOf(f.X)
			a.write(g)
			if follows(f.Type()) {
				a.s.lose(g)
			}
		}
		return
	}
	if v := x.Var; a.local(v) && tracks(v) {
		key := a.key(v)
		a.s.drop(key)
		a.s.vars[key] = varInfo{}
		if _, ok := v.Type.(*types.Ref); ok {
			a.empty(v, s.At, deleted)
		}
	}
}

func (a *analysis) ret(s *typed.Return) {
	r := a.result()
	g := none
	if s.X != nil {
		v := a.eval(s.X)
		if w := variable(s.X); w == nil || !a.local(w) || w.Kind == typed.SelfVar {
			a.copied(s.X, v, s.X.Pos())
		}
		if v.view != nil && a.s != nil && !a.dies(v.g) {
			a.keep(v, s.X.Pos())
		}
		if a.isSelf(s.X) {
			a.outlives(s.X.Pos(), "returned")
		}
		if holds(a.fn.Result) || holds(s.X.Type()) {
			g = v.g
			a.s.expose(v.sub, s.At)
		}
	}
	if a.s == nil {
		return
	}
	a.s.of[r] = g
	for i := len(a.tries) - 1; i >= 0; i-- {
		a.tries[i].out = level(a.tries[i].out, a.s, a.tries[i].depth)
	}
	a.leave(a.s)
	a.s = nil
}

// try analyses a try statement. Handlers start from any point of the body that may raise, and so does the finally part.
func (a *analysis) try(s *typed.Try) {
	depth := len(a.s.pend)
	whole := &try{depth: depth}
	if len(s.Finally) > 0 {
		a.tries = append(a.tries, whole)
	}
	body := &try{depth: depth}
	a.tries = append(a.tries, body)
	a.stmts(s.Body)
	a.tries = a.tries[:len(a.tries)-1]
	if a.s != nil {
		a.stmts(s.Else)
	}
	out := a.s
	for _, h := range s.Handlers {
		if body.out == nil {
			break
		}
		a.s = body.out.clone()
		if h.Type != nil {
			a.eval(h.Type)
		}
		a.stmts(h.Body)
		out = merge(out, a.s)
	}
	if body.out != nil {
		// An exception that no handler takes goes on.
		a.s = body.out
		a.raise()
	}
	a.s = out
	if len(s.Finally) == 0 {
		return
	}
	a.tries = a.tries[:len(a.tries)-1]
	if whole.out != nil {
		a.s = whole.out.clone()
		a.stmts(s.Finally)
		a.raise()
		a.leave(a.s)
	}
	a.s = out
	if a.s != nil {
		a.stmts(s.Finally)
	}
}
