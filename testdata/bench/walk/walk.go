package main

import "fmt"

type node struct {
	value int
	next  *node
}

func walk(head *node) int {
	total := 0
	for n := head; n != nil; n = n.next {
		total += n.value
	}
	return total
}

func run(length, rounds int) int {
	var head *node
	for i := range length {
		head = &node{i, head}
	}
	total := 0
	for i := range rounds {
		total += walk(head) % (i + 1)
	}
	return total
}

func main() { fmt.Println(run(1000, 300000)) }
