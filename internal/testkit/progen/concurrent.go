package progen

import (
	"fmt"
	"strings"
)

// conc writes a concurrent program: actors, lock references, hand-over of isolated graphs, loops on several threads.
type conc struct {
	text
	shared []string // classes of lock objects
	actors []*actor // each knows those before it
	where  *actor   // whose method is being written; nil in go
	vars   int      // numbers local names
}

// actor is an activable class.
type actor struct {
	name    string
	locks   []string // fields: lock references, by class number
	next    *actor   // whom it forwards to, or nil
	slot    bool     // keeps an isolated graph
	list    bool     // keeps a list of its own
	many    bool     // a list of lock references
	methods []string // names of methods (int)
	parcels bool     // has take(Node)
	parcel  string   // the type that it takes
	answers bool     // has ask(int) that returns int
	ours    bool     // its queue and results are those of the language
	makes   bool     // has make(int) that returns Node
}

// send is the text of a message.
func (a *actor) send(to, method, args string) string {
	if !a.ours {
		args = "NULL, " + args
	}
	return fmt.Sprintf("%s.%s(%s)", to, method, args)
}

type declared struct{ typ, name string }

// Concurrent writes the programs of a seed, over one set of classes. Not every one passes the checkers: some statements are tried that may
// be wrong, and a module in which one is does not count.
func Concurrent(seed int64) Unit {
	w := &conc{text: newText(seed)}
	w.b.WriteString(`from libc.stdio cimport printf
from cython.parallel cimport prange
from libcythonplus.list cimport cyplist
from libcythonplus.dict cimport cypdict
from cyp.scheduler cimport Scheduler, SequentialMailBox, BatchMailBox, NullResult, WaitResult
from cyp cimport group, join, sleep

cdef cypclass Leaf:
    int n
    __init__(self, int n=0):
        self.n = n
    int get(const self):
        return self.n

cdef cypclass Node:
    Leaf a
    Leaf b
    Node next
    cyplist[Leaf] leaves
    int n
    __init__(self, int n=0):
        self.n = n
        self.a = Leaf(n)
        self.leaves = cyplist[Leaf]()
    void grow(self, int k):
        cdef int i
        for i in range(k):
            self.leaves.append(Leaf(i))
        self.b = self.a
    int sum(const self):
        return self.n + self.a.n

`)
	for i := 0; i < w.n(2)+1; i++ {
		w.lockClass(i)
	}
	for i := 0; i < w.n(3)+1; i++ {
		w.actorClass(i)
	}
	declared := w.b.String()
	w.b.Reset()
	w.b.WriteString("from cython.parallel cimport prange\nfrom cyp.scheduler cimport Scheduler\nfrom cyp cimport group, join\n")
	w.parallel()
	for i := 0; i < Arrangements; i++ {
		w.goFunction(i)
	}
	w.p("def run():")
	for i := 0; i < Arrangements; i++ {
		w.p("    r = go%d()", i)
		w.p("    print(r == r, \"end\")")
	}
	return Unit{seed, w.b.String(), declared, Arrangements}
}

// Arrangements is how many programs a module of Concurrent holds: each has its own objects, actors and messages.
const Arrangements = 4

// lockClass writes a class whose objects several threads share.
func (w *conc) lockClass(i int) {
	name := fmt.Sprintf("Shared%d", i)
	w.in(func() {
		w.p("long n")
		w.p("Leaf leaf")
		w.p("Node node")
		w.p("iso Node parcel")
		w.p("cyplist[int] l")
		w.p("cypdict[int, Leaf] d")
		if i > 0 {
			w.p("lock Shared%d other", i-1)
		}
		w.in(func() {
			w.p("self.leaf = Leaf(1)")
			w.p("self.node = Node(2)")
			w.p("self.l = cyplist[int]()")
			w.p("self.d = cypdict[int, Leaf]()")
			w.p("self.d[0] = self.leaf")
			if i > 0 {
				w.p("self.other = consume Shared%d()", i-1)
			}
		}, "__init__(self):")
		w.p("void add(self, int k):")
		w.p("    self.n += k")
		w.p("    self.leaf.n += 1")
		w.p("long get(const self):")
		w.p("    return self.n + self.leaf.n")
		w.p("void push(self, int k) except *:")
		w.p("    self.l.append(k)")
		w.p("    self.d[k %% 5] = Leaf(k)")
		w.p("void put(self, iso Node p):")
		w.p("    self.parcel = consume p")
		w.p("iso Node take(self):")
		w.p("    return consume self.parcel")
		w.p("void swap(self, Node p):")
		w.p("    self.node = p")
		w.in(func() {
			w.p("self.n += k")
			if i > 0 {
				w.p("self.other.add(k)")
			}
			w.p("self.node.a.n += k")
		}, "void deep(self, int k):")
		w.p("int locked_sum(locked self, int k):")
		w.p("    self.n += k")
		w.p("    return <int> self.n")
	}, "cdef cypclass %s:", name)
	w.p("")
	w.shared = append(w.shared, name)
}

