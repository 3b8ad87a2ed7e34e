package rt

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unsafe"

	"github.com/anishathalye/porcupine"
)

// Histories of what several threads do with one lock, or one mailbox, are checked for linearizability: whether there is an order of the operations, each
// at a moment between its call and its return, in which a sequential lock or actor gives the same. CYP_HISTORIES is how many histories are
// made; `make histories` makes many.

func histories() int {
	if n, err := strconv.Atoi(os.Getenv("CYP_HISTORIES")); err == nil {
		return n
	}
	return 30
}

const clients = 4

// history collects operations.
type history struct {
	sync.Mutex
	ops   []porcupine.Operation
	begin time.Time
}

// do runs an operation and notes it.
func (h *history) do(client int, in any, f func() any) {
	call := int64(time.Since(h.begin))
	out := f()
	h.note(porcupine.Operation{ClientId: client, Input: in, Call: call, Output: out, Return: int64(time.Since(h.begin))})
}

func (h *history) note(op porcupine.Operation) {
	h.Lock()
	h.ops = append(h.ops, op)
	h.Unlock()
}

func (h *history) check(t *testing.T, m porcupine.Model) {
	t.Helper()
	switch result, _ := porcupine.CheckOperationsVerbose(m, h.ops, 20*time.Second); result {
	case porcupine.Illegal:
		text := ""
		for _, op := range h.ops {
			text += fmt.Sprintf("  client %d: %v gave %v, from %d to %d\n", op.ClientId, op.Input, op.Output, op.Call, op.Return)
		}
		t.Fatalf("no order explains this history:\n%s", text)
	case porcupine.Unknown:
		t.Fatal("the history is too long to check")
	}
}

// holds are how often each client holds a lock.
type holds [clients]struct{ reads, writes int8 }

type lockOp struct {
	client int
	what   string
}

// lockModel is the lock of the language: re-entrant, shared or exclusive; the only reader may become the writer.
var lockModel = porcupine.Model{
	Init: func() any { return holds{} },
	Step: func(state, input, output any) (bool, any) {
		s, op := state.(holds), input.(lockOp)
		writer, reader := false, false
		for i, h := range s {
			if i != op.client {
				writer = writer || h.writes > 0
				reader = reader || h.reads > 0
			}
		}
		me := &s[op.client]
		switch op.what {
		case "read":
			me.reads++
			return !writer, s
		case "write":
			me.writes++
			return !writer && !reader, s
		case "end read":
			me.reads--
			return me.reads >= 0, s
		case "end write":
			me.writes--
			return me.writes >= 0, s
		}
		// a try
		refused := int32(0)
		if writer {
			refused = 1
		} else if reader && op.what == "try write" {
			refused = 2
		}
		if refused == 0 {
			if op.what == "try write" {
				me.writes++
			} else {
				me.reads++
			}
		}
		return output == any(refused), s
	},
}

func TestLockHistories(t *testing.T) {
	for n := range histories() {
		h := &history{begin: time.Now()}
		l := lockable()
		var wg sync.WaitGroup
		for c := range clients {
			wg.Add(1)
			go func() {
				defer wg.Done()
				lockClient(h, l, c, rand.New(rand.NewPCG(uint64(n), uint64(c))))
			}()
		}
		wg.Wait()
		h.check(t, lockModel)
		if l.lock != 0 && !deflateIdle(l) {
			t.Fatal("the lock is held when all have left")
		}
	}
}

