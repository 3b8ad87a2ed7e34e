package std

import (
	"strings"
	"unicode"

	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Targets that are no function of the runtime.
const (
	Zero = "zero" // the zero value of the type: nothing is called
	Copy = "copy" // a copy of the only argument; as operator= an assignment
)

// binding binds an entry to parameters params; typ is the Go type of the receiver ("" for functions).
// The result is nil where the runtime has no such function.
func (e *entry) binding(typ, cname string, params []string) *typed.Binding {
	b := bindingTo(typ, e.target, params, e.drop)
	if b == nil {
		return nil
	}
	b.Name = cname
	b.Pure, b.VarArgs, b.WrapStr, b.RefResult, b.DropLast = e.pure, e.args, e.wrapStr, e.self, e.drop
	b.Owns = e.owns
	b.Fresh = !e.lent && !e.self
	if e.ptr != "" {
		if b.Ptr = bindingTo(typ, e.ptr, params, e.drop); b.Ptr != nil {
			b.Ptr.Owns = e.owns
		}
	}
	if e.set != "" {
		if b.Set = bindingTo(typ, e.set, append(params[:len(params):len(params)], "_"), false); b.Set != nil {
			b.Set.Owns = true
		}
	}
	return b
}

// bindingTo makes the binding to a function or method of the runtime from its Go signature.
func bindingTo(typ, target string, params []string, drop bool) *typed.Binding {
	if target == Zero || target == Copy {
		return &typed.Binding{Go: target, Fresh: true}
	}
	s := runtimeSurface()
	if f, ok := strings.CutPrefix(target, "math."); ok {
		return mathBinding(f, params)
	}
	var sig *signature
	member := strings.HasPrefix(target, ".")
	if member {
		sig = s.method(strings.TrimPrefix(typ, "rt."), target[1:])
	} else {
		sig = s.funcs[strings.TrimPrefix(target, "rt.")]
	}
	if sig == nil {
		return nil
	}
	b := sig.describe(s, target)
	want := len(params)
	if drop {
		want--
	}
	if typ != "" && !member && sig.takesReceiver(typ) {
		// a member bound to a function: the receiver comes first
		b.FuncRecv = true
		b.Params, b.ByRef = tail(b.Params), tail(b.ByRef)
	}
	if want > 0 && params[want-1] == "..." {
		want--
	}
	if n := len(b.Params); n < want && sig.variadic() {
		last := b.Params[n-1]
		for len(b.Params) < want {
			b.Params = append(b.Params, last)
			b.ByRef = append(b.ByRef, false)
		}
	}
	if n := len(b.Params); n != want && !(sig.variadic() && n == want+1) {
		return nil
	}
	for i := range min(len(b.Params), len(params)) {
		if strings.HasSuffix(params[i], "*") && !sig.generic(b, i) {
			b.ByRef[i] = false
		}
	}
	return b
}

// mathBinding binds to a function of Go's package math that takes float64 and gives float64 or bool.
func mathBinding(name string, params []string) *typed.Binding {
	b := &typed.Binding{Go: "math." + name, Fresh: true, Result: types.Double, ByRef: make([]bool, len(params))}
	if name == "IsNaN" || name == "Signbit" {
		b.Result = types.Bint
	}
	for range params {
		b.Params = append(b.Params, types.Double)
	}
	return b
}

func tail[T any](s []T) []T {
	if len(s) > 0 {
		return s[1:]
	}
	return s
}

// describe fills in what follows from a Go signature alone.
func (g *signature) describe(s *surface, target string) *typed.Binding {
	b := &typed.Binding{Go: target, Fresh: true, Addr: g.pointer}
	params := g.params
	if len(params) > 0 && params[0] == "*Ctx" {
		b.Cx = true
		params = params[1:]
	}
	if len(params) > 0 && isDescriptor(params[0]) {
		b.ClassArg = true
		params = params[1:]
	}
	for _, p := range params {
		p, _ = strings.CutPrefix(p, "...")
		b.Params = append(b.Params, s.cType(p))
		b.ByRef = append(b.ByRef, strings.HasPrefix(p, "*") && s.cType(p) == nil)
	}
	results := g.results
	if n := len(results); n > 0 && results[n-1] == "*Error" {
		b.Raises = true
		results = results[:n-1]
	}
	b.NoResult = len(results) == 0
	if len(results) > 0 {
		b.Result = s.cType(results[0])
	}
	b.TypeArgs = g.free()
	return b
}

// isDescriptor: the descriptor of a class, which constructors of runtime containers take.
func isDescriptor(p string) bool {
	name, _, _ := strings.Cut(p, "[")
	return name[0] == '*' && strings.HasSuffix(name, "Class")
}

// mentions reports whether a Go type has a word in it.
func mentions(t, word string) bool {
	for _, w := range strings.FieldsFunc(t, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if w == word {
			return true
		}
	}
	return false
}

func (g *signature) variadic() bool {
	n := len(g.params)
	return n > 0 && strings.HasPrefix(g.params[n-1], "...")
}

// generic reports whether parameter i of the binding is the address of a value of a type parameter.
func (g *signature) generic(b *typed.Binding, i int) bool {
	p := g.params
	if b.Cx {
		p = p[1:]
	}
	return i < len(p) && len(p[i]) == 2 && p[i][0] == '*'
}

func (g *signature) takesReceiver(typ string) bool {
	p := g.params
	if len(p) > 0 && p[0] == "*Ctx" {
		p = p[1:]
	}
	return len(p) == 2 && p[0] == p[1] // comparisons of two values of one type
}

// free reports whether the arguments determine none of the function's type parameters. (One that they leave out follows from
// the constraint of another: the element type of an iterator.)
func (g *signature) free() bool {
	for _, t := range g.types {
		for _, p := range g.params {
			if mentions(p, t) {
				return false
			}
		}
	}
	return len(g.types) > 0
}
