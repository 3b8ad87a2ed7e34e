package py

import (
	"path/filepath"
	"strconv"
	"strings"

	rt "github.com/cyp-lang/cyp/runtime"
)

// optOption is an option of optparse.
type optOption struct {
	flags                         []string
	action, typ, dest, help, meta string
	def, constant, callback       Value
	choices                       []string
	nargs                         int
}

// optParser is the state of an OptionParser.
type optParser struct {
	usage, version, desc, prog, epilog string
	options                            []*optOption
	defaults                           *Dict
}

func (o *optOption) takesValue() bool {
	return o.action == "store" || o.action == "append" || o.action == "callback" && o.typ != ""
}

func registerOptparse() {
	stdModule("optparse", func(cx *rt.Ctx, m *Module) *rt.Error {
		values := newStaticType("Values", "optparse", NamespaceType, func(t *Type) {
			t.repr = func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return objectRepr(cx, v) }
			t.str = func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
				d, err := instDictAttr(cx, v)
				if err != nil {
					return Value{}, err
				}
				return ReprValue(cx, d)
			}
		})
		m.Set("Values", values.Value())
		m.Set("OptionParser", optParserType(values).Value())
		m.Set("SUPPRESS_HELP", NewStr("SUPPRESSHELP"))
		m.Set("OptionError", Exception.Value())
		m.Set("OptionValueError", Exception.Value())
		return nil
	})
}

func kwStr(kn []string, kv []Value, name string) (string, bool) {
	for i, k := range kn {
		if k == name {
			return GoStr(orNone(kv[i]))
		}
	}
	return "", false
}

func optParserType(values *Type) *Type {
	st := func(v Value) *optParser { return stateIn[*optParser](v) }
	return nativeType("OptionParser", "optparse", func(t *Type) {
		t.new = func(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
			p := &optParser{usage: "%prog [options]", defaults: newDict()}
			if len(args) > 0 {
				if s, ok := GoStr(args[0]); ok {
					p.usage = s
				}
			}
			for _, f := range []struct {
				name string
				to   *string
			}{{"usage", &p.usage}, {"version", &p.version}, {"description", &p.desc}, {"prog", &p.prog}, {"epilog", &p.epilog}} {
				if s, ok := kwStr(kn, kv, f.name); ok {
					*f.to = s
				}
			}
			if p.version != "" {
				p.options = append(p.options, &optOption{flags: []string{"--version"}, action: "version", help: "show program's version number and exit"})
			}
			p.options = append(p.options, &optOption{flags: []string{"-h", "--help"}, action: "help", help: "show this help message and exit"})
			o := obj(t.alloc(t))
			asNative(o).v = p
			return o, nil
		}
		t.methodKw("add_option", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			return None, st(a[0]).add(cx, a[1:], kn, kv)
		})
		t.methodKw("set_defaults", func(cx *rt.Ctx, a []Value, kn []string, kv []Value) (Value, *rt.Error) {
			for i, k := range kn {
				st(a[0]).defaults.setStr(k, kv[i])
			}
			return None, nil
		})
		t.method("set_usage", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			st(a[0]).usage, _ = GoStr(a[1])
			return None, nil
		})
		t.method("parse_args", "args=, values=", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			var args []string
			src := a[1]
			if !src.IsSet() || src.IsNone() {
				all, _ := Items(sysArgv())
				if len(all) > 0 {
					all = all[1:]
				}
				src = NewList(all...)
			}
			items, err := Collect(cx, src)
			if err != nil {
				return Value{}, err
			}
			for _, v := range items {
				s, err := StrOf(cx, v)
				if err != nil {
					return Value{}, err
				}
				args = append(args, s)
			}
			vals := newNamespace()
			vals.O.Type = values
			rest, err := st(a[0]).parse(cx, args, vals, a[0])
			if err != nil {
				return Value{}, err
			}
			return NewTuple(vals, strList(rest)), nil
		})
		t.method("error", "O", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			s, err := StrOf(cx, a[1])
			if err != nil {
				return Value{}, err
			}
			return Value{}, st(a[0]).fail(cx, s)
		})
		t.method("format_help", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewStr(st(a[0]).help()), nil })
		t.method("print_help", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			_, err := CallMethod(cx, currentStdout(), "write", NewStr(st(a[0]).help()))
			return None, err
		})
		t.method("get_usage", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewStr(st(a[0]).usageLine()), nil })
		t.method("print_usage", "0-1", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) {
			_, err := CallMethod(cx, currentStdout(), "write", NewStr(st(a[0]).usageLine()+"\n"))
			return None, err
		})
		t.method("get_prog_name", "", func(cx *rt.Ctx, a []Value) (Value, *rt.Error) { return NewStr(st(a[0]).name()), nil })
		t.getter("defaults", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return obj(&st(v).defaults.Obj), nil })
		t.getSetter("usage", func(cx *rt.Ctx, v Value) (Value, *rt.Error) { return NewStr(st(v).usage), nil },
			func(cx *rt.Ctx, v, x Value) *rt.Error { st(v).usage, _ = GoStr(orNone(x)); return nil })
	})
}

