package journal

import (
	"slices"
	"sort"
	"sync"
)

// Journal is what was asked and answered in one world, no more than the newest entries of a number. What it
// keeps is counted against a budget. Its methods are safe for concurrent use.
type Journal struct {
	most   int
	budget *Budget

	mutex   sync.Mutex
	kept    []*Entry // oldest first; they are never changed
	bytes   int64    // what they take of the budget
	last    uint64   // the number of the newest entry
	dropped uint64   // how many entries the journal has lost since the last clear
	clears  uint64   // how often it was cleared
	notes   []string
	waiting map[chan struct{}]bool // those who are told when there is something new
}

// New is an empty journal that keeps so many entries. Its first entry's number is 1.
func New(most int, budget *Budget) *Journal {
	return &Journal{most: most, budget: budget, waiting: map[chan struct{}]bool{}}
}

// Add numbers an entry and keeps it: nobody may change it after that. To make room for it, the oldest ones
// go; the entry itself stays, however large it is.
func (j *Journal) Add(entry *Entry) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.add(entry)
}

// Clears is how often the journal was cleared, for [Journal.AddUnlessCleared].
func (j *Journal) Clears() uint64 {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.clears
}

// AddUnlessCleared is [Journal.Add] for a request that was under way: who has cleared the journal since it began,
// when that had been done so often, asks for what came later.
func (j *Journal) AddUnlessCleared(entry *Entry, clears uint64) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	if j.clears == clears {
		j.add(entry)
	}
}

func (j *Journal) add(entry *Entry) {
	j.last++
	entry.N = j.last
	j.kept = append(j.kept, entry)
	j.spend(entry.Size())
	for len(j.kept) > j.most || len(j.kept) > 1 && j.budget.exceeded() {
		j.dropOldest()
	}
	j.notify()
}

func (j *Journal) dropOldest() {
	j.spend(-j.kept[0].Size())
	j.kept[0] = nil // which lets go of it
	j.kept = j.kept[1:]
	j.dropped++
}

// spend takes bytes of the budget, or gives them back where they are negative, with the lock held.
func (j *Journal) spend(bytes int64) {
	j.bytes += bytes
	j.budget.used.Add(bytes)
}

// notify wakes those who wait, with the lock held. Who has not seen the last notice needs no other.
func (j *Journal) notify() {
	for waiting := range j.waiting {
		select {
		case waiting <- struct{}{}:
		default:
		}
	}
}

// Watch tells of new entries through a channel, until stop is called. One notice may stand for several
// entries.
func (j *Journal) Watch() (news <-chan struct{}, stop func()) {
	waiting := make(chan struct{}, 1)
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.waiting[waiting] = true
	return waiting, func() {
		j.mutex.Lock()
		defer j.mutex.Unlock()
		delete(j.waiting, waiting)
	}
}

// Counts says which entry is the newest, and how many entries the journal has lost.
func (j *Journal) Counts() (newest, dropped uint64) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.last, j.dropped
}

// Find gives the entry of a number, as long as it is kept.
func (j *Journal) Find(n uint64) (*Entry, bool) {
	if n == 0 {
		return nil, false
	}
	found, ok := j.After(n - 1)
	return found, ok && found.N == n
}

// After gives the oldest kept entry after a number. Who walks a journal so, one at a time, holds on to no
// more than one entry, however slowly; what the journal loses meanwhile is passed over.
func (j *Journal) After(n uint64) (*Entry, bool) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	place := j.firstAfter(n)
	if place == len(j.kept) {
		return nil, false
	}
	return j.kept[place], true
}

// before gives the newest kept entry before a number.
func (j *Journal) before(n uint64) (*Entry, bool) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	place := j.firstAfter(n-1) - 1
	if n == 0 || place < 0 {
		return nil, false
	}
	return j.kept[place], true
}

// firstAfter is how many entries have a number no higher than that: the numbers rise from the oldest on.
func (j *Journal) firstAfter(n uint64) int {
	return sort.Search(len(j.kept), func(place int) bool { return j.kept[place].N > n })
}

// NewestFirst walks what is kept when the walk begins, as far as it is still kept when its turn comes.
func (j *Journal) NewestFirst(yield func(*Entry) bool) {
	newest, _ := j.Counts()
	entry, ok := j.before(newest + 1)
	for ok && yield(entry) {
		entry, ok = j.before(entry.N)
	}
}

// Clear forgets the entries and the notes, and the requests that are under way; the entries' numbers go on.
func (j *Journal) Clear() {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.empty()
	j.dropped, j.notes = 0, nil
	j.clears++
}

// Forget forgets the entries that a filter chooses. How many the journal has lost stays as it is: that was
// not asked for.
func (j *Journal) Forget(filter Filter) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	gone := j.chosen(filter)
	j.kept = slices.DeleteFunc(j.kept, func(entry *Entry) bool {
		if gone[entry.N] {
			j.spend(-entry.Size())
		}
		return gone[entry.N]
	})
}

// chosen are the numbers of the entries that a filter chooses, with the lock held. Its limit leaves the newest.
func (j *Journal) chosen(filter Filter) map[uint64]bool {
	chosen := map[uint64]bool{}
	for _, entry := range slices.Backward(j.kept) {
		if filter.Lets(entry) && (filter.Limit == nil || len(chosen) < *filter.Limit) {
			chosen[entry.N] = true
		}
	}
	return chosen
}

// Close forgets the entries, and those that are still to come, when nobody will ask for them any longer. It
// returns the number of the last one that anybody can have seen, and how many there have been since the last
// clear.
func (j *Journal) Close() (last, lost uint64) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	lost = j.dropped + uint64(len(j.kept))
	j.most = 0
	j.empty()
	return j.last, lost
}

// GoOnAfter makes the first entry's number the one after that: who listens to a world that is reset hears of
// no number twice. It is for a journal that nobody uses yet.
func (j *Journal) GoOnAfter(last uint64) { j.last = last }

// HasLost says of a journal that nobody uses yet that so many entries of a former one are lost.
func (j *Journal) HasLost(entries uint64) { j.dropped = entries }

// empty lets go of the entries, with the lock held.
func (j *Journal) empty() {
	j.kept = nil
	j.spend(-j.bytes)
}

// maxNotes bounds what the journal says besides its entries; the newest notes stay.
const maxNotes = 100

// Note says something that is not about one request.
func (j *Journal) Note(text string) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.notes = append(j.notes, text)
	if len(j.notes) > maxNotes {
		j.notes = j.notes[len(j.notes)-maxNotes:]
	}
}

// Notes gives the notes, oldest first.
func (j *Journal) Notes() []string {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return slices.Clone(j.notes)
}
