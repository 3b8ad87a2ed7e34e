package rt

import (
	"sync"
	"time"
)

// A mailbox whose consumer takes more than floodHigh messages at once is flooded until fewer
// than floodLow of them are left. An actor that sends to it is muted after the message that it runs:
// it gets no turn until then. A mailbox that others wait for is never muted, nor one that is flooded, so waits
// make no cycle. Threads that are no workers wait a bounded time instead, and only while they hold no lock.
const (
	floodHigh = 4096
	floodLow  = 1024
	maxWait   = 20 * time.Millisecond
)

var muting sync.Mutex

// pressure slows the sender to a flooded mailbox down.
func (b *box) pressure(cx *Ctx) {
	if w := cx.worker; w != nil {
		if w.running != b {
			w.muteOn = b
		}
		return
	}
	cx.pushed++
	if cx.held > 0 || cx.pushed < floodLow {
		return
	}
	cx.pushed = 0
	gil := cx.blocking()
	for until := time.Now().Add(maxWait); b.flooded.Load() && time.Now().Before(until); {
		time.Sleep(100 * time.Microsecond)
	}
	cx.unblock(gil)
}

// mute has b, which has just run a message, wait for the flooded mailbox that the message
// sent to; false: it need not, or must not.
func (w *worker) mute(b *box) bool {
	to := w.muteOn
	w.muteOn = nil
	muting.Lock()
	defer muting.Unlock()
	if !to.flooded.Load() || b.flooded.Load() || len(b.muted) > 0 {
		return false
	}
	to.muted = append(to.muted, b)
	c := b.core
	c.mu.Lock()
	c.muted++
	c.mu.Unlock()
	return true
}

// drained ends the flood of a mailbox and schedules those who waited.
func (b *box) drained(cx *Ctx) {
	muting.Lock()
	b.flooded.Store(false)
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
