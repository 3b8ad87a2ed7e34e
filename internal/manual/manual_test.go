package manual

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTopics(t *testing.T) {
	want := "language cypclasses ownership actors containers c-types python-world tool go-interop errors limits"
	var names []string
	for _, topic := range Topics() {
		names = append(names, topic.Name)
		if topic.Title == "" || strings.HasPrefix(topic.Title, "#") {
			t.Errorf("%s has no title", topic.Name)
		}
		for i, l := range strings.Split(topic.Text, "\n") {
			if n := utf8.RuneCountInString(l); n > 160 && !strings.HasPrefix(l, "|") {
				t.Errorf("%s:%d has %d characters", topic.Name, i+1, n)
			}
		}
	}
	if got := strings.Join(names, " "); got != want {
		t.Errorf("topics %s, want %s", got, want)
	}
	if _, ok := Find("Actors"); !ok {
		t.Error("topics are found whatever their case")
	}
}

// TestReferences checks that the topics that the chapters refer to exist.
func TestReferences(t *testing.T) {
	for _, topic := range Topics() {
		for _, m := range regexp.MustCompile("cyp help ([a-z-]+)").FindAllStringSubmatch(topic.Text, -1) {
			if _, ok := Find(m[1]); !ok && m[1] != "modules" {
				t.Errorf("%s refers to %s", topic.Name, m[1])
			}
		}
	}
}
