package mockserver

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJournalGivesWhatCameSince(t *testing.T) {
	t.Parallel()
	kept := newJournal(3, new(journalBudget))
	since := func(n uint64, want ...uint64) {
		t.Helper()
		var got []uint64
		for entry, ok := kept.after(n); ok; entry, ok = kept.after(entry.N) {
			got = append(got, entry.N)
		}
		var back []uint64
		for entry := range kept.newestFirst {
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
	kept.add(&Entry{})
	kept.add(&Entry{})
	since(0, 1, 2)
	since(1, 2)
	kept.add(&Entry{})
	kept.add(&Entry{})
	kept.add(&Entry{}) // 1 and 2 are lost
	since(0, 3, 4, 5)
	since(3, 4, 5)
	since(4, 5)
	since(5)
	since(99)
	kept.clear()
	since(0)
	kept.add(&Entry{})
	since(0, 6)
	none := newJournal(0, new(journalBudget))
	none.add(&Entry{})
	if got, ok := none.after(0); ok {
		t.Errorf("a journal of nothing keeps %v", got)
	}
	if got, ok := none.before(1); ok {
		t.Errorf("a journal of nothing keeps %v", got)
	}
}
