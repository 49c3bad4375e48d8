package main

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"casemock/contracts/caseapi"
	"casemock/contracts/report"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/mockserver"
	"casemock/mockserver/bugs"
	"casemock/mockserver/surprises"
	"casemock/scenarios/story"
)

// sandboxClient is a client of a sandbox in process.
func sandboxClient(t *testing.T, options ...mockserver.Option) *target.Client {
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
	return client
}

// playBuiltIn plays the built-in stories on a sandbox whose clock moves on with each change: two changes within a
// millisecond would have the same lastUpdated, as if it stood still.
func playBuiltIn(t *testing.T, options ...mockserver.Option) *report.Report {
	t.Helper()
	options = append(options, mockserver.WithClock(mockserver.ClockSetting{Stands: time.Now(), Step: time.Second}))
	run := story.Run{Client: sandboxClient(t, options...), Now: time.Now, Sandbox: sandbox, Repeat: 2}
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

// TestAMistakeHasNoConsequences has a sandbox make one mistake, of which no other rule is to be told.
func TestAMistakeHasNoConsequences(t *testing.T) {
	t.Parallel()
	for bug, want := range map[string][]string{
		"id-found-by-its-beginning": {"lookupCase/200/id"},
		"last-updated-stands-still": {"lookupCase/200/lastUpdated"},
	} {
		t.Run(bug, func(t *testing.T) {
			t.Parallel()
			suite := report.Suite{Report: playBuiltIn(t, mockserver.WithBugs(bug))}
			if broken := suite.BrokenRules(); !slices.Equal(broken, want) {
				t.Errorf("broken are %q, want %q", broken, want)
			}
		})
	}
}

// FuzzPlay plays arbitrary stories on the sandbox, which is never blamed for anything but what a story expects
// by itself.
func FuzzPlay(f *testing.F) {
	for _, one := range story.BuiltIn() {
		if len(one.Steps) < 12 {
			f.Add(string(story.Format(one)))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		stories, _ := story.Parse("f", []byte(text))
		for _, one := range stories {
			client := sandboxClient(t)
			meta, err := client.Preflight(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			player := story.NewPlayer(client, caseapi.New(meta.Structures()))
			player.SetID("7") // else it finds something new each time
			for _, step := range one.Steps {
				step.Expect = nil
				if played := player.Step(t.Context(), step); played.Failed() {
					t.Errorf("%s\n%+v", text, played.Findings)
				}
			}
		}
	})
}

// TestBuiltInStoriesBlameNoSurprise proves the surprises legal, and the stories fair: alone, and all together.
func TestBuiltInStoriesBlameNoSurprise(t *testing.T) {
	t.Parallel()
	profiles := []string{surprises.Hostile}
	for _, surprise := range surprises.All() {
		profiles = append(profiles, surprises.Hostile+":"+surprise.Name)
	}
	for _, profile := range profiles {
		t.Run(profile, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { // a slow answer takes no time
				told := playBuiltIn(t, mockserver.WithProfile(profile))
				for _, result := range told.Results {
					for _, finding := range result.Failures() {
						t.Errorf("%s: %s: %s, %s, not %s", result.Scenario, finding.RuleID, finding.Message, finding.Expected,
							finding.Actual)
					}
				}
				if told.Counts().Verified == 0 {
					t.Errorf("got %+v", told.Counts())
				}
			})
		})
	}
}
