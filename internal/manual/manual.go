// Package manual is the manual of the language and the tool: one Markdown file a topic, embedded, read
// with `cyp help TOPIC`.
//
// The first line of a file is its title; the number before its name gives the order.
package manual

import (
	"embed"
	"io/fs"
	"sort"
	"strings"
	"sync"
)

//go:embed *.md
var files embed.FS

// Topic is a chapter.
type Topic struct {
	Name  string // what one types
	Title string
	Text  string
}

var topics = sync.OnceValue(func() []Topic {
	var out []Topic
	names, _ := fs.Glob(files, "*.md")
	sort.Strings(names)
	for _, n := range names {
		text, err := files.ReadFile(n)
		if err != nil {
			continue
		}
		first, _, _ := strings.Cut(string(text), "\n")
		_, name, _ := strings.Cut(strings.TrimSuffix(n, ".md"), "-")
		out = append(out, Topic{name, strings.TrimSpace(strings.TrimPrefix(first, "#")), string(text)})
	}
	return out
})

// Topics returns the chapters in order.
func Topics() []Topic { return topics() }

// Find returns a chapter by its name.
func Find(name string) (Topic, bool) {
	for _, t := range topics() {
		if t.Name == strings.ToLower(name) {
			return t, true
		}
	}
	return Topic{}, false
}
