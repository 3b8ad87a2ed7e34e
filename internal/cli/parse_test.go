package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestParse(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	good := write("good.py", "def f(a):\n    return [a]  # c\n")
	bad := write("bad.pyx", "cdef cypclas A:\n    int x\nx = (1\ny = 2\n")
	latin := write("latin.py", "# coding: klingon\n")
	parse := func(args ...string) (int, string, string) {
		var out, errs bytes.Buffer
		status := Run(nil, &out, &errs, append([]string{"parse"}, args...))
		return status, out.String(), errs.String()
	}

	status, out, errs := parse(good)
	require.Equal(t, []any{0, "", ""}, []any{status, out, errs})
	status, out, errs = parse(good, bad)
	require.Equal(t, 1, status)
	require.Empty(t, out)
	require.Contains(t, errs, "bad.pyx:1:6: error: unknown word 'cypclas': did you mean 'cypclass'?")
	require.Contains(t, errs, "bad.pyx:3:5: error: '(' was never closed")
	status, _, errs = parse(dir)
	require.Equal(t, 1, status)
	require.Contains(t, errs, "unknown encoding: klingon")
	require.Contains(t, errs, filepath.Base(latin))

	for _, c := range []struct {
		file   string
		status int
		errors int
	}{{good, 0, 0}, {bad, 1, 2}} {
		status, out, _ = parse("--format=json", c.file)
		require.Equal(t, c.status, status)
		var doc struct{ Diagnostics []map[string]any }
		require.NoError(t, json.Unmarshal([]byte(out), &doc))
		require.Len(t, doc.Diagnostics, c.errors)
	}
	status, _, _ = parse("--format=json", filepath.Join(dir, "none.py"))
	require.Equal(t, 2, status)

	_, out, _ = parse("--print", good)
	require.Equal(t, "def f(a):\n    return [a]  # c\n", out)
	_, out, _ = parse("--tree", good)
	require.Contains(t, out, "FuncDef  @1:1-2:15\n")
	_, out, _ = parse("--tokens", good)
	require.Contains(t, out, "2:5-2:11\tKEYWORD\t\"return\"\n")
	_, _, errs = parse("--stats", good)
	require.Contains(t, errs, "1 files, 2 lines, ")
}
