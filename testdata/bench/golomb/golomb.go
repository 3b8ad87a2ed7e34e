package main

import "fmt"

type Golomb struct{ size int32 }

func (g *Golomb) at(n int32) int32 {
	if n == 1 {
		return 1
	}
	return g.at(n-g.at(g.at(n-1))) + 1
}

func (g *Golomb) total() int64 {
	var sum int64
	for i := int32(1); i <= g.size; i++ {
		sum += int64(g.at(i))
	}
	return sum
}

func main() {
	g := &Golomb{56}
	fmt.Println(g.total())
}
