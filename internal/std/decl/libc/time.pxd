# libc.time: calendar time and the processor clock.
cdef extern from "<time.h>" nogil:
    ctypedef long clock_t
    ctypedef long time_t
    enum: CLOCKS_PER_SEC

    cdef struct tm:
        int tm_sec
        int tm_min
        int tm_hour
        int tm_mday
        int tm_mon
        int tm_year
        int tm_wday
        int tm_yday
        int tm_isdst
        char *tm_zone
        long tm_gmtoff

    void tzset()

    clock_t clock()
    time_t time(time_t *t)
    double difftime(time_t time1, time_t time0)
    char *asctime(const tm *t)
    char *asctime_r(const tm *t, char *buf)
    char *ctime(const time_t *t)
    char *ctime_r(const time_t *t, char *buf)
    tm *gmtime(const time_t *t)
    tm *gmtime_r(const time_t *t, tm *result)
    tm *localtime(const time_t *t)
    tm *localtime_r(const time_t *t, tm *result)
    time_t mktime(tm *t)
    time_t timegm(tm *t)
    size_t strftime(char *s, size_t size, const char *format, const tm *t)
    char *strptime(const char *s, const char *format, tm *t)
