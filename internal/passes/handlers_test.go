package passes_test

import (
	"testing"

	"github.com/cyp-lang/cyp/internal/passes"
)

// A handler that no error comes to is left out, with and without the optimising passes: gogen writes none, and Go takes no variable that only it
// would read. What is under it does not make the function raise.
func TestHandlersThatNothingReaches(t *testing.T) {
	src := `
cdef long quiet(long n) except? -1 nogil:
    return n + 1

cdef long loud(long n) except? -1:
    raise ValueError(n)

cdef long f(long n) except? -1:
    try:
        try:
            n = quiet(n)
        except ValueError:
            n = loud(n)
    except KeyError:
        raise
    return n
`
	for _, opt := range []passes.Options{{}, {NoOpt: true}} {
		checkFunc(t, compile(t, src, opt), "f", `
func __main__.f(n: long) long
  var err: exception
  var err2: exception
  var err3: exception
  var err4: exception
  try
    try
      n = quiet(n)
    handler err2
  handler err
  return n
`)
	}
}
