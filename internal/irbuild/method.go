package irbuild

import (
	"github.com/cyp-lang/cyp/internal/ir"
	"github.com/cyp-lang/cyp/internal/types"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// methodCall calls a method of a cypclass, with the lock that a lock receiver needs.
func (x *fb) methodCall(e *typed.MethodCall) ir.Expr {
	m := e.Method
	if e.Recv == nil {
		args := x.operandsOf(m.Sig, e.Args)
		return x.invoke(e, nil, args)
	}
	r := asRef(e.Recv.Type())
	make := func() ir.Expr {
		args := x.argSteps(m.Sig, e.Args)
		recv := func() ir.Expr { return x.receiver(e.Recv) }
		if e.Op == "in" || e.Op == "not in" {
			v := x.inOrder(append(args, recv))
			n := len(v) - 1
			return x.invoke(e, v[n], v[:n])
		}
		v := x.inOrder(append([]func() ir.Expr{recv}, args...))
		return x.invoke(e, v[0], v[1:])
	}
	if m.Static {
		return make()
	}
	switch m.SelfQual {
	case types.Unqualified:
		if through(e.Recv) != nil {
			return x.locked(e, !x.b.readOnly(m, 0), make)
		}
	case types.Locked:
		if r.Qual == types.Lock && !x.holds(e.Recv, true) {
			return x.lockedRoot(e.Recv, e, true, make)
		}
	}
	return make()
}

// invoke makes the call of a method on operands that have been evaluated.
func (x *fb) invoke(e *typed.MethodCall, recv ir.Expr, args []ir.Expr) ir.Expr {
	m := e.Method
	if m.Name == "__init__" && m.Class.Go != "" && recv != nil {
		x.initialise(m, recv, args)
		return x.null(types.Void)
	}
	if p := x.provided(m, e.Exact); p != nil {
		if p.Static {
			recv = nil
		}
		return x.runtimeCall(p, e.Type(), recv, args)
	}
	c := &ir.Call{X: x.x(e.Type()), Callee: ir.Callee{Method: m, Fresh: true}, Recv: recv, Args: args}
	switch {
	case m.Static && (e.Exact || recv == nil || m.Slot == nil):
		c.Recv = nil
		c.Callee.Kind, c.Callee.Func = ir.Direct, x.methodFunc(m)
	case e.Exact || m.Slot == nil:
		c.Callee.Kind, c.Callee.Func = ir.Direct, x.methodFunc(m)
	default:
		c.Callee.Kind = ir.Virtual
	}
	if c.Callee.Kind == ir.Direct && recv != nil && m.Class != nil {
		if r := asRef(recv.Type()); r != nil && r.Class != m.Class && c.Recv != nil {
			c.Recv = x.conv(types.RefTo(m.Class, r.Qual, r.Const), recv)
		}
	}
	return c
}

// provided finds the runtime's implementation of a method: its own, or the one behind whose name a runtime interface dispatches.
func (x *fb) provided(m *types.Method, exact bool) *types.Method {
	if m.Class != nil && m.Class.Go != "" && m.Go != "" {
		return m
	}
	if m.Slot == nil || exact || m.Slot.Root.Go == "" {
		return nil
	}
	bodies := 0
	for _, i := range m.Slot.Impls {
		if x.b.methods[i] != nil {
			bodies++
		}
		if i.Class == m.Slot.Root && i.Go == "" {
			return nil
		}
	}
	if bodies == 1 && x.b.methods[m] != nil {
		return nil // nothing of the program overrides it
	}
	for _, i := range m.Slot.Impls {
		if i.Class == m.Slot.Root {
			return i
		}
	}
	return nil
}

func (x *fb) methodFunc(m *types.Method) *ir.Func {
	f := x.b.methods[m]
	if f == nil {
		if t, ok := m.Body.(*typed.Func); ok {
			return x.b.declareFunc(t)
		}
		x.b.bug(x.at, "method %s.%s has no body", m.Class.Name, m.Name)
	}
	return f
}

// newObject allocates without a constructor.
func (x *fb) newObject(k *types.Class, t types.Type) ir.Expr {
	return &ir.Call{X: x.x(t), Callee: ir.Callee{Kind: ir.NewObj, Class: k, Fresh: true, Cx: true}}
}

// construct is T(args) (spec 5.1).
func (x *fb) construct(e *typed.Construct) ir.Expr {
	t := plain(e.Type())
	if e.New != nil {
		return x.constructNew(e, t)
	}
	var args []ir.Expr
	if e.Init != nil {
		if e.Init.Class.Go != "" && e.Class.Go != "" {
			return x.runtimeCall(e.Init, t, nil, x.operandsOf(e.Init.Sig, e.InitArgs))
		}
		args = x.operandsOf(e.Init.Sig, e.InitArgs)
	}
	obj := x.allocate(e.Class, e.Alloc, t)
	if e.Init == nil {
		return obj
	}
	v := x.save(obj)
	x.initialise(e.Init, v, args)
	return v
}

// allocate is the allocator of a class: its __alloc__, or new memory.
func (x *fb) allocate(k *types.Class, alloc *types.Method, t types.Type) ir.Expr {
	if alloc != nil {
		return &ir.Call{X: x.x(t), Callee: ir.Callee{Kind: ir.Direct, Func: x.methodFunc(alloc), Method: alloc, Fresh: true}}
	}
	return x.newObject(k, t)
}

func (x *fb) initialise(init *types.Method, obj ir.Expr, args []ir.Expr) {
	if r := asRef(obj.Type()); r.Class != init.Class {
		obj = x.conv(types.RefTo(init.Class, r.Qual, r.Const), obj)
	}
	if init.Class.Go != "" {
		// The runtime's constructors only have something to do where they have arguments.
		if len(args) > 0 {
			c := x.effect(".Init", types.Void, args...)
			c.Recv = obj
			x.do(c)
		}
		return
	}
	x.do(&ir.Call{X: x.x(types.Void), Callee: ir.Callee{Kind: ir.Direct, Func: x.methodFunc(init), Method: init}, Recv: obj, Args: args})
}

// constructNew constructs by __new__, which gets an allocator; where it gives NULL, __init__ is not run.
func (x *fb) constructNew(e *typed.Construct, t types.Type) ir.Expr {
	if e.New.Go != "" {
		return x.runtimeCall(e.New, t, nil, x.operandsOf(e.New.Sig, e.NewArgs))
	}
	args := x.operandsOf(e.New.Sig, e.NewArgs)
	alloc := &ir.FuncRef{X: x.x(x.b.allocType(e.New.Class)), Func: x.b.allocator(e.Class, e.Alloc, e.New.Class)}
	c := &ir.Call{X: x.x(e.New.Sig.Result), Callee: ir.Callee{Kind: ir.Direct, Func: x.methodFunc(e.New), Method: e.New, Fresh: true},
		Args: append([]ir.Expr{alloc}, args...)}
	r := asRef(c.T)
	back := asRef(t)
	if r != nil && back != nil && r.Class != back.Class {
		v := x.save(c)
		out := x.conv(t, v)
		return x.initNew(e, out)
	}
	c.T = t
	if e.Init == nil {
		return c
	}
	return x.initNew(e, x.save(c))
}

func (x *fb) initNew(e *typed.Construct, obj ir.Expr) ir.Expr {
	if e.Init == nil {
		return obj
	}
	then := x.list(func() { x.initialise(e.Init, obj, x.operandsOf(e.Init.Sig, e.InitArgs)) })
	x.emit(&ir.If{S: x.s(), Cond: x.binary("!=", types.Bint, obj, x.null(obj.Type())), Then: then})
	return obj
}

// allocType is the type of the allocator that the __new__ of a class gets.
func (b *builder) allocType(k *types.Class) *types.Pointer {
	if b.allocs == nil {
		b.allocs = map[*types.Class]*types.Pointer{}
		b.allocators = map[[2]*types.Class]*ir.Func{}
	}
	p := b.allocs[k]
	if p == nil {
		p = b.pointer(&types.Func{Result: types.RefTo(k, types.Unqualified, false), NoGIL: true})
		b.allocs[k] = p
	}
	return p
}

// allocator is the function that allocates a class for a __new__ declared in base.
func (b *builder) allocator(k *types.Class, alloc *types.Method, base *types.Class) *ir.Func {
	key := [2]*types.Class{k, base}
	if f := b.allocators[key]; f != nil {
		return f
	}
	f := &ir.Func{Name: k.Name + ".<alloc>", Module: k.Module, Span: k.Decl, Result: types.RefTo(base, types.Unqualified, false)}
	b.allocators[key] = f
	x := &fb{b: b, f: f, tf: &typed.Func{Name: f.Name, Span: k.Decl}, dest: &f.Body, at: k.Decl}
	own := types.RefTo(k, types.Unqualified, false)
	v := x.allocate(k, alloc, own)
	if k == base {
		x.emit(&ir.Return{S: x.s(), Src: v})
	} else {
		x.emit(&ir.Return{S: x.s(), Src: x.conv(f.Result, x.save(v))})
	}
	if m := b.modules[k.Module]; m != nil {
		m.Funcs = append(m.Funcs, f)
	}
	return f
}

// allocCall calls the allocator that this __new__ was given.
func (x *fb) allocCall(e *typed.AllocCall) ir.Expr {
	if len(x.f.Params) == 0 {
		x.b.bug(e.At, "allocator outside __new__")
	}
	return &ir.Call{X: x.x(e.Type()), Callee: ir.Callee{Kind: ir.Indirect, Value: x.get(x.f.Params[0]), Fresh: true}}
}

// refOp is Cy_GETREF and the like: looking at counts and locks directly.
func (x *fb) refOp(e *typed.RefOp) ir.Expr {
	v := x.expr(e.X)
	if e.Name != "Cy_XDECREF" {
		x.nullCheck(e.X, v)
	}
	h := x.header(v)
	switch e.Name {
	case "Cy_GETREF":
		// The argument holds a count of its own (spec 3.2).
		return x.getRef(e, v)
	case "Cy_INCREF":
		return x.simple("rt.Inc", types.Void, h)
	case "Cy_DECREF", "Cy_XDECREF":
		return x.effect("rt.Drop", types.Void, h)
	case "Cy_RLOCK":
		return x.effect("rt.RLock", types.Void, h)
	case "Cy_WLOCK":
		return x.effect("rt.WLock", types.Void, h)
	case "Cy_UNRLOCK":
		return x.effect("rt.RUnlock", types.Void, h)
	case "Cy_UNWLOCK":
		return x.effect("rt.WUnlock", types.Void, h)
	case "Cy_TRYRLOCK":
		return x.effect("rt.TryRLock", types.Int, h)
	case "Cy_TRYWLOCK":
		return x.effect("rt.TryWLock", types.Int, h)
	}
	x.b.bug(e.At, "unknown operation %s", e.Name)
	return nil
}

// getRef is the count of an object plus the one that the argument itself holds where it is a variable or a place; a fresh value is
// its own argument.
func (x *fb) getRef(e *typed.RefOp, v ir.Expr) ir.Expr {
	if r := asRef(v.Type()); r != nil && (wrappable(r.Class) || x.b.holds) {
		x.do(x.effect("rt.Settle", types.Void, x.header(v)))
		x.keepObjects()
	}
	c := x.simple(".Count", types.Int)
	if r := asRef(v.Type()); r != nil && r.Class.Activable {
		// Messages that wait hold their target.
		c.Callee.Go = ".ActorCount"
	}
	c.Recv = x.header(v)
	n := x.save(c)
	if fresh(e.X) {
		return n
	}
	return x.binary("+", types.Int, n, x.int(types.Int, 1))
}

// keepObjects has the Python variables of the function hold what they hold up to here: a count that Python code owns goes with its last
// variable, not with the last use of it.
func (x *fb) keepObjects() {
	var held []ir.Expr
	for _, vs := range [][]*typed.Var{x.tf.Params, x.tf.Vars} {
		for _, v := range vs {
			if l := x.locals[v]; l != nil && v.Kind != typed.TempVar && isObject(v.Type) {
				held = append(held, x.get(l))
			}
		}
	}
	if len(held) > 0 {
		x.do(x.simple("py.Keep", types.Void, held...))
	}
}

// fresh reports whether an expression gives a count of its own.
func fresh(e typed.Expr) bool {
	switch e := e.(type) {
	case *typed.Construct, *typed.NewObject, *typed.MethodCall, *typed.Call, *typed.Consume, *typed.AllocCall, *typed.Send:
		return true
	case *typed.Coerce:
		return e.Kind == typed.Unwrap || e.Kind == typed.Convert || (e.Kind == typed.Upcast || e.Kind == typed.Downcast) && fresh(e.X)
	case *typed.Let:
		return fresh(e.X)
	}
	return false
}
