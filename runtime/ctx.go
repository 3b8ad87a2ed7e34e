package rt

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

// Ctx is the hidden first parameter of generated functions that allocate, free,
// raise, lock or send: what a thread is to C. It carries the free lists, the identity that
// re-entrant locks need, whether the GIL is held, and the worker's run queue.
// A Ctx belongs to one goroutine at a time.
type Ctx struct {
	ID  uint32 // identity for locks; never 0
	gil int32  // depth of holds of the GIL
	// pushed counts messages to flooded mailboxes since this thread was last slowed down.
	pushed int32
	hurry  int32 // actors that this thread makes ready before it waits in a crowd again
	runOf  *box  // the mailbox of the last message
	run    int32 // messages in a row to it
	pools  []Pool
	stocks [][]*magazine // of the classes, full
	empty  []*magazine   // used up, to be filled again
	// The table of strings that was searched last here, as a number, and the entry after the one found.
	searched uintptr
	found    uint

	reply   *Result     // of the message that runs
	group   *groupState // that the calls sent here belong to
	parking *parker     // for waits
	owed    *core       // whose fresh mailbox this thread has to wake a worker for
	guest   *worker     // for help

	only    *Header // the one object lock it holds, once and shared; nil: it holds none; &written and &listed: see there
	wrote   *Header
	holds   []hold   // the object locks held
	place   string   // debug builds: where the one that is being taken is asked for
	places  []string // debug builds: where those held were taken
	waiting waiter   // for an object lock

	// What the context waits for, for those who look (waits.go).
	wait      atomic.Uint64 // its number and kind, 0 for none
	waitSeq   uint64
	waitOn    atomic.Pointer[Header] // the lock's object or the result
	waitHolds atomic.Pointer[[]*Header]

	watch observation

	task   *task   // where a simulator chooses the schedule
	thread uint64  // of pthread_create, 0 for others
	worker *worker // the scheduler's worker that runs on this context, or nil
	// Py is the state of the GIL world for this thread (current exceptions); package py owns it.
	Py unsafe.Pointer
}

const maxCtx = maxNumber // identities that fit a lock word

var ctxIDs struct {
	sync.Mutex
	last uint32
	free []uint32
	all  []*Ctx // by ID; nil where free
}

// setTask makes the context that of a task. A simulator chooses at each of its locks, so none is taken on the short way.
func (cx *Ctx) setTask(t *task) {
	cx.task = t
	cx.list()
}

// NewCtx returns a context for a new goroutine; Release ends it.
func NewCtx() *Ctx {
	ctxIDs.Lock()
	defer ctxIDs.Unlock()
	cx := &Ctx{}
	if Debug {
		cx.only = &listed
	}
	if n := len(ctxIDs.free); n > 0 {
		cx.ID = ctxIDs.free[n-1]
		ctxIDs.free = ctxIDs.free[:n-1]
		ctxIDs.all[cx.ID] = cx
		return cx
	}
	ctxIDs.last++
	if ctxIDs.last >= maxCtx {
		Fatal("too many threads")
	}
	cx.ID = ctxIDs.last
	for int(cx.ID) >= len(ctxIDs.all) {
		ctxIDs.all = append(ctxIDs.all, nil)
	}
	ctxIDs.all[cx.ID] = cx
	return cx
}

// Release ends a context: its free objects go to the depots, its identity may be given again.
func (cx *Ctx) Release() {
	for cx.gil > 0 {
		cx.ReleaseGIL()
	}
	cx.pay()
	cx.dropGuest()
	cx.releasePools()
	ctxIDs.Lock()
	ctxIDs.free = append(ctxIDs.free, cx.ID)
	ctxIDs.all[cx.ID] = nil
	ctxIDs.Unlock()
	cx.ID = 0
}

// Idle contexts for Go callers. Not a sync.Pool: a context that a collection took
// would lose its identity and its free objects.
var idle struct {
	sync.Mutex
	list []*Ctx
}

const maxIdle = 64

// Enter returns a context for a Go caller of an exported function. Leave gives it back.
func Enter() *Ctx {
	cx := enter()
	if s := sim.Load(); s != nil {
		cx.setTask(s.current)
	}
	return cx
}

func enter() *Ctx {
	idle.Lock()
	if n := len(idle.list); n > 0 {
		cx := idle.list[n-1]
		idle.list = idle.list[:n-1]
		idle.Unlock()
		return cx
	}
	idle.Unlock()
	return NewCtx()
}

// Leave ends the use of a context that Enter gave.
func Leave(cx *Ctx) {
	idle.Lock()
	if len(idle.list) < maxIdle {
		idle.list = append(idle.list, cx)
		idle.Unlock()
		return
	}
	idle.Unlock()
	cx.Release()
}

// blocking is called before a wait for what another thread or actor does and unblock after it, with its
// result: the GIL is released meanwhile, and the actors that wait behind this worker go to others. Waits
// for locks, the GIL too, are short as a rule: there the scheduler's monitor sees to the exceptions.
func (cx *Ctx) blocking() (gil int32) {
	if cx == nil {
		return 0
	}
	cx.pay()
	if w := cx.worker; w != nil {
		w.leave()
	}
	return cx.UnlockGIL()
}

func (cx *Ctx) unblock(gil int32) {
	if cx == nil {
		return
	}
	cx.RelockGIL(gil)
	if w := cx.worker; w != nil {
		w.back()
	}
}

// Blocking runs f, which may wait long, with the GIL released and the actors that wait behind
// this worker handed to others.
func (cx *Ctx) Blocking(f func()) {
	n := cx.blocking()
	defer cx.unblock(n)
	f()
}
