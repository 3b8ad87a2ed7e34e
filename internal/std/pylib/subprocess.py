"""Running other programs."""

import _subprocess
import io
import os
import threading
import time

__all__ = [
    "Popen", "PIPE", "STDOUT", "DEVNULL", "call", "check_call", "getstatusoutput", "getoutput", "check_output", "run", "CalledProcessError",
    "SubprocessError", "TimeoutExpired", "CompletedProcess",
]

PIPE = -1
STDOUT = -2
DEVNULL = -3


class SubprocessError(Exception):
    pass


class _Failure(SubprocessError):
    # Keeps what the program had written; stdout is another name of output.

    def _keep(self, cmd, output, stderr):
        self.cmd, self.output, self.stderr = cmd, output, stderr

    stdout = property(lambda self: self.output, lambda self, text: setattr(self, "output", text))


class CalledProcessError(_Failure):
    """A program ended with another status than 0."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self._keep(cmd, output, stderr)

    def _end(self):
        status = self.returncode
        if not status or status > 0:
            return "returned non-zero exit status %d." % status
        try:
            import signal
            return "died with %r." % signal.Signals(-status)
        except ValueError:
            return "died with unknown signal %d." % -status

    def __str__(self):
        return "Command '%s' %s" % (self.cmd, self._end())


class TimeoutExpired(_Failure):
    """A program took longer than it may."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.timeout = timeout
        self._keep(cmd, output, stderr)

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)


