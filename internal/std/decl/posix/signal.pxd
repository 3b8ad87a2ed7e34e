# posix.signal
from posix.types cimport pid_t

cdef extern from "<signal.h>" nogil:
    int kill(pid_t pid, int signum)
