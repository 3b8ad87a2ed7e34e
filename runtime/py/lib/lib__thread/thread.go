// Package lib__thread is the Python module _thread: threads are goroutines that take the GIL.
package lib__thread

import (
	"math"
	"time"

	rt "github.com/cyp-lang/cyp/runtime"
	"github.com/cyp-lang/cyp/runtime/py"
)

func init() { py.RegisterLib("_thread", fill) }

// lock is a lock, re-entrant where owner is used. It is only touched with the GIL held.
type lock struct {
	locked  bool
	owner   int64
	depth   int
	waiters []chan struct{}
}

// acquire takes the lock; d is how long to wait, negative for ever.
func (l *lock) acquire(cx *rt.Ctx, d time.Duration) (bool, *rt.Error) {
	var end time.Time
	if d > 0 {
		end = time.Now().Add(d)
	}
	for l.locked {
		if d == 0 {
			return false, nil
		}
		left := time.Duration(-1)
		if d > 0 {
			if left = time.Until(end); left <= 0 {
				return false, nil
			}
		}
		ch := make(chan struct{})
		l.waiters = append(l.waiters, ch)
		_, err := py.Wait(cx, ch, left)
		if !l.forget(ch) && (err != nil || !l.locked) {
			// Woken, but not to take it: another gets the chance.
			if err != nil && !l.locked {
				l.wake()
			}
		}
		if err != nil {
			return false, err
		}
	}
	l.locked = true
	return true, nil
}

// forget takes a waiter out of the queue; false where it was woken already.
func (l *lock) forget(ch chan struct{}) bool {
	for i, w := range l.waiters {
		if w == ch {
			l.waiters = append(l.waiters[:i], l.waiters[i+1:]...)
			return true
		}
	}
	return false
}

func (l *lock) wake() {
	if len(l.waiters) > 0 {
		close(l.waiters[0])
		l.waiters = l.waiters[1:]
	}
}

func (l *lock) release() {
	l.locked = false
	l.wake()
}

// timeout reads the arguments of acquire.
func timeout(cx *rt.Ctx, a []py.Value) (time.Duration, *rt.Error) {
	blocking, err := py.BoolArg(cx, a[1], true)
	if err != nil {
		return 0, err
	}
	t := -1.0
	if a[2].IsSet() {
		if t, err = py.AsFloat64(cx, a[2]); err != nil {
			return 0, err
		}
	}
	switch {
	case !blocking && t != -1:
		return 0, py.Errorf("ValueError", "can't specify a timeout for a non-blocking call")
	case t < 0 && t != -1:
		return 0, py.Errorf("ValueError", "timeout value must be a non-negative number")
	case !blocking:
		return 0, nil
	case t == -1:
		return -1, nil
	case t > math.MaxInt64/1e9:
		return 0, py.Errorf("OverflowError", "timeout value is too large")
	}
	return time.Duration(t * 1e9), nil
}

func lockOf(v py.Value) *lock { l, _ := py.State[*lock](v); return l }

