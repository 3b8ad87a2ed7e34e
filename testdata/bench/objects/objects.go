package main

import "fmt"

type point struct{ x, y float64 }

func (p *point) move(dx, dy float64) {
	p.x += dx
	p.y += dy
}

func (p *point) norm() float64 { return p.x*p.x + p.y*p.y }

func run(count, passes int) float64 {
	var points []*point
	for i := range count {
		points = append(points, &point{float64(i), 0.5})
	}
	total := 0.0
	for range passes {
		for _, p := range points {
			p.move(0.25, -0.25)
			total += p.norm()
		}
	}
	return total
}

func main() { fmt.Printf("%.6e\n", run(1000000, 10)) }
