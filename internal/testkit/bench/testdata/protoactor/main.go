// Command protoactor does what the actor programs of testdata/bench do, with the actors of github.com/asynkron/protoactor-go. It is a module of its own so
// that nothing else depends on that one.
//
//	protoactor NAME
package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/asynkron/protoactor-go/actor"
)

var programs = map[string]func(*actor.RootContext){
	"pingpong": pingpong, "ring": ring, "fanin": fanIn, "spawn": spawn, "manytomany": manyToMany, "request": request,
}

func main() {
	if len(os.Args) != 2 || programs[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "usage: protoactor NAME")
		os.Exit(2)
	}
	quiet := func(*actor.ActorSystem) *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }
	programs[os.Args[1]](actor.NewActorSystem(actor.WithLoggerFactory(quiet)).Root)
}

type (
	hit  struct{ left int }
	meet struct{ other *actor.PID }
	num  struct{ n int }
)

type player struct {
	other *actor.PID
	hits  int
	done  chan<- int
}

func (p *player) Receive(c actor.Context) {
	switch m := c.Message().(type) {
	case *meet:
		p.other = m.other
	case *hit:
		p.hits++
		if m.left > 0 {
			c.Send(p.other, &hit{m.left - 1})
		}
		if m.left <= 1 {
			p.done <- p.hits
		}
	}
}

func pingpong(root *actor.RootContext) {
	const count = 2000000
	done := make(chan int, 2)
	props := actor.PropsFromProducer(func() actor.Actor { return &player{done: done} })
	ping, pong := root.Spawn(props), root.Spawn(props)
	root.Send(ping, &meet{pong})
	root.Send(pong, &meet{ping})
	root.Send(ping, &hit{count - 1})
	fmt.Println(<-done + <-done)
}

type node struct {
	number int
	next   *actor.PID
	done   chan<- int
}

func (n *node) Receive(c actor.Context) {
	switch m := c.Message().(type) {
	case *meet:
		n.next = m.other
	case *hit:
		if m.left == 0 {
			n.done <- n.number
			return
		}
		c.Send(n.next, &hit{m.left - 1})
	}
}

func ring(root *actor.RootContext) {
	const size, count = 503, 4000000
	done := make(chan int)
	pids := make([]*actor.PID, size)
	for i := range pids {
		pids[i] = root.Spawn(actor.PropsFromProducer(func() actor.Actor { return &node{number: i + 1, done: done} }))
	}
	for i, p := range pids {
		root.Send(p, &meet{pids[(i+1)%size]})
	}
	root.Send(pids[0], &hit{count})
	fmt.Println(<-done)
}

func fanIn(root *actor.RootContext) {
	const sources, count = 8, 200000
	done := make(chan struct{})
	n, sum := 0, 0
	sink := root.Spawn(actor.PropsFromFunc(func(c actor.Context) {
		if m, ok := c.Message().(*num); ok {
			n++
			sum += m.n
			if n == sources*count {
				close(done)
			}
		}
	}))
	for range sources {
		root.Send(root.Spawn(actor.PropsFromFunc(func(c actor.Context) {
			if m, ok := c.Message().(*num); ok {
				for i := range m.n {
					c.Send(sink, &num{i})
				}
			}
		})), &num{count})
	}
	<-done
	fmt.Println(sum)
}

func spawn(root *actor.RootContext) {
	var total atomic.Int64
	for range 10 {
		var wg sync.WaitGroup
		props := actor.PropsFromFunc(func(c actor.Context) {
			if m, ok := c.Message().(*num); ok {
				total.Add(int64(m.n))
				c.Stop(c.Self())
				wg.Done()
			}
		})
		for n := range 100000 {
			wg.Add(1)
			root.Send(root.Spawn(props), &num{n})
		}
		wg.Wait()
	}
	fmt.Println(total.Load())
}

type (
	begin    struct{ peers []*actor.PID }
	question struct{ from *actor.PID }
	answer   struct{}
)

type peer struct {
	seed  uint32
	left  int
	peers []*actor.PID
	done  *sync.WaitGroup
}

func (p *peer) ask(c actor.Context) {
	p.seed = p.seed*1664525 + 1013904223
	c.Send(p.peers[(p.seed>>8)%uint32(len(p.peers))], &question{c.Self()})
}

func (p *peer) Receive(c actor.Context) {
	switch m := c.Message().(type) {
	case *begin:
		p.peers = m.peers
		p.ask(c)
	case *question:
		c.Send(m.from, &answer{})
	case *answer:
		if p.left--; p.left > 0 {
			p.ask(c)
		} else {
			p.done.Done()
		}
	}
}

func manyToMany(root *actor.RootContext) {
	const count, each = 120, 5000
	var done sync.WaitGroup
	done.Add(count)
	peers := make([]*actor.PID, count)
	for i := range peers {
		peers[i] = root.Spawn(actor.PropsFromProducer(func() actor.Actor { return &peer{seed: uint32(i), left: each, done: &done} }))
	}
	for _, p := range peers {
		root.Send(p, &begin{peers})
	}
	done.Wait()
	fmt.Println(count)
}

func request(root *actor.RootContext) {
	const count = 500000
	doubler := root.Spawn(actor.PropsFromFunc(func(c actor.Context) {
		if m, ok := c.Message().(*num); ok {
			c.Respond(&num{2 * m.n})
		}
	}))
	sum := 0
	for n := range count {
		r, err := root.RequestFuture(doubler, &num{n}, time.Minute).Result()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		sum += r.(*num).n
	}
	fmt.Println(sum)
}
