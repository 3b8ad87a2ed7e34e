package std

import (
	"strings"
	"testing"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
	"github.com/cyp-lang/cyp/internal/types/typed"
)

// Every function, member, constant and variable that an embedded module declares extern is bound.
func TestDeclarationsAreBound(t *testing.T) {
	for _, name := range Modules() {
		if name == "cython.operator" {
			continue // the checker turns these into operators
		}
		text, _ := Open(name)
		f := syntax.Parse(source.NewSet().Add(name+".pxd", "", text), syntax.Mode{Decl: true}, &diag.List{})
		c := boundCheck{t: t, module: name, typedefs: map[string]string{
			"gid_t": "unsigned int", "uid_t": "unsigned int", "mode_t": "unsigned int", "off_t": "long", "pid_t": "int", "time_t": "long", "clockid_t": "int",
			"size_type": "size_t", "difference_type": "ptrdiff_t", "unsigned": "unsigned int", "ssize_t": "Py_ssize_t"}}
		for _, s := range f.Body {
			if e, ok := s.(*syntax.CExtern); ok {
				c.header, c.namespace = e.Header, e.Namespace
				c.block(e.Body)
			}
		}
	}
}

type boundCheck struct {
	t                         *testing.T
	module, header, namespace string
	typedefs                  map[string]string
}

func (c *boundCheck) block(body []syntax.Stmt) {
	for _, s := range body {
		switch s := s.(type) {
		case *syntax.CTypedef:
			if base := s.Decl.Type.Base; len(base) == 1 && len(s.Decl.Type.Derive) == 0 {
				c.typedefs[s.Decl.Name.Name] = c.base(base[0].Name)
			}
		case *syntax.CFuncDef:
			name, params := c.signature(s.Decl)
			if FuncBinding(c.header, c.namespace, name, params) == nil {
				c.t.Errorf("%s: %s(%s) is not bound", c.module, name, strings.Join(params, ","))
			}
		case *syntax.CVarDecl:
			for _, d := range s.Decls {
				if ConstBinding(c.header, c.namespace, cname(d)) == "" {
					c.t.Errorf("%s: %s is not bound", c.module, cname(d))
				}
			}
		case *syntax.CEnum:
			for _, it := range s.Items {
				if ConstBinding(c.header, c.namespace, it.Name.Name) == "" {
					c.t.Errorf("%s: %s is not bound", c.module, it.Name.Name)
				}
			}
		case *syntax.CypClass:
			k := ClassBinding(c.header, c.namespace, s.Name.Name)
			if k == nil {
				c.t.Errorf("%s: class %s is not bound", c.module, s.Name.Name)
				continue
			}
			c.members(k, s)
		}
	}
}

func (c *boundCheck) members(k *CppClass, class *syntax.CypClass) {
	for _, s := range class.Body {
		switch s := s.(type) {
		case *syntax.CypClass:
			n := k.Nested[s.Name.Name]
			if n == nil {
				c.t.Errorf("%s: class %s::%s is not bound", c.module, k.Key, s.Name.Name)
				continue
			}
			c.members(n, s)
		case *syntax.CVarDecl:
			for _, d := range s.Decls {
				if k.Fields[cname(d)] == "" {
					c.t.Errorf("%s: %s::%s is not bound", c.module, k.Key, cname(d))
				}
			}
		case *syntax.CFuncDef:
			if s.Decl.Name.Name == "__cyiter__" {
				continue // loops call it by its Go name
			}
			name, params := c.signature(s.Decl)
			var b *typed.Binding
			if name == class.Name.Name {
				b = k.New(params)
			} else {
				b = k.Members(name, params)
			}
			if b == nil {
				c.t.Errorf("%s: %s::%s(%s) is not bound", c.module, k.Key, name, strings.Join(params, ","))
				continue
			}
			steps := s.Decl.Type.Derive
			isRef := len(steps) > 1 && steps[len(steps)-2].Kind == syntax.Reference
			if isRef && b.Ptr == nil && !b.RefResult && !k.readOnly() && b.Go != Copy {
				c.t.Errorf("%s: %s::%s gives a reference, but its binding no address", c.module, k.Key, name)
			}
			if !isRef && b.RefResult {
				c.t.Errorf("%s: %s::%s gives an address", c.module, k.Key, name)
			}
		}
	}
}

// readOnly: elements can't be assigned.
func (k *CppClass) readOnly() bool {
	return k.Key == "std::string_view" || k.Key == "std::priority_queue"
}

func cname(d *syntax.Declarator) string {
	if d.CName != nil {
		return d.CName.Value
	}
	return d.Name.Name
}

// signature gives the C name and the parameter types as the checker would, typedefs resolved by a table.
func (c *boundCheck) signature(d *syntax.Declarator) (string, []string) {
	var params []string
	steps := d.Type.Derive
	if n := len(steps); n > 0 && steps[n-1].Kind == syntax.Function && steps[n-1].Func.Params != nil {
		p := steps[n-1].Func.Params
		for _, x := range p.List {
			t := "?"
			switch {
			case x.Type == nil:
				t = c.base(x.Name.Name)
			case len(x.Type.Base) > 0:
				t = c.base(x.Type.Base[len(x.Type.Base)-1].Name)
				for _, s := range x.Type.Derive {
					if s.Kind == syntax.Pointer || s.Kind == syntax.Array {
						t += "*"
					}
				}
			}
			params = append(params, t)
		}
		if p.Ellipsis {
			params = append(params, "...")
		}
	}
	return cname(d), params
}

func (c *boundCheck) base(name string) string {
	if t := c.typedefs[name]; t != "" {
		return t
	}
	return strings.ReplaceAll(name, "long int", "long")
}
