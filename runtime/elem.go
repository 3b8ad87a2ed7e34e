package rt

import (
	"math"
	"reflect"
	"unsafe"
)

// Dropper, Cloner and Visitor are implemented by values that hold counts or memory of
// their own: containers, pairs, and the structs of a program that have such members. Containers find
// them in their element types.
type (
	// Dropper gives up what the value holds.
	Dropper interface{ Drop(cx *Ctx) }
	// Cloner copies the value; counted references in it gain a count.
	Cloner[T any] interface{ Clone() T }
	// Visitor visits the counted references in the value (spec 4.3).
	Visitor interface{ Visit(visit func(*Header)) }
	// Equaler compares two values of a C++ type with ==.
	Equaler[T any] interface{ Equal(other T) bool }
	// Lesser compares two values of a C++ type with <.
	Lesser[T any] interface{ Less(other T) bool }
	// Hasher hashes a value of a C++ type.
	Hasher interface{ Hash() uint64 }
)

// ElemOps describes the elements of a container class of the library.
type ElemOps[T any] struct {
	// Ref: elements are references to objects, which the container counts. It is set by
	// the New…Class functions where T is an object pointer.
	Ref bool
	// Opaque: the references, or all those in C++ containers or structs, are iso, lock or active: isolation tests do not follow them.
	Opaque bool
	// Hash and Eq are the element class's __hash__ and __eq__; nil: identity for
	// references, the built-in meaning for C values.
	Hash func(cx *Ctx, v T) (uint64, *Error)
	Eq   func(cx *Ctx, probe, stored T) (bool, *Error)
	// Less is the element class's __lt__; nil: the built-in meaning for C values.
	Less func(cx *Ctx, a, b T) (bool, *Error)

	// TextAt is the offset of a string in the elements, objects whose __hash__ and __eq__ are those of that string; 0 for none. TextFixed: the
	// string never changes in an object that has been made.
	TextAt    uintptr
	TextFixed bool

	kind  elemKind
	keyed elemKind // what they are as keys
}

type elemKind uint8

const (
	kindUnknown elemKind = iota
	kindWord             // integers, bool, raw pointers: equal where the bits are
	kindFloat32
	kindFloat64
	kindString
	kindRef
	kindOther // by the interfaces above
	// Of keys only.
	kindHashed  // objects that have a __hash__
	kindText    // objects that are as good as a string in them
	kindTextVar // the same, but the string may change
)

func kindOf[T any]() elemKind {
	var z T
	switch any(z).(type) {
	case int8, int16, int32, int64, uint8, uint16, uint32, uint64, bool, unsafe.Pointer, *int8:
		return kindWord
	case float64:
		return kindFloat64
	case float32:
		return kindFloat32
	case String:
		return kindString
	case Counted:
		return kindRef
	}
	switch reflect.TypeFor[T]().Kind() {
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int, reflect.Uint8, reflect.Uint16,
		reflect.Uint32, reflect.Uint64, reflect.Uint, reflect.Bool, reflect.Pointer, reflect.UnsafePointer:
		return kindWord
	case reflect.Float64:
		return kindFloat64
	case reflect.Float32:
		return kindFloat32
	}
	return kindOther
}

// holds reports whether values of the kind need cloning and dropping.
func (k elemKind) holds() bool { return k >= kindString }

func (o *ElemOps[T]) fill() {
	o.kind = kindOf[T]()
	if o.kind == kindRef {
		o.Ref = true
	}
	switch {
	case o.TextAt != 0 && o.TextFixed:
		o.keyed = kindText
	case o.TextAt != 0:
		o.keyed = kindTextVar
	case o.Hash != nil:
		o.keyed = kindHashed
	default:
		o.keyed = o.kind
	}
}

func refOf[T any](p *T) *Header { return *(**Header)(unsafe.Pointer(p)) }

// dropVal gives up a value. (Taking its address for the interface would move it to the heap on
// every call: that is done behind a call of its own.)
func dropVal[T any](cx *Ctx, k elemKind, v T) {
	if k == kindRef {
		Drop(cx, refOf(&v))
	} else if k == kindOther {
		dropOther(cx, v)
	}
}

