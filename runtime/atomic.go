package rt

import (
	"math"
	"sync/atomic"
	"unsafe"
)

// Atomic is std::atomic of a C number or bool. Its bits are in a word of 64 whatever T is.
type Atomic[T any] struct{ bits uint64 }

// AtomicOf makes one with a value.
func AtomicOf[T any](v T) Atomic[T] { return Atomic[T]{word(v)} }

func unbits[T any](b uint64) T {
	var v T
	switch unsafe.Sizeof(v) {
	case 8:
		*(*uint64)(unsafe.Pointer(&v)) = b
	case 4:
		*(*uint32)(unsafe.Pointer(&v)) = uint32(b)
	case 2:
		*(*uint16)(unsafe.Pointer(&v)) = uint16(b)
	case 1:
		*(*uint8)(unsafe.Pointer(&v)) = uint8(b)
	}
	return v
}

// Load is load(), and the conversion to T.
func (a *Atomic[T]) Load() T { return unbits[T](atomic.LoadUint64(&a.bits)) }

// Store is store(v); StoreRet is a = v as an expression.
func (a *Atomic[T]) Store(v T) { atomic.StoreUint64(&a.bits, word(v)) }

// StoreRet stores and returns the value: the assignment operator.
func (a *Atomic[T]) StoreRet(v T) T { a.Store(v); return v }

// Exchange is exchange(v).
func (a *Atomic[T]) Exchange(v T) T { return unbits[T](atomic.SwapUint64(&a.bits, word(v))) }

// IsLockFree is is_lock_free().
func (a *Atomic[T]) IsLockFree() bool { return true }

// Clone copies the value.
func (a *Atomic[T]) Clone() Atomic[T] { return Atomic[T]{atomic.LoadUint64(&a.bits)} }

// CompareExchange is compare_exchange_strong(*expected, v): on failure *expected gets the value found.
func (a *Atomic[T]) CompareExchange(expected *T, v T) bool {
	for {
		old := atomic.LoadUint64(&a.bits)
		if word(unbits[T](old)) != word(*expected) {
			*expected = unbits[T](old)
			return false
		}
		if atomic.CompareAndSwapUint64(&a.bits, old, word(v)) {
			return true
		}
	}
}

// update applies f until no other thread comes between; it returns the old value.
func (a *Atomic[T]) update(f func(T) T) T {
	for {
		old := atomic.LoadUint64(&a.bits)
		v := unbits[T](old)
		if atomic.CompareAndSwapUint64(&a.bits, old, word(f(v))) {
			return v
		}
	}
}

// add adds the bits of v as an integer, or its value as a float, and returns the old value.
func (a *Atomic[T]) add(v T, sign int64) T {
	switch x := any(v).(type) {
	case float64:
		s := float64(sign) * x
		return a.updateBits(func(b uint64) uint64 { return math.Float64bits(math.Float64frombits(b) + s) })
	case float32:
		s := float32(sign) * x
		return a.updateBits(func(b uint64) uint64 {
			return uint64(math.Float32bits(math.Float32frombits(uint32(b)) + s))
		})
	}
	d := word(v)
	if sign < 0 {
		d = -d
	}
	return unbits[T](atomic.AddUint64(&a.bits, d) - d)
}

func (a *Atomic[T]) updateBits(f func(uint64) uint64) T {
	for {
		old := atomic.LoadUint64(&a.bits)
		if atomic.CompareAndSwapUint64(&a.bits, old, f(old)) {
			return unbits[T](old)
		}
	}
}

// FetchAdd is fetch_add(v) and FetchSub fetch_sub(v): they return the value before.
func (a *Atomic[T]) FetchAdd(v T) T { return a.add(v, 1) }

// FetchSub is fetch_sub(v).
func (a *Atomic[T]) FetchSub(v T) T { return a.add(v, -1) }

// FetchAnd, FetchOr and FetchXor return the value before.
func (a *Atomic[T]) FetchAnd(v T) T {
	return a.updateBits(func(b uint64) uint64 { return b & word(v) })
}

// FetchOr is fetch_or(v).
func (a *Atomic[T]) FetchOr(v T) T { return a.updateBits(func(b uint64) uint64 { return b | word(v) }) }

