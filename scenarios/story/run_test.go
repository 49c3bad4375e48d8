package story_test

import (
	"net/http"
	"testing"
	"testing/synctest"
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

// TestAVeryLongListHasAPlaceForEachCase is played where the hundred-first case is not listed.
func TestAVeryLongListHasAPlaceForEachCase(t *testing.T) {
	t.Parallel()
	long := []*story.Story{story.LongList(101)}
	if result := run(t, crm.New(), long).Results[0]; result.Verdict != report.Verified {
		t.Errorf("%s, %s %+v", result.Verdict, result.Reason, result.Findings)
	}
	capped := crm.With(crm.Succeeding(func(a *crm.Answer) {
		list := a.Body.([]any)
		a.Body = list[:min(100, len(list))]
	}, "findCases"))
	result := run(t, capped, long).Results[0]
	if failures := result.Failures(); len(failures) != 1 || failures[0].RuleID != "findCases/200/cases" {
		t.Errorf("found %+v", failures)
	}
}

// Whatever the documents leave free, no built-in story is broken by it.
func TestBuiltInStoriesBlameNoCorrectServer(t *testing.T) {
	t.Parallel()
	for _, variant := range crm.Variants() {
		t.Run(variant.Name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				client, err := target.New(target.Options{URL: "http://crm", APIKey: crm.Key,
					Transport: transport.InProcess(crm.With(variant.Quirks...))})
				if err != nil {
					t.Fatal(err)
				}
				run := &story.Run{Client: client, Now: time.Now}
				told, err := run.Play(t.Context(), "stories", story.BuiltIn())
				if err != nil {
					t.Fatal(err)
				}
				for _, result := range told.Results {
					if result.Verdict != report.Verified {
						t.Logf("%s: %s, %s", result.Scenario, result.Verdict, result.Reason)
					}
					for _, finding := range result.Failures() {
						t.Errorf("step %d: %s %s: %s, not %s", finding.Step, finding.RuleID, finding.Message, finding.Expected,
							finding.Actual)
					}
				}
			})
		})
	}
}
