# posix.fcntl
from posix.types cimport mode_t

cdef extern from "<fcntl.h>" nogil:
    int creat(const char *path, mode_t mode)
    int fcntl(int fd, int command, ...)
    int open(const char *path, int flags, ...)
    enum: F_DUPFD
    enum: F_GETFD
    enum: F_SETFD
    enum: F_GETFL
    enum: F_SETFL
    enum: FD_CLOEXEC
    enum: O_CREAT
    enum: O_EXCL
    enum: O_NOCTTY
    enum: O_TRUNC
    enum: O_APPEND
    enum: O_NONBLOCK
    enum: O_SYNC
    enum: O_DIRECTORY
    enum: O_CLOEXEC
    enum: O_RDONLY
    enum: O_RDWR
    enum: O_WRONLY
    enum: O_ACCMODE
