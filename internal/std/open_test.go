package std

import (
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// Every embedded module parses without a diagnostic, and what it cimports exists.
func TestDeclarationsParse(t *testing.T) {
	known := map[string]bool{}
	for _, m := range Modules() {
		known[m] = true
	}
	for _, name := range Modules() {
		text, ok := Open(name)
		if !ok {
			t.Fatalf("Open(%q) fails", name)
		}
		set := source.NewSet()
		ds := &diag.List{}
		file := set.Add(name+".pxd", "", text)
		f := syntax.Parse(file, syntax.Mode{Decl: true}, ds)
		for _, d := range ds.All() {
			t.Errorf("%s: %s: %s", name, file.Position(d.Span.Start), d.Message)
		}
		for _, s := range f.Body {
			if im, ok := s.(*syntax.FromImport); ok {
				var parts []string
				for _, id := range im.Module {
					parts = append(parts, id.Name)
				}
				if m := strings.Join(parts, "."); !known[m] {
					t.Errorf("%s cimports %s, which does not exist", name, m)
				}
			}
		}
	}
}

func TestOpen(t *testing.T) {
	for _, bad := range []string{"", "libc.nothing", "../go", "decl.libc.stdio"} {
		if _, ok := Open(bad); ok {
			t.Errorf("Open(%q) succeeds", bad)
		}
	}
	if text, ok := Open("libcpp"); !ok || !strings.Contains(string(text), "bint bool") {
		t.Error("libcpp is its __init__.pxd")
	}
}
