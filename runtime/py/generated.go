package py

import (
	"unsafe"

	rt "github.com/cyp-lang/cyp/runtime"
)

// UnwrapTo is Unwrap as generated code uses it: the object as a *T, with a count of its own.
func UnwrapTo[T any](cx *rt.Ctx, v Value, c *rt.Class) (*T, *rt.Error) {
	h, err := Unwrap(cx, v, c)
	if err != nil || h == nil {
		return nil, err
	}
	h.Inc()
	return (*T)(unsafe.Pointer(h)), nil
}
