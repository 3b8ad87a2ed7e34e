package check

import (
	"sort"
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
)

// basicTypes are the names of C types that are not made of several words.
var basicTypes = map[string]types.Type{
	"void": types.Void, "bint": types.Bint, "char": types.Char, "short": types.Short, "int": types.Int,
	"long": types.Long, "float": types.Float, "double": types.Double, "size_t": types.SizeT,
	"ssize_t": types.SSizeT, "Py_ssize_t": types.SSizeT, "ptrdiff_t": types.PtrDiffT, "Py_UCS4": types.UCS4,
	"Py_UNICODE": types.UCS4, "Py_hash_t": types.SSizeT, "unsigned": types.UInt, "signed": types.Int,
}

// shortNames are the names that pure-Python mode and casts use for composed types.
var shortNames = map[string]types.Type{
	"uint": types.UInt, "ulong": types.ULong, "longlong": types.LongLong, "ulonglong": types.ULongLong,
	"uchar": types.UChar, "schar": types.SChar, "ushort": types.UShort, "longdouble": types.LongDouble,
}

var objectTypes = map[string]bool{
	"object": true, "list": true, "dict": true, "tuple": true, "str": true, "unicode": true, "bytes": true,
	"set": true, "frozenset": true, "bytearray": true, "type": true, "slice": true, "complex": true, "basestring": true,
}

// basicType finds a C type by its words in any order, as "long unsigned int".
func basicType(name string) types.Type {
	if t := basicTypes[name]; t != nil {
		return t
	}
	words := strings.Fields(name)
	if len(words) < 2 {
		return nil
	}
	sort.Strings(words)
	long, base, unsigned, signed := 0, "", false, false
	for _, w := range words {
		switch w {
		case "long":
			long++
		case "unsigned":
			unsigned = true
		case "signed":
			signed = true
		case "int":
			if base == "" {
				base = "int"
			}
		default:
			if base != "" && base != "int" {
				return nil
			}
			base = w
		}
	}
	switch {
	case base == "char" && unsigned:
		return types.UChar
	case base == "char" && signed:
		return types.SChar
	case base == "char":
		return types.Char
	case base == "short" && unsigned:
		return types.UShort
	case base == "short":
		return types.Short
	case base == "double" && long == 1:
		return types.LongDouble
	case base != "" && base != "int":
		return nil
	case long >= 2 && unsigned:
		return types.ULongLong
	case long >= 2:
		return types.LongLong
	case long == 1 && unsigned:
		return types.ULong
	case long == 1:
		return types.Long
	case unsigned:
		return types.UInt
	}
	return types.Int
}

// typeOf resolves a type as written. A lone error type comes back as types.Invalid, reported.
func (c *checker) typeOf(sc *scope, t *syntax.TypeExpr) types.Type {
	if t == nil {
		return types.PyObject
	}
	base := c.baseType(sc, t)
	if !t.Named() && t.Func == nil && t.Value == nil {
		base = types.PyObject
	}
	steps := t.Derive
	if dims, ok := c.dimensions(sc, t); ok && t.Arrays > 0 {
		// `T[2][3]`: the 2 is read as an argument of T, and is the outermost dimension.
		elem := base
		for range dims {
			a, ok := unconst(elem).(*types.Array)
			if !ok {
				return types.Invalid
			}
			elem = a.Elem
		}
		base = c.arrays(c.derive(sc, elem, steps[:t.Arrays]), dims)
		steps = steps[t.Arrays:]
	}
	base = c.qualify(sc, base, t)
	return c.derive(sc, base, steps)
}

var qualifiers = map[string]types.Qualifier{
	"iso": types.Iso, "lock": types.Lock, "locked": types.Locked, "active": types.Active,
}

