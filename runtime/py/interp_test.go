package py

import (
	"encoding/json"
	"math/big"
	"strconv"

	rt "github.com/cyp-lang/cyp/runtime"
)

// A small interpreter of Python's syntax trees over this package's API: it lets whole Python programs be compared with
// CPython without the compiler.

type node = map[string]any

type scope struct {
	in     *interp
	vars   map[string]*Value
	parent *scope // enclosing function
	class  Value  // namespace dict of a class body
	cls    *Value // the __class__ cell
	global map[string]bool
	name   string
	line   int
	yield  func(Value) (Value, *rt.Error)
	self   Value
}

type interp struct {
	cx      *rt.Ctx
	globals *Dict
	file    string
}

type flow int

const (
	flowNext flow = iota
	flowBreak
	flowContinue
	flowReturn
)

func list(v any) []node {
	a, _ := v.([]any)
	out := make([]node, len(a))
	for i, x := range a {
		out[i], _ = x.(node)
	}
	return out
}

func str(v any) string { s, _ := v.(string); return s }

// run executes a module.
func (in *interp) run(tree node) *rt.Error {
	s := &scope{in: in, name: "<module>"}
	_, _, err := s.block(list(tree["body"]))
	if err != nil {
		err.At(s.name, in.file, int32(s.line))
	}
	return err
}

func (s *scope) block(stmts []node) (flow, Value, *rt.Error) {
	for _, st := range stmts {
		if l, ok := st["line"].(float64); ok {
			s.line = int(l)
		}
		f, v, err := s.stmt(st)
		if err != nil || f != flowNext {
			return f, v, err
		}
	}
	return flowNext, Value{}, nil
}

func (s *scope) lookup(name string) (Value, *rt.Error) {
	if s.class.IsSet() {
		if v, ok := asDict(s.class).getStr(name); ok {
			return v, nil
		}
	}
	for c := s; c != nil; c = c.parent {
		if c != s && c.class.IsSet() {
			continue
		}
		if p, ok := c.vars[name]; ok && !s.global[name] {
			if !p.IsSet() {
				if c == s {
					return Value{}, UnboundLocal(name)
				}
				return Value{}, UnboundFree(name)
			}
			return *p, nil
		}
		if name == "__class__" && c.cls != nil {
			return *c.cls, nil
		}
	}
	return LookupName(s.in.cx, obj(&s.in.globals.Obj), name)
}

func (s *scope) assignName(name string, v Value) {
	if s.class.IsSet() && !s.global[name] {
		asDict(s.class).setStr(name, v)
		return
	}
	for c := s; c != nil; c = c.parent {
		if p, ok := c.vars[name]; ok && !s.global[name] {
			*p = v
			return
		}
	}
	if v.IsSet() {
		s.in.globals.setStr(name, v)
	} else {
		s.in.globals.delStr(name)
	}
}

func (s *scope) assign(t node, v Value) *rt.Error {
	cx := s.in.cx
	switch t["_"] {
	case "Name":
		s.assignName(str(t["id"]), v)
		return nil
	case "Attribute":
		o, err := s.expr(t["value"].(node))
		if err != nil {
			return err
		}
		return SetAttr(cx, o, str(t["attr"]), v)
	case "Subscript":
		o, err := s.expr(t["value"].(node))
		if err != nil {
			return err
		}
		k, err := s.expr(t["slice"].(node))
		if err != nil {
			return err
		}
		return SetItem(cx, o, k, v)
	case "Starred":
		return s.assign(t["value"].(node), v)
	case "Tuple", "List":
		elts := list(t["elts"])
		star := -1
		for i, e := range elts {
			if e["_"] == "Starred" {
				star = i
			}
		}
		var vs []Value
		var err *rt.Error
		if star >= 0 {
			vs, err = UnpackEx(cx, v, star, len(elts)-1-star)
		} else {
			vs, err = Unpack(cx, v, len(elts))
		}
		if err != nil {
			return err
		}
		for i, e := range elts {
			if err := s.assign(e, vs[i]); err != nil {
				return err
			}
		}
		return nil
	}
	panic("assign to " + str(t["_"]))
}

func (s *scope) delete(t node) *rt.Error {
	cx := s.in.cx
	switch t["_"] {
	case "Name":
		name := str(t["id"])
		if s.class.IsSet() {
			return DelName(cx, s.class, name)
		}
		if _, err := s.lookup(name); err != nil {
			return err
		}
		s.assignName(name, Value{})
	case "Attribute":
		o, err := s.expr(t["value"].(node))
		if err != nil {
			return err
		}
		return DelAttr(cx, o, str(t["attr"]))
	case "Subscript":
		o, err := s.expr(t["value"].(node))
		if err != nil {
			return err
		}
		k, err := s.expr(t["slice"].(node))
		if err != nil {
			return err
		}
		return DelItem(cx, o, k)
	case "Tuple":
		for _, e := range list(t["elts"]) {
			if err := s.delete(e); err != nil {
				return err
			}
		}
	}
	return nil
}

var astOps = map[string][2]binaryFn{
	"Add": {Add, IAdd}, "Sub": {Sub, ISub}, "Mult": {Mul, IMul}, "Div": {TrueDiv, ITrueDiv}, "FloorDiv": {FloorDiv, IFloorDiv},
	"Mod": {Mod, IMod}, "Pow": {Pow, IPow}, "MatMult": {MatMul, IMatMul}, "LShift": {LShift, ILShift}, "RShift": {RShift, IRShift},
	"BitAnd": {And, IAnd}, "BitOr": {Or, IOr}, "BitXor": {Xor, IXor},
}

func (s *scope) constant(n node) Value {
	switch n["kind"] {
	case "int":
		b, _ := new(big.Int).SetString(str(n["v"]), 10)
		return BigInt(b)
	case "float":
		f, _ := strconv.ParseFloat(str(n["v"]), 64)
		return Float(f)
	case "complex":
		f, _ := strconv.ParseFloat(str(n["v"]), 64)
		return Complex(0, f)
	case "str":
		var b []byte
		for _, c := range n["v"].([]any) {
			b = appendRune(b, rune(c.(float64)))
		}
		return NewStr(string(b))
	case "bytes":
		var b []byte
		for _, c := range n["v"].([]any) {
			b = append(b, byte(c.(float64)))
		}
		return NewBytes(b)
	case "bool":
		return Bool(n["v"] == "True")
	case "ellipsis":
		return Ellipsis
	}
	return None
}

func (s *scope) exprs(ns []node) ([]Value, *rt.Error) {
	var out []Value
	for _, n := range ns {
		if n["_"] == "Starred" {
			v, err := s.expr(n["value"].(node))
			if err != nil {
				return nil, err
			}
			l := NewList()
			if err := ListExtend(s.in.cx, l, v); err != nil {
				return nil, err
			}
			out = append(out, asList(l).items...)
			continue
		}
		v, err := s.expr(n)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (s *scope) opt(n any) (Value, *rt.Error) {
	if m, ok := n.(node); ok && m != nil {
		return s.expr(m)
	}
	return Value{}, nil
}

func decodeTree(data []byte) ([]struct {
	Path string `json:"path"`
	Ast  node   `json:"ast"`
	Out  string `json:"out"`
}, error) {
	var res []struct {
		Path string `json:"path"`
		Ast  node   `json:"ast"`
		Out  string `json:"out"`
	}
	err := json.Unmarshal(data, &res)
	return res, err
}
