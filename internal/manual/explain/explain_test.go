package explain_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/manual/explain"
)

var program = regexp.MustCompile("(?s)## (Wrong|Right)\n.*?```(\\w*)\n(.*?)```")

// diagnostics compiles a program and returns the codes of its diagnostics.
func diagnostics(t *testing.T, text, options string) map[string]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.pyx")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
	p, err := driver.CheckFiles(driver.Target{Files: []string{path}, Doctests: options == "doctest"}, &driver.Options{Strict: options == "strict"})
	require.NoError(t, err)
	out := map[string]string{}
	for _, d := range p.Diags.All() {
		if d.Severity != diag.Note {
			out[d.Code.ID] = d.Message
		}
	}
	return out
}

func TestProgramsOfPages(t *testing.T) {
	for _, id := range explain.IDs() {
		t.Run(id, func(t *testing.T) {
			text, ok := explain.Page(id)
			require.True(t, ok)
			assert.True(t, strings.HasPrefix(text, "# "+id+" "), "the title is the code and its slug")
			seen := map[string]bool{}
			for _, m := range program.FindAllStringSubmatch(text, -1) {
				seen[m[1]] = true
				got := diagnostics(t, m[3], m[2])
				if m[1] == "Right" {
					assert.Empty(t, got)
					continue
				}
				assert.Contains(t, got, id)
				assert.Len(t, got, 1)
			}
			assert.Len(t, seen, 2, "a wrong and a right program")
		})
	}
}

// TestEveryCodeHasAPage reads the codes from the sources: each has a page under its name, and there is no page beside.
func TestEveryCodeHasAPage(t *testing.T) {
	literal := regexp.MustCompile(`diag\.Code\{ID: "(CYP-[A-Z]\d{3})", Slug: "([a-z0-9-]+)"\}`)
	id, comment := regexp.MustCompile(`"CYP-[A-Z]\d{3}`), regexp.MustCompile(`//.*`)
	slugs := map[string]string{}
	root := filepath.Join("..", "..", "..", "internal")
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		text := comment.ReplaceAllString(string(b), "")
		for _, m := range literal.FindAllStringSubmatch(text, -1) {
			if slug, ok := slugs[m[1]]; ok {
				assert.Equal(t, slug, m[2], "%s has two names", m[1])
			}
			slugs[m[1]] = m[2]
		}
		assert.Len(t, literal.FindAllString(text, -1), len(id.FindAllString(text, -1)), "codes of %s that this test does not see", path)
		return err
	}))
	require.Greater(t, len(slugs), 100)
	for id, slug := range slugs {
		text, ok := explain.Page(id)
		if assert.True(t, ok, "no page for %s %s", id, slug) {
			assert.True(t, strings.HasPrefix(text, "# "+id+" "+slug+"\n"), "title of the page of %s %s", id, slug)
		}
	}
	for _, id := range explain.IDs() {
		assert.Contains(t, slugs, id, "a page of a code that nothing reports")
	}
	_, ok := explain.Page("o001")
	assert.True(t, ok)
	_, ok = explain.Page("Use-after-consume")
	assert.True(t, ok)
	_, ok = explain.Page("CYP-X999")
	assert.False(t, ok)
}
