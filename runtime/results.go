package rt

import (
	"sync/atomic"
	"unsafe"
)

// NullResult is the _active_result_class of objects whose results nobody wants.
func NullResult(cx *Ctx) *ResultInterface { return nil }

// WaitResult is the bundled result object: the get methods wait for the first push. It keeps what was pushed last, REF's union of int and
// void*.
type WaitResult struct {
	ResultInterface
	end     completion
	pointer unsafe.Pointer
	number  int32
}

// ClassWaitResult describes WaitResult.
var ClassWaitResult = func() *ResultVT {
	c := &ResultVT{Class: Describe[WaitResult]("WaitResult", "scheduler")}
	c.Bases = []*Class{&ClassResultInterface.Class}
	c.PushVoidStarResult = func(cx *Ctx, r *ResultInterface, p unsafe.Pointer) *Error {
		(*WaitResult)(unsafe.Pointer(r)).push(cx, p, int32(uintptr(p)))
		return nil
	}
	c.PushIntResult = func(cx *Ctx, r *ResultInterface, v int32) *Error {
		(*WaitResult)(unsafe.Pointer(r)).push(cx, nil, v)
		return nil
	}
	c.GetVoidStarResult = func(cx *Ctx, r *ResultInterface) (unsafe.Pointer, *Error) {
		return atomic.LoadPointer(&(*WaitResult)(unsafe.Pointer(r)).wait(cx).pointer), nil
	}
	c.GetIntResult = func(cx *Ctx, r *ResultInterface) (int32, *Error) {
		return atomic.LoadInt32(&(*WaitResult)(unsafe.Pointer(r)).wait(cx).number), nil
	}
	Register(&c.Class)
	return c
}()

// NewWaitResult makes one: WaitResult().
func NewWaitResult(cx *Ctx) *WaitResult { return (*WaitResult)(cx.Alloc(&ClassWaitResult.Class)) }

// WaitResultConstruct is WaitResult.construct, for _active_result_class.
func WaitResultConstruct(cx *Ctx) *ResultInterface { return &NewWaitResult(cx).ResultInterface }

func (r *WaitResult) push(cx *Ctx, p unsafe.Pointer, n int32) {
	atomic.StorePointer(&r.pointer, p)
	atomic.StoreInt32(&r.number, n)
	if !r.end.done() {
		r.end.complete(cx)
	}
}

func (r *WaitResult) wait(cx *Ctx) *WaitResult {
	if !r.end.done() {
		r.end.await(cx, &r.Header)
	}
	return r
}
