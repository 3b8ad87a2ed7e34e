package py

import rt "github.com/cyp-lang/cyp/runtime"

// The generic slots: what the operations of a class written in Python do. They look the special method up on the type.

func genericUnary(name string) unaryFn {
	return func(cx *rt.Ctx, v Value) (Value, *rt.Error) {
		r, ok, err := callSpecial(cx, v, name)
		if err != nil {
			return Value{}, err
		}
		if !ok {
			return Value{}, attrErr(v, name)
		}
		return r, nil
	}
}

func genericMethod1(name string) binaryFn {
	return func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		r, ok, err := callSpecial(cx, a, name, b)
		if err != nil {
			return Value{}, err
		}
		if !ok {
			return Value{}, attrErr(a, name)
		}
		return r, nil
	}
}

// genericBinary follows the rule that the right operand's reflected method comes first where its type is a subclass
// that overrides it.
func genericBinary(op binOp) binaryFn {
	name, rname := "__"+binNames[op]+"__", "__r"+binNames[op]+"__"
	var self binaryFn
	maybe := func(cx *rt.Ctx, v Value, name string, x Value) (Value, *rt.Error) {
		r, ok, err := callSpecial(cx, v, name, x)
		if err != nil {
			return Value{}, err
		}
		if !ok {
			return NotImplemented, nil
		}
		return r, nil
	}
	self = func(cx *rt.Ctx, a, b Value) (Value, *rt.Error) {
		ta, tb := a.O.Type, b.O.Type
		other := ta != tb && sameFunc(tb.nb[op], genericBins[op])
		if sameFunc(ta.nb[op], genericBins[op]) {
			if other && tb.IsSubtype(ta) && overrides(tb, ta, rname) {
				r, err := maybe(cx, b, rname, a)
				if err != nil || r != NotImplemented {
					return r, err
				}
				other = false
			}
			r, err := maybe(cx, a, name, b)
			if err != nil || r != NotImplemented || ta == tb {
				return r, err
			}
		}
		if other {
			return maybe(cx, b, rname, a)
		}
		return NotImplemented, nil
	}
	genericBins[op] = self
	return self
}

var genericBins [numBinOps]binaryFn

func overrides(sub, base *Type, name string) bool {
	a, ok := sub.lookup(name)
	if !ok {
		return false
	}
	b, ok := base.lookup(name)
	return !ok || a != b
}

func genericHash(cx *rt.Ctx, v Value) (int64, *rt.Error) {
	d, ok := v.O.Type.lookup("__hash__")
	if !ok || d.IsNone() {
		return 0, typeErr("unhashable type: '%s'", v.O.Type.cName())
	}
	r, err := callDescr(cx, d, v, nil)
	if err != nil {
		return 0, err
	}
	n, isInt := asInt(r)
	if !isInt {
		return 0, typeErr("__hash__ method should return an integer")
	}
	if n.isInt() {
		h := n.int()
		if h == -1 {
			h = -2
		}
		return h, nil
	}
	return hashInt(n), nil
}

func genericCall(cx *rt.Ctx, f Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	d, ok := f.O.Type.lookup("__call__")
	if !ok {
		return Value{}, typeErr("'%s' object is not callable", f.O.Type.cName())
	}
	return callDescrKw(cx, d, f, args, kn, kv)
}

// callDescrKw is callDescr with keywords.
func callDescrKw(cx *rt.Ctx, d, v Value, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	t := d.O.Type
	if t.flags&flagMethod != 0 {
		st := stateOf(cx)
		a := st.push(len(args) + 1)
		a[0] = v
		copy(a[1:], args)
		r, err := t.call(cx, d, a, kn, kv)
		st.pop(a)
		return r, err
	}
	if g := t.descrGet; g != nil {
		m, err := g(cx, d, v, v.O.Type)
		if err != nil {
			return Value{}, err
		}
		d = m
	}
	return CallKw(cx, d, args, kn, kv)
}

func genericGetattrHook(cx *rt.Ctx, v Value, name string) (Value, *rt.Error) {
	t := v.O.Type
	var r Value
	var err *rt.Error
	d, ok := t.lookup("__getattribute__")
	if ok && d.O.Type == SlotWrapperType {
		r, err = asBuiltin(d).owner.getattr(cx, v, name)
	} else {
		r, err = callDescr(cx, d, v, []Value{internValue(name)})
	}
	if err == nil || !isExc(err, AttributeError) {
		return r, err
	}
	if d, ok := t.lookup("__getattr__"); ok {
		return callDescr(cx, d, v, []Value{internValue(name)})
	}
	return Value{}, err
}

