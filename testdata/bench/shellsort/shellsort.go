package main

import "fmt"

func sort(a []int32) {
	n := len(a)
	gap := 1
	for gap < n/3 {
		gap = gap*3 + 1
	}
	for ; gap > 0; gap /= 3 {
		for i := gap; i < n; i++ {
			v := a[i]
			j := i
			for j >= gap && a[j-gap] > v {
				a[j] = a[j-gap]
				j -= gap
			}
			a[j] = v
		}
	}
}

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
		sort(a)
		for i := 0; i < count; i += 10 {
			total += int64(a[i])
		}
	}
	return total
}

func main() { fmt.Println(run(200000, 10)) }
