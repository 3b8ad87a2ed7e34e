package rt

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

// A ring of few mailboxes with short turns is open to one theft in a while; a long ring, one with long turns, and that of a worker that
// is away are always open.
func TestShortTurnsStayTogether(t *testing.T) {
	w := newWorker(newCore(1))
	w.enqueue(new(box))
	assert.True(t, w.hasStealable(), "nothing is known yet")
	short := func() { w.measured = time.Since(started) - fairness*50*time.Nanosecond }

	w.taken.Store(true)
	short()
	w.measure()
	assert.False(t, w.hasStealable(), "one was taken just now")
	w.slow.Store(true)
	assert.True(t, w.hasStealable(), "the worker is away")
	w.slow.Store(false)
	for range ringSize / 4 {
		w.enqueue(new(box))
	}
	assert.True(t, w.hasStealable(), "enough for two")
	for range ringSize / 4 {
		w.dequeue()
	}
	assert.False(t, w.hasStealable())

	w.measured = time.Since(started) - fairness*10*time.Microsecond
	w.measure()
	assert.True(t, w.hasStealable(), "turns of 10 µs")
	short()
	w.measure()
	assert.False(t, w.hasStealable())
	w.closedFrom -= between
	short()
	w.measure()
	assert.True(t, w.hasStealable(), "open again")
	short()
	w.measure()
	assert.True(t, w.hasStealable(), "until one is taken")
}

// Actors that one worker has, with short messages and nothing to do with each other, are spread over two.
func TestShortTurnsAreSpread(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 2)
	var at [2]atomic.Pointer[worker]
	var apart atomic.Bool
	var step func(cx *Ctx, a *tellActor, n int64)
	step = func(cx *Ctx, a *tellActor, n int64) {
		at[n].Store(cx.worker)
		if other := at[1-n].Load(); other != nil && other != cx.worker {
			apart.Store(true)
		}
		if a.count++; a.count < 50_000_000 && !apart.Load() {
			a.peer.tell(cx, n, step)
		}
	}
	start := newTellActor(cx, s)
	start.tell(cx, 0, func(cx *Ctx, _ *tellActor, _ int64) {
		// As if two turns of 50 ns had just been measured, and something taken.
		w := cx.worker
		w.turns, w.closedFrom = 1, time.Since(started)
		w.enough.Store(ringSize / 4)
		for n := range int64(2) {
			a, b := newTellActor(cx, s), newTellActor(cx, s)
			a.peer, b.peer = b, a
			a.tell(cx, n, step)
		}
	})
	s.Finish(cx)
	assert.True(t, apart.Load())
}
