package lexer

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
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
		for i, c := range text {
			if c >= 0x80 {
				line := 1 + bytes.Count(text[:i], []byte("\n"))
				return nil, fmt.Errorf("line %d has byte 0x%02x, but the encoding is declared as %s", line, c, name)
			}
		}
		return text, nil
	case "latin-1":
		return widen(text, nil), nil
	case "latin-9":
		return widen(text, latin9), nil
	case "cp1252":
		return widen(text, cp1252), nil
	}
	if table, ok := codePages[norm]; ok {
		return widen(text, table), nil
	}
	return nil, fmt.Errorf("unknown encoding: %s", name)
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

func normalEncoding(name string) string {
	n := strings.ReplaceAll(strings.ToLower(name), "_", "-")
	switch {
	case n == "utf-8" || strings.HasPrefix(n, "utf-8-") || n == "utf8" || n == "u8" || n == "utf" || n == "cp65001":
		return "utf-8"
	case n == "ascii" || n == "us-ascii" || n == "646":
		return "ascii"
	case n == "latin-1" || n == "iso-8859-1" || n == "iso-latin-1" || n == "latin1" || n == "iso8859-1" || n == "l1" || n == "8859" || n == "cp819" ||
		strings.HasPrefix(n, "latin-1-") || strings.HasPrefix(n, "iso-8859-1-") || strings.HasPrefix(n, "iso-latin-1-"):
		return "latin-1"
	case n == "iso-8859-15" || n == "latin-9" || n == "latin9" || n == "iso8859-15" || n == "l9":
		return "latin-9"
	case n == "cp1252" || n == "windows-1252" || n == "1252":
		return "cp1252"
	}
	return n
}

// widen decodes a one-byte encoding; table has the characters that differ from
// Latin-1.
func widen(text []byte, table map[byte]rune) []byte {
	out := make([]byte, 0, len(text)+len(text)/16)
	for _, c := range text {
		switch {
		case c < 0x80:
			out = append(out, c)
		default:
			r, ok := table[c]
			if !ok {
				r = rune(c)
			}
			out = utf8.AppendRune(out, r)
		}
	}
	return out
}

var latin9 = map[byte]rune{0xa4: '€', 0xa6: 'Š', 0xa8: 'š', 0xb4: 'Ž', 0xb8: 'ž', 0xbc: 'Œ', 0xbd: 'œ', 0xbe: 'Ÿ'}

var cp1252 = map[byte]rune{
	0x80: '€', 0x82: '‚', 0x83: 'ƒ', 0x84: '„', 0x85: '…', 0x86: '†', 0x87: '‡', 0x88: 'ˆ', 0x89: '‰', 0x8a: 'Š', 0x8b: '‹', 0x8c: 'Œ', 0x8e: 'Ž',
	0x91: '‘', 0x92: '’', 0x93: '“', 0x94: '”', 0x95: '•', 0x96: '–', 0x97: '—', 0x98: '˜', 0x99: '™', 0x9a: 'š', 0x9b: '›', 0x9c: 'œ', 0x9e: 'ž', 0x9f: 'Ÿ',
}

// codePages are further one-byte encodings, built from runs of characters.
var codePages = map[string]map[byte]rune{
	"koi8-r":     page(0x80, "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u00a0⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ"),
	"iso-8859-5": page(0xa1, "ЁЂЃЄЅІЇЈЉЊЋЌ\u00adЎЏАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя№ёђѓєѕіїјљњћќ§ўџ"),
}

func page(first int, chars string) map[byte]rune {
	m := map[byte]rune{}
	for _, r := range chars {
		m[byte(first)] = r
		first++
	}
	return m
}
