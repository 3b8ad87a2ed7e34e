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
	at := 0
	for r := range rounds {
		for range count {
			at = (at + 61681) % count
			k := keys[at]
			if v, ok := d[k]; ok {
				d[k] = v + 1
			} else {
				d[k] = int32(r)
			}
		}
		for range 2 * count {
			at = (at + 61681) % (2 * count)
			k := probes[at]
			if v, ok := d[k]; ok {
				total += int64(v)
			}
		}
	}
	return total + int64(len(d))
}

func main() { fmt.Println(run(100000, 50)) }
