package ownership

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// An actor often makes others in its fields, and lends their handles to actors that it starts:
//
//	__init__(self, lock Scheduler s):
//	    self._active_queue_class = consume SequentialMailBox(s)
//	    self.scheduler = s
//	    self.recorder = activate(consume Recorder(s))
//	void run(self):
//	    worker = activate(consume Worker(self.scheduler, self.recorder))
//	    worker.run(NULL)
//
// When the scheduler has finished, the workers are gone, and the field is the only holder of the recorder again. That rests on where handles can go in
// the whole program, whatever the order: children follows the copies of the handles in each field of a class of actors, through variables,
// parameters of constructors and fields of the actors that these make. They are lent if each copy only ever is the target of a message, or is kept by
// an actor that itself nothing keeps but variables and its messages; and if all of these actors belong to one scheduler. What is left to
// the analysis of the functions is when copies may exist: groupInfo.spread.
type children struct {
	c     *checker
	nodes map[any]*handleNode // *types.Field, *typed.Var, *typed.Construct
	fine  map[typed.Expr]bool // uses that make no copy, or one that is followed
	own   map[*types.Field]bool
	sole  map[*types.Field]bool
}

// handleNode is a place that holds handles, or an actor that is made.
type handleNode struct {
	bad    bool
	to     []*handleNode // where copies of what it holds go, and the actors that keep them
	made   []*typed.Construct
	stores int
	fresh  int // stores of actors made for it
}

func newChildren(c *checker) *children {
	return &children{c: c, nodes: map[any]*handleNode{}, fine: map[typed.Expr]bool{}, own: map[*types.Field]bool{}, sole: map[*types.Field]bool{}}
}

// findChildren finds the fields whose handles are lent, and reports whether there are any. It needs the summaries.
func (c *checker) findChildren() bool {
	h := c.children
	if c.opts.Open || c.queues.wild || len(c.queues.param) == 0 {
		return false
	}
	h.findOwn()
	for _, f := range c.funcs {
		h.uses(f)
	}
	for _, f := range c.funcs {
		h.sources(f)
	}
	for changed := true; changed; {
		changed = false
		for _, n := range h.nodes {
			for _, t := range n.to {
				if t.bad && !n.bad {
					n.bad, changed = true, true
				}
			}
		}
	}
	for k, n := range h.nodes {
		if f, ok := k.(*types.Field); ok && !n.bad && n.stores > 0 && n.fresh == n.stores && h.bound(f.Owner) {
			h.sole[f] = true
		}
	}
	return len(h.sole) > 0
}

func (h *children) node(k any) *handleNode {
	n := h.nodes[k]
	if n == nil {
		n = &handleNode{}
		h.nodes[k] = n
	}
	return n
}

// bound reports whether objects of class k are of that class alone, each bound for good to the scheduler that its constructor gets.
func (h *children) bound(k *types.Class) bool {
	if k == nil || !k.Activable || len(h.c.reach.below[k]) != 1 {
		return false
	}
	found := false
	for _, m := range k.Methods {
		switch m.Name {
		case "__new__", "__alloc__", "__dealloc__":
			return false
		case "__init__":
			if _, ok := h.c.queueParam(m); !ok {
				return false
			}
			found = true
		}
	}
	for _, b := range k.MRO[1:] {
		if len(b.Methods) > 0 && b.Go == "" && !acthonBase(b) {
			return false
		}
	}
	return found
}

// acthonBase reports whether a class is one that every class of actors has.
func acthonBase(k *types.Class) bool {
	return k.Name == "CyObject" || strings.HasPrefix(k.Name, "Acthon")
}

