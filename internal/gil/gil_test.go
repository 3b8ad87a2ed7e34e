package gil_test

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/gil"
	"github.com/cyp-lang/cyp/internal/testkit/inline"
)

func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/*.pyx")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		for _, c := range inline.Cases(t, file) {
			t.Run(c.Name, func(t *testing.T) {
				p, ds := inline.Load(t, c)
				gil.Check(p, ds, gil.Options{})
				inline.Compare(t, c, p, ds)
			})
		}
	}
}

// What the reference compiler does not say: why the code runs without the GIL.
func TestNotes(t *testing.T) {
	c := inline.Case{Text: "cdef int held(int a):\n    return a\ncdef cypclass A:\n    int m(self):\n        return held(1)\n" +
		"def f():\n    with nogil:\n        print(1)\n"}
	p, ds := inline.Load(t, c)
	gil.Check(p, ds, gil.Options{})
	all := ds.All()
	require.Len(t, all, 2)
	assert.Equal(t, "methods of cypclasses run without the GIL", all[0].Notes[0].Text)
	assert.Equal(t, "'held' is declared here without `nogil`", all[0].Notes[1].Text)
	assert.Equal(t, "the GIL is released here", all[1].Notes[0].Text)
	assert.Equal(t, 7, p.Set.Position(all[1].Notes[0].Span.Start).Line)
}

func TestEveryCodeHasItsText(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range gil.Codes {
		assert.False(t, seen[c.Code.ID], c.Code.ID)
		seen[c.Code.ID] = true
		assert.NotEmpty(t, c.Text)
	}
}
