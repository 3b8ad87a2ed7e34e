package main

import "fmt"

func fannkuch(n int32) (most, checksum int32) {
	perm1 := make([]int32, n)
	perm := make([]int32, n)
	count := make([]int32, n)
	for i := range perm1 {
		perm1[i] = int32(i)
	}
	r := n
	for permutations := 0; ; permutations++ {
		for ; r != 1; r-- {
			count[r-1] = r
		}
		copy(perm, perm1)
		flips := int32(0)
		for k := perm[0]; k != 0; k = perm[0] {
			for i, j := int32(0), k; i < j; i, j = i+1, j-1 {
				perm[i], perm[j] = perm[j], perm[i]
			}
			flips++
		}
		most = max(most, flips)
		if permutations%2 == 0 {
			checksum += flips
		} else {
			checksum -= flips
		}
		for {
			if r == n {
				return most, checksum
			}
			first := perm1[0]
			for i := range r {
				perm1[i] = perm1[i+1]
			}
			perm1[r] = first
			count[r]--
			if count[r] > 0 {
				break
			}
			r++
		}
	}
}

func main() {
	most, checksum := fannkuch(10)
	fmt.Printf("%d\nPfannkuchen(%d) = %d\n", checksum, 10, most)
}
