package target

import (
	"context"
	"errors"
	"fmt"

	"casemock/contracts/report"
)

// StillThere makes the first contact once more, where [Elsewhere] suspects that something else than the server
// answers by now, or nothing: what dies in the midst of a run, or is hidden by a gateway or a login page, says
// nothing about the API. The error is a [*ContactError]; a server that refuses the key is there, see
// [Client.LockedOut].
func (c *Client) StillThere(ctx context.Context) error {
	var contact *ContactError
	if _, err := c.Preflight(ctx); !errors.As(err, &contact) || contact.Kind == KeyRefused {
		return nil // whatever else it answers now; who asks next finds the run ended
	}
	contact.Message = fmt.Sprintf("the server answered at first, and does no longer after %d requests, so that there "+
		"is no verdict: %s", c.Sent(), contact.Message)
	return contact
}

// Elsewhere reports whether an answer need not be one of the server: none, that of a gateway, a redirect, a page of
// HTML. Nil, where nothing was sent, is none.
func Elsewhere(exchange *report.Exchange) bool {
	switch {
	case exchange == nil:
		return false
	case exchange.Status == 0:
		return true
	}
	return isGateway(exchange.Status) || redirects(exchange.Status, exchange.ResponseHeaders) ||
		isHTML([]byte(exchange.ResponseBody))
}
