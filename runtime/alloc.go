package rt

import (
	"sync"
	"unsafe"
)

// Dead objects are kept for reuse. Each context has, for each class, a chain of free
// objects linked through their headers; a full chain of magazineSize is a magazine, and
// magazines move whole: to the context's own stock, up to stockBytes, from there (the oldest
// first) to the depot of the class under a mutex, and back. Nothing walks a chain, and
// threads' objects mix only through the depot.
const (
	magazineSize = 256
	stockBytes   = 1 << 20
	maxStock     = 512
	slabBytes    = 16 << 10
)

// pool is the free objects of one class in one context.
type pool struct {
	head  *Header   // the chain that is used now
	room  int32     // how many more it may have; 0 in a pool that has not been used
	limit int32     // most magazines in stock
	stock []*Header // full chains, the oldest first
}

// depot holds full chains that contexts spilled.
type depot struct {
	sync.Mutex
	mags []*Header
	low  int // fewest since the last collection: what nobody needed
}

// The link of a free object is in the place of its class.
func (h *Header) link() *unsafe.Pointer { return (*unsafe.Pointer)(unsafe.Pointer(h)) }
func (h *Header) next() *Header         { return (*Header)(*h.link()) }
func (h *Header) setNext(n *Header)     { *h.link() = unsafe.Pointer(n) }

// Alloc makes an object: zeroed, its header set, its count one.
func (cx *Ctx) Alloc(c *Class) unsafe.Pointer {
	if i := int(c.Index); i < len(cx.pools) {
		p := &cx.pools[i]
		if h := p.head; h != nil {
			p.head = h.next()
			p.room++
			h.Class = c
			h.count = 1
			return unsafe.Pointer(h)
		}
	}
	return cx.allocSlow(c)
}

// New makes an object of a registered class as a *T.
func New[T any](cx *Ctx, c *Class) *T { return (*T)(cx.Alloc(c)) }

func (cx *Ctx) allocSlow(c *Class) unsafe.Pointer {
	if c.Index == 0 {
		Register(c)
	}
	if Debug {
		return debugAlloc(c)
	}
	if c.Slab == nil || !c.recycled {
		return start(c, c.New())
	}
	p := cx.pool(c)
	switch n := len(p.stock); {
	case n > 0:
		p.head, p.room = p.stock[n-1], 0
		p.stock[n-1] = nil
		p.stock = p.stock[:n-1]
	default:
		if p.head = c.depot.get(); p.head != nil {
			p.room = 0
		} else {
			var n int32
			p.head, n = slab(c)
			p.room = magazineSize - n
		}
	}
	h := p.head
	p.head = h.next()
	p.room++
	return start(c, unsafe.Pointer(h))
}

func start(c *Class, p unsafe.Pointer) unsafe.Pointer {
	h := (*Header)(p)
	h.Class = c
	h.count = 1
	return p
}

// pool returns the pool of a class, growing the table as classes appear.
func (cx *Ctx) pool(c *Class) *pool {
	if int(c.Index) >= len(cx.pools) {
		grown := make([]pool, int(c.Index)+16)
		copy(grown, cx.pools)
		cx.pools = grown
	}
	p := &cx.pools[c.Index]
	if p.limit == 0 {
		p.room = magazineSize
		p.limit = int32(min(max(stockBytes/(magazineSize*int(c.Size)+1), 1), maxStock))
	}
	return p
}

// slab makes a chain of new objects in one allocation.
func slab(c *Class) (*Header, int32) {
	n := min(max(slabBytes/int(c.Size), 1), magazineSize)
	var buf [magazineSize]unsafe.Pointer
	into := buf[:n]
	c.Slab(into)
	for i := 0; i < n-1; i++ {
		(*Header)(into[i]).setNext((*Header)(into[i+1]))
	}
	return (*Header)(into[0]), int32(n)
}

// recycle puts a cleared object on the free list, where release found no room in the chain.
func (cx *Ctx) recycle(c *Class, h *Header) {
	p := cx.pool(c)
	if p.room == 0 {
		if len(p.stock) >= int(p.limit) {
			// Spill the older half.
			half := (len(p.stock) + 1) / 2
			c.depot.put(p.stock[:half])
			n := copy(p.stock, p.stock[half:])
			clear(p.stock[n:])
			p.stock = p.stock[:n]
		}
		p.stock = append(p.stock, p.head)
		p.head, p.room = nil, magazineSize
	}
	h.setNext(p.head)
	p.head = h
	p.room--
}

func (d *depot) get() *Header {
	d.Lock()
	defer d.Unlock()
	n := len(d.mags)
	if n == 0 {
		return nil
	}
	h := d.mags[n-1]
	d.mags[n-1] = nil
	d.mags = d.mags[:n-1]
	d.low = min(d.low, n-1)
	return h
}

func (d *depot) put(mags []*Header) {
	watchCollections()
	d.Lock()
	d.mags = append(d.mags, mags...)
	d.Unlock()
}

// trim gives what nobody needed since the last call back to Go's collector.
func (d *depot) trim() {
	d.Lock()
	defer d.Unlock()
	n := len(d.mags)
	drop := d.low
	if drop > 0 {
		// The oldest ones are at the bottom.
		kept := copy(d.mags, d.mags[drop:])
		clear(d.mags[kept:])
		d.mags = d.mags[:kept]
		n = kept
	}
	d.low = n
}

// releasePools hands the free objects of a context that ends to the depots.
func (cx *Ctx) releasePools() {
	all := Classes()
	for i := range cx.pools {
		p := &cx.pools[i]
		if i == 0 || i > len(all) {
			continue
		}
		c := all[i-1]
		if len(p.stock) > 0 {
			c.depot.put(p.stock)
		}
		if p.room == 0 && p.limit > 0 {
			c.depot.put([]*Header{p.head})
		}
		// A chain that is not full can't become a magazine; the collector takes it.
		*p = pool{}
	}
}
