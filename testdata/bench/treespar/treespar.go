package main

import (
	"fmt"
	"sync"
)

type tree struct{ left, right *tree }

func newTree(depth int) *tree {
	if depth == 0 {
		return &tree{}
	}
	return &tree{newTree(depth - 1), newTree(depth - 1)}
}

func (t *tree) check() int {
	if t.left == nil {
		return 1
	}
	return 1 + t.left.check() + t.right.check()
}

func run(depth, rounds int) int {
	var totals [2]int
	var wg sync.WaitGroup
	for i := range totals {
		wg.Go(func() {
			total := 0
			for range rounds {
				total += newTree(depth).check()
			}
			totals[i] = total
		})
	}
	wg.Wait()
	return totals[0] + totals[1]
}

func main() { fmt.Println(run(15, 60)) }
