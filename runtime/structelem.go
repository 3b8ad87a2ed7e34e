package rt

import (
	"cmp"
	"reflect"
	"sync"
	"unsafe"
)

// Structs and C tuples as keys and elements: they are hashed and compared field by field, references by identity, and ordered by the first
// field that differs. What to do with a type is found once.

// fieldOps are the operations on one field (or element of an array in it) at an offset of a struct.
type fieldOps struct {
	offset uintptr
	hash   func(p unsafe.Pointer) uint64
	cmp    func(a, b unsafe.Pointer) int
}

var structLayouts sync.Map // reflect.Type -> []fieldOps

// layoutOf gives the fields of a type; ok is false where one cannot be compared.
func layoutOf(t reflect.Type) (fs []fieldOps, ok bool) {
	if l, found := structLayouts.Load(t); found {
		fs = l.([]fieldOps)
		return fs, fs != nil
	}
	fs, ok = fieldsOf(t, 0, []fieldOps{})
	if !ok {
		fs = nil
	}
	structLayouts.Store(t, fs)
	return fs, ok
}

func fieldsOf(t reflect.Type, at uintptr, out []fieldOps) ([]fieldOps, bool) {
	add := func(hash func(unsafe.Pointer) uint64, cmp func(a, b unsafe.Pointer) int) ([]fieldOps, bool) {
		return append(out, fieldOps{at, hash, cmp}), true
	}
	ok := true
	switch t.Kind() {
	case reflect.Bool, reflect.Uint8:
		return add(word1[uint8], compare1[uint8])
	case reflect.Int8:
		return add(word1[int8], compare1[int8])
	case reflect.Int16:
		return add(word1[int16], compare1[int16])
	case reflect.Uint16:
		return add(word1[uint16], compare1[uint16])
	case reflect.Int32:
		return add(word1[int32], compare1[int32])
	case reflect.Uint32:
		return add(word1[uint32], compare1[uint32])
	case reflect.Int64, reflect.Int:
		return add(word1[int64], compare1[int64])
	case reflect.Uint64, reflect.Uint, reflect.Pointer, reflect.UnsafePointer:
		return add(word1[uint64], compare1[uint64])
	case reflect.Float32:
		return add(func(p unsafe.Pointer) uint64 { return hashFloat(float64(*(*float32)(p))) }, compare1[float32])
	case reflect.Float64:
		return add(func(p unsafe.Pointer) uint64 { return hashFloat(*(*float64)(p)) }, compare1[float64])
	case reflect.Array:
		for i := range t.Len() {
			if out, ok = fieldsOf(t.Elem(), at+uintptr(i)*t.Elem().Size(), out); !ok {
				return nil, false
			}
		}
		return out, true
	case reflect.Struct:
		if t == reflect.TypeFor[String]() {
			return add(func(p unsafe.Pointer) uint64 { return (*String)(p).Hash() },
				func(a, b unsafe.Pointer) int {
					x, y := (*String)(a), *(*String)(b)
					switch {
					case x.Equal(y):
						return 0
					case x.Less(y):
						return -1
					}
					return 1
				})
		}
		if reflect.PointerTo(t).Implements(reflect.TypeFor[Hasher]()) {
			return nil, false // a container: not by its fields
		}
		for i := range t.NumField() {
			f := t.Field(i)
			if out, ok = fieldsOf(f.Type, at+f.Offset, out); !ok {
				return nil, false
			}
		}
		return out, true
	}
	return nil, false
}

func word1[T uint8 | int8 | int16 | uint16 | int32 | uint32 | int64 | uint64](p unsafe.Pointer) uint64 {
	return uint64(*(*T)(p)) * hashFactor
}

func compare1[T cmp.Ordered](a, b unsafe.Pointer) int { return cmp.Compare(*(*T)(a), *(*T)(b)) }

// hashStruct hashes a struct; ok is false where it cannot be a key.
func hashStruct[T any](v *T) (h uint64, ok bool) {
	fs, ok := layoutOf(reflect.TypeFor[T]())
	for i := range fs {
		h = (h ^ fs[i].hash(unsafe.Add(unsafe.Pointer(v), fs[i].offset))) * hashFactor
		h ^= h >> 29
	}
	return h, ok
}

// compareStructs orders two structs; ok is false where they cannot be compared.
func compareStructs[T any](a, b *T) (order int, ok bool) {
	fs, ok := layoutOf(reflect.TypeFor[T]())
	for i := range fs {
		if c := fs[i].cmp(unsafe.Add(unsafe.Pointer(a), fs[i].offset), unsafe.Add(unsafe.Pointer(b), fs[i].offset)); c != 0 {
			return c, true
		}
	}
	return 0, ok
}
