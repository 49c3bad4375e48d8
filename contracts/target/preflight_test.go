package target

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"casemock/contracts/crm"
	"casemock/contracts/transport"
)

// serve starts a server for the length of a test.
func serve(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

func newClient(t *testing.T, options Options) *Client {
	t.Helper()
	options.Patience = cmp.Or(options.Patience, -1)
	client, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	return client
}

// preflight is the error of the first contact.
func preflight(t *testing.T, options Options) error {
	t.Helper()
	_, err := newClient(t, options).Preflight(t.Context())
	return err
}

// tlsServer starts a CRM that speaks TLS, with a certificate of its own.
func tlsServer(t *testing.T, handler http.Handler) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it complains about those who do not trust it
	server.StartTLS()
	t.Cleanup(server.Close)
	return server
}

func TestTheFirstContactSaysWhyNothingCanBeVerified(t *testing.T) {
	t.Parallel()
	html := func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte("<!DOCTYPE html><html><head><title>Sign in</title></head></html>"))
	}
	away := func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "https://login.example.com/?from="+r.URL.Path, http.StatusFound)
	}
	for name, test := range map[string]struct {
		options func(t *testing.T) Options
		kind    ContactKind
		says    string
	}{
		"a closed port": {func(t *testing.T) Options {
			server := httptest.NewServer(crm.New())
			server.Close()
			return Options{URL: server.URL}
		}, Unreachable, "cannot be reached"},
		"a name that nobody has": {func(*testing.T) Options {
			return Options{URL: "http://nobody.invalid"}
		}, Unreachable, "cannot be reached"},
		"http to a TLS port": {func(t *testing.T) Options {
			return Options{URL: "http" + strings.TrimPrefix(tlsServer(t, crm.New()).URL, "https")}
		}, WrongScheme, "write the URL with https://"},
		"https to a plain port": {func(t *testing.T) Options {
			return Options{URL: "https" + strings.TrimPrefix(serve(t, crm.New()), "http")}
		}, WrongScheme, "write the URL with http://"},
		"an unknown authority": {func(t *testing.T) Options {
			return Options{URL: tlsServer(t, crm.New()).URL}
		}, Untrusted, "--ca-cert"},
		"a wrong key": {func(t *testing.T) Options {
			return Options{URL: serve(t, crm.New()), APIKey: "wrong"}
		}, KeyRefused, "does not accept the API key"},
		"no key": {func(t *testing.T) Options {
			return Options{URL: serve(t, crm.New())}
		}, KeyRefused, "set --api-key or CASEPACT_API_KEY"},
		"a login page": {func(t *testing.T) Options {
			return Options{URL: serve(t, http.HandlerFunc(html))}
		}, NotTheAPI, `an HTML page ("Sign in") instead of JSON`},
		"a redirect": {func(t *testing.T) Options {
			return Options{URL: serve(t, http.HandlerFunc(away))}
		}, RedirectsAway, "https://login.example.com/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := preflight(t, test.options(t))
			var contact *ContactError
			switch {
			case !errors.As(err, &contact):
				t.Fatalf("got %v, want a ContactError", err)
			case contact.Kind != test.kind || !strings.Contains(contact.Message, test.says):
				t.Errorf("got %s: %q, want %s with %q", contact.Kind, contact.Message, test.kind, test.says)
			case strings.Contains(contact.Message, "\n"):
				t.Errorf("more than a line: %q", contact.Message)
			}
		})
	}
}

func TestAGatewayThatAnswersEverythingIsNotTheServer(t *testing.T) {
	t.Parallel()
	for status, says := range map[int]string{
		407: "HTTP_PROXY", 429: "--rate", 502: "is the server up", 503: "is the server up",
		504: "is the server up", 511: "wants a login", 522: "cannot reach it",
	} {
		t.Run(fmt.Sprint(status), func(t *testing.T) {
			t.Parallel()
			gateway := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Retry-After", "86400")
				w.WriteHeader(status)
				_, _ = w.Write([]byte("<html>no healthy\nupstream</html>"))
			}))
			err := preflight(t, Options{URL: gateway})
			var contact *ContactError
			if !errors.As(err, &contact) || contact.Kind != BehindGateway {
				t.Fatalf("got %v", err)
			}
			for _, part := range []string{fmt.Sprintf("answers %d to every request", status), says,
				"Retry-After: 86400", "no healthy upstream"} {
				if !strings.Contains(contact.Message, part) {
					t.Errorf("%q lacks %q", contact.Message, part)
				}
			}
		})
	}
}

// TestAServerThatIsOnlyJustStartingIsAwaited has a gateway answer in its place at first, or for ever.
func TestAServerThatIsOnlyJustStartingIsAwaited(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		until int // so many requests are answered by the gateway
		sent  int
		kind  ContactKind
	}{
		"at first": {4, 4 + 3, ""},
		"for ever": {1000, 6 + 2, BehindGateway}, // at 0, 50, 150, 350, 750 and 1000 ms, and two more paths once
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				sent, server := 0, crm.New()
				client := newClient(t, Options{URL: "http://crm", APIKey: crm.Key, Patience: time.Second,
					Transport: transport.InProcess(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
						if sent++; sent <= test.until {
							w.WriteHeader(http.StatusServiceUnavailable)
							return
						}
						server.ServeHTTP(w, r)
					}))})
				_, err := client.Preflight(t.Context())
				contact := &ContactError{}
				if errors.As(err, &contact); contact.Kind != test.kind || sent != test.sent {
					t.Errorf("got %v after %d requests, want %d", err, sent, test.sent)
				}
			})
		})
	}
}
