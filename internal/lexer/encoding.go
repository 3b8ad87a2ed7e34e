package lexer

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Decode turns the bytes of a file into UTF-8 text without a byte order mark,
// following PEP 263: a comment in one of the first two lines may name the
// encoding.
func Decode(raw []byte) ([]byte, error) {
	if len(raw) > maxFile {
		return nil, fmt.Errorf("the file is too large (%d MB, at most %d)", len(raw)>>20, maxFile>>20)
	}
	text, bom := bytes.CutPrefix(raw, []byte("\xef\xbb\xbf"))
	name := declaredEncoding(text)
	if name == "" {
		return text, nil // the scanner reports what is not UTF-8
	}
	norm := normalEncoding(name)
	if bom && (norm != "utf-8" || !strings.HasPrefix(strings.ReplaceAll(strings.ToLower(name), "_", "-"), "utf-8")) {
		return nil, fmt.Errorf("encoding problem: %s with BOM", name)
	}
	switch norm {
	case "utf-8":
		return text, nil
	case "ascii":
		return text, undecodable(text, name, func(c byte) bool { return c < 0x80 })
	}
	table, ok := charmaps[norm]
	if !ok {
		return nil, fmt.Errorf("unknown encoding: %s", name)
	}
	decode := func(c byte) rune {
		if c >= 0x80 && c < 0xa0 && strings.HasPrefix(norm, "iso-8859-") {
			return rune(c) // control characters, which the tables leave out
		}
		return table.DecodeByte(c)
	}
	if err := undecodable(text, name, func(c byte) bool { return decode(c) != utf8.RuneError }); err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(text)+len(text)/8)
	for _, c := range text {
		out = utf8.AppendRune(out, decode(c))
	}
	return out, nil
}

// undecodable returns an error for the first byte that an encoding does not have.
func undecodable(text []byte, name string, has func(byte) bool) error {
	for i, c := range text {
		if !has(c) {
			return fmt.Errorf("line %d has byte 0x%02x, but the encoding is declared as %s", 1+bytes.Count(text[:i], []byte("\n")), c, name)
		}
	}
	return nil
}

// maxFile is how large a file may be: places are 32-bit numbers.
const maxFile = 512 << 20

// declaredEncoding finds `coding: NAME` or `coding=NAME` in the first two lines.
func declaredEncoding(text []byte) string {
	for n := 0; n < 2; n++ {
		line := text
		if i := bytes.IndexAny(text, "\r\n"); i >= 0 {
			line = text[:i]
			if text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n' {
				i++
			}
			text = text[i+1:]
		} else {
			text = nil
		}
		trimmed := bytes.TrimLeft(line, " \t\f")
		if len(trimmed) > 0 && trimmed[0] != '#' {
			return ""
		}
		i := bytes.Index(trimmed, []byte("coding"))
		if i < 0 || bytes.HasSuffix(trimmed[:i], []byte("c_string_en")) {
			continue
		}
		rest := trimmed[i+len("coding"):]
		if len(rest) == 0 || rest[0] != ':' && rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t")
		end := 0
		for end < len(rest) && (class[rest[end]]&isCont != 0 && rest[end] < 0x80 || rest[end] == '-' || rest[end] == '.') {
			end++
		}
		if end > 0 {
			return string(rest[:end])
		}
	}
	return ""
}

// normalEncoding gives the many names of an encoding that Python knows one form.
func normalEncoding(name string) string {
	n := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	switch {
	case n == "utf-8" || strings.HasPrefix(n, "utf-8-") || n == "utf8" || n == "u8" || n == "utf" || n == "cp65001":
		return "utf-8"
	case n == "ascii" || n == "us-ascii" || n == "646":
		return "ascii"
	case n == "latin-1" || n == "iso-latin-1" || n == "latin1" || n == "l1" || n == "8859" || n == "cp819" ||
		strings.HasPrefix(n, "latin-1-") || strings.HasPrefix(n, "iso-8859-1-") || strings.HasPrefix(n, "iso-latin-1-"):
		return "iso-8859-1"
	case n == "latin-9" || n == "latin9" || n == "l9":
		return "iso-8859-15"
	case strings.HasPrefix(n, "iso8859-"):
		return "iso-8859-" + n[len("iso8859-"):]
	case strings.HasPrefix(n, "windows-"):
		return "cp" + n[len("windows-"):]
	case n == "mac-roman" || n == "macintosh":
		return "macroman"
	}
	return n
}

// charmaps are the encodings of one byte a character.
var charmaps = map[string]*charmap.Charmap{
	"iso-8859-1": charmap.ISO8859_1, "iso-8859-2": charmap.ISO8859_2, "iso-8859-3": charmap.ISO8859_3, "iso-8859-4": charmap.ISO8859_4,
	"iso-8859-5": charmap.ISO8859_5, "iso-8859-6": charmap.ISO8859_6, "iso-8859-7": charmap.ISO8859_7, "iso-8859-8": charmap.ISO8859_8,
	"iso-8859-9": charmap.ISO8859_9, "iso-8859-10": charmap.ISO8859_10, "iso-8859-13": charmap.ISO8859_13, "iso-8859-14": charmap.ISO8859_14,
	"iso-8859-15": charmap.ISO8859_15, "iso-8859-16": charmap.ISO8859_16, "cp1250": charmap.Windows1250, "cp1251": charmap.Windows1251,
	"cp1252": charmap.Windows1252, "cp1253": charmap.Windows1253, "cp1254": charmap.Windows1254, "cp1255": charmap.Windows1255,
	"cp1256": charmap.Windows1256, "cp1257": charmap.Windows1257, "cp1258": charmap.Windows1258, "cp437": charmap.CodePage437,
	"cp850": charmap.CodePage850, "cp852": charmap.CodePage852, "cp855": charmap.CodePage855, "cp858": charmap.CodePage858,
	"cp866": charmap.CodePage866, "koi8-r": charmap.KOI8R, "koi8-u": charmap.KOI8U, "macroman": charmap.Macintosh,
}
