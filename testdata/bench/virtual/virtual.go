package main

import "fmt"

type shape interface {
	area() int
	grow(by int)
}

type base struct{ size int }

func (b *base) grow(by int) { b.size += by }

type square struct{ base }

func (s *square) area() int { return s.size * s.size }

type strip struct {
	base
	width int
}

func (s *strip) area() int   { return s.size * s.width }
func (s *strip) grow(by int) { s.size += 2 * by }

type disc struct{ base }

func (d *disc) area() int { return 3 * d.size * d.size }

func run(count, passes int) int {
	var shapes []shape
	for i := range count {
		switch i % 3 {
		case 0:
			shapes = append(shapes, &square{base{i}})
		case 1:
			shapes = append(shapes, &strip{base{i}, 3})
		default:
			shapes = append(shapes, &disc{base{i}})
		}
	}
	total := 0
	for range passes {
		for _, s := range shapes {
			total += s.area()
			s.grow(1)
		}
	}
	return total
}

func main() { fmt.Println(run(1000, 100000)) }
