package py

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// endings is what is left to do for Python objects that the collector has found unreachable, by a thread that has a context: dropping the
// counts that they hold. It is done at the next conversion of a cypclass object, where counts are looked at, and at the end of the program.
var endings endingList

type endingList struct {
	sync.Mutex
	list []ending
	made atomic.Uint64
	some atomic.Bool // something may have to be done now or later
	due  atomic.Bool // the list has something in it
	// suspended counts the generators that were started and have not ended: what their locals hold may have to be dropped.
	suspended atomic.Int64
}

// ending is what is left to do, and when what ends was made: the collector finds things in any order, the program sees this one.
type ending struct {
	made uint64
	do   func(cx *rt.Ctx)
}

func (e *endingList) add(made uint64, f func(cx *rt.Ctx)) {
	e.Lock()
	e.list = append(e.list, ending{made, f})
	e.some.Store(true)
	e.due.Store(true)
	e.Unlock()
}

// runEnded does what is to be done, and tells whether there was something.
func runEnded(cx *rt.Ctx) bool {
	if !endings.due.Load() {
		return false
	}
	endings.Lock()
	list := endings.list
	endings.list = nil
	endings.due.Store(false)
	endings.Unlock()
	slices.SortStableFunc(list, func(a, b ending) int { return cmp.Compare(a.made, b.made) })
	for _, e := range list {
		e.do(cx)
	}
	return len(list) > 0
}

// heldLive counts the structs of counted attributes of extension types that have not been dropped.
var heldLive atomic.Int64

// waitForCollector waits until the finalizers and cleanups of the last collection have run: they do so in order.
func waitForCollector() {
	done := make(chan struct{})
	type mark struct{ p *int }
	runtime.SetFinalizer(&mark{new(int)}, func(*mark) { close(done) })
	runtime.GC()
	<-done
}

// Cell marks a variable that closures share: the reference that it holds is dropped when the last of them is gone.
func Cell[T rt.Counted](p *T) {
	endings.some.Store(true)
	made := endings.made.Add(1)
	runtime.SetFinalizer(p, func(p *T) {
		h := *(**rt.Header)(unsafe.Pointer(p))
		if h != nil {
			endings.add(made, func(cx *rt.Ctx) { rt.Drop(cx, h) })
		}
	})
}
