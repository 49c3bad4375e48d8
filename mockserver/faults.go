package mockserver

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"time"

	"casemock/mockserver/store"
	"casemock/scenarios"
)

// send answers the request, whole or broken as the answer's fault says. It returns what was sent of
// the answer, for the journal.
func (x *exchange) send(w http.ResponseWriter, result answer) answer {
	switch result.fault {
	case scenarios.ConnectionReset:
		return result.brokenOff(w, true)
	case scenarios.EmptyResponse:
		return result.brokenOff(w, false)
	case scenarios.Timeout:
		pause(x.request.Context(), result.delay)
		return result.brokenOff(w, false)
	case scenarios.MalformedJSON:
		result.body = store.NewBody(result.body.Bytes()[:result.body.Len()/2])
	case scenarios.SlowBody:
		result.trickle(x.request.Context(), w)
		return result
	}
	result.write(w)
	return result
}

// spendsDelay tells whether the fault spends the delay itself, rather than waiting before the answer.
func spendsDelay(fault scenarios.Fault) bool {
	return fault == scenarios.Timeout || fault == scenarios.SlowBody
}

// unsent is the answer of which nothing reached the client.
func (a answer) unsent() answer {
	a.status, a.body, a.header = 0, store.Body{}, nil
	return a
}

// brokenOff ends the connection in place of an answer. One that is not of HTTP/1 cannot be had: breaking
// it off is left to the server.
func (a answer) brokenOff(w http.ResponseWriter, reset bool) answer {
	a = a.unsent()
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		a.aborted = true
		return a
	}
	closeConnection(connection, reset)
	return a
}

// closeConnection ends a connection with a reset, so that the client's next read fails, or with an
// orderly end, so that it finds nothing there.
func closeConnection(connection net.Conn, reset bool) {
	transport := connection
	if secured, ok := connection.(*tls.Conn); ok {
		transport = secured.NetConn() // no farewell of TLS either
	}
	// Asked for by its method, since a server may have wrapped the connection.
	if tcp, ok := transport.(interface{ SetLinger(seconds int) error }); ok && reset {
		// Closing with data unsent and no time to linger is what makes TCP send a reset. Where it cannot
		// be set, the connection is closed all the same.
		_ = tcp.SetLinger(0)
	}
	_ = transport.Close()
}

// slowParts is in how many parts a slow body is sent at most.
const slowParts = 20

// trickle sends the body in parts over the answer's delay; the client may leave in between.
func (a answer) trickle(ctx context.Context, w http.ResponseWriter) {
	a.writeHead(w)
	flush := http.NewResponseController(w)
	body := a.body.Bytes()
	parts := min(len(body), slowParts)
	for part := range parts {
		from, to := len(body)*part/parts, len(body)*(part+1)/parts
		if _, err := w.Write(body[from:to]); err != nil || flush.Flush() != nil {
			return
		}
		if !pause(ctx, a.delay/time.Duration(parts)) {
			return
		}
	}
}
