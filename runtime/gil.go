package rt

import "sync"

// gil serialises Python-level code. Contexts count their holds, so it is re-entrant.
var gil sync.Mutex

// AcquireGIL takes the GIL, once more where it is held already.
func (cx *Ctx) AcquireGIL() {
	if cx.gil == 0 {
		cx.lockGIL()
	}
	cx.gil++
}

// ReleaseGIL undoes one AcquireGIL.
func (cx *Ctx) ReleaseGIL() {
	if cx.gil == 0 {
		Fatal("GIL released by a thread that does not hold it")
	}
	cx.gil--
	if cx.gil == 0 {
		gil.Unlock()
	}
}

// UnlockGIL releases the GIL whatever the depth and returns the depth, for RelockGIL.
func (cx *Ctx) UnlockGIL() int32 {
	n := cx.gil
	if n > 0 {
		cx.gil = 0
		gil.Unlock()
	}
	return n
}

// RelockGIL takes the GIL back to the depth that UnlockGIL returned.
func (cx *Ctx) RelockGIL(n int32) {
	if n > 0 {
		cx.lockGIL()
		cx.gil = n
	}
}

func (cx *Ctx) lockGIL() {
	if cx.task == nil {
		if !gil.TryLock() {
			cx.waits(waitGIL)
			cx.awaitGIL()
		}
		return
	}
	for !gil.TryLock() {
		cx.task.s.wait("the GIL", 0, func() bool {
			free := gil.TryLock()
			if free {
				gil.Unlock()
			}
			return free
		})
	}
}

// HoldsGIL reports whether this context holds the GIL.
func (cx *Ctx) HoldsGIL() bool { return cx.gil > 0 }
