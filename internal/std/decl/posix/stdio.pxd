# posix.stdio
from libc.stdio cimport FILE
from posix.types cimport off_t

cdef extern from "<stdio.h>" nogil:
    FILE *fdopen(int fd, const char *mode)
    int fileno(FILE *stream)
    FILE *popen(const char *command, const char *mode)
    int pclose(FILE *stream)
    int fseeko(FILE *stream, off_t offset, int whence)
    off_t ftello(FILE *stream)
