package rt

import (
	"sync/atomic"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// tellActor is an active object of the tests, as the compiler would make it: its one method runs f.
type tellActor struct {
	Activable
	name  string
	count int64
	peer  *tellActor
}

type tell struct {
	MessageInterface
	n int64
	f func(cx *Ctx, a *tellActor, n int64)
}

var (
	classTellActor = func() *Class {
		c := Describe[tellActor]("TellActor", "test")
		c.Bases = []*Class{ClassActivable}
		c.Dealloc = func(cx *Ctx, p unsafe.Pointer) {
			a := (*tellActor)(p)
			DropRef(cx, a.peer)
			ClassActivable.Dealloc(cx, p)
		}
		return Register(&c)
	}()
	classTell = func() *MessageVT {
		c := &MessageVT{Class: Describe[tell]("tell", "test")}
		c.Bases = []*Class{&ClassMessageInterface.Class}
		c.Dealloc = ClassMessageInterface.Dealloc
		c.Activate = func(cx *Ctx, m *MessageInterface) (bool, *Error) {
			if !SyncReady(cx, m) {
				return false, nil
			}
			t := (*tell)(unsafe.Pointer(m))
			t.f(cx, (*tellActor)(unsafe.Pointer(t.Target)), t.n)
			PushInt(cx, m.Result, int32(t.n))
			return true, nil
		}
		Register(&c.Class)
		return c
	}()
)

func newTellActor(cx *Ctx, s *Scheduler) *tellActor {
	a := New[tellActor](cx, classTellActor)
	if s != nil {
		q := NewSequentialMailBox(cx, s)
		q.Share()
		a.QueueClass = &q.QueueInterface
		Activate(cx, &a.Activable)
	}
	a.Share()
	return a
}

func (a *tellActor) tell(cx *Ctx, n int64, f func(cx *Ctx, a *tellActor, n int64)) {
	m := (*tell)(cx.Alloc(&classTell.Class))
	m.n, m.f = n, f
	Send(cx, &m.MessageInterface, &a.Activable)
}

func add(cx *Ctx, a *tellActor, n int64) { a.count += n }

func TestMessagesRunInOrderAndAreReleased(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 2)
	a := newTellActor(cx, s)
	var seen []int64
	for i := range int64(1000) {
		a.tell(cx, i, func(cx *Ctx, a *tellActor, n int64) { seen = append(seen, n) })
	}
	s.Finish(cx)
	require.Len(t, seen, 1000)
	for i, n := range seen {
		require.Equal(t, int64(i), n)
	}
	require.True(t, Unique(&a.Header), "messages still hold the actor: %d", a.Count())
	DropRef(cx, a)
	require.True(t, Unique(&s.Header), "mailbox still holds the scheduler: %d", s.Count())
}

func TestJoinRepeats(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewPersistScheduler(cx, 2)
	s.Join(cx)
	a := newTellActor(cx, s)
	for round := range int64(200) {
		for range 10 {
			a.tell(cx, 1, add)
		}
		s.Join(cx)
		require.Equal(t, 10*(round+1), a.count)
	}
	s.Finish(cx)
	s.Finish(cx)
}

func TestFinishOfUnusedScheduler(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	NewScheduler(cx, 4).Finish(cx)
}

// Actors pass tokens to random others, from inside messages and from outside; in the end no
// token is lost and nothing is held.
func TestConservation(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 4)
	const actors, tokens, hops = 50, 300, 100
	var all []*tellActor
	for range actors {
		all = append(all, newTellActor(cx, s))
	}
	var done atomic.Int64
	var hop func(cx *Ctx, a *tellActor, n int64)
	hop = func(cx *Ctx, a *tellActor, n int64) {
		a.count++
		if n == 0 {
			done.Add(1)
			return
		}
		all[(n*7919+a.count)%actors].tell(cx, n-1, hop)
	}
	for i := range tokens {
		all[i%actors].tell(cx, hops, hop)
	}
	s.Finish(cx)
	require.EqualValues(t, tokens, done.Load())
	total := int64(0)
	for _, a := range all {
		total += a.count
		require.True(t, Unique(&a.Header))
	}
	require.EqualValues(t, tokens*(hops+1), total)
}

