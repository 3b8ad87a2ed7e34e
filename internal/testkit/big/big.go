// Package big writes programs of any size, to measure the compiler with: modules of classes that call those of the modules before them, actors,
// templates, lock blocks, Python functions. The same lines and seed give the same program.
package big

import (
	"fmt"
	"math/rand"
	"strings"
)

// File is a module.
type File struct {
	Name string
	Text string
}

// moduleLines is about how long a module is.
const moduleLines = 1000

// Program writes modules m0.pyx, m1.pyx, … with declarations beside them, and main.pyx, which calls them. All of it has about the number of
// lines that is asked for.
func Program(lines int, seed int64) []File {
	w := &writer{r: rand.New(rand.NewSource(seed))}
	var out []File
	total := 0
	for total < lines {
		m := w.module(min(moduleLines, lines-total))
		for _, f := range m {
			total += strings.Count(f.Text, "\n")
		}
		out = append(out, m...)
	}
	var b strings.Builder
	for i := range w.modules {
		fmt.Fprintf(&b, "from m%d cimport start%d\n", i, i)
	}
	b.WriteString("\ndef main():\n    cdef long n = 0\n    with nogil:\n")
	for i := range w.modules {
		fmt.Fprintf(&b, "        n += start%d(3)\n", i)
	}
	b.WriteString("    print(n)\n")
	return append(out, File{"main.pyx", b.String()})
}

type writer struct {
	r       *rand.Rand
	modules int
	classes []string // of the module that is written
	funcs   []string // long f(long)
	b       strings.Builder
}

func (w *writer) line(depth int, format string, args ...any) {
	w.b.WriteString(strings.Repeat("    ", depth))
	fmt.Fprintf(&w.b, format, args...)
	w.b.WriteByte('\n')
}

// module writes one module, and its declarations.
func (w *writer) module(lines int) []File {
	k := w.modules
	w.modules++
	w.b.Reset()
	w.classes, w.funcs = nil, nil
	w.line(0, "from libcythonplus.list cimport cyplist")
	w.line(0, "from libcythonplus.dict cimport cypdict")
	w.line(0, "from cyp.scheduler cimport SequentialMailBox, NullResult, Scheduler")
	for i := max(0, k-3); i < k; i++ {
		w.line(0, "from m%d cimport start%d", i, i)
		w.funcs = append(w.funcs, fmt.Sprintf("start%d", i))
	}
	for n := 0; strings.Count(w.b.String(), "\n") < lines-12; n++ {
		name := fmt.Sprintf("%d_%d", k, n)
		w.line(0, "")
		switch {
		case n%12 == 5:
			w.actor("Act"+name, "run"+name)
		case n%12 == 9:
			w.template("Gen"+name, "gen"+name)
		case n%3 == 0:
			w.class("Node"+name, "walk"+name)
		case n%7 == 1:
			w.python("py" + name)
		default:
			w.function("work" + name)
		}
	}
	w.line(0, "")
	w.line(0, "cdef long start%d(long n) nogil:", k)
	w.line(1, "total = n")
	for _, f := range w.funcs[max(0, len(w.funcs)-5):] {
		w.line(1, "if total > 100:")
		w.line(2, "total += %s(n - 1)", f)
	}
	w.line(1, "return total")
	return []File{
		{fmt.Sprintf("m%d.pyx", k), w.b.String()},
		{fmt.Sprintf("m%d.pxd", k), fmt.Sprintf("cdef long start%d(long n) nogil\n", k)},
	}
}

// callee is a function written before.
func (w *writer) callee() string {
	if len(w.funcs) == 0 {
		return "<long>"
	}
	return w.funcs[w.r.Intn(len(w.funcs))]
}

func (w *writer) class(name, fn string) {
	base := ""
	if len(w.classes) > 0 && w.r.Intn(3) == 0 {
		base = "(" + w.classes[w.r.Intn(len(w.classes))] + ")"
	}
	w.line(0, "cdef cypclass %s%s:", name, base)
	w.line(1, "%s left%s", name, fn)
	w.line(1, "%s right%s", name, fn)
	w.line(1, "lock %s shared%s", name, fn)
	w.line(1, "cyplist[%s] all%s", name, fn)
	w.line(1, "long n%s", fn)
	w.line(1, "__init__(self, long n=0):")
	w.line(2, "self.n%s = n", fn)
	w.line(2, "self.all%s = cyplist[%s]()", fn, name)
	w.line(1, "long sum(self, long depth):")
	w.line(2, "s = self.n%s", fn)
	w.line(2, "if self.left%s is not NULL:", fn)
	w.line(3, "s += self.left%s.sum(depth + 1)", fn)
	w.line(2, "for x in self.all%s:", fn)
	w.line(3, "s += x.n%s", fn)
	w.line(2, "return s + %s(depth)", w.callee())
	w.line(1, "void add%s(self, %s x):", fn, name)
	w.line(2, "self.all%s.append(x)", fn)
	w.line(2, "if x.n%s > 3:", fn)
	w.line(3, "self.left%s = x", fn)
	w.line(2, "else:")
	w.line(3, "self.right%s = x", fn)
	w.line(1, "long get%s(const self):", fn)
	w.line(2, "return self.n%s", fn)
	w.line(0, "")
	w.line(0, "cdef iso %s make%s(long n) nogil:", name, fn)
	w.line(1, "root = %s(n)", name)
	w.line(1, "for i in range(n):")
	w.line(2, "child = %s(i)", name)
	w.line(2, "child.add%s(%s(i + 1))", fn, name)
	w.line(2, "root.add%s(child)", fn)
	w.line(1, "del child")
	w.line(1, "return consume root")
	w.line(0, "")
	w.line(0, "cdef long %s(long n) nogil:", fn)
	w.line(1, "cdef iso %s mine = make%s(n)", name, fn)
	w.line(1, "cdef lock %s shared = make%s(n + 1)", name, fn)
	w.line(1, "with wlocked shared:")
	w.line(2, "shared.n%s += mine.sum(0)", fn)
	w.line(1, "total = shared.get%s()", fn)
	w.line(1, "cdef %s plain = consume mine", name)
	w.line(1, "while plain is not NULL:")
	w.line(2, "total += plain.n%s", fn)
	w.line(2, "if total > 1000:")
	w.line(3, "break")
	w.line(2, "plain = plain.left%s", fn)
	w.line(1, "return total")
	w.classes = append(w.classes, name)
	w.funcs = append(w.funcs, fn)
}

