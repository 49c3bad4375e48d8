package store

import (
	"sync/atomic"

	"casemock/contracts"
)

// Seeded is what a [Cache] remembers: cases that are made up when they are asked for. It must not change.
type Seeded interface {
	// Case makes up a case by its id.
	Case(id string) (contracts.Case, bool)
	// CaseIndex is the number of a made-up case, from 0; ok is false for one that is there already.
	CaseIndex(id string) (index int, ok bool)
}

// Cache remembers the JSON of cases, since making one up takes longer than the rest of an answer. Each
// case has its place, which it shares with those whose index is a multiple of the number of places
// away: a population of no more cases than places is remembered whole. The JSON is kept compressed, as
// about a kilobyte a case, since that halves the memory for a tenth of what making a case up takes.
type Cache struct {
	seeded Seeded
	places []atomic.Pointer[remembered]
}

type remembered struct {
	index int
	body  Body // compressed
}

// NewCache makes a cache with that many places, at least one.
func NewCache(places int, seeded Seeded) *Cache {
	return &Cache{seeded, make([]atomic.Pointer[remembered], max(places, 1))}
}

// CaseJSON finds a case by its id and encodes it.
func (c *Cache) CaseJSON(id string) (Body, bool) {
	index, ok := c.seeded.CaseIndex(id)
	if !ok {
		found, ok := c.seeded.Case(id)
		if !ok {
			return Body{}, false
		}
		return encode(found), true
	}
	place := &c.places[index%len(c.places)]
	there := place.Load()
	if there == nil || there.index != index {
		found, _ := c.seeded.Case(id)
		there = &remembered{index, encode(found).compress()}
		place.Store(there)
	}
	return there.body, true
}
