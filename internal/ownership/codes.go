package ownership

import "github.com/cyp-lang/cyp/internal/diag"

// Codes of the ownership rules (spec 4.6, 11.2, 12).
var (
	codeUseConsumed = diag.Code{ID: "CYP-O001", Slug: "use-after-consume"}
	codeUseDeleted  = diag.Code{ID: "CYP-O002", Slug: "use-after-del"}
	codeMaybe       = diag.Code{ID: "CYP-O003", Slug: "may-not-be-isolated"}
	codeNot         = diag.Code{ID: "CYP-O004", Slug: "not-isolated"}
	codeView        = diag.Code{ID: "CYP-O005", Slug: "view-outlives-owner"}
	codeEscape      = diag.Code{ID: "CYP-O006", Slug: "receiver-escapes"}
	codeDealloc     = diag.Code{ID: "CYP-O007", Slug: "self-outlives-dealloc"}
	codeGlobal      = diag.Code{ID: "CYP-O008", Slug: "shared-global"}
	codeCapture     = diag.Code{ID: "CYP-O009", Slug: "captured-view"}
	codeKeep        = diag.Code{ID: "CYP-O010", Slug: "view-kept"}
	codeElement     = diag.Code{ID: "CYP-O011", Slug: "iso-element-read"}
	codeIterate     = diag.Code{ID: "CYP-O012", Slug: "iteration-without-lock"}
	codeShare       = diag.Code{ID: "CYP-O013", Slug: "plain-reference-shared"}
	codeReadLock    = diag.Code{ID: "CYP-O014", Slug: "write-under-read-lock"}
	codeIsoCopy     = diag.Code{ID: "CYP-O015", Slug: "iso-copied"}
	codeAnswer      = diag.Code{ID: "CYP-O017", Slug: "answer-kept"}
	codeRounds      = diag.Code{ID: "CYP-O018", Slug: "shared-by-rounds"}
	codeAttribute   = diag.Code{ID: "CYP-O019", Slug: "attribute-without-gil"}
	codeUnlocked    = diag.Code{ID: "CYP-O016", Slug: "used-without-lock"}
)

// Codes lists every code of the package with the text that its messages start with.
var Codes = []struct {
	Code diag.Code
	Text string
}{
	{codeUseConsumed, "Use of '%s' after it was consumed"},
	{codeUseDeleted, "Use of '%s' after it was deleted"},
	{codeMaybe, "'consume' operand may not be isolated"},
	{codeNot, "'consume' operand is not isolated"},
	{codeView, "'%s' may not be used after the block that protects it"},
	{codeEscape, "'%s' may let a reference into '%s' escape"},
	{codeDealloc, "'self' must not outlive its '__dealloc__'"},
	{codeGlobal, "Global '%s' may be used by several threads at once"},
	{codeCapture, "'%s' may not be captured by an inner function"},
	{codeKeep, "A reference into '%s' may not be kept"},
	{codeIterate, "Iterating over '%s' requires a 'with rlocked' or 'with wlocked' block"},
	{codeShare, "Plain references may not be shared with '%s'"},
	{codeReadLock, "'%s' may change '%s', but takes its lock for reading only"},
	{codeElement, "'%s' keeps a reference to the isolated element that is read"},
	{codeIsoCopy, "A copy of '%s' copies isolated references"},
	{codeAnswer, "'%s' may return what its actor keeps"},
	{codeRounds, "'%s' may be changed by several rounds of the loop at once"},
	{codeAttribute, "'%s' is used without the GIL"},
	{codeUnlocked, "'%s' is used without the lock of '%s'"},
}
