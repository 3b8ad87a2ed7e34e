package rt

import (
	"sync/atomic"
	"unsafe"
)

// SequentialMailBox is the bundled mailbox (spec 11.6): messages run one at a time, in the
// order of each sender.
type SequentialMailBox struct {
	QueueInterface
	Scheduler *Scheduler // counted
	// HasWorker is for user classes that derive from the mailbox and bring their own push.
	HasWorker bool
	box       *box
}

// BatchMailBox is the bundled mailbox under its other name: here both run messages in batches.
type BatchMailBox = SequentialMailBox

// ClassSequentialMailBox and ClassBatchMailBox describe the bundled mailboxes. Their tables have no Push: Send knows them.
var (
	ClassSequentialMailBox = mailboxClass("SequentialMailBox", ClassQueueInterface)
	ClassBatchMailBox      = mailboxClass("BatchMailBox", ClassSequentialMailBox)
)

func mailboxClass(name string, base *QueueVT) *QueueVT {
	c := &QueueVT{Class: Describe[SequentialMailBox](name, "scheduler")}
	c.Bases = []*Class{&base.Class}
	c.Dealloc, c.Clears = deallocMailbox, true
	c.IsEmpty = func(cx *Ctx, q *QueueInterface) (bool, *Error) {
		return asMailbox(q).box.empty(), nil
	}
	Register(&c.Class)
	return c
}

func init() {
	// A mailbox of ours is served by its workers and nobody else.
	activate := func(cx *Ctx, q *QueueInterface) (bool, *Error) { return false, nil }
	ClassSequentialMailBox.Activate, ClassBatchMailBox.Activate = activate, activate
}

func asMailbox(q *QueueInterface) *SequentialMailBox { return (*SequentialMailBox)(unsafe.Pointer(q)) }

// NewSequentialMailBox makes a mailbox served by the scheduler, which is borrowed.
func NewSequentialMailBox(cx *Ctx, s *Scheduler) *SequentialMailBox {
	return newMailbox(cx, &ClassSequentialMailBox.Class, s)
}

// NewBatchMailBox is NewSequentialMailBox for the other class.
func NewBatchMailBox(cx *Ctx, s *Scheduler) *BatchMailBox {
	return newMailbox(cx, &ClassBatchMailBox.Class, s)
}

func newMailbox(cx *Ctx, c *Class, s *Scheduler) *SequentialMailBox {
	q := (*SequentialMailBox)(cx.Alloc(c))
	q.Init(cx, s)
	return q
}

// Init is the mailbox's __init__: the scheduler is borrowed.
func (q *SequentialMailBox) Init(cx *Ctx, s *Scheduler) {
	if s != nil {
		s.Share()
		s.Inc()
	}
	old := q.Scheduler
	q.Scheduler = s
	DropRef(cx, old)
	var c *core
	if s != nil {
		c = s.core
	} else {
		c = backgroundCore()
	}
	if q.box == nil {
		q.box = &box{owner: &q.QueueInterface}
	}
	q.box.core = c
}

func deallocMailbox(cx *Ctx, p unsafe.Pointer) {
	q := (*SequentialMailBox)(p)
	s := q.Scheduler
	q.Scheduler, q.HasWorker = nil, false
	if !q.box.vacate(cx) {
		// A worker may still look at the box.
		q.box.owner = nil
		q.box = nil
	}
	DropRef(cx, s)
}

// vacate readies a box for the next mailbox that the memory of its object is used for; false: it is in use.
func (b *box) vacate(cx *Ctx) bool {
	if b.flooded.Load() || b.muted != nil {
		return false
	}
	if w := cx.worker; w != nil && w.retiring && w.running == b && b.last() {
		// Nobody can send to it any more, and the worker that runs its last message does not look again.
		w.running = nil
		b.word.Store(nil)
	} else if !b.empty() {
		return false
	}
	b.load.Store(0)
	return true
}

// send appends a message and has the mailbox scheduled where it was idle.
func (q *SequentialMailBox) send(cx *Ctx, m *MessageInterface) {
	b := q.box
	c := b.core
	if c == nil || c.finished.Load() {
		m.tooLate(cx)
		m.leaveTarget(cx)
		DropRef(cx, m)
		return
	}
	if m.Sync != nil {
		m.Sync.insert(cx)
	}
	b.post(cx, m, false)
}

