package ownership

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// lockRoot is the object whose lock protects what a view or a loop variable refers to: the value that an expression had at one point.
type lockRoot struct {
	x    typed.Expr
	path []string // the fields from the variable on
	v    *typed.Var
	same int  // number of the object in the variable then
	held bool // a `locked` reference: its lock is held as long as it lives
}

// lockBlock is a lock block around the current statement.
type lockBlock struct {
	at    source.Span
	root  *lockRoot
	write bool
}

// How a lock is held.
const (
	notHeld = iota
	forReading
	forWriting
)

// rootOf finds the lock that protects what x reaches; nil where x goes through no lock.
func (a *analysis) rootOf(x typed.Expr) *lockRoot {
	for {
		if r, ok := x.Type().(*types.Ref); ok {
			switch r.Qual {
			case types.Lock:
				return a.named(x)
			case types.Locked:
				v := variable(x)
				return &lockRoot{x: x, held: v != nil && (v.Kind == typed.SelfVar || v.Kind == typed.ParamVar)}
			}
		}
		switch y := strip(x).(type) {
		case *typed.VarExpr:
			if a.local(y.Var) {
				return a.s.vars[a.key(y.Var)].root
			}
			return nil
		case *typed.Field:
			x = y.X
		case *typed.Index:
			x = y.X
		case *typed.Coerce:
			x = y.X
		case *typed.MethodCall:
			if y.Recv == nil {
				return nil
			}
			x = y.Recv
		case *typed.Call:
			if y.Recv == nil {
				return nil
			}
			x = y.Recv
		default:
			return nil
		}
	}
}

// named describes the object that an expression refers to now.
func (a *analysis) named(x typed.Expr) *lockRoot {
	r := &lockRoot{x: x}
	for {
		switch y := strip(x).(type) {
		case *typed.VarExpr:
			r.v = y.Var
			if a.local(y.Var) {
				info := &a.s.vars[a.key(y.Var)]
				if info.same == 0 {
					a.same++
					info.same = a.same
				}
				r.same = info.same
			}
			return r
		case *typed.Field:
			r.path = append(r.path, y.Name)
			x = y.X
		default:
			return r
		}
	}
}

// is reports whether two roots certainly are one object.
func (a *analysis) is(r, t *lockRoot) bool {
	if r.v == nil || t.v == nil || len(r.path) != len(t.path) {
		return false
	}
	if a.local(r.v) != a.local(t.v) || a.local(r.v) && r.same != t.same || !a.local(r.v) && (r.v != t.v || a.c.reassigned(r.v)) {
		return false
	}
	for i, name := range r.path {
		if name != t.path[i] || a.c.storesField(a.fn, name) {
			return false
		}
	}
	return true
}

// lockHeld tells how the lock of a root is held here.
func (a *analysis) lockHeld(r *lockRoot) int {
	if r == nil {
		return notHeld
	}
	if r.held {
		return forWriting
	}
	out := notHeld
	for _, b := range a.locking {
		if b.root == nil || !a.is(b.root, r) {
			continue
		}
		if b.write {
			return forWriting
		}
		out = forReading
	}
	return out
}

// guarded checks a use in place of what a lock protects, where no lock is taken for the access itself: through a loop variable, an element of a
// C++ container, a reference without its qualifier.
func (a *analysis) guarded(x typed.Expr, v value, write bool) {
	if x != nil && !locksItself(x) {
		a.guardedArg(x, v, write)
	}
}

// guardedArg is guarded for an argument: a lock that is taken to read it is released before the call.
func (a *analysis) guardedArg(x typed.Expr, v value, write bool) {
	if a.s == nil {
		return
	}
	root := a.unlocked(x, v)
	if root == nil {
		return
	}
	held := a.lockHeld(root)
	// Containers of C++ in fields, and casts, are left to strict mode.
	hidden := v.view != nil
	if held == forWriting || held == forReading && !write {
		return
	}
	what, of := a.c.text(x), a.c.text(root.x)
	if held == forReading {
		a.report(&diag.Diagnostic{Span: x.Pos(), Severity: diag.Warning, Hidden: hidden, Code: codeUnlocked, Message: "'" + what + "' is used without the lock of '" + of + "' for writing"}).
			Note(root.x.Span(), "'%s' is locked for reading only, as others may lock it at the same time", of).
			Hint("use `with wlocked %s:`", of)
		return
	}
	a.report(&diag.Diagnostic{Span: x.Pos(), Severity: diag.Warning, Hidden: hidden, Code: codeUnlocked, Message: "'" + what + "' is used without the lock of '" + of + "'"}).
		Note(root.x.Span(), "the lock of '%s' protects it, and is held by no block around this", of).
		Hint("put this under `with wlocked %s:`, or under `with rlocked %s:` where nothing is changed", of, of)
}

