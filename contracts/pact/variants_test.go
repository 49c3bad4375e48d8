package pact

import (
	"crypto/x509"
	"net/http/httptest"
	"testing"

	"casemock/contracts/crm"
)

// What quirks are made of.
var without, eachPost, badRequests = crm.Without, crm.EachPost, crm.BadRequests

// requireNoAlarm fails for everything that a correct server must not be told.
func requireNoAlarm(t *testing.T, report *Report) {
	t.Helper()
	for _, result := range report.Results {
		for _, finding := range result.Failures() {
			t.Error(textOfFinding(finding, result))
		}
		if result.Exchange == nil && result.Steps == nil && result.Verdict != NotExercised {
			t.Errorf("%s: %s without a request", result.Description, result.Verdict)
		}
	}
	if counts := report.Counts(); counts.Verified < 40 {
		t.Errorf("only %d expectations were verified: %+v", counts.Verified, counts)
	}
}

func TestNoVariantOfACorrectServerFails(t *testing.T) {
	t.Parallel()
	for _, variant := range crm.Variants() {
		t.Run(variant.Name, func(t *testing.T) {
			t.Parallel()
			requireNoAlarm(t, verify(t, Options{ProviderURL: serve(t, crm.With(variant.Quirks...))}))
		})
	}
}

func TestNoWayToServeFails(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]func(t *testing.T) Options{
		"below a path": func(t *testing.T) Options {
			return Options{ProviderURL: serve(t, crm.Under("/api/v2", crm.New())) + "/api/v2/"}
		},
		"over TLS with an authority of its own": func(t *testing.T) Options {
			server := httptest.NewTLSServer(crm.New())
			t.Cleanup(server.Close)
			roots := x509.NewCertPool()
			roots.AddCert(server.Certificate())
			return Options{ProviderURL: server.URL, RootCAs: roots}
		},
		"over TLS with any certificate": func(t *testing.T) Options {
			server := httptest.NewTLSServer(crm.New())
			t.Cleanup(server.Close)
			return Options{ProviderURL: server.URL, Insecure: true}
		},
		"over HTTP/2": func(t *testing.T) Options {
			server := httptest.NewUnstartedServer(crm.New())
			server.EnableHTTP2 = true
			server.StartTLS()
			t.Cleanup(server.Close)
			return Options{ProviderURL: server.URL, Insecure: true}
		},
		"without keeping connections": func(t *testing.T) Options {
			server := httptest.NewUnstartedServer(crm.New())
			server.Config.SetKeepAlivesEnabled(false)
			server.Start()
			t.Cleanup(server.Close)
			return Options{ProviderURL: server.URL}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			requireNoAlarm(t, verify(t, start(t)))
		})
	}
}
