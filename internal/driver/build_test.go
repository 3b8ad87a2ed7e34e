package driver

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/resolve"
)

const helloGo = "package main\n\nimport \"os\"\n\nfunc main() { os.Stdout.WriteString(\"hello\\n\") }\n"

// setup gives a cache and a folder with a source file, which becomes the current one.
func setup(t *testing.T) (c *Cache, dir string) {
	t.Helper()
	t.Setenv("CYP_CACHE", filepath.Join(t.TempDir(), "cache"))
	dir = t.TempDir()
	t.Chdir(dir)
	require.NoError(t, os.WriteFile("x.pyx", []byte("import y\n"), 0o666))
	c, err := OpenCache()
	require.NoError(t, err)
	return c, dir
}

func TestExecutableIsBuiltOnceAndFoundAgain(t *testing.T) {
	c, dir := setup(t)
	g, err := FindGo(c)
	require.NoError(t, err)
	opts := &Options{}
	target := Target{Files: []string{"x.pyx"}, Run: true}
	prog := c.program(target, opts)
	assert.Empty(t, prog.cached())

	p, l, err := Load(target, opts)
	require.NoError(t, err)
	exe, err := prog.build(g, []File{{Name: "main.go", Text: []byte(helloGo)}}, p, opts)
	require.NoError(t, err)
	require.NoError(t, prog.keep(exe, g, &l.Inputs))
	out, err := exec.Command(exe).Output()
	require.NoError(t, err)
	assert.Equal(t, "hello\n", string(out))
	assert.Equal(t, exe, prog.cached())

	// A new time of the file alone changes nothing; its text does.
	later := time.Now().Add(time.Hour)
	require.NoError(t, os.Chtimes("x.pyx", later, later))
	assert.Equal(t, exe, prog.cached())
	require.NoError(t, os.WriteFile("x.pyx", []byte("import z\n"), 0o666))
	assert.Empty(t, prog.cached())
	require.NoError(t, os.WriteFile("x.pyx", []byte("import y\n"), 0o666))
	assert.Equal(t, exe, prog.cached())
	// A module that appears where it was looked for in vain changes the program.
	require.NoError(t, os.WriteFile("y.py", nil, 0o666))
	assert.Empty(t, prog.cached())

	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 2)

	size, err := c.Clean()
	require.NoError(t, err)
	assert.Greater(t, size, int64(100_000))
	left, err := os.ReadDir(c.Dir)
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestBuildsAtTheSameTime(t *testing.T) {
	c, _ := setup(t)
	g, err := FindGo(c)
	require.NoError(t, err)
	opts := &Options{}
	prog := c.program(Target{Files: []string{"x.pyx"}}, opts)
	var wg sync.WaitGroup
	exes := make([]string, 4)
	for i := range exes {
		wg.Go(func() {
			exe, err := prog.build(g, []File{{Name: "main.go", Text: []byte(helloGo)}}, nil, opts)
			assert.NoError(t, err)
			exes[i] = exe
		})
	}
	wg.Wait()
	for _, exe := range exes {
		assert.Equal(t, exes[0], exe)
	}
}

func TestErrorInGeneratedCodeIsOurBug(t *testing.T) {
	c, _ := setup(t)
	g, err := FindGo(c)
	require.NoError(t, err)
	p, _, err := Load(Target{Files: []string{"x.pyx"}}, &Options{})
	require.NoError(t, err)
	_, err = c.program(Target{}, &Options{}).build(g, []File{{Name: "main.go", Text: []byte("package main\n\nfunc main() { x }\n")}}, p, &Options{})
	var bug *Bug
	require.ErrorAs(t, err, &bug)
	assert.Contains(t, bug.Text, "undefined: x")
	text, err := os.ReadFile(bug.Report)
	require.NoError(t, err)
	assert.Contains(t, string(text), "-- x.pyx --\nimport y\n")
	assert.Contains(t, string(text), "-- generated/main.go --\npackage main\n")
}

func TestInstall(t *testing.T) {
	setup(t)
	require.NoError(t, os.WriteFile("exe", []byte("new"), 0o777))
	require.NoError(t, os.WriteFile("out", []byte("old"), 0o600))
	require.NoError(t, Install("exe", "out"))
	text, err := os.ReadFile("out")
	require.NoError(t, err)
	assert.Equal(t, "new", string(text))
	info, err := os.Stat("out")
	require.NoError(t, err)
	assert.NotZero(t, info.Mode()&0o100)
	assert.ErrorContains(t, Install("exe", "none/out"), "cannot write 'none/out': no such file or directory")
	entries, err := os.ReadDir(".")
	require.NoError(t, err)
	assert.Len(t, entries, 3)
}