func (c *checker) qualify(sc *scope, t types.Type, x *syntax.TypeExpr) types.Type {
	var qual *syntax.Ident
	isConst := false
	for i := range x.Quals {
		q := &x.Quals[i]
		switch q.Name {
		case "const":
			isConst = true
		case "volatile":
			if asRef(t) != nil {
				c.declError(codeQualifier, q.Span(), "Cypclass doesn't support 'volatile' yet")
			}
		default:
			if qual != nil {
				c.declError(codeQualifier, q.Span(), "Conflicting qualifiers '%s' and '%s'", qual.Name, q.Name).
					Hint("a reference has one qualifier")
				continue
			}
			qual = q
		}
	}
	if qual != nil && !isInvalid(t) {
		r := asRef(t)
		switch {
		case r == nil:
			if _, ok := t.(*types.TypeParam); !ok {
				c.declError(codeQualifier, qual.Span(), "Qualifier '%s' can only apply to cypclass types", qual.Name).
					Hint("remove `%s`: '%s' is not a cypclass", qual.Name, t)
			}
		default:
			if q := qualifiers[qual.Name]; q == types.Active && c.infoOf(r.Class) != nil && !c.activable(r.Class) {
				c.declError(codeQualifier, qual.Span(), "Qualifier 'active' can only apply to activable cypclass types (not '%s')", r.Class.Name).
					Hint("declare the class `cdef cypclass %s activable:`", r.Class.Name)
			} else {
				t = types.RefTo(r.Class, q, r.Const)
			}
		}
	}
	if isConst {
		t = c.constOf(t)
	}
	return t
}

func (c *checker) derive(sc *scope, t types.Type, steps []syntax.Derive) types.Type {
	for i := range steps {
		d := &steps[i]
		switch d.Kind {
		case syntax.Pointer:
			t = c.pointer(t)
		case syntax.Reference, syntax.RValueRef:
			t = c.reference(t)
		case syntax.Array:
			n := int64(-1)
			if d.Size != nil {
				if v, ok := c.constInt(sc, d.Size); ok {
					n = v
				} else {
					c.declError(codeNotAType, d.Size.Span(), "Array dimension not integer").Hint("an array length is a constant")
				}
			}
			t = c.array(t, n)
		case syntax.Function:
			sig, _ := c.signature(sc, t, d.Func, nil)
			t = sig
		}
	}
	return t
}

// baseType resolves the dotted name, template arguments and nested members.
func (c *checker) baseType(sc *scope, t *syntax.TypeExpr) types.Type {
	if t.Value != nil {
		c.declError(codeNotAType, t.Span(), "A value is not a type")
		return types.Invalid
	}
	if t.Buffer != nil {
		if t.Buffer.View {
			c.unsupported(t.Span(), "memoryview types")
			return types.Invalid
		}
	}
	if len(t.Tuple) > 0 {
		return c.tupleType(sc, t)
	}
	if len(t.Base) == 0 {
		return types.PyObject
	}
	name := t.Base[0].Name
	if len(t.Base) == 1 && len(t.Args) == 0 {
		if sym := sc.lookup(name); sym == nil || sym.kind == symBuiltin {
			if b := basicType(name); b != nil {
				return b
			}
			if objectTypes[name] {
				if name == "object" {
					return types.PyObject
				}
				if name == "unicode" || name == "basestring" {
					name = "str"
				}
				return c.object(name)
			}
		}
	}
	sym := sc.lookup(name)
	if sym == nil {
		if b := basicType(name); b != nil && len(t.Base) == 1 {
			return b
		}
		if b := shortNames[name]; b != nil && len(t.Base) == 1 {
			return b
		}
		if objectTypes[name] && len(t.Base) == 1 { // list[int]: the element types are ignored
			return c.object(name)
		}
		c.declError(codeNotAType, t.Base[0].Span(), "'%s' is not a type identifier", name).
			Hint("%s", c.typeHelp(sc, name))
		return types.Invalid
	}
	return c.typeMembers(sc, sym, t)
}

