package rt

import (
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

// Dead objects are kept for reuse. Each context has, for each class, a stack of free objects, a magazine; full magazines
// move whole: to the context's own stock, up to stockBytes, from there (the oldest first) to the depot of the class under a mutex, and
// back. Nothing walks them, and threads' objects mix only through the depot.
//
// A magazine is an array of pointers, not a chain through the objects: taking one writes no pointer into memory that Go's collector
// watches, and an object without references has none at all, so that the collector need not look into it.
//
// Go puts a word before an array with pointers. With it, a magazine, and a slab of most sizes of objects, fill one of Go's size classes.
const (
	magazineSize = 255
	stockBytes   = 1 << 20
	maxStock     = 512
	slabBytes    = 16<<10 - 8
	depotBytes   = 16 << 20
	depotObjects = 128 << 10 // beyond it, noting them costs more than making small ones anew
	enough       = 16        // magazines in a depot
)

type magazine [magazineSize]*Header

// Pool is the free objects of one class in one context.
type Pool struct {
	mag   *magazine // the one that is used now
	n     int32     // how many it has, or unused
	limit int32     // most magazines in stock
}

// depot holds full magazines that contexts spilled, and what was in those of contexts that have ended. Slabs are the reason not to
// leave it to the collector: one object that is kept keeps the memory of all the others of its slab.
type depot struct {
	sync.Mutex
	// wanted: a context has found little here. Then others give what they free to the depot at once, as when one thread makes what another
	// frees: the fewer objects are on their way, the more of them are in the cache.
	wanted atomic.Bool
	mags   []*magazine
	used   []*magazine // used up
	rest   *magazine   // being filled
	left   int32       // how many it has
	limit  int         // beyond it, objects are left to the collector
	low    int         // fewest in the last trimAfter collections: what nobody needed
	age    int         // collections since low began
}

// unused marks a pool without a magazine: it has neither objects nor room.
const unused = -1

// Alloc makes an object: zeroed, its header set, its count one. So free objects are: their class and their count of one stay.
func (cx *Ctx) Alloc(c *Class) unsafe.Pointer {
	if h := cx.Pool(c).Take(); h != nil {
		return unsafe.Pointer(h)
	}
	return cx.allocSlow(c)
}

// Take gives a free object, or nil where the magazine has none: then New knows where to get one.
func (p *Pool) Take() *Header {
	n := uint32(p.n) - 1
	if n >= magazineSize {
		return nil
	}
	p.n = int32(n)
	return p.mag[n]
}

// Take is what New does where the magazine of the class has an object: it gives nil where not. Generated code has it in line before New.
func Take[T any](cx *Ctx, c *Class) *T { return (*T)(unsafe.Pointer(cx.Pool(c).Take())) }

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
	m, n := cx.fromStock(c), int32(magazineSize)
	used := p.mag
	if m == nil {
		if m, n = c.depot.get(); m != nil && c.depot.wanted.Load() {
			used = c.depot.leave(used)
		}
	}
	if m == nil {
		p.n = slab(c, p.mag)
	} else {
		p.mag, p.n = m, n
		if used != nil && len(cx.empty) < maxStock {
			cx.empty = append(cx.empty, used)
		}
	}
	p.n--
	return unsafe.Pointer(p.mag[p.n])
}

func start(c *Class, p unsafe.Pointer) unsafe.Pointer {
	(*Header)(p).Begin(c)
	return p
}

// fromStock takes a full magazine from the context's stock, the newest.
func (cx *Ctx) fromStock(c *Class) *magazine {
	stock := &cx.stocks[c.Index]
	n := len(*stock) - 1
	if n < 0 {
		return nil
	}
	m := (*stock)[n]
	(*stock)[n] = nil
	*stock = (*stock)[:n]
	return m
}

// pool returns the pool of a class, growing the table as classes appear.
func (cx *Ctx) pool(c *Class) *Pool {
	if int(c.Index) >= len(cx.pools) {
		grown := make([]Pool, int(c.Index)+16)
		for i := copy(grown, cx.pools); i < len(grown); i++ {
			grown[i].n = unused
		}
		cx.pools = grown
		cx.stocks = append(make([][]*magazine, 0, len(grown)), cx.stocks...)[:len(grown)]
	}
	p := &cx.pools[c.Index]
	if p.n == unused {
		p.mag = cx.emptyMagazine()
		p.n = 0
		p.limit = int32(min(max(stockBytes/(magazineSize*int(c.Size)+1), 1), maxStock))
	}
	return p
}

// emptyMagazine gives a magazine that was used up here, or a new one.
func (cx *Ctx) emptyMagazine() *magazine {
	n := len(cx.empty)
	if n == 0 {
		return new(magazine)
	}
	m := cx.empty[n-1]
	cx.empty[n-1] = nil
	cx.empty = cx.empty[:n-1]
	return m
}

// emptied takes magazines for which a depot had no room: their objects are left to the collector, the magazines are filled again.
func (cx *Ctx) emptied(mags []*magazine) {
	for _, m := range mags[:min(len(mags), maxStock-len(cx.empty))] {
		clear(m[:])
		cx.empty = append(cx.empty, m)
	}
}

