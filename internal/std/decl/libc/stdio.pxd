# libc.stdio: files and formatted output.
cdef extern from "<stdio.h>" nogil:
    ctypedef struct FILE
    ctypedef struct fpos_t
    FILE *stdin
    FILE *stdout
    FILE *stderr

    enum: EOF
    enum: BUFSIZ
    enum: FILENAME_MAX
    enum: FOPEN_MAX
    enum: SEEK_SET
    enum: SEEK_CUR
    enum: SEEK_END
    enum: _IOFBF
    enum: _IOLBF
    enum: _IONBF
    enum: L_tmpnam
    enum: TMP_MAX

    FILE *fopen(const char *filename, const char *opentype)
    FILE *freopen(const char *filename, const char *opentype, FILE *stream)
    FILE *fdopen(int fd, const char *opentype)
    int fclose(FILE *stream)
    int remove(const char *filename)
    int rename(const char *oldname, const char *newname)
    FILE *tmpfile()

    int setvbuf(FILE *stream, char *buf, int mode, size_t size)
    void setbuf(FILE *stream, char *buf)
    size_t fread(void *data, size_t size, size_t count, FILE *stream)
    size_t fwrite(const void *data, size_t size, size_t count, FILE *stream)
    int fflush(FILE *stream)

    void clearerr(FILE *stream)
    int feof(FILE *stream)
    int ferror(FILE *stream)
    int fileno(FILE *stream)

    int fseek(FILE *stream, long int offset, int whence)
    void rewind(FILE *stream)
    long int ftell(FILE *stream)

    int printf(const char *template, ...)
    int fprintf(FILE *stream, const char *template, ...)
    int sprintf(char *s, const char *template, ...)
    int snprintf(char *s, size_t size, const char *template, ...)
    int scanf(const char *template, ...)
    int fscanf(FILE *stream, const char *template, ...)
    int sscanf(const char *s, const char *template, ...)
    void perror(const char *message)

    char *fgets(char *s, int count, FILE *stream)
    int getchar()
    int fgetc(FILE *stream)
    int getc(FILE *stream)
    int ungetc(int c, FILE *stream)
    int fputc(int c, FILE *stream)
    int putc(int c, FILE *stream)
    int putchar(int c)
    int fputs(const char *s, FILE *stream)
    int puts(const char *s)
