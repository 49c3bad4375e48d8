package adminclient

import (
	"context"
	"fmt"
	"net/http"

	"casemock/contracts/strictyaml"
)

// Health is how the server is.
type Health struct {
	Status   string               `json:"status"` // ok
	Version  string               `json:"version"`
	Problems []strictyaml.Problem `json:"problems"` // of the files that it last tried to read
}

// Health asks how the server is. It needs no token. The error tells what else stands at its address,
// so that asking for the health first gives every other call a server that is known to be one of ours.
func (c *Client) Health(ctx context.Context) (Health, error) {
	var health Health
	if err := c.call(ctx, http.MethodGet, "health", nil, nil, &health); err != nil {
		return Health{}, err
	}
	if health.Status != "ok" || health.Version == "" || health.Problems == nil {
		return Health{}, fmt.Errorf("%w: %s answers something else to %shealth", ErrNotCasemock,
			c.Server(), basePath)
	}
	return health, nil
}
