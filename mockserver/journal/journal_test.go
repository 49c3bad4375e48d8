package journal

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJournalGivesWhatCameSince(t *testing.T) {
	t.Parallel()
	kept := New(3, NewBudget(MaxBytes))
	since := func(n uint64, want ...uint64) {
		t.Helper()
		var got []uint64
		for entry, ok := kept.After(n); ok; entry, ok = kept.After(entry.N) {
			got = append(got, entry.N)
		}
		var back []uint64
		for entry := range kept.NewestFirst {
			if entry.N > n {
				back = append(back, entry.N)
			}
		}
		slices.Reverse(back)
		if diff := cmp.Diff(got, back); diff != "" {
			t.Errorf("since %d, backwards (-forwards +backwards):\n%s", n, diff)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("since %d (-want +got):\n%s", n, diff)
		}
	}
	since(0)
	kept.Add(&Entry{})
	kept.Add(&Entry{})
	since(0, 1, 2)
	since(1, 2)
	kept.Add(&Entry{})
	kept.Add(&Entry{})
	kept.Add(&Entry{}) // 1 and 2 are lost
	since(0, 3, 4, 5)
	since(3, 4, 5)
	since(4, 5)
	since(5)
	since(99)
	kept.Clear()
	since(0)
	kept.Add(&Entry{})
	since(0, 6)
	none := New(0, NewBudget(MaxBytes))
	none.Add(&Entry{})
	if got, ok := none.After(0); ok {
		t.Errorf("a journal of nothing keeps %v", got)
	}
	if got, ok := none.before(1); ok {
		t.Errorf("a journal of nothing keeps %v", got)
	}
}

// TestFullBudgetDropsTheOldest entries of the journal that is added to, and of no other one.
func TestFullBudgetDropsTheOldest(t *testing.T) {
	t.Parallel()
	one := new(Entry).Size()
	budget := NewBudget(3 * one)
	ann, bob := New(10, budget), New(10, budget)
	want := func(kept *Journal, lost uint64, numbers ...uint64) {
		t.Helper()
		var got []uint64
		for entry := range kept.NewestFirst {
			got = append(got, entry.N)
		}
		if _, dropped := kept.Counts(); dropped != lost || !slices.Equal(got, numbers) {
			t.Errorf("kept %v and dropped %d, want %v and %d", got, dropped, numbers, lost)
		}
	}
	for range 4 {
		ann.Add(&Entry{})
	}
	want(ann, 1, 4, 3, 2)
	bob.Add(&Entry{}) // has no room, and is kept all the same
	bob.Add(&Entry{})
	want(bob, 1, 2)
	want(ann, 1, 4, 3, 2)
	if got := budget.Used(); got != 4*one {
		t.Errorf("%d bytes are used, want %d", got, 4*one)
	}
	ann.Add(&Entry{})
	want(ann, 3, 5, 4)
	ann.Close()
	bob.Add(&Entry{})
	want(bob, 1, 3, 2)
	bob.Clear()
	if got := budget.Used(); got != 0 {
		t.Errorf("%d bytes are used of nothing", got)
	}
}

// TestJournalLetsGoOfWhatItLoses: there is no place for an entry that has gone.
func TestJournalLetsGoOfWhatItLoses(t *testing.T) {
	t.Parallel()
	kept := New(2, NewBudget(MaxBytes))
	for range 1000 {
		kept.Add(&Entry{})
	}
	if len(kept.kept) != 2 || cap(kept.kept) > 10 {
		t.Errorf("%d entries in %d places", len(kept.kept), cap(kept.kept))
	}
}

// TestJournalsAreCountedRightly while many add to journals that are full, cleared, filtered, listed and
// replaced.
func TestJournalsAreCountedRightly(t *testing.T) {
	t.Parallel()
	const most, journals, largest = 20_000, 5, 4_000
	budget := NewBudget(most)
	var mutex sync.RWMutex // of the list, as the registry of worlds has one
	all := make([]*Journal, journals)
	for i := range all {
		all[i] = New(8, budget)
	}
	at := func(place int) *Journal { mutex.RLock(); defer mutex.RUnlock(); return all[place] }
	calls := []func(place int){
		func(place int) { at(place).Add(&Entry{}) },
		func(place int) { at(place).Add(&Entry{Query: strings.Repeat("x", largest-entryOverhead)}) },
		func(place int) { at(place).Clear() },
		func(place int) { at(place).Forget(Filter{SinceN: 10}) },
		func(place int) {
			for entry := range at(place).NewestFirst {
				_ = entry
			}
		},
		func(place int) {
			mutex.Lock()
			defer mutex.Unlock()
			all[place].Close()
			all[place] = New(8, budget)
		},
	}
	var running sync.WaitGroup
	for client := range uint64(8) {
		random := rand.New(rand.NewPCG(client, 1))
		running.Go(func() {
			for range 1000 {
				calls[random.IntN(len(calls))](random.IntN(journals))
			}
		})
	}
	running.Wait()
	kept := int64(0)
	for _, journal := range all {
		journal.Add(&Entry{})
		for entry := range journal.NewestFirst {
			kept += entry.Size()
		}
	}
	// Each may keep one entry more than there is room for.
	if used := budget.Used(); used != kept || used > most+journals*largest || used == 0 {
		t.Errorf("%d bytes are counted, %d are kept", used, kept)
	}
}
