package ownership

import (
	"slices"

	"github.com/cyp-lang/cyp/internal/types"
)

// reaches tells by type which objects may be on a cycle of followed references. Classes are nodes; an edge leads from a class to the classes of
// its fields and elements, and to its subclasses, since the object behind a reference may be one of those. Only classes of one strongly
// connected component that has an edge of the first kind in it can make a cycle.
type reaches struct {
	below map[*types.Class][]*types.Class // subclasses, itself included
	comp  map[*types.Class]int            // component
	loops map[int]bool                    // components that can make a cycle
	memo  map[*types.Class][]int
}

func newReaches(all []*types.Class) *reaches {
	r := &reaches{below: map[*types.Class][]*types.Class{}, comp: map[*types.Class]int{}, loops: map[int]bool{}, memo: map[*types.Class][]int{}}
	for _, k := range all {
		for _, b := range k.MRO {
			r.below[b] = append(r.below[b], k)
		}
	}
	t := &tarjan{r: r, index: map[*types.Class]int{}, low: map[*types.Class]int{}, on: map[*types.Class]bool{}}
	for _, k := range all {
		if t.index[k] == 0 {
			t.visit(k)
		}
	}
	for _, k := range all {
		for _, next := range fieldClasses(k) {
			if r.comp[next] == r.comp[k] {
				r.loops[r.comp[k]] = true
			}
		}
	}
	return r
}

// tarjan finds the components.
type tarjan struct {
	r     *reaches
	index map[*types.Class]int
	low   map[*types.Class]int
	on    map[*types.Class]bool
	stack []*types.Class
	count int
	comps int
}

func (t *tarjan) visit(k *types.Class) {
	t.count++
	t.index[k], t.low[k] = t.count, t.count
	t.stack = append(t.stack, k)
	t.on[k] = true
	for _, list := range [][]*types.Class{fieldClasses(k), t.r.below[k]} {
		for _, next := range list {
			switch {
			case t.index[next] == 0:
				t.visit(next)
				t.low[k] = min(t.low[k], t.low[next])
			case t.on[next]:
				t.low[k] = min(t.low[k], t.index[next])
			}
		}
	}
	if t.low[k] != t.index[k] {
		return
	}
	t.comps++
	for {
		top := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.on[top] = false
		t.r.comp[top] = t.comps
		if top == k {
			return
		}
	}
}

// fieldClasses lists the classes that objects of class k refer to by followed references.
func fieldClasses(k *types.Class) []*types.Class {
	var out []*types.Class
	for _, c := range k.MRO {
		for _, f := range c.Fields {
			out = append(out, classesIn(f.Type)...)
		}
	}
	for _, h := range k.Holds {
		out = append(out, classesIn(h)...)
	}
	return out
}

// classesIn lists the classes that values of type t refer to by followed references.
func classesIn(t types.Type) []*types.Class {
	switch t := t.(type) {
	case *types.Ref:
		if follows(t) {
			return []*types.Class{t.Class}
		}
	case *types.Cpp:
		var out []*types.Class
		for _, h := range t.Holds {
			out = append(out, classesIn(h)...)
		}
		return out
	case *types.Array:
		return classesIn(t.Elem)
	case *types.Reference:
		return classesIn(t.Elem)
	case *types.Const:
		return classesIn(t.Elem)
	case *types.Struct:
		var out []*types.Class
		for _, f := range t.Fields {
			if f.Type != nil {
				out = append(out, classesIn(f.Type)...)
			}
		}
		return out
	}
	return nil
}

// subclasses lists the classes that an object behind a reference to k may have.
func (r *reaches) subclasses(k *types.Class) []*types.Class {
	if subs := r.below[k]; len(subs) > 0 {
		return subs
	}
	return []*types.Class{k}
}

// components lists the components with cycles that an object behind a reference to k may belong to.
func (r *reaches) components(k *types.Class) []int {
	if out, ok := r.memo[k]; ok {
		return out
	}
	var out []int
	for _, s := range r.subclasses(k) {
		if c, ok := r.comp[s]; !ok || r.loops[c] {
			out = add(out, c)
		}
	}
	r.memo[k] = out
	return out
}

// cycle reports whether objects of types a and b may be on one cycle.
func (r *reaches) cycle(a, b types.Type) bool {
	for _, k := range roots(a) {
		for _, c := range r.components(k) {
			for _, l := range roots(b) {
				if slices.Contains(r.components(l), c) {
					return true
				}
			}
		}
	}
	return false
}

// leads reports whether an object of class k may be found behind a value of type t, by references that are followed.
func (r *reaches) leads(t types.Type, k *types.Class) bool {
	seen := map[*types.Class]bool{}
	var visit func(c *types.Class) bool
	visit = func(c *types.Class) bool {
		if seen[c] {
			return false
		}
		seen[c] = true
		if slices.Contains(k.MRO, c) {
			return true
		}
		return slices.ContainsFunc(r.below[c], visit) || slices.ContainsFunc(fieldClasses(c), visit)
	}
	return slices.ContainsFunc(roots(t), visit)
}

// roots is classesIn for a value itself, whatever qualifier it is seen through.
func roots(t types.Type) []*types.Class {
	if r, ok := t.(*types.Ref); ok {
		return []*types.Class{r.Class}
	}
	return classesIn(t)
}
