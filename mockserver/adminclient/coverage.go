package adminclient

import (
	"context"
	"net/http"

	"casemock/contracts/caseapi"
)

// Coverage is how often each documented status of each operation was answered in a world.
type Coverage map[caseapi.OperationName]map[int]uint64

// Met tells how often a client has met that answer.
func (c Coverage) Met(pair caseapi.Pair) uint64 { return c[pair.Operation][pair.Status] }

// Coverage asks which documented answers the world's client has met.
func (c *Client) Coverage(ctx context.Context) (Coverage, error) {
	var answer struct {
		Operations Coverage `json:"operations"`
	}
	err := c.call(ctx, http.MethodGet, "coverage", nil, nil, &answer)
	return answer.Operations, err
}
