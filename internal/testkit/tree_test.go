package testkit

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// layers is the order of the packages: each imports only from those after it.
var layers = []string{
	"cmd/cyp", "internal/testkit", "internal/cli", "internal/driver", "internal/gogen", "internal/passes", "internal/irbuild", "internal/ownership",
	"internal/gil", "internal/types/check", "internal/std", "internal/types/typed", "internal/ir", "internal/types", "internal/resolve", "internal/syntax",
	"internal/lexer", "internal/diag", "internal/source", "internal/manual", "runtime/doctest", "runtime/py", "runtime",
}

const modulePath = "github.com/cyp-lang/cyp/"

type pkg struct {
	ImportPath string
	Standard   bool
	Imports    []string
}

func packages(t *testing.T) []pkg {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Standard,Imports", "./...")
	cmd.Dir = Root(t)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var list []pkg
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		list = append(list, p)
	}
}

// layer is the index of the layer that a package belongs to, by the longest prefix; -1 for none.
func layer(path string) int {
	best := -1
	for i, l := range layers {
		if (path == l || strings.HasPrefix(path, l+"/")) && (best < 0 || len(l) > len(layers[best])) {
			best = i
		}
	}
	return best
}

// The top level is fixed; what a build leaves there by mistake must not be committed.
func TestTopLevel(t *testing.T) {
	cmd := exec.Command("git", "ls-tree", "--name-only", "HEAD")
	cmd.Dir = Root(t)
	out, err := cmd.Output()
	if err != nil {
		t.Skip("no git history here: ", err)
	}
	known := strings.Fields(".ci .gitignore LICENSE Makefile README.md cmd examples go.mod go.sum internal runtime testdata")
	for _, name := range strings.Fields(string(out)) {
		if !slices.Contains(known, name) {
			t.Errorf("%s does not belong at the top level", name)
		}
	}
}

func TestImportsGoOneWay(t *testing.T) {
	for _, p := range packages(t) {
		path, ok := strings.CutPrefix(p.ImportPath, modulePath)
		if !ok || strings.HasPrefix(path, "examples/") || strings.HasPrefix(path, "testdata/") {
			continue
		}
		from := layer(path)
		if from < 0 {
			t.Errorf("%s is in no layer: add it to the list", path)
			continue
		}
		for _, imp := range p.Imports {
			if imp, ok := strings.CutPrefix(imp, modulePath); ok {
				if to := layer(imp); to < from {
					t.Errorf("%s imports %s, which is above it", path, imp)
				}
			}
		}
	}
}

func TestRuntimeImportsTheStandardLibraryOnly(t *testing.T) {
	found := 0
	for _, p := range packages(t) {
		if !strings.HasPrefix(p.ImportPath, modulePath+"runtime") {
			continue
		}
		found++
		for _, imp := range p.Imports {
			first, _, _ := strings.Cut(imp, "/")
			if strings.Contains(first, ".") && !strings.HasPrefix(imp, modulePath+"runtime") {
				t.Errorf("%s imports %s", p.ImportPath, imp)
			}
		}
	}
	if found < 3 {
		t.Errorf("only %d packages of the runtime found", found)
	}
}
