package passes_test

import (
	"testing"

	"github.com/cyp-lang/cyp/internal/passes"
)

// Memory of C has the type that it is used with where Go's collector has to see pointers in it, with and without the optimising passes.
func TestMemoryOfCIsTyped(t *testing.T) {
	src := `
from libc.stdlib cimport malloc, realloc
from libc.string cimport memcpy, memset
from libc.time cimport tm

cdef struct Rec:
    int n
    Rec* next

cdef void f(Rec* p, double* d) nogil:
    cdef void* raw = malloc(64)
    p = <Rec*> raw
    d = <double*> malloc(8)
    cdef Rec** all = <Rec**> realloc(raw, 16)
    cdef tm* t = <tm*> malloc(100)
    memcpy(&all[0], d, 8)
    memset(p, 0, 16)
    memset(d, 0, 8)
`
	for _, opt := range []passes.Options{{}, {NoOpt: true}} {
		checkFunc(t, compile(t, src, opt), "f", `
func __main__.f(p: Rec *, d: double *)
  var raw: void *
  var all: Rec **
  var t: tm *
  raw = rt.MallocOf[Rec](64)
  p = <Rec *>raw
  t2 = rt.Malloc(8)
  d = <double *>t2
  t3 = rt.ReallocOf[Rec *](raw, 16)
  all = <Rec **>t3
  t4 = rt.MallocOf[tm](100)
  t = <tm *>t4
  rt.MemcpyOf[Rec *](<void *>(&all[0]), <const void *>d, 8)
  rt.MemsetOf[Rec](<void *>p, 0, 16)
  rt.Memset(<void *>d, 0, 8)
`)
	}
}
