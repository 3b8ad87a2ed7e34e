package main

import "fmt"

func main() {
	const count = 500000
	questions, answers := make(chan int), make(chan int)
	go func() {
		for n := range questions {
			answers <- 2 * n
		}
		close(answers)
	}()
	sum := 0
	for n := range count {
		questions <- n
		sum += <-answers
	}
	close(questions)
	fmt.Println(sum)
}
