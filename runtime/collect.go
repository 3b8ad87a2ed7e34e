package rt

import (
	"runtime"
	"sync"
)

// Depots shrink with Go's collections, as sync.Pool does: a sentinel object with a
// cleanup, made anew each time, tells that one has happened.
var watching sync.Once

type sentinel struct{ p *byte }

func watchCollections() { watching.Do(armSentinel) }

func armSentinel() {
	s := &sentinel{new(byte)}
	runtime.AddCleanup(s, func(int) {
		for _, c := range Classes() {
			c.depot.trim()
		}
		armSentinel()
	}, 0)
}
