package py

import (
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"time"

	rt "github.com/cyp-lang/cyp/runtime"
)

// attention is set where calls of Python code have something to see to before they go on: a signal whose handler is to run on the
// main thread, or another thread that waits for the GIL.
var attention atomic.Bool

var (
	signalled atomic.Bool             // a signal waits for the main thread
	gilWanted atomic.Bool             // another Python thread may want to run
	wakeMain  = make(chan bool, 1)    // ends a wait of the main thread
	interrupt atomic.Bool             // SIGINT came, and no handler of signal's is set for it
	onSignal  func(*rt.Ctx) *rt.Error // runs the handlers of the module signal
)

// attend sees to what attention is set for.
func attend(cx *rt.Ctx) *rt.Error {
	if gilWanted.Swap(false) {
		if !signalled.Load() {
			attention.Store(false)
		}
		n := cx.UnlockGIL()
		cx.RelockGIL(n)
	}
	if cx == rt.MainCtx && signalled.Swap(false) {
		attention.Store(false)
		return handleSignals(cx)
	}
	return nil
}

// Tick is what each round of a loop of Python code begins with.
func Tick(cx *rt.Ctx) *rt.Error {
	if attention.Load() {
		return attend(cx)
	}
	return nil
}

// handleSignals runs what signals ask for, on the main thread.
func handleSignals(cx *rt.Ctx) *rt.Error {
	if interrupt.Swap(false) {
		return errOf(newExc(KeyboardInterrupt))
	}
	if onSignal != nil {
		return onSignal(cx)
	}
	return nil
}

// Signalled tells the main thread that a signal has come.
func Signalled() {
	signalled.Store(true)
	attention.Store(true)
	select {
	case wakeMain <- true:
	default:
	}
}

// OnSignal sets what the main thread runs after Signalled.
func OnSignal(f func(*rt.Ctx) *rt.Error) { onSignal = f }

var catching struct {
	sync.Once
	ch chan os.Signal
}

// CatchInterrupt makes SIGINT a KeyboardInterrupt on the main thread. A program that can't catch that one ends as Go programs do.
func CatchInterrupt() {
	catching.Do(func() {
		if signal.Ignored(os.Interrupt) {
			return
		}
		catching.ch = make(chan os.Signal, 1)
		signal.Notify(catching.ch, os.Interrupt)
		rt.ReleaseInterrupt()
		go awaitInterrupt(catching.ch)
	})
}

// awaitInterrupt has KeyboardInterrupt raised. Where the main thread has not got to it when the next SIGINT comes, the program ends.
func awaitInterrupt(ch chan os.Signal) {
	for range ch {
		if interrupt.Swap(true) {
			rt.Interrupted()
		}
		Signalled()
	}
}

// ReleaseInterrupt leaves SIGINT to others.
func ReleaseInterrupt() {
	CatchInterrupt()
	if catching.ch != nil {
		signal.Stop(catching.ch)
	}
}

// Wait waits without the GIL until done is closed or gives a value, or the time is over (negative: for ever). On the main thread
// handlers of signals run meanwhile; an exception of one ends the wait.
func Wait(cx *rt.Ctx, done <-chan struct{}, d time.Duration) (ok bool, err *rt.Error) {
	var timeout <-chan time.Time
	if d >= 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		timeout = t.C
	}
	var wake <-chan bool
	if cx == rt.MainCtx {
		wake = wakeMain
	}
	for {
		woken := false
		if wake != nil && signalled.Load() {
			woken = true
		} else {
			cx.Blocking(func() {
				select {
				case <-done:
					ok = true
				case <-timeout:
				case <-wake:
					woken = true
				}
			})
		}
		if !woken {
			return ok, nil
		}
		if signalled.Swap(false) {
			if err := handleSignals(cx); err != nil {
				return false, err
			}
		}
	}
}

// Sleep is time.sleep.
func Sleep(cx *rt.Ctx, d time.Duration) *rt.Error {
	_, err := Wait(cx, nil, d)
	return err
}

// ThreadIdent is threading.get_ident: a number that no other thread has had.
func ThreadIdent(cx *rt.Ctx) int64 {
	st := stateOf(cx)
	if st.ident == 0 {
		st.ident = idents.Add(1)
	}
	return st.ident
}

var idents atomic.Int64

// threads counts Python threads; while there are any, those that run give the GIL up now and then.
var threads atomic.Int32

const switchInterval = 5 * time.Millisecond

// GoThread runs f on a Python thread of its own: a goroutine with a context that holds the GIL.
func GoThread(f func(cx *rt.Ctx)) {
	if threads.Add(1) == 1 {
		go func() {
			for threads.Load() > 0 {
				time.Sleep(switchInterval)
				gilWanted.Store(true)
				attention.Store(true)
			}
		}()
	}
	go func() {
		cx := rt.NewCtx()
		defer func() {
			rt.EndThread(recover())
			cx.UnlockGIL()
			cx.Release()
			threads.Add(-1)
		}()
		cx.AcquireGIL()
		f(cx)
	}()
}

// SignalWaits tells whether a signal waits for the main thread.
func SignalWaits() bool { return signalled.Load() }

// Interrupt has KeyboardInterrupt raised on the main thread.
func Interrupt() {
	interrupt.Store(true)
	Signalled()
}