// typeMembers follows the rest of a dotted type name from its first symbol.
func (c *checker) typeMembers(sc *scope, sym *symbol, t *syntax.TypeExpr) types.Type {
	i := 1
	sym.done()
	for ; i < len(t.Base); i++ {
		id := t.Base[i]
		var next *symbol
		switch sym.kind {
		case symModule:
			next = sym.target.scope.lookupIn(id.Name)
		case symClass:
			c.declareClassScope(sym.class)
			next = sym.class.scope.lookupHere(id.Name)
		case symCpp:
			next = sym.cpp.scope.lookupHere(id.Name)
		case symType:
			if cpp := asCpp(sym.t); cpp != nil {
				return c.cppMember(cpp, t.Base[i:], t, sc)
			}
			if r := asRef(sym.t); r != nil {
				return c.classMember(r.Class, t.Base[i:], t, sc)
			}
		}
		if sym.kind == symPyModule && sym.name == "cython" || sym.kind == symModule && sym.target.name == "cython" {
			if b := basicType(id.Name); b != nil {
				return b
			}
			if b := shortNames[id.Name]; b != nil {
				return b
			}
			next = c.builtinFused(id.Name)
		}
		if next == nil {
			c.declError(codeNotAType, id.Span(), "'%s' is not a type identifier", joinIdents(t.Base[:i+1]))
			return types.Invalid
		}
		sym = next.done()
	}
	var base types.Type
	switch sym.kind {
	case symType:
		base = sc.fusedChoice(sym.t)
		if dims, ok := c.dimensions(sc, t); ok {
			base = c.arrays(base, dims)
		} else if len(t.Args) > 0 {
			if r := asRef(base); r != nil || isObject(base) {
				c.declError(codeTemplate, t.Span(), "'%s' does not take template arguments", sym.name)
				return types.Invalid
			}
		}
	case symClass:
		dims, ok := c.dimensions(sc, t)
		if len(t.Args) > 0 && !ok {
			c.declError(codeTemplate, t.Span(), "'%s' is not a template", sym.name)
			return types.Invalid
		}
		base = c.arrays(types.RefTo(sym.class.cls, types.Unqualified, false), dims)
	case symGeneric:
		if len(t.Args) == 0 {
			if ci := sc.enclosingInstance(sym.generic); ci != nil {
				base = types.RefTo(ci.cls, types.Unqualified, false)
				break
			}
		}
		ci := c.instantiateExpr(sc, sym.generic, t)
		if ci == nil {
			return types.Invalid
		}
		base = types.RefTo(ci.cls, types.Unqualified, false)
	case symCpp:
		cpp := c.cppInstance(sc, sym.cpp, t)
		if cpp == nil {
			return types.Invalid
		}
		base = cpp
	default:
		c.declError(codeNotAType, t.Base[len(t.Base)-1].Span(), "'%s' is not a type identifier", sym.name)
		return types.Invalid
	}
	for k, m := range t.Member {
		if cpp := asCpp(base); cpp != nil {
			return c.cppMember(cpp, memberIdents(t.Member[k:]), t, sc)
		}
		if r := asRef(base); r != nil {
			return c.classMember(r.Class, memberIdents(t.Member[k:]), t, sc)
		}
		c.declError(codeNotAType, m.Name.Span(), "'%s' has no member type '%s'", base, m.Name.Name)
		return types.Invalid
	}
	if base == nil {
		return types.Invalid
	}
	return base
}

// cythonType tells whether the cython module has a type of that name.
func cythonType(name string) bool {
	return basicType(name) != nil || shortNames[name] != nil || builtinFused[name] != nil
}

func memberIdents(ms []syntax.TypeMember) []syntax.Ident {
	out := make([]syntax.Ident, len(ms))
	for i, m := range ms {
		out[i] = m.Name
	}
	return out
}

func joinIdents(ids []syntax.Ident) string {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = id.Name
	}
	return strings.Join(parts, ".")
}

// classMember resolves a type nested in a cypclass.
func (c *checker) classMember(k *types.Class, path []syntax.Ident, t *syntax.TypeExpr, sc *scope) types.Type {
	ci := c.infoOf(k)
	c.declareClassScope(ci)
	sym := ci.member(path[0].Name)
	if sym == nil {
		c.declError(codeNotAType, path[0].Span(), "'%s' has no member type '%s'", k.Name, path[0].Name)
		return types.Invalid
	}
	sym.done()
	switch sym.kind {
	case symType:
		if len(path) > 1 {
			if cpp := asCpp(sym.t); cpp != nil {
				return c.cppMember(cpp, path[1:], t, sc)
			}
		}
		return sym.t
	case symClass:
		if len(path) > 1 {
			return c.classMember(sym.class.cls, path[1:], t, sc)
		}
		return types.RefTo(sym.class.cls, types.Unqualified, false)
	}
	c.declError(codeNotAType, path[0].Span(), "'%s.%s' is not a type", k.Name, path[0].Name)
	return types.Invalid
}

