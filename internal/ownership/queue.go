package ownership

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// queues knows which constructors bind their actor to the mailbox of a scheduler that they are given.
type queues struct {
	param map[*typed.Func]int // constructor -> index of the scheduler among its parameters
	wild  bool                // some code sets queues in another way: nothing is known
	sets  []*types.Class      // classes whose queues some code sets
}

// backgroundQueue is the scheduler of the actors whose classes set no queue. No variable has this number.
const backgroundQueue = 1 << 30

// findQueues looks at every assignment of `_active_queue_class`. What binds an actor for good is a constructor with one parameter that is a
// scheduler, and with `self._active_queue_class = consume SequentialMailBox(scheduler)` as its only assignment.
func (c *checker) findQueues() {
	c.queues = &queues{param: map[*typed.Func]int{}}
	for _, f := range c.funcs {
		count := 0
		at := -1
		eachStmt(f.Body, func(s typed.Stmt) {
			var place, value typed.Expr
			switch s := s.(type) {
			case *typed.Assign:
				place, value = s.Place, s.Value
			case *typed.Del:
				place = s.Place
			}
			field, ok := place.(*typed.Field)
			if !ok || field.Name != "_active_queue_class" {
				return
			}
			count++
			if r, ok := field.X.Type().(*types.Ref); ok {
				c.queues.sets = append(c.queues.sets, r.Class)
			}
			if f.Method == nil || f.Method.Name != "__init__" || variable(field.X) != f.Self {
				c.queues.wild = true
				return
			}
			at = mailboxParam(f, value)
		})
		walk(f.Body, func(x typed.Expr) {
			if a, ok := x.(*typed.AddrOf); ok {
				if field, ok := a.X.(*typed.Field); ok && field.Name == "_active_queue_class" {
					c.queues.wild = true
				}
			}
		})
		schedulers := 0
		for _, p := range f.Params {
			if scheduler(p.Type) {
				schedulers++
			}
		}
		if count == 1 && at >= 0 && schedulers == 1 && !assigned(f, f.Params[at]) {
			c.queues.param[f] = at
		}
		// A method that takes a scheduler could hold one that is not that of its mailbox.
		if f.Class != nil && f.Class.Activable && schedulers > 0 && f.Method != nil && f.Method.Name != "__init__" {
			c.queues.wild = true
		}
	}
}

// assigned reports whether the body of f assigns or deletes v.
func assigned(f *typed.Func, v *typed.Var) bool {
	found := false
	eachStmt(f.Body, func(s typed.Stmt) {
		switch s := s.(type) {
		case *typed.Assign:
			found = found || variable(s.Place) == v
		case *typed.Del:
			found = found || variable(s.Place) == v
		}
	})
	walk(f.Body, func(x typed.Expr) {
		if c, ok := x.(*typed.Consume); ok && variable(c.X) == v {
			found = true
		}
	})
	return found || v.Captured
}

// mailboxParam is the index of the parameter that `consume MailBox(param)` is made of; -1 for anything else.
func mailboxParam(f *typed.Func, x typed.Expr) int {
	consume, ok := strip(x).(*typed.Consume)
	if !ok {
		return -1
	}
	made, ok := strip(consume.X).(*typed.Construct)
	if !ok || len(made.InitArgs) != 1 || !strings.HasSuffix(made.Class.Go, "MailBox") {
		return -1
	}
	v := variable(made.InitArgs[0])
	for i, p := range f.Params {
		if p == v && scheduler(p.Type) {
			return i
		}
	}
	return -1
}

// scheduler reports whether t refers to a scheduler of the runtime.
func scheduler(t types.Type) bool {
	r, ok := t.(*types.Ref)
	if !ok {
		return false
	}
	for _, k := range r.Class.MRO {
		if strings.HasSuffix(k.Go, ".Scheduler") {
			return true
		}
	}
	return false
}

// queueParam is the index of the scheduler among the arguments of a constructor that binds its actor to it.

func (c *checker) queueParam(m *types.Method) (int, bool) {
	f, _ := m.Body.(*typed.Func)
	if f == nil || c.queues.wild {
		return 0, false
	}
	i, ok := c.queues.param[f]
	return i, ok
}

// background reports whether no code sets the queue of an object of a class.
func (c *checker) background(k *types.Class) bool {
	if !k.Activable {
		return false
	}
	for _, s := range c.queues.sets {
		if k.Derives(s) || s.Derives(k) {
			return false
		}
	}
	return true
}

// made records who executes the messages of a new object of a class that is group g.
func (a *analysis) made(k *types.Class, g int) {
	if g > world && k.Activable {
		a.s.info[g].queue = unknownQueue
		if a.c.background(k) {
			a.s.info[g].queue = backgroundQueue
		}
	}
}

// joined applies the promise of cyp.join(): every message to actors without a queue of their own has been executed.
func (a *analysis) joined() {
	for g := range a.s.info {
		a.s.info[g].flight = false
	}
}

// flying reports whether any message may not have been executed.
func (a *analysis) flying() bool {
	for g := range a.s.info {
		if a.s.info[g].flight {
			return true
		}
	}
	return a.s.of[a.mail()] != none
}

// drained reports whether all messages to the actor's group are for the actor in variable w, which `consume w` waits for, and forgets them.
func (a *analysis) drained(w *typed.Var, g int) bool {
	if w == nil || !a.local(w) || g <= world {
		return false
	}
	in := &a.s.info[g]
	if !in.flight || in.to <= 0 || in.to != a.s.vars[a.key(w)].same {
		return false
	}
	in.flight = false
	return true
}

// group analyses the block of a cyp.group: what it sends has been executed behind it.
func (a *analysis) group(s *typed.With) {
	a.eval(s.X)
	a.raise()
	if a.s == nil {
		return
	}
	before := a.flying()
	a.stmts(s.Body)
	if a.s == nil {
		return
	}
	if !before {
		a.joined()
		if a.s.of[a.mail()] > world {
			a.s.of[a.mail()] = none
		}
	}
	a.raise()
}

// finish applies the promise of a scheduler's finish(): every message to actors of that scheduler has been executed, and no
// worker holds a reference.
func (a *analysis) finish(x *typed.MethodCall) {
	if a.s == nil || x.Method.Go != "Finish" || x.Recv == nil || !scheduler(x.Recv.Type()) {
		return
	}
	v := variable(x.Recv)
	if v == nil || !a.local(v) {
		return
	}
	m, same := a.s.of[a.mail()], a.s.vars[a.key(v)].same
	if same != 0 {
		a.returned(same)
	}
	if m > world && same != 0 && a.s.info[m].queue == same {
		a.s.of[a.mail()] = none
	}
}
