package check

import "github.com/cyp-lang/cyp/internal/diag"

// Codes of the checker: area N for names and modules, T for types, C for classes.
var (
	codeUndeclared   = diag.Code{ID: "CYP-N001", Slug: "undeclared-name"}
	codeNoModule     = diag.Code{ID: "CYP-N002", Slug: "module-not-found"}
	codeNotExported  = diag.Code{ID: "CYP-N003", Slug: "name-not-in-module"}
	codeRedeclared   = diag.Code{ID: "CYP-N004", Slug: "redeclared"}
	codeNotAType     = diag.Code{ID: "CYP-N005", Slug: "not-a-type"}
	codeNoBinding    = diag.Code{ID: "CYP-N006", Slug: "no-go-binding"}
	codeUnassigned   = diag.Code{ID: "CYP-N007", Slug: "used-before-assignment"}
	codeUnsupported  = diag.Code{ID: "CYP-N008", Slug: "not-supported-yet"}
	codeAssign       = diag.Code{ID: "CYP-T001", Slug: "cannot-assign"}
	codeConvert      = diag.Code{ID: "CYP-T002", Slug: "cannot-convert"}
	codeCast         = diag.Code{ID: "CYP-T003", Slug: "cannot-cast"}
	codeOperands     = diag.Code{ID: "CYP-T004", Slug: "invalid-operands"}
	codeAttribute    = diag.Code{ID: "CYP-T005", Slug: "no-attribute"}
	codeCall         = diag.Code{ID: "CYP-T006", Slug: "bad-call"}
	codeOverload     = diag.Code{ID: "CYP-T007", Slug: "overload-resolution"}
	codeConflict     = diag.Code{ID: "CYP-T008", Slug: "conflicting-types"}
	codeCondExpr     = diag.Code{ID: "CYP-T009", Slug: "incompatible-branches"}
	codeConst        = diag.Code{ID: "CYP-T010", Slug: "const-violation"}
	codeTemplate     = diag.Code{ID: "CYP-T011", Slug: "template-arguments"}
	codeIteration    = diag.Code{ID: "CYP-T012", Slug: "not-iterable"}
	codeSubscript    = diag.Code{ID: "CYP-T013", Slug: "not-subscriptable"}
	codeExceptClause = diag.Code{ID: "CYP-T014", Slug: "exception-clause"}
	codeStatement    = diag.Code{ID: "CYP-T015", Slug: "misplaced-statement"}
	codeClass        = diag.Code{ID: "CYP-C001", Slug: "class-declaration"}
	codeBase         = diag.Code{ID: "CYP-C002", Slug: "bad-base"}
	codeMRO          = diag.Code{ID: "CYP-C003", Slug: "no-consistent-order"}
	codeMethod       = diag.Code{ID: "CYP-C004", Slug: "method-declaration"}
	codeOverride     = diag.Code{ID: "CYP-C005", Slug: "bad-override"}
	codeField        = diag.Code{ID: "CYP-C006", Slug: "field-declaration"}
	codeQualifier    = diag.Code{ID: "CYP-Q001", Slug: "bad-qualifier"}
	codeConsume      = diag.Code{ID: "CYP-Q002", Slug: "cannot-consume"}
	codeActivate     = diag.Code{ID: "CYP-Q003", Slug: "cannot-activate"}
	codeLockBlock    = diag.Code{ID: "CYP-Q004", Slug: "cannot-lock"}
)
