package gogen_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/cyp-lang/cyp/internal/gogen"
	"github.com/cyp-lang/cyp/internal/passes"
)

// Objects whose __hash__ and __eq__ are those of a string are keys by it; short strings are kept in the table only where none can change
// in an object that may be a key.
func TestTextKeys(t *testing.T) {
	const head = `
from libcpp.string cimport string
from libcythonplus.dict cimport cypdict
cdef extern from "<functional>" namespace "std" nogil:
    cppclass hash_string "std::hash<std::string>":
        hash_string()
        size_t operator()(string s)
`
	const hash = "    size_t __hash__(self):\n        return hash_string()(self.s)\n"
	const eq = "    bint __eq__(self, Str o):\n        return self.s == o.s\n"
	const plain = "cdef cypclass Str:\n    string s\n    string other\n    __init__(self, const char *s):\n        self.s = string(s)\n" + hash
	const user = `
cdef int use(Str a) nogil except -1:
    d = cypdict[Str, int]()
    d[a] = 1
    return d[a]
`
	for _, c := range []struct{ name, src, want string }{
		{"usual", plain + eq + user, "fixed"},
		{"compared the other way", plain + "    bint __eq__(self, Str o):\n        return o.s == self.s\n" + user, "fixed"},
		{"made and filled", plain + eq + `    Str add(self, Str o):
        r = Str("")
        r.s = self.s + o.s
        return r
` + user, "fixed"},
		{"read", plain + eq + `    const char *text(self):
        return self.s.c_str()
    size_t size(self):
        return self.s.size() + self.s.find(self.s)
` + user, "fixed"},
		{"in a base", strings.ReplaceAll(plain+eq, "Str", "Base") + "cdef cypclass Str(Base):\n    int n\n" + user, "fixed"},
		{"appended to", plain + eq + "    void add(self, Str o):\n        self.s.append(o.s)\n" + user, "varies"},
		{"set from outside", plain + eq + user + "cdef void change(Str a) nogil:\n    a.s = a.other\n", "varies"},
		{"set after it was a key", plain + eq + user + `
cdef int make() nogil except -1:
    a = Str("")
    use(a)
    a.s = a.other
    return 0
`, "varies"},
		{"set in another round", plain + eq + user + `
cdef int make() nogil except -1:
    cdef int i
    a = Str("")
    for i in range(3):
        a.s = a.other
        use(a)
    return 0
`, "varies"},
		{"made anew", plain + eq + user + "cdef void change(Str a) nogil:\n    a.__init__(\"x\")\n", "varies"},
		{"one character", plain + eq + "    void set(self, char c):\n        self.s[0] = c\n" + user, "varies"},
		{"seen by its constructor's callee", strings.Replace(plain, "self.s = string(s)", "use(self)\n        self.s = string(s)", 1) + eq + user, "varies"},
		{"another string", plain + "    bint __eq__(self, Str o):\n        return self.other == o.other\n" + user, ""},
		{"part of it", plain + "    bint __eq__(self, Str o):\n        return self.s.size() == o.s.size()\n" + user, ""},
		{"overridden", plain + eq + "cdef cypclass Sub(Str):\n    bint __eq__(self, Str o):\n        return 1\n" + user, ""},
		{"two hashes", plain + eq + "cdef cypclass Sub(Str):\n    size_t __hash__(self):\n        return 1\n" + user, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			src := head + c.src + "\ndef main():\n    with nogil:\n        use(Str(\"x\"))\nmain()\n"
			got := ""
			switch go_ := text(t, generate(t, src, passes.Options{}, gogen.Options{}), "m_cyp.go"); {
			case strings.Contains(go_, "TextFixed"):
				got = "fixed"
			case strings.Contains(go_, "TextAt"):
				got = "varies"
			}
			assert.Equal(t, c.want, got)
			go_ := text(t, generate(t, src, passes.Options{NoOpt: true}, gogen.Options{}), "m_cyp.go")
			assert.NotContains(t, go_, "TextAt")
		})
	}
}
