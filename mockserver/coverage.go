package mockserver

import (
	"sync/atomic"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// coverage counts which documented answers a world's client has met, and which faults. Answers that are not
// documented have no place in it.
type coverage struct {
	met    map[caseapi.Pair]*atomic.Uint64 // every documented pair; the map itself is never changed
	faults map[operationFault]*atomic.Uint64
}

// operationFault is a fault of an operation's answer.
type operationFault struct {
	operation caseapi.OperationName
	fault     scenarios.Fault
}

func newCoverage() *coverage {
	counts := &coverage{met: map[caseapi.Pair]*atomic.Uint64{}, faults: map[operationFault]*atomic.Uint64{}}
	for _, pair := range caseapi.Pairs() {
		counts.met[pair] = &atomic.Uint64{}
	}
	for _, operation := range caseapi.Operations() {
		for _, fault := range scenarios.Faults() {
			counts.faults[operationFault{operation.Name, fault}] = &atomic.Uint64{}
		}
	}
	return counts
}

// count counts an answer as the client has received it. One that is cut counts as its fault alone, and one
// that the client did not wait for as nothing; a slow body has arrived whole.
func (c *coverage) count(operation caseapi.OperationName, sent answer) {
	if !sent.met {
		return
	}
	if fault, ok := c.faults[operationFault{operation, sent.fault}]; ok {
		fault.Add(1)
	}
	if sent.fault != scenarios.NoFault && sent.fault != scenarios.SlowBody {
		return
	}
	if count, ok := c.met[caseapi.Pair{Operation: operation, Status: sent.status}]; ok {
		count.Add(1)
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

// FaultCoverage is how often each fault took the place of an answer of each operation, or broke one.
type FaultCoverage map[caseapi.OperationName]map[scenarios.Fault]uint64

func (c *coverage) faultCounts() FaultCoverage {
	counts := FaultCoverage{}
	for kind, count := range c.faults {
		if counts[kind.operation] == nil {
			counts[kind.operation] = map[scenarios.Fault]uint64{}
		}
		counts[kind.operation][kind.fault] = count.Load()
	}
	return counts
}
