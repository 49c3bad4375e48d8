package target

import (
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

// LockedOut is the status by which the server refuses the key that it had accepted, and after how many
// requests with another key or none; the status is 0 where it does not. It has then most probably locked
// the key out, or this address.
func (c *Client) LockedOut() (status, wrong int) { return c.keys.refused, c.keys.wrong }

// watchKey tells the watch of a request.
func (c *Client) watchKey(call Call, got *transport.Answer) {
	status := 0
	if got != nil {
		status = got.Status
	}
	c.keys.see(call.Headers.Get(caseapi.AuthorizationHeader), c.options.APIKey, status)
}