func (p *optParser) add(cx *rt.Ctx, args []Value, kn []string, kv []Value) *rt.Error {
	o := &optOption{action: "store", nargs: 1}
	for _, a := range args {
		s, ok := GoStr(a)
		if !ok {
			return typeErr("invalid arguments")
		}
		o.flags = append(o.flags, s)
	}
	for i, k := range kn {
		v := kv[i]
		s, _ := GoStr(v)
		switch k {
		case "action":
			o.action = s
		case "type":
			if v.has(flagType) {
				s = asType(v).name
			}
			if s == "str" {
				s = "string"
			}
			o.typ = s
		case "dest":
			o.dest = s
		case "help":
			o.help = s
		case "metavar":
			o.meta = s
		case "default":
			o.def = v
		case "const":
			o.constant = v
		case "callback":
			o.callback = v
		case "nargs":
			n, err := asIndex(cx, v)
			if err != nil {
				return err
			}
			o.nargs = n
		case "choices":
			items, err := Collect(cx, v)
			if err != nil {
				return err
			}
			for _, x := range items {
				c, _ := GoStr(x)
				o.choices = append(o.choices, c)
			}
			o.typ = "choice"
		}
	}
	if o.typ == "" && (o.action == "store" || o.action == "append") {
		o.typ = "string"
	}
	if o.dest == "" && o.action != "help" && o.action != "version" && o.action != "callback" {
		for _, f := range o.flags {
			if strings.HasPrefix(f, "--") {
				o.dest = strings.ReplaceAll(f[2:], "-", "_")
				break
			}
		}
		if o.dest == "" && len(o.flags) > 0 {
			o.dest = strings.TrimLeft(o.flags[0], "-")
		}
	}
	p.options = append(p.options, o)
	if o.dest != "" {
		if _, ok := p.defaults.getStr(o.dest); o.def.IsSet() || !ok {
			p.defaults.setStr(o.dest, orNone(o.def))
		}
	}
	return nil
}

func (p *optParser) name() string {
	if p.prog != "" {
		return p.prog
	}
	if a, ok := Items(sysArgv()); ok && len(a) > 0 {
		s, _ := GoStr(a[0])
		return filepath.Base(s)
	}
	return ""
}

func (p *optParser) usageLine() string {
	return "Usage: " + strings.ReplaceAll(p.usage, "%prog", p.name()) + "\n"
}

func (p *optParser) fail(cx *rt.Ctx, msg string) *rt.Error {
	flushStdout()
	writeStderr(cx, p.usageLine()+"\n"+p.name()+": error: "+msg+"\n")
	return errOf(newExc(SystemExit, Int(2)))
}

