# libc.string: memory blocks and NUL-terminated strings.
cdef extern from *:
    ctypedef const char const_char "const char"
    ctypedef const signed char const_schar "const signed char"
    ctypedef const unsigned char const_uchar "const unsigned char"
    ctypedef const void const_void "const void"

cdef extern from "<string.h>" nogil:
    void *memcpy(void *to, const void *source, size_t size)
    void *memmove(void *to, const void *source, size_t size)
    void *memset(void *block, int c, size_t size)
    int memcmp(const void *a, const void *b, size_t size)
    void *memchr(const void *block, int c, size_t size)

    size_t strlen(const char *s)
    size_t strnlen(const char *s, size_t size)
    char *strcpy(char *to, const char *source)
    char *strncpy(char *to, const char *source, size_t size)
    char *strdup(const char *s)
    char *strndup(const char *s, size_t size)
    char *strcat(char *to, const char *source)
    char *strncat(char *to, const char *source, size_t size)

    int strcmp(const char *a, const char *b)
    int strcasecmp(const char *a, const char *b)
    int strncmp(const char *a, const char *b, size_t size)
    int strncasecmp(const char *a, const char *b, size_t size)
    int strcoll(const char *a, const char *b)

    char *strchr(const char *string, int c)
    char *strrchr(const char *string, int c)
    char *strstr(const char *haystack, const char *needle)
    char *strpbrk(const char *string, const char *stopset)
    size_t strspn(const char *string, const char *set)
    size_t strcspn(const char *string, const char *set)
    char *strtok(char *newstring, const char *delimiters)
    char *strtok_r(char *string, const char *delimiters, char **save)
    char *strsep(char **string, const char *delimiters)
    char *strerror(int errnum)
