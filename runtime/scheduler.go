package rt

import (
	"runtime"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Scheduler is the bundled scheduler (spec 11.7), under both of its names.
type Scheduler struct {
	Header
	NumWorkers int32
	core       *core
}

// PersistScheduler is the scheduler whose Join may be repeated; so may Scheduler's here.
type PersistScheduler = Scheduler

// ClassScheduler and ClassPersistScheduler describe the bundled schedulers.
var (
	ClassScheduler        = schedulerClass("Scheduler")
	ClassPersistScheduler = schedulerClass("PersistScheduler")
)

func schedulerClass(name string) *Class {
	c := Describe[Scheduler](name, "scheduler")
	c.Dealloc = func(cx *Ctx, p unsafe.Pointer) {
		s := (*Scheduler)(p)
		s.core.abandon()
		s.core = nil
	}
	return Register(&c)
}

// NewScheduler makes a scheduler of n workers; 0: one for each processor.
func NewScheduler(cx *Ctx, n int32) *Scheduler { return newScheduler(cx, ClassScheduler, n) }

// NewPersistScheduler is NewScheduler for the other class.
func NewPersistScheduler(cx *Ctx, n int32) *PersistScheduler {
	return newScheduler(cx, ClassPersistScheduler, n)
}

func newScheduler(cx *Ctx, c *Class, n int32) *Scheduler {
	checkWorkers(c.Name, n)
	if n == 0 {
		n = int32(runtime.GOMAXPROCS(0))
	}
	s := (*Scheduler)(cx.Alloc(c))
	s.NumWorkers = n
	s.core = newCore(int(n))
	s.Share()
	return s
}

// Join waits until every message sent before, or caused by one of those, is done and
// released.
func (s *Scheduler) Join(cx *Ctx) { s.core.join(cx, false) }

// Finish is Join, then ends the workers. The scheduler runs nothing afterwards.
func (s *Scheduler) Finish(cx *Ctx) { s.core.join(cx, true) }

// PostQueue hands a non-empty queue to a worker.
func (s *Scheduler) PostQueue(cx *Ctx, q *QueueInterface) {
	if q.vt().Push == nil {
		return // a mailbox of ours schedules itself when messages come
	}
	if s.core.finished.Load() {
		complain("post_queue()%s comes after finish() of the scheduler", here())
		return
	}
	q.Share()
	q.Inc()
	s.core.schedule(cx, &box{core: s.core, queue: q})
}

// core is the scheduler proper. A worker is a goroutine with a context and queues of
// ready mailboxes. It is active (running or looking for work), idle (parked), or away: blocked, or busy with
// one message for long. New workers are made as long as fewer than n are active and there is work; those who
// come back and find n others active park. So nothing that is ready waits behind a method that takes long.
type core struct {
	n        int
	finished atomic.Bool
	spinning atomic.Int32 // active workers that look for work
	parked   atomic.Int32 // len(idle), for a look without the mutex
	live     atomic.Int32 // active

	mu      sync.Mutex
	workers atomic.Pointer[[]*worker] // all that were ever made; replaced, never changed
	idle    []*worker
	away    int
	muted   int // mailboxes that wait for another to drain
	stalled int // mailboxes that wait for their syncs
	timers  int // messages that will be sent later
	quiet   *sync.Cond
	stop    bool
	gone    bool        // nobody refers to the scheduler any more
	watched atomic.Bool // a monitor runs; set under the mutex
	guests  []*worker   // that no thread uses
	ended   sync.WaitGroup
	alive   atomic.Int32 // workers that have not ended

	in injector
	// See guest.go.
	fresh    atomic.Pointer[box]
	offers   atomic.Uint32 // of fresh mailboxes so far, never 0 after the first
	visitors atomic.Int32  // guests at work
}

func newCore(n int) *core {
	c := &core{n: n}
	c.quiet = sync.NewCond(&c.mu)
	c.workers.Store(new([]*worker))
	cores.Lock()
	if cores.all == nil {
		cores.all = map[*core]bool{}
	}
	cores.all[c] = true
	cores.Unlock()
	return c
}

// schedule makes a mailbox ready. It goes to the queue of the worker that runs here, where the worker is this
// scheduler's.
func (c *core) schedule(cx *Ctx, b *box) {
	if w := cx.worker; w != nil && w.core == c {
		w.ready(b)
		return
	}
	if cx.task == nil {
		c.offer(cx, b)
		return
	}
	c.in.put(b)
	cx.step("", "", nil)
	c.wake()
}

// wake gets a worker going if there may be work for one more.
func (c *core) wake() {
	if c.spinning.Load() > 0 || int(c.live.Load()) >= c.n {
		return
	}
	c.mu.Lock()
	c.wakeLocked()
	c.mu.Unlock()
}

func (c *core) wakeLocked() {
	if int(c.live.Load()) >= c.n || c.stop {
		return
	}
	c.live.Add(1)
	c.spinning.Add(1)
	c.watch()
	if n := len(c.idle); n > 0 {
		w := c.idle[n-1]
		c.idle = c.idle[:n-1]
		c.parked.Store(int32(n - 1))
		w.wake <- struct{}{}
		return
	}
	w := newWorker(c)
	c.add(w)
	c.ended.Add(1)
	c.alive.Add(1)
	launch(w.cx, "worker", w.main)
}

// hasStealable reports whether a worker that looks for work would find some.
func (c *core) hasStealable() bool {
	if c.in.n.Load() > 0 || c.fresh.Load() != nil {
		return true
	}
	for _, w := range *c.workers.Load() {
		if w.hasStealable() {
			return true
		}
	}
	return false
}

// hasWork reports whether any queue has a ready mailbox.
func (c *core) hasWork() bool {
	if c.in.n.Load() > 0 || c.fresh.Load() != nil {
		return true
	}
	for _, w := range *c.workers.Load() {
		if w.hasWork() {
			return true
		}
	}
	return false
}

// quiescent: nothing runs, waits to run or waits for something else. The mutex is held.
func (c *core) quiescent() bool {
	return c.live.Load() == 0 && c.visitors.Load() == 0 && c.away == 0 && c.muted == 0 && c.stalled == 0 && c.timers == 0 && !c.hasWork()
}

// expect counts messages that will be sent later.
func (c *core) expect(n int) {
	c.mu.Lock()
	c.timers += n
	if n < 0 {
		c.settled()
	}
	c.mu.Unlock()
}

func (c *core) join(cx *Ctx, finish bool) {
	if w := cx.worker; w != nil && w.core == c {
		Fatal("an actor waits for its own scheduler to finish")
	}
	gil := cx.blocking()
	observeWait(cx, waitActors)
	c.mu.Lock()
	for !c.quiescent() && !c.stop {
		if cx.task == nil {
			cx.waits(waitActors)
			cx.awaitQuiet(c)
			continue
		}
		c.mu.Unlock()
		cx.task.s.wait("the actors of a scheduler", 0, c.looksQuiet)
		c.mu.Lock()
	}
	if finish {
		c.end()
	}
	c.mu.Unlock()
	if finish {
		if cx.task != nil {
			cx.task.s.wait("the workers of a scheduler", 0, func() bool { return c.alive.Load() == 0 })
		}
		c.ended.Wait()
	}
	observeWaited(cx)
	cx.unblock(gil)
}

func (c *core) looksQuiet() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.quiescent() || c.stop
}

// end has the parked workers leave. The mutex is held and the scheduler is quiescent.
func (c *core) end() {
	if c.stop {
		return
	}
	c.stop = true
	c.finished.Store(true)
	cores.Lock()
	delete(cores.all, c)
	cores.Unlock()
	for _, w := range c.idle {
		w.wake <- struct{}{}
	}
	c.idle = nil
	c.parked.Store(0)
	for _, w := range *c.workers.Load() {
		if w.guest {
			w.cx.worker = nil
			w.cx.Release()
		}
	}
	c.quiet.Broadcast()
}

// abandon ends the workers once they have nothing more to do.
func (c *core) abandon() {
	c.mu.Lock()
	c.gone = true
	if c.quiescent() {
		c.end()
	}
	c.mu.Unlock()
}

// settled is called with the mutex held when something may have become quiescent.
func (c *core) settled() {
	if c.quiescent() {
		c.quiet.Broadcast()
		if c.gone {
			c.end()
		}
	}
}
