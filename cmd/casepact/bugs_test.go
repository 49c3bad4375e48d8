package main

import (
	"testing"
	"time"

	"casemock/contracts/pact"
	"casemock/mockserver"
	"casemock/mockserver/bugs"
)

// TestEveryBugOfTheFakeIsFound, and what is not there is not.
func TestEveryBugOfTheFakeIsFound(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it verifies the whole contract once for each bug")
	}
	for _, bug := range bugs.All() {
		t.Run(bug.Name, func(t *testing.T) {
			t.Parallel()
			server := mockserver.NewTestServer(t, mockserver.WithBugs(bug.Name))
			report, err := pact.Verify(t.Context(), pact.Options{ProviderURL: server.URL,
				APIKey: mockserver.DefaultKey, Patience: -time.Second, FailFast: true})
			if err != nil {
				t.Fatal(err)
			}
			if report.Counts().Broken == 0 {
				t.Errorf("%s breaks nothing: %s", bug.Name, bug.Summary)
			}
		})
	}
}
