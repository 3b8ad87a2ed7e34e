package rt

import (
	"runtime"
	"sync"
	"unsafe"
)

// POSIX threads: goroutines with contexts of their own. All types work from their zero
// value; init and destroy are accepted.
type (
	// PthreadAttr is pthread_attr_t.
	PthreadAttr struct{ detached bool }
	// PthreadMutexattr is pthread_mutexattr_t.
	PthreadMutexattr struct{ _ int32 }
	// PthreadBarrierattr is pthread_barrierattr_t.
	PthreadBarrierattr struct{ _ int32 }
	// PthreadCondattr is pthread_condattr_t.
	PthreadCondattr struct{ _ int32 }
	// PthreadMutex is pthread_mutex_t.
	PthreadMutex struct{ s state }
	// PthreadCond is pthread_cond_t.
	PthreadCond struct{ s state }
	// PthreadBarrier is pthread_barrier_t.
	PthreadBarrier struct{ s state }
	// Sem is sem_t.
	Sem struct{ s state }
)

// state is what a synchronisation object consists of, made at its first use: the C types may be copied
// as plain memory, and structs with Go's own may not.
type state struct{ p *waitSet }

type waitSet struct {
	mu      sync.Mutex
	value   int64 // semaphore: the count; mutex: 1 locked; barrier: how many have come
	need    int64 // barrier: how many have to come
	waiting []chan struct{}
}

var making sync.Mutex

func (s *state) get() *waitSet {
	making.Lock()
	defer making.Unlock()
	if s.p == nil {
		s.p = &waitSet{}
	}
	return s.p
}

// wait parks the caller; the set's mutex is held and given up.
func (w *waitSet) wait(cx *Ctx) {
	ch := make(chan struct{})
	w.waiting = append(w.waiting, ch)
	w.mu.Unlock()
	cx.park(ch, waitPosix)
}

// wake lets the first n waiters go. The mutex is held.
func (w *waitSet) wake(n int) {
	n = min(n, len(w.waiting))
	for _, ch := range w.waiting[:n] {
		close(ch)
	}
	w.waiting = w.waiting[n:]
}

type thread struct {
	done     chan struct{}
	result   unsafe.Pointer
	detached bool
}

var threads struct {
	sync.Mutex
	last uint64
	m    map[uint64]*thread
}

// PthreadCreate is pthread_create(id, attr, f, arg).
func PthreadCreate(id *uint64, attr *PthreadAttr, f func(cx *Ctx, arg unsafe.Pointer) unsafe.Pointer, arg unsafe.Pointer) int32 {
	t := &thread{done: make(chan struct{}), detached: attr != nil && attr.detached}
	threads.Lock()
	if threads.m == nil {
		threads.m = map[uint64]*thread{}
	}
	threads.last++
	n := threads.last
	threads.m[n] = t
	*id = n
	threads.Unlock()
	cx := NewCtx()
	cx.thread = n
	launch(cx, "thread", func() {
		defer guard()
		defer t.end(cx, n)
		t.result = f(cx, arg)
	})
	return 0
}

func (t *thread) end(cx *Ctx, n uint64) {
	cx.Release()
	close(t.done)
	threads.Lock()
	if t.detached {
		delete(threads.m, n)
	}
	threads.Unlock()
}

// PthreadJoin is pthread_join(id, result).
func PthreadJoin(cx *Ctx, id uint64, result *unsafe.Pointer) int32 {
	threads.Lock()
	t := threads.m[id]
	delete(threads.m, id)
	threads.Unlock()
	if t == nil {
		return ESRCH
	}
	cx.park(t.done, waitThread)
	if result != nil {
		*result = t.result
	}
	return 0
}

// PthreadDetach is pthread_detach(id).
func PthreadDetach(id uint64) int32 {
	threads.Lock()
	defer threads.Unlock()
	t := threads.m[id]
	if t == nil {
		return ESRCH
	}
	t.detached = true
	select {
	case <-t.done:
		delete(threads.m, id)
	default:
	}
	return 0
}

// PthreadExit is pthread_exit(result). Counts that the thread's frames hold are not dropped.
func PthreadExit(cx *Ctx, result unsafe.Pointer) {
	threads.Lock()
	if t := threads.m[cx.thread]; t != nil {
		t.result = result
	}
	threads.Unlock()
	runtime.Goexit()
}

// PthreadCancel is pthread_cancel(id), which Go can't do: it reports that.
func PthreadCancel(id uint64) int32 { return ENOSYS }

// PthreadSelf is pthread_self(), PthreadEqual pthread_equal(a, b).
func PthreadSelf(cx *Ctx) uint64 { return cx.thread }

// PthreadEqual is pthread_equal(a, b).
func PthreadEqual(a, b uint64) int32 { return truth(a == b) }

// PthreadAttrInit is pthread_attr_init(attr).
func PthreadAttrInit(attr *PthreadAttr) int32 { *attr = PthreadAttr{}; return 0 }

// PthreadAttrSetdetachstate is pthread_attr_setdetachstate(attr, state).
func PthreadAttrSetdetachstate(attr *PthreadAttr, state int32) int32 {
	attr.detached = state == 1
	return 0
}

