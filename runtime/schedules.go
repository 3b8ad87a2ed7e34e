package rt

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// A program can run under a simulator, which lets one of its threads go at a time and chooses at each step which: at sends, locks and
// results, where a worker looks for work, and between the reads and the writes of the mailboxes. All choices follow
// from a seed, so a schedule that shows an error can be repeated. Time is simulated: a wait ends when nothing else can run.
//
// The code that runs is that of real programs: a task is a goroutine with its context, which gives the turn away in step and in wait.
type simulator struct {
	rng     *rand.Rand
	seed    uint64
	tasks   []*task
	current *task
	main    *task
	enabled []*task
	now     time.Duration
	steps   int
	made    int // tasks, for their names
	nudged  bool

	progress atomic.Int64 // passes of the turn

	// The strategy: how it chooses.
	kind    strategy
	changes []int // steps at which the running task loses its priority
	lowest  int

	events  []event
	names   map[*Header]string
	order   map[*Header]int // of LockAll
	numbers map[string]int
	failure string // why the schedule ended before its program
}

type strategy int

const (
	// anyTask takes each task that can run with the same chance.
	anyTask strategy = iota
	// longRuns keeps to the running task but now and then.
	longRuns
	// priorities takes the task of the highest priority, and changes the priorities at a few steps.
	priorities
	strategies
)

// maxSteps is where a schedule counts as endless.
const maxSteps = 1 << 20

// sim is the simulator that the program runs under, or nil. It stays once it has begun.
var sim atomic.Pointer[simulator]

// task is a thread of a simulated program.
type task struct {
	s        *simulator
	name     string
	turn     chan struct{}
	ready    func() bool   // nil: it can run
	until    time.Duration // where ready looks at the time: when it changes its mind
	what     string        // it waits for
	priority int
}

// event is a line of the report of a schedule.
type event struct {
	t      *task
	kind   string
	object string
	h      *Header
}

// Schedule runs f on a context under the simulator, with the schedule of a seed, and waits until nothing else can run. It returns
// "" or why the schedule did not come to its end; then the program can't go on.
func Schedule(cx *Ctx, seed uint64, f func()) (failure string) {
	s := sim.Load()
	if s == nil || s.failure != "" {
		s = &simulator{}
		s.main = &task{s: s, name: "main", turn: make(chan struct{}, 1)}
		s.tasks = []*task{s.main}
		s.current = s.main
		sim.Store(s)
	}
	cx.setTask(s.main)
	s.begin(seed)
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(stopped); !ok {
				panic(r)
			}
			failure = s.failure
		}
	}()
	defer s.watch()()
	f()
	s.drain(cx)
	return ""
}

// stuckAfter is how long a thread may run without letting others go on.
var stuckAfter = 10 * time.Second

// watch ends a program whose running thread never comes to a place where another could go on: it waits for others in a loop that
// nothing here can see. The result ends the watch.
func (s *simulator) watch() (end func()) {
	done := make(chan bool)
	go func() {
		last := int64(-1)
		for {
			select {
			case <-done:
				return
			case <-time.After(stuckAfter):
			}
			n := s.progress.Load()
			if n == last {
				os.Stderr.WriteString("cyp: the running thread lets no other go on: a loop that waits for others needs a send, a lock, a result or cyp.sleep in it\n" +
					activity() + s.text())
				os.Exit(ExitFatal)
			}
			last = n
		}
	}()
	return func() { close(done) }
}

// ScheduleText is the schedule that runs or ran last: its seed and what its threads did.
func ScheduleText() string {
	if s := sim.Load(); s != nil {
		return s.text()
	}
	return ""
}

// stopped unwinds the main task of a schedule that has failed.
type stopped struct{}

func (s *simulator) begin(seed uint64) {
	s.seed = seed
	s.rng = rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15))
	s.kind = strategy(seed % uint64(strategies))
	s.steps, s.lowest, s.nudged = 0, 0, false
	s.changes = s.changes[:0]
	for range 1 + s.rng.IntN(4) {
		s.changes = append(s.changes, 1+s.rng.IntN(8<<s.rng.IntN(9)))
	}
	s.events = s.events[:0]
	s.names, s.numbers, s.order = map[*Header]string{}, map[string]int{}, map[*Header]int{}
	for _, t := range s.tasks {
		t.priority = s.rng.IntN(1 << 20)
	}
	s.made = 0
}

// drain runs the other tasks until none of them can go on, and ends the scheduler of the actors without one.
func (s *simulator) drain(cx *Ctx) {
	JoinAll(cx)
	if c := background.core.Swap(nil); c != nil {
		c.mu.Lock()
		c.end()
		c.mu.Unlock()
	}
	s.wait("the other threads to end", 0, func() bool {
		for _, t := range s.tasks {
			if t != s.main && t.canRun() {
				return false
			}
		}
		return true
	})
}

// spawn begins a task that runs f. The caller runs on.
func (s *simulator) spawn(kind string, f func()) *task {
	s.made++
	t := &task{s: s, name: fmt.Sprintf("%s %d", kind, s.made), turn: make(chan struct{}, 1), priority: s.rng.IntN(1 << 20)}
	s.tasks = append(s.tasks, t)
	go func() {
		defer guard()
		<-t.turn
		f()
		s.tasks = slices.DeleteFunc(s.tasks, func(o *task) bool { return o == t })
		s.pass(nil)
	}()
	return t
}

