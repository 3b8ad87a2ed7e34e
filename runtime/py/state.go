package py

import (
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// state is what Python-level code keeps per context: the argument stack, the depth of calls, the exceptions being
// handled.
type state struct {
	stack   []Value
	sp      int
	depth   int
	handled []*rt.Error
	reprs   []*Obj // containers whose repr is being built
	*thread
}

// thread is what all states of a context share: bodies of generators have states of their own.
type thread struct {
	ident                int64 // of the Python thread, 0 before it was asked for
	firstIter, finalizer Value // see asynchronous generators that begin; the second is never called
}

const (
	argStackSize = 2048
	defaultLimit = 1000
)

var recursionLimit = defaultLimit

func stateOf(cx *rt.Ctx) *state {
	if p := (*state)(cx.Py); p != nil {
		return p
	}
	return newState(cx)
}

func setState(cx *rt.Ctx, st *state) { cx.Py = unsafe.Pointer(st) }

func newState(cx *rt.Ctx) *state {
	st := &state{stack: make([]Value, argStackSize), thread: &thread{}}
	cx.Py = unsafe.Pointer(st)
	return st
}

// push reserves room for n arguments. They are valid until the matching pop: callees copy what they keep.
func (st *state) push(n int) []Value {
	sp := st.sp
	if sp+n > len(st.stack) {
		return make([]Value, n)
	}
	st.sp = sp + n
	return st.stack[sp : sp+n : sp+n]
}

// pop gives the room of the latest push back, and forgets the values so that they can be collected.
func (st *state) pop(a []Value) {
	n := len(a)
	if n > 0 && st.sp >= n && &st.stack[st.sp-n] == &a[0] {
		st.sp -= n
	}
	clear(a)
}

// enter counts a call; Python limits their depth.
func (st *state) enter(cx *rt.Ctx) *rt.Error {
	if attention.Load() {
		if err := attend(cx); err != nil {
			return err
		}
	}
	st.depth++
	if st.depth > recursionLimit {
		st.depth--
		return rt.Raise("RecursionError", "maximum recursion depth exceeded")
	}
	return nil
}

// enterRepr notes that the repr of a container begins; false means that it is under way already.
func (st *state) enterRepr(o *Obj) bool {
	for _, r := range st.reprs {
		if r == o {
			return false
		}
	}
	st.reprs = append(st.reprs, o)
	return true
}

func (st *state) leaveRepr() { st.reprs = st.reprs[:len(st.reprs)-1] }
