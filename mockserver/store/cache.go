package store

import (
	"encoding/binary"
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
// away: a population of no more cases than places is remembered whole, as long as its JSON is not
// larger than cachedBytes. The JSON is kept compressed, as about a kilobyte a case, since that halves
// the memory for a fiftieth of what making a case up takes.
type Cache struct {
	seeded Seeded
	places []atomic.Uint64 // the location of what was written for it last
	bodies *blocks
}

// cachedBytes bounds what a [Cache] remembers, besides eight bytes for each place.
const cachedBytes = 16 << 20

// NewCache makes a cache with that many places, at least one.
func NewCache(places int, seeded Seeded) *Cache {
	return &Cache{seeded, make([]atomic.Uint64, max(places, 1)), newBlocks(cachedBytes)}
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
	if remembered, ok := c.remembered(index); ok {
		return remembered, true
	}
	made, _ := c.seeded.Case(id)
	return c.remember(index, encode(made)), true
}

// remembered is what stands at a case's place, if that is the case's.
func (c *Cache) remembered(index int) (Body, bool) {
	written, ok := c.bodies.at(location(c.place(index).Load()))
	if !ok {
		return Body{}, false
	}
	whose, read := binary.Uvarint(written)
	written = written[read:]
	expanded, read := binary.Uvarint(written)
	return Body{written[read:], int(expanded)}, whose == uint64(index)
}

func (c *Cache) remember(index int, body Body) Body {
	compressed := body.compress()
	head := binary.AppendUvarint(nil, uint64(index))
	head = binary.AppendUvarint(head, uint64(compressed.expanded))
	c.place(index).Store(uint64(c.bodies.add(head, compressed.bytes)))
	return compressed
}

func (c *Cache) place(index int) *atomic.Uint64 { return &c.places[index%len(c.places)] }
