package mockserver

import (
	"sort"
	"sync"
)

// journal is a ring of what was asked and answered in one world. It never grows past its size, and what it
// keeps is counted against a budget.
type journal struct {
	budget *journalBudget

	mutex   sync.Mutex
	kept    entryRing
	bytes   int64  // what the kept entries take of the budget
	last    uint64 // the number of the newest entry
	dropped uint64 // how many entries the journal has lost since the last clear
	notes   []string
	waiting map[chan struct{}]bool // those who are told when there is something new
}

func newJournal(size int, budget *journalBudget) *journal {
	return &journal{budget: budget, kept: entryRing{most: size}, waiting: map[chan struct{}]bool{}}
}

// add numbers an entry and keeps a copy, in place of the oldest one when the ring is full.
func (j *journal) add(entry *Entry) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.last++
	entry.N = j.last
	j.spend(j.put(entry))
	j.notify()
}

// put returns by how many bytes a new entry makes the journal larger.
func (j *journal) put(entry *Entry) (grown int64) {
	switch {
	case j.kept.most == 0:
		j.dropped++
		return 0
	case j.kept.full():
		j.dropped++
		grown = -j.kept.at(0).size()
	}
	j.kept.push(entry)
	return grown + entry.size()
}

// spend takes bytes of the budget, or gives them back where they are negative, with the lock held.
func (j *journal) spend(bytes int64) {
	j.bytes += bytes
	j.budget.used.Add(bytes)
}

// notify wakes those who wait, with the lock held. Who has not seen the last notice needs no other.
func (j *journal) notify() {
	for waiting := range j.waiting {
		select {
		case waiting <- struct{}{}:
		default:
		}
	}
}

// watch tells of new entries through a channel, until stop is called. One notice may stand for several
// entries.
func (j *journal) watch() (news <-chan struct{}, stop func()) {
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

// newest is the number of the last entry; 0 when there never was one.
func (j *journal) newest() uint64 {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.last
}

// list gives what is kept, newest first, and how many entries the journal has lost.
func (j *journal) list() (entries []Entry, dropped uint64) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.newestFirst(), j.dropped
}

// newestFirst copies what is kept, with the lock held.
func (j *journal) newestFirst() []Entry {
	entries := make([]Entry, j.kept.count)
	for i := range entries {
		entries[len(entries)-1-i] = *j.kept.at(i)
	}
	return entries
}

// since gives the kept entries after a number, oldest first.
func (j *journal) since(n uint64) []Entry {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	if n >= j.last {
		return nil
	}
	older := sort.Search(j.kept.count, func(i int) bool { return j.kept.at(i).N > n })
	entries := make([]Entry, j.kept.count-older)
	for i := range entries {
		entries[i] = *j.kept.at(older + i)
	}
	return entries
}

// clear forgets the entries; their numbers go on.
func (j *journal) clear() {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.empty()
	j.dropped, j.notes = 0, nil
}

// forget forgets the entries that a filter chooses. How many the journal has lost stays as it is: that was
// not asked for.
func (j *journal) forget(filter requestFilter) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	chosen, _ := filter.choose(j.newestFirst())
	gone := make(map[uint64]bool, len(chosen))
	for i := range chosen {
		gone[chosen[i].N] = true
	}
	rest := entryRing{most: j.kept.most}
	for i := range j.kept.count {
		entry := j.kept.at(i)
		if gone[entry.N] {
			j.spend(-entry.size())
		} else {
			rest.push(entry)
		}
	}
	j.kept = rest
}

// close forgets the entries, and those that are still to come, when nobody will ask for them any longer. It
// tells how many there have been since the last clear.
func (j *journal) close() (lost uint64) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	lost = j.dropped + uint64(j.kept.count)
	j.kept.most = 0
	j.empty()
	return lost
}

// empty lets go of the entries, with the lock held.
func (j *journal) empty() {
	j.kept = entryRing{most: j.kept.most}
	j.spend(-j.bytes)
}

// maxNotes bounds what the journal says besides its entries; the newest notes stay.
const maxNotes = 100

// note says something that is not about one request.
func (j *journal) note(text string) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.notes = append(j.notes, text)
	if len(j.notes) > maxNotes {
		j.notes = j.notes[len(j.notes)-maxNotes:]
	}
}

// remarks gives the notes, oldest first.
func (j *journal) remarks() []string {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return append([]string(nil), j.notes...)
}
