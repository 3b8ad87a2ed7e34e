package rt

import (
	"strconv"
	"strings"
	"sync"
	"unsafe"
)

// waitKind is what a context can wait for.
type waitKind uint8

const (
	waitWork waitKind = iota + 1 // an idle worker's; the others wait for another thread or actor
	waitGIL
	waitLoop
	waitActors
	waitMessages
	waitCalls
	waitPosix
	waitThread
	waitTime
	waitValue // of a result class of the program's
	waitResult
	waitLock
)

var waitTexts = [...]string{
	waitWork:     "work",
	waitGIL:      "the GIL",
	waitLoop:     "the other threads of a parallel loop",
	waitActors:   "the actors of a scheduler",
	waitMessages: "the messages of an actor",
	waitCalls:    "the calls of a group",
	waitPosix:    "a semaphore, mutex, condition or barrier",
	waitThread:   "a thread to end",
	waitTime:     "time to pass",
	waitValue:    "a result",
	waitResult:   "a result",
	waitLock:     "the lock of ",
}

// wait is a wait as others see it.
type wait struct {
	kind waitKind
	on   *Header // the lock's object or the result, or nil
	seq  uint64  // how many waits of the context there were before
}

// text says what it is for.
func (w wait) text() string {
	s := waitTexts[w.kind]
	if w.kind == waitLock && w.on != nil {
		s += w.on.CypClass().Name
	}
	return s
}

// waits tells others that the context waits; waited tells them that the wait is over. A wait for a result or a lock has said in
// cx.waitOn for which. Others look at any time: each of the words is read and written as one.
func (cx *Ctx) waits(kind waitKind) {
	if cx.only != nil || cx.waitHolds.Load() != nil {
		cx.list()
		held := make([]*Header, len(cx.holds))
		for i := range held {
			held[i] = cx.holds[i].h
		}
		cx.waitHolds.Store(&held)
	}
	cx.waitSeq++
	cx.wait.Store(cx.waitSeq<<8 | uint64(kind))
}

func (cx *Ctx) waited() { cx.wait.Store(0) }

// waitNow is what the context waits for; its kind is 0 where it does not.
func (cx *Ctx) waitNow() wait {
	v := cx.wait.Load()
	w := wait{kind: waitKind(v), seq: v >> 8}
	if w.kind == waitResult || w.kind == waitLock {
		if w.on = cx.waitOn.Load(); cx.wait.Load() != v {
			return wait{} // it is over
		}
	}
	return w
}

// holdsNow is the objects whose locks the context holds while it waits.
func (cx *Ctx) holdsNow() []*Header {
	held := cx.waitHolds.Load()
	if held == nil || cx.waitNow().kind == 0 {
		return nil
	}
	return *held
}

// waits is what a goroutine that stands in one of our waits waits for; its kind is 0 for others.
func (g *goroutine) waits() wait {
	if cx := g.context(); cx != nil {
		return cx.waitNow()
	}
	return wait{}
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
	cx.waited()
}

// awaitQuiet waits until a scheduler may have become quiet. Its mutex is held.
//
//go:noinline
func (cx *Ctx) awaitQuiet(c *core) {
	c.quiet.Wait()
	cx.waited()
}

// awaitGroup waits for other threads of a loop.
//
//go:noinline
func (cx *Ctx) awaitGroup(wg *sync.WaitGroup) {
	wg.Wait()
	cx.waited()
}

// awaitGIL waits for the GIL.
//
//go:noinline
func (cx *Ctx) awaitGIL() {
	gil.Lock()
	cx.waited()
}

// describe says what the wait is for, and whom that makes it wait for.
func (w wait) describe() string {
	s := w.text()
	switch {
	case w.on == nil:
	case w.kind == waitLock:
		s += heldBy(w.on)
	case IsInstance(w.on, &ClassResult.Class):
		if r := (*Result)(unsafe.Pointer(w.on)); r.where != "" {
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
