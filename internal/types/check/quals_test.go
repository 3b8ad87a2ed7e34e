package check

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/types"
)

// sources are expressions of each qualifier, over the parameters below.
var sources = []struct {
	q    types.Qualifier
	expr string
}{
	{types.Unqualified, "a"}, {types.Iso, "i"}, {types.IsoTemp, "consume a"}, {types.IsoView, "i.next"},
	{types.Lock, "l"}, {types.Locked, "k"}, {types.LockView, "l.next"}, {types.Active, "x"},
}

const (
	classA = `from libcythonplus.list cimport cyplist
from libcpp.vector cimport vector
cdef cypclass A activable:
    A next
    iso A ison
    lock A lockn
    active A activen
    void plain(self): pass
    void isom(iso self): pass
    void lockm(lock self): pass
    void lockedm(locked self): pass
    void activem(active self): pass
    void take(self, A p): pass
    A give(self): return NULL
cdef struct S:
    A plain
    lock_t lockn
cdef void take_plain(A p) nogil: pass
cdef void take_iso(iso A p) nogil: pass
cdef void take_lock(lock A p) nogil: pass
cdef void take_locked(locked A p) nogil: pass
cdef void take_active(active A p) nogil: pass
cdef A gplain
cdef iso A giso
cdef lock A glock
cdef active A gactive
`
	paramsA = "A a, A b, iso A i, iso A j, lock A l, lock A m, locked A k, active A x, cyplist[A] la, cyplist[lock A] ll, cyplist[active A] lx, vector[A] va, vector[lock A] vl"
)

// places are ways to hand a value to each qualifier; %s stands for the value.
var places = map[types.Qualifier][]string{
	types.Unqualified: {"cdef A d = %s", "a = %s", "a.next = %s", "take_plain(%s)", "b.take(%s)", "la.append(%s)", "la[0] = %s", "global gplain; gplain = %s", "va.push_back(%s)", "return A: %s"},
	types.Iso:         {"cdef iso A d = %s", "j = %s", "b.ison = %s", "take_iso(%s)", "global giso; giso = %s", "return iso A: %s"},
	types.IsoView:     {"i.next = %s", "j.next.next = %s", "j.take(%s)", "x.take(NULL, %s)"},
	types.Lock:        {"cdef lock A d = %s", "m = %s", "b.lockn = %s", "i.lockn = %s", "m.lockn = %s", "take_lock(%s)", "ll.append(%s)", "global glock; glock = %s", "vl.push_back(%s)", "return lock A: %s"},
	types.Locked:      {"cdef locked A d = %s", "take_locked(%s)"},
	types.LockView:    {"m.next = %s", "m.next.next = %s", "k.next = %s", "m.take(%s)", "k.take(%s)"},
	types.Active:      {"cdef active A d = %s", "b.activen = %s", "m.activen = %s", "take_active(%s)", "lx.append(%s)", "global gactive; gactive = %s", "return active A: %s"},
}

// TestQualifiersEverywhere tries each cell of the table of spec 2.2 at each kind of place.
func TestQualifiersEverywhere(t *testing.T) {
	var b strings.Builder
	b.WriteString(strings.Replace(classA, "    lock_t lockn\n", "", 1))
	want := map[int]string{} // line -> source and destination of an error
	line := strings.Count(b.String(), "\n")
	n := 0
	for _, dst := range []types.Qualifier{types.Unqualified, types.Iso, types.IsoView, types.Lock, types.Locked, types.LockView, types.Active} {
		for _, place := range places[dst] {
			for _, src := range sources {
				n++
				result := "void"
				text := fmt.Sprintf(place, src.expr)
				if rest, ok := strings.CutPrefix(place, "return "); ok {
					result, _, _ = strings.Cut(rest, ":")
					text = "return " + src.expr
				}
				global, text2, ok := strings.Cut(text, "; ")
				if !ok {
					global, text2 = "pass", text
				}
				fmt.Fprintf(&b, "cdef %s f%d(%s) nogil:\n    %s\n    %s\n", result, n, paramsA, global, text2)
				line += 3
				if !slices.Contains(qualRules[dst].from, src.q) {
					want[line] = fmt.Sprintf("`%s` from %s", text2, src.q)
				}
			}
		}
	}
	got := errorLines(t, b.String())
	for at, what := range want {
		if got[at] == "" {
			t.Errorf("line %d: no error: %s", at, what)
		} else {
			assert.Regexp(t, "^(Cannot assign type|no suitable method|Invalid conversion)", got[at], what)
		}
		delete(got, at)
	}
	for at, message := range got {
		t.Errorf("line %d: %s: %s", at, strings.Split(b.String(), "\n")[at-1], message)
	}
}

// TestReceiversAndViews tries each cell of the tables of spec 2.5, and what a field and a result are read as (2.6).
func TestReceiversAndViews(t *testing.T) {
	methods := map[types.Qualifier]string{types.Unqualified: "plain", types.Iso: "isom", types.Lock: "lockm", types.Locked: "lockedm", types.Active: "activem"}
	var b strings.Builder
	b.WriteString(strings.Replace(classA, "    lock_t lockn\n", "", 1))
	want := map[int]string{}
	line := strings.Count(b.String(), "\n")
	n := 0
	add := func(text, wrong string) {
		n++
		fmt.Fprintf(&b, "cdef void f%d(%s) nogil:\n    %s\n", n, paramsA, text)
		line += 2
		if wrong != "" {
			want[line] = wrong
		}
	}
	for _, src := range sources {
		rule := qualRules[src.q]
		expr := src.expr
		if src.q == types.IsoTemp {
			expr = "(" + expr + ")"
		}
		for q, name := range methods {
			wrong := ""
			if !slices.Contains(rule.calls, q) {
				wrong = "has no attribute '" + name + "'"
				if src.q == types.Active && q == types.Unqualified {
					wrong = "" // a message
				}
			}
			add(expr+"."+name+"()", wrong)
		}
		if src.q == types.Active {
			continue
		}
		wrong := ""
		if rule.view != types.Unqualified {
			view := types.RefTo(&types.Class{Name: "A"}, rule.view, false).String()
			wrong = "Cannot assign type '" + view + "' to 'A'"
		}
		add("cdef A r = "+expr+".next", wrong)
		add("cdef A r = "+expr+".give()", wrong)
		add("cdef lock A r = "+expr+".lockn", "")
		add("cdef active A r = "+expr+".activen", "")
	}
	got := errorLines(t, b.String())
	for at, text := range want {
		assert.Contains(t, got[at], text, strings.Split(b.String(), "\n")[at-1])
		delete(got, at)
	}
	assert.Empty(t, got)
}

// errorLines checks a program and gives the first error of each line.
func errorLines(t *testing.T, text string) map[int]string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "t.pyx")
	require.NoError(t, os.WriteFile(path, []byte(text), 0o666))
	l := resolve.NewLoader()
	l.Std, l.Dir, l.Path = std.Open, dir, []string{dir}
	p := l.Program(l.LoadFile(path, true, false))
	Program(p, Options{})
	out := map[int]string{}
	for _, d := range l.Diags.All() {
		if at := p.Set.Position(d.Span.Start).Line; d.Severity == diag.Error && out[at] == "" {
			out[at] = d.Message
		}
	}
	return out
}
