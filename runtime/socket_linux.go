package rt

import (
	"context"
	"net"
	"net/netip"
	"strconv"
	"syscall"
	"unsafe"
)

// BSD sockets: the system's own calls, with the layout of Linux's structures.
type (
	// Sockaddr is struct sockaddr, the head of the others.
	Sockaddr struct {
		SaFamily uint16
		SaData   [14]int8
	}
	// InAddr is struct in_addr, In6Addr struct in6_addr.
	InAddr struct{ SAddr uint32 }
	// In6Addr is struct in6_addr.
	In6Addr struct{ S6Addr [16]uint8 }
	// SockaddrIn is struct sockaddr_in.
	SockaddrIn struct {
		SinFamily uint16
		SinPort   uint16
		SinAddr   InAddr
		zero      [8]byte
	}
	// SockaddrIn6 is struct sockaddr_in6.
	SockaddrIn6 struct {
		Sin6Family   uint16
		Sin6Port     uint16
		Sin6Flowinfo uint32
		Sin6Addr     In6Addr
		Sin6ScopeId  uint32
	}
	// SockaddrStorage is struct sockaddr_storage.
	SockaddrStorage struct {
		SsFamily uint16
		rest     [126]byte
	}
	// Addrinfo is struct addrinfo.
	Addrinfo struct {
		AiFlags, AiFamily, AiSocktype, AiProtocol int32
		AiAddrlen                                 uint32
		AiAddr                                    *Sockaddr
		AiCanonname                               *int8
		AiNext                                    *Addrinfo
	}
)

func sysResult(n uintptr, e syscall.Errno) int64 {
	if e != 0 {
		Errno = int32(e)
		return -1
	}
	return int64(n)
}

// Socket is socket(family, kind, protocol).
func Socket(family, kind, protocol int32) int32 {
	return fdResult(syscall.Socket(int(family), int(kind), int(protocol)))
}

// BindSocket is bind(fd, addr, len).
func BindSocket(fd int32, addr *Sockaddr, n uint32) int32 {
	r, _, e := syscall.Syscall(syscall.SYS_BIND, uintptr(fd), uintptr(unsafe.Pointer(addr)), uintptr(n))
	return int32(sysResult(r, e))
}

// Connect is connect(fd, addr, len).
func Connect(cx *Ctx, fd int32, addr *Sockaddr, n uint32) (result int32) {
	cx.Blocking(func() {
		r, _, e := syscall.Syscall(syscall.SYS_CONNECT, uintptr(fd), uintptr(unsafe.Pointer(addr)), uintptr(n))
		result = int32(sysResult(r, e))
	})
	return result
}

// Listen is listen(fd, backlog).
func Listen(fd, backlog int32) int32 { return status(syscall.Listen(int(fd), int(backlog))) }

// Accept is accept(fd, addr, len).
func Accept(cx *Ctx, fd int32, addr *Sockaddr, n *uint32) (result int32) {
	cx.Blocking(func() {
		r, _, e := syscall.Syscall6(syscall.SYS_ACCEPT4, uintptr(fd), uintptr(unsafe.Pointer(addr)), uintptr(unsafe.Pointer(n)), 0, 0, 0)
		result = int32(sysResult(r, e))
	})
	return result
}

// SendTo is send(fd, p, n, flags), RecvFrom recv(fd, p, n, flags).
func SendTo(cx *Ctx, fd int32, p unsafe.Pointer, n uint64, flags int32) (sent int64) {
	cx.Blocking(func() {
		r, _, e := syscall.Syscall6(syscall.SYS_SENDTO, uintptr(fd), uintptr(p), uintptr(n), uintptr(flags), 0, 0)
		sent = sysResult(r, e)
	})
	return sent
}

// RecvFrom is recv(fd, p, n, flags).
func RecvFrom(cx *Ctx, fd int32, p unsafe.Pointer, n uint64, flags int32) (got int64) {
	cx.Blocking(func() {
		r, _, e := syscall.Syscall6(syscall.SYS_RECVFROM, uintptr(fd), uintptr(p), uintptr(n), uintptr(flags), 0, 0)
		got = sysResult(r, e)
	})
	return got
}

// SendToAddr is sendto(fd, p, n, flags, addr, len).
func SendToAddr(cx *Ctx, fd int32, p unsafe.Pointer, n uint64, flags int32, addr *Sockaddr, size uint32) (sent int64) {
	cx.Blocking(func() {
		r, _, e := syscall.Syscall6(syscall.SYS_SENDTO, uintptr(fd), uintptr(p), uintptr(n), uintptr(flags), uintptr(unsafe.Pointer(addr)), uintptr(size))
		sent = sysResult(r, e)
	})
	return sent
}

