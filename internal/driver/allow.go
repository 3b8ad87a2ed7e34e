package driver

import (
	"bytes"
	"sort"
	"strings"

	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/lexer"
	"github.com/cyp-lang/cyp/internal/resolve"
	"github.com/cyp-lang/cyp/internal/source"
	"github.com/cyp-lang/cyp/internal/syntax"
)

// Codes of comments that allow warnings.
var (
	codeNeedless = diag.Code{ID: "CYP-W001", Slug: "needless-allow"}
	codeBadAllow = diag.Code{ID: "CYP-W002", Slug: "bad-allow"}
)

// AllowCodes lists them with the text that their messages start with.
var AllowCodes = []struct {
	Code diag.Code
	Text string
}{
	{codeNeedless, "'%s' allows a warning that does not occur here"},
	{codeBadAllow, "'%s' needs codes and a reason"},
}

// policy attaches the policy of the options to a list whose diagnostics have places in set.
func (o *Options) policy(set *source.Set, ds *diag.List) {
	if ds.Policy != nil {
		return
	}
	if o.Warnings == nil {
		o.Warnings = &diag.Policy{}
	}
	// Of each compilation its own, since comments are counted.
	p := o.Warnings.Copy()
	p.Set, p.Allows = set, allows
	ds.Policy = p
}

// mark starts a comment that is for the compiler.
var mark = []byte("cyp:")

// allows finds the comments of a file that allow warnings. One behind code stands for the logical line that it ends or interrupts, one on a
// line of its own for the next logical line.
func allows(f *source.File) []*diag.Allow {
	if !bytes.Contains(f.Text, mark) {
		return nil
	}
	ts := lexer.Scan(f, lexer.Options{Python: strings.HasSuffix(f.Name, ".py")})
	var out []*diag.Allow
	for _, c := range ts.Comments {
		codes, reason, ok := parseAllow(string(f.Text[c.Start:c.End]))
		if !ok {
			continue
		}
		a := &diag.Allow{At: ts.Span(c), Codes: codes, Reason: reason}
		a.First, a.Last = logicalLine(f, ts, int(c.Start))
		out = append(out, a)
	}
	return out
}

// parseAllow reads `# cyp: allow CODE, CODE reason`. ok is false where the comment is none for the compiler.
func parseAllow(text string) (codes []string, reason string, ok bool) {
	text, ok = strings.CutPrefix(strings.TrimSpace(strings.TrimLeft(text, "#")), "cyp:")
	if !ok {
		return nil, "", false
	}
	text, ok = strings.CutPrefix(strings.TrimSpace(text), "allow")
	if !ok || text != "" && text[0] != ' ' && text[0] != '\t' {
		return nil, "", true
	}
	for {
		text = strings.TrimLeft(text, " \t")
		n := strings.IndexAny(text, " \t,:")
		if n < 0 {
			n = len(text)
		}
		if n == 0 {
			break
		}
		codes = append(codes, text[:n])
		text = strings.TrimLeft(text[n:], " \t")
		if !strings.HasPrefix(text, ",") {
			break
		}
		text = text[1:]
	}
	return codes, strings.TrimSpace(strings.TrimLeft(text, ":- \t")), true
}

// logicalLine is the first and the last line of the logical line that a comment at an offset is in or before.
func logicalLine(f *source.File, ts *lexer.Tokens, offset int) (first, last int) {
	list := ts.List
	line := func(off int32) int { return f.Position(f.Pos(int(off))).Line }
	real := func(t lexer.Token) bool {
		return t.Kind != lexer.Indent && t.Kind != lexer.Dedent && t.Kind != lexer.Newline && t.Kind != lexer.EOF
	}
	// The first token behind the comment. The end of the line, if the comment is on one with code, is the next token.
	i := sort.Search(len(list), func(i int) bool { return int(list[i].Start) >= offset })
	if i == len(list) || list[i].Kind == lexer.EOF {
		return 0, 0
	}
	if i > 0 && list[i].Kind != lexer.Newline && (list[i-1].Kind == lexer.Newline || !real(list[i-1])) || i == 0 {
		for i < len(list) && !real(list[i]) {
			i++
		}
		if i == len(list) {
			return 0, 0
		}
	}
	lo, hi := i, i
	for lo > 0 && real(list[lo-1]) {
		lo--
	}
	for hi+1 < len(list) && list[hi].Kind != lexer.Newline && list[hi].Kind != lexer.EOF {
		hi++
	}
	return line(list[lo].Start), line(list[hi].Start)
}

// needless reports comments that allow what does not occur, and such as are no proper ones, in the files that the user named.
func needless(p *resolve.Program) {
	policy := p.Diags.Policy
	if policy == nil {
		return
	}
	seen := map[*source.File]bool{}
	for _, m := range p.Roots {
		for _, s := range []*syntax.File{m.Pyx, m.Pxd} {
			if s == nil || s.Source == nil || seen[s.Source] || m.Std {
				continue
			}
			seen[s.Source] = true
			for _, a := range policy.Comments(s.Source) {
				text := strings.TrimSpace(strings.TrimLeft(string(s.Source.Text[s.Source.Offset(a.At.Start):s.Source.Offset(a.At.End)]), "#"))
				if len(a.Codes) == 0 || a.Reason == "" {
					p.Diags.Warnf(diag.Ownership, codeBadAllow, a.At, "'%s' needs codes and a reason", text).
						Hint("write `# cyp: allow CODE reason`, with codes as in `# cyp: allow O008, O013 only one thread runs this`")
				}
			}
			policy.Needless(s.Source, func(a *diag.Allow, code string) {
				p.Diags.Warnf(diag.Ownership, codeNeedless, a.At, "'%s' allows a warning that does not occur here", code).
					Hint("delete the comment: it stands for warnings of its own line, or on a line of its own for those of the next")
			})
		}
	}
}
