package gogen_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/gogen"
	"github.com/cyp-lang/cyp/internal/passes"
)

// An object is as long as one of any class that it is seen as, also where its own layout packs small fields or has none: Go's
// checkptr, which is part of builds with -race, sees a pointer that reaches beyond what was allocated.
func TestObjectsCoverTheirViews(t *testing.T) {
	prog := build(t, generate(t, `
from libc.stdio cimport printf

cdef cypclass A:
    char a
cdef cypclass B(A):
    char b
cdef cypclass C(B):
    char c
cdef cypclass D(C):
    char d
    int sum(self):
        return self.a + self.b + self.c + self.d
cdef cypclass F:
    char f
cdef cypclass G(F, D):
    char g
    __init__(self):
        self.a = self.b = self.c = self.d = 1
        self.f = self.g = 2
    void __dealloc__(self):
        printf(" G%d", self.g)

cdef cypclass Root:
    void __dealloc__(self):
        printf(" Root")
cdef cypclass Left(Root):
    pass
cdef cypclass Right(Root):
    pass
cdef cypclass Both(Left, Right):
    void __dealloc__(self):
        printf(" Both")
cdef cypclass Aside:
    void __dealloc__(self):
        printf(" Aside")
cdef cypclass All(Aside, Both):
    pass

def main():
    cdef D d = G()
    printf("%d", d.sum())
    d = NULL
    cdef Right r = All()
    r = NULL
    printf("\n")
main()
`, passes.Options{}, gogen.Options{Debug: true}))
	goCommand(t, filepath.Dir(prog), "build", "-gcflags=-d=checkptr", "-o", prog, ".")
	out, errOut, status := run(t, prog)
	require.Zero(t, status, errOut)
	assert.Equal(t, "4 G2 Both Root Aside\n", out)
}
