"""Values as text that is easy to read: what does not fit a line is spread over several."""

import sys as _sys
from collections import ChainMap as _ChainMap, Counter as _Counter, OrderedDict as _OrderedDict, defaultdict as _defaultdict, deque as _deque
from io import StringIO as _StringIO

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pformat(object)


def saferepr(object):
    return PrettyPrinter()._short(object, set(), 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Key:
    """Orders what can't be compared by type and identity."""

    def __init__(self, obj):
        self.obj = obj

    def __lt__(self, other):
        try:
            return self.obj < other.obj
        except TypeError:
            return (str(type(self.obj)), id(self.obj)) < (str(type(other.obj)), id(other.obj))


def _by_key(pair):
    return _Key(pair[0]), _Key(pair[1])


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._step, self._width, self._depth = indent, width, depth
        self._stream = stream
        self._compact, self._sort, self._underscores = bool(compact), sort_dicts, underscore_numbers

    def pprint(self, object):
        stream = _sys.stdout if self._stream is None else self._stream
        if stream is not None:
            stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = _StringIO()
        self._write(object, out, 0, 0, {}, 0)
        return out.getvalue()

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        _, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        """The text on one line, whether it can be read back, whether the value holds itself."""
        return self._short(object, set(context), level)

    # -- On one line --

    def _short(self, obj, around, level):
        kind = type(obj)
        if kind is str:
            return repr(obj), True, False
        form = kind.__repr__
        if issubclass(kind, int) and form is int.__repr__:
            return "{:_d}".format(obj) if self._underscores else repr(obj), True, False
        is_dict = issubclass(kind, dict) and form is dict.__repr__
        if not is_dict and not (issubclass(kind, list) and form is list.__repr__ or issubclass(kind, tuple) and form is tuple.__repr__):
            text = repr(obj)
            return text, bool(text) and not text.startswith("<"), False
        left, right = "{}" if is_dict else "[]" if issubclass(kind, list) else "()"
        if not obj:
            return left + right, True, False
        if self._depth and level >= self._depth:
            return (left + "..." + right) if is_dict or issubclass(kind, list) else "(...)", False, False
        if id(obj) in around:
            return "<Recursion on %s with id=%s>" % (kind.__name__, id(obj)), False, True
        around.add(id(obj))
        parts, readable, recursive = [], True, False

        def add(x):
            nonlocal readable, recursive
            text, r, c = self.format(x, dict.fromkeys(around), self._depth, level + 1)
            readable, recursive = readable and r, recursive or c
            return text

        if is_dict:
            for k, v in sorted(obj.items(), key=_by_key) if self._sort else obj.items():
                k = add(k)
                parts.append(k + ": " + add(v))
        else:
            parts = [add(x) for x in obj]
        around.discard(id(obj))
        end = "," if right == ")" and len(parts) == 1 else ""
        return left + ", ".join(parts) + end + right, readable, recursive

    # -- On several --

    def _write(self, obj, out, indent, after, around, level):
        # after: how much the line needs behind the value.
        if id(obj) in around:
            out.write("<Recursion on %s with id=%s>" % (type(obj).__name__, id(obj)))
            return
        text = self.format(obj, around, self._depth, level)[0]
        if len(text) > self._width - indent - after:
            writer = self._writers.get(type(obj).__repr__)
            fields = None
            if writer is None and hasattr(type(obj), "__dataclass_fields__") and "__create_fn__" not in type(obj).__repr__.__qualname__ \
                    and type(obj).__repr__.__qualname__.endswith(type(obj).__name__ + ".__repr__"):
                fields = [(f.name, getattr(obj, f.name)) for f in type(obj).__dataclass_fields__.values() if f.repr]
            if writer is not None or fields is not None:
                around[id(obj)] = 1
                if fields is not None:
                    self._call(type(obj).__name__, fields, out, indent, after, around, level + 1)
                else:
                    writer(self, obj, out, indent, after, around, level + 1)
                del around[id(obj)]
                return
        out.write(text)

    def _call(self, name, fields, out, indent, after, around, level):
        # name(field=value, …), a field a line.
        indent += len(name) + 1
        out.write(name + "(")
        for i, (n, v) in enumerate(fields):
            last = i == len(fields) - 1
            out.write(n + "=")
            self._write(v, out, indent + len(n) + 1, after if last else 1, around, level)
            if not last:
                out.write(",\n" + " " * indent)
        out.write(")")

    def _pairs(self, items, out, indent, after, around, level):
        indent += self._step
        for i, (k, v) in enumerate(items):
            last = i == len(items) - 1
            key = self.format(k, around, self._depth, level)[0]
            out.write(key + ": ")
            self._write(v, out, indent + len(key) + 2, after if last else 1, around, level)
            if not last:
                out.write(",\n" + " " * indent)

    def _elements(self, items, out, indent, after, around, level):
        indent += self._step
        if self._step > 1:
            out.write((self._step - 1) * " ")
        break_line = ",\n" + " " * indent
        room = width = self._width - indent + 1
        separator = ""
        items = list(items)
        for i, x in enumerate(items):
            last = i == len(items) - 1
            if last:
                width -= after
                room -= after
            if self._compact:
                text = self.format(x, around, self._depth, level)[0]
                need = len(text) + 2
                if room < need:
                    room = width
                    if separator:
                        separator = break_line
                if room >= need:
                    room -= need
                    out.write(separator + text)
                    separator = ", "
                    continue
            out.write(separator)
            separator = break_line
            self._write(x, out, indent, after if last else 1, around, level)

    def _dict(self, obj, out, indent, after, around, level):
        out.write("{" + (self._step - 1) * " ")
        if obj:
            items = sorted(obj.items(), key=_by_key) if self._sort else list(obj.items())
            self._pairs(items, out, indent, after + 1, around, level)
        out.write("}")

    def _list(self, obj, out, indent, after, around, level):
        out.write("[")
        self._elements(obj, out, indent, after + 1, around, level)
        out.write("]")

    def _tuple(self, obj, out, indent, after, around, level):
        out.write("(")
        end = ",)" if len(obj) == 1 else ")"
        self._elements(obj, out, indent, after + len(end), around, level)
        out.write(end)

    def _set(self, obj, out, indent, after, around, level):
        if not obj:
            out.write(repr(obj))
            return
        head, end = "{", "}"
        if type(obj) is not set:
            head, end = type(obj).__name__ + "({", "})"
            indent += len(type(obj).__name__) + 1
        out.write(head)
        self._elements(sorted(obj, key=_Key), out, indent, after + len(end), around, level)
        out.write(end)

    def _wrapped(self, name, inner, out, indent, after, around, level):
        # Name(value): the value under the bracket.
        out.write(name + "(")
        self._write(inner, out, indent + len(name) + 1, after + 1, around, level)
        out.write(")")

    def _ordered(self, obj, out, indent, after, around, level):
        if not obj:
            out.write(repr(obj))
            return
        self._wrapped(type(obj).__name__, list(obj.items()), out, indent, after, around, level)

    def _default(self, obj, out, indent, after, around, level):
        if not obj:
            out.write(repr(obj))
            return
        factory = self.format(obj.default_factory, around, self._depth, level)[0]
        name = type(obj).__name__
        indent += len(name) + 1
        out.write("%s(%s,\n%s" % (name, factory, " " * indent))
        self._dict(obj, out, indent, after + 1, around, level)
        out.write(")")

    def _counter(self, obj, out, indent, after, around, level):
        if not obj:
            out.write(repr(obj))
            return
        name = type(obj).__name__
        out.write(name + "({" + (self._step - 1) * " ")
        self._pairs(obj.most_common(), out, indent + len(name) + 1, after + 2, around, level)
        out.write("})")

    def _deque(self, obj, out, indent, after, around, level):
        if not obj:
            out.write(repr(obj))
            return
        name = type(obj).__name__
        out.write(name + "([")
        indent += len(name) + 1
        if obj.maxlen is None:
            self._elements(obj, out, indent, after + 2, around, level)
            out.write("])")
        else:
            self._elements(obj, out, indent, 2, around, level)
            out.write("],\n%smaxlen=%s)" % (" " * indent, self.format(obj.maxlen, around, self._depth, level)[0]))

    def _chain(self, obj, out, indent, after, around, level):
        name = type(obj).__name__
        out.write(name + "(")
        indent += len(name) + 1
        for i, m in enumerate(obj.maps):
            last = i == len(obj.maps) - 1
            self._write(m, out, indent, after + 1 if last else 1, around, level)
            out.write(")" if last else ",\n" + " " * indent)

    def _str(self, obj, out, indent, after, around, level):
        # Lines of the text, and words of lines that are too long, as literals side by side.
        if not obj:
            out.write(repr(obj))
            return
        chunks = []
        lines = obj.splitlines(True)
        brackets = level == 1
        if brackets:
            indent += 1
            after += 1
        width = room = self._width - indent
        for i, line in enumerate(lines):
            last_line = i == len(lines) - 1
            if last_line:
                room -= after
            if len(repr(line)) <= room:
                chunks.append(repr(line))
                continue
            words, word = [], ""
            for k, c in enumerate(line):
                word += c
                if c.isspace() and (k + 1 == len(line) or not line[k + 1].isspace()):
                    words.append(word)
                    word = ""
            if word:
                words.append(word)
            limit = width
            part = ""
            for k, word in enumerate(words):
                if last_line and k == len(words) - 1:
                    limit -= after
                if len(repr(part + word)) > limit and part:
                    chunks.append(repr(part))
                    part = word
                else:
                    part += word
            if part:
                chunks.append(repr(part))
        if len(chunks) == 1:
            out.write(chunks[0])
            return
        text = ("\n" + " " * indent).join(chunks)
        out.write("(" + text + ")" if brackets else text)

    def _bytes(self, obj, out, indent, after, around, level):
        if len(obj) <= 4:
            out.write(repr(obj))
            return
        brackets = level == 1
        if brackets:
            indent += 1
            after += 1
            out.write("(")
        pieces, at, last = [], 0, len(obj) // 4 * 4
        part = b""
        while at < len(obj):
            limit = self._width - indent - (after if at == last else 0)
            more = obj[at:at + 4]
            if len(repr(part + more)) > limit and part:
                pieces.append(repr(part))
                part = more
            else:
                part += more
            at += 4
        if part:
            pieces.append(repr(part))
        out.write(("\n" + " " * indent).join(pieces))
        if brackets:
            out.write(")")

    _writers = {}


for _class, _method in ((dict, "_dict"), (list, "_list"), (tuple, "_tuple"), (set, "_set"), (frozenset, "_set"), (str, "_str"),
                        (bytes, "_bytes"), (_OrderedDict, "_ordered"), (_defaultdict, "_default"), (_Counter, "_counter"),
                        (_deque, "_deque"), (_ChainMap, "_chain")):
    PrettyPrinter._writers[_class.__repr__] = getattr(PrettyPrinter, _method)
del _class, _method
