package rt

import "testing"

// The goal that a growth means for Go's collector, its own floor included.
func heapGoal(live uint64, growth int) uint64 {
	return max(live+live*uint64(growth)/100, 4<<20*uint64(growth)/100)
}

func TestHeapGrowth(t *testing.T) {
	for live := uint64(1 << 10); live < 1<<32; live += live/7 + 1 {
		g := growthFor(live)
		goal := heapGoal(live, g)
		switch {
		case g < usualGrowth || g > mostGrowth:
			t.Fatalf("%d bytes alive: growth %d", live, g)
		case 2*live >= heapFloor && g != usualGrowth:
			t.Fatalf("%d bytes alive: growth %d, want %d", live, g, usualGrowth)
		case goal < heapFloor*3/4 || goal > max(heapFloor*5/4, 2*live):
			t.Fatalf("%d bytes alive, growth %d: the heap is collected at %d", live, g, goal)
		}
	}
}
