package mockserver

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestRingIsAQueue compares a ring that grows and shrinks with a slice.
func TestRingIsAQueue(t *testing.T) {
	t.Parallel()
	const steps, most, seed = 20_000, 400, 1
	random := rand.New(rand.NewPCG(seed, seed))
	ring := entryRing{most: most}
	var want []uint64
	for n := range uint64(steps) {
		// Mostly one, then mostly the other, so that it becomes large and empty several times.
		growing := n/1000%2 == 0
		if len(want) == 0 || growing == (random.IntN(4) > 0) {
			ring.push(&Entry{N: n})
			want = append(want, n)
			want = want[max(len(want)-most, 0):]
		} else {
			ring.pop()
			want = want[1:]
		}
		if places := min(2*(len(want)+1), most); len(ring.places) > places {
			t.Fatalf("step %d: %d places for %d entries, want %d at most", n, len(ring.places), len(want), places)
		}
		if n%50 == 0 && !slices.Equal(numbers(&ring), want) {
			t.Fatalf("step %d: the ring has\n%v, want\n%v", n, numbers(&ring), want)
		}
	}
}

func numbers(ring *entryRing) []uint64 {
	var found []uint64
	for i := range ring.count {
		found = append(found, ring.at(i).N)
	}
	return found
}

// TestRingLetsGoOfWhatItLoses: the place of an entry that has gone holds on to none of its texts.
func TestRingLetsGoOfWhatItLoses(t *testing.T) {
	t.Parallel()
	ring := entryRing{most: 10}
	for range 3 {
		ring.push(&Entry{Path: "/case/1001"})
	}
	ring.pop()
	held := 0
	for _, place := range ring.places {
		if place.Path != "" {
			held++
		}
	}
	if held != 2 {
		t.Errorf("%d entries are held on to, want 2", held)
	}
}
