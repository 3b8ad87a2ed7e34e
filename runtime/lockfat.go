package rt

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// fatLock is the lock of an object that several contexts use at once. Its mutex guards
// everything.
//
// A context that comes may take a free lock before one that waits, as with sync.Mutex: an unlock takes the first
// waiter off the queue and wakes it to try again. One that was too late patience times makes the lock hungry: the next
// unlock hands it over. Who comes waits while a lock is hungry, and a reader behind a writer, unless they hold the
// lock in some way already.
type fatLock struct {
	mu      sync.Mutex
	h       *Header // nil: free
	index   uint32
	writer  uint32 // context that holds it exclusively
	depth   int32  // how often
	readers []reader
	queue   []*waiter
	upgrade *waiter // a reader that waits for the others to leave
	hungry  bool
}

const patience = 4

type reader struct {
	id uint32
	n  int32
}

// waiter is a context that waits; it is part of the context.
type waiter struct {
	id    uint32
	write bool
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

// fatOf returns the fat lock of a word with its mutex held, or nil where the word has changed.
func fatOf(h *Header, w uint32) *fatLock {
	f := (*fats.table.Load())[w&^lockFat]
	f.mu.Lock()
	if f.h != h || atomic.LoadUint32(&h.lock) != w {
		f.mu.Unlock()
		return nil
	}
	return f
}

// inflate returns the fat lock of an object with its mutex held, making it from the thin
// word where there is none. nil: the word changed meanwhile, look again.
func inflate(h *Header) *fatLock {
	w := atomic.LoadUint32(&h.lock)
	if w&lockFat != 0 {
		return fatOf(h, w)
	}
	f := newFat()
	f.mu.Lock()
	f.h = h
	if w != 0 {
		id := w & lockID
		if n := int32(w & lockWrites / lockWrite); n > 0 {
			f.writer, f.depth = id, n
		}
		if n := int32(w & lockReads / lockRead); n > 0 {
			f.readers = append(f.readers, reader{id, n})
		}
	}
	if !atomic.CompareAndSwapUint32(&h.lock, w, lockFat|f.index) {
		f.clear()
		f.mu.Unlock()
		freeFat(f)
		return nil
	}
	return f
}

func (f *fatLock) clear() {
	f.h, f.writer, f.depth, f.upgrade, f.hungry = nil, 0, 0, nil, false
	f.readers, f.queue = f.readers[:0], f.queue[:0]
}

func (f *fatLock) idle() bool {
	return f.h != nil && f.writer == 0 && len(f.readers) == 0 && len(f.queue) == 0 && f.upgrade == nil
}

// settle deflates a lock that nobody holds or waits for. The mutex is held.
func (f *fatLock) settle() {
	if f.idle() {
		f.deflate()
	}
}

func (f *fatLock) deflate() {
	atomic.StoreUint32(&f.h.lock, 0)
	f.clear()
	freeFat(f)
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
	idle := f.idle()
	if idle {
		f.deflate()
	}
	f.mu.Unlock()
	return idle
}

func (f *fatLock) reader(id uint32) *reader {
	for i := range f.readers {
		if f.readers[i].id == id {
			return &f.readers[i]
		}
	}
	return nil
}

// refusal tells why a context can't have the lock now: 0 it can, 1 a writer, 2 readers.
// It does not look at the queue.
func (f *fatLock) refusal(id uint32, write bool) int32 {
	switch {
	case f.writer == id:
		return 0
	case f.writer != 0:
		return 1
	case !write:
		return 0
	case len(f.readers) == 0, len(f.readers) == 1 && f.readers[0].id == id:
		return 0
	}
	return 2
}

func (f *fatLock) grant(id uint32, write bool) {
	if write {
		f.writer = id
		f.depth++
		return
	}
	if r := f.reader(id); r != nil {
		r.n++
		return
	}
	f.readers = append(f.readers, reader{id, 1})
}

// serve is called when the lock may have become free for waiters. The mutex is held.
func (f *fatLock) serve() {
	if u := f.upgrade; u != nil {
		if f.refusal(u.id, true) == 0 {
			f.upgrade = nil
			f.grant(u.id, true)
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
		if f.refusal(w.id, w.write) != 0 || !f.hungry && n > 0 && w.write {
			break
		}
		if f.hungry {
			f.grant(w.id, w.write)
			w.granted = true
		}
		n++
		w.wake()
		if w.write {
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

// lockSlow takes the lock where the fast path can't.
func lockSlow(cx *Ctx, h *Header, write bool) {
	cx.pay()
	w := &cx.waiting
	w.id, w.write, w.granted = cx.ID, write, false
	if w.ready == nil {
		w.ready = make(chan struct{}, 1)
	}
	for try := 0; ; try++ {
		f := tryLockSlow(cx, h, write)
		if f == nil {
			break
		}
		// The mutex of f is held, and w is to wait.
		if try == 0 {
			observeContended(cx)
		}
		f.hungry = f.hungry || try >= patience
		switch {
		case f.reader(cx.ID) != nil:
			// Only a shared hold that wants to be exclusive gets here.
			if f.upgrade != nil {
				f.mu.Unlock()
				Fatal("lock upgrade deadlock on '" + h.CypClass().Name + "'")
			}
			f.upgrade = w
		case try == 0:
			f.queue = append(f.queue, w)
		default:
			f.queue = slices.Insert(f.queue, 0, w)
		}
		if f.writer == 0 && len(f.readers) == 0 {
			// Nobody holds the lock, so no unlock would serve.
			f.serve()
		}
		f.mu.Unlock()
		gil := cx.UnlockGIL()
		cx.waitOn.Store(h)
		cx.receive(w.ready, waitLock)
		cx.RelockGIL(gil)
		if w.granted {
			break
		}
	}
	cx.held++
}

// tryLockSlow takes the lock and returns nil, or returns the fat lock to wait for, its mutex held.
func tryLockSlow(cx *Ctx, h *Header, write bool) *fatLock {
	one := uint32(lockRead)
	if write {
		one = lockWrite
	}
	var f *fatLock
	for try := 0; f == nil; try++ {
		w := atomic.LoadUint32(&h.lock)
		if w == 0 {
			// Free after all: thin.
			if atomic.CompareAndSwapUint32(&h.lock, 0, cx.ID|one) {
				return nil
			}
			continue
		}
		if w&lockFat == 0 && w&lockID != cx.ID && try < spinRounds {
			spin(h)
			continue
		}
		f = inflate(h)
	}
	// One that holds the lock in some way can't queue behind others: they wait for it.
	holds := f.writer == cx.ID || f.reader(cx.ID) != nil
	waits := f.upgrade != nil || f.hungry || !write && len(f.queue) > 0 && f.queue[0].write
	if f.refusal(cx.ID, write) != 0 || waits && !holds {
		return f
	}
	f.grant(cx.ID, write)
	f.mu.Unlock()
	return nil
}

// spin waits a little for a thin lock that another context holds: most are held for less time than parking takes.
func spin(h *Header) {
	for range spins {
		if w := atomic.LoadUint32(&h.lock); w == 0 || w&lockFat != 0 {
			return
		}
	}
}

const spinRounds = 4

// spins is how often spin looks; with one processor there is nothing to wait for.
var spins = func() int {
	if runtime.NumCPU() == 1 {
		return 0
	}
	return 100
}()

// unlockFat undoes one hold of a fat lock; false: the word changed, look again.
func unlockFat(cx *Ctx, h *Header, word uint32, write bool) bool {
	f := fatOf(h, word)
	if f == nil {
		return false
	}
	defer f.mu.Unlock()
	if write {
		if f.writer != cx.ID {
			Fatal("unlock of the exclusive lock on '" + h.CypClass().Name + "', which this thread does not hold")
		}
		if f.depth--; f.depth == 0 {
			f.writer = 0
		}
	} else {
		r := f.reader(cx.ID)
		if r == nil {
			Fatal("unlock of the shared lock on '" + h.CypClass().Name + "', which this thread does not hold")
		}
		if r.n--; r.n == 0 {
			last := len(f.readers) - 1
			*r = f.readers[last]
			f.readers = f.readers[:last]
		}
	}
	f.serve()
	f.settle()
	return true
}
