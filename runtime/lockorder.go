package rt

import (
	"fmt"
	"runtime"
	"sync"
)

// Debug builds watch the order in which object locks are taken. While an object's lock is held and
// another one is taken, an edge goes from the first to the second; an edge that closes a cycle means that two
// threads which take these locks at the same time can deadlock. It is reported once for each pair of places.

// heldLock is one entry of a context's stack of locks.
type heldLock struct {
	h *Header
	n int
	// where it was taken
	place string
}

type lockEdge struct{ held, taken string }

var lockOrder struct {
	sync.Mutex
	after    map[*Header]map[*Header]lockEdge
	reported map[lockEdge]bool
}

// noteLock records that the context takes a lock.
func (cx *Ctx) noteLock(h *Header, how string) {
	cx.step(how, h.CypClass().Name, h)
	if !Debug {
		return
	}
	for i := range cx.locks {
		if cx.locks[i].h == h {
			cx.locks[i].n++
			return
		}
	}
	var pcs [12]uintptr
	n := runtime.Callers(3, pcs[:])
	place := site(pcs[:n])
	// One that is only tried for does not wait.
	if len(cx.locks) > 0 && how != "locks" {
		lockOrder.Lock()
		for _, held := range cx.locks {
			addLockEdge(held, h, place)
		}
		lockOrder.Unlock()
	}
	cx.locks = append(cx.locks, heldLock{h, 1, place})
}

func addLockEdge(held heldLock, h *Header, place string) {
	if lockOrder.after == nil {
		lockOrder.after = map[*Header]map[*Header]lockEdge{}
		lockOrder.reported = map[lockEdge]bool{}
	}
	e := lockEdge{held.place, place}
	if back, ok := lockPath(h, held.h, map[*Header]bool{}); ok && !lockOrder.reported[e] {
		lockOrder.reported[e] = true
		lockOrder.reported[lockEdge{back.held, back.taken}] = true
		Stderr.WriteString(fmt.Sprintf("cyp: lock order: '%s' is locked at %s while '%s', locked at %s, is held; "+
			"elsewhere it is the other way round: locked at %s, then at %s\n",
			h.CypClass().Name, place, held.h.CypClass().Name, held.place, back.held, back.taken))
	}
	m := lockOrder.after[held.h]
	if m == nil {
		m = map[*Header]lockEdge{}
		lockOrder.after[held.h] = m
	}
	if _, ok := m[h]; !ok {
		m[h] = e
	}
}

// lockPath looks for a way from one lock to another; it returns its first edge.
func lockPath(from, to *Header, seen map[*Header]bool) (lockEdge, bool) {
	seen[from] = true
	for next, e := range lockOrder.after[from] {
		if next == to {
			return e, true
		}
		if !seen[next] {
			if _, ok := lockPath(next, to, seen); ok {
				return e, true
			}
		}
	}
	return lockEdge{}, false
}

// noteUnlock records that the context gives a lock up once.
func (cx *Ctx) noteUnlock(h *Header) {
	cx.step("unlocks", h.CypClass().Name, h)
	for i := len(cx.locks) - 1; i >= 0; i-- {
		if l := &cx.locks[i]; l.h == h {
			if l.n--; l.n == 0 {
				cx.locks = append(cx.locks[:i], cx.locks[i+1:]...)
			}
			return
		}
	}
}

// forgetLock removes a freed object.
func forgetLock(h *Header) {
	lockOrder.Lock()
	delete(lockOrder.after, h)
	for _, m := range lockOrder.after {
		delete(m, h)
	}
	lockOrder.Unlock()
}