// asType reads an expression as a type, where that is what it names: `cyplist[int]`, `Outer.Inner`, `unsigned`. Nil where it isn't one.
func (c *checker) asType(sc *scope, x syntax.Expr) types.Type {
	te := typeExprOf(x)
	if te == nil {
		return nil
	}
	if len(te.Base) > 0 {
		sym := sc.lookup(te.Base[0].Name)
		if sym == nil {
			if len(te.Base) == 1 && (basicType(te.Base[0].Name) != nil) {
				return c.typeOf(sc, te)
			}
			return nil
		}
		for i := 1; i < len(te.Base); i++ {
			sym.done()
			var next *symbol
			switch sym.kind {
			case symModule:
				if sym.target.name == "cython" && i == len(te.Base)-1 && cythonType(te.Base[i].Name) {
					return c.typeOf(sc, te)
				}
				next = sym.target.scope.lookupIn(te.Base[i].Name)
			case symClass:
				c.declareClassScope(sym.class)
				next = sym.class.member(te.Base[i].Name)
			case symCpp:
				next = sym.cpp.scope.lookupHere(te.Base[i].Name)
			case symPyModule:
				if sym.name == "cython" && i == len(te.Base)-1 && cythonType(te.Base[i].Name) {
					return c.typeOf(sc, te)
				}
			case symType:
				if asCpp(sym.t) != nil || asRef(sym.t) != nil {
					if ok := c.quietly(func() { c.typeOf(sc, te) }); ok {
						return c.typeOf(sc, te)
					}
				}
				return nil
			}
			if next == nil {
				return nil
			}
			sym = next
		}
		sym.done()
		switch sym.kind {
		case symClass, symGeneric, symCpp:
		case symType:
			if len(te.Args) > 0 || sym.v != nil {
				return nil
			}
		default:
			return nil
		}
	}
	return c.typeOf(sc, te)
}

// typeExprOf reads an expression as type syntax.
func typeExprOf(x syntax.Expr) *syntax.TypeExpr {
	switch x := x.(type) {
	case *syntax.TypeExpr:
		return x
	case *syntax.Paren:
		return typeExprOf(x.X)
	case *syntax.Name:
		te := &syntax.TypeExpr{Base: []syntax.Ident{{Loc: syntax.Loc{Src: x.Span()}, Name: x.Name}}}
		te.Src = x.Span()
		return te
	case *syntax.Attribute:
		te := typeExprOf(x.X)
		if te == nil || len(te.Derive) > 0 || len(te.Quals) > 0 {
			return nil
		}
		if len(te.Args) > 0 {
			te.Member = append(te.Member, syntax.TypeMember{Name: x.Name})
		} else {
			te.Base = append(te.Base, x.Name)
		}
		te.Src = x.Span()
		return te
	case *syntax.Subscript:
		te := typeExprOf(x.X)
		if te == nil || len(te.Args) > 0 || len(te.Derive) > 0 {
			return nil
		}
		var elts []syntax.Expr
		if tup, ok := x.Index.(*syntax.Tuple); ok && !tup.Parens {
			elts = tup.Elts
		} else {
			elts = []syntax.Expr{x.Index}
		}
		for _, e := range elts {
			a := typeArgOf(e)
			if a == nil {
				return nil
			}
			te.Args = append(te.Args, a)
		}
		te.Lbrack = x.Lbrack
		te.Src = x.Span()
		return te
	}
	return nil
}

// typeArgOf reads a template argument, which may be a C tuple: `vector[(int, int)]`.
func typeArgOf(x syntax.Expr) *syntax.TypeExpr {
	tup, ok := unparen(x).(*syntax.Tuple)
	if !ok {
		return typeExprOf(x)
	}
	te := &syntax.TypeExpr{}
	te.Src = x.Span()
	for _, e := range tup.Elts {
		a := typeArgOf(e)
		if a == nil {
			return nil
		}
		te.Tuple = append(te.Tuple, a)
	}
	return te
}

// dimensions reads what was parsed as template arguments of a type that is no template as the lengths of an array: `cdef T[2] a`.
func (c *checker) dimensions(sc *scope, t *syntax.TypeExpr) ([]int64, bool) {
	var out []int64
	for _, a := range t.Args {
		x := a.Value
		if x == nil && len(a.Base) == 1 && len(a.Args) == 0 && len(a.Derive) == 0 && len(a.Quals) == 0 {
			x = &syntax.Name{Name: a.Base[0].Name}
		}
		if x == nil {
			return nil, false
		}
		n, ok := c.constInt(sc, x)
		if !ok {
			return nil, false
		}
		out = append(out, n)
	}
	return out, len(out) > 0
}

