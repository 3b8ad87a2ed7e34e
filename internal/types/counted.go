package types

// Counted reports whether a value of the type holds counts, so that it must be dropped: references, and arrays, structs
// and C++ containers that hold some.
func Counted(t Type) bool {
	switch t := t.(type) {
	case *Ref:
		return true
	case *Array:
		return Counted(t.Elem)
	case *Const:
		return Counted(t.Elem)
	case *Struct:
		if t.Union {
			return false
		}
		for _, f := range t.Fields {
			if Counted(f.Type) {
				return true
			}
		}
	case *Cpp:
		for _, h := range t.Holds {
			if Counted(h) {
				return true
			}
		}
	}
	return false
}
