package main

import (
	"fmt"
	"sync"
)

func main() {
	const sources, count = 8, 200000
	sink := make(chan int, 128)
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
	sum := 0
	for v := range sink {
		sum += v
	}
	fmt.Println(sum)
}
