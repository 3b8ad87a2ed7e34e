package rt

import (
	"sync/atomic"
)

// The lock of an object is re-entrant, shared or exclusive. Its word in the header tells how many contexts hold it, or that one holds it
// exclusively; what a context holds, and how often, it knows itself (Ctx.holds). So the first lock of an object is one atomic addition
// or exchange, and a further one by the same context none.
//
//	bit 31     fat: the rest is in the fat lock (lockfat.go) whose number bits 11-29 are
//	bit 30     held exclusively, by the context whose identity bits 11-29 are
//	bits 0-27  with neither of these, contexts that hold it shared
//
// A reader counts itself first and looks then. Where it finds one of the two flags it takes its count back: from bits 0-10 of the word, which
// hold nothing else in a lock held exclusively, and fatCounts in a fat one; or from the fat lock's early, where the lock has become fat meanwhile.
// A writer that leaves such counts behind makes the lock fat.
const (
	lockFat    = 1 << 31
	lockWrite  = 1 << 30
	lockReads  = 1<<28 - 1
	lockNumber = 1<<30 - 1<<11
	lockCount  = 1<<11 - 1
	fatCounts  = 1 << 10
	maxNumber  = lockNumber >> 11
)

// hold is what a context has of one object's lock.
type hold struct {
	h *Header
	n depths
}

// depths are how often it has it shared, and how often exclusively.
type depths uint64

const (
	oneRead  depths = 1
	oneWrite depths = 1 << 32
)

func (n depths) reads() uint32  { return uint32(n) }
func (n depths) writes() uint32 { return uint32(n >> 32) }

// hold finds the context's hold of an object's lock, or nil.
func (cx *Ctx) hold(h *Header) *hold {
	for i := len(cx.holds) - 1; i >= 0; i-- {
		if cx.holds[i].h == h {
			return &cx.holds[i]
		}
	}
	return nil
}

func (cx *Ctx) newHold(h *Header, n depths) {
	if Debug {
		cx.places = append(cx.places[:len(cx.holds)], cx.place)
	}
	cx.holds = append(cx.holds, hold{h, n})
	cx.only = &listed
}

// endHold removes a hold; most end in the reverse order of their beginning.
func (cx *Ctx) endHold(d *hold) {
	last := len(cx.holds) - 1
	for i := range last {
		if &cx.holds[i] == d {
			copy(cx.holds[i:], cx.holds[i+1:])
			if Debug {
				copy(cx.places[i:], cx.places[i+1:])
			}
			break
		}
	}
	cx.holds = cx.holds[:last]
	cx.unlist()
}

// What Ctx.only is besides the one object that a context holds shared: written, where it is Ctx.wrote and held exclusively, and listed, where what it
// holds is in Ctx.holds.
var written, listed Header

// holdsAny reports whether the context holds the lock of any object.
func (cx *Ctx) holdsAny() bool { return cx.only != nil && (cx.only != &listed || len(cx.holds) > 0) }

// list has what the context holds in its list, and nowhere else.
func (cx *Ctx) list() {
	switch h := cx.only; h {
	case &listed:
	case nil:
		cx.only = &listed
	case &written:
		cx.newHold(cx.wrote, oneWrite)
	default:
		cx.newHold(h, oneRead)
	}
}

// unlist ends the list of a context that holds nothing.
func (cx *Ctx) unlist() {
	if len(cx.holds) == 0 && !cx.looks() {
		cx.only = nil
	}
}

// looks: each lock of the context is a step of a schedule, or looked at by a debug build.
func (cx *Ctx) looks() bool { return Debug || cx.task != nil }

// RLock takes the lock shared; it waits while another context holds it exclusively, or
// waits for that and came first.
func RLock(cx *Ctx, h *Header) {
	if cx.only != nil || atomic.AddUint32(&h.lock, 1) >= lockWrite {
		rlockSlow(cx, h)
	} else {
		cx.only = h
	}
}

// rlockSlow is RLock where the context holds a lock already, or has counted itself and found somebody in the way.
func rlockSlow(cx *Ctx, h *Header) {
	if cx.only == nil {
		uncount(h)
		lockSlow(cx, h, read)
		cx.only = h
		return
	}
	cx.list()
	if cx.looks() {
		cx.noteLock(h, "locks to read")
	}
	if d := cx.hold(h); d != nil {
		d.n += oneRead
		return
	}
	if atomic.AddUint32(&h.lock, 1) >= lockWrite {
		uncount(h)
		lockSlow(cx, h, read)
	}
	cx.newHold(h, oneRead)
}

// WLock takes the lock exclusively. A context that is the only one to hold it shared
// upgrades; two that try it at once are a deadlock, which ends the program.
func WLock(cx *Ctx, h *Header) {
	if cx.only == nil && atomic.CompareAndSwapUint32(&h.lock, 0, cx.writing()) {
		cx.only, cx.wrote = &written, h
	} else {
		wlockSlow(cx, h)
	}
}

