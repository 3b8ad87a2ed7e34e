package main

import (
	"fmt"
	"slices"
)

func run(count, rounds int) int64 {
	var total int64
	seed := uint32(42)
	for range rounds {
		var a []int32
		for range count {
			seed = seed*1664525 + 1013904223
			a = append(a, int32(seed>>4))
		}
		for i := 1; i < count; i++ {
			a[i] ^= a[i-1] >> 3
		}
		slices.Sort(a)
		for i := 0; i < count; i += 10 {
			total += int64(a[i] * int32(i%7))
		}
	}
	return total
}

func main() { fmt.Println(run(200000, 30)) }
