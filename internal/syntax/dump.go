package syntax

import (
	"bufio"
	"fmt"
	"io"
	"reflect"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
)

// Dump writes the tree of a file, one node a line with its place, for `--dump=ast`.
func Dump(w io.Writer, f *File) error {
	d := dumper{w: bufio.NewWriter(w), file: f.Source, spans: true}
	for _, s := range f.Body {
		d.value("", reflect.ValueOf(s), 0)
	}
	return d.w.Flush()
}

// Shape writes the tree without places and comments: two files with equal shapes
// are the same program.
func Shape(w io.Writer, f *File) error {
	d := dumper{w: bufio.NewWriter(w), file: f.Source}
	for _, s := range f.Body {
		d.value("", reflect.ValueOf(s), 0)
	}
	return d.w.Flush()
}

type dumper struct {
	w     *bufio.Writer
	file  *source.File
	spans bool
}

var (
	locType    = reflect.TypeOf(Loc{})
	posType    = reflect.TypeOf(source.Pos(0))
	spanType   = reflect.TypeOf(source.Span{})
	identType  = reflect.TypeOf(Ident{})
	stringType = reflect.TypeOf(String{})
	exprType   = reflect.TypeOf(exprNode{})
	stmtType   = reflect.TypeOf(stmtNode{})
	pattType   = reflect.TypeOf(patternNode{})

	stringerType = reflect.TypeOf((*fmt.Stringer)(nil)).Elem()
)

// value writes a node or a list under a label; zero values are left out.
func (d *dumper) value(label string, v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if !v.IsNil() {
			d.value(label, v.Elem(), depth)
		}
	case reflect.Slice:
		for i := 0; i < v.Len(); i++ {
			if e := v.Index(i); (e.Kind() == reflect.Interface || e.Kind() == reflect.Pointer) && e.IsNil() {
				d.line(depth, label+"none", "") // a `**value` entry has no key
				continue
			}
			d.value(label, v.Index(i), depth)
		}
	case reflect.Struct:
		d.node(label, v, depth)
	default:
		d.line(depth, fmt.Sprintf("%s%v", label, v), "")
	}
}

func (d *dumper) line(depth int, text, place string) {
	for i := 0; i < depth; i++ {
		d.w.WriteString("  ")
	}
	d.w.WriteString(text)
	if place != "" {
		d.w.WriteString("  @" + place)
	}
	d.w.WriteByte('\n')
}

func (d *dumper) place(s source.Span) string {
	if !d.spans || !s.IsValid() {
		return ""
	}
	a, b := d.file.Position(s.Start), d.file.Position(s.End)
	return fmt.Sprintf("%d:%d-%d:%d", a.Line, a.Column, b.Line, b.Column)
}

// node writes the type and the plain fields of a node on one line, then its
// children below.
func (d *dumper) node(label string, v reflect.Value, depth int) {
	t := v.Type()
	if t == identType {
		id := v.Interface().(Ident)
		if id.Name != "" {
			d.line(depth, label+id.Name, d.place(id.Src))
		}
		return
	}
	var b strings.Builder
	b.WriteString(label + t.Name())
	place := ""
	var below []int
	for i := 0; i < t.NumField(); i++ {
		f, fv := t.Field(i), v.Field(i)
		switch {
		case !f.IsExported() && !f.Anonymous:
		case f.Type == locType || f.Type == exprType || f.Type == stmtType || f.Type == pattType:
			for fv.Type() != spanType {
				fv = fv.Field(0)
			}
			place = d.place(fv.Interface().(source.Span))
		case f.Type == posType || f.Type == spanType:
		case f.Name == "Parts" && t == stringType, f.Name == "Raw":
		case f.Type.Implements(stringerType):
			if s := fv.Interface().(fmt.Stringer).String(); s != "" {
				b.WriteString(" " + s)
			}
		case fv.IsZero():
		default:
			switch fv.Kind() {
			case reflect.Bool:
				b.WriteString(" " + f.Name)
			case reflect.String:
				fmt.Fprintf(&b, " %s=%q", f.Name, fv.String())
			case reflect.Int, reflect.Uint8:
				fmt.Fprintf(&b, " %s=%v", f.Name, fv)
			default:
				below = append(below, i)
			}
		}
	}
	d.line(depth, b.String(), place)
	for _, i := range below {
		d.value(t.Field(i).Name+": ", v.Field(i), depth+1)
	}
}
