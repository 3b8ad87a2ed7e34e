package diag

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/source"
)

const program = "def f(x):\n\ty = consume x\n    日本 = \"é\" + x  # wide\n" + "z = 1\n"

func sample() (*source.Set, *List) {
	set := source.NewSet()
	f := set.Add("dir/shop.pyx", "/dir/shop.pyx", []byte(program))
	span := func(s string) source.Span {
		i := strings.Index(program, s)
		return source.Span{Start: f.Pos(i), End: f.Pos(i + len(s))}
	}
	l := &List{}
	l.Errorf(Ownership, Code{"CYP-O012", "use-after-consume"}, span("+ x"), "use of consumed '%s'", "x").
		Note(span("consume x"), "consumed here").
		Note(source.Span{}, "a note without a place").
		Hint("take a copy").Fix = &Fix{Span: span("z = 1"), Text: "z == 1", Title: "write `==`"}
	l.Warnf(Syntax, Code{}, source.Span{}, "no place: 50%%, a\nb")
	return set, l
}

func TestText(t *testing.T) {
	set, l := sample()
	var b strings.Builder
	require.NoError(t, Text(&b, set, l.All(), false))
	want := `cyp: warning: no place: 50%, a
b
dir/shop.pyx:3:14: error: use of consumed 'x' [CYP-O012 use-after-consume]
    3 |     日本 = "é" + x  # wide
      |                ^~~
dir/shop.pyx:2:6: note: consumed here
    2 |     y = consume x
      |         ^~~~~~~~~
cyp: note: a note without a place
  help: take a copy
  fix: write ` + "`==`" + `
    4 | z == 1
`
	assert.Equal(t, want, b.String())
	b.Reset()
	require.NoError(t, Text(&b, set, l.All(), true))
	assert.Contains(t, b.String(), red+"error:"+reset)
	assert.Contains(t, b.String(), green+"^~~"+reset)
}

func TestLongLinesAreCut(t *testing.T) {
	line := strings.Repeat("a", 500) + "BAD" + strings.Repeat("b", 500)
	shown, at, n := layout(line, 500, 503)
	assert.Less(t, len(shown), 200)
	assert.Equal(t, 3, n)
	assert.Equal(t, "BAD", string([]rune(shown)[at:at+n]))
	shown, at, n = layout("a\x00b\u202ec", 4, 4)
	assert.Equal(t, "a·b·c", shown)
	assert.Equal(t, 1, n)
	assert.Equal(t, 4, at)
}

func TestJSON(t *testing.T) {
	set, l := sample()
	var b strings.Builder
	require.NoError(t, JSON(&b, set, l.All()))
	var doc struct {
		Version     int
		Diagnostics []struct {
			File                             string
			Line, Column, EndLine, EndColumn int
			Severity, Code, Name, Message    string
			Notes                            []struct {
				Line    int
				Message string
			}
		}
	}
	require.NoError(t, json.Unmarshal([]byte(b.String()), &doc))
	assert.Equal(t, 1, doc.Version)
	require.Len(t, doc.Diagnostics, 2)
	d := doc.Diagnostics[1]
	assert.Equal(t, []any{"dir/shop.pyx", 3, 14, 3, 17, "error", "CYP-O012", "use-after-consume", "use of consumed 'x'"},
		[]any{d.File, d.Line, d.Column, d.EndLine, d.EndColumn, d.Severity, d.Code, d.Name, d.Message})
	assert.Equal(t, 2, d.Notes[0].Line)

	b.Reset()
	require.NoError(t, JSON(&b, set, nil))
	assert.JSONEq(t, `{"version":1,"diagnostics":[]}`, b.String())
}

func TestGitHub(t *testing.T) {
	set, l := sample()
	var b strings.Builder
	require.NoError(t, GitHub(&b, set, l.All()))
	assert.Equal(t, "::warning ::no place: 50%25, a%0Ab\n"+
		"::error file=dir/shop.pyx,line=3,endLine=3,col=14,endColumn=17,title=CYP-O012 use-after-consume::"+
		"use of consumed 'x'%0Anote: dir/shop.pyx:2:6: consumed here%0Anote: a note without a place%0Ahelp: take a copy\n", b.String())
}

func TestSARIF(t *testing.T) {
	set, l := sample()
	var b strings.Builder
	require.NoError(t, SARIF(&b, set, l.All(), "v1"))
	var doc map[string]any
	require.NoError(t, json.Unmarshal([]byte(b.String()), &doc))
	assert.Equal(t, "2.1.0", doc["version"])
	run := doc["runs"].([]any)[0].(map[string]any)
	results := run["results"].([]any)
	require.Len(t, results, 2)
	r := results[1].(map[string]any)
	assert.Equal(t, "CYP-O012", r["ruleId"])
	assert.Equal(t, "error", r["level"])
	region := r["locations"].([]any)[0].(map[string]any)["physicalLocation"].(map[string]any)["region"]
	assert.Equal(t, map[string]any{"startLine": 3.0, "startColumn": 14.0, "endLine": 3.0, "endColumn": 17.0}, region)
	assert.Len(t, r["relatedLocations"], 2)
	assert.Len(t, r["fixes"], 1)
}
