package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

var total atomic.Int64

func run(count int) {
	var wg sync.WaitGroup
	for n := range count {
		in := make(chan int64, 1)
		wg.Add(1)
		go func() {
			defer wg.Done()
			total.Add(<-in)
		}()
		in <- int64(n)
	}
	wg.Wait()
}

func main() {
	for range 10 {
		run(100000)
	}
	fmt.Println(total.Load())
}
