package passes_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/cyp-lang/cyp/internal/passes"
)

const actors = `
cdef cypclass Peer activable:
    active Peer other
    int n
    void hear(self, active Peer who, int k):
        self.n += k
    void quick(self, int k):
        if k > 0:
            self.other.hear(self.other, k)
        else:
            self.n = 0
    void looping(self, int k):
        self.other.hear(self.other, k)
        for i in range(k):
            self.n += i
    void calling(self, int k):
        self.other.hear(self.other, k)
        self.n = slow(k)
    void two(self, int k):
        self.other.hear(self.other, 1)
        self.other.hear(self.other, 2)
    void helped(self, int k):
        self.help(k)
    void help(self, int k):
        self.other.hear(self.other, k)
    void half(self, int k):
        self.shared(k)
        self.n = slow(k)
    void shared(self, int k):
        self.other.hear(self.other, k)
    void give(self):
        self.other.hear(self.other, 1)
        self.other = NULL

cdef void start(active Peer p) nogil:
    p.quick(1)
    p.looping(1)
    p.calling(1)
    p.two(1)
    p.helped(1)
    p.half(1)
    p.give()

cdef int slow(int k) nogil:
    return k if k < 2 else slow(k - 1) + slow(k - 2)
`

// A send is the last where what follows, in the method and in those that call it, is short.
func TestLastSends(t *testing.T) {
	p := compile(t, actors, passes.Options{})
	for name, want := range map[string][2]int{
		"quick": {0, 1}, "looping": {1, 0}, "calling": {1, 0}, "two": {0, 2}, "help": {0, 1}, "shared": {1, 0},
	} {
		text := body(t, p, "Peer."+name)
		assert.Equal(t, want[0], strings.Count(text, "rt.Send("), name)
		assert.Equal(t, want[1], strings.Count(text, "rt.SendLast("), name)
	}
}

// The target of a send is borrowed from its field, and what the field gives up anyway is moved into the message.
func TestSendsTakeNoCounts(t *testing.T) {
	text := body(t, compile(t, actors, passes.Options{}), "Peer.give")
	assert.NotContains(t, text, "retain")
	assert.Contains(t, text, "take kept self.other")
	// With a queue of the program's own, which may look at anything, the field keeps its value until it is set.
	queue := `
cdef cypclass Queue(ActhonQueueInterface):
    void push(locked self, ActhonMessageInterface m):
        m.activate()
    bint activate(self):
        return True
    bint is_empty(const self):
        return True
`
	assert.NotContains(t, body(t, compile(t, queue+actors, passes.Options{}), "Peer.give"), "take kept self.other")
}
