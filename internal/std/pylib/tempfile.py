"""Files and folders for a while."""

import io as _io
import os as _os
import random as _random
import shutil as _shutil

__all__ = [
    "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "mktemp", "TMP_MAX",
    "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb",
]

TMP_MAX = 10000
template = "tmp"
tempdir = None
_letters = "abcdefghijklmnopqrstuvwxyz0123456789_"
_random_names = _random.Random()


def gettempprefix():
    return template


def gettempprefixb():
    return template.encode()


def gettempdir():
    """The folder for temporary files."""
    global tempdir
    if tempdir is None:
        tempdir = _os.getcwd()
        for d in [_os.getenv("TMPDIR"), _os.getenv("TEMP"), _os.getenv("TMP"), "/tmp", "/var/tmp", "/usr/tmp"]:
            if d and _os.path.isdir(d) and _os.access(d, _os.W_OK):
                tempdir = _os.path.abspath(d)
                break
    return tempdir


def gettempdirb():
    return gettempdir().encode()


def _names(suffix, prefix, dir):
    suffix = "" if suffix is None else suffix
    prefix = template if prefix is None else prefix
    dir = gettempdir() if dir is None else dir
    for _ in range(TMP_MAX):
        yield _os.path.abspath(_os.path.join(dir, prefix + "".join([_random_names.choice(_letters) for _ in range(8)]) + suffix))
    raise FileExistsError(17, "No usable temporary file name found")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Makes a file; gives its descriptor and its path."""
    for path in _names(suffix, prefix, dir):
        try:
            return _os.open(path, _os.O_RDWR | _os.O_CREAT | _os.O_EXCL, 0o600), path
        except FileExistsError:
            continue


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Makes a folder; gives its path."""
    for path in _names(suffix, prefix, dir):
        try:
            _os.mkdir(path, 0o700)
            return path
        except FileExistsError:
            continue


def mktemp(suffix="", prefix=template, dir=None):
    """A path that nothing has yet."""
    for path in _names(suffix, prefix, dir):
        if not _os.path.lexists(path):
            return path


class _TemporaryFileWrapper:
    # An open file that is removed when it is closed.

    def __init__(self, file, name, delete=True):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, t, v, tb):
        self.close()

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete:
                _os.unlink(self.name)

    def __iter__(self):
        for line in self.file:
            yield line

    def __repr__(self):
        return "<%s file=%r>" % (type(self).__name__, self.file)


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *, errors=None):
    """An open file with a name, removed when it is closed."""
    fd, path = mkstemp(suffix, prefix, dir)
    _os.close(fd)
    try:
        return _TemporaryFileWrapper(open(path, mode, buffering, encoding, errors, newline), path, delete)
    except BaseException:
        _os.unlink(path)
        raise


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    """An open file without a name."""
    fd, path = mkstemp(suffix, prefix, dir)
    _os.close(fd)
    f = open(path, mode, buffering, encoding, errors, newline)
    _os.unlink(path)
    return f


class SpooledTemporaryFile:
    """A file in memory."""

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
        self._file = _io.BytesIO() if "b" in mode else _io.StringIO()
        self.mode = mode

    def __getattr__(self, name):
        return getattr(self.__dict__["_file"], name)

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        self._file.close()

    def __iter__(self):
        return iter(self._file)

    def rollover(self):
        pass


class TemporaryDirectory:
    """A folder that is removed with all in it at the end of a with statement."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self._ignore = ignore_cleanup_errors
        self.name = mkdtemp(suffix, prefix, dir)

    def __repr__(self):
        return "<%s %r>" % (type(self).__name__, self.name)

    def __enter__(self):
        return self.name

    def __exit__(self, t, v, tb):
        self.cleanup()

    def cleanup(self):
        if _os.path.lexists(self.name):
            _shutil.rmtree(self.name, ignore_errors=self._ignore)
