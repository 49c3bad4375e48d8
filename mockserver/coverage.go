package mockserver

import (
	"sync/atomic"

	"casemock/contracts/caseapi"
)

// coverage counts which documented answers a world's client has met. Answers that are not documented
// have no place in it.
type coverage struct {
	met map[caseapi.Pair]*atomic.Uint64 // every documented pair; the map itself is never changed
}

func newCoverage() *coverage {
	counts := &coverage{met: map[caseapi.Pair]*atomic.Uint64{}}
	for _, pair := range caseapi.Pairs() {
		counts.met[pair] = &atomic.Uint64{}
	}
	return counts
}

func (c *coverage) count(operation caseapi.OperationName, status int) {
	if count, ok := c.met[caseapi.Pair{Operation: operation, Status: status}]; ok {
		count.Add(1)
	}
}

func (c *coverage) clear() {
	for _, count := range c.met {
		count.Store(0)
	}
}

// Coverage is how often each documented status of each operation was answered.
type Coverage map[caseapi.OperationName]map[int]uint64

func (c *coverage) counts() Coverage {
	counts := Coverage{}
	for pair, count := range c.met {
		if counts[pair.Operation] == nil {
			counts[pair.Operation] = map[int]uint64{}
		}
		counts[pair.Operation][pair.Status] = count.Load()
	}
	return counts
}
