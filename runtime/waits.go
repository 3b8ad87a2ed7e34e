package rt

import (
	"strconv"
	"strings"
	"sync"
	"unsafe"
)

// waiting is what a context waits for now, for those who look from outside. It is part of the context.
type wait struct {
	what string
	on   *Header // the lock's object or the result, or nil
	seq  uint64
}

// waits tells others that the context waits; the end of the wait is cx.wait.Store(nil).
func (cx *Ctx) waits(what string) {
	w := &cx.waitRoom[cx.waitSeq&1]
	cx.waitSeq++
	w.what, w.on, w.seq = what, cx.waitOn, cx.waitSeq
	cx.waitOn = nil
	cx.wait.Store(w)
}

// waits is what a goroutine that stands in one of our waits waits for, or nil.
func (g *goroutine) waits() *wait {
	if cx := g.context(); cx != nil {
		return cx.wait.Load()
	}
	return nil
}

// context finds the context of a goroutine that waits: the first argument of the function that does so is its address.
func (g *goroutine) context() *Ctx {
	for _, f := range waitFunctions {
		fr := g.find(f)
		if fr == nil {
			continue
		}
		arg, _, _ := strings.Cut(strings.TrimPrefix(fr.args, "("), ",")
		n, err := strconv.ParseUint(strings.TrimSuffix(strings.Trim(arg, "{}()"), "?"), 0, 64)
		if err != nil {
			continue
		}
		for _, cx := range allContexts() {
			if uint64(uintptr(unsafe.Pointer(cx))) == n {
				return cx
			}
		}
	}
	return nil
}

// waitFunctions are the functions in which a thread waits for another one, and for nothing else. They are not inlined, so that stacks show them.
var waitFunctions = []string{"(*Ctx).await", "(*Ctx).awaitQuiet", "(*Ctx).awaitGroup", "(*Ctx).awaitGIL"}

// await waits for a channel.
//
//go:noinline
func (cx *Ctx) await(ch <-chan struct{}) {
	<-ch
	cx.wait.Store(nil)
}

// awaitQuiet waits until a scheduler may have become quiet. Its mutex is held.
//
//go:noinline
func (cx *Ctx) awaitQuiet(c *core) {
	c.quiet.Wait()
	cx.wait.Store(nil)
}

// awaitGroup waits for other threads of a loop.
//
//go:noinline
func (cx *Ctx) awaitGroup(wg *sync.WaitGroup) {
	wg.Wait()
	cx.wait.Store(nil)
}

// awaitGIL waits for the GIL.
//
//go:noinline
func (cx *Ctx) awaitGIL() {
	gil.Lock()
	cx.wait.Store(nil)
}

// describe says what the wait is for, and whom that makes it wait for.
func (w *wait) describe() string {
	s := w.what
	h := w.on
	if h == nil {
		return s
	}
	if strings.HasPrefix(s, "the lock of ") {
		s += heldBy(h)
	} else if IsInstance(h, &ClassResult.Class) {
		if r := (*Result)(unsafe.Pointer(h)); r.where != "" {
			s += " of '" + r.where + "'"
		}
	}
	return s
}

// allCores are the schedulers that have not ended.
func allCores() []*core {
	cores.Lock()
	defer cores.Unlock()
	all := make([]*core, 0, len(cores.all))
	for c := range cores.all {
		all = append(all, c)
	}
	return all
}

var cores struct {
	sync.Mutex
	all map[*core]bool
}

func allContexts() []*Ctx {
	ctxIDs.Lock()
	defer ctxIDs.Unlock()
	var all []*Ctx
	for _, cx := range ctxIDs.all {
		if cx != nil {
			all = append(all, cx)
		}
	}
	return all
}
