package ownership

import "github.com/cyp-lang/cyp/internal/source"

// A group is a number; none is no group (a NULL reference), world the group of all that others may hold.
const (
	none  = 0
	world = 1
)

// keys of a function: the holders that do not come and go. Key 0 is the world, then one for the origin of each parameter, then the result,
// then variables in the order in which they are met.
const worldKey = 0

// state is what is known at one point of a function. A nil state is a point that is not reached.
type state struct {
	of   []int       // key -> group
	pend []int       // groups of references that wait in an expression, a loop or a lock block, innermost last
	info []groupInfo // group -> what is known of it
	vars []varInfo   // key -> what is known of the variable
}

// groupInfo tells whether a group may hold objects that nobody reaches but that still count: that needs a cycle, and a reference into
// the group that was dropped.
type groupInfo struct {
	cyclic bool
	lost   bool
}

// varInfo is what is known of a variable.
type varInfo struct {
	gone  int         // the site that may have emptied it since it was assigned; 0: none
	same  int         // variables with one non-zero number hold one object
	sure  bool        // certainly not NULL
	since source.Span // where it got what it holds
	leak  source.Span // where its group was lent to the world
	view  *view       // what it refers into
}

func newState() *state {
	return &state{of: []int{world}, info: make([]groupInfo, 2), vars: make([]varInfo, 1)}
}

// clone copies a state.
func (s *state) clone() *state {
	if s == nil {
		return nil
	}
	return &state{
		of:   append([]int(nil), s.of...),
		pend: append([]int(nil), s.pend...),
		info: append([]groupInfo(nil), s.info...),
		vars: append([]varInfo(nil), s.vars...),
	}
}

// grow makes room for a key.
func (s *state) grow(key int) {
	for len(s.of) <= key {
		s.of = append(s.of, none)
		s.vars = append(s.vars, varInfo{})
	}
}

// fresh starts a group.
func (s *state) fresh() int {
	s.info = append(s.info, groupInfo{})
	return len(s.info) - 1
}

// join makes one group of two and returns it.
func (s *state) join(a, b int, at source.Span) int {
	switch {
	case a == none:
		return b
	case b == none || a == b:
		return a
	}
	if b == world {
		a, b = b, a
	}
	for k, g := range s.of {
		if g == b {
			s.of[k] = a
			if a == world && !s.vars[k].leak.IsValid() {
				s.vars[k].leak = at
			}
		}
	}
	for i, g := range s.pend {
		if g == b {
			s.pend[i] = a
		}
	}
	s.info[a].cyclic = s.info[a].cyclic || s.info[b].cyclic
	s.info[a].lost = s.info[a].lost || s.info[b].lost
	return a
}

// link records that an object of group a now refers to one of group b. Cycle tells whether that may close a cycle where both are one group.
func (s *state) link(a, b int, cycle bool, at source.Span) int {
	if a == b && a != none {
		s.info[a].cyclic = s.info[a].cyclic || cycle
		return a
	}
	return s.join(a, b, at)
}

// drop takes what a key holds away from it.
func (s *state) drop(key int) {
	if g := s.of[key]; g != none {
		s.lose(g)
		s.of[key] = none
	}
}

// lose records that a reference into a group was dropped.
func (s *state) lose(g int) {
	if s.info[g].cyclic {
		s.info[g].lost = true
	}
}

// push and pop keep a group in sight of joins while an expression or a block needs it.
func (s *state) push(g int) { s.pend = append(s.pend, g) }

func (s *state) pop() int {
	g := s.pend[len(s.pend)-1]
	s.pend = s.pend[:len(s.pend)-1]
	return g
}

// merge is the state after two paths meet: groups that share a holder on either path become one.
func merge(a, b *state) *state {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	n := max(len(a.of), len(b.of))
	a.grow(n - 1)
	b.grow(n - 1)
	out := &state{of: make([]int, n), pend: make([]int, len(a.pend)), vars: make([]varInfo, n)}
	// u unites the groups of a (as they are) with those of b (after them).
	u := make([]int, len(a.info)+len(b.info))
	for i := range u {
		u[i] = i
	}
	var find func(i int) int
	find = func(i int) int {
		for u[i] != i {
			u[i] = u[u[i]]
			i = u[i]
		}
		return i
	}
	off := len(a.info)
	u[off+world] = world
	unite := func(x, y int) {
		if x != none && y != none {
			u[find(off+y)] = find(x)
		}
	}
	for k := range n {
		unite(a.of[k], b.of[k])
	}
	for i := range a.pend {
		unite(a.pend[i], b.pend[i])
	}
	number := map[int]int{find(world): world}
	out.info = make([]groupInfo, 2)
	pick := func(x, y int) int {
		r := -1
		switch {
		case x != none:
			r = find(x)
		case y != none:
			r = find(off + y)
		default:
			return none
		}
		g, ok := number[r]
		if !ok {
			g = len(out.info)
			number[r] = g
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
	note := func(r int, in groupInfo) {
		if g, ok := number[find(r)]; ok {
			out.info[g].cyclic = out.info[g].cyclic || in.cyclic
			out.info[g].lost = out.info[g].lost || in.lost
		}
	}
	for g := world; g < len(a.info); g++ {
		note(g, a.info[g])
	}
	for g := world; g < len(b.info); g++ {
		note(off+g, b.info[g])
	}
	return out
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
		if y.gone != 0 && x.gone == 0 || y.view != nil && x.view == nil || x.sure && !y.sure || x.same != 0 && x.same != y.same {
			return false
		}
	}
	for i := range s.pend {
		if !inside(s.pend[i], t.pend[i]) {
			return false
		}
	}
	for y := world; y < len(t.info); y++ {
		if x := to[y]; x != none && (t.info[y].cyclic && !s.info[x].cyclic || t.info[y].lost && !s.info[x].lost) {
			return false
		}
	}
	return true
}
