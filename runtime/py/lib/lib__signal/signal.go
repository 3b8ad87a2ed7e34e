// Package lib__signal is what the Python module signal is made of.
//
// A signal that comes is noted; its handler, a Python function, runs on the main thread at the next call of Python code there, or when it
// waits.
package lib__signal

import (
	"os"
	"os/signal"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

func init() { py.RegisterLib("_signal", fill) }

const (
	sigDfl = 0
	sigIgn = 1
	nsig   = 65
)

var (
	pending  [nsig]atomic.Bool
	incoming = make(chan os.Signal, 64)
	once     sync.Once

	handlers [nsig]py.Value // set and read with the GIL held
)

// listen notes signals as they come.
func listen() {
	go func() {
		for s := range incoming {
			if n, ok := s.(syscall.Signal); ok && n > 0 && n < nsig {
				pending[n].Store(true)
				py.Signalled()
			}
		}
	}()
}

// run calls the handlers of the signals that have come, in the order of their numbers.
func run(cx *rt.Ctx) *rt.Error {
	for n := range pending {
		if !pending[n].Swap(false) {
			continue
		}
		h := handlers[n]
		if _, ok := number(h); ok || !h.IsSet() || h.IsNone() {
			continue
		}
		if _, err := py.Call(cx, h, py.Int(int64(n)), py.None); err != nil {
			for i := n + 1; i < nsig; i++ {
				if pending[i].Load() {
					py.Signalled()
				}
			}
			return err
		}
	}
	return nil
}

// number is a handler that is SIG_DFL or SIG_IGN.
func number(v py.Value) (int64, bool) {
	if v.O != py.IntTag {
		return 0, false
	}
	return int64(v.N), true
}

func sigArg(cx *rt.Ctx, v py.Value) (syscall.Signal, *rt.Error) {
	n, err := py.AsInt64(cx, v)
	if err != nil {
		return 0, err
	}
	if n < 1 || n >= nsig {
		return 0, py.Errorf("ValueError", "signal number out of range")
	}
	return syscall.Signal(n), nil
}

func set(cx *rt.Ctx, s syscall.Signal, h py.Value) *rt.Error {
	once.Do(func() {
		listen()
		py.OnSignal(run)
	})
	if s == syscall.SIGKILL || s == syscall.Signal(stopSignal) {
		return py.OSErr(syscall.EINVAL, py.Value{})
	}
	if s == syscall.SIGINT {
		py.ReleaseInterrupt()
	}
	switch n, ok := number(h); {
	case ok && n == sigDfl:
		signal.Reset(s)
	case ok && n == sigIgn:
		signal.Ignore(s)
	case ok:
		return py.Errorf("TypeError", "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
	default:
		signal.Notify(incoming, s)
	}
	handlers[s] = h
	return nil
}

func fill(cx *rt.Ctx, m *py.Module) *rt.Error {
	def := py.NewFunc("default_int_handler", "2", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		return py.Value{}, py.RaiseNew(py.KeyboardInterrupt)
	})
	m.Set("default_int_handler", def)
	for n := range handlers {
		handlers[n] = py.Int(sigDfl)
		if n > 0 && signal.Ignored(syscall.Signal(n)) {
			handlers[n] = py.Int(sigIgn)
		}
	}
	handlers[syscall.SIGPIPE] = py.Int(sigIgn)
	if !signal.Ignored(syscall.SIGINT) {
		py.CatchInterrupt()
		handlers[syscall.SIGINT] = def
	}
	m.Set("NSIG", py.Int(nsig))
	for name, n := range numbers {
		m.Set(name, py.Int(int64(n)))
	}
	m.Func("signal", "2", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		if cx != rt.MainCtx {
			return py.Value{}, py.Errorf("ValueError", "signal only works in main thread of the main interpreter")
		}
		s, err := sigArg(cx, a[0])
		if err != nil {
			return py.Value{}, err
		}
		old := handlers[s]
		return old, set(cx, s, a[1])
	})
	m.Func("getsignal", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		s, err := sigArg(cx, a[0])
		if err != nil {
			return py.Value{}, err
		}
		return handlers[s], nil
	})
	m.Func("strsignal", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		s, err := sigArg(cx, a[0])
		if err != nil {
			return py.Value{}, err
		}
		text := s.String()
		if strings.HasPrefix(text, "signal ") {
			return py.None, nil
		}
		return py.NewStr(strings.ToUpper(text[:1]) + text[1:]), nil
	})
	m.Func("raise_signal", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		s, err := sigArg(cx, a[0])
		if err != nil {
			return py.Value{}, err
		}
		return py.None, deliver(cx, s)
	})
	m.Func("pause", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		ch := make(chan os.Signal, 1)
		signal.Notify(ch)
		defer signal.Stop(ch)
		done := make(chan struct{})
		go func() {
			for s := range ch {
				if s != syscall.Signal(urgentSignal) { // Go's own, to stop goroutines
					close(done)
					return
				}
			}
		}()
		_, err := py.Wait(cx, done, -1)
		if err == nil {
			err = settle(cx)
		}
		return py.None, err
	})
	m.Func("setitimer", "1-3", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		first, err := py.AsFloat64(cx, a[0])
		if err != nil {
			return py.Value{}, err
		}
		every := 0.0
		if len(a) > 1 {
			if every, err = py.AsFloat64(cx, a[1]); err != nil {
				return py.Value{}, err
			}
		}
		left, again := timer.set(seconds(first), seconds(every))
		return py.NewTuple(py.Float(left.Seconds()), py.Float(again.Seconds())), nil
	})
	m.Func("getitimer", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		left, again := timer.get()
		return py.NewTuple(py.Float(left.Seconds()), py.Float(again.Seconds())), nil
	})
	return nil
}

