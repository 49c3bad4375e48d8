package mockserver

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestJournalGivesWhatCameSince(t *testing.T) {
	t.Parallel()
	kept := newJournal(3, new(journalBudget))
	since := func(n uint64, want ...uint64) {
		t.Helper()
		var got []uint64
		for _, entry := range kept.since(n) {
			got = append(got, entry.N)
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
	if got := none.since(0); len(got) != 0 {
		t.Errorf("a journal of nothing keeps %v", got)
	}
}
