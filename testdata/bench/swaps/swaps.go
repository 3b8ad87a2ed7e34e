package main

import "fmt"

type node struct {
	value int
	peer  *node
}

type graph struct{ nodes []*node }

func newGraph(size int) *graph {
	g := &graph{}
	for i := range size {
		g.nodes = append(g.nodes, &node{value: i})
	}
	for i := range size {
		g.nodes[i].peer = g.nodes[(i*7+3)%size]
	}
	return g
}

func (g *graph) swap(i, j uint32) {
	a, b := g.nodes[i], g.nodes[j]
	a.peer, b.peer = b.peer, a.peer
}

func (g *graph) sum() int {
	total := 0
	for i, n := range g.nodes {
		total += (i + 1) * n.peer.value
	}
	return total
}

func run(size uint32, swaps int) int {
	g := newGraph(int(size))
	seed := uint32(42)
	for range swaps {
		seed = seed*1664525 + 1013904223
		i := (seed >> 8) % size
		seed = seed*1664525 + 1013904223
		j := (seed >> 8) % size
		g.swap(i, j)
	}
	return g.sum()
}

func main() { fmt.Println(run(1000, 100000000)) }
