package rt

import (
	"sync"
	"sync/atomic"
)

// fatLock is the lock of an object that several contexts use at once. Waiters are served
// in order of arrival: a reader that comes after a waiting writer waits too, unless it holds the lock
// shared already. Its mutex guards everything.
type fatLock struct {
	mu      sync.Mutex
	h       *Header // nil: free
	index   uint32
	writer  uint32 // context that holds it exclusively
	depth   int32  // how often
	readers []reader
	queue   []*waiter
	upgrade *waiter // a reader that waits for the others to leave
}

type reader struct {
	id uint32
	n  int32
}

type waiter struct {
	id    uint32
	write bool
	ready chan struct{}
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
	f.h, f.writer, f.depth, f.upgrade = nil, 0, 0, nil
	f.readers, f.queue = f.readers[:0], f.queue[:0]
}

// settle deflates a lock that nobody holds or waits for. The mutex is held.
func (f *fatLock) settle() {
	if f.h == nil || f.writer != 0 || len(f.readers) != 0 || len(f.queue) != 0 || f.upgrade != nil {
		return
	}
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
	f.settle()
	idle := f.h == nil
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

// serve grants the lock to waiters that can have it, in order. The mutex is held.
func (f *fatLock) serve() {
	if u := f.upgrade; u != nil {
		if f.refusal(u.id, true) == 0 {
			f.upgrade = nil
			f.grant(u.id, true)
			close(u.ready)
		}
		// Nobody passes a waiting upgrade: the readers have to leave.
		return
	}
	n := 0
	for _, w := range f.queue {
		if f.refusal(w.id, w.write) != 0 {
			break
		}
		f.grant(w.id, w.write)
		close(w.ready)
		n++
	}
	if n > 0 {
		left := copy(f.queue, f.queue[n:])
		clear(f.queue[left:])
		f.queue = f.queue[:left]
	}
}

// lockSlow takes the lock where the fast path can't.
func lockSlow(cx *Ctx, h *Header, write bool) {
	var f *fatLock
	for f == nil {
		w := atomic.LoadUint32(&h.lock)
		if w == 0 {
			// Free after all: thin.
			one := uint32(lockRead)
			if write {
				one = lockWrite
			}
			if atomic.CompareAndSwapUint32(&h.lock, 0, cx.ID|one) {
				cx.held++
				return
			}
			continue
		}
		f = inflate(h)
	}
	holds := f.writer == cx.ID || f.reader(cx.ID) != nil
	// One that holds the lock in some way can't queue behind others: they wait for it.
	if f.refusal(cx.ID, write) == 0 && (holds || f.upgrade == nil && len(f.queue) == 0) {
		f.grant(cx.ID, write)
		f.mu.Unlock()
		cx.held++
		return
	}
	w := &waiter{cx.ID, write, make(chan struct{})}
	if holds {
		// Only a shared hold that wants to be exclusive gets here.
		if f.upgrade != nil {
			name := h.Class.Name
			f.mu.Unlock()
			Fatal("lock upgrade deadlock on '" + name + "'")
		}
		f.upgrade = w
	} else {
		f.queue = append(f.queue, w)
	}
	f.mu.Unlock()
	n := cx.blocking()
	<-w.ready
	cx.unblock(n)
	cx.held++
}

// unlockFat undoes one hold of a fat lock; false: the word changed, look again.
func unlockFat(cx *Ctx, h *Header, word uint32, write bool) bool {
	f := fatOf(h, word)
	if f == nil {
		return false
	}
	defer f.mu.Unlock()
	if write {
		if f.writer != cx.ID {
			Fatal("unlock of the exclusive lock on '" + h.Class.Name + "', which this thread does not hold")
		}
		if f.depth--; f.depth == 0 {
			f.writer = 0
		}
	} else {
		r := f.reader(cx.ID)
		if r == nil {
			Fatal("unlock of the shared lock on '" + h.Class.Name + "', which this thread does not hold")
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
