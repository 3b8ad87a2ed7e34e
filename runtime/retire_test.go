package rt

import (
	"sync/atomic"
	"testing"
	"time"
	"unsafe"

	"github.com/stretchr/testify/require"
)

// dyingClass is a class of active objects whose end is noted.
func dyingClass(name string, died func(cx *Ctx, a *tellActor)) *Class {
	c := &Class{}
	*c = Describe[tellActor](name, "test")
	c.Bases = []*Class{ClassActivable}
	c.NoRecycle = true
	c.Dealloc = func(cx *Ctx, p unsafe.Pointer) {
		died(cx, (*tellActor)(p))
		ClassActivable.Dealloc(cx, p)
	}
	Register(c)
	return c
}

func newDying(cx *Ctx, c *Class, s *Scheduler) *tellActor {
	a := New[tellActor](cx, c)
	q := NewSequentialMailBox(cx, s)
	q.Share()
	a.QueueClass = &q.QueueInterface
	Activate(cx, &a.Activable)
	return a
}

// A method gives a reference to its object away; while the object is about to be freed, with the last of the others, who has it sends a message.
func TestSendWhileRetiring(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 2)
	class := dyingClass("retiring", func(_ *Ctx, a *tellActor) { a.name = "dead" })
	var given atomic.Pointer[tellActor]
	var stop atomic.Bool
	var wrong, ran atomic.Int64
	done := make(chan bool)
	go func() {
		defer close(done)
		cx := NewCtx()
		defer cx.Release()
		for !stop.Load() {
			if a := given.Swap(nil); a != nil {
				a.tell(cx, 1, func(_ *Ctx, a *tellActor, _ int64) {
					ran.Add(1)
					if a.name == "dead" {
						wrong.Add(1)
					}
				})
				DropRef(cx, a)
			}
		}
	}()
	rounds := 0
	for end := time.Now().Add(300 * time.Millisecond); time.Now().Before(end); rounds++ {
		a := newDying(cx, class, s)
		var dropped atomic.Bool
		a.tell(cx, 1, func(_ *Ctx, a *tellActor, _ int64) {
			for !dropped.Load() {
			}
			a.Inc()
			given.Store(a)
		})
		cx.pay()
		DropRef(cx, a)
		dropped.Store(true)
		s.Join(cx)
		for given.Load() != nil {
		}
	}
	stop.Store(true)
	<-done
	s.Finish(cx)
	require.Zero(t, wrong.Load())
	require.EqualValues(t, rounds, ran.Load())
}

// What the end of an active object sends to a flooded mailbox mutes nobody else.
func TestEndThatSendsMutesNobody(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	s := NewScheduler(cx, 2)
	sink, other := newTellActor(cx, s), newTellActor(cx, s)
	var ran atomic.Int64
	class := dyingClass("sending", func(cx *Ctx, _ *tellActor) {
		for range 10 {
			other.tell(cx, 0, func(*Ctx, *tellActor, int64) { ran.Add(1) })
		}
		sink.tell(cx, 1, add)
	})
	a := newDying(cx, class, s)
	var begun, end, dropped atomic.Bool
	sink.tell(cx, 0, func(*Ctx, *tellActor, int64) {
		begun.Store(true)
		for !end.Load() {
			time.Sleep(time.Millisecond)
		}
	})
	cx.pay()
	require.Eventually(t, begun.Load, 10*time.Second, time.Millisecond)
	sink.box.flooded.Store(true) // as very many messages would have it
	a.tell(cx, 0, func(*Ctx, *tellActor, int64) {
		for !dropped.Load() {
		}
	})
	cx.pay()
	DropRef(cx, a)
	dropped.Store(true)
	require.Eventually(t, func() bool { return ran.Load() == 10 }, 10*time.Second, time.Millisecond)
	end.Store(true)
	s.Join(cx)
	DropRef(cx, sink)
	DropRef(cx, other)
	s.Finish(cx)
}