// RecvFromAddr is recvfrom(fd, p, n, flags, addr, len).
func RecvFromAddr(cx *Ctx, fd int32, p unsafe.Pointer, n uint64, flags int32, addr *Sockaddr, size *uint32) (got int64) {
	cx.Blocking(func() {
		r, _, e := syscall.Syscall6(syscall.SYS_RECVFROM, uintptr(fd), uintptr(p), uintptr(n), uintptr(flags), uintptr(unsafe.Pointer(addr)), uintptr(unsafe.Pointer(size)))
		got = sysResult(r, e)
	})
	return got
}

// Socketpair is socketpair(family, kind, protocol, fds).
func Socketpair(family, kind, protocol int32, fds *int32) int32 {
	pair, err := syscall.Socketpair(int(family), int(kind), int(protocol))
	if err == nil {
		out := unsafe.Slice(fds, 2)
		out[0], out[1] = int32(pair[0]), int32(pair[1])
	}
	return status(err)
}

// Getsockname is getsockname(fd, addr, len), Getpeername getpeername(…).
func Getsockname(fd int32, addr *Sockaddr, n *uint32) int32 {
	return socketName(syscall.SYS_GETSOCKNAME, fd, addr, n)
}

// Getpeername is getpeername(fd, addr, len).
func Getpeername(fd int32, addr *Sockaddr, n *uint32) int32 {
	return socketName(syscall.SYS_GETPEERNAME, fd, addr, n)
}

func socketName(call uintptr, fd int32, addr *Sockaddr, n *uint32) int32 {
	r, _, e := syscall.Syscall(call, uintptr(fd), uintptr(unsafe.Pointer(addr)), uintptr(unsafe.Pointer(n)))
	return int32(sysResult(r, e))
}

// Shutdown is shutdown(fd, how).
func Shutdown(fd, how int32) int32 { return status(syscall.Shutdown(int(fd), int(how))) }

// Setsockopt is setsockopt(fd, level, name, value, len), Getsockopt getsockopt(…).
func Setsockopt(fd, level, name int32, value unsafe.Pointer, n uint32) int32 {
	r, _, e := syscall.Syscall6(syscall.SYS_SETSOCKOPT, uintptr(fd), uintptr(level), uintptr(name), uintptr(value), uintptr(n), 0)
	return int32(sysResult(r, e))
}

// Getsockopt is getsockopt(fd, level, name, value, len).
func Getsockopt(fd, level, name int32, value unsafe.Pointer, n *uint32) int32 {
	r, _, e := syscall.Syscall6(syscall.SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(name), uintptr(value),
		uintptr(unsafe.Pointer(n)), 0)
	return int32(sysResult(r, e))
}

// Htonl is htonl(n), and ntohl; Htons htons(n), and ntohs.
func Htonl(n uint32) uint32 { return n<<24 | n>>24 | n<<8&0xff0000 | n>>8&0xff00 }

// Htons is htons(n).
func Htons(n uint16) uint16 { return n<<8 | n>>8 }

// InetPton is inet_pton(family, text, dest): 1, 0 for a wrong text, -1.
func InetPton(family int32, text *int8, dest unsafe.Pointer) int32 {
	a, err := netip.ParseAddr(GoString(text))
	switch family {
	case syscall.AF_INET:
		if err != nil || !a.Is4() {
			return 0
		}
		*(*[4]byte)(dest) = a.As4()
	case syscall.AF_INET6:
		if err != nil || !a.Is6() {
			return 0
		}
		*(*[16]byte)(dest) = a.As16()
	default:
		Errno = EAFNOSUPPORT
		return -1
	}
	return 1
}

// InetNtop is inet_ntop(family, src, buf, n).
func InetNtop(family int32, src unsafe.Pointer, buf *int8, n uint32) *int8 {
	var a netip.Addr
	switch family {
	case syscall.AF_INET:
		a = netip.AddrFrom4(*(*[4]byte)(src))
	case syscall.AF_INET6:
		a = netip.AddrFrom16(*(*[16]byte)(src))
	default:
		Errno = EAFNOSUPPORT
		return nil
	}
	if putPath(buf, uint64(n), a.String()) == nil {
		Errno = int32(syscall.ENOSPC)
		return nil
	}
	return buf
}

