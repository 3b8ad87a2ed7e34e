package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// exit is something around the statement being built that leaving it has to know: a loop, a clean-up that runs on
// the way out, or a finally body that control must pass through.
type exit struct {
	loop    int    // label of a loop; 0 for others
	cleanup func() // statements that run before control leaves; they can't raise
	finally *finally
}

// finally is a try statement with a finally body. Control that leaves it notes where it goes and breaks out of
// the loop around the statement; behind the body it goes on.
type finally struct {
	label  int
	code   *ir.Local // where control goes on after the body; 0: behind the statement
	exits  []func()  // exit i+1 goes on like this
	keys   []int     // what each is: 0 return, label*2 break, label*2+1 continue
	result *ir.Local
}

func (x *fb) push(e *exit) { x.exits = append(x.exits, e) }

func (x *fb) pop() { x.exits = x.exits[:len(x.exits)-1] }

// unwind emits what leaving everything above level (and level itself) takes, innermost first, then goes on by leave; a finally body on the
// way takes over. key identifies the exit.
func (x *fb) unwind(level, key int, leave func()) {
	saved := x.exits
	defer func() { x.exits = saved }()
	for i := len(saved) - 1; i >= level; i-- {
		e := saved[i]
		x.exits = saved[:i]
		if e.cleanup != nil {
			e.cleanup()
		}
		if f := e.finally; f != nil {
			n := f.exit(key, func() { x.unwind(level, key, leave) })
			x.set(f.code, x.int(types.Int, int64(n)))
			x.emit(&ir.Break{S: x.s(), Label: f.label})
			return
		}
	}
	leave()
}

func (f *finally) exit(key int, leave func()) int {
	for i, k := range f.keys {
		if k == key {
			return i + 1
		}
	}
	f.keys = append(f.keys, key)
	f.exits = append(f.exits, leave)
	return len(f.exits)
}

// leave returns from the function.
func (x *fb) leave(v ir.Expr) {
	pending := false
	for _, e := range x.exits {
		pending = pending || e.cleanup != nil || e.finally != nil
	}
	if !pending {
		x.emit(&ir.Return{S: x.s(), Src: v})
		return
	}
	through := false
	for _, e := range x.exits {
		through = through || e.finally != nil
	}
	if v == nil {
		x.unwind(0, 0, func() { x.emit(&ir.Return{S: x.s()}) })
		return
	}
	if through {
		if x.result == nil {
			x.result = x.variable("result", x.f.Result)
		}
		x.set(x.result, v)
		x.unwind(0, 0, func() { x.emit(&ir.Return{S: x.s(), Src: x.get(x.result)}) })
		return
	}
	if !constant(v) {
		v = x.save(v)
	}
	x.unwind(0, 0, func() { x.emit(&ir.Return{S: x.s(), Src: v}) })
}

// jump is break (or continue) of the innermost loop.
func (x *fb) jump(again bool) {
	for i := len(x.exits) - 1; i >= 0; i-- {
		label := x.exits[i].loop
		if label == 0 {
			continue
		}
		key := label * 2
		if again {
			key++
		}
		x.unwind(i+1, key, func() {
			if again {
				x.emit(&ir.Continue{S: x.s(), Label: label})
			} else {
				x.emit(&ir.Break{S: x.s(), Label: label})
			}
		})
		return
	}
	x.b.bug(x.at, "break outside a loop")
}

// cleaned builds statements that a clean-up follows on every way out: the end, break, continue, return and error. The clean-up can't
// raise.
func (x *fb) cleaned(cleanup func(), body func()) {
	list := x.list(func() {
		x.push(&exit{cleanup: cleanup})
		body()
		x.pop()
	})
	done := terminates(list)
	x.protect(list, cleanup)
	if !done {
		cleanup()
	}
}

// withGIL holds the GIL over statements.
func (x *fb) withGIL(body func()) {
	x.do(x.simple("cx.AcquireGIL", types.Void))
	old := x.freed
	x.freed = false
	x.cleaned(func() { x.do(x.simple("cx.ReleaseGIL", types.Void)) }, body)
	x.freed = old
}

// noGIL releases the GIL over statements.
func (x *fb) noGIL(body func()) {
	depth := x.variable("gil", goCtxInt)
	x.set(depth, x.simple("cx.UnlockGIL", goCtxInt))
	old := x.freed
	x.freed = true
	x.cleaned(func() { x.do(x.simple("cx.RelockGIL", types.Void, x.get(depth))) }, body)
	x.freed = old
}

// withLock locks an object over statements. The object is kept alive, whatever becomes of the variable that named it.
func (x *fb) withLock(s *typed.WithLock) {
	if s.Joined {
		x.withLocks(s)
		return
	}
	v := x.expr(s.X)
	x.nullCheck(s.X, v)
	held := x.variable("locked", v.Type())
	x.set(held, v)
	h := x.get(held)
	write := s.Write || x.counts(s.Body)
	x.lock(h, write)
	views := x.borrowed(s.Body)
	x.cleaned(func() {
		for _, v := range views {
			x.setVar(v, x.null(v.Type))
		}
		x.unlock(x.get(held), write)
		x.set(held, x.null(held.Type))
	}, func() {
		done := x.hold(s.X, s.Body, write)
		x.stmts(s.Body)
		done()
	})
}

// withLocks takes several locks together, in the order that all blocks use. The objects are found first.
func (x *fb) withLocks(s *typed.WithLock) {
	blocks := []*typed.WithLock{s}
	for last := s; last.Joined; blocks = append(blocks, last) {
		last = last.Body[0].(*typed.WithLock)
	}
	var held []*ir.Local
	var headers []ir.Expr
	var writes int64
	for i, b := range blocks {
		v := x.expr(b.X)
		x.nullCheck(b.X, v)
		h := x.variable("locked", v.Type())
		x.set(h, v)
		held = append(held, h)
		headers = append(headers, x.header(x.get(h)))
		if b.Write {
			writes |= 1 << i
		}
	}
	list := &ir.SliceLit{X: ir.X{T: &ir.GoType{Text: "[]*rt.Header"}, At: x.at}, Elts: headers}
	x.do(x.effect("rt.LockTogether", types.Void, x.int(types.LongLong, writes), list))
	x.cleaned(func() {
		for i := len(blocks) - 1; i >= 0; i-- {
			x.unlock(x.get(held[i]), blocks[i].Write)
			x.set(held[i], x.null(held[i].Type))
		}
	}, func() {
		body := blocks[len(blocks)-1].Body
		var done []func()
		for _, b := range blocks {
			done = append(done, x.hold(b.X, body, b.Write))
		}
		x.stmts(body)
		for i := len(done) - 1; i >= 0; i-- {
			done[i]()
		}
	})
}
