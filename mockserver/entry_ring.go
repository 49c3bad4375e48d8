package mockserver

import "sort"

// entryRing holds entries in the order in which they came: the newest is added at one end, the oldest taken
// away from the other. When it holds as many as it may, the newest takes the place of the oldest. It has
// places for twice as many entries as it holds at most: a journal that has lost its entries does not hold on
// to their places.
type entryRing struct {
	most   int // how many entries it may hold
	places []Entry
	oldest int // where the oldest entry stands
	count  int
}

// at is the entry that has that many older ones.
func (r *entryRing) at(older int) *Entry { return &r.places[r.place(older)] }

// place is where that entry stands: the places go on from the last to the first.
func (r *entryRing) place(older int) int {
	place := r.oldest + older
	if place >= len(r.places) {
		place -= len(r.places) // which takes less time than a division
	}
	return place
}

// firstAfter is how many entries have a number no higher than that: the numbers rise from the oldest on.
func (r *entryRing) firstAfter(n uint64) int {
	return sort.Search(r.count, func(older int) bool { return r.at(older).N > n })
}

// full tells that the next entry takes the place of the oldest.
func (r *entryRing) full() bool { return r.count == r.most }

// push adds a copy of an entry, to a ring that may hold any.
func (r *entryRing) push(entry *Entry) {
	if r.full() {
		*r.at(0) = *entry
		r.oldest = r.place(1)
		return
	}
	if r.count == len(r.places) {
		r.resize()
	}
	*r.at(r.count) = *entry
	r.count++
}

// pop takes away the oldest entry, of which there must be one.
func (r *entryRing) pop() {
	*r.at(0) = Entry{} // lets go of its texts
	r.oldest = r.place(1)
	r.count--
	if len(r.places) > 2*(r.count+1) {
		r.resize()
	}
}

// resize makes places for half as many entries again. Until it is done the next time, that many have come or
// a quarter has gone, so that each of them takes little of its time.
func (r *entryRing) resize() {
	places := make([]Entry, min(r.count+r.count/2+1, r.most))
	for i := range r.count {
		places[i] = *r.at(i)
	}
	r.places, r.oldest = places, 0
}
