//go:build unix && !linux

package rt

func physPages() int64 {
	Errno = EINVAL
	return -1
}