class CompletedProcess:
    """A program that has ended."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode = args, returncode
        self.stdout, self.stderr = stdout, stderr

    def __repr__(self):
        shown = [("args", self.args), ("returncode", self.returncode)]
        shown += [(name, text) for name, text in (("stdout", self.stdout), ("stderr", self.stderr)) if text is not None]
        return "%s(%s)" % (type(self).__name__, ", ".join(["%s=%r" % pair for pair in shown]))

    def check_returncode(self):
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


class _Reader:
    # The end of a pipe that is read.

    def __init__(self, fd, text, encoding, errors):
        self._fd = fd
        self._text = text
        self._encoding = encoding
        self._errors = errors
        self._rest = b""
        self.closed = False

    def _decode(self, data):
        if not self._text:
            return data
        return data.decode(self._encoding, self._errors).replace("\r\n", "\n").replace("\r", "\n")

    def fileno(self):
        return self._fd

    def read(self, size=-1):
        parts = [self._rest]
        have = len(self._rest)
        while size < 0 or have < size:
            data = os.read(self._fd, 65536)
            if not data:
                break
            parts.append(data)
            have += len(data)
        data = b"".join(parts)
        if size < 0:
            self._rest = b""
            return self._decode(data)
        self._rest = data[size:]
        return self._decode(data[:size])

    def readline(self):
        while b"\n" not in self._rest:
            data = os.read(self._fd, 65536)
            if not data:
                line, self._rest = self._rest, b""
                return self._decode(line)
            self._rest += data
        i = self._rest.index(b"\n") + 1
        line, self._rest = self._rest[:i], self._rest[i:]
        return self._decode(line)

    def readlines(self):
        return list(self)

    def __iter__(self):
        while True:
            line = self.readline()
            if not line:
                return
            yield line

    def close(self):
        if not self.closed:
            self.closed = True
            os.close(self._fd)

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        self.close()


class _Writer:
    # The end of a pipe that is written.

    def __init__(self, fd, text, encoding, errors):
        self._fd = fd
        self._text = text
        self._encoding = encoding
        self._errors = errors
        self.closed = False

    def fileno(self):
        return self._fd

    def write(self, data):
        raw = data.encode(self._encoding, self._errors) if self._text else bytes(data)
        while raw:
            raw = raw[os.write(self._fd, raw):]
        return len(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def close(self):
        if not self.closed:
            self.closed = True
            os.close(self._fd)

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        self.close()


class Popen:
    """A program that runs beside this one."""

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True, shell=False,
                 cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True, start_new_session=False,
                 pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1,
                 process_group=None):
        if preexec_fn is not None:
            raise NotImplementedError("not supported yet: subprocess with preexec_fn")
        self.args = args
        self.returncode = None
        self.stdin = self.stdout = self.stderr = None
        text = bool(text or universal_newlines or encoding or errors)
        encoding = encoding or "utf-8"
        errors = errors or "strict"
        self.text_mode = text
        if isinstance(args, (str, bytes)) or hasattr(args, "__fspath__"):
            argv = [args]
        else:
            argv = list(args)
        if shell:
            argv = ["/bin/sh", "-c"] + argv
            if executable:
                argv[0] = executable
        if not argv:
            raise IndexError("list index out of range")
        environment = None
        if env is not None:
            environment = ["%s=%s" % (os.fsdecode(k), os.fsdecode(v)) for k, v in env.items()]
        ours = []
        try:
            fds = []
            ends = [None, None, None]
            for i, what in enumerate((stdin, stdout, stderr)):
                if what is None:
                    fds.append(i)
                elif what == PIPE:
                    r, w = os.pipe()
                    theirs, mine = (r, w) if i == 0 else (w, r)
                    ours.append(theirs)
                    ends[i] = mine
                    fds.append(theirs)
                elif what == DEVNULL:
                    fd = os.open(os.devnull, os.O_RDWR)
                    ours.append(fd)
                    fds.append(fd)
                elif what == STDOUT and i == 2:
                    fds.append(fds[1])
                elif isinstance(what, int):
                    fds.append(what)
                else:
                    if hasattr(what, "flush"):
                        what.flush()
                    fds.append(what.fileno())
            try:
                self._process = _subprocess.start(argv, executable or argv[0], cwd, environment, fds[0], fds[1], fds[2], bool(start_new_session))
            except BaseException:
                for fd in ends:
                    if fd is not None:
                        os.close(fd)
                raise
        finally:
            for fd in ours:
                os.close(fd)
        self.pid = self._process.pid
        if ends[0] is not None:
            self.stdin = _Writer(ends[0], text, encoding, errors)
        if ends[1] is not None:
            self.stdout = _Reader(ends[1], text, encoding, errors)
        if ends[2] is not None:
            self.stderr = _Reader(ends[2], text, encoding, errors)

    def __repr__(self):
        return "<%s: returncode: %s args: %r>" % (type(self).__name__, self.returncode, self.args)

    def __enter__(self):
        return self

    def __exit__(self, t, v, tb):
        for f in (self.stdout, self.stderr, self.stdin):
            if f:
                f.close()
        self.wait()

    def poll(self):
        if self.returncode is None:
            self.returncode = self._process.wait(0)
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None:
            self.returncode = self._process.wait(timeout)
            if self.returncode is None:
                raise TimeoutExpired(self.args, timeout)
        return self.returncode

    def send_signal(self, sig):
        if self.poll() is None:
            self._process.send_signal(int(sig))

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)

    def communicate(self, input=None, timeout=None):
        """Sends input, reads all output, waits for the end."""
        end = None if timeout is None else time.monotonic() + timeout
        got = {}
        threads = []

        def gather(name, f):
            try:
                got[name] = f.read()
            except OSError:
                pass

        def feed():
            try:
                if input:
                    self.stdin.write(input)
            except BrokenPipeError:
                pass
            finally:
                self.stdin.close()

        for name, f in (("out", self.stdout), ("err", self.stderr)):
            if f is not None and not f.closed:
                threads.append(threading.Thread(target=gather, args=(name, f), daemon=True))
        if self.stdin is not None and not self.stdin.closed:
            threads.append(threading.Thread(target=feed, daemon=True))
        for t in threads:
            t.start()
        for t in threads:
            t.join(None if end is None else max(end - time.monotonic(), 0))
            if t.is_alive():
                raise TimeoutExpired(self.args, timeout)
        try:
            self.wait(None if end is None else max(end - time.monotonic(), 0))
        except TimeoutExpired:
            raise TimeoutExpired(self.args, timeout) from None
        for f in (self.stdout, self.stderr):
            if f is not None:
                f.close()
        return got.get("out"), got.get("err")


def _until_end(p, wait, *args):
    # What wait gives. Where it fails the program does not go on.
    try:
        return wait(*args)
    except BaseException:
        p.kill()
        p.wait()
        raise


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Runs a program to its end."""
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = PIPE
        kwargs["stderr"] = PIPE
    p = Popen(*popenargs, **kwargs)
    out, err = _until_end(p, p.communicate, input, timeout)
    status = p.poll()
    if check and status:
        raise CalledProcessError(status, p.args, output=out, stderr=err)
    return CompletedProcess(p.args, status, out, err)


def call(*popenargs, timeout=None, **kwargs):
    """Runs a program; gives its status."""
    p = Popen(*popenargs, **kwargs)
    return _until_end(p, p.wait, timeout)


def check_call(*popenargs, **kwargs):
    """Runs a program that must end with status 0."""
    status = call(*popenargs, **kwargs)
    if status:
        cmd = kwargs.get("args")
        raise CalledProcessError(status, popenargs[0] if cmd is None else cmd)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """The output of a program that must end with status 0."""
    for name in ("stdout", "check"):
        if name in kwargs:
            raise ValueError("%s argument not allowed, it will be overridden." % name)
    if "input" in kwargs and kwargs["input"] is None:
        kwargs["input"] = "" if kwargs.get("universal_newlines") or kwargs.get("text") or kwargs.get("encoding") else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """The status and the output of a shell command."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors)
        status = 0
    except CalledProcessError as e:
        data = e.output
        status = e.returncode
    return status, data[:-1] if data[-1:] == "\n" else data


def getoutput(cmd, *, encoding=None, errors=None):
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]
