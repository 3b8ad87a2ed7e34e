package rt

import (
	"syscall"
	"testing"
	"unsafe"

	"github.com/stretchr/testify/require"
)

func TestSockets(t *testing.T) {
	cx := NewCtx()
	defer cx.Release()
	server := Socket(2, 1, 0)
	require.GreaterOrEqual(t, server, int32(0))
	one := int32(1)
	require.Zero(t, Setsockopt(server, 1, 2, unsafe.Pointer(&one), 4))
	addr := SockaddrIn{SinFamily: 2}
	require.EqualValues(t, 1, InetPton(2, CString("127.0.0.1"), unsafe.Pointer(&addr.SinAddr)))
	require.EqualValues(t, Htonl(2130706433), addr.SinAddr.SAddr)
	require.Zero(t, BindSocket(server, (*Sockaddr)(unsafe.Pointer(&addr)), 16))
	require.Zero(t, Listen(server, 5))
	port := boundPort(t, server)
	var list *Addrinfo
	hints := Addrinfo{AiSocktype: 1, AiFamily: 2}
	require.Zero(t, Getaddrinfo(cx, CString("127.0.0.1"), CString("80"), &hints, &list))
	in := (*SockaddrIn)(unsafe.Pointer(list.AiAddr))
	in.SinPort = Htons(port)
	done := make(chan bool)
	go func() {
		cx := NewCtx()
		defer cx.Release()
		c := Accept(cx, server, nil, nil)
		var b [5]byte
		RecvFrom(cx, c, unsafe.Pointer(&b[0]), 5, 256)
		SendTo(cx, c, unsafe.Pointer(&b[0]), 5, 0)
		CloseFd(c)
		close(done)
	}()
	client := Socket(2, 1, 0)
	require.Zero(t, Connect(cx, client, list.AiAddr, list.AiAddrlen))
	Freeaddrinfo(list)
	text := []byte("hello")
	require.EqualValues(t, 5, SendTo(cx, client, unsafe.Pointer(&text[0]), 5, 0))
	var b [5]byte
	require.EqualValues(t, 5, RecvFrom(cx, client, unsafe.Pointer(&b[0]), 5, 256))
	require.Equal(t, "hello", string(b[:]))
	<-done
	CloseFd(client)
	CloseFd(server)
	buf := CString("................")
	require.Equal(t, "127.0.0.1", GoString(InetNtop(2, unsafe.Pointer(&addr.SinAddr), buf, 16)))
}

func boundPort(t *testing.T, fd int32) uint16 {
	name, err := getsockname(int(fd))
	require.NoError(t, err)
	return name
}

func getsockname(fd int) (uint16, error) {
	sa, err := syscall.Getsockname(fd)
	if err != nil {
		return 0, err
	}
	return uint16(sa.(*syscall.SockaddrInet4).Port), nil
}
