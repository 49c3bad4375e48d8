package store

import (
	"slices"
	"sync/atomic"

	"github.com/klauspost/compress/s2"

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
	index      int
	compressed []byte
}

// NewCache makes a cache with that many places, at least one.
func NewCache(places int, seeded Seeded) *Cache {
	return &Cache{seeded, make([]atomic.Pointer[remembered], max(places, 1))}
}

// CaseJSON finds a case by its id and encodes it.
func (c *Cache) CaseJSON(id string) ([]byte, bool) {
	index, ok := c.seeded.CaseIndex(id)
	if !ok {
		return c.make(id)
	}
	place := &c.places[index%len(c.places)]
	if there := place.Load(); there != nil && there.index == index {
		return expand(there.compressed), true
	}
	encoded, ok := c.make(id)
	if ok {
		// The copy lets go of the room that was made for what does not compress.
		place.Store(&remembered{index, slices.Clone(s2.Encode(nil, encoded))})
	}
	return encoded, ok
}

func (c *Cache) make(id string) ([]byte, bool) {
	found, ok := c.seeded.Case(id)
	if !ok {
		return nil, false
	}
	return encode(found), true
}

func expand(compressed []byte) []byte {
	encoded, err := s2.Decode(nil, compressed)
	if err != nil {
		panic("store: remembered JSON that cannot be expanded: " + err.Error())
	}
	return encoded
}
