package world

import (
	"maps"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"casemock/contracts/caseapi"
	"casemock/mockserver/journal"
	"casemock/scenarios"
)

// Coverage counts which documented answers a world's client has met, which faults, and which surprises. Answers that
// are not documented have no place in it.
type Coverage struct {
	met    map[caseapi.Pair]*atomic.Uint64 // every documented pair; the map itself is never changed
	faults map[operationFault]*atomic.Uint64

	mutex     sync.Mutex
	surprises map[string]uint64 // by name, those that were met
}

// operationFault is a fault of an operation's answer.
type operationFault struct {
	operation caseapi.OperationName
	fault     scenarios.Fault
}

func newCoverage() *Coverage {
	counts := &Coverage{met: map[caseapi.Pair]*atomic.Uint64{}, faults: map[operationFault]*atomic.Uint64{},
		surprises: map[string]uint64{}}
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
func (c *Coverage) Count(operation caseapi.OperationName, answer journal.Answer) {
	if broken, ok := c.faults[operationFault{operation, answer.Fault}]; ok {
		broken.Add(1)
	}
	if !answer.Fault.ArrivesWhole() {
		return
	}
	if count, ok := c.met[caseapi.Pair{Operation: operation, Status: answer.Status}]; ok {
		count.Add(1)
	}
	if len(answer.Surprises) > 0 {
		c.mutex.Lock()
		defer c.mutex.Unlock()
		for _, name := range answer.Surprises {
			c.surprises[name]++
		}
	}
}

// surpriseCounter begins the counters of surprises.
const surpriseCounter = "surprise/"

// countersOf are what an engine counts up where [Coverage.Count] counts: the operation with the status, and with
// the fault, and each surprise.
func countersOf(operation caseapi.OperationName, answer journal.Answer) []string {
	var counters []string
	if answer.Fault != scenarios.NoFault {
		counters = append(counters, counterOf(operation, string(answer.Fault)))
	}
	if answer.Fault.ArrivesWhole() {
		counters = append(counters, counterOf(operation, strconv.Itoa(answer.Status)))
		for _, name := range answer.Surprises {
			counters = append(counters, surpriseCounter+name)
		}
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
	for counter, met := range counters {
		if name, ok := strings.CutPrefix(counter, surpriseCounter); ok {
			counts.surprises[name] = met
		}
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

// Surprises says how often each surprise was met; one that was not is left out.
func (c *Coverage) Surprises() map[string]uint64 {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return maps.Clone(c.surprises)
}
