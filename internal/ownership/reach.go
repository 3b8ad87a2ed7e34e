package ownership

import "github.com/cyp-lang/cyp/internal/types"

// reaches tells which objects a reference may lead to, by type: the run-time class may be any subclass, and every followed field counts.
type reaches struct {
	all   []*types.Class
	below map[*types.Class][]*types.Class // subclasses, itself included
	memo  map[*types.Class]map[*types.Class]bool
}

func newReaches(all []*types.Class) *reaches {
	r := &reaches{all: all, below: map[*types.Class][]*types.Class{}, memo: map[*types.Class]map[*types.Class]bool{}}
	for _, k := range all {
		for _, b := range k.MRO {
			r.below[b] = append(r.below[b], k)
		}
	}
	return r
}

// subclasses lists the classes that an object behind a reference to k may have.
func (r *reaches) subclasses(k *types.Class) []*types.Class {
	if subs := r.below[k]; len(subs) > 0 {
		return subs
	}
	return []*types.Class{k}
}

// from is the set of classes that objects reached from a reference to k may have.
func (r *reaches) from(k *types.Class) map[*types.Class]bool {
	if m, ok := r.memo[k]; ok {
		return m
	}
	out := map[*types.Class]bool{}
	work := []*types.Class{k}
	for len(work) > 0 {
		k := work[len(work)-1]
		work = work[:len(work)-1]
		for _, sub := range r.subclasses(k) {
			if out[sub] {
				continue
			}
			out[sub] = true
			for _, c := range sub.MRO {
				for _, f := range c.Fields {
					work = append(work, classesIn(f.Type)...)
				}
				for _, h := range c.Holds {
					work = append(work, classesIn(h)...)
				}
			}
		}
	}
	r.memo[k] = out
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

// roots is classesIn for a value itself, whatever qualifier it is seen through.
func roots(t types.Type) []*types.Class {
	if r, ok := t.(*types.Ref); ok {
		return []*types.Class{r.Class}
	}
	return classesIn(t)
}

// back reports whether an object of type `to` may be reached from a value of type `from`: storing the value in the object could then make a
// cycle.
func (r *reaches) back(from, to types.Type) bool {
	for _, k := range roots(from) {
		m := r.from(k)
		for _, c := range roots(to) {
			for _, s := range r.subclasses(c) {
				if m[s] {
					return true
				}
			}
		}
	}
	return false
}

// cyclic reports whether a reference of type t may lead back to itself.
func (r *reaches) cyclic(t types.Type) bool {
	for _, k := range roots(t) {
		for sub := range r.from(k) {
			for _, c := range sub.MRO {
				for _, f := range c.Fields {
					for _, next := range classesIn(f.Type) {
						if r.meets(next, k) {
							return true
						}
					}
				}
				for _, h := range c.Holds {
					for _, next := range classesIn(h) {
						if r.meets(next, k) {
							return true
						}
					}
				}
			}
		}
	}
	return false
}

// meets reports whether a reference to k may refer to an object that a reference to b may refer to.
func (r *reaches) meets(k, b *types.Class) bool { return k.Derives(b) || b.Derives(k) }
