package check

import (
	"github.com/cyp-lang/cyp/internal/types"
)

// checkOverloads applies the rules of spec 6.4 to the methods of a class: against its own overloads and against what it inherits, and
// among what it inherits from several bases.
func (c *checker) checkOverloads(ci *classInfo) {
	if ci.mod.res.Std {
		return
	}
	bad := false
	for i, d := range ci.order {
		if dispatched(d.method) {
			ok := c.checkAgainst(d, ci.order[:i], false)
			for _, k := range ci.cls.MRO[1:] {
				ok = ok && c.checkAgainst(d, c.infoOf(k).order, true)
			}
			bad = bad || !ok
		}
	}
	if len(ci.cls.Bases) > 1 {
		c.checkInherited(ci)
	}
	if !bad {
		c.checkConversions(ci)
	}
}

// checkAgainst checks a method against alternatives of its name; ok is false where one was reported.
func (c *checker) checkAgainst(d *funcDecl, others []*funcDecl, inherited bool) (ok bool) {
	m := d.method
	for _, o := range others {
		if o.name != d.name {
			continue
		}
		conflict := func(format string, args ...any) bool {
			c.declError(codeOverride, d.span, format, args...).Note(o.span, "Conflicting method is defined here")
			return false
		}
		switch {
		case o.method.SelfQual != m.SelfQual:
			return conflict("Cannot overload on 'self' qualifier")
		case sameParams(o.sig, m.Sig) && !differInConst(o.sig, m.Sig):
			if o.method.SelfConst != m.SelfConst {
				return conflict("Cypclass method const-overloads another method: not supported yet")
			}
			if inherited && !c.checkOverride(d, o) {
				return false
			}
		case sameParams(o.sig, m.Sig):
			return conflict("Cypclass method const-overloads another method: not supported yet")
		case sameClasses(o.sig, m.Sig):
			return conflict("Cannot overload on cypclass qualifiers")
		case relatedClasses(o.sig, m.Sig):
			return conflict("Cypclass overloaded method with narrower or larger arguments")
		}
	}
	return true
}

// checkOverride checks a method against one that it overrides.
func (c *checker) checkOverride(d, o *funcDecl) bool {
	m := d.method
	if o.sig.Except != m.Sig.Except || o.sig.ExceptValue != m.Sig.ExceptValue || d.required() != o.required() {
		c.declError(codeOverride, d.span, "False override:\nCypclass method\n>>     %s\nhas compatible arguments with inherited method\n>>     %s\nbut their signatures are not exactly the same",
			m.Sig.Declare(m.Name), o.sig.Declare(o.name)).Note(o.span, "Conflicting method is defined here")
		return false
	}
	if !c.covariant(m.Sig.Result, o.sig.Result) {
		c.declError(codeOverride, d.span, "Cypclass method overrides another with incompatible return type").Note(o.span, "Conflicting method is defined here").
			Hint("return '%s' here too, or give the method another name", o.sig.Result)
		return false
	}
	return true
}

func (c *checker) covariant(t, base types.Type) bool {
	if t == base {
		return true
	}
	a, b := asRef(t), asRef(base)
	return a != nil && b != nil && a.Qual == b.Qual && a.Const == b.Const && a.Class.Derives(b.Class)
}

// checkInherited checks what several bases bring in: no field name twice, and the method that is first in the order overrides the others.
func (c *checker) checkInherited(ci *classInfo) {
	fields := map[string]*types.Field{}
	mro := ci.cls.MRO[1:]
	for _, k := range mro {
		for _, f := range k.Fields {
			if old := fields[f.Name]; old != nil && !c.togetherAlready(ci, old.Owner, f.Owner) {
				c.inheritedTwice(f.Name, ci, old.Decl, f.Decl)
			}
			fields[f.Name] = f
		}
	}
	for i, k := range mro {
		for _, d := range c.infoOf(k).order {
			if !dispatched(d.method) {
				continue
			}
			for _, b := range mro[i+1:] {
				if k.Derives(b) || c.togetherAlready(ci, k, b) {
					continue
				}
				for _, o := range c.infoOf(b).order {
					if o.name == d.name && o.method.SelfQual == d.method.SelfQual && sameParams(o.sig, d.sig) && !c.overridden(ci, d) && !c.checkOverride(d, o) {
						return
					}
				}
			}
		}
	}
}

