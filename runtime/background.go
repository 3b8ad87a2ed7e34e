package rt

import (
	"runtime"
	"sync"
	"sync/atomic"
	"unsafe"
)

// background is the scheduler of the active objects whose classes set no queue, and of mailboxes made without a scheduler. It
// starts with the first of them and is never finished: the program ends when it has nothing more to do.
var background struct {
	sync.Mutex
	core atomic.Pointer[core]
}

func backgroundCore() *core {
	if c := background.core.Load(); c != nil {
		return c
	}
	background.Lock()
	defer background.Unlock()
	if background.core.Load() == nil {
		background.core.Store(newCore(runtime.GOMAXPROCS(0)))
	}
	return background.core.Load()
}

// JoinAll is cyp.join: it waits until every message to the active objects of the background scheduler is done, and those that
// these messages caused.
func JoinAll(cx *Ctx) {
	if c := background.core.Load(); c != nil {
		c.join(cx, false)
	}
}

// Activate makes an object active: its counts are atomic from now on, and where its class has set no queue it gets one. nil is ignored.
func Activate(cx *Ctx, a *Activable) {
	if a == nil {
		return
	}
	a.Share()
	observeSpawn(cx)
	if a.QueueClass == nil {
		q := newMailbox(cx, &ClassSequentialMailBox.Class, nil)
		q.Share()
		a.QueueClass = &q.QueueInterface
	}
	if b := mailboxOf(a); b != nil && b.core != nil {
		a.box = b
	}
}

// mailboxOf returns the mailbox of an active object where it is one of ours.
func mailboxOf(a *Activable) *box {
	q := a.QueueClass
	if q == nil || q.vt().Push != nil || !IsInstance(&q.Header, &ClassSequentialMailBox.Class) {
		return nil
	}
	return asMailbox(q).box
}

func coreOf(a *Activable) *core {
	if b := mailboxOf(a); b != nil {
		return b.core
	}
	return nil
}

// barrier is a message of the runtime's own: it wakes who waits for the messages before it.
type barrier struct {
	MessageInterface
	p *parker
}

var classBarrier = func() *MessageVT {
	c := &MessageVT{Class: Describe[barrier]("barrier", "cyp")}
	c.Bases = []*Class{&ClassMessageInterface.Class}
	c.Dealloc = deallocMessage
	c.Activate = func(cx *Ctx, m *MessageInterface) (bool, *Error) {
		(*barrier)(unsafe.Pointer(m)).p.ch <- struct{}{}
		return true, nil
	}
	Register(&c.Class)
	return c
}()

// retirement is a message of the runtime's own. It has the last count of its target, which went while others waited in the
// mailbox, and drops it behind them.
var retirement *MessageVT

func init() {
	c := &MessageVT{Class: Describe[MessageInterface]("end", "cyp")}
	c.Bases = []*Class{&ClassMessageInterface.Class}
	c.Dealloc = deallocMessage
	c.Activate = func(cx *Ctx, m *MessageInterface) (bool, *Error) {
		a := m.Target
		m.Target = nil
		n := atomic.LoadInt32(&a.count)
		if !a.decShared(n) {
			return true, nil
		}
		if n != -1 {
			atomic.AddInt32(&a.count, -1) // the last one is ours
		}
		// Nobody else has a reference now, so what is in the mailbox is all that will be.
		if b := a.box; b.last() {
			w := cx.worker
			w.retiring = w.running == b
			Free(cx, &a.Header)
			w.retiring = false
		} else {
			// A method has made a reference from its self, and somebody sent with that.
			a.retire(cx)
		}
		return true, nil
	}
	Register(&c.Class)
	retirement = c
}

// retireActor is retire, which the descriptors can't name: it would make a cycle of initialisations.
var retireActor func(cx *Ctx, h *Header) bool

func lastOfActor(cx *Ctx, h *Header) bool { return retireActor(cx, h) }

// retire is called with the last count of an active object; true: no message waits for it, and it can be freed.
func retire(cx *Ctx, h *Header) bool {
	a := (*Activable)(unsafe.Pointer(h))
	if b := a.box; b == nil || b.empty() || b.core.finished.Load() {
		return true
	}
	a.retire(cx)
	return false
}

func (a *Activable) retire(cx *Ctx) {
	m := (*MessageInterface)(cx.Alloc(&retirement.Class))
	m.Target = a
	if b := a.box; b.push(cx, m) {
		b.core.schedule(cx, b)
	}
}

// ActorCount is Count of an active object: the messages that wait in its mailbox, or run, hold it together.
func (h *Header) ActorCount() int32 {
	if b := (*Activable)(unsafe.Pointer(h)).box; b != nil && !b.empty() {
		return h.Count() + 1
	}
	return h.Count()
}

// UniqueActor reports whether a handle is the only reference to its object, for consume. Messages that this thread has
// sent to it before are waited for: they hold the object until they have run.
func UniqueActor(cx *Ctx, h *Header) bool {
	if h == nil || h.ActorCount() == 1 {
		return true
	}
	b := mailboxOf((*Activable)(unsafe.Pointer(h)))
	if b == nil || b.core == nil || b.core.finished.Load() {
		return false
	}
	if w := cx.worker; w != nil && w.running == b {
		return false
	}
	m := (*barrier)(cx.Alloc(&classBarrier.Class))
	p := cx.parker()
	m.p = p
	if b.push(cx, &m.MessageInterface) {
		b.core.schedule(cx, b)
	}
	cx.park(p.ch, waitMessages)
	return h.Count() == 1
}
