package ir

import "github.com/cyp-lang/cyp/internal/types"

// Index answers questions about the whole program: which functions there are, and what a virtual call can reach.
type Index struct {
	Program  *Program
	Funcs    []*Func
	ByMethod map[*types.Method]*Func
	derived  map[*types.Class][]*types.Class
	targets  map[targetKey][]*types.Method
}

type targetKey struct {
	class *types.Class
	slot  *types.Slot
}

// NewIndex indexes a program.
func NewIndex(p *Program) *Index {
	x := &Index{
		Program: p, Funcs: AllFuncs(p), ByMethod: map[*types.Method]*Func{},
		derived: map[*types.Class][]*types.Class{}, targets: map[targetKey][]*types.Method{},
	}
	for _, f := range x.Funcs {
		if f.Method != nil {
			x.ByMethod[f.Method] = f
		}
	}
	for _, c := range p.Classes {
		for _, b := range c.Type.MRO {
			x.derived[b] = append(x.derived[b], c.Type)
		}
		if len(c.Type.MRO) == 0 {
			x.derived[c.Type] = append(x.derived[c.Type], c.Type)
		}
	}
	return x
}

// Derived lists the classes of the program that are or derive from a class, bases first.
func (x *Index) Derived(c *types.Class) []*types.Class { return x.derived[c] }

// Open reports whether the slot belongs to a class of the runtime, so that code outside of the program calls
// and implements it, under a fixed signature.
func Open(s *types.Slot) bool { return s != nil && s.Root != nil && s.Root.Go != "" }

// Lookup returns the definition of a slot that objects of class c run, or nil.
func Lookup(c *types.Class, s *types.Slot) *types.Method {
	for _, k := range c.MRO {
		for _, m := range k.Methods {
			if m.Slot == s {
				return m
			}
		}
	}
	return nil
}

// Targets lists the definitions that a call through a slot can run where the receiver has static class c.
func (x *Index) Targets(c *types.Class, s *types.Slot) []*types.Method {
	key := targetKey{c, s}
	if t, ok := x.targets[key]; ok {
		return t
	}
	var out []*types.Method
	seen := map[*types.Method]bool{}
	for _, d := range x.derived[c] {
		if m := Lookup(d, s); m != nil && !seen[m] {
			seen[m] = true
			out = append(out, m)
		}
	}
	x.targets[key] = out
	return out
}

// RecvClass returns the static class of the receiver of a call.
func RecvClass(c *Call) *types.Class {
	if c.Recv != nil {
		if r, ok := c.Recv.Type().(*types.Ref); ok {
			return r.Class
		}
	}
	if c.Callee.Method != nil {
		return c.Callee.Method.Class
	}
	return nil
}

// Callees calls f for each function of the program that a call may run.
func (x *Index) Callees(c *Call, f func(*Func)) {
	switch c.Callee.Kind {
	case Direct:
		f(c.Callee.Func)
	case Virtual:
		for _, m := range x.Targets(RecvClass(c), c.Callee.Method.Slot) {
			if fn := x.ByMethod[m]; fn != nil {
				f(fn)
			}
		}
	}
}

// Calls calls f for every call in a function body, pure nested ones included.
func Calls(fn *Func, f func(*Call)) {
	WalkAll(fn.Body, func(e Expr) {
		if c, ok := e.(*Call); ok {
			f(c)
		}
	})
}