// post appends a message and has the mailbox scheduled where it was idle. last: the message that runs here soon ends.
func (b *box) post(cx *Ctx, m *MessageInterface, last bool) {
	if cx.task != nil {
		cx.step("sends", m.CypClass().Name, (*Header)(unsafe.Pointer(m.Target)))
	}
	observeSend(cx, m)
	w := cx.worker
	if w != nil {
		w.sends++
	}
	// Another thread may have the box for another mailbox by the time that the message has been pushed.
	if cx.runOf != b {
		cx.runOf, cx.run = b, 1
	} else if cx.run++; cx.run >= countRun {
		cx.counted(b)
	}
	flooded := b.flooded.Load()
	if b.push(cx, m) {
		if w != nil && w.core == b.core {
			if last && w.next == nil && cx.task == nil {
				w.next = b
			} else {
				w.ready(b)
			}
		} else {
			b.core.schedule(cx, b)
		}
	}
	if flooded {
		b.pressure(cx)
	}
}

func (s *SyncInterface) insert(cx *Ctx) {
	WLock(cx, &s.Header)
	s.InsertActivity(cx)
	WUnlock(cx, &s.Header)
}

func (s *SyncInterface) remove(cx *Ctx) {
	WLock(cx, &s.Header)
	s.RemoveActivity(cx)
	WUnlock(cx, &s.Header)
}

// box is what is inside a mailbox. It outlives the object as long as a worker looks at it, and stays with the object's memory otherwise.
//
// word tells who owns what: nil, the mailbox is idle; mark, it is scheduled or running and has no new
// message; else the newest of the messages that were sent since the consumer last took them all, linked to
// the older ones. Whoever turns it from nil to a message schedules the mailbox; only its consumer
// turns it back to nil.
type box struct {
	word    atomic.Pointer[MessageInterface]
	flooded atomic.Bool  // senders are to be slowed down
	load    atomic.Int32 // messages not taken yet that were sent in long runs
	stalled atomic.Bool  // all its messages wait for their syncs; a push schedules it
	waits   atomic.Bool  // its message waits for other actors or for a lock: nobody is muted for it
	core    *core
	owner   *QueueInterface // the mailbox object; not counted

	_ [64]byte // what senders and what the consumer write are in different cache lines

	// The consumer's: the messages that it has taken, oldest first, and how many.
	todo *MessageInterface
	left int

	queue *QueueInterface // a queue class of the program, else nil; counted while scheduled
	next  *box            // in the injector

	// Guarded by muting: who waits for this mailbox to drain, and whether it waits itself.
	muted []*box
}

// mark is the word of a mailbox that is scheduled and has no new message.
var mark = new(MessageInterface)

// push appends a message; true: the mailbox was idle and is now the caller's to schedule. The first message of an idle mailbox
// goes straight to the consumer's list, which is the caller's until it has scheduled the mailbox.
func (b *box) push(cx *Ctx, m *MessageInterface) bool {
	for {
		old := b.word.Load()
		cx.step("", "", nil)
		if old == nil {
			if b.begin() {
				m.next = nil // a try before may have set it
				b.todo, b.left = m, 1
				return true
			}
			continue
		}
		if old == mark {
			m.next = nil
		} else {
			m.next = old
		}
		if b.word.CompareAndSwap(old, m) {
			return b.stalled.Load() && b.stalled.CompareAndSwap(true, false)
		}
	}
}

// begin turns the word from nil to mark, end back. As a number, since Go's collector need not hear of either: mark is always there.
func (b *box) begin() bool { return atomic.CompareAndSwapUintptr(b.number(), 0, marked) }
func (b *box) end() bool   { return atomic.CompareAndSwapUintptr(b.number(), marked, 0) }

func (b *box) number() *uintptr { return (*uintptr)(unsafe.Pointer(&b.word)) }

var marked = uintptr(unsafe.Pointer(mark))

// reverse turns a chain of messages, newest first, into one that starts with the oldest, and
// counts them.
func reverse(m *MessageInterface) (first *MessageInterface, n int) {
	for m != nil && m != mark {
		next := m.next
		m.next = first
		first = m
		m = next
		n++
	}
	return first, n
}

// last reports whether no message waits behind the one that runs.
func (b *box) last() bool { return b.todo == nil && b.word.Load() == mark }

// empty reports whether nothing is sent or runs.
func (b *box) empty() bool { return b.word.Load() == nil }

// fetch moves the new messages to the consumer's list; false: there were none and the mailbox is
// idle now. Then its consumer must not look at it again.
func (b *box) fetch(cx *Ctx) bool {
	for {
		if b.word.Load() == mark {
			cx.step("", "", nil)
			if b.flooded.Load() {
				b.drained(cx)
			}
			if b.end() {
				return false
			}
			continue
		}
		b.todo, b.left = reverse(b.word.Swap(mark))
		if b.left >= countRun {
			b.load.Store(0)
			if b.left > floodHigh {
				b.flooded.Store(true)
			}
		}
		return true
	}
}
