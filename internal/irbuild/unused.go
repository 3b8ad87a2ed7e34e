package irbuild

import (
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// names answers what Python code can find of the module variables that the compiler itself sets: __name__, the wrapper types of
// classes, the Python sides of cpdef functions. What nothing can find is not made.
type names struct {
	read map[*typed.Var]bool
	set  map[*typed.Var]bool
	from map[string]map[string]bool // module, name: imported by name
	all  bool                       // names may be looked up at run time
}

// dynamic are the builtins through which code can find any name.
var dynamic = map[string]bool{"globals": true, "locals": true, "vars": true, "dir": true, "eval": true, "exec": true, "getattr": true,
	"hasattr": true, "__import__": true, "compile": true, "setattr": true, "delattr": true, "help": true}

func findNames(p *typed.Program) *names {
	n := &names{read: map[*typed.Var]bool{}, set: map[*typed.Var]bool{}, from: map[string]map[string]bool{}}
	done := map[*typed.Func]bool{}
	var visit func(f *typed.Func)
	var look func(x any) bool
	look = func(x any) bool {
		switch x := x.(type) {
		case *typed.Assign:
			if v, ok := x.Place.(*typed.VarExpr); ok {
				n.set[v.Var] = true
				inspect(x.Value, look)
				return false
			}
		case *typed.VarExpr:
			n.read[x.Var] = true
		case *typed.BuiltinRef:
			n.all = n.all || dynamic[x.Name]
		case *typed.ModuleExpr, *typed.ImportStar:
			n.all = true
		case *typed.PyImport:
			if x.Name == "" {
				n.all = n.all || x.Module == "importlib" || x.Module == "sys" || x.Module == "inspect" || x.Module == "unittest" || x.Module == "doctest"
			}
			if n.from[x.Module] == nil {
				n.from[x.Module] = map[string]bool{}
			}
			n.from[x.Module][x.Name] = true
		case *typed.FuncObj:
			visit(x.Func)
		case *typed.GenExp:
			visit(x.Func)
		case *typed.ClassStmt:
			visit(x.Body)
		}
		return true
	}
	visit = func(f *typed.Func) {
		if f == nil || done[f] {
			return
		}
		done[f] = true
		inspect(f.Body, look)
		if f.Py != nil {
			for _, p := range f.Py.List {
				inspect(p.Default, look)
			}
		}
	}
	for _, m := range p.Modules {
		n.all = n.all || len(m.Frags) > 0
		for _, f := range m.Funcs {
			visit(f)
		}
		visit(m.Body)
	}
	return n
}

// found reports whether Python code can find a module variable.
func (n *names) found(v *typed.Var) bool {
	return n.all || n.read[v] || n.from[v.Module][v.Name]
}

// unneeded reports whether a statement of a module body only binds a name that nothing can find.
func (b *builder) unneeded(s typed.Stmt) bool {
	if b.opts.Exported {
		return false
	}
	a, ok := s.(*typed.Assign)
	if !ok {
		return false
	}
	v, ok := a.Place.(*typed.VarExpr)
	if !ok || v.Var.Kind != typed.GlobalVar || b.names.found(v.Var) {
		return false
	}
	switch x := a.Value.(type) {
	case *typed.ClassObject:
		return true
	case *typed.FuncObj:
		return x.Func.Cpdef != nil && v.Var.Name != "main"
	}
	return false
}

// implicit reports whether a module variable is one of those that every module has.
func implicit(v *typed.Var) bool {
	switch v.Name {
	case "__name__", "__doc__", "__file__":
		return v.PyName
	}
	return false
}
