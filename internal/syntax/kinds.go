package syntax

// The names of kinds, for dumps; the ordinary kind of some has none.

func (k ConstKind) String() string {
	return [...]string{"None", "True", "False", "Ellipsis", "NULL"}[k]
}

func (k StringKind) String() string { return [...]string{"", "bytes", "char", "unicode"}[k] }

func (k CompKind) String() string { return [...]string{"list", "set", "dict", "generator"}[k] }

func (k DeriveKind) String() string {
	return [...]string{"pointer", "reference", "rvalue", "array", "function"}[k]
}

func (k ExceptKind) String() string {
	return [...]string{"value", "maybe", "star", "tilde", "plus", "noexcept"}[k]
}

func (k ParamKind) String() string {
	return [...]string{"", "positional-only", "keyword-only", "args", "kwargs"}[k]
}

func (k WithKind) String() string { return [...]string{"", "nogil", "gil", "rlocked", "wlocked"}[k] }
