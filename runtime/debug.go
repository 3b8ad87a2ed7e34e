package rt

import (
	"fmt"
	"runtime"
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Debug builds count live objects by class, poison freed ones and, at exit, report
// what was not freed with the line that made it. It has to be set before the first object is made.
var Debug bool

var tracked struct {
	sync.Mutex
	sites map[*Header][]uintptr // where each live object was made
}

var poisoned = Class{Name: "freed object", NoRecycle: true}

func debugAlloc(c *Class) unsafe.Pointer {
	p := start(c, c.New())
	atomic.AddInt64(&c.live, 1)
	var pcs [16]uintptr
	n := runtime.Callers(4, pcs[:])
	tracked.Lock()
	if tracked.sites == nil {
		tracked.sites = map[*Header][]uintptr{}
	}
	tracked.sites[(*Header)(p)] = append([]uintptr(nil), pcs[:n]...)
	tracked.Unlock()
	return p
}

// debugFree poisons: a later use of the object finds a class of no methods and a count of zero, which
// can't be dropped.
func debugFree(h *Header) {
	if h.CypClass() == &poisoned {
		Fatal("object freed twice")
	}
	atomic.AddInt64(&h.CypClass().live, -1)
	tracked.Lock()
	delete(tracked.sites, h)
	tracked.Unlock()
	forgetLock(h)
	if h.CypClass().Clear != nil {
		h.CypClass().Clear(unsafe.Pointer(h))
	}
	h.setClass(&poisoned)
	h.count = 0
}

// Live returns how many objects are alive; it counts in debug builds only.
func Live() int64 {
	var n int64
	for _, c := range Classes() {
		n += atomic.LoadInt64(&c.live)
	}
	return n
}

// LiveByClass returns the live objects of each class that has any; debug builds only.
func LiveByClass() map[string]int64 {
	m := map[string]int64{}
	for _, c := range Classes() {
		if n := atomic.LoadInt64(&c.live); n != 0 {
			m[c.Name] += n
		}
	}
	return m
}

// Leaks describes the objects that are alive, grouped by class and by the line that made
// them, and says which are held by cycles.
func Leaks() string {
	tracked.Lock()
	defer tracked.Unlock()
	if len(tracked.sites) == 0 {
		return ""
	}
	inside := insideCounts()
	type group struct{ n, cyclic int }
	groups := map[string]*group{}
	for h, pcs := range tracked.sites {
		key := h.CypClass().Name + " made at " + site(pcs)
		g := groups[key]
		if g == nil {
			g = &group{}
			groups[key] = g
		}
		g.n++
		if inside[h] == h.Count() {
			g.cyclic++
		}
	}
	keys := make([]string, 0, len(groups))
	for k := range groups {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	fmt.Fprintf(&b, "cyp: %d objects were not freed:\n", len(tracked.sites))
	for _, k := range keys {
		g := groups[k]
		fmt.Fprintf(&b, "  %d %s", g.n, k)
		if g.cyclic > 0 {
			fmt.Fprintf(&b, " (%d held only by other leaked objects: a cycle)", g.cyclic)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// insideCounts counts, for each live object, the references from other live objects.
func insideCounts() map[*Header]int32 {
	inside := map[*Header]int32{}
	for h := range tracked.sites {
		if f := h.CypClass().Fields; f != nil {
			f(unsafe.Pointer(h), func(to *Header) {
				if to != nil {
					inside[to]++
				}
			})
		}
	}
	return inside
}

// site names the first frame outside this package.
func site(pcs []uintptr) string {
	frames := runtime.CallersFrames(pcs)
	for {
		f, more := frames.Next()
		if f.File != "" && !strings.Contains(f.Function, "/runtime.") && !strings.HasPrefix(f.Function, "runtime.") {
			return fmt.Sprintf("%s:%d", f.File[strings.LastIndexByte(f.File, '/')+1:], f.Line)
		}
		if !more {
			return "?"
		}
	}
}

func reportLeaks() {
	if Debug {
		if s := Leaks(); s != "" {
			Stderr.WriteString(s)
		}
	}
}
