package mockserver

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"time"

	"casemock/scenarios"
)

// abort is how net/http is told to break a connection off.
func abort() { panic(http.ErrAbortHandler) }

// breakOff ends the connection in place of an answer, once the delay is over. The connection is taken first,
// so that the client is not even asked for a body that it has not sent yet. One that is not of HTTP/1 cannot
// be had: breaking it off is left to the server.
func (a answer) breakOff(w http.ResponseWriter, r *http.Request, body *requestBody) (sent answer, end func()) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		a.met = !body.drain() || pause(r.Context(), a.delay)
		return a.unsent(), abort
	}
	body.done = true // or never
	if secured, ok := connection.(*tls.Conn); ok {
		connection = secured.NetConn() // TLS says no goodbye either
	}
	a.met = !leaves(r.Context(), connection, a.delay)
	if a.fault == scenarios.ConnectionReset {
		return a.unsent(), func() { closeAtOnce(connection) }
	}
	return a.unsent(), func() { closeOrderly(connection) }
}

// leaves waits, and reports whether the client left meanwhile. What it still sends is read and forgotten.
func leaves(ctx context.Context, connection net.Conn, delay time.Duration) bool {
	if delay <= 0 {
		return false
	}
	// A limit that cannot be set is one of a connection that is closed.
	_ = connection.SetReadDeadline(time.Now().Add(delay))
	stop := context.AfterFunc(ctx, func() { _ = connection.SetReadDeadline(time.Now()) })
	defer stop()
	_, err := io.Copy(io.Discard, connection)
	var timeout net.Error
	return !errors.As(err, &timeout) || !timeout.Timeout() || ctx.Err() != nil
}

// closeAtOnce ends a connection so that the client's next read fails.
func closeAtOnce(connection net.Conn) {
	// Asked for by its method, since a server may have wrapped the connection.
	if tcp, ok := connection.(interface{ SetLinger(seconds int) error }); ok {
		// Closing with no time to linger is what makes TCP send a reset. Where it cannot be set, the
		// connection is closed all the same.
		_ = tcp.SetLinger(0)
	}
	_ = connection.Close()
}

// lingerTimeout is how long a client may go on sending after the end of what it gets.
const lingerTimeout = 5 * time.Second

// closeOrderly ends a connection so that the client finds nothing there. What it has sent by then, or still
// sends, is read to its end, since TCP answers unread input with a reset.
func closeOrderly(connection net.Conn) {
	tcp, ok := connection.(interface{ CloseWrite() error })
	if ok && tcp.CloseWrite() == nil && connection.SetReadDeadline(time.Now().Add(lingerTimeout)) == nil {
		_, _ = io.Copy(io.Discard, connection)
	}
	_ = connection.Close()
}
