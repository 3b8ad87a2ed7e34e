"""Paths as objects."""

import fnmatch
import io
import os
import re
import stat as _stat

__all__ = ["PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class _Parents:
    # The logical ancestors of a path.
    def __init__(self, path):
        self._cls = type(path)
        self._root = path._root
        self._names = path._names

    def __len__(self):
        return len(self._names)

    def __getitem__(self, i):
        if isinstance(i, slice):
            return tuple(self[k] for k in range(*i.indices(len(self))))
        n = len(self)
        if i >= n or i < -n:
            raise IndexError(i)
        if i < 0:
            i += n
        return self._cls._of(self._root, self._names[:n - i - 1])

    def __iter__(self):
        for i in range(len(self)):
            yield self[i]

    def __repr__(self):
        return "<%s.parents>" % self._cls.__name__


class PurePath:
    """A path without access to the file system."""

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        root = ""
        names = []
        for a in args:
            if isinstance(a, PurePath):
                s = str(a)
            else:
                s = os.fspath(a)
                if not isinstance(s, str):
                    raise TypeError("argument should be a str object or an os.PathLike object returning str, not %r" % type(a))
            if s.startswith("/"):
                root = "//" if s.startswith("//") and not s.startswith("///") else "/"
                names = []
            names.extend([n for n in s.split("/") if n and n != "."])
        return cls._of(root, names)

    @classmethod
    def _of(cls, root, names):
        self = object.__new__(cls)
        self._root = root
        self._names = list(names)
        self._text = None
        return self

    def __reduce__(self):
        return type(self), tuple(self.parts)

    def __str__(self):
        if self._text is None:
            self._text = self._root + "/".join(self._names) or "."
        return self._text

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(str(self))

    def __repr__(self):
        return "%s(%r)" % (type(self).__name__, str(self))

    def as_posix(self):
        return str(self)

    def as_uri(self):
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        out = []
        for b in os.fsencode(str(self)):
            c = chr(b)
            out.append(c if b < 128 and (c.isalnum() or c in "_.-~/") else "%%%02X" % b)
        return "file://" + "".join(out)

    def _key(self):
        return [self._root] + self._names

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._key() == other._key()

    def __hash__(self):
        return hash(tuple(self._key()))

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts < other.parts

    def __le__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts <= other.parts

    def __gt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts > other.parts

    def __ge__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parts >= other.parts

    def __truediv__(self, key):
        try:
            return type(self)(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return type(self)(key, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *args):
        return type(self)(self, *args)

    @property
    def drive(self):
        return ""

    @property
    def root(self):
        return self._root

    @property
    def anchor(self):
        return self._root

    @property
    def parts(self):
        return tuple(([self._root] if self._root else []) + self._names)

    @property
    def name(self):
        return self._names[-1] if self._names else ""

    @property
    def suffix(self):
        name = self.name
        i = name.rfind(".")
        return name[i:] if 0 < i < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        if name.endswith("."):
            return []
        return ["." + s for s in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        name = self.name
        i = name.rfind(".")
        return name[:i] if 0 < i < len(name) - 1 else name

    @property
    def parent(self):
        return self._of(self._root, self._names[:-1]) if self._names else self

    @property
    def parents(self):
        return _Parents(self)

    def with_name(self, name):
        if not self.name:
            raise ValueError("%r has an empty name" % (self,))
        if not name or "/" in name or name == ".":
            raise ValueError("Invalid name %r" % name)
        return self._of(self._root, self._names[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError("Invalid suffix %r" % suffix)
        name = self.name
        if not name:
            raise ValueError("%r has an empty name" % (self,))
        old = self.suffix
        return self.with_name((name[:-len(old)] if old else name) + suffix)

    def is_absolute(self):
        return self._root != ""

    def is_reserved(self):
        return False

    def is_relative_to(self, *other):
        try:
            self.relative_to(*other)
            return True
        except ValueError:
            return False

    def relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        base = type(self)(*other)
        n = len(base._names)
        if base._root != self._root or self._names[:n] != base._names:
            raise ValueError("%r is not in the subpath of %r OR one path is relative and the other is absolute." % (str(self), str(base)))
        return self._of("", self._names[n:])

    def match(self, pattern):
        pat = PurePosixPath(pattern)
        want = pat.parts
        if not want:
            raise ValueError("empty pattern")
        have = self.parts
        if pat._root:
            if len(want) != len(have):
                return False
        elif len(want) > len(have):
            return False
        return all(fnmatch.fnmatchcase(a, b) for a, b in zip(reversed(have), reversed(want)))


class PurePosixPath(PurePath):
    pass


class PureWindowsPath(PurePath):
    def __new__(cls, *args, **kwargs):
        raise NotImplementedError("not supported yet: pathlib.PureWindowsPath")


class Path(PurePath):
    """A path of this system, with what can be done to its file."""

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser("~"))

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        pass

    def stat(self, *, follow_symlinks=True):
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return os.lstat(self)

    def _mode(self):
        try:
            return os.stat(self).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except OSError as e:
            if e.errno in (9, 40):
                return 0
            raise

    def exists(self):
        return self._mode() != 0

    def is_dir(self):
        return _stat.S_ISDIR(self._mode())

    def is_file(self):
        return _stat.S_ISREG(self._mode())

    def is_fifo(self):
        return _stat.S_ISFIFO(self._mode())

    def is_socket(self):
        return _stat.S_ISSOCK(self._mode())

    def is_char_device(self):
        return _stat.S_ISCHR(self._mode())

    def is_block_device(self):
        return _stat.S_ISBLK(self._mode())

    def is_symlink(self):
        return os.path.islink(self)

    def is_mount(self):
        if not self.is_dir():
            return False
        a = self.stat()
        b = self.parent.stat()
        return a.st_dev != b.st_dev or a.st_ino == b.st_ino

    def samefile(self, other):
        a = self.stat()
        b = os.stat(other)
        return a.st_ino == b.st_ino and a.st_dev == b.st_dev

    def absolute(self):
        if self.is_absolute():
            return self
        return type(self)(os.getcwd(), self)

    def resolve(self, strict=False):
        if strict:
            self.stat()
        # The longest part that exists is resolved, the rest is appended.
        path = os.path.abspath(self)
        tail = []
        while not os.path.lexists(path) and path != "/":
            path, name = os.path.split(path)
            tail.insert(0, name)
        return type(self)(os.path.realpath(path), *tail)

    def expanduser(self):
        if not self._root and self._names and self._names[0][:1] == "~":
            home = os.path.expanduser(self._names[0])
            if home[:1] == "~":
                raise RuntimeError("Could not determine home directory.")
            return type(self)(home, *self._names[1:])
        return self

    def readlink(self):
        return type(self)(os.readlink(self))

    def owner(self):
        raise NotImplementedError("not supported yet: Path.owner")

    def group(self):
        raise NotImplementedError("not supported yet: Path.group")

    # ---- Contents

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open("rb") as f:
            return f.read()

    def read_text(self, encoding=None, errors=None):
        with self.open("r", encoding=encoding, errors=errors) as f:
            return f.read()

    def write_bytes(self, data):
        with self.open("wb") as f:
            return f.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % type(data).__name__)
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    # ---- Folders

    def iterdir(self):
        for name in os.listdir(self):
            yield self._of(self._root, self._names + [name])

    def glob(self, pattern):
        return self._glob(pattern, False)

    def rglob(self, pattern):
        return self._glob(pattern, True)

    def _glob(self, pattern, recursive):
        pattern = os.fspath(pattern)
        if not pattern and not recursive:
            raise ValueError("Unacceptable pattern: %r" % pattern)
        if pattern.startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = [p for p in pattern.split("/") if p and p != "."]
        if recursive:
            parts.insert(0, "**")
        folders = pattern.endswith("/")
        seen = set()
        for p in self._select(parts):
            if folders and not p.is_dir():
                continue
            if parts.count("**") > 1:
                if p in seen:
                    continue
                seen.add(p)
            yield p

    def _select(self, parts):
        if not parts:
            yield self
            return
        part = parts[0]
        rest = parts[1:]
        if part == "**":
            for d in self._folders():
                yield from d._select(rest)
            return
        if "**" in part:
            raise ValueError("Invalid pattern: '**' can only be an entire path component")
        if part == "..":
            yield from self._of(self._root, self._names + [part])._select(rest)
            return
        if re.search("[*?[]", part) is None:
            p = self._of(self._root, self._names + [part])
            if p.exists() or p.is_symlink():
                if not rest or p.is_dir():
                    yield from p._select(rest)
            return
        try:
            with os.scandir(self) as it:
                entries = list(it)
        except OSError:
            return
        for e in entries:
            if fnmatch.fnmatchcase(e.name, part):
                if rest and not e.is_dir():
                    continue
                yield from self._of(self._root, self._names + [e.name])._select(rest)

    def _folders(self):
        # This folder and those in it, at all depths.
        if not self.is_dir():
            return
        yield self
        try:
            with os.scandir(self) as it:
                entries = list(it)
        except OSError:
            return
        for e in entries:
            if e.is_dir() and not e.is_symlink():
                yield from self._of(self._root, self._names + [e.name])._folders()

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        os.rmdir(self)

    # ---- Files

    def touch(self, mode=0o666, exist_ok=True):
        if os.path.lexists(self):
            if not exist_ok:
                raise FileExistsError(17, "File exists", str(self))
            os.utime(self, None)
            return
        os.close(os.open(self, os.O_CREAT | os.O_WRONLY, mode))

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        os.rename(self, target)
        return type(self)(target)

    def replace(self, target):
        os.replace(self, target)
        return type(self)(target)

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self, mode)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self)

    def hardlink_to(self, target):
        os.link(target, self)


class PosixPath(Path, PurePosixPath):
    pass


class WindowsPath(Path):
    def __new__(cls, *args, **kwargs):
        raise NotImplementedError("cannot instantiate 'WindowsPath' on your system")
