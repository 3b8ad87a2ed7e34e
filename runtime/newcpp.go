package rt

// Made is `new T(…)` of a C++ class: the value, moved in, at an address of its own.
func Made[T any](v T) *T { return &v }
