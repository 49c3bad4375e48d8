package adminclient

import (
	"context"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/scenarios"
)

// Coverage is how often each documented status of each operation was answered in a world.
type Coverage map[caseapi.OperationName]map[int]uint64

// Met is how often a client has met that answer.
func (c Coverage) Met(pair caseapi.Pair) uint64 { return c[pair.Operation][pair.Status] }

// FaultCoverage is how often each fault took the place of an answer of each operation, or broke one.
type FaultCoverage map[caseapi.OperationName]map[scenarios.Fault]uint64

// Met is how often a client has met a fault of the operation, of whatever kind.
func (c FaultCoverage) Met(operation caseapi.OperationName) uint64 {
	var times uint64
	for _, count := range c[operation] {
		times += count
	}
	return times
}

// Coverage asks which documented answers the world's client has met, and which faults.
func (c *Client) Coverage(ctx context.Context) (Coverage, FaultCoverage, error) {
	var answer struct {
		Operations Coverage      `json:"operations"`
		Faults     FaultCoverage `json:"faults"`
	}
	err := c.call(ctx, http.MethodGet, "coverage", nil, nil, &answer)
	return answer.Operations, answer.Faults, err
}

// Surprises asks how often the world's client has met each surprise that the server has in store by its profile, by
// name. It is empty where the server has none.
func (c *Client) Surprises(ctx context.Context) (map[string]uint64, error) {
	var answer struct {
		Surprises map[string]uint64 `json:"surprises"`
	}
	err := c.call(ctx, http.MethodGet, "coverage", nil, nil, &answer)
	return answer.Surprises, err
}