// Behind an actor that runs long, others run.
func TestNobodyWaitsBehindALongMethod(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 1)
	long, quick := newTellActor(cx, s), newTellActor(cx, s)
	var ran atomic.Bool
	long.tell(cx, 0, func(cx *Ctx, a *tellActor, n int64) {
		quick.tell(cx, 1, func(cx *Ctx, a *tellActor, n int64) { ran.Store(true) })
		for start := time.Now(); !ran.Load() && time.Since(start) < 5*time.Second; {
		}
		a.count = 1
	})
	s.Finish(cx)
	require.True(t, ran.Load())
	require.EqualValues(t, 1, long.count)
}

// An actor that waits for the result of another does not keep it from running.
func TestBlockedWorkerIsReplaced(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 1)
	a, b := newTellActor(cx, s), newTellActor(cx, s)
	b.ResultClass = WaitResultConstruct
	got := int32(0)
	a.tell(cx, 0, func(cx *Ctx, _ *tellActor, _ int64) {
		r := b.ResultClass(cx)
		m := (*tell)(cx.Alloc(&classTell.Class))
		r.Inc()
		m.n, m.f, m.Result = 42, add, r
		Send(cx, &m.MessageInterface, &b.Activable)
		got = r.GetIntResult(cx)
		DropRef(cx, r)
	})
	s.Finish(cx)
	require.EqualValues(t, 42, got)
}

func TestFloodedMailboxMutesItsSenders(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 2)
	sink := newTellActor(cx, s)
	const senders, each = 8, 20000
	var again func(cx *Ctx, a *tellActor, n int64)
	again = func(cx *Ctx, a *tellActor, n int64) {
		for range 4 {
			sink.tell(cx, 1, add)
		}
		if n > 1 {
			a.tell(cx, n-1, again)
		}
	}
	for range senders {
		a := newTellActor(cx, s)
		a.tell(cx, each/4, again)
		DropRef(cx, a)
	}
	for range each {
		sink.tell(cx, 1, add)
	}
	s.Finish(cx)
	require.EqualValues(t, (senders+1)*each, sink.count)
	require.True(t, Unique(&sink.Header))
}

// Two actors flood each other: muting must not make them wait in a circle.
func TestMutualFlood(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 2)
	a, b := newTellActor(cx, s), newTellActor(cx, s)
	a.peer, b.peer = b, a
	var burst func(cx *Ctx, x *tellActor, n int64)
	burst = func(cx *Ctx, x *tellActor, n int64) {
		x.count++
		if n == 0 {
			return
		}
		for range 9000 {
			x.peer.tell(cx, 0, burst)
		}
		x.peer.tell(cx, n-1, burst)
	}
	a.tell(cx, 6, burst)
	b.tell(cx, 6, burst)
	s.Finish(cx)
	require.EqualValues(t, 2+2*6*9001, a.count+b.count)
	a.peer, b.peer = nil, nil
}

// gate is a sync that opens by hand.
type gate struct {
	SyncInterface
	open    atomic.Bool
	entered atomic.Int32
}

var classGate = func() *SyncVT {
	c := &SyncVT{Class: Describe[gate]("Gate", "test")}
	c.IsActivable = func(cx *Ctx, s *SyncInterface) (bool, *Error) {
		return (*gate)(unsafe.Pointer(s)).open.Load(), nil
	}
	c.InsertActivity = func(cx *Ctx, s *SyncInterface) *Error {
		(*gate)(unsafe.Pointer(s)).entered.Add(1)
		return nil
	}
	c.RemoveActivity = func(cx *Ctx, s *SyncInterface) *Error {
		(*gate)(unsafe.Pointer(s)).entered.Add(-1)
		return nil
	}
	Register(&c.Class)
	return c
}()

func TestSyncHoldsMessagesBack(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 2)
	a := newTellActor(cx, s)
	g := New[gate](cx, &classGate.Class)
	g.Share()
	var seen []int64
	note := func(cx *Ctx, a *tellActor, n int64) { seen = append(seen, n) }
	m := (*tell)(cx.Alloc(&classTell.Class))
	g.Inc()
	m.n, m.f, m.Sync = 1, note, &g.SyncInterface
	Send(cx, &m.MessageInterface, &a.Activable)
	require.EqualValues(t, 1, g.entered.Load())
	a.tell(cx, 2, func(cx *Ctx, a *tellActor, n int64) { note(cx, a, n) })
	time.Sleep(20 * time.Millisecond)
	g.open.Store(true)
	s.Finish(cx)
	require.Equal(t, []int64{2, 1}, seen)
	require.EqualValues(t, 0, g.entered.Load())
	require.True(t, Unique(&g.Header))
}

