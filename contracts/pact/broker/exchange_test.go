package broker

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// movingBroker sends every request on once, with a status, and tells how it arrives.
func movingBroker(t *testing.T, status int) (at *url.URL, arrived *string) {
	t.Helper()
	arrived = new(string)
	address := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/old" {
			w.Header().Set("Location", "/new?a=b")
			w.WriteHeader(status)
			return
		}
		body, _ := io.ReadAll(r.Body)
		*arrived = fmt.Sprintf("%s %s %s", r.Method, r.URL, body)
	}))
	at, err := url.Parse(address + "/old")
	if err != nil {
		t.Fatal(err)
	}
	return at, arrived
}

func TestARedirectKeepsMethodAndBodyOrIsRefused(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut} {
			t.Run(fmt.Sprintf("%d %s", status, method), func(t *testing.T) {
				t.Parallel()
				at, arrived := movingBroker(t, status)
				var body any
				want := "GET /new?a=b "
				if method != http.MethodGet {
					body, want = map[string]int{"x": 1}, method+` /new?a=b {"x":1}`
				}
				broker := &Broker{HTTP: ownHTTP(t)} // which would follow, and make a GET of a write
				_, err := broker.exchange(context.Background(), method, at, body, nil)
				if status == http.StatusSeeOther && method != http.MethodGet {
					if err == nil || !strings.Contains(err.Error(), "asks for a GET") || *arrived != "" {
						t.Errorf("got %v, and %q arrives", err, *arrived)
					}
					return
				}
				if err != nil || *arrived != want {
					t.Errorf("got %v, and %q arrives, want %q", err, *arrived, want)
				}
			})
		}
	}
}

func TestARedirectThatLeadsNowhereIsSaidSo(t *testing.T) {
	t.Parallel()
	for says, location := range map[string]string{
		"more than 10 times": "/old", "with 302": "", "Location header": "http://a b/", "cannot be reached": "ftp://x/",
	} {
		address := serve(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if location != "" {
				w.Header().Set("Location", location)
			}
			w.WriteHeader(http.StatusFound)
		}))
		_, err := (&Broker{HTTP: ownHTTP(t), URL: address}).Pacts(t.Context(), Query{})
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: got %v, want %q", location, err, says)
		}
	}
}

func TestACertificateThatNobodyKnowsIsExplained(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.Config.ErrorLog = discard()
	server.StartTLS()
	t.Cleanup(server.Close)
	_, err := (&Broker{HTTP: ownHTTP(t), URL: server.URL}).Pacts(t.Context(), Query{})
	if err == nil || !strings.Contains(err.Error(), "--ca-cert") {
		t.Errorf("got %v", err)
	}
	_, err = (&Broker{URL: server.URL, HTTP: server.Client()}).Pacts(t.Context(), Query{})
	if err == nil || !strings.Contains(err.Error(), "has no https://") {
		t.Errorf("with the certificate: got %v", err)
	}
}
