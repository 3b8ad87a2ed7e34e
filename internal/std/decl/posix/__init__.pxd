# posix