func TestNoQueue(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	a := newTellActor(cx, nil)
	a.tell(cx, 1, add)
	require.True(t, Unique(&a.Header), "the message was not dropped")
	require.Zero(t, a.count)
}

// A thread that waits for the result of the mailbox that it has made ready may run that itself; it is then as if a worker had done so.
func TestWaitingThreadRunsTheMailbox(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 1)
	a := newTellActor(cx, s)
	guests := 0
	note := func(at *Ctx, a *tellActor, n int64) {
		require.NotEqual(t, cx.ID, at.ID)
		if at.worker.guest {
			guests++
		}
		a.count += n
	}
	const rounds = 2000
	for range rounds {
		r := WaitResultConstruct(cx)
		r.Share()
		m := (*tell)(cx.Alloc(&classTell.Class))
		r.Inc()
		m.n, m.f, m.Result = 1, note, r
		Send(cx, &m.MessageInterface, &a.Activable)
		require.EqualValues(t, 1, r.GetIntResult(cx))
		DropRef(cx, r)
	}
	require.NotZero(t, guests)
	s.Join(cx)
	require.EqualValues(t, rounds, a.count)
	require.True(t, UniqueActor(cx, &a.Header))
	s.Finish(cx)
}

// An active object whose last reference goes while messages wait lives until they have run.
func TestLastReferenceWhileMessagesWait(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 2)
	class := &Class{}
	*class = Describe[tellActor]("dropped", "test")
	class.Bases = []*Class{ClassActivable}
	var died, ran, late atomic.Int64
	class.Dealloc = func(cx *Ctx, p unsafe.Pointer) {
		died.Add(1)
		ClassActivable.Dealloc(cx, p)
	}
	Register(class)
	const actors, each = 200, 50
	for range actors {
		a := New[tellActor](cx, class)
		q := NewSequentialMailBox(cx, s)
		q.Share()
		a.QueueClass = &q.QueueInterface
		Activate(cx, &a.Activable)
		for i := range each {
			a.tell(cx, int64(i), func(_ *Ctx, a *tellActor, n int64) {
				if a.count != n {
					late.Add(1)
				}
				a.count++
				ran.Add(1)
			})
		}
		DropRef(cx, a)
	}
	s.Finish(cx)
	require.EqualValues(t, actors*each, ran.Load())
	require.Zero(t, late.Load())
	require.EqualValues(t, actors, died.Load())
}

// The memory of a mailbox is used again with what is inside.
func TestMailboxesAreUsedAgain(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 1)
	boxes := map[*box]bool{}
	var total atomic.Int64
	const actors = 20 * magazineSize
	for n := range actors {
		a := newTellActor(cx, s)
		boxes[a.box] = true
		a.tell(cx, 1, func(*Ctx, *tellActor, int64) { total.Add(1) })
		DropRef(cx, a)
		if n%magazineSize == 0 {
			s.Join(cx)
		}
	}
	s.Finish(cx)
	require.EqualValues(t, actors, total.Load())
	require.Less(t, len(boxes), actors/2)
}

// A thread that makes actors faster than they run waits for them, and not for ever where they wait for it.
func TestCrowds(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 2)
	var ran atomic.Int64
	most := int32(0)
	for range 20 * crowdHigh {
		a := newTellActor(cx, s)
		a.tell(cx, 1, func(*Ctx, *tellActor, int64) { ran.Add(1) })
		DropRef(cx, a)
		most = max(most, s.core.in.n.Load())
	}
	require.LessOrEqual(t, most, int32(crowdHigh+ringSize))
	s.Join(cx)
	require.EqualValues(t, 20*crowdHigh, ran.Load())

	gate := make(chan struct{})
	one := NewScheduler(cx, 1)
	held := newTellActor(cx, one)
	held.tell(cx, 1, func(*Ctx, *tellActor, int64) { <-gate })
	for range 3 * crowdHigh {
		a := newTellActor(cx, one)
		a.tell(cx, 1, func(*Ctx, *tellActor, int64) { ran.Add(1) })
		DropRef(cx, a)
	}
	close(gate)
	one.Finish(cx)
	require.EqualValues(t, 23*crowdHigh, ran.Load())
	DropRef(cx, held)
	s.Finish(cx)
}
