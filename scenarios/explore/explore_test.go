package explore_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"casemock/contracts/crm"
	"casemock/contracts/target"
	"casemock/contracts/transport"
	"casemock/mockserver"
	"casemock/scenarios/explore"
	"casemock/scenarios/story"
)

const budget = 5000 // requests, as by default

// sandbox is one whose clock moves with each look at it, so that a run can be repeated to the letter.
func sandbox(t *testing.T, options ...mockserver.Option) http.Handler {
	t.Helper()
	now := time.Date(2030, 1, 1, 12, 0, 0, 0, time.UTC)
	clock := mockserver.WithNow(func() time.Time { now = now.Add(time.Second); return now })
	server, err := mockserver.New(append([]mockserver.Option{clock, mockserver.WithCases(0)}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

// client talks to a handler in this process.
func client(t *testing.T, handler http.Handler, change ...func(*target.Options)) *target.Client {
	t.Helper()
	options := target.Options{URL: "http://crm.example.com", APIKey: mockserver.DefaultKey,
		Transport: transport.InProcess(handler), Patience: -1, Budget: budget}
	for _, change := range change {
		change(&options)
	}
	made, err := target.New(options)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// sandboxClient gives sandboxes whose answers are shown beside those of the server.
func sandboxClient(t *testing.T) func() (*target.Client, error) {
	t.Helper()
	return func() (*target.Client, error) { return client(t, sandbox(t)), nil }
}

// run explores as much as by default.
func run(t *testing.T, server *target.Client, change ...func(*explore.Options)) *explore.Outcome {
	t.Helper()
	outcome, err := try(t, server, change...)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

func try(t *testing.T, server *target.Client, change ...func(*explore.Options)) (*explore.Outcome, error) {
	t.Helper()
	meta, err := server.Preflight(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	options := explore.Options{Server: server, Meta: meta, Budget: budget, Seed: 1, Sequences: 100, Steps: 30}
	for _, change := range change {
		change(&options)
	}
	return explore.Explore(t.Context(), options)
}

// firstAlone ends an exploration once its first finding is told.
func firstAlone(t *testing.T, server *target.Client, change ...func(*explore.Options)) *explore.Outcome {
	t.Helper()
	meta, err := server.Preflight(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	options := explore.Options{Server: server, Meta: meta, Budget: budget, Seed: 1, Sequences: 100, Steps: 30,
		Progress: func(p explore.Progress) {
			if p.Findings > 0 && !p.Shrinking {
				stop()
			}
		}}
	for _, change := range change {
		change(&options)
	}
	outcome, err := explore.Explore(ctx, options)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

// requireNothing fails for each finding.
func requireNothing(t *testing.T, outcome *explore.Outcome) {
	t.Helper()
	for _, found := range outcome.Findings {
		t.Errorf("%s: %s, %s, %s\n%s", found.RuleID, found.Message, found.Expected, found.Actual,
			story.Format(found.Story))
	}
}

// seeds is how many are tried on servers that are right: more take longer and show more.
var seeds = flag.Int("seeds", 1, "how many seeds to try on correct servers")

func TestNothingIsFoundOnTheSandbox(t *testing.T) {
	t.Parallel()
	for seed := range *seeds {
		outcome := run(t, client(t, sandbox(t)), func(o *explore.Options) { o.Seed = uint64(seed + 1) })
		requireNothing(t, outcome)
		if outcome.Sequences != 100 || outcome.Ended != "" || outcome.Cases < 300 {
			t.Errorf("seed %d: got %d sequences, %q, %d cases", seed+1, outcome.Sequences, outcome.Ended,
				outcome.Cases)
		}
	}
}

// TestSameSeedSameRun holds a whole run to the promise of --seed: the findings, the stories and the requests.
func TestSameSeedSameRun(t *testing.T) {
	t.Parallel()
	told := func() string {
		outcome := run(t, client(t, sandbox(t, mockserver.WithBugs("title-cut-at-80", "reopening-loses-posts"))),
			func(o *explore.Options) { o.Sequences = 20 })
		var text strings.Builder
		for _, found := range outcome.Findings {
			text.Write(story.Format(found.Story))
			for _, step := range found.Steps {
				text.WriteString(step.Curl() + step.ResponseBody)
			}
		}
		return text.String()
	}
	if first := told(); first == "" || first != told() {
		t.Error("the same seed told something else")
	}
}

// TestNothingIsFoundOnVariants holds what is found to what the documents promise, with CRMs that were
// written from the documents alone and use their freedoms.
func TestNothingIsFoundOnVariants(t *testing.T) {
	t.Parallel()
	for _, variant := range crm.Variants() {
		t.Run(variant.Name, func(t *testing.T) {
			t.Parallel()
			server := client(t, crm.With(variant.Quirks...), func(o *target.Options) { o.APIKey = crm.Key })
			requireNothing(t, run(t, server, func(o *explore.Options) { o.Sequences = 15 * *seeds }))
		})
	}
}

// refusingDuplicates is a server that keeps its data and takes no second case with a title.
func refusingDuplicates(t *testing.T) http.Handler {
	t.Helper()
	server, titles := sandbox(t), map[string]bool{}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var sent struct{ Title any }
		body, _ := io.ReadAll(r.Body)
		title := ""
		if r.Method == http.MethodPost && r.URL.Path == "/case" && json.Unmarshal(body, &sent) == nil {
			title, _ = sent.Title.(string)
		}
		if titles[title] {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusUnprocessableEntity)
			_, _ = io.WriteString(w, `{"error": "duplicate", "message": "There is a case with this title."}`)
			return
		}
		titles[title] = title != ""
		r.Body = io.NopCloser(bytes.NewReader(body))
		server.ServeHTTP(w, r)
	})
}

// TestASeedMayBeTakenAgain on a server that keeps its data, by runs that are told apart.
func TestASeedMayBeTakenAgain(t *testing.T) {
	t.Parallel()
	server := refusingDuplicates(t)
	for run := range 2 {
		requireNothing(t, runAs(t, server, uint64(run+1)))
	}
	if again := runAs(t, server, 2); len(again.Findings) == 0 {
		t.Error("the words of the same run are taken twice")
	}
}

func runAs(t *testing.T, server http.Handler, number uint64) *explore.Outcome {
	t.Helper()
	return run(t, client(t, server), func(o *explore.Options) { o.Sequences, o.Run = 3, number })
}
