package py

import (
	"math"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// Set is a set or frozenset. The table is laid out as CPython's: same sizes, probing and growth, so that a set of
// numbers iterates in the same order.
type Set struct {
	Obj
	table  []setEntry
	fill   int // entries in use or deleted
	used   int // entries in use
	finger int // where pop goes on
	hash   int64
	hashed bool
	dict   *Dict
}

type setEntry struct {
	key  Value // unset: never used; the dummy: deleted
	hash uint64
}

const (
	setMinSize    = 8
	linearProbes  = 9
	perturbShift  = 5
	dummyHashMark = math.MaxUint64
)

var setDummy = Value{O: &unsetObj, N: 1}

func newSetOf(t *Type) *Set {
	return &Set{Obj: Obj{t}, table: make([]setEntry, setMinSize)}
}

func newSet() *Set { return newSetOf(SetType) }

// NewSet makes a set of hashable values.
func NewSet(vs ...Value) Value {
	s := newSet()
	for _, v := range vs {
		if err := s.add(nil, v); err != nil {
			panic("py: NewSet of an unhashable value: " + err.Error())
		}
	}
	return obj(&s.Obj)
}

// NewSetOf makes a set of any values, as a display does.
func NewSetOf(cx *rt.Ctx, vs ...Value) (Value, *rt.Error) {
	s := newSet()
	for _, v := range vs {
		if err := s.add(cx, v); err != nil {
			return Value{}, err
		}
	}
	return obj(&s.Obj), nil
}

// NewFrozenset makes a frozenset of hashable values.
func NewFrozenset(vs ...Value) Value {
	s := newSetOf(FrozensetType)
	for _, v := range vs {
		if err := s.add(nil, v); err != nil {
			panic("py: NewFrozenset of an unhashable value: " + err.Error())
		}
	}
	return obj(&s.Obj)
}

// NewFrozensetOf makes a frozenset of an iterable's elements.
func NewFrozensetOf(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	if v.O.Type == FrozensetType {
		return v, nil
	}
	s := newSetOf(FrozensetType)
	if err := s.update(cx, v); err != nil {
		return Value{}, err
	}
	return obj(&s.Obj), nil
}

// SetAdd adds to a set under construction.
func SetAdd(cx *rt.Ctx, s, v Value) *rt.Error { return asSet(s).add(cx, v) }

// SetUpdate adds all of an iterable, as `{*x}` does.
func SetUpdate(cx *rt.Ctx, s, v Value) *rt.Error { return asSet(s).update(cx, v) }

// lookkey finds the entry of a key, or the free one where it stops; the index is into the table.
func (s *Set) lookkey(cx *rt.Ctx, key Value, hash uint64) (int, bool, *rt.Error) {
restart:
	mask := len(s.table) - 1
	perturb := hash
	i := int(hash) & mask
	for {
		probes := 0
		if i+linearProbes <= mask {
			probes = linearProbes
		}
		for j := i; ; j++ {
			e := &s.table[j]
			if e.key.O == nil {
				return j, false, nil
			}
			if e.hash == hash && e.key != setDummy {
				if e.key == key {
					return j, true, nil
				}
				eq, simple := quickEq(e.key, key)
				if !simple {
					k, size := e.key, len(s.table)
					var err *rt.Error
					if eq, err = EqB(cx, k, key); err != nil {
						return 0, false, err
					}
					if len(s.table) != size || s.table[j].key != k {
						goto restart
					}
				}
				if eq {
					return j, true, nil
				}
			}
			if probes == 0 {
				break
			}
			probes--
		}
		perturb >>= perturbShift
		i = (i*5 + 1 + int(perturb)) & mask
	}
}

func (s *Set) add(cx *rt.Ctx, key Value) *rt.Error {
	h, err := Hash(cx, key)
	if err != nil {
		return err
	}
	return s.addHash(cx, key, uint64(h))
}

func (s *Set) addHash(cx *rt.Ctx, key Value, hash uint64) *rt.Error {
	i, found, err := s.lookkey(cx, key, hash)
	if err != nil || found {
		return err
	}
	if j := s.freeBefore(hash, i); j >= 0 {
		s.table[j] = setEntry{key, hash}
		s.used++
		return nil
	}
	s.table[i] = setEntry{key, hash}
	s.fill++
	s.used++
	if s.fill*5 < (len(s.table)-1)*3 {
		return nil
	}
	n := s.used * 4
	if s.used > 50000 {
		n = s.used * 2
	}
	s.resize(n)
	return nil
}

// freeBefore finds the last deleted entry on the probing path to the unused entry end, -1 for none.
func (s *Set) freeBefore(hash uint64, end int) int {
	if s.fill == s.used {
		return -1
	}
	free := -1
	mask := len(s.table) - 1
	perturb := hash
	i := int(hash) & mask
	for {
		last := i
		if i+linearProbes <= mask {
			last += linearProbes
		}
		for j := i; j <= last; j++ {
			if j == end {
				return free
			}
			if s.table[j].key == setDummy {
				free = j
			}
		}
		perturb >>= perturbShift
		i = (i*5 + 1 + int(perturb)) & mask
	}
}

// resize rebuilds the table with room for more than minused entries.
func (s *Set) resize(minused int) {
	size := setMinSize
	for size <= minused {
		size <<= 1
	}
	old := s.table
	s.table = make([]setEntry, size)
	for _, e := range old {
		if e.key.O != nil && e.key != setDummy {
			s.insertClean(e)
		}
	}
	s.fill = s.used
}

// insertClean inserts an entry that is known not to be there into a table without deleted entries.
func (s *Set) insertClean(e setEntry) {
	mask := len(s.table) - 1
	perturb := e.hash
	i := int(e.hash) & mask
	for {
		if s.table[i].key.O == nil {
			s.table[i] = e
			return
		}
		if i+linearProbes <= mask {
			for j := i + 1; j <= i+linearProbes; j++ {
				if s.table[j].key.O == nil {
					s.table[j] = e
					return
				}
			}
		}
		perturb >>= perturbShift
		i = (i*5 + 1 + int(perturb)) & mask
	}
}

func (s *Set) contains(cx *rt.Ctx, key Value) (bool, *rt.Error) {
	h, err := Hash(cx, key)
	if err != nil {
		return false, err
	}
	_, found, err := s.lookkey(cx, key, uint64(h))
	return found, err
}

func (s *Set) discard(cx *rt.Ctx, key Value) (bool, *rt.Error) {
	h, err := Hash(cx, key)
	if err != nil {
		return false, err
	}
	return s.discardHash(cx, key, uint64(h))
}

func (s *Set) discardHash(cx *rt.Ctx, key Value, hash uint64) (bool, *rt.Error) {
	i, found, err := s.lookkey(cx, key, hash)
	if err != nil || !found {
		return false, err
	}
	s.table[i] = setEntry{setDummy, dummyHashMark}
	s.used--
	return true, nil
}

// next returns the entry at or after position i.
func (s *Set) next(i int) (setEntry, int, bool) {
	for ; i < len(s.table); i++ {
		if e := s.table[i]; e.key.O != nil && e.key != setDummy {
			return e, i + 1, true
		}
	}
	return setEntry{}, i, false
}

func (s *Set) pop() (Value, bool) {
	if s.used == 0 {
		return Value{}, false
	}
	mask := len(s.table) - 1
	i := s.finger & mask
	for s.table[i].key.O == nil || s.table[i].key == setDummy {
		i++
		if i > mask {
			i = 0
		}
	}
	k := s.table[i].key
	s.table[i] = setEntry{setDummy, dummyHashMark}
	s.used--
	s.finger = i + 1
	return k, true
}

func (s *Set) clear() {
	s.table = make([]setEntry, setMinSize)
	s.fill, s.used, s.finger = 0, 0, 0
}

func (s *Set) items() []Value {
	out := make([]Value, 0, s.used)
	for _, e := range s.table {
		if e.key.O != nil && e.key != setDummy {
			out = append(out, e.key)
		}
	}
	return out
}

// merge adds all of another set.
func (s *Set) merge(cx *rt.Ctx, o *Set) *rt.Error {
	if o == s || o.used == 0 {
		return nil
	}
	if (s.fill+o.used)*5 >= (len(s.table)-1)*3 {
		s.resize((s.used + o.used) * 2)
	}
	if s.fill == 0 && len(s.table) == len(o.table) && o.fill == o.used {
		copy(s.table, o.table)
		s.fill, s.used = o.fill, o.used
		return nil
	}
	if s.fill == 0 {
		s.fill, s.used = o.used, o.used
		for _, e := range o.table {
			if e.key.O != nil && e.key != setDummy {
				s.insertClean(e)
			}
		}
		return nil
	}
	for i := 0; i < len(o.table); i++ {
		if e := o.table[i]; e.key.O != nil && e.key != setDummy {
			if err := s.addHash(cx, e.key, e.hash); err != nil {
				return err
			}
		}
	}
	return nil
}

// update adds all elements of an iterable.
func (s *Set) update(cx *rt.Ctx, v Value) *rt.Error {
	if v.has(flagSet) {
		return s.merge(cx, asSet(v))
	}
	if v.O.Type == DictType {
		d := asDict(v)
		if (s.fill+d.used)*5 >= (len(s.table)-1)*3 {
			s.resize((s.used + d.used) * 2)
		}
		for i := 0; i < len(d.entries); i++ {
			if e := d.entries[i]; e.key.O != nil {
				if err := s.addHash(cx, e.key, e.hash); err != nil {
					return err
				}
			}
		}
		return nil
	}
	it, err := Iter(cx, v)
	if err != nil {
		return err
	}
	for {
		x, ok, err := it.Next(cx)
		if err != nil || !ok {
			return err
		}
		if err := s.add(cx, x); err != nil {
			return err
		}
	}
}

func (s *Set) copyAs(t *Type) *Set {
	n := newSetOf(t)
	n.merge(nil, s)
	return n
}

// swap exchanges the contents of two sets.
func (s *Set) take(o *Set) {
	s.table, s.fill, s.used = o.table, o.fill, o.used
}

// intersection, difference and symmetric difference, with CPython's orders of insertion.

func (s *Set) intersection(cx *rt.Ctx, v Value) (*Set, *rt.Error) {
	out := newSetOf(baseSetType(s.Type))
	if v.O == &s.Obj {
		out.merge(cx, s)
		return out, nil
	}
	if v.has(flagSet) {
		o, self := asSet(v), s
		if o.used > self.used {
			o, self = self, o
		}
		for i := 0; i < len(o.table); i++ {
			e := o.table[i]
			if e.key.O == nil || e.key == setDummy {
				continue
			}
			_, found, err := self.lookkey(cx, e.key, e.hash)
			if err != nil {
				return nil, err
			}
			if found {
				if err := out.addHash(cx, e.key, e.hash); err != nil {
					return nil, err
				}
			}
		}
		return out, nil
	}
	it, err := Iter(cx, v)
	if err != nil {
		return nil, err
	}
	for {
		x, ok, err := it.Next(cx)
		if err != nil || !ok {
			return out, err
		}
		h, err := Hash(cx, x)
		if err != nil {
			return nil, err
		}
		_, found, err := s.lookkey(cx, x, uint64(h))
		if err != nil {
			return nil, err
		}
		if found {
			if err := out.addHash(cx, x, uint64(h)); err != nil {
				return nil, err
			}
		}
	}
}

func (s *Set) differenceUpdate(cx *rt.Ctx, v Value) *rt.Error {
	if v.O == &s.Obj {
		s.clear()
		return nil
	}
	if v.has(flagSet) {
		o := asSet(v)
		for i := 0; i < len(o.table); i++ {
			if e := o.table[i]; e.key.O != nil && e.key != setDummy {
				if _, err := s.discardHash(cx, e.key, e.hash); err != nil {
					return err
				}
			}
		}
	} else {
		it, err := Iter(cx, v)
		if err != nil {
			return err
		}
		for {
			x, ok, err := it.Next(cx)
			if err != nil {
				return err
			}
			if !ok {
				break
			}
			if _, err := s.discard(cx, x); err != nil {
				return err
			}
		}
	}
	if s.fill-s.used > (len(s.table)-1)/4 {
		n := s.used * 4
		if s.used > 50000 {
			n = s.used * 2
		}
		s.resize(n)
	}
	return nil
}

func (s *Set) difference(cx *rt.Ctx, v Value) (*Set, *rt.Error) {
	var has func(e setEntry) (bool, *rt.Error)
	size := 0
	switch {
	case v.has(flagSet):
		o := asSet(v)
		size = o.used
		has = func(e setEntry) (bool, *rt.Error) {
			_, f, err := o.lookkey(cx, e.key, e.hash)
			return f, err
		}
	case v.O.Type == DictType:
		d := asDict(v)
		size = d.used
		has = func(e setEntry) (bool, *rt.Error) {
			i, err := d.find(cx, e.key, e.hash)
			return i >= 0, err
		}
	}
	if has == nil || s.used>>2 > size {
		out := s.copyAs(baseSetType(s.Type))
		return out, out.differenceUpdate(cx, v)
	}
	out := newSetOf(baseSetType(s.Type))
	for i := 0; i < len(s.table); i++ {
		e := s.table[i]
		if e.key.O == nil || e.key == setDummy {
			continue
		}
		in, err := has(e)
		if err != nil {
			return nil, err
		}
		if !in {
			if err := out.addHash(cx, e.key, e.hash); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

func (s *Set) symmetricUpdate(cx *rt.Ctx, v Value) *rt.Error {
	if v.O == &s.Obj {
		s.clear()
		return nil
	}
	var o *Set
	if v.has(flagSet) {
		o = asSet(v)
	} else {
		o = newSet()
		if err := o.update(cx, v); err != nil {
			return err
		}
	}
	for i := 0; i < len(o.table); i++ {
		e := o.table[i]
		if e.key.O == nil || e.key == setDummy {
			continue
		}
		gone, err := s.discardHash(cx, e.key, e.hash)
		if err != nil {
			return err
		}
		if !gone {
			if err := s.addHash(cx, e.key, e.hash); err != nil {
				return err
			}
		}
	}
	return nil
}

func baseSetType(t *Type) *Type {
	if t.flags&flagFrozen != 0 {
		return FrozensetType
	}
	return SetType
}

func (s *Set) subsetOf(cx *rt.Ctx, o *Set) (bool, *rt.Error) {
	if s.used > o.used {
		return false, nil
	}
	for i := 0; i < len(s.table); i++ {
		if e := s.table[i]; e.key.O != nil && e.key != setDummy {
			if _, found, err := o.lookkey(cx, e.key, e.hash); err != nil || !found {
				return false, err
			}
		}
	}
	return true, nil
}

// frozenHash is CPython's frozenset hash.
func (s *Set) frozenHash() int64 {
	if s.hashed {
		return s.hash
	}
	var h uint64
	shuffle := func(h uint64) uint64 { return ((h ^ 89869747) ^ (h << 16)) * 3644798167 }
	for _, e := range s.table {
		if e.key.O != nil && e.key != setDummy {
			h ^= shuffle(e.hash)
		}
	}
	h ^= uint64(s.used+1) * 1927868237
	h ^= (h >> 11) ^ (h >> 25)
	h = h*69069 + 907133923
	if h == math.MaxUint64 {
		h = 590923713
	}
	s.hash, s.hashed = int64(h), true
	return s.hash
}

func setRepr(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	s := asSet(v)
	name := s.Type.name
	if s.used == 0 {
		return NewStr(name + "()"), nil
	}
	st := stateOf(cx)
	if !st.enterRepr(v.O) {
		return NewStr(name + "(...)"), nil
	}
	defer st.leaveRepr()
	var b strings.Builder
	if s.Type != SetType {
		b.WriteString(name + "(")
	}
	b.WriteByte('{')
	for i, x := range s.items() {
		if i > 0 {
			b.WriteString(", ")
		}
		if err := writeRepr(cx, &b, x); err != nil {
			return Value{}, err
		}
	}
	b.WriteByte('}')
	if s.Type != SetType {
		b.WriteByte(')')
	}
	return NewStr(b.String()), nil
}
