package py

import (
	rt "github.com/cyp-lang/cyp/runtime"
)

func (s *scope) stmt(n node) (flow, Value, *rt.Error) {
	cx := s.in.cx
	sub := func(k string) node { m, _ := n[k].(node); return m }
	fail := func(err *rt.Error) (flow, Value, *rt.Error) { return flowNext, Value{}, err }
	switch n["_"] {
	case "Expr":
		_, err := s.expr(sub("value"))
		return fail(err)
	case "Assign":
		v, err := s.expr(sub("value"))
		if err != nil {
			return fail(err)
		}
		for _, t := range list(n["targets"]) {
			if err := s.assign(t, v); err != nil {
				return fail(err)
			}
		}
	case "AnnAssign":
		if s.class.IsSet() || s.name == "<module>" {
			if t := sub("target"); t["_"] == "Name" {
				ns := s.class
				if !ns.IsSet() {
					ns = obj(&s.in.globals.Obj)
				}
				ann, ok := asDict(ns).getStr("__annotations__")
				if !ok {
					ann = NewDict()
					asDict(ns).setStr("__annotations__", ann)
				}
				v, err := s.expr(sub("annotation"))
				if err != nil {
					return fail(err)
				}
				asDict(ann).setStr(str(t["id"]), v)
			}
		}
		if sub("value") != nil {
			v, err := s.expr(sub("value"))
			if err != nil {
				return fail(err)
			}
			return fail(s.assign(sub("target"), v))
		}
	case "AugAssign":
		return fail(s.augAssign(n))
	case "For":
		return s.forLoop(n)
	case "While":
		for {
			t, err := s.truth(sub("test"))
			if err != nil {
				return fail(err)
			}
			if !t {
				return s.block(list(n["orelse"]))
			}
			f, v, err := s.block(list(n["body"]))
			if err != nil || f == flowReturn {
				return f, v, err
			}
			if f == flowBreak {
				return fail(nil)
			}
		}
	case "If":
		t, err := s.truth(sub("test"))
		if err != nil {
			return fail(err)
		}
		if t {
			return s.block(list(n["body"]))
		}
		return s.block(list(n["orelse"]))
	case "FunctionDef":
		f, err := s.function(str(n["name"]), sub("args"), list(n["body"]), nil)
		if err != nil {
			return fail(err)
		}
		if f, err = s.decorate(n, f); err != nil {
			return fail(err)
		}
		s.assignName(str(n["name"]), f)
	case "ClassDef":
		return fail(s.classDef(n))
	case "Return":
		v, err := s.opt(n["value"])
		return flowReturn, orNone(v), err
	case "Break":
		return flowBreak, Value{}, nil
	case "Continue":
		return flowContinue, Value{}, nil
	case "Pass":
	case "Global":
		for _, g := range n["names"].([]any) {
			s.global[str(g)] = true
		}
	case "Nonlocal":
	case "Delete":
		for _, t := range list(n["targets"]) {
			if err := s.delete(t); err != nil {
				return fail(err)
			}
		}
	case "Assert":
		t, err := s.truth(sub("test"))
		if err != nil || t {
			return fail(err)
		}
		m, err := s.opt(n["msg"])
		if err != nil {
			return fail(err)
		}
		return fail(AssertErr(cx, m))
	case "Raise":
		if sub("exc") == nil {
			return fail(Reraise(cx))
		}
		v, err := s.expr(sub("exc"))
		if err != nil {
			return fail(err)
		}
		c, err := s.opt(n["cause"])
		if err != nil {
			return fail(err)
		}
		return fail(Raise(cx, v, c))
	case "Try":
		return s.try(n)
	case "With":
		return s.with(list(n["items"]), list(n["body"]))
	case "Import":
		for _, a := range list(n["names"]) {
			name := str(a["name"])
			imp := ImportTop
			as := str(a["asname"])
			if as != "" {
				imp = Import
			} else {
				as = name
				for i := range as {
					if as[i] == '.' {
						as = as[:i]
						break
					}
				}
			}
			m, err := imp(cx, name)
			if err != nil {
				return fail(err)
			}
			s.assignName(as, m)
		}
	case "ImportFrom":
		m, err := Import(cx, str(n["module"]))
		if err != nil {
			return fail(err)
		}
		for _, a := range list(n["names"]) {
			if a["name"] == "*" {
				return fail(ImportStar(cx, obj(&s.in.globals.Obj), m))
			}
			v, err := ImportFrom(cx, m, str(a["name"]))
			if err != nil {
				return fail(err)
			}
			as := str(a["asname"])
			if as == "" {
				as = str(a["name"])
			}
			s.assignName(as, v)
		}
	default:
		panic("statement " + str(n["_"]))
	}
	return flowNext, Value{}, nil
}

