package mockserver

import (
	"context"
	"crypto/tls"
	"net/http"

	"casemock/scenarios"
)

// send answers the request, whole or broken as the answer's fault says. It returns what was sent of
// the answer, for the journal.
func (x *exchange) send(w http.ResponseWriter, result answer) answer {
	switch result.fault {
	case scenarios.ConnectionReset:
		closeConnection(w, true)
		return result.unsent()
	case scenarios.EmptyResponse:
		closeConnection(w, false)
		return result.unsent()
	case scenarios.Timeout:
		pause(x.request.Context(), result.delay)
		closeConnection(w, false)
		return result.unsent()
	case scenarios.MalformedJSON:
		result.body = result.body[:len(result.body)/2]
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
	a.status, a.body, a.header = 0, nil, nil
	return a
}

// closeConnection ends the connection without an answer: with a reset, so that the client's next read
// fails, or with an orderly end, so that it finds nothing there.
func closeConnection(w http.ResponseWriter, reset bool) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // not a connection of HTTP/1: the next best way to break off
	}
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

// slowSteps is in how many parts a slow body is sent.
const slowSteps = 20

// trickle sends the body in parts over the answer's delay; the client may leave in between.
func (a answer) trickle(ctx context.Context, w http.ResponseWriter) {
	a.writeHead(w)
	flush := http.NewResponseController(w)
	part := len(a.body)/slowSteps + 1
	for rest := a.body; len(rest) > 0; rest = rest[min(part, len(rest)):] {
		if _, err := w.Write(rest[:min(part, len(rest))]); err != nil || flush.Flush() != nil {
			return
		}
		if !pause(ctx, a.delay/slowSteps) {
			return
		}
	}
}
