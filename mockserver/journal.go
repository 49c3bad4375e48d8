package mockserver

import "sync"

// journal is a ring of what was asked and answered in one world. It never grows past its size.
type journal struct {
	size int

	mutex   sync.Mutex
	ring    []Entry
	oldest  int    // where in a full ring the oldest entry stands, the next to go
	last    uint64 // the number of the newest entry
	dropped uint64 // how many entries the ring has lost since the last clear
	notes   []string
	waiting map[chan struct{}]bool // those who are told when there is something new
}

func newJournal(size int) *journal {
	return &journal{size: size, waiting: map[chan struct{}]bool{}}
}

// add numbers an entry and keeps a copy, in place of the oldest one when the ring is full.
func (j *journal) add(entry *Entry) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.last++
	entry.N = j.last
	switch {
	case len(j.ring) < j.size:
		j.ring = append(j.ring, *entry)
	case j.size > 0:
		j.ring[j.oldest] = *entry
		j.oldest = (j.oldest + 1) % j.size
		j.dropped++
	default:
		j.dropped++
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
	entries = make([]Entry, len(j.ring))
	for i := range j.ring {
		entries[len(entries)-1-i] = j.ring[(j.oldest+i)%len(j.ring)]
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
	kept := len(j.ring)
	entries := make([]Entry, min(j.last-n, uint64(kept)))
	for i := range entries {
		entries[i] = j.ring[(j.oldest+kept-len(entries)+i)%kept]
	}
	return entries
}

// clear forgets the entries; their numbers go on.
func (j *journal) clear() {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.ring, j.oldest, j.dropped, j.notes = nil, 0, 0, nil
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
