package gogen

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// shape is the layout of the classes and their method tables.
//
// An object of class K is the struct of its chain (K, its first base, the first base of that, …), each embedded first in the next, and
// behind it the own fields of the classes in its MRO that are not in the chain and have some. A class whose fields are thus found elsewhere in
// some object is displaced: its fields are in a struct of their own, C_own, whose offset is in the method table, and code that
// knows only C looks it up there. So an object has one address, and single inheritance costs nothing. A C_own is in whole words
// (its [0]uint64): the parts of an object then take no less room than in an object of any class it is seen as, as checkptr asks.
//
// The classes that are related by inheritance form a family with one method table type, which has an entry for each
// slot that is still called virtually.
type shape struct {
	g         *gen
	chains    map[*types.Class][]*types.Class
	extras    map[*types.Class][]*types.Class
	displaced map[*types.Class]bool
	families  map[*types.Class]*family
	list      []*family
}

// family is classes related by inheritance.
type family struct {
	classes   []*ir.Class
	table     string // Go type of the method table; "rt.Class" where none is needed
	base      string // what the table embeds: rt.Class, or the table of a class of the runtime
	slots     []*types.Slot
	slotNames map[*types.Slot]string
	offsets   []*types.Class
	activable bool
	open      *types.Class // the class of the runtime with a method table that they derive from
}

func user(c *types.Class) bool { return c.Go == "" }

func newShape(g *gen) *shape {
	s := &shape{
		g: g, chains: map[*types.Class][]*types.Class{}, extras: map[*types.Class][]*types.Class{},
		displaced: map[*types.Class]bool{}, families: map[*types.Class]*family{},
	}
	var order []*ir.Class
	for _, c := range g.p.Classes {
		if user(c.Type) {
			order = append(order, c)
		}
	}
	for _, c := range order {
		s.lay(c.Type)
		s.join(c)
	}
	for _, c := range order {
		for _, d := range s.extras[c.Type] {
			s.displaced[d] = true
		}
	}
	s.usedSlots()
	seen := map[*family]bool{}
	for _, c := range order {
		f := s.families[c.Type]
		if !seen[f] {
			seen[f] = true
			s.list = append(s.list, f)
			s.settle(f)
		}
	}
	return s
}

// lay finds the chain of a class and what lies behind it.
func (s *shape) lay(c *types.Class) {
	chain := []*types.Class{c}
	for k := c; ; {
		next := firstBase(k)
		if next == nil {
			break
		}
		chain = append(chain, next)
		k = next
	}
	s.chains[c] = chain
	in := map[*types.Class]bool{}
	for _, k := range chain {
		in[k] = true
	}
	for i := len(c.MRO) - 1; i >= 0; i-- {
		if k := c.MRO[i]; user(k) && !in[k] && len(k.Fields) > 0 {
			s.extras[c] = append(s.extras[c], k)
		}
	}
}

// firstBase is the first base that is a class of the program, or nil.
func firstBase(c *types.Class) *types.Class {
	for _, b := range c.Bases {
		if user(b) {
			return b
		}
	}
	return nil
}

// join puts a class into the family of its bases.
func (s *shape) join(c *ir.Class) {
	f := &family{}
	for _, k := range c.Type.MRO {
		if o := s.families[k]; o != nil && o != f {
			if len(f.classes) == 0 {
				f = o
				continue
			}
			for _, x := range f.classes {
				s.families[x.Type] = o
			}
			o.classes = append(o.classes, f.classes...)
			o.activable = o.activable || f.activable
			if o.open == nil {
				o.open = f.open
			}
			f = o
		}
	}
	f.classes = append(f.classes, c)
	s.families[c.Type] = f
	for _, k := range c.Type.MRO {
		if user(k) {
			continue
		}
		switch {
		case k.Go == "rt.Activable":
			f.activable = true
		case tableOf(k) != "":
			if f.open != nil && f.open != k {
				s.g.unsupported(c.Type.Decl, "a cypclass that derives from both %s and %s", f.open.Name, k.Name)
			}
			f.open = k
		}
	}
	f.activable = f.activable || c.Type.Activable
}

// tableOf is the method table type of a class of the runtime that programs can implement, or "".
func tableOf(c *types.Class) string {
	if strings.HasPrefix(c.Go, "rt.") && strings.HasSuffix(c.Go, "Interface") {
		return strings.TrimSuffix(c.Go, "Interface") + "VT"
	}
	return ""
}

// usedSlots finds the slots that are called virtually.
func (s *shape) usedSlots() {
	use := func(slot *types.Slot) {
		if slot == nil || ir.Open(slot) {
			return
		}
		f := s.families[slot.Root]
		if f == nil {
			return
		}
		if f.slotNames == nil {
			f.slotNames = map[*types.Slot]string{}
		}
		if f.slotNames[slot] == "" {
			f.slotNames[slot] = "?"
			f.slots = append(f.slots, slot)
		}
	}
	for _, fn := range s.g.x.Funcs {
		ir.Calls(fn, func(c *ir.Call) {
			if c.Callee.Kind == ir.Virtual {
				use(c.Callee.Method.Slot)
			}
		})
	}
	// Containers call these of their elements.
	for _, c := range s.g.p.Classes {
		for _, name := range []string{"__hash__", "__eq__", "__lt__"} {
			if m := s.g.findMethod(c.Type, name); m != nil && m.Slot != nil && len(s.g.x.Targets(c.Type, m.Slot)) > 1 {
				use(m.Slot)
			}
		}
	}
}

// settle names the entries of the table of a family.
func (s *shape) settle(f *family) {
	for _, c := range f.classes {
		if s.displaced[c.Type] {
			f.offsets = append(f.offsets, c.Type)
		}
	}
	f.base = "rt.Class"
	if f.open != nil {
		f.base = tableOf(f.open)
	}
	f.table = f.base
	if len(f.slots) > 0 || len(f.offsets) > 0 || f.open != nil {
		f.table = s.g.names.take("vt_" + s.g.className(f.classes[0].Type))
	}
	used := map[string]bool{"Class": true}
	for _, slot := range f.slots {
		base := ident(slot.Name)
		for _, m := range slot.Impls {
			if fn := s.g.x.ByMethod[m]; fn != nil && fn.Go != "" {
				base = fn.Go
				break
			}
		}
		n := base
		for used[n] {
			n += "_"
		}
		used[n] = true
		f.slotNames[slot] = n
	}
}

// direct reports whether the own fields of class owner are at the same offset in all objects that a reference of static class c
// can lead to.
func (s *shape) direct(c, owner *types.Class) bool {
	if len(s.displaced) == 0 {
		return true
	}
	for _, d := range s.g.x.Derived(c) {
		if contains(s.chains[d], c) || contains(s.chains[c], owner) && contains(s.chains[d], owner) {
			continue
		}
		return false
	}
	return true
}

func contains(list []*types.Class, c *types.Class) bool {
	for _, k := range list {
		if k == c {
			return true
		}
	}
	return false
}

// findMethod finds the definition of a method without overloads along the MRO.
func (g *gen) findMethod(c *types.Class, name string) *types.Method {
	for _, k := range c.MRO {
		for _, m := range k.Methods {
			if m.Name == name {
				return m
			}
		}
	}
	return nil
}
