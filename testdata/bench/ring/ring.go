package main

import "fmt"

func node(number int, in <-chan int, out chan<- int, done chan<- int) {
	for left := range in {
		if left == 0 {
			done <- number
			return
		}
		out <- left - 1
	}
}

func main() {
	const size, count = 503, 4000000
	done := make(chan int)
	first := make(chan int)
	in := first
	for number := 1; number < size; number++ {
		out := make(chan int)
		go node(number, in, out, done)
		in = out
	}
	go node(size, in, first, done)
	first <- count
	fmt.Println(<-done)
}
