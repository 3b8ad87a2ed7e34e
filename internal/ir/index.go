package ir

import "github.com/cyp-lang/cyp/internal/types"

// Index answers questions about the whole program: which functions there are, and what a virtual call can reach.
type Index struct {
	Program  *Program
	Funcs    []*Func
	ByMethod map[*types.Method]*Func
	derived  map[*types.Class][]*types.Class
	targets  map[targetKey][]*types.Method
	merged   map[*types.Slot]*types.Slot
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
		merged: map[*types.Slot]*types.Slot{},
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
	x.mergeSlots()
	return x
}

// mergeSlots finds the slots that one definition serves: two unrelated bases declare the same method, and a class that derives from
// both runs the first in its MRO for either.
func (x *Index) mergeSlots() {
	for _, c := range x.Program.Classes {
		if len(c.Type.Bases) < 2 {
			continue
		}
		for _, k := range c.Type.MRO {
			for _, m := range k.Methods {
				if m.Slot == nil {
					continue
				}
				if d := Lookup(c.Type, m.Slot); d != nil && d.Slot != nil && d.Slot != m.Slot {
					if a, b := x.Slot(d.Slot), x.Slot(m.Slot); a != b {
						x.merged[b] = a
					}
				}
			}
		}
	}
}

// Slot gives the slot that stands for all that share definitions with s.
func (x *Index) Slot(s *types.Slot) *types.Slot {
	for x.merged[s] != nil {
		s = x.merged[s]
	}
	return s
}

// SlotGroups groups the functions that are in one slot, or in slots that share definitions, and so must agree in their signature, in
// order of first appearance.
func (x *Index) SlotGroups() [][]*Func {
	var out [][]*Func
	index := map[*types.Slot]int{}
	for _, f := range x.Funcs {
		if f.Method == nil || f.Method.Slot == nil {
			continue
		}
		s := x.Slot(f.Method.Slot)
		i, ok := index[s]
		if !ok {
			i = len(out)
			index[s] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], f)
	}
	return out
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
			if m.Slot == s || m.Slot != nil && m.Name == s.Name && len(s.Impls) > 0 && sameParams(m, s.Impls[0]) {
				return m
			}
		}
	}
	return nil
}

// sameParams reports whether two methods have the same parameter types, so that one takes the place of the other.
func sameParams(a, b *types.Method) bool {
	if a.Sig == nil || b.Sig == nil || len(a.Sig.Params) != len(b.Sig.Params) {
		return false
	}
	for i, p := range a.Sig.Params {
		if bare(p.Type) != bare(b.Sig.Params[i].Type) {
			return false
		}
	}
	return true
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
