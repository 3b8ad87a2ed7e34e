package rt

import "time"

// park waits until ch is closed or sent to, as every wait for another thread or actor does: the GIL is released
// meanwhile, and the actors that wait behind this worker go to others.
func (cx *Ctx) park(ch <-chan struct{}, what waitKind) {
	gil := cx.blocking()
	cx.receive(ch, what)
	cx.unblock(gil)
}

// receive waits for a channel, and nothing else.
func (cx *Ctx) receive(ch <-chan struct{}, what waitKind) {
	if cx.task == nil {
		observeWait(cx, what)
		cx.waits(what)
		if w := cx.worker; w != nil && w.running != nil {
			w.unmute()
			cx.await(ch)
			w.remute()
			observeWaited(cx)
			return
		}
		cx.await(ch)
		observeWaited(cx)
		return
	}
	cx.task.s.wait(wait{kind: what, on: cx.waitOn.Load()}.text(), 0, func() bool { return polled(ch) })
}

func polled(ch <-chan struct{}) bool {
	select {
	case <-ch:
		return true
	default:
		return false
	}
}

// parkFor is park for d at most; it reports whether ch was the reason for its end. A nil channel is a sleep.
func (cx *Ctx) parkFor(ch <-chan struct{}, d time.Duration, what waitKind) (came bool) {
	gil := cx.blocking()
	defer cx.unblock(gil)
	if cx.task != nil {
		s := cx.task.s
		until := s.now + max(d, 1)
		s.wait(waitTexts[what], until, func() bool {
			came = came || polled(ch)
			return came || s.now >= until
		})
		return came
	}
	observeWait(cx, what)
	defer observeWaited(cx)
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ch:
		return true
	case <-t.C:
		return false
	}
}
