package pact

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"casemock/contracts/crm"
)

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
