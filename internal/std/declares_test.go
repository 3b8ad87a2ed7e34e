package std

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDeclares(t *testing.T) {
	for name, want := range map[string]string{
		"cyplist": "libcythonplus.list", "cypdict": "libcythonplus.dict", "printf": "libc.stdio", "int64_t": "libc.stdint", "sqrt": "libc.math",
		"string": "libcpp.string", "vector": "libcpp.vector", "malloc": "libc.stdlib", "strlen": "libc.string", "FILE": "libc.stdio",
	} {
		got := Declares(name)
		if assert.NotEmpty(t, got, name) {
			assert.Equal(t, want, got[0], name)
		}
	}
	assert.Empty(t, Declares("no_such_name"))
}
