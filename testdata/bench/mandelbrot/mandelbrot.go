package main

import "fmt"

func escapes(cr, ci float64, limit int) int {
	var zr, zi, tr, ti float64
	for i := range limit {
		zi = 2*zr*zi + ci
		zr = tr - ti + cr
		tr = zr * zr
		ti = zi * zi
		if tr+ti > 4 {
			return i
		}
	}
	return limit
}

func run(size, limit int) int {
	inside := 0
	for y := range size {
		for x := range size {
			if escapes(2*float64(x)/float64(size)-1.5, 2*float64(y)/float64(size)-1, limit) == limit {
				inside++
			}
		}
	}
	return inside
}

func main() { fmt.Println(run(1600, 50)) }
