package syntax

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
)

// TestPrograms parses right programs and compares their trees with the golden ones,
// `NAME.tree`; printed and parsed again they are the same.
func TestPrograms(t *testing.T) {
	archives, err := filepath.Glob("testdata/programs/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, archives)
	for _, path := range archives {
		a, err := txtar.ParseFile(path)
		require.NoError(t, err)
		golden := map[string]string{}
		for _, f := range a.Files {
			if name, ok := strings.CutSuffix(f.Name, ".tree"); ok {
				golden[name] = string(f.Data)
			}
		}
		out := &txtar.Archive{Comment: a.Comment}
		for _, f := range a.Files {
			if strings.HasSuffix(f.Name, ".tree") {
				continue
			}
			t.Run(f.Name, func(t *testing.T) {
				file := source.NewSet().Add(f.Name, f.Name, f.Data)
				ds := &diag.List{}
				tree := Parse(file, modeOf(f.Name), ds)
				for _, d := range ds.All() {
					t.Fatalf("%s: %s", file.Position(d.Span.Start), d.Message)
				}
				var got bytes.Buffer
				require.NoError(t, Shape(&got, tree))
				if !*update {
					require.Equal(t, golden[f.Name], got.String())
				}
				checkRoundTrip(t, tree, modeOf(f.Name))
				out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".tree", Data: got.Bytes()})
			})
		}
		if *update && !t.Failed() {
			require.NoError(t, os.WriteFile(path, txtar.Format(out), 0o644))
		}
	}
}

// TestPrint: what is printed has the comments, blank lines and broken lines of the
// source.
func TestPrint(t *testing.T) {
	const want = `# first
import os  # why


def f(a,
    b=1):  # header
    # inside
    x = [
        1, 2,  # pair
        # alone
        3,
    ]
    return (x
        or a)  # end

# last
`
	tree := treeFor(t, "x.py", want)
	var got bytes.Buffer
	require.NoError(t, Fprint(&got, tree))
	require.Equal(t, want, got.String())
	tree = treeFor(t, "x.py", "if x :y=1 ;z = ( 1 )\nx = a[  # hoisted\n 1]\n")
	got.Reset()
	require.NoError(t, Fprint(&got, tree))
	require.Equal(t, "if x:\n    y = 1\n    z = (1)\n# hoisted\nx = a[1]\n", got.String())
}

func treeFor(t *testing.T, name, text string) *File {
	t.Helper()
	file := source.NewSet().Add(name, name, []byte(text))
	ds := &diag.List{}
	tree := Parse(file, modeOf(name), ds)
	require.Empty(t, ds.All())
	return tree
}

// TestPlaces: nodes are where CPython's are; operators, dots and brackets have places
// of their own.
func TestPlaces(t *testing.T) {
	tree := treeFor(t, "x.pyx", "x = a.b + f(c)[d] if <int>e else -g\n")
	var got bytes.Buffer
	require.NoError(t, Dump(&got, tree))
	require.Equal(t, strings.TrimLeft(`
Assign  @1:1-1:36
  Targets: Name Name="x"  @1:1-1:2
  Value: IfExp  @1:5-1:36
    Then: Binary Op="+"  @1:5-1:18
      X: Attribute  @1:5-1:8
        X: Name Name="a"  @1:5-1:6
        Name: b  @1:7-1:8
      Y: Subscript  @1:11-1:18
        X: Call  @1:11-1:15
          Func: Name Name="f"  @1:11-1:12
          Args: Arg  @1:13-1:14
            Value: Name Name="c"  @1:13-1:14
        Index: Name Name="d"  @1:16-1:17
    Cond: Cast  @1:22-1:28
      Type: TypeExpr  @1:23-1:26
        Base: int  @1:23-1:26
      X: Name Name="e"  @1:27-1:28
    Else: Unary Op="-"  @1:34-1:36
      X: Name Name="g"  @1:35-1:36
`, "\n"), got.String())
	b := tree.Body[0].(*Assign).Value.(*IfExp).Then.(*Binary)
	require.Equal(t, 9, tree.Source.Position(b.OpPos).Column)
	require.Equal(t, 6, tree.Source.Position(b.X.(*Attribute).Dot).Column)
	require.Equal(t, 15, tree.Source.Position(b.Y.(*Subscript).Lbrack).Column)
	require.Equal(t, 12, tree.Source.Position(b.Y.(*Subscript).X.(*Call).Lparen).Column)
}

func TestDirectives(t *testing.T) {
	tree := treeFor(t, "x.pyx", "#!/usr/bin/env python\n# cython: language_level = 3str , boundscheck=False\n#cython:wraparound=True\n\nx = 1\n# cython: late=1\n")
	require.Equal(t, map[string]string{"language_level": "3str", "boundscheck": "False", "wraparound": "True"}, tree.Directives)
	require.Len(t, tree.Comments, 4)
}

func TestParseExpr(t *testing.T) {
	f := source.NewSet().Add("e", "e", []byte("a + 1"))
	ds := &diag.List{}
	require.IsType(t, &Binary{}, ParseExpr(f, ds))
	require.Empty(t, ds.All())
	f = source.NewSet().Add("e", "e", []byte("a +"))
	require.Nil(t, ParseExpr(f, ds))
	require.Len(t, ds.All(), 1)
}
