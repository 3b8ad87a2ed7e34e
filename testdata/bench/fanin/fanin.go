package main

import (
	"fmt"
	"sync"
)

func main() {
	const sources, count = 8, 200000
	sink := make(chan int)
	var wg sync.WaitGroup
	for range sources {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range count {
				sink <- n
			}
		}()
	}
	go func() {
		wg.Wait()
		close(sink)
	}()
	n, sum := 0, 0
	for v := range sink {
		n++
		sum += v
	}
	fmt.Println(n, sum)
}