const (
	eaiFamily   = -6
	eaiSocktype = -7
	eaiService  = -8
	eaiNoname   = -2
	eaiAgain    = -3
	aiPassive   = 1
)

// Getaddrinfo is getaddrinfo(node, service, hints, result).
func Getaddrinfo(cx *Ctx, node, service *int8, hints *Addrinfo, result **Addrinfo) int32 {
	family, kind, proto, flags := int32(0), int32(0), int32(0), int32(0)
	if hints != nil {
		family, kind, proto, flags = hints.AiFamily, hints.AiSocktype, hints.AiProtocol, hints.AiFlags
	}
	if family != 0 && family != syscall.AF_INET && family != syscall.AF_INET6 {
		return eaiFamily
	}
	port := 0
	if service != nil {
		name := GoString(service)
		var err error
		if port, err = strconv.Atoi(name); err != nil {
			network := "tcp"
			if kind == syscall.SOCK_DGRAM {
				network = "udp"
			}
			if port, err = net.LookupPort(network, name); err != nil {
				return eaiService
			}
		}
	}
	var addrs []netip.Addr
	switch {
	case node == nil && flags&aiPassive != 0:
		addrs = []netip.Addr{netip.IPv4Unspecified(), netip.IPv6Unspecified()}
	case node == nil:
		addrs = []netip.Addr{netip.IPv6Loopback(), netip.AddrFrom4([4]byte{127, 0, 0, 1})}
	default:
		var err error
		cx.Blocking(func() {
			addrs, err = net.DefaultResolver.LookupNetIP(context.Background(), "ip", GoString(node))
		})
		if err != nil {
			return eaiNoname
		}
	}
	kinds := []int32{kind}
	if kind == 0 {
		kinds = []int32{syscall.SOCK_STREAM, syscall.SOCK_DGRAM}
	}
	var first *Addrinfo
	at := &first
	for _, a := range addrs {
		for _, k := range kinds {
			if ai := addrinfo(a.Unmap(), port, family, k, proto); ai != nil {
				*at = ai
				at = &ai.AiNext
			}
		}
	}
	if first == nil {
		return eaiNoname
	}
	*result = first
	return 0
}

func addrinfo(a netip.Addr, port int, family, kind, proto int32) *Addrinfo {
	ai := &Addrinfo{AiSocktype: kind, AiProtocol: proto}
	if proto == 0 {
		ai.AiProtocol = map[int32]int32{syscall.SOCK_STREAM: 6, syscall.SOCK_DGRAM: 17}[kind]
	}
	// Memory of malloc's, since it is cast between structures.
	if a.Is4() {
		if family == syscall.AF_INET6 {
			return nil
		}
		ai.AiFamily, ai.AiAddrlen = syscall.AF_INET, uint32(unsafe.Sizeof(SockaddrIn{}))
		p := (*SockaddrIn)(Malloc(uint64(ai.AiAddrlen)))
		b := a.As4()
		*p = SockaddrIn{SinFamily: syscall.AF_INET, SinPort: Htons(uint16(port)), SinAddr: InAddr{*(*uint32)(unsafe.Pointer(&b))}}
		ai.AiAddr = (*Sockaddr)(unsafe.Pointer(p))
		return ai
	}
	if family == syscall.AF_INET {
		return nil
	}
	ai.AiFamily, ai.AiAddrlen = syscall.AF_INET6, uint32(unsafe.Sizeof(SockaddrIn6{}))
	p := (*SockaddrIn6)(Malloc(uint64(ai.AiAddrlen)))
	*p = SockaddrIn6{Sin6Family: syscall.AF_INET6, Sin6Port: Htons(uint16(port)), Sin6Addr: In6Addr{a.As16()}}
	ai.AiAddr = (*Sockaddr)(unsafe.Pointer(p))
	return ai
}

// Freeaddrinfo is freeaddrinfo(list).
func Freeaddrinfo(list *Addrinfo) {
	for ; list != nil; list = list.AiNext {
		FreeMem(unsafe.Pointer(list.AiAddr))
		list.AiAddr = nil
	}
}

// GaiStrerror is gai_strerror(code).
func GaiStrerror(code int32) *int8 {
	switch code {
	case eaiFamily:
		return CString("ai_family not supported")
	case eaiSocktype:
		return CString("ai_socktype not supported")
	case eaiService:
		return CString("Servname not supported for ai_socktype")
	case eaiNoname:
		return CString("Name or service not known")
	case eaiAgain:
		return CString("Temporary failure in name resolution")
	}
	return CString("Unknown error")
}
