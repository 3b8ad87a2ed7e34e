package rt

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Schedules of ParFor: how iterations are dealt out.
const (
	parStatic  = iota // an equal part for each thread, or parts of the size asked for
	parDynamic        // small parts
	parGuided         // parts that get smaller
)

// combine guards what the threads of parallel loops give back.
var combine sync.Mutex

// ParLock and ParUnlock are around what a part of a parallel loop gives back.
func ParLock()   { combine.Lock() }
func ParUnlock() { combine.Unlock() }

// ParFor runs the iterations lo, lo+step, … up to hi on several threads: f runs those of one part in order; final is not 0 where the last
// iteration is among them. threads and chunk may be 0. The first error ends the loop once the parts that have begun are done. Where cx holds
// the GIL there is one thread.
func ParFor(cx *Ctx, lo, hi, step, threads, chunk, schedule int64, f func(cx *Ctx, from, to, final int64) *Error) *Error {
	n := (hi - lo + step - 1) / step
	if step < 0 {
		n = (lo - hi - step - 1) / -step
	}
	if n <= 0 {
		return nil
	}
	if threads <= 0 {
		threads = int64(runtime.GOMAXPROCS(0))
	}
	threads = min(threads, n, 4096)
	if threads == 1 || cx != nil && cx.HoldsGIL() {
		return f(cx, lo, hi, 1)
	}
	l := &parallelLoop{lo: lo, hi: hi, step: step, n: n, threads: threads, chunk: chunk, schedule: schedule, f: f}
	var wg sync.WaitGroup
	for i := int64(1); i < threads; i++ {
		wg.Add(1)
		go func() {
			defer guard()
			own := Enter()
			if cx != nil {
				own.group = cx.group
			}
			l.run(own)
			own.group = nil
			Leave(own)
			wg.Done()
		}()
	}
	l.run(cx)
	if cx == nil {
		wg.Wait()
		return l.err
	}
	cx.Blocking(func() {
		cx.waits(waitLoop)
		cx.awaitGroup(&wg)
	})
	return l.err
}

type parallelLoop struct {
	lo, hi, step, n          int64
	threads, chunk, schedule int64
	f                        func(cx *Ctx, from, to, final int64) *Error

	failed atomic.Bool
	mu     sync.Mutex
	next   int64 // the first iteration that nobody has
	err    *Error
}

func (l *parallelLoop) run(cx *Ctx) {
	for !l.failed.Load() {
		from, to := l.take()
		if from == to {
			return
		}
		end, final := l.lo+to*l.step, int64(0)
		if to == l.n {
			end, final = l.hi, 1
		}
		if err := l.f(cx, l.lo+from*l.step, end, final); err != nil {
			l.mu.Lock()
			if l.err == nil {
				l.err = err
			}
			l.mu.Unlock()
			l.failed.Store(true)
		}
	}
}

// take gives the next part.
func (l *parallelLoop) take() (from, to int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	size := l.chunk
	left := l.n - l.next
	switch {
	case l.schedule == parGuided:
		size = max(left/(2*l.threads), l.chunk, 1)
	case size > 0:
	case l.schedule == parDynamic:
		size = max(l.n/(l.threads*64), 1)
	default:
		size = (l.n + l.threads - 1) / l.threads
	}
	from = l.next
	to = min(from+size, l.n)
	l.next = to
	return from, to
}
