"""Imports by name: of modules that the program or cyp has, and that an import statement somewhere names."""

import sys

__all__ = ["import_module", "reload", "invalidate_caches"]


def import_module(name, package=None):
    """Imports a module."""
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for %r" % name)
        level = len(name) - len(name.lstrip("."))
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        name = ".".join(parts[:len(parts) - level + 1] + ([name[level:]] if name[level:] else []))
    __import__(name)
    return sys.modules[name]


def reload(module):
    raise NotImplementedError("importlib.reload: a compiled module runs once")


def invalidate_caches():
    pass
