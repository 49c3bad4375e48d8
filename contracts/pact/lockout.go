package pact

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

// suspectLockOut says what a key that was accepted and then refused most probably suffers from.
func (v *verification) suspectLockOut() {
	watch := &v.client.keys
	if watch.refused != 0 {
		v.warn("the server answered %d to the key that it had accepted, after %d requests with a wrong "+
			"key or without one: has it locked the key or this address out? --skip leaves expectations "+
			"of a 401 out, as in --skip updateCase/401", watch.refused, watch.wrong)
	}
}

// watchKey tells the watch of a request.
func (c *client) watchKey(call call, got *transport.Answer) {
	status := 0
	if got != nil {
		status = got.Status
	}
	c.keys.see(call.headers.Get(caseapi.AuthorizationHeader), c.key, status)
}
