package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/cyp-lang/cyp/internal/source"
)

// place is a range in a file; all zero for none. The end is exclusive.
type place struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

func placeOf(set *source.Set, s source.Span) place {
	if !s.IsValid() {
		return place{}
	}
	f := set.File(s.Start)
	if f == nil {
		return place{}
	}
	a := f.Position(s.Start)
	b := a
	if s.End > s.Start {
		b = f.Position(min(s.End, f.Pos(len(f.Text))))
	}
	return place{a.File, a.Line, a.Column, b.Line, b.Column}
}

type jsonNote struct {
	place
	Message string `json:"message"`
}

type jsonFix struct {
	place
	Title string `json:"title,omitempty"`
	Text  string `json:"text"`
}

type jsonDiagnostic struct {
	place
	Severity string     `json:"severity"`
	Code     string     `json:"code"`
	Name     string     `json:"name"`
	Message  string     `json:"message"`
	Notes    []jsonNote `json:"notes"`
	Help     string     `json:"help,omitempty"`
	Fix      *jsonFix   `json:"fix,omitempty"`
}

// JSON writes diagnostics as one document, also where there are none.
func JSON(w io.Writer, set *source.Set, ds []*Diagnostic) error {
	doc := struct {
		Version     int              `json:"version"`
		Diagnostics []jsonDiagnostic `json:"diagnostics"`
	}{1, []jsonDiagnostic{}}
	for _, d := range ds {
		j := jsonDiagnostic{placeOf(set, d.Span), d.Severity.String(), d.Code.ID, d.Code.Slug, d.Message, []jsonNote{}, d.Help, nil}
		for _, n := range d.Notes {
			j.Notes = append(j.Notes, jsonNote{placeOf(set, n.Span), n.Text})
		}
		if d.Fix != nil {
			j.Fix = &jsonFix{placeOf(set, d.Fix.Span), d.Fix.Title, d.Fix.Text}
		}
		doc.Diagnostics = append(doc.Diagnostics, j)
	}
	return encode(w, doc)
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// GitHub writes diagnostics as workflow commands, which GitHub shows beside the lines of a change.
func GitHub(w io.Writer, set *source.Set, ds []*Diagnostic) error {
	for _, d := range ds {
		kind := [...]string{"error", "warning", "notice"}[d.Severity]
		text := d.Message
		for _, n := range d.Notes {
			text += "\nnote: "
			if p := set.Position(n.Span.Start); p.File != "" {
				text += p.String() + ": "
			}
			text += n.Text
		}
		if d.Help != "" {
			text += "\nhelp: " + d.Help
		}
		props := []string{}
		if p := placeOf(set, d.Span); p.File != "" {
			props = append(props, "file="+githubProperty(filepath.ToSlash(p.File)), fmt.Sprintf("line=%d", p.Line),
				fmt.Sprintf("endLine=%d", p.EndLine), fmt.Sprintf("col=%d", p.Column), fmt.Sprintf("endColumn=%d", p.EndColumn))
		}
		if c := d.Code.String(); c != "" {
			props = append(props, "title="+githubProperty(c))
		}
		if _, err := fmt.Fprintf(w, "::%s %s::%s\n", kind, strings.Join(props, ","), githubData(text)); err != nil {
			return err
		}
	}
	return nil
}

func githubData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func githubProperty(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
