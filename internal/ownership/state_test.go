package ownership

import (
	"math/rand"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/cyp-lang/cyp/internal/source"
)

// random makes a state by random steps of the kinds that statements make.
func random(r *rand.Rand, keys int) *state {
	s := newState()
	s.grow(keys)
	some := func() int { return 1 + r.Intn(keys) }
	for range 3 * keys {
		switch r.Intn(8) {
		case 0, 1, 2:
			s.of[some()] = s.fresh()
		case 3:
			s.of[some()] = s.of[some()]
		case 4:
			if a, b := s.of[some()], s.of[some()]; a != none && b != none {
				s.link(a, b, r.Intn(2) == 0, source.Span{})
			}
		case 5:
			s.drop(some())
		case 6:
			s.holdIn(s.of[some()], s.of[some()], source.Span{})
		case 7:
			if r.Intn(4) == 0 {
				s.join(world, s.of[some()], source.Span{})
			}
		}
	}
	return s
}

func TestMergeSaysWhatBothSay(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 2000 {
		a, b := random(r, 6), random(r, 6)
		m := merge(a.clone(), b.clone())
		require.True(t, m.covers(a.clone()))
		require.True(t, m.covers(b.clone()))
		require.True(t, merge(b.clone(), a.clone()).covers(m.clone()))
		require.True(t, merge(m.clone(), a.clone()).covers(m.clone()))
	}
}

func TestCoversNoticesWhatIsMissing(t *testing.T) {
	a := newState()
	a.grow(2)
	a.of[1], a.of[2] = a.fresh(), a.fresh()
	b := a.clone()
	b.join(b.of[1], b.of[2], source.Span{})
	assert.False(t, a.covers(b.clone()), "one group of two")
	assert.True(t, b.clone().covers(a.clone()))
	c := a.clone()
	c.holdIn(c.of[1], c.of[2], source.Span{})
	assert.False(t, a.clone().covers(c.clone()), "a holder")
	d := a.clone()
	d.vars[1].gone = 1
	assert.False(t, a.clone().covers(d), "an emptied variable")
}

func TestDeadGroupsHoldNothing(t *testing.T) {
	s := newState()
	s.grow(3)
	s.of[1], s.of[2], s.of[3] = s.fresh(), s.fresh(), s.fresh()
	s.holdIn(s.of[1], s.of[2], source.Span{})
	s.holdIn(s.of[2], s.of[3], source.Span{})
	assert.Equal(t, []int{s.of[2]}, s.holdersOf(s.of[1], s.live(nil)))
	last := s.of[3]
	s.of[2] = none
	assert.Equal(t, []int{last}, s.holdersOf(s.of[1], s.live(nil)), "through a dead group to one that lives")
	s.of[3] = none
	assert.Empty(t, s.holdersOf(s.of[1], s.live(nil)))
}
