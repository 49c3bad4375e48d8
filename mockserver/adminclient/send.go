package adminclient

import (
	"context"
	"fmt"
	"net/http"
)

// Sending is a request of the Case API that the server is to send to itself.
type Sending struct {
	Method  string            `json:"method"`
	Path    string            `json:"path"` // with the query, escaped as in a URL
	Headers map[string]string `json:"headers,omitempty"`
	Body    string            `json:"body,omitempty"`
	// WithoutKey leaves the header Authorization out where Headers have none; else it is a right key of the world.
	WithoutKey bool `json:"withoutKey,omitempty"`
}

// Send has a request answered, without knowing a key, and gives what the journal keeps of it. It takes as long as the
// answer does.
func (c *Client) Send(ctx context.Context, sending Sending) (Request, error) {
	var sent Request
	err := c.call(ctx, http.MethodPost, "send", nil, sending, &sent)
	return sent, err
}

// RecordedScenario is a scenario, in YAML, that answers a request as one in the world's journal was answered; a
// [RefusedError] with status 409 where the journal does not have enough of it.
func (c *Client) RecordedScenario(ctx context.Context, n uint64) ([]byte, error) {
	return c.exchange(ctx, http.MethodGet, fmt.Sprintf("requests/%d/scenario", n), nil, nil)
}
