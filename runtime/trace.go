//go:build cyp_observe

package rt

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// The trace is a file in the format that Perfetto and chrome://tracing open: a track for each thread, a slice for each message and each wait
// inside it, an arrow from the send to the message, and a graph of how many messages wait.

// maxTraced is how many messages a trace holds: viewers open no more.
const maxTraced = 2_000_000

var (
	tracing bool
	trace   traceFile
)

type traceFile struct {
	sync.Mutex
	file  *os.File
	w     *bufio.Writer
	begun bool
	line  []byte
	n     atomic.Int64 // messages
	over  atomic.Bool  // there were more
}

// event writes one event, whose fields are given.
func (t *traceFile) event(fields []byte) {
	if t.begun {
		t.w.WriteByte(',')
	}
	t.begun = true
	t.w.WriteString("\n{\"pid\":1,")
	t.w.Write(fields)
	t.w.WriteByte('}')
}

// appendMicros writes nanoseconds as microseconds.
func appendMicros(b []byte, ns int64) []byte {
	b = strconv.AppendInt(b, ns/1000, 10)
	return append(b, '.', byte('0'+ns/100%10), byte('0'+ns/10%10), byte('0'+ns%10))
}

type traceEvent struct {
	kind byte // X message, w wait, s arrow begins, C counter
	spell
	end int64
}

func openTrace(path string) {
	if path == "" {
		return
	}
	f, err := os.Create(path)
	if err != nil {
		fmt.Fprintf(os.Stderr, "cyp: cannot write the trace: %v\n", err)
		return
	}
	trace.file, trace.w = f, bufio.NewWriterSize(f, 1<<20)
	trace.w.WriteString(`{"displayTimeUnit":"ns","traceEvents":[`)
	tracing = true
}

// closeTrace writes what the contexts still have.
func closeTrace() {
	if !tracing {
		return
	}
	end := now()
	if m := MainCtx; m != nil {
		w := m.watcher()
		w.events = append(w.events, traceEvent{'X', spell{what: "main"}, end})
	}
	observing.Lock()
	for _, w := range observing.all {
		for _, s := range w.running {
			// It runs still: the program was ended.
			w.events = append(w.events, traceEvent{'X', s, end})
		}
		for _, s := range w.waiting {
			w.events = append(w.events, traceEvent{'w', s, end})
		}
		w.write()
	}
	observing.Unlock()
	trace.Lock()
	tracing = false
	trace.w.WriteString("\n]}\n")
	err := trace.w.Flush()
	if e := trace.file.Close(); err == nil {
		err = e
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "cyp: cannot write the trace: %v\n", err)
	}
	if trace.over.Load() {
		fmt.Fprintf(os.Stderr, "cyp: the trace holds the first %d messages\n", maxTraced)
	}
	trace.Unlock()
}

func (w *watcher) traceSend(c *Class, o observed) {
	if tracing {
		w.record(traceEvent{'s', spell{class: c, begin: o.sent, flow: o.flow}, 0})
		w.count(o.sent)
	}
}

func (w *watcher) traceRun(s spell, end int64) {
	if !tracing {
		return
	}
	trace.n.Add(1)
	w.record(traceEvent{'X', s, end})
	w.count(end)
}

// count adds to the graph of the messages that wait, a hundred microseconds after its last point or later.
func (w *watcher) count(at int64) {
	if last := observing.sampled.Load(); at-last > 100_000 && observing.sampled.CompareAndSwap(last, at) {
		w.record(traceEvent{'C', spell{begin: at}, observing.sent.Load() - observing.ran.Load()})
	}
}

func (w *watcher) traceWait(s spell, end int64) {
	if tracing {
		w.record(traceEvent{'w', s, end})
	}
}

func (w *watcher) record(e traceEvent) {
	if trace.n.Load() > maxTraced {
		trace.over.Store(true)
		return
	}
	w.events = append(w.events, e)
	if len(w.events) >= 4096 {
		w.write()
	}
}

// write moves the events of a context to the file.
func (w *watcher) write() {
	trace.Lock()
	defer trace.Unlock()
	if !tracing {
		return
	}
	if !w.named {
		w.named = true
		name := fmt.Sprintf("thread %d", w.id)
		order := 1000 + w.id
		switch {
		case w.cx == MainCtx:
			name, order = "main", 0
		case w.serves:
			name, order = fmt.Sprintf("worker %d", w.id), w.id
		}
		trace.event(fmt.Appendf(nil, `"ph":"M","name":"thread_name","tid":%d,"args":{"name":%q}`, w.id, name))
		trace.event(fmt.Appendf(nil, `"ph":"M","name":"thread_sort_index","tid":%d,"args":{"sort_index":%d}`, w.id, order))
	}
	for i := range w.events {
		w.writeEvent(&w.events[i])
	}
	w.events = w.events[:0]
}

func (w *watcher) writeEvent(e *traceEvent) {
	b := trace.line[:0]
	head := func(ph, name string, at int64) {
		b = append(b, `"ph":"`...)
		b = append(b, ph...)
		b = append(b, `","tid":`...)
		b = strconv.AppendUint(b, uint64(w.id), 10)
		b = append(b, `,"ts":`...)
		b = appendMicros(b, at)
		b = append(b, `,"name":`...)
		b = strconv.AppendQuote(b, name)
	}
	flow := func(ph string, at int64) {
		head(ph, "send", at)
		b = append(b, `,"cat":"send","bp":"e","id":"0x`...)
		b = strconv.AppendUint(b, e.flow, 16)
		b = append(b, '"')
		trace.event(b)
		b = b[:0]
	}
	switch e.kind {
	case 's':
		if !w.serves && w.cx != MainCtx {
			// An arrow needs a slice to begin in.
			head("X", "sends "+e.class.Name, e.begin)
			b = append(b, `,"dur":1`...)
			trace.event(b)
			b = b[:0]
		}
		flow("s", e.begin)
	case 'C':
		head("C", "messages waiting", e.begin)
		b = append(b, `,"args":{"messages":`...)
		b = strconv.AppendInt(b, max(e.end, 0), 10)
		trace.event(append(b, '}'))
	case 'w':
		head("X", "waits for "+e.what, e.begin)
		b = append(b, `,"cat":"wait","cname":"thread_state_iowait","dur":`...)
		trace.event(appendMicros(b, e.end-e.begin))
	case 'X':
		name := e.what
		if e.class != nil {
			name = e.class.Name
		}
		head("X", name, e.begin)
		b = append(b, `,"cat":"message","dur":`...)
		b = appendMicros(b, e.end-e.begin)
		if c := e.class; c != nil {
			b = append(b, `,"args":{"line":`...)
			b = strconv.AppendQuote(b, c.Pos)
			if o := e.object; o != nil && !strings.HasPrefix(c.Name, o.Name+".") {
				b = append(b, `,"object":`...)
				b = strconv.AppendQuote(b, o.Name)
			}
			b = append(b, `,"waited µs":`...)
			b = appendMicros(b, e.waited)
			b = append(b, `,"behind it":`...)
			b = strconv.AppendInt(b, int64(e.behind), 10)
			b = append(b, '}')
		}
		trace.event(b)
		b = b[:0]
		if e.flow != 0 {
			flow("f", e.begin)
		}
	}
	trace.line = b[:0]
}
