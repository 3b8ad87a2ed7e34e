package facts

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
)

// ListClass is the class of a reference to a list of the library (cyplist), or nil.
func ListClass(t types.Type) *types.Class {
	if r, ok := t.(*types.Ref); ok && r.Class.Go == "rt.List" {
		return r.Class
	}
	return nil
}

// List reports whether the passes may look inside the lists of a class: the program does not.
func (w *World) List(t types.Type) *types.Class {
	c := ListClass(t)
	if c == nil || w.bare[c] {
		return nil
	}
	return c
}

// The operations of lists that package elements puts in the place of methods until the counts are inserted; Recv is the list. ListAt:
// element Args[0], borrowed; raises IndexError. ListElem: the same where the index is in range; pure. ListSet: replaces element Args[0]
// by Args[1], of a type that is not counted; raises IndexError. ListLen: how many there are; pure.
const (
	ListAt   = ".at"
	ListElem = ".elem"
	ListSet  = ".set"
	ListLen  = ".len"
)

// What methods of lists leave alone; all others may do anything.
var (
	keepsElements = set(".At .Peek .Len .Contains .Index .IndexFrom .IndexIn .CountOf .Add .Mul .Copy .Slice .Sorted .Reversed .Eq .Ne .Lt .Le .Gt .Ge .Iter .Append .Insert .Extend .IAdd .Reverse .Sort", ListAt, ListElem, ListLen)
	// Sorting and reversing keep it too, but must see the loops over the list.
	keepsLength = set(".At .Peek .Len .Contains .Index .IndexFrom .IndexIn .CountOf .Add .Mul .Copy .Slice .Sorted .Reversed .Eq .Ne .Lt .Le .Gt .Ge .Iter .SetAt", ListAt, ListElem, ListSet, ListLen)
)

func set(names string, more ...string) map[string]bool {
	m := map[string]bool{}
	for _, n := range append(strings.Fields(names), more...) {
		m[n] = true
	}
	return m
}

// listCall adds what a method of a list does to the list.
func (w *World) listCall(t *Facts, c *ir.Call) {
	var l *types.Class
	if c.Recv != nil {
		l = ListClass(c.Recv.Type())
	}
	if l == nil {
		// What other functions do with a list is not known.
		for _, a := range c.Args {
			if l := ListClass(a.Type()); l != nil && !c.Callee.Pure {
				t.Writes[Elements{l}] = true
				t.Writes[Length{l}] = true
			}
		}
		return
	}
	if !keepsElements[c.Callee.Go] {
		t.Writes[Elements{l}] = true
	}
	if !keepsLength[c.Callee.Go] {
		t.Writes[Length{l}] = true
	}
}

// findBare finds the classes of lists whose fields the program uses, or that it walks with iterators of its own.
func (w *World) findBare() {
	for _, f := range w.X.Funcs {
		ir.WalkAll(f.Body, func(e ir.Expr) {
			switch e := e.(type) {
			case *ir.FieldRef:
				if l := ListClass(e.Base.Type()); l != nil {
					w.bare[l] = true
				}
			case *ir.Call:
				if e.Recv == nil || e.Callee.Kind != ir.Runtime {
					return
				}
				if l := ListClass(e.Recv.Type()); l != nil && (e.Callee.Go == ".Cursor" || e.Callee.Go == ".CursorEnd") {
					w.bare[l] = true
				}
			}
		})
	}
	// A class of the program that derives from a list is one with more methods: calls of it are of the program's functions.
	for _, c := range w.X.Program.Classes {
		for _, k := range c.Type.MRO {
			if k.Go == "rt.List" {
				w.bare[k] = true
			}
		}
	}
}
