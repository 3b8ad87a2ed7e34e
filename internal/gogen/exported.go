package gogen

// exported writes the Go API of a generated package.
func (fl *file) exported() {}
