package gogen_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/gogen"
	"github.com/cyp-lang/cyp/internal/passes"
)

// What the classes cost, read in the machine code: a field is loaded by one instruction, also one of a base class; a call of a method that
// nothing overrides is inlined, and one of a method that something overrides is one indirect call.
func TestMachineCode(t *testing.T) {
	prog := build(t, generate(t, `
cdef cypclass Base:
    long first
    long get(self):
        return self.first
    long twice(self):
        return 2 * self.first

cdef cypclass Point(Base):
    double x
    long last
    __init__(self, long n):
        self.first = n
        self.last = n
    long twice(self):
        return 3 * self.last

cdef long field(Point p) nogil:
    return p.last

cdef long inherited(Point p) nogil:
    return p.first

cdef long called(Point p) nogil:
    return p.get()

cdef long chosen(Base p) nogil:
    return p.twice()

def main():
    p = Point(3)
    print(field(p), inherited(p), called(p), chosen(p), chosen(Base()))
main()
`, passes.Options{}, gogen.Options{}))
	out, errOut, status := run(t, prog)
	require.Zero(t, status, errOut)
	assert.Equal(t, "3 3 3 9 0\n", out)
	dir := filepath.Dir(prog)
	text := goCommand(t, dir, "build", "-gcflags=-m", "-o", os.DevNull, ".")
	// field, inherited and called are small enough to be inlined themselves: their code is looked at in a build where they are not.
	assert.Regexp(t, `inlining call to (\(\*Point\)|\(\*Base\))\.get`, text)
	code := func(name string) string {
		asm := exec.Command("go", "tool", "objdump", "-s", `^main\.`+name+`$`, filepath.Join(dir, "plain"))
		out, err := asm.CombinedOutput()
		require.NoError(t, err)
		return string(out)
	}
	goCommand(t, dir, "build", "-gcflags=-l", "-o", "plain", ".")
	if strings.Contains(code("field"), "MOVQ") {
		load := regexp.MustCompile(`MOVQ 0x[0-9a-f]+\(AX\), AX`)
		assert.Len(t, load.FindAllString(code("field"), -1), 1, code("field"))
		assert.Len(t, load.FindAllString(code("inherited"), -1), 1, code("inherited"))
		assert.Len(t, regexp.MustCompile(`CALL [A-Z]`).FindAllString(code("chosen"), -1), 1, code("chosen"))
	}
}
