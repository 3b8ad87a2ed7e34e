# posix.time
from posix.types cimport time_t, suseconds_t, clockid_t
from libc.time cimport tm

cdef extern from "<sys/time.h>" nogil:
    enum: CLOCK_REALTIME
    enum: CLOCK_MONOTONIC
    enum: CLOCK_PROCESS_CPUTIME_ID
    enum: CLOCK_THREAD_CPUTIME_ID

    cdef struct timeval:
        time_t tv_sec
        suseconds_t tv_usec
    cdef struct timezone:
        int tz_minuteswest
        int tz_dsttime
    cdef struct timespec:
        time_t tv_sec
        long tv_nsec
    cdef struct itimerval:
        timeval it_interval
        timeval it_value

    int gettimeofday(timeval *tp, timezone *tzp)
    int clock_gettime(clockid_t clock, timespec *t)
    int clock_getres(clockid_t clock, timespec *t)
    int nanosleep(const timespec *t, timespec *rest)
    char *asctime_r(const tm *t, char *buf)
    char *ctime_r(const time_t *t, char *buf)
    tm *gmtime_r(const time_t *t, tm *result)
    tm *localtime_r(const time_t *t, tm *result)
