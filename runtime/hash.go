package rt

import "unsafe"

// The function objects of std::hash: their values are the same in every run.
type (
	// StringHash is std::hash<std::string>.
	StringHash struct{}
	// StringViewHash is std::hash<std::string_view>.
	StringViewHash struct{}
	// Hash is std::hash of a C number, a pointer, or a class by identity.
	Hash[T any] struct{}
)

// Hash is operator().
func (StringHash) Hash(s String) uint64 { return hashBytes(s.b) }

// Hash is operator().
func (StringViewHash) Hash(s StringView) uint64 { return hashBytes(s.b) }

// Hash is operator(): as in libstdc++, an integer is its own hash.
func (Hash[T]) Hash(v T) uint64 { return HashValue(v) }

// HashValue is std::hash<T>()(v).
func HashValue[T any](v T) uint64 { return stdHash(kindOf[T](), v) }

// HashString is std::hash<std::string>()(s), HashStringView that of a view.
func HashString(s String) uint64 { return hashBytes(s.b) }

// HashStringView is std::hash<std::string_view>()(s).
func HashStringView(s StringView) uint64 { return hashBytes(s.b) }

func signExtend[T any](v T) uint64 {
	switch x := any(v).(type) {
	case int8:
		return uint64(x)
	case int16:
		return uint64(x)
	case int32:
		return uint64(x)
	}
	return word(v)
}

// floatHash hashes the bytes of a float; both zeros hash to 0.
func floatHash[T any](v T) uint64 {
	n := unsafe.Sizeof(v)
	if n == 8 && *(*float64)(unsafe.Pointer(&v)) == 0 || n == 4 && *(*float32)(unsafe.Pointer(&v)) == 0 {
		return 0
	}
	return hashBytes(unsafe.Slice((*byte)(unsafe.Pointer(&v)), n))
}

// tail is the last n bytes, 1 to 7, as a number, the first of them lowest.
func tail(b []byte, n int) uint64 {
	p := unsafe.Pointer(unsafe.SliceData(b))
	if len(b) >= 8 {
		return *(*uint64)(unsafe.Add(p, len(b)-8)) >> (64 - 8*n)
	}
	if n >= 4 {
		return uint64(*(*uint32)(p)) | uint64(*(*uint32)(unsafe.Add(p, n-4)))<<(8*(n-4))
	}
	w := uint64(b[0])
	if n > 1 {
		w |= uint64(b[1]) << 8
	}
	if n > 2 {
		w |= uint64(b[2]) << 16
	}
	return w
}

// hashBytes is libstdc++'s hash of bytes on 64-bit machines: MurmurHash64A, but for the last mixing, with its seed.
func hashBytes(b []byte) uint64 {
	const mul = 0xc6a4a7935bd1e995
	const seed = 0xc70f6907
	h := uint64(len(b))*mul ^ seed
	p := unsafe.Pointer(unsafe.SliceData(b))
	n := len(b)
	for ; n >= 8; n -= 8 {
		d := *(*uint64)(p) * mul
		d = (d ^ d>>47) * mul
		h = (h ^ d) * mul
		p = unsafe.Add(p, 8)
	}
	if n > 0 {
		h = (h ^ tail(b, n)) * mul
	}
	h = (h ^ h>>47) * mul
	return h ^ h>>47
}
