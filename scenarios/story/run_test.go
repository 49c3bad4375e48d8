package story_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
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

func TestAWrongBaseIsSuspected(t *testing.T) {
	t.Parallel()
	told := run(t, http.NotFoundHandler(), parse(t, reopening+"  - {operation: createCase}"))
	if len(told.Warnings) != 3 || !strings.HasSuffix(told.Warnings[2], "is http://crm the base URL of the Case API?") ||
		!strings.HasPrefix(told.Warnings[0], "the custom fields of a case are not known") {
		t.Errorf("got %q", told.Warnings)
	}
}

const twoStories = `
story: first
steps: [{operation: lookupCase, path: {id: none}}]
---
story: second
steps: [{operation: findCustomer, path: {id: none}}]
---
story: third
steps: [{operation: lookupCase, path: {id: none}}]
`

// A run that ends in the middle tells of what was played, and says why there is no more.
func TestARunThatEndsEarly(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w http.ResponseWriter, cancel context.CancelFunc){
		"the server is gone": func(w http.ResponseWriter, _ context.CancelFunc) { panic(http.ErrAbortHandler) },
		"a login page answers": func(w http.ResponseWriter, _ context.CancelFunc) {
			_, _ = w.Write([]byte("<!doctype html><title>Sign in</title>"))
		},
		"a gateway answers": func(w http.ResponseWriter, _ context.CancelFunc) { w.WriteHeader(http.StatusBadGateway) },
		"an interrupt":      func(w http.ResponseWriter, cancel context.CancelFunc) { cancel() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			server, gone := crm.New(), false
			client := clientOf(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if gone = gone || strings.HasPrefix(r.URL.Path, "/customer/"); gone {
					end(w, cancel)
					return
				}
				server.ServeHTTP(w, r)
			}))
			told, err := (&story.Run{Client: client, Now: time.Now}).Play(ctx, "stories", parse(t, twoStories))
			if told == nil || len(told.Results) != 1 || told.Results[0].Verdict != report.Verified {
				t.Fatalf("got %+v", told)
			}
			var contact *target.ContactError
			if name == "an interrupt" {
				if !errors.Is(err, context.Canceled) {
					t.Errorf("got %v", err)
				}
			} else if !errors.As(err, &contact) || !strings.HasPrefix(err.Error(), "the server answered at first") {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestAKeyThatIsLockedOutIsSaid plays on a server that takes no key any more once it was sent a wrong one.
func TestAKeyThatIsLockedOutIsSaid(t *testing.T) {
	t.Parallel()
	server, locked := crm.New(), false
	told := run(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if locked = locked || r.Header.Get("Authorization") != crm.Key; locked {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		server.ServeHTTP(w, r)
	}), parse(t, `
story: locked-out
steps:
  - {operation: lookupCase, path: {id: none}, headers: {authorization: wrong}, expect: {status: 401}}
  - {operation: lookupCase, path: {id: none}}
`))
	if len(told.Warnings) != 1 || !strings.Contains(told.Warnings[0], "has it locked the key or this address out?") {
		t.Errorf("got %q", told.Warnings)
	}
}

// TestWhichPlayingIsBroken has the second lookup of all show another title.
func TestWhichPlayingIsBroken(t *testing.T) {
	t.Parallel()
	looked := 0
	server := crm.With(crm.Showing(func(o crm.Object) {
		if looked++; looked == 2 {
			o["title"] = "Another"
		}
	}, "lookupCase"))
	run := &story.Run{Client: clientOf(t, server), Now: time.Now, Repeat: 3}
	told, err := run.Play(t.Context(), "stories", parse(t, reopening))
	if err != nil {
		t.Fatal(err)
	}
	if result := told.Results[0]; result.Verdict != report.Broken ||
		!strings.HasSuffix(result.Description, " (when it was played for time 2 of 3)") {
		t.Errorf("got %s, %s", result.Verdict, result.Description)
	}
}

func parse(t *testing.T, text string) []*story.Story {
	t.Helper()
	stories, problems := story.Parse("stories.yaml", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return stories
}

// An existing customer stands in for those that cannot be created.
func TestAnExistingCustomer(t *testing.T) {
	t.Parallel()
	server := crm.With(crm.Answering(func(a *crm.Answer) {
		a.Status, a.Body = http.StatusForbidden, nil
	}, "createCustomer"))
	stories := parse(t, reopening)
	stories[0].Steps = stories[0].Steps[:2]
	stories[0].Steps[1].Body = map[string]any{"customerId": "${anna.id}", "title": "casemock"}
	run := &story.Run{Client: clientOf(t, server), Now: time.Now}
	told, err := run.Play(t.Context(), "stories", stories)
	if err != nil || told.Results[0].Remedy != "" || told.Results[0].Verdict != report.Broken {
		t.Fatalf("got %+v, %v", told.Results[0], err)
	}
	if len(told.Results[0].Steps) != 2 || told.Results[0].Steps[1] != nil {
		t.Errorf("what was not sent has a request: %+v", told.Results[0].Steps)
	}
	run.CustomerID = "no-such-customer"
	told, err = run.Play(t.Context(), "stories", stories)
	if err != nil || told.Results[0].Steps[0].Method != http.MethodGet ||
		!strings.HasSuffix(told.Results[0].Steps[0].URL, "/customer/no-such-customer") {
		t.Errorf("got %+v, %v", told.Results[0], err)
	}
}

// TestTheGivenCustomerIsNotChanged plays all built-in stories for an existing customer.
func TestTheGivenCustomerIsNotChanged(t *testing.T) {
	t.Parallel()
	changed, given := 0, ""
	server := crm.With(crm.Storing(func(crm.Object, crm.Object) { changed++ }, "updateCustomer"),
		crm.Showing(func(o crm.Object) { given, _ = o["id"].(string) }, "createCustomer"))
	run(t, server, story.BuiltIn()[:1])
	changed = 0
	playing := &story.Run{Client: clientOf(t, server), Now: time.Now, CustomerID: given}
	told, err := playing.Play(t.Context(), "stories", story.BuiltIn())
	if err != nil {
		t.Fatal(err)
	}
	if counts := told.Counts(); changed > 0 || counts.Broken > 0 || counts.NotExercised == 0 || counts.Verified == 0 {
		t.Errorf("the customer %q was changed %d times: %+v", given, changed, counts)
	}
}
