# posix.stdlib
cdef extern from "<stdlib.h>" nogil:
    double drand48()
    long int lrand48()
    void srand48(long int seed)
    long int random()
    void srandom(unsigned int seed)
    int rand_r(unsigned int *seed)
    char *mkdtemp(char *template)
    int mkstemp(char *template)
    char *realpath(const char *path, char *resolved)
    int setenv(const char *name, const char *value, int replace)
    int unsetenv(const char *name)
    int putenv(char *string)
