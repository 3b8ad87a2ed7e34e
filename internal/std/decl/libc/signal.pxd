# libc.signal: handlers and signals to the own process.
ctypedef void (*sighandler_t)(int signum) nogil

cdef extern from "<signal.h>" nogil:
    ctypedef int sig_atomic_t
    sighandler_t SIG_DFL
    sighandler_t SIG_IGN
    sighandler_t signal(int signum, sighandler_t action)
    int raise_ "raise"(int signum)
    enum: SIGABRT
    enum: SIGFPE
    enum: SIGILL
    enum: SIGINT
    enum: SIGSEGV
    enum: SIGTERM
    enum: SIGHUP
    enum: SIGQUIT
    enum: SIGTRAP
    enum: SIGKILL
    enum: SIGBUS
    enum: SIGPIPE
    enum: SIGALRM
    enum: SIGUSR1
    enum: SIGUSR2
    enum: SIGCHLD
    enum: SIGCONT
    enum: SIGSTOP
    enum: SIGTSTP
    enum: SIGTTIN
    enum: SIGTTOU
    enum: SIGWINCH
