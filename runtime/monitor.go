package rt

import (
	"sync"
	"time"
)

// look is how often the monitor looks at the workers.
const look = time.Millisecond

// watch starts the monitor. The mutex is held.
func (c *core) watch() {
	if !c.watched.Load() && sim.Load() == nil {
		c.watched.Store(true)
		go c.monitor()
	}
}

// monitor looks every millisecond for workers that are still busy with the message that they ran at the
// look before, and has others take over what is queued behind them. It ends when nothing runs.
func (c *core) monitor() {
	defer guard()
	pause := look
	for {
		time.Sleep(pause)
		c.mu.Lock()
		if c.live.Load() == 0 && c.visitors.Load() == 0 && c.away == 0 && c.stalled == 0 && c.fresh.Load() == nil {
			c.watched.Store(false)
			c.mu.Unlock()
			return
		}
		for _, w := range *c.workers.Load() {
			if w.slow.Load() || w.isIdle() || w.resting.Load() {
				continue
			}
			if !w.probe.Swap(true) {
				continue
			}
			if w.hasWork() || c.in.n.Load() > 0 || c.fresh.Load() != nil {
				w.depart()
			}
		}
		if int(c.live.Load()) < c.n && c.hasStealable() {
			c.wakeLocked()
		}
		pause = look
		if c.live.Load() == 0 {
			pause = 10 * look
		}
		poll := c.stalled > 0
		c.mu.Unlock()
		if poll {
			resumeAll()
		}
	}
}

// isIdle reports whether the worker is parked. The mutex is held.
func (w *worker) isIdle() bool {
	for _, x := range w.core.idle {
		if x == w {
			return true
		}
	}
	return false
}

// A mailbox all of whose messages wait for their syncs is stalled: it is taken off the queues until a
// message comes, or a message with a sync ends somewhere, or the monitor's next look.
var stalled struct {
	sync.Mutex
	boxes []stalledBox
}

// stall takes a mailbox off; false: a message has come meanwhile.
func (w *worker) stall(b *box) bool {
	c := w.core
	c.mu.Lock()
	c.stalled++
	c.mu.Unlock()
	if b.flooded.Load() {
		b.drained(w.cx) // who waits for it might be who it waits for
	}
	top := b.word.Load()
	b.stalled.Store(true)
	if b.word.Load() != top {
		if b.stalled.CompareAndSwap(true, false) {
			c.unstalled()
			return false
		}
		// The sender has scheduled it.
		c.unstalled()
		return true
	}
	stalled.Lock()
	stalled.boxes = append(stalled.boxes, stalledBox{b, c})
	stalled.Unlock()
	return true
}

// stalledBox is a mailbox that was taken off, and the scheduler that counts it: the mailbox may be another's by the time that it is looked at.
type stalledBox struct {
	*box
	counts *core
}

func (c *core) unstalled() {
	c.mu.Lock()
	c.stalled--
	c.settled()
	c.mu.Unlock()
}

// resume schedules the stalled mailboxes again.
func resume(cx *Ctx) {
	stalled.Lock()
	boxes := stalled.boxes
	stalled.boxes = nil
	stalled.Unlock()
	for _, b := range boxes {
		if b.stalled.CompareAndSwap(true, false) {
			b.core.schedule(cx, b.box)
		}
		b.counts.unstalled()
	}
}

func resumeAll() {
	cx := Enter()
	resume(cx)
	Leave(cx)
}
