package std

import "strings"

// Patterns of parameters in the tables:
//
//	num    any number but char; char; char*; string; a type as the declaration displays it
//	text   the class itself, under whatever name a program declares it
//	iter   an iterator type
//	...    variable arguments
//	_      anything

// find chooses the entry for parameter types: an exact match first, then the first that fits.
func find(list []*entry, params []string) *entry {
	for _, e := range list {
		if !e.any && sameStrings(e.params, params) {
			return e
		}
	}
	for _, e := range list {
		if e.any || fits(e.params, params) {
			return e
		}
	}
	return nil
}

func sameStrings(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func fits(patterns, params []string) bool {
	if len(patterns) != len(params) {
		return false
	}
	for i, p := range patterns {
		if !fit(p, params[i]) {
			return false
		}
	}
	return true
}

func fit(pattern, t string) bool {
	switch pattern {
	case "_":
		return t != "..."
	case "num":
		return isNumber(t)
	case "iter":
		return isIterator(t)
	case "text":
		return !isNumber(t) && t != "char" && t != "..." && !strings.HasSuffix(t, "*") && !isIterator(t)
	case "char*":
		return t == "char*" || t == "signed char*" || t == "unsigned char*"
	case "string":
		// Programs may declare std::string under another name, but never as one of these.
		return !isNumber(t) && t != "char" && t != "..." && !strings.HasSuffix(t, "*") && t != "string_view" && !isIterator(t)
	}
	return pattern == t
}

func isIterator(t string) bool { return strings.HasSuffix(t, "iterator") }

var numberNames = map[string]bool{
	"bint": true, "bool": true, "signed char": true, "unsigned char": true, "short": true, "unsigned short": true, "int": true,
	"unsigned int": true, "long": true, "unsigned long": true, "long long": true, "unsigned long long": true,
	"size_t": true, "Py_ssize_t": true, "ptrdiff_t": true, "Py_UCS4": true, "float": true, "double": true, "long double": true,
}

func isNumber(t string) bool { return numberNames[t] }
