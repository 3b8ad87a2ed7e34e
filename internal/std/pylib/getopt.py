"""Options of a command line as C's getopt reads them."""

import os

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    opt = ""
    msg = ""

    def __init__(self, msg, opt=""):
        super().__init__(msg, opt)
        self.msg, self.opt = msg, opt

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """The options, as pairs, and what is left behind them."""
    opts = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args and args[0].startswith("-") and args[0] != "-":
        if args[0] == "--":
            args = args[1:]
            break
        args = _one(opts, args, shortopts, longopts)
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """The options, which may stand between other arguments."""
    opts = []
    others = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    strict = bool(os.environ.get("POSIXLY_CORRECT"))
    if shortopts.startswith("+"):
        shortopts = shortopts[1:]
        strict = True
    while args:
        if args[0] == "--":
            others += args[1:]
            break
        if args[0][:1] == "-" and args[0] != "-":
            args = _one(opts, args, shortopts, longopts)
        elif strict:
            others += args
            break
        else:
            others.append(args[0])
            args = args[1:]
    return opts, others


def _one(opts, args, shortopts, longopts):
    if args[0].startswith("--"):
        return _long(opts, args[0][2:], longopts, args[1:])
    return _short(opts, args[0][1:], shortopts, args[1:])


def _long(opts, opt, longopts, args):
    opt, eq, arg = opt.partition("=")
    found = [o for o in longopts if o.startswith(opt)]
    if not found:
        raise GetoptError("option --%s not recognized" % opt, opt)
    if opt in found:
        takes, name = False, opt
    elif opt + "=" in found:
        takes, name = True, opt
    else:
        if len(found) > 1:
            raise GetoptError("option --%s not a unique prefix" % opt, opt)
        takes = found[0].endswith("=")
        name = found[0][:-1] if takes else found[0]
    if takes:
        if not eq:
            if not args:
                raise GetoptError("option --%s requires argument" % name, name)
            arg, args = args[0], args[1:]
    elif eq:
        raise GetoptError("option --%s must not have an argument" % name, name)
    opts.append(("--" + name, arg))
    return args


def _short(opts, letters, shortopts, args):
    while letters:
        c, letters = letters[0], letters[1:]
        i = shortopts.find(c)
        if i < 0 or c == ":":
            raise GetoptError("option -%s not recognized" % c, c)
        arg = ""
        if shortopts.startswith(":", i + 1):
            if not letters:
                if not args:
                    raise GetoptError("option -%s requires argument" % c, c)
                letters, args = args[0], args[1:]
            arg, letters = letters, ""
        opts.append(("-" + c, arg))
    return args
