package pact

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"casemock/contracts/crm"
	"casemock/scenarios"

	"github.com/google/go-cmp/cmp"
)

// twoStates is a pact whose one request needs two states.
const twoStates = `{"consumer": {"name": "c"}, "provider": {"name": "p"},
  "metadata": {"pactSpecification": {"version": "3.0.0"}}, "interactions": [
    {"description": "first", "providerStates": [{"name": "one", "params": {"n": 1}}, {"name": "two"}],
     "request": {"method": "GET", "path": "/case/1"}, "response": {"status": 401}},
    {"description": "second", "providerStates": [{"name": "three"}],
     "request": {"method": "GET", "path": "/case/1"}, "response": {"status": 401}}]}`

// failing answers the setup of one state in a way of its own, and brings all others about.
func failing(state string, fail func(http.ResponseWriter)) *handler {
	return &handler{answer: func(w http.ResponseWriter, change scenarios.StateChange) {
		if change.State == state && change.Action == "setup" {
			fail(w)
		}
	}}
}

func refusing(w http.ResponseWriter) { http.Error(w, "not today", http.StatusServiceUnavailable) }

func TestWhatWasSetUpIsTornDownOnceInReverse(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		handler *handler
		want    string
	}{
		"all is well": {failing("", nil),
			"setup one, setup two, teardown two, teardown one, setup three, teardown three"},
		"the later state fails": {failing("two", refusing),
			"setup one, setup two, teardown one, setup three, teardown three"},
		"the first state fails": {failing("one", refusing),
			"setup one, setup three, teardown three"},
		"the later state breaks off, and may have been brought about": {failing("two",
			func(http.ResponseWriter) { panic(http.ErrAbortHandler) }),
			"setup one, setup two, teardown two, teardown one, setup three, teardown three"},
		"the later state answers what cannot be used": {failing("two",
			func(w http.ResponseWriter) { _, _ = io.WriteString(w, "[1]") }),
			"setup one, setup two, teardown two, teardown one, setup three, teardown three"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_ = verify(t, Options{ProviderURL: serve(t, crm.New()), StateURL: serve(t, test.handler),
				PactFile: written(t, "pact.json", twoStates)})
			if diff := cmp.Diff(test.want, strings.Join(test.handler.actions(), ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestATeardownIsTriedOnceHoweverItEnds(t *testing.T) {
	t.Parallel()
	told := &handler{answer: func(w http.ResponseWriter, change scenarios.StateChange) {
		if change.Action == "teardown" {
			refusing(w)
		}
	}}
	report := verify(t, Options{ProviderURL: serve(t, crm.New()), StateURL: serve(t, told),
		PactFile: written(t, "pact.json", twoStates)})
	if got := strings.Count(strings.Join(told.actions(), ","), "teardown"); got != 3 {
		t.Errorf("got %q", told.actions())
	}
	for _, warning := range report.Warnings {
		if !strings.Contains(warning, "503: not today") {
			t.Errorf("got the warning %q", warning)
		}
	}
	if len(report.Warnings) != 3 || report.Counts().Verified != 2 {
		t.Errorf("got %+v, %q", report.Counts(), report.Warnings)
	}
}

// away gives a CRM that calls leave when a case is asked for, and answers after that.
func away(t *testing.T, leave func(w http.ResponseWriter, r *http.Request)) string {
	t.Helper()
	server := crm.New()
	return serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/case/1" {
			leave(w, r)
		}
		server.ServeHTTP(w, r)
	}))
}

func TestAnInterruptedRunTearsDown(t *testing.T) {
	t.Parallel()
	for name, stateURL := range map[string]func(t *testing.T, cancel func()) *handler{
		"while a request is under way": func(*testing.T, func()) *handler { return failing("", nil) },
		"while a state is set up": func(_ *testing.T, cancel func()) *handler {
			return failing("two", func(http.ResponseWriter) { cancel() })
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			told := stateURL(t, cancel)
			_, err := Verify(ctx, Options{APIKey: crm.Key, StateURL: serve(t, told),
				ProviderURL: away(t, func(http.ResponseWriter, *http.Request) { cancel() }),
				PactFile:    written(t, "pact.json", twoStates)})
			if !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
			want := "setup one, setup two, teardown two, teardown one"
			if diff := cmp.Diff(want, strings.Join(told.actions(), ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnExerciseThatBreaksOffIsTornDown(t *testing.T) {
	t.Parallel()
	all := "setup one, setup two, teardown two, teardown one, setup three, teardown three"
	for name, test := range map[string]struct {
		leave   func(http.ResponseWriter, *http.Request)
		timeout time.Duration
	}{
		"no answer": {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, 0},
		"no answer in time": {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
			2 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told := failing("", nil)
			_ = verify(t, Options{ProviderURL: away(t, test.leave), StateURL: serve(t, told),
				Timeout: test.timeout, PactFile: written(t, "pact.json", twoStates)})
			if diff := cmp.Diff(all, strings.Join(told.actions(), ", ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAPanicIsTornDown(t *testing.T) {
	t.Parallel()
	told := failing("", nil)
	set := make(chan struct{}, 1)
	options := Options{ProviderURL: away(t, func(http.ResponseWriter, *http.Request) { set <- struct{}{} }),
		StateURL: serve(t, told), PactFile: written(t, "pact.json", twoStates),
		Now: func() time.Time {
			select {
			case <-set:
				panic("the clock is broken")
			default:
				return time.Now()
			}
		}}
	report := verify(t, options)
	if got := report.Results[0].Verdict; got != Broken {
		t.Errorf("got %s", got)
	}
	want := "setup one, setup two, teardown two, teardown one, setup three, teardown three"
	if diff := cmp.Diff(want, strings.Join(told.actions(), ", ")); diff != "" {
		t.Error(diff)
	}
}