// arrays is an array of arrays of t, the first dimension outermost.
func (c *checker) arrays(t types.Type, dims []int64) types.Type {
	for i := len(dims) - 1; i >= 0; i-- {
		t = c.array(t, dims[i])
	}
	return t
}

// constInt evaluates a constant integer expression: literals, DEF and enum constants, arithmetic, sizeof.
func (c *checker) constInt(sc *scope, x syntax.Expr) (int64, bool) {
	switch x := x.(type) {
	case *syntax.Paren:
		return c.constInt(sc, x.X)
	case *syntax.Number:
		v, big, isFloat, _ := parseNumber(x.Text)
		return v, big == "" && !isFloat
	case *syntax.Name:
		sym := sc.lookup(x.Name)
		if sym == nil {
			return 0, false
		}
		sym.done()
		switch sym.kind {
		case symEnumItem:
			if sym.item.Go != "" {
				n, err := strconv.ParseInt(sym.item.Go, 0, 64)
				return n, err == nil
			}
			return sym.item.Value, true
		case symConst:
			return literalInt(sym.value)
		}
	case *syntax.Attribute:
		m, ok := x.X.(*syntax.Name)
		if !ok {
			return 0, false
		}
		if sym := sc.lookup(m.Name); sym != nil && sym.done().kind == symModule {
			return c.constInt(sym.target.scope, &syntax.Name{Name: x.Name.Name})
		}
	case *syntax.Unary:
		v, ok := c.constInt(sc, x.X)
		switch x.Op {
		case "-":
			return -v, ok
		case "+":
			return v, ok
		case "~":
			return ^v, ok
		}
	case *syntax.Binary:
		a, ok1 := c.constInt(sc, x.X)
		b, ok2 := c.constInt(sc, x.Y)
		if !ok1 || !ok2 {
			return 0, false
		}
		switch x.Op {
		case "+":
			return a + b, true
		case "-":
			return a - b, true
		case "*":
			return a * b, true
		case "//":
			if b != 0 {
				return a / b, true
			}
		case "%":
			if b != 0 {
				return a % b, true
			}
		case "<<":
			return a << uint(b), true
		case ">>":
			return a >> uint(b), true
		case "|":
			return a | b, true
		case "&":
			return a & b, true
		case "^":
			return a ^ b, true
		case "**":
			r := int64(1)
			for ; b > 0; b-- {
				r *= a
			}
			return r, true
		}
	}
	return 0, false
}

// lookupIn finds a name declared in a module for others: its own names and what it star-cimports.
func (s *scope) lookupIn(name string) *symbol { return s.find(name, nil) }

func (s *scope) find(name string, seen []*scope) *symbol {
	if y := s.names[name]; y != nil {
		return y
	}
	for _, x := range seen {
		if x == s {
			return nil
		}
	}
	if s.kind == moduleScope {
		for _, m := range s.mod.starImports {
			if y := m.scope.find(name, append(seen, s)); y != nil {
				return y
			}
		}
	}
	return nil
}

// enclosingInstance finds the instance of a generic class that the scope is inside of: in its own body `Box` alone means
// that instance.
func (s *scope) enclosingInstance(g *genericInfo) *classInfo {
	for x := s; x != nil; x = x.parent {
		if x.class != nil && x.class.generic == g {
			return x.class
		}
	}
	return nil
}

// suggest gives "; did you mean …" for a misspelt name.
func (c *checker) suggest(sc *scope, name string) string {
	best, bestDist := "", min(3, len(name)/3+1)
	for x := sc; x != nil; x = x.parent {
		for n := range x.names {
			if d := editDistance(n, name); d < bestDist || d == bestDist && n < best {
				best, bestDist = n, d
			}
		}
	}
	if best == "" || bestDist >= len(name) {
		return ""
	}
	return "; did you mean `" + best + "`?"
}

func editDistance(a, b string) int {
	if a == b {
		return 0
	}
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
		}
		prev = cur
	}
	return prev[len(b)]
}
