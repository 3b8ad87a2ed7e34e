# cython: its names (types, directives, casts) are known to the compiler.
