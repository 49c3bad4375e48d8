package main

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// The bounds of every connection, besides writeTimeout.
const (
	headerTimeout  = 10 * time.Second
	bodyTimeout    = time.Minute
	idleTimeout    = 2 * time.Minute
	largestHeaders = 64 << 10 // bytes; net/http adds 4 KiB
)

// newHTTPServer is the server of one listener. Its requests end with the context.
func newHTTPServer(ctx context.Context, handler http.Handler, logger *slog.Logger) *http.Server {
	// HTTP/2 stays off: the faults of scenarios break the connection itself, which HTTP/2 shares among
	// the client's other requests and does not hand out.
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	return &http.Server{
		Handler:           limitBodyTime(handler),
		Protocols:         protocols,
		ReadHeaderTimeout: headerTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    largestHeaders,
		ErrorLog:          slog.NewLogLogger(logger.Handler(), slog.LevelWarn),
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
}

// limitBodyTime bounds how long a client may take to send a body. The server's own read timeout would also
// end the contexts of requests that are answered slowly, long after they were read; this limit net/http
// lifts when the body is read to its end, since from then on it waits for the client to leave.
func limitBodyTime(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength != 0 {
			// It fails only where there is no connection, and then nobody is slow.
			_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTimeout))
		}
		next.ServeHTTP(w, r)
	})
}
