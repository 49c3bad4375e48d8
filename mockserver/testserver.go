package mockserver

import (
	"context"
	"net"
	"net/http"
	"time"
)

// TestHelper is what [NewTestServer] needs of a *testing.T. It is an interface of our own so that the
// shipped binary does not link package testing.
type TestHelper interface {
	Helper()
	Cleanup(stop func())
	Fatalf(format string, arguments ...any)
}

// TestServer is a server on a free port of this machine, for one test.
type TestServer struct {
	*Server
	URL string // http://127.0.0.1:PORT, without a trailing slash
}

// shutdownPatience is how long a test server waits for requests that are under way.
const shutdownPatience = 5 * time.Second

// NewTestServer starts a server with the options on a free port and stops it when the test ends. The
// data's URLs begin with the server's own, unless an option says otherwise. Options that cannot be
// used fail the test.
func NewTestServer(t TestHelper, options ...Option) *TestServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatalf("casemock: listening on a free port: %v", err)
	}
	address := "http://" + listener.Addr().String()
	server, err := New(append([]Option{WithPublicURL(address)}, options...)...)
	if err != nil {
		t.Fatalf("casemock: %v", err)
	}
	serving := &http.Server{Handler: server, ReadHeaderTimeout: shutdownPatience}
	serving.RegisterOnShutdown(server.Close)
	go func() { _ = serving.Serve(listener) }() // always http.ErrServerClosed, after the cleanup
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), shutdownPatience)
		defer cancel()
		if serving.Shutdown(ctx) != nil {
			_ = serving.Close()
		}
		_ = server.CloseStore()
	})
	return &TestServer{Server: server, URL: address}
}
