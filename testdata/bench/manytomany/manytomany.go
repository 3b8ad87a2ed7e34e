package main

import (
	"fmt"
	"sync"
)

// message is a question, or the answer to one where from is nil.
type message struct{ from chan message }

func peer(number, left int, me chan message, peers []chan message, done *sync.WaitGroup, quit <-chan struct{}) {
	seed := uint32(number)
	ask := func() {
		seed = seed*1664525 + 1013904223
		peers[(seed>>8)%uint32(len(peers))] <- message{me}
	}
	ask()
	for {
		select {
		case m := <-me:
			if m.from != nil {
				m.from <- message{}
				continue
			}
			if left--; left > 0 {
				ask()
			} else {
				done.Done()
			}
		case <-quit:
			return
		}
	}
}

func main() {
	const count, each = 120, 5000
	peers := make([]chan message, count)
	for i := range peers {
		peers[i] = make(chan message, count+1)
	}
	var done sync.WaitGroup
	done.Add(count)
	quit := make(chan struct{})
	for i, me := range peers {
		go peer(i, each, me, peers, &done, quit)
	}
	done.Wait()
	close(quit)
	fmt.Println(count)
}
