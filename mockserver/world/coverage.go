package world

import (
	"strconv"
	"sync/atomic"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// Coverage counts which documented answers a world's client has met, and which faults. Answers that are not
// documented have no place in it.
type Coverage struct {
	met    map[caseapi.Pair]*atomic.Uint64 // every documented pair; the map itself is never changed
	faults map[operationFault]*atomic.Uint64
}

// operationFault is a fault of an operation's answer.
type operationFault struct {
	operation caseapi.OperationName
	fault     scenarios.Fault
}

func newCoverage() *Coverage {
	counts := &Coverage{met: map[caseapi.Pair]*atomic.Uint64{}, faults: map[operationFault]*atomic.Uint64{}}
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

// Count counts an answer that the client has received. One that is cut counts as its fault alone; a slow body
// has arrived whole.
func (c *Coverage) Count(operation caseapi.OperationName, status int, fault scenarios.Fault) {
	if broken, ok := c.faults[operationFault{operation, fault}]; ok {
		broken.Add(1)
	}
	if !arrivesWhole(fault) {
		return
	}
	if count, ok := c.met[caseapi.Pair{Operation: operation, Status: status}]; ok {
		count.Add(1)
	}
}

// arrivesWhole reports whether the client gets all of an answer with that fault.
func arrivesWhole(fault scenarios.Fault) bool {
	return fault == scenarios.NoFault || fault == scenarios.SlowBody
}

// countersOf are what an engine counts up where [Coverage.Count] counts: the operation with the status, and with
// the fault.
func countersOf(operation caseapi.OperationName, status int, fault scenarios.Fault) []string {
	var counters []string
	if fault != scenarios.NoFault {
		counters = append(counters, counterOf(operation, string(fault)))
	}
	if arrivesWhole(fault) {
		counters = append(counters, counterOf(operation, strconv.Itoa(status)))
	}
	return counters
}

func counterOf(operation caseapi.OperationName, what string) string {
	return string(operation) + "/" + what
}

// coverageOf is what an engine has counted.
func coverageOf(counters map[string]uint64) *Coverage {
	counts := newCoverage()
	for pair, met := range counts.met {
		met.Store(counters[counterOf(pair.Operation, strconv.Itoa(pair.Status))])
	}
	for kind, met := range counts.faults {
		met.Store(counters[counterOf(kind.operation, string(kind.fault))])
	}
	return counts
}

// StatusCounts is how often each documented status of each operation was answered.
type StatusCounts map[caseapi.OperationName]map[int]uint64

// Statuses says how often each documented status was met.
func (c *Coverage) Statuses() StatusCounts {
	counts := StatusCounts{}
	for pair, count := range c.met {
		if counts[pair.Operation] == nil {
			counts[pair.Operation] = map[int]uint64{}
		}
		counts[pair.Operation][pair.Status] = count.Load()
	}
	return counts
}

// FaultCounts is how often each fault took the place of an answer of each operation, or broke one.
type FaultCounts map[caseapi.OperationName]map[scenarios.Fault]uint64

// Faults says how often each fault was met.
func (c *Coverage) Faults() FaultCounts {
	counts := FaultCounts{}
	for kind, count := range c.faults {
		if counts[kind.operation] == nil {
			counts[kind.operation] = map[scenarios.Fault]uint64{}
		}
		counts[kind.operation][kind.fault] = count.Load()
	}
	return counts
}
