package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"casemock/mockserver"
)

// serving starts a server as serve does, with a handler of the test's own.
func serving(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	plain, err := listen("addr", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := newHTTPServer(t.Context(), handler, slog.New(slog.DiscardHandler))
	go func() { _ = server.Serve(patientListener{plain}) }()
	t.Cleanup(func() { _ = server.Close() })
	return baseURL("http", plain)
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