func wlockSlow(cx *Ctx, h *Header) {
	cx.list()
	if cx.looks() {
		cx.noteLock(h, "locks to write")
	}
	if d := cx.hold(h); d != nil {
		if d.n.writes() == 0 && !atomic.CompareAndSwapUint32(&h.lock, 1, cx.writing()) {
			lockSlow(cx, h, upgrade)
		}
		d.n += oneWrite
		return
	}
	if !atomic.CompareAndSwapUint32(&h.lock, 0, cx.writing()) {
		lockSlow(cx, h, write)
	}
	cx.newHold(h, oneWrite)
}

// writing is the word of a lock that the context holds exclusively.
func (cx *Ctx) writing() uint32 { return lockWrite | cx.ID<<11 }

// RUnlock undoes one RLock.
func RUnlock(cx *Ctx, h *Header) {
	if cx.only == h && int32(atomic.AddUint32(&h.lock, ^uint32(0))) >= 0 {
		cx.only = nil
	} else {
		runlockSlow(cx, h)
	}
}

func runlockSlow(cx *Ctx, h *Header) {
	w := uint32(lockFat)
	if cx.only == h {
		cx.only = nil
	} else if cx.endRead(h) {
		w = atomic.AddUint32(&h.lock, ^uint32(0))
	} else {
		return
	}
	if w&lockFat != 0 {
		fatOf(h, atomic.AddUint32(&h.lock, 1)).unlock(read)
	}
}

// endRead ends one shared hold and reports whether it was the context's last one of any kind.
func (cx *Ctx) endRead(h *Header) bool {
	cx.list()
	if cx.task != nil {
		cx.step("unlocks", h.CypClass().Name, h)
	}
	d := cx.hold(h)
	if d == nil || d.n.reads() == 0 {
		notHeld(h, "shared")
	}
	if d.n -= oneRead; d.n > 0 {
		return false
	}
	cx.endHold(d)
	return true
}

// WUnlock undoes one WLock.
func WUnlock(cx *Ctx, h *Header) {
	if cx.only == &written && cx.wrote == h {
		cx.only = nil
		if !atomic.CompareAndSwapUint32(&h.lock, cx.writing(), 0) {
			cx.wunlock(h, write)
		}
		return
	}
	cx.list()
	if cx.task != nil {
		cx.step("unlocks", h.CypClass().Name, h)
	}
	d := cx.hold(h)
	if d == nil || d.n.writes() == 0 {
		notHeld(h, "exclusive")
	}
	if d.n -= oneWrite; d.n.writes() > 0 {
		return
	}
	how := write
	if d.n > 0 {
		how = upgrade // back to a shared hold
	} else {
		cx.endHold(d)
	}
	cx.wunlock(h, how)
}

// wunlock ends an exclusive hold; of an upgrade, the shared one stays.
func (cx *Ctx) wunlock(h *Header, how mode) {
	left := uint32(0)
	if how == upgrade {
		left = 1
	}
	for !atomic.CompareAndSwapUint32(&h.lock, cx.writing(), left) {
		// It is fat, or readers have counted themselves.
		if f := inflate(h); f != nil {
			f.unlock(how)
			return
		}
	}
}

func notHeld(h *Header, mode string) {
	Fatal("unlock of the " + mode + " lock on '" + h.CypClass().Name + "', which this thread does not hold")
}

// TryRLock is RLock without waiting: 0 where the lock was taken, 1 where a writer is in the way.
func TryRLock(cx *Ctx, h *Header) int32 {
	cx.list()
	if cx.looks() {
		cx.noteLock(h, "locks")
	}
	if d := cx.hold(h); d != nil {
		d.n += oneRead
		return 0
	}
	result := tryLock(cx, h, read)
	if result == 0 {
		cx.newHold(h, oneRead)
	}
	cx.unlist()
	return result
}

// TryWLock is WLock without waiting: 0 where the lock was taken, 1 where a writer is in the
// way, 2 where readers are.
func TryWLock(cx *Ctx, h *Header) int32 {
	cx.list()
	if cx.looks() {
		cx.noteLock(h, "locks")
	}
	d := cx.hold(h)
	switch {
	case d == nil:
		result := tryLock(cx, h, write)
		if result == 0 {
			cx.newHold(h, oneWrite)
		}
		cx.unlist()
		return result
	case d.n.writes() == 0:
		if result := tryLock(cx, h, upgrade); result != 0 {
			return result
		}
	}
	d.n += oneWrite
	return 0
}

// freedLocked ends the program: the last count of a locked object has gone. That of a message is not locked: its word has other uses.
func freedLocked(h *Header) {
	w := atomic.LoadUint32(&h.lock)
	if w&lockFat != 0 && deflateIdle(h) || w&(lockFat|lockWrite|lockReads) == 0 {
		return
	}
	Fatal("object of class '" + h.CypClass().Name + "' freed while it is locked")
}
