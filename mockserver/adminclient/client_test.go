package adminclient

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestServerURL(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ server, want, problem string }{
		"as printed":      {"http://127.0.0.1:8080", "http://127.0.0.1:8080", ""},
		"trailing slash":  {"http://127.0.0.1:8080/", "http://127.0.0.1:8080", ""},
		"the console":     {"http://127.0.0.1:8080/__admin/", "http://127.0.0.1:8080", ""},
		"no scheme":       {"localhost:8080", "http://localhost:8080", ""},
		"TLS":             {"https://sandbox.example", "https://sandbox.example", ""},
		"behind a path":   {"https://example.com/sandbox/", "https://example.com/sandbox", ""},
		"empty":           {"", "", "must name a host, as in http://127.0.0.1:8080"},
		"port alone":      {":8080", "", "must name a host, as in http://127.0.0.1:8080"},
		"another scheme":  {"ftp://x", "", "must begin with http:// or https://, not ftp://"},
		"query":           {"http://x/?a=b", "", "must end after the path"},
		"not a URL":       {"http://[::1", "", "must be a URL, as in http://127.0.0.1:8080"},
		"control letters": {"http://a\x00b", "", "must be a URL, as in http://127.0.0.1:8080"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, err := New(test.server)
			if err != nil || test.problem != "" {
				if err == nil || err.Error() != test.problem {
					t.Errorf("got %v, want %s", err, test.problem)
				}
				return
			}
			if client.Server() != test.want {
				t.Errorf("got %s, want %s", client.Server(), test.want)
			}
		})
	}
}

func TestTokenThatCannotBeSent(t *testing.T) {
	t.Parallel()
	if _, err := New("http://127.0.0.1:8080", WithToken("hidden\n")); err == nil ||
		!strings.Contains(err.Error(), "the token ends with a line break") || strings.Contains(err.Error(), "hidden") {
		t.Errorf("got %v", err)
	}
}

// answering is a server that gives every request the same answer.
func answering(t *testing.T, status int, header http.Header, body string) *Client {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for name := range header {
			w.Header().Set(name, header.Get(name))
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	client, err := New(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestWhatElseStandsThere(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		header http.Header
		body   string
		want   error
	}{
		"a web page":       {http.StatusOK, nil, "<html>", ErrNotCasemock},
		"nothing":          {http.StatusOK, nil, "", ErrNotCasemock},
		"JSON":             {http.StatusOK, nil, `{"status": "healthy", "version": "3.1"}`, ErrNotCasemock},
		"no such path":     {http.StatusNotFound, nil, "404 page not found", ErrNotCasemock},
		"a JSON error":     {http.StatusNotFound, nil, `{"error": {"code": 5}}`, ErrNotCasemock},
		"a login redirect": {http.StatusFound, http.Header{"Location": {"/login"}}, "", ErrNotCasemock},
		"the other address of ours": {http.StatusNotFound,
			http.Header{"X-Mock-Answer": {"no-such-operation"}}, "{}", ErrElsewhere},
		"a token is asked for": {http.StatusUnauthorized, nil,
			`{"error": "Unauthorized", "message": "the token is missing"}`, ErrToken},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := answering(t, test.status, test.header, test.body).Health(t.Context())
			if !errors.Is(err, test.want) {
				t.Errorf("got %v, want %v", err, test.want)
			}
		})
	}
}

func TestServerFails(t *testing.T) {
	t.Parallel()
	const want = "answers 500 Internal Server Error to /__admin/reset: see the log"
	err := answering(t, http.StatusInternalServerError, nil, "see the log").Reset(t.Context())
	if err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("got %v", err)
	}
}

func TestRefusal(t *testing.T) {
	t.Parallel()
	client := answering(t, http.StatusBadRequest, nil, `{"error": "Bad Request", "message": "no: 201"}`)
	_, err := client.Force(t.Context(), Pair("updateCase", 418))
	var refused *RefusedError
	if !errors.As(err, &refused) || refused.Status != 400 || refused.Error() != "no: 201" {
		t.Errorf("got %v", err)
	}
}

func TestNobodyListens(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	client, err := New(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	var unreachable *UnreachableError
	if err := client.Reset(t.Context()); !errors.As(err, &unreachable) ||
		unreachable.Server != client.Server() {
		t.Errorf("got %v", err)
	}
}

func TestTheCallerGivesUp(t *testing.T) {
	t.Parallel()
	client := answering(t, http.StatusNoContent, nil, "")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := client.Reset(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// TestRequests holds what is sent against the documented shapes.
func TestRequests(t *testing.T) {
	t.Parallel()
	type sent struct{ Method, Target, Token, Type, Body string }
	var got sent
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = sent{r.Method, r.RequestURI, r.Header.Get("Authorization"), r.Header.Get("Content-Type"),
			string(body)}
		_, _ = io.WriteString(w, "{}")
	}))
	t.Cleanup(server.Close)
	client, err := New(server.URL, WithToken("secret"), WithWorld("alice"))
	if err != nil {
		t.Fatal(err)
	}
	const bearer, jsonType = "Bearer secret", "application/json"
	tests := []struct {
		name string
		call func(context.Context) error
		want sent
	}{
		{"force", func(ctx context.Context) error {
			_, err := client.Force(ctx, Force{Scenario: "a/b", Times: 3, ID: "1001"})
			return err
		}, sent{"POST", "/__admin/force?world=alice", bearer, jsonType,
			`{"scenario":"a/b","times":3,"id":"1001"}` + "\n"}},
		{"another world", func(ctx context.Context) error {
			return client.World("bob").ClearForced(ctx)
		}, sent{"DELETE", "/__admin/force?world=bob", bearer, "", ""}},
		{"scenario", func(ctx context.Context) error {
			_, err := client.Scenario(ctx, "updateCase/../50 %")
			return err
		}, sent{"GET", "/__admin/scenarios/updateCase/../50%20%25?world=alice", bearer, "", ""}},
		{"filter", func(ctx context.Context) error {
			_, err := client.Requests(ctx, Filter{Operation: "updateCase", Status: 422, Since: 7, Limit: 5})
			return err
		}, sent{"GET", "/__admin/requests?limit=5&operation=updateCase&since=7&status=422&world=alice",
			bearer, "", ""}},
		{"state", func(ctx context.Context) error {
			return client.EndState(ctx, "a case exists", map[string]any{"id": "7"})
		}, sent{"POST", "/__admin/states?world=alice", bearer, jsonType,
			`{"action":"teardown","params":{"id":"7"},"state":"a case exists"}` + "\n"}},
	}
	for _, test := range tests {
		if err := test.call(t.Context()); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s:\n%s", test.name, diff)
		}
	}
}
