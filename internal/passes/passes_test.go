package passes_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/irbuild"
	"github.com/cyp-lang/cyp/internal/passes"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types/check"
)

// compile runs a source text through the passes.
func compile(t *testing.T, src string, opt passes.Options) *ir.Program {
	t.Helper()
	l := resolve.NewLoader()
	l.Std = std.Open
	file := filepath.Join(t.TempDir(), "m.pyx")
	require.NoError(t, os.WriteFile(file, []byte("# cython: language_level=3\n"+src), 0o644))
	p := l.Program(l.LoadFile(file, true, false))
	tree := check.Program(p, check.Options{})
	for _, d := range p.Diags.All() {
		t.Logf("%s: %s", p.Set.Position(d.Span.Start), d.Message)
	}
	require.Zero(t, p.Diags.Errors(), "the checker reports errors")
	prog := irbuild.Build(tree, irbuild.Options{})
	require.NoError(t, passes.Run(prog, opt))
	return prog
}

// body prints the function with the given name, without its first and last line.
func body(t *testing.T, p *ir.Program, name string) string {
	t.Helper()
	for _, f := range ir.AllFuncs(p) {
		if f.Name == name {
			lines := strings.Split(strings.TrimSpace(ir.PrintFunc(f)), "\n")
			return strings.Join(lines[:len(lines)-1], "\n")
		}
	}
	t.Fatalf("no function %s", name)
	return ""
}

// check compares the printed function with what is expected, indented as one likes.
func checkFunc(t *testing.T, p *ir.Program, name, want string) {
	t.Helper()
	trim := func(s string) string {
		var out []string
		for _, l := range strings.Split(s, "\n") {
			if l = strings.TrimSpace(l); l != "" {
				out = append(out, l)
			}
		}
		return strings.Join(out, "\n")
	}
	assert.Equal(t, trim(want), trim(body(t, p, name)))
}

const node = `
cdef cypclass Node:
    long value
    Node next
`

