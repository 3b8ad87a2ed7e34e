package resolve

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// tree writes the files of an archive to a folder and returns a loader that searches it.
func tree(t *testing.T, archive string) (*Loader, string) {
	t.Helper()
	dir := t.TempDir()
	for _, f := range txtar.Parse([]byte(archive)).Files {
		path := filepath.Join(dir, f.Name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o777))
		require.NoError(t, os.WriteFile(path, f.Data, 0o666))
	}
	l := NewLoader()
	l.Dir, l.Path = dir, []string{dir}
	l.Std = func(name string) ([]byte, bool) {
		switch name {
		case "libc.stdio":
			return []byte("cdef extern from \"stdio.h\" nogil:\n    int puts(const char* s)\n"), true
		case bundledModule:
			return []byte("cdef cypclass Scheduler:\n    void finish(self)\n"), true
		}
		return nil, false
	}
	return l, dir
}

func names(ms []*Module) []string {
	out := []string{}
	for _, m := range ms {
		out = append(out, m.Name)
	}
	return out
}

func messages(l *Loader) []string {
	out := []string{}
	for _, d := range l.Diags.All() {
		out = append(out, l.Set.Position(d.Span.Start).String()+": "+d.Message)
	}
	return out
}

func TestModulesAreFoundAsPythonFindsThem(t *testing.T) {
	l, dir := tree(t, `
-- main.pyx --
from libc.stdio cimport puts
from pkg.shapes cimport Square
from pkg import tools
import space.inner, both, sys, missing
-- pkg/__init__.py --
-- pkg/shapes.pxd --
from .base cimport Base
-- pkg/base.pxd --
from .shapes cimport Square
-- pkg/tools.py --
from . import helper
from .. import both
-- pkg/helper.pyx --
pass
-- space/inner.py --
x = 1
-- both.py --
raise SyntaxError
-- both.pyx --
x = 2
-- sys.py --
print "never read"
`)
	m := l.LoadFile(filepath.Join(dir, "main.pyx"), true, true)
	p := l.Program(m)
	assert.Empty(t, messages(l))
	assert.Same(t, m, p.Main)
	assert.True(t, m.CallMain)
	assert.Equal(t, []string{"libc.stdio", "pkg.base", "pkg.shapes", "pkg", "pkg.helper", "both", "pkg.tools", "space", "space.inner", "__main__"}, names(p.Modules))
	assert.Equal(t, []string{"libc.stdio", "pkg.shapes", "pkg", "pkg.tools", "space", "space.inner", "both"}, names(m.Deps))
	assert.Equal(t, filepath.Join(dir, "both.pyx"), l.modules["both"].Path)
	assert.Contains(t, l.Inputs.Absent(), filepath.Join(dir, "missing.pyx"))
	assert.Len(t, l.Inputs.Files(), 8)
}

func TestPackageOfAFile(t *testing.T) {
	_, dir := tree(t, "-- a/__init__.py --\n-- a/b/__init__.pxd --\n-- a/b/c.pyx --\n-- d/e.pyx --\n")
	name, root := ModuleName(filepath.Join(dir, "a/b/c.pyx"))
	assert.Equal(t, "a.b.c", name)
	assert.Equal(t, dir, root)
	name, root = ModuleName(filepath.Join(dir, "a/b/__init__.pxd"))
	assert.Equal(t, "a.b", name)
	assert.Equal(t, dir, root)
	name, root = ModuleName(filepath.Join(dir, "d/e.pyx"))
	assert.Equal(t, "e", name)
	assert.Equal(t, filepath.Join(dir, "d"), root)
}

func TestRelativeNames(t *testing.T) {
	m := &Module{RealName: "a.b.c"}
	for _, c := range []struct {
		level      int
		path, want string
	}{{0, "x", "x"}, {1, "x", "a.b.x"}, {1, "", "a.b"}, {2, "x", "a.x"}, {3, "x", "x"}, {4, "x", ""}} {
		assert.Equal(t, c.want, Absolute(m, c.level, c.path))
	}
	m.Package = true
	assert.Equal(t, "a.b.c.x", Absolute(m, 1, "x"))
}

