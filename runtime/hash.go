package rt

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
func (Hash[T]) Hash(v T) uint64 {
	switch k := kindOf[T](); k {
	case kindWord, kindRef:
		return signExtend(v)
	default:
		return hashElem(k, v)
	}
}

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
