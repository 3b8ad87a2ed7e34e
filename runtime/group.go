package rt

import (
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Group is cyp.group: `with cyp.group() as g:` waits for the calls that were sent in the block and for those that they caused. The
// first that fails cancels those that have not begun, and the block raises its error.
type Group struct {
	Header
	state *groupState
}

// groupState is what contexts and results refer to. Go's collector owns it.
type groupState struct {
	parent  *groupState
	pending atomic.Int64 // messages not yet freed, and one for the block
	cancel  atomic.Bool

	mu     sync.Mutex
	err    *Error
	inner  map[*groupState]int // groups whose blocks are inside, and
	timers map[*delayed]int    // messages to be sent later: numbered as they came
	last   int
	sleeps chan struct{} // closed by cancel
	end    chan struct{} // closed when nothing is pending
}

// ClassGroup describes Group.
var ClassGroup = func() *Class {
	c := Describe[Group]("group", "cyp")
	c.Dealloc = func(cx *Ctx, p unsafe.Pointer) { (*Group)(p).state = nil }
	return Register(&c)
}()

// NewGroup is cyp.group().
func NewGroup(cx *Ctx) *Group {
	g := (*Group)(cx.Alloc(ClassGroup))
	g.state = &groupState{sleeps: make(chan struct{}), end: make(chan struct{})}
	return g
}

// Enter begins the block of the group on this thread.
func (g *Group) Enter(cx *Ctx) *Error {
	s := g.state
	if s.pending.Load() != 0 || s.isEnded() {
		return Raise("RuntimeError", "a group can be used once")
	}
	s.pending.Store(1)
	if p := cx.group; p != nil {
		s.parent = p
		p.mu.Lock()
		if p.inner == nil {
			p.inner = map[*groupState]int{}
		}
		p.last++
		p.inner[s] = p.last
		stopped := p.cancel.Load()
		p.mu.Unlock()
		if stopped {
			s.stop(cx)
		}
	}
	cx.group = s
	return nil
}

// Leave ends the block: it waits for the group, and raises the first error of its calls.
func (g *Group) Leave(cx *Ctx) *Error {
	s := g.state
	s.wait(cx)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Abort ends the block that an error leaves: what has not begun is cancelled, the rest waited for.
func (g *Group) Abort(cx *Ctx) {
	g.state.stop(cx)
	g.state.wait(cx)
}

// Cancel cancels what has not begun.
func (g *Group) Cancel(cx *Ctx) { g.state.stop(cx) }

// Cancelled reports whether the group was cancelled, or a group around it.
func (g *Group) Cancelled() bool { return g.state.stopped() }

// Pending is how many calls of the group have not ended.
func (g *Group) Pending() int64 {
	n := g.state.pending.Load()
	if !g.state.isEnded() && n > 0 {
		n--
	}
	return n
}

func (s *groupState) isEnded() bool {
	select {
	case <-s.end:
		return true
	default:
		return false
	}
}

func (s *groupState) wait(cx *Ctx) {
	cx.group = s.parent
	s.done()
	if !s.isEnded() {
		cx.park(s.end, waitCalls)
	}
	if p := s.parent; p != nil {
		p.mu.Lock()
		delete(p.inner, s)
		p.mu.Unlock()
	}
}

// done takes one off what is pending.
func (s *groupState) done() {
	if s.pending.Add(-1) == 0 {
		close(s.end)
	}
}

// stopped reports whether the calls of the group are not to begin any more.
func (s *groupState) stopped() bool { return s != nil && s.cancel.Load() }

// stop cancels the group and those inside it: timers and sleeps end at once.
func (s *groupState) stop(cx *Ctx) {
	if s.cancel.Swap(true) {
		return
	}
	s.mu.Lock()
	close(s.sleeps)
	timers, inner := inOrder(s.timers), inOrder(s.inner)
	s.timers = nil
	s.mu.Unlock()
	for _, g := range inner {
		g.stop(cx)
	}
	for _, t := range timers {
		t.cancel(cx)
	}
}

// inOrder lists what is numbered, as it came: a schedule that is repeated must not depend on the order of a map.
func inOrder[T comparable](m map[T]int) []T {
	return slices.SortedFunc(maps.Keys(m), func(a, b T) int { return m[a] - m[b] })
}

// fail notes the error of a call; true: it is the one that the group raises.
func (s *groupState) fail(cx *Ctx, err *Error) bool {
	if s == nil {
		return false
	}
	s.mu.Lock()
	first := s.err == nil && !s.cancel.Load()
	if first {
		s.err = err
	}
	s.mu.Unlock()
	s.stop(cx)
	return first
}

// join makes a message that is sent in the block of a group, or by one of its messages, part of it.
func (s *groupState) join(cx *Ctx, m *MessageInterface) {
	if m.Reply == nil {
		m.Reply = (*Result)(cx.Alloc(&ClassResult.Class))
		m.Reply.Share()
	}
	m.Reply.group = s
	s.pending.Add(1)
}
