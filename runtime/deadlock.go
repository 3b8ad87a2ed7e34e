package rt

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

// ExitDeadlock is the exit status of a program all of whose threads and actors wait for each other.
const ExitDeadlock = 71

// The watch looks a few times a second whether the main thread still waits as it did at the look before. If so it looks at all goroutines: where each
// one waits for another in a way that only those can end, and no message is to be sent later, nothing will ever happen. A goroutine
// that does anything else, code of Go packages included, makes it no deadlock. Programs that wait long for something outside are looked at
// less and less often.
const (
	watchEvery  = 200 * time.Millisecond
	watchAtMost = 5 * time.Second
)

// watchDeadlocks begins the watch for the main thread's context.
func watchDeadlocks(cx *Ctx) { go deadlockWatch(cx) }

func deadlockWatch(cx *Ctx) {
	last, pause := uint64(0), watchEvery
	var before []int
	for {
		time.Sleep(pause)
		w := cx.waitNow()
		if w.kind == 0 || w.seq != last || sim.Load() != nil {
			last, pause, before = w.seq, watchEvery, nil
			continue
		}
		stuck, ids := everyoneWaits()
		if stuck == nil {
			pause = min(2*pause, watchAtMost)
			before = nil
			continue
		}
		if !slices.Equal(ids, before) {
			// Once more: that all of them wait may have been for the moment.
			before, pause = ids, watchEvery
			continue
		}
		Deadlocked(stuck)
	}
}

// everyoneWaits returns the goroutines of the program where all of them wait for each other, and what tells this moment from
// others: their numbers and those of their waits. nil: something may still happen.
func everyoneWaits() (all []goroutine, ids []int) {
	for _, c := range allCores() {
		c.mu.Lock()
		busy := c.timers > 0 || c.stalled > 0 || c.spinning.Load() > 0
		c.mu.Unlock()
		if busy {
			return nil, nil
		}
	}
	for _, g := range goroutines() {
		if g.ofRuntime() {
			continue
		}
		w := g.waits()
		if w.kind == 0 {
			return nil, nil
		}
		all = append(all, g)
		ids = append(ids, g.id, int(w.seq))
	}
	return all, ids
}

// ofRuntime: the goroutine is one of ours that does nothing by itself.
func (g *goroutine) ofRuntime() bool {
	if g.in("deadlockWatch") || g.in("awaitInterrupt") || g.in("(*core).monitor") {
		return true
	}
	for _, f := range g.frames {
		switch f.function {
		case "os/signal.loop", "runtime/pprof.profileWriter":
			return true
		}
	}
	return false
}

// Deadlocked ends the program with a report of who waits for whom.
func Deadlocked(all []goroutine) {
	var b strings.Builder
	b.WriteString("cyp: deadlock: all threads and actors wait for each other\n")
	var lines []string
	idle := 0
	for i := range all {
		g := &all[i]
		if g.waits().kind == waitWork {
			idle++
			continue
		}
		lines = append(lines, g.activity())
	}
	slices.SortStableFunc(lines, func(a, b string) int { return rank(a) - rank(b) })
	const most = 50
	for i, l := range lines {
		if i == most {
			fmt.Fprintf(&b, "  … and %d more\n", len(lines)-most)
			break
		}
		b.WriteString("  " + l + "\n")
	}
	time.AfterFunc(grace, func() { os.Exit(ExitDeadlock) })
	FlushAll()
	os.Stderr.WriteString(b.String())
	observeStop()
	os.Exit(ExitDeadlock)
}