func (p *optParser) help() string {
	var b strings.Builder
	b.WriteString(p.usageLine() + "\n")
	if p.desc != "" {
		b.WriteString(strings.Join(wrapText(p.desc, 78, "", ""), "\n") + "\n\n")
	}
	b.WriteString("Options:\n")
	var heads []string
	width := 0
	for _, o := range p.options {
		meta := o.meta
		if meta == "" {
			meta = strings.ToUpper(o.dest)
		}
		var parts []string
		for _, pass := range []bool{false, true} {
			for _, f := range o.flags {
				long := strings.HasPrefix(f, "--")
				if long != pass {
					continue
				}
				if o.takesValue() {
					if long {
						f += "=" + meta
					} else {
						f += " " + meta
					}
				}
				parts = append(parts, f)
			}
		}
		h := "  " + strings.Join(parts, ", ")
		heads = append(heads, h)
		width = max(width, len(h)+2)
	}
	width = min(width, 24)
	for i, o := range p.options {
		if o.help == "SUPPRESSHELP" {
			continue
		}
		h := heads[i]
		if o.help == "" {
			b.WriteString(h + strings.Repeat(" ", max(width-len(h), 0)) + "\n")
			continue
		}
		text := o.help
		if strings.Contains(text, "%default") {
			d, _ := p.defaults.getStr(o.dest)
			s := "none"
			if d.IsSet() && !d.IsNone() {
				s, _ = GoStr(d)
				if s == "" {
					if n, ok := asInt(d); ok {
						s, _ = intString(n)
					}
				}
			}
			text = strings.ReplaceAll(text, "%default", s)
		}
		lines := wrapText(text, max(78-width, 11), "", "")
		if len(h) > width-2 {
			b.WriteString(h + "\n")
			h = ""
		}
		for j, l := range lines {
			if j > 0 {
				h = ""
			}
			b.WriteString(h + strings.Repeat(" ", width-len(h)) + l + "\n")
		}
	}
	if p.epilog != "" {
		b.WriteString("\n" + strings.Join(wrapText(p.epilog, 78, "", ""), "\n") + "\n")
	}
	return b.String()
}

func (p *optParser) find(flag string) *optOption {
	for _, o := range p.options {
		for _, f := range o.flags {
			if f == flag {
				return o
			}
		}
	}
	return nil
}

// convert turns the text of an option's argument into its value.
func (p *optParser) convert(cx *rt.Ctx, o *optOption, flag, s string) (Value, *rt.Error) {
	switch o.typ {
	case "int", "long":
		v, ok, err := parseIntText(s, 0)
		if err == nil && !ok {
			v, ok, err = parseIntText(s, 10)
		}
		if err != nil || ok {
			return v, err
		}
		return Value{}, p.fail(cx, "option "+flag+": invalid integer value: "+strRepr(s))
	case "float":
		if f, ok := parseFloatText(s); ok {
			return Float(f), nil
		}
		return Value{}, p.fail(cx, "option "+flag+": invalid floating-point value: "+strRepr(s))
	case "choice":
		for _, c := range o.choices {
			if c == s {
				return NewStr(s), nil
			}
		}
		var list []string
		for _, c := range o.choices {
			list = append(list, strRepr(c))
		}
		return Value{}, p.fail(cx, "option "+flag+": invalid choice: "+strRepr(s)+" (choose from "+strings.Join(list, ", ")+")")
	}
	return NewStr(s), nil
}

