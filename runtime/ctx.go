package rt

// Ctx is the hidden first parameter of generated functions that allocate, free,
// raise, lock or send: what a thread is to C. It carries the free lists, the identity that
// re-entrant locks need, whether the GIL is held, and the worker's run queue.
// A Ctx belongs to one goroutine at a time.
type Ctx struct {
	ID    uint32 // identity for locks; never 0
	gil   int32  // depth of holds of the GIL
	pools []pool
}
