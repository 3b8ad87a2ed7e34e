package rt

import (
	"sync"
	"time"
)

// A mailbox with more than floodHigh messages that its consumer has not taken, or has taken at once, is flooded until fewer
// than floodLow of them are left. An actor that sends to it is muted after the message that it runs:
// it gets no turn until then. A mailbox that others wait for is never muted, nor one that is flooded, so waits
// make no cycle. Threads that are no workers, and methods that go on sending, wait a bounded time instead, and only while they
// hold no lock.
const (
	floodHigh = 4096
	floodLow  = 1024
	maxWait   = 20 * time.Millisecond
	vainFlood = 64 * floodHigh // messages until a sender is slowed down again, where that was in vain
)

var muting sync.Mutex

// countRun is how many messages in a row a thread sends to a mailbox before it counts them there.
const countRun = 32

// counted notes countRun messages of this thread to a mailbox. A mailbox floods also while its consumer is kept from looking.
func (cx *Ctx) counted(b *box) {
	cx.run = 0
	if b.load.Add(countRun) > floodHigh && !b.flooded.Load() {
		b.flooded.Store(true)
	}
}

// pressure slows the sender to a flooded mailbox down.
func (b *box) pressure(cx *Ctx) {
	w := cx.worker
	if w != nil {
		if w.running == b {
			return
		}
		w.muteOn = b
	}
	cx.pushed++
	if cx.holdsAny() || cx.pushed < floodLow || cx.task != nil {
		return
	}
	cx.pushed = 0
	gil := cx.blocking()
	for until := time.Now().Add(maxWait); b.flooded.Load() && time.Now().Before(until); {
		time.Sleep(100 * time.Microsecond)
	}
	cx.unblock(gil)
	if b.flooded.Load() {
		// Perhaps its consumer waits for us: no more of this in the message that runs, or for long.
		cx.pushed = -vainFlood
	}
}

// mute has b, which has just run a message, wait for the flooded mailbox that the message
// sent to; false: it need not, or must not.
func (w *worker) mute(b *box) bool {
	to := w.muteOn
	w.muteOn = nil
	muting.Lock()
	defer muting.Unlock()
	if !to.flooded.Load() || to.waits.Load() || b.flooded.Load() || len(b.muted) > 0 {
		return false
	}
	to.muted = append(to.muted, b)
	c := b.core
	c.mu.Lock()
	c.muted++
	observeMute(w.cx)
	c.mu.Unlock()
	return true
}

// unmute is called before the message that runs here waits for others, and remute after it. Whom it waits for may be muted for its mailbox.
func (w *worker) unmute() {
	if b := w.running; b != nil {
		b.waits.Store(true)
		muting.Lock()
		muted := len(b.muted) > 0
		muting.Unlock()
		if muted {
			b.release(w.cx)
		}
	}
}

func (w *worker) remute() {
	if b := w.running; b != nil {
		b.waits.Store(false)
	}
}

// drained ends the flood of a mailbox and schedules those who waited.
func (b *box) drained(cx *Ctx) {
	b.flooded.Store(false)
	b.release(cx)
}

// release schedules those who are muted for a mailbox.
func (b *box) release(cx *Ctx) {
	muting.Lock()
	waiting := b.muted
	b.muted = nil
	muting.Unlock()
	for _, x := range waiting {
		x.core.schedule(cx, x)
		x.core.mu.Lock()
		x.core.muted--
		x.core.settled()
		x.core.mu.Unlock()
	}
}
