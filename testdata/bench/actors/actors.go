package main

import (
	"fmt"
	"sync"
)

func at(n int32) int32 {
	if n == 1 {
		return 1
	}
	return at(n-at(at(n-1))) + 1
}

type pair struct{ key, value int32 }

func golomb(size int32) int64 {
	values := map[int32]int32{}
	record := make(chan pair, 16)
	done := make(chan bool)
	go func() {
		for p := range record {
			values[p.key] = p.value
		}
		done <- true
	}()
	var wg sync.WaitGroup
	for rank := size; rank > 0; rank-- {
		wg.Add(1)
		go func() {
			defer wg.Done()
			record <- pair{rank, at(rank)}
		}()
	}
	wg.Wait()
	close(record)
	<-done
	var sum int64
	for _, v := range values {
		sum += int64(v)
	}
	return sum
}

func main() { fmt.Println(golomb(58)) }
