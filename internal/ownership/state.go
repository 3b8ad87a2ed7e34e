package ownership

import (
	"slices"

	"github.com/cyp-lang/cyp/internal/source"
)

// A group is a number; none is no group (a NULL reference), world the group of all that others may hold.
const (
	none  = 0
	world = 1
)

// keys of a function: the holders that do not come and go. Key 0 is the world, then one for the origin of each parameter, then the result,
// then the messages that were sent and may not have been executed, then variables in the order in which they are met.
const worldKey = 0

// state is what is known at one point of a function. A nil state is a point that is not reached.
type state struct {
	of   []int       // key -> group
	pend []int       // groups of references that wait in an expression, a loop or a lock block, innermost last
	info []groupInfo // group -> what is known of it
	vars []varInfo   // key -> what is known of the variable
}

// groupInfo is what is known of a group.
type groupInfo struct {
	// A group may hold objects that nobody reaches but that still count. That needs a cycle, and a reference into the group that was
	// dropped.
	cyclic bool
	lost   bool

	// in lists the groups whose objects hold a counted reference to an object of this one that is not followed: in a `lock`, `active` or
	// `iso` field or element. A group that no key holds is dead, unless another that lives holds it so. The slice is never changed in place.
	in []int
	// exposed: such references, held by objects of this group, may have been copied elsewhere.
	exposed bool
	// spread: copies of handles in fields of its objects that are only lent (children.go) may not have come back.
	spread bool
	// written: an object of the group was changed.
	written bool
	// queue is the scheduler that executes the messages of the actors here, by its number (varInfo.same); 0: no actors, unknownQueue: not known.
	queue int
	// flight: actors of the group whose classes set no queue have messages that may not have been executed. to is the actor that all of these
	// are for, by its number (varInfo.same); unknownQueue: several, or not known.
	flight bool
	to     int
}

const unknownQueue = -1

// varInfo is what is known of a variable.
type varInfo struct {
	gone  int         // the site that may have emptied it since it was assigned; 0: none
	same  int         // variables with one non-zero number hold one object
	sure  bool        // certainly not NULL
	since source.Span // where it got what it holds
	leak  source.Span // where its group was lent to the world
	view  *view       // what it refers into
	root  *lockRoot   // of a loop variable that is seen through a lock: what protects it
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
	s.info[a] = s.info[a].with(s.info[b])
	s.info[b] = groupInfo{}
	for g := range s.info {
		if in := &s.info[g]; slices.Contains(in.in, b) {
			in.in = replace(in.in, b, a)
		}
	}
	return a
}

// with is what is known of a group that two became.
func (x groupInfo) with(y groupInfo) groupInfo {
	x.cyclic = x.cyclic || y.cyclic
	x.lost = x.lost || y.lost
	x.exposed = x.exposed || y.exposed
	x.spread = x.spread || y.spread
	x.written = x.written || y.written
	for _, g := range y.in {
		x.in = add(x.in, g)
	}
	switch {
	case x.queue == 0:
		x.queue = y.queue
	case y.queue != 0 && y.queue != x.queue:
		x.queue = unknownQueue
	}
	switch {
	case !x.flight:
		x.flight, x.to = y.flight, y.to
	case y.flight && y.to != x.to:
		x.to = unknownQueue
	}
	return x
}

// add is the list with g in it.
func add(list []int, g int) []int {
	if slices.Contains(list, g) {
		return list
	}
	return append(slices.Clip(list), g)
}

// replace is the list with a in place of b.
func replace(list []int, b, a int) []int {
	var out []int
	for _, g := range list {
		if g == b {
			g = a
		}
		out = add(out, g)
	}
	return out
}

// holdIn records that an object of group owner holds a counted reference, of those that are not followed, to one of group g.
func (s *state) holdIn(g, owner int, at source.Span) {
	switch {
	case g == none || owner == none || g == world:
	case owner == world:
		s.join(world, g, at)
	default:
		s.info[g].in = add(s.info[g].in, owner)
	}
}

// copyHandles records that what group from holds by references that are not followed may now be held from group to as well.
func (s *state) copyHandles(from, to int, at source.Span) {
	if from == none || from == to {
		return
	}
	if from != world {
		s.info[from].exposed = true
	}
	for g := range s.info {
		if slices.Contains(s.info[g].in, from) {
			s.holdIn(g, to, at)
		}
	}
}

// expose is copyHandles to nobody knows where.
func (s *state) expose(g int, at source.Span) { s.copyHandles(g, world, at) }

// live reports which groups a key or a pending reference holds. Keys for which skip is true do not count.
func (s *state) live(skip func(key int) bool) []bool {
	out := make([]bool, len(s.info))
	out[world] = true
	for k, g := range s.of {
		if g != none && (skip == nil || !skip(k)) {
			out[g] = true
		}
	}
	for _, g := range s.pend {
		out[g] = true
	}
	for g := range s.info {
		out[g] = out[g] || s.info[g].flight
	}
	return out
}

// holdersOf lists the live groups that hold group g through references that are not followed, directly or through dead groups.
func (s *state) holdersOf(g int, live []bool) []int {
	if len(s.info[g].in) == 0 {
		return nil
	}
	var out []int
	seen := make([]bool, len(s.info))
	var visit func(g int)
	visit = func(g int) {
		for _, h := range s.info[g].in {
			if seen[h] {
				continue
			}
			seen[h] = true
			if live[h] {
				out = append(out, h)
			} else {
				visit(h)
			}
		}
	}
	visit(g)
	return out
}

// normalise leaves only live groups in the lists of holders.
func (s *state) normalise() {
	live := s.live(nil)
	done := make([][]int, len(s.info))
	for g := world; g < len(s.info); g++ {
		done[g] = s.holdersOf(g, live)
	}
	for g := world; g < len(s.info); g++ {
		s.info[g].in = done[g]
	}
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
