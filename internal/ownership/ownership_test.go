package ownership_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/ownership"
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
				if ds.Errors() == 0 {
					ownership.Check(p, ds, ownership.Options{Strict: strings.Contains(c.Options, "strict")})
				}
				inline.Compare(t, c, p, ds)
			})
		}
	}
}

func TestEveryCodeHasItsText(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range ownership.Codes {
		assert.False(t, seen[c.Code.ID], c.Code.ID)
		seen[c.Code.ID] = true
		assert.NotEmpty(t, c.Text)
	}
}
