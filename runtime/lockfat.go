package rt

import (
	"slices"
	"sync"
	"sync/atomic"
)

// mode is how a context that has nothing of a lock takes it, or one that has it shared only.
type mode uint8

const (
	read mode = iota
	write
	upgrade // from shared to exclusive
)

// fatLock is the lock of an object that a context waits for. Its mutex guards everything.
//
// A context that comes may take a free lock before one that waits, as with sync.Mutex: an unlock takes the first
// waiter off the queue and wakes it to try again. One that was too late patience times makes the lock hungry: the next
// unlock hands it over. Who comes waits while a lock is hungry, and a reader behind a writer.
type fatLock struct {
	mu       sync.Mutex
	h        *Header // nil: free
	index    uint32
	writer   uint32        // context that holds it exclusively
	readers  uint32        // contexts that hold it shared
	early    atomic.Uint32 // readers that counted themselves while it was not yet fat, and do not hold it
	uses     uint32        // other uses of the word, see MessageInterface.hold
	queue    []*waiter
	upgrader *waiter // a reader that waits for the others to leave
	hungry   bool
}

const patience = 4

// waiter is a context that waits; it is part of the context.
type waiter struct {
	id    uint32
	how   mode
	ready chan struct{} // of capacity 1
	// granted: the lock has been handed over, under the lock's mutex.
	granted bool
}

// fats numbers the fat locks. The table only grows; free locks are reused.
var fats struct {
	sync.Mutex
	table atomic.Pointer[[]*fatLock]
	free  []*fatLock
}

func newFat() *fatLock {
	fats.Lock()
	defer fats.Unlock()
	if n := len(fats.free); n > 0 {
		f := fats.free[n-1]
		fats.free = fats.free[:n-1]
		return f
	}
	var old []*fatLock
	if t := fats.table.Load(); t != nil {
		old = *t
	}
	if len(old) > maxNumber {
		Fatal("too many locks that threads wait for")
	}
	f := &fatLock{index: uint32(len(old))}
	// A copy that readers may index while the original grows again.
	grown := append(old, f)
	fats.table.Store(&grown)
	return f
}

func freeFat(f *fatLock) {
	fats.Lock()
	fats.free = append(fats.free, f)
	fats.Unlock()
}

// word is the lock word of the object while nobody is about to look at it.
func (f *fatLock) word() uint32 { return lockFat | f.index<<11 | fatCounts }

// fatOf returns the fat lock of a word with its mutex held, or nil where the word is another one's by now.
func fatOf(h *Header, w uint32) *fatLock {
	f := (*fats.table.Load())[w&lockNumber>>11]
	f.mu.Lock()
	if f.h != h || (atomic.LoadUint32(&h.lock)^w)&^lockCount != 0 {
		f.mu.Unlock()
		return nil
	}
	return f
}

// inflate returns the fat lock of an object with its mutex held, making it from the word where there is none. nil: the word changed
// meanwhile, look again.
func inflate(h *Header) *fatLock {
	w := atomic.LoadUint32(&h.lock)
	if w&lockFat != 0 {
		return fatOf(h, w)
	}
	f := newFat()
	f.mu.Lock()
	f.h = h
	if w&lockWrite != 0 {
		f.writer = w & lockNumber >> 11
		f.early.Store(w & lockCount)
	} else {
		f.readers, f.uses = w&lockReads, w&^lockReads
	}
	if !atomic.CompareAndSwapUint32(&h.lock, w, f.word()) {
		f.clear()
		f.mu.Unlock()
		freeFat(f)
		return nil
	}
	return f
}

func (f *fatLock) clear() {
	f.h, f.writer, f.readers, f.uses, f.upgrader, f.hungry = nil, 0, 0, 0, nil, false
	f.early.Store(0)
	f.queue = f.queue[:0]
}

// settle deflates a lock that nobody holds, waits for or is about to look at, and reports whether it did. The mutex is held.
func (f *fatLock) settle() bool {
	if f.h == nil || f.writer != 0 || f.readers != 0 || f.early.Load() != 0 || len(f.queue) > 0 || f.upgrader != nil || !atomic.CompareAndSwapUint32(&f.h.lock, f.word(), f.uses) {
		return false
	}
	f.clear()
	freeFat(f)
	return true
}

func deflateIdle(h *Header) bool {
	w := atomic.LoadUint32(&h.lock)
	if w&lockFat == 0 {
		return w == 0
	}
	f := fatOf(h, w)
	if f == nil {
		return atomic.LoadUint32(&h.lock) == 0
	}
	defer f.mu.Unlock()
	return f.settle()
}

// refusal tells why a context can't have the lock now: 0 it can, 1 a writer, 2 readers. It does not look at the queue.
func (f *fatLock) refusal(how mode) int32 {
	own := uint32(0)
	if how == upgrade {
		own = 1
	}
	switch {
	case f.writer != 0:
		return 1
	case how == read, f.readers == own:
		return 0
	}
	return 2
}

func (f *fatLock) grant(id uint32, how mode) {
	switch how {
	case read:
		f.readers++
	case upgrade:
		f.readers--
		fallthrough
	default:
		f.writer = id
	}
}

