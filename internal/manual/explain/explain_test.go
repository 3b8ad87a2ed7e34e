package explain_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/gil"
	"github.com/cyp-lang/cyp/internal/manual/explain"
	"github.com/cyp-lang/cyp/internal/ownership"
)

var program = regexp.MustCompile("(?s)## (Wrong|Right)\n.*?```(\\w*)\n(.*?)```")

// diagnostics compiles a program and returns the codes of its diagnostics.
func diagnostics(t *testing.T, text, options string) map[string]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.pyx")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
	p, err := driver.CheckFiles(driver.Target{Files: []string{path}}, &driver.Options{Strict: options == "strict"})
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

func TestEveryRuleHasAPage(t *testing.T) {
	var codes []diag.Code
	for _, c := range gil.Codes {
		codes = append(codes, c.Code)
	}
	for _, c := range ownership.Codes {
		codes = append(codes, c.Code)
	}
	for _, c := range driver.AllowCodes {
		codes = append(codes, c.Code)
	}
	for _, c := range codes {
		text, ok := explain.Page(c.ID)
		if assert.True(t, ok, "no page for %s", c) {
			assert.True(t, strings.HasPrefix(text, "# "+c.String()+"\n"), "title of the page of %s", c)
		}
	}
	_, ok := explain.Page("o001")
	assert.True(t, ok)
	_, ok = explain.Page("CYP-X999")
	assert.False(t, ok)
}
