package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/source"
)

// What the schema of SARIF 2.1.0 says of the objects that we write: each property with the kind of its value. `!` marks one that must be
// there, `[]` a list, `[1]` one that is not empty; a name that starts with a capital is an object, a list of words in brackets an enumeration.
var sarifSchema = map[string]map[string]string{
	"Log":         {"$schema": "uri", "version": "!(2.1.0)", "runs": "![]Run"},
	"Run":         {"tool": "!Tool", "columnKind": "(utf16CodeUnits unicodeCodePoints)", "results": "[]Result"},
	"Tool":        {"driver": "!Component"},
	"Result":      {"ruleId": "string", "ruleIndex": "index", "level": "(none note warning error)", "message": "!Message", "locations": "[]Location", "relatedLocations": "[]Location", "fixes": "[]Fix", "suppressions": "[]Suppression"},
	"Component":   {"name": "!string", "informationUri": "uri", "version": "string", "rules": "[]Rule"},
	"Rule":        {"id": "!string", "name": "string"},
	"Message":     {"text": "!string"},
	"Location":    {"physicalLocation": "Physical", "message": "Message"},
	"Physical":    {"artifactLocation": "!Artifact", "region": "Region"},
	"Artifact":    {"uri": "!uri"},
	"Region":      {"startLine": "!positive", "startColumn": "positive", "endLine": "positive", "endColumn": "positive"},
	"Fix":         {"description": "Message", "artifactChanges": "![1]Change"},
	"Change":      {"artifactLocation": "!Artifact", "replacements": "![1]Replacement"},
	"Replacement": {"deletedRegion": "!Region", "insertedContent": "Message"},
	"Suppression": {"kind": "!(inSource external)", "justification": "string", "location": "Location"},
}

// valid checks a value and returns what is wrong with it.
func valid(at, kind string, v any) (wrong []string) {
	bad := func(format string, args ...any) { wrong = append(wrong, at+": "+fmt.Sprintf(format, args...)) }
	kind = strings.TrimPrefix(kind, "!")
	if elem, ok := strings.CutPrefix(kind, "["); ok {
		low, elem, _ := strings.Cut(elem, "]")
		list, ok := v.([]any)
		if !ok || low == "1" && len(list) == 0 {
			bad("no list of %s", elem)
		}
		for i, x := range list {
			wrong = append(wrong, valid(fmt.Sprintf("%s[%d]", at, i), elem, x)...)
		}
		return wrong
	}
	if words, ok := strings.CutPrefix(kind, "("); ok {
		if s, _ := v.(string); !slices.Contains(strings.Fields(strings.TrimSuffix(words, ")")), s) {
			bad("%v is none of %s", v, kind)
		}
		return wrong
	}
	switch kind {
	case "string", "uri":
		s, ok := v.(string)
		if _, err := url.Parse(s); !ok || kind == "uri" && (err != nil || s == "") {
			bad("%v is no %s", v, kind)
		}
	case "positive", "index":
		n, ok := v.(float64)
		if !ok || n != float64(int(n)) || n < 0 || kind == "positive" && n < 1 {
			bad("%v is no %s number", v, kind)
		}
	default:
		props, ok := sarifSchema[kind]
		if !ok {
			panic("no " + kind)
		}
		m, ok := v.(map[string]any)
		if !ok {
			bad("no object")
		}
		for name, x := range m {
			if k, ok := props[name]; ok {
				wrong = append(wrong, valid(at+"."+name, k, x)...)
			} else {
				bad("%s has no property %s", kind, name)
			}
		}
		for name, k := range props {
			if _, ok := m[name]; !ok && k[0] == '!' {
				bad("%s is missing", name)
			}
		}
	}
	return wrong
}

func TestSARIFIsValid(t *testing.T) {
	set, l := sample()
	f := set.Add("/tmp/a b#c%é.pyx", "", []byte("x\n"))
	l.Policy = &Policy{Set: set, Allows: func(*source.File) []*Allow {
		return []*Allow{{At: source.At(f.Pos(0)), Codes: []string{"o008"}, Reason: "one thread", First: 1, Last: 1}}
	}}
	l.Add(&Diagnostic{Span: source.At(f.Pos(0)), Soft: true, Code: Code{"CYP-O008", "shared-global"}, Message: "allowed"})
	l.Warnf(GIL, Code{"CYP-O012", "use-after-consume"}, source.Span{Start: f.Pos(0), End: f.Pos(900)}, "far beyond the end")
	require.Len(t, l.Allowed(), 1)
	for _, ds := range [][]*Diagnostic{nil, append(l.All(), l.Allowed()...)} {
		var b bytes.Buffer
		require.NoError(t, SARIF(&b, set, ds, "v1"))
		var doc any
		require.NoError(t, json.Unmarshal(b.Bytes(), &doc))
		assert.Empty(t, valid("log", "Log", doc))
		run := doc.(map[string]any)["runs"].([]any)[0].(map[string]any)
		rules := run["tool"].(map[string]any)["driver"].(map[string]any)["rules"].([]any)
		for _, r := range run["results"].([]any) {
			r := r.(map[string]any)
			if id, ok := r["ruleId"]; ok {
				assert.Equal(t, id, rules[int(r["ruleIndex"].(float64))].(map[string]any)["id"], "the index is that of the rule")
			}
		}
	}
}

func TestTheCheckOfSARIFNotices(t *testing.T) {
	for _, text := range []string{
		`{"version": "2.1.0"}`,
		`{"version": "2.2", "runs": []}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": 1}}}]}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"message": {"text": ""}, "level": "bad"}]}]}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [{"message": {"text": ""}, "fixes": [{"artifactChanges": []}]}]}]}`,
		`{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x", "extra": 1}}}]}`,
	} {
		var doc any
		require.NoError(t, json.Unmarshal([]byte(text), &doc))
		assert.NotEmpty(t, valid("log", "Log", doc), text)
	}
}

func TestPolicy(t *testing.T) {
	p := &Policy{}
	for _, o := range []string{"error", "no-error=O008", "no-view-kept", "error=cyp-o010"} {
		require.True(t, p.Option(o, nil))
	}
	w := func(id, slug string) *Diagnostic { return &Diagnostic{Severity: Warning, Code: Code{id, slug}} }
	assert.True(t, p.Fails(w("CYP-O003", "may-not-be-isolated")))
	assert.False(t, p.Fails(w("CYP-O008", "shared-global")))
	assert.True(t, p.silent(Code{"CYP-O013", "view-kept"}))
	assert.False(t, p.silent(Code{"CYP-O010", "x"}))
	assert.True(t, p.Fails(&Diagnostic{Code: Code{"CYP-O008", "shared-global"}}), "an error is one")
	assert.False(t, p.Option("no-nothing", func(string) bool { return false }))
	assert.False(t, (*Policy)(nil).Fails(w("CYP-O003", "")))
	raised := p.Raise([]*Diagnostic{w("CYP-O003", ""), w("CYP-O008", "")})
	assert.Equal(t, Error, raised[0].Severity)
	assert.Equal(t, Warning, raised[1].Severity)
}
