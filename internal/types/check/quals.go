package check

import (
	"slices"

	"github.com/cyp-lang/cyp/internal/types"
)

// qualRule says what a reference with a qualifier may do.
type qualRule struct {
	// from lists the qualifiers of the values that may be assigned, passed, returned or stored to it (spec 2.2).
	from []types.Qualifier
	// calls lists the receivers of the methods that may be called on it (spec 2.5); an unqualified receiver includes `const self`.
	calls []types.Qualifier
	// view is what a plain class type in a field, parameter or result is read as through it (spec 2.6).
	view types.Qualifier
}

// qualRules is the table from which the checker and its tests work.
var qualRules = map[types.Qualifier]qualRule{
	types.Unqualified: {
		from:  []types.Qualifier{types.Unqualified, types.IsoTemp},
		calls: []types.Qualifier{types.Unqualified},
		view:  types.Unqualified,
	},
	types.Iso: {
		from:  []types.Qualifier{types.IsoTemp},
		calls: []types.Qualifier{types.Unqualified},
		view:  types.IsoView,
	},
	types.IsoTemp: {
		from:  []types.Qualifier{types.IsoTemp},
		calls: []types.Qualifier{types.Unqualified, types.Iso, types.Lock, types.Locked, types.Active},
		view:  types.IsoView,
	},
	types.IsoView: {
		from:  []types.Qualifier{types.IsoTemp},
		calls: []types.Qualifier{types.Unqualified},
		view:  types.IsoView,
	},
	types.Lock: {
		from:  []types.Qualifier{types.IsoTemp, types.Lock, types.Locked},
		calls: []types.Qualifier{types.Unqualified, types.Lock, types.Locked},
		view:  types.LockView,
	},
	types.Locked: {
		from:  []types.Qualifier{types.IsoTemp, types.Locked},
		calls: []types.Qualifier{types.Unqualified, types.Lock, types.Locked},
		view:  types.LockView,
	},
	types.LockView: {
		from:  []types.Qualifier{types.IsoTemp},
		calls: []types.Qualifier{types.Unqualified},
		view:  types.LockView,
	},
	types.Active: {
		from:  []types.Qualifier{types.IsoTemp, types.Active},
		calls: []types.Qualifier{types.Active}, // and messages (send.go)
		view:  types.IsoView,
	},
}

// qualAssignable reports whether a reference may become another by its qualifier and const, classes apart.
func qualAssignable(from, to *types.Ref) bool {
	if from.Const && (!to.Const || from.Qual == types.Unqualified && to.Qual != types.Unqualified) {
		return false
	}
	return slices.Contains(qualRules[to.Qual].from, from.Qual)
}

// receiverOK reports whether a reference may call a method by the receiver qualifier, const apart.
func (c *checker) receiverOK(r *types.Ref, m *types.Method) bool {
	return m.Static || slices.Contains(qualRules[r.Qual].calls, m.SelfQual)
}

// viewOf is the adaptation of unqualified class types seen through a receiver.
func viewOf(r *types.Ref) adapter {
	q := qualRules[r.Qual].view
	if q == types.Unqualified {
		return same
	}
	return func(t types.Type) types.Type {
		if x := asRef(t); x != nil && x.Qual == types.Unqualified {
			return types.RefTo(x.Class, q, x.Const)
		}
		return t
	}
}