func (w *conc) actorClass(i int) {
	a := &actor{name: fmt.Sprintf("Actor%d", i), slot: w.one(2), list: w.one(2), many: w.one(3), parcels: w.one(2), answers: w.one(2), parcel: pick(&w.text, []string{"iso Node", "Node"}), ours: w.one(2), makes: w.one(2)}
	for j := 0; j < w.n(2)+1; j++ {
		a.locks = append(a.locks, pick(&w.text, w.shared))
	}
	if len(w.actors) > 0 && w.n(3) > 0 {
		a.next = pick(&w.text, w.actors)
		if a.ours && !a.next.ours {
			a.next = nil // the scheduler of the program's own is finished first
		}
	}
	w.where = a
	w.in(func() {
		w.p("long count")
		w.p("Node own")
		for j, l := range a.locks {
			w.p("lock %s s%d", l, j)
		}
		if a.next != nil {
			w.p("active %s next", a.next.name)
		}
		if a.slot {
			w.p("iso Node slot")
		}
		if a.list {
			w.p("cyplist[int] seen")
			w.p("cyplist[Leaf] kept")
		}
		if a.many {
			w.p("cyplist[lock %s] all", w.shared[0])
		}
		params := "self"
		if !a.ours {
			params += ", lock Scheduler s"
		}
		for j, l := range a.locks {
			params += fmt.Sprintf(", lock %s s%d", l, j)
		}
		if a.next != nil {
			params += ", active " + a.next.name + " next"
		}
		w.in(func() {
			if !a.ours {
				w.p("self._active_result_class = %s", pick(&w.text, []string{"NullResult", "WaitResult.construct"}))
				w.p("self._active_queue_class = consume %s(s)", pick(&w.text, []string{"SequentialMailBox", "BatchMailBox"}))
			}
			w.p("self.own = Node(3)")
			for j := range a.locks {
				w.p("self.s%d = s%d", j, j)
			}
			if a.next != nil {
				w.p("self.next = next")
			}
			if a.list {
				w.p("self.seen = cyplist[int]()")
				w.p("self.kept = cyplist[Leaf]()")
			}
			if a.many {
				w.p("self.all = cyplist[lock %s]()", w.shared[0])
			}
		}, "__init__(%s):", params)
		for j := 0; j < w.n(3)+1; j++ {
			m := fmt.Sprintf("work%d", j)
			w.method(func() { w.steps(w.n(4) + 1) }, "void %s(self, int k) except *:", m)
			a.methods = append(a.methods, m)
		}
		if a.parcels {
			w.method(func() {
				w.p("if p is not NULL:")
				w.p("    self.count += p.n")
				// A plain parameter may be kept, an isolated one is handed on.
				what := w.n(4)
				if a.parcel == "iso Node" && what == 0 {
					what = 1
				}
				switch what {
				case 0:
					w.p("self.own = p")
				case 1:
					if a.slot {
						w.p("self.slot = consume p")
					} else {
						w.p("consume p")
					}
				case 2:
					w.p("self.%s.put(consume p)", w.lockField())
				default:
					if a.next != nil && a.next.parcels {
						w.p("%s", a.next.send("self.next", "take", "consume p"))
					} else {
						w.p("p.grow(2)")
					}
				}
				w.p("k = 2")
				w.steps(w.n(2))
			}, "void take(self, %s p) except *:", a.parcel)
		}
		if a.answers {
			w.method(func() {
				w.steps(w.n(2))
				w.p("return k + <int> self.count")
			}, "int ask(self, int k) except -1:")
		}
		if a.makes {
			w.in(func() {
				w.p("n = Node(k)")
				w.p("n.grow(k %% 3)")
				if w.one(2) {
					w.p("n.next = Node(1)")
				}
				if a.slot && w.one(2) {
					w.p("if self.slot is not NULL:")
					w.p("    return consume self.slot")
				}
				w.p("return consume n")
			}, "iso Node make(self, int k) except NULL:")
		}
	}, "cdef cypclass %s activable:", a.name)
	w.p("")
	w.where = nil
	w.actors = append(w.actors, a)
}

