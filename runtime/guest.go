package rt

import "sync/atomic"

// A thread that is no worker and sends to an idle mailbox often waits for the result next. So it wakes nobody at once: the mailbox is
// the fresh one of its scheduler, which every worker that looks for work takes, and the thread owes the wake-up. It pays when it sends
// again or waits for anything, at the latest the monitor does. Where it waits for a result and nobody has taken the mailbox, the thread runs
// it itself, as a guest: under the identity of a worker of its own, beside those of the scheduler. That saves
// two changes of goroutines and a worker's search for work.

// offer makes a mailbox ready for a thread that is no worker.
func (c *core) offer(cx *Ctx, b *box) {
	if c.offers.Add(1) == 0 {
		c.offers.Add(1)
	}
	if old := c.fresh.Swap(b); old != nil {
		c.in.put(old)
		cx.owed = nil
		c.wake()
		if c.in.n.Load() > crowdHigh {
			c.crowded(cx)
		}
		return
	}
	cx.owed = c
	if !c.watched.Load() {
		c.mu.Lock()
		c.watch()
		c.mu.Unlock()
	}
}

// pay wakes whom this thread has put off waking: a worker for the mailbox that it has made ready, and who waits for the message that ends here.
// It comes before each wait.
func (cx *Ctx) pay() {
	if w := cx.worker; w != nil {
		w.wakeLate()
	}
	if c := cx.owed; c != nil {
		cx.owed = nil
		if c.fresh.Load() != nil {
			c.wake()
		}
	}
}

// takeFresh takes the fresh mailbox.
func (c *core) takeFresh() *box {
	if c.fresh.Load() == nil {
		return nil
	}
	return c.fresh.Swap(nil)
}

// shared takes a mailbox that is in no worker's queues.
func (c *core) shared() *box {
	if b := c.in.get(); b != nil {
		return b
	}
	return c.takeFresh()
}

// help runs the mailbox that this thread has made ready last, until the call has ended that it waits for, or the mailbox has
// nothing more to do.
func (cx *Ctx) help(call *completion) {
	c := cx.owed
	b := c.fresh.Load()
	if b == nil || b.queue != nil || cx.worker != nil || c.finished.Load() {
		return // blocking pays
	}
	cx.owed = nil
	w := cx.guest
	if w == nil || w.core != c {
		w = c.newGuest(cx)
	}
	c.visitors.Add(1)
	w.resting.Store(false)
	if c.fresh.CompareAndSwap(b, nil) {
		gil := cx.UnlockGIL()
		w.until = call
		w.turn(b)
		w.until = nil
		w.handOver()
		cx.RelockGIL(gil)
	}
	c.mu.Lock()
	w.rejoin()
	w.probe.Store(false)
	w.resting.Store(true)
	c.visitors.Add(-1)
	if int(c.live.Load()) < c.n && c.hasStealable() {
		c.wakeLocked()
	} else {
		c.settled()
	}
	c.mu.Unlock()
}

// newGuest gives a thread a worker of the scheduler that has no goroutine.
func (c *core) newGuest(cx *Ctx) *worker {
	cx.dropGuest()
	c.mu.Lock()
	defer c.mu.Unlock()
	var w *worker
	if n := len(c.guests); n > 0 {
		w = c.guests[n-1]
		c.guests = c.guests[:n-1]
	} else {
		w = newWorker(c)
		w.guest = true
		w.resting.Store(true)
		c.add(w)
	}
	cx.guest = w
	return w
}

// dropGuest gives the thread's worker back.
func (cx *Ctx) dropGuest() {
	w := cx.guest
	if w == nil {
		return
	}
	cx.guest = nil
	c := w.core
	c.mu.Lock()
	if !c.stop {
		c.guests = append(c.guests, w)
	}
	c.mu.Unlock()
}

// add makes a worker one of those that can be stolen from. The mutex is held.
func (c *core) add(w *worker) {
	old := *c.workers.Load()
	all := append(old[:len(old):len(old)], w)
	c.workers.Store(&all)
}

// completion is the end of a call, which threads wait for.
type completion struct {
	waiters atomic.Pointer[parker] // who waits; completed, once it has ended
}

// parker is one wait of one context: the channel has room for the wake-up.
type parker struct {
	ch   chan struct{}
	next *parker
}

var completed = new(parker)

// parker returns the context's own, for a wait that only its wake-up ends.
func (cx *Ctx) parker() *parker {
	if cx.parking == nil {
		cx.parking = &parker{ch: make(chan struct{}, 1)}
	}
	return cx.parking
}

func (p *parker) wakeAll() {
	for p != nil {
		next := p.next
		p.next = nil
		p.ch <- struct{}{}
		p = next
	}
}

func (e *completion) done() bool { return e.waiters.Load() == completed }

// enlist has p woken at the end; false: that was already. cx may be nil.
func (e *completion) enlist(cx *Ctx, p *parker) bool {
	for {
		old := e.waiters.Load()
		if cx != nil {
			cx.step("", "", nil)
		}
		if old == completed {
			return false
		}
		p.next = old
		if e.waiters.CompareAndSwap(old, p) {
			return true
		}
	}
}

// complete ends the call and wakes who waits. A worker whose message ends with this does so once it has looked whether the mailbox has more: then
// a thread that sends again finds the mailbox idle, and may run it itself.
func (e *completion) complete(cx *Ctx) {
	p := e.waiters.Swap(completed)
	if p == completed || p == nil {
		return
	}
	if w := cx.worker; w != nil && w.late && w.woken == nil {
		w.woken = p
		return
	}
	p.wakeAll()
}

// wakeLate wakes those whose calls have ended with the last message.
func (w *worker) wakeLate() {
	if p := w.woken; p != nil {
		w.woken = nil
		p.wakeAll()
	}
}

// await waits for the end of the call that h is the result of.
func (e *completion) await(cx *Ctx, h *Header) {
	if cx.owed != nil {
		if cx.help(e); e.done() {
			return
		}
	}
	if p := cx.parker(); e.enlist(cx, p) {
		cx.waitOn.Store(h)
		cx.park(p.ch, waitResult)
	}
}