// slab makes new objects in one allocation and puts them into an empty magazine.
func slab(c *Class, m *magazine) int32 {
	n := min(max(slabBytes/int(c.Size), 1), magazineSize)
	c.Slab(unsafe.Slice((*unsafe.Pointer)(unsafe.Pointer(m)), n))
	for _, h := range m[:n] {
		h.Begin(c)
	}
	// The last one goes first: objects made in turn lie in turn.
	slices.Reverse(m[:n])
	return int32(n)
}

// Pool gives the free objects of a class.
func (cx *Ctx) Pool(c *Class) *Pool {
	if i := uint(uint32(c.Index)); i < uint(len(cx.pools)) {
		return &cx.pools[i]
	}
	return &noPool
}

var noPool = Pool{n: unused}

// Put takes back an object, cleared but for its header, after Last, where there is room; where not, Recycle does.
func (p *Pool) Put(h *Header) bool {
	n := p.n
	if uint32(n) >= magazineSize {
		return false
	}
	p.mag[n] = h
	p.n = n + 1
	return true
}

// Recycle takes back a cleared object of the class for which Put found no room.
func (cx *Ctx) Recycle(c *Class, h *Header) {
	if !c.recycled || Debug {
		freeUnrecycled(h)
		return
	}
	cx.recycle(c, h)
}

// recycle puts a cleared object on the free list, where release found no room in the magazine.
func (cx *Ctx) recycle(c *Class, h *Header) {
	p := cx.pool(c)
	if p.n == magazineSize {
		stock := cx.stocks[c.Index]
		if c.depot.wanted.Load() {
			p.mag = c.depot.exchange(p.mag)
		} else {
			if len(stock) >= int(p.limit) {
				// Spill the older half.
				half := (len(stock) + 1) / 2
				cx.emptied(c.depot.put(stock[:half]))
				n := copy(stock, stock[half:])
				clear(stock[n:])
				stock = stock[:n]
			}
			cx.stocks[c.Index] = append(stock, p.mag)
			p.mag = nil
		}
		if p.mag == nil {
			p.mag = cx.emptyMagazine()
		}
		p.n = 0
	}
	p.mag[p.n] = h
	p.n++
}

// get gives a magazine and the number of its objects, or nil.
func (d *depot) get() (*magazine, int32) {
	d.Lock()
	defer d.Unlock()
	n := len(d.mags)
	if n <= 1 {
		d.wanted.Store(true)
	}
	if n == 0 {
		m, left := d.rest, d.left
		d.rest, d.left = nil, 0
		return m, left
	}
	m := d.mags[n-1]
	d.mags[n-1] = nil
	d.mags = d.mags[:n-1]
	d.low = min(d.low, n-1)
	return m, magazineSize
}

// pour takes the n objects of a magazine that is not full.
func (d *depot) pour(m *magazine, n int32) {
	d.Lock()
	defer d.Unlock()
	if d.rest == nil {
		d.rest, d.left = m, n
		return
	}
	moved := int32(copy(d.rest[d.left:], m[:n]))
	if d.left += moved; d.left < magazineSize {
		return
	}
	if len(d.mags) < d.limit {
		d.mags = append(d.mags, d.rest)
	}
	d.rest, d.left = nil, 0
	if n -= moved; n > 0 {
		copy(m[:n], m[moved:])
		d.rest, d.left = m, n
	}
}

// put takes full magazines and gives back those for which there is no room.
func (d *depot) put(mags []*magazine) []*magazine {
	watchCollections()
	d.Lock()
	defer d.Unlock()
	return mags[d.add(mags...):]
}

// leave leaves a magazine that is used up to those who fill it again; it is given back where there are enough.
func (d *depot) leave(m *magazine) *magazine {
	d.Lock()
	defer d.Unlock()
	if len(d.used) == enough {
		return m
	}
	d.used = append(d.used, m)
	return nil
}

// exchange takes a full magazine and gives a used one for it, or nil.
func (d *depot) exchange(m *magazine) *magazine {
	watchCollections()
	d.Lock()
	defer d.Unlock()
	if d.add(m) == 0 {
		clear(m[:])
		return m
	}
	n := len(d.used)
	if n == 0 {
		return nil
	}
	m = d.used[n-1]
	d.used = d.used[:n-1]
	return m
}

// add gives how many of the magazines there was room for.
func (d *depot) add(mags ...*magazine) int {
	n := min(max(d.limit-len(d.mags), 0), len(mags))
	d.mags = append(d.mags, mags[:n]...)
	if len(d.mags) > min(enough, d.limit-1) {
		d.wanted.Store(false)
	}
	return n
}

// trimAfter is how many collections an object goes unneeded before it is given back. Giving back what is needed again soon would cost
// memory: its slab stays for the sake of others, and a new one is made.
const trimAfter = 8

// trim is called after each collection; it gives what nobody needed for some time back to Go's collector.
func (d *depot) trim() {
	d.Lock()
	defer d.Unlock()
	if d.age++; d.age < trimAfter {
		return
	}
	d.age = 0
	d.used = nil
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
		if stock := cx.stocks[i]; len(stock) > 0 {
			c.depot.put(stock)
			cx.stocks[i] = nil
		}
		if p.n == magazineSize {
			c.depot.put([]*magazine{p.mag})
		} else if p.n > 0 {
			c.depot.pour(p.mag, p.n)
		}
		*p = Pool{n: unused}
	}
}
