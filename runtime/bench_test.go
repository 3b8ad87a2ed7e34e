package rt

import (
	"fmt"
	"sync"
	"testing"
	"unsafe"
)

type benchNode struct {
	Header
	left, right *benchNode
	v           int64
}

var classBenchNode = func() *Class {
	c := Describe[benchNode]("Node", "bench")
	c.Dealloc = func(cx *Ctx, p unsafe.Pointer) {
		n := (*benchNode)(p)
		l, r := n.left, n.right
		n.left, n.right, n.v = nil, nil, 0
		DropRef(cx, l)
		DropRef(cx, r)
	}
	c.Clears = true
	return Register(&c)
}()

// cpu reports the CPU time of the process, collector included: other programs on the machine don't count.
func cpu(b *testing.B) func() {
	start := cpuTime()
	return func() { b.ReportMetric(float64(cpuTime()-start)/float64(b.N), "cpu-ns/op") }
}

func BenchmarkAllocFree(b *testing.B) {
	defer cpu(b)()
	cx := NewCtx()
	for b.Loop() {
		p := New[benchNode](cx, classBenchNode)
		DropRef(cx, p)
	}
}

func buildTree(cx *Ctx, depth int) *benchNode {
	n := New[benchNode](cx, classBenchNode)
	if depth > 0 {
		n.left, n.right = buildTree(cx, depth-1), buildTree(cx, depth-1)
	}
	return n
}

type goNode struct {
	left, right *goNode
	v           int64
}

func buildGo(depth int) *goNode {
	n := new(goNode)
	if depth > 0 {
		n.left, n.right = buildGo(depth-1), buildGo(depth-1)
	}
	return n
}

func (n *goNode) sum() int64 {
	if n == nil {
		return 0
	}
	return n.v + n.left.sum() + n.right.sum()
}

func (n *benchNode) sum() int64 {
	if n == nil {
		return 0
	}
	return n.v + n.left.sum() + n.right.sum()
}

func BenchmarkTree(b *testing.B) {
	b.Run("small", func(b *testing.B) {
		defer cpu(b)()
		cx := NewCtx()
		for b.Loop() {
			t := buildTree(cx, 10)
			t.sum()
			DropRef(cx, t)
		}
	})
	b.Run("smallgo", func(b *testing.B) {
		defer cpu(b)()
		for b.Loop() {
			buildGo(10).sum()
		}
	})
	b.Run("counted", func(b *testing.B) {
		defer cpu(b)()
		cx := NewCtx()
		for b.Loop() {
			t := buildTree(cx, 16)
			t.sum()
			DropRef(cx, t)
		}
	})
	b.Run("collector", func(b *testing.B) {
		defer cpu(b)()
		for b.Loop() {
			buildGo(16).sum()
		}
	})
}

var benchDict = NewDictClass[int64, int64]("cypdict[int,int]", ElemOps[int64]{}, ElemOps[int64]{})

func BenchmarkDictInt(b *testing.B) {
	for _, n := range []int64{1000, 100000} {
		b.Run(fmt.Sprint("dict", n), func(b *testing.B) {
			defer cpu(b)()
			cx := NewCtx()
			for b.Loop() {
				d := NewDict(cx, benchDict)
				for i := range n {
					d.SetAt(cx, i*7, i)
				}
				s := int64(0)
				for i := range 2 * n {
					if ok, _ := d.Contains(cx, i*7); ok {
						v, _ := d.At(cx, i*7)
						s += v
					}
				}
				DropRef(cx, d)
			}
		})
		b.Run(fmt.Sprint("map", n), func(b *testing.B) {
			defer cpu(b)()
			for b.Loop() {
				d := map[int64]int64{}
				for i := range n {
					d[i*7] = i
				}
				s := int64(0)
				for i := range 2 * n {
					if _, ok := d[i*7]; ok {
						s += d[i*7]
					}
				}
			}
		})
	}
}

// benchStr is a Str as the compiler makes it.
type benchStr struct {
	Header
	s String
}

var classBenchStr = func() *Class {
	c := Describe[benchStr]("Str", "bench")
	return Register(&c)
}()

var benchStrDict = NewDictClass[*benchStr, int64]("cypdict[Str,int]", ElemOps[*benchStr]{
	Hash: func(cx *Ctx, v *benchStr) (uint64, *Error) { return HashString(v.s), nil },
	Eq:   func(cx *Ctx, a, b *benchStr) (bool, *Error) { return a.s.Eq(b.s), nil },
}, ElemOps[int64]{})

func BenchmarkDictStr(b *testing.B) {
	const n = 2000
	b.Run("dict", func(b *testing.B) {
		defer cpu(b)()
		cx := NewCtx()
		var keys []*benchStr
		for i := range n {
			k := New[benchStr](cx, classBenchStr)
			k.s = Str(fmt.Sprintf("key number %d", i))
			keys = append(keys, k)
		}
		for b.Loop() {
			d := NewDict(cx, benchStrDict)
			for i, k := range keys {
				k.Inc()
				d.SetAt(cx, k, int64(i))
			}
			s := int64(0)
			for _, k := range keys {
				v, _ := d.At(cx, k)
				s += v
			}
			DropRef(cx, d)
		}
	})
	b.Run("map", func(b *testing.B) {
		defer cpu(b)()
		var keys []string
		for i := range n {
			keys = append(keys, fmt.Sprintf("key number %d", i))
		}
		for b.Loop() {
			d := map[string]int64{}
			for i, k := range keys {
				d[k] = int64(i)
			}
			s := int64(0)
			for _, k := range keys {
				s += d[k]
			}
		}
	})
}