// locksItself reports whether an access of x takes the lock that protects it (see irbuild.rootOf): x is a chain of fields, elements and results
// from a lock reference on.
func locksItself(x typed.Expr) bool {
	for {
		r, ok := x.Type().(*types.Ref)
		if ok && r.Qual == types.Lock {
			return true
		}
		switch y := x.(type) {
		case *typed.Field:
			x = y.X
		case *typed.Index:
			x = y.X
		case *typed.Coerce:
			if from, ok := y.X.Type().(*types.Ref); ok && from.Qual == types.Lock {
				return false // a cast that removes the qualifier
			}
			x = y.X
		case *typed.MethodCall:
			if y.Recv == nil {
				return false
			}
			x = y.Recv
		case *typed.Call:
			if y.Recv == nil {
				return false
			}
			x = y.Recv
		default:
			return false
		}
	}
}

// unlocked is the root of x, of value v, where an access through x takes no lock of itself; nil for any other.
func (a *analysis) unlocked(x typed.Expr, v value) *lockRoot {
	if v.view != nil && v.view.lock {
		return v.view.root
	}
	if w := variable(x); w != nil && a.local(w) {
		if r, ok := w.Type.(*types.Ref); ok && r.Qual == types.LockView {
			return a.s.vars[a.key(w)].root
		}
	}
	return nil
}

// reassigned reports whether code that does not only run when a module starts assigns a global.
func (c *checker) reassigned(v *typed.Var) bool {
	if c.assigned == nil {
		c.assigned = map[*typed.Var]bool{}
		for _, f := range c.funcs {
			if f.Kind == typed.ModuleFunc {
				continue
			}
			mark := func(p typed.Expr) {
				if w := variable(p); w != nil && (w.Kind == typed.GlobalVar || w.Captured) {
					c.assigned[w] = true
				}
			}
			eachStmt(f.Body, func(s typed.Stmt) {
				switch s := s.(type) {
				case *typed.Assign:
					mark(s.Place)
				case *typed.AugAssign:
					mark(s.Place)
				case *typed.Del:
					mark(s.Place)
				}
			})
			walk(f.Body, func(x typed.Expr) {
				switch x := x.(type) {
				case *typed.Consume:
					mark(x.X)
				case *typed.AddrOf:
					mark(x.X)
				case *typed.AssignExpr:
					mark(x.Place)
				}
			})
		}
	}
	return c.assigned[v] || v.Captured
}

// storesField reports whether f, or a function that it calls, assigns a field of this name: a path through it may lead to another object then.
func (c *checker) storesField(f *typed.Func, name string) bool {
	set, ok := c.stores[name]
	if !ok {
		set = map[*typed.Func]bool{}
		for _, g := range c.funcs {
			found := false
			mark := func(p typed.Expr) {
				if p, ok := strip(p).(*typed.Field); ok && p.Name == name {
					found = true
				}
			}
			eachStmt(g.Body, func(s typed.Stmt) {
				switch s := s.(type) {
				case *typed.Assign:
					mark(s.Place)
				case *typed.Del:
					mark(s.Place)
				}
			})
			walk(g.Body, func(x typed.Expr) {
				switch x := x.(type) {
				case *typed.Consume:
					mark(x.X)
				case *typed.AddrOf:
					mark(x.X)
				}
			})
			// A constructor fills in its own new object.
			if found && (g.Method == nil || g.Method.Name != "__init__") {
				set[g] = true
			}
		}
		c.upwards(set)
		if c.stores == nil {
			c.stores = map[string]map[*typed.Func]bool{}
		}
		c.stores[name] = set
	}
	return set[f]
}