func (s *scope) augAssign(n node) *rt.Error {
	cx := s.in.cx
	t := n["target"].(node)
	op := astOps[str(n["op"].(node)["_"])][1]
	right := n["value"].(node)
	var o, k, cur Value
	var err *rt.Error
	switch t["_"] {
	case "Name":
		cur, err = s.lookup(str(t["id"]))
	case "Attribute":
		if o, err = s.expr(t["value"].(node)); err == nil {
			cur, err = GetAttr(cx, o, str(t["attr"]))
		}
	case "Subscript":
		if o, err = s.expr(t["value"].(node)); err != nil {
			return err
		}
		if k, err = s.expr(t["slice"].(node)); err == nil {
			cur, err = GetItem(cx, o, k)
		}
	}
	if err != nil {
		return err
	}
	v, err := s.expr(right)
	if err != nil {
		return err
	}
	if v, err = op(cx, cur, v); err != nil {
		return err
	}
	switch t["_"] {
	case "Attribute":
		return SetAttr(cx, o, str(t["attr"]), v)
	case "Subscript":
		return SetItem(cx, o, k, v)
	}
	s.assignName(str(t["id"]), v)
	return nil
}

func (s *scope) forLoop(n node) (flow, Value, *rt.Error) {
	src, err := s.expr(n["iter"].(node))
	if err != nil {
		return flowNext, Value{}, err
	}
	it, err := Iter(s.in.cx, src)
	if err != nil {
		return flowNext, Value{}, err
	}
	for {
		x, ok, err := it.Next(s.in.cx)
		if err != nil {
			return flowNext, Value{}, err
		}
		if !ok {
			return s.block(list(n["orelse"]))
		}
		if err := s.assign(n["target"].(node), x); err != nil {
			return flowNext, Value{}, err
		}
		f, v, err := s.block(list(n["body"]))
		if err != nil || f == flowReturn {
			return f, v, err
		}
		if f == flowBreak {
			return flowNext, Value{}, nil
		}
	}
}