// togetherAlready reports whether a base of the class has both classes among its own bases, so that their conflict was reported there.
func (c *checker) togetherAlready(ci *classInfo, a, b *types.Class) bool {
	for _, k := range ci.cls.Bases {
		if k.Derives(a) && k.Derives(b) {
			return true
		}
	}
	return false
}

// overridden reports whether the class has a method of its own in place of an inherited one.
func (c *checker) overridden(ci *classInfo, d *funcDecl) bool {
	for _, own := range ci.order {
		if own.name == d.name && sameParams(own.sig, d.sig) {
			return true
		}
	}
	return false
}

// checkConversions has the choice of an overload not depend on the static type of the receiver: where the arguments of one method convert
// to those of another, every superclass that knows the second knows the first.
func (c *checker) checkConversions(ci *classInfo) {
	if len(ci.cls.MRO) < 2 {
		return
	}
	seen := map[string]bool{}
	for _, d := range ci.order {
		if seen[d.name] || !dispatched(d.method) {
			continue
		}
		seen[d.name] = true
		all := c.methodsNamed(ci.cls, d.name)
		for _, first := range all {
			for _, second := range all {
				if first == second || first.method.Class != ci.cls && second.method.Class != ci.cls || sameParams(first.sig, second.sig) ||
					!convertible(first.sig, second.sig) {
					continue
				}
				for _, k := range ci.cls.MRO[1:] {
					if c.knows(k, second) && !c.knows(k, first) {
						at := first
						if at.method.Class != ci.cls {
							at = second
						}
						c.declError(codeOverride, at.span, "Illegal implicit conversion path between cypclass methods:\nCypclass method\n>>     %s\nhas argument types implicitely convertible to method\n>>     %s\nbut some superclasses of '%s' only declare or inherit the second method",
							first.sig.Declare(first.name), second.sig.Declare(second.name), ci.cls.Name).
							Note(second.span, "the second method").Note(c.infoOf(k).first.Keyword, "'%s' lacks the first", k.Name)
						return
					}
				}
			}
		}
	}
}

// knows reports whether a class declares or inherits a method with the parameters of d.
func (c *checker) knows(k *types.Class, d *funcDecl) bool {
	for _, o := range c.methodsNamed(k, d.name) {
		if sameParams(o.sig, d.sig) {
			return true
		}
	}
	return false
}

// differInConst reports whether a class parameter is const in one signature only.
func differInConst(a, b *types.Func) bool {
	for i := range a.Params {
		x, y := asRef(a.Params[i].Type), asRef(b.Params[i].Type)
		if x != nil && y != nil && x.Const != y.Const {
			return true
		}
	}
	return false
}

// sameClasses reports whether two signatures are the same but for qualifiers.
func sameClasses(a, b *types.Func) bool {
	return sameBy(a, b, func(x, y types.Type) bool {
		rx, ry := asRef(x), asRef(y)
		return rx != nil && ry != nil && rx.Class == ry.Class || stripConst(x) == stripConst(y)
	})
}

// relatedClasses reports whether all parameters are of classes, each a base or a subclass of the other's.
func relatedClasses(a, b *types.Func) bool {
	return len(a.Params) > 0 && sameBy(a, b, func(x, y types.Type) bool {
		rx, ry := asRef(x), asRef(y)
		return rx != nil && ry != nil && (rx.Class.Derives(ry.Class) || ry.Class.Derives(rx.Class))
	})
}

// convertible reports whether arguments of the types of a convert to the parameters of b.
func convertible(a, b *types.Func) bool {
	return sameBy(a, b, func(x, y types.Type) bool {
		x, y = unconst(x), unconst(y)
		if stripConst(x) == stripConst(y) {
			return true
		}
		if rx, ry := asRef(x), asRef(y); rx != nil && ry != nil {
			return rx.Qual == ry.Qual && rx.Class.Derives(ry.Class)
		}
		bx, by := asBasic(x), asBasic(y)
		if bx == nil || by == nil {
			_, enum := x.(*types.Enum)
			return enum && isInteger(y)
		}
		return isNumber(x) && isNumber(y) && (isFloat(y) || !isFloat(x))
	})
}

func sameBy(a, b *types.Func, same func(x, y types.Type) bool) bool {
	if len(a.Params) != len(b.Params) {
		return false
	}
	for i := range a.Params {
		if !same(a.Params[i].Type, b.Params[i].Type) {
			return false
		}
	}
	return true
}
