"""Tables as text: rows of fields between delimiters, quoted where they must be."""

import re as _re
from io import StringIO as _StringIO

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error", "Dialect", "excel",
           "excel_tab", "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
           "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)

_limit = 131072
_dialects = {}


class Error(Exception):
    """What is wrong with a dialect or a row."""


class Dialect:
    """How a table is written. Subclasses set what differs."""

    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    quoting = QUOTE_ALL
    lineterminator = "\n"


_SETTINGS = ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator", "quoting", "strict")


class _Rules(Dialect):
    """A dialect that has been looked through, with the keywords of the call on top."""

    strict = False

    def __init__(self, dialect, changes):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in _SETTINGS:
            if hasattr(dialect, name):
                setattr(self, name, getattr(dialect, name))
        for name, value in changes.items():
            if name not in _SETTINGS:
                raise TypeError("this function got an unexpected keyword argument '%s'" % name)
            setattr(self, name, value)
        self._check_char("delimiter", False)
        self._check_char("quotechar", True)
        self._check_char("escapechar", True)
        if self.quoting not in range(6) or isinstance(self.quoting, bool):
            raise TypeError('bad "quoting" value')
        if self.quoting != QUOTE_NONE and not self.quotechar:
            raise TypeError("quotechar must be set if quoting enabled")
        if not isinstance(self.lineterminator, str):
            raise TypeError('"lineterminator" must be a string, not %s' % type(self.lineterminator).__name__)

    def _check_char(self, name, optional):
        value = getattr(self, name)
        if value is None and optional:
            return
        if not isinstance(value, str):
            raise TypeError('"%s" must be string%s, not %s' % (name, " or None" if optional else "", type(value).__name__))
        if len(value) != 1:
            if optional and not value:
                setattr(self, name, None)
                return
            raise TypeError('"%s" must be a 1-character string' % name)


