package main

import "fmt"

type Fibo struct{ level int64 }

func (f *Fibo) compute() float64 {
	a, b := 0.0, 1.0
	for i := int64(0); i < f.level; i++ {
		a, b = b, a+b
	}
	return a
}

func run(rounds int64) float64 {
	var results []float64
	best := 0.0
	for k := int64(0); k < rounds; k++ {
		f := &Fibo{k % 1477}
		results = append(results, f.compute())
	}
	for _, x := range results {
		if x > best {
			best = x
		}
	}
	return best
}

func main() { fmt.Printf("%.6e\n", run(600000)) }
