package rt

import (
	"sync"
	"unsafe"
)

// walk is the scratch space of one isolation test. It stays outside the objects, so
// that two threads can test at once.
type walk struct {
	nodes    []*Header // in order of discovery
	external []int32   // counts not explained by edges inside the graph
	index    []int32   // open-addressed table of node numbers + 1
	visit    func(*Header)
}

var walks = sync.Pool{New: func() any {
	w := &walk{index: make([]int32, 64)}
	w.visit = w.edge
	return w
}}

// Isolated reports whether the caller's count is the only one from outside that the graph
// of objects reachable from h has (spec 4.3). nil is isolated.
func Isolated(cx *Ctx, h *Header) bool {
	if h == nil || isolated(h) {
		return true
	}
	if SettleHook == nil {
		return false
	}
	SettleHook(cx, nil)
	return isolated(h)
}

func isolated(h *Header) bool {
	if h.CypClass().Fields == nil {
		return h.Count() == 1
	}
	w := walks.Get().(*walk)
	w.add(h)
	for i := 0; i < len(w.nodes); i++ {
		n := w.nodes[i]
		if f := n.CypClass().Fields; f != nil {
			f(unsafe.Pointer(n), w.visit)
		}
	}
	ok := w.external[0] == 1
	for _, e := range w.external[1:] {
		if e != 0 {
			ok = false
			break
		}
	}
	w.reset()
	walks.Put(w)
	return ok
}

// edge counts a reference from inside the graph.
func (w *walk) edge(h *Header) {
	if h != nil {
		w.external[w.add(h)]--
	}
}

// add returns the number of an object, entering it where it is new.
func (w *walk) add(h *Header) int32 {
	if 2*len(w.nodes) >= len(w.index) {
		w.grow()
	}
	mask := uint64(len(w.index) - 1)
	i := hash64(uint64(uintptr(unsafe.Pointer(h)))) & mask
	for w.index[i] != 0 {
		if n := w.index[i] - 1; w.nodes[n] == h {
			return n
		}
		i = (i + 1) & mask
	}
	n := int32(len(w.nodes))
	w.index[i] = n + 1
	w.nodes = append(w.nodes, h)
	w.external = append(w.external, h.Count())
	return n
}

func (w *walk) grow() {
	w.index = make([]int32, 2*len(w.index))
	mask := uint64(len(w.index) - 1)
	for n, h := range w.nodes {
		i := hash64(uint64(uintptr(unsafe.Pointer(h)))) & mask
		for w.index[i] != 0 {
			i = (i + 1) & mask
		}
		w.index[i] = int32(n) + 1
	}
}

func (w *walk) reset() {
	if len(w.index) > 1<<16 {
		w.nodes, w.external, w.index = nil, nil, make([]int32, 64)
		return
	}
	clear(w.nodes)
	w.nodes, w.external = w.nodes[:0], w.external[:0]
	clear(w.index)
}

// hash64 mixes the bits of a word.
func hash64(x uint64) uint64 {
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	x ^= x >> 29
	return x
}
