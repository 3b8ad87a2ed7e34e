package py

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	rt "github.com/cyp-lang/cyp/runtime"
)

// codecName normalises an encoding's name; "" for one that is not known.
func codecName(name string) string {
	switch strings.ReplaceAll(strings.ReplaceAll(strings.ToLower(name), "_", "-"), " ", "-") {
	case "utf-8", "utf8", "u8":
		return "utf-8"
	case "utf-8-sig":
		return "utf-8-sig"
	case "ascii", "us-ascii", "646":
		return "ascii"
	case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "8859", "l1", "cp819":
		return "latin-1"
	case "utf-16", "utf16":
		return "utf-16"
	case "utf-16-le", "utf-16le":
		return "utf-16-le"
	case "utf-16-be", "utf-16be":
		return "utf-16-be"
	case "utf-32", "utf32":
		return "utf-32"
	case "utf-32-le", "utf-32le":
		return "utf-32-le"
	case "utf-32-be", "utf-32be":
		return "utf-32-be"
	}
	return ""
}

func codecArgs(encoding, errors Value) (enc, errs string, err *rt.Error) {
	enc, errs = "utf-8", "strict"
	if encoding.IsSet() && !encoding.IsNone() {
		s, ok := GoStr(encoding)
		if !ok {
			return "", "", typeErr("encode() argument 'encoding' must be str, not %s", argType(encoding))
		}
		if enc = codecName(s); enc == "" {
			return "", "", raisef("LookupError", "unknown encoding: %s", s)
		}
	}
	if errors.IsSet() && !errors.IsNone() {
		s, ok := GoStr(errors)
		if !ok {
			return "", "", typeErr("encode() argument 'errors' must be str, not %s", argType(errors))
		}
		errs = s
	}
	return enc, errs, nil
}

// encodeStr is str.encode.
func encodeStr(cx *rt.Ctx, v, encoding, errors Value) (Value, *rt.Error) {
	enc, errs, err := codecArgs(encoding, errors)
	if err != nil {
		return Value{}, err
	}
	s := asStr(v)
	limit := rune(0x10ffff)
	reason := "surrogates not allowed"
	var put func(b []byte, r rune) []byte
	var out []byte
	switch enc {
	case "utf-8", "utf-8-sig":
		if enc == "utf-8-sig" {
			out = append(out, 0xEF, 0xBB, 0xBF)
		}
		if utf8.ValidString(s.s) {
			return NewBytes(append(out, s.s...)), nil
		}
		put = utf8.AppendRune
		enc = "utf-8"
	case "ascii":
		limit, reason = 127, "ordinal not in range(128)"
		put = func(b []byte, r rune) []byte { return append(b, byte(r)) }
	case "latin-1":
		limit, reason = 255, "ordinal not in range(256)"
		put = func(b []byte, r rune) []byte { return append(b, byte(r)) }
	default:
		put = widePutter(enc)
		switch enc {
		case "utf-16":
			out = append(out, 0xFF, 0xFE)
		case "utf-32":
			out = append(out, 0xFF, 0xFE, 0, 0)
		}
	}
	all := s.all()
	for i := 0; i < len(all); i++ {
		r := all[i]
		surrogate := r >= 0xD800 && r < 0xE000
		if r <= limit && !(surrogate && limit > 255) {
			out = put(out, r)
			continue
		}
		switch errs {
		case "ignore":
		case "replace":
			out = put(out, '?')
		case "backslashreplace":
			for _, c := range string(appendEscape(nil, r)) {
				out = put(out, c)
			}
		case "xmlcharrefreplace":
			for _, c := range "&#" + formatInt(int64(r)) + ";" {
				out = put(out, c)
			}
		case "surrogateescape":
			if r >= 0xDC80 && r <= 0xDCFF {
				out = append(out, byte(r-0xDC00))
				continue
			}
			fallthrough
		case "strict":
			j := i + 1
			for j < len(all) && (all[j] > limit || limit > 255 && all[j] >= 0xD800 && all[j] < 0xE000) {
				j++
			}
			return Value{}, errOf(newExc(UnicodeEncodeError, NewStr(enc), v, Int(int64(i)), Int(int64(j)), NewStr(reason)))
		case "surrogatepass":
			out = appendRune(out, r)
		default:
			return Value{}, raisef("LookupError", "unknown error handler name '%s'", errs)
		}
	}
	return NewBytes(out), nil
}

// widePutter appends a code point in UTF-16 or UTF-32.
func widePutter(enc string) func(b []byte, r rune) []byte {
	bigEnd := strings.HasSuffix(enc, "-be")
	if strings.HasPrefix(enc, "utf-32") {
		return func(b []byte, r rune) []byte {
			if bigEnd {
				return append(b, byte(r>>24), byte(r>>16), byte(r>>8), byte(r))
			}
			return append(b, byte(r), byte(r>>8), byte(r>>16), byte(r>>24))
		}
	}
	unit := func(b []byte, u rune) []byte {
		if bigEnd {
			return append(b, byte(u>>8), byte(u))
		}
		return append(b, byte(u), byte(u>>8))
	}
	return func(b []byte, r rune) []byte {
		if r >= 0x10000 {
			hi, lo := utf16.EncodeRune(r)
			return unit(unit(b, hi), lo)
		}
		return unit(b, r)
	}
}

