package states

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"casemock/contracts/pact/contract"
	"casemock/contracts/report"

	"github.com/google/go-cmp/cmp"
)

const aCase = "a case exists"

// noSource knows no state.
type noSource struct{}

func (noSource) SetUp(context.Context, string, map[string]any) (map[string]any, error) {
	return nil, ErrUnknown
}

func (noSource) TearDown(context.Context, string, map[string]any) error { return nil }

func serve(t *testing.T, handler http.Handler) string {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return server.URL
}

// stating answers every state change with a status and a body.
func stating(status int, body string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	})
}

// notes are what handlers were asked.
type notes struct {
	mutex sync.Mutex
	all   []string
}

func (n *notes) add(format string, arguments ...any) {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	n.all = append(n.all, fmt.Sprintf(format, arguments...))
}

func (n *notes) read() []string {
	n.mutex.Lock()
	defer n.mutex.Unlock()
	return n.all
}

// written puts a text into a file of the test's own.
func written(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "states.yaml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func newOwner(t *testing.T, options Options) *Owner {
	t.Helper()
	options.HTTP = &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error {
		return http.ErrUseLastResponse
	}}
	options.Timeout = time.Minute
	owner, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	return owner
}

func prepare(t *testing.T, options Options) *Preparation {
	t.Helper()
	return newOwner(t, options).Prepare(noSource{})
}

// recording is a source that says what it is asked, knows the states of its name, and fails as it is told.
type recording struct {
	name  string
	fails map[string]error // by what is asked
	log   *[]string
}

func (r recording) ask(action, state string) error {
	*r.log = append(*r.log, r.name+": "+action+" "+state)
	if !strings.HasPrefix(state, r.name) && r.fails[action+" "+state] == nil {
		return fmt.Errorf("%s %w (404)", r.name, ErrUnknown)
	}
	return r.fails[action+" "+state]
}

func (r recording) SetUp(_ context.Context, state string, _ map[string]any) (map[string]any, error) {
	return map[string]any{"by": r.name}, r.ask("setup", state)
}

func (r recording) TearDown(_ context.Context, state string, params map[string]any) error {
	return r.ask("teardown", fmt.Sprintf("%s %v", state, params))
}

func TestSourcesAreAskedInOrderAndTornDownInReverse(t *testing.T) {
	t.Parallel()
	var log []string
	broken := errors.New("broken")
	fails := map[string]error{"setup owner fails": broken, "setup owner half": halfDoneError{broken},
		"teardown owner bad map[by:owner]": broken}
	owner := &Owner{sources: []Source{recording{"owner", fails, &log}}}
	preparation := owner.Prepare(recording{"last", nil, &log})
	for _, step := range []struct {
		state string
		owned bool
		says  string
	}{
		{"last one", false, ""}, {"owner bad", true, ""}, {"owner fails", true, "broken"},
		{"owner half", true, "broken"},
		{"else", true, "the state “else” cannot be brought about through the API; owner does not know the state (404)"},
	} {
		values, err := preparation.SetUp(t.Context(), step.state, map[string]any{"n": 1})
		if got := fmt.Sprint(err); step.says != "" && got != step.says || step.says == "" && values["n"] != 1 {
			t.Errorf("%s: got %v, %s", step.state, values, got)
		}
		if preparation.Owned() != step.owned {
			t.Errorf("%s: owned is %t", step.state, preparation.Owned())
		}
	}
	if err := report.Unjudged(unknownState("x", []error{ErrUnknown})); err == nil || err.Error() !=
		"the state “x” cannot be brought about through the API" {
		t.Errorf("got %v", err)
	}
	for range 2 {
		for _, problem := range preparation.TearDown(t.Context()) {
			log = append(log, problem.Error())
		}
	}
	want := []string{
		"owner: setup last one", "last: setup last one", "owner: setup owner bad", "owner: setup owner fails",
		"owner: setup owner half", "owner: setup else", "last: setup else",
		"owner: teardown owner half map[by:owner n:1]", "owner: teardown owner bad map[by:owner n:1]",
		"last: teardown last one map[by:last n:1]",
	}
	if diff := cmp.Diff(want, log); diff != "" {
		t.Error(diff)
	}
}

