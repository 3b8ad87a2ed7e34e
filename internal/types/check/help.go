package check

import (
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/std"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// What to do next, for the mistakes that are made most.

// foreignNames are names of other languages.
var foreignNames = map[string]string{
	"nil": "`NULL`, or `None` for a Python object", "null": "`NULL`, or `None` for a Python object", "nullptr": "`NULL`",
	"undefined": "`None`", "true": "`True`", "false": "`False`", "this": "`self`",
}

// nameHelp says what to do about a name that is not declared.
func (c *checker) nameHelp(sc *scope, name string) string {
	if w := foreignNames[name]; w != "" {
		return "write " + w
	}
	if ms := std.Declares(name); len(ms) > 0 {
		return "it is in `" + ms[0] + "`: `from " + ms[0] + " cimport " + name + "`"
	}
	if s := c.suggest(sc, name); s != "" {
		return strings.TrimPrefix(s, "; ")
	}
	for _, p := range []string{"libc.", "libcpp.", "posix.", "libcythonplus."} {
		if _, ok := std.Open(p + name); ok {
			return "`from " + p + name + " cimport …` brings in what the module has"
		}
	}
	return "assign it, import it or declare it before it is used"
}

// foreignTypes are types of other languages, with those of C and Python that are meant.
var foreignTypes = map[string]string{
	"integer": "int", "boolean": "bint", "bool": "bint", "uint": "unsigned int", "byte": "unsigned char", "rune": "Py_UCS4", "real": "double",
	"float64": "double", "float32": "float", "String": "str", "any": "object", "void*": "void *",
}

// typeHelp says what to do about a name that is no type.
func (c *checker) typeHelp(sc *scope, name string) string {
	if w := foreignTypes[name]; w != "" {
		return "did you mean `" + w + "`?"
	}
	if ms := std.Declares(name + "_t"); len(ms) > 0 && strings.HasPrefix(strings.TrimPrefix(name, "u"), "int") {
		return "did you mean `" + name + "_t`? `from " + ms[0] + " cimport " + name + "_t`"
	}
	if ms := std.Declares(name); len(ms) > 0 {
		return "it is in `" + ms[0] + "`: `from " + ms[0] + " cimport " + name + "`"
	}
	if s := c.suggest(sc, name); s != "" {
		return strings.TrimPrefix(s, "; ")
	}
	return "declare it, or bring it in with `cimport`"
}

// swappedParam reports `a int`, the name before the type as in Go, and whether p is so.
func (c *checker) swappedParam(sc *scope, p *syntax.Param) (types.Type, bool) {
	if p.Type == nil || len(p.Type.Base) != 1 || len(p.Type.Quals) > 0 || len(p.Type.Args) > 0 || len(p.Type.Derive) > 0 {
		return nil, false
	}
	slice := p.Type.Args != nil // `xs []int`
	name, typ := p.Type.Base[0].Name, p.Name.Name
	t := basicType(typ)
	if t == nil || basicType(name) != nil || shortNames[name] != nil || sc.lookup(name) != nil {
		return nil, false
	}
	d := c.declError(codeNotAType, p.Type.Base[0].Span(), "'%s' is not a type identifier", name).Hint("the type stands before the name: `%s %s`", typ, name)
	if slice {
		d.Hint("the type stands before the name: `cyplist[%s] %s` for a list (libcythonplus.list), `%s *%s` for an array", typ, name, typ, name)
		t = c.pointer(t)
	}
	return t, true
}

// fieldHelp says how to keep what a field of a Python type was to hold.
func fieldHelp(t types.Type, name string) string {
	o, ok := t.(*types.Object)
	if !ok {
		return ""
	}
	switch o.Builtin {
	case "list":
		return "a `cyplist[T]` of libcythonplus.list can be a field: `cyplist[int] " + name + "`"
	case "dict":
		return "a `cypdict[K, V]` of libcythonplus.dict can be a field: `cypdict[int, double] " + name + "`"
	case "set":
		return "a `cypset[T]` of libcythonplus.set can be a field: `cypset[int] " + name + "`"
	case "str", "bytes":
		return "a `string` of libcpp.string can be a field: `string " + name + "`"
	}
	return "give '" + name + "' a C type or a cypclass type"
}

// neverAssigned warns of `n += 1` where nothing else gives the local variable a value: most likely that of the module was meant.
func (fn *funcCtx) neverAssigned(n *syntax.Name) {
	l := fn.locals[n.Name]
	if l == nil || l.declared {
		return
	}
	for _, s := range l.sources {
		if s.kind != fromAug {
			return
		}
	}
	if len(l.sources) == 0 {
		return
	}
	d := fn.warnf(diag.Expression, codeUnassigned, n.Span(), "local variable '%s' referenced before assignment", n.Name)
	if fn.mod.scope.lookupHere(n.Name) != nil {
		d.Hint("an assignment makes it a variable of this function: write `global %s` before it for that of the module", n.Name)
	} else {
		d.Hint("give it a value first")
	}
}

// paramNames shows what a template takes.
func paramNames(ps []types.TypeParam) string {
	var names []string
	for _, p := range ps {
		if !p.Optional {
			names = append(names, p.Name)
		}
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// resultHelp is for results of messages that are used as if they were there already.
const resultHelp = "a call on an actor gives its result later: write `.get()` behind it to wait for the value"

// isResult reports whether a type is the result of a message.
func isResult(t types.Type) bool {
	r := asRef(unconst(t))
	return r != nil && r.Class.Generic != nil && r.Class.Generic.Name == "result" && r.Class.Module == "cyp"
}

// operandHelp says what would make an operator work on the operands.
func operandHelp(op string, a, b types.Type) string {
	for _, t := range []types.Type{a, b} {
		if isResult(t) {
			return resultHelp
		}
	}
	if r := asRef(unconst(a)); r != nil {
		if isObject(unconst(b)) && (op == "==" || op == "!=") {
			return "to ask whether there is an object, write `is None` or `is not None`"
		}
		if m := operatorMethods[op]; m != "" {
			return "give '" + r.Class.Name + "' a method `" + m + "`"
		}
	}
	return ""
}

var operatorMethods = map[string]string{
	"+": "__add__", "-": "__sub__", "*": "__mul__", "/": "__div__", "%": "__mod__", "<<": "__lshift__", ">>": "__rshift__", "&": "__and__", "|": "__or__",
	"^": "__xor__", "==": "__eq__", "!=": "__ne__", "<": "__lt__", "<=": "__le__", ">": "__gt__", ">=": "__ge__",
}

// attributeHelp says what an unknown attribute of an object was meant to be.
func (fn *funcCtx) attributeHelp(r *types.Ref, at *syntax.Attribute) string {
	switch at.Name.Name {
	case "lock", "unlock", "acquire", "release":
		if r.Qual == types.Lock {
			return "the object is locked by a block: `with wlocked x:`, or `with rlocked x:` to read only"
		}
	}
	if n, ok := at.X.(*syntax.Name); ok && n.Name == "self" && fn.class != nil {
		return "the fields of a cypclass are declared in its body, with a type each: `TYPE " + at.Name.Name + "`"
	}
	return ""
}

// constNote says why a place is const.
func (fn *funcCtx) constNote(x typed.Expr) (source.Span, bool) {
	v, ok := x.(*typed.VarExpr)
	if !ok || fn.f == nil || v.Var != fn.f.Self || !fn.f.Span.IsValid() {
		return source.Span{}, false
	}
	return fn.f.Span, true
}

// baseHelp says what to do about a base that is no cypclass.
func baseHelp(t types.Type) string {
	if o, ok := t.(*types.Object); ok && o.Builtin == "" {
		return "a cypclass needs no base: leave it out"
	}
	return "a cypclass inherits from cypclasses: keep the value in a field"
}