func TestVersions(t *testing.T) {
	for v, ok := range map[string]bool{"go1.26": true, "go1.26.8": true, "go1.27rc1": true, "go2.0": true, "devel go1.27-abc": true,
		"go1.25.9": false, "go1.9": false, "go1.26rc1": true} {
		assert.Equal(t, ok, newEnough(v, minGo), v)
	}
}

func TestRuntimeTravelsInTheBinary(t *testing.T) {
	c, _ := setup(t)
	dir, err := c.runtimeModule()
	require.NoError(t, err)
	again, err := c.runtimeModule()
	require.NoError(t, err)
	assert.Equal(t, dir, again)
	for _, name := range []string{"go.mod", "runtime/object.go", "runtime/doctest/run.go"} {
		assert.FileExists(t, filepath.Join(dir, name))
	}
	assert.NoFileExists(t, filepath.Join(dir, "runtime/embed.go"))
	for _, f := range RuntimeCopy("example.com/m/internal/cyprt") {
		assert.False(t, strings.HasSuffix(f.Name, "_test.go"))
		assert.NotContains(t, string(f.Text), "\""+RuntimePath)
	}
}

func TestGroupsAndFaults(t *testing.T) {
	setup(t)
	for name, text := range map[string]string{"a.pyx": "import y\n", "b.pyx": "def (\n", "c.pyx": "import b\n", "d/a.pyx": "", "a.py": ""} {
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o777))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o666))
	}
	groups, err := Groups([]string{"a.pyx", "b.pyx", "c.pyx", "d/a.pyx", "a.py"})
	require.NoError(t, err)
	assert.Equal(t, [][]string{{"a.pyx", "b.pyx", "c.pyx"}, {"d/a.pyx"}, {"a.py"}}, groups)
	p, _, err := Load(Target{Files: groups[0]}, &Options{})
	require.NoError(t, err)
	faulty := Faulty(p, p.Diags)
	bad := []string{}
	for _, r := range p.Roots {
		if faulty[r] {
			bad = append(bad, r.Name)
		}
	}
	assert.Equal(t, []string{"b", "c"}, bad)
	q := Sound(p)
	assert.Equal(t, []*resolve.Module{p.Roots[0]}, q.Roots)
	assert.Zero(t, q.Diags.Errors())

	_, err = Groups([]string{"none.pyx"})
	assert.ErrorContains(t, err, "cannot read 'none.pyx': no such file")
	_, err = Groups([]string{"x.txt"})
	assert.Error(t, err)
}

func TestModuleAndPackageName(t *testing.T) {
	_, dir := setup(t)
	_, err := FindModule(dir)
	assert.ErrorContains(t, err, "is not in a Go module")
	require.NoError(t, os.WriteFile("go.mod", []byte("module example.com/m\n\ngo 1.26\n\nrequire "+Module+" v1.0.0\n"), 0o666))
	require.NoError(t, os.MkdirAll("sub/my-pkg", 0o777))
	m, err := FindModule(filepath.Join(dir, "sub/my-pkg"))
	require.NoError(t, err)
	assert.Equal(t, "example.com/m", m.Path)
	assert.True(t, m.Requires)
	name, err := packageName(filepath.Join(dir, "sub/my-pkg"))
	require.NoError(t, err)
	assert.Equal(t, "mypkg", name)
	require.NoError(t, os.WriteFile("sub/my-pkg/a.go", []byte("package other\n"), 0o666))
	name, err = packageName(filepath.Join(dir, "sub/my-pkg"))
	require.NoError(t, err)
	assert.Equal(t, "other", name)

	changed, err := m.Vendor()
	require.NoError(t, err)
	assert.True(t, changed)
	changed, err = m.Vendor()
	require.NoError(t, err)
	assert.False(t, changed)
	assert.FileExists(t, filepath.Join(dir, VendorFolder, "object.go"))
	assert.NoDirExists(t, filepath.Join(dir, VendorFolder, "doctest"))
}
