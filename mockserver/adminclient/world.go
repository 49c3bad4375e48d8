package adminclient

import (
	"context"
	"net/http"
	"net/url"
)

// Imported says what was imported into a world.
type Imported struct {
	World   string `json:"world"`
	From    string `json:"from"`    // the world that was exported; may be empty
	Records int    `json:"records"` // cases, customers and whatever else
}

// ExportWorld gives what the client's world holds, in YAML.
func (c *Client) ExportWorld(ctx context.Context) ([]byte, error) {
	return c.exchange(ctx, http.MethodGet, "world", nil, nil)
}

// ImportWorld puts what was exported in the place of all that the client's world holds. It is a [RefusedError], with
// the problems where the text is not right, and with status 409 where it was exported from a server with other
// settings, unless that is not to matter.
func (c *Client) ImportWorld(ctx context.Context, text []byte, anyway bool) (Imported, error) {
	query := url.Values{}
	if anyway {
		query.Set("anyway", "true")
	}
	var done Imported
	err := c.call(ctx, http.MethodPut, "world", query, yaml(text), &done)
	return done, err
}