// findOwn finds the fields that hold the scheduler of their object's mailbox: constructors set them, and nothing else does.
func (h *children) findOwn() {
	bad := map[*types.Field]bool{}
	for _, f := range h.c.funcs {
		at, binds := h.c.queues.param[f]
		eachStmt(f.Body, func(s typed.Stmt) {
			place, value := placeOf(s)
			p, ok := strip0(place).(*typed.Field)
			if !ok || p.Field == nil || !scheduler(p.Type()) {
				return
			}
			if binds && f.Self != nil && variable(p.X) == f.Self && value != nil && variable(value) == f.Params[at] {
				h.own[p.Field] = true
			} else {
				bad[p.Field] = true
			}
		})
		walk(f.Body, func(x typed.Expr) {
			var p typed.Expr
			switch x := x.(type) {
			case *typed.AddrOf:
				p = x.X
			case *typed.Consume:
				p = x.X
			}
			if p, ok := strip0(p).(*typed.Field); ok && p.Field != nil {
				bad[p.Field] = true
			}
		})
	}
	for f := range bad {
		delete(h.own, f)
	}
	for f := range h.own {
		if !h.bound(f.Owner) {
			delete(h.own, f)
		}
	}
}

// placeOf is the place that a statement assigns, and the value; nil for other statements.
func placeOf(s typed.Stmt) (place, value typed.Expr) {
	switch s := s.(type) {
	case *typed.Assign:
		return s.Place, s.Value
	case *typed.AugAssign:
		return s.Place, s.Value
	case *typed.Del:
		return s.Place, nil
	}
	return nil, nil
}

// strip0 is strip for an expression that may be nil.
func strip0(x typed.Expr) typed.Expr {
	if x == nil {
		return nil
	}
	return strip(x)
}

// core is the actor that an expression makes, seen through `activate(consume …)`; or the expression itself.
func core(x typed.Expr) typed.Expr {
	y := strip0(x)
	if c, ok := y.(*typed.Consume); ok {
		if k, ok := strip(c.X).(*typed.Construct); ok {
			return k
		}
	}
	return y
}

// handle reports whether values of type t are handles of actors.
func handle(t types.Type) bool {
	r, ok := t.(*types.Ref)
	return ok && r.Class.Activable
}

// source is the node that an expression takes a handle from; nil for none.
func (h *children) source(f *typed.Func, x typed.Expr) *handleNode {
	switch y := core(x).(type) {
	case *typed.Construct:
		if y.Class.Activable {
			return h.node(y)
		}
	case *typed.Field:
		if r, ok := y.Type().(*types.Ref); ok && r.Qual == types.Active && y.Field != nil && y.Field.Owner != nil {
			return h.node(y.Field)
		}
	case *typed.VarExpr:
		if handle(y.Type()) && y.Var.Kind != typed.SelfVar {
			return h.node(y.Var)
		}
	}
	return nil
}

// uses marks the uses of handles in f that are fine, and records where they go.
func (h *children) uses(f *typed.Func) {
	flow := func(x typed.Expr, to *handleNode) {
		if n := h.source(f, x); n != nil {
			h.ok(x)
			n.to = append(n.to, to)
		}
	}
	eachStmt(f.Body, func(s typed.Stmt) {
		place, value := placeOf(s)
		if e, ok := s.(*typed.ExprStmt); ok {
			h.ok(e.X)
		}
		if place == nil {
			return
		}
		switch p := strip(place).(type) {
		case *typed.VarExpr:
			h.ok(p)
			if handle(p.Var.Type) && value != nil {
				flow(value, h.node(p.Var))
			}
		case *typed.Field:
			h.ok(p)
			if r, ok := p.Type().(*types.Ref); ok && r.Qual == types.Active && p.Field != nil {
				h.stored(f, p, value, flow)
			}
		}
	})
	walk(f.Body, func(x typed.Expr) {
		switch x := x.(type) {
		case *typed.Send:
			if null(x.Sync) && x.Delay == nil {
				h.ok(x.Recv)
			}
		case *typed.Is:
			h.ok(x.X)
			h.ok(x.Y)
		case *typed.Truth:
			h.ok(x.X)
		case *typed.Consume:
			if p, ok := strip(x.X).(*typed.Field); ok {
				h.ok(p) // the count moves: no copy
			}
		case *typed.Let:
			if x.Var != nil && handle(x.Var.Type) {
				flow(x.Init, h.node(x.Var))
			}
		case *typed.Construct:
			h.construct(f, x, flow)
		}
	})
}

// ok marks a use that makes no copy.
func (h *children) ok(x typed.Expr) { h.fine[core(x)] = true }

