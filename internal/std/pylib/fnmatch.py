"""Matching of file names against shell patterns."""

import functools
import os
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def fnmatch(name, pat):
    """Test whether a name matches a pattern."""
    return fnmatchcase(os.path.normcase(name), os.path.normcase(pat))


@functools.lru_cache(maxsize=256, typed=True)
def _matcher(pat):
    if isinstance(pat, bytes):
        return re.compile(bytes(translate(str(pat, "ISO-8859-1")), "ISO-8859-1")).match
    return re.compile(translate(pat)).match


def fnmatchcase(name, pat):
    """Test whether a name matches a pattern, as both are written."""
    return _matcher(pat)(name) is not None


def filter(names, pat):
    """The names that match a pattern."""
    match = _matcher(os.path.normcase(pat))
    return [n for n in names if match(n)]


def _bracket(text):
    # text is what stands between the brackets.
    negate = text[0] == "!"
    if negate:
        text = text[1:]
    parts = []
    i = 0
    n = len(text)
    while i < n:
        if i + 2 < n and text[i + 1] == "-":
            if text[i] <= text[i + 2]:
                parts.append(_member(text[i]) + "-" + _member(text[i + 2]))
            i += 3
            continue
        parts.append(_member(text[i]))
        i += 1
    inner = "".join(parts)
    if not inner:
        return "." if negate else "(?!)"
    return ("[^" if negate else "[") + inner + "]"


def _member(c):
    return "\\" + c if c in "\\]^[-&~|" else c


def translate(pat):
    """The regular expression that a shell pattern means."""
    out = []
    i = 0
    n = len(pat)
    while i < n:
        c = pat[i]
        i += 1
        if c == "*":
            while i < n and pat[i] == "*":
                i += 1
            out.append(".*")
        elif c == "?":
            out.append(".")
        elif c == "[":
            j = i
            if j < n and pat[j] == "!":
                j += 1
            if j < n and pat[j] == "]":
                j += 1
            while j < n and pat[j] != "]":
                j += 1
            if j >= n:
                out.append("\\[")
            else:
                out.append(_bracket(pat[i:j]))
                i = j + 1
        else:
            out.append(re.escape(c))
    return "(?s:" + "".join(out) + ")\\Z"
