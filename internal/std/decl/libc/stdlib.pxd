# libc.stdlib: memory, numbers, random numbers, processes.
from libc.string cimport const_char, const_void

cdef extern from "<stdlib.h>" nogil:
    enum: RAND_MAX
    enum: EXIT_SUCCESS
    enum: EXIT_FAILURE
    enum: MB_CUR_MAX

    ctypedef struct div_t:
        int quot
        int rem
    ctypedef struct ldiv_t:
        long quot
        long rem
    ctypedef struct lldiv_t:
        long long quot
        long long rem

    void *malloc(size_t size)
    void *calloc(size_t nmemb, size_t size)
    void *realloc(void *ptr, size_t size)
    void free(void *ptr)
    void *aligned_alloc(size_t alignment, size_t size)

    double atof(const char *string)
    int atoi(const char *string)
    long atol(const char *string)
    long long atoll(const char *string)
    double strtod(const char *string, char **tailptr)
    float strtof(const char *string, char **tailptr)
    long double strtold(const char *string, char **tailptr)
    long int strtol(const char *string, char **tailptr, int base)
    long long strtoll(const char *string, char **tailptr, int base)
    unsigned long strtoul(const char *string, char **tailptr, int base)
    unsigned long long strtoull(const char *string, char **tailptr, int base)

    int rand()
    void srand(unsigned int seed)
    int rand_r(unsigned int *seed)
    long int random()
    void srandom(unsigned int seed)
    double drand48()
    void srand48(long int seed)
    long int lrand48()

    int abs(int number)
    long int labs(long int number)
    long long llabs(long long number)
    div_t div(int numerator, int denominator)
    ldiv_t ldiv(long numerator, long denominator)
    lldiv_t lldiv(long long numerator, long long denominator)

    void *bsearch(const void *key, const void *array, size_t count, size_t size, int (*compare)(const void *, const void *))
    void qsort(void *array, size_t count, size_t size, int (*compare)(const void *, const void *))

    char *getenv(const char *name)
    int setenv(const char *name, const char *value, int replace)
    int unsetenv(const char *name)
    int putenv(char *string)
    int system(const char *command)

    void exit(int status)
    void _exit(int status)
    int atexit(void (*function)())
    void abort()
