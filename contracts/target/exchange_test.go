package target

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"casemock/contracts/crm"
)

func TestContactErrorsHoldNoSecret(t *testing.T) {
	t.Parallel()
	const key = "Bearer a-long-secret"
	servers := map[string]http.HandlerFunc{
		"title": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("<html><title>no key Bearer&#32;a-long-secret</title>"))
		},
		"location": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://login.example.com/?key="+url.QueryEscape(key), http.StatusFound)
		},
	}
	for name, handler := range servers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := preflight(t, Options{URL: serve(t, handler), APIKey: key})
			var contact *ContactError
			if !errors.As(err, &contact) || strings.Contains(err.Error(), "long-secret") {
				t.Errorf("got %v", err)
			}
		})
	}
	for _, address := range []string{"ftp://anna:pass-word@host",
		"http://anna:pass/word@host", "http://anna:pass-word@host/?a"} {
		_, err := New(Options{URL: address})
		if err == nil || strings.Contains(err.Error(), "word") {
			t.Errorf("got %v", err)
		}
	}
}

// A server can send ten megabytes of headers with each answer.
func TestHeadersAreCut(t *testing.T) {
	t.Parallel()
	huge := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Huge", strings.Repeat("x", 200<<10))
		for _, name := range strings.Split(strings.Repeat("y", 100), "") {
			w.Header().Add("X-Many", strings.Repeat(name, 2<<10))
		}
		crm.New().ServeHTTP(w, r)
	})
	client := newClient(t, Options{URL: serve(t, huge), APIKey: crm.Key})
	_, exchange, err := client.Do(t.Context(), client.Read("/customer/1"))
	if err != nil {
		t.Fatal(err)
	}
	size := 0
	for name, values := range exchange.ResponseHeaders {
		size += len(name) + len(strings.Join(values, ""))
	}
	if size > longestHeaders+longestHeader+longestName {
		t.Errorf("%d bytes of headers are shown", size)
	}
	if exchange.ResponseHeaders["…"] == nil {
		t.Error("it is not said what is missing")
	}
}

// An exchange shows what was sent and answered, without the key, and a curl line that asks for it.
func TestAnExchangeHoldsNoSecret(t *testing.T) {
	t.Parallel()
	const key, secret = "Bearer abcdefgh-1234", "state-pass-word"
	server := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Set-Cookie", "session=1")
		w.WriteHeader(http.StatusTeapot)
		_, _ = w.Write([]byte(r.Header.Get("Authorization") + " and " + secret))
	}))
	for variable, want := range map[string]string{"": "$CASEPACT_API_KEY", "CASEMOCK_API_KEY": "$CASEMOCK_API_KEY"} {
		client := newClient(t, Options{URL: strings.Replace(server, "http://", "http://anna:a-password@", 1),
			APIKey: key, Secrets: []string{secret}, KeyVariable: variable, UserAgent: "tester"})
		call := client.Write(http.MethodPost, "/case", map[string]any{"title": "a"})
		got, exchange, err := client.Do(t.Context(), call)
		if err != nil || !strings.Contains(string(got.Body), key) {
			t.Fatalf("got %v, %v", got, err)
		}
		shown, err := json.Marshal(exchange)
		if err != nil {
			t.Fatal(err)
		}
		for _, hidden := range []string{"abcdefgh", secret, "a-password", "session"} {
			if strings.Contains(string(shown)+exchange.Curl(), hidden) {
				t.Errorf("%s is in %s", hidden, shown)
			}
		}
		if curl := exchange.Curl(); !strings.Contains(curl, `-H "Authorization: `+want+`"`) {
			t.Errorf("got %s", curl)
		}
		if exchange.Status != http.StatusTeapot || exchange.RequestBody != `{"title":"a"}` ||
			exchange.RequestHeaders.Get("User-Agent") != "tester" {
			t.Errorf("got %+v", exchange)
		}
	}
}

// A wrong key is the point of its request, and is shown.
func TestAWrongKeyIsShown(t *testing.T) {
	t.Parallel()
	client := newClient(t, Options{URL: serve(t, crm.New()), APIKey: crm.Key})
	call := client.Read("/customer/1").With("Authorization", "wrong")
	if _, exchange, _ := client.Do(t.Context(), call); exchange.RequestHeaders.Get("Authorization") != "wrong" {
		t.Errorf("got %v", exchange.RequestHeaders)
	}
	if call = call.With("Authorization", ""); len(call.Headers["Authorization"]) != 0 {
		t.Errorf("got %v", call.Headers)
	}
}

// No answer is an exchange, too.
func TestAnExchangeSaysWhyThereIsNoAnswer(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(crm.New())
	server.Close()
	client := newClient(t, Options{URL: server.URL})
	got, exchange, err := client.Do(t.Context(), client.Read("/customer/1"))
	if got != nil || err == nil || exchange.Problem != err.Error() || exchange.Status != 0 {
		t.Errorf("got %v, %+v, %v", got, exchange, err)
	}
}
