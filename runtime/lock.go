package rt

import (
	"sync/atomic"
)

// The lock of an object is re-entrant, shared or exclusive. While one context only
// is concerned it lives in the 32-bit word of the header ("thin"):
//
//	bit 31      fat: bits 0-30 are the number of a fat lock (lockfat.go)
//	bits 26-29  depth of exclusive holds
//	bits 22-25  depth of shared holds
//	bits 0-21   identity of the context that holds it
//
// A second context, or a depth that does not fit, inflates it. A fat lock that nobody holds or
// waits for is deflated.
const (
	lockFat    = 1 << 31
	lockID     = 1<<22 - 1
	lockRead   = 1 << 22
	lockWrite  = 1 << 26
	lockReads  = 15 << 22
	lockWrites = 15 << 26
)

// RLock takes the lock shared; it waits while another context holds it exclusively, or
// waits for that and came first.
func RLock(cx *Ctx, h *Header) {
	if Debug || cx.task != nil {
		cx.noteLock(h, "locks to read")
	}
	w := atomic.LoadUint32(&h.lock)
	if w == 0 {
		if atomic.CompareAndSwapUint32(&h.lock, 0, cx.ID|lockRead) {
			cx.held++
			return
		}
	} else if w&(lockFat|lockID) == cx.ID && w&lockReads != lockReads {
		if atomic.CompareAndSwapUint32(&h.lock, w, w+lockRead) {
			cx.held++
			return
		}
	}
	lockSlow(cx, h, false)
}

// WLock takes the lock exclusively. A context that is the only one to hold it shared
// upgrades; two that try it at once are a deadlock, which ends the program.
func WLock(cx *Ctx, h *Header) {
	if Debug || cx.task != nil {
		cx.noteLock(h, "locks to write")
	}
	w := atomic.LoadUint32(&h.lock)
	if w == 0 {
		if atomic.CompareAndSwapUint32(&h.lock, 0, cx.ID|lockWrite) {
			cx.held++
			return
		}
	} else if w&(lockFat|lockID) == cx.ID && w&lockWrites != lockWrites {
		if atomic.CompareAndSwapUint32(&h.lock, w, w+lockWrite) {
			cx.held++
			return
		}
	}
	lockSlow(cx, h, true)
}

// RUnlock undoes one RLock.
func RUnlock(cx *Ctx, h *Header) { unlock(cx, h, lockRead, lockReads, false) }

// WUnlock undoes one WLock.
func WUnlock(cx *Ctx, h *Header) { unlock(cx, h, lockWrite, lockWrites, true) }

func unlock(cx *Ctx, h *Header, one, all uint32, write bool) {
	if Debug || cx.task != nil {
		cx.noteUnlock(h)
	}
	for {
		w := atomic.LoadUint32(&h.lock)
		if w&lockFat != 0 {
			if unlockFat(cx, h, w, write) {
				cx.held--
				return
			}
			continue
		}
		if w&lockID != cx.ID || w&all == 0 {
			mode := "shared"
			if write {
				mode = "exclusive"
			}
			Fatal("unlock of the " + mode + " lock on '" + h.CypClass().Name + "', which this thread does not hold")
		}
		left := w - one
		if left&(lockReads|lockWrites) == 0 {
			left = 0
		}
		if atomic.CompareAndSwapUint32(&h.lock, w, left) {
			cx.held--
			return
		}
	}
}

// TryRLock is RLock without waiting: 0 where the lock was taken, 1 where a writer is in the way.
func TryRLock(cx *Ctx, h *Header) int32 { return tryLock(cx, h, false) }

// TryWLock is WLock without waiting: 0 where the lock was taken, 1 where a writer is in the
// way, 2 where readers are.
func TryWLock(cx *Ctx, h *Header) int32 { return tryLock(cx, h, true) }

func tryLock(cx *Ctx, h *Header, write bool) int32 {
	result := tryLockOnly(cx, h, write)
	if Debug && result == 0 {
		cx.noteLock(h, "locks")
	}
	return result
}

func tryLockOnly(cx *Ctx, h *Header, write bool) int32 {
	for {
		w := atomic.LoadUint32(&h.lock)
		if w&lockFat == 0 {
			one, all := uint32(lockRead), uint32(lockReads)
			if write {
				one, all = lockWrite, lockWrites
			}
			switch {
			case w == 0:
				if atomic.CompareAndSwapUint32(&h.lock, 0, cx.ID|one) {
					cx.held++
					return 0
				}
				continue
			case w&lockID == cx.ID && w&all != all:
				if atomic.CompareAndSwapUint32(&h.lock, w, w+one) {
					cx.held++
					return 0
				}
				continue
			}
		}
		f := inflate(h)
		if f == nil {
			continue
		}
		result := f.refusal(cx.ID, write)
		if result == 0 {
			f.grant(cx.ID, write)
			cx.held++
		}
		f.settle()
		f.mu.Unlock()
		return result
	}
}

// freedLocked ends the program: the last count of a locked object has gone.
func freedLocked(h *Header) {
	switch w := atomic.LoadUint32(&h.lock); {
	case w&lockFat != 0 && deflateIdle(h), w&(lockFat|lockReads|lockWrites) == 0: // the latter: a message, see putBack
		return
	}
	Fatal("object of class '" + h.CypClass().Name + "' freed while it is locked")
}
