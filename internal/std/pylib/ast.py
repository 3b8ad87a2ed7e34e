"""Of Python's module of this name, the part that needs no compiler: values from their text."""

import re as _re

__all__ = ["literal_eval"]

_token = _re.compile(r"""
    (?P<space>[\s]+|\#[^\n]*|\\\n)
  | (?P<number>(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+
      |(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?(?:[eE][+-]?\d(?:_?\d)*)?)[jJ]?)
  | (?P<string>(?P<prefix>[rRbBuU]{0,2})(?:'''(?P<s1>(?:[^\\]|\\.)*?)'''|\"\"\"(?P<s2>(?:[^\\]|\\.)*?)\"\"\"
      |'(?P<s3>(?:[^'\\\n]|\\.)*)'|"(?P<s4>(?:[^"\\\n]|\\.)*)"))
  | (?P<name>[A-Za-z_]\w*|\.\.\.)
  | (?P<op>[\[\](){},:+\-])
""", _re.X | _re.S)

_escape = _re.compile(r"\\(\n|[\\'\"abfnrtv]|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
_plain = {"\n": "", "\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_names = {"None": None, "True": True, "False": False, "...": ...}


def _unescaped(text, of_bytes):
    def one(m):
        c = m.group(1)
        if c in _plain:
            return _plain[c]
        if c[0] in "uU" and of_bytes:
            return m.group()
        return chr(int(c, 8) & (255 if of_bytes else 0x10ffff) if c[0] in "01234567" else int(c[1:], 16))
    return _escape.sub(one, text)


def _string(m):
    prefix = m.group("prefix").lower()
    text = next(t for t in m.group("s1", "s2", "s3", "s4") if t is not None)
    if "r" not in prefix:
        text = _unescaped(text, "b" in prefix)
    if "b" in prefix:
        if any(ord(c) > 255 for c in text):
            raise SyntaxError("bytes can only contain ASCII literal characters")
        return bytes(map(ord, text))
    return text


def _number(text):
    text = text.replace("_", "")
    if text[-1] in "jJ":
        return complex(0, float(text[:-1]))
    if text[:2].lower() in ("0x", "0o", "0b"):
        return int(text, 0)
    if text.isdigit():
        if text[0] == "0" and text.strip("0"):
            raise SyntaxError("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
        return int(text)
    return float(text)


class _Parser:
    def __init__(self, text):
        self.tokens = []
        at = 0
        while at < len(text):
            m = _token.match(text, at)
            if m is None:
                raise SyntaxError("invalid syntax")
            at = m.end()
            if m.lastgroup != "space" and m.group("space") is None:
                self.tokens.append(m)
        self.at = 0

    def peek(self):
        return self.tokens[self.at].group() if self.at < len(self.tokens) else ""

    def take(self, op):
        if self.peek() != op:
            return False
        self.at += 1
        return True

    def need(self, op):
        if not self.take(op):
            raise SyntaxError("invalid syntax" if self.peek() else "'%s' was never closed" % {"]": "[", ")": "(", "}": "{"}.get(op, op))

    def whole(self):
        v = self.value()
        if self.peek() == ",":
            v = (v,) + tuple(self.items(""))
        if self.peek():
            raise self.wrong()
        return v

    def wrong(self):
        return SyntaxError("invalid syntax") if self.tokens[self.at].group("op") is None or self.peek() in ")]}:," else ValueError(
            "malformed node or string: %r" % self.peek())

    def items(self, end):
        # The elements up to the closing bracket, after the first or from the start.
        while self.take(","):
            if self.peek() == end:
                break
            yield self.value()

    def value(self):
        v = self.signed()
        while self.peek() in ("+", "-"):
            sign = self.peek()
            self.at += 1
            w = self.signed()
            if not isinstance(w, complex) or type(v) not in (int, float):
                raise ValueError("malformed node or string")
            v = v + w if sign == "+" else v - w
        return v

    def signed(self):
        if self.peek() in ("+", "-"):
            sign = self.peek()
            self.at += 1
            v = self.signed()
            if type(v) not in (int, float, complex):
                raise ValueError("malformed node or string")
            return -v if sign == "-" else v
        return self.atom()

    def atom(self):
        if self.at >= len(self.tokens):
            raise SyntaxError("invalid syntax")
        m = self.tokens[self.at]
        self.at += 1
        if m.group("string") is not None:
            v = _string(m)
            while self.at < len(self.tokens) and self.tokens[self.at].group("string") is not None:
                v += _string(self.tokens[self.at])
                self.at += 1
            return v
        if m.group("number") is not None:
            return _number(m.group())
        text = m.group()
        if text in _names:
            return _names[text]
        if text == "set" and self.take("("):
            self.need(")")
            return set()
        if text == "(":
            if self.take(")"):
                return ()
            v = self.value()
            if self.peek() == ",":
                v = (v, *self.items(")"))
            self.need(")")
            return v
        if text == "[":
            if self.take("]"):
                return []
            v = [self.value()]
            v += self.items("]")
            self.need("]")
            return v
        if text == "{":
            return self.braces()
        if m.group("name") is not None:
            raise ValueError("malformed node or string on line 1: %r" % text)
        raise SyntaxError("invalid syntax")

    def braces(self):
        if self.take("}"):
            return {}
        first = self.value()
        if not self.take(":"):
            s = {first, *self.items("}")}
            self.need("}")
            return s
        d = {first: self.value()}
        while self.take(",") and self.peek() != "}":
            k = self.value()
            self.need(":")
            d[k] = self.value()
        self.need("}")
        return d


def literal_eval(node_or_string):
    if not isinstance(node_or_string, str):
        raise ValueError("malformed node or string: %r" % (node_or_string,))
    return _Parser(node_or_string.lstrip(" \t")).whole()
