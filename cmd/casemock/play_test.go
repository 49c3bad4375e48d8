package main

import (
	"testing"
	"time"

	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/mockserver"
	"casemock/mockserver/bugs"
	"casemock/scenarios/story"
)

// playBuiltIn plays the built-in stories on a sandbox, in process.
func playBuiltIn(t *testing.T, options ...mockserver.Option) *report.Report {
	t.Helper()
	server, err := mockserver.New(options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	client, err := target.New(target.Options{URL: "http://sandbox", APIKey: mockserver.DefaultKey, Patience: -1,
		Transport: transport.InProcess(server)})
	if err != nil {
		t.Fatal(err)
	}
	run := story.Run{Client: client, Now: time.Now, Sandbox: sandbox, Repeat: 2}
	told, err := run.Play(t.Context(), "built-in stories", story.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	return told
}

func TestBuiltInStoriesHoldOnTheSandbox(t *testing.T) {
	t.Parallel()
	told := playBuiltIn(t)
	if counts := told.Counts(); counts.Verified != counts.Total() {
		t.Errorf("got %+v", counts)
		for _, result := range told.Results {
			t.Log(result.Scenario, result.Verdict, result.Reason, result.Findings)
		}
	}
}

func TestBuiltInStoriesShowEveryBug(t *testing.T) {
	t.Parallel()
	for _, bug := range bugs.All() {
		t.Run(bug.Name, func(t *testing.T) {
			t.Parallel()
			told := playBuiltIn(t, mockserver.WithBugs(bug.Name))
			if told.Counts().Broken == 0 {
				t.Error("no story is broken")
			}
			for _, result := range told.Results {
				for _, finding := range result.Findings {
					if finding.Sandbox == nil || finding.Step == 0 {
						t.Errorf("%s: nothing stands beside %+v", result.Scenario, finding)
					}
				}
			}
		})
	}
}
