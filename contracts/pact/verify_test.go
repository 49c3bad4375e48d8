package pact

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"casemock/contracts/crm"
)

// serve starts a CRM for the length of a test.
func serve(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// verify runs a verification that must come to a report.
func verify(t *testing.T, options Options) *Report {
	t.Helper()
	if options.Patience == 0 {
		options.Patience = -1
	}
	if options.APIKey == "" {
		options.APIKey = crm.Key
	}
	report, err := Verify(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	return report
}