// method writes a method with locals of its own.
func (w *conc) method(body func(), head string, args ...any) {
	w.in(body, head, args...)
}

// lockField is a field of the actor that holds a lock reference.
func (w *conc) lockField() string { return fmt.Sprintf("s%d", w.n(len(w.where.locks))) }

// local gives a new name.
func (w *conc) local() string {
	w.vars++
	return fmt.Sprintf("v%d", w.vars)
}

func (w *conc) steps(n int) {
	for i := 0; i < n; i++ {
		w.step()
	}
}

// step writes a statement of an actor's method.
func (w *conc) step() {
	a := w.where
	s := "self." + w.lockField()
	switch w.n(30) {
	case 0:
		w.p("self.count += k")
	case 1, 2:
		w.lockStep(s)
	case 3:
		w.in(func() { w.lockStep(s); w.lockStep(s) }, "with wlocked %s:", s)
	case 4:
		w.in(func() { w.p("self.count += %s.get()", s) }, "with rlocked %s:", s)
	case 5, 6:
		if a.next != nil {
			w.p("%s", a.next.send("self.next", pick(&w.text, a.next.methods), fmt.Sprint("k + ", w.n(5))))
		}
	case 7:
		if a.next != nil && a.next.parcels {
			w.parcel(a.next.send("self.next", "take", "%s"))
		}
	case 8:
		if a.slot {
			w.parcel("self.slot = %s")
		}
	case 9:
		if a.slot {
			w.p("if self.slot is not NULL:")
			w.p("    self.count += self.slot.sum()")
			if w.one(2) {
				w.p("    self.%s.put(consume self.slot)", w.lockField())
			}
		}
	case 10:
		if a.list {
			w.p("self.seen.append(k)")
			w.p("self.kept.append(Leaf(k))")
		}
	case 11:
		if a.list {
			x := w.local()
			w.p("for %s in self.kept:", x)
			w.p("    self.count += %s.n", x)
		}
	case 12:
		w.p("self.own.grow(k %% 3)")
	case 13:
		x := w.local()
		w.p("%s = self.own", x)
		w.p("%s.a = Leaf(k)", x)
		w.p("self.own = Node(k)")
	case 14:
		if a.many {
			if w.shared[0] == a.locks[0] {
				w.p("self.all.append(self.s0)")
			}
		}
	case 15:
		if a.many && w.shared[0] == a.locks[0] {
			x := w.local()
			w.p("for %s in self.all:", x)
			w.p("    %s.add(1)", x)
		}
	case 16:
		w.parcel(s + ".put(%s)")
	case 17:
		x := w.local()
		w.p("%s = %s.take()", x, s)
		w.p("if %s is not NULL:", x)
		w.p("    self.count += %s.n", x)
		if a.next != nil && a.next.parcels {
			w.p("    %s", a.next.send("self.next", "take", "consume "+x))
		}
	case 18:
		w.in(func() { w.step() }, "if k %% %d == 0:", w.n(3)+2)
	case 19:
		w.in(func() { w.step() }, "for i%d in range(%d):", w.vars, w.n(3)+2)
		w.vars++
	case 20:
		if a.next != nil && a.next.ours && a.next.answers {
			// Who is asked knows only those before it: no cycle of waits.
			w.p("self.count += self.next.ask(k).get()")
		}
	case 21:
		if a.next != nil && a.next.ours && a.next.makes {
			x := w.local()
			w.p("%s = self.next.make(k).get()", x)
			w.p("self.count += %s.n", x)
			w.p("%s.put(consume %s)", s, x)
		}
	case 22:
		t := "self." + w.lockField()
		w.in(func() { w.lockStep(s); w.lockStep(t) }, "with %s %s, wlocked %s:", pick(&w.text, []string{"wlocked", "rlocked"}), s, t)
	case 23:
		if a.next != nil && a.next.ours {
			w.in(func() {
				w.p("for i%d in range(3):", w.vars)
				w.p("    %s", a.next.send("self.next", pick(&w.text, a.next.methods), "k"))
				w.vars++
			}, "with group():")
		}
	default:
		if w.one(8) {
			w.doubtful(s)
		} else {
			w.lockStep(s)
		}
	}
}

