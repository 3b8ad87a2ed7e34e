package rt

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

// Objects made on one thread and freed on another are used again: the heap does not grow with how many there were.
func TestFreedElsewhere(t *testing.T) {
	class := new(Class)
	*class = Describe[leaf]("Travels", "test")
	const batch, rounds = 1000, 400
	full, empty := make(chan []*leaf, 4), make(chan []*leaf, 4)
	for range 4 {
		empty <- make([]*leaf, batch)
	}
	done := make(chan bool)
	go func() {
		cx := NewCtx()
		defer cx.Release()
		for b := range full {
			for i, p := range b {
				b[i] = nil
				DropRef(cx, p)
			}
			empty <- b
		}
		close(done)
	}()
	cx := NewCtx()
	defer cx.Release()
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	var early uint64
	for round := range rounds {
		if round == rounds/4 {
			early = heap()
		}
		b := <-empty
		for i := range b {
			b[i] = New[leaf](cx, class)
		}
		full <- b
	}
	late := heap()
	close(full)
	<-done
	// Each of the 300,000 made meanwhile would take 24 bytes or more.
	require.Less(t, late, early+(2<<20))
}