func BenchmarkPingPong(b *testing.B) {
	b.Run("actors", func(b *testing.B) {
		defer cpu(b)()
		cx := NewCtx()
		s := NewScheduler(cx, 2)
		x, y := newTellActor(cx, s), newTellActor(cx, s)
		x.peer, y.peer = y, x
		var hit func(cx *Ctx, a *tellActor, n int64)
		hit = func(cx *Ctx, a *tellActor, n int64) {
			if n > 0 {
				a.peer.tell(cx, n-1, hit)
			}
		}
		x.tell(cx, int64(b.N), hit)
		s.Finish(cx)
	})
	b.Run("channels", func(b *testing.B) {
		defer cpu(b)()
		p, q := make(chan int), make(chan int)
		go func() {
			for v := range p {
				q <- v
			}
			close(q)
		}()
		for range b.N / 2 {
			p <- 1
			<-q
		}
		close(p)
	})
}

func BenchmarkRing(b *testing.B) {
	const size = 503
	b.Run("actors", func(b *testing.B) {
		defer cpu(b)()
		cx := NewCtx()
		s := NewScheduler(cx, 2)
		var all []*tellActor
		for range size {
			all = append(all, newTellActor(cx, s))
		}
		for i, a := range all {
			a.peer = all[(i+1)%size]
		}
		var hit func(cx *Ctx, a *tellActor, n int64)
		hit = func(cx *Ctx, a *tellActor, n int64) {
			if n > 0 {
				a.peer.tell(cx, n-1, hit)
			}
		}
		all[0].tell(cx, int64(b.N), hit)
		s.Finish(cx)
	})
	b.Run("channels", func(b *testing.B) {
		defer cpu(b)()
		first := make(chan int)
		in := first
		done := make(chan bool)
		for i := range size {
			out := make(chan int)
			if i == size-1 {
				out = first
			}
			go func(in, out chan int) {
				for v := range in {
					if v == 0 {
						close(done)
						return
					}
					out <- v - 1
				}
			}(in, out)
			in = out
		}
		first <- b.N
		<-done
	})
}

func BenchmarkEightToOne(b *testing.B) {
	b.Run("actors", func(b *testing.B) {
		defer cpu(b)()
		cx := NewCtx()
		s := NewScheduler(cx, 2)
		sink := newTellActor(cx, s)
		var again func(cx *Ctx, a *tellActor, n int64)
		again = func(cx *Ctx, a *tellActor, n int64) {
			for range 100 {
				sink.tell(cx, 1, add)
			}
			if n > 100 {
				a.tell(cx, n-100, again)
			}
		}
		for range 8 {
			newTellActor(cx, s).tell(cx, int64(b.N/8), again)
		}
		s.Finish(cx)
	})
	b.Run("channels", func(b *testing.B) {
		defer cpu(b)()
		ch := make(chan int)
		for range 8 {
			go func() {
				for range b.N / 8 {
					ch <- 1
				}
			}()
		}
		n := 0
		for range b.N / 8 * 8 {
			n += <-ch
		}
	})
}

func BenchmarkSpawn(b *testing.B) {
	b.Run("actors", func(b *testing.B) {
		defer cpu(b)()
		cx := NewCtx()
		s := NewScheduler(cx, 2)
		for range b.N {
			a := newTellActor(cx, s)
			a.tell(cx, 1, add)
			DropRef(cx, a)
		}
		s.Finish(cx)
	})
	b.Run("channels", func(b *testing.B) {
		defer cpu(b)()
		done := make(chan int, 64)
		go func() {
			for range b.N {
				ch := make(chan int, 1)
				go func() { done <- <-ch }()
				ch <- 1
			}
		}()
		for range b.N {
			<-done
		}
	})
}

func BenchmarkLock(b *testing.B) {
	defer cpu(b)()
	cx := NewCtx()
	n := New[benchNode](cx, classBenchNode)
	for b.Loop() {
		WLock(cx, &n.Header)
		WUnlock(cx, &n.Header)
	}
}

func BenchmarkContendedLock(b *testing.B) {
	run := func(b *testing.B, lock func() (func(), func())) {
		defer cpu(b)()
		var wg sync.WaitGroup
		n := 0
		for range 4 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				l, u := lock()
				for range b.N / 4 {
					l()
					n++
					u()
				}
			}()
		}
		wg.Wait()
	}
	b.Run("object", func(b *testing.B) {
		h := lockable()
		run(b, func() (func(), func()) {
			cx := NewCtx()
			return func() { WLock(cx, h) }, func() { WUnlock(cx, h) }
		})
	})
	b.Run("RWMutex", func(b *testing.B) {
		var m sync.RWMutex
		run(b, func() (func(), func()) { return m.Lock, m.Unlock })
	})
}