//go:noinline
func dropOther[T any](cx *Ctx, v T) {
	if d, ok := any(&v).(Dropper); ok {
		d.Drop(cx)
	}
}

func dropElems[T any](cx *Ctx, k elemKind, s []T) {
	if k == kindRef || k == kindOther {
		for i := range s {
			dropVal(cx, k, s[i])
		}
	}
}

func cloneElem[T any](k elemKind, v T) T {
	if k == kindRef {
		Inc(refOf(&v))
	} else if k.holds() {
		return cloneOther(v)
	}
	return v
}

//go:noinline
func cloneOther[T any](v T) T {
	if c, ok := any(&v).(Cloner[T]); ok {
		return c.Clone()
	}
	return v
}

// cloneElems appends clones of the elements of s to dst.
func cloneElems[T any](k elemKind, dst, s []T) []T {
	if !k.holds() {
		return append(dst, s...)
	}
	for i := range s {
		dst = append(dst, cloneElem(k, s[i]))
	}
	return dst
}

func visitElems[T any](k elemKind, s []T, visit func(*Header)) {
	switch k {
	case kindRef:
		for i := range s {
			visit(refOf(&s[i]))
		}
	case kindOther:
		for i := range s {
			if v, ok := any(&s[i]).(Visitor); ok {
				v.Visit(visit)
			}
		}
	}
}

// equalElems is == of C values and identity of references.
func equalElems[T any](k elemKind, a, b T) bool {
	switch k {
	case kindWord, kindRef:
		return word(a) == word(b)
	case kindFloat64:
		return *(*float64)(unsafe.Pointer(&a)) == *(*float64)(unsafe.Pointer(&b))
	case kindFloat32:
		return *(*float32)(unsafe.Pointer(&a)) == *(*float32)(unsafe.Pointer(&b))
	}
	return equalOther(a, b)
}

//go:noinline
func equalOther[T any](a, b T) bool {
	if e, ok := any(&a).(Equaler[T]); ok {
		return e.Equal(b)
	}
	if c, ok := compareStructs(&a, &b); ok {
		return c == 0
	}
	return any(a) == any(b)
}

// hashElem hashes a C value.
func hashElem[T any](k elemKind, v T) uint64 {
	switch k {
	case kindWord, kindRef:
		return word(v) * hashFactor
	case kindFloat64:
		return hashFloat(*(*float64)(unsafe.Pointer(&v)))
	case kindFloat32:
		return hashFloat(float64(*(*float32)(unsafe.Pointer(&v))))
	}
	return hashOther(v)
}

//go:noinline
func hashOther[T any](v T) uint64 {
	if h, ok := any(&v).(Hasher); ok {
		return h.Hash()
	}
	if h, ok := hashStruct(&v); ok {
		return h
	}
	Fatal("not supported yet: a key of type " + reflect.TypeFor[T]().String())
	return 0
}

// hashFactor spreads words over the upper bits, which tables use.
const hashFactor = 0x9e3779b97f4a7c15

func hashFloat(f float64) uint64 {
	if f == 0 {
		return 0
	}
	return math.Float64bits(f) * hashFactor
}

// lessElems is < of C values.
func lessElems[T any](a, b T) bool {
	switch x := any(a).(type) {
	case int32:
		return x < any(b).(int32)
	case int64:
		return x < any(b).(int64)
	case float64:
		return x < any(b).(float64)
	case int8:
		return x < any(b).(int8)
	case int16:
		return x < any(b).(int16)
	case uint8:
		return x < any(b).(uint8)
	case uint16:
		return x < any(b).(uint16)
	case uint32:
		return x < any(b).(uint32)
	case uint64:
		return x < any(b).(uint64)
	case float32:
		return x < any(b).(float32)
	case bool:
		return !x && any(b).(bool)
	}
	return lessOther(a, b)
}

//go:noinline
func lessOther[T any](a, b T) bool {
	if l, ok := any(&a).(Lesser[T]); ok {
		return l.Less(b)
	}
	if c, ok := compareStructs(&a, &b); ok {
		return c < 0
	}
	return word(a) < word(b)
}
