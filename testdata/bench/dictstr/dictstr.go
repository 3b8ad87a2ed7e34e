package main

import "fmt"

func words(count int) []string {
	var all []string
	for i := range count {
		all = append(all, fmt.Sprintf("word-%d", (i*7919)%1000003))
	}
	return all
}

func run(count, rounds int) int64 {
	keys := words(count)
	probes := words(2 * count)
	d := map[string]int32{}
	var total int64
	for r := range rounds {
		for _, k := range keys {
			if v, ok := d[k]; ok {
				d[k] = v + 1
			} else {
				d[k] = int32(r)
			}
		}
		for _, k := range probes {
			if v, ok := d[k]; ok {
				total += int64(v)
			}
		}
	}
	return total + int64(len(d))
}

func main() { fmt.Println(run(100000, 50)) }
