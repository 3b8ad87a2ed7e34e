package rt

import (
	"runtime"
	"sync/atomic"
	"time"
	"unsafe"
)

const (
	ringSize   = 256
	turnLength = 64   // messages a mailbox runs before others get their turn
	turnSends  = 256  // messages that it sends meanwhile
	longTurn   = 1024 // messages that it runs where more than turnLength wait
	fairness   = 61   // every so many turns the shared queue comes first
	slotRuns   = 32   // turns in a row from the slot before the ring comes first

	worthTaking = 5 * time.Microsecond // what the mailboxes in a ring run for together, so that a theft pays
	between     = time.Millisecond     // thefts from a ring that is worth less
)

// worker runs ready mailboxes on a goroutine of its own. Its queues are a slot for the newest one, which
// runs next while its data are warm, and a ring of the others. It alone adds to them; thieves take from the ring, and from the
// slot while the worker is away.
//
// A theft costs both sides more than a short message does: actors that answer each other in 50 ns are best left together. So the
// worker measures its turns, and where those in the ring are short and few it is open to one theft, and then closed for a
// while. Actors that have nothing to do with each other are so spread over the workers all the same.
type worker struct {
	core *core
	cx   *Ctx
	wake chan struct{}

	next       *box // made ready by the last act of the message that runs; nobody else sees it
	slot       atomic.Pointer[box]
	head, tail atomic.Uint32
	ring       [ringSize]atomic.Pointer[box]

	running *box // the mailbox whose turn it is
	// retiring: the last message of an active object frees it.
	retiring bool
	muteOn   *box // a flooded mailbox that the running message sent to

	// probe is set by the monitor and cleared with each message: found set again, the
	// message takes long. state is written under the core's mutex.
	probe atomic.Bool
	slow  atomic.Bool
	outs  int // depth of leave

	// A guest runs on a thread that waits, until the call has ended that it waits for, and rests otherwise.
	guest   bool
	resting atomic.Bool
	until   *completion

	seen  uint32  // the number of the fresh mailbox that was there when the worker looked for work, or 0
	late  bool    // the message is about to end: who waits for its end is woken after that
	woken *parker // those

	// enough is how many mailboxes the ring has at least when thieves take one; 1 means that the worker is open. taken: one has done so.
	enough     atomic.Uint32
	taken      atomic.Bool
	measured   time.Duration // when the last measure was taken, since the program's start
	closedFrom time.Duration

	turns, slots uint32
	sends        int // in this turn
	seed         uint32
}

func newWorker(c *core) *worker {
	w := &worker{core: c, cx: NewCtx(), wake: make(chan struct{}, 1)}
	w.cx.worker = w
	w.enough.Store(1)
	w.seed = w.cx.ID*2654435761 | 1
	return w
}

func (w *worker) main() {
	defer guard()
	for {
		b := w.find()
		if b == nil {
			break
		}
		w.turn(b)
	}
	w.cx.worker = nil
	w.cx.Release()
	w.core.alive.Add(-1)
	w.core.ended.Done()
}

// ready queues a mailbox on this worker.
func (w *worker) ready(b *box) {
	if w.slow.Load() {
		// The worker will be long: others take it.
		w.core.in.put(b)
		w.core.wake()
		return
	}
	if old := w.slot.Swap(b); old != nil {
		w.enqueue(old)
		w.cx.step("", "", nil)
		w.lend()
	} else if w.slow.Load() {
		w.core.wake()
	}
}

// enqueue appends to the ring; half of a full ring goes to the injector.
func (w *worker) enqueue(b *box) {
	t := w.tail.Load()
	if t-w.head.Load() < ringSize {
		w.ring[t%ringSize].Store(b)
		w.tail.Store(t + 1)
		return
	}
	for i := 0; i < ringSize/2; i++ {
		if x := w.dequeue(); x != nil {
			w.core.in.put(x)
		}
	}
	w.core.in.put(b)
}

// dequeue takes the oldest from the ring; also thieves call it.
func (w *worker) dequeue() *box {
	for {
		h := w.head.Load()
		if h == w.tail.Load() {
			return nil
		}
		b := w.ring[h%ringSize].Load()
		if w.head.CompareAndSwap(h, h+1) {
			return b
		}
	}
}

// hasStealable reports whether others may take something from this worker.
func (w *worker) hasStealable() bool {
	if w.slow.Load() {
		return w.hasWork()
	}
	return w.tail.Load()-w.head.Load() >= w.enough.Load()
}

// lend gets another worker going for what is in the ring, where that is worth it.
func (w *worker) lend() {
	if w.hasStealable() {
		w.core.wake()
	}
}

// measure decides how much there has to be in the ring for thieves, from the time that the last turns took.
func (w *worker) measure() {
	if w.cx.task != nil {
		return
	}
	now := time.Since(started)
	turn := (now - w.measured) / fairness
	w.measured = now
	enough := uint32(1)
	switch {
	case w.taken.Load():
		w.taken.Store(false)
		w.closedFrom = now
		fallthrough
	case now < w.closedFrom+between:
		enough = uint32(min(max(worthTaking/max(turn, 1), 1), ringSize/4))
	}
	if enough < w.enough.Swap(enough) {
		w.lend()
	}
}