func fill(cx *rt.Ctx, m *py.Module) *rt.Error {
	newLock := func(cx *rt.Ctx, a []py.Value) (any, *rt.Error) { return &lock{}, nil }
	class := py.Native("lock", "_thread", "", newLock, func(t *py.Type) {
		acquire := func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			d, err := timeout(cx, a)
			if err != nil {
				return py.Value{}, err
			}
			ok, err := lockOf(a[0]).acquire(cx, d)
			return py.Bool(ok), err
		}
		release := func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			l := lockOf(a[0])
			if !l.locked {
				return py.Value{}, py.Errorf("RuntimeError", "release unlocked lock")
			}
			l.release()
			return py.None, nil
		}
		t.Method("acquire", "blocking=, timeout=", acquire)
		t.Method("release", "", release)
		t.Method("locked", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) { return py.Bool(lockOf(a[0]).locked), nil })
		t.Method("__enter__", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			ok, err := lockOf(a[0]).acquire(cx, -1)
			return py.Bool(ok), err
		})
		t.Method("__exit__", "0-3", release)
	})
	rclass := py.Native("RLock", "_thread", "", newLock, func(t *py.Type) {
		take := func(cx *rt.Ctx, l *lock, d time.Duration) (py.Value, *rt.Error) {
			me := py.ThreadIdent(cx)
			if l.locked && l.owner == me {
				l.depth++
				return py.True, nil
			}
			ok, err := l.acquire(cx, d)
			if ok {
				l.owner, l.depth = me, 1
			}
			return py.Bool(ok), err
		}
		release := func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			l := lockOf(a[0])
			if !l.locked || l.owner != py.ThreadIdent(cx) {
				return py.Value{}, py.Errorf("RuntimeError", "cannot release un-acquired lock")
			}
			if l.depth--; l.depth == 0 {
				l.owner = 0
				l.release()
			}
			return py.None, nil
		}
		t.Method("acquire", "blocking=, timeout=", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			d, err := timeout(cx, a)
			if err != nil {
				return py.Value{}, err
			}
			return take(cx, lockOf(a[0]), d)
		})
		t.Method("release", "", release)
		t.Method("__enter__", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) { return take(cx, lockOf(a[0]), -1) })
		t.Method("__exit__", "0-3", release)
		t.Method("_is_owned", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			l := lockOf(a[0])
			return py.Bool(l.locked && l.owner == py.ThreadIdent(cx)), nil
		})
		// For Condition: all holds are given up, and taken again.
		t.Method("_release_save", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			l := lockOf(a[0])
			if !l.locked || l.owner != py.ThreadIdent(cx) {
				return py.Value{}, py.Errorf("RuntimeError", "cannot release un-acquired lock")
			}
			n := l.depth
			l.depth, l.owner = 0, 0
			l.release()
			return py.Int(int64(n)), nil
		})
		t.Method("_acquire_restore", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
			l := lockOf(a[0])
			n, err := py.AsInt64(cx, a[1])
			if err != nil {
				return py.Value{}, err
			}
			if _, err := l.acquire(cx, -1); err != nil {
				return py.Value{}, err
			}
			l.owner, l.depth = py.ThreadIdent(cx), int(n)
			return py.None, nil
		})
	})
	m.Set("LockType", class.Value())
	m.Set("RLock", rclass.Value())
	m.Set("error", py.Builtin("RuntimeError"))
	m.Set("TIMEOUT_MAX", py.Float(math.Floor(math.MaxInt64/1e9)))
	alloc := func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) { return py.NewNative(class, &lock{}), nil }
	m.Func("allocate_lock", "", alloc)
	m.Func("allocate", "", alloc)
	ident := func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) { return py.Int(py.ThreadIdent(cx)), nil }
	m.Func("get_ident", "", ident)
	m.Func("get_native_id", "", ident)
	m.Func("stack_size", "0-1", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) { return py.Int(0), nil })
	m.Func("interrupt_main", "0-1", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		py.Interrupt()
		return py.None, nil
	})
	m.Func("exit", "", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		return py.Value{}, py.Errorf("SystemExit", "")
	})
	start := func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		f, args, kwargs := a[0], a[1], py.Value{}
		if len(a) > 2 {
			kwargs = a[2]
		}
		ident := make(chan int64, 1)
		py.GoThread(func(cx *rt.Ctx) {
			ident <- py.ThreadIdent(cx)
			if _, err := py.CallEx(cx, f, args, kwargs); err != nil {
				if exits, e := py.Matches(cx, err, py.Builtin("SystemExit")); !exits && e == nil {
					py.PrintError(cx, err)
				}
			}
		})
		var n int64
		cx.Blocking(func() { n = <-ident })
		return py.Int(n), nil
	}
	m.Func("start_new_thread", "2-3", start)
	m.Func("start_new", "2-3", start)
	m.Func("_at_finish", "O", func(cx *rt.Ctx, a []py.Value) (py.Value, *rt.Error) {
		f := a[0]
		rt.Finish = func(cx *rt.Ctx) {
			if _, err := py.Call(cx, f); err != nil {
				py.PrintError(cx, err)
			}
		}
		return py.None, nil
	})
	return nil
}