// construct follows the handles that a new actor is given, and looks whether it belongs to the scheduler of the actor that makes it.
func (h *children) construct(f *typed.Func, x *typed.Construct, flow func(typed.Expr, *handleNode)) {
	if !x.Class.Activable {
		return
	}
	n := h.node(x)
	if x.New != nil || x.Alloc != nil || x.Init == nil || !h.bound(x.Class) || !h.stays(x.Class) {
		n.bad = true
		return
	}
	init, _ := x.Init.Body.(*typed.Func)
	i, ok := h.c.queueParam(x.Init)
	if !ok || i >= len(x.InitArgs) || !h.ownScheduler(f, x.InitArgs[i]) {
		n.bad = true
		return
	}
	for i, arg := range x.InitArgs {
		if i < len(init.Params) && handle(arg.Type()) {
			flow(arg, h.node(init.Params[i]))
			flow(arg, n)
		}
	}
}

// ownScheduler reports whether an expression in f, which belongs to an actor, is the scheduler of that actor.
func (h *children) ownScheduler(f *typed.Func, x typed.Expr) bool {
	switch y := strip(x).(type) {
	case *typed.VarExpr:
		i, ok := h.c.queues.param[f]
		return ok && h.bound(f.Class) && y.Var == f.Params[i]
	case *typed.Field:
		return f.Self != nil && h.own[y.Field] && variable(y.X) == f.Self
	}
	return false
}

// stored records an assignment to a field of handles. What a constructor is given may be kept in its object, and so may an actor made there.
func (h *children) stored(f *typed.Func, p *typed.Field, value typed.Expr, flow func(typed.Expr, *handleNode)) {
	n := h.node(p.Field)
	if value == nil || isNull(value) {
		return
	}
	n.stores++
	if f.Method == nil || f.Method.Name != "__init__" || variable(p.X) != f.Self || !h.bound(f.Class) {
		n.bad = true
		return
	}
	switch y := core(value).(type) {
	case *typed.Construct:
		n.fresh++
		for _, arg := range y.InitArgs {
			if v := variable(arg); handle(arg.Type()) && !isNull(arg) && (v == nil || v.Kind != typed.ParamVar) {
				n.bad = true
			}
		}
		flow(value, n)
	case *typed.VarExpr:
		if y.Var.Kind != typed.ParamVar {
			n.bad = true
			return
		}
		flow(value, n)
	default:
		n.bad = true
	}
}

// sources looks at every read of a handle in f: one that is not known to be fine may be a copy anywhere.
func (h *children) sources(f *typed.Func) {
	walk(f.Body, func(x typed.Expr) {
		switch y := x.(type) {
		case *typed.Construct, *typed.VarExpr:
		case *typed.Field:
			if variable(y.X) != f.Self && !h.taken(f, y) {
				if n := h.source(f, y); n != nil {
					n.bad = true
				}
			}
		default:
			return
		}
		n := h.source(f, x)
		if n == nil {
			return
		}
		if v, ok := x.(*typed.VarExpr); ok && (v.Var.Kind == typed.GlobalVar || v.Var.Captured || v.Var.Func != nil && v.Var.Func != f || f.Generator) {
			n.bad = true
		}
		if !h.fine[x] {
			n.bad = true
		}
	})
}

// taken reports whether a field is only the operand of a `consume`.
func (h *children) taken(f *typed.Func, p *typed.Field) bool {
	n := 0
	walk(f.Body, func(x typed.Expr) {
		if c, ok := x.(*typed.Consume); ok && strip(c.X) == typed.Expr(p) {
			n++
		}
	})
	return n > 0
}

// stays reports whether methods of class k leave no reference to their own object anywhere.
func (h *children) stays(k *types.Class) bool {
	for _, m := range k.Methods {
		f, _ := m.Body.(*typed.Func)
		if f == nil || f.Self == nil {
			continue
		}
		s := h.c.sums[f]
		if s == nil || s.class[1] == 0 || s.sent[1] || len(s.held[1]) > 0 {
			return false
		}
		for j := 2; j < len(s.class); j++ {
			t := f.Result
			if j < s.result() {
				t = f.Params[j-2].Type
			}
			if s.class[j] == s.class[1] && h.c.reach.leads(t, k) {
				return false
			}
		}
	}
	return true
}
