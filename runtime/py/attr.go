package py

import (
	"sort"

	rt "github.com/cyp-lang/cyp/runtime"
)

// GetAttr is v.name.
func GetAttr(cx *rt.Ctx, v Value, name string) (Value, *rt.Error) {
	return v.O.Type.getattr(cx, v, name)
}

// genericGetAttr follows Python's order: data descriptors of the type, the instance's dictionary, the rest of the type.
func genericGetAttr(cx *rt.Ctx, v Value, name string) (Value, *rt.Error) {
	t := v.O.Type
	h := hashString(name)
	d, found := t.lookupHash(name, h)
	var get descrGet
	if found {
		dt := d.O.Type
		get = dt.descrGet
		if get != nil && dt.descrSet != nil {
			return get(cx, d, v, t)
		}
	}
	if p := instDict(v); p != nil && *p != nil {
		if x, ok := (*p).getStrHash(name, h); ok {
			return x, nil
		}
	}
	if get != nil {
		return get(cx, d, v, t)
	}
	if found {
		return d, nil
	}
	return Value{}, attrErr(v, name)
}

// typeGetAttr is attribute access on a class.
func typeGetAttr(cx *rt.Ctx, v Value, name string) (Value, *rt.Error) {
	t := asType(v)
	meta := v.O.Type
	h := hashString(name)
	m, inMeta := meta.lookupHash(name, h)
	if inMeta && m.O.Type.descrGet != nil && m.O.Type.descrSet != nil {
		return m.O.Type.descrGet(cx, m, v, meta)
	}
	if d, ok := t.lookupHash(name, h); ok {
		if g := d.O.Type.descrGet; g != nil {
			return g(cx, d, Value{}, t)
		}
		return d, nil
	}
	if inMeta {
		if g := m.O.Type.descrGet; g != nil {
			return g(cx, m, v, meta)
		}
		return m, nil
	}
	return Value{}, attrErr(v, name)
}

// SetAttr is v.name = x.
func SetAttr(cx *rt.Ctx, v Value, name string, x Value) *rt.Error {
	return v.O.Type.setattr(cx, v, name, x)
}

// DelAttr is del v.name.
func DelAttr(cx *rt.Ctx, v Value, name string) *rt.Error {
	return v.O.Type.setattr(cx, v, name, Value{})
}

func genericSetAttr(cx *rt.Ctx, v Value, name string, x Value) *rt.Error {
	t := v.O.Type
	h := hashString(name)
	d, found := t.lookupHash(name, h)
	if found {
		if set := d.O.Type.descrSet; set != nil {
			return set(cx, d, v, x)
		}
	}
	p := instDict(v)
	if p == nil || t.flags&flagNoDict != 0 {
		if p == nil || t.slotNames == nil {
			if found {
				return attrErrText("'" + t.cName() + "' object attribute '" + name + "' is read-only")
			}
			return attrErr(v, name)
		}
		if _, ok := t.slotNames[name]; !ok {
			if found {
				return attrErrText("'" + t.cName() + "' object attribute '" + name + "' is read-only")
			}
			return attrErr(v, name)
		}
	}
	if *p == nil {
		if !x.IsSet() {
			return attrErr(v, name)
		}
		*p = newDict()
	}
	if !x.IsSet() {
		if !(*p).delStrHash(name, h) {
			return attrErr(v, name)
		}
		return nil
	}
	(*p).setStrHash(name, h, x)
	return nil
}

func typeSetAttr(cx *rt.Ctx, v Value, name string, x Value) *rt.Error {
	t := asType(v)
	if t.flags&flagHeap == 0 {
		return typeErr("cannot set '%s' attribute of immutable type '%s'", name, t.name)
	}
	if m, ok := v.O.Type.lookup(name); ok {
		if set := m.O.Type.descrSet; set != nil {
			return set(cx, m, v, x)
		}
	}
	if !x.IsSet() {
		if !t.dict.delStrHash(name, hashString(name)) {
			return attrErr(v, name)
		}
	} else {
		t.dict.setStr(name, x)
	}
	attributeChanged(t, name)
	return nil
}

// HasAttr is hasattr(v, name).
func HasAttr(cx *rt.Ctx, v Value, name string) (bool, *rt.Error) {
	_, err := GetAttr(cx, v, name)
	if err == nil {
		return true, nil
	}
	if isExc(err, AttributeError) {
		return false, nil
	}
	return false, err
}

// getAttrOpt is GetAttr that finds out whether there is one.
func getAttrOpt(cx *rt.Ctx, v Value, name string) (Value, bool, *rt.Error) {
	r, err := GetAttr(cx, v, name)
	if err == nil {
		return r, true, nil
	}
	if isExc(err, AttributeError) {
		return Value{}, false, nil
	}
	return Value{}, false, err
}

// attrName checks that an attribute name is a string.
func attrName(v Value) (string, *rt.Error) {
	if !v.has(flagStr) {
		return "", typeErr("attribute name must be string, not '%s'", v.O.Type.cName())
	}
	return asStr(v).s, nil
}

// Dir is dir(v).
func Dir(cx *rt.Ctx, v Value) (Value, *rt.Error) {
	if r, ok, err := callSpecial(cx, v, "__dir__"); ok || err != nil {
		if err != nil {
			return Value{}, err
		}
		return Sorted(cx, r, Value{}, false)
	}
	names := map[string]bool{}
	addDict := func(d *Dict) {
		if d == nil {
			return
		}
		for i := range d.entries {
			if k := d.entries[i].key; k.O != nil && k.has(flagStr) {
				names[asStr(k).s] = true
			}
		}
	}
	addType := func(t *Type) {
		for _, m := range t.mro {
			addDict(m.dict)
		}
	}
	switch {
	case v.O.Type == ModuleType:
		m := asModule(v)
		addDict(m.dict)
		for n, p := range m.bound {
			if p.IsSet() {
				names[n] = true
			}
		}
	case v.has(flagType):
		addType(asType(v))
	default:
		if p := instDict(v); p != nil {
			addDict(*p)
		}
		addType(v.O.Type)
	}
	list := make([]string, 0, len(names))
	for n := range names {
		list = append(list, n)
	}
	sort.Strings(list)
	out := make([]Value, len(list))
	for i, n := range list {
		out[i] = NewStr(n)
	}
	return newList(out), nil
}
