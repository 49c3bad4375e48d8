package main

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"syscall"
	"testing"

	"casemock/mockserver"
)

// serving starts a server as serve does, with a handler of the test's own; with TLS where there is a
// configuration of it.
func serving(t *testing.T, security *tls.Config, handler http.HandlerFunc) string {
	t.Helper()
	served := service{logger: slog.New(slog.DiscardHandler)}
	if err := served.listen(security, "addr", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	opened := served.endpoints[0]
	server := newHTTPServer(t.Context(), handler, served.logger)
	go func() { _ = server.Serve(opened.listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return opened.url
}

// A fault of a scenario reaches for the TCP connection, through TLS and the time limits.
func TestConnectionResetReachesTheClient(t *testing.T) {
	t.Parallel()
	secured, err := (&configuration{selfSigned: true}).transportSecurity()
	if err != nil {
		t.Fatal(err)
	}
	for name, security := range map[string]*tls.Config{"plain": nil, "TLS": secured} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, err := mockserver.New()
			if err != nil {
				t.Fatal(err)
			}
			request, err := http.NewRequestWithContext(t.Context(), http.MethodPatch,
				serving(t, security, server.ServeHTTP)+"/case/1001", strings.NewReader("{}"))
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
		})
	}
}

func TestLargeHeadersAreRefused(t *testing.T) {
	t.Parallel()
	url := serving(t, nil, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
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
