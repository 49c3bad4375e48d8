package store

import (
	"slices"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/klauspost/compress/s2"

	"casemock/contracts"
)

// Cache remembers the JSON of the cases of a population that were asked for last, up to a number of
// them: making a case up takes longer than the rest of an answer. The JSON is kept compressed, as about
// a kilobyte a case, since that halves the memory for a tenth of what making a case up takes.
type Cache struct {
	seeded func(id string) (contracts.Case, bool)
	cases  *lru.Cache[string, []byte] // compressed
}

// NewCache makes a cache of at most that many cases, at least one. What it is given must not change.
func NewCache(cases int, seeded func(id string) (contracts.Case, bool)) *Cache {
	remembered, err := lru.New[string, []byte](max(cases, 1))
	if err != nil {
		panic("store: " + err.Error()) // only a size that is not positive is refused
	}
	return &Cache{seeded, remembered}
}

// CaseJSON finds a case by its id and encodes it.
func (c *Cache) CaseJSON(id string) ([]byte, bool) {
	if compressed, ok := c.cases.Get(id); ok {
		return expand(compressed), true
	}
	found, ok := c.seeded(id)
	if !ok {
		return nil, false
	}
	encoded := encode(found)
	// The copy lets go of the room that was made for what does not compress.
	c.cases.Add(id, slices.Clone(s2.Encode(nil, encoded)))
	return encoded, true
}

func expand(compressed []byte) []byte {
	encoded, err := s2.Decode(nil, compressed)
	if err != nil {
		panic("store: remembered JSON that cannot be expanded: " + err.Error())
	}
	return encoded
}
