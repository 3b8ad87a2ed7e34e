// Package explain holds a page for each code of a diagnostic: what the rule is, a program that breaks it and one that does not. The
// programs are compiled by a test: the wrong one must have a diagnostic of the code, the right one none.
//
// A page is pages/CODE.md: a title line `# CODE slug`, text, and under the headings `Wrong` and `Right` a fenced program each. The word
// `strict` after the fence asks for --strict, `doctest` for the examples in docstrings.
package explain

import (
	"embed"
	"path"
	"sort"
	"strings"
)

//go:embed pages/*.md
var pages embed.FS

// Page returns the page of a code such as "CYP-O001" (in any case, or without the prefix) or of a name such as "use-after-consume"; ok is
// false where there is none.
func Page(name string) (text string, ok bool) {
	id := strings.ToUpper(strings.TrimSpace(name))
	if !strings.HasPrefix(id, "CYP-") {
		id = "CYP-" + id
	}
	if b, err := pages.ReadFile(path.Join("pages", id+".md")); err == nil {
		return string(b), true
	}
	for _, id := range IDs() {
		if slug := Name(id); slug != "" && slug == strings.ToLower(name) {
			return Page(id)
		}
	}
	return "", false
}

// Name returns the name of a code that has a page: "use-after-consume" of "CYP-O001".
func Name(id string) string {
	b, _ := pages.ReadFile(path.Join("pages", id+".md"))
	title, _, _ := strings.Cut(string(b), "\n")
	_, slug, _ := strings.Cut(strings.TrimPrefix(title, "# "), " ")
	return slug
}

// IDs lists the codes that have a page, sorted.
func IDs() []string {
	entries, err := pages.ReadDir("pages")
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range entries {
		out = append(out, strings.TrimSuffix(e.Name(), ".md"))
	}
	sort.Strings(out)
	return out
}

// Known reports whether there is a page for a code or a name.
func Known(name string) bool {
	_, ok := Page(name)
	return ok
}