// lockClient does some operations and gives up what it holds. Only the first client upgrades: two that do it at once are a deadlock.
func lockClient(h *history, l *Header, client int, rng *rand.Rand) {
	cx := NewCtx()
	defer cx.Release()
	reads, writes := 0, 0
	do := func(what string, f func() any) { h.do(client, lockOp{client, what}, f) }
	endRead := func() {
		do("end read", func() any { RUnlock(cx, l); return nil })
		reads--
	}
	endWrite := func() {
		do("end write", func() any { WUnlock(cx, l); return nil })
		writes--
	}
	for range 12 {
		switch rng.IntN(8) {
		case 0, 1:
			do("read", func() any { RLock(cx, l); return nil })
			reads++
		case 2:
			if reads > 0 && writes == 0 && client != 0 {
				break
			}
			do("write", func() any { WLock(cx, l); return nil })
			writes++
		case 3:
			do("try read", func() any {
				r := TryRLock(cx, l)
				if r == 0 {
					reads++
				}
				return r
			})
		case 4:
			do("try write", func() any {
				r := TryWLock(cx, l)
				if r == 0 {
					writes++
				}
				return r
			})
		case 5, 6:
			if reads > 0 {
				endRead()
			}
		default:
			if writes > 0 {
				endWrite()
			}
		}
		if rng.IntN(4) == 0 {
			time.Sleep(time.Duration(rng.IntN(20)) * time.Microsecond)
		}
	}
	for reads > 0 {
		endRead()
	}
	for writes > 0 {
		endWrite()
	}
}

// fetchAdd is a message with a result: it gives what the actor had before.
type fetchAdd struct {
	MessageInterface
	n int64
}

var classFetchAdd = func() *MessageVT {
	c := &MessageVT{Class: Describe[fetchAdd]("fetchAdd", "test")}
	c.Bases = []*Class{&ClassMessageInterface.Class}
	c.Dealloc = ClassMessageInterface.Dealloc
	c.Activate = func(cx *Ctx, m *MessageInterface) (bool, *Error) {
		a := (*tellActor)(unsafe.Pointer(m.Target))
		Succeed(cx, m.Reply, a.count)
		a.count += (*fetchAdd)(unsafe.Pointer(m)).n
		return true, nil
	}
	Register(&c.Class)
	return c
}()

func (a *tellActor) fetchAdd(cx *Ctx, n int64) *Result {
	m := (*fetchAdd)(cx.Alloc(&classFetchAdd.Class))
	r := (*Result)(cx.Alloc(&ClassResult.Class))
	r.Share()
	r.Inc()
	m.n, m.Reply = n, r
	Send(cx, &m.MessageInterface, &a.Activable)
	return r
}

// actorModel is an actor with a number: each operation adds to it and gives what it was.
var actorModel = porcupine.Model{
	Init: func() any { return int64(0) },
	Step: func(state, input, output any) (bool, any) {
		return state == output, state.(int64) + input.(int64)
	},
}

func TestMailboxHistories(t *testing.T) {
	for n := range histories() {
		cx := NewCtx()
		s := NewScheduler(cx, int32(1+n%4))
		a := newTellActor(cx, s)
		h := &history{begin: time.Now()}
		var wg sync.WaitGroup
		var order atomic.Int32
		for c := range clients {
			wg.Add(1)
			go func() {
				defer wg.Done()
				if !mailboxClient(h, a, c, rand.New(rand.NewPCG(uint64(n), uint64(c)))) {
					order.Add(1)
				}
			}()
		}
		wg.Wait()
		h.check(t, actorModel)
		if order.Load() > 0 {
			t.Fatal("messages of one sender have overtaken each other")
		}
		s.Finish(cx)
		DropRef(cx, a)
		cx.Release()
	}
}

// mailboxClient sends, sometimes several before it asks for the results; false: they ran in another order. What each adds is unlike all others, so
// that the sums tell who came when.
func mailboxClient(h *history, a *tellActor, client int, rng *rand.Rand) bool {
	cx := NewCtx()
	defer cx.Release()
	ordered := true
	last := int64(-1)
	for range 6 {
		type sent struct {
			n, call int64
			r       *Result
		}
		var under []sent
		for range 1 + rng.IntN(3) {
			call := int64(time.Since(h.begin))
			n := 1 + rng.Int64N(1<<40)
			under = append(under, sent{n, call, a.fetchAdd(cx, n)})
		}
		for _, s := range under {
			s.r.Wait(cx)
			got := s.r.n
			h.note(porcupine.Operation{ClientId: client, Input: s.n, Call: s.call, Output: got, Return: int64(time.Since(h.begin))})
			ordered = ordered && got > last
			last = got
			DropRef(cx, s.r)
		}
	}
	return ordered
}
