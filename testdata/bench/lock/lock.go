package main

import (
	"fmt"
	"sync"
)

type account struct {
	sync.RWMutex
	balance int64
}

func (a *account) get() int64  { return a.balance }
func (a *account) put(n int64) { a.balance += n }

func main() {
	const clients, count = 4, 2000000
	a := new(account)
	seen := make([]int64, clients*16)
	var wg sync.WaitGroup
	for i := range clients {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for n := range count {
				if n%10 == 0 {
					a.Lock()
					a.put(1)
					a.Unlock()
				} else {
					a.RLock()
					seen[i*16] += a.get()
					a.RUnlock()
				}
			}
		}()
	}
	wg.Wait()
	fmt.Println(a.get())
}
