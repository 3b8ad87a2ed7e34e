"""What system the program runs on."""

import os
import sys

__all__ = ["machine", "node", "platform", "processor", "python_implementation", "python_version", "python_version_tuple", "release", "system", "uname", "version"]

from collections import namedtuple as _namedtuple

uname_result = _namedtuple("uname_result", "system node release version machine")


def uname():
    return uname_result(*os.uname())


def system():
    return os.uname().sysname


def node():
    return os.uname().nodename


def release():
    return os.uname().release


def version():
    return os.uname().version


def machine():
    return os.uname().machine


def processor():
    return machine()


def platform(aliased=False, terse=False):
    u = os.uname()
    return "-".join([u.sysname, u.release] if terse else [u.sysname, u.release, u.machine])


def python_implementation():
    return "cyp"


def python_version():
    return "%d.%d.%d" % sys.version_info[:3]


def python_version_tuple():
    return tuple(python_version().split("."))
