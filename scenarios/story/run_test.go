package story_test

import (
	"net/http"
	"testing"
	"time"

	"casemock/contracts/crm"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/scenarios/story"
)

func clientOf(t *testing.T, server http.Handler) *target.Client {
	t.Helper()
	client, err := target.New(target.Options{URL: "http://crm", APIKey: crm.Key, Patience: -1,
		Transport: transport.InProcess(server)})
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func run(t *testing.T, server http.Handler, stories []*story.Story) *report.Report {
	t.Helper()
	run := &story.Run{Client: clientOf(t, server), Now: time.Now}
	told, err := run.Play(t.Context(), "stories", stories)
	if err != nil {
		t.Fatal(err)
	}
	return told
}

// The built-in stories hold on a CRM that has nothing in common with the sandbox.
func TestBuiltInStoriesHoldOnACorrectServer(t *testing.T) {
	t.Parallel()
	for _, result := range run(t, crm.New(), story.BuiltIn()).Results {
		if result.Verdict != report.Verified {
			t.Errorf("%s: %s, %s %+v", result.Scenario, result.Verdict, result.Reason, result.Findings)
		}
	}
}
