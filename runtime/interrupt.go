package rt

import (
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// ExitInterrupt is the exit status of a program that SIGINT ended: as a shell gives it.
const ExitInterrupt = 130

// grace is how long a program that was interrupted may take to say what it did.
const grace = 300 * time.Millisecond

var interrupts struct {
	sync.Mutex
	ch       chan os.Signal
	released bool
}

// catchInterrupt has SIGINT end the program with a report of what ran.
func catchInterrupt() {
	interrupts.Lock()
	defer interrupts.Unlock()
	if interrupts.released || interrupts.ch != nil || signal.Ignored(os.Interrupt) {
		return
	}
	ch := make(chan os.Signal, 1)
	interrupts.ch = ch
	signal.Notify(ch, os.Interrupt)
	go awaitInterrupt(ch)
}

func awaitInterrupt(ch chan os.Signal) {
	for range ch {
		Interrupted()
	}
}

// ReleaseInterrupt leaves SIGINT to the program, which has a handler of its own.
func ReleaseInterrupt() {
	interrupts.Lock()
	defer interrupts.Unlock()
	interrupts.released = true
	if interrupts.ch != nil {
		signal.Stop(interrupts.ch)
		close(interrupts.ch)
		interrupts.ch = nil
	}
}

// Interrupted ends the program with a report of what runs. Nothing that the program does can keep it from that: the report is given up
// where it takes long.
func Interrupted() {
	time.AfterFunc(grace, func() {
		os.Stderr.WriteString("cyp: interrupted\n")
		os.Exit(ExitInterrupt)
	})
	text := "cyp: interrupted\n" + activity()
	FlushAll()
	os.Stderr.WriteString(text)
	observeStop()
	os.Exit(ExitInterrupt)
}

// activity lists what the threads of the program do, one a line, and how many actors wait for their turn.
func activity() string {
	const most = 20
	var lines []string
	for _, g := range goroutines() {
		if l := g.activity(); l != "" {
			lines = append(lines, l)
		}
	}
	slices.SortStableFunc(lines, func(a, b string) int {
		return rank(a) - rank(b)
	})
	var b strings.Builder
	for i, l := range lines {
		if i == most {
			fmt.Fprintf(&b, "  … and %d more\n", len(lines)-most)
			break
		}
		b.WriteString("  " + l + "\n")
	}
	if n := queued(); n > 0 {
		fmt.Fprintf(&b, "  %d actors with messages wait for a worker\n", n)
	}
	return b.String()
}

// rank puts the main thread first, then what runs.
func rank(line string) int {
	switch {
	case strings.HasPrefix(line, "main"):
		return 0
	case strings.Contains(line, " waits for "):
		return 2
	}
	return 1
}

// activity is a line about one thread; "" for the runtime's own and for workers without work.
func (g *goroutine) activity() string {
	role := g.role()
	function, line := g.place(false)
	if role == "" || role == "worker" && function == "" {
		return ""
	}
	s := role
	if cx := g.context(); cx != nil && role != "main" {
		s += fmt.Sprintf(" %d", cx.ID)
	}
	if method, _ := g.place(true); role == "worker" && method != function {
		s += " " + method + ": "
	} else {
		s += ": "
	}
	if function != "" {
		s += function + " (" + line + ")"
	} else {
		s += "the end of the program"
	}
	if w := g.waits(); w.kind != 0 {
		s += " waits for " + w.describe()
	}
	return s
}

// heldBy tells who holds the lock of an object: the writer, or readers that wait for something else.
func heldBy(h *Header) string {
	w := atomic.LoadUint32(&h.lock)
	writer := uint32(0)
	if w&lockFat != 0 {
		if f := fatOf(h, w); f != nil {
			writer = f.writer
			f.mu.Unlock()
		}
	} else if w&lockWrite != 0 {
		writer = w & lockNumber >> 11
	}
	var names []string
	for _, cx := range allContexts() {
		if cx.ID == writer || slices.Contains(cx.holdsNow(), h) {
			names = append(names, cx.name())
		}
	}
	switch len(names) {
	case 0:
		return ""
	case 1:
		return ", which " + names[0] + " holds"
	}
	return ", which " + strings.Join(names, " and ") + " hold"
}

// name is what reports call a context.
func (cx *Ctx) name() string {
	switch {
	case cx == MainCtx:
		return "main"
	case cx.worker != nil:
		return fmt.Sprintf("worker %d", cx.ID)
	}
	return fmt.Sprintf("thread %d", cx.ID)
}

// queued is how many mailboxes are ready to run, in all schedulers.
func queued() (n int) {
	for _, c := range allCores() {
		n += int(c.in.n.Load())
		for _, w := range *c.workers.Load() {
			n += int(w.tail.Load() - w.head.Load())
			if w.slot.Load() != nil {
				n++
			}
		}
	}
	return n
}
