"""Files by shell pattern."""

import fnmatch
import os
import re

__all__ = ["escape", "glob", "iglob"]


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that match a pattern."""
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that match a pattern, one by one."""
    root = "" if root_dir is None else os.fspath(root_dir)
    pathname = os.fspath(pathname)
    found = _glob(pathname, root, recursive, include_hidden, False)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        first = True
        for p in found:
            if not (first and not p):
                yield p
            first = False
        return
    yield from found


def _glob(pathname, root, recursive, hidden, dirs_only):
    dirname, basename = os.path.split(pathname)
    if not has_magic(pathname):
        if basename:
            if os.path.lexists(os.path.join(root, pathname)):
                yield pathname
        elif os.path.isdir(os.path.join(root, dirname)):
            yield pathname
        return
    if not dirname:
        yield from _names(root, basename, recursive, hidden, dirs_only)
        return
    if dirname != pathname and has_magic(dirname):
        dirs = _glob(dirname, root, recursive, hidden, True)
    else:
        dirs = [dirname]
    for d in dirs:
        if has_magic(basename):
            for name in _names(os.path.join(root, d), basename, recursive, hidden, dirs_only):
                yield os.path.join(d, name)
        elif not basename:
            if os.path.isdir(os.path.join(root, d)):
                yield os.path.join(d, basename)
        elif os.path.lexists(os.path.join(root, d, basename)):
            yield os.path.join(d, basename)


def _names(d, pattern, recursive, hidden, dirs_only):
    if recursive and _is_recursive(pattern):
        if not d or os.path.isdir(d):
            yield ""
        yield from _below(d, hidden, dirs_only)
        return
    names = _entries(d, dirs_only)
    if hidden or pattern.startswith("."):
        yield from fnmatch.filter(names, pattern)
    else:
        yield from fnmatch.filter([n for n in names if not n.startswith(".")], pattern)


def _below(d, hidden, dirs_only):
    for name in _entries(d, dirs_only):
        if hidden or not name.startswith("."):
            yield name
            path = os.path.join(d, name) if d else name
            for sub in _below(path, hidden, dirs_only):
                yield os.path.join(name, sub)


def _entries(d, dirs_only):
    try:
        with os.scandir(d or ".") as entries:
            return [e.name for e in entries if not dirs_only or e.is_dir()]
    except OSError:
        return []


def _is_recursive(pattern):
    return pattern == "**"


def has_magic(s):
    return re.search("[*?[]", s) is not None


def escape(pathname):
    """A pattern that matches just this path."""
    return re.sub("([*?[])", r"[\1]", pathname)
