package big_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/testkit/big"
)

// errors checks files and returns the errors as text.
func errors(t *testing.T, files []big.File) string {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	for _, f := range files {
		path := filepath.Join(dir, f.Name)
		require.NoError(t, os.WriteFile(path, []byte(f.Text), 0o666))
		if strings.HasSuffix(path, ".pyx") {
			paths = append(paths, path)
		}
	}
	p, err := driver.CheckFiles(driver.Target{Files: paths}, &driver.Options{})
	require.NoError(t, err)
	var list []*diag.Diagnostic
	for _, d := range p.Diags.All() {
		if d.Severity == diag.Error {
			list = append(list, d)
		}
	}
	var b bytes.Buffer
	require.NoError(t, diag.Text(&b, p.Set, list, false))
	return b.String()
}

func TestProgramsAreValid(t *testing.T) {
	files := big.Program(3000, 1)
	assert.Equal(t, files, big.Program(3000, 1))
	lines := 0
	for _, f := range files {
		lines += strings.Count(f.Text, "\n")
	}
	assert.InDelta(t, 3000, lines, 300)
	assert.Empty(t, errors(t, files))
}

// A generic class has as many instances as a program needs; only one that instantiates itself without end is refused.
func TestManyInstances(t *testing.T) {
	var b strings.Builder
	b.WriteString("from libcythonplus.list cimport cyplist\n")
	for i := range 1000 {
		fmt.Fprintf(&b, "cdef cypclass C%d:\n    cyplist[C%d] all\n", i, i)
	}
	assert.Empty(t, errors(t, []big.File{{Name: "many.pyx", Text: b.String()}}))
	for _, body := range []string{"    G[G[T]] g\n", "    G[T*] g\n", "    P[G[T], T] p\ncdef cypclass P[T, U]:\n    P[P[T, U], P[U, T]] p\n"} {
		got := errors(t, []big.File{{Name: "endless.pyx", Text: "cdef cypclass G[T]:\n" + body + "cdef int f() nogil:\n    g = G[int]()\n    return 1\n"}})
		assert.Contains(t, got, "does it instantiate itself without end?")
	}
}
