// Package progen writes random programs of the dialect that are right by construction, and runs them many in one build.
//
// Sequential programs look at counting: they print what they do. A module holds a family of classes and several programs over it, each
// with functions of its own. Objects refer only to older ones, so there are no cycles and nothing may be alive at the end; null references
// are not used. Concurrent programs look at races: they are well typed, and what two threads meet in is a lock, an actor, or handed over.
//
// In: a number, the seed. Out: the text of a module, always the same for a seed.
package progen

import (
	"fmt"
	"math/rand"
	"strings"
)

// Unit is a module with one generated program or several.
type Unit struct {
	Seed     int64
	Text     string
	Declared string // the .pxd beside it, or ""
	Programs int
}

// Name is the module that the unit becomes.
func (u Unit) Name() string { return fmt.Sprintf("u%d", u.Seed) }

// text is a writer of indented lines.
type text struct {
	r     *rand.Rand
	b     strings.Builder
	depth int
}

func newText(seed int64) text { return text{r: rand.New(rand.NewSource(seed))} }

// p writes a line.
func (w *text) p(format string, args ...any) {
	w.b.WriteString(strings.Repeat("    ", w.depth))
	fmt.Fprintf(&w.b, format+"\n", args...)
}

// in writes a line and what do writes one step further in.
func (w *text) in(do func(), format string, args ...any) {
	w.p(format, args...)
	w.depth++
	at := w.b.Len()
	do()
	if w.b.Len() == at {
		w.p("pass")
	}
	w.depth--
}

// n is a random number below n.
func (w *text) n(n int) int { return w.r.Intn(n) }

// one reports true once in n times.
func (w *text) one(n int) bool { return w.r.Intn(n) == 0 }

// pick chooses one of a list.
func pick[T any](w *text, list []T) T { return list[w.r.Intn(len(list))] }
