package resolve

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/syntax"
)

func doctestModule(t *testing.T, text string) (*Loader, *Module) {
	t.Helper()
	l, dir := tree(t, "-- m.pyx --\n"+text)
	l.Doctests = true
	return l, l.LoadFile(filepath.Join(dir, "m.pyx"), false, false)
}

func TestExamplesAreFound(t *testing.T) {
	l, m := doctestModule(t, `"""Module.
>>> 1 + 1
2
"""
def f(x):
    """
    >>> for i in range(2):
    ...     f(i)
    ...
    0
    <BLANKLINE>
    1
    text that is output too

    >>> f(1,  # doctest: +ELLIPSIS, -SKIP
    ...   2)
    Traceback (most recent call last):
      ...
    TypeError: no
    """
    return x
class C:
    def m(self):
        u""">>> C()"""
__test__ = {"more": """
>>> 7
"""}
`)
	assert.Empty(t, messages(l))
	require.Len(t, m.Tests, 4)
	assert.Equal(t, "m", m.Tests[0].Name)
	assert.Equal(t, "m.f", m.Tests[1].Name)
	assert.Equal(t, "m.C.m", m.Tests[2].Name)
	assert.Equal(t, "m.__test__.more", m.Tests[3].Name)
	f := m.Tests[1]
	require.Len(t, f.Examples, 2)
	assert.Equal(t, "for i in range(2):\n    f(i)\n\n", f.Examples[0].Source)
	assert.Equal(t, "0\n<BLANKLINE>\n1\ntext that is output too\n", f.Examples[0].Want)
	assert.Equal(t, map[string]bool{"ELLIPSIS": true, "SKIP": false}, f.Examples[1].Options)
	assert.Equal(t, 15, f.Examples[1].Line)
	assert.True(t, f.Examples[1].Frag.Display)
	assert.False(t, f.Examples[0].Frag.Display)
	loop := f.Examples[0].Frag.Body[0].(*syntax.For)
	call := loop.Body[0].(*syntax.ExprStmt).X.(*syntax.Call)
	assert.Equal(t, displayHook, call.Func.(*syntax.Name).Name)
}

func TestExamplesArePlacedInTheirFile(t *testing.T) {
	l, m := doctestModule(t, `def f(x):
    """
    >>> f(
    ...     "é" + name)
    >>> print("a\\nb")
    >>> s = '''one
    ... two'''
    """
`)
	require.Empty(t, messages(l))
	require.Len(t, m.Fragments, 3)
	call := m.Fragments[0].Body[0].(*syntax.ExprStmt).X.(*syntax.Call)
	sum := call.Args[0].Value.(*syntax.Binary)
	assert.Equal(t, "m.pyx:3:9", l.Set.Position(call.Span().Start).String())
	assert.Equal(t, "m.pyx:4:19", l.Set.Position(sum.Y.Span().Start).String())
	text := m.Fragments[1].Body[0].(*syntax.ExprStmt).X.(*syntax.Call).Args[0].Value.(*syntax.String)
	assert.Equal(t, "a\nb", text.Value)
	assert.Equal(t, "m.pyx:5:15", l.Set.Position(text.Span().Start).String())
	long := m.Fragments[2].Body[0].(*syntax.Assign).Value.(*syntax.String)
	assert.Equal(t, "one\ntwo", long.Value)
	assert.Equal(t, 6, l.Set.Position(long.Span().Start).Line)
}

func TestMalformedExamples(t *testing.T) {
	l, m := doctestModule(t, `def f():
    """
    >>> f(
    """
def g():
    """
    >>> g() # doctest: +NOTHING
    """
def h():
    """
    >>>h()
    """
`)
	require.Len(t, m.Fragments, 1)
	assert.NotEmpty(t, m.Fragments[0].Err)
	assert.Equal(t, []string{
		"m.pyx:7:1: invalid doctest option: '+NOTHING'",
		"m.pyx:11:1: a doctest prompt needs a blank after it: '>>>h()'",
	}, messages(l))
}

func TestExamplesOfAModuleThatAnotherImports(t *testing.T) {
	l, dir := tree(t, "-- a.pyx --\nimport b\n-- b.pyx --\n\"\"\"\n>>> import c\n\"\"\"\n-- c.py --\n")
	l.Doctests = true
	l.LoadFile(filepath.Join(dir, "a.pyx"), false, false)
	b := l.LoadFile(filepath.Join(dir, "b.pyx"), false, false)
	require.Len(t, b.Tests, 1)
	assert.Equal(t, []string{"c"}, names(b.Deps))
}
