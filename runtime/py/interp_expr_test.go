package py

import (
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

func (s *scope) expr(n node) (Value, *rt.Error) {
	cx := s.in.cx
	sub := func(k string) node { m, _ := n[k].(node); return m }
	switch n["_"] {
	case "Constant":
		return s.constant(n), nil
	case "Name":
		return s.lookup(str(n["id"]))
	case "NamedExpr":
		v, err := s.expr(sub("value"))
		if err == nil {
			err = s.assign(sub("target"), v)
		}
		return v, err
	case "BinOp":
		a, err := s.expr(sub("left"))
		if err != nil {
			return Value{}, err
		}
		b, err := s.expr(sub("right"))
		if err != nil {
			return Value{}, err
		}
		return astOps[str(sub("op")["_"])][0](cx, a, b)
	case "UnaryOp":
		v, err := s.expr(sub("operand"))
		if err != nil {
			return Value{}, err
		}
		return map[string]unaryFn{"Not": Not, "USub": Neg, "UAdd": Pos, "Invert": Invert}[str(sub("op")["_"])](cx, v)
	case "BoolOp":
		and := sub("op")["_"] == "And"
		var v Value
		for _, e := range list(n["values"]) {
			var err *rt.Error
			if v, err = s.expr(e); err != nil {
				return Value{}, err
			}
			t, err := Truth(cx, v)
			if err != nil || t != and {
				return v, err
			}
		}
		return v, nil
	case "Compare":
		return s.compare(n)
	case "IfExp":
		t, err := s.truth(sub("test"))
		if err != nil {
			return Value{}, err
		}
		if t {
			return s.expr(sub("body"))
		}
		return s.expr(sub("orelse"))
	case "Attribute":
		v, err := s.expr(sub("value"))
		if err != nil {
			return Value{}, err
		}
		return GetAttr(cx, v, str(n["attr"]))
	case "Subscript":
		v, err := s.expr(sub("value"))
		if err != nil {
			return Value{}, err
		}
		k, err := s.expr(sub("slice"))
		if err != nil {
			return Value{}, err
		}
		return GetItem(cx, v, k)
	case "Slice":
		var p [3]Value
		for i, f := range []string{"lower", "upper", "step"} {
			v, err := s.opt(n[f])
			if err != nil {
				return Value{}, err
			}
			p[i] = v
		}
		return NewSlice(p[0], p[1], p[2]), nil
	case "Tuple", "List", "Set":
		vs, err := s.exprs(list(n["elts"]))
		if err != nil {
			return Value{}, err
		}
		switch n["_"] {
		case "Tuple":
			return NewTuple(vs...), nil
		case "List":
			return NewList(vs...), nil
		}
		return NewSetOf(cx, vs...)
	case "Dict":
		d := NewDict()
		ks := n["keys"].([]any)
		for i, vn := range list(n["values"]) {
			k, err := s.opt(ks[i])
			if err != nil {
				return Value{}, err
			}
			v, err := s.expr(vn)
			if err != nil {
				return Value{}, err
			}
			if k.IsSet() {
				err = DictSet(cx, d, k, v)
			} else {
				err = DictUpdate(cx, d, v)
			}
			if err != nil {
				return Value{}, err
			}
		}
		return d, nil
	case "Call":
		return s.call(n)
	case "Lambda":
		return s.function("<lambda>", sub("args"), nil, sub("body"))
	case "JoinedStr":
		var b strings.Builder
		for _, p := range list(n["values"]) {
			v, err := s.expr(p)
			if err != nil {
				return Value{}, err
			}
			b.WriteString(asStr(v).s)
		}
		return NewStr(b.String()), nil
	case "FormattedValue":
		v, err := s.expr(sub("value"))
		if err != nil {
			return Value{}, err
		}
		switch int(n["conversion"].(float64)) {
		case 'r':
			v, err = ReprValue(cx, v)
		case 's':
			v, err = StrValue(cx, v)
		case 'a':
			var t string
			t, err = AsciiOf(cx, v)
			v = NewStr(t)
		}
		if err != nil {
			return Value{}, err
		}
		spec := ""
		if sub("format_spec") != nil {
			sv, err := s.expr(sub("format_spec"))
			if err != nil {
				return Value{}, err
			}
			spec = asStr(sv).s
		}
		t, err := Format(cx, v, spec)
		return NewStr(t), err
	case "ListComp", "SetComp", "DictComp", "GeneratorExp":
		return s.comp(n)
	case "Yield":
		v, err := s.opt(n["value"])
		if err != nil {
			return Value{}, err
		}
		return s.yielder()(orNone(v))
	case "YieldFrom":
		v, err := s.expr(sub("value"))
		if err != nil {
			return Value{}, err
		}
		return YieldFrom(cx, s.yielder(), v)
	}
	panic("expression " + str(n["_"]))
}

func (s *scope) yielder() func(Value) (Value, *rt.Error) { return s.yield }

func (s *scope) truth(n node) (bool, *rt.Error) {
	v, err := s.expr(n)
	if err != nil {
		return false, err
	}
	return Truth(s.in.cx, v)
}

func (s *scope) compare(n node) (Value, *rt.Error) {
	cx := s.in.cx
	a, err := s.expr(n["left"].(node))
	if err != nil {
		return Value{}, err
	}
	ops := list(n["ops"])
	for i, cn := range list(n["comparators"]) {
		b, err := s.expr(cn)
		if err != nil {
			return Value{}, err
		}
		var r Value
		switch op := str(ops[i]["_"]); op {
		case "Is":
			r = Bool(Is(a, b))
		case "IsNot":
			r = Bool(!Is(a, b))
		case "In", "NotIn":
			in, e := Contains(cx, b, a)
			r, err = Bool(in == (op == "In")), e
		default:
			f := map[string]binaryFn{"Eq": Eq, "NotEq": Ne, "Lt": Lt, "LtE": Le, "Gt": Gt, "GtE": Ge}[op]
			r, err = f(cx, a, b)
		}
		if err != nil {
			return Value{}, err
		}
		if i == len(ops)-1 {
			return r, nil
		}
		t, err := Truth(cx, r)
		if err != nil || !t {
			return r, err
		}
		a = b
	}
	return Value{}, nil
}

func (s *scope) call(n node) (Value, *rt.Error) {
	cx := s.in.cx
	fn := n["func"].(node)
	kws := list(n["keywords"])
	argNodes := list(n["args"])
	if fn["_"] == "Name" && fn["id"] == "super" && len(argNodes) == 0 {
		for c := s; c != nil; c = c.parent {
			if c.cls != nil && s.funcScope().self.IsSet() {
				return Super(cx, *c.cls, s.funcScope().self)
			}
		}
	}
	if fn["_"] == "Name" && len(argNodes) == 0 {
		switch fn["id"] {
		case "globals":
			return obj(&s.in.globals.Obj), nil
		case "locals":
			d := newDict()
			for k, v := range s.vars {
				if v.IsSet() {
					d.setStr(k, *v)
				}
			}
			return obj(&d.Obj), nil
		}
	}
	star := false
	for _, a := range argNodes {
		star = star || a["_"] == "Starred"
	}
	if fn["_"] == "Attribute" && !star && len(kws) == 0 {
		o, err := s.expr(fn["value"].(node))
		if err != nil {
			return Value{}, err
		}
		args, err := s.exprs(argNodes)
		if err != nil {
			return Value{}, err
		}
		return CallMethod(cx, o, str(fn["attr"]), args...)
	}
	f, err := s.expr(fn)
	if err != nil {
		return Value{}, err
	}
	var args []Value
	for _, a := range argNodes {
		if a["_"] == "Starred" {
			v, err := s.expr(a["value"].(node))
			if err != nil {
				return Value{}, err
			}
			if v.O.Type.iter == nil && v.O.Type.getitem == nil {
				_, err := CallEx(cx, f, v, Value{})
				return Value{}, err
			}
			items, err := Collect(cx, v)
			if err != nil {
				return Value{}, err
			}
			args = append(args, items...)
			continue
		}
		v, err := s.expr(a)
		if err != nil {
			return Value{}, err
		}
		args = append(args, v)
	}
	if len(kws) == 0 {
		return Call(cx, f, args...)
	}
	d := newDict()
	for _, k := range kws {
		v, err := s.expr(k["value"].(node))
		if err != nil {
			return Value{}, err
		}
		if name, ok := k["arg"].(string); ok {
			err = KwAdd(cx, f, d, name, v)
		} else {
			err = KwMerge(cx, f, d, v)
		}
		if err != nil {
			return Value{}, err
		}
	}
	return CallEx(cx, f, newTuple(args), obj(&d.Obj))
}

func (s *scope) funcScope() *scope { return s }

func (s *scope) comp(n node) (Value, *rt.Error) {
	cx := s.in.cx
	gens := list(n["generators"])
	inner := &scope{in: s.in, vars: map[string]*Value{}, parent: s, name: s.name, line: s.line, self: s.self, yield: s.yield, global: map[string]bool{}}
	for _, g := range gens {
		collectTarget(g["target"].(node), inner.vars)
	}
	src, err := s.expr(gens[0]["iter"].(node))
	if err != nil {
		return Value{}, err
	}
	var out Value
	switch n["_"] {
	case "ListComp":
		out = NewList()
	case "SetComp":
		out = NewSet()
	case "DictComp":
		out = NewDict()
	case "GeneratorExp":
		it, err := IterObj(cx, src)
		if err != nil {
			return Value{}, err
		}
		return NewNamedGenerator("<genexpr>", "<genexpr>", func(cx *rt.Ctx, yield func(Value) (Value, *rt.Error)) (Value, *rt.Error) {
			inner.yield = yield
			return None, inner.loops(gens, 0, it, func() *rt.Error {
				v, err := inner.expr(n["elt"].(node))
				if err == nil {
					_, err = yield(v)
				}
				return err
			})
		}), nil
	}
	err = inner.loops(gens, 0, src, func() *rt.Error {
		if n["_"] == "DictComp" {
			k, err := inner.expr(n["key"].(node))
			if err != nil {
				return err
			}
			v, err := inner.expr(n["value"].(node))
			if err != nil {
				return err
			}
			return DictSet(cx, out, k, v)
		}
		v, err := inner.expr(n["elt"].(node))
		if err != nil {
			return err
		}
		if n["_"] == "ListComp" {
			ListAppend(out, v)
			return nil
		}
		return SetAdd(cx, out, v)
	})
	return out, err
}

func (s *scope) loops(gens []node, i int, src Value, body func() *rt.Error) *rt.Error {
	it, err := Iter(s.in.cx, src)
	if err != nil {
		return err
	}
next:
	for {
		x, ok, err := it.Next(s.in.cx)
		if err != nil || !ok {
			return err
		}
		if err := s.assign(gens[i]["target"].(node), x); err != nil {
			return err
		}
		for _, c := range list(gens[i]["ifs"]) {
			t, err := s.truth(c)
			if err != nil {
				return err
			}
			if !t {
				continue next
			}
		}
		if i+1 < len(gens) {
			src, err := s.expr(gens[i+1]["iter"].(node))
			if err == nil {
				err = s.loops(gens, i+1, src, body)
			}
			if err != nil {
				return err
			}
			continue
		}
		if err := body(); err != nil {
			return err
		}
	}
}
