package store

import (
	"sync/atomic"

	"casemock/contracts/caseapi"
)

// Seeded is what a [Cache] remembers: cases that are made up when they are asked for. It must not change.
type Seeded interface {
	// Case makes up a case by its id.
	Case(id string) (caseapi.Case, bool)
	// CaseIndex is the number of a made-up case, from 0; ok is false for one that is there already.
	CaseIndex(id string) (index int, ok bool)
}

// Cache remembers the JSON of cases, since making one up takes longer than the rest of an answer. Each
// case has its place, which it shares with those whose index is a multiple of the number of places
// away: a population of no more cases than places is remembered whole, in about 2.4 KB a case.
type Cache struct {
	seeded Seeded
	places []atomic.Pointer[remembered]
}

// remembered is the case that was asked for last of those that share a place.
type remembered struct {
	index int
	json  []byte
}

// NewCache makes a cache with that many places, at least one.
func NewCache(places int, seeded Seeded) *Cache {
	return &Cache{seeded, make([]atomic.Pointer[remembered], max(places, 1))}
}

// CaseJSON finds a case by its id and encodes it.
func (c *Cache) CaseJSON(id string) ([]byte, bool) {
	index, ok := c.seeded.CaseIndex(id)
	if !ok {
		found, ok := c.seeded.Case(id)
		if !ok {
			return nil, false
		}
		return caseapi.MustMarshal(found), true
	}
	place := &c.places[index%len(c.places)]
	if found := place.Load(); found != nil && found.index == index {
		return found.json, true
	}
	made, _ := c.seeded.Case(id)
	fresh := &remembered{index, caseapi.MustMarshal(made)}
	place.Store(fresh)
	return fresh.json, true
}
