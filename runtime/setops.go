package rt

// The algebra of sets. Both operands are borrowed; the new-set forms return a fresh set, the
// in-place ones raise where an iterator of s is active. The named in-place forms (Update, …Update) return s itself
// with a new count; the operator forms (IOr, …) return nothing.

// The order of the results follows from the order of the insertions, which is the reference library's.

// Or is s | t, s.union(t).
func (s *Set[T]) Or(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.made(cx, func(n *Set[T]) *Error {
		if err := n.putAll(cx, s); err != nil {
			return err
		}
		return n.putAll(cx, t)
	})
}

// And is s & t, s.intersection(t).
func (s *Set[T]) And(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.made(cx, func(n *Set[T]) *Error {
		if s.t.n < t.t.n {
			return n.putThose(cx, s, t, true)
		}
		return n.putThose(cx, t, s, true)
	})
}

// Sub is s - t, s.difference(t).
func (s *Set[T]) Sub(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.made(cx, func(n *Set[T]) *Error { return n.putThose(cx, s, t, false) })
}

// Xor is s ^ t, s.symmetric_difference(t).
func (s *Set[T]) Xor(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.made(cx, func(n *Set[T]) *Error {
		t.t.copyTo(&n.t, s.elem().kind, kindWord)
		return n.toggle(cx, s)
	})
}

func (s *Set[T]) made(cx *Ctx, fill func(n *Set[T]) *Error) (*Set[T], *Error) {
	n := NewSet(cx, s.class())
	n.t.kind = s.t.kind
	if err := fill(n); err != nil {
		Drop(cx, &n.Header)
		return nil, err
	}
	return n, nil
}

// put adds the element of a node of another set, unless it is there.
func (s *Set[T]) put(cx *Ctx, e *hnode[T, struct{}]) *Error {
	i, err := s.match(cx, e.key, e.hash)
	if err == nil && i == 0 {
		s.t.insert(e.hash, cloneElem(s.elem().kind, e.key), struct{}{})
	}
	return err
}

// putAll adds the elements of t.
func (s *Set[T]) putAll(cx *Ctx, t *Set[T]) *Error {
	if s == t {
		return nil
	}
	for i := t.t.first(); i != 0; i = t.t.next(i) {
		if err := s.put(cx, &t.t.nodes[i]); err != nil {
			return err
		}
	}
	return nil
}

// putThose adds the elements of a that are in b (in), or are not.
func (s *Set[T]) putThose(cx *Ctx, a, b *Set[T], in bool) *Error {
	for i := a.t.first(); i != 0; i = a.t.next(i) {
		found, err := a.in(cx, i, b)
		if err == nil && found == in {
			err = s.put(cx, &a.t.nodes[i])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// toggle removes the elements of t that are in s and adds the others.
func (s *Set[T]) toggle(cx *Ctx, t *Set[T]) *Error {
	for i := t.t.first(); i != 0; i = t.t.next(i) {
		e := &t.t.nodes[i]
		j, err := s.match(cx, e.key, e.hash)
		if err != nil {
			return err
		}
		if j != 0 {
			s.remove(cx, j)
		} else {
			s.t.insert(e.hash, cloneElem(s.elem().kind, e.key), struct{}{})
		}
	}
	return nil
}

// IOr is s |= t.
func (s *Set[T]) IOr(cx *Ctx, t *Set[T]) *Error {
	if err := s.modifying(); err != nil {
		return err
	}
	return s.putAll(cx, t)
}

// IAnd is s &= t.
func (s *Set[T]) IAnd(cx *Ctx, t *Set[T]) *Error {
	if err := s.modifying(); err != nil {
		return err
	}
	for i := s.t.first(); i != 0; {
		found, err := s.in(cx, i, t)
		if err != nil {
			return err
		}
		if found {
			i = s.t.next(i)
		} else {
			i = s.remove(cx, i)
		}
	}
	return nil
}

// ISub is s -= t.
func (s *Set[T]) ISub(cx *Ctx, t *Set[T]) *Error {
	if err := s.modifying(); err != nil {
		return err
	}
	if s == t {
		return s.Clear(cx)
	}
	for i := t.t.first(); i != 0; i = t.t.next(i) {
		e := &t.t.nodes[i]
		j, err := s.match(cx, e.key, e.hash)
		if err != nil {
			return err
		}
		if j != 0 {
			s.remove(cx, j)
		}
	}
	return nil
}

// IXor is s ^= t.
func (s *Set[T]) IXor(cx *Ctx, t *Set[T]) *Error {
	if err := s.modifying(); err != nil {
		return err
	}
	if s == t {
		return s.Clear(cx)
	}
	return s.toggle(cx, t)
}

func (s *Set[T]) self(err *Error) (*Set[T], *Error) {
	if err != nil {
		return nil, err
	}
	s.Inc()
	return s, nil
}

// Update is s.update(t).
func (s *Set[T]) Update(cx *Ctx, t *Set[T]) (*Set[T], *Error) { return s.self(s.IOr(cx, t)) }

// IntersectionUpdate is s.intersection_update(t).
func (s *Set[T]) IntersectionUpdate(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.self(s.IAnd(cx, t))
}

// DifferenceUpdate is s.difference_update(t).
func (s *Set[T]) DifferenceUpdate(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.self(s.ISub(cx, t))
}

// SymmetricDifferenceUpdate is s.symmetric_difference_update(t).
func (s *Set[T]) SymmetricDifferenceUpdate(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.self(s.IXor(cx, t))
}