// FetchXor is fetch_xor(v).
func (a *Atomic[T]) FetchXor(v T) T {
	return a.updateBits(func(b uint64) uint64 { return b ^ word(v) })
}

// one is T(1).
func one[T any]() T {
	var v T
	switch p := any(&v).(type) {
	case *float64:
		*p = 1
	case *float32:
		*p = 1
	default:
		v = unbits[T](1)
	}
	return v
}

// Inc is ++a: it returns the new value. Dec is --a, PostInc a++, PostDec a--.
func (a *Atomic[T]) Inc() T { return unbits[T](a.step(1)) }

// Dec is --a.
func (a *Atomic[T]) Dec() T { return unbits[T](a.step(-1)) }

// PostInc is a++.
func (a *Atomic[T]) PostInc() T { return a.add(one[T](), 1) }

// PostDec is a--.
func (a *Atomic[T]) PostDec() T { return a.add(one[T](), -1) }

// step moves by one and returns the new bits.
func (a *Atomic[T]) step(sign int64) uint64 {
	var z T
	switch any(z).(type) {
	case float64:
		v := any(a.add(one[T](), sign)).(float64)
		return math.Float64bits(v + float64(sign))
	case float32:
		v := any(a.add(one[T](), sign)).(float32)
		return uint64(math.Float32bits(v + float32(sign)))
	}
	return atomic.AddUint64(&a.bits, uint64(sign))
}

// addInt adds to an atomic integer without looking at its type.
func (a *Atomic[T]) addInt(n int64) { atomic.AddUint64(&a.bits, uint64(n)) }

// AddRet is a += v and SubRet a -= v: they return the new value, as AndRet, OrRet and XorRet do.
func (a *Atomic[T]) AddRet(v T) T { return plus(a.add(v, 1), v, 1) }

// SubRet is a -= v.
func (a *Atomic[T]) SubRet(v T) T { return plus(a.add(v, -1), v, -1) }

// plus is a + sign * b.
func plus[T any](a, b T, sign int64) T {
	switch x := any(a).(type) {
	case float64:
		return any(x + float64(sign)*any(b).(float64)).(T)
	case float32:
		return any(x + float32(sign)*any(b).(float32)).(T)
	}
	return unbits[T](word(a) + uint64(sign)*word(b))
}

// AndRet is a &= v.
func (a *Atomic[T]) AndRet(v T) T { return unbits[T](word(a.FetchAnd(v)) & word(v)) }

// OrRet is a |= v.
func (a *Atomic[T]) OrRet(v T) T { return unbits[T](word(a.FetchOr(v)) | word(v)) }

// XorRet is a ^= v.
func (a *Atomic[T]) XorRet(v T) T { return unbits[T](word(a.FetchXor(v)) ^ word(v)) }

// Eq, Ne, Lt, Gt, Le and Ge compare the value; Bool is its truth.
func (a *Atomic[T]) Eq(v T) bool { return equalElems(kindOf[T](), a.Load(), v) }

// Ne is !=.
func (a *Atomic[T]) Ne(v T) bool { return !a.Eq(v) }

// Lt is <.
func (a *Atomic[T]) Lt(v T) bool { return lessElems(a.Load(), v) }

// Gt is >.
func (a *Atomic[T]) Gt(v T) bool { return lessElems(v, a.Load()) }

// Le is <=.
func (a *Atomic[T]) Le(v T) bool { return a.Eq(v) || a.Lt(v) }

// Ge is >=.
func (a *Atomic[T]) Ge(v T) bool { return a.Eq(v) || a.Gt(v) }

// Bool is the truth of the value.
func (a *Atomic[T]) Bool() bool { return word(a.Load()) != 0 }

// AtomicFlag is std::atomic_flag.
type AtomicFlag struct{ set uint32 }

// TestAndSet is test_and_set(): the value before.
func (f *AtomicFlag) TestAndSet() bool { return atomic.SwapUint32(&f.set, 1) != 0 }

// Clear is clear().
func (f *AtomicFlag) Clear() { atomic.StoreUint32(&f.set, 0) }

// AtomicThreadFence is atomic_thread_fence(order): Go's atomics are sequentially consistent.
func AtomicThreadFence(order int32) {}
