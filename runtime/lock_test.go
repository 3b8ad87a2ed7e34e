package rt

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

var lockableClass, otherLockable = Class{Name: "L"}, Class{Name: "M"}

func lockable() *Header { return objectOf(&lockableClass, -2) }

func TestLockIsReentrant(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	h := lockable()
	RLock(cx, h)
	WLock(cx, h) // the only reader upgrades
	RLock(cx, h)
	WLock(cx, h)
	WUnlock(cx, h)
	RUnlock(cx, h)
	WUnlock(cx, h)
	RUnlock(cx, h)
	require.Zero(t, h.lock)
	for range 100 { // deeper than the thin word counts
		WLock(cx, h)
		RLock(cx, h)
	}
	for range 100 {
		RUnlock(cx, h)
		WUnlock(cx, h)
	}
	require.Zero(t, h.lock)
	require.Empty(t, cx.holds)
}

func TestTryLock(t *testing.T) {
	a, b := NewCtx(), NewCtx()
	h := lockable()
	require.EqualValues(t, 0, TryRLock(a, h))
	require.EqualValues(t, 0, TryRLock(b, h))
	require.EqualValues(t, 2, TryWLock(a, h))
	RUnlock(b, h)
	require.EqualValues(t, 0, TryWLock(a, h))
	require.EqualValues(t, 1, TryRLock(b, h))
	require.EqualValues(t, 1, TryWLock(b, h))
	WUnlock(a, h)
	RUnlock(a, h)
	require.True(t, deflateIdle(h))
	require.Zero(t, h.lock)
}

func TestUnlockWithoutLock(t *testing.T) {
	a, b := NewCtx(), NewCtx()
	h := lockable()
	fails(t, "does not hold", func() { WUnlock(a, h) })
	RLock(a, h)
	fails(t, "does not hold", func() { RUnlock(b, h) })
}

func TestReadersShareAndWritersExclude(t *testing.T) {
	h := lockable()
	var readers, writers, shared atomic.Int32
	value := 0 // guarded by the lock; the race detector looks
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			cx := NewCtx()
			defer cx.Release()
			for j := range 2000 {
				if (i+j)%4 == 0 {
					WLock(cx, h)
					if readers.Load() != 0 || writers.Add(1) != 1 {
						t.Error("a writer is not alone")
					}
					value++
					writers.Add(-1)
					WUnlock(cx, h)
				} else {
					RLock(cx, h)
					if readers.Add(1) > 1 {
						shared.Add(1)
					}
					if writers.Load() != 0 {
						t.Error("a reader beside a writer")
					}
					_ = value
					readers.Add(-1)
					RUnlock(cx, h)
				}
			}
		}()
	}
	wg.Wait()
	require.Equal(t, 2000, value)
	require.True(t, deflateIdle(h))
}

func TestUpgradeWaitsForOtherReaders(t *testing.T) {
	a, b := NewCtx(), NewCtx()
	h := lockable()
	RLock(a, h)
	RLock(b, h)
	var upgraded atomic.Bool
	done := make(chan bool)
	go func() {
		WLock(a, h)
		upgraded.Store(true)
		WUnlock(a, h)
		RUnlock(a, h)
		close(done)
	}()
	time.Sleep(10 * time.Millisecond)
	require.False(t, upgraded.Load())
	RUnlock(b, h)
	<-done
	require.True(t, deflateIdle(h))
}

func TestUpgradeDeadlockIsReported(t *testing.T) {
	a, b := NewCtx(), NewCtx()
	h := lockable()
	RLock(a, h)
	RLock(b, h)
	go WLock(a, h)
	time.Sleep(10 * time.Millisecond)
	fails(t, "cyp: lock upgrade deadlock on 'L'", func() { WLock(b, h) })
	RUnlock(b, h)
}

func TestWritersAreNotStarved(t *testing.T) {
	h := lockable()
	var stop atomic.Bool
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			cx := NewCtx()
			defer cx.Release()
			for !stop.Load() {
				RLock(cx, h)
				time.Sleep(200 * time.Microsecond)
				RUnlock(cx, h)
			}
		}()
	}
	time.Sleep(2 * time.Millisecond)
	cx := NewCtx()
	start := time.Now()
	for range 5 {
		WLock(cx, h)
		WUnlock(cx, h)
	}
	require.Less(t, time.Since(start), 2*time.Second)
	stop.Store(true)
	wg.Wait()
}

