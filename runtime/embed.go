package rt

import "embed"

// Source is the Go text of the runtime, this folder and those in it, so that it travels in
// the compiler's binary. Copies of the runtime come without this file.
//
//go:embed *.go py/*.go py/lib/*/*.go doctest/*.go
var Source embed.FS
