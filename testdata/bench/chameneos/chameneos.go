package main

import "fmt"

func complement(a, b int) int {
	if a == b {
		return a
	}
	return 3 - a - b
}

type visit struct {
	colour int
	reply  chan int
}

func creature(mall chan<- visit, colour int) {
	reply := make(chan int, 1)
	for {
		mall <- visit{colour, reply}
		other, ok := <-reply
		if !ok {
			return
		}
		colour = complement(colour, other)
	}
}

func main() {
	const creatures, meetings = 10, 500000
	mall := make(chan visit)
	for i := range creatures {
		go creature(mall, i%3)
	}
	left := meetings
	for ; left > 0; left-- {
		a, b := <-mall, <-mall
		a.reply <- b.colour
		b.reply <- a.colour
	}
	for range creatures {
		close((<-mall).reply)
	}
	fmt.Println(left)
}