func TestATeardownThatFailsIsSaid(t *testing.T) {
	t.Parallel()
	address := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if text, _ := io.ReadAll(r.Body); strings.Contains(string(text), "teardown") {
			http.Error(w, "not today", http.StatusServiceUnavailable)
		}
	}))
	preparation := prepare(t, Options{URL: address})
	if _, err := preparation.SetUp(t.Context(), aCase, nil); err != nil {
		t.Fatal(err)
	}
	want := "[tearing down the state “a case exists”: --state-url answers the state “a case exists” with 503: not today]"
	if got := fmt.Sprint(preparation.TearDown(t.Context())); got != want {
		t.Errorf("got %s", got)
	}
	if got := preparation.TearDown(t.Context()); got != nil {
		t.Errorf("it is tried again: %v", got)
	}
}

// What may have been heard is torn down, what cannot have been heard is not.
func TestAStateURLThatBreaksOffMayHaveHeard(t *testing.T) {
	t.Parallel()
	var heard notes
	address := serve(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		text, _ := io.ReadAll(r.Body)
		heard.add("%s", text)
		panic(http.ErrAbortHandler)
	}))
	preparation := prepare(t, Options{URL: address})
	_, err := preparation.SetUp(t.Context(), aCase, nil)
	if err == nil || !strings.Contains(err.Error(), "--state-url does not answer: ") ||
		len(preparation.TearDown(t.Context())) != 1 || len(heard.read()) != 2 {
		t.Errorf("got %v after %q", err, heard.read())
	}
	gone := httptest.NewServer(stating(200, ""))
	gone.Close()
	preparation = prepare(t, Options{URL: gone.URL})
	_, err = preparation.SetUp(t.Context(), aCase, nil)
	if problems := preparation.TearDown(t.Context()); err == nil || problems != nil {
		t.Errorf("got %v, %v", err, problems)
	}
}

func TestAWrongOptionIsAnError(t *testing.T) {
	t.Parallel()
	for says, options := range map[string]Options{
		"--state-url must begin with http:// or https:// and name a host": {URL: "127.0.0.1:8080"},
		"--state-url has a line break in it":                              {URL: "http://a\nb"},
		"nowhere.yaml:1:1":                                                {File: "nowhere.yaml"},
	} {
		if _, err := New(options); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("got %v, want %s", err, says)
		}
	}
	if owner := newOwner(t, Options{}); owner.Given() || owner.File() != nil {
		t.Error("nothing was given")
	}
}

func TestWhereAValueCanStand(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{}`:                     "no value for id",
		`{"id": null}`:           "a value for id that is null and cannot stand in the path",
		`{"id": {"value": "7"}}`: "a value for id that is an object and cannot stand in the path",
		`{"id": ["7"]}`:          "a value for id that is an array and cannot stand in the path",
		`{"id": ""}`:             "a value for id that is empty and cannot stand in the path",
		`{"id": true}`:           "a value for id that is true and cannot stand in the path",
		`{"id": false}`:          "a value for id that is false and cannot stand in the path",
		`{"id": ".."}`:           "a value for id that is .., which leads to another path and cannot stand in the path",
		`{"id": "."}`:            "a value for id that is ., which leads to another path and cannot stand in the path",
		`{"id": "a/b"}`:          "", `{"id": 7}`: "", `{"id": 12345678901234567890}`: "",
	} {
		if got := Problem(contract.StateUse{Part: "path", Name: "id"}, readValues([]byte(body))); got != want {
			t.Errorf("%s: got %q, want %q", body, got, want)
		}
	}
	for _, test := range []struct {
		use   contract.StateUse
		value any
		fails bool
	}{
		{contract.StateUse{Part: "header"}, "a\nb", true}, {contract.StateUse{Part: "header"}, "a b", false},
		{contract.StateUse{Part: "query"}, []any{}, true}, {contract.StateUse{Part: "query"}, "", false},
		{contract.StateUse{Part: "body", Alone: true}, map[string]any{}, false},
		{contract.StateUse{Part: "body"}, map[string]any{}, true},
		{contract.StateUse{Part: "body", Alone: true}, nil, true},
	} {
		if got := Problem(test.use, map[string]any{"": test.value}); (got != "") != test.fails {
			t.Errorf("%+v, %v: got %q", test.use, test.value, got)
		}
	}
}
