package rt

// The <ctype.h> family in the C locale. Each takes and returns an int.

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func truth(b bool) int32 {
	if b {
		return 1
	}
	return 0
}

// Isalnum is isalnum(c).
func Isalnum(c int32) int32 { return truth(Isalpha(c) != 0 || Isdigit(c) != 0) }

// Isalpha is isalpha(c).
func Isalpha(c int32) int32 { return truth(c|0x20 >= 'a' && c|0x20 <= 'z') }

// Isblank is isblank(c).
func Isblank(c int32) int32 { return truth(c == ' ' || c == '\t') }

// Iscntrl is iscntrl(c).
func Iscntrl(c int32) int32 { return truth(c >= 0 && c < 32 || c == 127) }

// Isdigit is isdigit(c).
func Isdigit(c int32) int32 { return truth(c >= '0' && c <= '9') }

// Isgraph is isgraph(c).
func Isgraph(c int32) int32 { return truth(c > 32 && c < 127) }

// Islower is islower(c).
func Islower(c int32) int32 { return truth(c >= 'a' && c <= 'z') }

// Isprint is isprint(c).
func Isprint(c int32) int32 { return truth(c >= 32 && c < 127) }

// Ispunct is ispunct(c).
func Ispunct(c int32) int32 { return truth(Isgraph(c) != 0 && Isalnum(c) == 0) }

// Isspace is isspace(c).
func Isspace(c int32) int32 { return truth(c == ' ' || c >= '\t' && c <= '\r') }

// Isupper is isupper(c).
func Isupper(c int32) int32 { return truth(c >= 'A' && c <= 'Z') }

// Isxdigit is isxdigit(c).
func Isxdigit(c int32) int32 { return truth(Isdigit(c) != 0 || c|0x20 >= 'a' && c|0x20 <= 'f') }

// Tolower is tolower(c).
func Tolower(c int32) int32 {
	if Isupper(c) != 0 {
		return c + 32
	}
	return c
}

// Toupper is toupper(c).
func Toupper(c int32) int32 {
	if Islower(c) != 0 {
		return c - 32
	}
	return c
}

// Isascii is isascii(c), Toascii toascii(c).
func Isascii(c int32) int32 { return truth(c&^0x7f == 0) }

// Toascii is toascii(c).
func Toascii(c int32) int32 { return c & 0x7f }