func TestRelativeImportBeyondTheTop(t *testing.T) {
	l, dir := tree(t, "-- main.pyx --\nfrom ...x cimport y\n")
	l.LoadFile(filepath.Join(dir, "main.pyx"), false, false)
	assert.Equal(t, []string{"main.pyx:1:1: relative cimport beyond main package is not allowed"}, messages(l))
}

func TestIncludedFilesAreSplicedIn(t *testing.T) {
	l, dir := tree(t, `
-- main.pyx --
a = 1
include "lib/b.pxi"
if a:
    include "lib/c.pxi"
include "none.pxi"
-- lib/b.pxi --
b = 2
include "c.pxi"
-- lib/c.pxi --
c = 3
include "b.pxi"
`)
	m := l.LoadFile(filepath.Join(dir, "main.pyx"), false, false)
	assert.Len(t, m.Pyx.Body, 4) // a, b, c, if
	assert.Equal(t, []string{
		"main.pyx:5:9: 'none.pxi' not found",
		"lib/b.pxi:2:9: 'c.pxi' includes itself",
		"lib/c.pxi:2:9: 'b.pxi' includes itself",
	}, messages(l))
}

func TestSchedulerCopiesAreReplaced(t *testing.T) {
	archive := `
-- main.pyx --
from .lib.scheduler cimport Scheduler
from .own cimport Scheduler as S
-- lib/scheduler.pxd --
from .pthreads cimport x
cdef cypclass Scheduler
cdef cypclass Scheduler:
    int n
cdef cypclass SequentialMailBox(ActhonQueueInterface):
    int n
-- lib/pthreads.pxd --
cdef extern from "x.h":
    int x
-- own.pxd --
cdef cypclass Scheduler:
    int n
cdef cypclass SequentialMailBox:
    int n
cdef cypclass Mine:
    int n
`
	l, dir := tree(t, archive)
	var notes []string
	l.Note = func(format string, args ...any) { notes = append(notes, args[0].(string)) }
	l.LoadFile(filepath.Join(dir, "main.pyx"), false, false)
	assert.Empty(t, messages(l))
	assert.Equal(t, []string{filepath.FromSlash("lib/scheduler.pxd")}, notes)
	assert.True(t, l.modules["lib.scheduler"].Bundled)
	assert.False(t, l.modules["own"].Bundled)
	assert.NotContains(t, l.modules, "lib.pthreads")

	l, dir = tree(t, archive)
	l.OwnLibraries = true
	l.LoadFile(filepath.Join(dir, "main.pyx"), false, false)
	assert.False(t, l.modules["lib.scheduler"].Bundled)
	assert.Contains(t, l.modules, "lib.pthreads")
}

func TestUnreadableModule(t *testing.T) {
	l, dir := tree(t, "-- main.pyx --\nimport bad\n-- bad.py --\n# coding: klingon\n")
	l.LoadFile(filepath.Join(dir, "main.pyx"), false, false)
	assert.Equal(t, []string{"bad.py:1:1: unknown encoding: klingon"}, messages(l))
}

func TestWhenMainIsCalled(t *testing.T) {
	for text, want := range map[string]bool{
		"def main(): pass":         true,
		"x = 1":                    true,
		"def main(): pass\nmain()": false,
		"def main(): pass\ntry:\n    print(main())\nexcept: pass": false,
		"def main(): pass\ndef other(): main()":                   true,
		"def main(): pass\nif __name__ == '__main__': pass":       false,
		"def main(): pass\nif 1 and '__main__' == __name__: x":    false,
	} {
		l, dir := tree(t, "-- m.pyx --\n"+text+"\n")
		m := l.LoadFile(filepath.Join(dir, "m.pyx"), true, true)
		assert.Equal(t, want, m.CallMain, text)
	}
}