// decodeBytes is bytes.decode.
func decodeBytes(cx *rt.Ctx, data []byte, encoding, errors Value) (Value, *rt.Error) {
	enc, errs, err := codecArgs(encoding, errors)
	if err != nil {
		return Value{}, err
	}
	switch enc {
	case "utf-8", "utf-8-sig":
		if enc == "utf-8-sig" && len(data) >= 3 && data[0] == 0xEF && data[1] == 0xBB && data[2] == 0xBF {
			data = data[3:]
		}
		if utf8.Valid(data) {
			return NewStr(string(data)), nil
		}
		return decodeUTF8(data, errs)
	case "latin-1":
		out := make([]byte, 0, len(data))
		for _, c := range data {
			out = utf8.AppendRune(out, rune(c))
		}
		return NewStr(string(out)), nil
	case "ascii":
		var out []byte
		for i, c := range data {
			if c < 0x80 {
				out = append(out, c)
				continue
			}
			if out, err = decodeProblem(out, "ascii", data, i, i+1, "ordinal not in range(128)", errs); err != nil {
				return Value{}, err
			}
		}
		return NewStr(string(out)), nil
	}
	return decodeWide(data, enc, errs)
}

// decodeProblem applies an error handler to data[start:end].
func decodeProblem(out []byte, enc string, data []byte, start, end int, reason, errs string) ([]byte, *rt.Error) {
	switch errs {
	case "ignore":
	case "replace":
		out = append(out, "\uFFFD"...)
	case "backslashreplace":
		for _, c := range data[start:end] {
			out = append(out, '\\', 'x', hexDigits[c>>4], hexDigits[c&15])
		}
	case "surrogateescape":
		for _, c := range data[start:end] {
			out = appendRune(out, 0xDC00+rune(c))
		}
	case "strict":
		return nil, errOf(newExc(UnicodeDecodeError, NewStr(enc), NewBytes(append([]byte(nil), data...)), Int(int64(start)), Int(int64(end)), NewStr(reason)))
	default:
		return nil, raisef("LookupError", "unknown error handler name '%s'", errs)
	}
	return out, nil
}

// decodeUTF8 decodes with error handling, in the maximal-subpart units that CPython reports.
func decodeUTF8(data []byte, errs string) (Value, *rt.Error) {
	var out []byte
	for i := 0; i < len(data); {
		r, w := utf8.DecodeRune(data[i:])
		if r != utf8.RuneError || w > 1 {
			out = append(out, data[i:i+w]...)
			i += w
			continue
		}
		c := data[i]
		need, lo, hi := 0, byte(0x80), byte(0xBF)
		switch {
		case c >= 0xC2 && c <= 0xDF:
			need = 1
		case c >= 0xE0 && c <= 0xEF:
			need = 2
			if c == 0xE0 {
				lo = 0xA0
			} else if c == 0xED {
				hi = 0x9F
			}
		case c >= 0xF0 && c <= 0xF4:
			need = 3
			if c == 0xF0 {
				lo = 0x90
			} else if c == 0xF4 {
				hi = 0x8F
			}
		}
		end, reason := i+1, "invalid start byte"
		if need > 0 {
			reason = "invalid continuation byte"
			got := 0
			for got < need && i+1+got < len(data) {
				b := data[i+1+got]
				if b < lo || b > hi {
					break
				}
				lo, hi = 0x80, 0xBF
				got++
			}
			if i+1+got == len(data) {
				reason = "unexpected end of data"
			}
			end = i + 1 + got
		}
		var err *rt.Error
		if out, err = decodeProblem(out, "utf-8", data, i, end, reason, errs); err != nil {
			return Value{}, err
		}
		i = end
	}
	return NewStr(string(out)), nil
}

func decodeWide(data []byte, enc, errs string) (Value, *rt.Error) {
	size := 2
	if strings.HasPrefix(enc, "utf-32") {
		size = 4
	}
	bigEnd := strings.HasSuffix(enc, "-be")
	i := 0
	if enc == "utf-16" || enc == "utf-32" {
		if len(data) >= size && data[0] == 0xFF && data[1] == 0xFE {
			i = size
		} else if len(data) >= size && data[size-2] == 0xFE && data[size-1] == 0xFF {
			i, bigEnd = size, true
		}
	}
	unit := func(i int) rune {
		var r rune
		for k := 0; k < size; k++ {
			c := data[i+k]
			if bigEnd {
				r = r<<8 | rune(c)
			} else {
				r |= rune(c) << (8 * k)
			}
		}
		return r
	}
	var out []byte
	var err *rt.Error
	for i < len(data) {
		if i+size > len(data) {
			if out, err = decodeProblem(out, enc, data, i, len(data), "truncated data", errs); err != nil {
				return Value{}, err
			}
			break
		}
		r := unit(i)
		w := size
		if size == 2 && r >= 0xD800 && r < 0xDC00 && i+4 <= len(data) {
			if d := utf16.DecodeRune(r, unit(i+2)); d != utf8.RuneError {
				r, w = d, 4
			}
		}
		if r >= 0xD800 && r < 0xE000 || r > 0x10ffff || r < 0 {
			if out, err = decodeProblem(out, enc, data, i, i+w, "illegal encoding", errs); err != nil {
				return Value{}, err
			}
		} else {
			out = utf8.AppendRune(out, r)
		}
		i += w
	}
	return NewStr(string(out)), nil
}
