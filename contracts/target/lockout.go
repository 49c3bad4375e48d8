package target

import (
	"fmt"
	"net/http"

	"casemock/contracts/caseapi"
	"casemock/contracts/transport"
)

// keyWatch follows what a server makes of its own key beside wrong ones.
type keyWatch struct {
	accepted bool // the key, at least once
	wrong    int  // how many requests had another key or none
	refused  int  // the status by which the key is refused since; 0: it is not
}

// see is told of each request and its status.
func (w *keyWatch) see(sent, key string, status int) {
	refused := status == http.StatusUnauthorized || status == http.StatusForbidden
	switch {
	case key == "" || status == 0:
	case sent != key:
		w.wrong++
	case !refused:
		w.accepted = true
	case w.accepted && w.wrong > 0:
		w.refused = status
	}
}

// LockedOut says that the server refuses the key that it had accepted, since it was sent wrong ones; empty
// where it does not.
func (c *Client) LockedOut() string {
	if c.keys.refused == 0 {
		return ""
	}
	return fmt.Sprintf("the server answered %d to the key that it had accepted, after %d requests with a wrong "+
		"key or without one: has it locked the key or this address out?", c.keys.refused, c.keys.wrong)
}

// watchKey tells the watch of a request.
func (c *Client) watchKey(call Call, got *transport.Answer) {
	status := 0
	if got != nil {
		status = got.Status
	}
	c.keys.see(call.Headers.Get(caseapi.AuthorizationHeader), c.options.APIKey, status)
}