// launch runs f on a goroutine of its own, or as a task; cx is its context.
func launch(cx *Ctx, kind string, f func()) {
	if s := sim.Load(); s != nil {
		cx.setTask(s.spawn(kind, f))
		return
	}
	go f()
}

// timer sends a message later.
func (s *simulator) timer(d time.Duration, m *delayed) {
	until := s.now + max(d, 1)
	s.spawn("timer", func() {
		s.wait("time to pass", until, func() bool { return s.now >= until || m.over.Load() })
		m.fire()
	})
}

func (t *task) canRun() bool {
	if t.ready != nil {
		if !t.ready() {
			return false
		}
		t.ready = nil
	}
	return true
}

// step is a place where another task may go on. what is "" where a reader of the schedule needn't know.
func (cx *Ctx) step(kind, what string, h *Header) {
	if cx.task != nil {
		cx.task.s.stepped(kind, what, h)
	}
}

func (s *simulator) stepped(kind, what string, h *Header) {
	t := s.current
	if kind != "" {
		s.nudged = false
		s.note(t, kind, what, h)
	}
	if s.steps++; s.steps > maxSteps {
		s.fail("the schedule has no end")
	}
	if s.kind == priorities && slices.Contains(s.changes, s.steps) {
		s.lowest--
		t.priority = s.lowest
	}
	s.pass(t)
}

// spun tells that a task will try again what others have to make possible.
func (s *simulator) spun() {
	s.lowest--
	s.current.priority = s.lowest
	s.stepped("", "", nil)
}

// wait is the wait of the current task for ready. It is asked while others run, and not again once it has said yes.
func (s *simulator) wait(what string, until time.Duration, ready func() bool) {
	t := s.current
	t.ready, t.until, t.what = ready, until, what
	if t.canRun() {
		return
	}
	s.note(t, "waits for", what, nil)
	s.pass(t)
}

// pass gives the turn to a task that can run; t, the current one or nil where that has ended, goes on when it is its turn again.
func (s *simulator) pass(t *task) {
	next := s.pick()
	s.progress.Add(1)
	s.current = next
	if next == t {
		return
	}
	next.turn <- struct{}{}
	if t == nil {
		return
	}
	<-t.turn
	if t == s.main && s.failure != "" {
		panic(stopped{})
	}
}

// pick chooses the task that goes on.
func (s *simulator) pick() *task {
	for {
		s.enabled = s.enabled[:0]
		for _, t := range s.tasks {
			if t.canRun() {
				s.enabled = append(s.enabled, t)
			}
		}
		if len(s.enabled) > 0 {
			return s.choose()
		}
		if s.later() {
			continue
		}
		if !s.nudged && anyStalled() {
			// What the monitor of a real program does now and then: messages that their syncs held back are looked at again.
			s.nudged = true
			s.spawn("monitor", resumeAll)
			continue
		}
		var b strings.Builder
		b.WriteString("all threads wait for each other")
		for _, t := range s.tasks {
			if t.what != waitTexts[waitWork] {
				fmt.Fprintf(&b, "\n  %s waits for %s", t.name, t.what)
			}
		}
		s.fail(b.String())
	}
}

func anyStalled() bool {
	stalled.Lock()
	defer stalled.Unlock()
	return len(stalled.boxes) > 0
}

func (s *simulator) choose() *task {
	all := s.enabled
	switch s.kind {
	case longRuns:
		if slices.Contains(all, s.current) && s.rng.IntN(8) > 0 {
			return s.current
		}
	case priorities:
		best := all[0]
		for _, t := range all {
			if t.priority > best.priority {
				best = t
			}
		}
		return best
	}
	return all[s.rng.IntN(len(all))]
}

// later lets time pass until some wait is over.
func (s *simulator) later() bool {
	var next time.Duration
	for _, t := range s.tasks {
		if t.until > s.now && (next == 0 || t.until < next) {
			next = t.until
		}
	}
	if next == 0 {
		return false
	}
	s.now = next
	return true
}

// fail ends the schedule: the main task is unwound, the others are left where they are.
func (s *simulator) fail(why string) {
	s.failure = why
	if s.current == s.main {
		panic(stopped{})
	}
	s.current = s.main
	s.main.turn <- struct{}{}
	select {}
}

func (s *simulator) note(t *task, kind, what string, h *Header) {
	if h != nil {
		// The name is given now: the object may be another one later.
		what = s.nameOf(what, h)
	}
	s.events = append(s.events, event{t, kind, what, h})
}

func (s *simulator) nameOf(class string, h *Header) string {
	n, ok := s.names[h]
	if !ok || !strings.HasPrefix(n, class+" ") {
		s.numbers[class]++
		n = fmt.Sprintf("%s %d", class, s.numbers[class])
		s.names[h] = n
	}
	return n
}

// shown is how many events the report of a schedule has at most.
const shown = 200

func (s *simulator) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "schedule of seed %d, %d steps:\n", s.seed, s.steps)
	from := max(len(s.events)-shown, 0)
	if from > 0 {
		fmt.Fprintf(&b, "  … %d before\n", from)
	}
	for _, e := range s.events[from:] {
		fmt.Fprintf(&b, "  %-9s %s %s\n", e.t.name, e.kind, e.object)
	}
	return b.String()
}
