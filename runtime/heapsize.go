package rt

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// Go's collector first runs at 4 MB, and again whenever the heap has doubled: a program that keeps little collects often. Where a program is ours
// as a whole, not a package of somebody's, its heap may grow to heapFloor before it is collected, and beyond it as usual. GOGC
// and GOMEMLIMIT, where set, are obeyed instead.
const (
	heapFloor   = 16 << 20
	usualGrowth = 100
	mostGrowth  = 400 // at it, Go's own floor is heapFloor
)

var sizing sync.Once

func sizeHeap() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	sizing.Do(func() {
		debug.SetGCPercent(mostGrowth)
		h := &heapSizer{growth: mostGrowth}
		h.live[0].Name = "/gc/heap/live:bytes"
		h.arm()
	})
}

// heapSizer looks at the live heap after each collection.
type heapSizer struct {
	growth int
	live   [1]metrics.Sample
}

func (h *heapSizer) arm() {
	s := &sentinel{new(byte)}
	runtime.AddCleanup(s, func(*sentinel) {
		metrics.Read(h.live[:])
		if g := growthFor(h.live[0].Value.Uint64()); g != h.growth {
			h.growth = g
			debug.SetGCPercent(g)
		}
		h.arm()
	}, nil)
}

// growthFor is the GOGC with which a heap of so many live bytes is collected next at heapFloor, or when it has doubled; a multiple of 20, so that
// it seldom changes.
func growthFor(live uint64) int {
	growth := int64(heapFloor*100/max(live, 1<<20)) - 100
	return int(min(max(growth/20*20, usualGrowth), mostGrowth))
}
