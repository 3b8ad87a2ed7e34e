# posix.stat
from posix.types cimport blkcnt_t, blksize_t, dev_t, gid_t, ino_t, mode_t, nlink_t, off_t, time_t, uid_t

cdef extern from "<sys/stat.h>" nogil:
    cdef struct struct_timespec "timespec":
        time_t tv_sec
        long tv_nsec
    cdef struct struct_stat "stat":
        dev_t st_dev
        ino_t st_ino
        mode_t st_mode
        nlink_t st_nlink
        uid_t st_uid
        gid_t st_gid
        dev_t st_rdev
        off_t st_size
        blksize_t st_blksize
        blkcnt_t st_blocks
        time_t st_atime
        time_t st_mtime
        time_t st_ctime
        struct_timespec st_atim
        struct_timespec st_mtim
        struct_timespec st_ctim

    int chmod(const char *path, mode_t mode)
    int fchmod(int fd, mode_t mode)
    int fstat(int fd, struct_stat *s)
    int lstat(const char *path, struct_stat *s)
    int stat(const char *path, struct_stat *s)
    int mkdir(const char *path, mode_t mode)
    int mkfifo(const char *path, mode_t mode)
    mode_t umask(mode_t mask)

    bint S_ISREG(mode_t mode)
    bint S_ISDIR(mode_t mode)
    bint S_ISCHR(mode_t mode)
    bint S_ISBLK(mode_t mode)
    bint S_ISFIFO(mode_t mode)
    bint S_ISLNK(mode_t mode)
    bint S_ISSOCK(mode_t mode)
    const mode_t S_IFMT
    const mode_t S_IFREG
    const mode_t S_IFDIR
    const mode_t S_IFCHR
    const mode_t S_IFBLK
    const mode_t S_IFIFO
    const mode_t S_IFLNK
    const mode_t S_IFSOCK
    const mode_t S_ISUID
    const mode_t S_ISGID
    const mode_t S_ISVTX
    const mode_t S_IRWXU
    const mode_t S_IRUSR
    const mode_t S_IWUSR
    const mode_t S_IXUSR
    const mode_t S_IRWXG
    const mode_t S_IRGRP
    const mode_t S_IWGRP
    const mode_t S_IXGRP
    const mode_t S_IRWXO
    const mode_t S_IROTH
    const mode_t S_IWOTH
    const mode_t S_IXOTH