func TestWaitingForALockReleasesTheGIL(t *testing.T) {
	a, b := NewCtx(), NewCtx()
	h := lockable()
	WLock(a, h)
	done := make(chan bool)
	go func() {
		b.AcquireGIL()
		b.AcquireGIL()
		WLock(b, h)
		require.True(t, b.HoldsGIL())
		WUnlock(b, h)
		b.ReleaseGIL()
		b.ReleaseGIL()
		close(done)
	}()
	time.Sleep(10 * time.Millisecond)
	a.AcquireGIL() // b must have let it go
	a.ReleaseGIL()
	WUnlock(a, h)
	<-done
}

func TestLockAllInOneOrder(t *testing.T) {
	a, b := lockable(), lockable()
	const rounds = 20000
	n := 0
	var all sync.WaitGroup
	for i := range 4 {
		all.Add(1)
		go func() {
			defer all.Done()
			cx := NewCtx()
			defer cx.Release()
			for range rounds {
				reqs := [3]LockReq{{a, true}, {b, true}, {a, false}}
				if i%2 == 0 {
					reqs = [3]LockReq{{b, true}, {a, false}, {a, true}}
				}
				LockAll(cx, reqs[:])
				n++
				UnlockAll(cx, reqs[:])
			}
		}()
	}
	all.Wait()
	require.Equal(t, 4*rounds, n)
	require.Zero(t, a.lock)
	require.Zero(t, b.lock)
}

// Readers that come while a writer leaves and another context makes the lock fat: each count becomes a hold or is taken back.
func TestLockOfManyShortHolds(t *testing.T) {
	h := lockable()
	const clients, rounds = 4, 2000000
	value := 0
	var wg sync.WaitGroup
	for range clients {
		wg.Add(1)
		go func() {
			defer wg.Done()
			cx := NewCtx()
			defer cx.Release()
			seen := 0
			for n := range rounds {
				switch n % 10 {
				case 0:
					WLock(cx, h)
					value++
					WUnlock(cx, h)
				case 5:
					if TryWLock(cx, h) == 0 {
						RLock(cx, h)
						WUnlock(cx, h)
						RUnlock(cx, h)
					}
				default:
					RLock(cx, h)
					seen += value
					RUnlock(cx, h)
				}
			}
			require.Nil(t, cx.only)
		}()
	}
	wg.Wait()
	require.Equal(t, clients*rounds/10, value)
	require.True(t, deflateIdle(h))
}

// More readers than the count of an exclusive lock's word has room for.
func TestManyReaders(t *testing.T) {
	h := lockable()
	cxs := make([]*Ctx, 3*fatCounts)
	for i := range cxs {
		cxs[i] = NewCtx()
		RLock(cxs[i], h)
	}
	writer := NewCtx()
	require.EqualValues(t, 2, TryWLock(writer, h))
	done := make(chan bool)
	go func() {
		WLock(writer, h)
		WUnlock(writer, h)
		close(done)
	}()
	time.Sleep(time.Millisecond)
	for _, cx := range cxs {
		RUnlock(cx, h)
		cx.Release()
	}
	<-done
	writer.Release()
	require.True(t, deflateIdle(h))
}

func TestLockOfSeveralObjects(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	a, b := lockable(), lockable()
	RLock(cx, a)
	RLock(cx, b)
	RUnlock(cx, a) // not in the reverse order
	require.True(t, cx.holdsAny())
	WLock(cx, a)
	RUnlock(cx, b)
	WUnlock(cx, a)
	require.False(t, cx.holdsAny())
	require.Nil(t, cx.only)
	require.Zero(t, a.lock)
	require.Zero(t, b.lock)
}

// Readers that waited before a writer came hold the lock together, before it.
func TestReadersBeforeAWriter(t *testing.T) {
	h := lockable()
	a := NewCtx()
	defer a.Release()
	WLock(a, h)
	const readers = 4
	var inside, together atomic.Int32
	var wg sync.WaitGroup
	start := func(f func(cx *Ctx)) {
		cx := NewCtx()
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer cx.Release()
			f(cx)
		}()
		for cx.waitNow().kind == 0 {
			time.Sleep(100 * time.Microsecond)
		}
	}
	for range readers {
		start(func(cx *Ctx) {
			RLock(cx, h)
			n := inside.Add(1)
			for limit := time.Now().Add(5 * time.Second); inside.Load() < readers && time.Now().Before(limit); {
				time.Sleep(100 * time.Microsecond)
			}
			together.Store(max(together.Load(), n))
			RUnlock(cx, h)
		})
	}
	start(func(cx *Ctx) {
		WLock(cx, h)
		WUnlock(cx, h)
	})
	WUnlock(a, h)
	wg.Wait()
	require.EqualValues(t, readers, together.Load())
	require.True(t, deflateIdle(h))
}
