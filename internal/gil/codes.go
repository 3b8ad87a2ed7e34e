package gil

import "github.com/cyp-lang/cyp/internal/diag"

// Codes of the GIL rules. The table of texts is spec 9.2.
var (
	codeAssign   = diag.Code{ID: "CYP-G001", Slug: "python-assignment-without-gil"}
	codeLocals   = diag.Code{ID: "CYP-G002", Slug: "python-locals-without-gil"}
	codeReturn   = diag.Code{ID: "CYP-G003", Slug: "python-return-without-gil"}
	codeCall     = diag.Code{ID: "CYP-G004", Slug: "call-needs-gil"}
	codeName     = diag.Code{ID: "CYP-G005", Slug: "python-name-without-gil"}
	codeCoerce   = diag.Code{ID: "CYP-G006", Slug: "conversion-without-gil"}
	codeDisplay  = diag.Code{ID: "CYP-G007", Slug: "python-display-without-gil"}
	codeFString  = diag.Code{ID: "CYP-G008", Slug: "string-formatting-without-gil"}
	codeAccess   = diag.Code{ID: "CYP-G009", Slug: "python-access-without-gil"}
	codeIterate  = diag.Code{ID: "CYP-G010", Slug: "python-iteration-without-gil"}
	codeRaise    = diag.Code{ID: "CYP-G011", Slug: "raise-without-gil"}
	codeTry      = diag.Code{ID: "CYP-G012", Slug: "try-without-gil"}
	codeFunction = diag.Code{ID: "CYP-G013", Slug: "python-function-without-gil"}
	codeImport   = diag.Code{ID: "CYP-G014", Slug: "import-without-gil"}
	codeDelete   = diag.Code{ID: "CYP-G015", Slug: "python-delete-without-gil"}
	codeOperate  = diag.Code{ID: "CYP-G016", Slug: "python-operation-without-gil"}
	codeTruth    = diag.Code{ID: "CYP-G017", Slug: "python-truth-without-gil"}
	codeAcquire  = diag.Code{ID: "CYP-G018", Slug: "gil-already-held"}
	codeRelease  = diag.Code{ID: "CYP-G019", Slug: "gil-already-released"}
)

// Codes lists every code of the package with the text that its messages start with.
var Codes = []struct {
	Code diag.Code
	Text string
}{
	{codeAssign, "Assignment of Python object not allowed without gil"},
	{codeLocals, "Function declared nogil has Python locals or temporaries"},
	{codeReturn, "Returning Python object not allowed without gil"},
	{codeCall, "Calling gil-requiring function not allowed without gil"},
	{codeName, "Accessing Python global or builtin not allowed without gil"},
	{codeCoerce, "Coercion from Python not allowed without the GIL"},
	{codeDisplay, "Constructing Python list not allowed without gil"},
	{codeFString, "String concatenation not allowed without gil"},
	{codeAccess, "Accessing Python attribute not allowed without gil"},
	{codeIterate, "Iterating over Python object not allowed without gil"},
	{codeRaise, "Raising exception not allowed without gil"},
	{codeTry, "Try-except statement not allowed without gil"},
	{codeFunction, "Constructing Python function not allowed without gil"},
	{codeImport, "Python import not allowed without gil"},
	{codeDelete, "Deleting Python object not allowed without gil"},
	{codeOperate, "Operation not allowed without gil"},
	{codeTruth, "Truth-testing Python object not allowed without gil"},
	{codeAcquire, "Trying to acquire the GIL while it is already held."},
	{codeRelease, "Trying to release the GIL while it was previously released."},
}
