package mockserver

import "sync"

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

// counts says which entry is the newest, and how many entries the journal has lost.
func (j *journal) counts() (newest, dropped uint64) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	return j.last, j.dropped
}

// after gives the oldest kept entry after a number. Who walks a journal so, one at a time, holds on to no
// more than one entry, however slowly; what the journal loses meanwhile is passed over.
func (j *journal) after(n uint64) (Entry, bool) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	place := j.kept.firstAfter(n)
	if place == j.kept.count {
		return Entry{}, false
	}
	return *j.kept.at(place), true
}

// before gives the newest kept entry before a number.
func (j *journal) before(n uint64) (Entry, bool) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	place := j.kept.firstAfter(n-1) - 1
	if n == 0 || place < 0 {
		return Entry{}, false
	}
	return *j.kept.at(place), true
}

// newestFirst walks what is kept when the walk begins, as far as it is still kept when its turn comes.
func (j *journal) newestFirst(yield func(Entry) bool) {
	newest, _ := j.counts()
	entry, ok := j.before(newest + 1)
	for ok && yield(entry) {
		entry, ok = j.before(entry.N)
	}
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
	gone := j.chosen(filter)
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

// chosen are the numbers of the entries that a filter chooses, with the lock held. Its limit leaves the newest.
func (j *journal) chosen(filter requestFilter) map[uint64]bool {
	chosen := map[uint64]bool{}
	for older := j.kept.count - 1; older >= 0; older-- {
		entry := j.kept.at(older)
		if filter.lets(entry) && (filter.limit == nil || len(chosen) < *filter.limit) {
			chosen[entry.N] = true
		}
	}
	return chosen
}

// close forgets the entries, and those that are still to come, when nobody will ask for them any longer. It
// returns the number of the last one that anybody can have seen, and how many there have been since the last
// clear.
func (j *journal) close() (last, lost uint64) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	lost = j.dropped + uint64(j.kept.count)
	j.kept.most = 0
	j.empty()
	return j.last, lost
}

// goOnAfter makes the first entry's number the one after that: who listens to a world that is reset hears of
// no number twice.
func (j *journal) goOnAfter(last uint64) { j.last = last }

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
