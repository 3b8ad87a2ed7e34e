package main

import "fmt"

func run(count, rounds int32) int64 {
	d := map[int32]int32{}
	var total int64
	for range rounds {
		for i := range count {
			k := (i * 7919) % 1000003
			if v, ok := d[k]; ok {
				d[k] = v + 1
			} else {
				d[k] = i
			}
		}
		for i := range 2 * count {
			if v, ok := d[i]; ok {
				total += int64(v)
			}
		}
		for i := int32(0); i < count; i += 3 {
			k := (i * 7919) % 1000003
			delete(d, k)
		}
	}
	return total + int64(len(d))
}

func main() { fmt.Println(run(200000, 30)) }