// Each case is a program of one class and shows one rule in the function f.
func TestCounting(t *testing.T) {
	cases := []struct{ name, src, fn, want string }{
		{"a walk over a list needs no count", node + `
cdef long f(Node head) nogil:
    cdef long s = 0
    n = head
    while n is not NULL:
        s += n.value
        n = n.next
    return s
`, "f", `
func __main__.f(borrowed head: Node) long
  var s: long
  var n: Node
  s = 0
  n := head
  loop 1 while n != null
    s = s + n.value
    n := n.next
  return s`},
		{"a parameter that is set again becomes a local", node + `
cdef long f(Node n) nogil:
    cdef long s = 0
    while n is not NULL:
        s += n.value
        n = n.next
    return s
`, "f", `
func __main__.f(borrowed n: Node) long
  var n2: Node
  var s: long
  n2 := n
  s = 0
  loop 1 while n2 != null
    s = s + n2.value
    n2 := n2.next
  return s`},
		{"a store to the field in the loop brings the counts back", node + `
cdef void g(Node n) nogil:
    n.value += 1
cdef void f(Node n) nogil:
    cdef Node m
    while n is not NULL:
        m = n.next
        g(n)
        n.next = NULL
        n = m
`, "f", `
func __main__.f(n: Node) cx
  var m: Node
  loop 1 while n != null
    m := retain n.next
    g(n)
    n.next = null
    n = move m`},
		{"a value leaves a field that is stored to next", node + `
cdef void f(Node n) nogil:
    cdef Node m
    while n is not NULL:
        m = n.next
        n.next = NULL
        n = m
`, "f", `
func __main__.f(n: Node) cx
  var m: Node
  loop 1 while n != null
    m := take kept n.next
    n.next := null
    n = move m`},
		{"fields are swapped without counts", node + `
cdef void f(Node a, Node b) nogil:
    a.next, b.next = b.next, a.next
`, "f", `
func __main__.f(borrowed a: Node, borrowed b: Node)
  block
  nullcheck b "b"
  t1 := take kept b.next
  nullcheck a "a"
  t2 := take kept a.next
  a.next := move t1
  b.next := move t2`},
		{"elements of a list are borrowed", node + `
from libcythonplus.list cimport cyplist
cdef long f(cyplist[Node] l, unsigned int k) nogil except -1:
    cdef long s = 0
    for n in l:
        s += n.value
    m = l[k]
    m.value = s
    return s
`, "f", `
func __main__.f(borrowed l: cyplist[Node], k: unsigned int) long raises
  var s: long
  var n: Node
  var m: Node
  var seq: cyplist[Node]
  var it: rt.ListIter[Node]
  var i: long
  s = 0
  nullcheck l "l"
  seq := l
  i = 0
  items1 = rt.ItemsOf(seq)
  loop 1 while i < <long>len(items1)
    t1 := items1[i]
    n := t1
    nullcheck n "n"
    s = s + n.value
  post
    i = i + 1
  seq := null
  rangecheck <size_t>k of l.Items()
  m := l.Items()[<size_t>k]
  nullcheck m "m"
  m.value = s
  return s`},
		{"one search of a dictionary serves a test, a read and a write", `
from libcythonplus.dict cimport cypdict
cdef void f(cypdict[int, int] d, int k, int j) nogil except *:
    if k in d:
        d[k] = d[k] + 1
    if k in d:
        d[j] = 0
        d[k] = 1
`, "f", `
func __main__.f(borrowed d: cypdict[int,int], k: int, j: int) raises cx
  nullcheck d "d"
  at1 = d.Find(k)
  t1 = at1 >= 0
  if t1
    t2 = d.Entry(at1)
    d.SetEntry(at1, t2 + 1)
  t3 = d.Contains(k)
  if t3
    d.SetAt(j, 0)
    d.SetAt(k, 1)`},
		{"a list that is added to in the loop keeps its iterator, and its elements a count where some go away", node + `
from libcythonplus.list cimport cyplist
cdef long f(cyplist[Node] l) nogil except -1:
    for n in l:
        l.append(n)
    m = l[0]
    del l[0]
    return m.value
`, "f", `
func __main__.f(borrowed l: cyplist[Node]) long raises cx
  var n: Node
  var m: Node
  var seq: cyplist[Node]
  var it: rt.ListIter[Node]
  var err: exception
  nullcheck l "l"
  seq := l
  it = seq.Iter()
  try
    loop 1
      t1, t2 := retain it.Next()
      if !t2
        drop t1
        break 1
      n := move t1
      l.Append(move n)
  handler err
    it.Close()
    seq := null
    reraise err
  it.Close()
  seq := null
  rangecheck 0 of l.Items()
  m := retain l.Items()[0]
  l.DelAt(0) unwind(m)
  nullcheck m "m"
  return m.value drop(m)`},
		{"what is kept is moved at its last use", node + `
cdef Node f(Node head, long v) nogil:
    n = Node()
    n.value = v
    n.next = head
    return n
`, "f", `
func __main__.f(head: Node, v: long) Node cx
  var n: Node
  n := new Node
  n.value = v
  n.next = move head
  return move n`},
		{"what is kept and used later is counted", node + `
cdef long f(Node head) nogil:
    n = Node()
    n.next = head
    return n.next.value + head.value
`, "f", `
func __main__.f(head: Node) long cx
  var n: Node
  n := new Node
  n.next = retain head
  nullcheck n.next "n.next"
  nullcheck head "head"
  return n.next.value + head.value drop(n, head)`},
		{"error edges drop what is held", node + `
cdef int g(int k) nogil except -1:
    if k > 3:
        with gil:
            raise ValueError("no")
    return k

cdef int f(int k) nogil except -1:
    a = Node()
    b = Node()
    a.next = b
    g(k)
    b.value = k
    g(k + 1)
    return 0
`, "f", `
func __main__.f(k: int) int raises cx
  var a: Node
  var b: Node
  a := new Node
  b := new Node
  a.next = retain b
  g(k) unwind(a, b)
  b.value = <long>k
  g(k + 1) unwind(a, b)
  return 0 drop(a, b)`},
		{"temporaries die at the end of their statement, on the error path too", `
from libc.stdio cimport printf
cdef cypclass P:
    int k
    __init__(self, int k):
        self.k = k
    void __dealloc__(self):
        printf("-%d\n", self.k)
    int get(self) except -1:
        if self.k < 0:
            with gil:
                raise ValueError("no")
        return self.k

cdef int f() nogil except -1:
    return P(1).get() + P(-2).get()
`, "f", `
func __main__.f() int raises cx
  block
    t1 := new P
    t1.P.<init>(1)
    t2 = t1.P.get() unwind(t1)
    t3 := new P
    t3.P.<init>(-2)
    t4 = t3.P.get() unwind(t1, t3)
    drop t1
    drop t3
    return t2 + t4`},
		{"a receiver from a field that the call may change is held", `
cdef cypclass Owner
cdef cypclass Thing:
    int k
    int work(self, Owner o):
        o.thing = NULL
        return self.k
    int look(self):
        return self.k
cdef cypclass Owner:
    Thing thing
    int run(self):
        return self.thing.work(self) + self.thing.look()
`, "Owner.run", `
func __main__.Owner.run(self: Owner) int cx
    nullcheck self.thing "self.thing"
    h11 := retain self.thing
    t1 = h11.Thing.work(self)
    drop h11
    nullcheck self.thing "self.thing"
    t2 = self.thing.Thing.look()
    return t1 + t2`},
		{"the death of objects with __dealloc__ keeps its moment", `
from libc.stdio cimport printf
cdef cypclass P:
    void __dealloc__(self):
        printf("dead\n")
cdef void keep(P p) nogil:
    printf("in\n")
cdef void f() nogil:
    p = P()
    keep(p)
    printf("after\n")
`, "f", `
func __main__.f() cx
  var p: P
  p := new P
  keep(p)
  rt.Printf("after\n")
  drop p`},
		{"Cy_GETREF sees the counts of the language", node + `
from cython cimport *
cdef int g(Node p) nogil:
    return Cy_GETREF(p)
cdef int f() nogil:
    x = Node()
    return g(x)
`, "f", `
func __main__.f() int cx
  var x: Node
  x := new Node
  return g(retain x) drop(x)`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := compile(t, c.src, passes.Options{})
			checkFunc(t, p, c.fn, c.want)
		})
	}
}