// lockStep uses a lock reference.
func (w *conc) lockStep(s string) {
	switch w.n(10) {
	case 0:
		w.p("%s.add(k)", s)
	case 1:
		w.p("%s.n += k", s)
	case 2:
		w.p("%s.leaf.n = k", s)
	case 3:
		w.p("%s.push(k)", s)
	case 4:
		w.p("%s.swap(consume Node(k))", s)
	case 5:
		w.p("%s.node.a.n += 1", s)
	case 6:
		w.p("%s.leaf = consume Leaf(k)", s)
	case 7:
		w.p("%s.deep(k)", s)
	case 8:
		w.p("%s.n = %s.n + %s.leaf.get()", s, s, s)
	default:
		w.p("%s.locked_sum(1)", s)
	}
}

// parcel makes an isolated graph and gives it to a place.
func (w *conc) parcel(to string) {
	if w.one(2) {
		w.p(to, fmt.Sprintf("consume Node(%d)", w.n(9)))
		return
	}
	x := w.local()
	w.p("%s = Node(%d)", x, w.n(9))
	w.p("%s.grow(2)", x)
	switch w.n(3) {
	case 0:
		w.p("%s.next = Node(1)", x)
	case 1:
		w.p("%s.b = Leaf(4)", x)
		w.p("%s.leaves.append(%s.b)", x, x)
	}
	w.p(to, "consume "+x)
}

// doubtful writes a statement that lets a reference escape, unless the checkers see it.
func (w *conc) doubtful(s string) {
	x := w.local()
	switch w.n(10) {
	case 0:
		w.p("self.own = %s.node", s)
	case 1:
		w.p("%s = %s.leaf", x, s)
		w.p("%s.n = k", x)
	case 2:
		w.p("%s = Node(1)", x)
		w.p("%s.swap(%s)", s, x)
	case 3:
		w.p("%s = Node(1)", x)
		w.p("self.own = %s", x)
		w.p("%s.put(consume %s)", s, x)
	case 4:
		w.p("%s = self.own", x)
		w.p("%s.put(consume self.own)", s)
		w.p("%s.n = 4", x)
	case 5:
		w.in(func() {
			w.p("%s = %s.leaf", x, s)
		}, "with wlocked %s:", s)
		w.p("%s.n = 2", x)
	case 6:
		w.p("for %s in %s.l:", x, s)
		w.p("    self.count += %s", x)
	case 7:
		w.p("%s = %s.d[0]", x, s)
		w.p("%s.n += 1", x)
	case 8:
		w.p("%s = self.own.a", x)
		w.p("%s.leaf = consume %s", s, x)
	default:
		w.p("%s = %s.d.values()", x, s)
	}
}

// parallel writes a function whose loop runs on several threads.
func (w *conc) parallel() {
	w.p("cdef long spread(lock %s s, int n) nogil:", w.shared[0])
	w.p("    cdef int i")
	w.p("    cdef long total = 0")
	w.depth++
	w.in(func() {
		w.p("total += i")
		switch w.n(4) {
		case 0:
			w.p("s.add(i)")
		case 1:
			w.p("with wlocked s:")
			w.p("    s.n += i")
			w.p("    s.leaf.n += 1")
		case 2:
			w.p("s.swap(consume Node(i))")
		default:
			w.p("s.deep(1)")
		}
	}, "for i in prange(n, num_threads=%d):", w.n(3)+2)
	w.depth--
	w.p("    return total")
	w.p("")
}

