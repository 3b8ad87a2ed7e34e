package rt

import (
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Result is what a call on an active object gives: the base of cyp.result[T], whose objects hold the value. It is completed
// when the message has run and has given up what it held, so what a program does after get() finds nothing left of the call.
//
// An error that the method raises is kept for get. Where the last reference goes and nobody has asked, it is reported.
type Result struct {
	ResultInterface
	end   completion
	state atomic.Uint32
	asked atomic.Bool // somebody was told how the call ended
	taken atomic.Bool // the value was moved out
	n     int64       // the value, where it is an integer
	err   *Error
	where string // "Class.method"
	group *groupState
	timer *delayed // of a call that is sent later
}

// States of a call. Who turns it from callWaiting to another decides whether it runs.
const (
	callWaiting = iota
	callRunning
	callCancelled
)

// ClassResult describes Result.
var ClassResult = func() *ResultVT {
	c := &ResultVT{Class: Describe[Result]("result[void]", "cyp")}
	c.Bases = []*Class{&ClassResultInterface.Class}
	c.Dealloc = func(cx *Ctx, p unsafe.Pointer) { (*Result)(p).forget(cx) }
	c.PushVoidStarResult = func(*Ctx, *ResultInterface, unsafe.Pointer) *Error { return nil }
	c.PushIntResult = func(*Ctx, *ResultInterface, int32) *Error { return nil }
	c.GetVoidStarResult = func(cx *Ctx, r *ResultInterface) (unsafe.Pointer, *Error) {
		return nil, asResult(r).Wait(cx)
	}
	c.GetIntResult = func(cx *Ctx, r *ResultInterface) (int32, *Error) {
		err := asResult(r).Wait(cx)
		return int32(asResult(r).n), err
	}
	Register(&c.Class)
	return c
}()

func asResult(r *ResultInterface) *Result { return (*Result)(unsafe.Pointer(r)) }

// Inherit takes over the entries of a base that the runtime provides.
func (t *ResultVT) Inherit(base *ResultVT) {
	c := t.Class
	*t = *base
	t.Class = c
}

// Inherit takes over the entries of a base that the runtime provides.
func (t *QueueVT) Inherit(base *QueueVT) {
	c := t.Class
	*t = *base
	t.Class = c
}

// Done reports whether the call has ended.
func (r *Result) Done() bool { return r.end.done() }

// Wait waits until the call has ended, with the GIL released, and raises what its method raised.
func (r *Result) Wait(cx *Ctx) *Error {
	if !r.Done() {
		r.block(cx)
	}
	return r.outcome()
}

// WaitFor waits at most so many seconds and reports whether the call has ended.
func (r *Result) WaitFor(cx *Ctx, seconds float64) bool {
	if r.Done() {
		return true
	}
	p := &parker{ch: make(chan struct{}, 1)}
	if !r.end.enlist(cx, p) {
		return true
	}
	cx.parkFor(p.ch, duration(seconds), waitValue)
	return r.Done()
}

// Take is Wait for a value that is moved out: it can be asked for once.
func (r *Result) Take(cx *Ctx) *Error {
	if err := r.Wait(cx); err != nil {
		return err
	}
	if r.taken.Swap(true) {
		return Raise("RuntimeError", "the result of '"+r.where+"' was taken already")
	}
	return nil
}

// Cancel has a call that has not begun never run; get then raises. It reports whether it did so.
func (r *Result) Cancel(cx *Ctx) bool {
	if !r.state.CompareAndSwap(callWaiting, callCancelled) {
		return r.state.Load() == callCancelled
	}
	r.cancelled(cx)
	if t := r.timer; t != nil {
		t.cancel(cx)
	}
	return true
}

// Cancelled reports whether the call was cancelled.
func (r *Result) Cancelled() bool { return r.state.Load() == callCancelled }

func (r *Result) cancelled(cx *Ctx) {
	r.err = Raise("RuntimeError", "the call of '"+r.where+"' was cancelled")
	r.asked.Store(true) // who cancelled it knows
	r.complete(cx)
}

func (r *Result) block(cx *Ctx) { r.end.await(cx, &r.Header) }

// outcome is the error of a completed call, as it is raised once more.
func (r *Result) outcome() *Error {
	if r.err == nil {
		return nil
	}
	if !r.asked.Swap(true) {
		unasked.remove(r)
	}
	again := *r.err
	again.Trace = append([]Frame(nil), r.err.Trace...)
	return &again
}

func (r *Result) complete(cx *Ctx) {
	if r.err != nil && !r.asked.Load() {
		unasked.add(r)
	}
	r.end.complete(cx)
}

// begin is called before a message with a result runs; false: it is not to run.
func (r *Result) begin(cx *Ctx) bool {
	if r.group.stopped() {
		if r.state.CompareAndSwap(callWaiting, callCancelled) {
			r.cancelled(cx)
		}
	}
	return r.state.CompareAndSwap(callWaiting, callRunning)
}

// runReply runs a message with a result. Sends that its method makes belong to the same group.
func runReply(cx *Ctx, m *MessageInterface) bool {
	r := m.Reply
	if !r.begin(cx) {
		m.leaveTarget(cx)
		return true
	}
	reply, group := cx.reply, cx.group
	cx.reply, cx.group = r, r.group
	ok, err := m.vt().Activate(cx, m)
	cx.reply, cx.group = reply, group
	if err != nil {
		Fail(cx, r, err)
	}
	if !ok && err == nil {
		r.state.Store(callWaiting)
		return false
	}
	m.leaveTarget(cx)
	return true
}

// Succeed keeps an integer result; for others it does nothing. The call is completed when its message is freed.
func Succeed(cx *Ctx, r *Result, n int64) {
	if r != nil {
		r.n = n
	}
}

// Fail keeps the error that ended a call.
func Fail(cx *Ctx, r *Result, err *Error) {
	if r.err == nil {
		r.err = err
	}
}

// NotHandedOver is the error of a result that the actor still has a reference to.
func NotHandedOver(where string) *Error {
	return Raise("TypeError", "the result of '"+where+"' is not isolated: the actor holds it or a part of it")
}

// catches reports whether the function that could not let an error through is the method that the
// call is of: then the error is the call's.
func (r *Result) catches(where string) bool {
	return r != nil && where[strings.LastIndexByte(where, '.')+1:] == r.where[strings.LastIndexByte(r.where, '.')+1:]
}

// released completes a call whose message is freed.
func (r *Result) released(cx *Ctx) {
	if !r.Done() {
		if r.err == nil && r.state.Load() == callWaiting {
			r.err = Raise("RuntimeError", "'"+r.where+"' was dropped before it ran")
		}
		if r.err != nil && (r.group.fail(cx, r.err) || r.err.cancel) {
			r.asked.Store(true) // the group raises it, or was told to end
		}
		r.complete(cx)
	}
	if g := r.group; g != nil {
		g.done()
	}
}

// forget reports an error that nobody has asked for.
func (r *Result) forget(cx *Ctx) {
	if r.err != nil && !r.asked.Load() {
		unasked.remove(r)
		err := r.err
		r.err = nil
		reportIgnored(cx, err, r.where)
	}
}

// unasked are the results with an error that nobody has asked for: what is left of them at the end of the program is reported then.
var unasked failures

type failures struct {
	sync.Mutex
	set  map[*Result]int // numbered as they failed
	last int
}

func (f *failures) add(r *Result) {
	f.Lock()
	if f.set == nil {
		f.set = map[*Result]int{}
	}
	f.last++
	f.set[r] = f.last
	f.Unlock()
}

func (f *failures) remove(r *Result) {
	f.Lock()
	delete(f.set, r)
	f.Unlock()
}

func (f *failures) report(cx *Ctx) {
	f.Lock()
	set := f.set
	f.set = nil
	f.Unlock()
	for _, r := range inOrder(set) {
		reportIgnored(cx, r.err, r.where)
	}
}

// MessageFailed ends the call of a message with the error that its method raised: who asks for the result gets it. Without a
// result it is reported.
func MessageFailed(cx *Ctx, m *MessageInterface, err *Error, where string) {
	if r := m.Reply; r != nil {
		Fail(cx, r, err)
		return
	}
	reportIgnored(cx, err, where)
}

// Ended returns a channel that gives a value when the call has ended.
func (r *Result) Ended() <-chan struct{} {
	p := &parker{ch: make(chan struct{}, 1)}
	if !r.end.enlist(nil, p) {
		p.ch <- struct{}{}
	}
	return p.ch
}

// Join waits until the call has ended, however it did.
func (r *Result) Join(cx *Ctx) {
	if !r.Done() {
		r.block(cx)
	}
}
