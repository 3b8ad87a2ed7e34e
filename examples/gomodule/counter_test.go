package gomodule

import (
	"fmt"
	"sync"
	"testing"
)

func Example() {
	c := NewCounter(40)
	fmt.Println(c.Add(2), c.Times())
	fmt.Println(c.Take(100))
	// Output:
	// 42 1
	// ValueError: cannot take 100 of 42
}

// TestCountersOnManyGoroutines uses an object on each.
func TestCountersOnManyGoroutines(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			c := NewCounter(int64(i))
			for range 1000 {
				c.Add(1)
			}
			if got := c.Add(0); got != int64(i)+1000 {
				t.Errorf("counter %d: %d", i, got)
			}
			c.Release()
		})
	}
	wg.Wait()
}
