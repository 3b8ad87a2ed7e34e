"""Copying, moving and removing files and folders."""

import fnmatch
import os
import stat
import sys

__all__ = [
    "copyfileobj", "copyfile", "copymode", "copystat", "copy", "copy2", "copytree", "move", "rmtree", "Error", "SpecialFileError",
    "SameFileError", "which", "get_terminal_size", "disk_usage", "ignore_patterns", "chown", "ReadError",
]

COPY_BUFSIZE = 64 * 1024


class Error(OSError):
    pass


class SameFileError(Error):
    """Source and destination are the same file."""


class SpecialFileError(OSError):
    """Something is not done to a file of this kind."""


class ReadError(OSError):
    pass


def copyfileobj(fsrc, fdst, length=0):
    """Copies what is left of one open file to another."""
    if not length:
        length = COPY_BUFSIZE
    while True:
        buf = fsrc.read(length)
        if not buf:
            return
        fdst.write(buf)


def _same(src, dst):
    try:
        a = os.stat(src)
        b = os.stat(dst)
    except OSError:
        return False
    return a.st_ino == b.st_ino and a.st_dev == b.st_dev


def copyfile(src, dst, *, follow_symlinks=True):
    """Copies the text of a file; gives dst."""
    if _same(src, dst):
        raise SameFileError("%r and %r are the same file" % (src, dst))
    for fn in (src, dst):
        try:
            mode = os.stat(fn).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode):
            raise SpecialFileError("`%s` is a named pipe" % os.fspath(fn))
    if not follow_symlinks and os.path.islink(src):
        _copy_link(src, dst)
        return dst
    with open(src, "rb") as fsrc:
        with open(dst, "wb") as fdst:
            copyfileobj(fsrc, fdst)
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    """Copies the permission bits."""
    os.chmod(dst, stat.S_IMODE(os.stat(src).st_mode))


def copystat(src, dst, *, follow_symlinks=True):
    """Copies permission bits and times."""
    if not follow_symlinks and os.path.islink(src) and os.path.islink(dst):
        return
    st = os.stat(src)
    os.utime(dst, ns=(st.st_atime_ns, st.st_mtime_ns))
    os.chmod(dst, stat.S_IMODE(st.st_mode))


def _copied(src, dst, keep, follow_symlinks):
    # Copies a file, into dst where that is a folder, and then what keep copies.
    where = os.path.join(dst, os.path.basename(src)) if os.path.isdir(dst) else dst
    for step in (copyfile, keep):
        step(src, where, follow_symlinks=follow_symlinks)
    return where


def copy(src, dst, *, follow_symlinks=True):
    """Copies a file with its mode; gives where it is."""
    return _copied(src, dst, copymode, follow_symlinks)


def copy2(src, dst, *, follow_symlinks=True):
    """Copies a file with its mode and times; gives where it is."""
    return _copied(src, dst, copystat, follow_symlinks)


def ignore_patterns(*patterns):
    """A function for copytree that leaves out what matches."""
    def ignore(path, names):
        out = []
        for p in patterns:
            out.extend(fnmatch.filter(names, p))
        return set(out)
    return ignore


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    """Copies a folder with all in it; gives dst."""
    entries = _entries(src)
    left_out = ignore(os.fspath(src), [e.name for e in entries]) if ignore is not None else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    failures = []

    def noting(act, a, b):
        # Whatever fails is told at the end.
        try:
            act(a, b)
        except Error as inner:
            failures.extend(inner.args[0])
        except OSError as why:
            failures.append((a, b, str(why)))

    def copy_folder(a, b):
        copytree(a, b, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)

    for e in entries:
        a, b = os.path.join(src, e.name), os.path.join(dst, e.name)
        link = e.is_symlink()
        if e.name in left_out or link and not symlinks and ignore_dangling_symlinks and not os.path.exists(a):
            continue
        noting(_copy_link if link and symlinks else copy_folder if e.is_dir() else copy_function, a, b)
    noting(copystat, src, dst)
    if failures:
        raise Error(failures)
    return dst


def _copy_link(src, dst):
    os.symlink(os.readlink(src), dst)


def _entries(path):
    with os.scandir(path) as it:
        return list(it)


def _no_link(path):
    if os.path.islink(path):
        raise OSError("Cannot call rmtree on a symbolic link")
    return True


def rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None):
    """Removes a folder with all in it."""
    def tried(act, where, named):
        # What act gives; None where it failed and that is let pass.
        try:
            return act(where)
        except OSError:
            if not ignore_errors:
                if onerror is None:
                    raise
                onerror(named, where, sys.exc_info())
        return None

    if tried(_no_link, path, os.path.islink):
        for e in tried(_entries, path, os.scandir) or ():
            where = os.path.join(path, e.name)
            if e.is_dir(follow_symlinks=False):
                rmtree(where, ignore_errors, onerror)
            else:
                tried(os.unlink, where, os.unlink)
        tried(os.rmdir, path, os.rmdir)


def move(src, dst, copy_function=copy2):
    """Moves a file or folder; gives where it is."""
    real = dst
    if os.path.isdir(dst):
        if _same(src, dst):
            os.rename(src, dst)
            return None
        real = os.path.join(dst, os.path.basename(os.fspath(src).rstrip(os.sep)))
        if os.path.exists(real):
            raise Error("Destination path '%s' already exists" % real)
    try:
        os.rename(src, real)
    except OSError:
        if os.path.islink(src):
            _copy_link(src, real)
            os.unlink(src)
        elif os.path.isdir(src):
            a = os.path.abspath(src).rstrip(os.sep) + os.sep
            b = os.path.abspath(dst).rstrip(os.sep) + os.sep
            if b.startswith(a):
                raise Error("Cannot move a directory '%s' into itself '%s'." % (src, dst))
            copytree(src, real, copy_function=copy_function, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, real)
            os.unlink(src)
    return real


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    """Where a command is found, or None."""
    def fits(p):
        return os.path.exists(p) and os.access(p, mode) and not os.path.isdir(p)

    if os.path.dirname(cmd):
        return cmd if fits(cmd) else None
    if path is None:
        path = os.environ.get("PATH", "/bin:/usr/bin")
    if not path:
        return None
    seen = set()
    for d in path.split(os.pathsep):
        if d not in seen:
            seen.add(d)
            p = os.path.join(d, cmd)
            if fits(p):
                return p
    return None


def get_terminal_size(fallback=(80, 24)):
    """The size of the terminal, as the environment or the fallback says."""
    size = []
    for name, other in (("COLUMNS", fallback[0]), ("LINES", fallback[1])):
        try:
            n = int(os.environ[name])
        except (KeyError, ValueError):
            n = 0
        size.append(n if n > 0 else other)
    return os.terminal_size(size)


def disk_usage(path):
    raise NotImplementedError("not supported yet: shutil.disk_usage")


def chown(path, user=None, group=None):
    """Changes the owner, by numbers."""
    if user is None and group is None:
        raise ValueError("user and/or group must be set")
    os.chown(path, -1 if user is None else user, -1 if group is None else group)
