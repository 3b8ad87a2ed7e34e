package rt

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWaitsAreSeenFromOutside lets another goroutine look at the waits of a context all the time: the race detector must see no race, and
// what it sees belongs together.
func TestWaitsAreSeenFromOutside(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	stop, done := make(chan struct{}), make(chan struct{})
	var seen []wait
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			default:
			}
			if w := cx.waitNow(); len(seen) == 0 || seen[len(seen)-1] != w {
				seen = append(seen, w)
			}
		}
	}()
	h := &Header{}
	for i := range 5000 {
		cx.waitOn.Store(h)
		cx.waits([]waitKind{waitLock, waitActors, waitResult}[i%3])
		cx.waited()
	}
	close(stop)
	<-done
	for _, w := range seen {
		require.Equal(t, w.kind == waitLock || w.kind == waitResult, w.on != nil)
		if w.kind != 0 {
			require.Equal(t, []waitKind{waitLock, waitActors, waitResult}[(w.seq-1)%3], w.kind)
		}
	}
}