func (w *writer) actor(name, fn string) {
	node := w.classes[w.r.Intn(len(w.classes))]
	w.line(0, "cdef cypclass %s activable:", name)
	w.line(1, "long done")
	w.line(1, "%s last", node)
	w.line(1, "__init__(self, lock Scheduler scheduler):")
	w.line(2, "self._active_result_class = NullResult")
	w.line(2, "self._active_queue_class = consume SequentialMailBox(scheduler)")
	w.line(1, "void put(self, iso %s x):", node)
	w.line(2, "self.last = consume x")
	w.line(2, "self.done += self.last.sum(0)")
	w.line(1, "void more(self, long n):")
	w.line(2, "self.done += %s(n)", w.callee())
	w.line(0, "")
	w.line(0, "cdef long %s(long n) nogil:", fn)
	w.line(1, "cdef lock Scheduler scheduler = Scheduler()")
	w.line(1, "a = activate(consume %s(scheduler))", name)
	w.line(1, "for i in range(n):")
	w.line(2, "a.more(NULL, i)")
	w.line(2, "a.put(NULL, consume %s(i))", node)
	w.line(1, "scheduler.finish()")
	w.line(1, "del scheduler")
	w.line(1, "back = consume a")
	w.line(1, "return back.done")
	w.funcs = append(w.funcs, fn)
}

func (w *writer) template(name, fn string) {
	node := w.classes[w.r.Intn(len(w.classes))]
	w.line(0, "cdef cypclass %s[T, U]:", name)
	w.line(1, "T value")
	w.line(1, "cypdict[U, T] map")
	w.line(1, "__init__(self, T value):")
	w.line(2, "self.value = value")
	w.line(2, "self.map = cypdict[U, T]()")
	w.line(1, "T swap(self, U key, T value):")
	w.line(2, "old = self.value")
	w.line(2, "self.map[key] = value")
	w.line(2, "self.value = value")
	w.line(2, "return old")
	w.line(0, "")
	w.line(0, "cdef long %s(long n) nogil:", fn)
	w.line(1, "g = %s[long, long](n)", name)
	w.line(1, "h = %s[%s, int](%s(n))", name, node, node)
	w.line(1, "h.swap(3, %s(2))", node)
	w.line(1, "return g.swap(1, n) + h.value.sum(1)")
	w.funcs = append(w.funcs, fn)
}

func (w *writer) python(name string) {
	w.line(0, "def %s(n):", name)
	w.line(1, "table = {}")
	w.line(1, "for i in range(n):")
	w.line(2, "key = 'k%%d' %% (i %% 7)")
	w.line(2, "table[key] = table.get(key, 0) + i")
	w.line(1, "try:")
	w.line(2, "return sorted(table.items())[0][1] + %s(n)", w.callee())
	w.line(1, "except IndexError as e:")
	w.line(2, "print(e)")
	w.line(2, "return None")
}

// function writes statements nested at random.
func (w *writer) function(name string) {
	w.line(0, "cdef long %s(long n) nogil:", name)
	w.line(1, "cdef long a = n, b = 1, i, j")
	w.line(1, "cdef double x = 0.5")
	var block func(depth int)
	block = func(depth int) {
		for range 2 + w.r.Intn(4) {
			switch k := w.r.Intn(9); {
			case k == 0 && depth < 5:
				w.line(depth, "if a > %d and b != a:", w.r.Intn(50))
				block(depth + 1)
				w.line(depth, "elif b %% 2 == 0:")
				block(depth + 1)
			case k == 1 && depth < 4:
				w.line(depth, "for i in range(b %% 5):")
				block(depth + 1)
			case k == 2 && depth < 4:
				w.line(depth, "while a > 3:")
				w.line(depth+1, "a //= 2")
				block(depth + 1)
			case k == 3:
				w.line(depth, "a = a * %d + (b ^ n) - %s(b %% 3)", w.r.Intn(9), w.callee())
			case k == 4:
				w.line(depth, "x = x * 0.5 + a / (b + 0.5)")
			default:
				w.line(depth, "b = (b + a * %d) & 1023", w.r.Intn(99))
			}
		}
	}
	block(1)
	w.line(1, "return a + b + <long> x")
	w.funcs = append(w.funcs, name)
}
