// Package lib__asyncio is the Python module _asyncio: how coroutines await what ends outside the event loop.
package lib__asyncio

import (
	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

func init() { py.RegisterLib("_asyncio", fill) }

func fill(cx *rt.Ctx, m *py.Module) *rt.Error {
	// The function gives a future of the running loop and what completes it, or None where no loop runs.
	m.Func("set_outside", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		makeFuture := a[0]
		py.OnAwaitOutside(func(cx *rt.Ctx, done <-chan struct{}) (py.Value, *rt.Error) { return outside(cx, makeFuture, done) })
		return py.None, nil
	})
	return nil
}

// outside waits for the channel on a goroutine of its own.
func outside(cx *rt.Ctx, makeFuture py.Value, done <-chan struct{}) (py.Value, *rt.Error) {
	pair, err := py.Call(cx, makeFuture)
	if err != nil || pair.IsNone() {
		return py.Value{}, err
	}
	parts, err := py.Unpack(cx, pair, 2)
	if err != nil {
		return py.Value{}, err
	}
	future, complete := parts[0], parts[1]
	go func() {
		<-done
		own := rt.NewCtx()
		defer func() {
			rt.EndThread(recover())
			own.UnlockGIL()
			own.Release()
		}()
		own.AcquireGIL()
		if _, err := py.Call(own, complete); err != nil {
			py.PrintError(own, err)
		}
	}()
	return future, nil
}
