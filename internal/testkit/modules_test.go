package testkit

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/driver"
	"github.com/cyp-lang/cyp/internal/std"
)

// TestModuleNames compiles a program that imports every Python module that comes with the compiler and compares the names that
// `from m import *` would bind with those that the checker has.
func TestModuleNames(t *testing.T) {
	t.Setenv("CYP_CACHE", t.TempDir())
	var b strings.Builder
	b.WriteString("def show(name, m):\n" +
		"    names = getattr(m, '__all__', None) or [n for n in dir(m) if not n.startswith('_')]\n" +
		"    print(name + ': ' + ' '.join(sorted(names)))\n")
	for _, name := range std.PyModules() {
		v := "m_" + strings.ReplaceAll(name, ".", "_")
		b.WriteString("import " + name + " as " + v + "\nshow('" + name + "', " + v + ")\n")
	}
	dir := t.TempDir()
	file := filepath.Join(dir, "main.py")
	if err := os.WriteFile(file, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	built, err := driver.BuildMany([]driver.Target{{Dir: dir, Files: []string{"main.py"}, Run: true}}, &driver.Options{}, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if built[0].Exe == "" {
		var text bytes.Buffer
		diag.Text(&text, built[0].Program.Set, built[0].Program.Diags.All(), false)
		t.Fatal(text.String())
	}
	cmd := exec.Command(built[0].Exe)
	cmd.Stderr = os.Stderr
	got, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s%s", got, err)
	}
	table := filepath.Join(Root(t), "internal/std/pynames.txt")
	if *update {
		if err := os.WriteFile(table, got, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != string(got) {
		t.Errorf("the modules have other names than the table says; run with -update\n%s", Diff(string(want), string(got)))
	}
}

// TestNativeLibraries: each package in the runtime's lib folder is known to the compiler.
func TestNativeLibraries(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(Root(t), "runtime/py/lib/lib_*"))
	if err != nil || len(dirs) == 0 {
		t.Fatal("no packages", err)
	}
	for _, d := range dirs {
		name := strings.TrimPrefix(filepath.Base(d), "lib_")
		if !slices.Contains(std.Libraries(), name) {
			t.Errorf("the module %s of %s is not in the table of std", name, d)
		}
	}
}
