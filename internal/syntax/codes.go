package syntax

import (
	"github.com/cyp-lang/cyp/internal/diag"
	"github.com/cyp-lang/cyp/internal/lexer"
)

// The kinds of syntax error. A number never changes.
var (
	CodeUnexpected   = diag.Code{ID: "CYP-S001", Slug: "unexpected-token"}
	CodeExpression   = diag.Code{ID: "CYP-S002", Slug: "expected-expression"}
	CodeColon        = diag.Code{ID: "CYP-S003", Slug: "missing-colon"}
	CodeBlock        = diag.Code{ID: "CYP-S004", Slug: "missing-block"}
	CodeIndent       = diag.Code{ID: "CYP-S005", Slug: "unexpected-indent"}
	CodeUnindent     = diag.Code{ID: "CYP-S006", Slug: "unindent-mismatch"}
	CodeTabs         = diag.Code{ID: "CYP-S007", Slug: "mixed-tabs"}
	CodeCharacter    = diag.Code{ID: "CYP-S008", Slug: "invalid-character"}
	CodeNumber       = diag.Code{ID: "CYP-S009", Slug: "invalid-number"}
	CodeString       = diag.Code{ID: "CYP-S010", Slug: "invalid-string"}
	CodeUnterminated = diag.Code{ID: "CYP-S011", Slug: "unterminated-string"}
	CodeUnclosed     = diag.Code{ID: "CYP-S012", Slug: "unclosed-bracket"}
	CodeUnmatched    = diag.Code{ID: "CYP-S013", Slug: "unmatched-bracket"}
	CodeContinuation = diag.Code{ID: "CYP-S014", Slug: "bad-continuation"}
	CodeDepth        = diag.Code{ID: "CYP-S015", Slug: "nested-too-deeply"}
	CodeFString      = diag.Code{ID: "CYP-S016", Slug: "invalid-f-string"}
	CodeTarget       = diag.Code{ID: "CYP-S017", Slug: "invalid-target"}
	CodeComparison   = diag.Code{ID: "CYP-S018", Slug: "assignment-for-comparison"}
	CodeArgument     = diag.Code{ID: "CYP-S019", Slug: "invalid-argument"}
	CodeParameter    = diag.Code{ID: "CYP-S020", Slug: "invalid-parameter"}
	CodePython2      = diag.Code{ID: "CYP-S021", Slug: "python2-form"}
	CodeTry          = diag.Code{ID: "CYP-S022", Slug: "incomplete-try"}
	CodeOrphan       = diag.Code{ID: "CYP-S023", Slug: "clause-without-statement"}
	CodePattern      = diag.Code{ID: "CYP-S024", Slug: "invalid-pattern"}
	CodeKeyword      = diag.Code{ID: "CYP-S025", Slug: "keyword-as-name"}
	CodeMisspelt     = diag.Code{ID: "CYP-S026", Slug: "misspelt-word"}
	CodeDeclaration  = diag.Code{ID: "CYP-S027", Slug: "invalid-declaration"}
	CodeClassBody    = diag.Code{ID: "CYP-S028", Slug: "invalid-class-member"}
	CodeLock         = diag.Code{ID: "CYP-S029", Slug: "invalid-lock-block"}
	CodeImport       = diag.Code{ID: "CYP-S030", Slug: "invalid-import"}
	CodeDecorator    = diag.Code{ID: "CYP-S032", Slug: "invalid-decorator"}
	CodeGenerator    = diag.Code{ID: "CYP-S033", Slug: "unparenthesised-generator"}
	CodeStatement    = diag.Code{ID: "CYP-S034", Slug: "statement-not-allowed"}
)

// lexerCodes gives the scanner's errors their codes.
var lexerCodes = map[lexer.ErrorKind]diag.Code{
	lexer.BadCharacter:    CodeCharacter,
	lexer.BadNumber:       CodeNumber,
	lexer.BadString:       CodeString,
	lexer.Unterminated:    CodeUnterminated,
	lexer.Unclosed:        CodeUnclosed,
	lexer.Unmatched:       CodeUnmatched,
	lexer.BadIndent:       CodeUnindent,
	lexer.MixedTabs:       CodeTabs,
	lexer.BadContinuation: CodeContinuation,
	lexer.TooDeep:         CodeDepth,
	lexer.BadFString:      CodeFString,
	lexer.BraceBlock:      CodeColon,
}
