package typed

import (
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/types"
)

// Dump writes the tree for `--dump=types`: a line for each node with its place and type.
func Dump(w io.Writer, p *Program) {
	for _, m := range p.Modules {
		if m.Path == "" && m.Body != nil && len(m.Body.Body) == 0 && len(m.Funcs) == 0 {
			continue
		}
		fmt.Fprintf(w, "module %s\n", m.Name)
		for _, g := range m.Globals {
			fmt.Fprintf(w, "  global %s: %s\n", g.Name, g.Type)
		}
		for _, k := range m.Classes {
			fmt.Fprintf(w, "  cypclass %s", k.Name)
			for i, f := range k.Fields {
				if i == 0 {
					fmt.Fprint(w, ":")
				}
				fmt.Fprintf(w, " %s %s;", f.Type, f.Name)
			}
			fmt.Fprintln(w)
		}
		d := &dumper{w: w, set: p.Set}
		for _, f := range m.Funcs {
			d.fn(f)
		}
		if m.Body != nil {
			d.fn(m.Body)
		}
	}
}

type dumper struct {
	w   io.Writer
	set *source.Set
}

func (d *dumper) fn(f *Func) {
	fmt.Fprintf(d.w, "  func %s(", f.Name)
	for i, p := range f.Params {
		if i > 0 {
			fmt.Fprint(d.w, ", ")
		}
		fmt.Fprintf(d.w, "%s: %s", p.Name, p.Type)
	}
	fmt.Fprintf(d.w, ") -> %s\n", f.Result)
	for _, v := range f.Vars {
		if v.Kind == LocalVar {
			fmt.Fprintf(d.w, "    var %s: %s\n", v.Name, v.Type)
		}
	}
	d.node(reflect.ValueOf(f.Body), 4)
}

var (
	exprType = reflect.TypeOf((*Expr)(nil)).Elem()
	stmtType = reflect.TypeOf((*Stmt)(nil)).Elem()
)

// node writes a node or a list of nodes, one line each, children indented.
func (d *dumper) node(v reflect.Value, indent int) {
	switch v.Kind() {
	case reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			d.node(v.Index(i), indent)
		}
		return
	case reflect.Interface:
		if !v.IsNil() {
			d.node(v.Elem(), indent)
		}
		return
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
	}
	n, ok := v.Interface().(interface{ Span() source.Span })
	if !ok {
		return
	}
	e := v.Elem()
	pos := d.set.Position(n.Span().Start)
	var attrs []string
	for i := 0; i < e.NumField(); i++ {
		f := e.Type().Field(i)
		switch x := e.Field(i).Interface().(type) {
		case string:
			if x != "" {
				attrs = append(attrs, fmt.Sprintf("%s=%q", f.Name, x))
			}
		case bool:
			if x {
				attrs = append(attrs, f.Name)
			}
		case int64:
			attrs = append(attrs, fmt.Sprintf("%s=%d", f.Name, x))
		case *Var:
			if x != nil {
				attrs = append(attrs, f.Name+"="+x.Name)
			}
		case *Func:
			if x != nil {
				attrs = append(attrs, f.Name+"="+x.Name)
			}
		case *types.Method:
			if x != nil {
				attrs = append(attrs, f.Name+"="+x.Class.Name+"."+x.Name)
			}
		case *types.Class:
			if x != nil {
				attrs = append(attrs, f.Name+"="+x.Name)
			}
		case *Binding:
			if x != nil {
				attrs = append(attrs, f.Name+"="+x.Go)
			}
		}
	}
	line := strings.Repeat(" ", indent) + e.Type().Name()
	if len(attrs) > 0 {
		line += " " + strings.Join(attrs, " ")
	}
	if x, ok := n.(Expr); ok && x.Type() != nil {
		line += ": " + x.Type().String()
	}
	fmt.Fprintf(d.w, "%s  (%d:%d)\n", line, pos.Line, pos.Column)
	for i := 0; i < e.NumField(); i++ {
		ft := e.Type().Field(i).Type
		switch {
		case ft == exprType, ft == stmtType, ft.Kind() == reflect.Slice && (ft.Elem() == exprType || ft.Elem() == stmtType),
			ft == reflect.TypeOf([]*Handler(nil)):
			d.node(e.Field(i), indent+2)
		case ft == reflect.TypeOf([]PyArg(nil)):
			for k := 0; k < e.Field(i).Len(); k++ {
				d.node(e.Field(i).Index(k).FieldByName("Value"), indent+2)
			}
		}
	}
}
