package irbuild

// wrappers makes what Python code sees of the classes that it can see (spec 10.1, 10.2).
func (b *builder) wrappers() {}
