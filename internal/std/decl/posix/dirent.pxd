# posix.dirent
from posix.types cimport ino_t

cdef extern from "<dirent.h>" nogil:
    enum: DT_UNKNOWN
    enum: DT_FIFO
    enum: DT_CHR
    enum: DT_DIR
    enum: DT_BLK
    enum: DT_REG
    enum: DT_LNK
    enum: DT_SOCK
    ctypedef struct DIR
    cdef struct dirent:
        ino_t d_ino
        unsigned char d_type
        char d_name[256]
    DIR *opendir(const char *name)
    dirent *readdir(DIR *dirp)
    int closedir(DIR *dirp)
    void rewinddir(DIR *dirp)
