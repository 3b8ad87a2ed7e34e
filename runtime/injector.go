package rt

import (
	"sync"
	"sync/atomic"
)

// injector holds ready mailboxes that no worker's queue has: from other threads and from
// queues that were full. Who puts pushes onto a chain; who takes turns the chain over when the list of the older ones is used up.
type injector struct {
	newest atomic.Pointer[box]
	n      atomic.Int32

	_     [64]byte // who puts and who takes write different cache lines
	mu    sync.Mutex
	first *box            // the older ones
	crowd []chan struct{} // threads that wait until fewer mailboxes are ready
}

// A thread that is no worker and makes actors ready faster than the workers run them waits while more than crowdHigh are, until crowdLow are
// left: so what it makes next is made of what has died, in the cache. It waits maxWait at most: perhaps those that run wait for it.
const (
	crowdHigh = 1024
	crowdLow  = 256
	vainCrowd = 64 * crowdHigh // actors until it waits again, where that was in vain
)

// grabs is how many mailboxes a worker takes at once, for its own queue; others can steal them from there.
const grabs = 16

func (in *injector) put(b *box) {
	in.n.Add(1)
	for {
		old := in.newest.Load()
		b.next = old
		if in.newest.CompareAndSwap(old, b) {
			return
		}
	}
}

func (in *injector) get() *box {
	if in.n.Load() == 0 {
		return nil
	}
	in.mu.Lock()
	b := in.take()
	in.mu.Unlock()
	return b
}

// take is get; the mutex is held.
func (in *injector) take() *box {
	b := in.first
	if b == nil {
		for x := in.newest.Swap(nil); x != nil; {
			x, b, x.next = x.next, x, b
		}
		if b == nil {
			return nil
		}
	}
	in.first, b.next = b.next, nil
	if in.n.Add(-1) <= crowdLow && in.crowd != nil {
		for _, ch := range in.crowd {
			ch <- struct{}{}
		}
		in.crowd = nil
	}
	return b
}

// grab is get for a worker whose queue is empty: it puts a fair part of the others there.
func (in *injector) grab(w *worker) *box {
	if in.n.Load() == 0 {
		return nil
	}
	in.mu.Lock()
	b := in.take()
	if w.cx.task == nil && !w.slow.Load() {
		for range min(int(in.n.Load())/max(w.core.n, 1), grabs) {
			if b := in.take(); b != nil {
				w.enqueue(b)
			}
		}
	}
	in.mu.Unlock()
	return b
}

// crowded has a thread wait that has made many actors ready.
func (c *core) crowded(cx *Ctx) {
	if cx.worker != nil || cx.task != nil || cx.holdsAny() {
		return
	}
	if cx.hurry > 0 {
		cx.hurry--
		return
	}
	in := &c.in
	ch := make(chan struct{}, 1)
	in.mu.Lock()
	enough := in.n.Load() > crowdLow
	if enough {
		in.crowd = append(in.crowd, ch)
	}
	in.mu.Unlock()
	if enough && !cx.parkFor(ch, maxWait, waitActors) && in.n.Load() > crowdLow {
		cx.hurry = vainCrowd
	}
}
