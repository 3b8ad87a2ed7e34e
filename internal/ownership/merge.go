package ownership

// merge is the state after two paths meet: groups that share a holder on either path become one.
func merge(a, b *state) *state {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	a.normalise()
	b.normalise()
	n := max(len(a.of), len(b.of))
	a.grow(n - 1)
	b.grow(n - 1)
	m := &merger{a: a, b: b, off: len(a.info)}
	// u unites the groups of a (as they are) with those of b (after them).
	m.u = make([]int, len(a.info)+len(b.info))
	for i := range m.u {
		m.u[i] = i
	}
	m.u[m.off+world] = world
	out := &state{of: make([]int, n), pend: make([]int, len(a.pend)), vars: make([]varInfo, n), info: make([]groupInfo, 2)}
	for k := range n {
		m.unite(a.of[k], b.of[k])
	}
	for i := range a.pend {
		m.unite(a.pend[i], b.pend[i])
	}
	m.number = map[int]int{m.find(world): world}
	pick := func(x, y int) int {
		r := none
		switch {
		case x != none:
			r = m.find(x)
		case y != none:
			r = m.find(m.off + y)
		default:
			return none
		}
		g, ok := m.number[r]
		if !ok {
			g = len(out.info)
			m.number[r] = g
			out.info = append(out.info, groupInfo{})
		}
		return g
	}
	for k := range n {
		out.of[k] = pick(a.of[k], b.of[k])
		out.vars[k] = mergeVar(a.vars[k], b.vars[k])
		if a.of[k] == none || b.of[k] == none {
			out.vars[k].sure = false
		}
	}
	for i := range a.pend {
		out.pend[i] = pick(a.pend[i], b.pend[i])
	}
	m.describe(out, a, 0)
	m.describe(out, b, m.off)
	return out
}

// merger unites the groups of two states.
type merger struct {
	a, b   *state
	off    int // of the groups of b
	u      []int
	number map[int]int // root -> group of the result
}

func (m *merger) find(i int) int {
	for m.u[i] != i {
		m.u[i] = m.u[m.u[i]]
		i = m.u[i]
	}
	return i
}

func (m *merger) unite(x, y int) {
	if x != none && y != none {
		m.u[m.find(m.off+y)] = m.find(x)
	}
}

// describe carries over what a state knows of its groups.
func (m *merger) describe(out, from *state, off int) {
	for g := world; g < len(from.info); g++ {
		to, ok := m.number[m.find(off+g)]
		if !ok {
			continue
		}
		info := from.info[g]
		var in []int
		for _, h := range info.in {
			if k, ok := m.number[m.find(off+h)]; ok {
				in = add(in, k)
			}
		}
		info.in = in
		out.info[to] = out.info[to].with(info)
	}
}

func mergeVar(a, b varInfo) varInfo {
	out := a
	if a.gone == 0 {
		out.gone = b.gone
	}
	if a.same != b.same {
		out.same = 0
	}
	out.sure = a.sure && b.sure
	if !a.since.IsValid() {
		out.since = b.since
	}
	if !a.leak.IsValid() {
		out.leak = b.leak
	}
	if a.view == nil {
		out.view = b.view
	}
	if a.root == nil {
		out.root = b.root
	}
	return out
}

// covers reports whether s already says everything that t says, so that a loop has settled.
func (s *state) covers(t *state) bool {
	if t == nil {
		return true
	}
	if s == nil {
		return false
	}
	s.normalise()
	t.normalise()
	n := max(len(s.of), len(t.of))
	s.grow(n - 1)
	t.grow(n - 1)
	to := make([]int, len(t.info)) // group of t -> group of s
	to[world] = world
	inside := func(x, y int) bool {
		switch {
		case y == none:
			return true
		case x == none:
			return false
		case to[y] == none:
			to[y] = x
		}
		return to[y] == x
	}
	for k := range n {
		if !inside(s.of[k], t.of[k]) {
			return false
		}
		x, y := s.vars[k], t.vars[k]
		if y.gone != 0 && x.gone == 0 || y.view != nil && x.view == nil || y.root != nil && x.root == nil || x.sure && !y.sure || x.same != 0 && x.same != y.same {
			return false
		}
	}
	for i := range s.pend {
		if !inside(s.pend[i], t.pend[i]) {
			return false
		}
	}
	for y := world; y < len(t.info); y++ {
		if x := to[y]; x != none && !s.info[x].covers(t.info[y], to) {
			return false
		}
	}
	return true
}

// covers is covers for one group; to maps the groups of y's state to those of x's.
func (x groupInfo) covers(y groupInfo, to []int) bool {
	if y.cyclic && !x.cyclic || y.lost && !x.lost || y.exposed && !x.exposed || y.spread && !x.spread || y.written && !x.written {
		return false
	}
	for _, h := range y.in {
		found := to[h] == none
		for _, k := range x.in {
			found = found || k == to[h]
		}
		if !found {
			return false
		}
	}
	return (y.queue == 0 || x.queue == unknownQueue || x.queue == y.queue) &&
		(!y.flight || x.flight && (x.to == unknownQueue || x.to == y.to))
}
