"""Text in HTML: characters that have a meaning there, and names for characters."""

import re as _re

__all__ = ["escape", "unescape"]

_NAMES = {
    "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": "\xa0", "copy": "\xa9", "reg": "\xae", "trade": "\u2122",
    "hellip": "\u2026", "mdash": "\u2014", "ndash": "\u2013", "lsquo": "\u2018", "rsquo": "\u2019", "ldquo": "\u201c", "rdquo": "\u201d",
    "laquo": "\xab", "raquo": "\xbb", "bull": "\u2022", "middot": "\xb7", "deg": "\xb0", "plusmn": "\xb1", "times": "\xd7", "divide": "\xf7",
    "frac12": "\xbd", "frac14": "\xbc", "frac34": "\xbe", "sup1": "\xb9", "sup2": "\xb2", "sup3": "\xb3", "micro": "\xb5", "para": "\xb6",
    "sect": "\xa7", "euro": "\u20ac", "pound": "\xa3", "yen": "\xa5", "cent": "\xa2", "curren": "\xa4", "szlig": "\xdf", "larr": "\u2190",
    "uarr": "\u2191", "rarr": "\u2192", "darr": "\u2193", "harr": "\u2194", "infin": "\u221e", "ne": "\u2260", "le": "\u2264", "ge": "\u2265",
    "sum": "\u2211", "prod": "\u220f", "radic": "\u221a", "int": "\u222b", "part": "\u2202", "nabla": "\u2207", "isin": "\u2208",
    "forall": "\u2200", "exist": "\u2203", "empty": "\u2205", "cap": "\u2229", "cup": "\u222a", "sub": "\u2282", "sup": "\u2283",
    "and": "\u2227", "or": "\u2228", "not": "\xac", "iexcl": "\xa1", "iquest": "\xbf", "shy": "\xad", "ordf": "\xaa", "ordm": "\xba",
    "aelig": "\xe6", "AElig": "\xc6", "oslash": "\xf8", "Oslash": "\xd8", "aring": "\xe5", "Aring": "\xc5", "ccedil": "\xe7", "Ccedil": "\xc7",
    "ntilde": "\xf1", "Ntilde": "\xd1", "thorn": "\xfe", "THORN": "\xde", "eth": "\xf0", "ETH": "\xd0", "yuml": "\xff", "zwj": "\u200d",
}
for _base in "aeiouyAEIOUY":
    for _mark, _accents in (("grave", "\u0300"), ("acute", "\u0301"), ("circ", "\u0302"), ("tilde", "\u0303"), ("uml", "\u0308")):
        _row = {"grave": "àèìòùỳÀÈÌÒÙỲ", "acute": "áéíóúýÁÉÍÓÚÝ", "circ": "âêîôûŷÂÊÎÔÛŶ", "tilde": "ãẽĩõũỹÃẼĨÕŨỸ", "uml": "äëïöüÿÄËÏÖÜŸ"}[_mark]
        _NAMES.setdefault(_base + _mark, _row["aeiouyAEIOUY".index(_base)])
for _i, _n in enumerate("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi "
                        "omega".split()):
    _NAMES[_n] = chr(0x3b1 + _i)
    if _n != "sigmaf":
        _NAMES[_n.capitalize()] = chr(0x391 + _i)

# What browsers take for numbers of control characters: the bytes of Windows.
_WINDOWS = dict(zip(range(0x80, 0xa0), "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f"
                    "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178"))
# These need no semicolon.
_OLD = set("amp lt gt quot nbsp copy reg".split())

_reference = _re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[A-Za-z0-9]+;?)")


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


def _character(m):
    name = m.group(1)
    if name[0] == "#":
        n = int(name[2:].rstrip(";"), 16) if name[1] in "xX" else int(name[1:].rstrip(";"))
        if n in _WINDOWS:
            return _WINDOWS[n]
        if n == 0 or n > 0x10ffff or 0xd800 <= n <= 0xdfff:
            return "\ufffd"
        if n < 0x20 and n not in (9, 10, 12, 13) or 0x7f <= n < 0xa0 or n & 0xfffe == 0xfffe or 0xfdd0 <= n <= 0xfdef:
            return ""
        return chr(n)
    if name.endswith(";"):
        return _NAMES.get(name[:-1], m.group())
    for i in range(len(name), 1, -1):
        if name[:i] in _OLD:
            return _NAMES[name[:i]] + name[i:]
    return m.group()


def unescape(s):
    return _reference.sub(_character, s) if "&" in s else s
