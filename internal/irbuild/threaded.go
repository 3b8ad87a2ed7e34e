package irbuild

import (
	"sort"

	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// threaded finds, by their types, the objects that several threads can reach through globals, or attributes of Python objects, without a lock: a
// program may only read them there, or be warned, but reading takes counts too. What is behind a lock or active reference has its own protection.
func threaded(p *typed.Program) []*types.Class {
	r := &reachable{derived: map[*types.Class][]*types.Class{}, seen: map[types.Type]bool{}, classes: map[*types.Class]bool{}, all: p.Classes}
	for _, c := range p.Classes {
		for _, b := range c.MRO {
			r.derived[b] = append(r.derived[b], c)
		}
	}
	for _, m := range p.Modules {
		for _, v := range m.Globals {
			if v.Threaded {
				r.visit(v.Type)
			}
		}
		for _, s := range m.Structs {
			for _, f := range s.Fields {
				if f.Threaded {
					r.visit(f.Type)
				}
			}
		}
	}
	var out []*types.Class
	for c := range r.classes {
		out = append(out, c)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

type reachable struct {
	derived map[*types.Class][]*types.Class
	seen    map[types.Type]bool
	classes map[*types.Class]bool
	all     []*types.Class
}

func (r *reachable) visit(t types.Type) {
	if t == nil || r.seen[t] {
		return
	}
	r.seen[t] = true
	switch t := t.(type) {
	case *types.Const:
		r.visit(t.Elem)
	case *types.Pointer:
		r.visit(t.Elem)
	case *types.Array:
		r.visit(t.Elem)
	case *types.Reference:
		r.visit(t.Elem)
	case *types.Struct:
		for i := range t.Fields {
			r.visit(t.Fields[i].Type)
		}
	case *types.Cpp:
		for _, a := range t.Args {
			r.visit(a)
		}
	case *types.Ref:
		if !shares(t.Qual) {
			r.class(t.Class)
		}
	}
}

func (r *reachable) class(c *types.Class) {
	if r.classes[c] {
		return
	}
	kinds := r.derived[c]
	if c.Go == "rt.Header" { // a cyobject may be of any class
		kinds = r.all
	}
	for _, k := range append(kinds, c) {
		if r.classes[k] || k.Go == "rt.Header" {
			continue
		}
		r.classes[k] = true
		for _, b := range k.MRO {
			for _, f := range b.Fields {
				r.visit(f.Type)
			}
		}
		for _, a := range k.Args {
			r.visit(a)
		}
	}
}
