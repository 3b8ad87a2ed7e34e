package rt

import (
	"runtime"
	"testing"
	"unsafe"
)

// spare is an object of these tests.
type spare struct {
	Header
	n int
}

// countSlabs makes a class of such objects; slabs counts how often new ones are made.
func countSlabs(name string) (c *Class, slabs *int) {
	k := Describe[spare](name, "test")
	slabs = new(int)
	inner := k.Slab
	k.Slab = func(into []unsafe.Pointer) { *slabs++; inner(into) }
	Register(&k)
	return &k, slabs
}

// Contexts that end leave what is in their magazines to others, full or not: else one object that is kept would keep the slab of
// many that are lost, and memory would grow with each context.
func TestEndedContextsKeepTheirObjects(t *testing.T) {
	c, slabs := countSlabs("object")
	var kept []*Header
	for round := 0; round < 100; round++ {
		cx := NewCtx()
		var hs []*Header
		for i := 0; i < 3*magazineSize/2; i++ {
			hs = append(hs, (*Header)(cx.Alloc(c)))
		}
		kept = append(kept, hs[0])
		for _, h := range hs[1:] {
			Drop(cx, h)
		}
		cx.Release()
	}
	if *slabs > 4 {
		t.Errorf("%d slabs for what fits into 2, and 100 objects", *slabs)
	}
	seen := map[*Header]bool{}
	for _, h := range kept {
		if seen[h] {
			t.Fatal("an object was given twice")
		}
		seen[h] = true
	}
}

// What one context makes and another frees goes back at once: few objects are needed however many are made.
func TestObjectsGoBackToWhoMakesThem(t *testing.T) {
	c, slabs := countSlabs("passed")
	makes, frees := NewCtx(), NewCtx()
	for range 200 {
		var hs [magazineSize]*Header
		for i := range hs {
			hs[i] = (*Header)(makes.Alloc(c))
		}
		for _, h := range hs {
			Drop(frees, h)
		}
	}
	if *slabs > 6 {
		t.Errorf("%d slabs for %d objects at a time", *slabs, magazineSize)
	}
}

// Where many objects die, those that a depot has no room for need no magazines of their own.
func TestManyDeathsMakeNoMagazines(t *testing.T) {
	if Debug {
		t.Skip("a debug build keeps no objects")
	}
	c, _ := countSlabs("many")
	cx := NewCtx()
	hs := make([]*Header, 1<<20)
	for i := range hs {
		hs[i] = (*Header)(cx.Alloc(c))
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, h := range hs {
		Drop(cx, h)
	}
	runtime.ReadMemStats(&after)
	room := c.depot.limit + 2*maxStock
	if made := after.Mallocs - before.Mallocs; made > uint64(room) {
		t.Errorf("%d allocations, %d magazines would hold all that is kept", made, room)
	}
}
