package rt

import (
	"math"
	"sync/atomic"
	"time"
)

// duration is a number of seconds, as a program gives it.
func duration(seconds float64) time.Duration {
	switch ns := seconds * 1e9; {
	case !(ns > 0):
		return 0
	case ns >= math.MaxInt64:
		return math.MaxInt64
	default:
		return time.Duration(ns)
	}
}

// SleepFor is cyp.sleep: it waits, with the GIL released. In a group that is cancelled meanwhile it raises.
func SleepFor(cx *Ctx, seconds float64) *Error {
	var stop <-chan struct{}
	if cx.group != nil {
		stop = cx.group.sleeps
	}
	cx.parkFor(stop, duration(seconds), waitTime)
	if cx.group.stopped() {
		err := Raise("RuntimeError", "cancelled: another call of the group failed")
		err.cancel = true
		return err
	}
	return nil
}

// delayed is a message that is sent later.
type delayed struct {
	m     *MessageInterface
	group *groupState
	core  *core // of the target's mailbox: it is not finished before
	timer *time.Timer
	over  atomic.Bool // sent or cancelled
}

// SendAfter gives a message to the queue of its target in so many seconds. The message is moved in, the target borrowed.
func SendAfter(cx *Ctx, m *MessageInterface, to *Activable, seconds float64) {
	m.hold(to)
	d := &delayed{m: m, core: coreOf(m.Target)}
	prepare(cx, m)
	if r := m.Reply; r != nil {
		d.group = r.group
		r.timer = d
	}
	if d.core != nil {
		d.core.expect(1)
	}
	if g := d.group; g != nil {
		g.mu.Lock()
		stopped := g.cancel.Load()
		if !stopped {
			if g.timers == nil {
				g.timers = map[*delayed]int{}
			}
			g.last++
			g.timers[d] = g.last
		}
		g.mu.Unlock()
		if stopped {
			d.cancel(cx)
			return
		}
	}
	if cx.task != nil {
		cx.task.s.timer(duration(seconds), d)
		return
	}
	d.timer = time.AfterFunc(duration(seconds), d.fire)
}

func (d *delayed) fire() {
	defer guard()
	if d.over.Swap(true) {
		return
	}
	cx := Enter()
	if g := d.group; g != nil {
		g.mu.Lock()
		delete(g.timers, d)
		g.mu.Unlock()
	}
	deliver(cx, d.m)
	d.end(cx)
	Leave(cx)
}

// cancel frees the message of a timer that has not fired.
func (d *delayed) cancel(cx *Ctx) {
	if d.over.Swap(true) {
		return
	}
	if d.timer != nil {
		d.timer.Stop()
	}
	if r := d.m.Reply; r != nil && r.state.CompareAndSwap(callWaiting, callCancelled) {
		r.cancelled(cx)
	}
	d.m.leaveTarget(cx)
	DropRef(cx, d.m)
	d.end(cx)
}

func (d *delayed) end(cx *Ctx) {
	if d.core != nil {
		d.core.expect(-1)
	}
	d.m = nil
}
