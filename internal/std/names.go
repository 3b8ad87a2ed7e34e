package std

import (
	"sort"
	"strings"
)

// Names lists what is bound: C and C++ functions, C++ classes and C structs, by C name, sorted. The manual's page on the C library
// is made from it.
func Names() (funcs, classes, structs []string) {
	t, rt := allTables(), runtimeSurface()
	for name, list := range t.funcs {
		for _, e := range list {
			if e.target == Copy || strings.HasPrefix(e.target, "math.") || rt.funcs[strings.TrimPrefix(e.target, "rt.")] != nil {
				funcs = append(funcs, name)
				break
			}
		}
	}
	for name, c := range t.classes {
		if c.public() != nil {
			classes = append(classes, name)
		}
	}
	for name, s := range t.structs {
		if rt.hasType(strings.TrimPrefix(s.goType, "rt.")) {
			structs = append(structs, name)
		}
	}
	sort.Strings(funcs)
	sort.Strings(classes)
	sort.Strings(structs)
	return funcs, classes, structs
}
