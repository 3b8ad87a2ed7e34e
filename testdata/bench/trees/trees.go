package main

import "fmt"

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
	total := 0
	for range rounds {
		total += newTree(depth).check()
	}
	return total
}

func main() { fmt.Println(run(15, 60)) }
