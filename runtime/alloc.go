package rt

import "unsafe"

// pool is the free list of one class in one context.
type pool struct {
	head unsafe.Pointer
	n    int32
}