func (w *worker) hasWork() bool { return w.head.Load() != w.tail.Load() || w.slot.Load() != nil }

func (w *worker) takeSlot() *box {
	if w.slot.Load() == nil {
		return nil
	}
	return w.slot.Swap(nil)
}

// publish puts the mailbox that the worker has kept to itself where others find it.
func (w *worker) publish() {
	if b := w.next; b != nil {
		w.next = nil
		w.ready(b)
	}
}

// local takes the next mailbox of the worker's own queues.
func (w *worker) local() *box {
	w.turns++
	if b := w.next; b != nil {
		w.next = nil
		if w.slots < slotRuns && w.turns%fairness != 0 {
			w.slots++
			return b
		}
		w.ready(b)
	}
	if w.turns%fairness == 0 {
		w.measure()
		if b := w.core.shared(); b != nil {
			return b
		}
	}
	if w.slots < slotRuns && w.slot.Load() != nil {
		if b := w.slot.Swap(nil); b != nil {
			w.slots++
			return b
		}
	}
	w.slots = 0
	if b := w.dequeue(); b != nil {
		return b
	}
	return w.takeSlot()
}

// find returns the next mailbox to run, parking until there is one; nil: the worker is to end.
func (w *worker) find() *box {
	c := w.core
	looking := false // counted in spinning
	if w.turns == 0 {
		looking = true // a new worker was counted by who made it
	}
	if w.probe.Load() {
		w.progress()
	}
	for {
		if int(c.live.Load()) > c.n && !looking {
			w.handOver()
			if !w.park() {
				return nil
			}
			looking = true
		}
		b := w.local()
		if b == nil {
			b = c.in.grab(w)
		}
		if b == nil {
			if !looking {
				looking = true
				c.spinning.Add(1)
			}
			if b = w.steal(); b == nil && w.seen != 0 {
				continue
			}
		}
		if b != nil {
			if looking {
				looking = false
				if c.spinning.Add(-1) == 0 && c.hasStealable() {
					// Who added work saw a worker looking and woke nobody.
					c.wake()
				}
			}
			return b
		}
		c.spinning.Add(-1)
		if !w.park() {
			return nil
		}
		looking = true
	}
}

// handOver gives the worker's queues away before it parks.
func (w *worker) handOver() {
	w.publish()
	for {
		b := w.takeSlot()
		if b == nil {
			b = w.dequeue()
		}
		if b == nil {
			return
		}
		w.core.in.put(b)
	}
}

// park makes an active worker idle until wake chooses it, which counts it as active and looking again; false: it is
// to end.
func (w *worker) park() bool {
	c := w.core
	w.cx.step("", "", nil)
	c.mu.Lock()
	w.rejoin()
	c.live.Add(-1)
	if c.stop {
		c.mu.Unlock()
		return false
	}
	c.idle = append(c.idle, w)
	c.parked.Store(int32(len(c.idle)))
	if int(c.live.Load()) < c.n && c.hasStealable() {
		// It came while we were looking elsewhere.
		c.wakeLocked()
	} else {
		c.settled()
	}
	c.mu.Unlock()
	w.cx.receive(w.wake, waitWork)
	c.mu.Lock()
	stop := c.stop
	c.mu.Unlock()
	return !stop
}

// steal takes a mailbox from another worker.
func (w *worker) steal() *box {
	all := *w.core.workers.Load()
	for round := 0; round < 4; round++ {
		w.seed = w.seed*1664525 + 1013904223
		at := int(w.seed>>8) % len(all)
		for i := range all {
			v := all[(at+i)%len(all)]
			if v == w {
				continue
			}
			if !v.hasStealable() {
				continue
			}
			b := v.dequeue()
			if b == nil && v.slow.Load() {
				b = v.takeSlot()
			}
			if b != nil {
				v.taken.Store(true)
				observeSteal(w.cx)
				return b
			}
		}
		if b := w.core.in.get(); b != nil {
			return b
		}
		if round < 3 {
			w.cx.gosched()
		}
	}
	// The thread that has made the fresh mailbox ready may want to run it: it is taken when it is still there after another round.
	c := w.core
	if c.fresh.Load() == nil {
		w.seen = 0
	} else if n := c.offers.Load(); n == w.seen {
		w.seen = 0
		return c.takeFresh()
	} else {
		w.seen = n
	}
	return nil
}

