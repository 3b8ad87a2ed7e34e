package main

import "fmt"

func player(in <-chan int, out chan<- int, hits chan<- int) {
	n := 0
	for left := range in {
		n++
		if left == 0 {
			break
		}
		out <- left - 1
		if left == 1 {
			break
		}
	}
	hits <- n
}

func main() {
	const count = 2000000
	ping, pong, hits := make(chan int), make(chan int), make(chan int)
	go player(ping, pong, hits)
	go player(pong, ping, hits)
	ping <- count - 1
	fmt.Println(<-hits + <-hits)
}