func (p *optParser) parse(cx *rt.Ctx, args []string, vals, self Value) ([]string, *rt.Error) {
	for _, e := range p.defaults.entries {
		if e.key.O == nil {
			continue
		}
		name, v := asStr(e.key).s, e.val
		// A default that is a text is converted like an argument.
		if s, ok := GoStr(v); ok {
			for _, o := range p.options {
				if o.dest == name && (o.typ == "int" || o.typ == "float") {
					c, err := p.convert(cx, o, name, s)
					if err != nil {
						return nil, err
					}
					v = c
				}
			}
		}
		if err := SetAttr(cx, vals, name, v); err != nil {
			return nil, err
		}
	}
	var rest []string
	for len(args) > 0 {
		a := args[0]
		args = args[1:]
		if a == "--" {
			rest = append(rest, args...)
			break
		}
		if len(a) < 2 || a[0] != '-' {
			rest = append(rest, a)
			continue
		}
		flag, val, hasVal := a, "", false
		if strings.HasPrefix(a, "--") {
			flag, val, hasVal = strings.Cut(a, "=")
			if p.find(flag) == nil {
				var hits []string
				for _, o := range p.options {
					for _, f := range o.flags {
						if strings.HasPrefix(f, flag) {
							hits = append(hits, f)
						}
					}
				}
				switch len(hits) {
				case 0:
					return nil, p.fail(cx, "no such option: "+flag)
				case 1:
					flag = hits[0]
				default:
					return nil, p.fail(cx, "ambiguous option: "+flag+" ("+strings.Join(hits, ", ")+"?)")
				}
			}
		} else {
			flag = a[:2]
		}
		o := p.find(flag)
		if o == nil {
			return nil, p.fail(cx, "no such option: "+flag)
		}
		if !strings.HasPrefix(a, "--") && len(a) > 2 {
			if o.takesValue() {
				val, hasVal = a[2:], true
			} else {
				args = append([]string{"-" + a[2:]}, args...)
			}
		}
		var v Value
		if o.takesValue() {
			if !hasVal {
				if len(args) < o.nargs {
					n := "1 argument"
					if o.nargs > 1 {
						n = strconv.Itoa(o.nargs) + " arguments"
					}
					return nil, p.fail(cx, flag+" option requires "+n)
				}
				val, args = args[0], args[1:]
			}
			var err *rt.Error
			if v, err = p.convert(cx, o, flag, val); err != nil {
				return nil, err
			}
			if o.nargs > 1 {
				list := []Value{v}
				for len(list) < o.nargs {
					x, err := p.convert(cx, o, flag, args[0])
					if err != nil {
						return nil, err
					}
					list, args = append(list, x), args[1:]
				}
				v = newTuple(list)
			}
		} else if hasVal {
			return nil, p.fail(cx, flag+" option does not take a value")
		}
		if err := p.act(cx, o, flag, v, vals, self); err != nil {
			return nil, err
		}
	}
	return rest, nil
}

func (p *optParser) act(cx *rt.Ctx, o *optOption, flag string, v, vals, self Value) *rt.Error {
	set := func(v Value) *rt.Error { return SetAttr(cx, vals, o.dest, v) }
	switch o.action {
	case "store":
		return set(v)
	case "store_true":
		return set(True)
	case "store_false":
		return set(False)
	case "store_const":
		return set(o.constant)
	case "append", "append_const":
		if o.action == "append_const" {
			v = o.constant
		}
		cur, err := GetAttr(cx, vals, o.dest)
		if err != nil {
			return err
		}
		if cur.IsNone() {
			return set(NewList(v))
		}
		_, err = CallMethod(cx, cur, "append", v)
		return err
	case "count":
		cur, err := GetAttr(cx, vals, o.dest)
		if err != nil {
			return err
		}
		if cur.IsNone() {
			cur = Int(0)
		}
		n, err := Add(cx, cur, Int(1))
		if err != nil {
			return err
		}
		return set(n)
	case "callback":
		_, err := Call(cx, o.callback, None, NewStr(flag), orNone(v), self)
		return err
	case "help":
		if _, err := CallMethod(cx, currentStdout(), "write", NewStr(p.help())); err != nil {
			return err
		}
		return errOf(newExc(SystemExit, Int(0)))
	case "version":
		if _, err := CallMethod(cx, currentStdout(), "write", NewStr(strings.ReplaceAll(p.version, "%prog", p.name())+"\n")); err != nil {
			return err
		}
		return errOf(newExc(SystemExit, Int(0)))
	}
	return notSupported("optparse action " + strRepr(o.action))
}
