# posix.unistd
from posix.types cimport gid_t, pid_t, off_t, uid_t

cdef extern from "<unistd.h>" nogil:
    enum: R_OK
    enum: W_OK
    enum: X_OK
    enum: F_OK
    enum: SEEK_SET
    enum: SEEK_CUR
    enum: SEEK_END
    enum: STDIN_FILENO
    enum: STDOUT_FILENO
    enum: STDERR_FILENO
    enum: F_LOCK
    enum: F_TEST
    enum: F_TLOCK
    enum: F_ULOCK
    enum: _SC_ARG_MAX
    enum: _SC_CHILD_MAX
    enum: _SC_CLK_TCK
    enum: _SC_NGROUPS_MAX
    enum: _SC_OPEN_MAX
    enum: _SC_PAGESIZE
    enum: _SC_PAGE_SIZE
    enum: _SC_PHYS_PAGES
    enum: _SC_AVPHYS_PAGES
    enum: _SC_NPROCESSORS_CONF
    enum: _SC_NPROCESSORS_ONLN
    enum: _SC_HOST_NAME_MAX


    int access(const char *path, int mode)
    unsigned int alarm(unsigned int seconds)
    int chdir(const char *path)
    int chown(const char *path, uid_t owner, gid_t group)
    int close(int fd)
    int dup(int fd)
    int dup2(int fd, int to)
    int fchdir(int fd)
    int fchown(int fd, uid_t owner, gid_t group)
    int fdatasync(int fd)
    int fsync(int fd)
    int ftruncate(int fd, off_t length)
    char *getcwd(char *buf, size_t size)
    gid_t getegid()
    uid_t geteuid()
    gid_t getgid()
    int gethostname(char *name, size_t size)
    char *getlogin()
    pid_t getpgrp()
    pid_t getpid()
    pid_t getppid()
    uid_t getuid()
    int isatty(int fd)
    int lchown(const char *path, uid_t owner, gid_t group)
    int link(const char *old, const char *path)
    off_t lseek(int fd, off_t offset, int whence)
    int pause()
    int pipe(int fds[2])
    ssize_t pread(int fd, void *buf, size_t n, off_t offset)
    ssize_t pwrite(int fd, const void *buf, size_t n, off_t offset)
    ssize_t read(int fd, void *buf, size_t n)
    ssize_t readlink(const char *path, char *buf, size_t size)
    int rmdir(const char *path)
    unsigned int sleep(unsigned int seconds)
    int symlink(const char *target, const char *path)
    void sync()
    long sysconf(int name)
    int truncate(const char *path, off_t length)
    int unlink(const char *path)
    int usleep(unsigned int usec)
    ssize_t write(int fd, const void *buf, size_t n)
    void _exit(int status)
