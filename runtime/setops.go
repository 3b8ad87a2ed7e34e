package rt

// The algebra of sets. Both operands are borrowed; the new-set forms return a fresh set, the
// in-place ones raise where an iterator of s is active. The named in-place forms (Update, …Update) return s itself
// with a new count; the operator forms (IOr, …) return nothing.

// Or is s | t, s.union(t).
func (s *Set[T]) Or(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.made(cx, s.Copy(cx), func(n *Set[T]) *Error { return n.putAll(cx, t) })
}

// And is s & t, s.intersection(t).
func (s *Set[T]) And(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.made(cx, NewSet(cx, s.class()), func(n *Set[T]) *Error { return s.filter(cx, t, true, n.put) })
}

// Sub is s - t, s.difference(t).
func (s *Set[T]) Sub(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.made(cx, NewSet(cx, s.class()), func(n *Set[T]) *Error { return s.filter(cx, t, false, n.put) })
}

// Xor is s ^ t, s.symmetric_difference(t).
func (s *Set[T]) Xor(cx *Ctx, t *Set[T]) (*Set[T], *Error) {
	return s.made(cx, NewSet(cx, s.class()), func(n *Set[T]) *Error {
		if err := s.filter(cx, t, false, n.put); err != nil {
			return err
		}
		return t.filter(cx, s, false, n.put)
	})
}

func (s *Set[T]) made(cx *Ctx, n *Set[T], fill func(n *Set[T]) *Error) (*Set[T], *Error) {
	if err := fill(n); err != nil {
		Drop(cx, &n.Header)
		return nil, err
	}
	return n, nil
}

// filter calls f for the elements of s that are in t (in), or are not.
func (s *Set[T]) filter(cx *Ctx, t *Set[T], in bool, f func(*Ctx, T) *Error) *Error {
	_, err := s.all(func(v T) (bool, *Error) {
		found, err := t.Contains(cx, v)
		if err == nil && found == in {
			err = f(cx, v)
		}
		return true, err
	})
	return err
}

func (s *Set[T]) putAll(cx *Ctx, t *Set[T]) *Error {
	if s == t {
		return nil
	}
	_, err := t.all(func(v T) (bool, *Error) { return true, s.put(cx, v) })
	return err
}

// IOr is s |= t.
func (s *Set[T]) IOr(cx *Ctx, t *Set[T]) *Error {
	if err := s.modifying(); err != nil {
		return err
	}
	return s.putAll(cx, t)
}

// IAnd is s &= t, ISub s -= t, IXor s ^= t.
func (s *Set[T]) IAnd(cx *Ctx, t *Set[T]) *Error { return s.become(cx, t, (*Set[T]).And) }

// ISub is s -= t.
func (s *Set[T]) ISub(cx *Ctx, t *Set[T]) *Error { return s.become(cx, t, (*Set[T]).Sub) }

// IXor is s ^= t.
func (s *Set[T]) IXor(cx *Ctx, t *Set[T]) *Error { return s.become(cx, t, (*Set[T]).Xor) }

// become replaces the contents by the result of op, which leaves s alone where it fails.
func (s *Set[T]) become(cx *Ctx, t *Set[T], op func(s *Set[T], cx *Ctx, t *Set[T]) (*Set[T], *Error)) *Error {
	if err := s.modifying(); err != nil {
		return err
	}
	n, err := op(s, cx, t)
	if err != nil {
		return err
	}
	s.t, n.t = n.t, s.t
	Drop(cx, &n.Header)
	return nil
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
