package gogen

import (
	"strconv"
	"strings"

	"github.com/cyp-lang/cyp/internal/ir"
)

// exit is a way out of the function with an error that several statements share, since they drop the same.
type exit struct {
	unwinds []*ir.Local
	label   string
	count   int
	used    bool
}

func exitKey(ls []*ir.Local) string {
	var b strings.Builder
	for _, l := range ls {
		b.WriteString(l.Name + "," + strconv.Itoa(int(l.Span.Start)) + ";")
	}
	return b.String()
}

// planExits finds the lists of two drops or more that two error exits or more share.
func (fn *fn) planExits() {
	byKey := map[string]*exit{}
	var order []*exit
	var walk func(list []ir.Stmt, caught bool)
	walk = func(list []ir.Stmt, caught bool) {
		for _, s := range list {
			if u := ir.UnwindOf(s); u != nil && !caught && ir.Raises(s) && len(u.Unwinds) > 1 {
				k := exitKey(u.Unwinds)
				x := byKey[k]
				if x == nil {
					x = &exit{unwinds: u.Unwinds}
					byKey[k] = x
					order = append(order, x)
				}
				x.count++
			}
			if t, ok := s.(*ir.Try); ok {
				walk(t.Body, true)
				walk(t.Handler, caught)
				continue
			}
			for _, b := range ir.Bodies(s) {
				walk(*b, caught)
			}
		}
	}
	walk(fn.f.Body, false)
	for _, x := range order {
		if x.count > 1 && fn.visible(x.unwinds) {
			x.label = fn.newLabel("fail")
			fn.exits = append(fn.exits, x)
			fn.sharedExit = true
		}
	}
}

// visible reports whether the locals are variables of the whole function, so that code at its end can drop them.
func (fn *fn) visible(ls []*ir.Local) bool {
	for _, l := range ls {
		if l.Temp {
			return false
		}
	}
	return true
}

func (fn *fn) exitFor(unwinds []*ir.Local) *exit {
	if len(unwinds) < 2 {
		return nil
	}
	k := exitKey(unwinds)
	for _, x := range fn.exits {
		if exitKey(x.unwinds) == k {
			return x
		}
	}
	return nil
}

// failName is the variable that holds the error on the way to a shared exit.
func (fn *fn) failName() string { return fn.name("failed") }

func (fn *fn) exitsUsed() bool {
	for _, x := range fn.exits {
		if x.used {
			return true
		}
	}
	return false
}

// writeExits writes the shared exits at the end of the function.
func (fn *fn) writeExits() {
	for _, x := range fn.exits {
		if !x.used {
			continue
		}
		fn.w.p("%s:", x.label)
		fn.leave(fn.failName(), x.unwinds)
	}
}
