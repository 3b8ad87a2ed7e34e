package rt

import (
	"fmt"
	"runtime"
	"sync"
)

// Debug builds watch the order in which object locks are taken. While an object's lock is held and
// another one is taken, an edge goes from the first to the second; an edge that closes a cycle means that two
// threads which take these locks at the same time can deadlock. It is reported once for each pair of places.

type lockEdge struct{ held, taken string }

var lockOrder struct {
	sync.Mutex
	after    map[*Header]map[*Header]lockEdge
	reported map[lockEdge]bool
}

// noteLock records that the context asks for a lock.
func (cx *Ctx) noteLock(h *Header, how string) {
	cx.step(how, h.CypClass().Name, h)
	if !Debug || cx.hold(h) != nil {
		return
	}
	var pcs [12]uintptr
	n := runtime.Callers(3, pcs[:])
	cx.place = site(pcs[:n])
	// One that is only tried for does not wait.
	if len(cx.holds) > 0 && how != "locks" {
		lockOrder.Lock()
		for i, d := range cx.holds {
			addLockEdge(d.h, cx.places[i], h, cx.place)
		}
		lockOrder.Unlock()
	}
}

func addLockEdge(held *Header, heldAt string, h *Header, place string) {
	if lockOrder.after == nil {
		lockOrder.after = map[*Header]map[*Header]lockEdge{}
		lockOrder.reported = map[lockEdge]bool{}
	}
	e := lockEdge{heldAt, place}
	if back, ok := lockPath(h, held, map[*Header]bool{}); ok && !lockOrder.reported[e] {
		lockOrder.reported[e] = true
		lockOrder.reported[lockEdge{back.held, back.taken}] = true
		Stderr.WriteString(fmt.Sprintf("cyp: lock order: '%s' is locked at %s while '%s', locked at %s, is held; "+
			"elsewhere it is the other way round: locked at %s, then at %s\n",
			h.CypClass().Name, place, held.CypClass().Name, heldAt, back.held, back.taken))
	}
	m := lockOrder.after[held]
	if m == nil {
		m = map[*Header]lockEdge{}
		lockOrder.after[held] = m
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

// forgetLock removes a freed object.
func forgetLock(h *Header) {
	lockOrder.Lock()
	delete(lockOrder.after, h)
	for _, m := range lockOrder.after {
		delete(m, h)
	}
	lockOrder.Unlock()
}