// goFunction builds everything, sends messages and ends.
func (w *conc) goFunction(number int) {
	w.p("cdef long go%d() nogil except -1:", number)
	w.depth++
	w.p("cdef lock Scheduler s = Scheduler(%d)", w.n(3)+2)
	w.p("cdef int i")
	w.p("cdef long total = 0")
	var locks []string
	for i, c := range w.shared {
		for j := 0; j < w.n(2)+1; j++ {
			name := fmt.Sprintf("s%d_%d", i, j)
			w.p("cdef lock %s %s = consume %s()", c, name, c)
			locks = append(locks, name)
		}
	}
	lock := func(c string) string {
		for {
			name := pick(&w.text, locks)
			if w.shared[int(name[1]-'0')] == c {
				return name
			}
		}
	}
	var names []declared
	for _, a := range w.actors {
		for j := 0; j < w.n(2)+1; j++ {
			var list []string
			if !a.ours {
				list = append(list, "s")
			}
			for _, l := range a.locks {
				list = append(list, lock(l))
			}
			if a.next != nil {
				next := ""
				for _, d := range names {
					if d.typ == a.next.name {
						next = d.name
					}
				}
				list = append(list, next)
			}
			args := strings.Join(list, ", ")
			name := fmt.Sprintf("a%d", len(names))
			w.p("cdef active %s %s = activate(consume %s(%s))", a.name, name, a.name, args)
			names = append(names, declared{a.name, name})
		}
	}
	of := func(d declared) *actor {
		for _, a := range w.actors {
			if a.name == d.typ {
				return a
			}
		}
		return nil
	}
	for i := 0; i < w.n(5)+4; i++ {
		d := pick(&w.text, names)
		a := of(d)
		l := pick(&w.text, locks)
		switch w.n(13) {
		case 0, 1, 2:
			w.p("for i in range(%d):", w.n(20)+2)
			w.p("    %s", a.send(d.name, pick(&w.text, a.methods), "i"))
		case 8:
			if a.ours && a.answers {
				x := w.local()
				w.p("%s = %s", x, a.send(d.name, "ask", "4"))
				w.p("%s", a.send(d.name, a.methods[0], "1"))
				w.p("total += %s.get()", x)
			}
		case 9:
			if a.ours && a.makes {
				x := w.local()
				w.p("%s = %s.get()", x, a.send(d.name, "make", "3"))
				w.p("total += %s.sum()", x)
				if a.parcels {
					w.p("%s", a.send(d.name, "take", "consume "+x))
				} else {
					w.p("%s.put(consume %s)", l, x)
				}
			}
		case 10:
			w.in(func() {
				w.p("for i in range(%d):", w.n(9)+2)
				w.p("    %s", a.send(d.name, pick(&w.text, a.methods), "i"))
				w.p("total += %s.get()", l)
			}, "with group():")
		case 11:
			m := pick(&w.text, locks)
			w.in(func() {
				w.p("%s.n += 1", l)
				w.p("%s.n = %s.n + 1", m, l)
			}, "with wlocked %s, wlocked %s:", l, m)
		case 12:
			if a.parcels {
				x := w.local()
				w.p("%s = Node(5)", x)
				w.p("%s.grow(3)", x)
				w.p("%s.next = Node(6)", x)
				w.p("%s", a.send(d.name, "take", "consume "+x))
			}
		case 3:
			if a.parcels {
				w.p("for i in range(%d):", w.n(10)+2)
				w.p("    %s", a.send(d.name, "take", "consume Node(i)"))
			}
		case 4:
			w.p("%s.add(%d)", l, w.n(9))
			w.p("with rlocked %s:", l)
			w.p("    total += %s.n", l)
		case 5:
			w.p("total += spread(%s, %d)", lock(w.shared[0]), w.n(30)+5)
		case 6:
			if a.answers {
				w.p("%s", a.send(d.name, "ask", "3"))
			}
		default:
			w.p("with wlocked %s:", l)
			w.p("    %s.n += 1", l)
			w.p("    %s.node.a.n += 1", l)
		}
	}
	for i := len(names) - 1; i > 0; i-- {
		if w.one(3) {
			w.p("%s = NULL", names[i].name)
		}
	}
	w.p("s.finish()")
	w.p("join()")
	for _, l := range locks {
		w.p("total += %s.get()", l)
	}
	w.p("return total")
	w.depth--
	w.p("")
}