func TestEffects(t *testing.T) {
	p := compile(t, `
cdef int fib(int n) nogil:
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)
cdef int deep(int n) nogil except -1:
    return fib(n) // n
cdef int deeper(int n) nogil except -1:
    return deep(n)
cdef int swallows(int n) nogil:
    return deeper(n)
cdef int clause_only(int n) nogil except -1:
    return n
def main():
    swallows(3)
    clause_only(1)
`, passes.Options{})
	want := map[string][2]bool{ // raises, cx
		"fib": {false, false}, "deep": {true, false}, "deeper": {true, false}, "swallows": {false, true},
		"clause_only": {false, false}, "main": {true, true},
	}
	for _, f := range ir.AllFuncs(p) {
		if w, ok := want[f.Name]; ok {
			assert.Equal(t, w, [2]bool{f.CanRaise, f.NeedsCx}, f.Name)
		}
	}
}

func TestVirtualSlotsShareTheirSignature(t *testing.T) {
	p := compile(t, `
cdef cypclass A:
    int f(self, int k):
        return k
cdef cypclass B(A):
    int f(self, int k):
        x = A()
        return x.f(k) // 2
cdef int use(A a) nogil:
    return a.f(1)
def main():
    use(A())
    use(B())
`, passes.Options{})
	for _, f := range ir.AllFuncs(p) {
		if strings.HasSuffix(f.Name, ".f") {
			assert.True(t, f.NeedsCx, f.Name)
		}
	}
	assert.Contains(t, body(t, p, "use"), "a.virtual A.f(1)")
}

func TestDevirtualised(t *testing.T) {
	src := `
cdef cypclass A:
    int f(self):
        return 1
cdef cypclass B(A):
    int g(self):
        return 2
cdef int use(A a) nogil:
    return a.f()
def main():
    use(B())
`
	assert.Contains(t, body(t, compile(t, src, passes.Options{}), "use"), "a.A.f()")
	assert.Contains(t, body(t, compile(t, src, passes.Options{NoOpt: true}), "use"), "a.virtual A.f()")
}

func TestNullChecks(t *testing.T) {
	p := compile(t, node+`
cdef long f(Node a, Node b) nogil:
    cdef long s = a.value + a.value
    if b is not NULL:
        s += b.value
    if b is NULL or b.value > 3:
        return s
    s += b.value
    a = b.next
    return s + a.value
`, passes.Options{})
	text := body(t, p, "f")
	assert.Equal(t, 2, strings.Count(text, "nullcheck"), text)
	assert.Equal(t, 2, strings.Count(text, `nullcheck a2 "a"`), text)
}

// programs are verified before and after counting, with and without the optimiser, and mutated.
var programs = map[string]string{
	"arrays": node + `
cdef Node f(int n) nogil:
    cdef Node a[4]
    cdef int i
    for i in range(4):
        a[i] = Node()
        if i == n:
            return a[i]
    del a[2]
    return a[1]
`,
	"loops": node + `
cdef Node f(int n) nogil:
    cdef Node x
    cdef Node y
    while True:
        x = Node()
        if n == 1:
            break
        if n == 2:
            y = x
            continue
        for i in range(n):
            y = Node()
            if i == 3:
                return y
        n -= 1
    return x
`,
	"try": node + `
cdef int g(Node n) except -1:
    if n is NULL:
        raise ValueError("none")
    return 1
def f():
    cdef Node x = Node()
    try:
        y = Node()
        g(y)
        g(NULL)
    except ValueError as e:
        x = Node()
    finally:
        z = x
        g(z)
    return g(x)
`,
	"consume": node + `
cdef iso Node wrap(Node n) except NULL:
    return consume n
cdef int f() except -1:
    x = Node()
    x.next = Node()
    y = wrap(consume x.next)
    if y is NULL:
        return 0
    z = consume y
    return 1
`,
	"structs": node + `
cdef struct Pair:
    Node a
    int k
cdef int f(int n) nogil:
    cdef Pair p
    p.a = Node()
    p.k = n
    cdef Pair q = p
    if n > 3:
        return q.k
    q.a = NULL
    return p.k
`,
	"containers": node + `
from libcythonplus.list cimport cyplist
from libcpp.vector cimport vector
cdef int f(cyplist[Node] l) except -1:
    cdef vector[Node] v
    v.push_back(Node())
    for n in l:
        v.push_back(n)
        if n.value == 3:
            return 3
    m = l[0]
    l.append(v[0])
    del l[0]
    return v.size()
`,
}

// compile fails the test where an invariant does not hold.
func TestInvariants(t *testing.T) {
	for name, src := range programs {
		t.Run(name, func(t *testing.T) {
			compile(t, src, passes.Options{})
			compile(t, src, passes.Options{NoOpt: true})
		})
	}
}
