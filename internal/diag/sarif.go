package diag

import (
	"io"
	"net/url"
	"path/filepath"

	"github.com/cyp-lang/cyp/internal/source"
)

// The parts of a SARIF 2.1.0 log that we fill.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name           string      `json:"name"`
		InformationURI string      `json:"informationUri"`
		Version        string      `json:"version,omitempty"`
		Rules          []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID   string `json:"id"`
		Name string `json:"name"`
	}
	sarifResult struct {
		RuleID    string          `json:"ruleId,omitempty"`
		RuleIndex *int            `json:"ruleIndex,omitempty"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
		Related   []sarifLocation `json:"relatedLocations,omitempty"`
		Fixes     []sarifFix      `json:"fixes,omitempty"`
		// Those that a comment in the program allows.
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifSuppression struct {
		Kind          string         `json:"kind"`
		Justification string         `json:"justification,omitempty"`
		Location      *sarifLocation `json:"location,omitempty"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Message  *sarifText     `json:"message,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifFix struct {
		Description sarifText     `json:"description"`
		Changes     []sarifChange `json:"artifactChanges"`
	}
	sarifChange struct {
		Artifact     sarifArtifact      `json:"artifactLocation"`
		Replacements []sarifReplacement `json:"replacements"`
	}
	sarifReplacement struct {
		Deleted  sarifRegion `json:"deletedRegion"`
		Inserted sarifText   `json:"insertedContent"`
	}
)

// SARIF writes diagnostics as a SARIF 2.1.0 log.
func SARIF(w io.Writer, set *source.Set, ds []*Diagnostic, version string) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "cyp", InformationURI: "https://github.com/cyp-lang/cyp", Version: version, Rules: []sarifRule{}}
	index := map[string]int{}
	for _, d := range ds {
		text := d.Message
		if d.Help != "" {
			text += "\n" + d.Help
		}
		r := sarifResult{RuleID: d.Code.ID, Level: d.Severity.String(), Message: sarifText{text}, Locations: []sarifLocation{}}
		if d.Code.ID != "" {
			i, ok := index[d.Code.ID]
			if !ok {
				i = len(run.Tool.Driver.Rules)
				index[d.Code.ID] = i
				run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{d.Code.ID, d.Code.Slug})
			}
			r.RuleIndex = &i
		}
		if p := physical(set, d.Span); p != nil {
			r.Locations = append(r.Locations, sarifLocation{Physical: p})
		}
		for _, n := range d.Notes {
			r.Related = append(r.Related, sarifLocation{physical(set, n.Span), &sarifText{n.Text}})
		}
		if d.Fix != nil {
			if p := physical(set, d.Fix.Span); p != nil {
				title := d.Fix.Title
				if title == "" {
					title = "replace"
				}
				r.Fixes = append(r.Fixes, sarifFix{sarifText{title}, []sarifChange{{p.Artifact, []sarifReplacement{{p.Region, sarifText{d.Fix.Text}}}}}})
			}
		}
		if a := d.Allowed; a != nil {
			in := sarifSuppression{Kind: "inSource", Justification: a.Reason}
			if p := physical(set, a.At); p != nil {
				in.Location = &sarifLocation{Physical: p}
			}
			r.Suppressions = []sarifSuppression{in}
		}
		run.Results = append(run.Results, r)
	}
	return encode(w, sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}})
}

func physical(set *source.Set, s source.Span) *sarifPhysical {
	p := placeOf(set, s)
	if p.File == "" {
		return nil
	}
	uri := url.URL{Path: filepath.ToSlash(p.File)}
	if filepath.IsAbs(p.File) {
		uri.Scheme = "file"
	}
	return &sarifPhysical{sarifArtifact{uri.String()}, sarifRegion{p.Line, p.Column, p.EndLine, p.EndColumn}}
}
