package ir

import "strings"

// Frame is the function as tracebacks name it.
func (f *Func) Frame() string {
	if f.Py != nil && f.Class == nil {
		return f.Py.Name
	}
	if f.Name == "" {
		return "<module>"
	}
	return f.Name
}

// Where is the function as reports of swallowed exceptions name it.
func (f *Func) Where() string {
	if f.Class != nil {
		switch m := f.Name[strings.LastIndexByte(f.Name, '.')+1:]; m {
		case "__init__":
			return f.Class.Name + ".<init>"
		case "__dealloc__":
			return f.Class.Name + ".<del>"
		default:
			return f.Class.Name + "." + m
		}
	}
	return f.Module + "." + f.Name
}