// turn runs messages of a mailbox.
func (w *worker) turn(b *box) {
	if b.queue != nil {
		w.runQueue(b)
		return
	}
	w.running = b
	cx := w.cx
	failed := 0
	w.sends = 0
	cx.pushed = 0
	for i := 0; i < turnLength || i < longTurn && b.left > turnLength; i++ {
		m := b.todo
		if m == nil {
			if !b.fetch(cx) {
				w.running = nil
				w.wakeLate()
				return
			}
			m = b.todo
		}
		w.wakeLate()
		if w.until != nil && w.until.done() {
			break // others run the rest
		}
		if b.todo = m.next; b.todo != nil {
			m.next = nil
		}
		b.left--
		w.publish()
		if cx.task != nil {
			w.simulate(m)
		}
		observeBegin(cx, b, m)
		ran := false
		if m.Reply != nil {
			ran = runReply(cx, m)
		} else {
			var err *Error
			if ran, err = m.vt().Activate(cx, m); err != nil {
				m.abstract(cx, "activate", err)
				ran = true
			}
			if ran {
				m.leaveTarget(cx)
			}
		}
		observeEnd(cx)
		if !ran {
			failed++
			w.putBack(b, m)
			if b.todo == nil && failed > i && w.stall(b) {
				w.running = nil
				w.wakeLate()
				return
			}
		} else if m.Sync == nil {
			w.late = true
			m.spent(cx)
			w.late = false
			if w.running != b {
				w.muteOn = nil
				w.wakeLate()
				return // the mailbox has died with its actor
			}
		} else {
			w.endOrdered(m)
		}
		if w.probe.Load() {
			w.progress()
			i = longTurn
		}
		if w.sends > turnSends {
			i = longTurn
		}
		if b.flooded.Load() && b.left < floodLow {
			b.drained(w.cx)
		}
		if w.muteOn != nil && w.mute(b) {
			w.running = nil
			w.wakeLate()
			return
		}
	}
	w.running = nil
	w.wakeLate()
	// Others first: it goes behind them, not into the slot.
	w.enqueue(b)
	w.lend()
}

// simulate is a step of a simulated schedule. Now and then the method counts as long: then its worker is away, as the monitor has it in a
// real program.
func (w *worker) simulate(m *MessageInterface) {
	cx := w.cx
	cx.step("runs", m.CypClass().Name, (*Header)(unsafe.Pointer(m.Target)))
	if w.hasWork() && cx.task.s.rng.IntN(8) == 0 {
		w.core.mu.Lock()
		w.depart()
		w.core.mu.Unlock()
		w.probe.Store(true)
	}
}

// gosched lets others go on before the worker looks again.
func (cx *Ctx) gosched() {
	if cx.task != nil {
		cx.task.s.spun()
		return
	}
	runtime.Gosched()
}

// putBack puts a message that its sync did not let run behind the others.
func (w *worker) putBack(b *box, m *MessageInterface) {
	if m.lock&putBack == 0 {
		m.lock |= putBack
		Stdout.WriteString("Pushed front message to back :/\n")
	}
	b.push(w.cx, m)
}

// endOrdered ends a message with a sync that has run: others may wait for it.
func (w *worker) endOrdered(m *MessageInterface) {
	s := m.Sync
	s.remove(w.cx)
	DropRef(w.cx, m)
	resume(w.cx)
}

// runQueue serves a queue class of the program: one activation, under its lock.
func (w *worker) runQueue(b *box) {
	cx, q := w.cx, b.queue
	WLock(cx, &q.Header)
	ran := q.Activate(cx)
	empty := q.IsEmpty(cx)
	if empty && IsInstance(&q.Header, &ClassSequentialMailBox.Class) {
		asMailbox(q).HasWorker = false
	}
	WUnlock(cx, &q.Header)
	if w.probe.Load() {
		w.progress()
	}
	if empty {
		b.queue = nil
		DropRef(cx, q)
		return
	}
	if !ran {
		w.cx.gosched()
	}
	w.enqueue(b)
	w.lend()
}

// progress answers the monitor's probe between two messages.
func (w *worker) progress() {
	w.probe.Store(false)
	if w.slow.Load() {
		c := w.core
		c.mu.Lock()
		w.rejoin()
		c.mu.Unlock()
	}
}

// rejoin makes a worker that was away active. The mutex is held.
func (w *worker) rejoin() {
	if w.slow.Load() {
		w.slow.Store(false)
		if w.guest {
			return
		}
		w.core.away--
		w.core.live.Add(1)
	}
}

// depart makes an active worker away. The mutex is held.
func (w *worker) depart() {
	c := w.core
	if w.slow.Load() {
		return
	}
	w.slow.Store(true)
	if w.guest {
		if c.hasStealable() {
			c.wakeLocked()
		}
		return
	}
	c.away++
	c.live.Add(-1)
	if c.hasStealable() {
		c.wakeLocked()
	}
}

// leave is called on the worker's goroutine before a wait of unknown length: what is queued here goes
// to others meanwhile.
func (w *worker) leave() {
	w.outs++
	if w.outs == 1 {
		w.publish()
		w.core.mu.Lock()
		w.depart()
		w.core.mu.Unlock()
	}
}

// back ends the wait.
func (w *worker) back() {
	w.outs--
	if w.outs == 0 {
		w.core.mu.Lock()
		w.rejoin()
		w.core.mu.Unlock()
	}
}
