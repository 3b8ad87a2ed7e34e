//go:build cyp_observe

package rt

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// A program built with the tag cyp_observe watches itself as the environment asks for: CYP_TRACE and CYP_CPUPROFILE name files for a trace and
// for a profile, CYP_STATS=1 asks for counters at the end.
var observing struct {
	on         bool
	stats      bool
	begin      time.Time
	sent, ran  atomic.Int64
	sampled    atomic.Int64 // when the mailboxes were counted last
	sync.Mutex              // of all
	all        []*watcher
	once       sync.Once
}

// observation is the part of a context that watches.
type observation struct{ w *watcher }

// observed is the part of a message that is watched.
type observed struct {
	flow uint64 // number of its arrow in the trace
	sent int64  // when
}

// watcher collects what happens on one context. Only the context's goroutine uses it, until the end.
type watcher struct {
	cx      *Ctx
	id      uint32
	methods map[*Class]*methodStats
	running []spell // messages inside each other: a queue class of the program may run one in another
	waiting []spell
	flows   uint64
	counts  counts
	events  []traceEvent
	named   bool
	serves  bool // it is a worker's
	profiler
}

type counts struct{ spawned, steals, muted, waits, contended int64 }

// spell is something that has begun.
type spell struct {
	class  *Class // of the message
	object *Class
	what   string
	begin  int64
	waited int64
	behind int
	flow   uint64
}

// methodStats sums up the messages of one method.
type methodStats struct {
	n              int64
	total, longest int64
	waited         int64
}

func observeStart() {
	observing.begin = time.Now()
	observing.stats = os.Getenv("CYP_STATS") != ""
	openTrace(os.Getenv("CYP_TRACE"))
	startProfile(os.Getenv("CYP_CPUPROFILE"))
	observing.on = observing.stats || tracing || profiling
}

// observeStop writes what was seen. It may be called from each place where a program ends.
func observeStop() {
	if !observing.on {
		return
	}
	observing.once.Do(func() {
		stopProfile()
		closeTrace()
		if observing.stats {
			os.Stderr.WriteString(statsText())
		}
	})
}

func now() int64 { return int64(time.Since(observing.begin)) }

func (cx *Ctx) watcher() *watcher {
	w := cx.watch.w
	if w == nil {
		w = &watcher{cx: cx, id: cx.ID, methods: map[*Class]*methodStats{}, serves: cx.worker != nil}
		cx.watch.w = w
		observing.Lock()
		observing.all = append(observing.all, w)
		observing.Unlock()
	}
	return w
}

func observeSpawn(cx *Ctx) {
	if observing.on {
		cx.watcher().counts.spawned++
	}
}

func observeSteal(cx *Ctx) {
	if observing.on {
		cx.watcher().counts.steals++
	}
}

func observeMute(cx *Ctx) {
	if observing.on {
		cx.watcher().counts.muted++
	}
}

func observeContended(cx *Ctx) {
	if observing.on {
		cx.watcher().counts.contended++
	}
}

func observeSend(cx *Ctx, m *MessageInterface) {
	if !observing.on {
		return
	}
	w := cx.watcher()
	observing.sent.Add(1)
	w.flows++
	m.watch = observed{flow: uint64(w.id)<<40 | w.flows, sent: now()}
	w.traceSend(m.CypClass(), m.watch)
}

func observeBegin(cx *Ctx, b *box, m *MessageInterface) {
	if !observing.on {
		return
	}
	w := cx.watcher()
	c := m.CypClass()
	w.label(c)
	s := spell{class: c, begin: now(), flow: m.watch.flow}
	if t := (*Header)(unsafe.Pointer(m.Target)); t != nil {
		s.object = t.CypClass()
	}
	if m.watch.sent > 0 {
		s.waited = s.begin - m.watch.sent
	}
	if b != nil {
		s.behind = b.left
	}
	w.running = append(w.running, s)
}

func observeEnd(cx *Ctx) {
	w := cx.watch.w
	if !observing.on || w == nil || len(w.running) == 0 {
		return
	}
	s := w.running[len(w.running)-1]
	w.running = w.running[:len(w.running)-1]
	end := now()
	st := w.methods[s.class]
	if st == nil {
		st = &methodStats{}
		w.methods[s.class] = st
	}
	st.n++
	st.total += end - s.begin
	st.longest = max(st.longest, end-s.begin)
	st.waited += s.waited
	observing.ran.Add(1)
	w.traceRun(s, end)
}

func observeWait(cx *Ctx, what waitKind) {
	if observing.on && what != waitWork {
		w := cx.watcher()
		w.counts.waits++
		w.waiting = append(w.waiting, spell{what: wait{kind: what, on: cx.waitOn.Load()}.text(), begin: now()})
	}
}

func observeWaited(cx *Ctx) {
	if w := cx.watch.w; observing.on && w != nil && len(w.waiting) > 0 {
		s := w.waiting[len(w.waiting)-1]
		w.waiting = w.waiting[:len(w.waiting)-1]
		w.traceWait(s, now())
	}
}

// statsText is the report of the counters.
func statsText() string {
	var sum counts
	methods := map[*Class]*methodStats{}
	observing.Lock()
	for _, w := range observing.all {
		sum.spawned += w.counts.spawned
		sum.steals += w.counts.steals
		sum.muted += w.counts.muted
		sum.waits += w.counts.waits
		sum.contended += w.counts.contended
		for c, s := range w.methods {
			t := methods[c]
			if t == nil {
				t = &methodStats{}
				methods[c] = t
			}
			t.n += s.n
			t.total += s.total
			t.waited += s.waited
			t.longest = max(t.longest, s.longest)
		}
	}
	observing.Unlock()
	var b strings.Builder
	fmt.Fprintf(&b, "cyp: %d messages, %d actors activated, %d steals, %d muted, %d waits, %d contended locks in %s\n",
		observing.ran.Load(), sum.spawned, sum.steals, sum.muted, sum.waits, sum.contended, time.Since(observing.begin).Round(time.Millisecond))
	var classes []*Class
	for c := range methods {
		classes = append(classes, c)
	}
	slices.SortFunc(classes, func(a, b *Class) int {
		if d := methods[b].total - methods[a].total; d != 0 {
			return int(d >> 1)
		}
		return strings.Compare(a.Name, b.Name)
	})
	if len(classes) > 0 {
		fmt.Fprintf(&b, "  %-30s %10s %10s %10s %10s %12s\n", "method", "messages", "total", "mean", "longest", "mean wait")
	}
	for _, c := range classes {
		s := methods[c]
		fmt.Fprintf(&b, "  %-30s %10d %10s %10s %10s %12s  %s\n", c.Name, s.n, short(s.total), short(s.total/s.n), short(s.longest), short(s.waited/s.n), c.Pos)
	}
	return b.String()
}

// short is a duration in three digits or so.
func short(ns int64) string {
	d := time.Duration(ns)
	switch {
	case d >= time.Second:
		d = d.Round(10 * time.Millisecond)
	case d >= time.Millisecond:
		d = d.Round(10 * time.Microsecond)
	case d >= time.Microsecond:
		d = d.Round(10 * time.Nanosecond)
	}
	return d.String()
}