// PthreadAttrDestroy is pthread_attr_destroy(attr).
func PthreadAttrDestroy(attr *PthreadAttr) int32 { return 0 }

// PthreadMutexInit is pthread_mutex_init(m, attr).
func PthreadMutexInit(m *PthreadMutex, attr *PthreadMutexattr) int32 {
	*m = PthreadMutex{state{&waitSet{}}}
	return 0
}

// PthreadMutexDestroy is pthread_mutex_destroy(m).
func PthreadMutexDestroy(m *PthreadMutex) int32 { return 0 }

// PthreadMutexLock is pthread_mutex_lock(m).
func PthreadMutexLock(cx *Ctx, m *PthreadMutex) int32 {
	w := m.s.get()
	w.mu.Lock()
	if w.value == 0 {
		w.value = 1
		w.mu.Unlock()
		return 0
	}
	w.wait(cx) // unlock hands the mutex over
	return 0
}

// PthreadMutexTrylock is pthread_mutex_trylock(m).
func PthreadMutexTrylock(m *PthreadMutex) int32 {
	w := m.s.get()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.value != 0 {
		return EBUSY
	}
	w.value = 1
	return 0
}

// PthreadMutexUnlock is pthread_mutex_unlock(m).
func PthreadMutexUnlock(m *PthreadMutex) int32 {
	w := m.s.get()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.value == 0 {
		return EPERM
	}
	if len(w.waiting) > 0 {
		w.wake(1)
	} else {
		w.value = 0
	}
	return 0
}

// PthreadCondInit is pthread_cond_init(c, attr).
func PthreadCondInit(c *PthreadCond, attr *PthreadCondattr) int32 {
	*c = PthreadCond{state{&waitSet{}}}
	return 0
}

// PthreadCondDestroy is pthread_cond_destroy(c).
func PthreadCondDestroy(c *PthreadCond) int32 { return 0 }

// PthreadCondWait is pthread_cond_wait(c, m).
func PthreadCondWait(cx *Ctx, c *PthreadCond, m *PthreadMutex) int32 {
	w := c.s.get()
	w.mu.Lock()
	if e := PthreadMutexUnlock(m); e != 0 {
		w.mu.Unlock()
		return e
	}
	w.wait(cx)
	return PthreadMutexLock(cx, m)
}

// PthreadCondSignal is pthread_cond_signal(c).
func PthreadCondSignal(c *PthreadCond) int32 { return c.s.wakeUp(1) }

// PthreadCondBroadcast is pthread_cond_broadcast(c).
func PthreadCondBroadcast(c *PthreadCond) int32 { return c.s.wakeUp(1 << 30) }

func (s *state) wakeUp(n int) int32 {
	w := s.get()
	w.mu.Lock()
	w.wake(n)
	w.mu.Unlock()
	return 0
}

// PthreadBarrierInit is pthread_barrier_init(b, attr, n).
func PthreadBarrierInit(b *PthreadBarrier, attr *PthreadBarrierattr, n uint32) int32 {
	if n == 0 {
		return EINVAL
	}
	*b = PthreadBarrier{state{&waitSet{need: int64(n)}}}
	return 0
}

// PthreadBarrierDestroy is pthread_barrier_destroy(b).
func PthreadBarrierDestroy(b *PthreadBarrier) int32 { return 0 }

// PthreadBarrierWait is pthread_barrier_wait(b): -1 in the last one to come, 0 in the others.
func PthreadBarrierWait(cx *Ctx, b *PthreadBarrier) int32 {
	w := b.s.get()
	w.mu.Lock()
	if w.value++; w.value >= w.need {
		w.value = 0
		w.wake(len(w.waiting))
		w.mu.Unlock()
		return -1
	}
	w.wait(cx)
	return 0
}

// SemInit is sem_init(s, shared, value).
func SemInit(s *Sem, shared int32, value uint32) int32 {
	*s = Sem{state{&waitSet{value: int64(value)}}}
	return 0
}

// SemDestroy is sem_destroy(s).
func SemDestroy(s *Sem) int32 { return 0 }

// SemWait is sem_wait(s).
func SemWait(cx *Ctx, s *Sem) int32 {
	w := s.s.get()
	w.mu.Lock()
	if w.value > 0 {
		w.value--
		w.mu.Unlock()
		return 0
	}
	w.wait(cx)
	return 0
}

// SemTrywait is sem_trywait(s).
func SemTrywait(s *Sem) int32 {
	w := s.s.get()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.value == 0 {
		Errno = EAGAIN
		return -1
	}
	w.value--
	return 0
}

// SemPost is sem_post(s).
func SemPost(s *Sem) int32 {
	w := s.s.get()
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.waiting) > 0 {
		w.wake(1)
	} else {
		w.value++
	}
	return 0
}

// SemGetvalue is sem_getvalue(s, value).
func SemGetvalue(s *Sem, value *int32) int32 {
	w := s.s.get()
	w.mu.Lock()
	*value = int32(w.value)
	w.mu.Unlock()
	return 0
}
