package rt

import (
	"sync/atomic"
	"unsafe"
)

// NullResult is the _active_result_class of objects whose results nobody wants.
func NullResult(cx *Ctx) *ResultInterface { return nil }

// WaitResult is the bundled result object: the get methods wait for the first push.
type WaitResult struct {
	ResultInterface
	value atomic.Pointer[result]
	ready atomic.Pointer[chan struct{}]
}

// result is what was pushed: REF's union of int and void*.
type result struct {
	p unsafe.Pointer
	n int32
}

// ClassWaitResult describes WaitResult.
var ClassWaitResult = func() *ResultVT {
	c := &ResultVT{Class: Describe[WaitResult]("WaitResult", "scheduler")}
	c.Bases = []*Class{&ClassResultInterface.Class}
	c.PushVoidStarResult = func(cx *Ctx, r *ResultInterface, p unsafe.Pointer) *Error {
		(*WaitResult)(unsafe.Pointer(r)).push(&result{p, int32(uintptr(p))})
		return nil
	}
	c.PushIntResult = func(cx *Ctx, r *ResultInterface, v int32) *Error {
		(*WaitResult)(unsafe.Pointer(r)).push(&result{n: v})
		return nil
	}
	c.GetVoidStarResult = func(cx *Ctx, r *ResultInterface) (unsafe.Pointer, *Error) {
		return (*WaitResult)(unsafe.Pointer(r)).wait(cx).p, nil
	}
	c.GetIntResult = func(cx *Ctx, r *ResultInterface) (int32, *Error) {
		return (*WaitResult)(unsafe.Pointer(r)).wait(cx).n, nil
	}
	Register(&c.Class)
	return c
}()

// NewWaitResult makes one: WaitResult().
func NewWaitResult(cx *Ctx) *WaitResult { return (*WaitResult)(cx.Alloc(&ClassWaitResult.Class)) }

// WaitResultConstruct is WaitResult.construct, for _active_result_class.
func WaitResultConstruct(cx *Ctx) *ResultInterface { return &NewWaitResult(cx).ResultInterface }

func (r *WaitResult) push(v *result) {
	if r.value.Swap(v) == nil {
		close(r.signal())
	}
}

// signal returns the channel that is closed at the first push.
func (r *WaitResult) signal() chan struct{} {
	if p := r.ready.Load(); p != nil {
		return *p
	}
	ch := make(chan struct{})
	if r.ready.CompareAndSwap(nil, &ch) {
		return ch
	}
	return *r.ready.Load()
}

func (r *WaitResult) wait(cx *Ctx) *result {
	if v := r.value.Load(); v != nil {
		return v
	}
	cx.park(r.signal(), "a result")
	return r.value.Load()
}
