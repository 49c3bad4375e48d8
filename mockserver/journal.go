package mockserver

import "sync"

// journal is a ring of what was asked and answered in one world. It never grows past its size.
type journal struct {
	mutex   sync.Mutex
	kept    entryRing
	last    uint64 // the number of the newest entry
	dropped uint64 // how many entries the ring has lost since the last clear
	notes   []string
	waiting map[chan struct{}]bool // those who are told when there is something new
}

func newJournal(size int) *journal {
	return &journal{kept: entryRing{most: size}, waiting: map[chan struct{}]bool{}}
}

// add numbers an entry and keeps a copy, in place of the oldest one when the ring is full.
func (j *journal) add(entry *Entry) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.last++
	entry.N = j.last
	if j.kept.full() {
		j.dropped++
	}
	if j.kept.most > 0 {
		j.kept.push(entry)
	}
	j.notify()
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

// list gives what is kept, newest first, and how many entries the ring has lost.
func (j *journal) list() (entries []Entry, dropped uint64) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	entries = make([]Entry, j.kept.count)
	for i := range entries {
		entries[len(entries)-1-i] = *j.kept.at(i)
	}
	return entries, j.dropped
}

// since gives the kept entries after a number, oldest first.
func (j *journal) since(n uint64) []Entry {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	if n >= j.last {
		return nil
	}
	// The numbers of what is kept have no gaps.
	entries := make([]Entry, min(j.last-n, uint64(j.kept.count)))
	for i := range entries {
		entries[i] = *j.kept.at(j.kept.count - len(entries) + i)
	}
	return entries
}

// clear forgets the entries; their numbers go on.
func (j *journal) clear() {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.kept, j.dropped, j.notes = entryRing{most: j.kept.most}, 0, nil
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