func (s *scope) decorate(n node, v Value) (Value, *rt.Error) {
	decs := list(n["decorator_list"])
	for i := len(decs) - 1; i >= 0; i-- {
		d, err := s.expr(decs[i])
		if err != nil {
			return Value{}, err
		}
		if v, err = Call(s.in.cx, d, v); err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

func (s *scope) classDef(n node) *rt.Error {
	cx := s.in.cx
	bases, err := s.exprs(list(n["bases"]))
	if err != nil {
		return err
	}
	var kn []string
	var kv []Value
	for _, k := range list(n["keywords"]) {
		v, err := s.expr(k["value"].(node))
		if err != nil {
			return err
		}
		kn, kv = append(kn, str(k["arg"])), append(kv, v)
	}
	name := str(n["name"])
	ns, err := PrepareClass(cx, name, bases, "__main__", s.qualified(name), kn, kv)
	if err != nil {
		return err
	}
	var cell Value
	body := &scope{in: s.in, parent: s, class: ns, cls: &cell, name: name, global: map[string]bool{}, vars: map[string]*Value{}}
	stmts := list(n["body"])
	if len(stmts) > 0 && stmts[0]["_"] == "Expr" {
		if c := stmts[0]["value"].(node); c["_"] == "Constant" && c["kind"] == "str" {
			asDict(ns).setStr("__doc__", s.constant(c))
		}
	}
	if _, _, err := body.block(stmts); err != nil {
		return err
	}
	cls, err := NewClass(cx, name, bases, ns, kn, kv)
	if err != nil {
		return err
	}
	cell = cls
	if cls, err = s.decorate(n, cls); err != nil {
		return err
	}
	s.assignName(name, cls)
	return nil
}

func (s *scope) qualified(name string) string {
	switch {
	case s.class.IsSet():
		q, _ := asDict(s.class).getStr("__qualname__")
		return asStr(q).s + "." + name
	case s.name != "<module>":
		return s.name + ".<locals>." + name
	}
	return name
}

func (s *scope) try(n node) (flow, Value, *rt.Error) {
	f, v, err := s.tryBody(n)
	if fin := list(n["finalbody"]); len(fin) > 0 {
		if err != nil {
			PushExc(s.in.cx, err)
		}
		ff, fv, ferr := s.block(fin)
		if err != nil {
			PopExc(s.in.cx, ferr)
		}
		if ferr != nil || ff != flowNext {
			return ff, fv, ferr
		}
	}
	return f, v, err
}

func (s *scope) tryBody(n node) (flow, Value, *rt.Error) {
	cx := s.in.cx
	f, v, err := s.block(list(n["body"]))
	if err == nil {
		if f == flowNext {
			return s.block(list(n["orelse"]))
		}
		return f, v, nil
	}
	for _, h := range list(n["handlers"]) {
		if t, ok := h["type"].(node); ok && t != nil {
			tv, e := s.expr(t)
			if e != nil {
				return f, v, e
			}
			ok, e := Matches(cx, err, tv)
			if e != nil {
				return f, v, e
			}
			if !ok {
				continue
			}
		}
		err.At(s.name, s.in.file, int32(s.line))
		x := PushExc(cx, err)
		name := str(h["name"])
		if name != "" {
			s.assignName(name, x)
		}
		f, v, out := s.block(list(h["body"]))
		PopExc(cx, out)
		if name != "" {
			s.assignName(name, Value{})
		}
		return f, v, out
	}
	return f, v, err
}

func (s *scope) with(items, body []node) (flow, Value, *rt.Error) {
	cx := s.in.cx
	if len(items) == 0 {
		return s.block(body)
	}
	mgr, err := s.expr(items[0]["context_expr"].(node))
	if err != nil {
		return flowNext, Value{}, err
	}
	value, exit, err := WithEnter(cx, mgr)
	if err != nil {
		return flowNext, Value{}, err
	}
	f, v, err := flowNext, Value{}, (*rt.Error)(nil)
	if t, ok := items[0]["optional_vars"].(node); ok && t != nil {
		err = s.assign(t, value)
	}
	if err == nil {
		f, v, err = s.with(items[1:], body)
	}
	if err == nil {
		_, err = WithExit(cx, exit, nil)
		return f, v, err
	}
	err.At(s.name, s.in.file, int32(s.line))
	PushExc(cx, err)
	swallow, e := WithExit(cx, exit, err)
	PopExc(cx, e)
	if e != nil {
		return flowNext, Value{}, e
	}
	if swallow {
		return flowNext, Value{}, nil
	}
	return f, v, err
}

// function makes a function object of a def (body) or a lambda (expr).
func (s *scope) function(name string, args node, body []node, expr node) (Value, *rt.Error) {
	def := &FuncDef{Name: name, Qualname: s.qualified(name), Module: "__main__"}
	defaults, err := s.exprs(list(args["defaults"]))
	if err != nil {
		return Value{}, err
	}
	if len(body) > 0 && body[0]["_"] == "Expr" {
		if c := body[0]["value"].(node); c["_"] == "Constant" && c["kind"] == "str" {
			def.Doc = asStr(s.constant(c)).s
		}
	}
	pos := append(list(args["posonlyargs"]), list(args["args"])...)
	for i, a := range pos {
		p := Param{Name: str(a["arg"])}
		if i < len(list(args["posonlyargs"])) {
			p.Kind = PosOnly
		}
		if k := i - (len(pos) - len(defaults)); k >= 0 {
			p.Default, p.HasDefault = defaults[k], true
		}
		def.Params = append(def.Params, p)
	}
	if va, ok := args["vararg"].(node); ok && va != nil {
		def.Params = append(def.Params, Param{Name: str(va["arg"]), Kind: VarArgs})
	}
	kwDefs, _ := args["kw_defaults"].([]any)
	for i, a := range list(args["kwonlyargs"]) {
		p := Param{Name: str(a["arg"]), Kind: KwOnly}
		d, err := s.opt(kwDefs[i])
		if err != nil {
			return Value{}, err
		}
		if d.IsSet() {
			p.Default, p.HasDefault = d, true
		}
		def.Params = append(def.Params, p)
	}
	if ka, ok := args["kwarg"].(node); ok && ka != nil {
		def.Params = append(def.Params, Param{Name: str(ka["arg"]), Kind: KwArgs})
	}
	outer := s
	names := map[string]*Value{}
	collectLocals(body, names)
	global, isGen := map[string]bool{}, false
	if expr != nil {
		isGen = hasYield(expr)
	}
	for _, b := range body {
		isGen = isGen || hasYield(b)
		findGlobals(b, names, global)
	}
	def.Body = func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
		fs := &scope{in: outer.in, vars: map[string]*Value{}, parent: outer, name: def.Qualname, global: map[string]bool{}}
		for g := range global {
			fs.global[g] = true
		}
		for n := range names {
			fs.vars[n] = new(Value)
		}
		for i, p := range def.Params {
			v := a[i]
			fs.vars[p.Name] = &v
			if i == 0 {
				fs.self = v
			}
		}
		run := func() (Value, *rt.Error) {
			if expr != nil {
				v, err := fs.expr(expr)
				if err != nil {
					err.At(def.Name, fs.in.file, int32(fs.line))
				}
				return v, err
			}
			_, v, err := fs.block(body)
			if err != nil {
				err.At(def.Name, fs.in.file, int32(fs.line))
			}
			return orNone(v), err
		}
		if isGen {
			return NewNamedGenerator(def.Name, def.Qualname, func(cx *rt.Ctx, yield func(Value) (Value, *rt.Error)) (Value, *rt.Error) {
				fs.yield = yield
				return run()
			}), nil
		}
		return run()
	}
	return NewFunction(def), nil
}

func collectTarget(t node, names map[string]*Value) {
	switch t["_"] {
	case "Name":
		names[str(t["id"])] = new(Value)
	case "Tuple", "List":
		for _, e := range list(t["elts"]) {
			collectTarget(e, names)
		}
	case "Starred":
		collectTarget(t["value"].(node), names)
	}
}

// collectLocals finds the names that a function body assigns.
func collectLocals(body []node, names map[string]*Value) {
	var visit func(v any)
	visit = func(v any) {
		switch v := v.(type) {
		case []any:
			for _, x := range v {
				visit(x)
			}
		case node:
			switch v["_"] {
			case "FunctionDef", "ClassDef":
				names[str(v["name"])] = new(Value)
				visit(v["decorator_list"])
				return
			case "Lambda", "ListComp", "SetComp", "DictComp", "GeneratorExp":
				if v["_"] != "Lambda" {
					var walrus func(x any)
					walrus = func(x any) {
						switch x := x.(type) {
						case []any:
							for _, e := range x {
								walrus(e)
							}
						case node:
							if x["_"] == "NamedExpr" {
								collectTarget(x["target"].(node), names)
							}
							for _, e := range x {
								walrus(e)
							}
						}
					}
					walrus(v["elt"])
					walrus(v["generators"])
				}
				return
			case "Assign":
				for _, t := range list(v["targets"]) {
					collectTarget(t, names)
				}
			case "AugAssign", "AnnAssign", "For", "NamedExpr":
				collectTarget(v["target"].(node), names)
			case "withitem":
				if t, ok := v["optional_vars"].(node); ok && t != nil {
					collectTarget(t, names)
				}
			case "ExceptHandler":
				if n := str(v["name"]); n != "" {
					names[n] = new(Value)
				}
			case "Import", "ImportFrom":
				for _, a := range list(v["names"]) {
					n := str(a["asname"])
					if n == "" {
						n = str(a["name"])
					}
					names[n] = new(Value)
				}
			case "Delete":
				for _, t := range list(v["targets"]) {
					collectTarget(t, names)
				}
			}
			for _, x := range v {
				visit(x)
			}
		}
	}
	for _, b := range body {
		visit(b)
	}
}

// findGlobals takes global and nonlocal names out of the locals.
func findGlobals(v any, names map[string]*Value, global map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			findGlobals(x, names, global)
		}
	case node:
		switch v["_"] {
		case "FunctionDef", "ClassDef", "Lambda":
			return
		case "Global", "Nonlocal":
			for _, g := range v["names"].([]any) {
				delete(names, str(g))
				if v["_"] == "Global" {
					global[str(g)] = true
				}
			}
		}
		for _, x := range v {
			findGlobals(x, names, global)
		}
	}
}

func hasYield(v any) bool {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			if hasYield(x) {
				return true
			}
		}
	case node:
		switch v["_"] {
		case "Yield", "YieldFrom":
			return true
		case "FunctionDef", "ClassDef", "Lambda", "GeneratorExp":
			return false
		}
		for _, x := range v {
			if hasYield(x) {
				return true
			}
		}
	}
	return false
}
