package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"casemock/mockserver"
)

// serving starts a server as serve does, with a handler of the test's own.
func serving(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	plain, err := listen("addr", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return servingOn(t, patientListener{plain}, handler)
}

func servingOn(t *testing.T, listener net.Listener, handler http.HandlerFunc) string {
	t.Helper()
	server := newHTTPServer(t.Context(), handler, slog.New(slog.DiscardHandler))
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return baseURL("http", listener)
}

// A body's time limit ends with the body: the request may be answered long after.
func TestBodyDeadlineIsLifted(t *testing.T) {
	t.Parallel()
	plain, err := listen("addr", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	watched := &watchedListener{Listener: plain}
	limits := make(chan [2]bool, 1) // whether there was one before the body was read, and after
	url := servingOn(t, watched, func(_ http.ResponseWriter, r *http.Request) {
		before := watched.limited.Load()
		_, _ = io.Copy(io.Discard, r.Body)
		limits <- [2]bool{before, watched.limited.Load()}
	})
	for name, body := range map[string]io.Reader{
		"known": strings.NewReader("{}"), "chunked": io.MultiReader(strings.NewReader("{}")),
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, body)
		if err != nil {
			t.Fatal(err)
		}
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if got := <-limits; got != [2]bool{true, false} {
			t.Errorf("%s: limited before and after the body is read: %v", name, got)
		}
	}
}

// watchedListener tells whether the newest connection has a time limit for reading.
type watchedListener struct {
	net.Listener
	limited atomic.Bool
}

func (l *watchedListener) Accept() (net.Conn, error) {
	connection, err := l.Listener.Accept()
	return watchedConnection{connection, &l.limited}, err
}

type watchedConnection struct {
	net.Conn
	limited *atomic.Bool
}

func (c watchedConnection) SetReadDeadline(deadline time.Time) error {
	c.limited.Store(!deadline.IsZero())
	return c.Conn.SetReadDeadline(deadline)
}

// recordedDeadlines is a response whose connection has a time limit for reading.
type recordedDeadlines struct {
	http.ResponseWriter
	set []time.Time
}

//nolint:unparam // http.ResponseController asks for the error
func (r *recordedDeadlines) SetReadDeadline(deadline time.Time) error {
	r.set = append(r.set, deadline)
	return nil
}

func TestBodiesHaveADeadline(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		length int64
		want   int
	}{"none": {0, 0}, "known": {2, 1}, "chunked": {-1, 1}}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var deadlines recordedDeadlines
			request := &http.Request{ContentLength: test.length, Body: http.NoBody}
			patient(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})).ServeHTTP(&deadlines, request)
			if len(deadlines.set) != test.want {
				t.Errorf("set %d deadlines, want %d", len(deadlines.set), test.want)
			}
		})
	}
}

// A fault of a scenario reaches for the TCP connection, through TLS and the time limits.
func TestConnectionResetReachesTheClient(t *testing.T) {
	t.Parallel()
	server, err := mockserver.New()
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPatch,
		serving(t, server.ServeHTTP)+"/case/1001", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set(mockserver.ScenarioHeader, "updateCase/reset")
	request.Header.Set("Authorization", mockserver.DefaultKey)
	response, err := client.Do(request)
	if err == nil {
		_ = response.Body.Close()
	}
	if !errors.Is(err, syscall.ECONNRESET) {
		t.Errorf("got %v", err)
	}
}

func TestWritingSetsADeadlineNowAndThen(t *testing.T) {
	t.Parallel()
	listener, err := listen("addr", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	dialer := net.Dialer{}
	far, err := dialer.DialContext(t.Context(), "tcp", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = far.Close() })
	accepted, err := patientListener{listener}.Accept()
	if err != nil {
		t.Fatal(err)
	}
	near := accepted.(*patientConnection)
	for range 2 {
		before := near.armed.Load()
		if _, err := near.Write([]byte("x")); err != nil {
			t.Fatal(err)
		}
		if armed := near.armed.Load(); (before == 0) == (armed == before) {
			t.Errorf("armed at %d, then at %d", before, armed)
		}
	}
}

func TestLargeHeadersAreRefused(t *testing.T) {
	t.Parallel()
	url := serving(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	for length, want := range map[int]int{
		largestHeaders / 2: http.StatusNoContent,
		largestHeaders * 2: http.StatusRequestHeaderFieldsTooLarge,
	} {
		request, err := http.NewRequestWithContext(context.Background(), http.MethodGet, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Large", strings.Repeat("x", length))
		response, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		_ = response.Body.Close()
		if response.StatusCode != want {
			t.Errorf("%d bytes: got %s, want %d", length, response.Status, want)
		}
	}
}