// settle gives a signal that has just come the time to be noted, and runs its handler.
func settle(cx *rt.Ctx) *rt.Error {
	for range 100 {
		if py.SignalWaits() {
			break
		}
		time.Sleep(50 * time.Microsecond)
	}
	return py.Sleep(cx, 0)
}

// deliver sends a signal to this process; a handler runs before it returns, as it does in C.
func deliver(cx *rt.Ctx, s syscall.Signal) *rt.Error {
	py.FlushStdout()
	h := handlers[s]
	if _, ok := number(h); !ok && h.IsSet() && !h.IsNone() {
		pending[s].Store(true)
		if cx == rt.MainCtx {
			return run(cx)
		}
		py.Signalled()
		return nil
	}
	if err := kill(os.Getpid(), s); err != nil {
		return py.OSErr(err, py.Value{})
	}
	if n, ok := number(h); ok && n == sigDfl {
		cx.Blocking(func() { time.Sleep(10 * time.Millisecond) })
	}
	return nil
}

func seconds(f float64) time.Duration { return time.Duration(f * float64(time.Second)) }

// itimer is the timer that sends SIGALRM.
type itimer struct {
	sync.Mutex
	t     *time.Timer
	when  time.Time
	every time.Duration
}

var timer itimer

func (t *itimer) left() (time.Duration, time.Duration) {
	if t.t == nil {
		return 0, 0
	}
	return max(time.Until(t.when), time.Microsecond), t.every
}

func (t *itimer) get() (time.Duration, time.Duration) {
	t.Lock()
	defer t.Unlock()
	return t.left()
}

func (t *itimer) set(first, every time.Duration) (left, again time.Duration) {
	t.Lock()
	defer t.Unlock()
	left, again = t.left()
	if t.t != nil {
		t.t.Stop()
		t.t = nil
	}
	if first <= 0 {
		return left, again
	}
	t.when, t.every = time.Now().Add(first), every
	t.t = time.AfterFunc(first, t.fire)
	return left, again
}

func (t *itimer) fire() {
	t.Lock()
	if t.every > 0 {
		t.when = time.Now().Add(t.every)
		t.t = time.AfterFunc(t.every, t.fire)
	} else {
		t.t = nil
	}
	t.Unlock()
	kill(os.Getpid(), syscall.Signal(alarmSignal))
}