func genericSetattrHook(cx *rt.Ctx, v Value, name string, x Value) *rt.Error {
	if !x.IsSet() {
		_, _, err := callSpecial(cx, v, "__delattr__", internValue(name))
		return err
	}
	_, _, err := callSpecial(cx, v, "__setattr__", internValue(name), x)
	return err
}

func genericCompare(cx *rt.Ctx, a, b Value, op cmpOp) (Value, *rt.Error) {
	d, ok := a.O.Type.lookup(cmpNames[op])
	if !ok || d.IsNone() {
		return NotImplemented, nil
	}
	return callDescr(cx, d, a, []Value{b})
}

func genericNext(cx *rt.Ctx, v Value) (Value, bool, *rt.Error) {
	r, _, err := callSpecial(cx, v, "__next__")
	if err != nil {
		if isExc(err, StopIteration) {
			return Value{}, false, nil
		}
		return Value{}, false, err
	}
	return r, true, nil
}

func genericDescrGet(cx *rt.Ctx, d, inst Value, owner *Type) (Value, *rt.Error) {
	if !inst.IsSet() {
		inst = None
	}
	m, ok := d.O.Type.lookup("__get__")
	if !ok {
		return d, nil
	}
	return callDescr(cx, m, d, []Value{inst, owner.Value()})
}

func genericDescrSet(cx *rt.Ctx, d, inst, x Value) *rt.Error {
	name := "__set__"
	args := []Value{inst, x}
	if !x.IsSet() {
		name, args = "__delete__", args[:1]
	}
	m, ok := d.O.Type.lookup(name)
	if !ok {
		return attrErrText(name)
	}
	_, err := callDescr(cx, m, d, args)
	return err
}

func genericInit(cx *rt.Ctx, v Value, args []Value, kn []string, kv []Value) *rt.Error {
	d, ok := v.O.Type.lookup("__init__")
	if !ok {
		return nil
	}
	r, err := callDescrKw(cx, d, v, args, kn, kv)
	if err != nil {
		return err
	}
	if !r.IsNone() {
		return typeErr("__init__() should return None, not '%s'", r.O.Type.cName())
	}
	return nil
}

func genericNew(cx *rt.Ctx, t *Type, args []Value, kn []string, kv []Value) (Value, *rt.Error) {
	d, ok := t.lookup("__new__")
	if !ok {
		return Value{}, typeErr("cannot create '%s' instances", t.name)
	}
	if g := d.O.Type.descrGet; g != nil {
		m, err := g(cx, d, Value{}, t)
		if err != nil {
			return Value{}, err
		}
		d = m
	}
	a := append([]Value{t.Value()}, args...)
	return CallKw(cx, d, a, kn, kv)
}

func genericBool(cx *rt.Ctx, v Value) (bool, *rt.Error) {
	r, ok, err := callSpecial(cx, v, "__bool__")
	if err != nil || !ok {
		return true, err
	}
	if !r.isBool() {
		return false, typeErr("__bool__ should return bool, returned %s", r.O.Type.cName())
	}
	return r == True, nil
}

func genericLen(cx *rt.Ctx, v Value) (int, *rt.Error) {
	r, _, err := callSpecial(cx, v, "__len__")
	if err != nil {
		return 0, err
	}
	n, err := asIndex(cx, r)
	if err != nil {
		return 0, err
	}
	if n < 0 {
		return 0, valueErr("__len__() should return >= 0")
	}
	return n, nil
}

func genericSetitem(cx *rt.Ctx, v, k, x Value) *rt.Error {
	name, args := "__setitem__", []Value{k, x}
	if !x.IsSet() {
		name, args = "__delitem__", args[:1]
	}
	_, ok, err := callSpecial(cx, v, name, args...)
	if err == nil && !ok {
		return noItem(v, x)
	}
	return err
}

func noItem(v, x Value) *rt.Error {
	if x.IsSet() {
		return typeErr("'%s' object does not support item assignment", v.O.Type.cName())
	}
	if v.O.Type.getitem == nil {
		return typeErr("'%s' object does not support item deletion", v.O.Type.cName())
	}
	return typeErr("'%s' object doesn't support item deletion", v.O.Type.cName())
}

func genericContains(cx *rt.Ctx, v, x Value) (bool, *rt.Error) {
	d, ok := v.O.Type.lookup("__contains__")
	if ok && d.IsNone() {
		return false, typeErr("'%s' object is not a container", v.O.Type.cName())
	}
	if !ok {
		return containsByIter(cx, v, x)
	}
	r, err := callDescr(cx, d, v, []Value{x})
	if err != nil {
		return false, err
	}
	return Truth(cx, r)
}