// serve is called when the lock may have become free for waiters. The mutex is held.
func (f *fatLock) serve() {
	if u := f.upgrader; u != nil {
		if f.refusal(upgrade) == 0 {
			f.upgrader = nil
			f.grant(u.id, upgrade)
			u.granted = true
			u.wake()
		}
		// Nobody passes a waiting upgrade: the readers have to leave.
		return
	}
	if len(f.queue) == 0 {
		return
	}
	n := 0
	for _, w := range f.queue {
		if f.refusal(w.how) != 0 || !f.hungry && n > 0 && w.how == write {
			break
		}
		if f.hungry {
			f.grant(w.id, w.how)
			w.granted = true
		}
		n++
		how := w.how // it may wait for another lock as soon as it is awake
		w.wake()
		if how == write {
			break
		}
	}
	f.hungry = false
	f.leave(n)
}

// leave takes the first n waiters off the queue.
func (f *fatLock) leave(n int) {
	left := copy(f.queue, f.queue[n:])
	clear(f.queue[left:])
	f.queue = f.queue[:left]
}

func (w *waiter) wake() { w.ready <- struct{}{} }

// uncount takes back the count of a reader that has found the lock fat or held exclusively. Until it has, the lock does not become anything but fat.
func uncount(h *Header) {
	for {
		w := atomic.LoadUint32(&h.lock)
		if w&lockFat == 0 {
			if atomic.CompareAndSwapUint32(&h.lock, w, w-1) {
				return
			}
			continue
		}
		f := (*fats.table.Load())[w&lockNumber>>11]
		if n := f.early.Load(); n == 0 {
			atomic.AddUint32(&h.lock, ^uint32(0))
			return
		} else if f.early.CompareAndSwap(n, n-1) {
			return
		}
	}
}

// lockSlow takes the lock where the fast path can't.
func lockSlow(cx *Ctx, h *Header, how mode) {
	f := tryLockSlow(cx, h, how, false)
	if f == nil {
		return
	}
	w := &cx.waiting
	w.id, w.how, w.granted = cx.ID, how, false
	if w.ready == nil {
		w.ready = make(chan struct{}, 1)
	}
	observeContended(cx)
	for try := 0; f != nil; try++ {
		// The mutex of f is held, and w is to wait.
		f.hungry = f.hungry || try >= patience
		switch {
		case how == upgrade:
			if f.upgrader != nil {
				f.mu.Unlock()
				Fatal("lock upgrade deadlock on '" + h.CypClass().Name + "'")
			}
			f.upgrader = w
		case try == 0:
			f.queue = append(f.queue, w)
		default:
			f.queue = slices.Insert(f.queue, 0, w)
		}
		if f.writer == 0 && f.readers == 0 {
			// Nobody holds the lock, so no unlock would serve.
			f.serve()
		}
		f.mu.Unlock()
		cx.pay()
		gil := cx.UnlockGIL()
		cx.waitOn.Store(h)
		cx.receive(w.ready, waitLock)
		cx.RelockGIL(gil)
		if w.granted {
			return
		}
		f = tryLockSlow(cx, h, how, true)
	}
}

// tryLockSlow takes the lock and returns nil, or returns the fat lock to wait for, its mutex held. again: it has waited; then it came before those who
// wait now.
func tryLockSlow(cx *Ctx, h *Header, how mode, again bool) *fatLock {
	for {
		w := atomic.LoadUint32(&h.lock)
		if w&lockFat == 0 {
			switch thinLock(cx, h, w, how) {
			case 0:
				return nil
			case -1:
				continue
			}
		}
		f := inflate(h)
		if f == nil {
			continue
		}
		// One that holds the lock can't queue behind others: they wait for it.
		waits := f.upgrader != nil || f.hungry || !again && how == read && len(f.queue) > 0 && f.queue[0].how == write
		if f.refusal(how) != 0 || waits && how != upgrade {
			return f
		}
		f.grant(cx.ID, how)
		f.mu.Unlock()
		return nil
	}
}

// thinLock tries to take a lock whose word, not a fat lock's, is w: 0 taken, 1 a writer is in the way, 2 readers are, -1 the word has changed.
func thinLock(cx *Ctx, h *Header, w uint32, how mode) int32 {
	next := w + 1
	switch {
	case w&lockWrite != 0:
		return 1
	case how == write && w != 0, how == upgrade && w != 1:
		return 2
	case how != read:
		next = cx.writing()
	}
	if !atomic.CompareAndSwapUint32(&h.lock, w, next) {
		return -1
	}
	return 0
}

// tryLock takes the lock without waiting: 0 it has, 1 a writer is in the way, 2 readers are.
func tryLock(cx *Ctx, h *Header, how mode) int32 {
	for {
		w := atomic.LoadUint32(&h.lock)
		if w&lockFat == 0 {
			if result := thinLock(cx, h, w, how); result >= 0 {
				return result
			}
			continue
		}
		f := inflate(h)
		if f == nil {
			continue
		}
		result := f.refusal(how)
		if result == 0 {
			f.grant(cx.ID, how)
		}
		f.settle()
		f.mu.Unlock()
		return result
	}
}

// unlock ends a hold and gives the mutex up; of an upgrade, the shared hold stays.
func (f *fatLock) unlock(how mode) {
	switch how {
	case read:
		f.readers--
	case upgrade:
		f.readers++
		fallthrough
	default:
		f.writer = 0
	}
	f.serve()
	f.settle()
	f.mu.Unlock()
}
