package syntax

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
)

// seeds are the wrong and the right programs of the test data.
func seeds(f *testing.F) {
	for _, pattern := range []string{"testdata/errors/*.txtar", "testdata/programs/*.txtar"} {
		paths, _ := filepath.Glob(pattern)
		for _, path := range paths {
			a, err := txtar.ParseFile(path)
			if err != nil {
				f.Fatal(err)
			}
			for _, x := range a.Files {
				if !strings.HasSuffix(x.Name, ".err") && len(x.Data) < 4096 {
					f.Add(x.Data, modeByte(modeOf(x.Name)))
				}
			}
		}
	}
}

func modeByte(m Mode) byte {
	switch {
	case m.Python:
		return 1
	case m.Decl:
		return 2
	}
	return 0
}

// FuzzParse reads any text in any mode. Nothing may panic or take long, every
// diagnostic and node has a place in the file, and what parses without an error is
// the same program when printed and parsed again.
func FuzzParse(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, text []byte, mode byte) {
		if len(text) > 1<<16 {
			return
		}
		m := Mode{Python: mode&1 != 0, Decl: mode&2 != 0, Level2: mode&4 != 0}
		file := source.NewSet().Add("x", "x", text)
		ds := &diag.List{}
		begin := time.Now()
		tree := Parse(file, m, ds)
		took := time.Since(begin)
		for range 2 { // a busy machine may stop the process for a while
			if took > time.Second {
				begin = time.Now()
				Parse(file, m, &diag.List{})
				took = min(took, time.Since(begin))
			}
		}
		if took > time.Second {
			t.Fatalf("took %s", took)
		}
		for _, d := range ds.All() {
			if !inside(file, d.Span) {
				t.Fatalf("diagnostic %q at %v", d.Message, d.Span)
			}
		}
		Inspect(tree, func(n Node) bool {
			if n.Span().Start < file.Base() || n.Span().End > file.Pos(len(text)) || n.Span().Start > n.Span().End {
				t.Fatalf("%T at %v in a file of %d bytes", n, n.Span(), len(text))
			}
			return true
		})
		if ds.Errors() == 0 {
			checkRoundTrip(t, tree, m)
		}
	})
}

func inside(f *source.File, s source.Span) bool {
	return s.IsValid() && s.Start >= f.Base() && s.Start <= s.End && f.Offset(s.End) <= len(f.Text)+1
}

// checkRoundTrip prints a tree and parses the text.
func checkRoundTrip(t *testing.T, tree *File, m Mode) {
	t.Helper()
	var text, want, got bytes.Buffer
	Fprint(&text, tree)
	Shape(&want, tree)
	file := source.NewSet().Add("printed", "printed", text.Bytes())
	ds := &diag.List{}
	again := Parse(file, m, ds)
	if ds.Errors() > 0 {
		d := ds.All()[0]
		t.Fatalf("printed:\n%s\n%s: %s", text.String(), file.Position(d.Span.Start), d.Message)
	}
	Shape(&got, again)
	if want.String() != got.String() {
		t.Fatalf("printed:\n%s\n%s", text.String(), firstDifference(want.String(), got.String()))
	}
	if len(tree.Comments) != len(again.Comments) {
		t.Fatalf("%d comments became %d:\n%s", len(tree.Comments), len(again.Comments), text.String())
	}
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) {
			return "missing: " + x[i]
		}
		if x[i] != y[i] {
			return x[i] + "\nbecame\n" + y[i]
		}
	}
	return "added: " + y[len(x)]
}
