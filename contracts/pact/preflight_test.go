package pact

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"casemock/contracts/crm"
)

// tlsServer starts a CRM that speaks TLS, with a certificate of its own.
func tlsServer(t *testing.T, handler http.Handler) *httptest.Server {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = discard() // it complains about those who do not trust it
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
			return Options{ProviderURL: server.URL}
		}, Unreachable, "cannot be reached"},
		"a name that nobody has": {func(*testing.T) Options {
			return Options{ProviderURL: "http://nobody.invalid"}
		}, Unreachable, "cannot be reached"},
		"http to a TLS port": {func(t *testing.T) Options {
			return Options{ProviderURL: "http" + strings.TrimPrefix(tlsServer(t, crm.New()).URL, "https")}
		}, WrongScheme, "write the URL with https://"},
		"https to a plain port": {func(t *testing.T) Options {
			return Options{ProviderURL: "https" + strings.TrimPrefix(serve(t, crm.New()), "http")}
		}, WrongScheme, "write the URL with http://"},
		"an unknown authority": {func(t *testing.T) Options {
			return Options{ProviderURL: tlsServer(t, crm.New()).URL}
		}, Untrusted, "--ca-cert"},
		"a wrong key": {func(t *testing.T) Options {
			return Options{ProviderURL: serve(t, crm.New()), APIKey: "wrong"}
		}, KeyRefused, "does not accept the API key"},
		"no key": {func(t *testing.T) Options {
			return Options{ProviderURL: serve(t, crm.New())}
		}, KeyRefused, "set --api-key or CASEPACT_API_KEY"},
		"a login page": {func(t *testing.T) Options {
			return Options{ProviderURL: serve(t, http.HandlerFunc(html))}
		}, NotTheAPI, `an HTML page ("Sign in") instead of JSON`},
		"a redirect": {func(t *testing.T) Options {
			return Options{ProviderURL: serve(t, http.HandlerFunc(away))}
		}, RedirectsAway, "https://login.example.com/"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Verify(context.Background(), test.options(t))
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

func TestAWrongOptionIsAnErrorThatNamesIt(t *testing.T) {
	t.Parallel()
	server := serve(t, crm.New())
	for says, options := range map[string]Options{
		"--provider-url":          {},
		`"ftp://crm"`:             {ProviderURL: "ftp://crm"},
		"no query":                {ProviderURL: server + "?a=b"},
		"did you mean updateCase": {ProviderURL: server, Only: []string{"updatCase"}},
		`--skip "nothing"`:        {ProviderURL: server, Skip: []string{"nothing"}},
		"empty word":              {ProviderURL: server, Only: []string{" "}},
		"--state-url":             {ProviderURL: server, StateURL: "127.0.0.1:8080"},
		"nowhere.yaml:1:1":        {ProviderURL: server, StatesFile: "nowhere.yaml"},
		"nobody.yaml:1:1":         {ProviderURL: server, WaiverFile: "nobody.yaml"},
		"no-scenarios:1:1":        {ProviderURL: server, Scenarios: []string{"no-scenarios"}},
		"reading the pact file":   {ProviderURL: server, PactFile: "no.json"},
	} {
		t.Run(says, func(t *testing.T) {
			t.Parallel()
			options.APIKey = crm.Key
			_, err := Verify(context.Background(), options)
			if err == nil || !strings.Contains(err.Error(), says) {
				t.Errorf("got %v, want an error with %q", err, says)
			}
		})
	}
}

func TestAnEndedRunIsAnError(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Verify(ctx, Options{ProviderURL: serve(t, crm.New()), APIKey: crm.Key,
		Progress: func(Progress) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was cancelled", err)
	}
}

func TestABaseThatLeadsNowhereIsSuspected(t *testing.T) {
	t.Parallel()
	report := verify(t, Options{ProviderURL: serve(t, http.NotFoundHandler()),
		Only: []string{"lookupCase"}})
	if len(report.Warnings) != 1 || !strings.Contains(report.Warnings[0], "base URL") {
		t.Errorf("got %q", report.Warnings)
	}
}
