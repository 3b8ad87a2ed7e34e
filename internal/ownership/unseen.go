package ownership

import (
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// unseen knows the code that runs without a call in the program: destructors, which run wherever a last reference goes, and the methods by
// which containers compare and hash. Where such code gives references away, nothing is known of the objects that it may be run on.
type unseen struct {
	leaky map[*types.Class]bool // its destructor gives references away
	keys  map[*types.Class]bool // its comparison or hash does
	memo  map[*types.Class]bool // an object that is leaky may die with one of this class
}

// compares are the methods that containers call.
var compares = []string{"__hash__", "__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"}

// findUnseen looks for such code with the summaries as they are, and reports whether there is more than before.
func (c *checker) findUnseen() bool {
	u := &c.unseen
	if u.leaky == nil {
		u.leaky, u.keys = map[*types.Class]bool{}, map[*types.Class]bool{}
	}
	before := len(u.leaky) + len(u.keys)
	for _, f := range c.funcs {
		if f.Method == nil || f.Self == nil || f.Class == nil {
			continue
		}
		if f.Method.Name == "__dealloc__" {
			if gives(c.sums[f], 1) {
				u.leaky[f.Class] = true
			}
			continue
		}
		for _, name := range compares {
			if f.Method.Name == name && (gives(c.sums[f], 1) || len(f.Params) > 0 && (gives(c.sums[f], 2) || c.sums[f].class[1] == c.sums[f].class[2])) {
				u.keys[f.Class] = true
			}
		}
	}
	u.memo = map[*types.Class]bool{}
	return len(u.leaky)+len(u.keys) > before
}

// gives reports whether a function may leave references to what it gets in a slot elsewhere.
func gives(s *summary, slot int) bool {
	return s.class[slot] == 0 || s.exposed[slot] || s.sent[slot] || len(s.held[slot]) > 0
}

// tainted reports whether the death of what a value of type t refers to may give references away.
func (c *checker) tainted(t types.Type) bool {
	if len(c.unseen.leaky) == 0 {
		return false
	}
	switch t := t.(type) {
	case *types.Ref:
		return c.taintedClass(t.Class)
	case *types.Cpp:
		for _, h := range t.Holds {
			if c.tainted(h) {
				return true
			}
		}
		if t.Outer != nil {
			return c.tainted(t.Outer)
		}
		if iterator(t) {
			for _, h := range t.Args {
				if c.tainted(h) {
					return true
				}
			}
		}
	case *types.Array:
		return c.tainted(t.Elem)
	case *types.Reference:
		return c.tainted(t.Elem)
	case *types.Const:
		return c.tainted(t.Elem)
	case *types.Struct:
		for _, f := range t.Fields {
			if f.Type != nil && c.tainted(f.Type) {
				return true
			}
		}
	}
	return false
}

func (c *checker) taintedClass(k *types.Class) bool {
	u := &c.unseen
	if v, ok := u.memo[k]; ok {
		return v
	}
	// A depth-first search may meet k again before its answer is known, so every class that it starts from searches anew.
	seen := map[*types.Class]bool{}
	var visit func(t types.Type) bool
	var class func(k *types.Class) bool
	visit = func(t types.Type) bool {
		switch t := t.(type) {
		case *types.Ref:
			return class(t.Class)
		case *types.Cpp:
			for _, h := range t.Holds {
				if visit(h) {
					return true
				}
			}
		case *types.Array:
			return visit(t.Elem)
		case *types.Struct:
			for _, f := range t.Fields {
				if f.Type != nil && visit(f.Type) {
					return true
				}
			}
		}
		return false
	}
	class = func(k *types.Class) bool {
		if seen[k] {
			return false
		}
		seen[k] = true
		for _, s := range c.reach.subclasses(k) {
			for _, b := range s.MRO {
				if u.leaky[b] {
					return true
				}
				for _, f := range b.Fields {
					if visit(f.Type) {
						return true
					}
				}
			}
			for _, h := range s.Holds {
				if visit(h) {
					return true
				}
			}
		}
		return false
	}
	u.memo[k] = class(k)
	return u.memo[k]
}

// keysLeak reports whether a container with elements of these types compares them with code that gives references away.
func (c *checker) keysLeak(elems []types.Type) bool {
	if len(c.unseen.keys) == 0 {
		return false
	}
	for _, t := range elems {
		r, ok := t.(*types.Ref)
		if !ok {
			continue
		}
		for _, s := range c.reach.subclasses(r.Class) {
			for _, b := range s.MRO {
				if c.unseen.keys[b] {
					return true
				}
			}
		}
	}
	return false
}

// eval evaluates an expression for what it does to the state.
func (a *analysis) eval(x typed.Expr) value {
	v := a.visit(x)
	if x != nil && a.s != nil && v.g > world && len(a.c.unseen.leaky) > 0 && a.c.tainted(x.Type()) {
		a.lend(v.g, x.Span())
		v.g = world
	}
	return v
}

// shown is what the statements of a function do, whatever destructors add.
func (s *summary) shown() *summary {
	if s.first != nil {
		return s.first
	}
	return s
}