def register_dialect(name, dialect=excel, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Rules(dialect, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


def field_size_limit(*new):
    global _limit
    old = _limit
    if new:
        if not isinstance(new[0], int):
            raise TypeError("limit must be an integer")
        _limit = new[0]
    return old


class reader:
    """Rows of a table, one by one. A quoted field may go on in the next line."""

    def __init__(self, csvfile, dialect="excel", **fmtparams):
        self._lines = iter(csvfile)
        self.dialect = _Rules(dialect, fmtparams)
        self.line_num = 0
        d = self.dialect
        # Where a line has neither quotes nor escapes, it is cut at the delimiters.
        self._hard = [c for c in (d.quotechar if d.quoting != QUOTE_NONE else None, d.escapechar) if c]
        self._simple = not d.skipinitialspace and d.quoting not in (QUOTE_NONNUMERIC, QUOTE_STRINGS, QUOTE_NOTNULL)

    def __iter__(self):
        return self

    def _line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error("iterator should return strings, not %s (the file should be opened in text mode)" % type(line).__name__)
        self.line_num += 1
        return line

    def __next__(self):
        line = self._line()
        if self._simple and not any(c in line for c in self._hard):
            text = line.rstrip("\r\n") if line.endswith(("\n", "\r")) else line
            if "\r" in text or "\n" in text:
                raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
            if not text:
                return []
            row = text.split(self.dialect.delimiter)
            if len(text) > _limit and any(len(f) > _limit for f in row):
                raise Error("field larger than field limit (%d)" % _limit)
            return row
        return self._careful(line)

    def _careful(self, line):
        d = self.dialect
        quote = d.quotechar if d.quoting != QUOTE_NONE else None
        row, field = [], []
        quoted = inside = False  # the field began with a quote; it has not ended yet
        begun = False
        while True:
            i, n = 0, len(line)
            while i < n:
                c = line[i]
                i += 1
                if c == d.escapechar and d.escapechar is not None:
                    begun = True
                    if i < n:
                        field.append(line[i])
                        i += 1
                    else:
                        field.append("\n")
                elif inside:
                    if c != quote:
                        field.append(c)
                    elif d.doublequote and i < n and line[i] == quote:
                        field.append(quote)
                        i += 1
                    else:
                        inside = False
                        if d.strict and i < n and line[i] not in (d.delimiter, "\r", "\n"):
                            raise Error("'%s' expected after '%s'" % (d.delimiter, quote))
                elif c == d.delimiter:
                    row.append(self._field(field, quoted))
                    field, quoted, begun = [], False, True
                    if d.skipinitialspace:
                        while i < n and line[i] == " ":
                            i += 1
                    continue
                elif c in "\r\n":
                    if line[i:].strip("\r\n"):
                        raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
                    break
                elif c == quote and not field and not quoted:
                    quoted = inside = begun = True
                elif c == " " and not begun and d.skipinitialspace and not field:
                    continue
                else:
                    field.append(c)
                begun = True
                if len(field) > _limit:
                    raise Error("field larger than field limit (%d)" % _limit)
            if not inside:
                break
            try:
                line = self._line()
            except StopIteration:
                if d.strict:
                    raise Error("unexpected end of data") from None
                break
        if begun or row:
            row.append(self._field(field, quoted))
        return row

    def _field(self, chars, quoted):
        text = "".join(chars)
        how = self.dialect.quoting
        if not quoted:
            if how == QUOTE_NONNUMERIC and text:
                return float(text)
            if how == QUOTE_NOTNULL and not text:
                return None
            if how == QUOTE_STRINGS:
                return float(text) if text else None
        return text


class writer:
    """Writes rows to what has a method write."""

    def __init__(self, csvfile, dialect="excel", **fmtparams):
        self._write = csvfile.write
        self.dialect = d = _Rules(dialect, fmtparams)
        special = d.delimiter + (d.quotechar or "") + (d.escapechar or "") + "\r\n" + d.lineterminator
        self._special = _re.compile("[%s]" % _re.escape(special))

    def writerow(self, row):
        try:
            fields = list(row)
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        out = [self._text(f, len(fields) == 1) for f in fields]
        return self._write(self.dialect.delimiter.join(out) + self.dialect.lineterminator)

    def writerows(self, rows):
        for r in rows:
            self.writerow(r)

    def _text(self, value, alone):
        d = self.dialect
        number = isinstance(value, (int, float))
        text = value if isinstance(value, str) else "" if value is None else repr(value) if isinstance(value, float) else str(value)
        if d.quoting == QUOTE_NONE:
            return self._escaped(text, alone)
        wanted = {QUOTE_ALL: True, QUOTE_NONNUMERIC: not number, QUOTE_STRINGS: isinstance(value, str),
                  QUOTE_NOTNULL: value is not None}.get(d.quoting, False)
        if not text and alone and not wanted:
            if d.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error("single empty field record must be quoted")
            wanted = True
        if not wanted and not self._special.search(text) and not (d.skipinitialspace and text.startswith(" ")):
            return text
        q, e = d.quotechar, d.escapechar
        if e is not None:
            text = text.replace(e, e + e)
        if q in text:
            if d.doublequote:
                text = text.replace(q, q + q)
            elif e is None:
                raise Error("need to escape, but no escapechar set")
            else:
                text = text.replace(q, e + q)
                if not wanted and not self._special.search(text.replace(e + q, "").replace(e + e, "")):
                    return text
        return q + text + q

    def _escaped(self, text, alone):
        if not text and alone:
            raise Error("single empty field record must be quoted")
        if not self._special.search(text):
            return text
        if self.dialect.escapechar is None:
            raise Error("need to escape, but no escapechar set")
        return self._special.sub(lambda m: self.dialect.escapechar + m.group(), text)


class DictReader:
    """Rows as dicts; the names are those of the first row where none are given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.restkey, self.restval = restkey, restval
        self._names = list(fieldnames) if fieldnames is not None and iter(fieldnames) is fieldnames else fieldnames

    line_num = property(lambda self: self.reader.line_num)

    @property
    def fieldnames(self):
        if self._names is None:
            self._names = next(self.reader, None)
        return self._names

    @fieldnames.setter
    def fieldnames(self, value):
        self._names = value

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        d = dict(zip(names, row))
        if len(row) > len(names):
            d[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            d[name] = self.restval
        return d


class DictWriter:
    """Writes dicts; the names say in which order."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.fieldnames = list(fieldnames)
        self.restval = restval
        self.extrasaction = extrasaction.lower()
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _fields(self, row):
        if self.extrasaction == "raise":
            extra = row.keys() - set(self.fieldnames)
            if extra:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join(repr(x) for x in extra))
        return [row.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._fields(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows([self._fields(r) for r in rowdicts])


class Sniffer:
    """Guesses the dialect of a sample: the delimiter that cuts all lines into as many fields."""

    preferred = [",", "\t", ";", " ", ":", "|"]

    def sniff(self, sample, delimiters=None):
        lines = [x for x in sample.splitlines() if x][:50]
        best, score = None, 0
        for c in delimiters or self.preferred:
            counts = [len(r) for r in reader(lines, delimiter=c)]
            if counts and min(counts) > 1 and min(counts) == max(counts) and (best is None or min(counts) > score):
                best, score = c, min(counts)
        if best is None:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL
            delimiter = best
            quotechar = "'" if "'" + best in sample and '"' not in sample else '"'
            skipinitialspace = all(best + " " in x for x in lines if best in x)

        return dialect

    def has_header(self, sample):
        rows = list(reader(_StringIO(sample), self.sniff(sample)))
        header, rest = rows[0], rows[1:21]

        def number(s):
            try:
                complex(s)
            except ValueError:
                return False
            return True

        votes = 0
        for i, name in enumerate(header):
            column = [r[i] for r in rest if len(r) == len(header)]
            if column and all(number(x) for x in column):
                votes += -1 if number(name) else 1
            elif column and len({len(x) for x in column}) == 1:
                votes += 1 if len(name) != len(column[0]) else -1
        return votes > 0
